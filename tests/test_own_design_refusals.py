"""Which cells of a company's own workbook cannot be filled in, and which files are no templates: said in one line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import compound
from own_designs import ANN, MAIN, TODAY, awkward, designed, made, raw, refusal, rewritten

from goalsheet.errors import BadTemplate, CannotRead
from goalsheet.template.maker import DesignMaker

# --- which cells cannot be filled in


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


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        ("=SUM((", "cannot be read: a bracket is not closed"),
        ("=SUM(A2))", "cannot be read: a quotation mark or a bracket is missing"),
        ('="abc', "cannot be read: a quotation mark or a bracket is missing"),
        ("=1+", "cannot be read: something is missing at its end"),
        ("=SUM(#REF!)", "points to cells that are gone (#REF!)"),
        ("=Goals!#REF!", "points to cells that are gone (#REF!)"),
        ("=Plan!A1", "points to a sheet that is not there (Plan)"),
        ("=SUM('Goals:My ''own'' plan'!A1)", "points to a sheet that is not there (My 'own' plan)"),
    ],
)
def test_a_formula_that_excel_cannot_work_out_is_named(formula: str, what: str, tmp_path: Path) -> None:
    assert refusal(designed(tmp_path, {"A1": "{{ person.name }}", "A3": formula})) == (
        f"company.xlsx has 1 problem.\n  company.xlsx, sheet Goals, cell A3: the formula {formula} {what}. "
        "Mend it in Excel, and save the workbook."
    )


@pytest.mark.parametrize(
    "formula",
    [
        "=-A1%",
        '=IF(A1>0,"it\'s ( open",)',
        "=goals!$A$1:B2",
        "=[1]Plan!A1",
        "='C:\\x\\[Other.xlsx]Plan'!A1",
        "=Goals!A1:Goals!B2",
        "=SUM({1,2;3,4})",
        "=Table1[[#This Row],[x]]",
        "=A1 A:A",
        "=IFERROR(#N/A,NoSuchName)",
    ],
)
def test_other_formulas_are_taken_as_they_are(formula: str, tmp_path: Path) -> None:
    assert made(designed(tmp_path, {"A1": "{{ person.name }}", "A3": formula}))


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


@pytest.mark.slow
def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = rewritten(designed(tmp_path, {"A1": "{{ person.id }}"}), {"xl/media/x.png": bytes(450_000_000)})
    assert refusal(path) == "company.xlsx unpacks to more than 400 MB. That is no goal workbook."


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx") == (
        f"{tmp_path / 'none.xlsx'}: No such file or directory. Check the path of the template."
    )
