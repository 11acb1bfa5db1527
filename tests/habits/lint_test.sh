#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# scripts/lint finds a wrong name and a long function, is content once they are put right, and looks again when a header changes.
#   lint_test.sh SOURCE_ROOT
set -euo pipefail
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/{scripts,tests,models,build/release}
cp "$1/scripts/lint" "$tree/scripts/"
cp "$1/.clang-tidy" "$tree/"
cp "$1/tests/.clang-tidy" "$tree/tests/"
printf '[{"directory": "%s", "file": "models/a.cpp", "command": "g++ -std=c++20 -I%s -c models/a.cpp"}]' "$tree" "$tree" > "$tree/build/release/compile_commands.json"

good='#pragma once\nclass Sum {\n public:\n  void add(int number) { total_ += number; }\n\n private:\n  int total_ = 0;\n};\n'
fail() { echo "lint_test: $1"; cat "$tree/out"; exit 1; }
lint() { "$tree/scripts/lint" > "$tree/out" 2>&1; }

printf "$good" > "$tree/models/a.h"
{ echo '#include "models/a.h"'; echo 'int LongOne(int x) {'; for _ in $(seq 70); do echo '  x += x * 3;'; done; echo '  return x;'; echo '}'; } > "$tree/models/a.cpp"
! lint || fail "a wrong name and a long function were not found"
grep -q 'readability-identifier-naming' "$tree/out" || fail "the wrong name was not found"
grep -q 'readability-function-size' "$tree/out" || fail "the long function was not found"

printf '#include "models/a.h"\nint triple(int x) { return x * 3; }\n' > "$tree/models/a.cpp"
lint || fail "good code was not accepted"
lint || fail "good code was not accepted again"
grep -q ', 0 looked at' "$tree/out" || fail "unchanged code was looked at again"

printf "${good//total_/total}" > "$tree/models/a.h"
! lint || fail "a wrong name in a changed header was not found"
