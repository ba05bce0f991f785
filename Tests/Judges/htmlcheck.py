"""Reads HTML fragments with html5lib, as a browser would, and reports what a feed's body must not hold.

    .judges/venv/bin/python Tests/Judges/htmlcheck.py [--marker WORD] < FRAGMENTS

The input is a JSON list of strings, each the content of a div; the output is a JSON list of {"index", "problem"}. A
fragment is sound when the parser finds nothing outside of the lists below, each element where it may stand, no WORD
anywhere, and, written again, the very text that it has read: what one parser writes so, another can't read otherwise.

Exit status: 0 when all fragments are sound, 1 when one is not, 2 for a wrong call.
"""

import json
import sys
from html import escape
from urllib.parse import urlsplit

import html5lib

PHRASES = {"a", "abbr", "b", "br", "code", "em", "i", "img", "strong", "sub", "sup", "time"}
BLOCKS = {"blockquote", "dl", "figure", "h2", "h3", "h4", "hr", "ol", "p", "pre", "table", "ul"}
FLOW = PHRASES | BLOCKS | {"#text"}
LINE = PHRASES | {"#text"}
CHILDREN = {
    # Text at the top is in paragraphs; line ends between these are let by.
    "div": BLOCKS,
    "blockquote": BLOCKS,
    "figure": FLOW | {"figcaption"},
    "figcaption": FLOW,
    "ul": {"li"},
    "ol": {"li"},
    "li": FLOW,
    "dl": {"dt", "dd"},
    "dt": FLOW - {"h2", "h3", "h4"},
    "dd": FLOW,
    "table": {"thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "td": FLOW,
    "th": FLOW - {"h2", "h3", "h4"},
    "br": set(),
    "hr": set(),
    "img": set(),
}
ATTRIBUTES = {
    "a": ["href", "title"],
    "img": ["src", "alt", "title", "width", "height"],
    "abbr": ["title"],
    "time": ["datetime"],
    "ol": ["start"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan"],
}
SCHEMES = {"href": {"http", "https", "mailto"}, "src": {"http", "https"}}
NUMBERS = {"width", "height", "start", "colspan", "rowspan"}
MAY_BE_EMPTY = {"br", "hr", "img", "td", "th"}
DEEPEST = 60


class Fault(Exception):
    pass


def check(node, depth, around):
    """Raises Fault at the first thing in an element that may not be there."""
    if depth > DEEPEST:
        raise Fault(f"more than {DEEPEST} elements inside one another")
    name = node.nodeName
    allowed = CHILDREN.get(name, LINE)
    for child in node.childNodes:
        if child.nodeType == child.TEXT_NODE:
            if "#text" not in allowed and not (name == "div" and child.data == "\n"):
                raise Fault(f"text in {name}: {child.data!r}")
            continue
        if child.nodeType != child.ELEMENT_NODE:
            raise Fault(f"a node of type {child.nodeType}")
        inner = child.nodeName
        if inner not in allowed:
            raise Fault(f"{inner} in {name}")
        if inner in PHRASES and inner in around:
            raise Fault(f"{inner} inside {inner}")
        check_attributes(child)
        if inner not in MAY_BE_EMPTY and not child.childNodes:
            raise Fault(f"empty {inner}")
        check(child, depth + 1, around | {inner})


def check_attributes(node):
    allowed = ATTRIBUTES.get(node.nodeName, [])
    for key, value in node.attributes.items():
        if key not in allowed:
            raise Fault(f"{key} of {node.nodeName}")
        if key in SCHEMES:
            parts = urlsplit(value)
            if parts.scheme not in SCHEMES[key]:
                raise Fault(f"{key} to {value!r}")
            if parts.scheme != "mailto" and (not parts.hostname or "@" in parts.netloc):
                raise Fault(f"{key} without a plain host: {value!r}")
            if any(not "!" <= letter <= "~" for letter in value):
                raise Fault(f"{key} with a letter of no address: {value!r}")
        if key in NUMBERS and not (value.isascii() and value.isdigit() and len(value) <= 7):
            raise Fault(f"{key} that is no number: {value!r}")
    required = {"a": "href", "img": "alt", "abbr": "title", "time": "datetime"}.get(node.nodeName)
    if required and required not in node.attributes:
        raise Fault(f"{node.nodeName} without {required}")


def written(node):
    if node.nodeType == node.TEXT_NODE:
        return escape(node.data, quote=False)
    name = node.nodeName
    start = name
    for key in ATTRIBUTES.get(name, []):
        if key in node.attributes:
            value = escape(node.attributes[key].value, quote=False).replace('"', "&quot;")
            start += f' {key}="{value}"'
    if name in ("br", "hr", "img"):
        return f"<{start}>"
    return f"<{start}>{content(node)}</{name}>"


def content(node):
    return "".join(written(child) for child in node.childNodes)


def check_fragment(parser, text, marker):
    fragment = parser.parseFragment(text, container="div")
    check(Top(fragment), 0, frozenset())
    again = content(fragment)
    if again != text:
        place = next((i for i, (a, b) in enumerate(zip(again, text)) if a != b), min(len(again), len(text)))
        raise Fault(f"read as {again[max(0, place - 20):place + 60]!r}")
    if marker and marker in text:
        raise Fault(f"{marker!r} is still there")


class Top:
    """The fragment, as the div that it is the content of."""

    nodeName = "div"

    def __init__(self, fragment):
        self.childNodes = fragment.childNodes


def main(arguments):
    marker = None
    if arguments[:1] == ["--marker"] and len(arguments) == 2:
        marker = arguments[1]
    elif arguments:
        print("usage: htmlcheck.py [--marker WORD] < FRAGMENTS", file=sys.stderr)
        return 2
    fragments = json.load(sys.stdin)
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("dom"), namespaceHTMLElements=False)
    problems = []
    for index, text in enumerate(fragments):
        try:
            check_fragment(parser, text, marker)
        except Fault as fault:
            problems.append({"index": index, "problem": str(fault)})
    json.dump(problems, sys.stdout, indent=1)
    print()
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
