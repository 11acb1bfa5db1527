# SPDX-License-Identifier: Apache-2.0
"""What the drawn lines say: running Vietnamese from the translations that Debian's packages carry, made-up lines of office
paper and of cards (phrases.txt, card_phrases.txt) with names, numbers, dates and symbols, some English, and machine-readable zones.

Packages: apt-get install libreoffice-help-vi git coreutils gettext apt dpkg (any packages with translations into Vietnamese)
"""
import gettext
import glob
import html
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).parent
MARKED = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
SYNTAX = re.compile(r"[<>{}\\%$#@^~|=]|--")

SURNAMES = ("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Đào Lâm Tạ Chu Cao Hà Tô Phùng Lương "
            "Quách Thái Kiều Mạc").split()
MIDDLE = "Văn Thị Hữu Đức Minh Ngọc Thanh Quốc Xuân Thu Kim Công Đình Bá Gia Hồng Mạnh Anh Quang Trọng Như Khánh Phương Tấn Thế Duy Hoài Bích Diệu".split()
GIVEN = ("An Anh Bình Bích Châu Chi Cường Dũng Dung Đạt Điệp Đông Giang Hà Hải Hạnh Hằng Hiếu Hiền Hòa Hoa Hùng Huệ Hương Khang Khoa Kiên Lan "
         "Lâm Liên Linh Long Lộc Mai Minh My Nam Nga Ngân Nghĩa Ngọc Nhung Oanh Phong Phúc Phượng Quân Quỳnh Sơn Tâm Thảo Thắng Thịnh Thủy Thúy "
         "Tiến Toàn Trang Trí Trung Tuấn Tú Tuyết Tùng Uyên Vân Việt Vinh Vy Xuân Yến Nguyệt Thơ Thuần Ước Đoan Sỹ Hưởng Nhẫn Đủ Vững Quỹ").split()
COMMUNES = ("Tân Phú;Bình Sơn;Nghĩa Hành;Tịnh Khê;Phổ Cường;Đức Thạnh;Hành Phước;Ba Động;Trà Bồng;Sơn Hạ;Long Hiệp;Hưng Thịnh;Vĩnh Lộc;Thới An;"
            "Mỹ Đức;Yên Nghĩa;Quảng Thành;Đông Hải;Cẩm Thủy;Kỳ Sơn;Lộc Hưng;Xuân Quỳ;Thụy Khuê;Phường Đúc;Ngũ Hiệp;Hữu Bằng").split(";")
DEPARTMENTS = ("Nội vụ;Tài chính;Tư pháp;Thông tin và Truyền thông;Kế hoạch và Đầu tư;Xây dựng;Giao thông vận tải;Y tế;Giáo dục và Đào tạo;"
               "Nông nghiệp và Phát triển nông thôn;Tài nguyên và Môi trường;Công Thương;Khoa học và Công nghệ;Văn hóa, Thể thao và Du lịch;"
               "Lao động - Thương binh và Xã hội;Dân tộc và Tôn giáo").split(";")
KINDS = "QĐ NQ TB KH BC TTr CT BB HĐ GM GUQ CV HD CTr ĐA PA".split()
OFFICES = "UBND HĐND SNV STC STNMT SXD SGTVT STP BNV BTC BTTTT VPCP TTg CP TU HU TTCBTH STTTT SKHĐT CTUBND VPUB PTNMT TCKH".split()
UNITS = "KGVX NC NN TH KT XD TD CN NV TCKH CCHC KSTT HCC BTCD VX KTTH NCKS TNMT".split()
PEOPLES = "Kinh;Tày;Thái;Mường;Khmer;Hoa;Nùng;Hrê;Co;Ê Đê;Ba Na".split(";")
ENDS = ("NĐ-CP", "TT-BNV", "TT-BTC", "QH14", "TT-BTTTT", "QĐ-TTg", "QĐ-UBND")


def catalogues():
    """English and Vietnamese of each message."""
    for file in sorted(glob.glob("/usr/share/locale/vi/LC_MESSAGES/*.mo")):
        with open(file, "rb") as f:
            try:
                yield from ((k[0] if isinstance(k, tuple) else k, v) for k, v in gettext.GNUTranslations(f)._catalog.items() if k and isinstance(v, str))
            except (OSError, UnicodeDecodeError):
                continue


def translations():
    yield from (vietnamese for _, vietnamese in catalogues())


def help_pages():
    for file in sorted(glob.glob("/usr/share/libreoffice/help/vi/**/*.html", recursive=True)):
        text = pathlib.Path(file).read_text(errors="replace")
        for part in re.findall(r"<(?:p|h\d|td|li|span)[^>]*>(.*?)</(?:p|h\d|td|li)>", text, re.S):
            yield html.unescape(re.sub(r"<[^>]+>", "", part))


def sentences():
    """Vietnamese sentences of 12 to 400 characters, each once."""
    found = {}
    for source in (translations(), help_pages()):
        for text in source:
            for part in re.split(r"(?<=[.!?:;])\s+", " ".join(unicodedata.normalize("NFC", text.replace("_", "")).split())):
                if 12 <= len(part) <= 400 and len(MARKED.findall(part)) >= len(part) / 14 and not SYNTAX.search(part):
                    found[part] = None
    return list(found)


def english_sentences():
    found = {}
    for english, _ in catalogues():
        for part in re.split(r"(?<=[.!?:;])\s+", " ".join(english.replace("_", "").split())):
            if 12 <= len(part) <= 200 and " " in part and part.isascii() and not SYNTAX.search(part):
                found[part] = None
    return list(found)


def lines_of(file):
    return [x for x in (HERE / file).read_text(encoding="utf-8").split("\n") if x and not x.startswith("#")]


def places():
    """Provinces and districts of data/places."""
    names = []
    for file in ("provinces", "districts"):
        text = (HERE.parent.parent / "data" / "places" / f"{file}.toml").read_text(encoding="utf-8")
        names += [x for x in re.findall(r'"([^"]{3,40})"', text) if any(ord(c) > 127 for c in x)]
    return names


class Texts:
    """Lines of text; `r` is a random.Random."""

    def __init__(self):
        self.sentences, self.english, self.places = sentences(), english_sentences(), places()
        self.phrases, self.card_phrases = lines_of("phrases.txt"), lines_of("card_phrases.txt")

    def prose(self, r, length):
        """Running text of about `length` characters, cut between words."""
        text = r.choice(self.sentences)
        while len(text) < length:
            text += " " + r.choice(self.sentences)
        first = r.randrange(len(text) - length) if r.random() < .7 and len(text) > length + 10 else 0
        while first > 0 and text[first - 1] != " ":
            first -= 1
        last = min(len(text), first + length)
        while last < len(text) and text[last] != " ":
            last += 1
        return text[first:last].strip()

    def line(self, r):
        kind = r.random()
        if kind < .015:
            return machine_readable(r)
        if kind < .065:
            return r.choice(self.english)[:r.choice([40, 80])].strip()
        if kind < .125:
            return self.filled(r, r.choice(self.card_phrases))
        kind = r.random()
        if kind < .42:
            text = self.prose(r, r.choice([10, 25, 45, 70, 85]))
        elif kind < .92:
            text = self.filled(r, r.choice(self.phrases))
        elif kind < .96:
            text = " ".join(r.choice([name(r), symbol(r), date(r), digits(r, r.randint(1, 12)), money(r)]) for _ in range(r.randint(1, 4)))
        else:                           # words in any order: the picture alone decides
            words = self.prose(r, 60).split()
            r.shuffle(words)
            text = " ".join(words)
        if r.random() < .1:
            text = text.upper()
        return unicodedata.normalize("NFC", text)[:r.choice([70, 90, 100])].strip()

    def filled(self, r, phrase):
        return re.sub(r"\{(\w+)\}", lambda m: str(self.value(r, m[1])), phrase)

    def value(self, r, key):
        place, commune, department = r.choice(self.places), r.choice(COMMUNES), r.choice(DEPARTMENTS)
        values = {
            "D": lambda: date(r), "DL": lambda: date_line(r), "S": lambda: symbol(r), "M": lambda: money(r),
            "N": lambda: name(r) if r.random() < .6 else name(r).upper(), "n": lambda: r.randint(1, 99), "num": lambda: r.randint(1, 99999),
            "PS": lambda: self.prose(r, r.randint(8, 50)), "P": lambda: self.prose(r, 20), "PL": lambda: place, "UPL": place.upper,
            "XA": lambda: commune, "UXA": commune.upper, "DEPT": lambda: department, "UDEPT": department.upper, "DEP": lambda: r.choice(UNITS),
            "ORG": lambda: r.choice(OFFICES), "U": lambda: r.choice(["UBND tỉnh", "UBND huyện", "xã " + commune, "tỉnh " + place]),
            "C": lambda: r.choice(["Chủ tịch UBND tỉnh", "Bộ " + department, "Ủy ban nhân dân xã " + commune, "UBND huyện " + commune,
                                   "Thủ tướng Chính phủ", "Văn phòng Chính phủ", "Chánh Văn phòng Quốc hội"]),
            "Y": lambda: r.randint(1990, 2035), "G": lambda: r.choice(["Nam", "Nữ"]), "E": lambda: r.choice(PEOPLES),
            "A": lambda: self.address(r), "id": lambda: digits(r, 12), "tax": lambda: digits(r, 10), "ph": lambda: phone(r), "mail": lambda: mail(r),
            "code": lambda: f"H{digits(r, 2)}.{digits(r, 2)}-{digits(r, 6)}-{digits(r, 4)}", "h": lambda: r.randint(7, 17),
            "mi": lambda: f"{r.randint(0, 59):02}", "area": lambda: f"{r.randint(20, 9999)},{r.randint(0, 9)}"}
        return values[key]()

    def address(self, r):
        number = r.choice([str(r.randint(1, 30)), r.choice(COMMUNES), f"{r.choice(COMMUNES)} {r.randint(1, 9)}"])
        hamlet = r.choice(["thôn", "ấp", "tổ dân phố", "khu phố", "xóm", "bản", "số nhà"])
        return f"{hamlet} {number}, {r.choice(['xã', 'phường', 'thị trấn'])} {r.choice(COMMUNES)}, {r.choice(self.places)}"


def name(r):
    parts = [r.choice(SURNAMES), r.choice(MIDDLE), r.choice(GIVEN)]
    if r.random() < .25:
        parts.insert(2, r.choice(MIDDLE))
    if r.random() < .08:
        parts.pop(1)
    return " ".join(parts)


def digits(r, count):
    return "".join(r.choice("0123456789") for _ in range(count))


def date(r):
    d, m, y = r.randint(1, 31), r.randint(1, 12), r.randint(1940, 2027)
    return r.choice([f"{d:02}/{m:02}/{y}", f"{d}/{m}/{y}", f"{d:02}-{m:02}-{y}", f"{d:02}.{m:02}.{y}"])


def date_line(r):
    d, m, y = r.randint(1, 31), r.randint(1, 12), r.randint(2005, 2027)
    return f"ngày {d:02} tháng {m:02} năm {y}" if r.random() < .7 else f"ngày {d} tháng {m} năm {y}"


def symbol(r):
    number, kind = r.randint(1, 9999), r.random()
    if kind < .45:
        return f"{number}/{r.choice(KINDS)}-{r.choice(OFFICES)}"
    if kind < .8:
        return f"{number}/{r.choice(OFFICES)}-{r.choice(UNITS)}"
    if kind < .93:
        return f"{number}/{r.randint(2005, 2026)}/{r.choice(ENDS)}"
    return f"{number:02}/{r.choice(OFFICES)}"


def money(r):
    amount = r.randint(1, 99999) * r.choice([100, 1000, 10000])
    return f"{amount:,}".replace(",", ".") + r.choice(["", " đồng", "đ", " VNĐ"])


def phone(r):
    return r.choice(["0" + digits(r, 9), f"0{digits(r, 3)} {digits(r, 3)} {digits(r, 3)}", "0255." + digits(r, 7)])


def mail(r):
    return r.choice(["vanthu", "phongnv", "nguyenvan" + digits(r, 2), "ubnd.xa"]) + "@" + r.choice(
        ["example.vn", "gmail.com", "binhson.gov.vn", "hungthinh.gov.vn"])


def machine_readable(r):
    """A line of the zone of an identity card (ICAO Doc 9303-5); check digits do not matter here."""
    kind = r.random()
    if kind < .4:
        return f"IDVNM{digits(r, 22)}<<{digits(r, 1)}"
    if kind < .7:
        return digits(r, 7) + r.choice("MF") + digits(r, 7) + "VNM" + "<" * 11 + digits(r, 1)
    bare = unicodedata.normalize("NFD", name(r).replace("Đ", "D").replace("đ", "d").upper())
    first, *rest = "".join(c for c in bare if not unicodedata.combining(c)).split()
    return f"{first}<<{'<'.join(rest)}".ljust(30, "<")
