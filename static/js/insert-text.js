// Buttons marked [data-insert] write their text where the cursor stands in the text of the form [data-insert-form].
const area = document.querySelector("form[data-insert-form] textarea");

for (const button of document.querySelectorAll("[data-insert]")) button.hidden = !area;

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-insert]");
  if (!button || !area) return;
  area.setRangeText(button.dataset.insert, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  // So that the draft that is kept and the question before leaving know of it.
  area.dispatchEvent(new Event("input", { bubbles: true }));
});
