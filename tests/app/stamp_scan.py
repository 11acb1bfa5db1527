#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Puts a JPEG into a PDF and a red mark over it, for acceptance cases: stamp_scan.py IMAGE.jpg FILE.pdf. Packages:
python3-img2pdf python3-pikepdf."""
import io
import sys

import img2pdf
import pikepdf


def main():
    image, file = sys.argv[1:]
    with pikepdf.open(io.BytesIO(img2pdf.convert([image]))) as pdf:
        pdf.pages[0].contents_add(b"q 1 0 0 rg 400 20 60 20 re f Q")
        pdf.save(file)


main()
