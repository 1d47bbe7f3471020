// Before a step of a meeting's [data-stage] takes what was typed away it asks; a step that did not arrive says so, where
// everybody looks ([data-stage-lost]). The words also stay as a draft of the tab.
document.addEventListener("input", ({ target }) => {
  if (target.form?.closest("[data-stage]")) target.form.dataset.typed = "";
});
document.addEventListener("htmx:confirm", (event) => {
  const stage = document.querySelector("[data-stage]");
  if (!event.target.matches("a") || !stage.querySelector("form[data-typed]")) return;
  event.preventDefault();
  if (window.confirm(stage.dataset.stageLeave)) event.detail.issueRequest(true);
});

const say = (isLost) => (document.querySelector("[data-stage-lost]").hidden = !isLost);
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, () => say(true));
}
document.addEventListener("htmx:beforeSwap", ({ detail }) => detail.shouldSwap && say(false));
