// Opens a cell of [data-grid] in the [data-grid-panel] beside it; Escape closes it and gives the focus back to the cell.
const panel = document.querySelector("[data-grid-panel]");
const cells = () => [...document.querySelectorAll("[data-grid] td a")];
let opened;

const mark = () => {
  for (const cell of cells()) {
    if (cell.href === opened) cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
  }
};

const open = async (address) => {
  await window.htmx.ajax("GET", address, { target: panel, swap: "innerHTML" });
  if (!panel.querySelector("[data-panel]")) return;
  opened = address;
  panel.hidden = false;
  panel.scrollTop = 0;
  mark();
  panel.querySelector("[data-panel-title]").focus();
};

const close = () => {
  const cell = cells().find((each) => each.href === opened);
  panel.hidden = true;
  panel.replaceChildren();
  opened = undefined;
  mark();
  cell?.focus();
};

const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.shiftKey;

if (panel) {
  document.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-grid] td a");
    if (event.target.closest("[data-grid-close]")) close();
    // "Keep theirs" leads to the cell's own page; here the panel is read anew instead.
    if (!isPlain(event) || !(cell || (opened && event.target.closest("[data-draft-discard]")))) return;
    event.preventDefault();
    open(cell ? cell.href : opened);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened) close();
  });
  document.addEventListener("htmx:oobAfterSwap", mark);
  // "Agree" and "clear" put a new panel in place of the button that had the focus.
  panel.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target === panel && opened) panel.querySelector("[data-panel-title]")?.focus();
  });
}
