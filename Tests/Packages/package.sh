#!/bin/sh
# Installs the Debian package on a fresh Debian, follows the README to a subscribed reader, upgrades, removes and purges.
#
# usage: package.sh BINARY
. "$(dirname -- "$0")/root.sh"
binary=$1

packages=$layer/packages
first=$("$top/deploy/package.sh" "$binary" "$packages")
second=$(SOWER_PACKAGE_VERSION=99.0 "$top/deploy/package.sh" "$binary" "$packages")
for package in "$first" "$second"; do
    lintian --fail-on error --allow-root "$package" || fail "lintian finds errors in $package"
done
again=$("$top/deploy/package.sh" "$binary" "$layer/again")
cmp "$first" "$again" || fail "the same sources gave another package"
cp "$first" "$root/tmp/"
cp "$second" "$root/tmp/"

# The commands stand in README.md between two marks, so what they say there is what is run here.
commands=$(sed -n '/^<!-- transcript -->$/,/^<!-- end -->$/s/^    \$ //p' "$top/README.md")
[ "$(printf "%s\n" "$commands" | wc -l)" -le 3 ] || fail "more than three commands in the README"
expected=$(sed -n '/^<!-- transcript -->$/,/^<!-- end -->$/s/^    \([^$ ].*\)$/\1/p' "$top/README.md")
install_command=$(printf "%s\n" "$commands" | sed -n 1p)
publish_command=$(printf "%s\n" "$commands" | sed -n 2p)
read_command=$(printf "%s\n" "$commands" | sed -n 3p)

mkdir -p "$root/etc/apt/apt.conf.d"
inside apt-get update -qq
# "sudo" is for people; here it is root already. The version in the README is the one just built.
inside sh -c "cd /tmp && DEBIAN_FRONTEND=noninteractive $(printf "%s\n" "$install_command" | sed 's/^sudo //; s/apt install/apt-get install -y -qq/')" \
    > "$layer/install.log" 2>&1 || { cat "$layer/install.log"; fail "$install_command"; }

# What systemd would do, by hand: the unit's user, its state folder and its command.
serve() {
    command=$(sed -n 's/^ExecStart=//p' "$root/usr/lib/systemd/system/sower.service")
    inside setpriv --reuid=sower --regid=sower --clear-groups --no-new-privs --bounding-set=-all \
        env -i PATH=/usr/bin HOME=/var/lib/sower STATE_DIRECTORY=/var/lib/sower sh -c "umask 077; exec $command" \
        > "$layer/serve.out" 2> "$layer/serve.err" &
    eventually "the daemon is ready" grep -q "Drop a text file" "$layer/serve.out"
}
# No process of ours is its parent in the namespace, so its end is seen by its socket.
stop() {
    kill "$(pgrep -x sower)"
    for _ in $(seq 100); do pgrep -x sower > /dev/null || return 0; sleep 0.1; done
    fail "it does not stop"
}
ids() { inside curl -sf http://127.0.0.1:8080/atom.xml | grep -o '<id>[^<]*</id>'; }

serve
inside sh -c "$(printf "%s\n" "$publish_command" | sed 's/sudo //g')" > /dev/null || fail "$publish_command"
eventually "the article is in the feed" sh -c "chroot '$root' curl -sf http://127.0.0.1:8080/atom.xml | grep -q 'The ferry runs again'"
inside bash -c "$read_command" > "$layer/read.out" 2>&1 || { cat "$layer/read.out"; fail "$read_command"; }
printf "%s\n" "$expected" > "$layer/read.expected"
diff "$layer/read.expected" "$layer/read.out" || fail "the README promises other output"
inside sower status --config /etc/sower/sower.yaml || fail "root finds no status of the service"
before=$(ids)

# An import goes to the ledger of the service, as the guide to moving says, and leaves the service able to write to it.
stop
old=/tmp/old.xml
printf '<rss version="2.0"><channel><title>Old</title><link>http://old.example</link><item><title>Ferry</title>%s</item></channel></rss>' \
    '<link>http://old.example/ferry</link><guid>old-1</guid>' > "$root$old"
import_command=$(sed -n 's/^    sudo -u sower //p' "$top/docs/moving.md" | sed "s#old-feed.xml#$old#")
[ -n "$import_command" ] || fail "docs/moving.md names no import for the service"
inside setpriv --reuid=sower --regid=sower --clear-groups env -i PATH=/usr/bin HOME=/nonexistent $import_command |
    grep -q "into /var/lib/sower/articles-.*/ledger.db" || fail "$import_command"
serve
[ "$(ids)" = "$before" ] || fail "ids changed in the import"

# The operator's changes and the ledger outlive an upgrade.
echo "title: Harbour News" >> "$root/etc/sower/sower.yaml"
stop
inside sh -c 'DEBIAN_FRONTEND=noninteractive dpkg -i /tmp/sower_99.0_*.deb' > "$layer/upgrade.log" 2>&1 ||
    { cat "$layer/upgrade.log"; fail upgrade; }
[ "$(inside dpkg-query -W -f '${Version}' sower)" = 99.0 ] || fail "not upgraded"
serve
[ "$(ids)" = "$before" ] || fail "ids changed in the upgrade"
inside curl -sf http://127.0.0.1:8080/atom.xml | grep -q 'Harbour News' || fail "the configuration was lost in the upgrade"
stop

for page in "1 sower" "5 sower.yaml" "7 sower"; do
    set -- $page
    [ -e "$root/usr/share/man/man$1/$2.$1.gz" ] || fail "no manual page $2($1)"
done
inside dpkg -r sower > /dev/null 2>&1
[ ! -e "$root/usr/bin/sower" ] || fail "removed, but the program is there"
[ -n "$(find "$root/var/lib/sower" -name ledger.db)" ] || fail "removing lost the ledger"
[ -e "$root/etc/sower/sower.yaml" ] || fail "removing lost the configuration"
inside dpkg -P sower > /dev/null 2>&1
for path in /var/lib/sower /etc/sower /usr/share/doc/sower /usr/lib/sysusers.d/sower.conf; do
    [ ! -e "$root$path" ] || fail "purged, but $path is there"
done
grep -q '^sower:' "$root/etc/passwd" && fail "purged, but the user is there"
[ -e "$root/srv/articles/ferry.txt" ] || fail "purging lost the publisher's article"
echo "package: installed, read, upgraded, removed, purged"
