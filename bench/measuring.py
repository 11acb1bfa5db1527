# SPDX-License-Identifier: Apache-2.0
"""What the end-to-end programs share: finding pages, running a command and measuring what its whole process tree used."""
import glob
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf"}


@dataclass
class Cost:
    """Seconds and bytes of a command, or of several."""
    wall: float = 0
    cpu: float = 0
    peak_bytes: int = 0
    failed: int = 0

    def add(self, other):
        self.wall, self.cpu = self.wall + other.wall, self.cpu + other.cpu
        self.peak_bytes, self.failed = max(self.peak_bytes, other.peak_bytes), self.failed + other.failed


def hoso_program(given):
    program = pathlib.Path(given) if given else ROOT / "build" / "release" / "bin" / "hoso"
    if not program.is_file():
        sys.exit(f"{program} is missing; run scripts/build first")
    return str(program)


def tree_memory(session):
    """Resident bytes of all processes of a session."""
    total, page = 0, os.sysconf("SC_PAGE_SIZE")
    for stat in glob.iglob("/proc/[0-9]*/stat"):
        try:
            fields = pathlib.Path(stat).read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21]) * page
    return total


def run(command, environment=None, every_seconds=0.1, curve=None):
    """Runs a command in a session of its own. Its output is shown only where it fails. `curve` gets (seconds, bytes) while it runs."""
    began, cost = time.monotonic(), Cost()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env={**os.environ, **(environment or {})}, start_new_session=True)
        ended = threading.Event()

        def watch():
            while not ended.wait(every_seconds):
                memory = tree_memory(child.pid)
                cost.peak_bytes = max(cost.peak_bytes, memory)
                if curve is not None:
                    curve.append((time.monotonic() - began, memory))
        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            _, status, used = os.wait4(child.pid, 0)
        finally:
            ended.set()
            watcher.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        cost.wall, cost.cpu = time.monotonic() - began, used.ru_utime + used.ru_stime
        cost.peak_bytes = max(cost.peak_bytes, used.ru_maxrss * 1024)
        if child.returncode:
            cost.failed = 1
            said.seek(0)
            tail = said.read().decode(errors="replace").strip().splitlines()[-5:]
            print(f"{' '.join(command[:3])} … ended with {child.returncode}:", *tail, sep="\n  ", file=sys.stderr)
    return cost


def dossiers_of(folder):
    """{name: page files}: the sub-folders that hold pages, or the folder itself."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        sys.exit(f"{folder} is no folder")
    found = {d.name: sorted(f for f in d.rglob("*") if f.suffix.lower() in PAGES) for d in sorted(folder.iterdir()) if d.is_dir()}
    found = {name: files for name, files in found.items() if files}
    return found or {folder.name: sorted(f for f in folder.iterdir() if f.suffix.lower() in PAGES)}


def needs(*tools):
    missing = [t for t in tools if not shutil.which(t)]
    if missing:
        sys.exit(f"missing: {', '.join(missing)}")


def table(head, rows):
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
