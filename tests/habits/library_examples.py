#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds and runs the examples of docs/library.md, as they stand there, with an installed hoso.

  library_examples.py ROOT PREFIX CXX CC
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

EXAMPLE = re.compile(r"^```[a-z]+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
JNA = pathlib.Path("/usr/share/java/jna.jar")


class Examples:
    def __init__(self, root, prefix, folder):
        self.folder = folder
        self.library = next(prefix.rglob("libhoso.so")).parent
        configs = next(prefix.rglob("hoso.pc")).parent
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(self.library), "PKG_CONFIG_PATH": str(configs), "CMAKE_PREFIX_PATH": str(prefix)}
        for name, text in EXAMPLE.findall((root / "docs/library.md").read_text(encoding="utf-8")):
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "scans").mkdir()
        (folder / "scans/ho-so-0001").mkdir()
        shutil.copy(root / "samples/dossier/10-giay-moi.jpg", folder / "scans/ho-so-0001")
        self.flags = subprocess.run(["pkg-config", "--cflags", "--libs", "hoso"], env=self.environment, check=True, capture_output=True, text=True).stdout.split()

    def run(self, *words, code=0):
        """What it says, stdout and stderr."""
        run = subprocess.run(words, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=250)
        if run.returncode != code:
            sys.exit(f"{' '.join(words)}: exit code {run.returncode}, wanted {code}\n{run.stdout}")
        return run.stdout

    def expect(self, text, *words, code=0):
        said = self.run(*words, code=code)
        if text not in said:
            sys.exit(f"{' '.join(words)}: \"{text}\" is not in\n{said}")


def main():
    root, prefix = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    cxx, cc = sys.argv[3:5]
    with tempfile.TemporaryDirectory() as folder:
        examples = Examples(root, prefix, pathlib.Path(folder))
        scans = "scans/ho-so-0001"
        examples.run("cmake", "-S", ".", "-B", "build", "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={cxx}")
        examples.run("cmake", "--build", "build")
        examples.expect("page 1", "build/mine", scans, "cpp")
        examples.expect("no such file", "build/mine", "nothing", "cpp", code=1)
        # The header is C, and C++.
        for compiler, language in ((cc, "c"), (cxx, "c++")):
            examples.run(compiler, "-x", language, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "main.c", *examples.flags, "-o", "main")
        examples.expect('"event":"summary"', "./main")
        shutil.rmtree(examples.folder / "scans/ho-so-0001")
        examples.expect("không có tệp hoặc thư mục này", "./main", code=1)
        (examples.folder / scans).mkdir()
        shutil.copy(root / "samples/dossier/10-giay-moi.jpg", examples.folder / scans)
        examples.expect("page 1", "/usr/bin/python3", "digitise.py", scans, "python")
        examples.expect("there is no such file", "/usr/bin/python3", "digitise.py", "nothing", "python", code=1)
        if shutil.which("javac") and JNA.exists():
            java = ("java", "-cp", str(JNA), f"-Djna.library.path={examples.library}", "-Djna.tmpdir=.", "Digitise.java")
            examples.expect('"exit_code":0', *java, scans, "java")
            examples.expect("không có tệp", *java, "không-có", "java", code=1)
        else:
            print("Java was left out: there is no javac, or no libjna-java")


main()
