"""Stands in for a service manager that passes sockets: opens one, starts a program on it, and at SIGHUP starts the next.

usage: socket_holder.py PROGRAM ARGUMENT...
Prints the port. At SIGHUP the program gets SIGTERM, and when it has ended a new one gets the same socket. At SIGTERM the
program ends for good. Exits with the highest exit status of all of them.
"""

import os
import signal
import socket
import sys

sock = socket.create_server(("127.0.0.1", 0), backlog=512)
print(sock.getsockname()[1], flush=True)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGTERM})


def start():
    process = os.fork()
    if process:
        return process
    os.dup2(sock.fileno(), 3)
    os.set_inheritable(3, True)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP, signal.SIGTERM})
    environment = dict(os.environ, LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
    os.execve(sys.argv[1], sys.argv[1:], environment)


worst = 0
process = start()
while True:
    wanted = signal.sigwait({signal.SIGHUP, signal.SIGTERM})
    os.kill(process, signal.SIGTERM)
    _, status = os.waitpid(process, 0)
    worst = max(worst, os.waitstatus_to_exitcode(status), key=abs)
    if wanted == signal.SIGTERM:
        sys.exit(abs(worst))
    process = start()
    print("next", flush=True)
