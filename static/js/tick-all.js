// In a table marked [data-tick-all] the first box of the head ticks, or clears, all boxes of the rows.
for (const table of document.querySelectorAll("table[data-tick-all]")) {
  const head = table.querySelector("thead input");
  const boxes = [...table.querySelectorAll("tbody input[type=checkbox]")];
  if (!head || !boxes.length) continue;
  const follow = () => {
    head.checked = boxes.every((box) => box.checked);
    head.indeterminate = !head.checked && boxes.some((box) => box.checked);
  };
  head.closest("label").hidden = false;
  head.addEventListener("change", () => boxes.forEach((box) => (box.checked = head.checked)));
  table.addEventListener("change", ({ target }) => target !== head && follow());
  follow();
}
