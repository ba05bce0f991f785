"""Rules for documents, written from their specifications: each one a line of a table with its source and a way to break it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Callable, Iterator
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"

# By the prefix that everybody writes; the tombstones' is the only one that the W3C validator does not know.
PREFIXES = {
    "atom": ATOM, "content": CONTENT, "dc": DC, "fh": HISTORY, "opensearch": OPENSEARCH, "at": TOMBSTONES,
    "media": "{http://search.yahoo.com/mrss/}", "sy": "{http://purl.org/rss/1.0/modules/syndication/}",
}


class Document:
    """One document and where it is served."""

    def __init__(self, address, data, base):
        self.address, self.data, self.base = address, data, base
        self.text = data.decode("utf-8", "replace")

    @cached_property
    def root(self):
        return ElementTree.fromstring(self.data)

    @property
    def kind(self):
        """The name of the table for it."""
        if self.text.lstrip().startswith("{"):
            return "json"
        return {
            ATOM + "feed": "atom", "rss": "rss", "opml": "opml", SITEMAP + "urlset": "sitemap",
            SITEMAP + "sitemapindex": "sitemap", OPENSEARCH + "OpenSearchDescription": "opensearch",
        }.get(self.root.tag, self.root.tag)


@dataclass(frozen=True)
class Rule:
    """What must hold of a document; `check` gives a line for each place where it does not.

    `broken` is a pattern and what replaces its first match in a sound document, so that the rule has something to say.
    """

    name: str
    text: str
    check: Callable[[Document], Iterator[str]]
    broken: tuple[str, str]


def sole(parent, *names):
    """Says which children are not there exactly once, or are blank."""
    for name in names:
        found = parent.findall(name)
        if len(found) != 1:
            yield f"{len(found)} × {name}"
        elif not (found[0].text or "").strip() and not found[0].attrib and not len(found[0]):
            yield f"{name} is blank"


def is_absolute(address):
    return re.fullmatch(r"https?://[^\s/?#<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*", address or "") is not None
