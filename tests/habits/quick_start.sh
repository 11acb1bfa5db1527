#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# `hoso find` answers in less time than the libraries for images and reading take to load: hoso itself must not load them.
#   quick_start.sh HOSO HOSO_PAGES
set -euo pipefail
heavy() { ldd "$1" | awk '{ print $1 }' | grep -E '^lib(opencv|tesseract|lept|tbb|protobuf|pango|cairo|openblas|ZXing|qpdf|hpdf)'; }
heavy "$2" > /dev/null || { echo "quick_start: this test does not see what hoso-pages loads"; exit 1; }
if names=$(heavy "$1"); then
  echo "quick_start: hoso loads, and so starts late:"
  echo "$names"
  exit 1
fi
