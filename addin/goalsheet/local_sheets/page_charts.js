// Charts and sparklines, drawn from the numbers that the server sends.

import { state } from "/page/scripts/page_state.js";
import { cellAt } from "/page/scripts/page_grid.js";

export function sparkline({ data, options }) {
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

function shape(name, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

export function drawChart(chart) {
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
  const largest = chart.most || Math.max(...(chart.stacked ? totals : chart.series.flatMap((one) => one.values)), 0) || 1;
  const percent = chart.series.some((one) => one.shown.some((text) => text.endsWith("%")));
  // What is counted has no halves.
  const counted = !percent && chart.series.every((one) => one.values.every(Number.isInteger));
  const step = roundStep(largest / 4, counted);
  const most = step * Math.ceil(largest / step - 1e-9);
  drawScale(picture, percent, box, step, most, bars);
  if (chart.kind === "LINE") drawLines(picture, chart, box, most);
  else drawBars(picture, chart, box, most, bars);
  return picture;
}

function roundStep(least, counted) {
  const power = 10 ** Math.floor(Math.log10(least));
  const found = power * (counted ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10]).find((step) => step * power >= least * (1 - 1e-9));
  return counted ? Math.max(1, found) : found;
}

function drawScale(picture, percent, box, step, most, bars) {
  // Without numbers at the axis a quarter would look like the whole.
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
      const size = (Math.min(Math.max(0, one.values[number] ?? 0), most) / most) * long;
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
