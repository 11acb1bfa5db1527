#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Everything a user reads is translated, and each translation has the places of its text, in their order.

  translations.py ROOT HOSO
"""
import os
import pathlib
import re
import subprocess
import sys

PLACE = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"(?<![\w-])(--[a-z][a-z-]+|`hoso [a-z]+)")


def entries(po):
    """(English, translation) of each entry but the head."""
    text = subprocess.run(["msgcat", "--no-wrap", po], capture_output=True, text=True, check=True).stdout
    return [(english, other) for english, other in re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', text, re.MULTILINE)]


def main():
    root, hoso = pathlib.Path(sys.argv[1]), sys.argv[2]
    checked = subprocess.run([root / "scripts/messages", "--check"], env={**os.environ, "HOSO": hoso}, capture_output=True, text=True, check=False)
    faults = (checked.stdout + checked.stderr).splitlines() if checked.returncode else []
    found = entries(root / "data/messages/vi.po")
    if len(found) < 200:
        faults.append(f"only {len(found)} texts were seen")
    for english, other in found:
        if PLACE.findall(english) != PLACE.findall(other):
            faults.append(f"other places: {english!r} and {other!r}")
        if english != english.strip():
            faults.append(f"a piece of a text, which cannot be translated: {english!r}")
        # Options and commands are typed as they are in any language.
        if sorted(WORD.findall(english)) != sorted(WORD.findall(other)):
            faults.append(f"other commands or options: {english!r} and {other!r}")
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
