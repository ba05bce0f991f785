#!/usr/bin/env python3
"""CPU time a request of sower against nginx, on the same bytes, in turn, each on one core.

usage: bench.py SOWER [SECONDS]

All servers are pinned to one core and the load generator (wrk) to another; the time is user and system time of the
server's process from /proc/PID/stat. Loopback only. Of several rounds the best counts, for each server alike. nginx
runs twice: with its defaults, and with open_file_cache, which spares it opening the file for each request.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from servers import cpu, get, start_nginx, start_sower

SOWER, SECONDS = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 3
ROUNDS = int(os.environ.get("ROUNDS", "3"))
CONNECTIONS = os.environ.get("CONNECTIONS", "16")
SERVER_CORE, CLIENT_CORE = ["taskset", "-c", "0"], ["taskset", "-c", "1"]


def measure(pids, port, fields, seconds):
    arguments = [*CLIENT_CORE, "wrk", "-t1", "-c", CONNECTIONS, f"-d{seconds:g}s"]
    for name, value in fields.items():
        arguments += ["-H", f"{name}: {value}"]
    before = cpu(pids)
    output = subprocess.run(arguments + [f"http://127.0.0.1:{port}/atom.xml"], capture_output=True, text=True).stdout
    used = cpu(pids) - before
    requests = int(re.search(r"(\d+) requests in", output).group(1))
    return used / requests * 1e6, requests / seconds


def main():
    root = tempfile.mkdtemp(prefix="sower-bench.")
    servers = {}
    try:
        servers["sower"] = sower = start_sower(SOWER, root, SERVER_CORE)
        plain, zipped = get(sower[2], "/atom.xml"), get(sower[2], "/atom.xml", {"Accept-Encoding": "gzip"})
        servers["nginx"] = start_nginx(root, 18080, plain[2], zipped[2], SERVER_CORE)
        cache = "open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;"
        servers["cached"] = start_nginx(root, 18081, plain[2], zipped[2], SERVER_CORE, cache)
        for _, _, port in servers.values():
            assert get(port, "/atom.xml", {"Accept-Encoding": "gzip"})[2] == zipped[2]
            assert get(port, "/atom.xml")[2] == plain[2]
        cases = {
            "304, kept alive": lambda tag: {"If-None-Match": tag},
            f"200 of {len(plain[2]) // 1000} kB": lambda tag: {},
            f"gzip 200 of {len(zipped[2]) // 1000} kB": lambda tag: {"Accept-Encoding": "gzip"},
            "304, new connection": lambda tag: {"If-None-Match": tag, "Connection": "close"},
        }
        print(f"{'CPU microseconds':22} {'sower':>7} {'nginx':>7} {'cached':>7}   {'ratio':>5} {'cached':>6}   requests/s")
        for name, fields in cases.items():
            best = {}
            for _ in range(ROUNDS):
                for server, (_, pids, port) in servers.items():
                    tag = get(port, "/atom.xml")[1]["etag"]
                    assert get(port, "/atom.xml", fields(tag))[0] == (304 if "304" in name else 200)
                    best[server] = min(best.get(server, (1e9, 0)), measure(pids, port, fields(tag), SECONDS))
            ours, theirs, cached = (best[server] for server in ("sower", "nginx", "cached"))
            rates = " ".join(f"{value[1]:.0f}" for value in (ours, theirs, cached))
            print(
                f"{name:22} {ours[0]:7.2f} {theirs[0]:7.2f} {cached[0]:7.2f}   {ours[0] / theirs[0]:5.2f} "
                f"{ours[0] / cached[0]:6.2f}   {rates}", flush=True)
    finally:
        for process, _, _ in servers.values():
            process.terminate()
            process.wait()
        shutil.rmtree(root, ignore_errors=True)


main()
