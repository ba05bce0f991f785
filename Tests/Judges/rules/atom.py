"""Atom (RFC 4287): what its prose asks and its grammar can't say, and tombstones (RFC 6721)."""

import re
from datetime import date

from . import ATOM, TOMBSTONES, Rule, html, is_absolute, sole
from .dates import is_plausible, rfc3339
from .links import RULES as LINKS
from .xml import RULES as XML
from .xml import SPACED


def entries(document):
    return document.root.findall(ATOM + "entry")


def feed_elements(document):
    yield from sole(document.root, ATOM + "id", ATOM + "title", ATOM + "updated")


def entry_elements(document):
    for entry in entries(document):
        yield from sole(entry, ATOM + "id", ATOM + "title", ATOM + "updated", ATOM + "published")
        alternates = [link for link in entry.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
        if not alternates:
            yield "an entry without an alternate"


def authors(document):
    """MissingElement: on the feed, or on every entry."""
    if document.root.find(ATOM + "author") is None:
        yield "the feed has none"
    for person in document.root.iter(ATOM + "author"):
        yield from sole(person, ATOM + "name")
        if "@" in (person.findtext(ATOM + "name") or "") and "<" in (person.findtext(ATOM + "name") or ""):
            yield "a name with an address in it"


def dates(document):
    """InvalidRFC3339Date."""
    for name in ("updated", "published"):
        for element in document.root.iter(ATOM + name):
            if rfc3339(element.text) is None:
                yield str(element.text)


def plausible(document):
    """ImplausibleDate."""
    for name in ("updated", "published"):
        for element in document.root.iter(ATOM + name):
            if not is_plausible(rfc3339(element.text) or 0):
                yield str(element.text)


def typed(document):
    """A type is always written (A-10)."""
    for name in ("title", "subtitle", "summary", "content", "rights"):
        for element in document.root.iter(ATOM + name):
            if element.get("type") != ("html" if name == "content" else "text"):
                yield f"{name}: {element.get('type')}"


def legal(document):
    """NotHtml, HtmlFragment."""
    for content in document.root.iter(ATOM + "content"):
        for fault in html.faults(content.text or ""):
            yield fault


def harmless(document):
    """SecurityRisk, SecurityRiskAttr, DangerousStyleAttr."""
    for content in document.root.iter(ATOM + "content"):
        yield from html.risks(content.text or "")


def absolute(document):
    for content in document.root.iter(ATOM + "content"):
        yield from html.relative(content.text or "")
    for name in ("icon", "logo", "uri"):
        for element in document.root.iter(ATOM + name):
            if not is_absolute(element.text):
                yield str(element.text)


def summaries(document):
    """NotBlank, MissingTextualContent."""
    for entry in entries(document):
        content = entry.findtext(ATOM + "content")
        if not (content or "").strip():
            yield "an entry without content"
        for summary in entry.findall(ATOM + "summary"):
            text = (summary.text or "").strip()
            if not text or text in (content, entry.findtext(ATOM + "title")):
                yield f"summary “{text[:40]}”"


def categories(document):
    for category in document.root.iter(ATOM + "category"):
        if not category.get("term") or not category.get("scheme") or not (category.get("label") or "").strip():
            yield str(category.attrib)


def language(document):
    """MissingDCLanguage."""
    if not document.root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "no xml:lang"


def ids(document):
    """DuplicateIds."""
    found = [entry.findtext(ATOM + "id") for entry in entries(document)] + [document.root.findtext(ATOM + "id")]
    if len(set(found)) < len(found):
        yield "an id stands there twice"
    for text in found:
        # NonCanonicalURI: a urn:uuid is in lower case (RFC 9562 §4).
        if (text or "").startswith("urn:uuid:") and text != text.lower():
            yield text


def mails(document):
    """InvalidAddrSpec."""
    for email in document.root.iter(ATOM + "email"):
        if not re.fullmatch(r"[^\s<>()@]+@[^\s<>()@]+", email.text or ""):
            yield str(email.text)


def tags(document):
    """InvalidTAG (RFC 4151): an authority, a day that is not in the future, something behind it."""
    for element in document.root.iter(ATOM + "id"):
        text = element.text or ""
        match = re.fullmatch(r"tag:([\w.+-]+@)?[\w.-]+,(\d{4}(?:-\d\d(?:-\d\d)?)?):.+", text)
        if text.startswith("tag:") and (not match or match[2] > date.today().isoformat()):
            yield text


def canonical(document):
    """NonCanonicalURI: scheme and host in lower case, no default port, no dot segments (RFC 3986 §6.2)."""
    for element in document.root.iter(ATOM + "link"):
        scheme, _, rest = (element.get("href") or "").partition("://")
        host, _, path = rest.partition("/")
        if scheme != scheme.lower() or host != host.lower() or host.endswith((":80", ":443")):
            yield str(element.get("href"))
        if {".", ".."} & set(path.split("?")[0].split("/")):
            yield str(element.get("href"))


def moments(document):
    """DuplicateUpdated."""
    found = [entry.findtext(ATOM + "updated") for entry in entries(document)]
    if len(set(found)) < len(found):
        yield "a moment stands there twice"


def newest(document):
    """The feed's moment is the last significant change (A-20)."""
    latest = max((rfc3339(entry.findtext(ATOM + "updated")) or 0 for entry in entries(document)), default=0)
    if (rfc3339(document.root.findtext(ATOM + "updated")) or 0) < latest:
        yield "the feed is older than an entry"


def ordered(document):
    """Newest first (A-23)."""
    found = [rfc3339(entry.findtext(ATOM + "published")) or 0 for entry in entries(document)]
    if found != sorted(found, reverse=True):
        yield "not newest first"


def removals(document):
    """Each with ref and when, none twice, none of what is there and younger (RFC 6721 §3, §4)."""
    found = document.root.findall(TOMBSTONES + "deleted-entry")
    keys = [(removal.get("ref"), removal.get("when")) for removal in found]
    if len(set(keys)) < len(keys):
        yield "a removal stands there twice"
    updated = {entry.findtext(ATOM + "id"): rfc3339(entry.findtext(ATOM + "updated")) or 0 for entry in entries(document)}
    for reference, moment in keys:
        if not reference or rfc3339(moment) is None:
            yield f"{reference} {moment}"
        elif reference in updated:
            yield f"{reference} is there and gone"


RULES = XML + LINKS + [
    SPACED,
    Rule("A-1", "id, title and updated once", feed_elements, (r"<updated>.*?</updated>", "")),
    Rule("A-6 MissingContentOrAlternate", "an entry's id, title, updated, published, alternate", entry_elements, (r"<published>.*?</published>", "")),
    Rule("A-2 MissingElement", "the feed has an author", authors, (r"<author>.*?</author>", "")),
    Rule("A-9 InvalidRFC3339Date", "dates by RFC 3339", dates, (r"(<published>.*?)T(.*?)Z<", r"\1t\2z<")),
    Rule("T-5 ImplausibleDate", "no date in the future", plausible, (r"<published>\d{4}", "<published>2999")),
    Rule("A-10", "types are written", typed, (r'<title type="text">', "<title>")),
    Rule("A-12 NotHtml", "content is legal in a DIV", legal, (r"(<content[^>]*>)", r"\1&lt;/section&gt;")),
    Rule("C-2 SecurityRisk", "content is harmless", harmless, (r"(<content[^>]*>)", r'\1&lt;b onclick="x"&gt;b&lt;/b&gt;')),
    Rule("C-5 ContainsRelRef", "content has no relative address", absolute, (r"href=(&quot;|\")https?://elsewhere", r"href=\1//elsewhere")),
    Rule("A-13 NotBlank", "summaries say something of their own", summaries, (r"(<summary[^>]*>).*?</summary>", r"\1</summary>")),
    Rule("A-15", "categories have term, scheme and label", categories, (r'<category term="[^"]*"', '<category term=""')),
    Rule("A-18 MissingDCLanguage", "the feed has a language", language, (r' xml:lang="[^"]*"', "")),
    Rule("G-4 DuplicateIds", "no id twice", ids, (r"(<entry>.*?</entry>)", r"\1\1")),
    Rule("A-8 InvalidAddrSpec", "mail addresses are nothing else", mails, (r"<author>", "<author><email>A &lt;a@b.c&gt;</email>")),
    Rule("G-2 InvalidTAG", "tag: addresses have an authority and a day", tags, (r"<id>[^<]*", "<id>tag:a.example,2999:x")),
    Rule("G-6 NonCanonicalURI", "addresses in their canonical form", canonical, (r'(<link [^>]*href=")(https?)://', r"\1\2://A.B/../")),
    Rule("A-21 DuplicateUpdated", "no two entries of one moment", moments, (r"(<entry>.*?</entry>)", r"\1\1")),
    Rule("A-20", "the feed is as new as its newest entry", newest, (r"<updated>\d{4}", "<updated>1999")),
    Rule("A-23", "newest first", ordered, (r"<published>\d{4}", "<published>1999")),
    Rule("D-1 D-2", "tombstones name what has left", removals, (r'(<at:deleted-entry) ref="[^"]*"', r'\1 ref=""')),
]
