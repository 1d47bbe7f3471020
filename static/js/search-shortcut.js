// "/" puts the cursor into the search field, unless the reader is typing somewhere.
const field = document.querySelector("[data-search]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
