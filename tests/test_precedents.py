"""What formulas look at, so that it is known whose stored results are no longer true."""

import pytest

from goalsheet.layout.places import CellPlace
from goalsheet.layout.references import Reference
from goalsheet.layout.room import address
from goalsheet.workbook.dependents import affected
from goalsheet.workbook.precedents import ALL_COLUMNS, ALL_ROWS, Precedents

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAMES = [
    ("due", "'Goals'!$B$2:$B$9"),
    ("ids", "Goals!$A$2:$A$9+SUM(due)"),
    ("anywhere", 'INDIRECT("A"&1)'),
    ("round", "round+1"),
]
BOOK = Precedents(NAMES, {"Steps": Reference("steps", range(4, 9), range(1, 4))})


def shown(reference: Reference) -> str:
    first = address(reference.rows.start, reference.columns.start)
    last = address(reference.rows.stop - 1, reference.columns.stop - 1)
    return f"{reference.sheet}!{first}:{last}".removesuffix(f":{first}")


@pytest.mark.parametrize(
    ("formula", "areas"),
    [
        ("1+2", []),
        ('IF(TRUE,"A1","#REF!")', []),
        ('"(at 18:00): see(5) """&A1&": N(x)"', ["here!A1"]),
        ("A1+$B$2", ["here!A1", "here!B2"]),
        ("SUM($C$3:A1)", ["here!A1:C3"]),
        ("Goals!A1+'Anna''s goals'!$A$1:$A$2", ["anna's goals!A1:A2", "goals!A1"]),
        ("SUM(due)", ["goals!B2:B9"]),
        ("DUE", ["goals!B2:B9"]),
        ("ids", ["goals!A2:A9", "goals!B2:B9"]),
        ("Steps[[#This Row],[Due]]&Steps[Due]", ["steps!A4:C8"]),
        ("INDEX(due,3)+INDEX(due,9)", ["goals!B2:B9", "goals!B4"]),
        ("SUM(INDEX(due,2):INDEX(due,4))", ["goals!B2:B9"]),
        ("INDEX(due,A1)+INDEX(none,2)", ["goals!B2:B9", "here!A1"]),
        ("Unknown[Due]+no_such_name+[1]!x+'[2]Other'!A1", []),
        ("LOG10(5)+1E5", []),
        ("Sheet!B:C", [shown(Reference("sheet", ALL_ROWS, range(2, 4)))]),
        ("2:3", [shown(Reference("here", range(2, 4), ALL_COLUMNS))]),
    ],
)
def test_a_formula_looks_at_what_its_text_names(formula: str, areas: list[str]) -> None:
    looks = BOOK.of(formula, "here")
    assert (sorted(map(shown, looks.areas)), looks.everywhere) == (areas, False)


@pytest.mark.parametrize(
    "formula", ['INDIRECT("A1")', "SUM(OFFSET(A1,1,1))", "anywhere", "round", "[[#This Row],Key]*2"]
)
def test_where_the_text_does_not_tell_it_is_everywhere(formula: str) -> None:
    assert BOOK.of(formula, "here").everywhere


def sheet(**formulas: str) -> bytes:
    cells = "".join(f'<row r="{c[1:]}"><c r="{c}"><f{f}</f><v>1</v></c></row>' for c, f in formulas.items())
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def stale(sheets: dict[str, bytes], *cells: str) -> list[str]:
    places = [CellPlace(*cell.split("!")) for cell in cells]
    return sorted(f"{formula.sheet}!{formula.reference}" for formula in affected(sheets, BOOK, places))


def test_results_are_stale_as_far_around_as_formulas_look() -> None:
    sheets = {
        "Goals": sheet(C2=">B2*2", C3=">B3*2", D9=">SUM(C2:C3)", E1=">TODAY()"),
        "Other": sheet(A1=">Goals!D9", A2=">A1", A3=">due", A4=">Steps[x]", A5='>INDIRECT("x")', A6=">Goals!E1"),
    }
    assert stale(sheets, "Goals!B2") == ["Goals!C2", "Goals!D9", *(f"Other!A{row}" for row in (1, 2, 3, 5))]
    assert stale(sheets, "Goals!T20") == ["Other!A5"]
    assert stale(sheets, "Steps!A5") == ["Other!A4", "Other!A5"]


def test_what_stands_in_texts_is_no_formula() -> None:
    assert stale({"S": sheet(B1='>"INDIRECT(A1): "&amp;C1', B2=">&quot;A1:B1&quot;", B3=">C1")}, "S!A1") == []


def test_what_fills_several_cells_makes_all_of_them_new() -> None:
    sheets = {"S": sheet(B1=' t="array" ref="B1:B3">A1:A3', C9=">B3", D9=' t="dataTable" ref="D9:D10" r1="Z1">')}
    assert stale(sheets, "S!A2") == ["S!B1", "S!C9", "S!D9"]


def test_a_shared_formula_moves_its_references() -> None:
    shared = {"B1": ' t="shared" ref="B1:B3" si="0">A1', "B3": ' t="shared" si="0">'}
    assert stale({"S": sheet(**shared)}, "S!A3") == ["S!B1", "S!B3"]


def test_the_same_formula_looks_elsewhere_in_a_workbook_whose_names_lead_elsewhere() -> None:
    sheets = {"Goals": sheet(C2=">SUM(due)")}
    other = Precedents([("due", "Goals!$Z$1")], {})
    assert stale(sheets, "Goals!B2") == ["Goals!C2"]
    assert affected(sheets, other, [CellPlace("Goals", "B2")]) == []
    assert [formula.reference for formula in affected(sheets, other, [CellPlace("Goals", "Z1")])] == ["C2"]


def test_formulas_are_found_however_their_cells_are_written() -> None:
    rows = '<row r="1"><c s="1" r="B1"><f>A1</f></c><c r="C1"\n><f>A1</f></c><c><f>C1</f><v/></c><c><v>2</v></c></row>'
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    assert stale({"S": xml}, "S!A1") == ["S!B1", "S!C1", "S!D1"]
