// A form marked [data-evidence-upload]: says before anything is sent that a file is too large (data-most-bytes of the
// field), and where a file is while it goes over a slow line, or that it could not be sent.
const formOf = (element) => element?.closest?.("[data-evidence-upload]");

const say = (form, words) => {
  const state = form?.querySelector("[data-upload-state]");
  if (!state) return;
  state.textContent = words;
  state.classList.toggle("save-state-failed", words === form.dataset.failed);
};

document.addEventListener("change", ({ target }) => {
  const most = Number(target.dataset?.mostBytes);
  const form = formOf(target);
  if (!most || !form) return;
  const isTooLarge = [...target.files].some((file) => file.size > most);
  target.setCustomValidity(isTooLarge ? form.dataset.tooLarge : "");
  target.reportValidity();
});

document.addEventListener("htmx:xhr:progress", ({ detail, target }) => {
  const form = formOf(target);
  if (form && detail.lengthComputable) say(form, `${form.dataset.sending} ${Math.round((100 * detail.loaded) / detail.total)}%`);
});
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, ({ detail }) => say(formOf(detail.elt), formOf(detail.elt)?.dataset.failed ?? ""));
}
