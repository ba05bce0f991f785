#!/bin/sh
# Installs Debian packages by apt, after listing them; SOWER_NO_APT=1 forbids that, and then a missing one is an error.
#
# usage: apt.sh PURPOSE PACKAGE...
set -eu

purpose=$1
shift
if [ "${SOWER_NO_APT:-}" = 1 ]; then
    echo "missing packages, and SOWER_NO_APT=1 forbids installing them: $*" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "no apt-get here; install these first (Debian's names): $*" >&2
    exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
    sudo=sudo
fi
echo "installing with apt, for $purpose: $*"
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"
