#!/bin/sh
# Polls one feed with the real newsboat, which has no screen and a home of its own, and prints what it stored.
#
#   Tests/Judges/newsboat.sh URL WORKDIR
#
# One line an article, newest first: guid, title, url, publication time (seconds since 1970), tab separated.
# Each further run in the same WORKDIR polls again. Older newsboats (2.21 of Debian 12 is one) forget the validators of
# their very first poll, so If-None-Match and If-Modified-Since are sure from the third run on.
# Exit status: 0 polled, 1 newsboat could not read the feed (its reason on standard error), 2 wrong call.
set -eu

if [ $# -ne 2 ]; then
    echo "usage: newsboat.sh URL WORKDIR" >&2
    exit 2
fi
url=$1
mkdir -p "$2"
work=$(CDPATH='' cd -- "$2" && pwd)

printf '"%s"\n' "$url" >"$work/urls"
# The log of errors is the only place where a failed poll shows: the exit status is 0 all the same.
cat >"$work/config" <<CONFIG
cleanup-on-quit no
error-log "$work/errors.log"
max-items 0
reload-threads 1
CONFIG
rm -f "$work/errors.log"

# A locale of UTF-8, because newsboat rewrites titles for the terminal; no proxy, because the feed is on this machine.
status=0
env -u http_proxy -u https_proxy -u all_proxy -u HTTPS_PROXY -u ALL_PROXY \
    HOME="$work" XDG_CONFIG_HOME="$work/.config" XDG_DATA_HOME="$work/.local/share" LC_ALL=C.UTF-8 TERM=dumb \
    timeout 60 newsboat -u "$work/urls" -c "$work/cache.db" -C "$work/config" -x reload \
    >"$work/output.log" 2>&1 </dev/null || status=$?
if [ "$status" -ne 0 ] || [ -s "$work/errors.log" ]; then
    echo "newsboat: status $status" >&2
    cat "$work/output.log" >&2
    if [ -e "$work/errors.log" ]; then
        cat "$work/errors.log" >&2
    fi
    exit 1
fi

python3 - "$work/cache.db" <<'PYTHON'
import contextlib
import sqlite3
import sys

sys.stdout.reconfigure(encoding="utf-8")
with contextlib.closing(sqlite3.connect(sys.argv[1])) as cache:
    rows = cache.execute("SELECT guid, title, url, pubDate FROM rss_item WHERE deleted = 0 ORDER BY pubDate DESC, guid")
    for row in rows:
        # Only what would break the line is replaced: a no-break space in a title is the title's own.
        print("\t".join(str(value).translate({9: " ", 10: " ", 13: " "}) for value in row))
PYTHON
