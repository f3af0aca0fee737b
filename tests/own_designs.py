"""Companies' own workbooks as templates, made for tests, and what comes of them."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table
from python_calamine import CalamineWorkbook

from goalsheet.errors import GoalsheetError
from goalsheet.template.maker import DesignMaker
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


def awkward(book: Workbook) -> None:
    sheet = book["Goals"]
    sheet.merge_cells("A3:B4")
    sheet.add_table(Table(displayName="Deals", ref="D1:E3"))
    sheet["F1"] = ArrayFormula("F1:F2", "=A5:A6")


TITLE = "For {{ person.first_name }}"


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
