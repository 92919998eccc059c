// What the theme makes in the browser, for those who use a keyboard or listen to the page.
const mend = () => {
  for (const each of document.querySelectorAll(".md-search[role=dialog]:not([aria-label])"))
    each.setAttribute("aria-label", "Search");
  // The button beside each piece of code is no way through the site.
  for (const each of document.querySelectorAll(".md-code__nav:not([role])"))
    each.setAttribute("role", "presentation");
  for (const each of document.querySelectorAll("pre > code, .md-typeset__scrollwrap, dd, .equation")) {
    const scrolls = each.scrollWidth > each.clientWidth + 1;
    if (scrolls && each.tabIndex < 0) each.tabIndex = 0;
  }
};

// A figure that moves is as high as what it shows.
const fit = (frame) => {
  const shown = frame.contentDocument?.body;
  if (!shown) return;
  shown.parentElement.style.overflow = "hidden";
  frame.style.height = `${Math.ceil(shown.getBoundingClientRect().height)}px`;
};
const frames = [...document.querySelectorAll(".md-typeset iframe")];
for (const frame of frames) frame.addEventListener("load", () => fit(frame));

mend();
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", () => {
  mend();
  frames.forEach(fit);
});
