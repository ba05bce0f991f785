#!/bin/sh
# Installs what building and running Sower needs besides Swift; quiet when all of it is there.
#
# Debian packages come by apt, after they are listed; SOWER_NO_APT=1 forbids that, and then a missing one is an error.
# Swift itself is only looked for: how it gets onto a machine is its owner's choice.
set -eu

# The oldest Swift whose package manager reads the manifest, as major and minor.
major=6
minor=2

missing=
need() {
    missing="$missing $1"
}

# program NAME PACKAGE: needs the package when the program is not there.
program() {
    command -v "$1" >/dev/null 2>&1 || need "$2"
}

# library MODULE HEADER PACKAGE: asks pkg-config, as the build does, or looks for the header where that is missing too.
library() {
    if command -v pkg-config >/dev/null 2>&1; then
        pkg-config --exists "$1" || need "$3"
    else
        [ -e "/usr/include/$2" ] || need "$3"
    fi
}

# file PACKAGE PATH...: needs the package when none of the paths exists.
file() {
    package=$1
    shift
    for path in "$@"; do
        if [ -e "$path" ]; then
            return 0
        fi
    done
    need "$package"
}

program git git
program make make
program pkg-config pkg-config
library libxml-2.0 libxml2/libxml/parser.h libxml2-dev
library sqlite3 sqlite3.h libsqlite3-dev
library zlib zlib.h zlib1g-dev
library libcmark-gfm cmark-gfm.h libcmark-gfm-dev
file libcmark-gfm-extensions-dev /usr/include/cmark-gfm-core-extensions.h
# Swift's compiler brings clang, but takes the C and C++ headers and the linker's start files from the system.
file libc6-dev /usr/include/stdio.h
file g++ /usr/include/c++/*/vector
program ld binutils
# The names of time zones.
file tzdata /usr/share/zoneinfo/UTC

if [ -n "$missing" ]; then
    # The list is split into words on purpose.
    # shellcheck disable=SC2086
    sh "$(dirname -- "$0")/apt.sh" "the build" $missing
fi

found=none
if command -v swift >/dev/null 2>&1; then
    # The first number after "Swift version", which other words may precede.
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
    found=${found:-unknown}
fi
case $found in
    none) problem="swift is not on PATH" ;;
    unknown) problem="swift --version names no version" ;;
    *)
        problem=
        if [ "${found%%.*}" -lt "$major" ] ||
            { [ "${found%%.*}" -eq "$major" ] && [ "${found#*.}" -lt "$minor" ]; }; then
            problem="swift is $found"
        fi
        ;;
esac
if [ -n "$problem" ]; then
    echo "$problem; Sower needs $major.$minor or newer: https://www.swift.org/install/linux/" >&2
    exit 1
fi
