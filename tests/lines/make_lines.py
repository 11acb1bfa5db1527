#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Draws lines of Vietnamese office print, clean and damaged, and images that are no print at all, as PGM files.

  make_lines.py FOLDER [--count 2000] [--seed 1]

The same count and seed give the same files with the same fonts and libraries. FOLDER/lines.tsv tells for each file its class and
what was drawn. The recogniser's tests compare readings of them, so only their variety counts, not the exact pixels.
"""
import argparse
import pathlib
import random
import sys

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT_FOLDERS = ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/dejavu")
FONTS = ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSans-Regular", "LiberationMono-Regular",
         "DejaVuSans", "DejaVuSerif")

PHRASES = """Ủy ban nhân dân|Cộng hòa xã hội chủ nghĩa Việt Nam|Độc lập - Tự do - Hạnh phúc|Căn cứ Luật Tổ chức chính quyền địa phương
ngày 19 tháng 6 năm 2015;|theo đề nghị của Giám đốc Sở Nội vụ|Quyết định này có hiệu lực kể từ ngày ký.|Nơi nhận:|Như Điều 3;
Chánh Văn phòng, Thủ trưởng các cơ quan|chịu trách nhiệm thi hành|về việc bổ nhiệm công chức|giấy chứng nhận quyền sử dụng đất
hộ ông Nguyễn Văn Thắng|bà Trần Thị Ngọc Ánh|thôn Đoài, xã Kim Chung, huyện Đông Anh|thành phố Hà Nội|diện tích sử dụng riêng
thửa đất số|tờ bản đồ số|mục đích sử dụng:|đất ở tại nông thôn|thời hạn sử dụng: lâu dài|nguồn gốc sử dụng|được Nhà nước giao đất
hồ sơ gồm có các giấy tờ sau|bản sao có chứng thực|đơn đề nghị cấp lại|kính gửi|phòng Tài nguyên và Môi trường|đã tiếp nhận hồ sơ của
biên bản họp hội đồng|thẩm định dự án đầu tư|xây dựng công trình|tổng mức đầu tư|kinh phí thực hiện|từ nguồn ngân sách tỉnh
báo cáo tình hình thực hiện nhiệm vụ|quý III và phương hướng|quý IV năm 2023|trưởng phòng|phó chủ tịch|người lập biểu|kế toán trưởng
(ký tên, đóng dấu)|số lưu trữ|mục lục hồ sơ|trích yếu nội dung|thời hạn bảo quản|tờ số|ghi chú|xin chân thành cảm ơn!|“Quyền và nghĩa vụ”
vượt quá 15% giá trị hợp đồng|điện thoại: 024.3825.1234|e-mail: vanphong@hanoi.gov.vn|Điều 1. Phê duyệt kế hoạch|khoản 2, Điều 14
người yêu cầu giải quyết khiếu nại|tranh chấp, tố cáo|đăng ký khai sinh|giấy khai tử|trích lục kết hôn|sổ hộ khẩu số|nghề nghiệp: làm ruộng
quê quán|nơi thường trú|chứng minh nhân dân|dân tộc Kinh; quốc tịch Việt Nam|chuyển mục đích|bồi thường, hỗ trợ và tái định cư""".replace("\n", "|").split("|")
CELLS = ("STT", "Họ và tên", "Năm sinh", "Ghi chú", "Số tờ", "m²", "Đơn vị tính", "Thành tiền", "Cộng", "x", "1", "02", "137", "-", "Nam", "Nữ")
DAMAGES = ("clean", "noise", "faint", "two-tone", "strong-noise", "small", "large", "shading", "blur", "speckle", "broken", "slanted", "inverted",
           "touching-rule")


def font(rng, size):
    name = rng.choice(FONTS)
    for folder in FONT_FOLDERS:
        path = pathlib.Path(folder, name + ".ttf")
        if path.is_file():
            return ImageFont.truetype(str(path), size)
    sys.exit(f"make_lines: the font {name} is missing; run scripts/setup")


def number(rng):
    return rng.choice((
        lambda: f"{rng.randint(1, 31):02d}/{rng.randint(1, 12):02d}/{rng.randint(1945, 2024)}",
        lambda: f"{rng.randint(1, 9999)}/QĐ-UBND",
        lambda: f"{rng.randint(1, 999)}.{rng.randint(0, 999):03d}.{rng.randint(0, 999):03d} đồng",
        lambda: f"{rng.randint(0, 99999)},{rng.randint(0, 9)} m2",
        lambda: f"số {rng.randint(1, 500)}",
        lambda: "".join(str(rng.randint(0, 9)) for _ in range(12)),
        lambda: f"({rng.randint(1, 12)})",
        lambda: f"{rng.randint(1, 100)}%",
    ))()


def sentence(rng):
    words = " ".join(rng.choice(PHRASES) if rng.random() < 0.75 else number(rng) for _ in range(rng.randint(1, 4))).split(" ")
    first = rng.randint(0, max(0, len(words) - 3))
    text = " ".join(words[first:first + rng.randint(2, 13)])
    kind = rng.random()
    if kind < 0.12:
        return text.upper()
    return text[0].upper() + text[1:] if kind < 0.5 else text


def line_text(rng):
    kind = rng.random()
    if kind < 0.12:
        return " ".join(number(rng) for _ in range(rng.randint(1, 5)))
    if kind < 0.2:
        return "   ".join(rng.choice(CELLS) for _ in range(rng.randint(1, 5)))
    return sentence(rng)


def drawn(rng, text, size, ink=0, paper=255):
    """A crop of one line: the ink with a margin of a few pixels."""
    face = font(rng, size)
    left, top, right, bottom = face.getbbox(text)
    vertical, horizontal = max(1, round(size * rng.uniform(0.05, 0.2))), max(1, round(size * rng.uniform(0.0, 0.2)))
    image = Image.new("L", (max(3, right - left) + 2 * horizontal, max(3, bottom - top) + 2 * vertical), paper)
    ImageDraw.Draw(image).text((horizontal - left, vertical - top), text, font=face, fill=ink)
    return image


def with_noise(image, source, strength):
    pixels = numpy.asarray(image, dtype=numpy.float64) + source.normal(0, strength, (image.height, image.width))
    return Image.fromarray(numpy.clip(pixels, 0, 255).astype(numpy.uint8))


def slanted(rng, image):
    slope = rng.uniform(-0.03, 0.03)
    extra = int(abs(slope) * image.width) + 1
    larger = Image.new("L", (image.width, image.height + extra), 255)
    larger.paste(image, (0, extra if slope > 0 else 0))
    return larger.transform(larger.size, Image.AFFINE, (1, 0, 0, -slope if slope < 0 else slope, 1, 0), Image.BILINEAR, fillcolor=255)


def damaged(rng, source, damage, text):
    size = rng.randint(34, 58)
    if damage == "small":
        return with_noise(drawn(rng, text, rng.randint(11, 20)), source, 6)
    if damage == "large":
        return drawn(rng, text, rng.randint(90, 150))
    if damage == "faint":
        ink = rng.randint(120, 200)
        return with_noise(drawn(rng, text, size, ink, ink + rng.randint(18, 50)), source, 4)
    image = drawn(rng, text, size)
    if damage == "noise":
        return with_noise(image, source, 25)
    if damage == "strong-noise":
        return with_noise(image.filter(ImageFilter.GaussianBlur(1)), source, 70)
    if damage == "two-tone":
        return with_noise(image, source, 60).point(lambda value: 255 if value > 127 else 0)
    if damage == "shading":
        ramp = numpy.linspace(rng.uniform(0.3, 1), rng.uniform(0.3, 1), image.width)[None, :]
        return with_noise(Image.fromarray((numpy.asarray(image) * ramp).astype(numpy.uint8)), source, 5)
    if damage == "blur":
        return image.filter(ImageFilter.GaussianBlur(rng.uniform(1, 3.5)))
    if damage == "speckle":
        pixels = numpy.array(image)
        hit = source.random(pixels.shape)
        pixels[hit < 0.02], pixels[hit > 0.98] = 0, 255
        return Image.fromarray(pixels)
    if damage == "broken":
        pixels = numpy.array(image)
        for _ in range(rng.randint(1, 6)):
            x = rng.randrange(image.width)
            pixels[:, x:x + rng.randint(1, 4)] = 255
        return Image.fromarray(pixels)
    if damage == "slanted":
        return slanted(rng, image)
    if damage == "inverted":
        return with_noise(image.point(lambda value: 255 - value), source, 8)
    if damage == "touching-rule":
        draw = ImageDraw.Draw(image)
        y = rng.choice((1, image.height - 2, image.height * 4 // 5))
        draw.line((0, y, image.width, y), fill=rng.randint(0, 90), width=rng.randint(1, 3))
        for _ in range(rng.randint(0, 3)):
            x = rng.randrange(image.width)
            draw.line((x, 0, x, image.height), fill=0, width=2)
    return image


def pathological(rng, source):
    """No print: noise, one grey, ramps, bars, and odd sizes of it."""
    width, height = rng.choice(((3, 36), (4, 36), (5, 36), (8, 36), (36, 36), (2500, 36), (1, 1), (1, 40), (40, 1), (2, 30), (700, 20), (300, 400),
                                (100, 8), (60, 300), (900, 72), (450, 144), (3, 3), (1200, 51), (33, 45), (10, 500)))
    kind = rng.choice(("noise", "black", "white", "grey", "ramp", "ramp-down", "bars", "two-tone-noise", "squares"))
    x = numpy.broadcast_to(numpy.arange(width), (height, width))
    y = numpy.arange(height)[:, None]
    pixels = {
        "noise": lambda: source.integers(0, 256, (height, width)),
        "black": lambda: numpy.zeros((height, width)),
        "white": lambda: numpy.full((height, width), 255),
        "grey": lambda: numpy.full((height, width), rng.randint(1, 254)),
        "ramp": lambda: x * 255 // max(1, width - 1),
        "ramp-down": lambda: numpy.broadcast_to(y * 255 // max(1, height - 1), (height, width)),
        "bars": lambda: x // rng.randint(1, 9) % 2 * 255,
        "two-tone-noise": lambda: source.integers(0, 2, (height, width)) * 255,
        "squares": lambda: (x // 5 + y // 5) % 2 * 255,
    }[kind]()
    return f"{kind}-{width}x{height}", Image.fromarray(pixels.astype(numpy.uint8))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for old in options.folder.glob("*.pgm"):
        old.unlink()
    rows = []
    for index in range(options.count):
        # A line depends on its number only, so that fewer lines are the first of more.
        rng = random.Random(options.seed * 1_000_003 + index)
        source = numpy.random.default_rng([options.seed, index])
        if index % 20 == 19:
            name, image = pathological(rng, source)
            text = ""
        else:
            name, text = DAMAGES[index % len(DAMAGES)], line_text(rng)
            image = damaged(rng, source, name, text)
        file = f"{index:04d}-{name}.pgm"
        image.save(options.folder / file)
        rows.append(f"{file}\t{name}\t{text}\n")
    (options.folder / "lines.tsv").write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
