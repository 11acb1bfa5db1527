# SPDX-License-Identifier: Apache-2.0
"""A sheet of paper that is drawn with Pango, and what scanners and copiers do to it. All lengths are millimetres."""
import math
import random

import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
import cairo  # noqa: E402
import numpy  # noqa: E402
from gi.repository import Pango, PangoCairo  # noqa: E402
from PIL import Image, ImageFilter  # noqa: E402

FONT = "Liberation Serif"
BLACK, RED, BLUE = (0.05, 0.05, 0.07), (0.80, 0.10, 0.12), (0.10, 0.16, 0.55)


class Sheet:
    """A white sheet; what is written on it is kept as lines of truth."""

    def __init__(self, width, height, dpi):
        self.dpi = dpi
        self.unit = dpi / 25.4
        self.surface = cairo.ImageSurface(cairo.FORMAT_RGB24, round(width * self.unit), round(height * self.unit))
        self.context = cairo.Context(self.surface)
        self.context.set_source_rgb(1, 1, 1)
        self.context.paint()
        self.lines = []

    def layout(self, text, size, bold, italic):
        """Text in a size given in points."""
        layout = PangoCairo.create_layout(self.context)
        font = Pango.FontDescription(FONT)
        font.set_absolute_size(size * self.dpi / 72 * Pango.SCALE)
        font.set_weight(Pango.Weight.BOLD if bold else Pango.Weight.NORMAL)
        font.set_style(Pango.Style.ITALIC if italic else Pango.Style.NORMAL)
        layout.set_font_description(font)
        layout.set_text(text, -1)
        return layout

    def width_of(self, text, size):
        return self.layout(text, size, False, False).get_pixel_size().width / self.unit

    def text(self, x, y, width, text, size=13.5, bold=False, italic=False, align="left", indent=0.0, colour=BLACK):
        """Writes a paragraph and returns the y below it. Size in points."""
        layout = self.layout(text, size, bold, italic)
        layout.set_width(round(width * self.unit * Pango.SCALE))
        layout.set_alignment(Pango.Alignment.CENTER if align == "center" else Pango.Alignment.LEFT)
        layout.set_justify(align == "justify")
        layout.set_indent(round(indent * self.unit * Pango.SCALE))
        layout.set_line_spacing(1.12)
        self.context.set_source_rgb(*colour)
        self.context.move_to(x * self.unit, y * self.unit)
        PangoCairo.show_layout(self.context, layout)
        data = text.encode()
        for i in range(layout.get_line_count()):
            line = layout.get_line_readonly(i)
            piece = data[line.start_index:line.start_index + line.length].decode().strip()
            if piece:
                self.lines.append(piece)
        return y + layout.get_pixel_size().height / self.unit

    def rule(self, x1, x2, y, thickness=0.25):
        self.context.set_source_rgb(*BLACK)
        self.context.set_line_width(thickness * self.unit)
        self.context.move_to(x1 * self.unit, y * self.unit)
        self.context.line_to(x2 * self.unit, y * self.unit)
        self.context.stroke()

    def dots(self, x1, x2, y):
        """A dotted leader."""
        self.context.set_source_rgb(*BLACK)
        x = x1
        while x < x2:
            self.context.arc(x * self.unit, y * self.unit, 0.17 * self.unit, 0, 2 * math.pi)
            self.context.fill()
            x += 1.1

    def seal(self, x, y, rim, radius=17.5):
        """A round red seal about (x, y), transparent as ink is; its words are no text of the document."""
        c, u = self.context, self.unit
        c.save()
        c.push_group()
        c.translate(x * u, y * u)
        c.rotate(math.radians(-7))
        c.set_source_rgb(*RED)
        for r, thickness in ((radius, 0.9), (radius - 1.6, 0.3), (radius * 0.55, 0.3)):
            c.set_line_width(thickness * u)
            c.arc(0, 0, r * u, 0, 2 * math.pi)
            c.stroke()
        c.select_font_face(FONT, cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD)
        c.set_font_size(2.9 * u)
        for i, letter in enumerate(rim):
            c.save()
            c.rotate((i + 0.5) / len(rim) * 2 * math.pi - math.pi * 0.62)
            c.move_to(-c.text_extents(letter).x_advance / 2, -(radius - 5.4) * u)
            c.show_text(letter)
            c.restore()
        for i in range(10):  # the star
            r = (7.0 if i % 2 == 0 else 2.9) * u
            angle = i * math.pi / 5 - math.pi / 2
            (c.line_to if i else c.move_to)(r * math.cos(angle), r * math.sin(angle))
        c.fill()
        c.pop_group_to_source()
        c.paint_with_alpha(0.72)
        c.restore()

    def signature(self, x, y, seed, colour=BLUE):
        """A made-up stroke of a pen, some 40 mm wide."""
        dice = random.Random(seed)
        c, u = self.context, self.unit
        c.set_source_rgb(*colour)
        c.set_line_width(0.55 * u)
        c.set_line_cap(cairo.LINE_CAP_ROUND)
        c.move_to(x * u, (y + 6) * u)
        for i in range(7):
            left = x + i * 5
            c.curve_to((left + dice.uniform(0, 4)) * u, (y - dice.uniform(0, 9)) * u, (left + dice.uniform(3, 8)) * u,
                       (y + dice.uniform(8, 17)) * u, (left + 6) * u, (y + dice.uniform(2, 8)) * u)
        c.stroke()

    def image(self):
        self.surface.flush()
        width, height, stride = self.surface.get_width(), self.surface.get_height(), self.surface.get_stride()
        rows = numpy.frombuffer(self.surface.get_data(), numpy.uint8).reshape(height, stride // 4, 4)
        return Image.fromarray(numpy.ascontiguousarray(rows[:, :width, 2::-1]))


def scanned(image, seed, paper=(250, 249, 245), ink=0, blur=0.45, noise=1.6, skew=0.0):
    """As a scanner delivers the sheet: paper's tint, soft edges, noise, and laid in by `skew` degrees counter-clockwise."""
    image = image.filter(ImageFilter.GaussianBlur(blur))
    if skew:
        image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    white = numpy.asarray(paper, numpy.float32) / 255
    pixels = ink + numpy.asarray(image, numpy.float32) * (1 - ink / 255)
    pixels = pixels * white + numpy.random.RandomState(seed).normal(0, noise, pixels.shape[:2] + (1,))
    return Image.fromarray(numpy.clip(pixels + 0.5, 0, 255).astype(numpy.uint8))


def bilevel(image, seed, specks=0):
    """As a fax or an office copier in text mode delivers it: black and white, with some dust."""
    pixels = numpy.asarray(image.convert("L")) > 140
    dice = numpy.random.RandomState(seed)
    for y, x in zip(dice.randint(0, pixels.shape[0] - 3, specks), dice.randint(0, pixels.shape[1] - 3, specks)):
        pixels[y:y + dice.randint(1, 3), x:x + dice.randint(1, 3)] = False
    return Image.fromarray(pixels)
