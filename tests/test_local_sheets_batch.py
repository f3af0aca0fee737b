"""batchUpdate of the local server: each kind of request by example, all or nothing, and who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sheets_clients import Plain

from goalsheet.local_sheets.server import LocalSheets, running

Json = dict[str, Any]

SHEETS = "type.googleapis.com/google.apps.sheets.v4"
NO_FIELDS = "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
TOO_LONG = "Your input contains more than the maximum of 50000 characters in a single cell."


@pytest.fixture(scope="module")
def server() -> Iterator[LocalSheets]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def hr(server: LocalSheets) -> Plain:
    return Plain(server)


@pytest.fixture(scope="module")
def bo(server: LocalSheets) -> Plain:
    return Plain(server, "bo@example.com")


INVALID_VALUE = "Invalid value at 'requests[0].update_cells.rows[0].values[0].user_entered_value'"
TWO_KINDS = {"userEnteredValue": {"numberValue": 1, "stringValue": "a"}}


class Book:
    """A new spreadsheet, and short ways to change and read it."""

    def __init__(self, client: Plain, **body: Any) -> None:
        self.client = client
        self.id = client.well("POST", "/v4/spreadsheets", body)["spreadsheetId"]

    def batch(self, *requests: Json, by: Plain | None = None, **more: Any) -> tuple[int, Json]:
        body = {"requests": list(requests), **more}
        code, answer = (by or self.client).ask("POST", f"/v4/spreadsheets/{self.id}:batchUpdate", body)
        return code, answer

    def do(self, *requests: Json, **more: Any) -> Json:
        code, answer = self.batch(*requests, **more)
        assert code == 200, answer
        return answer

    def refused(self, *requests: Json, by: Plain | None = None) -> str:
        code, answer = self.batch(*requests, by=by)
        assert code == 400, answer
        return str(answer["error"]["message"])

    def put(self, lines: list[list[Any]], place: str = "A1", by: Plain | None = None) -> tuple[int, Json]:
        path = f"/v4/spreadsheets/{self.id}/values/{place}"
        return (by or self.client).ask("PUT", path, {"values": lines}, valueInputOption="USER_ENTERED")

    def values(self, place: str = "Sheet1", **options: str) -> list[list[Any]]:
        found: list[list[Any]] = self.client.well("GET", f"/v4/spreadsheets/{self.id}/values/{place}", **options).get(
            "values", []
        )
        return found

    def get(self, fields: str, *ranges: str) -> Json:
        answer: Json = self.client.well("GET", f"/v4/spreadsheets/{self.id}", fields=fields, ranges=ranges)
        return answer

    def share(self, email: str, role: str = "writer") -> None:
        body = {"type": "user", "role": role, "emailAddress": email}
        self.client.well("POST", f"/drive/v3/files/{self.id}/permissions", body, sendNotificationEmail="false")


@pytest.fixture
def book(hr: Plain) -> Book:
    return Book(hr)


def span(top: int, bottom: int, left: int, right: int) -> Json:
    return {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}


def text(*cells: str) -> Json:
    return {"values": [{"userEnteredValue": {"stringValue": cell}} for cell in cells]}


def test_one_request_makes_a_whole_spreadsheet(hr: Plain) -> None:
    look = {"textFormat": {"bold": True}}
    made = Book(
        hr,
        properties={"title": "Team of Bo", "locale": "de_DE", "timeZone": "Europe/Berlin"},
        sheets=[
            {
                "properties": {"sheetId": 7, "title": "Goals", "gridProperties": {"frozenRowCount": 1, "rowCount": 5}},
                "data": [
                    {
                        "rowData": [
                            {"values": [{"userEnteredValue": {"stringValue": "Goal"}, "userEnteredFormat": look}]}
                        ],
                        "columnMetadata": [{"pixelSize": 300}],
                    }
                ],
                "protectedRanges": [{"range": {"sheetId": 7}, "editors": {"users": ["hr@example.com"]}}],
                "bandedRanges": [{"range": {"sheetId": 7, **span(0, 5, 0, 2)}, "rowProperties": {}}],
            },
            {"properties": {"sheetId": 9, "title": "Feedback"}},
        ],
        namedRanges=[{"name": "Heads", "range": {"sheetId": 7, **span(0, 1, 0, 5)}}],
        developerMetadata=[{"metadataKey": "cycle", "metadataValue": "2027"}],
    )
    answer = made.get(
        "properties(title,locale),namedRanges.name,developerMetadata(metadataKey,location),"
        "sheets(properties(sheetId,title,gridProperties),protectedRanges.range,bandedRanges.range,"
        "data(rowData/values(formattedValue,userEnteredFormat),columnMetadata.pixelSize))",
        "Goals!A1:B2",
    )
    assert answer == {
        "properties": {"title": "Team of Bo", "locale": "de_DE"},
        "sheets": [
            {
                "properties": {
                    "sheetId": 7,
                    "title": "Goals",
                    "gridProperties": {"rowCount": 5, "columnCount": 26, "frozenRowCount": 1},
                },
                "data": [
                    {
                        "rowData": [{"values": [{"formattedValue": "Goal", "userEnteredFormat": look}]}],
                        "columnMetadata": [{"pixelSize": 300}, {"pixelSize": 100}],
                    }
                ],
                "protectedRanges": [{"range": {"sheetId": 7}}],
                "bandedRanges": [{"range": {"sheetId": 7, **span(0, 5, 0, 2)}}],
            }
        ],
        "namedRanges": [{"name": "Heads"}],
        "developerMetadata": [
            {"metadataKey": "cycle", "location": {"locationType": "SPREADSHEET", "spreadsheet": True}}
        ],
    }


def test_all_requests_are_done_or_none(book: Book) -> None:
    write = {"updateCells": {"start": {}, "rows": [text("new")], "fields": "userEnteredValue"}}
    said = book.refused(write, {"deleteSheet": {"sheetId": 99}})
    assert said == "Invalid requests[1].deleteSheet: No grid with id: 99"
    assert book.values() == []


def test_the_new_state_comes_back_with_the_answer(book: Book) -> None:
    answer = book.do(
        {"addSheet": {"properties": {"sheetId": 5, "title": "Log"}}},
        {"updateCells": {"start": {"sheetId": 5, "rowIndex": 1}, "rows": [text("a", "b")], "fields": "*"}},
        includeSpreadsheetInResponse=True,
        responseIncludeGridData=True,
        responseRanges=["Log!A2:B2"],
    )
    assert answer["replies"][0]["addSheet"]["properties"]["title"] == "Log"
    assert answer["replies"][1] == {}
    found = answer["updatedSpreadsheet"]["sheets"]
    assert [sheet["properties"]["title"] for sheet in found] == ["Log"]
    assert [cell["formattedValue"] for cell in found[0]["data"][0]["rowData"][0]["values"]] == ["a", "b"]
    assert found[0]["data"][0]["startRow"] == 1


def test_only_the_masks_fields_change_and_cells_left_out_lose_them(book: Book) -> None:
    cell = {"userEnteredValue": {"stringValue": "a"}, "note": "look here"}
    book.do({"updateCells": {"start": {}, "rows": [{"values": [cell, cell]}], "fields": "userEnteredValue,note"}})
    place = {"sheetId": 0, **span(0, 1, 0, 2)}
    book.do({"updateCells": {"range": place, "rows": [text("b")], "fields": "userEnteredValue"}})
    found = book.get("sheets.data.rowData.values(userEnteredValue,note)")["sheets"][0]["data"][0]["rowData"][0]
    assert found == {"values": [{"userEnteredValue": {"stringValue": "b"}, "note": "look here"}, {"note": "look here"}]}


def test_text_that_looks_like_a_formula_stays_text(book: Book) -> None:
    book.do({"updateCells": {"start": {}, "rows": [text("=1+1", "+5")], "fields": "userEnteredValue"}})
    assert book.values(valueRenderOption="UNFORMATTED_VALUE") == [["=1+1", "+5"]]


def test_one_cell_is_repeated_and_its_formula_moves_along(book: Book) -> None:
    book.put([[1], [2], [3]])
    cell = {"userEnteredValue": {"formulaValue": "=A1*$A$1"}}
    place = {"sheetId": 0, **span(0, 3, 1, 2)}
    book.do({"repeatCell": {"range": place, "cell": cell, "fields": "userEnteredValue"}})
    assert book.values("B1:B3", valueRenderOption="FORMULA") == [["=A1*$A$1"], ["=A2*$A$1"], ["=A3*$A$1"]]
    assert book.values("B1:B3") == [["1"], ["2"], ["3"]]


def test_everything_moves_with_rows_that_come_and_go(book: Book) -> None:
    place = {"sheetId": 0, **span(2, 4, 0, 2)}
    location = {"dimensionRange": {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}}
    metadata = {"metadataKey": "row", "location": location, "visibility": "DOCUMENT"}
    book.put([["a"], ["b"], ["c"], ["d"], ["=SUM(A1:A4)"]])
    book.do(
        {"addNamedRange": {"namedRange": {"name": "Mine", "range": place}}},
        {"addProtectedRange": {"protectedRange": {"range": place, "editors": {"users": []}}}},
        {"mergeCells": {"range": place, "mergeType": "MERGE_ROWS"}},
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
        {"addBanding": {"bandedRange": {"range": place, "rowProperties": {}}}},
        {"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}}},
    )
    fields = (
        "namedRanges.range,sheets(protectedRanges.range,merges,bandedRanges.range,"
        "data.rowMetadata.developerMetadata.metadataKey)"
    )

    def found() -> Json:
        answer = book.get(fields)
        sheet = answer["sheets"][0]
        rows = [number for number, row in enumerate(sheet["data"][0]["rowMetadata"]) if row]
        one = [entry["range"] for part in ("protectedRanges", "bandedRanges") for entry in sheet.get(part, ())]
        return {
            "ranges": [*(entry["range"] for entry in answer.get("namedRanges", ())), *one],
            "rows": rows,
            "merges": sheet.get("merges", []),
        }

    moved = span(4, 6, 0, 2)
    assert found() == {"ranges": [moved] * 3, "rows": [4], "merges": [span(4, 5, 0, 2), span(5, 6, 0, 2)]}
    assert book.values("A7", valueRenderOption="FORMULA") == [["=SUM(A1:A6)"]]
    book.do(
        {
            "moveDimension": {
                "source": {"sheetId": 0, "dimension": "ROWS", "startIndex": 4, "endIndex": 6},
                "destinationIndex": 0,
            }
        }
    )
    assert found() == {"ranges": [span(0, 2, 0, 2)] * 3, "rows": [0], "merges": [span(0, 1, 0, 2), span(1, 2, 0, 2)]}
    book.do({"deleteDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}}})
    assert found() == {"ranges": [], "rows": [], "merges": []}


def test_parts_over_the_cells_are_added_changed_and_deleted(book: Book) -> None:
    place = {"sheetId": 0, **span(0, 9, 0, 3)}
    red = {"backgroundColor": {"red": 1}}
    rule = {"ranges": [place], "booleanRule": {"condition": {"type": "BLANK"}, "format": red}}
    chart = {
        "spec": {"title": "Goals", "basicChart": {"chartType": "COLUMN"}},
        "position": {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 1, "columnIndex": 5}}},
    }
    replies = book.do(
        {"addConditionalFormatRule": {"rule": rule, "index": 0}},
        {"addFilterView": {"filter": {"title": "At risk", "range": place}}},
        {"addBanding": {"bandedRange": {"range": place, "rowProperties": {"firstBandColor": {"red": 1}}}}},
        {"addChart": {"chart": chart}},
        {"setBasicFilter": {"filter": {"range": place}}},
    )["replies"]
    view = replies[1]["addFilterView"]["filter"]["filterViewId"]
    band = replies[2]["addBanding"]["bandedRange"]["bandedRangeId"]
    shown = replies[3]["addChart"]["chart"]["chartId"]
    assert replies[2]["addBanding"]["bandedRange"]["rowProperties"] == {
        "firstBandColor": {"red": 1},
        "firstBandColorStyle": {"rgbColor": {"red": 1}},
    }
    changed = book.do(
        {"updateConditionalFormatRule": {"index": 0, "rule": {**rule, "ranges": [{"sheetId": 0, **span(0, 2, 0, 1)}]}}},
        {"updateFilterView": {"filter": {"filterViewId": view, "title": "Stale"}, "fields": "title"}},
        {
            "updateBanding": {
                "bandedRange": {"bandedRangeId": band, "range": {"sheetId": 0, **span(0, 2, 0, 1)}},
                "fields": "range",
            }
        },
        {"updateChartSpec": {"chartId": shown, "spec": {"basicChart": {"chartType": "BAR"}}}},
    )
    assert changed["replies"][0]["updateConditionalFormatRule"]["newIndex"] == 0
    sheet = book.get("sheets(conditionalFormats.ranges,filterViews(title,range),bandedRanges.range,charts.spec)")[
        "sheets"
    ][0]
    assert sheet == {
        "conditionalFormats": [{"ranges": [span(0, 2, 0, 1)]}],
        "filterViews": [{"title": "Stale", "range": span(0, 9, 0, 3)}],
        "bandedRanges": [{"range": span(0, 2, 0, 1)}],
        "charts": [{"spec": {"basicChart": {"chartType": "BAR"}}}],
    }
    book.do(
        {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}},
        {"deleteFilterView": {"filterId": view}},
        {"deleteBanding": {"bandedRangeId": band}},
        {"deleteEmbeddedObject": {"objectId": shown}},
        {"clearBasicFilter": {"sheetId": 0}},
    )
    assert set(book.get("sheets")["sheets"][0]) == {"properties", "data"}


def test_what_a_tab_and_its_copy_have_alike_is_told_apart_by_its_id(book: Book) -> None:
    place = {"sheetId": 0, **span(0, 9, 0, 3)}
    anchor = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 1, "columnIndex": 5}}}
    book.do(
        {"addFilterView": {"filter": {"filterViewId": 401, "title": "Mine", "range": place}}},
        {"addBanding": {"bandedRange": {"bandedRangeId": 7, "range": place, "rowProperties": {}}}},
        {"addChart": {"chart": {"chartId": 301, "spec": {"basicChart": {"chartType": "BAR"}}, "position": anchor}}},
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 9, "range": place}}},
        {"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 777}},
        {"deleteFilterView": {"filterId": 401}},
        {"deleteEmbeddedObject": {"objectId": 301}},
    )
    parts = "filterViews.filterViewId,bandedRanges.bandedRangeId,charts.chartId,protectedRanges.protectedRangeId"
    sheets = book.get(f"sheets(properties.sheetId,{parts})")["sheets"]
    copy, first = ({name for name in one if name != "properties"} for one in sheets)
    assert (first, copy) == (
        {"bandedRanges", "protectedRanges"},
        {"filterViews", "bandedRanges", "charts", "protectedRanges"},
    )
    assert sheets[0]["bandedRanges"] != sheets[1]["bandedRanges"] == [{"bandedRangeId": 7}]
    assert sheets[0]["protectedRanges"] != sheets[1]["protectedRanges"] == [{"protectedRangeId": 9}]


def test_borders_and_validation_and_found_words(book: Book) -> None:
    place = {"sheetId": 0, **span(0, 2, 0, 2)}
    line = {"style": "SOLID", "color": {"red": 1}}
    book.put([["Cat", "concat"], ["dog", 5]])
    answer = book.do(
        {"updateBorders": {"range": place, "top": line, "innerHorizontal": line}},
        {"setDataValidation": {"range": place, "rule": {"condition": {"type": "BOOLEAN"}, "strict": False}}},
        {"findReplace": {"find": "cat", "replacement": "cow", "allSheets": True}},
        {"appendCells": {"sheetId": 0, "rows": [text("end")], "fields": "userEnteredValue"}},
        {"appendDimension": {"sheetId": 0, "dimension": "COLUMNS", "length": 2}},
    )
    assert answer["replies"][2] == {
        "findReplace": {"valuesChanged": 2, "rowsChanged": 1, "sheetsChanged": 1, "occurrencesChanged": 2}
    }
    assert book.values() == [["cow", "concow"], ["dog", "5"], ["end"]]
    rows = book.get("sheets.data.rowData.values(userEnteredFormat.borders,dataValidation)", "A1:A2")
    styled = {**line, "width": 1, "colorStyle": {"rgbColor": {"red": 1}}}
    del styled["width"]
    cells = [row["values"][0] for row in rows["sheets"][0]["data"][0]["rowData"]]
    assert cells == [
        {
            "userEnteredFormat": {"borders": {"top": styled, "bottom": styled}},
            "dataValidation": {"condition": {"type": "BOOLEAN"}},
        },
        {"userEnteredFormat": {"borders": {"top": styled}}, "dataValidation": {"condition": {"type": "BOOLEAN"}}},
    ]


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ({"updateSheetProperties": {"properties": {"sheetId": 0, "title": "x"}}},
         f"Invalid requests[0].updateSheetProperties: {NO_FIELDS}"),
        ({"addSheet": {"properties": {"title": "Sheet1"}}},
         'Invalid requests[0].addSheet: A sheet with the name "Sheet1" already exists. Please enter another name.'),
        ({"deleteSheet": {"sheetId": 0}},
         "Invalid requests[0].deleteSheet: You can't remove all the sheets in a document."),
        ({"frobnicate": {}},
         'Invalid JSON payload received. Unknown name "frobnicate" at \'requests[0]\': Cannot find field.'),
        ({"sortRange": {"range": {"sheetId": "x"}}},
         "Invalid value at 'requests[0].sort_range.range.sheet_id' (TYPE_INT32), \"x\""),
        ({"mergeCells": {"range": {"sheetId": 0}, "mergeType": "SOME"}},
         f"Invalid value at 'requests[0].merge_cells.merge_type' ({SHEETS}.MergeCellsRequest.MergeType), \"SOME\""),
        ({"updateCells": {"start": {}, "rows": [text("x" * 50_001)], "fields": "*"}},
         f"Invalid requests[0].updateCells: {TOO_LONG}"),
        ({"updateCells": {"start": {}, "rows": [text("x")], "fields": "nonsense"}},
         "Invalid requests[0].updateCells: Invalid field: nonsense"),
        ({"repeatCell": {"range": {"sheetId": 0}, "cell": {}, "fields": "note,userEnteredFormat(bold)"}},
         "Invalid requests[0].repeatCell: Invalid field: userEnteredFormat.bold"),
        ({"updateSheetProperties": {"properties": {"sheetId": 0}, "fields": "name"}},
         "Invalid requests[0].updateSheetProperties: Invalid field: name"),
        ({"updateCells": {"start": {}, "rows": [{"values": [TWO_KINDS]}], "fields": "*"}},
         f"{INVALID_VALUE} (oneof), oneof field 'value' is already set. Cannot set 'stringValue'"),
        ({"deleteSheet": {"sheetId": 0}, "addSheet": {}},
         "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'addSheet'"),
        ({"updateSpreadsheetProperties": {"properties": {"locale": "xx_YY"}, "fields": "locale"}},
         "Invalid requests[0].updateSpreadsheetProperties: Unsupported locale: xx_YY"),
        ({"updateSpreadsheetProperties": {"properties": {"timeZone": "Mars/X"}, "fields": "timeZone"}},
         "Invalid requests[0].updateSpreadsheetProperties: Invalid time zone: Mars/X"),
    ],
)  # fmt: skip
def test_google_says_what_is_wrong_with_a_request(book: Book, request_: Json, sentence: str) -> None:
    assert book.refused(request_) == sentence


def test_a_mask_may_name_whatever_the_message_has(book: Book) -> None:
    look = {"textFormat": {"bold": True}, "backgroundColorStyle": {"rgbColor": {"red": 1}}}
    fields = "userEnteredFormat(textFormat/bold,backgroundColorStyle),note,dataValidation"
    book.do({"repeatCell": {"range": span(0, 1, 0, 1), "cell": {"userEnteredFormat": look}, "fields": fields}})
    zone = {"properties": {"timeZone": "GMT-07:00", "locale": "fil"}, "fields": "timeZone,locale"}
    book.do({"updateSpreadsheetProperties": zone})
    assert book.get("properties(locale,timeZone)") == {"properties": {"locale": "fil", "timeZone": "GMT-07:00"}}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"sheets": [{"properties": {"title": "Goals"}}, {"properties": {"title": "GOALS"}}]},
         'Invalid sheets[1]: A sheet with the name "GOALS" already exists. Please enter another name.'),
        ({"sheets": [{"properties": {"sheetId": 7}}, {"properties": {"sheetId": 7}}]},
         "Invalid sheets[1]: Sheet with id 7 already exists."),
        ({"properties": {"locale": "xx_YY"}}, "Unsupported locale: xx_YY"),
        ({"properties": {"timeZone": "Mars/X"}}, "Invalid time zone: Mars/X"),
    ],
)  # fmt: skip
def test_google_says_what_is_wrong_with_a_new_spreadsheet(hr: Plain, body: Json, sentence: str) -> None:
    code, answer = hr.ask("POST", "/v4/spreadsheets", body)
    assert (code, answer["error"]["message"]) == (400, sentence)


def test_what_a_query_asks_for_in_vain_is_refused(book: Book, hr: Plain) -> None:
    path = f"/v4/spreadsheets/{book.id}"
    code, answer = hr.ask("GET", path, includeGridDatum="true")
    said = 'Invalid JSON payload received. Unknown name "includeGridDatum": Cannot bind query parameter. '
    said += "Field 'includeGridDatum' could not be found in request message."
    assert (code, answer["error"]["message"]) == (400, said)
    assert hr.ask("GET", path, commentsViewMode="COMMENTS_VIEW_MODE_INCLUDED")[0] == 501
    assert book.batch({"addSheet": {}}, commentsViewMode="COMMENTS_VIEW_MODE_INCLUDED")[0] == 501
    hr.well("GET", path, commentsViewMode="COMMENTS_VIEW_MODE_OMITTED", prettyPrint="false", quotaUser="bo")


def test_answers_to_writes_have_the_fields_that_are_asked_for(book: Book, hr: Plain) -> None:
    path = f"/v4/spreadsheets/{book.id}/values/A1"
    assert hr.well("PUT", path, {"values": [[1]]}, valueInputOption="RAW", fields="updatedCells") == {"updatedCells": 1}


def test_a_mask_names_only_what_there_is(book: Book, hr: Plain) -> None:
    code, answer = hr.ask("GET", f"/v4/spreadsheets/{book.id}", fields="properties/title,sheets(properties.colour)")
    violation = answer["error"]["details"][0]["fieldViolations"][0]
    assert (code, answer["error"]["message"], violation["field"]) == (
        400,
        "Request contains an invalid argument.",
        "sheets.properties.colour",
    )


def test_what_the_server_cannot_do_is_said_and_not_made_up(book: Book) -> None:
    code, answer = book.batch({"randomizeRange": {"range": {"sheetId": 0}}})
    assert (code, answer["error"]["status"]) == (501, "UNIMPLEMENTED")
    assert "does not know the request randomizeRange" in answer["error"]["message"]
    assert book.batch()[1]["error"]["message"] == "Must specify at least one request."


CLOSED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


@pytest.fixture
def shared(book: Book) -> Book:
    """A spreadsheet that Bo may write in, but only in column B."""
    book.put([["goal", "comment"], ["Run", ""]])
    book.share("bo@example.com")
    open_column = {"sheetId": 0, **span(1, 1000, 1, 2)}
    protected = {"range": {"sheetId": 0}, "unprotectedRanges": [open_column], "editors": {"users": []}}
    book.do({"addProtectedRange": {"protectedRange": protected}})
    return book


def test_a_writer_who_is_no_editor_writes_only_what_is_open(shared: Book, bo: Plain) -> None:
    assert shared.put([["Well done"]], "B2", by=bo)[0] == 200
    code, answer = shared.put([["Rest"]], "A2", by=bo)
    assert (code, answer["error"]["message"]) == (400, CLOSED)
    wide = {"updateCells": {"start": {"rowIndex": 1}, "rows": [text("x", "y")], "fields": "userEnteredValue"}}
    assert shared.refused(wide, by=bo) == f"Invalid requests[0].updateCells: {CLOSED}"
    assert shared.values("A2:B2") == [["Run", "Well done"]]


@pytest.mark.parametrize(
    "attack",
    [
        {"deleteDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}},
        {"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}},
        {"sortRange": {"range": {"sheetId": 0}, "sortSpecs": [{"dimensionIndex": 0}]}},
        {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "Mine"}, "fields": "title"}},
        {"deleteSheet": {"sheetId": 0}},
        {"cutPaste": {"source": {"sheetId": 0, **span(1, 2, 0, 1)}, "destination": {"rowIndex": 1, "columnIndex": 1}}},
        {"findReplace": {"find": "Run", "replacement": "Rest", "allSheets": True}},
        {"repeatCell": {"range": {"sheetId": 0}, "cell": {}, "fields": "userEnteredValue"}},
        {"setDataValidation": {"range": {"sheetId": 0, **span(0, 1, 0, 1)}}},
        {"appendCells": {"sheetId": 0, "rows": [text("new goal")], "fields": "userEnteredValue"}},
    ],
    ids=lambda attack: next(iter(attack)),
)  # fmt: skip
def test_no_kind_of_request_goes_round_the_protection(shared: Book, bo: Plain, attack: Json) -> None:
    shared.do({"addSheet": {"properties": {"title": "Other"}}})
    before = shared.get("sheets")
    assert shared.refused(attack, by=bo).endswith(CLOSED)
    assert shared.get("sheets") == before


@pytest.mark.parametrize(
    "attack",
    [
        {"deleteSheet": {"sheetId": 0}},
        {
            "updateSheetProperties": {
                "properties": {"gridProperties": {"rowCount": 2}},
                "fields": "gridProperties.rowCount",
            }
        },
        {"deleteDimension": {"range": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}}},
        {"mergeCells": {"range": {"sheetId": 0, **span(0, 5, 0, 5)}}},
    ],
    ids=lambda attack: next(iter(attack)),
)
def test_what_takes_a_protected_cell_along_is_refused(book: Book, bo: Plain, attack: Json) -> None:
    book.do({"addSheet": {"properties": {"title": "Other"}}})
    book.share("bo@example.com")
    place = {"sheetId": 0, **span(2, 3, 0, 1)}
    book.do({"addProtectedRange": {"protectedRange": {"range": place, "editors": {"users": []}}}})
    assert book.refused(attack, by=bo).endswith(CLOSED)
    assert book.put([["open"]], "A5", by=bo)[0] == 200


@pytest.mark.parametrize(
    ("place", "dimension", "refused"),
    [
        (span(2, 6, 0, 1), "ROWS", [3, 4, 5]),
        ({"startRowIndex": 0, "endRowIndex": 3}, "ROWS", [0, 1, 2]),
        ({"startRowIndex": 2}, "ROWS", [3, 4, 5, 6, 1000]),
        ({"startRowIndex": 0, "endRowIndex": 3}, "COLUMNS", [0, 1, 2, 3, 4, 5, 6, 26]),
        ({}, "ROWS", [0, 1, 2, 3, 4, 5, 6, 1000]),
    ],
    ids=["some rows", "the first rows", "all further rows", "across the columns", "the whole tab"],
)
def test_others_add_rows_and_columns_but_not_in_the_midst_of_what_is_closed(
    place: Json, dimension: str, refused: list[int], book: Book, bo: Plain
) -> None:
    book.share("bo@example.com")
    protected = {"range": {"sheetId": 0, **place}, "editors": {"users": []}}
    book.do({"addProtectedRange": {"protectedRange": protected}})
    size = 1000 if dimension == "ROWS" else 26
    where = {"sheetId": 0, "dimension": dimension}
    ways: dict[int, Json] = {
        at: {"insertDimension": {"range": {**where, "startIndex": at, "endIndex": at + 1}}} for at in range(7)
    }
    ways[size] = {"appendDimension": {**where, "length": 1}}
    for at, way in sorted(ways.items(), reverse=True):
        if at in refused:
            assert book.refused(way, by=bo).endswith(CLOSED)
        else:
            book.do(way, by=bo)


def test_the_protection_itself_is_closed_to_others(shared: Book, bo: Plain) -> None:
    number = shared.get("sheets.protectedRanges")["sheets"][0]["protectedRanges"][0]["protectedRangeId"]
    for attack in (
        {"deleteProtectedRange": {"protectedRangeId": number}},
        {
            "updateProtectedRange": {
                "protectedRange": {"protectedRangeId": number, "warningOnly": True},
                "fields": "warningOnly",
            }
        },
    ):
        assert CLOSED in shared.refused(attack, by=bo)
    shared.client = bo
    assert shared.get("sheets.protectedRanges(editors,requestingUserCanEdit,range)")["sheets"] == [
        {"protectedRanges": [{"range": {}}]}
    ]


def test_a_protection_without_editors_stops_nobody_who_is_there(book: Book, bo: Plain) -> None:
    book.share("bo@example.com")
    answer = book.do({"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}})
    assert answer["replies"][0]["addProtectedRange"]["protectedRange"]["editors"] == {
        "users": ["hr@example.com", "bo@example.com"]
    }
    assert book.put([["x"]], by=bo)[0] == 200


def test_the_owner_is_always_listed_among_the_editors(book: Book) -> None:
    protected = {"range": {"sheetId": 0}, "editors": {"users": []}}
    reply = book.do({"addProtectedRange": {"protectedRange": protected}})["replies"][0]["addProtectedRange"]
    assert reply["protectedRange"]["editors"] == {}
    listed = book.get("sheets.protectedRanges.editors")["sheets"][0]["protectedRanges"]
    assert listed == [{"editors": {"users": ["hr@example.com"]}}]


def test_only_people_with_access_can_be_editors(book: Book) -> None:
    protected = {"range": {"sheetId": 0}, "editors": {"users": ["stranger@example.com"]}}
    assert "does not have edit access" in book.refused({"addProtectedRange": {"protectedRange": protected}})


@pytest.mark.parametrize("role", ["reader", "commenter"])
def test_readers_and_commenters_do_not_write(book: Book, bo: Plain, role: str) -> None:
    book.share("bo@example.com", role)
    assert bo.ask("GET", f"/v4/spreadsheets/{book.id}/values/A1")[0] == 200
    code, answer = book.put([["x"]], by=bo)
    assert (code, answer) == (
        403,
        {"error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}},
    )


def test_developer_metadata_is_found_in_every_way(book: Book, hr: Plain) -> None:
    rows = {"dimensionRange": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}
    book.put([["head"], ["G-1"]])
    kept = {"metadataValue": "1", "visibility": "DOCUMENT"}
    replies = book.do(
        *(
            {"createDeveloperMetadata": {"developerMetadata": {"metadataKey": key, "location": place, **kept}}}
            for key, place in (("commit", {"spreadsheet": True}), ("tab", {"sheetId": 0}), ("row", rows))
        )
    )["replies"]  # fmt: skip
    made = [reply["createDeveloperMetadata"]["developerMetadata"] for reply in replies]
    assert [entry["location"]["locationType"] for entry in made] == ["SPREADSHEET", "SHEET", "ROW"]
    path = f"/v4/spreadsheets/{book.id}"
    assert hr.well("GET", f"{path}/developerMetadata/{made[0]['metadataId']}") == made[0]
    lookup = {"developerMetadataLookup": {"metadataKey": "row"}}
    found = hr.well("POST", f"{path}/developerMetadata:search", {"dataFilters": [lookup]})
    assert found == {"matchedDeveloperMetadata": [{"developerMetadata": made[2], "dataFilters": [lookup]}]}
    got = hr.well("POST", f"{path}/values:batchGetByDataFilter", {"dataFilters": [lookup]})
    assert got["valueRanges"][0]["valueRange"]["values"] == [["G-1"]]
    data = {"valueInputOption": "RAW", "data": [{"dataFilter": lookup, "values": [["G-2"]]}]}
    assert hr.well("POST", f"{path}/values:batchUpdateByDataFilter", data)["totalUpdatedCells"] == 1
    assert book.values("A2") == [["G-2"]]
    only = hr.well("POST", f"{path}:getByDataFilter", {"dataFilters": [{"a1Range": "A2:A2"}], "includeGridData": True})
    assert only["sheets"][0]["data"][0]["rowData"][0]["values"][0]["formattedValue"] == "G-2"
    hr.well("POST", f"{path}/values:batchClearByDataFilter", {"dataFilters": [lookup]})
    assert book.values("A2") == []
    new = {"metadataValue": "2"}
    answer = book.do(
        {"updateDeveloperMetadata": {"dataFilters": [lookup], "developerMetadata": new, "fields": "metadataValue"}},
        {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": made[0]["metadataId"]}}}},
    )["replies"]  # fmt: skip
    assert answer[0]["updateDeveloperMetadata"]["developerMetadata"][0]["metadataValue"] == "2"
    assert answer[1]["deleteDeveloperMetadata"]["deletedDeveloperMetadata"] == [made[0]]
    assert hr.ask("GET", f"{path}/developerMetadata/{made[0]['metadataId']}")[0] == 404


def test_values_are_written_by_columns_and_null_leaves_alone(book: Book, hr: Plain) -> None:
    book.put([["a", "b"], ["c", "d"]])
    path = f"/v4/spreadsheets/{book.id}/values/A1:B2"
    body = {"majorDimension": "COLUMNS", "values": [["x", None], ["", "y"]]}
    answer = hr.well("PUT", path, body, valueInputOption="RAW", includeValuesInResponse="true")
    assert answer == {
        "spreadsheetId": book.id,
        "updatedRange": "Sheet1!A1:B2",
        "updatedRows": 2,
        "updatedColumns": 2,
        "updatedCells": 3,
        "updatedData": {"range": "Sheet1!A1:B2", "majorDimension": "ROWS", "values": [["x"], ["c", "y"]]},
    }
    columns = hr.well("GET", path, majorDimension="COLUMNS")["values"]
    assert columns == [["x", "c"], ["", "y"]]


@pytest.mark.parametrize(
    ("place", "body", "sentence"),
    [
        ("A1:B1", {"values": [["a", "b", "c"]]},
         "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]"),
        ("A1:B1", {"values": [["a"], ["b"]]},
         "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]"),
        ("A1", {"values": "X"},
         "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"X\""),
        ("A1", {"values": [["a"]], "majorDimension": "DIAGONAL"},
         "Invalid value at 'data.major_dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), \"DIAGONAL\""),
    ],
)  # fmt: skip
def test_google_says_what_is_wrong_with_values(book: Book, hr: Plain, place: str, body: Json, sentence: str) -> None:
    code, answer = hr.ask("PUT", f"/v4/spreadsheets/{book.id}/values/{place}", body, valueInputOption="RAW")
    assert (code, answer["error"]["message"]) == (400, sentence)


def test_whole_numbers_have_no_point(book: Book, hr: Plain) -> None:
    cells = [{"userEnteredValue": {"numberValue": 43831.0}}, {"userEnteredValue": {"numberValue": "12"}}]
    book.do({"updateCells": {"start": {}, "rows": [{"values": cells}], "fields": "userEnteredValue"}})
    book.put([["2020-01-01", "12:00", 5.0]], "A2")
    path = f"/v4/spreadsheets/{book.id}/values"
    hr.well("PUT", f"{path}/A3", {"values": [[7.0, 0.5]]}, valueInputOption="RAW")
    book.put([["=DATE(2020,1,1)", "=A1*2", "=B3*4"]], "A4")
    answer = hr.session.get(f"{hr.url}{path}/A1:C4", params={"valueRenderOption": "UNFORMATTED_VALUE"}, timeout=9)
    assert answer.text.partition('"values": ')[2] == "[[43831, 12], [43831, 0.5, 5], [7, 0.5], [43831, 87662, 2]]}"


def test_titles_are_quoted_where_they_have_to_be(book: Book, hr: Plain) -> None:
    for title, shown in {"D3": "'D3'", "Bo's goals": "'Bo''s goals'", "🌵": "'🌵'", "Goals_2027": "Goals_2027"}.items():
        book.do({"updateSheetProperties": {"properties": {"sheetId": 0, "title": title}, "fields": "title"}})
        path = f"/v4/spreadsheets/{book.id}/values/{shown}!A1:AA5".replace("🌵", "%F0%9F%8C%B5")
        assert hr.well("GET", path)["range"] == f"{shown}!A1:Z5"


def test_numbers_and_dates_follow_the_locale(hr: Plain) -> None:
    book = Book(hr, properties={"locale": "de_DE"})
    book.put([["1.234,5", "31.12.2026", "0,5", "1.5.2026"]])
    assert book.values() == [["1.234,50", "31.12.2026", "0,5", "01.05.2026"]]
    assert book.values(valueRenderOption="UNFORMATTED_VALUE") == [[1234.5, 46387, 0.5, 46143]]


_CELL = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
_SORTED = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}


def _cells(cell: Json) -> Json:
    return {"updateCells": {"start": _CELL, "rows": [{"values": [cell]}], "fields": "*"}}


def _chart(spec: Json) -> Json:
    return {"addChart": {"chart": {"spec": spec, "position": {"overlayPosition": {"anchorCell": _CELL}}}}}


@pytest.mark.parametrize(
    ("request_", "what"),
    [
        (_cells({"pivotTable": {}}), "pivotTable"),
        (_cells({"dataSourceFormula": {}}), "dataSourceFormula"),
        ({"sortRange": {"range": _SORTED, "sortSpecs": [{"backgroundColor": {"red": 1}}]}}, "backgroundColor"),
        ({"sortRange": {"range": _SORTED, "sortSpecs": [{"foregroundColorStyle": {}}]}}, "foregroundColorStyle"),
        (
            {"sortRange": {"range": _SORTED, "sortSpecs": [{"dataSourceColumnReference": {"name": "x"}}]}},
            "dataSourceColumnReference",
        ),
        (_chart({"treemapChart": {}}), "treemapChart"),
        (_chart({"basicChart": {"chartType": "COMBO"}}), "chartType COMBO"),
    ],
)
def test_what_the_server_does_nothing_with_is_refused_and_nothing_else_of_the_batch_is_done(
    book: Book, request_: Json, what: str
) -> None:
    code, answer = book.batch(_cells({"userEnteredValue": {"stringValue": "done"}}), request_)
    said = f"The local Sheets server does not know {what}. It serves what goalsheet and gspread use."
    assert (code, answer["error"]["message"]) == (501, said)
    assert "values" not in book.client.well("GET", f"/v4/spreadsheets/{book.id}/values/A1")


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        ("=ARRAYFORMULA(A1:A3*2)", "ARRAYFORMULA"),
        ('=query(A1:B3; "select A")', "QUERY"),
        ('=IFERROR(IMPORTRANGE("x", "A1"), "")', "IMPORTRANGE"),
        ("=LAMBDA(x, x + 1)(3)", "LAMBDA"),
        ("=LET(x, 3, x + 1)", "LET"),
        ('=PERCENTIF(A1:A3, ">1")', "PERCENTIF"),
        ("=STDEV.S (B1:B3)", "STDEV.S"),
    ],
)
def test_a_function_of_googles_that_the_server_does_not_work_out_is_refused(
    book: Book, formula: str, name: str
) -> None:
    said = f"The local Sheets server does not know the function {name}. It serves what goalsheet and gspread use."
    path = f"/v4/spreadsheets/{book.id}/values/A1"
    tries = [
        book.batch(_cells({"userEnteredValue": {"formulaValue": formula}})),
        book.client.ask("PUT", path, {"values": [[formula]]}, valueInputOption="USER_ENTERED"),
    ]
    assert [(code, answer["error"]["message"]) for code, answer in tries] == [(501, said)] * 2
    assert "values" not in book.client.well("GET", path)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ('="LET(x)"', "LET(x)"),
        ("=NOSUCHFUNCTION(1)", "#NAME?"),
        ("=IF(TRUE, 1, 2)", "1"),
        ("=TRUE()", "TRUE"),
        ("=if(false(), 1, 2)", "2"),
        ("=AND(TRUE(), TRUE)", "TRUE"),
        ("=ROUND(PI(), 2)", "3.14"),
        ("=NA()", "#N/A"),
        ("=IFNA(NA(), 5)", "5"),
    ],
)
def test_other_formulas_are_worked_out_or_wrong_as_at_google(book: Book, formula: str, shown: str) -> None:
    book.do(_cells({"userEnteredValue": {"formulaValue": formula}}))
    assert book.client.well("GET", f"/v4/spreadsheets/{book.id}/values/A1")["values"] == [[shown]]
