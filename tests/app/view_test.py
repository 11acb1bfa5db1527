#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`hoso view`, and the pages of `report` and `explain`, in a real browser, opened as files. Usage: view_test.py HOSO SAMPLES [FOLDER FOR PICTURES]"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from browser import Browser

INJECTION = "</script><img src=x onerror=\"document.title='injected'\"><b>&amp;'\"\u2028"
PAGES = 500


def check(condition, what):
    if not condition:
        sys.exit("view_test: " + what)


def made(hoso, samples, work):
    """A dossier of two pages whose record carries what an attacker would print on paper, and its view."""
    pages = sorted(pathlib.Path(samples, "dossier").glob("*.jpg"))[:2]
    subprocess.run([hoso, "digitise", *pages, "--name", "hs", "--out", work / "out", "--quiet"], check=True, stdout=subprocess.DEVNULL)
    folder = work / "out" / "hs"
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    record["documents"][0]["type"] = INJECTION
    record["documents"][0]["fields"][0]["value"] = INJECTION
    record["pages"][0]["notes"] = ["fax data has 3 damaged lines"]
    record["pages"][1]["notes"] = [INJECTION]
    record["pages"][1]["failure"] = {"message": INJECTION, "remedy": INJECTION}
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    subprocess.run([hoso, "view", folder, "--to", work / "view", "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return record, work / "view"


def looks(browser, view, record, pictures):
    for width, dark in ((1280, False), (400, True)):
        browser.size(width, 800, dark)
        browser.open(view / "index.html")
        browser.until("document.querySelectorAll('.words span').length > 10")
        check(browser.js("document.documentElement.scrollWidth <= innerWidth"), f"wider than the window at {width} px")
        if pictures:
            browser.shot(pictures / f"{width}.png")
    browser.size(1280, 800)
    browser.open(view / "index.html")
    check(browser.js("document.title") == "hs", "the title is not the dossier's name")
    check(browser.js("document.querySelectorAll('#side img, #side b, #pages b').length") == 0, "text of the paper became markup")
    check(browser.js("document.querySelector('summary').textContent").startswith(INJECTION[:9]), "text of the paper was changed")
    check(browser.js("document.querySelector('#problems .go').textContent").startswith("Page 2: "), "problems of pages do not stand first")
    check(browser.js("document.querySelectorAll('#problems .go').length") >= 1, "the failed page is no problem")


def pages_that_stand_alone(browser, hoso, work, pictures):
    """`report --html` and `explain --html`: one file each, readable on a phone, dark where the reader wants it."""
    for name, command in (("report", ["report"]), ("explain", ["explain", "hs"])):
        page = work / f"{name}.html"
        subprocess.run([hoso, *command, "--out", work / "out", "--html", page, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        for width, dark in ((1280, False), (400, True)):
            browser.size(width, 900, dark)
            browser.call("Page.navigate", url=page.as_uri())
            browser.until(f"document.readyState === 'complete' && location.pathname.endsWith('{name}.html')")
            check(browser.js("document.documentElement.scrollWidth <= innerWidth"), f"{name}: wider than the window at {width} px")
            light = browser.js("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every(part => part > 127)")
            check(light != dark, f"{name}: does not follow dark and light")
            if pictures:
                browser.shot(pictures / f"{name}-{width}.png")
        if name == "report":
            check(browser.js("document.querySelectorAll('.figures td[data-label]').length") > 10, "report: no figures")
            check(browser.js("[...document.querySelectorAll('.figures td[data-label]')].every(td => td.getBoundingClientRect().width > 130 && td.scrollWidth <= td.clientWidth)"),
                  "report: cramped at 400 px")


def words_lie_on_their_ink(browser):
    line = "[...document.querySelectorAll('.words > div')].find(d => d.children.length > 3)"
    text = browser.js(f"(() => {{ const s = getSelection(); s.selectAllChildren({line}); return s.toString(); }})()")
    check(len(text.split()) > 3, f"a line cannot be selected with its spaces: {text!r}")
    off = browser.js("""(() => { const page = document.querySelector('.page').getBoundingClientRect(), p = hoso.record.pages[0]; let worst = 0;
        document.querySelector('.words').querySelectorAll(':scope > div').forEach((row, i) => [...row.children].forEach((span, j) => {
          const [x, y, w, h] = hoso.text[0][i][j], r = span.getBoundingClientRect();
          worst = Math.max(worst, Math.abs(r.left - page.left - x / p.width_px * page.width)); }));
        return worst; })()""")
    check(off < 2, f"a word lies {off} px beside its ink")


def keys(browser):
    browser.key("/")
    browser.type("dieu")
    check(browser.js("document.getElementById('found').textContent").endswith("hits"), "words typed without marks are not found")
    browser.key("Enter")
    browser.until("document.querySelectorAll('.words .hit.now').length > 0 && document.querySelector('.box')")
    browser.key("Escape")
    check(browser.js("document.querySelectorAll('.hit').length") == 0, "Escape does not end the search")
    browser.key("ArrowRight")
    browser.until("document.getElementById('number').value === '2'")
    before = browser.js("document.querySelector('.page').getBoundingClientRect().width")
    browser.key("+")
    check(browser.js("document.querySelector('.page').getBoundingClientRect().width") > before * 1.1, "+ does not make the page larger")
    check(browser.js("document.getElementById('number').value") == "2", "the zoom loses the page")
    browser.key("0")
    browser.key("p")
    browser.key("p")
    check(browser.js("[...document.querySelectorAll('#problems .go')].findIndex(b => b.matches('.current'))") == 1, "p does not go from problem to problem")
    check(browser.js("document.getElementById('menu').textContent.trim().endsWith(String(document.querySelectorAll('#problems .go').length))"), "the menu does not count the problems")
    browser.key("Escape")


def fields(browser, record):
    document = record["documents"][0]
    number = next(i for i, f in enumerate(document["fields"]) if f["box"])
    browser.js("document.querySelector('details').open = true")
    browser.js(f"document.querySelectorAll('details')[0].querySelectorAll('.go')[{number + 1}].click()")
    browser.until("document.querySelector('.box')")
    box, page = document["fields"][number]["box"], record["pages"][document["fields"][number]["page"] - 1]
    seen = browser.js("(() => { const b = document.querySelector('.box'), r = b.getBoundingClientRect(), p = b.parentElement.getBoundingClientRect();"
                      " return [(r.left - p.left) / p.width, (r.top - p.top) / p.height]; })()")
    check(abs(seen[0] - box[0] / page["width_px"]) < .01 and abs(seen[1] - box[1] / page["height_px"]) < .01, "a field's box is not at its place")


def vietnamese(browser, hoso, work, samples):
    """Nothing that is shown stays English; every type and field that ships has a name."""
    subprocess.run([hoso, "view", work / "out" / "hs", "--to", work / "vi", "--messages", "vi", "--quiet"], check=True, stdout=subprocess.DEVNULL)
    browser.open(work / "vi" / "index.html")
    check(browser.js("document.querySelector('#documents h2').textContent") == "Văn bản", "the view is not in Vietnamese")
    for step in ("document.getElementById('words').value = 'điều'", "document.getElementById('words').dispatchEvent(new Event('input'))"):
        browser.js(step)
    check(browser.js("document.getElementById('found').textContent").endswith("kết quả"), "hits are told in English")
    check(browser.js("hoso.record.pages[0].notes[0]") == "dữ liệu fax có 3 dòng hỏng", "a note is told in English")
    missing = set(browser.js("[...hoso.untranslated]")) - {INJECTION}
    check(not missing, f"no Vietnamese for {missing}")
    types = [path for path in (samples.parent / "data" / "types").glob("*.toml") if path.stem != "administrative"]
    names = {name for path in types for name in re.findall(r'(?m)^\[\[fields\]\]\nname = "([a-z_]+)"', path.read_text(encoding="utf-8"))}
    unnamed = browser.js(f"{json.dumps(sorted(names))}.filter(n => !(n in hoso.words)).concat("
                         f"{json.dumps(sorted(path.stem for path in types))}.filter(n => !(n in hoso.papers) && !(n in hoso.words)))")
    check(len(names) > 20 and not unnamed, f"no name for {unnamed}")


def many_pages(browser, view):
    """The same pages again and again: only what is near is in the document."""
    data = (view / "data.js").read_text(encoding="ascii")
    data += (f"hoso.record.pages = Array.from({{length: {PAGES}}}, (_, i) => ({{...hoso.record.pages[0], number: i + 1}}));"
             f"hoso.text = Array.from({{length: {PAGES}}}, () => hoso.text[0]);")
    (view / "data.js").write_text(data, encoding="ascii")
    for number in range(3, PAGES + 1):
        (view / "pages" / f"{number:05}.jpg").symlink_to("00001.jpg")
    browser.open(view / "index.html")
    browser.key("End")
    browser.until(f"document.getElementById('number').value > {PAGES - 3} && document.querySelector('[data-index=\"{PAGES - 1}\"] img')")
    check(browser.js("document.querySelectorAll('.words').length") < 30, "all pages are filled at once")
    check(browser.js("document.images.length") < 30, "all images are loaded at once")


def main():
    hoso, samples = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    pictures = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    check(shutil.which("chromium"), "chromium is missing; run scripts/setup")
    with tempfile.TemporaryDirectory() as folder:
        record, view = made(hoso, samples, pathlib.Path(folder))
        browser = Browser(120)
        try:
            looks(browser, view, record, pictures)
            words_lie_on_their_ink(browser)
            keys(browser)
            fields(browser, record)
            vietnamese(browser, hoso, pathlib.Path(folder), samples)
            pages_that_stand_alone(browser, hoso, pathlib.Path(folder), pictures)
            many_pages(browser, view)
        finally:
            browser.close()
    check(not browser.problems, f"the browser complains: {browser.problems}")


main()
