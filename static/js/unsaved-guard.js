// Asks before the reader leaves a form marked [data-unsaved-guard] with changes that are not saved yet.
const changed = new Set();

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form?.matches("[data-unsaved-guard]")) changed.add(form);
});
document.addEventListener("submit", ({ target }) => changed.delete(target));
document.addEventListener("htmx:beforeRequest", ({ detail }) => changed.delete(detail.elt.closest?.("form")));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest?.("form[data-unsaved-guard]");
  const isKept = detail.xhr.status >= 200 && detail.xhr.status < 300; // 0 when the line was down
  if (form && !isKept) changed.add(form);
});
window.addEventListener("beforeunload", (event) => {
  for (const form of changed) if (!form.isConnected) changed.delete(form);
  if (changed.size) event.preventDefault();
});
