// Opened menus close when the reader clicks elsewhere, leaves with Tab, or presses Escape.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");

const closeOutside = (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
};

document.addEventListener("click", closeOutside);
document.addEventListener("focusin", closeOutside);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
