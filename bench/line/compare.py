#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a line costs: our recogniser's paths against TessBaseAPI on the same crops, in one run.

  bench/line/compare.py BUILD_FOLDER [--lines 24] [--rounds 20] [--no-instructions]

Instructions are counted by `valgrind --tool=callgrind`, two rounds less one, so that starting up is not in them (valgrind knows neither
AVX-VNNI nor AVX-512, so not for those). CPU is the median of interleaved runs. The lines are those of tests/lines/make_lines.py that are 150 to
300 steps long and drawn clean, with noise, faint, in two tones or shaded. Prints a table in Markdown.
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
READERS = ("psm7", "psm13", "plain", "avx2", "avx-vnni", "avx512")
CLASSES = ("clean", "noise", "faint", "two-tone", "shading")
ENVIRONMENT = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def size_of(file):
    with file.open("rb") as stream:
        stream.readline()
        return tuple(map(int, stream.readline().split()))


def lines(folder, count):
    """Links to `count` lines of an ordinary length in a folder of their own."""
    drawn = folder / "all"
    subprocess.run(["/usr/bin/python3", ROOT / "tests/lines/make_lines.py", drawn, "--count", "2000"], check=True)
    chosen = folder / "chosen"
    chosen.mkdir()
    for file in sorted(drawn.glob("*.pgm")):
        width, height = size_of(file)
        if file.stem.split("-", 1)[1] in CLASSES and 150 <= width * 12 / height <= 300:
            (chosen / file.name).symlink_to(file)
            if len(list(chosen.iterdir())) == count:
                break
    return chosen


def run(program, reader, folder, rounds):
    done = subprocess.run([program, reader, folder, str(rounds)], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def instructions(program, reader, folder, count):
    totals = []
    for rounds in (1, 2):
        with tempfile.TemporaryDirectory() as scratch:
            done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={scratch}/out", program, reader, folder, str(rounds)],
                                  env=ENVIRONMENT, capture_output=True, text=True, check=False)
        found = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode or not found:
            return None
        totals.append(int(found[1]))
    return (totals[1] - totals[0]) / count


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--lines", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--no-instructions", action="store_true")
    options = parser.parse_args()
    program = options.build.resolve() / "bin" / "bench_line"
    if not program.is_file():
        sys.exit(f"compare: {program} is missing; configure with -DHOSO_BUILD_BENCH=ON")
    with tempfile.TemporaryDirectory() as scratch:
        folder = lines(pathlib.Path(scratch), options.lines)
        runs = {reader: [] for reader in READERS}
        for _ in range(3):
            for reader in READERS:
                result = run(program, reader, folder, max(1, options.rounds // (10 if reader.startswith("psm") else 1)))
                if result:
                    runs[reader].append(result)
        counted = {} if options.no_instructions else {r: instructions(program, r, folder, options.lines) for r in READERS if r not in ("avx-vnni", "avx512")}
    cpu = {reader: statistics.median(r["cpu_ms_line"] for r in results) for reader, results in runs.items() if results}
    print("| reader | CPU ms a line | of psm7 | million instructions a line | of psm7 | start to first line, ms | worker, KB |")
    print("|---|---|---|---|---|---|---|")
    for reader, value in cpu.items():
        count, base = counted.get(reader), counted.get("psm7")
        million, ratio = (f"{count / 1e6:.1f}", f"1/{base / count:.2f}") if count and base else ("", "")
        start = statistics.median(r["start_ms"] for r in runs[reader])
        memory = max(r["worker_bytes"] for r in runs[reader]) // 1000
        print(f"| {reader} | {value:.2f} | 1/{cpu['psm7'] / value:.2f} | {million} | {ratio} | {start:.1f} | {memory or ''} |")


if __name__ == "__main__":
    main()
