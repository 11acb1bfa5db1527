#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What README.md and docs/ promise is there: files they link to or name, the scripts, and the sub-commands and options of hoso.

  readme.py ROOT [HOSO]   HOSO: the built program
"""
import pathlib
import re
import subprocess
import sys

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
SCRIPT = re.compile(r"(?<![\w/.-])(scripts/[a-z_]+|bench/[a-z_]+(?:\.py)?(?= )|\.ci/run)")
COMMAND = re.compile(r"(?:^|[\s`(])(?:build/release/bin/)?hoso ((?:catalogue )?[a-z][a-z-]*)(?!\w)([^`\n]*)")
OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]*)")


def code_of(text):
    """Code blocks and code spans: where commands stand."""
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL) + re.findall(r"(?m)^    \S.*$", text)
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [line for block in blocks for line in block.splitlines()] + spans


def file_faults(root, document, text):
    for target in LINK.findall(text):
        if not re.match(r"[a-z]+:", target) and not (document.parent / target).exists():
            yield f"links to {target}, which does not exist"
    for name in sorted(set(SCRIPT.findall(text))):
        if not (root / name).exists():
            yield f"names {name}, which does not exist"


def help_of(hoso, command, cache={}):
    if command not in cache:
        run = subprocess.run([hoso, *command.split(), "--help"], capture_output=True, text=True, check=False)
        cache[command] = run.stdout if run.returncode == 0 else None
    return cache[command]


def command_faults(hoso, text):
    for line in code_of(text):
        for command, rest in COMMAND.findall(line):
            help_text = help_of(hoso, command)
            if help_text is None:
                yield f"`hoso {command}`: there is no such command"
                continue
            rest = re.split(r"[|;&#]| {3,}", rest)[0]
            for option in OPTION.findall(rest):
                if option not in help_text:
                    yield f"`hoso {command} {option}`: there is no such option"


def quote_faults(root, text):
    """What the clerk's tables say that hoso says, hoso can say."""
    catalogue = re.sub(r'"\n"', "", (root / "data/messages/vi.po").read_text(encoding="utf-8")).replace('\\"', "")
    for quote in re.findall(r"(?m)^\| \*([^*|]+)\* \|", text):
        for part in re.split(r'"?…"?', quote):
            if part.strip(' "') not in catalogue:
                yield f"no message says: {quote}"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    hoso = sys.argv[2] if len(sys.argv) > 2 else None
    documents = [d for d in (root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))) if d.is_file()]
    faults = []
    for document in documents:
        text = document.read_text(encoding="utf-8")
        found = list(file_faults(root, document, text)) + (list(command_faults(hoso, text)) if hoso else [])
        if document.name.startswith("clerk"):
            found += quote_faults(root, text)
        faults += [f"{document.relative_to(root)}: {fault}" for fault in dict.fromkeys(found)]
    if root / "README.md" not in documents:
        faults.append("README.md is missing")
    else:
        readme = (root / "README.md").read_text(encoding="utf-8")
        faults += [f"README.md does not name {name}" for name in ("scripts/demo", "scripts/test") if name not in readme]
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
