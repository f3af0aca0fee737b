"""Cells of a list in which a formula failed: said with their place, never taken for blanks or for text."""

import datetime as dt
from pathlib import Path

import openpyxl
from packing import packed

from goalsheet.roster.people import Roster, read_roster
from goalsheet.workbook.package import read_members

TODAY = dt.date(2026, 1, 15)
CURE = "Mend the formula, or type the value; clear the cell if there is none."


def read_workbook(folder: Path, rows: list[list[object]]) -> Roster:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(folder / "people.xlsx")
    return read_roster(folder / "people.xlsx", today=TODAY)


def told(roster: Roster) -> list[str]:
    return [str(problem) for problem in roster.problems]


def test_an_error_in_a_workbook_is_a_problem_with_its_place(tmp_path: Path) -> None:
    roster = read_workbook(
        tmp_path,
        [
            ["ID", "Name", "Email", "Manager", "Cost center"],
            ["1", "Ana Lopez", "ana@company.com", None, "C1"],
            ["2", "#REF!", "#N/A", "#N/A", "#DIV/0!"],
            ["#N/A", "#N/A", "#N/A", "#N/A", "#N/A"],
        ],
    )
    assert told(roster) == [
        f'people.xlsx, row 3, column "Name": the error #REF! stands here. {CURE}',
        f'people.xlsx, row 3, column "Email": the error #N/A stands here. {CURE}',
        f'people.xlsx, row 3, column "Manager": the error #N/A stands here. {CURE}',
        f'people.xlsx, row 3, column "Cost center": the error #DIV/0! stands here. {CURE}',
        *(
            f'people.xlsx, row 4, column "{header}": the error #N/A stands here. {CURE}'
            for header in ("ID", "Name", "Email", "Manager", "Cost center")
        ),
    ]
    assert [person.name for person in roster.people] == ["Ana Lopez"]


def test_errors_are_found_however_a_program_writes_its_cells(tmp_path: Path) -> None:
    read_workbook(tmp_path, [["ID", "Name"], ["1", "Ana Lopez"], ["2", "#N/A"]])
    members = read_members((tmp_path / "people.xlsx").read_bytes(), "people.xlsx")
    sheet = members["xl/worksheets/sheet1.xml"]
    failed = b'<c r="B3" t="e"><v>#N/A</v></c>'
    assert failed in sheet
    for other in (
        b'<c r="B3" s="0" t="e"><f>VLOOKUP(A3,Z:Z,1,0)</f><v>#N/A</v></c>',
        b"<c t='e' r='B3' ><f t=\"shared\" si=\"0\"/>\n<v>#N/A</v></c>",
    ):
        changed = packed(members | {"xl/worksheets/sheet1.xml": sheet.replace(failed, other)})
        (tmp_path / "people.xlsx").write_bytes(changed)
        roster = read_roster(tmp_path / "people.xlsx", today=TODAY)
        assert told(roster) == [f'people.xlsx, row 3, column "Name": the error #N/A stands here. {CURE}']


def test_an_error_where_nobody_looks_is_no_problem(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ID", "Name", "Salary", "Status"], ["1", "Ana Lopez", "#N/A", None]]
    roster = read_workbook(tmp_path, [*rows, ["2", "#N/A", None, "Terminated"]])
    assert told(roster) == []
    assert [person.name for person in roster.people] == ["Ana Lopez"]


def test_an_error_in_a_text_file_is_a_problem_and_what_is_not_available_a_blank_with_a_note(tmp_path: Path) -> None:
    text = "ID,Name,Email,Manager\n1,Ana Lopez,#N/A,\n2,#¡REF!,#N/A,#NAME?\n3,Bo Chen,bo@company.com,#N/A\n4,#1 Bo,,\n"
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    roster = read_roster(tmp_path / "people.csv", today=TODAY)
    assert told(roster) == [
        f'people.csv, row 3, column "Name": the error #¡REF! stands here. {CURE}',
        f'people.csv, row 3, column "Manager": the error #NAME? stands here. {CURE}',
    ]
    assert roster.notes == (
        '“#N/A” in 2 cells of the column "Email" (rows 2 and 3) was read as a blank.',
        '“#N/A” in 1 cell of the column "Manager" (row 4) was read as a blank.',
    )


def test_formulas_that_nobody_has_worked_out_yet_are_named(tmp_path: Path) -> None:
    """Programs other than Excel may write a formula without its result: such a row looks empty."""
    last: list[object] = ["=A2+1", '=""&"Bo Chen"', "bo@company.com"]
    roster = read_workbook(tmp_path, [["ID", "Name", "Email"], ["1", "Ana Lopez", "ana@company.com"], last])
    assert roster.notes[0] == (
        "people.xlsx: 2 formulas have no result yet (A3 and B3), so blanks were read there. "
        "Open it in Excel, save it, and run this again."
    )


def test_a_formula_that_gives_an_empty_text_has_a_result(tmp_path: Path) -> None:
    read_workbook(tmp_path, [["ID", "Name"], ["1", "Ana Lopez"], ["2", "#N/A"]])
    members = read_members((tmp_path / "people.xlsx").read_bytes(), "people.xlsx")
    sheet = members["xl/worksheets/sheet1.xml"]
    given = b'<c r="B3" t="str"><f>IF(1=1,"",2)</f><v></v></c>'
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'<c r="B3" t="e"><v>#N/A</v></c>', given)
    (tmp_path / "people.xlsx").write_bytes(packed(members))
    assert [note for note in read_roster(tmp_path / "people.xlsx", today=TODAY).notes if "formula" in note] == []
