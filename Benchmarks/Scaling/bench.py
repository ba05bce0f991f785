#!/usr/bin/env python3
"""What each way to grow saves and costs: a cache in front, deltas, followers, a site of files.

usage: bench.py SOWER [ARTICLES [PART ...]]

Prints a line for each figure of docs/scaling.md. Counts and bytes don't depend on the machine; times of two things are measured in
one run. Needs nginx, wrk, rsync and rclone; a part whose program is missing says so.
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

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "HTTP"))
from servers import seeds  # noqa: E402

SOWER, ARTICLES = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
ROOT = Path(tempfile.mkdtemp(prefix="sower-scaling."))
TICK = os.sysconf("SC_CLK_TCK")
BASE = "http://news.example"


def say(name, value):
    print(f"{name}: {value}", flush=True)


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, **options).stdout


def has(program):
    if shutil.which(program):
        return True
    say(program, "not installed, so this part is left out")
    return False


class Daemon:
    def __init__(self, name, *options, source=None):
        self.root = ROOT / name
        self.seeds, self.state = source or self.root / "seeds", self.root / "state"
        self.root.mkdir(exist_ok=True)
        self.log = open(self.root / "log", "w")
        listen = ["--listen", "127.0.0.1:0", "--base-url", BASE]
        self.process = subprocess.Popen(
            [SOWER, "serve", self.seeds, "--state", self.state, *listen, *map(str, options)],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env={**os.environ, "SOWER_LOG_LEVEL": "warning"},
        )
        for line in self.process.stdout:
            if "Drop a text file" in line:
                break
        # Links name the base URL, so the port is asked of the kernel.
        sockets = run("ss", "-ltnpH")
        self.port = int(re.search(rf"127\.0\.0\.1:(\d+).*pid={self.process.pid},", sockets).group(1))

    def get(self, path, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in fields.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def refresh(self):
        run(SOWER, "refresh", "--wait", "--state", self.state)

    def seconds(self):
        """CPU time of the process."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def answers(self):
        """Requests that it has answered on its public socket."""
        page = run("curl", "-s", "--unix-socket", self.state / "admin.sock", "http://x/metrics")
        return sum(int(float(n)) for n in re.findall(r"^sower_http_responses_total\{[^}]*\} (\S+)$", page, re.M))

    def stop(self):
        self.process.terminate()
        self.process.wait()


def cache():
    """Requests and CPU time that reach the daemon, with and without a cache in front."""
    if not (has("nginx") and has("wrk")):
        return
    daemon = Daemon("cache", source=ROOT / "seeds")
    text = (Path(__file__).resolve().parents[2] / "deploy/nginx-cache.conf").read_text()
    port = daemon.port + 1 if daemon.port < 65_000 else daemon.port - 1
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{daemon.port}").replace("    listen [::]:80;\n", "")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/cache/nginx/sower", f"{ROOT}/store")
    temporary = "\n".join(f"{n}_temp_path {ROOT}/t-{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (ROOT / "nginx.conf").write_text(
        f"{'user root; ' if os.geteuid() == 0 else ''}daemon off; pid {ROOT}/nginx.pid; events {{}} http {{ access_log off; {temporary}\n{text} }}"
    )
    nginx = subprocess.Popen(["nginx", "-c", ROOT / "nginx.conf", "-e", ROOT / "nginx.log"])
    time.sleep(1)
    figures = {}
    for name, target in (("direct", daemon.port), ("through the cache", port)):
        before, spent = daemon.answers(), daemon.seconds()
        out = run("wrk", "-t1", "-c16", "-d10", "-H", "Host: news.example", "-H", "Accept-Encoding: gzip",
                  f"http://127.0.0.1:{target}/atom.xml")
        polls = int(re.search(r"(\d+) requests in", out).group(1))
        figures[name] = (polls, daemon.answers() - before, daemon.seconds() - spent)
    for name, (polls, reached, spent) in figures.items():
        say(f"polls {name}", f"{polls}; of them reached the daemon {reached}; its CPU time {spent:.2f} s")
    daemon.stop()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/atom.xml", headers={"Host": "news.example", "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    say("with the daemon stopped", f"{answer.status}, {answer.getheader('X-Cache')}")
    nginx.terminate()
    nginx.wait()


def deltas():
    """Bytes of what is new against those of the whole feed."""
    (ROOT / "deltas.yaml").write_text("deltas: on\n")
    shutil.copytree(ROOT / "seeds", ROOT / "deltas/seeds")
    daemon = Daemon("deltas", "--config", ROOT / "deltas.yaml")
    tag = daemon.get("/atom.xml")[1]["etag"]
    text = (daemon.seeds / "article-1.txt").read_text().splitlines()[2:]
    (daemon.seeds / "new.txt").write_text("\n".join(["News", *text]))
    daemon.refresh()
    time.sleep(1)
    for name, fields in (("plain", {}), ("gzip", {"Accept_Encoding": "gzip"})):
        whole = daemon.get("/atom.xml", **fields)
        delta = daemon.get("/atom.xml", A_IM="feed", If_None_Match=tag, **fields)
        say(f"one new article, {name}", f"{delta[0]} of {len(delta[2])} bytes, {whole[0]} of {len(whole[2])} bytes: "
            f"{len(delta[2]) / len(whole[2]):.3f}")
    daemon.stop()


def follow():
    """The ledger's text, and how long it takes a follower."""
    if not has("rsync"):
        return
    shutil.copytree(ROOT / "seeds", ROOT / "keeper/seeds")
    keeper = Daemon("keeper")
    shipped = ROOT / "keeper/ledger.txt"

    def ship():
        (ROOT / "keeper/new").write_text(run(SOWER, "ledger", "export", "--state", keeper.state))
        os.rename(ROOT / "keeper/new", shipped)
        return run("rsync", "--archive", "--delete", "--stats", keeper.seeds, shipped, ROOT / "follower/")

    (ROOT / "follower").mkdir()
    ship()
    follower = Daemon("follower", "--follow", ROOT / "follower/ledger.txt")
    times = []
    for number in range(5):
        (keeper.seeds / f"new-{number}.txt").write_text(f"News {number}\n\nIt came to pass, time {number}.\n")
        keeper.refresh()
        tag = keeper.get("/atom.xml")[1]["etag"]
        start = time.monotonic()
        stats = ship()
        sent = time.monotonic()
        while follower.get("/atom.xml")[1]["etag"] != tag:
            time.sleep(0.01)
        times.append((sent - start, time.monotonic() - sent))
    moved = re.search(r"Number of regular files transferred: (\d+)", stats).group(1)
    size = re.search(r"Total bytes sent: ([\d,]+)", stats).group(1)
    say("the ledger’s text", f"{shipped.stat().st_size} bytes for {ARTICLES} articles")
    say("export and rsync of one new article", f"{min(t for t, _ in times):.2f} s, {moved} files, {size} bytes")
    say("until the follower’s feed is the keeper’s", f"{min(t for _, t in times):.2f} to {max(t for _, t in times):.2f} s")
    for daemon in (keeper, follower):
        daemon.stop()


def files():
    """What changes in a site of files when one article comes, and what tools send of it."""
    shutil.copytree(ROOT / "seeds", ROOT / "files/seeds")
    command = [SOWER, "build", ROOT / "files/seeds", "--state", ROOT / "files/state", "--base-url", BASE, "--output", ROOT / "files/site"]
    start = time.monotonic()
    first = run(*command)
    say("a site of files, first", f"{first.strip().rpartition(': ')[2]}, {time.monotonic() - start:.1f} s")
    if has("rsync"):
        run("rsync", "--archive", "--delete", f"{ROOT}/files/site/", ROOT / "mirror/")
    if has("rclone"):
        run("rclone", "sync", "--checksum", ROOT / "files/site", ROOT / "bucket")
    (ROOT / "files/seeds/new.txt").write_text("News\n\nIt came to pass.\n")
    start = time.monotonic()
    again = run(*command)
    say("with one article more", f"{again.strip().rpartition(': ')[2]}, {time.monotonic() - start:.1f} s")
    if shutil.which("rsync"):
        stats = run("rsync", "--archive", "--delete", "--stats", f"{ROOT}/files/site/", ROOT / "mirror/")
        total = re.search(r"Number of files: ([\d,]+)", stats).group(1)
        moved = re.search(r"Number of regular files transferred: ([\d,]+)", stats).group(1)
        size = re.search(r"Total transferred file size: ([\d,]+)", stats).group(1)
        say("rsync", f"{moved} of {total} files, {size} bytes")
    if shutil.which("rclone"):
        run("rclone", "sync", "--checksum", ROOT / "files/site", ROOT / "bucket", "-v", "--log-file", ROOT / "rclone.log")
        log = (ROOT / "rclone.log").read_text()
        say("rclone", f"{len(re.findall(': Copied ', log))} of {sum(len(f) for _, _, f in os.walk(ROOT / 'bucket'))} objects")


def main():
    (ROOT / "seeds").mkdir()
    seeds(str(ROOT / "seeds"), ARTICLES)
    parts = {"cache": cache, "deltas": deltas, "follow": follow, "files": files}
    for name in sys.argv[3:] or parts:
        parts[name]()
    shutil.rmtree(ROOT)


main()
