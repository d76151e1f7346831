
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const FACETS = ["level", "category", "source", "fix", "rule"];
  const entries = new Map($$(".finding").map((entry) => [entry.id.slice(8), entry]));
  const texts = new Map([...entries].map(([number, entry]) => [number, entry.textContent.toLowerCase()]));
  const marks = $$("[data-f]");
  const numbers = (element) => element.dataset.f.split(" ");
  const card = $("#card"), help = $("#help"), search = $("#search"), keys = $("#keys");
  const phone = matchMedia("(max-width: 52rem)");
  let shown = new Set(entries.keys());
  let current = null;
  let pinned = false;
  let leaving = 0;

  for (const element of $$(".tools, .filters")) element.hidden = false;
  if (entries.size) $(".pager").hidden = false;
  if (phone.matches && $(".filters details")) $(".filters details").open = false;

  // Filters: within one kind any of what is ticked will do; nothing ticked narrows nothing.

  function filter() {
    const wanted = new Map(FACETS.map((name) => [name, $$(`input[name=${name}]:checked`).map((box) => box.value)]));
    const words = search ? search.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
    shown = new Set();
    for (const [number, entry] of entries) {
      const fits = FACETS.every((name) => {
        const ticked = wanted.get(name);
        return !ticked.length || entry.dataset[name].split(" ").some((value) => ticked.includes(value));
      });
      const matches = words.every((word) => texts.get(number).includes(word));
      if (fits && matches) shown.add(number);
      entry.hidden = !(fits && matches);
    }
    for (const mark of marks) {
      const off = !numbers(mark).some((number) => shown.has(number));
      mark.classList.toggle("off", off);
      if (mark.tagName === "A") mark.tabIndex = off ? -1 : 0;
    }
    for (const hunk of $$(".hunk")) hunk.hidden = !$(".edit:not(.off)", hunk);
    for (const file of $$(".file")) file.hidden = !$(".finding:not([hidden])", file);
    if (!shown.has(current)) choose(null);
    hide();
    $("#shown").textContent = shown.size === entries.size
      ? `${entries.size} finding${entries.size === 1 ? "" : "s"}`
      : `${shown.size} of ${entries.size} findings shown`;
    count();
  }

  function reset() {
    for (const box of $$(".filters input[type=checkbox]")) box.checked = false;
    search.value = "";
    filter();
  }

  function only(level) {
    const boxes = $$("input[name=level]");
    const alone = boxes.every((box) => box.checked === (box.value === level));
    for (const box of boxes) box.checked = !alone && box.value === level;
    filter();
  }

  // Moving: only to what can be seen in the present view.

  const visible = (element) => element.getClientRects().length > 0;
  const anchor = (number) =>
    marks.find((mark) => mark.tagName === "A" && numbers(mark).includes(number) && visible(mark) && !mark.classList.contains("off"));

  function stops() {
    return [...shown].filter(anchor);
  }

  function count() {
    const all = stops();
    const place = current === null ? -1 : all.indexOf(current);
    $("#place").textContent = place < 0 ? `– of ${all.length}` : `${place + 1} of ${all.length}`;
  }

  function choose(number) {
    current = number;
    for (const mark of marks) mark.classList.toggle("current", number !== null && numbers(mark).includes(number));
    count();
  }

  function go(number) {
    const mark = anchor(number);
    if (!mark) return;
    choose(number);
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: phone.matches ? "start" : "center" });
    show(mark, number, true);
  }

  function step(by) {
    const all = stops();
    if (!all.length) return;
    let at = current === null ? -1 : all.indexOf(current);
    if (at < 0) {
      const below = all.findIndex((number) => anchor(number).getBoundingClientRect().bottom > 80);
      at = by > 0 ? (below < 0 ? all.length : below) - 1 : below < 0 ? all.length : below;
    }
    go(all[(at + by + all.length) % all.length]);
  }

  function file(by) {
    const files = $$(".file:not([hidden])");
    const now = current !== null ? entries.get(current).closest(".file")
      : files.find((each) => each.getBoundingClientRect().bottom > 120) || files[0];
    const next = files[files.indexOf(now) + by] || now;
    const first = next && stops().find((number) => next.contains(entries.get(number)));
    if (first) go(first);
  }

  // The note beside a mark. It goes when the pointer and the focus have gone, and can itself be pointed at.

  function show(mark, number, keep) {
    clearTimeout(leaving);
    const about = numbers(mark).filter((each) => shown.has(each));
    if (!about.length) return;
    about.sort((a, b) => (b === number) - (a === number));
    card.replaceChildren(...about.map((each) => {
      const article = document.createElement("article");
      for (const child of entries.get(each).cloneNode(true).childNodes) article.append(child.cloneNode(true));
      const back = $(".back", article);
      if (back) back.replaceWith(back.textContent);
      return article;
    }));
    pinned = keep;
    card.hidden = false;
    if (phone.matches) return;
    const box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const last = [...mark.getClientRects()].at(-1) || box;
    const below = last.bottom + 8;
    const top = below + card.offsetHeight < innerHeight || box.top < card.offsetHeight + 60
      ? below : box.top - card.offsetHeight - 8;
    const left = Math.max(16, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 16));
    card.style.top = `${top + scrollY}px`;
    card.style.left = `${left + scrollX}px`;
  }

  function hide() {
    clearTimeout(leaving);
    card.hidden = true;
    pinned = false;
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(() => { if (!pinned) hide(); }, 200);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = event.target.closest("[data-f]:not(.off)");
    if (mark && !(pinned && mark.classList.contains("current"))) {
      pinned = false;
      show(mark, numbers(mark)[0], false);
    } else if (card.contains(event.target)) {
      clearTimeout(leaving);
    } else if (!card.hidden) {
      leave();
    }
  });

  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest("a[data-f]");
    if (!mark) {
      if (!card.contains(event.target)) hide();
      return;
    }
    if (!numbers(mark).includes(current)) choose(numbers(mark).find((number) => shown.has(number)) ?? null);
    if (mark.matches(":focus-visible") || pinned) show(mark, current, true);
  });

  // A press on a mark shows its note; Enter goes to its entry in the list, and from there back.

  document.addEventListener("click", (event) => {
    const doing = event.target.closest("[data-do]");
    const view = event.target.closest("[data-view]");
    const mark = event.target.closest("[data-f]:not(.off)");
    const back = event.target.closest(".back");
    if (doing) {
      ({ help: () => help.showModal(), reset, theme, next: () => step(1), previous: () => step(-1) })[doing.dataset.do]();
    } else if (view) {
      look(view.dataset.view);
    } else if (mark) {
      event.preventDefault();
      const number = numbers(mark).includes(current) ? current : numbers(mark).find((each) => shown.has(each));
      if (event.detail === 0) {
        open(number);
      } else {
        choose(number);
        show(mark, number, true);
      }
    } else if (back && anchor(back.hash.slice(6))) {
      event.preventDefault();
      go(back.hash.slice(6));
    } else if (!card.contains(event.target)) {
      hide();
    }
  });

  function open(number) {
    const entry = entries.get(number);
    hide();
    entry.closest("details").open = true;
    entry.scrollIntoView({ block: "center" });
    entry.focus({ preventScroll: true });
  }

  function look(view) {
    for (const button of $$("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    for (const element of $$(".view")) element.hidden = !element.classList.contains(view);
    hide();
    if (current !== null && anchor(current)) anchor(current).scrollIntoView({ block: "center" });
    count();
  }

  function theme() {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark"
      || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  }

  // Keys. They can be turned off, since one letter is easily pressed by accident or said to a dictation program.

  const ACTIONS = {
    n: () => step(1), ArrowRight: () => step(1), p: () => step(-1), ArrowLeft: () => step(-1),
    "]": () => file(1), "[": () => file(-1),
    "/": () => { $(".filters details").open = true; search.focus(); search.select(); },
    "?": () => help.showModal(), v: () => look($(".view.compare")?.hidden ? "compare" : "marked"),
    1: () => only("error"), 2: () => only("warning"), 3: () => only("note"), 0: reset,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape") {
      hide();
      if (typing) {
        event.preventDefault(); // or Chromium empties the field
        event.target.blur();
      }
    } else if (event.key === "Enter" && event.target === search) {
      event.preventDefault();
      current = null;
      step(1);
    } else if (event.key === "Enter" && event.target.matches(".finding")) {
      event.preventDefault();
      go(event.target.id.slice(8));
    } else if (!typing && keys.checked && entries.size && Object.hasOwn(ACTIONS, event.key)) {
      event.preventDefault();
      ACTIONS[event.key]();
    }
  });

  function reveal() {
    const number = location.hash.startsWith("#finding-") ? location.hash.slice(9) : "";
    if (entries.has(number)) open(number);
  }

  if (search) {
    search.addEventListener("input", filter);
    $(".filters").addEventListener("change", filter);
  }
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => { for (const list of $$(".list")) list.open = true; });
  reveal();
  count();
})();
