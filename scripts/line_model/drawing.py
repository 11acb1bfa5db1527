# SPDX-License-Identifier: Apache-2.0
"""Lines of print as hoso's page reader cuts them out, 36 pixels high: drawn with Debian's fonts, among neighbours, rules, leaders,
seals and pen strokes, and spoilt the way scanners, copiers, cameras and image formats do. And crops that hold no print.

Packages: apt-get install python3-numpy python3-opencv python3-pil fonts-liberation2 fonts-croscore fonts-crosextra-carlito fonts-dejavu
          fonts-freefont-ttf fonts-noto-core fonts-roboto-unhinted fonts-open-sans fonts-sil-gentium fonts-sil-charis fonts-ocr-b
"""
import functools
import glob
import math
import os

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

HEIGHT = 36
FILES = ("liberation2/*Serif*", "liberation2/LiberationSans-*", "croscore/Tinos*", "croscore/Arimo*", "crosextra/Carlito*", "dejavu/DejaVuSerif*",
         "dejavu/DejaVuSans*", "freefont/FreeSerif*", "freefont/FreeSans*", "noto/NotoSerif-*", "noto/NotoSans-Reg*", "noto/NotoSans-Bold.ttf",
         "noto/NotoSans-Ital*", "roboto/**/Roboto-*", "open-sans/OpenSans-*", "gentium/Gentium*", "charis/Charis*")
UNUSUAL = ("Mono", "Math", "Thin", "Light", "Black", "Display", "Extra", "Medium", "Semi", "Variable", "Condensed", "SmallCaps")
SEALS = ("ỦY BAN NHÂN DÂN XÃ TÂN PHÚ", "SỞ TƯ PHÁP TỈNH HƯNG THỊNH", "CÔNG TY TNHH NGUYỄN VĂN AN", "VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI", "UBND HUYỆN BÌNH SƠN")


def style(file):
    """0 regular, 1 bold, 2 italic, 3 both."""
    base = os.path.basename(file).lower()
    bold, italic = "bold" in base or base.endswith("-b.ttf"), "ital" in base or "obli" in base or base.endswith("-i.ttf")
    return 3 if (bold and italic) or "bi." in base else 1 if bold else 2 if italic else 0


def font_files():
    """All faces and those of office paper (Times), each by style."""
    files = [f for p in FILES for base in ("truetype", "opentype") for f in sorted(glob.glob(f"/usr/share/fonts/{base}/{p}", recursive=True))]
    files = [f for f in files if not any(x in os.path.basename(f) for x in UNUSUAL)]
    office = [f for f in files if any(k in f for k in ("LiberationSerif", "Tinos", "FreeSerif"))]
    return [[f for f in files if style(f) == k] for k in range(4)], [[f for f in office if style(f) == k] for k in range(4)]


@functools.lru_cache(2000)
def font(file, size):
    return ImageFont.truetype(file, size)


def soft_noise(rng, h, w, grain):
    n = rng.normal(0, 1, (max(2, h // grain + 2), max(2, w // grain + 2))).astype(np.float32)
    return cv2.resize(n, (w, h), interpolation=cv2.INTER_CUBIC)


def typed(width, height, at, text, face, spacing=None):
    """Text with its baseline at `at`, 0..1; letter by letter where a spacing in pixels is given."""
    image = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(image)
    if spacing is None:
        draw.text(at, text, font=face, fill=255, anchor="ls")
    else:
        x = at[0]
        for c in text:
            draw.text((x, at[1]), c, font=face, fill=255, anchor="ls")
            x += face.getlength(c) + spacing
    return np.asarray(image, np.float32) / 255


class Drawing:
    """Draws lines; `r` is a random.Random, `rng` a numpy generator, `texts` a texts.Texts."""

    def __init__(self, r, rng, texts):
        self.r, self.rng, self.texts = r, rng, texts
        self.faces, self.office_faces = font_files()
        self.ocr_b = sorted(glob.glob("/usr/share/fonts/opentype/ocr-b/OCRB*.otf"))

    def print_of(self, text):
        """Ink of the line (0..1), ink around it, the line's box, the type size."""
        r = self.r
        kind = r.choices(range(4), [58, 22, 14, 6])[0]
        file, size = r.choice((self.office_faces if r.random() < .66 else self.faces)[kind]), r.choice([44, 50, 56, 60])
        face = font(r.choice(self.ocr_b) if "<<" in text else file, size)
        left, _, right, _ = face.getbbox(text)
        pad, base = int(size * 1.2), int(size * 2.1)
        spacing = r.uniform(-.02, .08) * size if r.random() < .06 else None
        width, height = right - left + 2 * pad + (int(max(0, spacing) * len(text)) if spacing else 0), int(size * 3.6)
        ink = typed(width, height, (pad - left, base), text, face, spacing)
        if r.random() < .12:
            slant = r.uniform(-.08, .22)
            ink = cv2.warpAffine(ink, np.float32([[1, -slant, slant * base], [0, 1, 0]]), (width, height))
        ys, xs = np.nonzero(ink > .5)
        if not len(ys):
            return None
        box = [xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]
        around = np.zeros_like(ink)
        pitch = r.uniform(1.1, 1.6) * size
        for side in (-1, 1):
            if r.random() < .5:
                at = (pad - left - r.randint(0, 200), base + int(side * pitch))
                around = np.maximum(around, typed(width, height, at, self.texts.prose(r, max(5, len(text))), face))
        self.add_rules(around, box, base, size)
        return ink, around, box, size

    def add_rules(self, around, box, base, size):
        r, (h, w) = self.r, around.shape
        if r.random() < .08:
            y = int(base + r.uniform(.12, .45) * size)
            cv2.line(around, (0, y), (w, y), 1, r.randint(1, 4))
        if r.random() < .05:
            x = r.choice([box[0] - int(r.uniform(.1, .5) * size), box[2] + int(r.uniform(.1, .5) * size)])
            cv2.line(around, (x, 0), (x, h), 1, r.randint(1, 4))
        if r.random() < .07:                                            # leaders, under or behind the print
            pitch, y, radius = r.uniform(.2, .4) * size, base + r.uniform(-.02, .12) * size, r.uniform(.025, .06) * size
            x, last = (r.uniform(0, pitch), w) if r.random() < .5 else (box[2] + .2 * size, w)
            while x < last:
                cv2.circle(around, (int(x * 8), int(y * 8)), int(radius * 8), 1, -1, cv2.LINE_AA, 3)
                x += pitch

    def seal(self, h, w, size, box):
        """A piece of a round seal, 0..1: rings, letters along them, a star or a name in the middle, uneven ink."""
        r, mask = self.r, np.zeros((h, w), np.float32)
        radius = r.uniform(4.5, 8.5) * size
        cx, cy = r.uniform(box[0] - radius * .6, box[2] + radius * .6), h / 2 + r.uniform(-1, 1) * radius * .95
        stroke = max(1, int(r.uniform(.05, .13) * size))
        for k in (1.0, r.uniform(.93, .95), r.uniform(.62, .7)):
            cv2.circle(mask, (int(cx * 8), int(cy * 8)), int(radius * k * 8), 1, max(1, int(stroke * (1 if k == 1 else .6))), cv2.LINE_AA, 3)
        face, turn = font(r.choice(self.office_faces[0]), max(10, int(radius * .17))), r.uniform(0, 2 * math.pi)
        for i, c in enumerate(r.choice(SEALS)):
            angle = turn + i * .17
            self.stamp_letter(mask, c, face, cx + radius * .8 * math.cos(angle), cy + radius * .8 * math.sin(angle), angle)
        if r.random() < .8:
            star = [(cx + radius * .25 * (.4 if i % 2 else 1) * math.cos(-math.pi / 2 + i * math.pi / 5),
                     cy + radius * .25 * (.4 if i % 2 else 1) * math.sin(-math.pi / 2 + i * math.pi / 5)) for i in range(10)]
            cv2.fillPoly(mask, [np.int32(np.array(star) * 8)], 1, cv2.LINE_AA, 3)
        else:
            image = Image.new("L", (w, h), 0)
            ImageDraw.Draw(image).text((cx, cy), self.texts.value(r, "UXA"), font=font(r.choice(self.office_faces[0]), max(10, int(radius * .2))),
                                       fill=255, anchor="mm")
            mask = np.maximum(mask, np.asarray(image, np.float32) / 255)
        return mask * np.clip(.85 + .35 * soft_noise(self.rng, h, w, r.choice([6, 20, 40])), .2, 1)

    @staticmethod
    def stamp_letter(mask, letter, face, x, y, angle):
        h, w = mask.shape
        x, y = int(x) - 40, int(y) - 40
        xa, ya, xb, yb = max(0, x), max(0, y), min(w, x + 80), min(h, y + 80)
        if xb <= xa or yb <= ya:
            return
        image = Image.new("L", (80, 80), 0)
        ImageDraw.Draw(image).text((40, 40), letter, font=face, fill=255, anchor="mm")
        turned = np.asarray(image.rotate(-math.degrees(angle) - 90, Image.BICUBIC), np.float32) / 255
        mask[ya:yb, xa:xb] = np.maximum(mask[ya:yb, xa:xb], turned[ya - y:yb - y, xa - x:xb - x])

    def pen(self, h, w, size):
        """A stroke of a signature, 0..1 (Catmull-Rom through random points)."""
        r, mask, n = self.r, np.zeros((h, w), np.float32), self.r.randint(3, 9)
        x0 = r.uniform(0, w)
        p = np.array([[x0 + r.uniform(-4, 4) * size, r.uniform(-.4, 1.4) * h] for _ in range(n)])
        t = np.linspace(0, n - 1.001, n * 30)
        i = np.minimum(t.astype(int), n - 2)
        u = (t - i)[:, None]
        a, b, c, d = (p[np.clip(i + k, 0, n - 1)] for k in (-1, 0, 1, 2))
        q = .5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u * u + (3 * b - a - 3 * c + d) * u ** 3)
        cv2.polylines(mask, [np.int32(q * 8)], False, 1, max(1, int(r.uniform(.05, .13) * size)), cv2.LINE_AA, 3)
        return mask

    def line(self, text):
        """A crop as the network's input is made from, or None; CV_8UC1, 36 high."""
        drawn = self.print_of(text)
        if drawn is None:
            return None
        page, box, dark, paper, mode = self.on_paper(*drawn)
        return self.cropped(self.scanned(page, dark, paper, mode), box, drawn[0].shape)

    def on_paper(self, ink, around, box, size):
        r, rng, (h, w) = self.r, self.rng, ink.shape
        mode = r.choices(["scan", "grey", "bw", "photo", "dark"], [45, 15, 18, 10, 12])[0]
        over, strength = None, 0
        if r.random() < .17:
            over = self.seal(h, w, size, box)
            strength = r.uniform(.1, .35) if mode in ("scan", "photo", "dark") and r.random() < .6 else r.uniform(.35, 1)
        elif r.random() < .05:
            over, strength = self.pen(h, w, size), r.uniform(.3, 1)
        all_ink = np.maximum(ink, around)
        if r.random() < .25:
            all_ink = (cv2.dilate if r.random() < .5 else cv2.erode)(all_ink, np.ones((2, 2)))
        blur = max(.01, r.gauss(0, .8))
        if blur > .3:
            all_ink = cv2.GaussianBlur(all_ink, (0, 0), blur + .3)
        dark, paper = r.uniform(.55, 1), r.uniform(.75, 1)
        page = paper - all_ink * dark * paper
        if over is not None:
            page = np.minimum(page, paper * (1 - strength * over)) if r.random() < .7 else page * (1 - strength * over)
        if r.random() < .25:                                            # stains
            page *= 1 - r.uniform(.03, .14) * np.abs(soft_noise(rng, h, w, r.choice([40, 90, 200])))
        if r.random() < .1:                                             # a printed ground
            yy, xx = np.mgrid[:h, :w]
            page *= 1 - r.uniform(.04, .2) * (np.sin(xx * r.uniform(.05, .3) + 4 * np.sin(yy * r.uniform(.02, .1))) > .3)
        if r.random() < .06:                                            # the other side's print
            page -= r.uniform(.04, .18) * cv2.GaussianBlur(cv2.flip(np.roll(ink, r.randint(-60, 60), 1), 1), (0, 0), 2)
        if r.random() < .5:
            turn = cv2.getRotationMatrix2D((w / 2, h / 2), max(-.7, min(.7, r.gauss(0, .25))), 1)
            page = cv2.warpAffine(page.astype(np.float32), turn, (w, h), borderMode=cv2.BORDER_REPLICATE)
        return page, box, dark, paper, mode

    def scanned(self, page, dark, paper, mode):
        r, (h, w) = self.r, page.shape
        scale = r.choices([.33, .42, .5, .67, .85, 1.0], [14, 10, 16, 18, 14, 28])[0]        # 1: 13 pt at 300 dpi
        if scale < 1:
            page = cv2.resize(page.astype(np.float32), (max(8, int(w * scale)), max(8, int(h * scale))), interpolation=cv2.INTER_AREA)
        if r.random() < .5:
            page = cv2.GaussianBlur(page.astype(np.float32), (0, 0), r.uniform(.3, 1.0) * (1 if scale > .5 else .7))
        page = page + self.rng.normal(0, r.choice([0, .01, .02, .04]), page.shape)
        if mode == "bw":
            return ((page > paper * (1 - dark * r.uniform(.35, .68))) * 255).astype(np.uint8)
        grey = np.clip(page * 255, 0, 255).astype(np.uint8)
        if r.random() < .6:
            grey = cv2.imdecode(cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, r.randint(35, 92)])[1], 0)
        if r.random() < .6:                                             # contrast stretched, as hoso cleans a page
            low, high = np.percentile(grey, r.choice([.5, 1, 3])), np.percentile(grey, r.choice([70, 85, 95]))
            grey = np.clip((grey.astype(np.float32) - low) * 255 / max(20, high - low), 0, 255).astype(np.uint8)
        return grey

    def cropped(self, grey, box, drawn_shape):
        r = self.r
        sy, sx = grey.shape[0] / drawn_shape[0], grey.shape[1] / drawn_shape[1]
        left, top, right, bottom = box[0] * sx, box[1] * sy, box[2] * sx, box[3] * sy
        height = bottom - top
        above, beside = r.choice([(.2, .05), (.2, .05), (.3, .1), (.1, .03), (r.uniform(.03, .4), r.uniform(.02, .4))])  # ocr/reading/margins.h
        off = [r.uniform(-.04, .04) * height for _ in range(4)]
        y0, y1 = max(0, round(top - above * height + off[0])), min(grey.shape[0], round(bottom + above * height + off[1]))
        x0, x1 = max(0, round(left - max(1, beside * height) + off[2] / 2)), min(grey.shape[1], round(right + max(1, beside * height) + off[3] / 2))
        return at_input_height(grey[y0:y1, x0:x1]) if y1 - y0 >= 8 and x1 - x0 >= 6 else None

    def no_print(self):
        """A crop without print that stands upright: lines upside down, across lines, bar codes, strokes, grain."""
        r, rng, kind = self.r, self.rng, self.r.random()
        if kind < .5:
            text = self.texts.prose(r, r.randint(15, 60))
            crop = self.line(text)
            if crop is not None and sum(c.islower() for c in text) >= 6:
                return crop[::-1, ::-1].copy()
        if kind < .75:
            return self.across_lines()
        h, w, kind = HEIGHT, r.randint(30, 700), r.random()
        crop = np.ones((h, w), np.float32)
        if kind < .3:
            x = 0
            while x < w:
                bar = r.randint(1, 6)
                crop[:, x:x + bar] = 0
                x += bar + r.randint(1, 6)
        elif kind < .5:
            cells = rng.random((r.randint(4, 12), max(4, w // r.randint(3, 9)))).astype(np.float32)
            crop = (cv2.resize(cells, (w, h), interpolation=cv2.INTER_NEAREST) > .5).astype(np.float32)
        elif kind < .85:
            crop = 1 - (self.pen(h, w, 30) if kind < .7 else self.seal(h, w, 30, [0, 0, w, h])) * r.uniform(.4, 1)
        else:
            crop = .6 + .25 * soft_noise(rng, h, w, r.choice([2, 4, 8]))
        crop = cv2.GaussianBlur(crop.astype(np.float32), (0, 0), r.uniform(.3, 1.5)) + rng.normal(0, .03, (h, w))
        return np.clip(crop * 255, 0, 255).astype(np.uint8)

    def across_lines(self):
        r = self.r
        rows = [x for x in (self.line(self.texts.prose(r, 30)) for _ in range(r.randint(6, 14))) if x is not None]
        width = max(40, int(np.median([x.shape[1] for x in rows])))
        page = np.full((len(rows) * 46, width), int(np.median(rows[0][:3])), np.uint8)
        for i, x in enumerate(rows):
            page[i * 46:i * 46 + HEIGHT, :min(width, x.shape[1])] = x[:, :width]
        page = np.rot90(page, r.choice([1, 3]))
        first = r.randint(0, max(0, page.shape[0] - 40))
        return at_input_height(page[first:first + r.randint(30, 44)])


def at_input_height(crop):
    factor = HEIGHT / crop.shape[0]
    size = (max(9, round(crop.shape[1] * factor)), HEIGHT)
    return cv2.resize(crop, size, interpolation=cv2.INTER_AREA if factor < .7 else cv2.INTER_LINEAR)


def network_input(crop):
    """The numbers that the network sees (docs/recogniser.md, 2), int8; a multiple of three columns."""
    row = crop[HEIGHT // 2].astype(int)
    before, here, after = row[:-2], row[1:-1], row[2:]
    valleys = here[((here < before) & (here <= after)) | ((here <= before) & (here < after))]
    peaks = here[((here > before) & (here >= after)) | ((here >= before) & (here > after))]
    black = np.percentile(valleys, 25) if len(valleys) else 0
    white = np.percentile(peaks, 75) if len(peaks) else 255
    half = (white - black) / 2 if white > black else 1
    values = np.clip(np.round(128 * ((crop.astype(np.float32) - black) / half - 1)), -127, 127).astype(np.int8)
    return values[:, :values.shape[1] // 3 * 3]
