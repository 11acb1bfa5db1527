#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What hoso says in Vietnamese has no English left in it. Usage: vietnamese_test.py HOSO SAMPLES VI.PO

What other programs' libraries say of a file (TOML's, qpdf's) is technical and stays. A word is English if it stands in an English text of the catalogue and in none of its Vietnamese ones. Names of commands, options, files and
keys are typed as they are in any language: they are taken out first.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MARKUP = re.compile(r"<style>.*?</style>|<[a-z/!][^>]*>", re.DOTALL)
TYPED = re.compile(r"`[^`]*`|\"[a-z_]+\"|'[a-z_]+'|SQLite: [^]]*|--[a-z-]+|\S*[/_.@\\]\S*|\b[A-Z]{2,}\b|hoso [a-z]+[^\n]*--out \S+|^[a-z_]+(?=  )|^(# )?[a-z_]+ = .*$", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{2,}")

# What a user does, and does wrong. The texts in them are Vietnamese or made up.
COMMANDS = """
digitise giay --name hs --out kho
digitise giay --name hs --out kho
digitise giay --name hs --out kho --resume
digitise giay --name hs --out xyz --pdfa 9
digitise ghi.jpg --out kho
digitise khong --out kho
digitise rong --out kho
digitise --each giay --out kho
digitise giay --threads
digitise giay --thread 3
digitise giay -o kho
digitise giay --resume=1
digitise
digtise
find
find quyet dinh --out kho
find xylophon --out kho
find tu:abc --out kho
find x
list --out kho
list x
show hs --out kho
show ghi --out kho
show hs khac --out kho
show hx --out kho
explain hs --out kho
explain hs --out kho --html giai-thich.html
report --out kho
report --out kho --html bao-cao.html
view hs --out kho
view hs --out kho --to giay
render hs --page 99 --out kho
reread hs --out kho
catalogue rebuild --out kho
catalogue xyz --out kho
verify kho/hs/hs.pdf
verify khong.pdf
profile
profile list
profile check sai.toml
profile khac
types list
procedures list --out kho
procedures import --out kho
types check
types check khong.toml
types check loai-1.toml loai-2.toml loai-3.toml loai-4.toml loai-5.toml
digitise ghi.jpg --document-types khong --out kho
digitise ghi.jpg --document-types loai --out kho
procedures import khong.csv --out kho
procedures import thu-tuc-1.csv --out kho
procedures import thu-tuc-2.csv --out kho
procedures import thu-tuc-3.csv --out kho
procedures import thu-tuc-4.csv --out kho
procedures import thu-tuc-5.csv --out kho
procedures import thu-tuc-6.csv --out kho
procedures import thu-tuc.json --out kho
procedures import tot.csv --out kho
procedures list --out kho
digitise giay --name hs2 --meta khoa-1.toml --out kho
digitise giay --name hs2 --meta khoa-2.toml --out kho
digitise giay --name hs2 --meta khoa-3.toml --out kho
digitise giay --name hs2 --meta khoa-4.toml --out kho
digitise giay --name hs2 --meta khoa-5.toml --out kho
digitise giay --name hs2 --words tu.txt --out kho
digitise ngan.jpg --out kho
digitise rong.jpg --out kho
digitise rong.tif --out kho
digitise giay --name hs3 --out tep/kho
digitise giay --name hs3 --language fra --out kho
digitise giay --name hs4 --model-folder mo-hinh --out kho
scan --device khong:0 --name b --out kho
find khong-co:x --out kho
show hai ten --out kho
reread hs --language xyz --out kho
show ngan --out kho
line ngan.jpg
line rong.jpg
find x --out rong
find x --out hong
report --out kho --html khong/x.html
separators A --to khong/x.pdf
separators --to to.pdf
separators
scan --out kho --name a
scan --out kho
doctor --out kho
help
help xyz
help profile
help a b
help exit-codes
help metadata
--hep
""".strip().splitlines()


# Files that a user writes, each with mistakes in it.
FILES = {
    "loai-1.toml": 'name = "x"\ntitles = ["X"]\nsections = ["q"]\n[[fields]]\nname = "a"\nfinder = "amuont"\n[[fields]]\nname = "b"\nlabels = ["C"]\nlist = "none"\nafter = "z"\n',
    "loai-2.toml": 'name = "x"\ntitle = ["X"]\n',
    "loai-3.toml": 'titles = ["X"]\n',
    "loai-4.toml": 'name = "x"\n',
    "loai-5.toml": 'name = "x"\ntitles = ["X"]\n[[fields]]\nname = "a"\nlabels = ["B"]\nkind = "gold"\n',
    "mo-hinh/vie.traineddata": "x",
    "loai/x.toml": 'name = "x"\ntitles = 3\n',
    "thu-tuc-1.csv": "ma,ten\n1,2\n",
    "thu-tuc-2.csv": "code,nmae\n1,2\n",
    "thu-tuc-3.csv": "code,name,valid_from\n1,2,xx\n",
    "thu-tuc-4.csv": "code,name\n,b\n",
    "thu-tuc-5.csv": "code,name\na,b,c\n",
    "thu-tuc-6.csv": "",
    "thu-tuc.json": '[{"code": "a", "name": "b", "papers": 3}]',
    "tot.csv": "code,name\n1.001,Khai sinh\n",
    "khoa-1.toml": "boxx = 1\n",
    "khoa-2.toml": 'box = ""\n',
    "khoa-3.toml": 'retention = "xx"\n',
    "khoa-4.toml": 'received = "abc"\n',
    "khoa-5.toml": "box = [\n",
}


def english_words(po):
    text = subprocess.run(["msgcat", "--no-wrap", po], capture_output=True, text=True, check=True).stdout
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', text, re.MULTILINE)
    words = lambda side: {word.lower() for pair in pairs for word in WORD.findall(TYPED.sub(" ", pair[side].replace("\\n", " ")))}  # noqa: E731
    return {word for word in words(0) - words(1) if word.isascii()}


def main():
    hoso, samples, po = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    english = english_words(po)
    if len(english) < 500:
        sys.exit(f"only {len(english)} English words are known")
    # What is typed as it is in any language, and the names of the made-up people and places on the sample's papers.
    english -= set(re.findall(r"^  ([a-z]+) ", subprocess.run([hoso, "--help"], capture_output=True, text=True, check=True).stdout, re.MULTILINE))
    english -= {"an", "exit", "codes"}
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "giay").symlink_to(samples / "dossier")
        (work / "rong").mkdir()
        (work / "ghi.jpg").write_text("abc")
        (work / "sai.toml").write_text("sai = 1\npdfa = 9\n[archvie]\nbox = 1\n[archive]\nboxx = 1\n")
        (work / "tep").write_text("")
        (work / "rong.jpg").write_bytes(b"")
        (work / "rong.tif").write_bytes(b"II*\0\x08\0\0\0")
        (work / "ngan.jpg").write_bytes(min((samples / "dossier").glob("*.jpg")).read_bytes()[:30000])
        (work / "tu.txt").write_bytes(b"\xff\xfe\n")
        (work / "hong").mkdir()
        (work / "hong" / "catalogue.db").write_text("abc")
        (work / "loai").mkdir()
        (work / "mo-hinh").mkdir()
        for name, text in FILES.items():
            (work / name).write_text(text, encoding="utf-8")
        environment = {**os.environ, "HOME": folder, "LC_ALL": "vi_VN.UTF-8"}
        environment.pop("HOSO_OUT", None)
        for command in COMMANDS:
            run = subprocess.run([hoso, *command.split()], cwd=folder, env=environment, capture_output=True, text=True, timeout=200, check=False)
            told = [run.stdout, run.stderr, *(path.read_text(encoding="utf-8") for path in work.glob("*.html"))]
            for path in work.glob("*.html"):
                path.unlink()
            for line in "\n".join(TYPED.sub(" ", MARKUP.sub("\n", text)) for text in told).splitlines():
                if left := {word for word in WORD.findall(line) if word.lower() in english}:
                    faults.append(f"hoso {command}: {', '.join(sorted(left))}: {' '.join(line.split())[:150]}")
    print("\n".join(dict.fromkeys(faults)))
    return 1 if faults else 0


sys.exit(main())
