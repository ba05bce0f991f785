#!/usr/bin/env python3
"""How long searches take, what a category's 304 costs against /healthz, and what memory all pages take.

usage: bench.py SOWER [ARTICLES]

Writes the articles, lets the daemon read them, starts it anew, and asks each query of queries.txt once as a feed and once as a page
(none is in a cache), over one kept connection. Times are from the first byte sent to the last one read. CPU time is that of the
process, from /proc/PID/stat, under wrk on one connection. Then every page that is linked from anywhere is visited once.
"""
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from corpus import Corpus

SOWER, ARTICLES = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
QUERIES = (Path(__file__).parent / "queries.txt").read_text().splitlines()
TICK = os.sysconf("SC_CLK_TCK")


class Daemon:
    def __init__(self, root):
        self.process = subprocess.Popen(
            [SOWER, "serve", f"{root}/seeds", "--state", f"{root}/state", "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        for line in self.process.stdout:
            if line.startswith("http"):
                self.port = int(re.search(r":(\d+)/", line).group(1))
            if "Drop a text file" in line:
                break
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        # The greeting comes when all is served; what search finds is filled behind that.
        subprocess.run([SOWER, "refresh", "--wait", "--state", f"{root}/state"], check=True, stdout=subprocess.DEVNULL)

    def get(self, path, fields={}):
        started = time.perf_counter()
        self.connection.request("GET", path, headers=fields)
        answer = self.connection.getresponse()
        body = answer.read()
        return answer, body, time.perf_counter() - started

    def memory(self):
        """Resident, and of it what isn't shared with files, in MB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return [int(re.search(name + r":\s+(\d+)", text).group(1)) / 1_000 for name in ("VmRSS", "RssAnon")]

    def cpu(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def cost(self, path, fields={}, seconds=3):
        """CPU microseconds a request."""
        arguments = [part for name, value in fields.items() for part in ("-H", f"{name}: {value}")]
        before = self.cpu()
        output = subprocess.run(
            ["wrk", "-t1", "-c1", f"-d{seconds}s", *arguments, f"http://127.0.0.1:{self.port}{path}"],
            capture_output=True, text=True,
        ).stdout
        return (self.cpu() - before) / int(re.search(r"(\d+) requests in", output).group(1)) * 1e6

    def stop(self):
        self.process.terminate()
        self.process.wait()


def percentile(times, part):
    return sorted(times)[min(len(times) - 1, int(len(times) * part))] * 1_000


def main():
    root = tempfile.mkdtemp(prefix="sower-search.")
    try:
        Corpus().write(f"{root}/seeds", ARTICLES)
        started = time.monotonic()
        daemon = Daemon(root)
        print(f"{ARTICLES} articles read and indexed in {time.monotonic() - started:.0f} s, {daemon.memory()[0]:.0f} MB")
        daemon.stop()
        size = Path(f"{root}/state/catalogue.db").stat().st_size
        print(f"catalogue: {size / 1e6:.0f} MB")
        started = time.monotonic()
        daemon = Daemon(root)
        print(f"started again in {time.monotonic() - started:.1f} s, {daemon.memory()[0]:.0f} MB")
        try:
            measure(daemon)
        finally:
            daemon.stop()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def measure(daemon):
    for kind, path in (("feeds", "/search/atom.xml?q="), ("pages", "/search?q=")):
        times = []
        for query in QUERIES:
            answer, body, taken = daemon.get(path + quote(query))
            assert answer.status == 200 and body, query
            times.append((taken, query))
        spans = [taken for taken, _ in times]
        slowest = ", ".join(f"{query} {taken * 1000:.0f}" for taken, query in sorted(times, reverse=True)[:4])
        print(
            f"{len(times)} queries, {kind}: median {percentile(spans, 0.5):.2f} ms, 99th percentile "
            f"{percentile(spans, 0.99):.1f} ms; slowest: {slowest}"
        )
    for path in ("/category/energy/atom.xml", "/category/energy/"):
        tag = daemon.get(path)[0].headers["ETag"]
        assert daemon.get(path, {"If-None-Match": tag})[0].status == 304
        best = {}
        for _ in range(3):
            for name, target, fields in (("304", path, {"If-None-Match": tag}), ("healthz", "/healthz", {})):
                daemon.connection.close()
                best[name] = min(best.get(name, 1e9), daemon.cost(target, fields))
        print(f"304 of {path}: {best['304']:.1f} µs, /healthz {best['healthz']:.1f} µs: {best['304'] / best['healthz']:.2f} times")
    visit(daemon)


def visit(daemon):
    base = f"http://127.0.0.1:{daemon.port}"
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        answer, body, _ = daemon.get(path)
        if answer.status != 200:
            print(f"{path}: {answer.status}")
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for link in re.findall(r'href="([^"#]+)"', body.decode()):
            link = link.replace("&amp;", "&").removeprefix(base)
            if link.startswith("/") and link not in seen:
                seen.add(link)
                waiting.append(link)
    resident, own = daemon.memory()
    print(f"{len(seen)} addresses visited once: {resident:.0f} MB resident, {own:.0f} MB of it no file's")


main()
