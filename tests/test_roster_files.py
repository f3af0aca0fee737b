"""Files of every kind that HR sends: encodings, delimiters, workbooks, and what is no table at all."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.errors import BadRoster, CannotRead
from goalsheet.roster.delimited import DELIMITERS, read_rows, read_text
from goalsheet.roster.meaning import count_known
from goalsheet.roster.people import Roster, read_roster

TODAY = dt.date(2026, 1, 15)


def read(folder: Path, data: bytes, name: str = "people.csv") -> Roster:
    path = folder / name
    path.write_bytes(data)
    return read_roster(path, today=TODAY)


def save_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_any_usual_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["Id", "Name", "Note"], ["1", "Lopez, Ana", "1,5"], ["2", "Chen, Bo", "2;5|3"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    roster = read(tmp_path, text.getvalue().encode())
    assert [(person.name, person.extra["Note"]) for person in roster.people] == [
        ("Ana Lopez", "1,5"),
        ("Bo Chen", "2;5|3"),
    ]


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-32", ""),
        ("utf-16-le", "people.csv is in UTF-16 without a mark that says so."),
        ("utf-16-be", "people.csv is in UTF-16 without a mark that says so."),
        (
            "cp1252",
            (
                "people.csv is not UTF-8 and was read as Windows text (cp1252). "
                "If accented letters look wrong, save it as “CSV UTF-8” and try again."
            ),
        ),
    ],
)
def test_any_usual_encoding_is_found(tmp_path: Path, encoding: str, note: str) -> None:
    roster = read(tmp_path, "Id;Name;Email;Manager\r\n1;José Núñez;;\r\n".encode(encoding))
    assert (roster.people[0].name, "".join(roster.notes)) == ("José Núñez", note)


def test_exports_pasted_together_are_decoded_line_by_line(tmp_path: Path) -> None:
    roster = read(tmp_path, b"Id;Name;Email;Manager\n1;Jos\xe9;;\n2;Zo\xc3\xab;;\n")
    assert [person.name for person in roster.people] == ["José", "Zoë"]
    assert roster.notes == (
        (
            "people.csv is partly UTF-8 and partly Windows text (from line 2 on). "
            "If accented letters look wrong, save it as “CSV UTF-8” and try again."
        ),
    )


def test_excels_own_line_about_the_delimiter_is_obeyed_and_not_counted(tmp_path: Path) -> None:
    roster = read(tmp_path, b"sep=;\r\nId;Name\r\n1;Ana\r\n1;Bo\r\n")
    assert [problem.where for problem in roster.problems] == ['people.csv, row 3, column "Id"']


def test_quoted_cells_may_hold_anything(tmp_path: Path) -> None:
    roster = read(tmp_path, b'Id, "Name", "Note"\n1, "Lopez, Ana", "says ""hi"",\r\ntwice"\n')
    assert (roster.people[0].name, roster.people[0].extra["Note"]) == ("Ana Lopez", 'says "hi",\r\ntwice')


def test_a_quotation_mark_left_open_is_found(tmp_path: Path) -> None:
    with pytest.raises(BadRoster) as error:
        read(tmp_path, b'Id,Name\n1,"Ana\n2,Bo\n')
    assert str(error.value) == (
        "people.csv cannot be split into rows.\n"
        "  people.csv, row 2: a quotation mark is opened in this row and never closed. "
        'Close it, or take it out; inside a quoted cell write "" for ".'
    )


def test_a_quotation_mark_that_swallows_people_is_found(tmp_path: Path) -> None:
    with pytest.raises(BadRoster) as error:
        read(
            tmp_path,
            b'Id,Name,Job\n1,"Ana "the boss" Ruiz",CEO\n2,"Bo,x\n3,Cy,x\n4,"Di",x\n5,"Ed\nEy",x\n6,"Flo,x\n7,"Gus",x\n',
        )
    swallowed = "a quotation mark is opened in this row and closed {} further down, so that they run together. "
    cure = 'Close it, or take it out; inside a quoted cell write "" for ".'
    assert str(error.value) == (
        "people.csv cannot be split into rows.\n"
        f"  people.csv, row 3: {swallowed.format('2 lines')}{cure}\n"
        f"  people.csv, row 5: {swallowed.format('1 line')}{cure}"
    )


def test_rows_that_are_quoted_as_a_whole_are_read(tmp_path: Path) -> None:
    roster = read(tmp_path, b'"Id,Name,Email,Manager"\r\n"1,""Ruiz, Ana"",a@x.com,"\r\n')
    assert [(person.id, person.name) for person in roster.people] == [("1", "Ana Ruiz")]
    assert roster.notes == ("Each row of people.csv stands in quotation marks as a whole; they were taken off.",)


@pytest.mark.parametrize(
    "data", [b";;;\r\n;;;\r\n", b",,\n", b"\n\n,,\n", b'";;"\n";;"\n', b"|||\n|||\n", b"\t\t\n", b'""\n']
)
def test_a_list_of_nothing_but_delimiters_is_empty(data: bytes, tmp_path: Path) -> None:
    with pytest.raises((BadRoster, CannotRead), match=r"people\.csv is empty"):
        read(tmp_path, data)


def test_columns_that_end_in_nothing_are_no_columns(tmp_path: Path) -> None:
    roster = read(tmp_path, b"Id;Name;Email;Manager;;;\n1;Ana;;;;;\n")
    assert ([guess.header for guess in roster.columns], roster.problems) == (["Id", "Name", "Email", "Manager"], ())


def test_a_workbook_is_read_as_people_see_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["People 2026"],
        [],
        ["Id", "Name", "Hire date", "Email", "Manager ID", "Level", "Since", "Remote"],
        [7, "Ana Lopez", dt.date(2020, 2, 3), "ana@company.com", None, 1.5, dt.datetime(2020, 1, 2, 3, 4), True],  # noqa: DTZ001  Excel knows no zones
        ["008", "Bo\nChen", "04.05.2021", "bo@company.com", 7, None, None, False],
    ]
    roster = read_roster(save_workbook(tmp_path / "people.xlsx", {"Staff": rows}), today=TODAY)
    assert [(p.id, p.name, p.start_date, p.manager.name, list(p.extra.values())[:3]) for p in roster.people] == [
        ("7", "Ana Lopez", dt.date(2020, 2, 3), "", ["1.5", "2020-01-02 03:04:00", "TRUE"]),
        ("008", "Bo Chen", dt.date(2021, 5, 4), "Ana Lopez", ["", "", "FALSE"]),
    ]
    assert (roster.problems, roster.notes) == ((), ("The headers are in row 3; what stands above them was skipped.",))


@pytest.mark.parametrize(
    ("shown", "code", "value"),
    [
        ("00123", "00000", 123),
        ("123-456", "000-000", 123456),
        ("012-34", "000\\-00;[Red]-000\\-00", 1234),
        ("E0042", '"E"0000', 42),
        ("P 007", "\\P\\ 000", 7.0),
        ("1234567", "0000", 1234567),
        ("7", "0", 7),
        ("7", "General", 7),
        ("1001", "#,##0", 1001),
        ("7", "0.00", 7),
        ("-7", "0000", -7),
        ("A7", "0000", "A7"),
    ],
)
def test_a_number_with_leading_zeros_is_read_as_excel_shows_it(
    tmp_path: Path, shown: str, code: str, value: object
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "R&D <1>"
    for row in (
        [],
        [None, "People 2026"],
        [None, "Id", "Name", "Manager"],
        [None, value, "Ana", None],
        [None, 9, "Bo", value],
    ):
        sheet.append(row)
    sheet["B4"].number_format = sheet["D5"].number_format = code
    book.save(tmp_path / "people.xlsx")
    roster = read_roster(tmp_path / "people.xlsx", today=TODAY)
    assert [(person.id, person.manager.id) for person in roster.people] == [(shown, ""), ("9", shown)]


def test_the_first_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Read me": [["This file lists our people."]],
        "Staff": [["Id", "Name", "Email", "Manager"], [7, "Ana", None, None]],
        "Old": [["Id", "Name"], [8, "Bo"]],
    }
    roster = read_roster(save_workbook(tmp_path / "people.xlsm", sheets), today=TODAY)
    assert [person.name for person in roster.people] == ["Ana"]
    assert roster.notes == ("people.xlsm has 3 sheets; “Staff” was read.",)


def test_a_workbook_of_libreoffice_is_read(tmp_path: Path) -> None:
    spaces = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
    rows = [["Id", "Name"], ["007", "Ana"]]
    cells = [
        "".join(f"<table:table-cell office:value-type='string'><text:p>{c}</text:p></table:table-cell>" for c in row)
        for row in rows
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    with zipfile.ZipFile(tmp_path / "people.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {' '.join(map(spaces.format, ('office', 'table', 'text')))}><office:body>"
            f"<office:spreadsheet><table:table table:name='Staff'>{table}</table:table></office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    roster = read_roster(tmp_path / "people.ods", today=TODAY)
    assert [(person.id, person.name) for person in roster.people] == [("007", "Ana")]


def test_a_workbook_is_known_by_what_it_holds(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "people.xlsx", {"Staff": [["Id", "Name"], [7, "Ana"]]})
    roster = read_roster(path.rename(tmp_path / "people.csv"), today=TODAY)
    assert [person.id for person in roster.people] == ["7"]


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRoster, match=r"people\.xlsx is empty"):
        read_roster(save_workbook(tmp_path / "people.xlsx", {"Staff": []}), today=TODAY)


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xls", OLD_OFFICE, "a.xls is an old Excel file (.xls). Open it in Excel and save it as .xlsx."),
        (
            "a.xlsx",
            OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx is protected by a password. Open it in Excel and save a copy without one.",
        ),
        ("a.xlsx", b"", "a.xlsx is damaged or not a workbook. Open it in Excel and save it again as .xlsx."),
        ("a.xlsx", b"PK\x03\x04 and no more", "a.xlsx is damaged or not a workbook ("),
        ("a.xls", b"<html><table>", "a.xls is a web page or XML, not a table. Open it in Excel and save it as .xlsx."),
        (
            "a.csv",
            bytes(range(256)) * 9,
            "a.csv is not a table: it is not text in any usual encoding. In Excel, choose ",
        ),
        ("a.csv", b"%PDF-1.7 \x01\x02\x03" * 99, "a.csv is not a table: it does not hold readable text. In Excel, "),
    ],
)
def test_what_is_no_table_is_refused_with_the_way_out(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    with pytest.raises(CannotRead) as error:
        read(tmp_path, data, name)
    assert str(error.value).startswith(message)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "people.csv").touch()
    with pytest.raises(CannotRead) as missing:
        read_roster(tmp_path / "poeple.csv", today=TODAY)
    with pytest.raises(CannotRead) as folder:
        read_roster(tmp_path, today=TODAY)
    assert str(missing.value) == f'There is no file {tmp_path / "poeple.csv"}. Did you mean "people.csv"?'
    assert str(folder.value) == f"{tmp_path} is a folder. Give the file that lists the people."


HEADER = ["Employee ID", "Full Name", "Work Email"]
cells = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: text.lstrip(" "))


@given(
    rows=st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8),
    delimiter=st.sampled_from(list(DELIMITERS)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_whatever_a_program_writes_as_csv_reads_back_the_same(
    rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([HEADER, *rows])
    grid, _ = read_rows(text.getvalue().encode(encoding).decode(encoding), "a.csv", lambda row: count_known(row, {}))
    assert grid == [HEADER, *rows]


printable = st.text(st.characters(exclude_categories=["C"]))


@given(text=printable, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_text_with_a_mark_or_in_utf_8_is_decoded_as_it_was_encoded(text: str, encoding: str) -> None:
    assert read_text(text.encode(encoding), "a.csv") == (text, ())
