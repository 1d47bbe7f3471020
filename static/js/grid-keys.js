// Moves over a table marked [data-grid] by keys, as over a sheet: arrows, Home, End; "n" to the next cell that waits.
// One link alone is in the order of Tab. Without this script every cell is a plain link.
const grid = document.querySelector("[data-grid]");
const links = () => [...grid.querySelectorAll("tbody a")];
const linkAt = (row, column) => grid.tBodies[0].rows[row]?.cells[column]?.querySelector("a");
let here;

const stand = (link) => {
  if (!link) return;
  if (here) here.tabIndex = -1;
  link.tabIndex = 0;
  here = link;
};

const settle = () => {
  const all = links();
  for (const link of all) link.tabIndex = -1;
  // A row that was replaced is found again by where its cell leads.
  stand(all.find((link) => link.href === here?.href) ?? all.find((link) => link.matches("td a")));
};

const placeOf = (link) => [link.closest("tr").sectionRowIndex, link.closest("td, th").cellIndex];
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const target = (event) => {
  const [row, column] = placeOf(event.target);
  if (event.key in STEPS) return linkAt(row + STEPS[event.key][0], column + STEPS[event.key][1]);
  if (event.key === "Home") return linkAt(row, 0);
  return event.key === "End" ? linkAt(row, grid.tBodies[0].rows[row].cells.length - 1) : undefined;
};

const goToNext = () => {
  const all = links();
  const from = all.indexOf(here) + 1;
  const next = [...all.slice(from), ...all.slice(0, from)].find((link) => link.matches("[data-waiting]"));
  if (!next) return;
  next.focus();
  if (document.querySelector("[data-grid-panel]:not([hidden])")) next.click();
};

if (grid) {
  grid.setAttribute("role", "grid");
  document.querySelector("[data-grid-keys]").hidden = false;
  settle();
  grid.addEventListener("focusin", ({ target: link }) => link.matches("tbody a") && stand(link));
  grid.addEventListener("keydown", (event) => {
    const link = event.target.matches("tbody a") && !event.ctrlKey && !event.altKey && !event.metaKey && target(event);
    if (link) event.preventDefault();
    if (link) link.focus();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (event.key === "n" && !isTyping && !event.ctrlKey && !event.altKey && !event.metaKey) goToNext();
  });
  document.addEventListener("click", ({ target: element }) => element.closest("[data-grid-next]") && goToNext());
  document.addEventListener("htmx:oobAfterSwap", settle);
}
