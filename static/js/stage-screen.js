// Puts the meeting's [data-stage] on the whole screen by its button or "f"; where the browser cannot, no button shows.
const canFill = document.fullscreenEnabled;
const fill = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
const show = () => {
  for (const button of document.querySelectorAll("[data-stage-screen]")) {
    button.hidden = !canFill;
    button.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
  }
};

if (canFill) {
  document.addEventListener("click", ({ target }) => target.closest("[data-stage-screen]") && fill());
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input, textarea, select") || document.querySelector("[data-stage-panel][open]");
    if (event.key.toLowerCase() !== "f" || event.repeat || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
    fill();
  });
  document.addEventListener("fullscreenchange", show);
  document.addEventListener("htmx:afterSwap", show);
  show();
}
