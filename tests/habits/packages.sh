#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes Debian's packages of a build and looks at them with lintian.
#   packages.sh BUILD_FOLDER            that is all
#   packages.sh BUILD_FOLDER DOSSIER    also installs them into a fresh Debian 12 and digitises DOSSIER there (root, network)
set -euo pipefail
build=$1 dossier=${2:-}
fail() { echo "packages: $1"; exit 1; }
if [ -n "$dossier" ] && { [ "$(id -u)" != 0 ] || ! command -v debootstrap > /dev/null; }; then
  echo "packages: a fresh system needs root and debootstrap"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT

(cd "$build" && cpack -G DEB -B "$work/made") > "$work/cpack.txt" 2>&1 || { cat "$work/cpack.txt"; fail "cpack fails"; }
for package in hoso libhoso-dev 'libhoso[0-9]*'; do
  compgen -G "$work/made/$package"_*.deb > /dev/null || fail "there is no package $package"
done
contents=$(for file in "$work"/made/*.deb; do dpkg-deb -c "$file"; done)
for file in ./usr/bin/hoso ./usr/libexec/hoso/hoso-pages ./usr/libexec/hoso/hoso-scan-host ./usr/libexec/hoso/hoso-code-host ./usr/share/man/man1/hoso.1.gz ./usr/share/bash-completion/completions/hoso \
  ./usr/share/hoso/profiles/archive.toml ./usr/include/hoso.h ./usr/include/hoso/pipeline/digitise.h ./usr/lib/cmake/hoso/hosoConfig.cmake; do
  grep -q " $file\$" <<< "$contents" || fail "$file is in no package"
done
dpkg-deb -x "$work"/made/libhoso-dev_*.deb "$work/unpacked"
headers=$(PKG_CONFIG_PATH=$(dirname "$(find "$work/unpacked" -name hoso.pc)") pkg-config --variable=includedir hoso)
[ -f "$headers/hoso.h" ] || fail "pkg-config looks for hoso.h in $headers"
lintian --no-tag-display-limit --fail-on error "$work"/made/*.deb > "$work/lintian.txt" 2>&1 || { grep '^E:' "$work/lintian.txt"; fail "lintian finds errors"; }
[ -n "$dossier" ] || exit 0

root=$work/root
debootstrap --variant=minbase bookworm "$root" > "$work/debootstrap.txt" 2>&1 || { tail -n 20 "$work/debootstrap.txt"; fail "debootstrap fails"; }
mkdir "$root/made"
cp "$work"/made/*.deb "$root/made"
cp -r "$dossier" "$root/made/dossier"
in_root() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive bash -c "$1"; }
in_root 'apt-get -qq update && apt-get -qq install -y --no-install-recommends /made/*.deb' > "$work/apt.txt" 2>&1 || { tail -n 20 "$work/apt.txt"; fail "they cannot be installed"; }
in_root 'cd /made && hoso digitise dossier --out out && hoso verify out/dossier/dossier.pdf && hoso find so:47/QĐ-UBND --out out && hoso view dossier --out out && hoso render dossier --out out' \
  > "$work/said.txt" 2>&1 || { cat "$work/said.txt"; fail "the program does not work there"; }
grep -q 'dossier, page 1' "$work/said.txt" || fail "nothing is found there"
