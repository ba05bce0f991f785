#!/usr/bin/env python3
"""Four writers change a folder of articles as fast as they can, while the kernel's queue of events overflows: then what the
daemon shows must be what one shows that starts on the same files with the same ledger.

usage: storm.py SOWER [--rounds N] [--first N] [--seconds S] [--files N] [--queue N | --fill | --calm | --kill] [--site] [--keep]

Each round has its own seed of the random generator: creates, writes (at once, in pieces, by rename), edits, renames, swaps,
folders made, moved, replaced by files and deleted, hard and symbolic links, changes of mode and time, drafts, bad texts,
twins. The queue is overflowed in two ways: the daemon is stopped for moments (SIGSTOP), and with --queue (root) it gets a
kernel queue of so many events, by fs.inotify.max_queued_events, which is restored at once; with --fill the queue of the
usual size is filled while the daemon is stopped, by files that are no seeds. With --calm no event is lost, and what is shown
when all is quiet must not differ from what is shown after the folder was compared. With --kill the daemon is not stopped, but
killed (SIGKILL) and started again. When the writers have ended:

 1. `sower refresh --wait`. Then each seed on the disk is in the catalogue with the digest of its bytes, and no other.
 2. What the brake holds is let go. Seeds whose last good article stays although they turned bad are deleted, as that text
    is nowhere else. Another `refresh --wait`.
 3. The ledger is exported and imported into a new state, and a second daemon is started on it and the same folder.
    Status, feeds with tags and dates, catalogues and, with --site, every page of `sower build` must be equal.

Exit status 1, and a line for each difference, when they are not; a round whose queue never overflowed fails too.
"""
import argparse
import contextlib
import ctypes
import hashlib
import http.client
import json
import multiprocessing
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

QUEUE = "/proc/sys/fs/inotify/max_queued_events"
ENDINGS = [".txt", ".txt", ".txt", ".md", ".html"]
WORDS = """harbour ferry mill tide council winter timetable crane lock bakery quay pier bridge market school library
garden engine letter weather signal lantern rope anchor captain sailor village river morning evening meeting""".split()
LIBC = ctypes.CDLL(None, use_errno=True)


class Unix(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=120)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(120)
        self.sock.connect(self.path)


def get(path, target):
    connection = Unix(path)
    connection.request("GET", target)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    kept = {k.lower(): v for k, v in answer.getheaders() if k.lower() in ("etag", "last-modified", "location")}
    return answer.status, kept, body


# What the writers write


def article(dice, number):
    """Text of one article and the ending that fits; numbers that come again make twins."""
    own = random.Random(number)
    title = f"{own.choice(WORDS).title()} {own.choice(WORDS)} number {number}"
    date = f"2026-{own.randint(1, 10):02}-{own.randint(1, 28):02}"
    kind = own.random()
    if kind < 0.1:
        date = ""
    elif kind < 0.13:
        date = f"2199-03-{own.randint(1, 28):02}"
    text = "\n\n".join(" ".join(own.choice(WORDS) for _ in range(own.randint(20, 90))) + "." for _ in range(3))
    text += "".join(f"\n\nEdited: {dice.choice(WORDS)} {dice.choice(WORDS)}." for _ in range(dice.choice([0, 0, 1, 2])))
    category = own.choice(["Harbour", "Town & Country", "Weather", ""])
    form = own.choice(ENDINGS)
    if form == ".md":
        named = f"id: storm-{number}\n" if own.random() < 0.3 else ""
        draft = "draft: true\n" if dice.random() < 0.05 else ""
        date = f"date: {date}\n" if date else ""
        category = f"category: {category}\n" if category else ""
        return f"---\ntitle: {title}\n{date}{named}{draft}{category}---\n\n{text}\n", form
    if form == ".html":
        paragraphs = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
        date = f'<meta property="article:published_time" content="{date}T12:00:00Z">' if date else ""
        return (f"<!DOCTYPE html><html><head><title>{title}</title>{date}</head><body><article><h1>{title}</h1>"
                f"{paragraphs}</article></body></html>\n"), form
    return "\n".join([title, date, category, "", text]) + "\n", form


class Writer:
    def __init__(self, root, outside, index, seed, files, deadline, calm):
        self.root, self.outside, self.index, self.files, self.deadline = root, outside, index, files, deadline
        self.calm = calm
        self.dice = random.Random(f"{seed}/{index}")
        self.number = 0
        self.folders, self.names, self.walked = [root], [], 0
        self.done = 0

    def look(self):
        """Who is there; other writers change it all the time, so it is only roughly true."""
        self.folders, self.names = [], []
        for folder, folders, names in os.walk(self.root):
            self.folders.append(folder)
            self.names += [os.path.join(folder, name) for name in names]
        self.folders = self.folders or [self.root]
        self.walked = self.done

    def folder(self):
        return self.dice.choice(self.folders)

    def file(self):
        return self.dice.choice(self.names) if self.names else os.path.join(self.root, "nothing.txt")

    def text(self):
        if self.dice.random() < 0.03:
            return "Only a title\n", ".txt"
        return article(self.dice, self.dice.randrange(self.files * 2))

    def name(self, ending):
        self.number += 1
        prefix = self.dice.choice(["", "", "", "", "A", "é", "_", "."])
        return f"{prefix}{self.index}-{self.number if self.dice.random() < 0.8 else self.dice.randrange(50)}{ending}"

    def write(self, path, text, pieces=1):
        with open(path, "w") as file:
            step = max(1, -(-len(text) // pieces))
            for start in range(0, len(text), step):
                file.write(text[start:start + step])
                if pieces > 1:
                    file.flush()
                    time.sleep(self.dice.choice([0, 0.001, 0.02, 0.3]))

    # The kinds of change

    def create(self):
        text, ending = self.text()
        path = os.path.join(self.folder(), self.name(ending))
        self.write(path, text, self.dice.choice([1, 1, 1, 3]))
        self.names.append(path)

    def drop(self):
        text, ending = self.text()
        folder = self.folder()
        part = os.path.join(folder, f".part-{self.index}")
        self.write(part, text)
        path = self.file() if self.dice.random() < 0.5 else os.path.join(folder, self.name(ending))
        os.rename(part, path)
        self.names.append(path)

    def edit(self):
        path = self.file()
        with open(path, "r+") as file:
            text = file.read()
            word = f"\n\nMore of it: {self.dice.choice(WORDS)}.\n"
            if self.dice.random() < 0.5:
                file.write(word)
            else:
                file.seek(0)
                file.write(text.replace(self.dice.choice(WORDS), self.dice.choice(WORDS)) + word)

    def overwrite(self):
        text, _ = self.text()
        self.write(self.file(), text, self.dice.choice([1, 1, 4]))

    def rename(self):
        path = self.file()
        ending = os.path.splitext(path)[1]
        target = self.dice.choice([
            os.path.join(self.folder(), self.name(ending)), os.path.join(self.folder(), os.path.basename(path)),
            self.file(), os.path.join(os.path.dirname(path), os.path.basename(path).swapcase()),
            os.path.join(os.path.dirname(path), "." + os.path.basename(path)),
            os.path.join(os.path.dirname(path), os.path.basename(path).lstrip("._") or "x.txt"),
        ])
        os.rename(path, target)
        self.names.append(target)

    def swap(self):
        """Two files or folders exchange their names."""
        one, other = (self.folder(), self.folder()) if self.dice.random() < 0.2 else (self.file(), self.file())
        if self.root not in (one, other):
            LIBC.renameat2(-100, one.encode(), -100, other.encode(), 2)

    def delete(self):
        os.unlink(self.file())

    def make_folder(self):
        path = os.path.join(self.folder(), self.dice.choice(["sub", "Sub", "deep", "_draft", f"d{self.dice.randrange(40)}"]))
        if path.count("/") - self.root.count("/") > 6:
            return
        os.mkdir(path)
        self.folders.append(path)
        # Filled at once, faster than anybody watches it.
        for _ in range(self.dice.randrange(6)):
            text, ending = self.text()
            self.write(os.path.join(path, self.name(ending)), text)

    def move_folder(self):
        path, target = self.folder(), os.path.join(self.folder(), f"d{self.dice.randrange(60)}")
        if path == self.root or target.count("/") - self.root.count("/") > 6:
            return
        if self.dice.random() < 0.3:
            # Away, and back in, perhaps elsewhere.
            away = os.path.join(self.outside, f"{self.index}-{self.dice.randrange(1 << 30)}")
            os.rename(path, away)
            time.sleep(self.dice.choice([0, 0.01, 0.4]))
            try:
                os.rename(away, target)
            except OSError:
                os.rename(away, os.path.join(self.root, os.path.basename(away)))
        else:
            os.rename(path, target)
        self.folders.append(target)

    def delete_folder(self):
        path = self.folder()
        if path != self.root:
            shutil.rmtree(path, ignore_errors=True)

    def replace(self):
        """A seed gives way to a folder of its name, with seeds in it, and comes back."""
        path = self.file()
        away = os.path.join(self.outside, f"{self.index}-file")
        os.rename(path, away)
        os.mkdir(path)
        text, ending = self.text()
        self.write(os.path.join(path, self.name(ending)), text)
        if self.dice.random() < 0.8:
            time.sleep(self.dice.choice([0, 0.01, 0.3]))
            shutil.rmtree(path, ignore_errors=True)
            os.rename(away, path)
        else:
            os.rename(away, path + "-back.txt")

    def link(self):
        path = os.path.join(self.folder(), self.name(".txt"))
        target = self.file()
        # No event tells under one name of what is written under the other.
        kind = self.dice.uniform(0.4 if self.calm else 0, 1)
        if kind < 0.4:
            os.link(target, path, follow_symlinks=False)
        elif kind < 0.7:
            os.symlink(os.path.relpath(target, os.path.dirname(path)), path)
        elif kind < 0.8:
            os.symlink(target, path)
        elif kind < 0.9:
            # Two that lead to each other.
            os.symlink(os.path.basename(path) + ".txt", path)
            os.symlink(os.path.basename(path), path + ".txt")
        else:
            os.symlink(self.folder(), path.removesuffix(".txt") if kind < 0.95 else path)
        self.names.append(path)

    def mode(self):
        path = self.file() if self.dice.random() < 0.9 else self.folder()
        if os.path.islink(path):
            return
        os.chmod(path, 0)
        time.sleep(self.dice.choice([0, 0, 0.05]))
        os.chmod(path, 0o755 if os.path.isdir(path) else self.dice.choice([0o644, 0o600, 0o444]))

    def touch(self):
        moment = time.time() - self.dice.choice([0, 5, 1e6])
        os.utime(self.file(), (moment, moment))

    def run(self):
        kinds = [
            (self.create, 14), (self.drop, 10), (self.edit, 14), (self.overwrite, 10), (self.rename, 14), (self.swap, 4),
            (self.delete, 10), (self.make_folder, 3), (self.move_folder, 3), (self.delete_folder, 0.4), (self.replace, 2),
            (self.link, 5), (self.mode, 5), (self.touch, 4),
        ]
        self.look()
        while time.time() < self.deadline:
            if self.done - self.walked > 400:
                self.look()
            weights = [w for _, w in kinds]
            if len(self.names) < self.files * 0.9:
                weights[0] *= 3
            elif len(self.names) > self.files * 1.2:
                weights[6] *= 3
            try:
                self.dice.choices([k for k, _ in kinds], weights)[0]()
            except (OSError, ValueError):
                pass  # Another writer was faster.
            self.done += 1
        return self.done


def work(total, *arguments):
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    done = Writer(*arguments).run()
    with total.get_lock():
        total.value += done


# The daemons


RUNNING = []


class Daemon:
    def __init__(self, program, root, name, seeds, queue=None):
        self.program, self.state, self.socket = program, f"{root}/{name}", f"{root}/{name}.sock"
        self.config = f"{root}/{name}.yaml"
        with open(self.config, "w") as file:
            file.write(f"seeds: {seeds}\nstate: {self.state}\nlisten: \"unix:{self.socket}\"\ngrace: 0s\n"
                       "base-url: http://storm.example\ntitle: Storm\nlog-level: warning\n")
        self.log = f"{root}/{name}.log"
        self.queue = queue

    def start(self):
        former = None
        if self.queue:
            former = open(QUEUE).read()
            open(QUEUE, "w").write(str(self.queue))
        try:
            out = open(self.log + ".out", "w")
            self.process = subprocess.Popen(
                [self.program, "serve", "--config", self.config], stdout=out, stderr=open(self.log, "a"))
            RUNNING.append(self.process)
            deadline = time.time() + 600
            while "Drop a text file" not in open(self.log + ".out").read():
                if self.process.poll() is not None or time.time() > deadline:
                    sys.exit(f"the daemon did not start: {open(self.log).read()[-2000:]}")
                time.sleep(0.02)
        finally:
            if former:
                open(QUEUE, "w").write(former)

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(arguments)}: {done.returncode}: {done.stdout}{done.stderr}\n{open(self.log).read()[-2000:]}")
        return done.stdout

    def refresh(self):
        return self.run("refresh", "--wait", "--state", self.state)

    def status(self):
        return json.loads(get(f"{self.state}/admin.sock", "/status")[2])

    def metric(self, name):
        for line in get(f"{self.state}/admin.sock", "/metrics")[2].decode().splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        return 0

    def rest(self):
        """Its tables, once nothing is under way and nothing has changed for longer than anything is waited for."""
        former, since = None, time.time()
        while time.time() - since < 8:
            time.sleep(0.5)
            tables = self.tables()
            if self.status()["queue"] or tables != former:
                former, since = tables, time.time()
        return former

    def stop(self):
        self.process.terminate()
        if self.process.wait(120):
            sys.exit(f"the daemon ended with {self.process.returncode}")

    def tables(self):
        base = sqlite3.connect(f"file:{self.state}/catalogue.db?mode=ro", uri=True)
        found = {}
        for table in ("seed", "article", "body", "topic", "membership"):
            rows = base.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            found[table] = {str(row): dict(zip(names, row)) for row in rows}
        base.close()
        return found


def on_disk(seeds):
    """By path, the bytes of each seed that is a plain file."""
    found = {}
    for folder, folders, names in os.walk(seeds):
        folders[:] = [name for name in folders if name[0] not in "._"]
        for name in names:
            path = os.path.join(folder, name)
            is_seed = os.path.splitext(name)[1].lower() in (".txt", ".md", ".html") and name[0] not in "._"
            if is_seed and not os.path.islink(path):
                found[os.path.relpath(path, seeds)] = open(path, "rb").read()
    return found


def differences(what, left, right):
    """A line for each key whose values are not equal."""
    found = []
    for key in sorted(set(left) | set(right), key=str):
        if left.get(key) != right.get(key):
            found.append(f"{what} {key}:\n    storm: {str(left.get(key))[:600]}\n    fresh: {str(right.get(key))[:600]}")
    return found


def shown(daemon):
    """What readers get: feeds, topics, archives, with their tags and dates."""
    status, _, body = get(daemon.socket, "/opml.xml")
    assert status == 200, status
    places = {"/", "/feeds/", "/opml.xml", "/sitemap.xml", "/archive/", "/.well-known/feeds", "/rss.xml", "/feed.json", "/atom.xml"}
    for part in body.decode().split('xmlUrl="http://storm.example')[1:]:
        places.add(part.split('"')[0])
    return {place: get(daemon.socket, place) for place in sorted(places)}


def ledger_lines(text):
    head, *lines = text.splitlines()
    facts = json.loads(head)
    facts["facts"].pop("revision", None)
    return {**dict.fromkeys(lines, True), **{f"head {key}": value for key, value in facts.items()}}


def told(status):
    kept = ("articles", "refused", "scheduled", "duplicates", "missing", "counts", "unshown", "brake", "trouble")
    return {key: status.get(key) for key in kept}


def site(daemon, root, name):
    """All pages, as files, with the digests of their bytes."""
    output = f"{root}/{name}-site"
    daemon.run("build", "--config", daemon.config, "--output", output)
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, output)] = hashlib.sha256(open(path, "rb").read()).hexdigest()
    return found


def fill(seeds):
    """More events than the kernel keeps, of names that are no seeds'."""
    for _ in range(int(open(QUEUE).read()) // 2 + 100):
        # A writer may come upon it, and move or delete it.
        with contextlib.suppress(OSError):
            open(f"{seeds}/filler", "w").close()
            os.unlink(f"{seeds}/filler")


def round_of(options, seed, root):
    seeds, outside = f"{root}/seeds", f"{root}/outside"
    os.mkdir(seeds)
    os.mkdir(outside)
    dice = random.Random(seed)
    for number in range(options.files):
        text, ending = article(dice, number)
        folder = f"{seeds}/d{number % 37}" + (f"/deep{number % 3}" if number % 5 == 0 else "")
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/{number}{ending}", "w") as file:
            file.write(text)
    storm = Daemon(options.program, root, "storm", seeds, options.queue)
    storm.start()
    deadline = time.time() + options.seconds
    total = multiprocessing.Value("l", 0)
    writers = [
        multiprocessing.Process(target=work, args=(total, seeds, outside, index, seed, options.files, deadline, options.calm))
        for index in range(4)
    ]
    for writer in writers:
        writer.start()
    stops = 0
    while time.time() < deadline - 1 and not options.calm:
        time.sleep(dice.uniform(0.2, 2))
        stops += 1
        if options.kill:
            storm.process.kill()
            storm.process.wait()
            storm.start()
            continue
        storm.process.send_signal(signal.SIGSTOP)
        if options.fill:
            fill(seeds)
        time.sleep(dice.uniform(0.1, options.seconds / 4))
        storm.process.send_signal(signal.SIGCONT)
    for writer in writers:
        writer.join()
        if writer.exitcode:
            sys.exit("a writer failed")
    found = []
    if options.calm:
        quiet = storm.rest()
    # Nothing but the disk counts now, whatever waits in the queue.
    began = time.time()
    refreshed = storm.refresh()
    took = time.time() - began
    if options.calm:
        compared = storm.tables()
        for table in quiet:
            found += differences(f"unheard {table}", quiet[table], compared[table])

    disk = on_disk(seeds)
    known = {row["path"]: row["hash"] for row in storm.tables()["seed"].values()}
    for path, content in disk.items():
        if path not in known:
            found.append(f"on the disk, not in the catalogue: {path}")
        elif known[path] is not None and known[path] != hashlib.sha256(content).digest()[:16]:
            found.append(f"other bytes on the disk than in the catalogue: {path}")
    found += [f"in the catalogue, not on the disk: {path}" for path in known if not os.path.lexists(f"{seeds}/{path}")]

    kept = 0
    for _ in range(20):
        hidden = [r["path"] for r in storm.tables()["seed"].values() if r["outcome"] == "refused" and r["article"]]
        for path in hidden:
            try:
                os.unlink(f"{seeds}/{path}")
            except OSError:
                shutil.rmtree(f"{seeds}/{path}", ignore_errors=True)
        kept += len(hidden)
        storm.refresh()
        released = storm.run("retract", "--missing", "--state", storm.state)
        if not hidden and "nothing is held" in released:
            break
    else:
        found.append("it never comes to rest")

    overflows = open(storm.log).read().count("queue was full")
    if overflows == 0 and not options.calm and not options.kill:
        found.append("the kernel's queue never overflowed")
    exported = storm.run("ledger", "export", "--state", storm.state)
    with open(f"{root}/ledger.txt", "w") as file:
        file.write(exported)
    fresh = Daemon(options.program, root, "fresh", seeds)
    fresh.run("ledger", "import", "--config", fresh.config, f"{root}/ledger.txt")
    fresh.start()
    fresh.refresh()
    found += differences("status", told(storm.status()), told(fresh.status()))
    found += differences("document", shown(storm), shown(fresh))
    # The first line counts transactions.
    after = fresh.run("ledger", "export", "--state", fresh.state)
    found += differences("ledger", ledger_lines(exported), ledger_lines(after))
    left, right = storm.tables(), fresh.tables()
    for table in left:
        found += differences(table, left[table], right[table])
    drift = storm.metric("sower_watch_drift_total")
    articles = storm.status()["articles"]
    storm.stop()
    fresh.stop()
    pages = 0
    if options.site:
        ours, theirs = site(storm, root, "storm"), site(fresh, root, "fresh")
        pages = len(ours)
        found += differences("page", ours, theirs)
    print(
        f"round {seed}: {total.value} changes in {options.seconds:g} s, {len(disk)} seeds, {articles} articles, {stops} stops, "
        f"overflow said {overflows} times, refresh {took:.1f} s ({refreshed.splitlines()[0]}), drift {drift:g}, "
        f"{kept} bad seeds deleted, {pages} pages compared: {len(found)} differences", flush=True)
    for line in open(storm.log):
        if "no event had told of" in line:
            print(f"  {line.strip()}", flush=True)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--queue", type=int)
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--calm", action="store_true", help="no event is lost")
    parser.add_argument("--kill", action="store_true", help="the daemon is killed now and then")
    parser.add_argument("--site", action="store_true")
    parser.add_argument("--keep", action="store_true", help="leave the folder of a round that failed")
    options = parser.parse_args()
    # So that what was changed is restored.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    failed = 0
    for seed in range(options.first, options.first + options.rounds):
        root = tempfile.mkdtemp(prefix="sower-storm.")
        found = ["it did not end"]
        try:
            found = round_of(options, seed, root)
        finally:
            for process in RUNNING:
                process.kill()
            RUNNING.clear()
            for line in found[:40]:
                print(f"  {line}")
            if len(found) > 40:
                print(f"  and {len(found) - 40} more")
            if not (found and options.keep):
                shutil.rmtree(root, ignore_errors=True)
            else:
                print(f"  kept: {root}", flush=True)
        failed += bool(found)
    print(f"{options.rounds - failed} of {options.rounds} rounds without a difference")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
