// The work list by keys: x selects, q i d f act on the selected rows, or on the one with the focus; m and c open it there.
// Works with the single keys of pmoflow.js, and is silent where those are switched off.
"use strict";

const list = document.querySelector("[data-triage]");
const bulk = document.getElementById("bulk");
const links = () => [...document.querySelectorAll("[data-triage] [data-row]")];
const rowOf = link => link?.closest("tr");
const boxOf = row => row?.querySelector("[data-select]");
const focused = () => rowOf(document.activeElement?.closest?.("[data-triage] tr")?.querySelector("[data-row]"));
const place = "pmoflow-triage";
const typing = target => target instanceof HTMLElement && (target.isContentEditable
  || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox"));

// How many it will be stands beside what can be done with them.
function count() {
  const [many, number] = [bulk?.querySelector("[data-count]"), document.querySelectorAll("[data-select]:checked").length];
  if (many) many.textContent = number === 0 ? "" : `${number} `;
}

document.addEventListener("change", count);

// What was done leaves the list: the row that moved up gets the focus, so that the next key goes on from there.
function remember() {
  const first = links().findIndex(link => boxOf(rowOf(link))?.checked || rowOf(link) === focused());
  sessionStorage.setItem(place, Math.max(first, 0));
}

addEventListener("pageshow", () => {
  count();
  const at = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (at !== null && links().length > 0) links()[Math.min(Number(at), links().length - 1)].focus();
});

document.addEventListener("submit", event => {
  if (event.target === bulk || event.target.closest("[data-triage]")) remember();
}, true);

// The row with the focus counts where none is selected.
function selectFocused() {
  const any = links().some(link => boxOf(rowOf(link))?.checked);
  const box = boxOf(focused());
  if (!any && box) box.checked = true;
  count();
  return any || box;
}

document.addEventListener("keydown", event => {
  if (event.key === "Escape" && bulk?.contains(event.target)) {
    event.target.closest("details")?.removeAttribute("open");
    (links().find(link => boxOf(rowOf(link))?.checked) ?? links()[0])?.focus();
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && bulk?.contains(event.target)) {
    event.preventDefault();
    event.target.closest("details")?.querySelector("button")?.click();
    return;
  }
  if (!list || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("pmoflow-keys") === "off") return;
  if (event.key === "x") {
    const box = boxOf(focused());
    if (box) { event.preventDefault(); box.checked = !box.checked; count(); }
    return;
  }
  if (event.key === "m" || event.key === "c") {
    const link = focused()?.querySelector("[data-row]");
    if (link) { event.preventDefault(); remember(); location.href = `${link.getAttribute("href")}#${event.key === "m" ? "merge" : "convert"}`; }
    return;
  }
  const choice = document.querySelector(`[data-bulk="${CSS.escape(event.key)}"]`);
  if (!choice || !selectFocused()) return;
  event.preventDefault();
  if (choice.tagName !== "DETAILS") { choice.click(); return; }
  choice.open = true;
  choice.querySelector("input:not([type=hidden]), textarea")?.focus();
});
