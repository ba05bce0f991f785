#!/bin/sh
# Follows the Containerfile by hand, since no engine need be here: its last stage on a fresh Debian, of the first one the build.
#
# usage: container.sh
# Every RUN, COPY, USER, ENV, HEALTHCHECK, STOPSIGNAL and ENTRYPOINT is taken from the file itself.
. "$(dirname -- "$0")/root.sh"

stage() { awk -v wanted="$1" '/^FROM/ { stage++ } stage == wanted' "$top/deploy/Containerfile"; }
field() { stage 2 | sed -n "s/^$1 //p"; }

# What the first stage makes, and the second takes over.
make=$(stage 1 | sed -n 's/^RUN cd .sources && //p')
(cd "$top" && sh -c "$(echo "$make" | sed "s#DESTDIR=#DESTDIR=$layer#")") > "$layer/make.log" 2>&1 ||
    { cat "$layer/make.log"; fail "$make"; }
binary=$layer$(field COPY | sed 's/^--from=build //; s/ .*//')
[ -x "$binary" ] || fail "the first stage leaves no $binary"

field RUN | while IFS= read -r step; do
    inside sh -c "export DEBIAN_FRONTEND=noninteractive; $step" > "$layer/run.log" 2>&1 || { cat "$layer/run.log"; fail "RUN $step"; }
done
target=$(field COPY | sed 's/.* //')
install -m 0755 "$binary" "$root$target"
user=$(field USER)
[ "${user%%:*}" -ge 1 ] || fail "it runs as root"
environment=$(field ENV)
entry=$(field ENTRYPOINT | sed 's/[]["]//g; s/,/ /g')
health=$(field HEALTHCHECK | sed 's/.*CMD //')
signal=$(field STOPSIGNAL)

printf 'The ferry runs again\n\nIt left at seven this morning.\n' > "$root/articles/ferry.txt"
as_user() {
    chroot --userspec="$user" "$root" env -i PATH=/usr/bin:/bin SOWER_BASE_URL=http://localhost:8080 $environment "$@"
}
set -f
# Its own process namespace, as the first process, as engines start it.
unshare --pid --fork --kill-child --mount-proc="$root/proc" chroot --userspec="$user" "$root" env -i PATH=/usr/bin:/bin \
    SOWER_BASE_URL=http://localhost:8080 $environment $entry > "$layer/out" 2> "$layer/err" &
engine=$!
eventually "it is ready" grep -q "Drop a text file" "$layer/out"
as_user sh -c "$health" || fail "healthy, but the check says otherwise"
inside curl -sf http://127.0.0.1:8080/atom.xml | grep -q "The ferry runs again" || fail "no feed"
printf 'Only a title\n' > "$root/articles/bad.txt"
eventually "the refused seed is seen" sh -c "chroot '$root' env sower status --state /state | grep -q 'refused: 1'"
as_user sh -c "$health" || fail "one refused seed is no reason to restart"

daemon=$(pgrep -x sower | head -n 1)
grep -q "^NSpid:.*	1$" "/proc/$daemon/status" || fail "it is not the container's first process"
kill -s "${signal#SIG}" "$daemon"
wait "$engine" || fail "stopped with status $?: $(cat "$layer/err")"
grep -q stopped "$layer/err" || fail "it did not stop by itself"
as_user sh -c "$health" && fail "stopped, but the check says healthy"
echo "container: built, healthy, stopped"
