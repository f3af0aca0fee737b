"""Requests on what lies over the cells: filters, filter views, conditional formats, banding, charts, slicers."""

from __future__ import annotations

from typing import Any

from goalsheet.local_sheets.areas import area_of, asked_area, require_in_grid
from goalsheet.local_sheets.colours import with_styles
from goalsheet.local_sheets.condition_values import require_condition
from goalsheet.local_sheets.kinds import kind
from goalsheet.local_sheets.masks import merged, update_mask
from goalsheet.local_sheets.protection import require_open_sheet
from goalsheet.local_sheets.range_kinds import named, plain_range
from goalsheet.local_sheets.ranges import is_range
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]


@kind("setBasicFilter")
def set_basic_filter(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """The tab's filter, in place of the one it had."""
    given = request.get("filter", {})
    sheet = book.sheet(asked_area(book, given).sheet)
    require_open_sheet(book, visitor, sheet.id)
    return book.with_sheet(sheet.with_part("basicFilter", (_with_plain_range(given),))), {}


def _with_plain_range(item: Json) -> Json:
    return {**item, "range": plain_range(item["range"])} if "range" in item else item


@kind("clearBasicFilter")
def clear_basic_filter(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """The tab's filter goes, if there is one."""
    sheet = book.sheet(int(request.get("sheetId", 0)))
    require_open_sheet(book, visitor, sheet.id)
    return book.with_sheet(sheet.with_part("basicFilter", ())), {}


def _added(book: Spreadsheet, sheet: Sheet, part: str, id_name: str, item: Json) -> tuple[Spreadsheet, Json]:
    """The spreadsheet with an item in a tab's part under a new id (or its own, if it is free), and that item."""
    book, number = book.with_new_id()
    item = {id_name: item.get(id_name) or number, **{name: value for name, value in item.items() if name != id_name}}
    if any(other[id_name] == item[id_name] for one in book.sheets for other in one.part(part)):
        raise bad_request(f"The {id_name} {item[id_name]} is taken.")
    sheet = book.sheet(sheet.id)
    return book.with_sheet(sheet.with_part(part, (*sheet.part(part), item))), item


def _found(book: Spreadsheet, part: str, id_name: str, number: int) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for item in sheet.part(part):
            if item[id_name] == number:
                return sheet, item
    raise bad_request(f"No {id_name.removesuffix('Id')} with id: {number}")


def _replaced(book: Spreadsheet, sheet: Sheet, part: str, old: Json, new: Json | None) -> Spreadsheet:
    items = tuple(new if item is old else item for item in sheet.part(part) if item is not old or new is not None)
    return book.with_sheet(sheet.with_part(part, tuple(item for item in items if item is not None)))


def _tab_of_view(book: Spreadsheet, view: Json) -> Sheet:
    """The tab that a filter view is for; refuses one without a range, be it its own or a named one."""
    if "namedRangeId" in view:
        return book.sheet(asked_area(book, named(book, view["namedRangeId"])).sheet)
    return book.sheet(asked_area(book, view).sheet)


@kind("addFilterView")
def add_filter_view(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A filter that people choose by its name."""
    del visitor
    given = _with_plain_range(request.get("filter", {}))
    sheet = _tab_of_view(book, given)
    book, item = _added(book, sheet, "filterViews", "filterViewId", given)
    return book, {"addFilterView": {"filter": item}}


@kind("updateFilterView")
def update_filter_view(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Another name, range or criteria."""
    del visitor
    given = request.get("filter", {})
    sheet, old = _found(book, "filterViews", "filterViewId", int(given.get("filterViewId", 0)))
    new = _with_plain_range(merged(old, given, update_mask(request.get("fields"))))
    _tab_of_view(book, new)
    return _replaced(book, sheet, "filterViews", old, {**new, "filterViewId": old["filterViewId"]}), {}


@kind("deleteFilterView")
def delete_filter_view(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A filter view goes."""
    del visitor
    sheet, old = _found(book, "filterViews", "filterViewId", int(request.get("filterId", 0)))
    return _replaced(book, sheet, "filterViews", old, None), {}


@kind("addConditionalFormatRule")
def add_conditional_format_rule(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A rule that colours cells, at a place in the order."""
    rule = _rule(request)
    areas = [asked_area(book, {"range": place}) for place in rule["ranges"]]
    sheet = book.sheet(areas[0].sheet)
    require_open_sheet(book, visitor, sheet.id)
    rules = list(sheet.part("conditionalFormats"))
    rules.insert(_place(request, "index", len(rules), len(rules)), rule)
    return book.with_sheet(sheet.with_part("conditionalFormats", tuple(rules))), {}


def _rule(request: Json) -> Json:
    rule: Json = with_styles(request.get("rule", {}))
    if not rule.get("ranges"):
        raise bad_request("Conditional format rule must have at least one range.")
    if not rule.keys() & {"booleanRule", "gradientRule"}:
        raise bad_request("Conditional format rule must have a booleanRule or a gradientRule.")
    require_condition(rule.get("booleanRule", {"condition": {"type": "BLANK"}}).get("condition"))
    for point in ("minpoint", "maxpoint"):
        _require_point(rule.get("gradientRule", {point: {"type": "MIN"}}).get(point, {}))
    return {**rule, "ranges": [plain_range(place) for place in rule["ranges"]]}


def _require_point(point: Json) -> None:
    """Refuse a point of a scale of colours without a type, and without the value that its type takes."""
    kind = point.get("type", UNSPECIFIED_POINT)
    if kind == UNSPECIFIED_POINT:
        raise bad_request("No interpolationPointType specified.")
    if kind not in {"MIN", "MAX"} and not point.get("value"):
        raise bad_request("InterpolationPoint.value is required.")


UNSPECIFIED_POINT = "INTERPOLATION_POINT_TYPE_UNSPECIFIED"


def _place(request: Json, name: str, usual: int, most: int) -> int:
    """A place in the order of rules; refuses one that there is not."""
    place = int(request.get(name, usual))
    if not 0 <= place <= most:
        raise bad_request(f"{name}[{place}] is out of bounds: there are {most} conditional formats.")
    return place


def _rule_at(book: Spreadsheet, request: Json) -> tuple[Sheet, list[Json], int]:
    sheet_id = request.get("sheetId")
    if sheet_id is None:
        sheet_id = request.get("rule", {}).get("ranges", [{}])[0].get("sheetId", 0)
    sheet, index = book.sheet(int(sheet_id)), int(request.get("index", 0))
    rules = list(sheet.part("conditionalFormats"))
    if not 0 <= index < len(rules):
        raise bad_request(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return sheet, rules, index


@kind("updateConditionalFormatRule")
def update_conditional_format_rule(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Another rule in its place, or the same at another place."""
    sheet, rules, index = _rule_at(book, request)
    require_open_sheet(book, visitor, sheet.id)
    if not request.keys() & {"rule", "newIndex"}:
        raise bad_request("Must specify a rule or a newIndex.")
    old = rules.pop(index)
    new = _rule(request) if "rule" in request else old
    for place in new["ranges"]:
        asked_area(book, {"range": place})
    place = _place(request, "newIndex", index, len(rules))
    rules.insert(place, new)
    reply = {"newRule": new, "newIndex": place} | (
        {"oldRule": old, "oldIndex": index} if "newIndex" in request else {"oldRule": old}
    )
    book = book.with_sheet(sheet.with_part("conditionalFormats", tuple(rules)))
    return book, {"updateConditionalFormatRule": reply}


@kind("deleteConditionalFormatRule")
def delete_conditional_format_rule(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A rule goes."""
    sheet, rules, index = _rule_at(book, request)
    require_open_sheet(book, visitor, sheet.id)
    old = rules.pop(index)
    book = book.with_sheet(sheet.with_part("conditionalFormats", tuple(rules)))
    return book, {"deleteConditionalFormatRule": {"rule": old}}


def _require_bands(banded: Json) -> None:
    """Refuse a banding that colours neither rows nor columns."""
    if not banded.keys() & {"rowProperties", "columnProperties"}:
        raise bad_request("At least one of rowProperties or columnProperties must be specified.")


@kind("addBanding")
def add_banding(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Rows or columns in turning colours; two bandings never share a cell."""
    given = _with_plain_range(with_styles(request.get("bandedRange", {})))
    area = asked_area(book, given)
    sheet = book.sheet(area.sheet)
    require_open_sheet(book, visitor, sheet.id)
    _require_bands(given)
    if any(area.meets(area_of(book, item["range"])) for item in sheet.part("bandedRanges")):
        raise bad_request(
            "You cannot add alternating background colors to a range that already has alternating background colors."
        )
    book, item = _added(book, sheet, "bandedRanges", "bandedRangeId", given)
    return book, {"addBanding": {"bandedRange": item}}


@kind("updateBanding")
def update_banding(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Other colours or another range."""
    del visitor
    given = with_styles(request.get("bandedRange", {}))
    sheet, old = _found(book, "bandedRanges", "bandedRangeId", int(given.get("bandedRangeId", 0)))
    new = _with_plain_range(merged(old, given, update_mask(request.get("fields"))))
    asked_area(book, new)
    _require_bands(new)
    return _replaced(book, sheet, "bandedRanges", old, {**new, "bandedRangeId": old["bandedRangeId"]}), {}


@kind("deleteBanding")
def delete_banding(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A banding goes."""
    del visitor
    sheet, old = _found(book, "bandedRanges", "bandedRangeId", int(request.get("bandedRangeId", 0)))
    return _replaced(book, sheet, "bandedRanges", old, None), {}


@kind("addChart")
def add_chart(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A chart over the cells of a tab."""
    del visitor
    given = with_styles(request.get("chart", {}))
    _require_sources(book, given.get("spec", {}))
    anchor = given.get("position", {}).get("overlayPosition", {}).get("anchorCell", {})
    _require_spec(given)
    sheet = book.sheet(int(anchor.get("sheetId", given.get("position", {}).get("sheetId", 0))))
    require_in_grid(sheet, int(anchor.get("rowIndex", 0)), int(anchor.get("columnIndex", 0)))
    book, item = _added(book, sheet, "charts", "chartId", given)
    return book, {"addChart": {"chart": item}}


def _require_spec(chart: Json) -> None:
    """Refuse a chart that does not say what it draws."""
    if not any(name.endswith("Chart") for name in chart.get("spec", {})):
        raise bad_request("No chart spec specified.")


def _require_sources(book: Spreadsheet, value: Any) -> None:
    """Refuse cells to draw that are not there."""
    if is_range(value):
        asked_area(book, {"range": value})
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            _require_sources(book, part)


@kind("updateChartSpec")
def update_chart_spec(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Another picture in the same place."""
    del visitor
    sheet, old = _found(book, "charts", "chartId", int(request.get("chartId", 0)))
    _require_spec(request)
    _require_sources(book, request.get("spec", {}))
    return _replaced(book, sheet, "charts", old, {**old, "spec": with_styles(request.get("spec", {}))}), {}


@kind("deleteEmbeddedObject")
def delete_embedded_object(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A chart goes."""
    del visitor
    sheet, old = _found(book, "charts", "chartId", int(request.get("objectId", 0)))
    return _replaced(book, sheet, "charts", old, None), {}
