// What the page knows while it is open, and the words that it has for people.

export const $ = (id) => document.getElementById(id);
export const state = { token: "", email: "", book: "", grid: null, place: [0, 0], editing: null, calls: 0, newer: null, usual: "", refused: false };
export const ROLES = { owner: "do everything", organizer: "do everything", fileOrganizer: "edit", writer: "edit", commenter: "read", reader: "read" };

export function say(text, wrong = false) {
  state.refused = false;
  $("status").textContent = text;
  $("status").classList.toggle("wrong", wrong);
}

export function refuse(text) {
  // Why something cannot be done here; it is gone once one goes elsewhere.
  say(text, true);
  state.refused = true;
}

export function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  if (text) made.textContent = text;
  return made;
}

export function show(name) {
  for (const id of ["start", "files", "book"]) $(id).hidden = id !== name;
}
