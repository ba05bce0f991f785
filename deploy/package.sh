#!/bin/sh
# Makes a Debian package of a built sower.
#
# usage: package.sh BINARY FOLDER
# Prints the package's path. SOWER_PACKAGE_VERSION replaces the version that the binary names, SOWER_PACKAGE_LEVEL the level of
# compression (0 to 9). Needs no root.
set -eu

binary=$1
target=$2
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
version=${SOWER_PACKAGE_VERSION:-$("$binary" --version | sed 's/^sower //')}
architecture=$(dpkg --print-architecture)
# The day of the last commit, so that the same sources give the same package.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/stage
# put MODE FILE PLACE
put() { install -D -m "$1" "$2" "$stage/$3"; }
# packed FILE PLACE: compressed, without name and time in it.
packed() {
    mkdir -p "$(dirname "$stage/$2")"
    gzip -9n < "$1" > "$stage/$2.gz"
    chmod 0644 "$stage/$2.gz"
}

put 0755 "$binary" usr/bin/sower
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$stage/usr/bin/sower"
for unit in sower.service sower.socket; do
    put 0644 "$root/deploy/systemd/$unit" "usr/lib/systemd/system/$unit"
    sed -i 's#/usr/local/bin/#/usr/bin/#' "$stage/usr/lib/systemd/system/$unit"
done
put 0644 "$root/deploy/systemd/sysusers.conf" usr/lib/sysusers.d/sower.conf
put 0644 "$root/Config/sower.yaml" etc/sower/sower.yaml
sed -i 's/^# seeds: /seeds: /' "$stage/etc/sower/sower.yaml"
for page in "$root"/deploy/man/*.[157]; do
    packed "$page" "usr/share/man/man${page##*.}/${page##*/}"
done
mkdir -p "$work/completions"
for shell in bash zsh fish; do "$binary" --generate-completion-script "$shell" > "$work/completions/$shell"; done
# A completion is read by a shell, not run.
sed -i '1{/^#!/d}' "$work/completions/bash"
put 0644 "$work/completions/bash" usr/share/bash-completion/completions/sower
put 0644 "$work/completions/zsh" usr/share/zsh/vendor-completions/_sower
put 0644 "$work/completions/fish" usr/share/fish/vendor_completions.d/sower.fish
doc=usr/share/doc/sower
put 0644 "$root/deploy/debian/copyright" "$doc/copyright"
put 0644 "$root/deploy/nginx.conf" "$doc/examples/nginx.conf"
put 0644 "$root/deploy/nginx-cache.conf" "$doc/examples/nginx-cache.conf"
put 0755 "$root/deploy/ship.sh" "$doc/examples/ship.sh"
put 0644 "$root/deploy/Caddyfile" "$doc/examples/Caddyfile"
put 0644 "$root/deploy/prometheus/sower.rules.yaml" "$doc/examples/sower.rules.yaml"
for page in "$root"/docs/*.md; do put 0644 "$page" "$doc/${page##*/}"; done
{
    echo "sower ($version) stable; urgency=medium"
    echo
    echo "  * What changed is told in CHANGELOG.md of the sources."
    echo
    echo " -- The Sower developers <maintainers@sower.example>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} > "$work/changelog"
packed "$work/changelog" "$doc/changelog"
put 0644 "$root/deploy/debian/lintian-overrides" usr/share/lintian/overrides/sower

# What the binary is linked to decides what the package depends on.
mkdir -p "$work/debian"
printf 'Source: sower\n\nPackage: sower\nArchitecture: any\n' > "$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info "$stage/usr/bin/sower" 2> /dev/null |
    sed -n 's/^shlibs:Depends=//p')
# As deb-substvars(5) has it, in KiB, which no file system has a say in.
size=$(find "$stage" -printf '%y %s\n' | awk '{ size += $1 == "f" ? int(($2 + 1023) / 1024) : 1 } END { print size }')
mkdir -p "$stage/DEBIAN"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@LIBRARIES@/$libraries/" \
    -e "s/@SIZE@/$size/" "$root/deploy/debian/control" > "$stage/DEBIAN/control"
echo /etc/sower/sower.yaml > "$stage/DEBIAN/conffiles"
for script in postinst prerm postrm; do
    install -m 0755 "$root/deploy/debian/$script" "$stage/DEBIAN/$script"
done
(cd "$stage" && find . -type f ! -path './DEBIAN/*' ! -path './etc/*' -printf '%P\0' | LC_ALL=C sort -z |
    xargs -0 md5sum) > "$stage/DEBIAN/md5sums"
find "$stage" -type d -exec chmod 0755 {} +
chmod 0644 "$stage/DEBIAN/control" "$stage/DEBIAN/conffiles" "$stage/DEBIAN/md5sums"

mkdir -p "$target"
package=$target/sower_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz "-z${SOWER_PACKAGE_LEVEL:-6}" --build "$stage" "$package" > /dev/null
echo "$package"
