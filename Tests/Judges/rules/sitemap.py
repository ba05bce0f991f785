"""The sitemap protocol 0.9 (sitemaps.org/protocol.html)."""

import re

from . import SITEMAP, Rule, is_absolute
from .xml import RULES as XML
from .xml import SPACED

# W3C's profile of ISO 8601: from the year to the fraction of a second.
MOMENT = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?"


def places(document):
    return [child for child in document.root]


def shape(document):
    item = SITEMAP + ("url" if document.root.tag == SITEMAP + "urlset" else "sitemap")
    if not places(document) or any(child.tag != item for child in places(document)):
        yield f"not a list of {item}"
    allowed = {"loc", "lastmod"} | ({"changefreq", "priority"} if item.endswith("}url") else set())
    for child in places(document):
        names = [part.tag.removeprefix(SITEMAP) for part in child]
        if names.count("loc") != 1 or not set(names) <= allowed or len(set(names)) < len(names):
            yield str(names)


def bounds(document):
    if len(places(document)) > 50_000 or len(document.data) > 52_428_800:
        yield f"{len(places(document))} addresses, {len(document.data)} bytes"


def addresses(document):
    found = [child.findtext(SITEMAP + "loc") for child in places(document)]
    for address in found:
        if not is_absolute(address) or len(address) >= 2_048 or not address.isascii():
            yield str(address)
        # What a sitemap names lies in the folder that it lies in.
        elif not address.startswith(document.base + "/"):
            yield f"{address} is not under {document.base}/"
    if len(set(found)) < len(found):
        yield "an address stands there twice"


def moments(document):
    for element in document.root.iter(SITEMAP + "lastmod"):
        if not re.fullmatch(MOMENT, element.text or ""):
            yield str(element.text)


RULES = XML + [
    SPACED,
    Rule("sitemap 0.9", "a list of places, each with one loc", shape, (r"<lastmod>", "<changed>x</changed><lastmod>")),
    Rule("sitemap 0.9", "at most 50,000 addresses and 50 MiB", bounds, (r"(<url>.*?</url>)", r"\1" * 50_001)),
    Rule("sitemap 0.9", "absolute, unique addresses under the site's own", addresses, (r"<loc>https?://", "<loc>https://other.")),
    Rule("sitemap 0.9", "moments as W3C writes them", moments, (r"<lastmod>.*?<", "<lastmod>yesterday<")),
]
