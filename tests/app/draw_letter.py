#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Draws a made-up official letter as a PDF of text, for acceptance cases: draw_letter.py FILE.pdf. Besides what is seen
it holds a white line and one under a black bar. Package: python3-gi-cairo."""
import sys

import cairo

LEFT, RIGHT = 170, 420  # middles of the head's columns, points
LINES = [
    (LEFT, 70, 12, "ỦY BAN NHÂN DÂN"), (LEFT, 86, 12, "XÃ AN LÂM"),
    (RIGHT, 70, 12, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (RIGHT, 86, 13, "Độc lập - Tự do - Hạnh phúc"),
    (LEFT, 120, 13, "Số: 507/UBND-VHXH"), (RIGHT, 120, 13, "An Lâm, ngày 24 tháng 01 năm 2025"),
    (LEFT, 145, 12, "V/v góp ý dự thảo Quyết định về"), (LEFT, 161, 12, "cung cấp dịch vụ viễn thông công ích"),
    (297, 200, 14, "Kính gửi: Sở Khoa học và Công nghệ"),
]
BODY = ["Thực hiện Công văn số 2269/SKHCN-VT về việc lấy ý kiến đối với dự thảo Quyết định, Ủy ban",
        "nhân dân xã An Lâm đã nghiên cứu và có ý kiến như sau:",
        "1. Thống nhất với bố cục và nội dung của dự thảo; đề nghị rà soát lại các căn cứ pháp lý.",
        "2. Đề nghị bổ sung nguồn kinh phí bảo đảm để các địa phương thực hiện trong năm 2025.",
        "Ủy ban nhân dân xã An Lâm kính gửi Sở Khoa học và Công nghệ tổng hợp./."]
SIGNER = [(RIGHT, 420, 13, "TM. ỦY BAN NHÂN DÂN"), (RIGHT, 436, 13, "CHỦ TỊCH"), (RIGHT, 510, 13, "Trần Văn Bình")]


def show(context, x, y, size, text):
    context.set_font_size(size)
    context.move_to(x, y)
    context.show_text(text)


def main():
    surface = cairo.PDFSurface(sys.argv[1], 595, 842)
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2025-01-24T10:00:00Z")
    context = cairo.Context(surface)
    context.select_font_face("Liberation Serif")
    for middle, y, size, text in LINES + SIGNER:
        context.set_font_size(size)
        show(context, middle - context.text_extents(text).width / 2, y, size, text)
    for row, text in enumerate(BODY):
        show(context, 85, 240 + 22 * row, 13, text)
    show(context, 85, 380, 13, "Dòng này nằm dưới băng đen")
    context.rectangle(80, 364, 220, 22)
    context.fill()
    context.set_source_rgb(1, 1, 1)
    show(context, 85, 560, 13, "Dòng này in bằng mực trắng")
    surface.finish()


main()
