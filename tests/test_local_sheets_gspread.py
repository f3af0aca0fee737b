"""The local server as gspread sees it: every method of its that asks the server, over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError, SpreadsheetNotFound, WorksheetNotFound
from gspread.utils import (
    ExportFormat,
    MergeType,
    PasteType,
    ValidationConditionType,
    ValueInputOption,
    ValueRenderOption,
)
from sheets_clients import gspread_of

from goalsheet.local_sheets.server import LocalSheets, running

USER_ENTERED = ValueInputOption.user_entered
UNFORMATTED = ValueRenderOption.unformatted
FORMULA = ValueRenderOption.formula


@pytest.fixture(scope="module")
def server() -> Iterator[LocalSheets]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def client(server: LocalSheets) -> gspread.Client:
    return gspread_of(server)


@pytest.fixture
def book(client: gspread.Client) -> gspread.Spreadsheet:
    return client.create("Team of Bo")


@pytest.fixture
def page(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1


def sheet(page: gspread.Worksheet) -> dict[str, object]:
    found: dict[str, object] = next(
        one for one in page.spreadsheet.fetch_sheet_metadata()["sheets"] if one["properties"]["sheetId"] == page.id
    )
    return found


def test_a_created_spreadsheet_is_found_by_key_address_and_title(client: gspread.Client) -> None:
    made = client.create("Only one of its kind")
    assert client.open_by_key(made.id).title == "Only one of its kind"
    assert client.open_by_url(made.url).id == made.id
    assert client.open("Only one of its kind").id == made.id
    assert [one.id for one in client.openall("Only one of its kind")] == [made.id]
    assert made.id in {str(one["id"]) for one in client.list_spreadsheet_files()}
    assert (made.locale, made.timezone) == ("en_US", "Etc/GMT")
    client.del_spreadsheet(made.id)
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key(made.id)
    with pytest.raises(SpreadsheetNotFound):
        client.open("Only one of its kind")


def test_a_spreadsheet_of_others_may_not_be_opened(server: LocalSheets, book: gspread.Spreadsheet) -> None:
    with pytest.raises(PermissionError):
        gspread_of(server, "stranger@example.com").open_by_key(book.id)


def test_a_copy_has_the_same_tabs_and_comments(client: gspread.Client, book: gspread.Spreadsheet) -> None:
    book.add_worksheet("More", 5, 5)
    book.sheet1.update([["a"]], "A1")
    made = client.copy(book.id, title="Copied")
    assert made.title == "Copied"
    assert made.fetch_sheet_metadata()["sheets"] == book.fetch_sheet_metadata()["sheets"]
    assert made.sheet1.get_all_values() == [["a"]]


def test_csv_goes_in_and_out(client: gspread.Client, book: gspread.Spreadsheet) -> None:
    client.import_csv(book.id, 'name,days\nAnna,7\n"a, b",2020-01-01')
    again = client.open_by_key(book.id)
    assert again.sheet1.get_all_values() == [["name", "days"], ["Anna", "7"], ["a, b", "2020-01-01"]]
    assert client.export(book.id, ExportFormat.CSV) == b'name,days\r\nAnna,7\r\n"a, b",2020-01-01'
    assert client.export(book.id, ExportFormat.TSV).startswith(b"name\tdays\r\n")
    assert client.export(book.id, ExportFormat.EXCEL)[:2] == b"PK"
    with pytest.raises(APIError, match="does not know export as application/pdf"):
        client.export(book.id, ExportFormat.PDF)


def test_tabs_come_go_and_are_put_in_order(book: gspread.Spreadsheet) -> None:
    one, two = book.add_worksheet("One", 10, 3), book.add_worksheet("Two", 20, 4, index=0)
    assert [page.title for page in book.worksheets()] == ["Two", "Sheet1", "One"]
    assert (two.row_count, two.col_count) == (20, 4)
    book.reorder_worksheets([one, book.worksheet("Sheet1"), two])
    assert [page.title for page in book] == ["One", "Sheet1", "Two"]
    two.update_index(0)
    assert [page.title for page in book] == ["Two", "One", "Sheet1"]
    again = one.duplicate(insert_sheet_index=1, new_sheet_name="One again")
    assert book.get_worksheet(1).id == again.id
    assert book.get_worksheet_by_id(one.id).title == "One"
    book.del_worksheet(two)
    book.del_worksheet_by_id(again.id)
    with pytest.raises(WorksheetNotFound):
        book.worksheet("Two")
    with pytest.raises(APIError, match=r'A sheet with the name "One" already exists\.'):
        book.add_worksheet("One", 1, 1)


def test_a_tab_goes_into_another_spreadsheet(client: gspread.Client, page: gspread.Worksheet) -> None:
    page.update([["x"]], "A1")
    other = client.create("Other")
    made = page.copy_to(other.id)
    assert made["title"] == "Copy of Sheet1"
    assert other.get_worksheet_by_id(made["sheetId"]).get_all_values() == [["x"]]


def test_a_spreadsheets_own_properties_change(book: gspread.Spreadsheet) -> None:
    book.update_title("🎊 Updated #123")
    book.update_locale("fr_FR")
    book.update_timezone("Europe/Paris")
    properties = book.fetch_sheet_metadata()["properties"]
    assert {name: properties[name] for name in ("title", "locale", "timeZone")} == {
        "title": "🎊 Updated #123",
        "locale": "fr_FR",
        "timeZone": "Europe/Paris",
    }
    assert book.get_lastUpdateTime() >= book.creationTime


def test_a_tabs_own_properties_change(book: gspread.Spreadsheet, page: gspread.Worksheet) -> None:
    page.update_title("Goals")
    page.resize(50, 5)
    page.freeze(rows=2, cols=1)
    page.update_tab_color("#ff0000")
    page.hide_gridlines()
    found = book.worksheet("Goals")
    assert (found.row_count, found.col_count, found.frozen_row_count, found.frozen_col_count) == (50, 5, 2, 1)
    assert found.get_tab_color() == "#FF0000"
    assert found.is_gridlines_hidden
    page.freeze(0, 0)
    page.clear_tab_color()
    page.show_gridlines()
    assert sheet(page)["properties"] == {
        "sheetId": 0,
        "title": "Goals",
        "index": 0,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 50, "columnCount": 5},
    }


def test_the_last_tab_that_shows_cannot_be_hidden(book: gspread.Spreadsheet, page: gspread.Worksheet) -> None:
    with pytest.raises(APIError, match=r"You can't hide all the sheets in a document\."):
        page.hide()
    other = book.add_worksheet("Other", 2, 2)
    other.hide()
    assert [one.title for one in book.worksheets(exclude_hidden=True)] == ["Sheet1"]
    other.show()
    assert "hidden" not in str(sheet(other))


def test_values_are_read_as_they_are_shown_or_as_they_are(page: gspread.Worksheet) -> None:
    lines = [["=4/2", "2020-01-01", "string", 53], ["=3/2", 0.12, "1999-01-02", ""]]
    page.update(lines, "A1", value_input_option=USER_ENTERED)
    assert page.get("A1:D2") == [["2", "2020-01-01", "string", "53"], ["1.5", "0.12", "1999-01-02"]]
    assert page.get("A1:D2", value_render_option=UNFORMATTED) == [[2, 43831, "string", 53], [1.5, 0.12, 36162]]
    assert page.get("A1:D2", value_render_option=FORMULA) == [
        ["=4/2", 43831, "string", 53],
        ["=3/2", 0.12, 36162],
    ]
    assert page.get_all_records() == [{"2": 1.5, "2020-01-01": 0.12, "string": "1999-01-02", "53": ""}]


def test_raw_text_stays_text(page: gspread.Worksheet) -> None:
    page.update([["=1+1", "2020-01-01", "50%", "TRUE", 5, True]], "A1")
    assert page.get("A1:F1", value_render_option=UNFORMATTED) == [["=1+1", "2020-01-01", "50%", "TRUE", 5, True]]


@pytest.mark.parametrize(
    ("typed", "shown", "value"),
    [
        ("0042", "42", 42),
        ("'0042", "0042", "0042"),
        ("50%", "50%", 0.5),
        ("12.5%", "12.50%", 0.125),
        ("1,234.5", "1,234.50", 1234.5),
        ("$5", "$5.00", 5),
        ("true", "TRUE", True),
        ("1/2/2020", "1/2/2020", 43832),
        ("10:30", "10:30", 0.4375),
        ("= 1 / 1024", "0.0009765625", 1 / 1024),
        ("=1/3", "0.3333333333", 1 / 3),
        ("Артур\nArthur", "Артур\nArthur", "Артур\nArthur"),
        ("-", "-", "-"),
        ("=1/0", "#DIV/0!", "#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)"),
    ],
)
def test_what_is_typed_is_read_as_the_page_would(
    page: gspread.Worksheet, typed: str, shown: str, value: object
) -> None:
    page.update_acell("B2", typed)
    assert page.acell("B2").value == shown
    assert page.acell("B2", value_render_option=UNFORMATTED).value == value


def test_cells_are_written_one_by_one_and_found(page: gspread.Worksheet) -> None:
    page.update_cell(2, 10, "camelcase")
    page.update_cells([gspread.Cell(2, 11, "CamelCase"), gspread.Cell(1, 1, "7")])
    assert page.row_values(2) == [""] * 9 + ["camelcase", "CamelCase"]
    assert page.col_values(1) == ["7"]
    assert page.find("CamelCase").address == "K2"  # type: ignore[union-attr]  # or the test fails here
    assert [cell.address for cell in page.findall("camelcase", case_sensitive=False)] == ["J2", "K2"]
    assert page.find("nowhere") is None
    assert [cell.value for cell in page.range("A1:B1")] == ["7", ""]


def test_many_ranges_are_read_written_and_cleared_at_once(page: gspread.Worksheet) -> None:
    answer = page.batch_update(
        [
            {"range": "A1:D1", "values": [["A1", "B1", "", "D1"]]},
            {"range": "A4:D4", "values": [["A4", "B4", None, "D4"]]},
        ]
    )
    assert {name: value for name, value in answer.items() if name.startswith("total")} == {
        "totalUpdatedRows": 2,
        "totalUpdatedColumns": 4,
        "totalUpdatedCells": 7,
        "totalUpdatedSheets": 1,
    }
    found = page.batch_get(["A1:B1", "B4:D4", "A:A"])
    assert found == [[["A1", "B1"]], [["B4", "", "D4"]], [["A1"], [], [], ["A4"]]]
    assert [one.range for one in found] == ["Sheet1!A1:B1", "Sheet1!B4:D4", "Sheet1!A1:A1000"]
    assert page.get("A1:D4") == [["A1", "B1", "", "D1"], [], [], ["A4", "B4", "", "D4"]]
    page.batch_clear(["A1:B1", "A4"])
    assert page.get_all_values() == [["", "", "", "D1"], ["", "", "", ""], ["", "", "", ""], ["", "B4", "", "D4"]]
    page.clear()
    assert page.get_all_values() == [[]]


def test_rows_are_appended_to_the_table_that_is_there(page: gspread.Worksheet) -> None:
    first = page.append_row(["a", "b"])
    assert first["updates"]["updatedRange"] == "Sheet1!A1:B1"
    assert "tableRange" not in first
    second = page.append_rows([["c", "d"], ["e", "f"]], table_range="A1")
    assert (second["tableRange"], second["updates"]["updatedRange"]) == ("Sheet1!A1:B1", "Sheet1!A2:B3")
    assert page.get_all_values() == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_an_empty_cell_makes_two_tables_of_a_row(page: gspread.Worksheet) -> None:
    page.append_row(["a", "", "c"])
    page.append_row(["a", "", "c"])
    assert page.row_values(2) == ["", "", "a", "", "c"]


def test_appending_makes_the_grid_grow(page: gspread.Worksheet) -> None:
    page.resize(2, 2)
    page.update([["a", "b"], ["c", "d"]], "A1")
    page.append_row(["e", "f", "g"])
    assert (sheet(page)["properties"])["gridProperties"] == {"rowCount": 3, "columnCount": 3}  # type: ignore[index]  # JSON


def test_rows_and_columns_are_put_in_and_taken_out(page: gspread.Worksheet) -> None:
    page.update([["a", "=A2*2"], [5, "=A2+1"]], "A1", value_input_option=USER_ENTERED)
    page.insert_row(["new"], 2)
    assert page.get("A1:B3", value_render_option=FORMULA) == [["a", "=A3*2"], ["new"], [5, "=A3+1"]]
    page.insert_cols([["x", "y"]], 1)
    assert page.get("A1:C3", value_render_option=FORMULA) == [["x", "a", "=B3*2"], ["y", "new"], ["", 5, "=B3+1"]]
    page.delete_columns(1)
    page.delete_rows(2)
    assert page.get("A1:B2", value_render_option=FORMULA) == [["a", "=A2*2"], [5, "=A2+1"]]
    page.delete_rows(2)
    assert page.get("A1:B1", value_render_option=FORMULA) == [["a", "=#REF!*2"]]
    page.add_rows(10)
    page.add_cols(4)
    assert (sheet(page)["properties"])["gridProperties"] == {"rowCount": 1009, "columnCount": 30}  # type: ignore[index]  # JSON


def test_rows_are_sorted(page: gspread.Worksheet) -> None:
    page.resize(5, 2)
    page.update([["b", 2], ["", 9], [10, 3], ["a", 1], [True, 5]], "A1")
    page.sort((1, "asc"))
    assert page.get_all_values() == [["10", "3"], ["a", "1"], ["b", "2"], ["TRUE", "5"], ["", "9"]]
    page.sort((2, "des"), range="A2:B4")
    assert page.get_all_values() == [["10", "3"], ["TRUE", "5"], ["b", "2"], ["a", "1"], ["", "9"]]


def test_formats_are_kept_as_google_keeps_them(book: gspread.Spreadsheet, page: gspread.Worksheet) -> None:
    page.format("A2:B2", {"backgroundColor": {"green": 0.498, "red": 0}, "textFormat": {"bold": True, "fontSize": 12}})
    page.batch_format([{"range": "B2", "format": {"horizontalAlignment": "CENTER"}}])
    answer = book.fetch_sheet_metadata(
        {"ranges": "Sheet1!A2:B2", "fields": "sheets.data.rowData.values.userEnteredFormat"}
    )
    fill = {"backgroundColor": {"green": 0.498}, "backgroundColorStyle": {"rgbColor": {"green": 0.498}}}
    text = {"textFormat": {"fontSize": 12, "bold": True}}
    assert answer == {
        "sheets": [
            {
                "data": [
                    {
                        "rowData": [
                            {
                                "values": [
                                    {"userEnteredFormat": {**fill, **text}},
                                    {"userEnteredFormat": {**fill, **text, "horizontalAlignment": "CENTER"}},
                                ]
                            }
                        ]
                    }
                ]
            }
        ]
    }


def test_cells_are_merged_and_set_free(page: gspread.Worksheet) -> None:
    page.update([[42, 43, ""], [43, 44, ""], ["", "", "end"]], "A1")
    page.merge_cells("A1:B2", MergeType.merge_rows)
    assert sheet(page)["merges"] == [
        {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 2},
        {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2},
    ]
    page.merge_cells("A1:B2")
    assert sheet(page)["merges"] == [{"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}]
    assert page.get("A1:C3", combine_merged_cells=True, pad_values=True) == [
        ["42", "42", ""],
        ["42", "42", ""],
        ["", "", "end"],
    ]
    page.unmerge_cells("A1:B2")
    assert "merges" not in sheet(page)


def test_notes_come_and_go(page: gspread.Worksheet) -> None:
    assert page.get_note("A1") == ""
    page.update_notes({"A1": "read my note", "B2": "or don't"})
    page.update([["value"]], "A1")
    assert page.get_notes() == [["read my note"], ["", "or don't"]]
    page.clear_notes(["A1"])
    assert page.get_note("A1") == ""
    assert page.get_note("B2") == "or don't"


def test_filters_come_and_go(page: gspread.Worksheet) -> None:
    page.resize(20, 20)
    page.set_basic_filter()
    page.set_basic_filter("B1:C2")
    assert sheet(page)["basicFilter"] == {
        "range": {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 1, "endColumnIndex": 3}
    }
    page.clear_basic_filter()
    assert "basicFilter" not in sheet(page)


def test_named_and_protected_ranges_come_and_go(book: gspread.Spreadsheet, page: gspread.Worksheet) -> None:
    page.define_named_range("A1:B2", "Team")
    named = book.list_named_ranges()
    place = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    assert [{"name": one["name"], "range": one["range"]} for one in named] == [{"name": "Team", "range": place}]
    page.update([["x"]], "A1")
    assert book.values_get("Team")["range"] == "Sheet1!A1:B2"
    page.delete_named_range(named[0]["namedRangeId"])
    assert book.list_named_ranges() == []
    page.add_protected_range("A1:B2", ["hr@example.com"])
    protected = book.list_protected_ranges(page.id)
    assert [(one["range"], one["editors"], one["requestingUserCanEdit"]) for one in protected] == [
        (place, {"users": ["hr@example.com"]}, True)
    ]
    page.delete_protected_range(protected[0]["protectedRangeId"])
    assert book.list_protected_ranges(page.id) == []


def test_a_named_range_is_read_and_written_by_its_name(book: gspread.Spreadsheet, page: gspread.Worksheet) -> None:
    page.update([["a", "b"], ["c", "d"]], "A1")
    page.define_named_range("B1:B2", "second")
    assert page.get("second") == [["b"], ["d"]]
    page.update([["x"]], "second")
    assert book.values_get("second")["range"] == f"{page.title}!B1:B2"
    assert page.get("SECOND") == [["x"], ["d"]]
    other = book.add_worksheet("other", 5, 5)
    with pytest.raises(gspread.exceptions.APIError, match="Unable to parse range: 'other'!second"):
        other.get("second")


def test_rows_and_columns_are_grouped_hidden_and_sized(page: gspread.Worksheet) -> None:
    page.add_dimension_group_columns(0, 2)
    page.add_dimension_group_rows(1, 3)
    assert page.list_dimension_group_columns() == [
        {"range": {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 2}, "depth": 1}
    ]
    page.delete_dimension_group_columns(0, 2)
    page.delete_dimension_group_rows(1, 3)
    assert (page.list_dimension_group_columns(), page.list_dimension_group_rows()) == ([], [])
    page.hide_columns(0, 1)
    page.hide_rows(0, 1)
    page.unhide_rows(0, 1)
    page.update_acell("B1", "A" * 50)
    page.columns_auto_resize(1, 2)
    page.rows_auto_resize(0, 1)
    data = page.spreadsheet.fetch_sheet_metadata({"fields": "sheets.data(rowMetadata,columnMetadata)"})["sheets"][0][
        "data"
    ]
    assert data[0]["columnMetadata"][:3] == [
        {"pixelSize": 100, "hiddenByUser": True},
        {"pixelSize": 353},
        {"pixelSize": 100},
    ]
    assert data[0]["rowMetadata"][0] == {"pixelSize": 21}


def test_cells_are_copied_and_cut(page: gspread.Worksheet) -> None:
    page.update([[1], ["=A1+1"]], "A1", value_input_option=USER_ENTERED)
    page.copy_range("A1:A2", "B1:B4")
    page.copy_range("A1:A2", "C1", PasteType.values)
    page.cut_range("A1:A2", "D1")
    assert page.get("A1:D4", value_render_option=FORMULA) == [
        ["", 1, 1, 1],
        ["", "=B1+1", 2, "=A1+1"],
        ["", 1],
        ["", "=B3+1"],
    ]


def test_dropdowns_are_set(book: gspread.Spreadsheet, page: gspread.Worksheet) -> None:
    page.add_validation(
        "B2:B3", ValidationConditionType.one_of_list, ["Agreed", "Draft"], strict=True, showCustomUi=True
    )
    answer = book.fetch_sheet_metadata({"ranges": "B2", "fields": "sheets(data(rowData(values(dataValidation))))"})
    assert answer["sheets"][0]["data"][0]["rowData"][0]["values"][0] == {
        "dataValidation": {
            "condition": {
                "type": "ONE_OF_LIST",
                "values": [{"userEnteredValue": "Agreed"}, {"userEnteredValue": "Draft"}],
            },
            "strict": True,
            "showCustomUi": True,
        }
    }


def test_a_spreadsheet_is_shared_and_given_away(client: gspread.Client, server: LocalSheets) -> None:
    book = client.create("Shared")
    book.share("bo@example.com", perm_type="user", role="writer", notify=False)
    book.share("", perm_type="anyone", role="reader")
    shared = [(one["type"], one.get("emailAddress"), one["role"]) for one in book.list_permissions()]
    assert shared == [
        ("user", "hr@example.com", "owner"),
        ("user", "bo@example.com", "writer"),
        ("anyone", None, "reader"),
    ]
    gspread_of(server, "bo@example.com").open_by_key(book.id).sheet1.update([["hello"]], "A1")
    with pytest.raises(APIError, match="The caller does not have permission"):
        gspread_of(server, "stranger@example.com").open_by_key(book.id).sheet1.update([["hello"]], "A1")
    book.remove_permissions("bo@example.com")
    book.share("bo@example.com", perm_type="user", role="writer")
    number = next(one["id"] for one in book.list_permissions() if one.get("emailAddress") == "bo@example.com")
    book.transfer_ownership(str(number))
    mine = gspread_of(server, "bo@example.com").open_by_key(book.id)
    mine.accept_ownership(str(number))
    assert mine.list_permissions()[0]["role"] == "owner"


def test_google_says_what_is_wrong(page: gspread.Worksheet) -> None:
    book = page.spreadsheet
    wrong = {
        "Nope!A1": "Unable to parse range: Nope!A1",
        "Sheet1!A1001": "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26",
        "Sheet1!AA1": "Range (Sheet1!AA1) exceeds grid limits. Max rows: 1000, max columns: 26",
    }
    for place, sentence in wrong.items():
        with pytest.raises(APIError) as refused:
            book.values_get(place)
        assert refused.value.response.json() == {
            "error": {"code": 400, "message": sentence, "status": "INVALID_ARGUMENT"}
        }


def test_a_spreadsheets_own_methods_read_and_write_any_tab(book: gspread.Spreadsheet) -> None:
    raw: dict[str, Any] = {"valueInputOption": "RAW"}
    book.add_worksheet("Other", 10, 5)
    written = book.values_update("Other!A1", raw, {"values": [["a", "b"], ["c"]]})
    assert written == {
        "spreadsheetId": book.id,
        "updatedRange": "Other!A1:B2",
        "updatedRows": 2,
        "updatedColumns": 2,
        "updatedCells": 3,
    }
    added = book.values_append("Other!A1", raw, {"values": [["d", "e"]]})
    assert (added["tableRange"], added["updates"]["updatedRange"]) == ("Other!A1:B2", "Other!A3:B3")
    data = [{"range": "Other!D1", "values": [[1]]}, {"range": "Sheet1!A1", "values": [[2]]}]
    assert book.values_batch_update({**raw, "data": data})["totalUpdatedSheets"] == 2
    found = book.values_batch_get(["Other!A1:B1", "Sheet1!A1"], {"valueRenderOption": "UNFORMATTED_VALUE"})
    assert [one["values"] for one in found["valueRanges"]] == [[["a", "b"]], [[2]]]
    assert book.values_clear("Other!A1:B1") == {"spreadsheetId": book.id, "clearedRange": "Other!A1:B1"}
    cleared = book.values_batch_clear(body={"ranges": ["Other!A2", "Sheet1!A1"]})
    assert cleared == {"spreadsheetId": book.id, "clearedRanges": ["Other!A2", "Sheet1!A1"]}
    assert book.worksheet("Other").get_all_values() == [["", "", "", "1"], ["", "", "", ""], ["d", "e", "", ""]]


def test_tabs_are_doubled_and_files_exported_and_shared_by_id(
    client: gspread.Client, book: gspread.Spreadsheet, page: gspread.Worksheet
) -> None:
    page.update([["a", "b"]])
    page.define_named_range("A1:B1", "first")
    assert [[one.value for one in row] for row in [book.named_range("first")]] == [["a", "b"]]
    double = book.duplicate_sheet(page.id, insert_sheet_index=1, new_sheet_name="Double")
    assert ([one.title for one in book.worksheets()], double.get_values()) == (["Sheet1", "Double"], [["a", "b"]])
    assert book.export(gspread.utils.ExportFormat.CSV) == b"a,b"
    client.insert_permission(book.id, "bo@example.com", perm_type="user", role="reader", notify=False)
    assert [(one["role"], one["emailAddress"]) for one in client.list_permissions(book.id)] == [
        ("owner", "hr@example.com"),
        ("reader", "bo@example.com"),
    ]
    number = client.list_permissions(book.id)[1]["id"]
    client.remove_permission(book.id, str(number))
    assert len(client.list_permissions(book.id)) == 1
    kept = client.get_file_drive_metadata(book.id)
    assert sorted(kept) == ["createdTime", "id", "modifiedTime", "name"]


def test_single_notes_hidden_columns_and_many_merges(page: gspread.Worksheet) -> None:
    page.update([["a", "b"], ["c", "d"], ["", ""], ["e", ""]])
    page.insert_note("A1", "one")
    page.insert_notes({"B1": "two", "B2": "three"})
    page.update_note("A1", "first")
    page.clear_note("B2")
    assert (page.get_note("A1"), page.get_notes()[0]) == ("first", ["first", "two"])
    page.hide_columns(0, 1)
    page.unhide_columns(0, 1)
    page.batch_merge([{"range": "C1:D1"}, {"range": "C3:D4", "mergeType": "MERGE_ROWS"}])
    properties = page.spreadsheet.fetch_sheet_metadata({"fields": "sheets.merges"})["sheets"][0]
    assert len(properties["merges"]) == 3
    assert [one.value for one in page.get_all_cells()[:2]] == ["a", "b"]
    assert page.expand("A1") == [["a", "b"], ["c", "d"]]
