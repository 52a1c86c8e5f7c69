// Small conveniences. Every page works without them.
"use strict";

const typing = target => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

// Keys of one letter can be switched off (WCAG 2.1.4): who dictates or slips would set them off unwillingly.
const keysAreOff = () => localStorage.getItem("pmoflow-keys") === "off";

// "/" goes to the search field, j and k walk the rows of the first list, Enter opens (it is a link), n starts a request, ? tells them all.
document.addEventListener("keydown", event => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || keysAreOff()) return;
  if (event.key === "?") {
    document.getElementById("keys")?.showModal();
  } else if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  } else if (event.key === "j" || event.key === "k") {
    const links = [...document.querySelectorAll("[data-rows] [data-row]")];
    if (links.length === 0) return;
    const at = links.indexOf(document.activeElement);
    const next = event.key === "j" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
  } else {
    const keyed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (keyed) { event.preventDefault(); keyed.tagName === "DETAILS" ? openDetails(keyed) : keyed.click(); }
  }
});

const keySwitch = document.getElementById("keys-on");
if (keySwitch) {
  keySwitch.checked = !keysAreOff();
  keySwitch.addEventListener("change", () => localStorage.setItem("pmoflow-keys", keySwitch.checked ? "on" : "off"));
}
for (const button of document.querySelectorAll("[data-dialog]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById(button.dataset.dialog)?.showModal());
}

// A link to a part that is folded away unfolds it.
const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
// After the browser has gone to it: that takes the focus away.
if (target?.tagName === "DETAILS") addEventListener("load", () => setTimeout(() => openDetails(target)));

function openDetails(details) {
  details.open = true;
  details.querySelector("textarea, select, input:not([type=hidden]), button:not([disabled])")?.focus();
}

// A form is sent once; its button says that it is under way. Coming back by the browser's history frees it again.
document.addEventListener("submit", event => {
  const form = event.target;
  // A button that keeps Enter from deciding: it sends nothing.
  if (event.submitter?.formMethod === "dialog") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post") form.dataset.sent = "1";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});

// Times are rendered in the office's zone; a reader elsewhere gets their own, the exact moment stays in the title.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && zone !== document.documentElement.dataset.zone) {
  const parts = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  const [withTime, withSeconds] = [new Intl.DateTimeFormat(undefined, parts), new Intl.DateTimeFormat(undefined, { ...parts, second: "2-digit" })];
  for (const time of document.querySelectorAll("time[data-moment]"))
    time.textContent = (time.dataset.moment === "seconds" ? withSeconds : withTime).format(new Date(time.dateTime));
}

// Copy buttons appear only where copying works.
if (navigator.clipboard) for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

// The error summary takes the focus, so that it is read first.
document.querySelector(".error-summary")?.focus();

// Filters apply as soon as they are chosen.
for (const select of document.querySelectorAll("select[data-apply]")) select.addEventListener("change", () => select.form.requestSubmit());

// Work that goes on is looked at again every two seconds; without script there is a link.
if (document.querySelector("[data-reload]")) setTimeout(() => location.reload(), 2000);
