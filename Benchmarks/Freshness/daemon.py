"""A daemon on a folder of its own, as the measurements need it."""
import http.client
import json
import os
import re
import socket
import subprocess
import time
from pathlib import Path


class Daemon:
    """Started at once; `serving` and `settled` are the seconds from exec until a feed was answered, and until all was read."""

    def __init__(self, sower, seeds, state):
        self.state = state
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sower, "serve", seeds, "--state", state, "--listen", f"127.0.0.1:{self.port}"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        self.serving = self.wait_for_feed()
        for line in self.process.stdout:
            if "Drop a text file" in line:
                break
        self.settled = time.perf_counter() - self.started

    def wait_for_feed(self):
        while True:
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
                if self.get("/atom.xml")[0] == 200:
                    return time.perf_counter() - self.started
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit(f"sower ended with {self.process.returncode}")
                time.sleep(0.001)

    def get(self, path, fields={}):
        self.connection.request("GET", path, headers=fields)
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def status(self):
        """What the admin socket says."""
        with socket.socket(socket.AF_UNIX) as admin:
            admin.connect(f"{self.state}/admin.sock")
            admin.sendall(b"GET /status HTTP/1.1\r\nHost: sower\r\nConnection: close\r\n\r\n")
            answer = b""
            while more := admin.recv(65_536):
                answer += more
        return json.loads(answer.partition(b"\r\n\r\n")[2])

    def refresh(self, sower):
        """Returns when all that is on the disk is published, and found by search."""
        subprocess.run([sower, "refresh", "--wait", "--state", self.state], check=True, stdout=subprocess.DEVNULL)

    def wait(self, condition):
        while not condition():
            time.sleep(0.01)

    def memory(self):
        """Resident, in MB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1_000

    def drop(self, source, target):
        """Renames a file into the seeds; the milliseconds until the feed is another one, over a kept connection."""
        tag = self.get("/atom.xml")[2]["ETag"]
        started = time.perf_counter()
        os.rename(source, target)
        # Asking without a pause would take from it one of two processors.
        while self.get("/atom.xml", {"If-None-Match": tag})[0] == 304:
            time.sleep(0.000_2)
        return (time.perf_counter() - started) * 1_000

    def stop(self):
        self.process.terminate()
        self.process.wait()
