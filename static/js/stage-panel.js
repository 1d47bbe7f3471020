// Opens a panel of the meeting's screen, a <details data-stage-panel="key">, by its key; Esc
// or a [data-stage-close] closes it. One at a time.
const panels = () => [...document.querySelectorAll("[data-stage-panel]")];
const openPanel = () => panels().find((panel) => panel.open);

const open = (panel) => {
  panel.open = true;
  panel.querySelector("textarea, input:not([type=hidden]), select")?.focus();
};

const close = (panel) => {
  panel.open = false;
  panel.querySelector("summary").focus();
};

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const opened = openPanel();
  if (event.key === "Escape" && opened) close(opened);
  if (opened || event.target.matches("input, textarea, select")) return;
  const panel = panels().find((each) => each.dataset.stagePanel === event.key.toLowerCase());
  if (!panel) return;
  event.preventDefault(); // or the letter would be the first of the words
  open(panel);
});

// `toggle` does not bubble; caught on its way down it is heard for panels that are swapped in later too.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.matches("[data-stage-panel]") || !target.open) return;
    for (const other of panels()) if (other !== target) other.open = false;
    if (!target.contains(document.activeElement) || document.activeElement.matches("summary")) open(target);
  },
  true,
);
// Heard before htmx would follow the link, which is there for whoever has no scripts.
document.addEventListener(
  "click",
  (event) => {
    const opened = openPanel();
    if (!opened) return;
    if (!event.target.closest("[data-stage-close]")) return void (opened.contains(event.target) || (opened.open = false));
    event.preventDefault();
    event.stopPropagation();
    close(opened);
  },
  true,
);
