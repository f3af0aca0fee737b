"use strict";
(() => {
const known = JSON.parse(document.getElementById("data").textContent);
const coded = new Set(known.coded), FIRST = 50, MORE = 200;
const order = new Intl.Collator(undefined, {numeric: true, sensitivity: "base"}).compare;
const INITIALS = {specific: "Specific", measurable: "Measurable", timely: "Timely", achievable: "Achievable", relevant: "Relevant", realistic: "Realistic"};
const MARKS = ["missing", "vague", "good", "strong"];
const TROUBLE = ["Off track", "Overdue", "Missed"];

/* Rows as they were before they were packed. */
const word = (key, value) => coded.has(key) && value !== null ? known.words[value] : value;
const unpacked = (keys, row) => Object.fromEntries(keys.map((key, place) => [key, word(key, row[place])]));
const teams = known.teams.rows.map(row => unpacked(known.teams.keys, row));
const people = known.people.rows.map((row, place) => Object.assign(unpacked(known.people.keys, row), {place}));
const goalsOf = person => known.goals[person.place].map(row => unpacked(known.goalKeys, row));

/* Whatever people wrote only ever becomes text. */
function make(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.filter(one => one !== null && one !== undefined));
  return made;
}
function square(status) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawn.setAttribute("viewBox", "0 0 10 10");
  drawn.setAttribute("aria-hidden", "true");
  const inner = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["width", 10], ["height", 10], ["rx", 2], ["class", "s" + known.statuses.indexOf(status)]]) inner.setAttribute(name, value);
  drawn.append(inner);
  return drawn;
}
const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const whole = number => number === null ? "–" : number.toLocaleString("en");
const percent = share => share === null ? "–" : `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];  // as Python writes them: browsers say Sept, too
const day = text => text === null ? "–" : `${+text.slice(8)} ${MONTHS[text.slice(5, 7) - 1]} ${text.slice(0, 4)}`;
const part = (some, all) => all ? some / all : null;
const statusCell = status => status ? make("span", {class: "word"}, square(status), status) : "–";
function progressCell(row) {
  if (row.progress === null) return "–";
  const bar = make("span", {class: "gap", "aria-hidden": "true"}), done = make("span"), mark = make("i");
  done.style.width = `${Math.max(0, Math.min(1, row.progress)) * 100}%`;
  bar.append(done);
  if (row.expected !== null) {
    mark.style.left = `calc(${Math.max(0, Math.min(1, row.expected)) * 100}% - 1px)`;
    bar.append(mark);
  }
  return make("span", {class: "word"}, bar, percent(row.progress) + (row.expected === null ? "" : ` of ${percent(row.expected)}`));
}
const chips = (names, titles) => names.length ? make("span", {class: "chips"}, ...names.map(name => make("span", {}, titles[name]))) : "–";
const warned = number => number ? make("span", {class: "low"}, whole(number)) : "0";

/* A table that sorts, filters, and draws as many rows as somebody wants to see. */
class Table {
  constructor(root, what, rows, kinds, options) {
    Object.assign(this, {root, what, rows, kinds, options, kind: Object.keys(kinds)[0], sort: options.sort, down: options.down || false, shown: FIRST, search: "", picked: {}, open: new Set()});
    this.said = make("p", {class: "said", role: "status"});
    this.body = make("div", {class: "wide", tabindex: 0, role: "region", "aria-label": what});
    this.more = make("p", {class: "more"});
    root.append(this.tools(), this.said, this.body, this.more);
    this.draw();
  }
  tools() {
    this.field = make("input", {type: "search", autocomplete: "off", oninput: () => { this.search = this.field.value.trim().toLocaleLowerCase(); this.again(); }});
    const kinds = make("div", {class: "kinds", role: "group", "aria-label": "Columns"});
    for (const name of Object.keys(this.kinds)) {
      kinds.append(make("button", {type: "button", "aria-pressed": String(name === this.kind), onclick: event => {
        this.kind = name;
        for (const one of kinds.children) one.setAttribute("aria-pressed", String(one === event.target));
        if (!this.columns().some(one => one.key === this.sort)) [this.sort, this.down] = [this.options.sort, this.options.down || false];
        this.draw();
      }}, name));
    }
    this.selects = {};
    const picks = Object.entries(this.options.filters || {}).filter(([, filter]) => filter.choices.length > 1).map(([name, filter]) => {
      const select = make("select", {onchange: () => { this.picked[name] = select.value; this.again(); }}, make("option", {value: ""}, filter.all),
        ...filter.choices.map(([value, title]) => make("option", {value}, title)));
      this.selects[name] = select;
      return make("label", {}, filter.title, select);
    });
    const save = make("button", {type: "button", class: "plain push", onclick: () => this.save()}, "Save as CSV");
    return make("div", {class: "tools"}, make("label", {}, `Find in ${this.what.toLowerCase()}`, this.field), ...picks, kinds, save);
  }
  columns() { return [...this.options.first, ...this.kinds[this.kind]]; }
  again() { this.shown = FIRST; this.draw(); }
  pick(name, value) {
    for (const [other, select] of Object.entries(this.selects)) {
      select.value = other === name ? value : "";
      this.picked[other] = select.value;
    }
    this.field.value = this.search = "";
    this.again();
    this.root.parentElement.scrollIntoView();
    this.selects[name].focus({preventScroll: true});
  }
  found() {
    const filters = Object.entries(this.picked).filter(([, value]) => value).map(([name, value]) => row => this.options.filters[name].has(row, value));
    const rows = this.rows.filter(row => (!this.search || this.options.text(row).toLocaleLowerCase().includes(this.search)) && filters.every(has => has(row)));
    const column = this.columns().find(one => one.key === this.sort), turn = this.down ? -1 : 1;
    const keyed = rows.map(row => [column.value(row), row]);
    keyed.sort(([a], [b]) => a === null || b === null ? (a === null) - (b === null) : turn * (typeof a === "string" ? order(a, b) : a - b));
    return keyed.map(([, row]) => row);
  }
  draw() {
    const rows = this.found(), some = rows.slice(0, this.shown);
    this.said.textContent = rows.length === this.rows.length ? count(rows.length, ...this.options.nouns) : `${count(rows.length, ...this.options.nouns)} of ${this.rows.length.toLocaleString("en")}`;
    const table = make("table", {}, make("thead", {}, this.head()));
    table.append(make("tbody", {}, ...some.flatMap(row => this.lines(row))));
    this.body.replaceChildren(table);
    this.more.replaceChildren(...(rows.length > some.length ? [make("button", {type: "button", class: "plain", onclick: () => { this.shown += MORE; this.draw(); }}, `Show ${Math.min(MORE, rows.length - some.length)} more`)] : []));
  }
  head() {
    return make("tr", {}, ...this.columns().map(column => make("th", {scope: "col", class: column.text ? null : "n", "aria-sort": column.key === this.sort ? (this.down ? "descending" : "ascending") : null},
      make("button", {type: "button", title: column.hint || null, onclick: () => this.by(column)}, column.title))));
  }
  by(column) {
    this.down = this.sort === column.key ? !this.down : !column.text;
    this.sort = column.key;
    this.draw();
    this.body.querySelector("th[aria-sort] button").focus();
  }
  lines(row) {
    const cells = this.columns().map((column, place) => place
      ? make("td", {class: column.text ? null : "n"}, column.cell ? column.cell(row) : whole(column.value(row)))
      : make("th", {scope: "row"}, column.cell(row, this)));
    const line = make("tr", {}, ...cells);
    return this.open.has(row) ? [line, make("tr", {class: "inner"}, make("td", {colspan: cells.length}, this.options.inner(row)))] : [line];
  }
  toggle(row) {
    if (!this.open.delete(row)) this.open.add(row);
    const place = [...this.body.querySelectorAll("button.open")].indexOf(document.activeElement);
    this.draw();
    this.body.querySelectorAll("button.open")[place]?.focus();
  }
  save() {
    const columns = [...this.options.first, ...Object.values(this.kinds).flat()];
    const cell = value => {
      const text = value === null ? "" : String(value);
      const harmless = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
      return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
    };
    const lines = [columns.map(column => cell(column.title)), ...this.found().map(row => columns.map(column => cell(column.value(row))))];
    const address = URL.createObjectURL(new Blob(["\ufeff" + lines.map(line => line.join(",")).join("\n") + "\n"], {type: "text/csv"}));
    make("a", {href: address, download: `${this.what.toLowerCase()} ${known.asOf}.csv`}).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
}

const number = (key, title, value, more = {}) => ({key, title, value, ...more});
const share = (key, title, value, more = {}) => number(key, title, value, {cell: row => percent(value(row)), ...more});
const text = (key, title, value, more = {}) => ({key, title, text: true, value, cell: value, ...more});
const met = name => goals => part(goals.filter(goal => goal[`marks.${name}`] >= 2 && goal[`marks.${name}`] !== null).length, goals.filter(goal => goal[`marks.${name}`] !== null).length);

const peopleTable = new Table(document.getElementById("people-table"), "People", people, {
  "Standing": [
    text("status", "Status", row => row.status || "", {cell: row => statusCell(row.status)}),
    number("progress", "Progress", row => row.progress, {cell: progressCell, text: true, hint: "What is done, of what is expected by now"}),
    number("goals", "Goals", row => known.goals[row.place].length),
    number("behind", "Forecast late", row => row.behind, {cell: row => warned(row.behind), hint: "Open goals that come late, or never, at their present pace"}),
    text("checked", "Last check-in", row => row.checked_in_on, {cell: row => day(row.checked_in_on)}),
  ],
  "Complete": [
    number("agreed", "Agreed", row => row.agreed),
    text("lacks", "What is missing", row => row.lacks.map(name => known.lacks[name]).join("; "), {cell: row => chips(row.lacks, known.lacks)}),
    number("feedback", "Feedback", row => row.feedback),
    text("recognised", "Last recognition", row => row.recognised_on, {cell: row => day(row.recognised_on)}),
  ],
  "SMART": [
    number("smart", "SMART", row => row.smart), number("nearly", "Nearly", row => row.nearly), number("not_yet", "Not yet", row => row.not_yet),
    ...known.criteria.map(name => share(name, INITIALS[name], row => met(name)(goalsOf(row)))),
  ],
  "Load": [
    number("open", "Open goals", row => row.open_goals), number("hours", "Hours a week", row => row.hours),
    text("loads", "Too much", row => row.loads.map(name => known.loads[name]).join("; "), {cell: row => chips(row.loads, known.loads)}),
  ],
}, {
  sort: "name", nouns: ["person", "people"],
  text: row => `${row.name} ${row.id} ${row.manager} ${row.department}`,
  first: [
    text("name", "Name", row => row.name || row.file, {cell: (row, table) => make("button", {type: "button", class: "open", "aria-expanded": String(table.open.has(row)), onclick: () => table.toggle(row)}, row.name || row.file)}),
    text("team", "Team of", row => row.manager),
  ],
  filters: {
    team: {title: "Team of", all: "All teams", choices: teams.map(team => [team.manager, team.manager]), has: (row, value) => row.manager === value},
    lack: {title: "What is missing", all: "Anything or nothing", choices: Object.entries(known.lacks), has: (row, value) => row.lacks.includes(value)},
    load: {title: "Too much", all: "Anything or nothing", choices: Object.entries(known.loads), has: (row, value) => row.loads.includes(value)},
    status: {title: "Status", all: "Any status", choices: known.statuses.map(status => [status, status]), has: (row, value) => row.status === value},
  },
  inner: goalTable,
});

const small = text => text ? make("small", {}, text) : null;
const unmet = goal => known.criteria.map(name => [name, goal[`marks.${name}`]]).filter(([, mark]) => mark === null || mark < 2)
  .map(([name, mark]) => `${name} ${mark === null ? "not judged" : MARKS[mark]}`).join(", ");
function forecast(goal) {
  if (goal.pace === "never") return "Not reached at this pace";
  if (goal.finish === null) return null;
  return `About ${day(goal.finish)}` + (goal.days_late ? `, ${count(goal.days_late, "day", "days")} late` : "");
}
function goalTable(person) {
  const goals = goalsOf(person);
  if (!goals.length) return "No goals yet.";
  const heads = ["Goal", "Status", "Progress", "Agreement", "SMART", "Due and forecast", "Hours", "Objective"];
  const lines = goals.map(goal => make("tr", {},
    make("th", {scope: "row", class: goal.statement ? "statement" : null}, make("b", {}, goal.id), goal.statement ? ` ${goal.statement}` : "", small(goal.why), small(goal.hint && `Coach: ${goal.hint}`)),
    make("td", {}, statusCell(goal.status), small(goal.staleness && `${goal.staleness}: no check-in for long`)),
    make("td", {}, progressCell(goal)), make("td", {}, goal.agreement), make("td", {}, goal.smart, small(unmet(goal))),
    make("td", {}, day(goal.due), small(forecast(goal))), make("td", {class: "n"}, whole(goal.hours)), make("td", {}, goal.objective || "–")));
  return make("div", {class: "wide", tabindex: 0, role: "region", "aria-label": `Goals of ${person.name}`},
    make("table", {}, make("thead", {}, make("tr", {}, ...heads.map(head => make("th", {scope: "col"}, head)))), make("tbody", {}, ...lines)));
}

new Table(document.getElementById("team-table"), "Teams", teams, {
  "Standing": [
    number("goals", "Goals", row => row.goals),
    number("progress", "Progress", row => row.progress, {cell: progressCell, text: true, hint: "The mean of what people have done, of what is expected by now"}),
    number("risk", "At risk", row => row["statuses.At risk"], {cell: row => warned(row["statuses.At risk"])}),
    number("off", "Off track or over", row => TROUBLE.reduce((sum, status) => sum + row[`statuses.${status}`], 0), {cell: row => warned(TROUBLE.reduce((sum, status) => sum + row[`statuses.${status}`], 0)), hint: "Off track, overdue or missed"}),
    number("behind", "Forecast late", row => row.behind, {cell: row => warned(row.behind)}),
  ],
  "Complete": [
    share("agreed", "Goals agreed", row => part(row.agreed, row.goals)),
    ...Object.entries(known.lacks).map(([name, title]) => number(name, title, row => row[`lacks.${name}`], {cell: row => warned(row[`lacks.${name}`]), hint: "How many people"})),
  ],
  "SMART": [
    share("smart", "SMART", row => part(row["labels.SMART"], row.goals)),
    ...known.criteria.map(name => share(name, INITIALS[name], row => part(row[`met.${name}`], row[`judged.${name}`]))),
  ],
  "Load": [
    number("hours", "Hours a week, each", row => part(row.hours, row.people), {cell: row => whole(Math.round(10 * row.hours / row.people) / 10)}),
    ...Object.entries(known.loads).map(([name, title]) => number(name, title, row => row[`loads.${name}`], {cell: row => warned(row[`loads.${name}`]), hint: "How many people"})),
  ],
}, {
  sort: "manager", nouns: ["team", "teams"], text: row => row.manager,
  first: [
    text("manager", "Team of", row => row.manager, {cell: row => make("button", {type: "button", class: "open away", title: "Show its people", onclick: () => peopleTable.pick("team", row.manager)}, row.manager)}),
    number("people", "People", row => row.people),
  ],
});

/* Objectives, the teams that serve them, and the people and goals there, each drawn when it is opened. */
function branch(summary, inside) {
  const made = make("details", {}, make("summary", {}, ...summary));
  made.addEventListener("toggle", () => { if (made.open && made.children.length === 1) made.append(inside()); });
  return made;
}
const above = new Map(known.helps.map(([person, goal, boss, its]) => [`${person} ${goal}`, `${boss} ${its}`])), below = new Map();
for (const [lower, upper] of above) below.set(upper, [...below.get(upper) || [], lower]);
function leaf(place) {
  const [person, index] = place.split(" ").map(Number), goal = goalsOf(people[person])[index], own = below.get(place) || [];
  return make("li", {}, `${people[person].name} · ${goal.id} `, goal.statement || "", " ", statusCell(goal.status), own.length ? make("ul", {"aria-label": "Goals that help to reach it"}, ...own.map(leaf)) : null);
}
function servants(objective, team) {
  const own = people.filter(person => person.manager === team).flatMap(person => goalsOf(person).map((goal, index) => [goal, `${person.place} ${index}`]));
  return make("ul", {}, ...own.filter(([goal]) => (goal.objective || null) === objective).map(([, place]) => leaf(place)));
}
const tree = document.getElementById("tree");
if (!known.objectives.length) tree.append(make("p", {}, "The company names no objectives in these trackers."));
for (const one of known.objectives) {
  tree.append(branch([
    make("span", {}, one.objective || "No objective: purely personal goals"),
    make("small", {}, one.goals ? `${count(one.goals, "goal", "goals")} of ${count(one.people, "person", "people")}` : make("span", {class: "low"}, "Nothing serves it")),
    make("small", {}, one.progress === null ? "" : `${percent(one.progress)} done`),
  ], () => make("div", {}, ...Object.entries(one.teams).map(([team, goals]) => branch([make("span", {}, team), make("small", {}, count(goals, "goal", "goals")), ""], () => servants(one.objective, team))))));
}

for (const button of document.querySelectorAll("button[data-filter]")) {
  button.addEventListener("click", () => peopleTable.pick(button.dataset.filter, button.dataset.value));
}
})();
