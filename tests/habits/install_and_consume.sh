#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the build, uses it from another CMake project and from pkg-config, and looks at what it exports.
#   install_and_consume.sh BUILD_FOLDER SOURCE_ROOT CXX CC
set -euo pipefail
build=$1 root=$2 cxx=$3 cc=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
fail() { echo "install_and_consume: $1"; exit 1; }

cmake --install "$build" --prefix "$prefix" > "$work/install.txt" || { cat "$work/install.txt"; fail "it cannot be installed"; }
library=$(find "$prefix" -name libhoso.so)
[ -n "$library" ] || fail "libhoso.so is not installed"

# Nobody but the caller's own headers: no third-party header but tl/expected, and nothing that is not installed.
foreign=$(grep -rhE '^#include' "$prefix/include" | sed -E 's/^#include *//' | sort -u | grep -vE '^<[a-z_]+>$' | grep -vE '^<tl/expected.hpp>$' | grep -vE '^"hoso/' || true)
[ -z "$foreign" ] || fail "installed headers include $foreign"
grep -rhoE '"hoso/[^"]+"' "$prefix/include" | tr -d '"' | sort -u | while read -r header; do
  [ -f "$prefix/include/$header" ] || fail "$header is included by an installed header, but not installed"
done

# Only names of hoso are visible.
exported=$(nm -D --defined-only "$library" | awk '{ print $NF }' | c++filt)
[ "$(grep -c '^hoso::' <<< "$exported")" -ge 10 ] || fail "libhoso exports next to nothing: $exported"
strange=$(grep -vE '^(hoso_[a-z_]+$|hoso::|(typeinfo|typeinfo name|vtable) for hoso::)' <<< "$exported" || true)
[ -z "$strange" ] || fail "libhoso exports what is not its own: $strange"
inner=$(grep -E '^hoso::(imaging|ocr|extraction)::' <<< "$exported" || true)
[ -z "$inner" ] || fail "libhoso exports rooms that have no public header: $inner"

# The C interface is promised: what it has it keeps, and the header declares no more.
symbols=$(nm -D --defined-only "$library" | awk '{ print $NF }' | grep '^hoso_' | LC_ALL=C sort)
diff "$root/tests/habits/c_symbols.txt" <(printf '%s\n' "$symbols") || fail "libhoso's C functions are not those of tests/habits/c_symbols.txt"
diff "$root/tests/habits/c_symbols.txt" <(grep -oE 'hoso_[a-z_]+\(' "$prefix/include/hoso.h" | tr -d '(' | LC_ALL=C sort -u) || fail "hoso.h does not declare those of tests/habits/c_symbols.txt"

cmake -S "$root/tests/consumer" -B "$work/build" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_BUILD_TYPE=Release \
  > "$work/cmake.txt" 2>&1 || { cat "$work/cmake.txt"; fail "find_package(hoso) does not work"; }
cmake --build "$work/build" > "$work/cmake.txt" 2>&1 || { cat "$work/cmake.txt"; fail "the consumer does not compile or link"; }
[ -z "${HOSO_CONSUME_BUILD_ONLY:-}" ] || exit 0
page=$(find "$root/samples/dossier" -name '*.jpg' | sort | head -n 1)
"$work/build/consumer" "$page" "$work/out" > "$work/said.txt" || { cat "$work/said.txt"; fail "the consumer's page was not digitised"; }
for file in trang/trang.pdf trang/record.json trang/trang.alto.xml; do
  [ -s "$work/out/$file" ] || fail "the consumer's $file is missing"
done

flags=$(PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name hoso.pc)") pkg-config --cflags --libs hoso)
# shellcheck disable=SC2086
"$cxx" -std=c++20 "$root/tests/consumer/consumer.cpp" $flags -o "$work/by_pkg_config" || fail "pkg-config's flags do not suffice"

/usr/bin/python3 "$root/tests/habits/library_examples.py" "$root" "$prefix" "$cxx" "$cc" || fail "an example of docs/library.md does not work"
