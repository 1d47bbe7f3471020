// A click anywhere in a row follows the row's own link, so that the target is as wide as the table.
// The link itself stays the way for keyboards, screen readers and pages without scripts.
document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-row-link]");
  if (!row || event.target.closest("a, button, input, select, textarea, label, summary")) return;
  if (String(window.getSelection())) return; // the reader is marking text to copy
  const link = row.querySelector("a[href]");
  if (!link) return;
  if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
  else link.click();
});
