#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Habits that every source file keeps: licence line, #pragma once, own header first, a length that can be read.

  sources.py ROOT        checks a source tree
  sources.py --self-test plants violations in a small tree and fails unless each is found
"""
import pathlib
import re
import sys
import tempfile

FOLDERS = ("models", "scanners", "imaging", "ocr", "extraction", "storage", "pipeline", "app", "tests", "bench", "fuzz", "samples", "scripts",
           "cmake", "data", ".ci")
CODE = (".h", ".cpp", ".py", ".sh", ".cmake", ".map")
LINES_MAX = 400
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"][^>"]+[>"])', re.MULTILINE)


def is_code(file):
    if file.suffix in CODE or file.name == "CMakeLists.txt":
        return True
    if file.suffix:
        return False
    with file.open("rb") as stream:
        return stream.read(2) == b"#!"


def licence_fault(text):
    lines = text.split("\n", 2)
    line = lines[1] if lines[0].startswith("#!") and len(lines) > 1 else lines[0]
    return None if re.match(r"^(//|#) SPDX-License-Identifier: \S+", line) else "no SPDX-License-Identifier in its first line"


def own_headers(root, path):
    """The header that a source implements, if there is one: beside it, or public."""
    stem = path.with_suffix(".h")
    found = [f'"{stem.as_posix()}"'] if (root / stem).is_file() else []
    room = path.parts[0]
    if (root / room / "include" / "hoso" / room / stem.name).is_file():
        found.append(f'"hoso/{room}/{stem.name}"')
    return found


def cpp_faults(root, path, text):
    if path.suffix == ".h" and "#pragma once" not in text:
        yield "no #pragma once"
    if path.suffix == ".cpp":
        own = own_headers(root, path)
        includes = INCLUDE.findall(text)
        if own and any(header in includes for header in own) and includes[0] not in own:
            yield f"its own header {own[0]} is not included first"
    if text.count("\n") > LINES_MAX:
        yield f"{text.count(chr(10))} lines; at most {LINES_MAX}"


def faults(root):
    """(file, what) for each fault, and how many files were looked at."""
    found, seen = [], 0
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root)
            if not file.is_file() or "__pycache__" in path.parts or not is_code(file):
                continue
            seen += 1
            text = file.read_text(encoding="utf-8")
            fault = licence_fault(text)
            what = [fault] if fault else []
            if path.suffix in (".h", ".cpp"):
                what += cpp_faults(root, path, text)
            found += [(path.as_posix(), w) for w in what]
    return found, seen


SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
SOUND = {
    "ocr/include/hoso/ocr/read.h": SPDX + "#pragma once\n",
    "ocr/read.cpp": SPDX + '#include "hoso/ocr/read.h"\n\n#include <vector>\n',
    "ocr/lines.h": SPDX + "#pragma once\n",
    "ocr/lines.cpp": SPDX + '#include "ocr/lines.h"\n',
    "scripts/run": "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n",
    "data/notes.txt": "no code\n",
}
PLANTED = {
    "ocr/a.cpp": "#include <vector>\n",
    "ocr/b.h": SPDX,
    "ocr/lines2.h": SPDX + "#pragma once\n",
    "ocr/lines2.cpp": SPDX + '#include <vector>\n#include "ocr/lines2.h"\n',
    "ocr/long.cpp": SPDX + "\n" * 400,
    "scripts/bare": "#!/bin/sh\necho\n",
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in {**SOUND, **PLANTED}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        found = sorted({path for path, _ in faults(root)[0]})
    expected = sorted(set(PLANTED) - {"ocr/lines2.h"})
    if found != expected:
        print(f"found {found}\nnot   {expected}")
    return 0 if found == expected else 1


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    found, seen = faults(pathlib.Path(sys.argv[1]).resolve())
    for path, what in found:
        print(f"{path}: {what}")
    if seen < 50:
        print(f"only {seen} files were seen: wrong folder?")
        return 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
