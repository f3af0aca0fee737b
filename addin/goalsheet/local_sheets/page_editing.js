// Typing into cells, and moving between them, by keyboard and mouse.

import { $, element, refuse, say, state } from "/page/scripts/page_state.js";
import { address, cellAt, fill, placeOf, select, step } from "/page/scripts/page_grid.js";
import { forget, sayWhatIsLeft, showNewer, unsaved, write } from "/page/scripts/page_saving.js";

export const closed = () => (["reader", "commenter"].includes(state.grid.role) ? "You may read this spreadsheet, not change it." : "This cell is protected: it is not yours to change.");

export function edit(start) {
  const [row, column] = state.place;
  const cell = state.grid.rows[row].cells[column];
  if (!cell.open) {
    refuse(closed());
    return;
  }
  const made = cellAt(row, column);
  if (cell.check) { made.querySelector("input").click(); return; }
  const lost = unsaved(row, column)?.text;
  const field = cell.list !== undefined ? choice(cell, lost ?? cell.shown) : textField(start ?? lost ?? cell.typed ?? "");
  state.editing = { row, column, field, before: cell.typed ?? "", byKey: false, letters: "" };
  made.classList.add("editing");
  made.replaceChildren(field);
  field.setAttribute("aria-label", address(row, column));
  field.focus();
  if (field.select && start === undefined && !lost) field.select(); // one goes on writing what was not saved
  if (field.tagName === "SELECT" && start !== undefined) chooseByLetter(start);
  field.addEventListener("blur", () => finish(true));
  if (cell.hint) say(cell.hint);
}

function textField(text) {
  const field = element("textarea", { rows: Math.max(1, text.split("\n").length) });
  field.value = text;
  return field;
}

function choice(cell, chosen) {
  const field = element("select");
  const words = state.grid.lists[cell.list];
  const own = chosen && !words.includes(chosen) ? [chosen] : [];
  field.append(element("option", { value: "" }), ...[...own, ...words].map((word) => element("option", { value: word, selected: word === chosen }, word)));
  field.addEventListener("change", () => { if (!state.editing.byKey) finish(true, [0, 0]); }); // keys pass by words that nobody means
  return field;
}

function chooseByLetter(letter) {
  const { editing } = state;
  editing.letters += letter.toLowerCase();
  const word = [...editing.field.options].find((option) => option.value.toLowerCase().startsWith(editing.letters));
  if (word) editing.field.value = word.value;
}

function drop(row, column, made) {
  forget(row, column);
  made.classList.remove("unsaved");
}

export function finish(keep, move = null) {
  const { editing } = state;
  if (!editing) return;
  state.editing = null; // first of all: the field says goodbye (blur) when it is taken out
  const { row, column, field, before } = editing;
  const made = cellAt(row, column);
  const text = field.value;
  if (!keep || text === before) drop(row, column, made);
  if (!keep) sayWhatIsLeft();
  if (keep && text !== before) {
    const quote = field.tagName === "SELECT" && /^[=+\-']/.test(text) ? "'" : ""; // a word of a list is never a formula
    write(row, column, quote + text, text);
  }
  made.classList.remove("editing");
  fill(made, state.grid.rows[row].cells[column], row, column);
  showNewer();
  if (move) { select(row, column); step(...move); }
}

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
  else if (event.key === "Enter" && (event.altKey || event.ctrlKey) && !list) breakLine(state.editing.field);
  else if (event.key === "Enter" && !event.altKey && !event.shiftKey && !list) finish(true, [1, 0]);
  else if (event.key === "Enter" && list) finish(true, [0, 0]);
  else if (event.key === "Tab") finish(true, [0, event.shiftKey ? -1 : 1]);
  else if (list && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) chooseByLetter(event.key);
  else { state.editing.byKey = list; return; }
  event.preventDefault();
}

// Shift+Enter breaks it by the browser itself.
function breakLine(field) {
  field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input"));
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
