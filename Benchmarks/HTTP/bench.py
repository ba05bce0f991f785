#!/usr/bin/env python3
"""CPU time a request of sower against nginx, on the same bytes, in turn, each on one core.

usage: bench.py SOWER [SECONDS]

Both servers are pinned to one core and the load generator (wrk) to another; the time is user and system time of the
server's process from /proc/PID/stat. Loopback only. Prints a table of ratios, sower to nginx.
"""
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

SOWER, SECONDS = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 4
ROUNDS = int(os.environ.get("ROUNDS", "3"))
CONNECTIONS = os.environ.get("CONNECTIONS", "16")
SERVER_CORE, CLIENT_CORE = "0", "1"
TICK = os.sysconf("SC_CLK_TCK")


def seeds(folder):
    words = "harbour tide pier mill boat north council vote morning fishing market light".split()
    for number in range(60):
        text = " ".join(words[(number * 7 + i * i + i // 5) % len(words)] for i in range(140))
        with open(f"{folder}/article-{number}.txt", "w") as file:
            file.write(f"Article number {number}\n2026-03-{number % 28 + 1:02}\n\n{text}.\n")


def get(port, path, fields={}):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=fields)
    answer = connection.getresponse()
    return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), answer.read()


def start_sower(root):
    os.mkdir(root + "/seeds")
    seeds(root + "/seeds")
    output = open(root + "/sower.out", "w+")
    process = subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, SOWER, "serve", root + "/seeds", "--state", root + "/state", "--listen",
         "127.0.0.1:0"],
        stdout=output, stderr=subprocess.STDOUT)
    for _ in range(200):
        found = re.search(r"127\.0\.0\.1:(\d+)", open(root + "/sower.out").read())
        if found:
            port = int(found.group(1))
            # Compression comes behind the first edition.
            if get(port, "/atom.xml", {"Accept-Encoding": "gzip"})[1].get("content-encoding") == "gzip":
                return process, [process.pid], port
        time.sleep(0.05)
    sys.exit("sower did not start: " + open(root + "/sower.out").read())


def start_nginx(root, plain, zipped):
    www = root + "/www"
    os.mkdir(www)
    open(www + "/atom.xml", "wb").write(plain)
    open(www + "/atom.xml.gz", "wb").write(zipped)
    os.utime(www + "/atom.xml.gz", (1, 1_700_000_000))
    os.utime(www + "/atom.xml", (1, 1_700_000_000))
    os.chmod(root, 0o755)
    port = 18080
    with open(root + "/nginx.conf", "w") as file:
        file.write(f"""
worker_processes 1;
daemon off;
pid {root}/nginx.pid;
error_log {root}/nginx.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; keepalive_timeout 65;
  gzip_static on; gzip_vary on; types {{ application/atom+xml xml; }}
  client_body_temp_path {root}/b; proxy_temp_path {root}/p; fastcgi_temp_path {root}/f;
  uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
  server {{ listen 127.0.0.1:{port}; root {www}; add_header Cache-Control "public, max-age=300"; }}
}}""")
    process = subprocess.Popen(["taskset", "-c", SERVER_CORE, "nginx", "-c", root + "/nginx.conf", "-e", root + "/nginx.log"])
    for _ in range(100):
        try:
            get(port, "/atom.xml")
            break
        except OSError:
            time.sleep(0.05)
    children = open(f"/proc/{process.pid}/task/{process.pid}/children").read().split()
    return process, [int(child) for child in children], port


def cpu(pids):
    total = 0
    for pid in pids:
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def measure(pids, port, fields, seconds):
    arguments = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", "-c", CONNECTIONS, f"-d{seconds:g}s"]
    for name, value in fields.items():
        arguments += ["-H", f"{name}: {value}"]
    before = cpu(pids)
    output = subprocess.run(arguments + [f"http://127.0.0.1:{port}/atom.xml"], capture_output=True, text=True).stdout
    used = cpu(pids) - before
    requests = int(re.search(r"(\d+) requests in", output).group(1))
    return used / requests * 1e6, requests / seconds


def main():
    root = tempfile.mkdtemp(prefix="sower-bench.")
    sower = nginx = None
    try:
        sower = start_sower(root)
        plain, zipped = get(sower[2], "/atom.xml"), get(sower[2], "/atom.xml", {"Accept-Encoding": "gzip"})
        assert zipped[1].get("content-encoding") == "gzip"
        nginx = start_nginx(root, plain[2], zipped[2])
        assert get(nginx[2], "/atom.xml", {"Accept-Encoding": "gzip"})[2] == zipped[2]
        servers = {"sower": sower, "nginx": nginx}
        cases = {
            "304, kept alive": lambda tag: {"If-None-Match": tag},
            f"200 of {len(plain[2]) // 1000} kB": lambda tag: {},
            f"gzip 200 of {len(zipped[2]) // 1000} kB": lambda tag: {"Accept-Encoding": "gzip"},
            "304, new connection": lambda tag: {"If-None-Match": tag, "Connection": "close"},
        }
        print(f"{'case':24} {'sower us':>9} {'nginx us':>9} {'ratio':>6}  {'sower/s':>8} {'nginx/s':>8}")
        for name, fields in cases.items():
            best = {}
            for _ in range(ROUNDS):
                for server, (_, pids, port) in servers.items():
                    tag = get(port, "/atom.xml")[1]["etag"]
                    expected = 304 if "304" in name else 200
                    assert get(port, "/atom.xml", fields(tag))[0] == expected
                    best[server] = min(best.get(server, (1e9, 0)), measure(pids, port, fields(tag), SECONDS))
            ours, theirs = best["sower"], best["nginx"]
            print(f"{name:24} {ours[0]:9.2f} {theirs[0]:9.2f} {ours[0] / theirs[0]:6.2f}  {ours[1]:8.0f} {theirs[1]:8.0f}",
                  flush=True)
    finally:
        for server in (sower, nginx):
            if server:
                server[0].terminate()
                server[0].wait()
        shutil.rmtree(root, ignore_errors=True)


main()
