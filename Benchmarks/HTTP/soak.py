#!/usr/bin/env python3
"""Polls, refreshes, reloads and changed articles for an hour: memory must stay flat and no descriptor be lost.

usage: soak.py SOWER [SECONDS]

After a twelfth of the time (five minutes of an hour) resident memory may grow by 5 % at most until the end, and open
descriptors by ten, which is what the databases' pools may still open; each round has thousands of connections. Loopback only, at a bounded rate. Exit status 1 when it doesn't hold.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

from servers import get, start_sower

SOWER, SECONDS = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 3600


def resident(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def load(port, tag, root, round):
    """Five seconds of it, then a pause in which every connection ends."""
    address = f"http://127.0.0.1:{port}/atom.xml"
    fields = [["-H", f"If-None-Match: {tag}"], [], ["-H", "Accept-Encoding: gzip"], ["-H", "Connection: close"]]
    answer = subprocess.run(
        ["wrk", "-t1", "-c32", "-d5s", "--timeout", "20s", *fields[round % 4], address], capture_output=True, text=True).stdout
    for complaint in ("Non-2xx", "Socket errors"):
        # wrk counts a 304 as what it should be, and calls a connection that was closed in time an error of none.
        if complaint in answer and not ("Socket errors: connect 0" in answer and "timeout 0" in answer):
            sys.exit(f"failed under load: {answer}")
    time.sleep(1)


def main():
    root = tempfile.mkdtemp(prefix="sower-soak.")
    process = None
    try:
        process, (pid,), port = start_sower(SOWER, root)
        began, round, start = time.time(), 0, None
        while time.time() - began < SECONDS:
            load(port, get(port, "/atom.xml")[1]["etag"], root, round)
            with open(root + "/seeds/changing.txt", "w") as file:
                file.write(f"Changing {round}\n2026-03-01\n\nFor the {round}th time.\n")
            for command in (["refresh", "--wait"], ["reload"]):
                subprocess.run([SOWER, *command, "--state", root + "/state"], check=True, capture_output=True)
            round += 1
            now = (resident(pid), descriptors(pid))
            if start is None and time.time() - began >= SECONDS / 12:
                start = now
            if round % 10 == 1 or SECONDS < 300:
                print(f"{time.time() - began:6.0f} s  {now[0] / 1e6:7.1f} MB  {now[1]} descriptors", flush=True)
        growth = now[0] / start[0] - 1
        print(f"resident memory {growth:+.1%}, descriptors {start[1]} to {now[1]}, {round} rounds")
        sys.exit(0 if growth <= 0.05 and now[1] <= start[1] + 10 else 1)
    finally:
        if process:
            process.terminate()
            process.wait()
        shutil.rmtree(root, ignore_errors=True)


main()
