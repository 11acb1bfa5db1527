#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the sample dossier and its truth: samples/dossier/ and samples/truth.json. Same packages, same bytes.

  samples/make_samples.py          makes them anew
  samples/make_samples.py --check  fails unless what is there is what would be made
"""
import datetime
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile

import img2pdf
import numpy
from PIL import Image

sys.dont_write_bytecode = True
import papers  # noqa: E402
from paper import Sheet, bilevel, scanned  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SCANNED_AT = datetime.datetime(2025, 8, 20, 9, 30, 0)
PACKAGES = ("fonts-liberation2", "python3-pil", "python3-numpy", "python3-img2pdf", "libpango-1.0-0", "libcairo2", "libfreetype6", "libjpeg62-turbo", "libtiff6")


def exif():
    tags = Image.Exif()
    tags[0x0132] = SCANNED_AT.strftime("%Y:%m:%d %H:%M:%S")
    return tags


def jpeg(image, quality, dpi=200):
    data = io.BytesIO()
    image.save(data, "JPEG", quality=quality, dpi=(dpi, dpi), exif=exif(), optimize=True)
    return data.getvalue()


def tiff_g4(images, dpi=300):
    data = io.BytesIO()
    images[0].save(data, "TIFF", compression="group4", dpi=(dpi, dpi), save_all=True, append_images=images[1:],
                   tiffinfo={306: SCANNED_AT.strftime("%Y:%m:%d %H:%M:%S")})
    return data.getvalue()


def pdf(jpegs):
    date = SCANNED_AT.replace(tzinfo=datetime.timezone.utc)
    return img2pdf.convert(jpegs, engine=img2pdf.Engine.internal, creationdate=date, moddate=date)


def page(file, index, image, dpi, mode, sheet=None, orientation=0, skew=0.0, note=""):
    return {"file": file, "index": index, "width": image.width, "height": image.height, "dpi": dpi, "mode": mode, "orientation_degrees": orientation,
            "skew_degrees": skew, "blank": sheet is None, "note": note, "lines": sheet.lines if sheet else []}


def make():
    """({file: bytes}, truth)"""
    decision, letter, application = papers.decision(), papers.letter(), papers.application()
    notice, proposal, invitation = papers.notice(), papers.proposal(), papers.invitation()
    files, pages = {}, []

    for n, (sheet, skew, note) in enumerate(zip(decision.sheets, (2.1, -0.8), ("laid in askew", "seal and signature over the name")), 1):
        image, name = scanned(sheet.image(), n, skew=skew), f"1-quyet-dinh-trang-{n}.jpg"
        files[name] = jpeg(image, 72)
        pages.append(page(name, 0, image, 200, "colour", sheet, skew=skew, note=note))

    images = [bilevel(letter.sheets[0].image().transpose(Image.Transpose.ROTATE_180), 3, 60), bilevel(Sheet(210, 297, 300).image(), 4, 45),
              bilevel(application.sheets[0].image(), 5, 50)]
    name = "2-cong-van.tif"
    files[name] = tiff_g4(images)
    pages.append(page(name, 0, images[0], 300, "bw", letter.sheets[0], orientation=180, note="upside down"))
    pages.append(page(name, 1, images[1], 300, "bw", note="the back of a sheet, with dust"))
    pages.append(page(name, 2, images[2], 300, "bw", application.sheets[0], note="dotted leaders"))

    copy = scanned(notice.sheets[0].image(), 6, paper=(206, 206, 206), ink=118, blur=0.8, noise=3.0).convert("L")
    turned = scanned(proposal.sheets[0].image(), 7, skew=0.6).transpose(Image.Transpose.ROTATE_270)
    name = "3-thong-bao.pdf"
    files[name] = pdf([jpeg(copy, 60), jpeg(turned, 70)])
    pages.append(page(name, 0, copy, 200, "grey", notice.sheets[0], note="a pale copy"))
    pages.append(page(name, 1, turned, 200, "colour", proposal.sheets[0], orientation=90, skew=0.6, note="laid in sideways"))

    image, name = scanned(invitation.sheets[0].image(), 8, skew=-1.6).convert("L"), "10-giay-moi.jpg"
    files[name] = jpeg(image, 70)
    pages.append(page(name, 0, image, 200, "grey", invitation.sheets[0], skew=-1.6, note="A5; after 3 in natural order"))

    pages = [{"number": n, **p} for n, p in enumerate(pages, 1)]
    documents = [{"type": paper.type, "pages": numbers, "fields": paper.fields} for paper, numbers in (
        (decision, [1, 2]), (letter, [3]), (application, [5]), (notice, [6]), (proposal, [7]), (invitation, [8]))]
    documents.insert(2, {"type": "blank", "pages": [4], "fields": {}})
    return files, {"dossier": "dossier", "pages": pages, "documents": documents}


def made_with():
    """Package versions on which the bytes rest."""
    run = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *PACKAGES], capture_output=True, text=True, check=False)
    return sorted(set(run.stdout.splitlines()))


def write(files, truth, folder):
    (folder / "dossier").mkdir(parents=True, exist_ok=True)
    for old in (folder / "dossier").iterdir():
        old.unlink()
    for name, data in files.items():
        (folder / "dossier" / name).write_bytes(data)
    truth = {**truth, "made_with": made_with(), "sha256": {n: hashlib.sha256(d).hexdigest() for n, d in files.items()}}
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def rendered(folder):
    """Each page of the dossier small and grey, for a comparison that bears another version of a font."""
    small = []
    with tempfile.TemporaryDirectory() as temporary:
        for file in sorted((folder / "dossier").iterdir()):
            sources = [file]
            if file.suffix == ".pdf":
                subprocess.run(["pdftoppm", "-r", "40", "-gray", str(file), f"{temporary}/{file.stem}"], check=True)
                sources = sorted(pathlib.Path(temporary).glob(f"{file.stem}*"))
            for source in sources:
                with Image.open(source) as image:
                    for frame in range(getattr(image, "n_frames", 1)):
                        image.seek(frame)
                        small.append(numpy.asarray(image.convert("L").resize((80, 110)), numpy.float32))
    return small


def differences(folder):
    """What differs between the folder and what would be made; bytes where the same packages are installed, else content and looks."""
    there = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    files, truth = make()
    for key, value in truth.items():
        if there.get(key) != value:
            yield f"truth.json: {key} differs"
    for name, digest in there["sha256"].items():
        if not (folder / "dossier" / name).is_file() or hashlib.sha256((folder / "dossier" / name).read_bytes()).hexdigest() != digest:
            yield f"dossier/{name} is not the file that truth.json tells of"
    if sorted(p.name for p in (folder / "dossier").iterdir()) != sorted(files):
        yield "dossier/ has other files"
    elif there["made_with"] == made_with():
        yield from (f"dossier/{name} differs" for name, data in files.items() if (folder / "dossier" / name).read_bytes() != data)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            write(files, truth, pathlib.Path(temporary))
            for n, (one, other) in enumerate(zip(rendered(folder), rendered(pathlib.Path(temporary))), 1):
                if numpy.abs(one - other).mean() > 6:
                    yield f"image {n} of the dossier looks otherwise"


def main():
    if sys.argv[1:] == ["--check"]:
        found = list(differences(HERE))
        print("\n".join(found))
        sys.exit(1 if found else 0)
    write(*make(), HERE)


if __name__ == "__main__":
    main()
