#!/bin/sh
# Ships seeds and ledger from the daemon that keeps the ledger to those that follow it.
#
#   ship.sh STATE SEEDS TARGET...
#
# STATE is the keeper's state folder. A TARGET is what rsync takes, HOST:FOLDER or a folder; it gets seeds/ and ledger.txt, each file
# renamed into place when it is whole, and an unchanged one not at all. SOWER names the program, if not the one in PATH.
# Exit status: 0 shipped to all, 1 not to all, 2 wrong call.
set -eu

if [ $# -lt 3 ]; then
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
state=$1
seeds=$2
shift 2

text=$(mktemp)
trap 'rm -f "$text"' EXIT
"${SOWER:-sower}" ledger export --state "$state" >"$text"

status=0
for target in "$@"; do
    # Seeds that come before the ledger are held back until it names them.
    rsync --archive --delete "$seeds/" "$target/seeds/" &&
        rsync --checksum --chmod=F644 "$text" "$target/ledger.txt" || status=1
done
exit "$status"
