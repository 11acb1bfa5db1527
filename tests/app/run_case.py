#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs one acceptance case: commands with what they must print and answer. Usage: run_case.py FILE.test HOSO SAMPLES

Each case runs in a fresh folder; $SAMPLES is the folder of samples, $TOOLS that of this program,
`hoso` the built one. Lines of a case:
  # a comment            $ a shell command            ? its exit code (0 if not given)
  > a line of stdout     ! a line of stderr           ~ text that must stand somewhere in stdout or stderr
  % a shell command: the case is passed over where it fails (CTest says: skipped)
`*` in these stands for anything. Where a command has `>` lines, they are all of its stdout; `!` likewise for stderr.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


SKIPPED = 77


def parse(path):
    """[{command, code, out, err, somewhere}]"""
    steps = []
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, text = line[:1], line[2:]
        if mark == "$":
            steps.append({"command": text, "code": 0, "out": [], "err": [], "somewhere": []})
        elif mark == "?":
            steps[-1]["code"] = int(text)
        elif mark in (">", "!", "~"):
            steps[-1][{">": "out", "!": "err", "~": "somewhere"}[mark]].append(text)
        elif mark == "%":
            steps.append({"condition": text})
        elif mark not in ("", "#"):
            sys.exit(f"{path.name}: cannot read the line: {line}")
    return steps


def pattern(text):
    return ".*".join(re.escape(part) for part in text.split("*"))


def complaints(step, run):
    if run.returncode != step["code"]:
        yield f"exit code {run.returncode}, wanted {step['code']}"
    for name, seen in (("out", run.stdout), ("err", run.stderr)):
        wanted = step[name]
        lines = seen.splitlines()
        if wanted and (len(lines) != len(wanted) or not all(re.fullmatch(pattern(w), s) for w, s in zip(wanted, lines))):
            yield f"std{name} differs; wanted:\n" + "\n".join("    " + w for w in wanted)
    for text in step["somewhere"]:
        if not re.search(pattern(text), run.stdout + run.stderr):
            yield f"nowhere: {text}"


def main():
    case, program, samples = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
    environment = {**os.environ, "SAMPLES": str(samples), "TOOLS": str(pathlib.Path(__file__).resolve().parent), "PATH": f"{program.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    environment.pop("HOSO_OUT", None)
    with tempfile.TemporaryDirectory() as folder:
        environment |= {"HOME": folder, "XDG_CONFIG_HOME": folder + "/config"}
        steps = parse(case)
        if not steps:
            sys.exit(f"{case.name}: no command in it")
        for step in steps:
            if "condition" in step:
                if subprocess.run(["bash", "-c", step["condition"]], cwd=folder, env=environment, capture_output=True).returncode:
                    print(f"passed over, for this does not work here: {step['condition']}")
                    sys.exit(SKIPPED)
                continue
            run = subprocess.run(["bash", "-c", step["command"]], cwd=folder, env=environment, capture_output=True, text=True, timeout=280)
            wrong = list(complaints(step, run))
            if wrong:
                sys.exit(f"$ {step['command']}\n" + "\n".join(wrong) + f"\n-- stdout:\n{run.stdout}\n-- stderr:\n{run.stderr}")


main()
