"""JSON Feed 1.1: what its schema can't say."""

import json

from . import Rule, html, is_absolute


def value(document):
    return json.loads(document.text)


def own_address(document):
    if value(document).get("feed_url") != document.address:
        yield f"{value(document).get('feed_url')}, served at {document.address}"


def forward(document):
    """A next page is another one (J-5)."""
    if value(document).get("next_url") in (document.address, value(document).get("feed_url")):
        yield "it leads to itself"


def absolute(document):
    def walk(item, name=""):
        if isinstance(item, dict):
            for key, part in item.items():
                yield from walk(part, key)
        elif isinstance(item, list):
            for part in item:
                yield from walk(part, name)
        elif name in ("url", "external_url", "feed_url", "home_page_url", "next_url", "image", "banner_image", "icon", "avatar"):
            if not is_absolute(item):
                yield f"{name}: {item}"
        elif name == "content_html":
            yield from html.relative(item)

    yield from walk(value(document))


def legal(document):
    for item in value(document)["items"]:
        for fault in html.faults(item.get("content_html", "")):
            yield fault
        yield from html.risks(item.get("content_html", ""))


RULES = [
    Rule("J-4", "feed_url is where it is served", own_address, (r'"feed_url": "', '"feed_url": "x')),
    Rule("J-5", "next_url leads on", forward, (r'"feed_url": ("[^"]*")', r'"next_url": \1, "feed_url": \1')),
    Rule("C-5", "no relative address", absolute, (r'("url": ")https?://', r"\1/")),
    Rule("C-2", "content is legal and harmless", legal, (r'("content_html": ")', r"\1</section>")),
]
