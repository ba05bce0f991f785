"""Starts the servers that the benchmarks and the soak test compare, and reads what they cost."""
import http.client
import os
import random
import re
import subprocess
import sys
import time

TICK = os.sysconf("SC_CLK_TCK")


def seeds(folder, count=60):
    """Articles of 1.4 kB whose text compresses as prose does."""
    dice = random.Random(7)
    words = ["".join(dice.choice("aeinorstlhdcumpg") for _ in range(dice.randint(2, 9))) for _ in range(3000)]
    for number in range(count):
        text = " ".join(dice.choice(words) for _ in range(170))
        with open(f"{folder}/article-{number}.txt", "w") as file:
            file.write(f"Article number {number}\n2026-03-{number % 28 + 1:02}\n\n{text}.\n")


def get(port, path, fields={}):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=fields)
    answer = connection.getresponse()
    return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), answer.read()


def start_sower(program, root, prefix=(), options=()):
    os.mkdir(root + "/seeds")
    seeds(root + "/seeds")
    output = open(root + "/sower.out", "w+")
    process = subprocess.Popen(
        [*prefix, program, "serve", root + "/seeds", "--state", root + "/state", "--listen", "127.0.0.1:0", *options],
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


def start_nginx(root, port, plain, zipped, prefix=(), more=""):
    www, name = root + "/www", f"{root}/nginx-{port}"
    os.makedirs(www, exist_ok=True)
    open(www + "/atom.xml", "wb").write(plain)
    open(www + "/atom.xml.gz", "wb").write(zipped)
    os.utime(www + "/atom.xml.gz", (1, 1_700_000_000))
    os.utime(www + "/atom.xml", (1, 1_700_000_000))
    os.chmod(root, 0o755)
    with open(name + ".conf", "w") as file:
        file.write(f"""
worker_processes 1;
daemon off;
pid {name}.pid;
error_log {name}.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; keepalive_timeout 65;
  {more} gzip_static on; gzip_vary on; types {{ application/atom+xml xml; }}
  client_body_temp_path {root}/b; proxy_temp_path {root}/p; fastcgi_temp_path {root}/f;
  uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
  server {{ listen 127.0.0.1:{port}; root {www}; add_header Cache-Control "public, max-age=300"; }}
}}""")
    process = subprocess.Popen([*prefix, "nginx", "-c", name + ".conf", "-e", name + ".log"])
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
