// What the page does beside links and forms: it counts what arrives, and has keys. All of it works without, too.

const news = document.getElementById("new");
const title = document.title;
let counted = 0;

document.documentElement.classList.add("script");
htmx.initialize(); // by itself it waits for a turn of its own, and a key before that would leave the page by the link

// --- what arrives: counted, never put among the rows that somebody reads

function arrived(event) {
  const { data } = JSON.parse(event.data);
  counted += 1;
  document.getElementById("new-count").textContent = counted;
  news.hidden = false;
  document.title = `(${counted}) ${title}`;
  const row = data.story && document.querySelector(`#stories [data-story="${CSS.escape(data.story)}"] .arrived`);
  if (row) {
    row.dataset.count = Number(row.dataset.count ?? 0) + 1;
    row.textContent = `+${row.dataset.count}`;
    row.hidden = false;
  }
}

const AGAIN = 10000; // milliseconds after which a server that refused is asked again, which browsers leave to pages

function follow(address) {
  const state = document.getElementById("stream-state");
  const stream = new EventSource(address);
  stream.addEventListener("alert", (event) => {
    address.searchParams.set("after", event.lastEventId);
    arrived(event);
  });
  stream.addEventListener("lost", () => {
    news.hidden = false;
  });
  stream.addEventListener("open", () => {
    state.textContent = "";
  });
  stream.addEventListener("error", () => {
    state.textContent = "connecting …";
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      if (source === stream) source = follow(address);
    }, AGAIN);
  });
  return stream;
}

let source = null;
let followed = null; // the list whose stream `source` is; a swap may bring another

function begin() {
  const list = document.querySelector("[data-stream]");
  if (!list || list === followed) return;
  followed = list;
  source?.close();
  counted = 0;
  document.title = title;
  news.hidden = true;
  source = follow(new URL(list.dataset.stream, location.href));
}

document.addEventListener("htmx:after:swap", begin);
begin();

// --- what a form that changes a part of the page brings: who acted stays at the row, and a refusal is told

const refusal = document.getElementById("refusal");
let acting = null;

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  acting = ctx.sourceElement.closest(".row")?.id ?? null;
  refusal.hidden = true;
  if (ctx.response.status < 400) return;
  const problem = new DOMParser().parseFromString(ctx.text, "text/html").querySelector("[data-problem]");
  if (!problem) return;
  event.preventDefault();
  refusal.textContent = problem.textContent.trim();
  refusal.hidden = false;
});

document.addEventListener("htmx:after:swap", () => {
  if (acting && document.activeElement === document.body) document.getElementById(acting)?.focus();
});

// --- moments: how long ago they are, kept right

const UNITS = [[86400, "d"], [3600, "h"], [60, "min"]];

function ago(seconds) {
  const unit = UNITS.find(([size]) => Math.abs(seconds) >= size);
  if (!unit) return "now";
  const told = `${Math.floor(Math.abs(seconds) / unit[0])} ${unit[1]}`;
  return seconds > 0 ? `${told} ago` : `in ${told}`;
}

setInterval(() => {
  for (const each of document.querySelectorAll("time[datetime]")) {
    if (each.dataset.fixed === undefined) each.textContent = ago((Date.now() - Date.parse(each.dateTime)) / 1000);
  }
}, 30000);

// --- dialogs

for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
}

// --- the form of a mute: closed by Escape and by "Cancel", who acted stays at the row

function close(form) {
  const opener = form.closest(".standing")?.querySelector("[data-key=m]");
  if (!opener) return false;
  form.remove();
  opener.focus();
  return true;
}

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-closes]")?.closest("form");
  if (form && close(form)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  const form = event.target.closest(".standing")?.querySelector(".panel form") ?? document.querySelector(".panel form");
  if (form && close(form)) event.preventDefault();
});

// --- keys

const rows = () => [...document.querySelectorAll(".row")];
const row = () => document.activeElement?.closest(".row");

function step(by) {
  const all = rows();
  const next = all[Math.min(Math.max(all.indexOf(row()) + by, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(selector, within = row()) {
  within?.querySelector(selector)?.click();
}

const FIELD = "[data-key='/'], .filters input:not([type=hidden]), .filters select, .filters a, .states a";

// The search field of this screen or its filter; a screen without any leads to the search.
function look() {
  const field = document.querySelector(`main :is(${FIELD})`);
  if (field) field.focus();
  else location.assign("/search");
}

function unlessTyping(action) {
  return (event) => {
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    action(event);
  };
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: () => press(".open"),
  v: () => press("a.article"),
  x: () => press("summary"),
  a: () => press("[data-key=a]", row() ?? document.querySelector("header.subject")),
  m: () => press("[data-key=m]", row() ?? document.querySelector("header.subject")),
  n: () => news && !news.hidden && news.click(),
  "/": look,
  "Shift+?": () => document.getElementById("keys").showModal(),
};
for (const link of document.querySelectorAll("nav [data-key^='g ']")) keys[link.dataset.key] = () => link.click();

tinykeys.tinykeys(
  window,
  Object.fromEntries(Object.entries(keys).map(([key, action]) => [key, unlessTyping(action)])),
);
