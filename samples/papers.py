# SPDX-License-Identifier: Apache-2.0
"""The papers of the sample dossier, laid out as Phụ lục I of NĐ 30/2020/NĐ-CP says. Agencies, places and people are made up."""
from paper import Sheet

LEFT, TOP, WIDTH = 30, 20, 163
PROVINCE, COMMUNE = "TỈNH TRƯỜNG GIANG", "XÃ AN LÂM"
COMMITTEE = f"ỦY BAN NHÂN DÂN\n{COMMUNE}"


class Paper:
    """One document: its type, its sheets and the values that are printed on it."""

    def __init__(self, type_name):
        self.type, self.sheets, self.fields = type_name, [], {}

    def sheet(self, width=210, height=297, dpi=200):
        self.sheets.append(Sheet(width, height, dpi))
        return self.sheets[-1]


def when(day, month, year):
    """Mục II.4: days below 10 and the months 1 and 2 with a zero before them."""
    return f"ngày {day:02d} tháng {month:02d} năm {year}" if month < 3 else f"ngày {day:02d} tháng {month} năm {year}"


def head(paper, parent, agency, number, symbol, date, place="An Lâm", about=None, left=LEFT, top=TOP, width=WIDTH, small=0):
    """Zones 1 to 4 (and 5b): agency, Quốc hiệu and Tiêu ngữ, number, place and date."""
    s = paper.sheets[-1]
    agency_width, nation_x = width * 0.40, left + width * 0.40
    y = s.text(left, top, agency_width, parent, 12.5 - small, align="center")
    y = s.text(left, y, agency_width, agency, 12.5 - small, bold=True, align="center")
    s.rule(left + agency_width * 0.32, left + agency_width * 0.68, y + 1)
    nation_width = width * 0.60
    n = s.text(nation_x, top, nation_width, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.2 - small, bold=True, align="center")
    n = s.text(nation_x, n, nation_width, "Độc lập - Tự do - Hạnh phúc", 13.5 - small, bold=True, align="center")
    s.rule(nation_x + nation_width * 0.21, nation_x + nation_width * 0.79, n + 1)
    y = max(y, n) + 3.5
    below = s.text(left, y, agency_width, f"Số: {number}/{symbol}", 13 - small, align="center")
    s.text(nation_x, y, nation_width, f"{place}, {when(*date)}", 13.5 - small, italic=True, align="center")
    if about:
        below = s.text(left + 4, below + 1, agency_width - 8, f"V/v {about}", 12, align="center")
    paper.fields.update(parent_agency=parent.replace("\n", " "), issuing_agency=agency.replace("\n", " "), number=number, symbol=symbol,
                        place=place, date="{2:04d}-{1:02d}-{0:02d}".format(*date))
    return below + 5


def title(paper, y, name, about, left=LEFT, width=WIDTH):
    """Zone 5a: type and subject, a line below."""
    s = paper.sheets[-1]
    y = s.text(left, y, width, name, 14, bold=True, align="center")
    y = s.text(left + 18, y + 0.5, width - 36, about, 14, bold=True, align="center")
    s.rule(left + width * 0.40, left + width * 0.60, y + 2.2)
    paper.fields.update(type_name=name, subject=" ".join(about.split()))
    return y + 5


def body(sheet, y, paragraphs, size=13.5, left=LEFT, width=WIDTH, italic=False, gap=1.6):
    for p in paragraphs:
        y = sheet.text(left, y, width, p, size, italic=italic, align="justify", indent=12.7) + gap
    return y


def close(paper, y, copies, authority, signer, seed=None, left=LEFT, width=WIDTH, sealed=None, small=0, room=24):
    """Zones 9b, 7a to 7c and 8: who gets it, authority, signature, name, seal."""
    s = paper.sheets[-1]
    b = s.text(left, y, width * 0.42, "Nơi nhận:", 12 - small, bold=True, italic=True)
    s.text(left, b, width * 0.42, "\n".join(copies), 11 - small)
    x, half = left + width * 0.5, width * 0.5
    y = s.text(x, y, half, authority, 13.5 - small, bold=True, align="center")
    name_y = y + room
    s.text(x, name_y, half, signer, 13.5 - small, bold=True, align="center")
    if seed is not None:
        s.signature(x + half * 0.28, y + room * 0.45, seed)
    if sealed:
        s.seal(x + half * 0.22, name_y - 6, sealed)
    paper.fields.update(signer_title=authority.replace("\n", " "), signer=signer)


def decision():
    p = Paper("quyet_dinh")
    s = p.sheet()
    y = head(p, "UBND " + PROVINCE, COMMITTEE, "47", "QĐ-UBND", (5, 8, 2025))
    y = title(p, y, "QUYẾT ĐỊNH", "Về việc phê duyệt phương án sửa chữa\nTrường Tiểu học An Lâm năm 2025")
    y = s.text(LEFT, y, WIDTH, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN LÂM", 13.5, bold=True, align="center") + 3
    y = body(s, y, [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        "Căn cứ biên bản kiểm tra hiện trạng Trường Tiểu học An Lâm ngày 28 tháng 7 năm 2025;",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 12/TTr-VHXH ngày 04 tháng 8 năm 2025."], italic=True)
    y = s.text(LEFT, y + 1, WIDTH, "QUYẾT ĐỊNH:", 13.5, bold=True, align="center") + 3
    body(s, y, [
        "Điều 1. Phê duyệt phương án sửa chữa Trường Tiểu học An Lâm với các nội dung chính sau đây:",
        "1. Thay mái ngói của dãy nhà số 2, diện tích 486 m², và sơn lại toàn bộ mặt ngoài của dãy nhà số 1.",
        "2. Cải tạo hệ thống điện, nước và nhà vệ sinh; lắp đặt 12 bộ đèn chiếu sáng tiết kiệm điện tại các phòng học.",
        "3. Kinh phí thực hiện: 1.234.567.000 đồng (Bằng chữ: Một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn đồng), "
        "từ nguồn ngân sách xã năm 2025."])
    s = p.sheet()
    s.text(LEFT, 10, WIDTH, "2", 13.5, align="center")
    y = body(s, TOP, [
        "4. Thời gian thực hiện: 60 ngày, kể từ ngày 15 tháng 8 năm 2025; hoàn thành trước ngày 15 tháng 10 năm 2025.",
        "Điều 2. Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Phòng Kinh tế tổ chức thực hiện, lựa chọn đơn vị thi công theo đúng quy "
        "định của pháp luật về đấu thầu; báo cáo tiến độ vào ngày 25 hằng tháng.",
        "Điều 3. Hiệu trưởng Trường Tiểu học An Lâm có trách nhiệm bố trí phòng học tạm thời, bảo đảm an toàn cho học sinh và giáo viên "
        "trong thời gian sửa chữa.",
        "Điều 4. Quyết định này có hiệu lực kể từ ngày ký.",
        "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng phòng Văn hóa - Xã hội, Trưởng phòng Kinh tế, Hiệu trưởng Trường "
        "Tiểu học An Lâm và các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./."])
    close(p, y + 4, ["- Như Điều 4;", "- Sở Xây dựng (để báo cáo);", "- Thường trực HĐND xã;", "- Lưu: VT, VHXH. (05b)"], "CHỦ TỊCH", "Nguyễn Văn Thành", 7,
          sealed=f"ỦY BAN NHÂN DÂN {COMMUNE} ★ {PROVINCE} ★ ", room=27)
    return p


def letter():
    p = Paper("cong_van")
    s = p.sheet(dpi=300)
    about = "góp ý phương án sửa chữa Trường Tiểu học An Lâm"
    y = head(p, "UBND " + PROVINCE, "SỞ XÂY DỰNG", "215", "SXD-QLCL", (31, 7, 2025), place="Trường Giang", about=about)
    y = s.text(LEFT + 55, y + 4, WIDTH - 55, "Kính gửi: Ủy ban nhân dân xã An Lâm", 13.5) + 5
    y = body(s, y, [
        "Sở Xây dựng nhận được Văn bản số 102/UBND-VHXH ngày 24 tháng 7 năm 2025 của Ủy ban nhân dân xã An Lâm về việc xin ý kiến đối với phương án "
        "sửa chữa Trường Tiểu học An Lâm. Sau khi nghiên cứu, Sở Xây dựng có ý kiến như sau:",
        "1. Thống nhất sự cần thiết phải thay mái ngói của dãy nhà số 2 do kết cấu gỗ đã bị mục, không bảo đảm an toàn khi có mưa bão.",
        "2. Đề nghị bổ sung bản vẽ mặt bằng thoát nước mái và dự toán chi tiết cho hạng mục cải tạo hệ thống điện, nước.",
        "3. Việc thi công cần hoàn thành trước mùa mưa; trong quá trình thực hiện phải có biện pháp che chắn, không làm ảnh hưởng đến việc dạy và học.",
        "Sở Xây dựng trả lời để Ủy ban nhân dân xã An Lâm biết và triển khai thực hiện theo quy định./."])
    close(p, y + 5, ["- Như trên;", "- Giám đốc Sở (để báo cáo);", "- Lưu: VT, QLCL. (03b)"], "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Trần Thị Minh Hạnh", 21)
    p.fields["subject"] = about
    return p


def application():
    """Filled in by machine on dotted leaders."""
    p = Paper("don_to_khai")
    s = p.sheet(dpi=300)
    y = s.text(LEFT, TOP, WIDTH, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True, align="center")
    y = s.text(LEFT, y, WIDTH, "Độc lập - Tự do - Hạnh phúc", 13.5, bold=True, align="center")
    s.rule(LEFT + WIDTH * 0.34, LEFT + WIDTH * 0.66, y + 1)
    y = s.text(LEFT, y + 12, WIDTH, "ĐƠN ĐỀ NGHỊ", 15, bold=True, align="center")
    y = s.text(LEFT, y, WIDTH, "Sử dụng phòng học tạm thời tại Nhà văn hóa thôn Đông", 13.5, bold=True, align="center")
    y = s.text(LEFT, y + 8, WIDTH, "Kính gửi: Ủy ban nhân dân xã An Lâm", 13.5, align="center") + 8
    rows = [("Tôi tên là:", "full_name", "Lê Thị Hồng Nhung"), ("Chức vụ:", "position", "Hiệu trưởng Trường Tiểu học An Lâm"),
            ("Nơi cư trú:", "residence", "Thôn Đông, xã An Lâm, tỉnh Trường Giang"), ("Số điện thoại:", "phone", "0900 000 123"),
            ("Nội dung đề nghị:", "request", "Mượn 03 phòng trong 60 ngày"), ("Từ ngày:", "from_date", "15/8/2025")]
    for label, name, value in rows:
        s.dots(LEFT + 11 + s.width_of(label, 13.5), LEFT + WIDTH, y + 5.6)
        s.text(LEFT + 10, y, WIDTH - 10, f"{label} {value}", 13.5)
        p.fields[name] = value
        y += 9.5
    y = body(s, y + 3, ["Tôi cam kết sử dụng phòng đúng mục đích, giữ gìn tài sản chung và trả lại nguyên trạng khi hết thời hạn."])
    x, half = LEFT + WIDTH * 0.5, WIDTH * 0.5
    y = s.text(x, y + 6, half, "An Lâm, " + when(6, 8, 2025), 13.5, italic=True, align="center")
    y = s.text(x, y, half, "NGƯỜI LÀM ĐƠN", 13.5, bold=True, align="center")
    s.signature(x + half * 0.28, y + 8, 5, colour=(0.05, 0.05, 0.07))
    s.text(x, y + 25, half, "Lê Thị Hồng Nhung", 13.5, bold=True, align="center")
    p.fields.update(type_name="ĐƠN ĐỀ NGHỊ", addressee="Ủy ban nhân dân xã An Lâm", place="An Lâm", date="2025-08-06", signer="Lê Thị Hồng Nhung")
    return p


def notice():
    p = Paper("thong_bao")
    s = p.sheet()
    y = head(p, "UBND " + PROVINCE, COMMITTEE, "31", "TB-UBND", (11, 8, 2025))
    y = title(p, y, "THÔNG BÁO", "Về thời gian sửa chữa Trường Tiểu học An Lâm")
    y = body(s, y, [
        "Thực hiện Quyết định số 47/QĐ-UBND ngày 05 tháng 8 năm 2025 của Chủ tịch Ủy ban nhân dân xã An Lâm, Ủy ban nhân dân xã thông báo như sau:",
        "1. Trường Tiểu học An Lâm được sửa chữa từ ngày 15 tháng 8 năm 2025 đến ngày 15 tháng 10 năm 2025.",
        "2. Trong thời gian trên, học sinh các lớp 1, 2 và 3 học tại Nhà văn hóa thôn Đông; học sinh các lớp 4 và 5 học tại Nhà văn hóa thôn Đoài.",
        "3. Xe có tải trọng trên 5 tấn không đi vào đường thôn Đông trong giờ đến trường và giờ tan trường.",
        "Mọi ý kiến xin gửi về Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã An Lâm, điện thoại 0900 000 456./."])
    close(p, y + 5, ["- Các thôn trong xã;", "- Trường Tiểu học An Lâm;", "- Lưu: VT. (04b)"], "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Phạm Quốc Bảo", 3)
    return p


def proposal():
    p = Paper("to_trinh")
    s = p.sheet()
    y = head(p, COMMITTEE, "PHÒNG VĂN HÓA - XÃ HỘI", "12", "TTr-VHXH", (4, 8, 2025))
    y = title(p, y, "TỜ TRÌNH", "Về việc sửa chữa Trường Tiểu học An Lâm năm 2025")
    y = s.text(LEFT, y, WIDTH, "Kính gửi: Chủ tịch Ủy ban nhân dân xã An Lâm", 13.5, align="center") + 4
    y = body(s, y, [
        "Trường Tiểu học An Lâm được xây dựng năm 1998, hiện có 14 phòng học với 412 học sinh. Qua kiểm tra ngày 28 tháng 7 năm 2025, mái ngói của "
        "dãy nhà số 2 bị dột nhiều nơi, hệ thống điện và nước đã xuống cấp.",
        "Phòng Văn hóa - Xã hội kính trình Chủ tịch Ủy ban nhân dân xã xem xét, phê duyệt phương án sửa chữa với tổng kinh phí 1.234.567.000 đồng, thời gian "
        "thực hiện 60 ngày.",
        "Kính đề nghị Chủ tịch Ủy ban nhân dân xã xem xét, quyết định./."])
    close(p, y + 5, ["- Như trên;", "- Phòng Kinh tế;", "- Lưu: VHXH. (02b)"], "TRƯỞNG PHÒNG", "Đỗ Thị Ngọc Ánh", 11)
    return p


def invitation():
    """A5, landscape."""
    p = Paper("giay_moi")
    s = p.sheet(210, 148)
    left, width = 20, 175
    y = head(p, "UBND " + PROVINCE, COMMITTEE, "08", "GM-UBND", (12, 8, 2025), left=left, top=12, width=width, small=1)
    y = title(p, y - 3, "GIẤY MỜI", "Bàn giao mặt bằng Trường Tiểu học An Lâm", left, width)
    y = body(s, y - 1, [
        "Ủy ban nhân dân xã An Lâm trân trọng kính mời: Bà Lê Thị Hồng Nhung, Hiệu trưởng Trường Tiểu học An Lâm.",
        "Tới dự buổi bàn giao mặt bằng sửa chữa Trường Tiểu học An Lâm.",
        "Thời gian: 08 giờ 30 phút, ngày 14 tháng 8 năm 2025. Địa điểm: Phòng họp số 1, trụ sở Ủy ban nhân dân xã."], 12.5, left, width, gap=0.6)
    close(p, y + 1, ["- Như trên;", "- Lưu: VT. (03b)"], "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "Vũ Đình Khôi", 9, left, width, small=1, room=14)
    return p
