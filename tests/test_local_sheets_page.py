"""The local server's page, used in a real Chromium by keyboard and mouse as a manager would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from browser import launched, sync_api
from sheets_clients import Plain

from goalsheet.layout.review_overview import SPARKLINE
from goalsheet.local_sheets.server import LocalSheets, running

Json = dict[str, Any]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[LocalSheets]:
    with running() as found:
        yield found


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    found = browser.new_page(viewport={"width": 1200, "height": 640})
    found.set_default_timeout(10_000)
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    yield found
    found.close()
    assert wrong == []


def word(text: str, **more: Any) -> Json:
    return {"userEnteredValue": {"stringValue": text}, **more}


def area(top: int, bottom: int, left: int, right: int) -> Json:
    edges = {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}
    return {"sheetId": 1, **edges}


def dropdown(*words: str) -> Json:
    values = [{"userEnteredValue": text} for text in words]
    return {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": True, "inputMessage": "Do you agree?"}


HEADS = ("Goal", "Progress", "Agreement", "Comment", "Seen")
BEHIND = '=AND($B2<>"",$B2<0.25)'
PERCENT = {"userEnteredFormat": {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}}
HEAD = {"userEnteredFormat": {"backgroundColor": {"blue": 0.4}, "textFormat": {"bold": True}}}
TICK = {"userEnteredValue": {"boolValue": False}, "dataValidation": {"condition": {"type": "BOOLEAN"}}}
GOALS: Json = {
    "properties": {"title": "Team of Bo"},
    "sheets": [
        {
            "properties": {"sheetId": 1, "title": "Bo's goals", "gridProperties": {"frozenRowCount": 1}},
            "data": [
                {
                    "rowData": [
                        {"values": [word(text, **HEAD) for text in HEADS]},
                        {
                            "values": [
                                word("=Run", note="from the workbook"),
                                {"userEnteredValue": {"numberValue": 0.1}, **PERCENT},
                                {"dataValidation": dropdown("Agreed", "=Draft")},
                                {},
                                TICK,
                            ]
                        },
                    ]
                }
            ],
            "protectedRanges": [
                {"range": {"sheetId": 1}, "unprotectedRanges": [area(1, 50, 2, 5)], "editors": {"users": []}}
            ],
            "conditionalFormats": [
                {
                    "ranges": [area(1, 50, 1, 2)],
                    "booleanRule": {
                        "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": BEHIND}]},
                        "format": {"backgroundColor": {"red": 1}},
                    },
                }
            ],
        },
        {"properties": {"sheetId": 2, "title": "Feedback"}},
    ],
}  # fmt: skip


@pytest.fixture
def team(server: LocalSheets) -> str:
    """HR's spreadsheet, in which Bo may write columns C to E; Ann may read it."""
    hr = Plain(server)
    book = str(hr.well("POST", "/v4/spreadsheets", GOALS)["spreadsheetId"])
    for email, role in (("bo@example.com", "writer"), ("ann@example.com", "reader")):
        hr.well("POST", f"/drive/v3/files/{book}/permissions", {"type": "user", "role": role, "emailAddress": email})
    return book


def come_in(page: Any, server: LocalSheets, email: str) -> None:
    page.goto(server.url)
    page.get_by_role("button", name=email).click()
    page.get_by_role("link", name="Team of Bo").click()
    page.wait_for_selector("#sheet td")


def cell(page: Any, place: str) -> Any:
    column, row = ord(place[0]) - 65, int(place[1:]) - 1
    return page.locator(f'td[data-row="{row}"][data-column="{column}"]')


def value(server: LocalSheets, book: str, place: str) -> Any:
    path = f"/v4/spreadsheets/{book}/values/{place}"
    found = Plain(server).well("GET", path, valueRenderOption="UNFORMATTED_VALUE").get("values", [[None]])
    return found[0][0]


def saved(page: Any, place: str) -> None:
    sync_api.expect(page.locator("#status")).to_have_text(f"{place} is saved.")


@pytest.mark.slow
def test_one_chooses_a_person_and_sees_what_is_shared_with_them(page: Any, server: LocalSheets, team: str) -> None:
    page.goto(server.url)
    page.wait_for_selector("#people button")
    people = page.locator("#people button").all_inner_texts()
    assert people == ["bo@example.com", "ann@example.com", "hr@example.com"]  # managers first
    page.get_by_role("button", name="bo@example.com").click()
    row = page.locator("#list tr")
    row.wait_for()
    assert row.all_inner_texts()[0].split("\t")[:2] == ["Team of Bo", "hr@example.com"]
    assert row.all_inner_texts()[0].endswith("edit")


def test_the_grid_shows_formats_notes_rules_and_tabs(page: Any, server: LocalSheets, team: str) -> None:
    come_in(page, server, "bo@example.com")
    assert [cell(page, place).inner_text() for place in ("A1", "A2", "B2")] == ["Goal", "=Run", "10%"]
    style = "made => { const s = getComputedStyle(made); return [s.backgroundColor, s.fontWeight, s.textAlign]; }"
    assert cell(page, "A1").evaluate(style)[:2] == ["rgb(0, 0, 102)", "600"]
    assert cell(page, "B2").evaluate(style) == ["rgb(255, 0, 0)", "400", "right"]
    assert cell(page, "A2").get_attribute("title") == "from the workbook"
    assert page.get_by_role("tab").all_inner_texts() == ["Bo's goals", "Feedback"]
    page.get_by_role("tab", name="Feedback").click()
    sync_api.expect(page.get_by_role("tab", name="Feedback")).to_have_attribute("aria-selected", "true")


def test_charts_are_drawn_from_the_cells(page: Any, server: LocalSheets, team: str) -> None:
    def source(left: int) -> Json:
        return {"sourceRange": {"sources": [area(0, 2, left, left + 1)]}}

    spec = {"chartType": "BAR", "headerCount": 1, "domains": [{"domain": source(0)}], "series": [{"series": source(1)}]}
    chart = {
        "spec": {"title": "How far", "basicChart": spec},
        "position": {"overlayPosition": {"anchorCell": {"sheetId": 1}}},
    }
    Plain(server).well("POST", f"/v4/spreadsheets/{team}:batchUpdate", {"requests": [{"addChart": {"chart": chart}}]})
    come_in(page, server, "bo@example.com")
    assert page.locator("svg.chart").get_attribute("aria-label") == "How far. =Run: Progress 10%"
    assert page.locator("svg.chart rect").count() == 2
    assert page.locator("svg.chart .tick").all_text_contents() == ["0%", "2.5%", "5%", "7.5%", "10%"]
    last = page.locator("#sheet tbody tr").last.bounding_box()
    picture = page.locator("svg.chart").bounding_box()
    assert last["y"] + last["height"] >= picture["y"] + picture["height"]


@pytest.mark.parametrize(
    ("number", "ticks"),
    [(1, ["0", "1"]), (3, ["0", "1", "2", "3"]), (10, ["0", "5", "10"]), (0.5, ["0", "0.2", "0.4", "0.6"])],
)
def test_what_is_counted_is_drawn_without_halves(
    number: float, ticks: list[str], page: Any, server: LocalSheets, team: str
) -> None:
    cells = {
        "start": {"sheetId": 1, "rowIndex": 9},
        "rows": [{"values": [word("Goals")]}, {"values": [{"userEnteredValue": {"numberValue": number}}]}],
        "fields": "userEnteredValue",
    }
    data = {"sourceRange": {"sources": [area(9, 11, 0, 1)]}}
    spec = {"chartType": "BAR", "headerCount": 1, "domains": [{"domain": data}], "series": [{"series": data}]}
    where = {"overlayPosition": {"anchorCell": {"sheetId": 1}}}
    added = {"addChart": {"chart": {"spec": {"basicChart": spec}, "position": where}}}
    Plain(server).well("POST", f"/v4/spreadsheets/{team}:batchUpdate", {"requests": [{"updateCells": cells}, added]})
    come_in(page, server, "bo@example.com")
    assert page.locator("svg.chart .tick").all_text_contents() == ticks


def test_progress_is_drawn_as_a_bar_where_there_is_any(page: Any, server: LocalSheets, team: str) -> None:
    formulas = [SPARKLINE.format(here_progress=place) for place in ("B2", "A2")]
    cells = [{"values": [{"userEnteredValue": {"formulaValue": text}} for text in formulas]}]
    start = {"sheetId": 1, "rowIndex": 3}
    bars = {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}}
    Plain(server).well("POST", f"/v4/spreadsheets/{team}:batchUpdate", {"requests": [bars]})
    come_in(page, server, "bo@example.com")
    assert cell(page, "A4").locator("svg").get_attribute("aria-label") == "0.1"
    assert cell(page, "A4").locator("rect").get_attribute("fill") == "#0F6B66"
    assert cell(page, "B4").locator("svg").count() == 0


def test_a_manager_writes_by_keyboard_alone(page: Any, server: LocalSheets, team: str) -> None:
    page.goto(server.url)
    page.wait_for_selector("#people button:focus")  # the first is the manager
    page.keyboard.press("Enter")
    page.wait_for_selector("#list a:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sheet td")
    cell(page, "C2").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("Well done")
    page.keyboard.press("Enter")
    saved(page, "D2")
    page.wait_for_function("document.activeElement.dataset.row === '2'")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    saved(page, "E2")
    assert (value(server, team, "D2"), value(server, team, "E2")) == ("Well done", True)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Delete")
    saved(page, "D2")
    assert value(server, team, "D2") is None


def slow_down(server: LocalSheets) -> None:
    """From now on each answer takes as long as some thirty keys do."""
    server.fault("delay", times=1000, seconds=0.6)


def type_on(page: Any, *words: str) -> None:
    """Type as people do, 20 ms a key, and wait for nothing; a word in brackets is a key."""
    for one in words:
        if one.startswith("["):
            page.keyboard.press(one.strip("[]"))
        else:
            page.keyboard.type(one, delay=20)


def all_saved(page: Any, server: LocalSheets) -> None:
    """Wait until nothing is on its way any more."""
    page.wait_for_selector("body:not([data-saving])")
    server.world.faults.waiting.clear()


@pytest.mark.slow
def test_no_key_is_lost_while_a_slow_server_saves(page: Any, server: LocalSheets, team: str) -> None:
    come_in(page, server, "bo@example.com")
    slow_down(server)
    cell(page, "D2").click()
    type_on(page, "Well done", "[Enter]", "Second line", "[Enter]", "Third", "[Tab]", "Beside it", "[Shift+Tab]")
    cell(page, "D5").click()
    type_on(page, "By mouse", "[Enter]", "Last", "[Enter]")
    all_saved(page, server)
    places = ("D2", "D3", "D4", "E4", "D5", "D6")
    typed = ["Well done", "Second line", "Third", "Beside it", "By mouse", "Last"]
    assert [value(server, team, place) for place in places] == typed
    assert [cell(page, place).inner_text() for place in places] == typed
    assert page.locator("#status").inner_text() == "D6 is saved."


@pytest.mark.slow
@pytest.mark.parametrize("keys", ["Alt+Enter", "Shift+Enter", "Control+Enter"])
def test_a_line_is_broken_by_the_keys_that_break_it_in_google_sheets(
    page: Any, server: LocalSheets, team: str, keys: str
) -> None:
    come_in(page, server, "bo@example.com")
    cell(page, "D2").click()
    type_on(page, "One", f"[{keys}]", "Two", "[Enter]")
    all_saved(page, server)
    assert value(server, team, "D2") == "One\nTwo"


@pytest.mark.slow
def test_what_is_typed_when_another_answer_arrives_stays_in_the_field(
    page: Any, server: LocalSheets, team: str
) -> None:
    come_in(page, server, "bo@example.com")
    slow_down(server)
    cell(page, "D2").click()
    type_on(page, "One", "[Enter]", "Two, and on")
    page.wait_for_selector("body:not([data-saving])")
    type_on(page, " and on", "[Enter]")
    all_saved(page, server)
    assert [value(server, team, place) for place in ("D2", "D3")] == ["One", "Two, and on and on"]


@pytest.mark.slow
def test_every_write_that_failed_is_told_though_a_later_one_went_well(
    page: Any, server: LocalSheets, team: str
) -> None:
    come_in(page, server, "bo@example.com")
    server.fault("503-before", method="PUT")
    slow_down(server)
    cell(page, "D2").click()
    type_on(page, "Lost", "[Enter]", "Kept", "[Enter]")
    all_saved(page, server)
    said = "D2 is not saved. The service is currently unavailable."
    assert (page.locator("#status").inner_text(), value(server, team, "D3")) == (said, "Kept")


@pytest.mark.slow
def test_another_tab_stays_in_sight_while_the_last_one_is_saved(page: Any, server: LocalSheets, team: str) -> None:
    come_in(page, server, "bo@example.com")
    server.fault("delay", method="PUT", seconds=1)
    cell(page, "D2").click()
    type_on(page, "Well done")
    page.get_by_role("tab", name="Feedback").click()
    sync_api.expect(page.get_by_role("tab", name="Feedback")).to_have_attribute("aria-selected", "true")
    all_saved(page, server)
    assert page.locator("#sheet table").get_attribute("aria-label") == "Feedback"
    assert value(server, team, "D2") == "Well done"


def test_a_dropdown_is_chosen_from_by_keyboard(page: Any, server: LocalSheets, team: str) -> None:
    come_in(page, server, "bo@example.com")
    cell(page, "C2").click()
    type_on(page, "=dr", "[Enter]")
    saved(page, "C2")
    assert value(server, team, "C2") == "=Draft"
    cell(page, "C2").click()
    type_on(page, "[Enter]", "[ArrowUp]", "[ArrowUp]", "[ArrowDown]", "[Enter]")
    all_saved(page, server)
    assert value(server, team, "C2") == "Agreed"


def test_a_row_that_was_given_a_height_keeps_it_and_no_other_one_fills_more_than_a_screen(
    page: Any, server: LocalSheets, team: str
) -> None:
    long = {**word("Very good work " * 900), "userEnteredFormat": {"wrapStrategy": "WRAP"}}
    rows = {"sheetId": 1, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    start = {"sheetId": 1, "rowIndex": 1, "columnIndex": 3}
    requests_ = [
        {"updateCells": {"start": start, "rows": [{"values": [long]}] * 2, "fields": "*"}},
        {"updateDimensionProperties": {"range": rows, "properties": {"pixelSize": 80}, "fields": "pixelSize"}},
    ]
    Plain(server).well("POST", f"/v4/spreadsheets/{team}:batchUpdate", {"requests": requests_})
    come_in(page, server, "bo@example.com")
    heights = [round(cell(page, name).bounding_box()["height"]) for name in ("D2", "D3")]
    assert heights[0] == 80
    assert 400 <= heights[1] < 420


def freeze(server: LocalSheets, book: str) -> None:
    """Row 1 and column A stay; the columns are so wide that C is out of sight beside them."""
    properties = {"sheetId": 1, "gridProperties": {"frozenRowCount": 1, "frozenColumnCount": 1}}
    fields = "gridProperties(frozenRowCount,frozenColumnCount)"
    columns = {"sheetId": 1, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 5}
    wide = {"range": columns, "properties": {"pixelSize": 500}, "fields": "pixelSize"}
    rows = {"range": {**columns, "dimension": "ROWS", "endIndex": 15}, "properties": {"pixelSize": 80}}
    requests_ = [
        {"updateSheetProperties": {"properties": properties, "fields": fields}},
        {"updateDimensionProperties": wide},
        {"updateDimensionProperties": {**rows, "fields": "pixelSize"}},
    ]
    Plain(server).well("POST", f"/v4/spreadsheets/{book}:batchUpdate", {"requests": requests_})


def test_frozen_rows_and_columns_stay_and_so_do_their_numbers(page: Any, server: LocalSheets, team: str) -> None:
    freeze(server, team)
    come_in(page, server, "ann@example.com")
    seen = """([x, y]) => {
        const box = document.getElementById("sheet").getBoundingClientRect();
        const made = document.elementFromPoint(box.left + x, box.top + y);
        const { row, column } = made.dataset;
        return row === undefined ? made.textContent : `row ${row} column ${column}`;
    }"""
    page.locator("#sheet").evaluate("sheet => sheet.scrollTo(600, 200)")
    spots = [(20, 10), (100, 10), (20, 60), (20, 160), (100, 60), (100, 160), (560, 60)]
    found = [page.evaluate(seen, spot) for spot in spots]
    assert found == ["", "A", "1", "5", "row 0 column 0", "row 4 column 0", "row 0 column 2"]


def test_opening_a_spreadsheet_leads_to_the_first_cell_that_is_ones_own(
    page: Any, server: LocalSheets, team: str
) -> None:
    freeze(server, team)
    come_in(page, server, "bo@example.com")
    sync_api.expect(cell(page, "C2")).to_be_focused()
    frozen = cell(page, "A2").bounding_box()
    box = cell(page, "C2").bounding_box()
    assert box["x"] >= frozen["x"] + frozen["width"]
    assert box["x"] + box["width"] <= 1200


def test_one_is_told_what_one_may_do_with_a_tab(page: Any, server: LocalSheets, team: str) -> None:
    closed = {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 2}, "editors": {"users": []}}}}
    tab = {"addSheet": {"properties": {"sheetId": 3, "title": "Notes"}}}
    Plain(server).well("POST", f"/v4/spreadsheets/{team}:batchUpdate", {"requests": [closed, tab]})
    come_in(page, server, "bo@example.com")
    said = sync_api.expect(page.locator("#status"))
    said.to_have_text("You may edit the cells of this tab that are not protected.")
    page.get_by_role("tab", name="Feedback").click()
    said.to_have_text("You may read this tab: all its cells are protected.")
    page.get_by_role("tab", name="Notes").click()
    said.to_have_text("You may edit.")


def test_a_commenter_is_told_that_the_page_has_no_comments(page: Any, server: LocalSheets, team: str) -> None:
    permission = {"type": "user", "role": "commenter", "emailAddress": "cy@example.com"}
    Plain(server).well("POST", f"/drive/v3/files/{team}/permissions", permission)
    come_in(page, server, "cy@example.com")
    said = "You may read. You may comment in Google Sheets, too; this page shows no comments."
    assert page.locator("#status").inner_text() == said


def test_escape_leaves_a_cell_as_it_was(page: Any, server: LocalSheets, team: str) -> None:
    come_in(page, server, "bo@example.com")
    cell(page, "D2").click()
    page.keyboard.type("No")
    page.keyboard.press("Escape")
    assert cell(page, "D2").inner_text() == ""
    assert value(server, team, "D2") is None


def test_escape_takes_the_red_sentence_with_what_was_refused(page: Any, server: LocalSheets, team: str) -> None:
    usual = "You may edit the cells of this tab that are not protected."
    come_in(page, server, "bo@example.com")
    status = page.locator("#status")
    server.fault("503-before", method="PUT")
    cell(page, "D2").click()
    type_on(page, "Lost", "[Enter]")
    sync_api.expect(status).to_have_text("D2 is not saved. The service is currently unavailable.")
    sync_api.expect(page.locator("td textarea")).to_be_focused()
    type_on(page, "[Escape]")
    sync_api.expect(status).to_have_text(usual)
    assert status.get_attribute("class") == ""
    cell(page, "A2").click()
    type_on(page, "x")
    sync_api.expect(status).to_have_text("This cell is protected: it is not yours to change.")
    type_on(page, "[ArrowDown]")
    sync_api.expect(status).to_have_text(usual)


LONG = "Unbroken" * 60


def test_a_word_without_end_stays_within_its_column_and_the_grid(page: Any, server: LocalSheets, team: str) -> None:
    wrapped = word(LONG, userEnteredFormat={"wrapStrategy": "WRAP"})
    rows = [{"values": [word(LONG), {}, word("stop")]}, {"values": [wrapped]}, {"values": [word(LONG)]}]
    start = {"sheetId": 1, "rowIndex": 2, "columnIndex": 0}
    write = {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue,userEnteredFormat"}}
    Plain(server).well("POST", f"/v4/spreadsheets/{team}:batchUpdate", {"requests": [write]})
    come_in(page, server, "bo@example.com")
    column = page.locator("#sheet col").nth(1).evaluate("made => parseInt(made.style.width)")
    inner = [cell(page, place).locator("div").bounding_box()["width"] for place in ("A3", "A4", "A5")]
    table = page.locator("#sheet table").bounding_box()["width"]
    assert inner[0] == 2 * column - 8
    assert inner[1] <= column
    assert inner[2] <= table - 44
    cell(page, "D2").click()
    page.keyboard.type("W" * 90)
    field = page.locator("td textarea").evaluate("made => [made.clientHeight, made.scrollHeight, made.clientWidth]")
    assert (field[0] == field[1], field[0] > 40, field[2] <= 120) == (True, True, True)


def pasted(page: Any, text: str) -> None:
    """Paste a text, as the clipboard brings it."""
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
        }""",
        text,
    )


def test_cells_are_pasted_where_all_of_them_are_open_and_the_last_change_is_taken_back(
    page: Any, server: LocalSheets, team: str
) -> None:
    come_in(page, server, "bo@example.com")
    cell(page, "C3").click()
    pasted(page, "Agreed\tWell done\r\nAgreed\t=1+1\n")
    page.wait_for_selector("body:not([data-saving])")
    assert [value(server, team, place) for place in ("C3", "D3", "C4", "D4")] == ["Agreed", "Well done", "Agreed", 2]
    type_on(page, "[Control+z]")
    saved(page, "D4")
    assert value(server, team, "D4") is None
    cell(page, "E3").click()
    pasted(page, "one\ttwo")
    said = "Nothing was pasted: F3 is protected."
    sync_api.expect(page.locator("#status")).to_have_text(said)
    cell(page, "A2").click()
    pasted(page, "mine")
    sync_api.expect(page.locator("#status")).to_have_text("This cell is protected: it is not yours to change.")
    assert (value(server, team, "E3"), value(server, team, "A2")) == (None, "=Run")


def test_a_dropdown_offers_its_words_and_a_word_is_never_a_formula(page: Any, server: LocalSheets, team: str) -> None:
    come_in(page, server, "bo@example.com")
    cell(page, "C2").dblclick()
    field = cell(page, "C2").locator("select")
    assert field.locator("option").all_inner_texts() == ["", "Agreed", "=Draft"]
    field.select_option("=Draft")
    saved(page, "C2")
    assert value(server, team, "C2") == "=Draft"


def test_a_protected_cell_stays_and_says_why(page: Any, server: LocalSheets, team: str) -> None:
    come_in(page, server, "bo@example.com")
    cell(page, "A2").click()
    page.keyboard.type("x")
    assert page.locator("#status").inner_text() == "This cell is protected: it is not yours to change."
    assert cell(page, "A2").get_attribute("aria-readonly") == "true"
    assert page.locator("td textarea").count() == 0


def test_a_reader_reads(page: Any, server: LocalSheets, team: str) -> None:
    come_in(page, server, "ann@example.com")
    assert page.locator("td.open").count() == 0
    cell(page, "D2").dblclick()
    assert page.locator("#status").inner_text() == "You may read this spreadsheet, not change it."


def test_what_one_may_open_does_not_stay_in_sight_of_somebody_who_may_not(
    page: Any, server: LocalSheets, team: str
) -> None:
    Plain(server, "cy@example.com").well("POST", "/v4/spreadsheets", {"properties": {"title": "Cy's own"}})
    come_in(page, server, "bo@example.com")
    page.locator("#who").select_option("cy@example.com")
    said = "cy@example.com cannot open that spreadsheet, or it is not there. Here is what they can open."
    sync_api.expect(page.locator("#status")).to_have_text(said)
    sync_api.expect(page.locator("#sheet")).not_to_be_visible()
    assert page.locator("#list a").all_inner_texts() == ["Cy's own"]
    assert page.locator("#title").inner_text() == ""
    page.reload()
    page.locator("#list a").wait_for()
    assert page.locator("#list a").all_inner_texts() == ["Cy's own"]
    page.locator("#who").select_option("ann@example.com")
    sync_api.expect(page.locator("#list a")).to_have_text(["Team of Bo"])


def test_what_cannot_be_saved_is_told_and_stays_in_the_field_until_it_is_saved_or_given_up(
    page: Any, server: LocalSheets, team: str
) -> None:
    come_in(page, server, "bo@example.com")
    server.fault("503-before", method="PUT", times=2)
    cell(page, "D2").click()
    field = page.locator('td[data-row="1"] textarea')
    for text in ("Lost?", " No."):
        type_on(page, text, "[Enter]")
        sync_api.expect(page.locator("#status")).to_have_text("D2 is not saved. The service is currently unavailable.")
        sync_api.expect(field).to_be_focused()
    assert field.input_value() == "Lost? No."
    type_on(page, "[Enter]")
    saved(page, "D2")
    assert value(server, team, "D2") == "Lost? No."
    server.fault("503-before", method="PUT")
    type_on(page, "Not that", "[Enter]")
    sync_api.expect(page.locator('td[data-row="2"] textarea')).to_be_focused()
    type_on(page, "[Escape]")
    assert (cell(page, "D3").inner_text(), value(server, team, "D3")) == ("", None)


@pytest.mark.slow
def test_a_text_that_was_not_saved_waits_in_its_cell_while_one_types_elsewhere(
    page: Any, server: LocalSheets, team: str
) -> None:
    come_in(page, server, "bo@example.com")
    server.fault("503-before", method="PUT")
    slow_down(server)
    cell(page, "D2").click()
    type_on(page, "Waits", "[Enter]", "Another")
    sync_api.expect(page.locator("#status")).to_have_text("D2 is not saved. The service is currently unavailable.")
    sync_api.expect(cell(page, "D2")).to_have_class(re.compile("unsaved"))
    type_on(page, "[Enter]")
    all_saved(page, server)
    assert (cell(page, "D2").inner_text(), value(server, team, "D3")) == ("Waits", "Another")
    page.get_by_role("tab", name="Feedback").click()
    page.get_by_role("tab", name="Bo's goals").click()
    assert cell(page, "D2").inner_text() == "Waits"
    cell(page, "D2").click()
    type_on(page, "[Enter]", " no more", "[Enter]")
    saved(page, "D2")
    assert value(server, team, "D2") == "Waits no more"


DAY = {"userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "d mmm yyyy"}}}


def rule(kind: str, *values: str, strict: bool = True) -> Json:
    return {
        "dataValidation": {
            "condition": {"type": kind, "values": [{"userEnteredValue": one} for one in values]},
            "strict": strict,
        }
    }


@pytest.mark.parametrize(
    ("held", "typed", "wish"),
    [
        (rule("NUMBER_BETWEEN", "1", "10"), "11", "Please enter a number between 1 and 10."),
        (rule("NUMBER_BETWEEN", "1", "10"), "ten", "Please enter a number between 1 and 10."),
        (rule("NUMBER_GREATER", "0"), "0", "Please enter a number greater than 0."),
        (rule("DATE_IS_VALID") | DAY, "soon", "Please enter a valid date."),
        (rule("DATE_ON_OR_AFTER", "2026-01-01") | DAY, "31/12/2025", "Please enter a date on or after 2026-01-01."),
        (rule("TEXT_IS_EMAIL"), "bo", "Please enter a valid email address."),
        (rule("TEXT_CONTAINS", "goal"), "none", "Please enter text that contains goal."),
        (rule("ONE_OF_LIST", "Yes", "No"), "Maybe", "Please enter an item on the specified list."),
        (rule("CUSTOM_FORMULA", "=LEN(A1)<3"), "long", ""),
    ],
)
def test_what_a_strict_rule_forbids_is_refused_in_googles_words_and_only_to_who_types(
    held: Json, typed: str, wish: str, server: LocalSheets
) -> None:
    hr = Plain(server)
    sheet = {"properties": {"sheetId": 0}, "data": [{"rowData": [{"values": [held]}]}]}
    made = hr.well("POST", "/v4/spreadsheets", {"properties": {"locale": "en_GB"}, "sheets": [sheet]})
    path, body = f"spreadsheets/{made['spreadsheetId']}/values/A1", {"values": [[typed]]}
    status, answer = hr.ask("PUT", f"/page/{path}", body)
    said = "The data you entered in cell A1 violates the data validation rules set on this cell."
    assert (status, answer["error"]["message"]) == (400, f"{said} {wish}".strip())
    assert hr.ask("PUT", f"/page/{path}", {"values": [[""]]})[0] == 200
    assert hr.ask("PUT", f"/v4/{path}", body, valueInputOption="USER_ENTERED")[0] == 200


@pytest.mark.parametrize(
    ("held", "typed"),
    [
        (rule("NUMBER_BETWEEN", "1", "10"), "10"),
        (rule("NUMBER_BETWEEN", "1", "10", strict=False), "11"),
        (rule("DATE_IS_VALID") | DAY, "31/12/2025"),
        (rule("DATE_BETWEEN", "2026-01-01", "2026-12-31") | DAY, "1/6/2026"),
        (rule("ONE_OF_LIST", "Yes", "No"), "No"),
        (rule("CUSTOM_FORMULA", "=LEN(A1)<3"), "ok"),
        (rule("BOOLEAN"), "TRUE"),
    ],
)
def test_what_a_rule_lets_in_is_written(held: Json, typed: str, server: LocalSheets) -> None:
    hr = Plain(server)
    sheet = {"properties": {"sheetId": 0}, "data": [{"rowData": [{"values": [held]}]}]}
    made = hr.well("POST", "/v4/spreadsheets", {"properties": {"locale": "en_GB"}, "sheets": [sheet]})
    status, _ = hr.ask("PUT", f"/page/spreadsheets/{made['spreadsheetId']}/values/A1", {"values": [[typed]]})
    assert status == 200


def test_a_number_that_a_cell_does_not_take_stays_in_the_field_with_the_reason(
    page: Any, server: LocalSheets, team: str
) -> None:
    numbers = rule("NUMBER_BETWEEN", "1", "10")["dataValidation"]
    book = {"requests": [{"setDataValidation": {"range": area(1, 5, 3, 4), "rule": numbers}}]}
    Plain(server).well("POST", f"/v4/spreadsheets/{team}:batchUpdate", book)
    come_in(page, server, "bo@example.com")
    cell(page, "D2").click()
    type_on(page, "11", "[Enter]")
    sync_api.expect(page.locator("#status")).to_have_text(
        "D2 is not saved. The data you entered in cell D2 violates the data validation rules set on this cell. "
        "Please enter a number between 1 and 10."
    )
    assert page.locator("td textarea").input_value() == "11"
    page.keyboard.press("Backspace")
    type_on(page, "[Enter]")
    saved(page, "D2")
    assert value(server, team, "D2") == 1


def test_text_from_people_is_never_markup(page: Any, server: LocalSheets) -> None:
    hr = Plain(server)
    evil = "<img src=x onerror=alert(1)>"
    page_ = {"properties": {"title": evil}, "data": [{"rowData": [{"values": [word(evil, note=evil)]}]}]}
    book = hr.well("POST", "/v4/spreadsheets", {"properties": {"title": evil}, "sheets": [page_]})["spreadsheetId"]
    page.goto(server.url)
    page.get_by_role("button", name="hr@example.com").click()
    page.get_by_role("link").get_by_text(evil).click()
    page.wait_for_selector("#sheet td")
    assert page.locator("img").count() == 0
    assert cell(page, "A1").inner_text() == evil
    assert re.search(f"#{book}$", page.url)


def test_other_sites_get_nothing(server: LocalSheets) -> None:
    enter = f"{server.url}/page/enter"
    assert requests.post(enter, data='{"email": "hr@example.com"}', timeout=9).status_code == 400
    rebound = requests.get(f"{server.url}/page/people", headers={"Host": "evil.example:80"}, timeout=9)
    assert rebound.status_code == 403
    assert requests.get(server.url, timeout=9).headers["content-security-policy"].startswith("default-src 'self';")
    assert "access-control-allow-origin" not in requests.get(server.url, timeout=9).headers
