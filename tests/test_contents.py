"""What the cells of a sheet hold, in the dialects of the programs that write them."""

import datetime as dt

import pytest

from goalsheet.layout.contents import Content, Failure, NoResult, ShownAsDate
from goalsheet.workbook.contents import read_rows, shared_texts
from goalsheet.workbook.markup import without_formulas

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t xml:space="preserve"> first </t></si><si/>'
    '<si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space="preserve">ri</t></r><r><t>ch</t></r>'
    '<rPh sb="0" eb="1"><t>how to say it</t></rPh></si><si><t>a &amp; _x0041__x000D_</t></si></sst>'
).encode()
SHARED = shared_texts(STRINGS, dated=frozenset({3}))


def sheet(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    ("cell", "content"),
    [
        ('<c r="A1"><v>1.5</v></c>', 1.5),
        ('<c r="A1" t="n"><v>-2E-3</v></c>', -0.002),
        ('<c r="A1" s="3" t="n"><v>46022</v></c>', ShownAsDate(46022)),
        ('<c r="A1" s="3"><v>46022</v></c>', ShownAsDate(46022)),
        ('<c r="A1" s="3" t="d"><v>2026-06-30T00:00:00</v></c>', dt.date(2026, 6, 30)),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', Failure("#DIV/0!")),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', Failure("#SPILL!")),
        ('<c r="A1" t="s"><v>0</v></c>', " first "),
        ('<c r="A1" s="3" t="s"><v>0</v></c>', " first "),
        ('<c r="A1" t="s"><v>1</v></c>', None),
        ('<c r="A1" t="s"><v>2</v></c>', "richrich"),
        ('<c r="A1" t="s"><v>3</v></c>', "a & A\r"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> in line</t></is></c>', " in line"),
        ('<c r="A1" t="inlineStr"><is><r><t>two</t></r><r><t>runs</t></r></is></c>', "tworuns"),
        ('<c r="A1" t="str"><f>B1</f><v>result</v></c>', "result"),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),
        ('<c r="A1"><f>B1</f><v>7</v></c>', 7.0),
        ('<c r="A1"><f>B1</f></c>', NoResult()),
        ('<c r="A1"><f>B1</f><v/></c>', NoResult()),
        ('<c r="A1" s="9"/>', None),
        ('<c r="A1" s="9"></c>', None),
        ('<c r="A1"><v>no number</v></c>', Failure("no number")),
        ('<c r="A1"><v>1E999</v></c>', Failure("1E999")),
        ('<c r="A1" t="s"><v>99</v></c>', Failure("99")),
        ('<c r="A1" t="new"><v>5</v></c>', Failure("5")),
    ],
)
def test_each_kind_of_cell_is_told_apart(cell: str, content: Content | None) -> None:
    expected = {} if content is None else {1: {"A": content}}
    assert read_rows(sheet(f'<row r="1">{cell}</row>'), SHARED) == expected


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2" s="1"/><c r="B2" s="1"><v>1</v></c></row><row r="4"><c r="D4"><v>2</v></c></row>',
        "<row r='2'><c s='1' r='A2'/><c s='1' r='B2'><v>1</v></c></row><row r='4'><c r='D4'><v>2</v></c ></row>",
        '<row/><row><c/><c><v>1</v></c></row><row r="4"><c r="C4"/><c><v>2</v></c></row>',
    ],
)
def test_cells_are_found_however_their_place_is_told(rows: str) -> None:
    assert read_rows(sheet(rows), SHARED) == {2: {"B": 1.0}, 4: {"D": 2.0}}
    assert read_rows(sheet(rows), SHARED, columns={"D", "A"}) == {4: {"D": 2.0}}
    assert read_rows(sheet(rows), SHARED, rows=range(1, 4)) == {2: {"B": 1.0}}


def test_elements_may_carry_a_prefix() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        '<x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    ).encode()
    assert read_rows(xml, SHARED) == {1: {"A": 1.0, "B": "b"}}


def test_two_cells_that_lie_far_apart_take_no_room() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert read_rows(sheet(rows), SHARED) == {1: {"A": 1.0}, 1048576: {"XFD": 2.0}}


def test_of_a_sheet_only_that_is_read_which_may_hold_a_value() -> None:
    filled = '<c r="B1"><f>1+1</f><v>2</v></c><c r="C1" s="1"/></row><row r="2"><c r="A2" s="1"/>'
    assert without_formulas(sheet(f'<row r="1"><c r="A1" s="1"/>{filled}</row>')) == sheet(
        '<row r="1"><c r="B1"><f/><v>2</v></c></row><row r="2"></row>'
    )


def test_a_cell_whose_place_is_counted_from_an_empty_one_stays_where_it_is() -> None:
    bare = without_formulas(sheet('<row r="1"><c r="B1" s="1"/><c><v>3</v></c></row>'))
    assert read_rows(bare, SHARED) == {1: {"C": 3.0}}


def test_a_fault_in_a_sheet_is_told_with_its_place_in_the_file() -> None:
    xml = sheet('<row r="1"><c r="A1" s="1"/><c r="B1"><f>1+1</f><v>2</w></c></row>')
    with pytest.raises(ValueError, match=f"mismatched tag: line 1, column {xml.index(b'w></c>')}$"):
        without_formulas(xml)
