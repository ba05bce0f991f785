"""Reads one feed with feedparser, as a reader would, and prints what it understood as JSON.

    .judges/venv/bin/python Tests/Judges/feedcheck.py [--as-written] URL_OR_FILE

A title is given as the plain text that a reader shows, whatever its type; "title_detail" has the type and the value
before that. "published_unix" and "updated_unix" are whole seconds, or null. "--as-written" switches feedparser's
sanitiser and its resolving of relative links off: equal output with and without means that it found nothing to change.

Exit status: 0 when the feed is sound, 1 when feedparser had to guess or could not read it ("bozo", or an HTTP status of
an error), 2 for a wrong call.
"""

import calendar
import json
import os
import re
import sys
from html.parser import HTMLParser

import feedparser


class PlainText(HTMLParser):
    """Collects the text of an HTML fragment, its references resolved and its tags dropped."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def plain(detail):
    """The text of a text construct: HTML is reduced to what it shows, other types are text already."""
    value = detail.get("value")
    if value is None or "html" not in detail.get("type", ""):
        return value
    parser = PlainText()
    parser.feed(value)
    parser.close()
    return "".join(parser.parts)


def titled(item):
    detail = item.get("title_detail", {})
    return {
        "title": plain(detail),
        "title_detail": {"type": detail.get("type"), "value": detail.get("value")},
    }


def own(item, key):
    """A field that the feed has: feedparser's own lookup would answer a missing "updated" with "published"."""
    return dict.get(item, key)


def seconds(moment):
    return None if moment is None else calendar.timegm(moment)


def entry(item):
    return {
        "id": item.get("id"),
        **titled(item),
        "link": item.get("link"),
        "published": own(item, "published"),
        "published_unix": seconds(own(item, "published_parsed")),
        "updated": own(item, "updated"),
        "updated_unix": seconds(own(item, "updated_parsed")),
        "author": item.get("author"),
        "categories": [{"term": tag.get("term"), "label": tag.get("label")} for tag in item.get("tags", [])],
        # Without a summary of its own, feedparser puts the content there; only a real one has a detail.
        "summary": item.get("summary") if "summary_detail" in item else None,
        "content": [{"type": part.get("type"), "value": part.get("value")} for part in item.get("content", [])],
    }


def report(parsed):
    problem = parsed.get("bozo_exception")
    return {
        "bozo": bool(parsed.bozo),
        "problem": None if problem is None else f"{type(problem).__name__}: {problem}",
        "status": parsed.get("status"),
        "version": parsed.get("version"),
        "id": parsed.feed.get("id"),
        **titled(parsed.feed),
        "link": parsed.feed.get("link"),
        "updated": own(parsed.feed, "updated"),
        "updated_unix": seconds(own(parsed.feed, "updated_parsed")),
        "links": [{"rel": link.get("rel"), "href": link.get("href")} for link in parsed.feed.get("links", [])],
        "entries": [entry(item) for item in parsed.entries],
    }


def main(arguments):
    as_written = "--as-written" in arguments
    sources = [argument for argument in arguments if argument != "--as-written"]
    if len(sources) != 1 or sources[0].startswith("--"):
        print("usage: feedcheck.py [--as-written] URL_OR_FILE", file=sys.stderr)
        return 2
    source = sources[0]
    if "://" not in source and not os.path.isfile(source):
        # feedparser would take the name itself for the text of a feed.
        print(f"{source}: no such file", file=sys.stderr)
        return 2
    # What is judged listens on this machine, and no proxy shall stand between.
    os.environ["no_proxy"] = "*"
    parsed = feedparser.parse(source, sanitize_html=not as_written, resolve_relative_uris=not as_written)
    text = json.dumps(report(parsed), ensure_ascii=False, indent=2)
    # Control characters and the line ends that only Unicode knows are escaped, so that a YAML reader takes it as well.
    text = re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", text)
    sys.stdout.reconfigure(encoding="utf-8")
    print(text)
    return 1 if parsed.bozo or parsed.get("status", 200) >= 400 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
