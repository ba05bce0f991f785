# Sourced by the package tests: a fresh Debian to install into, which nothing outside of it notices.
#
# The system is made once, below .judges; each test works on a throwaway layer over it, in a mount namespace of its own.

set -eu
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
judges=$top/.judges
base=$judges/debian

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# Again in a mount namespace of its own, whose mounts end with it.
if [ "${SOWER_IN_NAMESPACE:-}" != 1 ]; then
    [ "$(id -u)" -eq 0 ] || fail "mounting needs root: run it with sudo"
    SOWER_IN_NAMESPACE=1 exec unshare --mount --pid --fork --mount-proc sh "$0" "$@"
fi

if [ ! -e "$base/.complete" ]; then
    command -v debootstrap > /dev/null || apt-get install -qq -y --no-install-recommends debootstrap > /dev/null
    echo "making a fresh Debian in .judges/debian"
    rm -rf "$base"
    mkdir -p "$judges"
    debootstrap --variant=minbase --include=ca-certificates,curl,newsboat \
        "$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")" "$base" > "$judges/debootstrap.log" 2>&1 ||
        fail "no Debian: see $judges/debootstrap.log"
    touch "$base/.complete"
fi

# The layer is in memory: an overlay's upper part can't be on every file system.
layer=$(mktemp -d)
mount -t tmpfs -o size=1g none "$layer"
mkdir "$layer/upper" "$layer/work" "$layer/root"
mount -t overlay -o "lowerdir=$base,upperdir=$layer/upper,workdir=$layer/work" none "$layer/root"
root=$layer/root
mount -t proc none "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs none "$root/tmp"
cp /etc/resolv.conf "$root/etc/resolv.conf"
# As on a machine whose services are started by hand.
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod 0755 "$root/usr/sbin/policy-rc.d"

inside() { chroot "$root" "$@"; }

# eventually WHAT COMMAND...: tries for half a minute.
eventually() {
    what=$1
    shift
    for _ in $(seq 150); do
        if "$@" > /dev/null 2>&1; then return 0; fi
        sleep 0.2
    done
    fail "never: $what"
}
