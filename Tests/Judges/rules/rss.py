"""RSS 2.0 (rssboard.org/rss-specification) with the Best Practices Profile (rssboard.org/rss-profile)."""

import re

from . import ATOM, CONTENT, DC, Rule, html, is_absolute, sole
from .dates import is_plausible, rfc822, rfc3339
from .links import RULES as LINKS
from .xml import RULES as XML
from .xml import SPACED

CHANNEL = {
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate",
    "category", "generator", "docs", "ttl", "image", "skipHours", "skipDays", "item",
}
ITEM = {
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source",
    CONTENT + "encoded", DC + "creator", ATOM + "updated",
}
# What the specification calls plain text, and readers take for HTML all the same.
PLAIN = r"<(title|category|dc:creator|copyright)\b[^>]*>(.*?)</\1>"


def channel(document):
    return document.root.find("channel")


def items(document):
    return channel(document).findall("item")


def version(document):
    if document.root.get("version") != "2.0" or [child.tag for child in document.root] != ["channel"]:
        yield "not an rss element of version 2.0 with one channel"


def required(document):
    yield from sole(channel(document), "title", "link", "description")


def recommended(document):
    yield from sole(channel(document), "language", "lastBuildDate", "generator", "docs", "ttl")


def known(document):
    """UndefinedElement."""
    for child in channel(document):
        if "}" not in child.tag and child.tag not in CHANNEL:
            yield child.tag
    for item in items(document):
        for child in item:
            if child.tag not in ITEM:
                yield child.tag


def once(document):
    """DuplicateElement."""
    for parent in [channel(document), *items(document)]:
        names = [child.tag for child in parent if child.tag not in ("item", "category", DC + "creator", ATOM + "link", "enclosure")]
        for name in set(names):
            if names.count(name) > 1 and not name.startswith("{http://a9"):
                yield name


def titled(document):
    """ItemMustContainTitleOrDescription."""
    for item in items(document):
        for name in ("title", "description", "link", "guid", "pubDate"):
            if not (item.findtext(name) or "").strip():
                yield f"an item without {name}"


def full_links(document):
    """InvalidFullLink."""
    for parent in [channel(document), *items(document)]:
        for name in ("link", "comments", "docs"):
            for element in parent.findall(name):
                if not is_absolute(element.text):
                    yield f"{name} {element.text}"


def guids(document):
    """InvalidHttpGUID, DuplicateValue."""
    found = [item.find("guid") for item in items(document)]
    texts = [guid.text for guid in found if guid is not None]
    if len(set(texts)) < len(texts):
        yield "a guid stands there twice"
    for guid in found:
        if guid is not None and guid.get("isPermaLink", "true") != "false" and not is_absolute(guid.text):
            yield f"{guid.text} is no address, and says it is one"


def dates(document):
    """InvalidRFC2822Date, IncorrectDOW, ProblematicalRFC822Date."""
    for name in ("pubDate", "lastBuildDate"):
        for element in document.root.iter(name):
            if rfc822(element.text) is None:
                yield f"{name} {element.text}"
    for element in document.root.iter(ATOM + "updated"):
        if rfc3339(element.text) is None:
            yield f"atom:updated {element.text}"


def plausible(document):
    """ImplausibleDate."""
    for element in document.root.iter("pubDate"):
        if not is_plausible(rfc822(element.text) or 0):
            yield str(element.text)


def plain(document):
    """CharacterData: an ampersand and a less-than sign are hexadecimal references (the profile's advice)."""
    for name, text in re.findall(PLAIN, document.text, re.DOTALL):
        if re.search(r"&(lt|gt|amp);|<", text):
            yield f"{name}: {text[:60]}"


def escaped_once(document):
    """ContainsHTML: what was escaped twice shows references to readers."""
    for name in ("title", "category", "copyright", DC + "creator"):
        for element in document.root.iter(name):
            if re.search(r"&(lt|gt|amp|quot|nbsp|#\d+|#x[0-9a-fA-F]+);", element.text or ""):
                yield f"{name}: {element.text}"


def descriptions(document):
    """NotHtml: a description is HTML."""
    for parent in [channel(document), *items(document)]:
        for name in ("description", CONTENT + "encoded"):
            for element in parent.findall(name):
                for fault in html.faults(element.text or ""):
                    yield f"{name}: {fault}"


def harmless(document):
    """SecurityRisk, SecurityRiskAttr, DangerousStyleAttr."""
    for item in items(document):
        for name in ("description", CONTENT + "encoded"):
            yield from html.risks(item.findtext(name) or "")


def absolute(document):
    """ContainsRelRef."""
    for item in items(document):
        for name in ("description", CONTENT + "encoded"):
            yield from html.relative(item.findtext(name) or "")


def order(document):
    """NeedDescriptionBeforeContent; and what the channel says stands before its items."""
    for item in items(document):
        names = [child.tag for child in item]
        if CONTENT + "encoded" in names and "description" in names:
            if names.index("description") > names.index(CONTENT + "encoded"):
                yield "description behind content:encoded"
    names = [child.tag for child in channel(document)]
    if "item" in names and any(name != "item" for name in names[names.index("item"):]):
        yield "something stands behind the first item"


def people(document):
    """MissingRealName, InvalidContact: a mail address with a name, or no author element."""
    for name in ("author", "managingEditor", "webMaster"):
        for element in document.root.iter(name):
            if not re.fullmatch(r"[^\s@()]+@[^\s@()]+ \(.+\)", element.text or ""):
                yield f"{name}: {element.text}"


def categories(document):
    for category in document.root.iter("category"):
        if not (category.text or "").strip() or category.get("domain") == "":
            yield "a blank one"


def ttl(document):
    text = channel(document).findtext("ttl")
    if not re.fullmatch(r"[1-9]\d*", text or ""):
        yield str(text)


def enclosures(document):
    """DuplicateEnclosure, and what each must say."""
    for item in items(document):
        found = item.findall("enclosure")
        if len(found) > 1:
            yield "more than one"
        for one in found:
            if not is_absolute(one.get("url")) or not (one.get("length") or "").isdigit() or "/" not in one.get("type", ""):
                yield str(one.attrib)


def image(document):
    """ImageTitleDoesntMatch, ImageLinkDoesntMatch."""
    for one in channel(document).findall("image"):
        for name in ("title", "link"):
            if one.findtext(name) != channel(document).findtext(name):
                yield name


def skipped(document):
    hours = [element.text for element in document.root.iter("hour")]
    if any(not (hour or "").isdigit() or int(hour) > 23 for hour in hours) or len(set(hours)) < len(hours):
        yield str(hours)


RULES = XML + LINKS + [
    SPACED,
    Rule("R-1", "rss 2.0 with one channel", version, (r'version="2.0"', 'version="0.91"')),
    Rule("R-1", "title, link, description", required, (r"<description>.*?</description>", "")),
    Rule("R-15", "language, lastBuildDate, generator, docs, ttl", recommended, (r"<generator>.*?</generator>", "")),
    Rule("RSS 2.0 UndefinedElement", "only elements that there are; no cloud, textInput, rating (R-20)", known, (r"<ttl>", "<rating>x</rating><ttl>")),
    Rule("RSS 2.0 DuplicateElement", "what may stand once stands once", once, (r"<ttl>", "<ttl>5</ttl><ttl>")),
    Rule("R-2 ItemMustContainTitleOrDescription", "an item has title, description, link, guid and date", titled, (r"<item>\s*<title>.*?</title>", "<item>")),
    Rule("R-3 InvalidFullLink", "links are absolute", full_links, (r"<link>https?://", "<link>/")),
    Rule("R-4 InvalidHttpGUID", "guids are unique, and no links", guids, (r' isPermaLink="false"', "")),
    Rule("R-6 InvalidRFC2822Date", "dates by RFC 822", dates, (r"<pubDate>\w{3}, ", "<pubDate>Xyz, ")),
    Rule("R-7 ImplausibleDate", "no date in the future", plausible, (r"(<pubDate>)\w{3}, \d\d \w{3} \d{4}", r"\1Thu, 05 Jan 2150")),
    Rule("R-10 CharacterData", "plain texts are escaped by number", plain, (r"<title>", "<title>&lt;b&gt;")),
    Rule("R-9 ContainsHTML", "plain texts are escaped once", escaped_once, (r"<title>", "<title>&#x26;amp;")),
    Rule("R-11 NotHtml", "descriptions are HTML", descriptions, (r"(<content:encoded>)", r"\1&lt;/section&gt;")),
    Rule("C-2 SecurityRisk", "items are harmless", harmless, (r"(<content:encoded>)", r"\1&lt;b style='x'&gt;b&lt;/b&gt;")),
    Rule("C-5 ContainsRelRef", "items have no relative address", absolute, (r"href=(&quot;|\")https?://elsewhere", r"href=\1//elsewhere")),
    Rule("R-12 NeedDescriptionBeforeContent", "description first", order, (r"(<description>[^<]*</description>)(\s*)(<content:encoded>[^<]*</content:encoded>)", r"\3\2\1")),
    Rule("R-13 MissingRealName", "authors have an address, or are dc:creator", people, (r"<guid", "<author>A Name</author><guid")),
    Rule("R-14", "categories say something", categories, (r"(<category[^>]*>).*?</category>", r"\1</category>")),
    Rule("R-16", "ttl in minutes", ttl, (r"<ttl>\d+", "<ttl>5m")),
    Rule("R-18 DuplicateEnclosure", "enclosures are whole", enclosures, (r"<guid", '<enclosure url="http://a.example/"/><guid')),
    Rule("R-19 ImageTitleDoesntMatch", "the image is the channel's", image, (r"<ttl>", "<image><title>x</title></image><ttl>")),
    Rule("R-17", "hours are 0 to 23", skipped, (r"<ttl>", "<skipHours><hour>24</hour></skipHours><ttl>")),
]
