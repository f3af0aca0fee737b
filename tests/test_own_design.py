"""A company's own workbook as the template: what is filled in, and what stays to the byte."""

import datetime as dt
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook.defined_name import DefinedName
from own_designs import (
    ANN,
    MAIN,
    TODAY,
    awkward,
    decorated,
    designed,
    first_cell,
    made,
    members_of,
    mentioning,
    raw,
    refusal,
    rewritten,
    sheet_xml,
    somebody,
    titled,
    values,
)
from validators import audit

from goalsheet.errors import BadSetting, BadTemplate
from goalsheet.template.maker import DesignMaker, maker
from goalsheet.tracker.person import Manager

# --- what stays


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


@pytest.mark.slow
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
