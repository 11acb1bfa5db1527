#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Walks the five-minute path of a document: runs the first block of its commands, as it stands there.

  five_minutes.py ROOT BUILD DOCUMENT

They run in a fresh folder with scans/ (two dossiers), and with the build, tests and samples where the repository has them.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def main():
    root, build = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    text = (root / sys.argv[3]).read_text(encoding="utf-8")
    block = re.search(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    if not block or len(block[1].splitlines()) < 5:
        sys.exit(f"{sys.argv[3]}: there is no path of five commands or more")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        (folder / "build").mkdir()
        (folder / "build/release").symlink_to(build)
        for name in ("tests", "samples"):
            (folder / name).symlink_to(root / name)
        shutil.copytree(root / "samples/dossier", folder / "scans/ho-so-0001")
        (folder / "scans/ho-so-0002").mkdir()
        shutil.copy(root / "samples/dossier/2-cong-van.tif", folder / "scans/ho-so-0002")
        environment = {**os.environ, "HOME": temporary, "PATH": f"{build / 'bin'}:{os.environ['PATH']}", "LC_ALL": "", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
        environment.pop("HOSO_OUT", None)
        run = subprocess.run(["bash", "-exuo", "pipefail", "-c", block[1]], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False)
        if run.returncode:
            sys.exit(f"{sys.argv[3]}: exit code {run.returncode}\n{run.stdout}")
        for image in re.findall(r"!\[[^]]+\]\(([^)]+)\)", text):
            if not (root / sys.argv[3]).parent.joinpath(image).exists():
                sys.exit(f"{sys.argv[3]}: {image} is missing")


main()
