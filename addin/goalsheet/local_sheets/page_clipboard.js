// Copying, cutting and pasting cells, and taking the last change back.

import { $, refuse, say, state } from "/page/scripts/page_state.js";
import { address, cellAt, fill } from "/page/scripts/page_grid.js";
import { closed } from "/page/scripts/page_editing.js";
import { undo, write } from "/page/scripts/page_saving.js";

const here = (event) => !state.editing && state.grid && $("sheet").contains(document.activeElement) && event;
const cellOf = (row, column) => state.grid.rows[row]?.cells[column];

function put(row, column, text) {
  const cell = cellOf(row, column);
  write(row, column, text, text);
  fill(cellAt(row, column), cell, row, column);
}

function copied(event) {
  const cell = cellOf(...state.place);
  event.clipboardData.setData("text/plain", cell.typed ?? cell.shown ?? "");
  event.preventDefault();
}

document.addEventListener("copy", (event) => { if (here(event)) copied(event); });

document.addEventListener("cut", (event) => {
  if (!here(event)) return;
  if (!cellOf(...state.place).open) { refuse(closed()); return; }
  copied(event);
  put(...state.place, "");
});

document.addEventListener("paste", (event) => {
  if (!here(event)) return;
  event.preventDefault();
  const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
  const [top, left] = state.place;
  const places = lines.flatMap((line, down) => line.map((text, right) => [top + down, left + right, text]));
  const shut = places.find(([row, column]) => !cellOf(row, column)?.open);
  if (shut) {
    const cell = cellOf(...shut);
    refuse(cell && lines.length + lines[0].length === 2 ? closed() : `Nothing was pasted: ${address(...shut)} ${cell ? "is protected" : "lies outside of the tab"}.`);
    return;
  }
  for (const place of places) put(...place);
});

document.addEventListener("keydown", (event) => {
  if (!here(event) || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
  if (!undo()) say("There is nothing of yours to take back in this tab.");
  event.preventDefault();
});
