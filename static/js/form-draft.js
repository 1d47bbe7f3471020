// Keeps what was typed in a form marked [data-draft] for as long as the tab lives, so that a lapsed session or a
// lost connection costs no words. A draft is dropped once a page arrives by a redirect, as after every save, and is
// neither the "form lapsed" page nor the sign-in on the way back: whoever retypes the address may have had no answer.
const PREFIX = "draft:";
const isText = (field) => field.matches("textarea, input:not([type=hidden], [type=password], [type=file])");
// By where the form goes, not by where it stands: one form may stand on pages of two addresses.
const keyOf = (form) => `${PREFIX}${new URL(form.getAttribute("action") || "", location.href).pathname}#${form.dataset.draft}`;
const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const read = (key) => JSON.parse(sessionStorage.getItem(key));
const write = (key, draft) => sessionStorage.setItem(key, JSON.stringify(draft));
const isAnswer = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
const draftKeys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && (isText(field) || field.matches("select")));

const keep = (form, sent) => {
  const values = fieldsOf(form).map((field) => [field.name, isTick(field) ? field.checked : field.value]);
  write(keyOf(form), { sent, values });
};

const restore = (form) => {
  const draft = read(keyOf(form));
  const fields = fieldsOf(form);
  if (!draft || draft.values.length !== fields.length) return;
  let differs = false;
  fields.forEach((field, index) => {
    const [name, value] = draft.values[index];
    const property = isTick(field) ? "checked" : "value";
    if (field.name !== name || field[property] === value) return;
    field[property] = value;
    differs = true;
  });
  if (!differs) return;
  form.querySelector("[data-draft-note]")?.removeAttribute("hidden");
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
};

if (document.querySelector("[data-draft-lapsed]")) {
  for (const key of draftKeys()) write(key, { ...read(key), sent: false });
} else {
  for (const key of draftKeys()) if (isAnswer && read(key).sent) sessionStorage.removeItem(key);
  for (const form of document.querySelectorAll("form[data-draft]")) restore(form);
}

document.addEventListener("input", ({ target }) => target.form?.matches("[data-draft]") && keep(target.form, false));
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-draft]")) keep(target, true);
  if (target.matches("[data-sign-out]")) draftKeys().forEach((key) => sessionStorage.removeItem(key));
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  // Not detail.successful: a refused or conflicting answer is shown, which htmx counts as success.
  const isKept = detail.xhr.status >= 200 && detail.xhr.status < 300;
  if (!detail.elt.matches?.("form[data-draft]")) return;
  if (isKept) sessionStorage.removeItem(keyOf(detail.elt));
  else keep(detail.elt, false); // refused, or sent from a lapsed session: still a draft
});
document.addEventListener("click", ({ target }) => {
  const form = target.closest("[data-draft-discard]")?.closest("form");
  if (form) sessionStorage.removeItem(keyOf(form));
});
