// Who one is, what one may open, and which tab is open. Only what a tab looks like comes ready-made from /page/.

import { $, ROLES, element, say, show, state } from "/page/scripts/page_state.js";
import { ask } from "/page/scripts/page_server.js";
import { cellAt, drawGrid, select } from "/page/scripts/page_grid.js";
import { finish } from "/page/scripts/page_editing.js";
import "/page/scripts/page_clipboard.js";

// ---- who one is -------------------------------------------------------------------------------------------

async function choosePerson() {
  const { people } = await ask("/page/people");
  fillPeople(people);
  show("start");
  $("title").textContent = "";
  $("people").replaceChildren(...people.map((email) => {
    const item = element("li");
    const button = element("button", { type: "button" }, email);
    button.addEventListener("click", () => enter(email));
    item.append(button);
    return item;
  }));
  if (!people.length) say("Nobody has a spreadsheet here yet. Make some first, for instance: goalsheet sync");
  $("people").querySelector("button")?.focus();
}

function fillPeople(people) {
  const first = element("option", { value: "" }, state.email ? "" : "choose …");
  $("who").replaceChildren(...(state.email ? [] : [first]), ...people.map((email) => element("option", { value: email, selected: email === state.email }, email)));
}

async function enter(email) {
  const answer = await ask("/page/enter", "POST", { email });
  Object.assign(state, { token: answer.token, email });
  sessionStorage.setItem("email", email);
  fillPeople((await ask("/page/people")).people);
  await route();
}

// ---- what one may open ------------------------------------------------------------------------------------

async function listFiles() {
  const q = encodeURIComponent("mimeType='application/vnd.google-apps.spreadsheet' and trashed=false");
  const fields = "files(id,name,modifiedTime,owners(emailAddress),capabilities(canEdit,canComment),ownedByMe)";
  const { files = [] } = await ask(`/drive/v3/files?q=${q}&pageSize=1000&includeItemsFromAllDrives=true&supportsAllDrives=true&orderBy=name&fields=${fields}`);
  finish(true);
  Object.assign(state, { grid: null, newer: null });
  $("title").textContent = "";
  document.title = "Local Sheets";
  $("list").replaceChildren(...files.map(fileRow));
  $("none").hidden = files.length > 0;
  show("files");
  ($("list").querySelector("a") ?? $("home")).focus();
  say(`${files.length} ${files.length === 1 ? "spreadsheet" : "spreadsheets"}`);
}

function fileRow(file) {
  const row = element("tr");
  const name = element("td");
  name.append(element("a", { href: `#${file.id}` }, file.name));
  const may = file.ownedByMe ? "owner" : file.capabilities.canEdit ? "writer" : file.capabilities.canComment ? "commenter" : "reader";
  const time = new Date(file.modifiedTime).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  const owner = file.owners?.[0]?.emailAddress ?? "shared drive";
  row.append(name, element("td", {}, owner), element("td", {}, time), element("td", {}, ROLES[may]));
  return row;
}

// ---- a spreadsheet ----------------------------------------------------------------------------------------

async function openTab(book, sheet) {
  const call = (state.calls += 1);
  const grid = await ask(`/page/spreadsheets/${book}${sheet === "" ? "" : `/${sheet}`}`);
  if (call !== state.calls) return; // a later click has overtaken this one
  finish(true); // what was begun meanwhile belongs to the tab that goes
  Object.assign(state, { book, grid, place: firstOpen(grid), newer: null });
  $("title").textContent = grid.title;
  document.title = `${grid.title} – Local Sheets`;
  show("book");
  drawTabs();
  drawGrid();
  select(...state.place);
  cellAt(...state.place)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const charts = grid.undrawn ? ` ${grid.undrawn === 1 ? "A chart is" : `${grid.undrawn} charts are`} not drawn here.` : "";
  const comments = grid.role === "commenter" ? " You may comment in Google Sheets, too; this page shows no comments." : "";
  state.usual = `${allowed(grid)}${comments}${charts}`;
  say(state.usual);
}

async function leave(error) {
  // Whatever is on the screen is of somebody who may open it: it does not stay for somebody who may not.
  if (![403, 404].includes(error.status)) throw error;
  history.replaceState(null, "", "#");
  await listFiles();
  say(`${state.email} cannot open that spreadsheet, or it is not there. Here is what they can open.`, true);
}

function allowed(grid) {
  const cells = grid.rows.flatMap((row) => row.cells);
  if (grid.role !== "writer" || cells.every((cell) => cell.open)) return `You may ${ROLES[grid.role]}.`;
  return cells.some((cell) => cell.open) ? "You may edit the cells of this tab that are not protected." : "You may read this tab: all its cells are protected.";
}

function firstOpen(grid) {
  for (let row = grid.frozen[0]; row < grid.rows.length && grid.role !== "owner"; row++) {
    const column = grid.rows[row].cells.findIndex((cell) => cell.open);
    if (column >= 0) return [row, column];
  }
  return [0, grid.columns.findIndex((width) => width > 0)];
}

function drawTabs() {
  $("tabs").replaceChildren(...state.grid.tabs.map((tab) => {
    const chosen = tab.id === state.grid.sheet;
    const button = element("button", { type: "button", role: "tab", "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1" }, tab.title);
    button.addEventListener("click", () => { location.hash = `${state.book}/${tab.id}`; });
    return button;
  }));
}

$("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const all = [...$("tabs").children];
  const next = all[all.indexOf(document.activeElement) + step];
  if (next) { next.focus(); event.preventDefault(); }
});

// ---- where one is -----------------------------------------------------------------------------------------

async function route() {
  try {
    if (!state.token) return await choosePerson();
    const [book, sheet = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
    await (book ? openTab(book, sheet).catch(leave) : listFiles());
  } catch (error) {
    say(error.message, true);
  }
}

$("who").addEventListener("change", () => { if ($("who").value) enter($("who").value).catch((error) => say(error.message, true)); });
window.addEventListener("hashchange", route);
const before = sessionStorage.getItem("email");
(before ? enter(before) : route()).catch((error) => say(error.message, true));
