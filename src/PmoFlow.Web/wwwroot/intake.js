// The request form: saves itself while somebody types, proposes requests that ask for the same, hides what does not apply. All of it
// also works by buttons, without this script.
"use strict";

const form = document.querySelector("form[data-intake]");
const later = (delay, action) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(action, delay); }; };
// Files go with the form itself: what was chosen is sent once, when somebody presses a button.
const body = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
const part = { "X-Part": "1" };

function applyConditions() {
  const answers = new FormData(form);
  for (const field of form.querySelectorAll("[data-when]")) {
    const answer = answers.get(field.dataset.when) ?? "";
    field.hidden = field.dataset.is !== undefined ? answer !== field.dataset.is
      : !(Number(answer.replaceAll(",", "")) >= Number(field.dataset.atLeast) && answer.trim() !== "");
  }
}

const lookForTwins = later(900, async () => {
  const box = form.querySelector("[data-similar]");
  if (!box || form.elements.title.value.trim().length < 8) return;
  const answer = await fetch("/requests/similar", { method: "POST", body: body(), headers: part });
  if (answer.ok) box.innerHTML = await answer.text();
});

// Only what somebody typed is saved, never an empty form.
const save = later(3000, async () => {
  if (form.dataset.sent || !("draft" in form.elements) || form.elements.title.value.trim() === "") return;
  const answer = await fetch("/requests/drafts", { method: "POST", body: body(), headers: part });
  if (!answer.ok || form.dataset.sent) return;
  const { token, until } = await answer.json();
  form.elements.draft.value = token;
  history.replaceState(null, "", `/requests/drafts/${token}`);
  form.querySelector("[data-saved]").textContent = `Saved. The address of this page opens it again until ${until}.`;
});

if (form) {
  for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;
  applyConditions();
  form.addEventListener("input", event => {
    applyConditions();
    if (event.target.name === "title" || event.target.name === "description") lookForTwins();
    save();
  });
}
