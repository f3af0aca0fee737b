"""A tab's bar, column and line charts as plain numbers that the page can draw."""

from __future__ import annotations

from typing import Any

from goalsheet.local_sheets.areas import area_of
from goalsheet.local_sheets.contents import Contents
from goalsheet.local_sheets.excel_charts import values_window
from goalsheet.local_sheets.page_looks import css_colour
from goalsheet.local_sheets.spreadsheet import Sheet

Json = dict[str, Any]

DRAWN = {"BAR", "COLUMN", "LINE"}
USUAL_SIZE = 600, 371
COLOURS = ("#4285f4", "#ea4335", "#fbbc04", "#34a853", "#ff6d01", "#46bdc6")


def charts_of(contents: Contents, sheet: Sheet) -> list[Json]:
    """The charts that the page draws, each with its place, labels and series."""
    return [_chart(contents, item) for item in sheet.part("charts") if _kind(item) in DRAWN]


def _kind(item: Json) -> str:
    return str(item["spec"].get("basicChart", {}).get("chartType", ""))


def _chart(contents: Contents, item: Json) -> Json:
    spec, place = item["spec"]["basicChart"], item.get("position", {}).get("overlayPosition", {})
    headers = int(spec.get("headerCount", 0))
    anchor = place.get("anchorCell", {})
    labels = [line for one in spec.get("domains", ())[:1] for line in _texts(contents, one["domain"])[headers:]]
    series = [_series(contents, one, headers, number) for number, one in enumerate(spec.get("series", ()))]
    return {
        "title": item["spec"].get("title", ""),
        "kind": _kind(item),
        "stacked": spec.get("stackedType", "") in {"STACKED", "PERCENT_STACKED"},
        "labels": labels,
        "series": series,
        "most": values_window(spec).get("viewWindowMax"),
        "anchor": [anchor.get("rowIndex", 0), anchor.get("columnIndex", 0)],
        "offset": [place.get("offsetXPixels", 0), place.get("offsetYPixels", 0)],
        "size": [place.get("widthPixels", USUAL_SIZE[0]), place.get("heightPixels", USUAL_SIZE[1])],
    }


def _series(contents: Contents, one: Json, headers: int, number: int) -> Json:
    texts, values = _texts(contents, one["series"]), _values(contents, one["series"])
    colour = css_colour(one["color"]) if "color" in one else COLOURS[number % len(COLOURS)]
    return {
        "name": texts[0] if headers and texts else "",
        "colour": colour,
        "values": values[headers:],
        "shown": texts[headers:],
    }


def _texts(contents: Contents, data: Json) -> list[str]:
    area = area_of(contents.book, data["sourceRange"]["sources"][0])
    source = contents.book.sheet(area.sheet)
    return [contents.shown(source, *place) for place in area.cells()]


def _values(contents: Contents, data: Json) -> list[float]:
    """The numbers of a series; what is no number counts as nothing."""
    area = area_of(contents.book, data["sourceRange"]["sources"][0])
    source = contents.book.sheet(area.sheet)
    found = [contents.value(source, *place) for place in area.cells()]
    return [value if isinstance(value, int | float) and not isinstance(value, bool) else 0 for value in found]
