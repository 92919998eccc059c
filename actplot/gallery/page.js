"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // What is said here, in the language of the page; names in braces stand for values.
  const words = JSON.parse(document.currentScript.dataset.words);
  const say = (text, values = {}) =>
    (words[text] || text).replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const cards = all(".card");
  const groups = all(".group");
  const families = all("[data-family]");
  const search = one("#search");
  const count = one("#count");
  const dialog = one("#dialog");
  const activations = new Map(
    all("template[data-activation]").map((each) => [each.dataset.activation, each]),
  );
  const link = (card) => one("h3 a", card);
  const named = (card) => card.dataset.activations.split(" ").filter((name) => activations.has(name));

  // A click opens the figure here; the address can be copied, and opened elsewhere.
  for (const card of cards) link(card).href = "#" + encodeURI(card.id);

  // --- Search: every word must occur in what is said of a figure anywhere.

  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[-_\s]+/g, " ").trim();
  const texts = new Map();
  const text = (card) => {
    if (!texts.has(card)) {
      const parts = [card.dataset.name, card.dataset.families, card.textContent, one("template", card).content.textContent];
      for (const name of named(card)) {
        const template = activations.get(name);
        parts.push(name, template.dataset.title, template.content.textContent);
      }
      parts.push(one("img", card).alt);
      texts.set(card, folded(parts.join(" ")));
    }
    return texts.get(card);
  };

  let shown = cards;
  let family = "";
  const filter = () => {
    const words = folded(search.value).split(" ").filter(Boolean);
    const fits = (card) =>
      (!family || card.dataset.families.split(" ").includes(family)) &&
      words.every((word) => text(card).includes(word));
    shown = cards.filter(fits);
    const visible = new Set(shown);
    for (const card of cards) card.hidden = !visible.has(card);
    for (const group of groups) group.hidden = !all(".card", group).some((card) => visible.has(card));
    one("#nothing").hidden = shown.length > 0;
    const values = { shown: shown.length, count: cards.length };
    const part = shown.length < cards.length ? "{shown} of " : "";
    count.textContent = say(`${part}{count} figure${cards.length === 1 ? "" : "s"}`, values);
  };
  const choose = (value) => {
    family = value;
    for (const button of families) button.setAttribute("aria-pressed", button.dataset.family === value);
    filter();
  };

  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && search.value) {
      search.value = "";
      filter();
      event.preventDefault();
    }
  });
  for (const button of families) button.addEventListener("click", () => choose(button.dataset.family));
  one("#reset").addEventListener("click", () => {
    search.value = "";
    choose("");
    search.focus();
  });

  // --- Light and dark: what the reader's system prefers, until it is switched here.

  const theme = one("#theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const tell = () => theme.setAttribute("aria-pressed", isDark());
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    tell();
  });
  system.addEventListener("change", tell);
  tell();

  // --- One figure, large. Which one is what stands after the # of the address.

  let open = null;
  const fill = (card) => {
    const detail = one("#detail");
    detail.replaceChildren(one("template", card).content.cloneNode(true));
    const place = one(".activations", detail);
    const names = named(card);
    const title = link(card).textContent;
    for (const name of names) {
      const template = activations.get(name);
      const section = document.createElement("section");
      section.className = "activation";
      if (names.length > 1 || folded(template.dataset.title) !== folded(title)) {
        const heading = document.createElement("h3");
        heading.textContent = template.dataset.title;
        section.append(heading);
      }
      section.append(template.content.cloneNode(true));
      place.append(section);
    }
    place.hidden = !names.length;
    one("#detail-title").textContent = title;
    one("#detail-title").lang = link(card).lang;
    one("#detail-name").textContent = card.dataset.name === title ? "" : card.dataset.name;
    detail.scrollTop = 0;
  };
  const show = (card) => {
    const among = shown.includes(card) ? shown : cards;
    const at = among.indexOf(card);
    open = card;
    fill(card);
    one("#place").textContent = say("{number} of {count}", { number: at + 1, count: among.length });
    one("#previous").disabled = at === 0;
    one("#next").disabled = at === among.length - 1;
    one("#said").textContent = "";
    if (!dialog.open) dialog.showModal();
    one("#detail-title").focus();
  };
  const follow = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // An address that nobody here has made.
    }
    const card = cards.find((each) => each.id === name);
    if (card) show(card);
    else if (dialog.open) dialog.close();
  };
  const step = (by) => {
    const among = shown.includes(open) ? shown : cards;
    const card = among[among.indexOf(open) + by];
    // The way back leads to the page, not through every figure that was looked at.
    if (card) location.replace("#" + encodeURI(card.id));
  };

  addEventListener("hashchange", follow);
  one("#previous").addEventListener("click", () => step(-1));
  one("#next").addEventListener("click", () => step(1));
  one("#close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    const card = open;
    open = null;
    history.replaceState(null, "", location.pathname + location.search);
    if (card && !card.hidden) link(card).focus();
  });
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const scrolls = event.target.tagName === "PRE" && event.target.scrollWidth > event.target.clientWidth;
    if (by && !scrolls && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      step(by);
    }
  });

  // --- Copying a spec.

  const copied = async (value) => {
    try {
      await navigator.clipboard.writeText(value);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = value;
      dialog.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };
  dialog.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const done = await copied(one("pre", button.closest(".spec")).textContent);
    one("#said").textContent = say(done ? "The spec is copied" : "It could not be copied");
    button.textContent = say(done ? "Copied" : "Select it and press Ctrl+C");
    button.focus();
    setTimeout(() => (button.textContent = say("Copy")), 2000);
  });

  follow();
})();
