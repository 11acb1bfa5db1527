#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Digitises the sample dossier and compares the record with samples/truth.json.

  samples_digitised.py ROOT HOSO
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

SKEW_TOLERANCE_DEGREES = 0.25
WORDS_FOUND_MIN = 0.97
FIELDS = ("number", "symbol", "date", "issuing_agency", "subject", "signer")


def letters(text):
    """Compared without white space, dotted leaders and the marks that a subject may or may not begin with."""
    text = unicodedata.normalize("NFC", text)
    for beginning in ("V/v", "Về việc", "Về"):
        text = text.removeprefix(beginning)
    return "".join(text.split()).upper()


def page_faults(truth, page):
    for key in ("orientation_degrees", "blank", "mode"):
        if page[key] != truth[key]:
            yield f"{key} is {page[key]}, not {truth[key]}"
    if (page["source"]["file"], page["source"]["index"]) != (truth["file"], truth["index"]):
        yield f"comes from {page['source']['file']} {page['source']['index']}, not {truth['file']} {truth['index']}"
    if not truth["blank"] and abs(page["skew_degrees"] - truth["skew_degrees"]) > SKEW_TOLERANCE_DEGREES:
        yield f"skew is {page['skew_degrees']}, not {truth['skew_degrees']}"


def document_faults(truth, document):
    if (document["type"], document["pages"]) != (truth["type"], truth["pages"]):
        yield f"is {document['type']} {document['pages']}, not {truth['type']} {truth['pages']}"
    found = {f["name"]: (f["value"], f.get("normalised") or "") for f in document["fields"]}
    for name in FIELDS:
        if name in truth["fields"] and truth["type"] != "don_to_khai":
            expected = letters(truth["fields"][name])
            if expected not in map(letters, found.get(name, ())):
                yield f"{name} is {found.get(name)}, not {truth['fields'][name]}"


def missing_words(truth, text):
    there = set(unicodedata.normalize("NFC", text).split())
    wanted = [w for page in truth["pages"] for line in page["lines"] for w in line.split()]
    return [w for w in wanted if w not in there], len(wanted)


def main():
    root, hoso = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    truth = json.loads((root / "samples" / "truth.json").read_text(encoding="utf-8"))
    faults = []
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([hoso, "digitise", str(root / "samples" / "dossier"), "--out", out], check=True)
        folder = pathlib.Path(out) / truth["dossier"]
        record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        text = (folder / f"{truth['dossier']}.txt").read_text(encoding="utf-8")
    if len(record["pages"]) != len(truth["pages"]) or len(record["documents"]) != len(truth["documents"]):
        faults.append(f"{len(record['pages'])} pages, {len(record['documents'])} documents")
    for expected, page in zip(truth["pages"], record["pages"]):
        faults += [f"page {page['number']}: {fault}" for fault in page_faults(expected, page)]
    for expected, document in zip(truth["documents"], record["documents"]):
        faults += [f"document {expected['type']}: {fault}" for fault in document_faults(expected, document)]
    missing, wanted = missing_words(truth, text)
    if len(missing) > (1 - WORDS_FOUND_MIN) * wanted:
        faults.append(f"{len(missing)} of {wanted} words are missing: {' '.join(missing[:40])}")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
