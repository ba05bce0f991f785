"""Asks REDbot about an address, and prints what it warns of, a line each; exit status 1 when there is any.

That `public` is not necessary in Cache-Control is no complaint: feed readers look for it.
"""
import sys
from configparser import ConfigParser

import thor
from httplint.note import levels
from redbot.resource import HttpResource


def main(address):
    config = ConfigParser()
    config.read_dict({"redbot": {"enable_local_access": "True"}})
    resource = HttpResource(config["redbot"])
    resource.set_request(address)
    thor.events.on(resource)(check_done(thor.stop))
    resource.check()
    thor.run()
    if resource.response.status_code is None:
        print("no answer")
        return 1
    complaints = [
        f"{note.level.value}: {note.summary}"
        for note in walk(resource.response.notes)
        if note.level in (levels.WARN, levels.BAD) and "public is probably not necessary" not in str(note.summary)
    ]
    print("\n".join([f"{resource.response.status_code} {address}"] + complaints))
    return 1 if complaints else 0


def check_done(stop):
    def done(*_):
        stop()

    done.__name__ = "check_done"
    return done


def walk(notes):
    for note in notes:
        yield note
        yield from walk(getattr(note, "subnotes", []))


sys.exit(main(sys.argv[1]))
