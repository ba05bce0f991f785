"""HTML inside feeds: legal in a DIV, harmless, and without an address that needs a base (C-1 to C-5)."""

import html5lib

from . import is_absolute

# What the W3C validator takes for a risk, and what no reader keeps.
FORBIDDEN = {
    "script", "style", "link", "meta", "form", "input", "iframe", "object", "embed", "svg", "base", "font", "noscript",
    "html", "head", "body", "title", "frame", "frameset", "button", "textarea", "select", "math", "applet",
}
ADDRESSES = {"href", "src", "cite", "action", "poster", "data", "longdesc", "background"}


def faults(text):
    """Errors of HTML's own grammar, such as what is not closed; the beginning of each."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parseFragment(text, container="div")
    return [f"{code} {values}"[:80] for _, code, values in parser.errors]


def elements(text):
    tree = html5lib.parseFragment(text, container="div", namespaceHTMLElements=False)
    return [element for element in tree.iter() if isinstance(element.tag, str)]


def risks(text):
    for element in elements(text):
        if element.tag in FORBIDDEN:
            yield f"<{element.tag}>"
        for name in element.attrib:
            if name.startswith("on") or name in ("style", "id", "class", "srcset"):
                yield f"<{element.tag} {name}>"


def relative(text):
    for element in elements(text):
        for name, value in element.attrib.items():
            if name in ADDRESSES and not (is_absolute(value) or value.startswith("mailto:")):
                yield f"<{element.tag} {name}=\"{value[:60]}\">"
