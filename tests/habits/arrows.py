#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the #include lines and fails on an arrow between rooms, or a third-party header, that docs/ARCHITECTURE.md does not allow.

  arrows.py ROOT         checks a source tree
  arrows.py --self-test  plants violations in a small tree and fails unless each is found
"""
import pathlib
import re
import sys
import tempfile

ROOMS = ("models", "scanners", "imaging", "ocr", "extraction", "storage", "pipeline", "app")

# Whose headers each room may include besides its own.
ARROWS = {
    "models": (),
    "scanners": ("models",),
    "imaging": ("models",),
    "ocr": ("models", "imaging"),
    "extraction": ("models", "imaging"),
    "storage": ("models",),
    "pipeline": ("models", "scanners", "imaging", "ocr", "extraction", "storage"),
    "app": ("models", "scanners", "extraction", "storage", "pipeline"),
}

# Third-party headers by prefix: the folders that may include them. Where two prefixes fit, the longer one counts.
EVERY_ROOM = ROOMS
THIRD_PARTY = {
    "tl/": EVERY_ROOM,
    "fmt/": EVERY_ROOM,
    "unicode/": ("models", "scanners", "ocr", "extraction", "storage"),
    "opencv2/core": ("models", "scanners", "imaging", "ocr", "extraction", "storage", "pipeline"),
    "opencv2/core/utility": ("app/pages_main.cpp", "extraction/host", "pipeline", "imaging", "ocr"),
    "opencv2/dnn": ("extraction", "imaging"),
    "opencv2/imgproc": ("scanners", "imaging", "ocr", "extraction", "storage"),
    "nlohmann/": ("models/host", "models/include/hoso/models/message_channel.h", "scanners", "extraction", "storage", "app"),
    "toml++/": ("extraction", "storage/metadata", "app"),
    "toml.hpp": ("extraction", "app"),
    "openssl/": ("scanners", "ocr", "storage"),
    "jpeglib.h": ("scanners", "storage/pdf"),
    "jerror.h": ("scanners", "storage/pdf"),
    "turbojpeg.h": ("scanners", "storage/pdf"),
    "libdeflate.h": ("storage/pdf",),
    "zlib.h": ("scanners",),
    "tiff": ("scanners",),
    "png": ("scanners",),
    "sane/": ("scanners/host",),
    "hpdf": ("storage",),
    "qpdf/": ("storage", "scanners/files", "scanners/pdf"),
    "sqlite3.h": ("storage/catalogue",),
    "pugixml.hpp": ("storage",),
    "tesseract/": ("ocr",),
    "leptonica/": ("ocr",),
    "allheaders.h": ("ocr",),
    "cpuid.h": ("ocr/recogniser",),
    "immintrin.h": ("ocr/recogniser",),
    "ZXing/": ("extraction",),
    "omp.h": ("ocr",),
    "oneapi/tbb": ("pipeline",),
    "tbb/": ("pipeline",),
    "CLI/": ("app",),
    "pango/": ("app/view",),
    "cairo": ("app/view",),
    "seccomp.h": ("scanners/host",),
    "systemd/": ("app",),
}
# Tests make their truth with whatever makes it best; these are theirs alone.
TEST_ONLY = ("gtest/", "gmock/", "benchmark/")

SYSTEM_PREFIXES = ("sys/", "linux/", "netinet/", "arpa/")
SYSTEM_HEADERS = {
    "unistd.h", "fcntl.h", "spawn.h", "poll.h", "signal.h", "dirent.h", "dlfcn.h", "pthread.h", "sched.h", "netdb.h", "pwd.h", "grp.h",
    "utime.h", "fnmatch.h", "getopt.h", "termios.h", "langinfo.h", "syslog.h", "malloc.h", "setjmp.h", "execinfo.h", "endian.h", "ftw.h", "strings.h",
}
# A library writes to no terminal.
NOT_IN_LIBRARY = {"iostream"}
PROGRAM_FOLDERS = ("app", "scanners/host", "tests", "bench", "fuzz")

INCLUDE = re.compile(r'^\s*#\s*include\s*(<([^>]+)>|"([^"]+)")')


def inside(path, folders):
    return any(path == f or path.startswith(f + "/") for f in folders)


def room_of(path):
    first = path.split("/", 1)[0]
    return first if first in ROOMS else None


def third_party_fault(path, header):
    owners = [(len(prefix), folders) for prefix, folders in THIRD_PARTY.items() if header.startswith(prefix)]
    if owners:
        folders = max(owners)[1]
        return None if inside(path, folders) else f"<{header}> belongs to {', '.join(folders)}"
    if header.startswith(TEST_ONLY):
        return f"<{header}> belongs to tests and bench"
    return f"<{header}> is in no room: add it to THIRD_PARTY in tests/habits/arrows.py"


def angle_fault(path, header):
    """Why the angle include is not allowed, or None."""
    standard = "." not in header and "/" not in header
    if standard:
        if header in NOT_IN_LIBRARY and not inside(path, PROGRAM_FOLDERS):
            return f"<{header}>: a library room writes to no terminal"
        return None
    if header in SYSTEM_HEADERS or header.startswith(SYSTEM_PREFIXES):
        return None
    if inside(path, ("tests", "bench", "fuzz")):
        known = header.startswith(TEST_ONLY) or header.startswith("opencv2/") or any(header.startswith(p) for p in THIRD_PARTY)
        return None if known else f"<{header}> is unknown: add it to tests/habits/arrows.py"
    if header.startswith("hoso/"):
        return f"<{header}>: own headers stand in quotes"
    return third_party_fault(path, header)


def room_fault(path, room, header):
    """Why a file of `room` (or of its tests) may not include this header of the project, or None."""
    public = header.startswith("hoso/")
    target = header.split("/")[1 if public else 0]
    in_tests = path.startswith("tests/")
    if target not in ROOMS:
        return f'"{header}" is in no room'
    if not public and path.split("/", 1)[-1].startswith("include/"):
        return f'"{header}": a public header includes no private one'
    if target == room:
        return None
    if target not in ARROWS[room]:
        return f'"{header}": no arrow from {room} to {target}'
    if not public:
        return f'"{header}" is private to {target}' + (" (tests too)" if in_tests else "")
    return None


def quoted_fault(path, header):
    """Why the quoted include is not allowed, or None."""
    if header.startswith("embedded/"):
        return None
    if ".." in header or "/" not in header:
        return f'"{header}": includes are written from the source root'
    parts = path.split("/")
    if parts[0] in ("bench", "fuzz"):
        return None
    if parts[0] == "tests":
        if header.startswith(("tests/support/", f"tests/{parts[1]}/")):
            return None
        room = parts[1] if parts[1] in ROOMS else "models" if parts[1] == "support" else None
        return room_fault(path, room, header) if room else None
    if header.startswith(("tests/", "bench/", "fuzz/")):
        return f'"{header}": a room does not know its tests'
    return room_fault(path, room_of(path), header)


def faults(root):
    """(file, line, what) for each include that is not allowed, and how many includes were looked at."""
    found, seen = [], 0
    for folder in (*ROOMS, "tests", "bench", "fuzz"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in (".h", ".cpp", ".hpp", ".cc", ".c") or not file.is_file():
                continue
            path = file.relative_to(root).as_posix()
            if path.startswith("tests/consumer/"):
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                seen += 1
                fault = angle_fault(path, match[2]) if match[2] else quoted_fault(path, match[3])
                if fault:
                    found.append((path, number, fault))
    return found, seen


ALLOWED = {
    "ocr/a.cpp": ['"hoso/imaging/clean.h"', '"ocr/private.h"', "<vector>", "<tesseract/baseapi.h>", "<opencv2/core.hpp>"],
    "pipeline/a.cpp": ['"hoso/storage/compose.h"', "<oneapi/tbb/flow_graph.h>"],
    "storage/catalogue/a.cpp": ["<sqlite3.h>", "<unistd.h>", '"embedded/schema.h"'],
    "scanners/host/a.cpp": ["<sane/sane.h>", "<iostream>"],
    "tests/storage/a_test.cpp": ["<gtest/gtest.h>", '"storage/pdf/joiner.h"', '"tests/support/drawing.h"', "<qpdf/QPDF.hh>"],
    "tests/pipeline/a_test.cpp": ['"hoso/scanners/file_source.h"'],
}
PLANTED = {
    "models/b.cpp": ['"hoso/ocr/recognise.h"', "<tesseract/baseapi.h>"],
    "ocr/b.cpp": ['"hoso/storage/compose.h"', '"imaging/private.h"', "<qpdf/QPDF.hh>", "<hoso/models/page.h>"],
    "storage/b.cpp": ['"hoso/imaging/clean.h"', "<sqlite3.h>", "<sane/sane.h>", "<iostream>", "<gtest/gtest.h>"],
    "storage/include/hoso/storage/b.h": ['"storage/pdf/joiner.h"'],
    "imaging/b.cpp": ['"hoso/pipeline/digitise.h"', '"../ocr/private.h"', "<tbb/tbb.h>", '"tests/support/drawing.h"', "<leptonica/allheaders.h>"],
    "pipeline/b.cpp": ['"storage/pdf/joiner.h"', '"hoso/app/command.h"', "<opencv2/imgproc.hpp>", "<boost/any.hpp>"],
    "app/b.cpp": ['"hoso/ocr/recognise.h"', '"pipeline/flow_graph.h"', "<hpdf.h>"],
    "scanners/files/b.cpp": ["<sane/sane.h>", "<hpdf.h>"],
    "tests/storage/b_test.cpp": ['"hoso/ocr/recognise.h"', '"pipeline/flow_graph.h"', "<boost/any.hpp>"],
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, headers in {**ALLOWED, **PLANTED}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text("".join(f"#include {h}\n" for h in headers), encoding="utf-8")
        found = {(path, line) for path, line, _ in faults(root)[0]}
    expected = {(path, n) for path, headers in PLANTED.items() for n in range(1, len(headers) + 1)}
    for path, line in sorted(expected - found):
        print(f"not found: {path}: {PLANTED[path][line - 1]}")
    for path, line in sorted(found - expected):
        print(f"wrongly found: {path}: {ALLOWED[path][line - 1]}")
    return 0 if found == expected else 1


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    found, seen = faults(pathlib.Path(sys.argv[1]).resolve())
    for path, line, fault in found:
        print(f"{path}:{line}: {fault}")
    if seen < 100:
        print(f"only {seen} includes were seen: wrong folder?")
        return 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
