# SPDX-License-Identifier: Apache-2.0
# Read by the other scripts: the folder, the locale, and a way to run a step quietly.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export LC_ALL=C.UTF-8 CTEST_OUTPUT_ON_FAILURE=1

# step NAME COMMAND…: says NAME and how long it took; shows the command's output only when it fails.
step() {
  local name=$1 log began=$SECONDS
  shift
  mkdir -p build/log
  log="build/log/${name//[^a-zA-Z0-9]/-}.txt"
  printf '%-36s' "$name" >&2
  if "$@" > "$log" 2>&1; then
    printf ' %5d s\n' $((SECONDS - began)) >&2
  else
    printf ' FAILED\n' >&2
    tail -n "${STEP_LINES:-80}" "$log" >&2
    printf 'The whole output is in %s/%s\n' "$root" "$log" >&2
    exit 1
  fi
}

# Jobs that fit into memory: one a core, but 1.5 GB each (translation units that include OpenCV and TBB).
jobs=$(awk -v cores="$(nproc)" '/MemAvailable/ { most = int($2 / 1500000); print most < 1 ? 1 : (most < cores ? most : cores) }' /proc/meminfo)
export jobs
