"""What Atom and RSS say with Atom's link element: about themselves, their history and their pages (RFC 4287, RFC 5005)."""

from . import ATOM, HISTORY, OPENSEARCH, Rule, is_absolute

ARCHIVE_LINKS = {"prev-archive", "next-archive", "current"}
PAGE_LINKS = {"first", "last", "previous", "next"}


def head(document):
    """The element that the feed's own links stand in."""
    return document.root if document.root.tag == ATOM + "feed" else document.root.find("channel")


def related(document, *names):
    return [link.get("href") for link in head(document).findall(ATOM + "link") if link.get("rel", "alternate") in names]


def self_link(document):
    """MissingSelf, MissingAtomSelfLink, SelfDoesntMatchLocation, RelativeSelf, SelfNotAtom."""
    found = related(document, "self")
    if found != [document.address]:
        yield f"{found}, served at {document.address}"
    kinds = {link.get("type") for link in head(document).findall(ATOM + "link") if link.get("rel") == "self"}
    expected = "application/atom+xml" if document.root.tag == ATOM + "feed" else "application/rss+xml"
    if kinds != {expected}:
        yield f"its type is {kinds}"


def absolute(document):
    for link in document.root.iter(ATOM + "link"):
        if not is_absolute(link.get("href")):
            yield str(link.get("href"))


def duplicates(document):
    """DuplicateAtomLink: two links of one relation, type and language."""
    for parent in document.root.iter():
        links = [
            (link.get("rel", "alternate"), link.get("type"), link.get("hreflang"), link.get("href") if link.get("rel") == "hub" else "")
            for link in parent.findall(ATOM + "link")
        ]
        if len(set(links)) < len(links):
            yield f"in {parent.tag}"


def archive(document):
    """MissingCurrentInArchive, ArchiveIncomplete."""
    feed = head(document)
    is_archive = feed.find(HISTORY + "archive") is not None
    if is_archive != bool(related(document, "current")):
        yield "fh:archive and rel=current belong together"
    if not is_archive and related(document, "next-archive"):
        yield "what has a next archive is an archive itself"
    if is_archive and any(address == document.address for address in related(document, *ARCHIVE_LINKS)):
        yield "it leads to itself"


def complete(document):
    """FeedRelInCompleteFeed."""
    if head(document).find(HISTORY + "complete") is not None and related(document, *ARCHIVE_LINKS, *PAGE_LINKS):
        yield "a complete feed has no other pages"


def in_entries(document):
    """FeedHistoryRelInEntry."""
    for name in (ATOM + "entry", "item"):
        for entry in document.root.iter(name):
            for link in entry.findall(ATOM + "link"):
                if link.get("rel") in ARCHIVE_LINKS | PAGE_LINKS | {"self", "hub"}:
                    yield str(link.get("rel"))


def past_the_end(document):
    """LinkPastEnd, and pages that lead nowhere."""
    feed = head(document)
    total, start, size = (feed.findtext(OPENSEARCH + name) for name in ("totalResults", "startIndex", "itemsPerPage"))
    if total is None:
        return
    total, start, size = int(total), int(start), int(size)
    if (start + size <= total) != bool(related(document, "next")):
        yield f"next, at {start} of {total}"
    if (start > 1) != bool(related(document, "previous")):
        yield f"previous, at {start}"
    if len(related(document, "first")) != 1 or len(related(document, "last")) != 1:
        yield "first and last are there once"


def search(document):
    """What a feed of results says about the question (OpenSearch 1.1, response elements)."""
    feed = head(document)
    queries = [query for query in feed.findall(OPENSEARCH + "Query") if query.get("role") == "request"]
    if (feed.find(OPENSEARCH + "startIndex") is not None) != (len(queries) == 1):
        yield "results name the request once"
    if queries and not related(document, "search"):
        yield "no link to the description"


RULES = [
    Rule("A-3 R-8 MissingSelf", "one link to itself, byte for byte where it is served", self_link, (r'(rel="self"[^>]*href=")', r"\1x")),
    Rule("C-5", "links are absolute", absolute, (r'(link [^>]*href=")https?://', r"\1/")),
    Rule("A-5 DuplicateAtomLink", "no two links of one kind", duplicates, (r"(<(?:atom:)?link [^>]*rel=\"self\"[^>]*/>)", r"\1\1")),
    Rule("P-2 MissingCurrentInArchive", "an archive says so, and where the feed is", archive, (r'rel="current"', 'rel="related"')),
    Rule("P-4 FeedRelInCompleteFeed", "complete without other pages", complete, (r"<fh:archive/>", "<fh:complete/>")),
    Rule("P-7 FeedHistoryRelInEntry", "history stands on the feed", in_entries, (r"(<(?:entry|item)>)", r'\1<link xmlns="http://www.w3.org/2005/Atom" rel="next" href="http://a.example"/>')),
    Rule("P-5 LinkPastEnd", "paging ends at the ends", past_the_end, (r'rel="last"', 'rel="previous"')),
    Rule("O-6", "results name their question", search, (r"<opensearch:Query [^>]*/>", "")),
]
