"use strict";
(() => {
const known = JSON.parse(document.getElementById("data").textContent);
const coded = new Set(known.coded), FIRST = 50, MORE = 200;
const order = new Intl.Collator(undefined, {numeric: true, sensitivity: "base"}).compare;
/* What the page says itself, in its language; what is put in stands for {}. */
const say = (text, ...values) => (known.texts[text] ?? text).replace(/\{\}/g, () => values.shift());
const INITIALS = {specific: say("Specific"), measurable: say("Measurable"), timely: say("Timely"), achievable: say("Achievable"), relevant: say("Relevant"), realistic: say("Realistic")};
const MARKS = [say("missing"), say("vague"), say("good"), say("strong")];
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
const count = (number, one, many) => `${number.toLocaleString(known.language)} ${number === 1 ? one : many}`;
const whole = number => number === null ? "–" : number.toLocaleString(known.language);
const percent = share => share === null ? "–" : `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
const ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];  // as Python writes them: browsers say Sept, too
const englishDay = text => `${+text.slice(8)} ${ENGLISH_MONTHS[text.slice(5, 7) - 1]} ${text.slice(0, 4)}`;
const localDay = text => new Date(text + "T00:00:00Z").toLocaleDateString(known.language, {day: "numeric", month: "short", year: "numeric", timeZone: "UTC"});
const day = text => text === null ? "–" : known.language === "en" ? englishDay(text) : localDay(text);
const part = (some, all) => all ? some / all : null;
const statusCell = status => status ? make("span", {class: "word"}, square(status), say(status)) : "–";
function progressCell(row) {
  if (row.progress === null) return "–";
  const bar = make("span", {class: "gap", "aria-hidden": "true"}), done = make("span"), mark = make("i");
  done.style.width = `${Math.max(0, Math.min(1, row.progress)) * 100}%`;
  bar.append(done);
  if (row.expected !== null) {
    mark.style.left = `calc(${Math.max(0, Math.min(1, row.expected)) * 100}% - 1px)`;
    bar.append(mark);
  }
  return make("span", {class: "word"}, bar, row.expected === null ? percent(row.progress) : say("{} of {}", percent(row.progress), percent(row.expected)));
}
const chips = (names, titles) => names.length ? make("span", {class: "chips"}, ...names.map(name => make("span", {}, say(titles[name])))) : "–";
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
    const kinds = make("div", {class: "kinds", role: "group", "aria-label": say("Columns")});
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
    const save = make("button", {type: "button", class: "plain push", onclick: () => this.save()}, say("Save as CSV"));
    return make("div", {class: "tools"}, make("label", {}, this.options.find, this.field), ...picks, kinds, save);
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
    this.said.textContent = rows.length === this.rows.length ? count(rows.length, ...this.options.nouns) : say("{} of {}", count(rows.length, ...this.options.nouns), whole(this.rows.length));
    const table = make("table", {}, make("thead", {}, this.head()));
    table.append(make("tbody", {}, ...some.flatMap(row => this.lines(row))));
    this.body.replaceChildren(table);
    this.more.replaceChildren(...(rows.length > some.length ? [make("button", {type: "button", class: "plain", onclick: () => { this.shown += MORE; this.draw(); }}, say("Show {} more", Math.min(MORE, rows.length - some.length)))] : []));
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

const peopleTable = new Table(document.getElementById("people-table"), say("People"), people, {
  [say("Standing")]: [
    text("status", say("Status"), row => row.status || "", {cell: row => statusCell(row.status)}),
    number("progress", say("Progress"), row => row.progress, {cell: progressCell, text: true, hint: say("What is done, of what is expected by now")}),
    number("goals", say("Goals"), row => known.goals[row.place].length),
    number("behind", say("Forecast late"), row => row.behind, {cell: row => warned(row.behind), hint: say("Open goals that come late, or never, at their present pace")}),
    text("checked", say("Last check-in"), row => row.checked_in_on, {cell: row => day(row.checked_in_on)}),
  ],
  [say("Complete")]: [
    number("agreed", say("Agreed"), row => row.agreed),
    text("lacks", say("What is missing"), row => row.lacks.map(name => say(known.lacks[name])).join("; "), {cell: row => chips(row.lacks, known.lacks)}),
    number("feedback", say("Feedback"), row => row.feedback),
    text("recognised", say("Last recognition"), row => row.recognised_on, {cell: row => day(row.recognised_on)}),
  ],
  [say("SMART")]: [
    number("smart", say("SMART"), row => row.smart), number("nearly", say("Nearly"), row => row.nearly), number("not_yet", say("Not yet"), row => row.not_yet),
    ...known.criteria.map(name => share(name, INITIALS[name], row => met(name)(goalsOf(row)))),
  ],
  [say("Load")]: [
    number("open", say("Open goals"), row => row.open_goals), number("hours", say("Hours a week"), row => row.hours),
    text("loads", say("Too much"), row => row.loads.map(name => say(known.loads[name])).join("; "), {cell: row => chips(row.loads, known.loads)}),
  ],
}, {
  sort: "name", nouns: [say("person"), say("people")], find: say("Find in people"),
  text: row => `${row.name} ${row.id} ${row.manager} ${row.department}`,
  first: [
    text("name", say("Name"), row => row.name || row.file, {cell: (row, table) => make("button", {type: "button", class: "open", "aria-expanded": String(table.open.has(row)), onclick: () => table.toggle(row)}, row.name || row.file)}),
    text("team", say("Team of"), row => row.manager),
  ],
  filters: {
    team: {title: say("Team of"), all: say("All teams"), choices: teams.map(team => [team.manager, team.manager]), has: (row, value) => row.manager === value},
    lack: {title: say("What is missing"), all: say("Anything or nothing"), choices: Object.entries(known.lacks).map(([name, title]) => [name, say(title)]), has: (row, value) => row.lacks.includes(value)},
    load: {title: say("Too much"), all: say("Anything or nothing"), choices: Object.entries(known.loads).map(([name, title]) => [name, say(title)]), has: (row, value) => row.loads.includes(value)},
    status: {title: say("Status"), all: say("Any status"), choices: known.statuses.map(status => [status, say(status)]), has: (row, value) => row.status === value},
  },
  inner: goalTable,
});

const small = text => text ? make("small", {}, text) : null;
const unmet = goal => known.criteria.map(name => [name, goal[`marks.${name}`]]).filter(([, mark]) => mark === null || mark < 2)
  .map(([name, mark]) => `${known.language === "en" ? name : INITIALS[name]} ${mark === null ? say("not judged") : MARKS[mark]}`).join(", ");
function forecast(goal) {
  if (goal.pace === "never") return say("Not reached at this pace");
  if (goal.finish === null) return null;
  const about = say("About {}", day(goal.finish));
  return goal.days_late ? say("{}, {} late", about, count(goal.days_late, say("day"), say("days"))) : about;
}
function goalTable(person) {
  const goals = goalsOf(person);
  if (!goals.length) return say("No goals yet.");
  const heads = [say("Goal"), say("Status"), say("Progress"), say("Agreement"), say("SMART"), say("Due and forecast"), say("Hours"), say("Objective")];
  const lines = goals.map(goal => make("tr", {},
    make("th", {scope: "row", class: goal.statement ? "statement" : null}, make("b", {}, goal.id), goal.statement ? ` ${goal.statement}` : "", small(goal.why), small(goal.hint && say("Coach: {}", goal.hint))),
    make("td", {}, statusCell(goal.status), small(goal.staleness && say("{}: no check-in for long", say(goal.staleness)))),
    make("td", {}, progressCell(goal)), make("td", {}, say(goal.agreement)), make("td", {}, say(goal.smart), small(unmet(goal))),
    make("td", {}, day(goal.due), small(forecast(goal))), make("td", {class: "n"}, whole(goal.hours)), make("td", {}, goal.objective || "–")));
  return make("div", {class: "wide", tabindex: 0, role: "region", "aria-label": say("Goals of {}", person.name)},
    make("table", {}, make("thead", {}, make("tr", {}, ...heads.map(head => make("th", {scope: "col"}, head)))), make("tbody", {}, ...lines)));
}

new Table(document.getElementById("team-table"), say("Teams"), teams, {
  [say("Standing")]: [
    number("goals", say("Goals"), row => row.goals),
    number("progress", say("Progress"), row => row.progress, {cell: progressCell, text: true, hint: say("The mean of what people have done, of what is expected by now")}),
    number("risk", say("At risk"), row => row["statuses.At risk"], {cell: row => warned(row["statuses.At risk"])}),
    number("off", say("Off track or over"), row => TROUBLE.reduce((sum, status) => sum + row[`statuses.${status}`], 0), {cell: row => warned(TROUBLE.reduce((sum, status) => sum + row[`statuses.${status}`], 0)), hint: say("Off track, overdue or missed")}),
    number("behind", say("Forecast late"), row => row.behind, {cell: row => warned(row.behind)}),
  ],
  [say("Complete")]: [
    share("agreed", say("Goals agreed"), row => part(row.agreed, row.goals)),
    ...Object.entries(known.lacks).map(([name, title]) => number(name, say(title), row => row[`lacks.${name}`], {cell: row => warned(row[`lacks.${name}`]), hint: say("How many people")})),
  ],
  [say("SMART")]: [
    share("smart", say("SMART"), row => part(row["labels.SMART"], row.goals)),
    ...known.criteria.map(name => share(name, INITIALS[name], row => part(row[`met.${name}`], row[`judged.${name}`]))),
  ],
  [say("Load")]: [
    number("hours", say("Hours a week, each"), row => part(row.hours, row.people), {cell: row => whole(Math.round(10 * row.hours / row.people) / 10)}),
    ...Object.entries(known.loads).map(([name, title]) => number(name, say(title), row => row[`loads.${name}`], {cell: row => warned(row[`loads.${name}`]), hint: say("How many people")})),
  ],
}, {
  sort: "manager", nouns: [say("team"), say("teams")], find: say("Find in teams"), text: row => row.manager,
  first: [
    text("manager", say("Team of"), row => row.manager, {cell: row => make("button", {type: "button", class: "open away", title: say("Show its people"), onclick: () => peopleTable.pick("team", row.manager)}, row.manager)}),
    number("people", say("People"), row => row.people),
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
  return make("li", {}, `${people[person].name} · ${goal.id} `, goal.statement || "", " ", statusCell(goal.status), own.length ? make("ul", {"aria-label": say("Goals that help to reach it")}, ...own.map(leaf)) : null);
}
function servants(objective, team) {
  const own = people.filter(person => person.manager === team).flatMap(person => goalsOf(person).map((goal, index) => [goal, `${person.place} ${index}`]));
  return make("ul", {}, ...own.filter(([goal]) => (goal.objective || null) === objective).map(([, place]) => leaf(place)));
}
const tree = document.getElementById("tree");
if (!known.objectives.length) tree.append(make("p", {}, say("The company names no objectives in these trackers.")));
for (const one of known.objectives) {
  tree.append(branch([
    make("span", {}, one.objective || say("No objective: purely personal goals")),
    make("small", {}, one.goals ? say("{} of {}", count(one.goals, say("goal"), say("goals")), count(one.people, say("person"), say("people"))) : make("span", {class: "low"}, say("Nothing serves it"))),
    make("small", {}, one.progress === null ? "" : say("{} done", percent(one.progress))),
  ], () => make("div", {}, ...Object.entries(one.teams).map(([team, goals]) => branch([make("span", {}, team), make("small", {}, count(goals, say("goal"), say("goals"))), ""], () => servants(one.objective, team))))));
}

for (const button of document.querySelectorAll("button[data-filter]")) {
  button.addEventListener("click", () => peopleTable.pick(button.dataset.filter, button.dataset.value));
}
})();
