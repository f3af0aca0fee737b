"""Google's basic and pie charts as Excel draws them."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import AreaChart, BarChart, LineChart, PieChart, Reference, ScatterChart
from openpyxl.chart.label import DataLabelList
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.local_sheets.areas import area_of, column_letters
from goalsheet.local_sheets.excel_looks import argb
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet

Json = dict[str, Any]

KINDS = {"COLUMN": BarChart, "BAR": BarChart, "LINE": LineChart, "AREA": AreaChart, "SCATTER": ScatterChart}
CENTIMETRES_A_PIXEL = 2.54 / 96
USUAL_SIZE = 600, 371


def add_charts(page: Worksheet, book: Spreadsheet, sheet: Sheet) -> None:
    """Draw the tab's charts; kinds that are not known here are left out."""
    for item in sheet.part("charts"):
        spec = item["spec"]
        chart = (
            _pie(page, book, spec["pieChart"]) if "pieChart" in spec else _basic(page, book, spec.get("basicChart", {}))
        )
        if chart is None:
            continue
        place = item.get("position", {}).get("overlayPosition", {})
        chart.title = spec.get("title")
        chart.width = place.get("widthPixels", USUAL_SIZE[0]) * CENTIMETRES_A_PIXEL
        chart.height = place.get("heightPixels", USUAL_SIZE[1]) * CENTIMETRES_A_PIXEL
        anchor = place.get("anchorCell", {})
        page.add_chart(chart, f"{column_letters(anchor.get('columnIndex', 0))}{anchor.get('rowIndex', 0) + 1}")


def _reference(page: Worksheet, book: Spreadsheet, source: Json) -> Reference:
    area = area_of(book, source["sourceRange"]["sources"][0])
    target = page.parent.worksheets[[sheet.id for sheet in book.sheets].index(area.sheet)] if area else page
    return Reference(target, min_col=area.left + 1, max_col=area.right, min_row=area.top + 1, max_row=area.bottom)


def _basic(page: Worksheet, book: Spreadsheet, spec: Json) -> Any:
    make = KINDS.get(spec.get("chartType", ""))
    if make is None:
        return None
    chart = make()
    headers = int(spec.get("headerCount", 0)) > 0
    if isinstance(chart, BarChart):
        chart.type = "bar" if spec["chartType"] == "BAR" else "col"
        if spec.get("stackedType") in {"STACKED", "PERCENT_STACKED"}:
            chart.grouping = "percentStacked" if spec["stackedType"] == "PERCENT_STACKED" else "stacked"
            chart.overlap = 100
    for one in spec.get("series", ()):
        chart.add_data(_reference(page, book, one["series"]), titles_from_data=headers)
        if "color" in one:
            chart.series[-1].graphicalProperties.solidFill = argb(one["color"])[2:]
    for domain in spec.get("domains", ()):
        labels = _reference(page, book, domain["domain"])
        labels.min_row += headers
        chart.set_categories(labels)
    if spec.get("legendPosition") in {None, "NO_LEGEND"}:
        chart.legend = None
    chart.x_axis.delete = chart.y_axis.delete = False
    window = values_window(spec)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = window.get("viewWindowMin"), window.get("viewWindowMax")
    return chart


def values_window(spec: Json) -> Json:
    """Where the axis of the values begins and ends, as far as that is said; bars lie, and theirs is the lower one."""
    position = "BOTTOM_AXIS" if spec.get("chartType") == "BAR" else "LEFT_AXIS"
    found = [one.get("viewWindowOptions", {}) for one in spec.get("axis", ()) if one.get("position") == position]
    return found[0] if found else {}


def _pie(page: Worksheet, book: Spreadsheet, spec: Json) -> PieChart:
    chart = PieChart()
    chart.add_data(_reference(page, book, spec["series"]))
    chart.set_categories(_reference(page, book, spec["domain"]))
    chart.dataLabels = DataLabelList(showPercent=True)
    return chart
