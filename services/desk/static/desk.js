// What makes the desk quicker; everything works without it.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
  });
}

// Deadlines count down by the server's clock, which is the one that counts.
const told = document.body.dataset;
const ahead = Date.parse(told.now) - Date.now();

function span(minutes) {
  if (minutes < 90) return told.min.replace("{n}", minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 72 ? told.h.replace("{n}", hours) : told.d.replace("{n}", Math.floor(hours / 24));
}

function count() {
  for (const time of document.querySelectorAll("[data-left]")) {
    const minutes = (Date.parse(time.dateTime) - Date.now() - ahead) / 60000;
    const words = span(Math.floor(Math.abs(minutes)));
    time.textContent = (minutes >= 0 ? told.in : told.over).replace("{span}", words);
  }
}

setInterval(count, 30000);

// What is still under way is looked at again.
if (document.querySelector("[data-again]")) setTimeout(() => location.reload(), 2000);

const rows = [...document.querySelectorAll("a.row")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const at = rows.indexOf(document.activeElement);
  if (event.key === "j" && rows.length) rows[Math.min(at + 1, rows.length - 1)].focus();
  else if (event.key === "k" && rows.length) rows[Math.max(at - 1, 0)].focus();
  else if (event.key === "c") [...document.querySelectorAll("[data-copy]")].at(-1)?.click();
  else if (event.key === "/") location.assign("/search");
  else if (event.key === "g") location.assign("/queue");
  else return;
  event.preventDefault();
});
