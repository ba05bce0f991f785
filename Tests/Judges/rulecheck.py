"""Holds the public documents of a site to the rules in Tests/Judges/rules, which are written from their specifications.

    .judges/venv/bin/python Tests/Judges/rulecheck.py BASE LIST
    .judges/venv/bin/python Tests/Judges/rulecheck.py --broken BASE LIST

LIST has a line for each document: its address, a tab, the file that holds it. Beside each document's own rules, the formats of one
feed must hold the same ids in the same order, and no id may be another article's elsewhere. With --broken every rule is given
sound documents that are broken in the one way that it is there for, and must find it.

Exit status: 0 when all is well, 1 with a line for each fault, 2 for a wrong call.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from rules import ATOM, Document, atom, opml, opensearch, rss, sitemap
from rules import json as json_feed

TABLES = {
    "atom": atom.RULES, "rss": rss.RULES, "json": json_feed.RULES, "opml": opml.RULES, "sitemap": sitemap.RULES,
    "opensearch": opensearch.RULES,
}


def read(base, path):
    documents = []
    for line in Path(path).read_text("utf-8").splitlines():
        address, _, file = line.partition("\t")
        documents.append(Document(address, Path(file).read_bytes(), base))
    return documents


def titles(document):
    """The ids in a feed, in order, each with the title that it has there; None for what is no feed."""
    if document.kind == "atom":
        return [(entry.findtext(ATOM + "id"), entry.findtext(ATOM + "title")) for entry in document.root.findall(ATOM + "entry")]
    if document.kind == "rss":
        return [(item.findtext("guid"), item.findtext("title")) for item in document.root.iter("item")]
    if document.kind == "json":
        return [(item["id"], item["title"]) for item in json.loads(document.text)["items"]]
    return None


def across(documents):
    """Faults between documents: the same ids in every format (J-2, R-5), and one title for one id everywhere."""
    feeds, names = {}, {}
    for document in documents:
        found = titles(document)
        if found is None:
            continue
        feed = re.sub(r"(atom\.xml|rss\.xml|feed\.json|feed\.xml|index\.xml|feed\.atom|index\.rss|index\.json)", "", document.address)
        ids = [one for one, _ in found]
        if feeds.setdefault(feed, ids) != ids:
            yield f"{document.address}: other ids than in another format"
        for one, title in found:
            if names.setdefault(one, title) != title:
                yield f"{document.address}: {one} is “{title}” here and “{names[one]}” elsewhere"


def judge(documents):
    kinds = Counter()
    faults = 0
    for document in documents:
        kinds[document.kind] += 1
        if document.kind not in TABLES:
            print(f"{document.address}: there are no rules for {document.kind}")
            faults += 1
            continue
        for rule in TABLES[document.kind]:
            for fault in list(rule.check(document))[:3]:
                print(f"{document.address}: {rule.name}: {rule.text}: {fault}")
                faults += 1
    for fault in across(documents):
        print(fault)
        faults += 1
    print(", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())), f"{faults} faults", sep="; ")
    return faults


def broken(documents):
    faults = 0
    for kind, rules in TABLES.items():
        for rule in rules:
            outcome = "no document to break"
            for document in documents:
                if document.kind != kind:
                    continue
                text, count = re.subn(rule.broken[0], rule.broken[1], document.text, count=1, flags=re.DOTALL)
                if count == 0:
                    continue
                other = Document(document.address, text.encode(), document.base)
                if list(rule.check(other)):
                    outcome = None
                    break
                outcome = f"{document.address} was broken, and it found nothing"
            if outcome:
                print(f"{kind}: {rule.name}: {rule.text}: {outcome}")
                faults += 1
    print(f"{sum(map(len, TABLES.values()))} rules, {faults} faults")
    return faults


def main(arguments):
    tries = arguments[:1] == ["--broken"]
    if len(arguments) != (3 if tries else 2):
        print("usage: rulecheck.py [--broken] BASE LIST", file=sys.stderr)
        return 2
    documents = read(*arguments[-2:])
    return 1 if (broken if tries else judge)(documents) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
