// The open tab as a table: cells, frozen rows and columns, and the cell that one is at.

import { $, element, say, state } from "/page/scripts/page_state.js";
import { drawChart, sparkline } from "/page/scripts/page_charts.js";
import { unsaved, write } from "/page/scripts/page_saving.js";

export const letters = (column) => (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));
export const address = (row, column) => `${letters(column)}${row + 1}`;

export function drawGrid() {
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
    if (!span && runsOver(row, column)) { made.classList.add("over"); fill(made, cell, number, column); }
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
  const lost = unsaved(row, column);
  const said = [lost?.said, cell.hint, cell.note, cell.error].filter(Boolean).join("\n");
  const made = element("td", {
    role: "gridcell", tabindex: "-1", "data-row": row, "data-column": column, title: said || null,
    "aria-readonly": String(!cell.open), class: [cell.open ? "open" : "closed", cell.open && cell.list !== undefined ? "choice" : "", cell.note ? "note" : "", lost ? "unsaved" : ""].join(" ").trim(),
  });
  if (span) { made.rowSpan = span[0]; made.colSpan = span[1]; }
  for (const [name, value] of Object.entries(state.grid.looks[cell.look])) made.style[name] = value;
  fill(made, cell, row, column);
  return made;
}

export function fill(made, cell, row, column) {
  if (cell.check) made.replaceChildren(checkBox(cell, row, column));
  else if (unsaved(row, column)) made.textContent = unsaved(row, column).text;
  else if (cell.spark) made.replaceChildren(sparkline(cell.spark));
  else if (state.grid.looks[cell.look].whiteSpace) made.replaceChildren(wrapped(cell.shown ?? "", state.grid.rows[row]));
  else if (made.classList.contains("over")) made.replaceChildren(runningOver(cell.shown ?? "", row, column));
  else made.textContent = cell.shown ?? "";
}

function runningOver(text, row, column) {
  // It ends where the next cell begins that holds anything, at the latest where the grid does.
  const made = element("div", { class: "running" }, text);
  const { cells } = state.grid.rows[row];
  let end = column + 1;
  while (end < cells.length && !cells[end].shown && cells[end].list === undefined && !cells[end].check) end++;
  made.style.width = `${state.grid.columns.slice(column, end).reduce((sum, width) => sum + width, 0) - 8}px`;
  return made;
}

function wrapped(text, row) {
  // A row that was given a height keeps it; any other one grows with its text, as far as a screen goes.
  const made = element("div", { class: "wrapped" }, text);
  made.style.maxHeight = `${row.fixed ? row.height - 5 : 400}px`;
  return made;
}

function checkBox(cell, row, column) {
  const box = element("input", { type: "checkbox", tabindex: "-1", checked: cell.shown === "TRUE", disabled: !cell.open, "aria-label": address(row, column) });
  box.addEventListener("change", () => write(row, column, box.checked, box.checked ? "TRUE" : "FALSE"));
  return box;
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

export const placeOf = (made) => [Number(made.dataset.row), Number(made.dataset.column)];
export const cellAt = (row, column) => $("sheet").querySelector(`td[data-row="${row}"][data-column="${column}"]`);

export function select(row, column, focus = true) {
  const made = cellAt(row, column);
  if (!made) return false;
  if (state.refused && address(row, column) !== address(...state.place)) say(state.usual);
  $("sheet").querySelector('td[tabindex="0"]')?.setAttribute("tabindex", "-1");
  made.setAttribute("tabindex", "0");
  state.place = [row, column];
  const cell = state.grid.rows[row].cells[column];
  $("place").textContent = address(row, column);
  $("content").textContent = cell.typed ?? "";
  if (focus) made.focus();
  return true;
}

export function step(rows, columns) {
  let [row, column] = state.place;
  for (;;) {
    row += rows;
    column += columns;
    if (row < 0 || column < 0 || row >= state.grid.rows.length || column >= state.grid.columns.length) return;
    const made = cellAt(row, column);
    if (made && made.offsetParent) { select(row, column); made.scrollIntoView({ block: "nearest", inline: "nearest" }); return; }
  }
}
