"""A WebSub hub that only listens: writes each request it gets as a line of JSON.

    python3 Tests/Judges/hub.py PORT_FILE LOG_FILE [FAILURES|hang [CERTIFICATE]]

Answers 204, or 500 to so many requests first; with "hang" it reads a request and never answers. With a certificate, which has its key
in the same file, it speaks TLS.
"""

import http.server
import json
import ssl
import sys
import time

port_file, log_file = sys.argv[1:3]
mode = sys.argv[3] if len(sys.argv) > 3 else "0"
left = 0 if mode == "hang" else int(mode)


class Hub(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        global left
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open(log_file, "a", encoding="utf-8") as log:
            print(json.dumps({"path": self.path, "type": self.headers["Content-Type"], "body": body}), file=log)
        if mode == "hang":
            time.sleep(600)
        self.send_response(500 if left > 0 else 204)
        left -= 1
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
if len(sys.argv) > 4:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[4])
    # Each connection shakes hands on its own thread, so that a bad one holds up nobody.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
with open(port_file, "w", encoding="utf-8") as file:
    file.write(str(server.server_port))
server.serve_forever()
