"""Where cells lie in a sheet's XML, in the dialects of the programs that write it."""

import re

import pytest

from goalsheet.layout.room import split_reference
from goalsheet.workbook.cells import FoundCell, area, inside_merge, map_sheet, strip_results
from goalsheet.workbook.markup import readable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, after: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def found(xml: bytes) -> dict[str, bytes]:
    return {reference: xml[cell.start : cell.end] for reference, cell in map_sheet(xml).cells.items()}


def test_a_cell_is_found_to_the_byte() -> None:
    xml = sheet('<row r="1"><c r="A1" s="3"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="AB1"/></row>')
    assert found(xml) == {
        "A1": b'<c r="A1" s="3"><v>1</v></c>',
        "B1": b'<c r="B1" t="s"><v>0</v></c>',
        "AB1": b'<c r="AB1"/>',
    }


def test_an_empty_cell_before_the_end_of_a_row_takes_nothing_with_it() -> None:
    xml = sheet('<row r="1"><c r="A1" s="1"/></row><row r="2" ><c r="A2" s="2"></c ></row>')
    assert found(xml) == {"A1": b'<c r="A1" s="1"/>', "A2": b'<c r="A2" s="2"></c >'}


def test_cells_keep_their_style_prefix_and_formula() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
        '<x:c r="A1" s="7"><x:f>B1&gt;1</x:f><x:v>1</x:v></x:c><x:c r="B1"><x:f ca="1"/></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    ).encode()
    a1, b1 = xml.index(b'<x:c r="A1"'), xml.index(b'<x:c r="B1"')
    assert map_sheet(xml).cells == {
        "A1": FoundCell(a1, b1, "7", "x:", b"<x:f>B1&gt;1</x:f>"),
        "B1": FoundCell(b1, xml.index(b"</x:row>"), None, "x:", b'<x:f ca="1"/>'),
    }


def test_cells_and_rows_without_a_reference_are_counted() -> None:
    xml = sheet('<row><c><v>1</v></c><c r="D1"/><c><v>2</v></c></row><row r="5"/><row><c t="n"><v>3</v></c></row>')
    assert list(found(xml)) == ["A1", "D1", "E1", "A6"]
    assert list(map_sheet(xml).rows) == [1, 5, 6]


def test_the_reference_may_stand_anywhere_in_the_tag() -> None:
    xml = sheet("""<row spans="1:2" r="3"><c s="1" r="A3"/><c t='s' r='B3' s='4'><v>0</v></c></row>""")
    assert [(reference, cell.style) for reference, cell in map_sheet(xml).cells.items()] == [("A3", "1"), ("B3", "4")]


def test_only_the_wanted_cells_are_kept_but_all_rows() -> None:
    xml = sheet('<row r="1" ht="9"><c r="A1"/><c r="B1"/></row><row r="2"><c r="B2"/></row>')
    wanted = map_sheet(xml, {"B2"})
    assert list(wanted.cells) == ["B2"]
    assert {row: xml[start:end] for row, (start, end) in wanted.rows.items()} == {
        1: b'<row r="1" ht="9">',
        2: b'<row r="2">',
    }


@pytest.mark.parametrize(
    ("cell", "trouble"),
    [
        ('<c r="A1"><f t="array" ref="A1:A3">B1:B3</f></c>', "it begins an array or shared formula"),
        ('<c r="A1"><f t="shared" ref="A1:A3" si="0">B1</f></c>', "it begins an array or shared formula"),
        ('<c r="A1"><f t="shared" si="0"/></c>', None),
        ('<c r="A1" vm="1" t="e"><v>#VALUE!</v></c>', "it holds a dynamic array or a rich value"),
        ('<c r="A1" cm="1"><f t="array" ref="A1">B1</f></c>', "it holds a dynamic array or a rich value"),
    ],
)
def test_cells_that_are_tied_to_others_say_so(cell: str, trouble: str | None) -> None:
    assert map_sheet(sheet(f'<row r="1">{cell}</row>')).cells["A1"].trouble == trouble


def test_merged_cells_other_than_the_first_are_covered() -> None:
    xml = sheet("", '<mergeCells count="2"><mergeCell ref="B2:C3"/><mergeCell ref="E1:E2"/></mergeCells>')
    merged = [area(merge) for merge in map_sheet(xml).merges]
    covered = [cell for cell in ("A1", "B2", "B3", "C2", "C3", "D3", "E1", "E2") if inside_merge(cell, merged)]
    assert covered == ["B3", "C2", "C3", "E2"]


def test_references_are_split_into_numbers() -> None:
    assert [split_reference(cell) for cell in ("A1", "Z9", "AA10", "XFD1048576")] == [
        (1, 1),
        (9, 26),
        (10, 27),
        (1048576, 16384),
    ]


@pytest.mark.parametrize(
    ("cell", "stripped"),
    [
        ('<c r="A1" s="2"><f>B1</f><v>5</v></c>', '<c r="A1" s="2"><f>B1</f></c>'),
        ('<c r="A1" t="str"><f>B1</f><v>Ann</v></c>', '<c r="A1"><f>B1</f></c>'),
        ("<c r='A1' t='e' s='2'><f>1/0</f><v>#DIV/0!</v></c>", "<c r='A1' s='2'><f>1/0</f></c>"),
        ('<c r="A1" t="b">\n <f t="shared" si="0"/>\n <v>1</v>\n</c>', '<c r="A1"><f t="shared" si="0"/>\n</c>'),
        ('<c r="A1"><f>B1</f><v/></c>', '<c r="A1"><f>B1</f></c>'),
        ('<c r="A1"><f>B1</f></c>', '<c r="A1"><f>B1</f></c>'),
        ('<c r="A1"><v>5</v></c>', '<c r="A1"><v>5</v></c>'),
        ('<c r="A1" s="1"/><c r="B1" t="str"><v>text</v></c>', '<c r="A1" s="1"/><c r="B1" t="str"><v>text</v></c>'),
    ],
)
def test_results_go_and_everything_else_stays(cell: str, stripped: str) -> None:
    assert strip_results(sheet(f'<row r="1">{cell}</row>')) == sheet(f'<row r="1">{stripped}</row>')


def test_what_an_array_formula_spilled_into_other_cells_goes_too() -> None:
    xml = sheet(
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">C1:C2</f><v>7</v></c><c r="B1"><v>1</v></c></row>'
        '<row r="2"><c r="A2" s="4" t="str"><v>old</v></c><c r="B2"><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c></row>'
    )
    assert strip_results(xml) == sheet(
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">C1:C2</f></c><c r="B1"><v>1</v></c></row>'
        '<row r="2"><c r="A2" s="4"/><c r="B2"><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c></row>'
    )


def test_comments_and_cdata_sections_do_not_mislead() -> None:
    xml = sheet(
        '<!-- <row r="9"><c r="A9"/></row> -->'
        '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[a</c> & b]]></t></is></c></row>'
    )
    assert found(readable(xml)) == {"A1": b'<c r="A1" t="inlineStr"><is><t>a&lt;/c&gt; &amp; b</t></is></c>'}


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_become_utf_8(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>Zoë – é</a>'.replace("–", "-")
    assert readable(text.encode(encoding)).decode() == text.replace(encoding, "UTF-8")


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        ("<a><b></a>", "mismatched tag"),
        ("<a>", "no element found"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "it declares a document type"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', "unknown encoding"),
    ],
)
def test_what_is_no_sound_xml_is_refused(xml: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        readable(xml.encode())
