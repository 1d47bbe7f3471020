// In a table marked [data-grid] the arrow keys, Home and End move between the [data-grid-cell] links.
// One cell at a time can be reached with Tab; without scripts each of them can.
const cellsOf = (row) => [...row.querySelectorAll("[data-grid-cell]")];

const stepFrom = (grid, cell, key) => {
  const rows = [...grid.querySelectorAll("tbody tr")].filter((row) => cellsOf(row).length);
  const row = rows.findIndex((candidate) => candidate.contains(cell));
  const cells = cellsOf(rows[row]);
  const column = cells.indexOf(cell);
  switch (key) {
    case "ArrowLeft":
      return cells[column - 1];
    case "ArrowRight":
      return cells[column + 1];
    case "ArrowUp":
      return rows[row - 1] && cellsOf(rows[row - 1])[column];
    case "ArrowDown":
      return rows[row + 1] && cellsOf(rows[row + 1])[column];
    case "Home":
      return cells[0];
    case "End":
      return cells.at(-1);
    default:
      return undefined;
  }
};

for (const grid of document.querySelectorAll("[data-grid]")) {
  const all = [...grid.querySelectorAll("[data-grid-cell]")];
  const first = grid.querySelector("[data-grid-cell][aria-current]") ?? all[0];
  for (const cell of all) cell.tabIndex = cell === first ? 0 : -1;

  grid.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-grid-cell]");
    const next = cell && !event.ctrlKey && !event.metaKey && !event.altKey && stepFrom(grid, cell, event.key);
    if (!next) return;
    event.preventDefault();
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
