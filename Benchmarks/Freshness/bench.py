#!/usr/bin/env python3
"""How soon what is on the disk is what is served: a dropped file, a cold start, a warm one; and the memory that takes.

usage: bench.py SOWER CORPUSWRITER [ARTICLES LARGE]

Prints one table. Every figure is measured in this run, beside what it is compared with: `cat` and `find` over the same files, and
Hugo (Debian's) building the same articles as Markdown. Files are in the kernel's cache on both sides, but where it says that they
come from the disk: then they are in it on neither (as root, no name of theirs either). The folders are made under TMPDIR, and
removed.
"""
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from daemon import Daemon

SOWER, WRITER = sys.argv[1:3]
ARTICLES, LARGE = (int(number) for number in sys.argv[3:5]) if len(sys.argv) > 4 else (10_000, 100_000)
BYTES = 12_000
DROPS, STARTS = 300, 3
REST = 15
ROWS = []


def note(what, ours, theirs=None, bound=None):
    """One line of the table: milliseconds or megabytes, and the ratio where there is something to compare with."""
    ratio = f"{ours[0] / theirs[0]:.2f} × {theirs[1]} ({theirs[0]:.0f} {ours[1]})" if theirs else ""
    ROWS.append((what, f"{ours[0]:.4g} {ours[1]}", ratio, bound or ""))
    print(f"{what}: {ours[0]:.4g} {ours[1]} {ratio}", file=sys.stderr, flush=True)


def timed(command, **options):
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return (time.perf_counter() - started) * 1_000


def median(measure, times=STARTS):
    return statistics.median(measure() for _ in range(times))


def percentile(times, part):
    """By the nearest rank."""
    return sorted(times)[math.ceil(len(times) * part) - 1]


def corpus(folder, count, size, *kind):
    subprocess.run([WRITER, folder, str(count), str(size), *kind], check=True)
    return folder


def files(folder):
    return sorted(os.path.join(base, name) for base, _, names in os.walk(folder) for name in names)


def cat(folder, before=lambda: None):
    names = files(folder)
    parts = [names[start:start + 10_000] for start in range(0, len(names), 10_000)]

    def read():
        before()
        return sum(timed(["cat", *part]) for part in parts)

    return median(read)


def forget(folder):
    """Lets the kernel forget the files; both programs stay known to it."""
    os.sync()
    if os.geteuid() == 0:
        with open("/proc/sys/vm/drop_caches", "w") as order:
            order.write("3\n")
    for name in files(folder) if os.geteuid() != 0 else ():
        with open(name, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    for program in (shutil.which("cat"), SOWER):
        with open(program, "rb") as file:
            while file.read(1_000_000):
                pass
        subprocess.run([program, "--version"], check=True, stdout=subprocess.DEVNULL)


def find(folder):
    return median(lambda: timed(["find", folder, "-printf", "%s %T@ %C@ %i\\n"]))


def cold(folder, state):
    """Starts on nothing: from exec to the first feed, and to the last body; the memory after it."""
    shutil.rmtree(state, ignore_errors=True)
    daemon = Daemon(SOWER, folder, state)
    daemon.refresh(SOWER)
    indexed = (time.perf_counter() - daemon.started) * 1_000
    figures = (daemon.serving * 1_000, daemon.settled * 1_000, indexed, daemon.memory())
    daemon.stop()
    return figures


def cold_from_disk(folder, state):
    """The same to the first feed alone, with files that nobody has read since they came."""
    shutil.rmtree(state, ignore_errors=True)
    forget(folder)
    daemon = Daemon(SOWER, folder, state)
    serving = daemon.serving * 1_000
    daemon.stop()
    return serving


def warm(folder, state):
    daemon = Daemon(SOWER, folder, state)
    figures = (daemon.serving * 1_000, daemon.settled * 1_000, daemon.memory())
    daemon.stop()
    return figures


def drops(folder, state, root):
    """Files dropped one by one by a rename from beside the seeds."""
    daemon = Daemon(SOWER, folder, state)
    daemon.refresh(SOWER)
    # What the starts before have left behind them is brought to the disk, by the kernel and by the daemon: of the first hundred
    # drops while that goes on, one or two wait 30 to 130 ms for it.
    os.sync()
    time.sleep(REST)
    target, stage = f"{folder}/dropped", tempfile.mkdtemp(dir=root)
    os.mkdir(target)
    times = []
    for number in range(DROPS):
        subprocess.run([WRITER, f"{stage}/{number}", "1", str(BYTES)], check=True)
        made = f"{stage}/{number}/0/0.txt"
        text = open(made, encoding="utf-8").read().split("\n")
        # Another article each time: another title, and other words throughout. Of today, so that a feed shows it.
        text[0] = text[4] = f"Dropped as Number {number}"
        text[1] = time.strftime("%B %-d, %Y", time.gmtime())
        with open(made, "w", encoding="utf-8") as file:
            file.write("\n".join(text).replace("harbour", f"harbour{number}"))
        times.append(daemon.drop(made, f"{target}/{number}.txt"))
        time.sleep(0.2)
    memory = daemon.memory()
    daemon.stop()
    shutil.rmtree(target)
    return statistics.median(times), percentile(times, 0.99), memory


def bulk(folder, state, root, count):
    """As many files moved in at once as were there at a cold start; on a state of its own, which never sees them go again."""
    arrivals = corpus(f"{root}/arrivals", count, BYTES, "txt", "2")
    shutil.copytree(state, f"{root}/bulk", ignore=lambda _, names: [name for name in names if name.endswith(".sock")])
    daemon = Daemon(SOWER, folder, f"{root}/bulk")
    # Some are dated in the future, the same of both halves.
    whole = 2 * daemon.status()["articles"]
    started = time.perf_counter()
    os.rename(arrivals, f"{folder}/arrivals")
    daemon.wait(lambda: daemon.status()["articles"] >= whole)
    whole = (time.perf_counter() - started) * 1_000
    daemon.stop()
    shutil.rmtree(f"{folder}/arrivals")
    shutil.rmtree(f"{root}/bulk")
    return whole


def hugo(root, folder):
    """A generator on the same articles: what a change costs it is the whole site."""
    if not shutil.which("hugo"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "hugo"], check=True, stdout=subprocess.DEVNULL)
    site = f"{root}/hugo"
    os.makedirs(f"{site}/layouts/_default")
    for name, text in (
        ("layouts/_default/single.html", "<h1>{{ .Title }}</h1>{{ .Content }}"),
        ("layouts/_default/list.html", "{{ range first 50 .Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}"),
        ("layouts/index.html", "{{ range first 50 .Site.RegularPages }}<h2>{{ .Title }}</h2>{{ end }}"),
        ("config.toml", "baseURL = \"http://localhost/\"\ntitle = \"x\"\n[services.rss]\nlimit = 50\n"),
    ):
        with open(f"{site}/{name}", "w") as file:
            file.write(text)
    os.rename(folder, f"{site}/content")
    return median(lambda: timed(["hugo", "--source", site, "--destination", f"{site}/public", "--cleanDestinationDir"]), 3)


def main():
    root = tempfile.mkdtemp(prefix="sower-freshness.")
    try:
        measure(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    widths = [max(len(row[column]) for row in ROWS) for column in range(4)]
    print(f"\n{ARTICLES} articles of {BYTES} bytes, {LARGE} of 1 to 50 kB; medians")
    for row in ROWS:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def measure(root):
    small = corpus(f"{root}/small", ARTICLES, BYTES)
    state = f"{root}/state"
    plain = cat(small)
    colds = [cold(small, state) for _ in range(STARTS)]
    serving, bodies, indexed, memory = (statistics.median(column) for column in zip(*colds))
    note("cold start: main feeds served, ids durable", (serving, "ms"), (plain, "cat"), "at most 3 ×")
    note("cold start: all bodies stored", (bodies, "ms"), (plain, "cat"))
    note("cold start: all found by search", (indexed, "ms"), (plain, "cat"))
    note(f"memory after a cold start of {ARTICLES}", (memory, "MB"), None, "at most 40 MB")
    disk = cat(small, lambda: forget(small))
    serving = median(lambda: cold_from_disk(small, f"{root}/disk"))
    note("cold start, files on the disk: the same", (serving, "ms"), (disk, "cat"), "at most 3 ×")
    whole = bulk(small, state, root, ARTICLES)
    note(f"{ARTICLES} more moved in at once, all served", (whole, "ms"), (bodies, "a cold start"), "at most 2 ×")
    middle, late, _ = drops(small, state, root)
    note(f"drop to visible, {ARTICLES} articles, median", (middle, "ms"), None, "at most 5 ms")
    note(f"drop to visible, {ARTICLES} articles, 99th percentile", (late, "ms"), None, "at most 20 ms")
    note("Hugo, the same articles, one change", (hugo(root, corpus(f"{root}/md", ARTICLES, BYTES, "md")), "ms"), (middle, "ours"))
    shutil.rmtree(small)

    large = corpus(f"{root}/large", LARGE, 0)
    state = f"{root}/large-state"
    serving, bodies, indexed, memory = cold(large, state)
    note(f"cold start of {LARGE}: main feeds served", (serving, "ms"))
    note(f"cold start of {LARGE}: all found by search", (indexed, "ms"))
    note(f"memory after a cold start of {LARGE}", (memory, "MB"), None, "at most 80 MB")
    listing = find(large)
    warms = [warm(large, state) for _ in range(STARTS)]
    serving, settled, memory = (statistics.median(column) for column in zip(*warms))
    note(f"warm start of {LARGE}: served", (serving, "ms"), None, "at most 100 ms")
    note(f"warm start of {LARGE}: reconciled", (settled, "ms"), (listing, "find"), "at most 2 ×")
    again, late, memory = drops(large, state, root)
    note(f"drop to visible, {LARGE} articles, median", (again, "ms"), (middle, f"with {ARTICLES}"), "at most 1.3 ×")
    note(f"drop to visible, {LARGE} articles, 99th percentile", (late, "ms"))
    note(f"memory after {DROPS} drops into {LARGE}", (memory, "MB"))


main()
