"use strict";
// The page asks the same interface as every other client; only what a tab looks like comes ready-made from /page/.

const $ = (id) => document.getElementById(id);
const state = { token: "", email: "", book: "", grid: null, place: [0, 0], editing: null, calls: 0, newer: null };
const saving = { queue: Promise.resolve(), waiting: 0, writes: 0, said: "", failed: [] };
const ROLES = { owner: "do everything", organizer: "do everything", fileOrganizer: "edit", writer: "edit", commenter: "read", reader: "read" };

function say(text, wrong = false) {
  $("status").textContent = text;
  $("status").classList.toggle("wrong", wrong);
}

async function ask(path, method = "GET", body, token = state.token) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  if (body) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Error("The server does not answer. Start it again: goalsheet local-sheets");
  }
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error.message);
  return content;
}

function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  if (text) made.textContent = text;
  return made;
}

function show(name) {
  for (const id of ["start", "files", "book"]) $(id).hidden = id !== name;
}

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
  const { files = [] } = await ask(`/drive/v3/files?q=${q}&pageSize=1000&includeItemsFromAllDrives=true&orderBy=name&fields=${fields}`);
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
  say(`${allowed(grid)}${comments}${charts}`);
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

const letters = (column) => (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));
const address = (row, column) => `${letters(column)}${row + 1}`;

function drawGrid() {
  const { grid } = state;
  const table = element("table", { role: "grid", "aria-label": grid.name, "aria-rowcount": grid.rows.length, class: grid.lines ? "lines" : null });
  const columns = element("colgroup");
  columns.append(sized(element("col"), "width", 44), ...grid.columns.map((width) => sized(element("col"), "width", width)));
  const head = element("thead");
  const line = element("tr");
  line.append(element("th", { "aria-label": "row" }), ...grid.columns.map((width, column) => hidden(element("th", { scope: "col" }, letters(column)), !width)));
  head.append(line);
  const body = element("tbody");
  const covered = merged(grid);
  body.append(...grid.rows.map((row, number) => drawRow(row, number, covered)));
  table.append(columns, head, body);
  table.style.width = `${44 + grid.columns.reduce((sum, width) => sum + width, 0)}px`;
  const { scrollTop, scrollLeft } = $("sheet");
  const board = element("div", { class: "board" });
  board.append(table);
  $("sheet").replaceChildren(board);
  Object.assign($("sheet"), { scrollTop, scrollLeft });
  freeze(table);
  for (const chart of grid.charts) board.append(drawChart(chart));
}

function sized(made, side, pixels) {
  made.style[side] = `${pixels}px`;
  if (!pixels) made.style.visibility = "collapse";
  return made;
}

function hidden(made, yes) {
  if (yes) made.style.display = "none";
  return made;
}

function merged(grid) {
  const spans = new Map();
  for (const [top, left, bottom, right] of grid.merges) {
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) spans.set(`${row},${column}`, null);
    }
    const shown = grid.columns.slice(left, right).filter((width) => width > 0).length;
    spans.set(`${top},${left}`, [bottom - top, Math.max(1, shown)]);
  }
  return spans;
}

function drawRow(row, number, covered) {
  const line = element("tr", { "aria-rowindex": number + 1 });
  if (!row.height) line.style.display = "none";
  line.style.height = `${row.height}px`;
  line.append(element("th", { scope: "row" }, String(number + 1)));
  row.cells.forEach((cell, column) => {
    const span = covered.get(`${number},${column}`);
    if (span === null) return;
    const made = hidden(drawCell(cell, number, column, span), !state.grid.columns[column]);
    if (!span && runsOver(row, column)) made.classList.add("over");
    line.append(made);
  });
  return line;
}

function runsOver(row, column) {
  // Text runs over empty cells beside it, unless it is wrapped, or pushed to the right as numbers are.
  const look = state.grid.looks[row.cells[column].look];
  const next = row.cells[column + 1];
  return Boolean(row.cells[column].shown) && !look.whiteSpace && !look.overflow && (look.textAlign ?? "left") === "left" && (!next || (!next.shown && next.list === undefined && !next.check));
}

function drawCell(cell, row, column, span) {
  const said = [cell.hint, cell.note, cell.error].filter(Boolean).join("\n");
  const made = element("td", {
    role: "gridcell", tabindex: "-1", "data-row": row, "data-column": column, title: said || null,
    "aria-readonly": String(!cell.open), class: [cell.open ? "open" : "closed", cell.open && cell.list !== undefined ? "choice" : "", cell.note ? "note" : ""].join(" ").trim(),
  });
  if (span) { made.rowSpan = span[0]; made.colSpan = span[1]; }
  for (const [name, value] of Object.entries(state.grid.looks[cell.look])) made.style[name] = value;
  fill(made, cell, row, column);
  return made;
}

function fill(made, cell, row, column) {
  if (cell.check) made.replaceChildren(checkBox(cell, row, column));
  else if (cell.spark) made.replaceChildren(sparkline(cell.spark));
  else made.textContent = cell.shown ?? "";
}

function checkBox(cell, row, column) {
  const box = element("input", { type: "checkbox", tabindex: "-1", checked: cell.shown === "TRUE", disabled: !cell.open, "aria-label": address(row, column) });
  box.addEventListener("change", () => write(row, column, box.checked, box.checked ? "TRUE" : "FALSE"));
  return box;
}

function sparkline({ data, options }) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const add = (name, attributes) => {
    const part = document.createElementNS(picture.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    picture.append(part);
  };
  picture.setAttribute("viewBox", "0 0 100 14");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", data.join(", "));
  if (options.charttype === "bar") {
    const whole = options.max ?? (data.reduce((sum, value) => sum + value, 0) || 1);
    let left = 0;
    data.forEach((value, number) => {
      const width = Math.max(0, Math.min(100 - left, (value / whole) * 100));
      add("rect", { x: left, y: 1, width, height: 12, fill: options[`color${number + 1}`] ?? (number ? "#d9dfe5" : "#4a86e8") });
      left += width;
    });
  } else if (data.length) {
    const low = options.ymin ?? Math.min(...data);
    const high = Math.max(options.ymax ?? Math.max(...data), low + 1e-9);
    const step = 100 / Math.max(1, options.charttype === "column" ? data.length : data.length - 1);
    const height = (value) => ((value - low) / (high - low)) * 12;
    if (options.charttype === "column") {
      data.forEach((value, number) => add("rect", { x: number * step, y: 13 - height(value), width: step * 0.8, height: height(value) + 0.5, fill: options.color ?? "#4a86e8" }));
    } else {
      add("polyline", { points: data.map((value, number) => `${number * step},${13 - height(value)}`).join(" "), fill: "none", stroke: options.color ?? "#4a86e8", "stroke-width": "1.5", "vector-effect": "non-scaling-stroke" });
    }
  }
  return picture;
}

// ---- charts -----------------------------------------------------------------------------------------------

function shape(name, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function drawChart(chart) {
  const [width, height] = chart.size;
  const bars = chart.kind === "BAR";
  const said = chart.labels.map((label, number) => `${label}: ${chart.series.map((one) => `${one.name} ${one.shown[number]}`).join(", ")}`);
  const picture = shape("svg", { class: "chart", width, height, role: "img", "aria-label": `${chart.title}. ${said.join("; ")}` });
  const [row, column] = chart.anchor;
  const cell = cellAt(Math.min(row, state.grid.rows.length - 1), Math.min(column, state.grid.columns.length - 1));
  picture.style.left = `${(cell?.offsetLeft ?? 44) + chart.offset[0]}px`;
  picture.style.top = `${(cell?.offsetTop ?? 22) + chart.offset[1]}px`;
  picture.append(shape("text", { x: 16, y: 26, class: "heading" }, chart.title));
  const box = { left: bars ? 130 : 40, top: 62, right: width - 24, bottom: height - (bars ? 30 : 40) };
  drawLegend(picture, chart);
  const totals = chart.labels.map((_, number) => chart.series.map((one) => Math.max(0, one.values[number] ?? 0)).reduce((sum, value) => sum + value, 0));
  const largest = Math.max(...(chart.stacked ? totals : chart.series.flatMap((one) => one.values)), 0) || 1;
  const step = roundStep(largest / 4);
  const most = step * Math.ceil(largest / step - 1e-9);
  drawScale(picture, chart, box, step, most, bars);
  if (chart.kind === "LINE") drawLines(picture, chart, box, most);
  else drawBars(picture, chart, box, most, bars);
  return picture;
}

function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * [1, 2, 2.5, 5, 10].find((step) => step * power >= least * (1 - 1e-9));
}

function drawScale(picture, chart, box, step, most, bars) {
  // Without numbers at the axis a quarter would look like the whole.
  const percent = chart.series.some((one) => one.shown.some((text) => text.endsWith("%")));
  for (let value = 0; value <= most * (1 + 1e-9); value += step) {
    const text = percent ? `${Number((value * 100).toPrecision(4))}%` : String(Number(value.toPrecision(4)));
    const left = box.left + (value / most) * (box.right - box.left);
    const top = box.bottom - (value / most) * (box.bottom - box.top);
    const line = bars ? `M${left} ${box.top - 6}V${box.bottom}` : `M${box.left} ${top}H${box.right}`;
    picture.append(shape("path", { d: line, fill: "none", stroke: "#e6eaee" }), bars
      ? shape("text", { x: left, y: box.bottom + 16, "text-anchor": "middle", class: "tick" }, text)
      : shape("text", { x: box.left - 6, y: top + 4, "text-anchor": "end", class: "tick" }, text));
  }
}

function drawLegend(picture, chart) {
  let left = 16;
  for (const one of chart.series) {
    if (!one.name) continue;
    picture.append(shape("rect", { x: left, y: 38, width: 10, height: 10, fill: one.colour }), shape("text", { x: left + 14, y: 47 }, one.name));
    left += 30 + one.name.length * 7;
  }
}

function drawBars(picture, chart, box, most, bars) {
  const long = bars ? box.right - box.left : box.bottom - box.top;
  const step = (bars ? box.bottom - box.top : box.right - box.left) / Math.max(1, chart.labels.length);
  const thick = chart.stacked ? step * 0.6 : (step * 0.7) / Math.max(1, chart.series.length);
  chart.labels.forEach((label, number) => {
    let reached = 0;
    chart.series.forEach((one, place) => {
      const size = (Math.max(0, one.values[number] ?? 0) / most) * long;
      const across = number * step + step * 0.15 + (chart.stacked ? 0 : place * thick);
      const start = chart.stacked ? reached : 0;
      picture.append(shape("rect", bars
        ? { x: box.left + start, y: box.top + across, width: size, height: thick, fill: one.colour }
        : { x: box.left + across, y: box.bottom - start - size, width: thick, height: size, fill: one.colour }));
      reached += size;
    });
    const middle = number * step + step * 0.5;
    picture.append(bars
      ? shape("text", { x: box.left - 8, y: box.top + middle + 4, "text-anchor": "end" }, label.slice(0, 18))
      : shape("text", { x: box.left + middle, y: box.bottom + 16, "text-anchor": "middle" }, label.slice(0, 14)));
  });
  drawAxis(picture, box);
}

function drawLines(picture, chart, box, most) {
  const step = (box.right - box.left) / Math.max(1, chart.labels.length - 1);
  for (const one of chart.series) {
    const points = one.values.map((value, number) => `${box.left + number * step},${box.bottom - (value / most) * (box.bottom - box.top)}`);
    picture.append(shape("polyline", { points: points.join(" "), fill: "none", stroke: one.colour, "stroke-width": 2 }));
  }
  drawAxis(picture, box);
}

function drawAxis(picture, box) {
  picture.append(shape("path", { d: `M${box.left} ${box.top - 6}V${box.bottom}H${box.right}`, fill: "none", stroke: "#aab4be" }));
}

function freeze(table) {
  // Where frozen cells stick is known only when the table has been laid out.
  const [rows, columns] = state.grid.frozen;
  for (const made of table.querySelectorAll("td")) {
    const [row, column] = placeOf(made);
    if (row >= rows && column >= columns) continue;
    made.classList.add("frozen");
    if (row < rows) made.style.top = `${made.parentElement.offsetTop}px`;
    if (column < columns) made.style.left = `${made.offsetLeft}px`;
    made.classList.toggle("both", row < rows && column < columns);
  }
  const numbers = [...table.tBodies[0].rows].slice(0, rows).map((line) => line.cells[0]);
  for (const made of numbers) made.style.top = `${made.parentElement.offsetTop}px`;
  for (const made of numbers) made.style.zIndex = 6;
  for (const made of [...table.tHead.rows[0].cells].slice(1, columns + 1)) {
    made.style.left = `${made.offsetLeft}px`;
    made.style.zIndex = 8;
  }
  keepClear(table, rows, columns);
}

function keepClear(table, rows, columns) {
  // A cell that one goes to is scrolled out from behind the frozen ones, as far as those leave any room.
  const { style, clientHeight, clientWidth } = $("sheet");
  const below = table.tBodies[0].rows[rows]?.offsetTop ?? 0;
  const beside = table.tHead.rows[0].cells[columns + 1]?.offsetLeft ?? 0;
  style.scrollPaddingTop = `${Math.min(below, clientHeight / 2)}px`;
  style.scrollPaddingLeft = `${Math.min(beside, clientWidth / 2)}px`;
}

const placeOf = (made) => [Number(made.dataset.row), Number(made.dataset.column)];
const cellAt = (row, column) => $("sheet").querySelector(`td[data-row="${row}"][data-column="${column}"]`);

function select(row, column, focus = true) {
  const made = cellAt(row, column);
  if (!made) return false;
  $("sheet").querySelector('td[tabindex="0"]')?.setAttribute("tabindex", "-1");
  made.setAttribute("tabindex", "0");
  state.place = [row, column];
  const cell = state.grid.rows[row].cells[column];
  $("place").textContent = address(row, column);
  $("content").textContent = cell.typed ?? "";
  if (focus) made.focus();
  return true;
}

function step(rows, columns) {
  let [row, column] = state.place;
  for (;;) {
    row += rows;
    column += columns;
    if (row < 0 || column < 0 || row >= state.grid.rows.length || column >= state.grid.columns.length) return;
    const made = cellAt(row, column);
    if (made && made.offsetParent) { select(row, column); made.scrollIntoView({ block: "nearest", inline: "nearest" }); return; }
  }
}

// ---- editing ----------------------------------------------------------------------------------------------

function edit(start) {
  const [row, column] = state.place;
  const cell = state.grid.rows[row].cells[column];
  if (!cell.open) {
    say(state.grid.role === "reader" || state.grid.role === "commenter" ? "You may read this spreadsheet, not change it." : "This cell is protected: it is not yours to change.", true);
    return;
  }
  const made = cellAt(row, column);
  if (cell.check) { made.querySelector("input").click(); return; }
  const field = cell.list !== undefined ? choice(cell) : textField(start ?? cell.typed ?? "");
  state.editing = { row, column, field, before: cell.typed ?? "", byKey: false, letters: "" };
  made.classList.add("editing");
  made.replaceChildren(field);
  field.setAttribute("aria-label", address(row, column));
  field.focus();
  if (field.select && start === undefined) field.select();
  if (field.tagName === "SELECT" && start !== undefined) chooseByLetter(start);
  field.addEventListener("blur", () => finish(true));
  if (cell.hint) say(cell.hint);
}

function textField(text) {
  const field = element("textarea", { rows: Math.max(1, text.split("\n").length) });
  field.value = text;
  return field;
}

function choice(cell) {
  const field = element("select");
  const words = state.grid.lists[cell.list];
  const own = cell.shown && !words.includes(cell.shown) ? [cell.shown] : [];
  field.append(element("option", { value: "" }), ...[...own, ...words].map((word) => element("option", { value: word, selected: word === cell.shown }, word)));
  field.addEventListener("change", () => { if (!state.editing.byKey) finish(true, [0, 0]); }); // keys pass by words that nobody means
  return field;
}

function chooseByLetter(letter) {
  const { editing } = state;
  editing.letters += letter.toLowerCase();
  const word = [...editing.field.options].find((option) => option.value.toLowerCase().startsWith(editing.letters));
  if (word) editing.field.value = word.value;
}

function finish(keep, move = null) {
  const { editing } = state;
  if (!editing) return;
  state.editing = null; // first of all: the field says goodbye (blur) when it is taken out
  const { row, column, field, before } = editing;
  const made = cellAt(row, column);
  const text = field.value;
  if (keep && text !== before) {
    const quote = field.tagName === "SELECT" && /^[=+\-']/.test(text) ? "'" : ""; // a word of a list is never a formula
    write(row, column, quote + text, text);
  }
  made.classList.remove("editing");
  fill(made, state.grid.rows[row].cells[column], row, column);
  showNewer();
  if (move) { select(row, column); step(...move); }
}

// ---- saving -----------------------------------------------------------------------------------------------

function write(row, column, value, shown) {
  // The cell shows at once what was typed; what it comes to is seen when all that was typed is saved.
  const { book, token, grid } = state;
  const range = `'${grid.name.replaceAll("'", "''")}'!${address(row, column)}`;
  const path = `/v4/spreadsheets/${book}/values/${encodeURIComponent(range)}?valueInputOption=USER_ENTERED`;
  Object.assign(grid.rows[row].cells[column], { shown, typed: String(value) });
  saving.writes += 1;
  saving.waiting += 1;
  state.newer = null;
  document.body.dataset.saving = "";
  saving.queue = saving.queue.then(() => save(path, value, token, address(row, column)));
}

async function save(path, value, token, place) {
  try {
    await ask(path, "PUT", { values: [[value]] }, token);
    saving.said = `${place} is saved.`;
  } catch (error) {
    saving.failed.push(`${place} is not saved. ${error.message}`);
  }
  saving.waiting -= 1;
  if (!saving.waiting) await refresh().catch((error) => saving.failed.push(error.message));
  if (!saving.waiting) sayWhatWasSaved();
}

async function refresh() {
  const { book, grid } = state;
  if (!grid) return undefined;
  const { writes } = saving;
  const newer = await ask(`/page/spreadsheets/${book}/${grid.sheet}`);
  if (writes !== saving.writes) return undefined; // what was written since then is not in it; its own refresh comes
  if (book !== state.book || grid.sheet !== state.grid?.sheet) return refresh(); // another tab was opened meanwhile
  state.newer = newer;
  return showNewer();
}

function showNewer() {
  // Never under somebody's hands: a field in which one types stays until it is left.
  if (!state.newer || state.editing) return;
  const focused = $("sheet").contains(document.activeElement) || document.activeElement === document.body;
  [state.grid, state.newer] = [state.newer, null];
  drawGrid();
  select(...state.place, focused);
}

function sayWhatWasSaved() {
  const wrong = saving.failed.length > 0;
  say(wrong ? saving.failed.join(" ") : saving.said, wrong);
  saving.failed = [];
  delete document.body.dataset.saving;
}

window.addEventListener("beforeunload", (event) => { if (saving.waiting) event.preventDefault(); });

$("sheet").addEventListener("mousedown", (event) => {
  const made = event.target.closest("td");
  if (!made || made.classList.contains("editing") || event.target.type === "checkbox") return;
  event.preventDefault();
  const go = () => { select(...placeOf(made)); if (event.detail > 1) edit(); };
  finish(true);
  go();
});

$("sheet").addEventListener("keydown", (event) => {
  if (state.editing) editingKey(event); else movingKey(event);
});

function editingKey(event) {
  const list = state.editing.field.tagName === "SELECT";
  if (event.key === "Escape") finish(false, [0, 0]);
  else if (event.key === "Enter" && !event.altKey && !event.shiftKey && !list) finish(true, [1, 0]);
  else if (event.key === "Enter" && list) finish(true, [0, 0]);
  else if (event.key === "Tab") finish(true, [0, event.shiftKey ? -1 : 1]);
  else if (list && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) chooseByLetter(event.key);
  else { state.editing.byKey = list; return; }
  event.preventDefault();
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function movingKey(event) {
  if (!event.target.closest("td")) return;
  if (MOVES[event.key]) step(...MOVES[event.key]);
  else if (event.key === "Tab") {
    const before = state.place;
    step(0, event.shiftKey ? -1 : 1);
    if (before === state.place) return; // at the edge Tab leaves the grid
  } else if (event.key === "Home") { select(event.ctrlKey ? 0 : state.place[0], 0) || step(0, 1); }
  else if (event.key === "PageDown" || event.key === "PageUp") {
    const row = Math.min(Math.max(0, state.place[0] + (event.key === "PageDown" ? 20 : -20)), state.grid.rows.length - 1);
    if (select(row, state.place[1])) document.activeElement.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" || event.key === "F2") edit();
  else if (event.key === " " && state.grid.rows[state.place[0]].cells[state.place[1]].check) edit();
  else if (event.key === "Delete" || event.key === "Backspace") erase();
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) edit(event.key);
  else return;
  event.preventDefault();
}

function erase() {
  const [row, column] = state.place;
  const cell = state.grid.rows[row].cells[column];
  if (!cell.open) { edit(); return; }
  write(row, column, "", "");
  fill(cellAt(row, column), cell, row, column);
}

// ---- where one is -----------------------------------------------------------------------------------------

async function route() {
  try {
    if (!state.token) return await choosePerson();
    const [book, sheet = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
    await (book ? openTab(book, sheet) : listFiles());
  } catch (error) {
    say(error.message, true);
  }
}

$("who").addEventListener("change", () => { if ($("who").value) enter($("who").value).catch((error) => say(error.message, true)); });
window.addEventListener("hashchange", route);
const before = sessionStorage.getItem("email");
(before ? enter(before) : route()).catch((error) => say(error.message, true));
