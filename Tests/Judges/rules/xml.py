"""What every document in XML must be (X-1 to X-10)."""

import re
from xml.etree import ElementTree

from . import ATOM, HISTORY, OPENSEARCH, PREFIXES, TOMBSTONES, Rule


def well_formed(document):
    try:
        ElementTree.fromstring(document.data)
        document.data.decode("utf-8")
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        yield str(error)
    if not re.match(r'<\?xml version="1\.0" encoding="(UTF|utf)-8"\?>', document.text):
        yield "no declaration of XML 1.0 in UTF-8"


def no_doctype(document):
    if "<!DOCTYPE" in document.text or "<!ENTITY" in document.text:
        yield "a document type declaration"


def characters(document):
    for character in set(re.findall("[\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff]", document.text)):
        yield f"U+{ord(character):04X}"


def own_entities(document):
    for name in set(re.findall(r"&([A-Za-z]\w*);", document.text)) - {"lt", "gt", "amp", "quot", "apos"}:
        yield f"&{name};"


def prefixes(document):
    """NonstdPrefix; and what is declared without being used."""
    for prefix, uri in re.findall(r'xmlns:(\w+)="([^"]+)"', document.text):
        if PREFIXES.get(prefix) != "{" + uri + "}":
            yield f"{prefix} for {uri}"
        if not re.search(rf"[<\s]{prefix}:\w", document.text):
            yield f"{prefix} is declared and not used"


def unprefixed(document):
    """AvoidNamespacePrefix: NetNewsWire skips prefixed elements inside entries."""
    if re.match(r"(<\?.*?\?>\s*)?<\w+:", document.text):
        yield "the root has a prefix"


def namespaces(document):
    """UnknownNamespace: the tombstones' is the one exception (D-4)."""
    known = set(PREFIXES.values()) | {ATOM, HISTORY, OPENSEARCH, TOMBSTONES, "{http://www.sitemaps.org/schemas/sitemap/0.9}"}
    for element in document.root.iter():
        uri = element.tag.rpartition("}")[0] + "}" if "}" in element.tag else None
        if uri and uri not in known:
            yield uri


def whitespace(document):
    """UnexpectedWhitespace: around ids, dates and addresses."""
    names = {"id", "updated", "published", "uri", "link", "guid", "pubDate", "lastBuildDate", "loc", "lastmod", "icon", "logo"}
    for element in document.root.iter():
        text = element.text or ""
        if element.tag.rpartition("}")[2] in names and text != text.strip():
            yield element.tag
        for name, value in element.attrib.items():
            if name in ("href", "url", "xmlUrl", "htmlUrl", "template", "ref", "when") and value != value.strip():
                yield f"{element.tag} {name}"


def size(document):
    """ValidatorLimit."""
    if len(document.data) > 5_000_000:
        yield f"{len(document.data)} bytes"


RULES = [
    Rule("X-1 SAXError", "well formed, in UTF-8 and declared so", well_formed, (r"encoding=\"UTF-8\"", 'encoding="UTF-16"')),
    Rule("X-1", "no document type", no_doctype, (r"\?>", "?><!DOCTYPE x>")),
    Rule("X-1 UndefinedNamedEntity", "only XML's own entities", own_entities, (r"</", "&nbsp;</")),
    Rule("X-5 BadCharacters", "no characters that are none", characters, (r"</", "\u200b</")),
    Rule("X-7 AvoidNamespacePrefix", "the root has no prefix", unprefixed, (r"\?>\s*<", "?><p:")),
    Rule("X-8 NonstdPrefix", "prefixes as everybody writes them, where used", prefixes, (r"(<[A-Za-z]\w*)([ >])", r'\1 xmlns:nn="urn:n"\2')),
    Rule("N-1 UnknownNamespace", "only namespaces that validators know", namespaces, (r"(</[A-Za-z]\w*>\s*)$", r'<x xmlns="urn:n"/>\1')),
    Rule("C-11 ValidatorLimit", "at most 5 MB", size, (r"\s*$", " " * 5_000_001)),
]

# For documents that have such elements.
SPACED = Rule(
    "X-10 UnexpectedWhitespace", "no space around ids, dates, addresses", whitespace,
    (r"(<(?:\w+:)?(?:id|updated|guid|pubDate|loc)[^>]*>)", r"\1 "),
)
