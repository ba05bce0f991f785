"""Holds JSON documents to a schema, and says of each whether its item ids are all different.

    .judges/venv/bin/python Tests/Judges/schemacheck.py SCHEMA FILE ...

Exit status: 0 when all are as the schema says, 1 with a line for each problem when not, 2 for a wrong call.
"""

import json
import sys

from jsonschema import Draft202012Validator


def main(arguments):
    if len(arguments) < 2:
        print("usage: schemacheck.py SCHEMA FILE ...", file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    problems = 0
    for path in arguments[1:]:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for error in validator.iter_errors(document):
            place = "/".join(str(part) for part in error.absolute_path)
            print(f"{path}: {place}: {error.message[:200]}")
            problems += 1
        ids = [item.get("id") for item in document.get("items", [])]
        if len(set(ids)) < len(ids):
            print(f"{path}: items: an id stands there twice")
            problems += 1
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
