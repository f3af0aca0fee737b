"""A company's own workbook as the template: what is filled in, what stays to the byte, what is refused."""

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import compound
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table
from python_calamine import CalamineWorkbook
from validators import audit

from goalsheet.errors import BadSetting, BadTemplate, CannotRead, GoalsheetError
from goalsheet.template.maker import DesignMaker, maker
from goalsheet.tracker.person import Manager, Person

TODAY = dt.date(2026, 3, 4)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ANN = Person(
    id="5",
    first_name="Ann",
    last_name="O'Neil",
    name="Ann O'Neil",
    email="ann@company.com",
    department="R&D",
    start_date=dt.date(2020, 2, 29),
    manager=Manager("1", "Bo Ek", "bo@company.com", "Bo"),
    extra={"Bonus days": "3"},
)


def somebody(**differently: Any) -> Person:
    return replace(ANN, **differently)


def designed(folder: Path, cells: Mapping[str, Any], draw: Callable[[Workbook], object] = lambda _: None) -> Path:
    """A workbook with those cells on its first sheet, "Goals", as openpyxl writes it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Goals"
    for reference, value in cells.items():
        sheet[reference] = value
    draw(book)
    path = folder / "company.xlsx"
    book.save(path)
    return with_shared_strings(path)


def with_shared_strings(path: Path) -> Path:
    """The same workbook with its texts in one table, as Excel keeps them; openpyxl leaves them in the cells."""
    strings: list[str] = []

    def shared(match: re.Match[str]) -> str:
        strings.append(match[2])
        return f'{match[1]} t="s"><v>{list(dict.fromkeys(strings)).index(match[2])}</v></c>'

    def share(xml: bytes) -> bytes:
        return re.sub(r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>', shared, xml.decode(), flags=re.DOTALL).encode()

    def refer(xml: bytes) -> bytes:
        target = f'<Relationship Id="rIdS" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        return xml.replace(b"</Relationships>", f"{target}</Relationships>".encode())

    def declare(xml: bytes) -> bytes:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'
        return xml.replace(b"</Types>", f"{declared}</Types>".encode())

    sheets = [part for part in members_of(path.read_bytes()) if part.startswith("xl/worksheets/sheet")]
    rewritten(path, dict.fromkeys(sheets, share))
    table = "".join(f"<si>{text}</si>" for text in dict.fromkeys(strings))
    return rewritten(
        path,
        {
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{table}</sst>'.encode(),
            "xl/_rels/workbook.xml.rels": refer,
            "[Content_Types].xml": declare,
        },
    )


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, changes: Mapping[str, Callable[[bytes], bytes] | bytes | None]) -> Path:
    """The same file with some members changed, added or left out."""
    members = members_of(path.read_bytes())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in dict.fromkeys([*members, *changes]):
            change = changes.get(name, members.get(name))
            content = change(members[name]) if callable(change) else change
            if content is not None:
                archive.writestr(name, content)
    return path


def raw(folder: Path, rows: str, *, strings: str = "", root: str = f'<worksheet xmlns="{MAIN}">') -> Path:
    """A workbook whose only sheet holds that XML as rows, with those shared strings."""
    close = re.sub(r"<([\w:]+).*", r"</\1>", root, flags=re.DOTALL)
    q = root[1 : root.index("worksheet")]
    sheet = f"{root}<{q}sheetData>{rows}</{q}sheetData>{close}"
    table = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return rewritten(
        designed(folder, {"A1": "text"}),
        {"xl/worksheets/sheet1.xml": sheet.encode(), "xl/sharedStrings.xml": table.encode()},
    )


def made(path: Path, person: Person = ANN) -> bytes:
    return DesignMaker(path, TODAY).make(person)


def values(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def first_cell(data: bytes) -> Any:
    rows = next(iter(values(data).values()))
    return rows[0][0] if rows else ""


def sheet_xml(data: bytes, number: int = 1) -> str:
    return members_of(data)[f"xl/worksheets/sheet{number}.xml"].decode()


def refusal(path: Path, person: Person | None = None) -> str:
    """The message with which the template, or making it for somebody, is refused."""
    with pytest.raises(GoalsheetError) as caught:
        DesignMaker(path, TODAY).make(person or ANN)
    return str(caught.value)


# --- what stays


def decorated(book: Workbook) -> None:
    sheet = book["Goals"]
    for row in range(5, 10):
        sheet.cell(row, 1, row)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=5, max_row=9))
    sheet.add_chart(chart, "F2")
    sheet["A1"].font = Font(bold=True, color="FF0000")
    sheet["B9"].fill = PatternFill("solid", fgColor="00FF00")
    validation = DataValidation("list", formula1='"Yes,No"', promptTitle="For {{ person.name }}", prompt="x")
    validation.add("C1")
    sheet.add_data_validation(validation)
    sheet.conditional_formatting.add("A5:A9", FormulaRule(["A5>6"], font=Font(bold=True)))
    book.create_sheet("Notes")["A1"] = "Nothing to fill in"


def test_only_the_parts_with_tokens_change(tmp_path: Path) -> None:
    path = designed(
        tmp_path, {"A1": "Goals of {{ person.name }}", "A2": "Label", "B2": "{{ manager.name }}"}, decorated
    )
    before, after = members_of(path.read_bytes()), members_of(made(path))
    assert sorted(before) == sorted(after)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    }


def test_within_a_sheet_only_the_cells_with_tokens_change(tmp_path: Path) -> None:
    path = designed(
        tmp_path, {"A1": "Goals of {{ person.name }}", "A2": "Label", "B2": "{{ manager.name }}"}, decorated
    )
    changed = sheet_xml(path.read_bytes())
    for old, new in (
        ('<c r="A1" s="1" t="s"><v>0</v></c>', inline("A1", "Goals of Ann O'Neil", style="1")),
        ('<c r="B2" t="s"><v>2</v></c>', inline("B2", "Bo Ek")),
    ):
        assert old in changed
        changed = changed.replace(old, new)
    assert sheet_xml(made(path)) == changed


def inline(reference: str, text: str, style: str = "") -> str:
    chosen = f' s="{style}"' if style else ""
    return f'<c r="{reference}"{chosen} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def test_a_shared_string_is_filled_in_wherever_it_is_used_and_leaves_the_table(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.id }}", "A2": "kept", "A3": "{{ person.id }}"})
    data = made(path)
    assert values(data) == {"Goals": [["5"], ["kept"], ["5"]]}
    assert members_of(data)["xl/sharedStrings.xml"].count(b"{{") == 0


def test_the_same_person_gets_the_same_bytes(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.name }}"})
    maker = DesignMaker(path, TODAY)
    assert maker.make(ANN) == maker.make(ANN) == made(path)
    assert maker.make(ANN) != maker.make(somebody(name="Cy"))


def test_macros_pass_through_untouched(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.name }}"})
    macros = b"\xd0\xcf\x11\xe0 any bytes {{ person.name }}"
    rewritten(
        path,
        {
            "xl/vbaProject.bin": macros,
            "[Content_Types].xml": lambda xml: xml.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            ),
        },
    )
    maker = DesignMaker(path.rename(tmp_path / "company.xlsm"), TODAY)
    assert maker.suffix == ".xlsm"
    assert members_of(maker.make(ANN))["xl/vbaProject.bin"] == macros


@pytest.mark.parametrize(
    ("today", "cycle", "name", "end"),
    [
        ("2026-09-30", None, "2026", "31 December 2026"),
        ("2026-10-01", None, "2027", "31 December 2027"),  # when next year's workbooks are prepared
        ("2026-10-01", ("2026-01-01", "2026-12-31"), "2026", "31 December 2026"),
        ("2026-09-30", ("2026-10-01", "2027-09-30"), "October 2026 to September 2027", "30 September 2027"),
    ],
)
def test_the_cycle_is_the_year_or_what_was_asked_for(
    tmp_path: Path, today: str, cycle: tuple[str, str] | None, name: str, end: str
) -> None:
    path = designed(tmp_path, {"A1": "{{ cycle.name }}", "B1": "{{ cycle.end }}"})
    period = (dt.date.fromisoformat(cycle[0]), dt.date.fromisoformat(cycle[1])) if cycle else None
    [row] = values(maker(str(path), dt.date.fromisoformat(today), period).make(ANN))["Goals"]
    assert row[:2] == [name, end]


def test_a_cycle_that_does_not_end_after_its_beginning_is_refused(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ cycle.name }}"})
    with pytest.raises(BadSetting) as caught:
        maker(str(path), TODAY, (dt.date(2027, 9, 30), dt.date(2026, 10, 1)))
    assert str(caught.value) == (
        "--cycle: 1 October 2026 does not come after 30 September 2027. Name the first day first."
    )
    with pytest.raises(BadSetting) as single:
        maker(str(path), TODAY, (dt.date(2027, 9, 30), dt.date(2027, 9, 30)))
    assert str(single.value) == (
        "--cycle: the first and the last day are both 30 September 2027. Name a later last day."
    )


def test_a_template_that_says_its_own_cycle_is_asked_for_no_other() -> None:
    with pytest.raises(BadSetting, match="The template career-year says its period under"):
        maker("career-year", TODAY, (dt.date(2026, 10, 1), dt.date(2027, 9, 30)))


def test_another_year_means_another_digest(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ cycle.name }}"})
    digests = [DesignMaker(path, dt.date(year, 5, 6)).digest for year in (2026, 2026, 2027)]
    assert digests[0] == digests[1] != digests[2]


# --- formulas


def test_stored_results_go_and_the_workbook_asks_to_be_calculated(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.name }}", "A2": "=LEN(A1)"})
    rewritten(
        path,
        {
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v></v>", b"<v>17</v>"),
            "xl/workbook.xml": lambda xml: re.sub(rb"<calcPr[^>]*/>", b'<calcPr calcId="191029"/>', xml),
            "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A2" i="1"/></calcChain>'.encode(),
        },
    )
    assert b"<v>17</v>" in members_of(path.read_bytes())["xl/worksheets/sheet1.xml"]
    data = members_of(made(path))
    assert b'<c r="A2"><f>LEN(A1)</f></c>' in data["xl/worksheets/sheet1.xml"]
    assert b'<calcPr calcId="191029" fullCalcOnLoad="1"/>' in data["xl/workbook.xml"]
    assert "xl/calcChain.xml" not in data


@pytest.mark.parametrize(
    ("given", "result"),
    [
        ('<calcPr calcId="1" calcMode="manual" fullCalcOnLoad="0"/>', None),
        ('<calcPr calcId="1" fullCalcOnLoad="true"/>', '<calcPr calcId="1" fullCalcOnLoad="true"/>'),
        ("", '<calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_the_wish_to_calculate_is_added_where_it_is_missing(tmp_path: Path, given: str, result: str | None) -> None:
    path = designed(
        tmp_path,
        {"A1": "{{ person.name }}", "A2": "=LEN(A1)"},
        lambda book: book.defined_names.add(DefinedName("Mine", attr_text="Goals!$A$1")),
    )
    rewritten(path, {"xl/workbook.xml": lambda xml: re.sub(rb"<calcPr[^>]*/>", given.encode(), xml)})
    workbook = members_of(made(path))["xl/workbook.xml"].decode()
    expected = result or '<calcPr calcId="1" calcMode="manual" fullCalcOnLoad="1"/>'
    assert re.findall(r"</definedNames>(<calcPr[^>]*/>)", workbook) == [expected]


def test_without_formulas_the_workbook_part_stays(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.name }}"})
    rewritten(path, {"xl/workbook.xml": lambda xml: re.sub(rb"<calcPr[^>]*/>", b"", xml)})
    assert members_of(made(path))["xl/workbook.xml"] == members_of(path.read_bytes())["xl/workbook.xml"]


def test_braces_in_formulas_are_no_tokens(tmp_path: Path) -> None:
    cells = {
        "A1": "{{ person.id }}",
        "A2": "=SUM({1,2;3,4})",
        "A3": '=SUBSTITUTE(A1,"{{","")',
        "A4": "=COUNT({#N/A,1})",
    }
    assert re.findall("<f>(.*?)</f>", sheet_xml(made(designed(tmp_path, cells)))) == [
        "SUM({1,2;3,4})",
        'SUBSTITUTE(A1,"{{","")',
        "COUNT({#N/A,1})",
    ]


# --- values


@pytest.mark.parametrize(
    ("text", "number_format", "value"),
    [
        ("{{ cycle.end }}", "d mmm yyyy", dt.date(2026, 12, 31)),
        ("  {{ cycle.end }} ", "[$-407]d. mmmm yyyy;@", dt.date(2026, 12, 31)),
        ("{{ cycle.end }}", "mmmm", dt.date(2026, 12, 31)),
        ("{{ person.start_date }}", "yyyy-mm-dd", dt.date(2020, 2, 29)),
        ("{{ cycle.end }}", "General", "31 December 2026"),
        ("{{ cycle.end }}", "@", "31 December 2026"),
        ("{{ cycle.end }}", '0 "days"', "31 December 2026"),
        ("{{ cycle.end }}", "h:mm", "31 December 2026"),
        ("{{ cycle.end | spelled }}", "d mmm yyyy", "31 December 2026"),
        ("{{ (person.id | int) * 1.5 }}", "General", 7.5),
        ("{{ person.extra['Bonus days'] }}", "0", "3"),
        ("{{ person.extra['Bonus days'] | int }}", "0", 3.0),
        ("{{ person.extra['Bonus days'] }} days", "General", "3 days"),
        ("{{ person.id }}", "General", "5"),
        ("{% if manager.name %}with {{ manager.name }}{% else %}alone{% endif %}", "General", "with Bo Ek"),
        ("{% raw %}{{ person.id }}{% endraw %}", "General", "{{ person.id }}"),
        ("{# for HR #}{{ person.id }}", "General", "5"),
        ("one\n{{ person.id }}\nthree", "General", "one\n5\nthree"),
        ("{{ person.id == '5' }}", "General", "True"),
    ],
)
def test_a_cell_gets_the_type_that_it_shows(tmp_path: Path, text: str, number_format: str, value: object) -> None:
    def formatted(book: Workbook) -> None:
        book["Goals"]["A1"].number_format = number_format

    assert first_cell(made(designed(tmp_path, {"A1": text}, formatted))) == value


@pytest.mark.parametrize("text", ["{{ None }}", "{{ person.location }}", "{{ person.extra.get('Nick name', '') }}"])
def test_what_is_blank_leaves_an_empty_cell(tmp_path: Path, text: str) -> None:
    path = designed(tmp_path, {"A1": text, "A2": "=COUNTA(A1)"})
    assert '<c r="A1"/>' in sheet_xml(made(path))


def test_workbooks_that_count_days_from_1904_get_the_right_day(tmp_path: Path) -> None:
    def since_1904(book: Workbook) -> None:
        book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - openpyxl's own constant
        book["Goals"]["A1"].number_format = "yyyy-mm-dd"

    data = made(designed(tmp_path, {"A1": "{{ cycle.end }}"}, since_1904))
    assert load_workbook(io.BytesIO(data))["Goals"]["A1"].value == dt.datetime(2026, 12, 31)  # noqa: DTZ001 - a day


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("=1+1", "=1+1"),
        ("+1", "+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("-2", "-2"),
        ("{{ 7 * 7 }}", "{{ 7 * 7 }}"),
        ("]]>&amp;<b>", "]]>&amp;<b>"),
        ("_x0041_", "_x0041_"),
        ("a\x00\x0b\ud800b", "ab"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("  two blanks  ", "  two blanks  "),
        ("李 😀", "李 😀"),
    ],
)
def test_text_is_text_whatever_it_looks_like(tmp_path: Path, value: str, read: str) -> None:
    assert first_cell(made(designed(tmp_path, {"A1": "{{ person.name }}"}), somebody(name=value))) == read


def test_text_longer_than_a_cell_is_refused(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.name }}"})
    longest = "x" * 32_765 + "😀"
    assert first_cell(made(path, somebody(name=longest))) == longest
    with pytest.raises(BadTemplate) as caught:
        made(path, somebody(name="x" * 40_000))
    assert [str(problem) for problem in caught.value.problems] == [
        "company.xlsx, sheet Goals, cell A1: the text has 40000 characters; a cell holds 32767. Shorten it."
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ person }}", "this is more than one value. Say which part of it, for instance {{ person.first_name }}."),
        (
            "{{ [person.id, 2] }}",
            "this is more than one value. Say which part of it, for instance {{ person.first_name }}.",
        ),
        ("{{ ('nan' ~ person.location) | float }}", "nan is no number that a cell can hold."),
    ],
)
def test_what_no_cell_can_hold_is_refused(tmp_path: Path, text: str, what: str) -> None:
    assert refusal(designed(tmp_path, {"A1": text})) == (
        f"company.xlsx does not work out for Ann O'Neil.\n  company.xlsx, sheet Goals, cell A1: {what}"
    )


@pytest.mark.parametrize(
    "text", ["{{1,2},{3,4}}", "{#N/A}", "{% of sales}", "{ person.name }", "}}{{", "x{{}}", "{{ 12 }", "{#", "{%"]
)
def test_texts_with_braces_that_are_no_tokens_stay(tmp_path: Path, text: str) -> None:
    data = made(designed(tmp_path, {"A1": text, "A2": "{{ person.id }}"}))
    assert values(data) == {"Goals": [[text], ["5"]]}


# --- how texts are written


def test_a_token_inside_one_formatted_run_keeps_the_formats(tmp_path: Path) -> None:
    text = CellRichText(
        "Dear ", TextBlock(InlineFont(b=True), "{{ person.first_name }}"), TextBlock(InlineFont(i=True), " & co")
    )
    path = designed(tmp_path, {"A1": text})
    data = made(path)
    assert load_workbook(io.BytesIO(data), rich_text=True)["Goals"]["A1"].value == CellRichText(
        "Dear ", TextBlock(InlineFont(b=True), "Ann"), TextBlock(InlineFont(i=True), " & co")
    )
    assert first_cell(data) == "Dear Ann & co"


def test_runs_that_become_empty_are_left_out(tmp_path: Path) -> None:
    bold, italic = InlineFont(b=True), InlineFont(i=True)
    path = designed(
        tmp_path,
        {
            "A1": CellRichText("In ", TextBlock(bold, "{{ person.location }}"), TextBlock(italic, "{{ person.id }}")),
            "A2": CellRichText(TextBlock(bold, "{{ person.location }}"), TextBlock(italic, "{{ person.language }}")),
        },
    )
    data = made(path)
    assert load_workbook(io.BytesIO(data), rich_text=True)["Goals"]["A1"].value == CellRichText(
        "In ", TextBlock(italic, "5")
    )
    assert '<c r="A2"/>' in sheet_xml(data)


def test_a_condition_may_run_over_differently_formatted_pieces(tmp_path: Path) -> None:
    bold = InlineFont(b=True)
    text = CellRichText("{% if manager.name %}With ", TextBlock(bold, "{{ manager.name }}{% endif %}"), "!")
    path = designed(tmp_path, {"A1": text})
    assert [first_cell(made(path, person)) for person in (ANN, somebody(manager=Manager()))] == ["With Bo Ek!", "!"]


def test_a_token_split_over_formats_is_refused_with_the_cure(tmp_path: Path) -> None:
    text = CellRichText("Dear {{ person", TextBlock(InlineFont(b=True), ".first_name }}"))
    assert refusal(designed(tmp_path, {"B3": text})) == (
        "company.xlsx has 1 problem.\n"
        "  company.xlsx, sheet Goals, cell B3: {{ … }} is split into differently formatted pieces. "
        "Delete the cell's text and type it again in one format."
    )


@pytest.mark.parametrize(
    ("string", "text"),
    [
        ("<si><r><rPr><b/></rPr><t>{{ person</t></r><r><rPr><b/></rPr><t>.id }}</t></r></si>", "5"),
        ("<si><t>{{ person.id }}</t><rPh sb='0' eb='1'><t>ignored</t></rPh><phoneticPr fontId='1'/></si>", "5"),
        ("<si><t>\n  {{ person.id }} of\n</t></si>", "5 of"),
        ('<si><t xml:space="preserve"> {{ person.id }} of </t></si>', " 5 of "),
        ("<si><t>{{ person.id }} &gt; 3 &#169; &#xE9;</t></si>", "5 > 3 © é"),
        ("<si><t>a_x000D_\nb {{ person.id }}</t></si>", "a\nb 5"),
        ("<si><t><![CDATA[<{{ person.id }}>]]></t></si>", "<5>"),
        ("<!-- <si><t>no</t></si> --><si><t>{{ person.id }}</t></si>", "5"),
    ],
)
def test_shared_strings_are_read_as_every_program_writes_them(tmp_path: Path, string: str, text: str) -> None:
    path = raw(tmp_path, '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=string)
    assert first_cell(made(path)) == text


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="inlineStr"><is><t>{{ person.id }}</t></is></c>',
        '<c r="A1" t="str"><v>{{ person.id }}</v></c>',
        "<c t='inlineStr' r='A1'><is><t>{{ person.id }}</t></is></c>",
        '<c t="inlineStr"><is><t>{{ person.id }}</t></is></c>',
        '<c r="A1" t="s"><v> 0 </v></c>',
        "<c r='A1' t='s'><v>0</v></c>",
    ],
)
def test_cells_are_read_as_every_program_writes_them(tmp_path: Path, cell: str) -> None:
    path = raw(tmp_path, f'<row r="1">{cell}</row>', strings="<si><t>{{ person.id }}</t></si>")
    assert sheet_xml(made(path)) == (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{inline("A1", "5")}</row></sheetData></worksheet>'
    )


def test_prefixed_elements_stay_prefixed(tmp_path: Path) -> None:
    rows = '<x:row r="1"><x:c r="A1" s="0" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>'
    strings = "<si><t>{{ person.id }}</t></si><si><r><rPr><b/><sz val='9'/></rPr><t>{{ person.id }}</t></r></si>"
    path = raw(tmp_path, rows, strings=strings, root=f'<x:worksheet xmlns:x="{MAIN}">')
    assert sheet_xml(made(path)) == (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
        '<x:c r="A1" s="0" t="inlineStr"><x:is><x:t xml:space="preserve">5</x:t></x:is></x:c>'
        '<x:c r="B1" t="inlineStr"><x:is><x:r><x:rPr><x:b/><x:sz val=\'9\'/></x:rPr>'
        '<x:t xml:space="preserve">5</x:t></x:r></x:is></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_parts_in_other_encodings_are_filled_in(tmp_path: Path, encoding: str) -> None:
    path = designed(tmp_path, {"A1": "Zoë, {{ person.name }}", "A2": "=LEN(A1)"}, titled)

    def encoded(xml: bytes) -> bytes:
        body = xml.decode().split("?>", 1)[-1]
        return f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{body}'.encode(encoding)

    parts = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml")
    rewritten(path, dict.fromkeys(parts, encoded))
    data = made(path, somebody(name="Åsa"))
    assert values(data)["For Ann"] == [["Zoë, Åsa"]]


# --- which cells cannot be filled in


def awkward(book: Workbook) -> None:
    sheet = book["Goals"]
    sheet.merge_cells("A3:B4")
    sheet.add_table(Table(displayName="Deals", ref="D1:E3"))
    sheet["F1"] = ArrayFormula("F1:F2", "=A5:A6")


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    cells = {
        "A1": '="Dear {{ person.name }}"',
        "A3": "fine {{ person.name }}",
        "D1": "{{ person.name }}",
        "E1": "Amount",
        "D2": "fine {{ person.name }}",
        "A7": "{{ person.name",
        "A8": "{% if person.name %}",
        "A9": "{{ persona.name }}",
    }
    path = designed(tmp_path, cells, awkward)
    covered = '<c r="B4" t="inlineStr"><is><t>{{ person.id }}</t></is></c>'
    rewritten(
        path, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b'<row r="4">', f'<row r="4">{covered}'.encode())}
    )
    assert refusal(path).replace("company.xlsx, sheet Goals, cell ", "") == (
        "company.xlsx has 6 problems.\n"
        "  A1: {{ … }} cannot be filled in inside a formula. "
        "Write it into a cell of its own and let the formula refer to that cell.\n"
        "  D1: it is a column title or a total's label of the table Deals, which must stay as it is. "
        "Move {{ … }} to a cell above the table.\n"
        "  B4: it lies inside merged cells. Write {{ … }} into the first of them.\n"
        "  A7: the template text cannot be read: unexpected end of template, expected 'end of print statement'.\n"
        "  A8: the template text cannot be read: Unexpected end of template. Jinja was looking for the following tags: "
        "'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.\n"
        '  A9: nothing is called "persona". A template may use begin, cycle, manager, person, template, today.'
    )


def test_misspelt_fields_are_all_told_when_the_first_workbook_is_made(tmp_path: Path) -> None:
    path = designed(
        tmp_path, {"A1": "{{ person.frist_name }}", "A2": "{{ person.extra['Bonus'] }}", "A3": "{{ cycle.end }}"}
    )
    assert re.findall(r"cell (\w+):", refusal(path)) == ["A1", "A2"]


def test_mistakes_in_one_cell_and_of_two_kinds_are_told_at_once(tmp_path: Path) -> None:
    cells = {"A1": "{{ person.frist_name }} {{ manager.nme }}", "A2": "{{ today / 0 }}", "A3": "{{ boss }}"}
    assert re.findall(
        r"cell (\w+): (?:nothing is called )?(\"[\w.]+\"|[\w ]+)", refusal(designed(tmp_path, cells))
    ) == [
        ("A3", '"boss"'),
        ("A1", '"person.frist_name"'),
        ("A1", '"manager.nme"'),
        ("A2", "the template text cannot be worked out"),
    ]


def test_a_cell_with_a_rich_value_is_refused(tmp_path: Path) -> None:
    path = raw(tmp_path, '<row r="1"><c r="A1" vm="1" t="str"><v>{{ person.id }}</v></c></row>')
    assert refusal(path).endswith(
        "cell A1: its value cannot be replaced: it holds a dynamic array or a rich value. Move {{ … }} elsewhere."
    )


def test_a_calculation_that_fails_is_told_even_if_it_names_nobody(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.name }}", "A2": "{{ 1/0 }}"})
    with pytest.raises(BadTemplate, match=r"sheet Goals, cell A2: .*division by zero"):
        made(path, ANN)


@pytest.mark.parametrize("text", ["Goals", "{{1,2},{3,4}}"])
def test_a_template_that_names_nothing_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(designed(tmp_path, {"A1": text})) == (
        "company.xlsx is the same for everybody.\n"
        "  company.xlsx: it holds no {{ … }} with a name in it. "
        "Write {{ person.first_name }} into a cell, or use a built-in template."
    )


# --- places that are not filled in

SHAPES = f"""<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:r="{RELATIONS}">
<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Box" descr="%s"/></xdr:nvSpPr>
<xdr:txBody><a:p><a:r><a:t>Dear {{</a:t></a:r><a:r><a:t>%s</a:t></a:r></a:p></xdr:txBody></xdr:sp>
<xdr:sp textlink="Goals!A1"><xdr:txBody><a:p><a:t>{{{{ person.name }}}}</a:t></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"""


def with_shapes(path: Path, text: str, description: str) -> Path:
    """The same workbook with a text box on its first sheet, which has a description for those who do not see it."""
    relations = f'<Relationships><Relationship Id="rId9" Type="{RELATIONS}/drawing" Target="../drawings/d9.xml"/>'
    return rewritten(
        path,
        {
            "xl/drawings/d9.xml": (SHAPES % (description, text)).encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": f"{relations}</Relationships>".encode(),
        },
    )


def scattered(book: Workbook) -> None:
    notes = book.create_sheet("Notes")
    notes["A1"] = "For {{ person.name }}"
    notes["A1"].comment = Comment("Ask {{ manager.name }}", "HR")
    notes["A2"] = "Write to us"
    notes["A2"].hyperlink = "mailto:%7B%7B%20person.email%20%7D%7D"
    validation = DataValidation("list", formula1='"Yes,No"', promptTitle="For {{ person.name }}", prompt="{1}")
    validation.add("C1")
    notes.add_data_validation(validation)
    chart = BarChart()
    chart.title = "Goals of {{ person.name }}"
    chart.add_data(Reference(notes, min_col=1, min_row=1, max_row=2))
    notes.add_chart(chart, "F2")


def test_tokens_in_places_that_are_not_filled_in_are_told_once(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.id }}"}, scattered)
    with_shapes(path, "{ person.first_name }}", "A photo of {{ person.name }}")
    (note,) = DesignMaker(path, TODAY).notes
    assert note == (
        "company.xlsx: {{ … }} stays as it is, for everybody, in a text box on sheet Goals, an alternative text on "
        "sheet Goals, an input message on sheet Notes, a link on sheet Notes, a comment on sheet Notes, a chart on "
        "sheet Notes. Move it to a cell, a header or footer, a sheet title or a document property: these are filled "
        "in."
    )


def test_links_and_shapes_that_follow_are_not_told(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.id }}"}, mentioning)
    assert DesignMaker(path, TODAY).notes == ()
    path = with_shapes(designed(tmp_path, {"A1": "{{ person.id }}"}), "no } value", "{1,2}")
    assert DesignMaker(path, TODAY).notes == ()


def test_a_template_whose_only_token_is_not_filled_in_is_refused_for_it(tmp_path: Path) -> None:
    assert refusal(with_shapes(designed(tmp_path, {"A1": "x"}), "{ person.name }}", "")) == (
        "company.xlsx is the same for everybody.\n"
        "  company.xlsx: {{ … }} stays as it is, for everybody, in a text box on sheet Goals. "
        "Move it to a cell, a header or footer, a sheet title or a document property: these are filled in."
    )


def test_the_command_says_so_before_anything_goes_out(tmp_path: Path) -> None:
    with_shapes(designed(tmp_path, {"A1": "{{ person.id }}"}), "{ person.name }}", "")
    (tmp_path / "people.csv").write_text("id,name\n1,Ann Ek\n", encoding="utf-8")
    command = [sys.executable, "-m", "goalsheet.scripts", "generate", "people.csv", "--template", "company.xlsx"]
    said = "Note: company.xlsx: {{ … }} stays as it is, for everybody, in a text box on sheet Goals."
    utf8 = os.environ | {"PYTHONUTF8": "1"}
    for more in (["--dry-run"], []):
        done = subprocess.run([*command, *more], cwd=tmp_path, capture_output=True, check=True, env=utf8, timeout=120)
        assert said in done.stderr.decode()


# --- headers and footers


def headed(folder: Path, text: str, tag: str = "oddHeader") -> Path:
    path = designed(folder, {"A1": "{{ person.id }}"})
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").encode()
    new = b"<headerFooter><%b>%b</%b></headerFooter></worksheet>" % (tag.encode(), escaped, tag.encode())
    return rewritten(path, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</worksheet>", new)})


def header_of(data: bytes) -> str:
    found = re.search(r"<(?:odd|even|first)(?:Header|Footer)>(.*)</(?:odd|even|first)", sheet_xml(data), re.DOTALL)
    assert found is not None
    return found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("&L&9&K5B6675{{ person.name }}&RPage &P", "Ann", "&L&9&K5B6675Ann&RPage &P"),
        ("&C{{ person.name }}", "R&D", "&CR&&D"),
        ("&C{{ person.name }}", "&R&9x", "&C&&R&&9x"),
        ("&C&9{{ person.name }}", "5 Ways", "&C&9 5 Ways"),
        ("&C&9{{ person.name }}", "Ann 5", "&C&9Ann 5"),
        ("&C&&9{{ person.name }}", "5", "&C&&95"),
        ("&C&9{{ person.name }}2026", "", "&C&9 2026"),
        ("&CPage &P{{ person.name }}", "+5", "&CPage &P +5"),
        ("&CA &&{{ person.name }}", "B", "&CA &&B"),
        ('&C&"Arial,Bold"{{ person.name }}', '"x" <b>', '&C&"Arial,Bold""x" <b>'),
        ("&L{% if person.name %}&B{{ person.name }}{% endif %}&R&D", "R&D", "&L&BR&&D&R&D"),
        ("&C{{ person.name }}", "_x0041_x0042_", "&C_&S&Sx0041_&S&Sx0042_"),
        ("&L{{ person.name }}\n{{ person.id }}", "a\r\nb", "&La\nb\n5"),
    ],
)
def test_headers_print_values_literally_and_keep_their_codes(
    tmp_path: Path, text: str, name: str, printed: str
) -> None:
    assert header_of(made(headed(tmp_path, text), somebody(name=name))) == printed


@pytest.mark.parametrize("tag", ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"])
def test_all_headers_and_footers_are_filled_in(tmp_path: Path, tag: str) -> None:
    assert header_of(made(headed(tmp_path, "&L{{ person.name }}", tag))) == "&LAnn O'Neil"


def test_too_long_headers_lose_the_end_of_the_longest_value(tmp_path: Path) -> None:
    path = headed(tmp_path, "&L{{ person.name }}&C{{ person.department }}&R&P of &N")
    printed = header_of(made(path, somebody(name="Ann", department="x&" * 400)))
    assert printed.startswith("&LAnn&Cx&&x&&x")
    assert printed.endswith("…&R&P of &N")
    assert len(printed) <= 255
    assert re.sub("&&", "", printed).count("&") == 5


def test_an_ampersand_right_before_a_token_is_refused(tmp_path: Path) -> None:
    assert refusal(headed(tmp_path, "&LTom &{{ person.name }}", "oddFooter")) == (
        "company.xlsx has 1 problem.\n"
        "  company.xlsx, sheet Goals, footer: an & stands right before {{ … }}; there it begins a code. "
        "Write && for an ampersand."
    )


# --- sheet titles

TITLE = "For {{ person.first_name }}"
LINK = '<Relationship Id="rId8" Type="x/hyperlink" Target="#\''


def titled(book: Workbook) -> None:
    book["Goals"].title = TITLE


def mentioning(book: Workbook) -> None:
    goals = book["Goals"]
    goals.title = TITLE
    quoted = f"'{TITLE}'"
    goals["A5"] = f'={quoted}!A1&"x"'
    goals.print_title_rows = "1:1"
    goals.print_area = "A1:C9"
    notes = book.create_sheet("Notes")
    notes["A1"] = f'=SUM({quoted}!A1:A4)+COUNTA(INDIRECT("{quoted}!A1"))'
    notes["A2"] = "A link"
    notes["A2"].hyperlink = Hyperlink(ref="A2", location=f"{quoted}!A1")
    validation = DataValidation("list", formula1=f"{quoted}!$A$1:$A$4")
    validation.add("B1")
    notes.add_data_validation(validation)
    notes.conditional_formatting.add("A1", FormulaRule([f"{quoted}!$A$1>1"], font=Font(bold=True)))
    chart = BarChart()
    chart.add_data(Reference(goals, min_col=1, min_row=1, max_row=4))
    notes.add_chart(chart, "F2")
    book.defined_names.add(DefinedName("Mine", attr_text=f"{quoted}!$A$1"))


def test_everything_that_mentions_a_sheet_follows_its_title(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "Goals of {{ person.name }}", "A2": f"See '{TITLE}'!A1"}, mentioning)
    listed = f"<TitlesOfParts><vt:lpstr>{TITLE}</vt:lpstr><vt:lpstr>'{TITLE}'!Print_Area</vt:lpstr></TitlesOfParts>"
    rewritten(
        path,
        {
            "docProps/app.xml": lambda xml: xml.replace(b"</Properties>", f"{listed}</Properties>".encode()),
            "xl/pivotCache/pivotCacheDefinition1.xml": (
                f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet">'
                f'<worksheetSource ref="A1:B2" sheet="{TITLE}"/></cacheSource></pivotCacheDefinition>'
            ).encode(),
            "xl/drawings/_rels/drawing1.xml.rels": lambda xml: xml.replace(
                b"</Relationships>", f"{LINK}{TITLE}'!A1\"/></Relationships>".encode()
            ),
            "xl/drawings/_rels/drawing2.xml.rels": (
                f"<Relationships>{LINK}For%20%7B%7B%20person.first_name%20%7d%7d'!A1\"/></Relationships>"
            ).encode(),
        },
    )
    before, after = members_of(path.read_bytes()), members_of(made(path, somebody(first_name="O'Ann")))
    title, quoted = "For O'Ann", "'For O''Ann'"

    def followed(part: str) -> None:
        expected = (
            before[part]
            .decode()
            .replace("<v></v>", "")
            .replace(f"'{TITLE}'", quoted)
            .replace(TITLE, title.replace("'", "&apos;"))
        )
        assert after[part].decode() == expected

    for part in ("xl/worksheets/sheet2.xml", "xl/charts/chart1.xml", "docProps/app.xml", "xl/workbook.xml"):
        followed(part)
    followed("xl/pivotCache/pivotCacheDefinition1.xml")
    assert after["xl/drawings/_rels/drawing1.xml.rels"].count(b"#&apos;For O&apos;&apos;Ann&apos;!A1") == 1
    assert after["xl/drawings/_rels/drawing2.xml.rels"].count(b"#&apos;For%20O&apos;&apos;Ann&apos;!A1") == 1
    assert f'<f>{quoted}!A1&amp;"x"</f>'.encode() in after["xl/worksheets/sheet1.xml"]
    assert b"See 'For O'Ann'!A1" in after["xl/worksheets/sheet1.xml"]
    assert not [part for part, xml in after.items() if b"{{" in xml]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Ann", "Ann"),
        ("[A/B]: what?*\\", "A B what"),
        ("'Ann'", "Ann"),
        ('Ann "Bo" Lee', "Ann Bo Lee"),
        ("x" * 40, "x" * 31),
        ("😀" * 20, "😀" * 15),
        ("a" * 30 + " b", "a" * 30),
        ("", "Sheet"),
        ("' '", "Sheet"),
        ("\x00\ud800", "Sheet"),
        ("History", "History (2)"),
        ("hISTORY", "hISTORY (2)"),
        ("notes", "notes (2)"),
        ("n" * 31, "n" * 31),
        ("R&D <x>", "R&D <x>"),
        ("_x0041_", "-x0041_"),
    ],
)
def test_a_title_is_one_that_excel_takes(tmp_path: Path, name: str, title: str) -> None:
    def titled(book: Workbook) -> None:
        book["Goals"].title = "{{ person.name }}"
        book.create_sheet("Notes")

    data = made(designed(tmp_path, {"A1": "x"}, titled), somebody(name=name))
    assert load_workbook(io.BytesIO(data)).sheetnames == [title, "Notes"]


def test_titles_that_would_be_the_same_are_told_apart(tmp_path: Path) -> None:
    def titled(book: Workbook) -> None:
        book["Goals"].title = "{{ person.name }}"
        book.create_sheet("{{ person.first_name }}")["A1"] = "='{{ person.name }}'!A1"
        book.create_sheet("{{ manager.name }}")["A1"] = "='{{ person.first_name }}'!A1+'{{ manager.name }}'!B1"

    path = designed(tmp_path, {"A1": 1}, titled)
    long = "Ann " * 7 + "ABCD"
    data = made(path, somebody(name=long, first_name=long.upper(), manager=Manager("1", f"{long}?")))
    stem = "Ann " * 6 + "Ann"
    names = [long[:31], f"{long.upper()[:27]} (2)", f"{stem} (3)"]
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == names
    assert [sheet["A1"].value for sheet in book] == [1, f"='{names[0]}'!A1", f"='{names[1]}'!A1+'{names[2]}'!B1"]


def test_references_to_other_workbooks_stay(tmp_path: Path) -> None:
    def titled(book: Workbook) -> None:
        book["Goals"]["A2"] = f"='[1]{TITLE}'!A1"
        book["Goals"].title = TITLE

    message = refusal(designed(tmp_path, {"A1": 1}, titled))
    assert "cell A2: {{ … }} cannot be filled in inside a formula." in message


@pytest.mark.parametrize("formula", [f"SUM('{TITLE}:Notes'!A1)", f"SUM('Notes:{TITLE}'!A1)"])
def test_references_across_sheets_are_refused(tmp_path: Path, formula: str) -> None:
    def titled(book: Workbook) -> None:
        book["Goals"].title = TITLE
        book.create_sheet("Notes")
        book.defined_names.add(DefinedName("Sum", attr_text=formula))

    assert refusal(designed(tmp_path, {"A1": 1}, titled)) == (
        "company.xlsx has 1 problem.\n"
        f"  company.xlsx, title of sheet {TITLE}: a formula runs from this sheet to another ('one:other'!A1), "
        "so its title cannot vary. Give the sheet a fixed title, or name the sheets one by one."
    )


# --- document properties


def test_document_properties_are_filled_in(tmp_path: Path) -> None:
    def described(book: Workbook) -> None:
        book.properties.title = "Goals of {{ person.name }}"
        book.properties.creator = "{{ manager.name }}"
        book.properties.description = "{{ person.location }}"
        book.custom_doc_props.append(StringProperty(name="Owner", value="{{ person.department }}"))

    path = designed(tmp_path, {"A1": "x"}, described)
    company = b"<Company>{{ person.department }} &amp; Co</Company></Properties>"
    rewritten(path, {"docProps/app.xml": lambda xml: xml.replace(b"</Properties>", company)})
    data = made(path)
    book = load_workbook(io.BytesIO(data))
    assert (book.properties.title, book.properties.creator, book.properties.description) == (
        "Goals of Ann O'Neil",
        "Bo Ek",
        None,
    )
    assert book.custom_doc_props["Owner"].value == "R&D"
    assert b"<Company>R&amp;D &amp; Co</Company>" in members_of(data)["docProps/app.xml"]


# --- which files are no templates


def test_files_that_are_no_workbooks_are_refused(tmp_path: Path) -> None:
    good = designed(tmp_path, {"A1": "{{ person.id }}"}).read_bytes()
    unlike = {
        "protected.xlsx": compound("EncryptionInfo", "EncryptedPackage"),
        "empty.xlsx": b"",
        "text.xlsx": b"Name;Team\n",
        "truncated.xlsx": good[: len(good) // 2],
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "binary.xlsb": good,
        "template.xltx": good,
        "template.xltm": good,
    }
    messages = []
    for name, content in unlike.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CannotRead) as caught:
            DesignMaker(tmp_path / name, TODAY)
        messages.append(str(caught.value))
    assert messages == [
        "protected.xlsx is protected by a password. Open it in Excel and save a copy without one.",
        "empty.xlsx is empty. Take a backup of it.",
        "text.xlsx is no Excel workbook. Save it as .xlsx in Excel.",
        "truncated.xlsx is damaged: its end is missing. Take a backup of it.",
        "old.xls is an old Excel workbook. Save it as .xlsx.",
        "binary.xlsb is a binary Excel workbook. Save it as .xlsx, or as .xlsm if it has macros.",
        "template.xltx is an Excel template. Open it and save it as an ordinary workbook (.xlsx).",
        "template.xltm is an Excel template. Open it and save it as a workbook with macros (.xlsm).",
    ]


def kind(new: bytes) -> Callable[[bytes], bytes]:
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return lambda xml: xml.replace(old, new)


BOMB = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        (
            "_xmlsignatures/sig1.xml",
            b"<Signature/>",
            "is digitally signed, and filling it in would break the signature. Save a copy without it.",
        ),
        (
            "[Content_Types].xml",
            kind(b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"),
            "is an Excel template. Open it and save it as an ordinary workbook (.xlsx).",
        ),
        (
            "[Content_Types].xml",
            kind(b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
            "is really a .xlsm file, which Excel would not open by that name. Rename it.",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            None,
            "is damaged (xl/_rels/workbook.xml.rels is missing). Open and save it in Excel.",
        ),
        ("xl/worksheets/sheet1.xml", None, "is damaged (sheet Goals is missing). Open and save it in Excel."),
        (
            "xl/worksheets/sheet1.xml",
            lambda xml: xml[:-20],
            "is damaged (xl/worksheets/sheet1.xml: unclosed token: line 1, column …). Open and save it in Excel.",
        ),
        (
            "xl/sharedStrings.xml",
            lambda xml: BOMB + xml,
            (
                "is damaged (xl/sharedStrings.xml: it declares a document type, which no workbook does). "
                "Open and save it in Excel."
            ),
        ),
        (
            "xl/workbook.xml",
            lambda xml: xml.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
            'is saved as "Strict Open XML". Save it as an ordinary Excel workbook (.xlsx).',
        ),
        ("xl/workbook.xml", None, "is no Excel workbook. Save it as .xlsx in Excel."),
    ],
)
def test_workbooks_that_cannot_be_templates_are_refused(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes] | bytes | None, message: str
) -> None:
    path = rewritten(designed(tmp_path, {"A1": "{{ person.id }}"}), {part: change})
    with pytest.raises(CannotRead) as caught:
        DesignMaker(path, TODAY)
    assert re.sub(r"column \d+", "column …", str(caught.value)) == f"company.xlsx {message}"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = rewritten(designed(tmp_path, {"A1": "{{ person.id }}"}), {"xl/media/x.png": bytes(450_000_000)})
    assert refusal(path) == "company.xlsx unpacks to more than 400 MB. That is no goal workbook."


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx") == (
        f"{tmp_path / 'none.xlsx'}: No such file or directory. Check the path of the template."
    )


# --- laws


@pytest.fixture(scope="module")
def three_cells(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DesignMaker]:
    cells = {"A1": "before", "B2": "{{ person.name }}", "C3": "<{{ person.name }}>", "D4": "after"}
    path = designed(tmp_path_factory.mktemp("law"), cells, decorated)
    return path, DesignMaker(path, TODAY)


def as_kept(text: str) -> str:
    """What a cell keeps of a text: not what XML cannot hold; every line end is a line feed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", lines)


@settings(deadline=None)
@given(name=st.text())
@example(name="_x005F_x0041_ _x0041_ _x_x0041_")
@example(name="a\r\x00\nb")
@example(name="\x001\x00bold")
def test_any_text_comes_back_as_written_and_nothing_else_changes(
    three_cells: tuple[Path, DesignMaker], name: str
) -> None:
    path, maker = three_cells
    data = maker.make(somebody(name=name))
    before, after = values(path.read_bytes()), values(data)
    before["Goals"][1][1], before["Goals"][2][2] = as_kept(name), f"<{as_kept(name)}>"
    assert after == before
    parts, new_parts = members_of(path.read_bytes()), members_of(data)
    assert {part for part in parts if parts[part] != new_parts[part]} == {
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    }


@pytest.fixture(scope="module")
def two_titles(tmp_path_factory: pytest.TempPathFactory) -> DesignMaker:
    def titled(book: Workbook) -> None:
        book["Goals"].title = "{{ person.name }}"
        book.create_sheet("{{ manager.name }}")["A1"] = "='{{ person.name }}'!A1"

    return DesignMaker(designed(tmp_path_factory.mktemp("titles"), {"A1": 1}, titled), TODAY)


@settings(deadline=None)
@given(name=st.text(), other=st.text())
def test_any_text_makes_titles_that_excel_takes(two_titles: DesignMaker, name: str, other: str) -> None:
    book = load_workbook(io.BytesIO(two_titles.make(somebody(name=name, manager=Manager("1", other)))))
    first, second = book.sheetnames
    assert first.casefold() != second.casefold()
    for title in (first, second):
        assert 1 <= len(title.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[:\\/?*\[\]\x00-\x1f]|^'|'$", title)
        assert title.casefold() != "history"
    quoted = first.replace("'", "''")
    assert book[second]["A1"].value == f"='{quoted}'!A1"


def through_libreoffice(path: Path, out: Path) -> Path:
    """The workbook as LibreOffice saves it, formulas calculated."""
    out.mkdir()
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / path.name


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_what_was_made_and_its_own_workbooks_are_filled_in(tmp_path: Path) -> None:
    calculated = {
        "For O'Ann": [["Goals of Ann O'Neil"], [2.0], [19.0], [""], ["Goals of Ann O'Neilx"]],
        "Notes": [[22.0], ["A link"]],
    }
    path = designed(tmp_path, {"A1": "Goals of {{ person.name }}", "A2": 2, "A3": "=LEN(A1)"}, mentioning)
    for number, template in enumerate((path, through_libreoffice(path, tmp_path / "template"))):
        result = tmp_path / f"ann{number}.xlsx"
        result.write_bytes(made(template, somebody(first_name="O'Ann")))
        assert values(through_libreoffice(result, tmp_path / f"out{number}").read_bytes()) == calculated


def test_what_was_made_is_as_valid_as_its_template(tmp_path: Path) -> None:
    def everything(book: Workbook) -> None:
        decorated(book)
        awkward(book)
        book["Goals"]["A30"] = CellRichText("Dear ", TextBlock(InlineFont(b=True), "{{ person.first_name }}"))
        book["Notes"].title = "Notes of {{ person.id }}"
        book.properties.title = "{{ person.name }}"

    path = designed(tmp_path, {"A1": "{{ person.name }}", "D1": "Deal", "E1": "Amount"}, everything)
    result = tmp_path / "ann.xlsx"
    result.write_bytes(made(path))
    assert [*audit(result).values()] == [*audit(path).values()]
