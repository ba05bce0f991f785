#!/usr/bin/env python3
"""Shows a folder under another path as a file system of its own, as a network's would: what is done to the folder itself is
seen there, but no event tells of it. Reading only; needs root and /dev/fuse.

usage: fuse_mirror.py FOLDER MOUNTPOINT

Prints "mounted", serves until SIGTERM, and unmounts. Speaks the kernel's protocol itself (linux/fuse.h, 7.31).
"""
import ctypes
import errno
import os
import signal
import stat
import struct
import sys

FOLDER, PLACE = sys.argv[1], sys.argv[2]
LIBC = ctypes.CDLL(None, use_errno=True)
paths, numbers = {1: FOLDER}, {FOLDER: 1}


def number(path):
    if path not in numbers:
        numbers[path] = len(numbers) + 1
        paths[numbers[path]] = path
    return numbers[path]


def attributes(path):
    s = os.lstat(path)
    times = [divmod(t, 10**9) for t in (s.st_atime_ns, s.st_mtime_ns, s.st_ctime_ns)]
    return struct.pack(
        "<6Q10I", s.st_ino, s.st_size, s.st_blocks, *(t[0] for t in times), *(t[1] for t in times), s.st_mode, s.st_nlink,
        s.st_uid, s.st_gid, 0, 4096, 0)


def entry(path):
    return struct.pack("<4Q2I", number(path), 0, 0, 0, 0, 0) + attributes(path)


def names(path, offset, size):
    found = b""
    for index, name in enumerate([".", ".."] + sorted(os.listdir(path))):
        if index < offset:
            continue
        place = os.path.join(path, name)
        raw = os.fsencode(name)
        record = struct.pack("<2Q2I", os.lstat(place).st_ino, index + 1, len(raw), stat.S_IFMT(os.lstat(place).st_mode) >> 12)
        record += raw + b"\0" * (-len(raw) % 8)
        if len(found) + len(record) > size:
            break
        found += record
    return found


def answer(code, node, body):
    """The body of the reply; None when none is wanted."""
    path = paths.get(node, FOLDER)
    if code == 26:  # INIT
        return struct.pack("<4I2H2I2H8I", 7, 31, 1 << 16, 0, 8, 6, 1 << 16, 1, 16, 0, *[0] * 8)
    if code in (2, 42, 36):  # FORGET, BATCH_FORGET, INTERRUPT
        return None
    if code == 1:  # LOOKUP
        return entry(os.path.join(path, os.fsdecode(body.split(b"\0")[0])))
    if code == 3:  # GETATTR
        return struct.pack("<Q2I", 0, 0, 0) + attributes(path)
    if code == 5:  # READLINK
        return os.fsencode(os.readlink(path))
    if code in (14, 27):  # OPEN, OPENDIR; nothing of it is kept
        return struct.pack("<Q2I", 0, 1, 0)
    if code in (15, 28):  # READ, READDIR
        _, offset, size = struct.unpack_from("<2QI", body)
        if code == 28:
            return names(path, offset, size)
        with open(path, "rb") as file:
            file.seek(offset)
            return file.read(size)
    if code == 17:  # STATFS
        return struct.pack("<5Q4I24x", 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 4096, 255, 4096, 0)
    if code in (18, 25, 29, 34, 38):  # RELEASE, FLUSH, RELEASEDIR, ACCESS, DESTROY
        return b""
    raise OSError(errno.ENOSYS, "")


def leave(*_):
    LIBC.umount2(os.fsencode(PLACE), 2)
    os._exit(0)


def main():
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other".encode()
    if LIBC.mount(b"mirror", os.fsencode(PLACE), b"fuse", 0, options):
        sys.exit(f"{PLACE}: {os.strerror(ctypes.get_errno())}")
    signal.signal(signal.SIGTERM, leave)
    print("mounted", flush=True)
    while True:
        try:
            request = os.read(device, 1 << 18)
        except OSError as error:
            if error.errno == errno.ENODEV:
                return
            continue
        _, code, unique, node = struct.unpack_from("<2I2Q", request)
        try:
            failure, body = 0, answer(code, node, request[40:])
        except OSError as error:
            failure, body = -(error.errno or errno.EIO), b""
        if body is not None:
            try:
                os.write(device, struct.pack("<IiQ", 16 + len(body), failure, unique) + body)
            except OSError:
                pass  # Whoever asked has gone.


main()
