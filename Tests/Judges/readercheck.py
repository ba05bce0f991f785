"""Polls one feed with the Python package "reader", as a subscriber's program would, and prints what it has stored.

    .judges/venv/bin/python Tests/Judges/readercheck.py URL DATABASE

One line an entry, in order of id: id, title, link, published, updated (RFC 3339, or nothing), tab separated. Each
further run with the same database polls again.
Exit status: 0 polled, 1 reader could not read the feed (its reason on standard error), 2 for a wrong call.
"""

import os
import sys
from datetime import timezone

from reader import ReaderError, make_reader


def moment(value):
    return "" if value is None else value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def line(entry):
    parts = [entry.id, entry.title or "", entry.link or "", moment(entry.published), moment(entry.updated)]
    # Only what would break the line is replaced.
    return "\t".join(part.translate({9: " ", 10: " ", 13: " "}) for part in parts)


def main(arguments):
    if len(arguments) != 2:
        print("usage: readercheck.py URL DATABASE", file=sys.stderr)
        return 2
    url, database = arguments
    # What is judged listens on this machine, and no proxy shall stand between.
    os.environ["no_proxy"] = "*"
    sys.stdout.reconfigure(encoding="utf-8")
    with make_reader(database) as reader:
        reader.add_feed(url, exist_ok=True)
        try:
            reader.update_feed(url)
        except ReaderError as error:
            print(f"reader: {error}", file=sys.stderr)
            return 1
        for entry in sorted(reader.get_entries(feed=url), key=lambda entry: entry.id):
            print(line(entry))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
