// Saving what was typed, one write after the other; what is not saved is kept, and said.

import { $, say, state } from "/page/scripts/page_state.js";
import { ask } from "/page/scripts/page_server.js";
import { address, cellAt, drawGrid, select } from "/page/scripts/page_grid.js";
import { edit } from "/page/scripts/page_editing.js";

// Texts that were not saved, by spreadsheet, tab and cell, each with why.
const kept = new Map();
const keyOf = (row, column) => JSON.stringify([state.book, state.grid.sheet, row, column]);
export const unsaved = (row, column) => kept.get(keyOf(row, column));
export const forget = (row, column) => kept.delete(keyOf(row, column));
// What cells held before each write, the last one last.
const done = [];
const saving = { queue: Promise.resolve(), waiting: 0, writes: 0, said: "", failed: [] };

export function write(row, column, value, shown) {
  done.push({ book: state.book, sheet: state.grid.sheet, row, column, typed: state.grid.rows[row].cells[column].typed ?? "" });
  // The cell shows at once what was typed; what it comes to is seen when all that was typed is saved.
  const { book, token, grid } = state;
  const range = `'${grid.name.replaceAll("'", "''")}'!${address(row, column)}`;
  const path = `/page/spreadsheets/${book}/values/${encodeURIComponent(range)}`;
  Object.assign(grid.rows[row].cells[column], { shown, typed: String(value) });
  saving.writes += 1;
  saving.waiting += 1;
  state.newer = null;
  document.body.dataset.saving = "";
  const key = keyOf(row, column);
  kept.delete(key);
  saving.queue = saving.queue.then(() => save(path, value, token, { key, shown, place: address(row, column) }));
}

export function undo() {
  // Write again what stood in the cell of the last write to this tab; false if nothing was written to it.
  const place = done.findLastIndex(({ book, sheet }) => book === state.book && sheet === state.grid.sheet);
  if (place < 0) return false;
  const [{ row, column, typed }] = done.splice(place, 1);
  write(row, column, typed, typed);
  done.pop();
  select(row, column);
  return true;
}

async function save(path, value, token, { key, shown, place }) {
  try {
    await ask(path, "PUT", { values: [[value]] }, token);
    saving.said = `${place} is saved.`;
  } catch (error) {
    const said = `${place} is not saved. ${error.message}`;
    saving.failed.push(said);
    if (shown) keep(key, { text: shown, said });
  }
  saving.waiting -= 1;
  if (!saving.waiting) await refresh().catch((error) => saving.failed.push(error.message));
  if (!saving.waiting) sayWhatWasSaved();
}

function keep(key, what) {
  kept.set(key, what);
  const [book, sheet, row, column] = JSON.parse(key);
  if (book === state.book && sheet === state.grid?.sheet) cellAt(row, column)?.classList.add("unsaved");
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

export function showNewer() {
  // Never under somebody's hands: a field in which one types stays until it is left.
  if (!state.newer || state.editing) return;
  const focused = $("sheet").contains(document.activeElement) || document.activeElement === document.body;
  [state.grid, state.newer] = [state.newer, null];
  drawGrid();
  select(...state.place, focused);
}

function goBack() {
  // To the first text that was not saved, unless somebody types elsewhere already: there it waits in its cell.
  const { grid } = state;
  if (!grid || state.editing || !$("sheet").contains(document.activeElement)) return;
  const first = [...kept.keys()].map((key) => JSON.parse(key)).find(([book, sheet]) => book === state.book && sheet === grid.sheet);
  if (first && select(first[2], first[3])) edit();
}

export function sayWhatIsLeft() {
  // Once somebody gave up what was not saved: the next text that waits, or what one may do here.
  const first = [...kept.values()][0];
  say(first ? first.said : state.usual, Boolean(first));
}

function sayWhatWasSaved() {
  const wrong = saving.failed.length > 0;
  if (wrong) goBack();
  say(wrong ? saving.failed.join(" ") : saving.said, wrong);
  saving.failed = [];
  delete document.body.dataset.saving;
}

window.addEventListener("beforeunload", (event) => { if (saving.waiting || kept.size) event.preventDefault(); });
