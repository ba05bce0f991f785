"""OpenSearch 1.1, draft 6: the description document."""

import re

from . import OPENSEARCH, Rule, is_absolute
from .xml import RULES as XML

LIMITS = {"ShortName": 16, "LongName": 48, "Description": 1_024, "Tags": 256, "Developer": 64, "Attribution": 256}
KNOWN = set(LIMITS) | {
    "Url", "Contact", "Image", "Query", "SyndicationRight", "AdultContent", "Language", "InputEncoding", "OutputEncoding",
}
PARAMETERS = {
    "searchTerms", "count", "startIndex", "startPage", "language", "inputEncoding", "outputEncoding",
}
RELATIONS = {"results", "suggestions", "self", "collection"}
ROLES = {"request", "example", "related", "correction", "subset", "superset"}


def named(document, name):
    return document.root.findall(OPENSEARCH + name)


def shape(document):
    for name in ("ShortName", "Description"):
        if len(named(document, name)) != 1:
            yield f"{len(named(document, name))} × {name}"
    for child in document.root:
        if child.tag.removeprefix(OPENSEARCH) not in KNOWN:
            yield child.tag
    if not named(document, "Url"):
        yield "no Url"


def lengths(document):
    for name, limit in LIMITS.items():
        for element in named(document, name):
            text = element.text or ""
            if not text.strip() or len(text) > limit:
                yield f"{name}: {len(text)} characters"


def templates(document):
    for url in named(document, "Url"):
        template = url.get("template", "")
        if not is_absolute(re.sub(r"\{[^}]*\}", "x", template)) or "/" not in url.get("type", ""):
            yield str(url.attrib)
        for parameter in re.findall(r"\{([^}]*)\}", template):
            if parameter.removesuffix("?") not in PARAMETERS and ":" not in parameter:
                yield parameter
        if url.get("rel", "results") not in RELATIONS:
            yield str(url.get("rel"))
        if url.get("rel", "results") == "results" and "{searchTerms}" not in template:
            yield f"{template} asks for nothing"
        for name in ("indexOffset", "pageOffset"):
            if not re.fullmatch(r"-?\d+", url.get(name, "1")):
                yield f"{name} {url.get(name)}"


def forms(document):
    """A page, Atom and RSS to ask for (O-5), and where this document is."""
    found = {(url.get("rel", "results"), url.get("type")) for url in named(document, "Url")}
    for kind in ("text/html", "application/atom+xml", "application/rss+xml"):
        if ("results", kind) not in found:
            yield f"no {kind}"
    own = [url.get("template") for url in named(document, "Url") if url.get("rel") == "self"]
    if own != [document.address]:
        yield f"{own}, served at {document.address}"


def example(document):
    """ShouldIncludeExample."""
    queries = named(document, "Query")
    if not any(query.get("role") == "example" and query.get("searchTerms") for query in queries):
        yield "no example"
    for query in queries:
        if query.get("role") not in ROLES and ":" not in query.get("role", ""):
            yield str(query.get("role"))


def encodings(document):
    for name in ("InputEncoding", "OutputEncoding"):
        for element in named(document, name):
            if element.text != "UTF-8":
                yield f"{name} {element.text}"
    if not named(document, "InputEncoding"):
        yield "no InputEncoding"


RULES = XML + [
    Rule("O-5", "ShortName and Description once, nothing unknown", shape, (r"<Description>.*?</Description>", "")),
    Rule("O-5", "texts within their bounds", lengths, (r"<ShortName>.*?<", "<ShortName>Seventeen letters<")),
    Rule("O-5", "templates with parameters that there are", templates, (r"\{searchTerms\}", "{words}")),
    Rule("O-5", "a page and feeds, and itself", forms, (r'type="application/atom\+xml"', 'type="text/plain"')),
    Rule("O-5 ShouldIncludeExample", "an example", example, (r"<Query [^>]*/>", "")),
    Rule("O-5", "UTF-8 goes in", encodings, (r"<InputEncoding>.*?</InputEncoding>", "")),
]
