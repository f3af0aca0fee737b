"""Setting cells in somebody's workbook changes those cells and what follows from them, and not a byte besides."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from conftest import ANNA, TODAY, Office, read_sheets, without_results
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from packing import packed
from python_calamine import CalamineWorkbook
from test_computed_cells import lived_in
from validators import audit, sdk_errors
from xlsxwriter.workbook import Workbook

from goalsheet.errors import CannotRead, CannotWrite
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.workbook.package import read_members
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = [  # what openpyxl does not know it leaves out, and says so
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*extension is not supported"),
]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DATA = "xl/worksheets/sheet1.xml"
PICTURE = (  # one grey dot
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q"
    b"\0\0\0\0IEND\xaeB`\x82"
)


def at(place: str) -> CellPlace:
    sheet, _, address = place.partition("!")
    return CellPlace(sheet, address)


def changed(before: bytes, after: bytes) -> list[str]:
    """The parts that differ; the order of parts has to be the same."""
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (before, after))
    kept = set(new.namelist())
    assert [name for name in old.namelist() if name in kept] == new.namelist()
    return [name for name in old.namelist() if name not in kept or old.read(name) != new.read(name)]


def set_in(folder: Path, data: bytes, values: dict[str, Value], results: dict[str, Value] | None = None) -> bytes:
    """The workbook after setting those cells."""
    path = folder / "book.xlsx"
    path.write_bytes(data)
    backup = set_cells(path, *({at(place): value for place, value in some.items()} for some in (values, results or {})))
    assert backup == folder / "book (backup 1).xlsx"
    assert backup.read_bytes() == data
    assert sorted(file.name for file in folder.iterdir()) == ["book (backup 1).xlsx", "book.xlsx"]
    return path.read_bytes()


def sheet_of(data: bytes, part: str = DATA) -> str:
    return read_members(data, "test")[part].decode()


def plain(rows: str, after: str = "", before: str = "") -> bytes:
    """A workbook of one sheet S with that XML."""
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as book:
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        book.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/calcChain.xml" ContentType="{types}.calcChain+xml"/></Types>',
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{kind}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
            '<calcPr calcId="1"/></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{relations}">'
            f'<Relationship Id="r1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{kind}/calcChain" Target="calcChain.xml"/></Relationships>',
        )
        book.writestr("xl/calcChain.xml", f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>')
        book.writestr("xl/worksheets/sheet1.xml", wrapped(rows, after, before))
    return out.getvalue()


def wrapped(rows: str, after: str = "", before: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        (
            '<row r="1"><c r="A1" s="3" t="s"><v>0</v></c></row>',
            {"A1": 5},
            '<row r="1"><c r="A1" s="3"><v>5</v></c></row>',
        ),
        (
            '<row r="1"><c r="A1" s="3"><v>1</v></c></row>',
            {"A1": "=<b> &"},
            '<row r="1"><c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">=&lt;b&gt; &amp;</t></is></c></row>',
        ),
        ('<row r="1"><c r="A1" s="3"><v>1</v></c></row>', {"A1": None}, '<row r="1"><c r="A1" s="3"/></row>'),
        (
            '<row r="1"><c r="A1"/></row>',
            {"A1": dt.date(2026, 6, 30)},
            '<row r="1"><c r="A1"><v>46203</v></c></row>',
        ),
        (
            '<row r="2" spans="2:2"><c r="C2"/></row>',
            {"A2": 1, "D2": 4},
            '<row r="2" spans="1:4"><c r="A2"><v>1</v></c><c r="C2"/><c r="D2"><v>4</v></c></row>',
        ),
        (
            '<row r="5" s="7" customFormat="1"></row>',
            {"C5": 3, "A1": None},
            '<row r="5" s="7" customFormat="1"><c r="C5" s="7"><v>3</v></c></row>',
        ),
        (
            '<row r="2"/><row r="5"/>',
            {"B4": 2, "A9": 4, "A1": 1},
            (
                '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/>'
                '<row r="4"><c r="B4"><v>2</v></c></row><row r="5"/><row r="9"><c r="A9"><v>4</v></c></row>'
            ),
        ),
    ],
)
def test_the_cells_change_and_nothing_else(before: str, values: dict[str, Value], after: str, tmp_path: Path) -> None:
    data = set_in(tmp_path, plain(before), {f"S!{reference}": value for reference, value in values.items()})
    assert sheet_of(data) == wrapped(after)
    assert changed(plain(before), data) == [DATA]


def test_an_empty_sheet_takes_cells_too(tmp_path: Path) -> None:
    members = read_members(plain(""), "test")
    members[DATA] = wrapped("").replace("<sheetData></sheetData>", "<sheetData/>").encode()
    data = set_in(tmp_path, packed(members), {"S!B2": 1})
    assert sheet_of(data) == wrapped('<row r="2"><c r="B2"><v>1</v></c></row>')


def test_the_sheets_dimension_and_the_columns_look_follow(tmp_path: Path) -> None:
    before = '<dimension ref="B2:C3"/><cols><col min="4" max="5" width="9" style="6"/></cols>'
    data = set_in(tmp_path, plain('<row r="2"><c r="B2"/></row>', before=before), {"S!E9": 1})
    assert sheet_of(data) == wrapped(
        '<row r="2"><c r="B2"/></row><row r="9"><c r="E9" s="6"><v>1</v></c></row>',
        before=before.replace("B2:C3", "B2:E9"),
    )


def wrapping(tag: str, merge: str = "") -> bytes:
    """A workbook with a row of two cells that are 20 characters wide; the looks of B1 and C1 break long texts."""
    look = '<xf><alignment wrapText="1"/></xf>'
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf/>{look}</cellXfs></styleSheet>'
    members = read_members(
        plain(
            f'{tag}<c r="A1"/><c r="B1" s="1"/></row>',
            after=merge,
            before='<cols><col min="1" max="4" width="20" style="1"/></cols>',
        ),
        "test",
    )
    relations = members["xl/_rels/workbook.xml.rels"]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    with_styles = f'<Relationship Id="r3" Type="{kind}" Target="styles.xml"/></Relationships>'.encode()
    members["xl/_rels/workbook.xml.rels"] = relations.replace(b"</Relationships>", with_styles)
    return packed(members | {"xl/styles.xml": styles.encode()})


THREE_LINES = "One line of the text and another one and a third"


@pytest.mark.parametrize(
    ("tag", "values", "height"),
    [
        ('<row r="1" ht="13">', {"B1": THREE_LINES}, '<row r="1" ht="43">'),
        ('<row r="1" ht="13" spans="1:2">', {"C1": THREE_LINES}, '<row r="1" ht="43" spans="1:3">'),  # as its column is
        ('<row r="1" ht="60">', {"B1": THREE_LINES}, '<row r="1" ht="60">'),
        ('<row r="1" ht="13" customHeight="1">', {"B1": THREE_LINES}, '<row r="1" ht="13" customHeight="1">'),  # theirs
        ('<row r="1">', {"B1": THREE_LINES}, '<row r="1">'),  # every program measures it
        ('<row r="1" ht="13">', {"A1": THREE_LINES, "B1": 12345678}, '<row r="1" ht="13">'),  # goes on over B1
    ],
)
def test_a_row_gets_high_enough_for_the_texts_that_are_set_in_it(
    tag: str, values: dict[str, Value], height: str, tmp_path: Path
) -> None:
    data = set_in(tmp_path, wrapping(tag), {f"S!{reference}": value for reference, value in values.items()})
    assert re.findall(r"<row [^>]*>", sheet_of(data)) == [height]


def test_merged_cells_make_no_row_higher(tmp_path: Path) -> None:
    merged = wrapping('<row r="1" ht="13">', '<mergeCells><mergeCell ref="B1:B9"/></mergeCells>')
    assert '<row r="1" ht="13">' in sheet_of(set_in(tmp_path, merged, {"S!B1": THREE_LINES}))


def test_a_formula_that_is_replaced_leaves_the_calculation_chain(tmp_path: Path) -> None:
    book = plain('<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>')
    data = set_in(tmp_path, book, {"S!A1": 7})
    assert sheet_of(data) == wrapped('<row r="1"><c r="A1"><v>7</v></c></row>')
    assert changed(book, data) == ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/calcChain.xml", DATA]


def test_stored_results_that_are_no_longer_true_go_or_are_renewed(tmp_path: Path) -> None:
    book = plain(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c>'
        '<c r="C1" t="str"><f>B1&amp;"!"</f><v>2!</v></c>'
        '<c r="D1"><f>2+3</f><v>5</v></c><c r="E1"><f t="array" ref="E1:E2">A1:A2</f><v>1</v></c></row>'
        '<row r="2"><c r="E2"><v>0</v></c></row>'
    )
    data = set_in(tmp_path, book, {"S!A1": 4}, {"S!B1": 8})
    assert sheet_of(data) == wrapped(
        '<row r="1"><c r="A1"><v>4</v></c><c r="B1"><f>A1*2</f><v>8</v></c><c r="C1"><f>B1&amp;"!"</f></c>'
        '<c r="D1"><f>2+3</f><v>5</v></c><c r="E1"><f t="array" ref="E1:E2">A1:A2</f></c></row>'
        '<row r="2"><c r="E2"/></row>'
    )
    assert '<calcPr calcId="1" fullCalcOnLoad="1"/>' in sheet_of(data, "xl/workbook.xml")
    assert changed(book, data) == ["xl/workbook.xml", DATA]


def test_what_cannot_be_set_safely_is_refused_all_at_once_and_nothing_changes(tmp_path: Path) -> None:
    book = plain(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">C1</f></c>'
        '<c r="B1"><f t="array" ref="B1:B2">C1:C2</f></c><c r="C1" cm="1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/></c><c r="B2"/></row>',
        after='<mergeCells count="1"><mergeCell ref="D1:E2"/></mergeCells>',
    )
    (tmp_path / "book.xlsx").write_bytes(book)
    values: dict[str, Value] = dict.fromkeys(["S!A1", "S!B1", "S!B2", "S!C1", "S!E2", "S!A2", "S!D1", "T!A1"], 1)
    values |= {"S!F1": "x" * 40_000, "S!F2": float("nan")}
    with pytest.raises(CannotWrite) as caught:
        set_cells(tmp_path / "book.xlsx", {at(place): value for place, value in values.items()})
    assert str(caught.value).splitlines() == [
        "book.xlsx stays as it is: not every cell can be set.",
        "  book.xlsx, T!A1: there is no such sheet.",
        "  book.xlsx, S!A1: it begins an array or shared formula. Undo that in Excel first.",
        "  book.xlsx, S!B1: it begins an array or shared formula. Undo that in Excel first.",
        "  book.xlsx, S!B2: an array formula fills it. Undo that in Excel first.",
        "  book.xlsx, S!C1: it holds a dynamic array or a rich value. Undo that in Excel first.",
        "  book.xlsx, S!E2: it lies inside merged cells. Undo that in Excel first.",
        "  book.xlsx, S!F1: a text of 40000 characters; a cell holds 32767. Shorten it.",
        "  book.xlsx, S!F2: nan is no number that a cell can hold. Shorten it.",
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["book.xlsx"]
    assert (tmp_path / "book.xlsx").read_bytes() == book


def test_cells_that_do_not_say_where_they_are_can_be_replaced_but_not_joined(tmp_path: Path) -> None:
    book = plain("<row><c><v>1</v></c><c><v>2</v></c></row>")
    data = set_in(tmp_path, book, {"S!B1": 5})
    assert sheet_of(data) == wrapped('<row><c><v>1</v></c><c r="B1"><v>5</v></c></row>')
    with pytest.raises(CannotWrite, match="cells of this sheet do not say where they are"):
        set_cells(tmp_path / "book.xlsx", {at("S!C1"): 5})


def test_setting_what_stands_there_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(plain('<row r="1"><c r="A1"><v>5</v></c></row>'))
    assert set_cells(path, {at("S!A1"): 5}) is None
    assert [file.name for file in tmp_path.iterdir()] == ["book.xlsx"]


# Whole workbooks -----------------------------------------------------------------------------------------------------


def drawn(counted_from_1904: bool = False) -> bytes:  # noqa: FBT001, FBT002 - one odd kind of workbook
    """A workbook with everything that XlsxWriter can put into one and that load-and-save would lose."""
    out = io.BytesIO()
    book: Workbook = xlsxwriter.Workbook(out, {"date_1904": counted_from_1904})
    sheet, other = book.add_worksheet("My data"), book.add_worksheet("Other")
    day = book.add_format({"num_format": "yyyy-mm-dd", "bold": True})
    for row in range(5):
        sheet.write_row(row, 0, [row, row * 2, f"text {row}"])
        sheet.write_datetime(row, 3, dt.datetime(2026, 1, 1 + row), day)  # noqa: DTZ001 - cells know no time zones
    sheet.write_rich_string("F1", "rich ", book.add_format({"italic": True}), "text")
    sheet.write_formula("G1", "=SUM(A1:A5)", None, 10)
    sheet.write_formula("G2", "=TODAY()", None, 46000)
    other.write_formula("A1", "='My data'!G1*2", None, 20)
    other.add_table(
        "C3:D6", {"columns": [{"header": "Key"}, {"header": "Twice", "formula": "=Table1[[#This Row],[Key]]*2"}]}
    )
    sheet.merge_range("I1:J2", "merged")
    sheet.add_sparkline("H1", {"range": "'My data'!A1:B1"})
    sheet.conditional_format("A1:A5", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B1:B5", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.data_validation("A1:A5", {"validate": "list", "source": "=Other!$A$1:$A$2"})
    sheet.insert_textbox("K1", "a text box")
    sheet.insert_image("K9", "dot.png", {"image_data": io.BytesIO(PICTURE)})
    sheet.insert_button("K15", {"caption": "Press"})
    sheet.insert_checkbox("C9", True) if hasattr(sheet, "insert_checkbox") else None
    sheet.write_comment("A1", "a note")
    sheet.set_header("&L&G", {"image_left": "dot.png", "image_data_left": io.BytesIO(PICTURE)})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='My data'!$B$1:$B$5"})
    sheet.insert_chart("K20", chart)
    sheet.autofilter("A1:D5")
    book.define_name("numbers", "='My data'!$A$1:$A$5")
    book.set_custom_property("Team", "North")
    book.set_properties({"created": dt.datetime(2026, 1, 1)})  # noqa: DTZ001 - equal bytes whenever it is drawn
    book.close()
    return out.getvalue()


def with_foreign_parts(data: bytes) -> bytes:
    """The workbook with parts that no library writes, such as slicers and comments in threads."""
    parts = ("customXml/item1.xml", "xl/slicers/slicer1.xml", "xl/threadedComments/threadedComment1.xml", "xl/x.bin")
    return packed(read_members(data, "test") | {part: f"<x a='{part}'>\r\n</x >".encode() for part in parts})


def test_whatever_excel_put_into_a_workbook_keeps_its_bytes(tmp_path: Path) -> None:
    book = with_foreign_parts(drawn())
    data = set_in(tmp_path, book, {"My data!C2": "new & <text>", "My data!D3": dt.date(2027, 2, 3), "My data!F1": 1})
    assert changed(book, data) == [DATA]
    sheet = openpyxl.load_workbook(io.BytesIO(data))["My data"]
    assert [sheet[cell].value for cell in ("C2", "C3", "D3", "F1")] == [
        "new & <text>",
        "text 2",
        dt.datetime(2027, 2, 3),  # noqa: DTZ001 - cells know no time zones
        1,
    ]
    assert (sheet["D3"].number_format, sheet["D3"].font.bold) == ("yyyy-mm-dd", True)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("My data").to_python()
    assert rows[1][2:4] == ["new & <text>", dt.date(2026, 1, 2)]
    assert rows[0][6] == 10.0  # no formula looks at what was set


def test_results_on_other_sheets_follow(tmp_path: Path) -> None:
    book = drawn()
    data = set_in(tmp_path, book, {"My data!A2": 101})
    assert changed(book, data) == [DATA, "xl/worksheets/sheet2.xml"]
    assert re.findall(r'<c r="G[12]".*?</c>', sheet_of(data)) == [
        '<c r="G1"><f>SUM(A1:A5)</f></c>',
        '<c r="G2"><f>TODAY()</f><v>46000</v></c>',
    ]
    assert "<f>'My data'!G1*2</f></c>" in sheet_of(data, "xl/worksheets/sheet2.xml")


def test_a_table_grows_over_a_row_that_is_set_below_it(tmp_path: Path) -> None:
    data = set_in(tmp_path, drawn(), {"Other!C7": 5, "Other!C9": 6})
    table = openpyxl.load_workbook(io.BytesIO(data))["Other"].tables["Table1"]
    assert (table.ref, table.autoFilter.ref if table.autoFilter else None) == ("C3:D7", "C3:D7")
    sheet = sheet_of(data, "xl/worksheets/sheet2.xml")
    assert '<c r="D7"><f>Table1[[#This Row],[Key]]*2</f></c>' in sheet


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ({"Other!C7": 1, "Other!C8": 2}, "C3:D8"),
        ({"Other!C8": 2}, "C3:D6"),
        ({"Other!E7": 2}, "C3:D6"),
        ({"Other!C7": None}, "C3:D6"),
    ],
)
def test_a_table_grows_only_over_rows_right_below_it(values: dict[str, Value], cells: str, tmp_path: Path) -> None:
    data = set_in(tmp_path, drawn(), {"Other!A9": 1, **values})
    assert openpyxl.load_workbook(io.BytesIO(data))["Other"].tables["Table1"].ref == cells


def test_a_table_does_not_grow_over_what_somebody_wrote_below_it(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    noted = set_in(tmp_path / "before", drawn(), {"Other!D7": "a note"})
    members = read_members(noted, "test")
    members["xl/tables/table1.xml"] = members["xl/tables/table1.xml"].replace(b"C3:D7", b"C3:D6")
    (tmp_path / "after").mkdir()
    data = set_in(tmp_path / "after", packed(members), {"Other!C7": 5})
    assert openpyxl.load_workbook(io.BytesIO(data))["Other"].tables["Table1"].ref == "C3:D6"


def test_column_titles_of_tables_stay(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(drawn())
    with pytest.raises(CannotWrite, match="Other!C3: it is a title or total of the table Table1"):
        set_cells(tmp_path / "book.xlsx", {at("Other!C3"): "Mine"})


def test_a_workbook_that_counts_from_1904_gets_its_own_days(tmp_path: Path) -> None:
    data = set_in(tmp_path, drawn(counted_from_1904=True), {"My data!D3": dt.date(2027, 2, 3)})
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.epoch == CALENDAR_MAC_1904
    assert book["My data"]["D3"].value == dt.datetime(2027, 2, 3)  # noqa: DTZ001 - cells know no time zones


@pytest.mark.office
def test_a_workbook_saved_by_libreoffice_keeps_its_bytes(office: Office, tmp_path: Path) -> None:
    [book] = office({"book.xlsx": drawn()}, "xlsx").values()
    data = set_in(tmp_path, book, {"My data!C2": "new", "My data!L2": 5})
    assert changed(book, data) == [DATA]
    sheet = openpyxl.load_workbook(io.BytesIO(data))["My data"]
    assert [sheet[cell].value for cell in ("C2", "L2", "C3")] == ["new", 5, "text 2"]


VALUES: dict[str, Value] = {"My data!C2": "new", "My data!A2": 9, "My data!G1": 3, "My data!A30": 1, "Other!C7": 5}


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_new(tmp_path: Path) -> None:
    (tmp_path / "after").mkdir()
    after = set_in(tmp_path / "after", drawn(), VALUES)
    found = []
    for name, data in {"before": drawn(), "after": after}.items():
        (tmp_path / f"{name}.xlsx").write_bytes(data)
        found.append(sdk_errors(tmp_path / f"{name}.xlsx"))
    assert found[1] == found[0]


@pytest.mark.slow
def test_openxml_audit_finds_nothing_new(tmp_path: Path) -> None:
    (tmp_path / "after").mkdir()
    after = set_in(tmp_path / "after", drawn(), VALUES)
    found = []
    for name, data in {"before": drawn(), "after": after}.items():
        (tmp_path / f"{name}.xlsx").write_bytes(data)
        found.append(audit(tmp_path / f"{name}.xlsx").popitem()[1])
    assert found[1] == found[0]


@pytest.mark.slow
@pytest.mark.office
def test_results_that_are_kept_in_a_tracker_are_still_true(maker: TrackerMaker, office: Office, tmp_path: Path) -> None:
    """LibreOffice calculates everything anew: no stored result may differ from what it finds."""
    tracker = dataclasses.replace(lived_in(), person=ANNA)
    path = tmp_path / "book.xlsx"
    path.write_bytes(maker.make_from(tracker))
    file = read_tracker(path)
    wanted: dict[tuple[int, str], Value] = {(1, "target"): 500.0, (4, "due"): TODAY, (2, "hint"): "x"}
    places = {file.place(Goal, index, column): value for (index, column), value in wanted.items()}
    before = stored(path)
    set_cells(path, {place: value for place, value in places.items() if place})
    kept = stored(path)
    [calculated] = office({"book.xlsx": without_results(path.read_bytes())}, "xlsx").values()
    (tmp_path / "calculated.xlsx").write_bytes(calculated)
    true = stored(tmp_path / "calculated.xlsx")
    assert {cell: (value, true[cell]) for cell, value in kept.items() if not same(value, true[cell])} == {}
    assert 100 < len(before) - len(kept) < len(before) / 2


def stored(path: Path) -> dict[tuple[str, int, int], object]:
    """Every cell that holds something."""
    return {
        (sheet, row, column): value
        for sheet, rows in read_sheets(path).items()
        for row, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if value != ""
    }


def same(one: object, other: object) -> bool:
    return abs(one - other) < 1e-9 if isinstance(one, float) and isinstance(other, float) else one == other


# The file on the disk ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", ["~$book.xlsx", ".~lock.book.xlsx#"])
def test_a_file_that_is_open_is_left_alone(lock: str, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(drawn())
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(CannotWrite) as caught:
        set_cells(tmp_path / "book.xlsx", {at("My data!C2"): "new"})
    assert str(caught.value) == (
        "book.xlsx is open in Excel or another program. Close it there and try again. "
        f"If nobody has it open, delete the file {lock} beside it."
    )
    assert (tmp_path / "book.xlsx").read_bytes() == drawn()


def test_a_signed_workbook_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(packed(read_members(drawn(), "test") | {"_xmlsignatures/sig1.xml": b"<x/>"}))
    with pytest.raises(CannotWrite, match="is digitally signed"):
        set_cells(path, {at("My data!C2"): "new"})


def test_the_backup_holds_what_was_there_before_the_last_change(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(drawn())
    path.chmod(0o640)
    for value in ("one", "two"):
        before = path.read_bytes()
        backup = set_cells(path, {at("My data!C2"): value})
        assert backup is not None
        assert backup.read_bytes() == before
        assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_not_there_cannot_be_set(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"There is no file .*nobody\.xlsx"):
        set_cells(tmp_path / "nobody.xlsx", {at("S!A1"): 1})
