// Says in a criterion's [data-save-state] where its words are: typed, on their way, kept by the server, or stuck here.
// The words are data-typing, data-sending and data-failed of the [data-sheet]; "saved" comes with the server's answer.
const stateOf = (form) => form?.querySelector("[data-save-state]");

const say = (form, words, isFailed = false) => {
  const state = stateOf(form);
  if (!state) return;
  state.textContent = form.closest("[data-sheet]").dataset[words];
  state.classList.remove("save-state-saved");
  state.classList.toggle("save-state-failed", isFailed);
};

const formOf = (element) => element?.closest?.("[data-sheet] form");

document.addEventListener("input", ({ target }) => say(formOf(target), "typing"));
document.addEventListener("htmx:beforeSend", ({ detail }) => say(formOf(detail.elt), "sending"));
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, ({ detail }) => say(formOf(detail.elt), "failed", true));
}
