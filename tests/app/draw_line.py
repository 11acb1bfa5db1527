#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Draws one line of print on white paper, for acceptance cases: draw_line.py FILE TEXT…; a TIFF has a page for each text."""
import sys

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"


def drawn(text):
    image = Image.new("RGB", (1200, 300), "white")
    ImageDraw.Draw(image).text((150, 120), text, font=ImageFont.truetype(FONT, 48), fill=(20, 20, 60))
    return image


def main():
    file, texts = sys.argv[1], sys.argv[2:]
    first, *others = map(drawn, texts)
    if file.endswith(".tif"):
        first.save(file, save_all=True, append_images=others)
    else:
        first.save(file)


main()
