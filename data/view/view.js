// SPDX-License-Identifier: Apache-2.0
// Shows what data.js holds: `hoso.record` is record.json, `hoso.text` the lines of each page as [x, y, width, height, confidence, text] a word, in
// pixels of the page as shown. Everything that comes from a paper goes into the document as text, never as markup.
"use strict";
(() => {
  const LOW = 0.6, MIDDLE = 0.85;  // confidences of words; below them they are marked
  const KEEP = 6;                  // pages around the visible ones whose words stay in the document
  const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];
  const { record, text } = window.hoso;
  const pages = record.pages, $ = (id) => document.getElementById(id);

  // ---- words: hoso.language is "en" or "vi"; what has no translation is kept for the tests
  hoso.untranslated = new Set();
  const tr = (english) => {
    if (hoso.language !== "vi" || english === "") return english;
    if (!(english in hoso.words)) hoso.untranslated.add(english);
    return hoso.words[english] ?? english;
  };
  const translatePage = () => {
    document.documentElement.lang = hoso.language;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.data.trim(), letters = words.length > 1 && /\p{L}/u.test(words) && !node.parentElement.matches("script, noscript, kbd");
      if (letters) node.data = node.data.replace(words, tr(words));
    }
    for (const element of document.querySelectorAll("[title], [placeholder], [aria-label]"))
      for (const name of ["title", "placeholder", "aria-label"]) if (element.hasAttribute(name)) element.setAttribute(name, tr(element.getAttribute(name)));
  };

  translatePage();

  // ---- making elements
  const make = (tag, { className, title, ...attributes } = {}, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (title) element.title = title;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const percent = (share) => `${Math.round(share * 100)} %`;
  const named = (word) => (hoso.language === "vi" ? tr(word) : word.replaceAll("_", " "));
  const paperNamed = (type) => hoso.papers[type] ?? named(type);
  const place = (element, [x, y, width, height], page) => {
    element.style.left = `${(x / page.width_px) * 100}%`;
    element.style.top = `${(y / page.height_px) * 100}%`;
    element.style.width = `${(width / page.width_px) * 100}%`;
    element.style.height = `${(height / page.height_px) * 100}%`;
  };

  // ---- pages: made empty, filled when they come near
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = '100px "Liberation Serif", "Times New Roman", serif';
  const SPACE = pen.measureText(" ").width / 100, LETTERS = 0.82;  // share of a line's height that is the size of its letters
  // All words of a line have one height, so that letters with and without marks stand on one baseline.
  const wordSpan = ([x, , width, , confidence, content], top, height, page) => {
    const span = make("span", { title: `${content} (${percent(confidence)})` });
    span.textContent = content + " ";
    if (confidence < LOW) span.className = "low";
    else if (confidence < MIDDLE) span.className = "middle";
    span.style.left = `${(x / page.width_px) * 100}%`;
    span.style.top = `${(top / page.height_px) * 100}%`;
    span.style.fontSize = `${(height / page.width_px) * LETTERS * 100}cqw`;
    const natural = pen.measureText(content).width / 100;
    span.style.setProperty("--ink", `${(natural / (natural + SPACE)) * 100}%`);
    if (natural > 0) span.style.transform = `scaleX(${width / (natural * height * LETTERS)})`;
    return span;
  };
  const lineSpans = (line, page) => {
    const top = Math.min(...line.map((word) => word[1])), bottom = Math.max(...line.map((word) => word[1] + word[3]));
    return line.map((word) => wordSpan(word, top, bottom - top, page));
  };
  const sheets = pages.map((page, index) => {
    const sheet = make("article", { className: "page", "aria-label": `${tr("Page")} ${page.number}` });
    sheet.style.aspectRatio = `${Math.max(1, page.width_px)} / ${Math.max(1, page.height_px)}`;
    sheet.dataset.index = index;
    sheet.append(make("span", { className: "label" }, String(page.number)));
    return sheet;
  });
  const spans = new Map();  // index -> spans by line and word, while the page is filled
  const fill = (index) => {
    if (spans.has(index)) return;
    const sheet = sheets[index], page = pages[index];
    if (!sheet.querySelector("img"))
      sheet.prepend(make("img", { src: `pages/${String(page.number).padStart(5, "0")}.jpg`, alt: "", decoding: "async", draggable: "false" }));
    const layer = make("div", { className: "words" });
    spans.set(index, (text[index] || []).map((line) => {
      const row = make("div"), made = lineSpans(line, page);
      row.append(...made);
      layer.append(row);
      return made;
    }));
    sheet.append(layer);
    mark(index);
  };
  const empty = (index) => {
    if (!spans.delete(index)) return;
    for (const part of sheets[index].querySelectorAll("img, .words")) part.remove();
  };
  let near = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const index = Number(target.dataset.index);
      if (isIntersecting) near.add(index);
      else near.delete(index);
    }
    near.forEach(fill);
    if (near.size === 0) return;
    const first = Math.min(...near) - KEEP, last = Math.max(...near) + KEEP;
    for (const index of [...spans.keys()]) if (index < first || index > last) empty(index);
  }, { root: $("pages"), rootMargin: "100% 0px" });
  sheets.forEach((sheet) => watcher.observe(sheet));
  $("pages").append(...sheets);

  // ---- where we are
  let current = -1;
  const settle = () => {
    const { top, height } = $("pages").getBoundingClientRect(), middle = top + height / 3;
    let low = 0, high = sheets.length - 1;
    while (low < high) {
      const half = (low + high) >> 1;
      if (sheets[half].getBoundingClientRect().bottom < middle) low = half + 1;
      else high = half;
    }
    if (low !== current) { current = low; showFacts(); }
  };
  let waiting = false;
  $("pages").addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; settle(); });
  });
  const goTo = (index) => {
    sheets[Math.max(0, Math.min(sheets.length - 1, index))].scrollIntoView({ block: "start" });
    settle();
  };
  const showBox = (number, box, scroll = true) => {
    const index = number - 1, sheet = sheets[index];
    document.querySelectorAll(".box").forEach((old) => old.remove());
    closeMenu();
    if (!sheet) return;
    if (!box) return goTo(index);
    const frame = make("div", { className: "box" });
    place(frame, box, pages[index]);
    sheet.append(frame);
    if (scroll) frame.scrollIntoView({ block: "center", inline: "center" });
    settle();
  };

  // ---- beside the pages
  const go = (label, note, className, action) => {
    const button = make("button", { className: `go ${className}`, type: "button" }, label);
    if (note) button.append(make("small", {}, note));
    button.addEventListener("click", () => {
      document.querySelectorAll(".go.current").forEach((old) => old.classList.remove("current"));
      button.classList.add("current");
      action();
    });
    return button;
  };
  const problemsOf = (page) => {
    const found = [];
    if (page.failure) found.push(["bad", page.failure.message, page.failure.remedy]);
    else if (page.mean_word_confidence !== null && page.mean_word_confidence < MIDDLE)
      found.push(["unsure", `${tr("Hard to read, words sure:")} ${percent(page.mean_word_confidence)}`, tr("Compare it with the paper.")]);
    for (const [what, remedy] of page.quality?.problems ?? []) found.push(["unsure", `${tr("Scan it again")}: ${what}`, remedy]);
    if (page.skew && !page.skew.applied && Math.abs(page.skew_degrees) > 0.5)
      found.push(["unsure", `${tr("Still skewed by")} ${page.skew_degrees.toFixed(1)}°`, ""]);
    return found;
  };
  const verdicts = { accept: "good", review: "unsure", missing: "bad" };
  const showProblems = () => {
    const list = $("problems").querySelector("ul");
    for (const page of pages)
      for (const [level, what, note] of problemsOf(page))
        list.append(make("li", {}, go(`${tr("Page")} ${page.number}: ${what}`, note, level, () => showBox(page.number))));
    for (const paper of record.documents) {
      let page = 0;
      for (const field of paper.fields.filter((one) => one.verdict !== "accept")) {
        const place = field.page ?? paper.pages[0];
        if (place !== page) list.append(make("li", { className: "head" }, `${paperNamed(paper.type)}, ${tr("page")} ${place}`));
        page = place;
        list.append(make("li", {}, go(`${named(field.name)}: ${field.value || tr("not found")}`, "", verdicts[field.verdict] || "", () => showBox(place, field.box))));
      }
    }
    const count = list.querySelectorAll(".go").length;
    $("problems").querySelector("h2").textContent = count ? `${tr("Problems")} (${count})` : tr("No problems");
    if (count) $("menu").append(` ${count}`);
  };
  // The next of them, from the one last looked at.
  const nextProblem = () => {
    const all = [...$("problems").querySelectorAll(".go")], next = all[(all.findIndex((one) => one.matches(".current")) + 1) % all.length];
    if (!next) return;
    next.click();
    next.scrollIntoView({ block: "nearest" });
  };
  const showDocuments = () => {
    for (const paper of record.documents) {
      const inner = make("div"), pageNumbers = paper.pages.join(", ");
      inner.append(go(`${tr("Page")} ${pageNumbers}`, paper.region ? tr("shares its page") : "", "", () => showBox(paper.pages[0], paper.region)));
      for (const field of paper.fields)
        inner.append(go(field.value || tr("not found"), `${named(field.name)} · ${percent(field.confidence)}${field.normalised ? ` · ${field.normalised}` : ""}`,
          field.verdict === "accept" ? "" : verdicts[field.verdict] || "", () => showBox(field.page ?? paper.pages[0], field.box)));
      const doubtful = paper.fields.filter((field) => field.verdict !== "accept").length;
      const head = make("summary", {}, paperNamed(paper.type) + " ",
        make("small", {}, `${tr("page")} ${paper.pages[0]}${paper.pages.length > 1 ? `–${paper.pages.at(-1)}` : ""} · ${percent(paper.confidence)}${doubtful ? ` · ${doubtful} ${tr("to check")}` : ""}`));
      $("documents").append(make("details", record.documents.length === 1 ? { open: "" } : {}, head, inner));
    }
  };
  const showFacts = () => {
    const page = pages[current], list = $("facts").querySelector("dl");
    $("number").value = $("facts-page").textContent = page.number;
    list.replaceChildren();
    const add = (term, value) => { if (value !== "" && value !== null && value !== undefined) list.append(make("dt", {}, term), make("dd", {}, String(value))); };
    add(tr("Source"), page.source.file + (page.source.index ? `, ${tr("page")} ${page.source.index + 1}` : ""));
    add(tr("Size"), `${page.width_px} × ${page.height_px} px, ${Math.round(page.dpi[0])} dpi (${named(page.dpi_source)})`);
    if (page.orientation_degrees) add(tr("Turned by"), `${page.orientation_degrees}°`);
    if (page.skew_degrees) add(tr("Straightened"), `${page.skew_degrees.toFixed(1)}°${page.skew.applied ? "" : ` (${tr("not applied")})`}`);
    add(tr("Words"), `${page.words}${page.mean_word_confidence === null ? "" : `, ${percent(page.mean_word_confidence)} ${tr("sure")}`}${page.text_source === "given" ? `, ${tr("the PDF's own text")}` : ""}`);
    if (page.blank) add(tr("Blank"), tr("yes"));
    add(tr("Image"), named(page.embedding));
    for (const code of page.barcodes) add(code.format, code.text);
    for (const note of page.notes) add(tr("Note"), note);
    if (page.failure) add(tr("Failed"), `${page.failure.message} ${page.failure.remedy}`);
  };

  // ---- search: without tone marks unless they are typed
  const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const plain = (words) => words.normalize("NFC").toLowerCase();
  let hits = [], now = -1;
  const mark = (index) => {
    const made = spans.get(index);
    if (!made) return;
    for (const row of made) for (const span of row) span.classList.remove("hit", "now");
    hits.forEach((hit, order) => {
      if (hit.page !== index) return;
      for (let word = hit.from; word <= hit.to; ++word) {
        made[hit.line][word].classList.add("hit");
        if (order === now) made[hit.line][word].classList.add("now");
      }
    });
  };
  const lineHits = (line, wanted, form) => {
    let joined = "";
    const starts = line.map((word) => { const at = joined.length; joined += form(word[5]) + " "; return at; });
    const found = [], wordAt = (at) => starts.findLastIndex((start) => start <= at);
    for (let at = joined.indexOf(wanted); at >= 0; at = joined.indexOf(wanted, at + wanted.length)) found.push([wordAt(at), wordAt(at + wanted.length - 1)]);
    return found;
  };
  const search = () => {
    const typed = $("words").value.trim().replace(/\s+/g, " "), form = fold(typed) === plain(typed) ? fold : plain, wanted = form(typed);
    hits = [];
    now = -1;
    if (wanted) text.forEach((lines, page) => lines.forEach((line, row) => {
      for (const [from, to] of lineHits(line, wanted, form)) hits.push({ page, line: row, from, to });
    }));
    $("found").textContent = !wanted ? "" : hits.length ? `${hits.length} ${tr(hits.length === 1 ? "hit" : "hits")}` : tr("nothing");
    [...spans.keys()].forEach(mark);
  };
  const nextHit = (step) => {
    if (!hits.length) return;
    now = now < 0 ? Math.max(0, hits.findIndex((hit) => hit.page >= current)) : (now + step + hits.length) % hits.length;
    const { page, line, from, to } = hits[now], [x, y] = text[page][line][from], last = text[page][line][to];
    $("found").textContent = `${now + 1} ${tr("of")} ${hits.length}`;
    showBox(page + 1, [x - 4, y - 4, last[0] + last[2] - x + 8, last[3] + 8]);
    fill(page);
    [...spans.keys()].forEach(mark);
  };
  $("search").addEventListener("submit", (event) => { event.preventDefault(); nextHit(1); });
  $("words").addEventListener("input", search);

  // ---- zoom, buttons, keys
  let zoom = ZOOMS.indexOf(1);
  const setZoom = (step) => {
    const page = current;
    zoom = step === 0 ? ZOOMS.indexOf(1) : Math.max(0, Math.min(ZOOMS.length - 1, zoom + step));
    $("pages").style.setProperty("--zoom", ZOOMS[zoom]);
    goTo(page);
  };
  const toggle = (id, className) => {
    const on = $("pages").classList.toggle(className);
    $(id).setAttribute("aria-pressed", on);
  };
  const closeMenu = () => { $("side").classList.remove("open"); $("menu").setAttribute("aria-expanded", false); };
  $("menu").addEventListener("click", () => $("menu").setAttribute("aria-expanded", $("side").classList.toggle("open")));
  $("previous").addEventListener("click", () => goTo(current - 1));
  $("next").addEventListener("click", () => goTo(current + 1));
  $("smaller").addEventListener("click", () => setZoom(-1));
  $("larger").addEventListener("click", () => setZoom(1));
  $("doubt").addEventListener("click", () => toggle("doubt", "colours"));
  $("text").addEventListener("click", () => toggle("text", "shows-text"));
  $("number").addEventListener("change", () => goTo((parseInt($("number").value, 10) || 1) - 1));
  const keys = {
    ArrowLeft: () => goTo(current - 1), ArrowRight: () => goTo(current + 1), Home: () => goTo(0), End: () => goTo(sheets.length - 1),
    "/": () => { $("words").focus(); $("words").select(); }, "+": () => setZoom(1), "=": () => setZoom(1), "-": () => setZoom(-1), 0: () => setZoom(0),
    c: () => toggle("doubt", "colours"), t: () => toggle("text", "shows-text"), n: () => nextHit(1), N: () => nextHit(-1), p: nextProblem,
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { $("words").value = ""; search(); document.querySelectorAll(".box").forEach((box) => box.remove()); closeMenu(); $("pages").focus(); return; }
    if (event.target.id === "words" && event.key === "Enter" && event.shiftKey) { event.preventDefault(); nextHit(-1); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  document.title = $("name").textContent = record.dossier.name;
  $("total").textContent = pages.length;
  $("pages").classList.add("colours");
  showProblems();
  showDocuments();
  goTo((parseInt(location.hash.slice(1), 10) || 1) - 1);  // index.html#7 opens page 7
  document.documentElement.dataset.ready = "yes";
})();
