"""Requests on what lies over the cells: filters, filter views, conditional formats, banding, charts, slicers."""

from __future__ import annotations

from typing import Any

from goalsheet.local_sheets.areas import area_of
from goalsheet.local_sheets.colours import with_styles
from goalsheet.local_sheets.kinds import kind
from goalsheet.local_sheets.masks import merged, update_mask
from goalsheet.local_sheets.protection import require_open_sheet
from goalsheet.local_sheets.range_kinds import plain_range
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]


@kind("setBasicFilter")
def set_basic_filter(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """The tab's filter, in place of the one it had."""
    given = request.get("filter", {})
    sheet = book.sheet(area_of(book, given.get("range", {})).sheet)
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


@kind("addFilterView")
def add_filter_view(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A filter that people choose by its name."""
    del visitor
    given = _with_plain_range(request.get("filter", {}))
    sheet = book.sheet(area_of(book, given.get("range", {})).sheet)
    book, item = _added(book, sheet, "filterViews", "filterViewId", given)
    return book, {"addFilterView": {"filter": item}}


@kind("updateFilterView")
def update_filter_view(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Another name, range or criteria."""
    del visitor
    given = request.get("filter", {})
    sheet, old = _found(book, "filterViews", "filterViewId", int(given.get("filterViewId", 0)))
    new = _with_plain_range(merged(old, given, update_mask(request.get("fields"))))
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
    sheet = book.sheet(area_of(book, rule["ranges"][0]).sheet)
    require_open_sheet(book, visitor, sheet.id)
    rules = list(sheet.part("conditionalFormats"))
    rules.insert(int(request.get("index", len(rules))), rule)
    return book.with_sheet(sheet.with_part("conditionalFormats", tuple(rules))), {}


def _rule(request: Json) -> Json:
    rule: Json = with_styles(request.get("rule", {}))
    if not rule.get("ranges"):
        raise bad_request("Conditional format rule must have at least one range.")
    return {**rule, "ranges": [plain_range(place) for place in rule["ranges"]]}


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
    old = rules.pop(index)
    new = _rule(request) if "rule" in request else old
    place = int(request.get("newIndex", index))
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


@kind("addBanding")
def add_banding(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Rows or columns in turning colours; two bandings never share a cell."""
    given = _with_plain_range(with_styles(request.get("bandedRange", {})))
    area = area_of(book, given.get("range", {}))
    sheet = book.sheet(area.sheet)
    require_open_sheet(book, visitor, sheet.id)
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
    anchor = given.get("position", {}).get("overlayPosition", {}).get("anchorCell", {})
    if not given.get("spec"):
        raise bad_request("Chart spec is required.")
    sheet = book.sheet(int(anchor.get("sheetId", given.get("position", {}).get("sheetId", 0))))
    book, item = _added(book, sheet, "charts", "chartId", given)
    return book, {"addChart": {"chart": item}}


@kind("updateChartSpec")
def update_chart_spec(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Another picture in the same place."""
    del visitor
    sheet, old = _found(book, "charts", "chartId", int(request.get("chartId", 0)))
    return _replaced(book, sheet, "charts", old, {**old, "spec": with_styles(request.get("spec", {}))}), {}


@kind("deleteEmbeddedObject")
def delete_embedded_object(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A chart goes."""
    del visitor
    sheet, old = _found(book, "charts", "chartId", int(request.get("objectId", 0)))
    return _replaced(book, sheet, "charts", old, None), {}
