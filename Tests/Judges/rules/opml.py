"""OPML 2.0 (opml.org/spec2.opml)."""

from . import Rule, is_absolute
from .dates import rfc822
from .xml import RULES as XML

HEAD = {
    "title", "dateCreated", "dateModified", "ownerName", "ownerEmail", "ownerId", "docs", "expansionState",
    "vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight",
}


def outlines(document):
    return list(document.root.iter("outline"))


def shape(document):
    if document.root.get("version") != "2.0" or [child.tag for child in document.root] != ["head", "body"]:
        yield "not version 2.0 with one head and one body"
    if not outlines(document):
        yield "no outline"


def heads(document):
    names = [child.tag for child in document.root.find("head")]
    for name in names:
        if name not in HEAD or names.count(name) > 1:
            yield name


def head_dates(document):
    for name in ("dateCreated", "dateModified"):
        for element in document.root.iter(name):
            if rfc822(element.text) is None:
                yield str(element.text)


def texts(document):
    for outline in outlines(document):
        if not (outline.get("text") or "").strip():
            yield str(outline.attrib)[:80]


def subscriptions(document):
    for outline in outlines(document):
        if outline.get("type") != "rss" or not is_absolute(outline.get("xmlUrl")):
            yield str(outline.attrib)[:80]
        if not (outline.get("title") or "").strip() or not is_absolute(outline.get("htmlUrl")) or not outline.get("language"):
            yield f"{outline.get('xmlUrl')}: title, htmlUrl or language"
        if outline.get("version", "RSS2") not in ("RSS1", "RSS2", "RSS", "scriptingNews"):
            yield str(outline.get("version"))


def distinct(document):
    for name in ("xmlUrl",):
        found = [outline.get(name) for outline in outlines(document)]
        if len(set(found)) < len(found):
            yield "a feed stands there twice"


RULES = XML + [
    Rule("O-3", "opml 2.0 with head, body and an outline", shape, (r'version="2.0"', 'version="1.0"')),
    Rule("O-3", "only elements that a head has, each once", heads, (r"<docs>", "<language>en</language><docs>")),
    Rule("O-3", "dates by RFC 822", head_dates, (r"<docs>", "<dateModified>2026-01-01</dateModified><docs>")),
    Rule("O-3", "every outline has a text", texts, (r' text="[^"]*"', ' text=" "')),
    Rule("O-3", "feeds say type, xmlUrl, title, htmlUrl, language", subscriptions, (r'xmlUrl="[^"]*"', 'xmlUrl="/atom.xml"')),
    Rule("O-3", "no feed twice", distinct, (r"(<outline [^>]*/>)", r"\1\1")),
]
