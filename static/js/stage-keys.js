// Steps through a meeting's [data-stage] by keys, which are also those of a presenter's remote: → Space PageDown, ← PageUp.
// The links are there without this script. While something is typed or a panel is open, keys belong to it.
const STEPS = {
  ArrowRight: "[data-stage-next]",
  PageDown: "[data-stage-next]",
  " ": "[data-stage-next]",
  ArrowLeft: "[data-stage-previous]",
  PageUp: "[data-stage-previous]",
};
const isBusy = (target) => target.matches("input, textarea, select") || document.querySelector("[data-stage-panel][open]");

document.addEventListener("keydown", (event) => {
  if (!(event.key in STEPS) || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  // The space bar presses what has the focus.
  if (isBusy(event.target) || (event.key === " " && event.target.closest("a, button, summary"))) return;
  event.preventDefault();
  document.querySelector(STEPS[event.key])?.click();
});
