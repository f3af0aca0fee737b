"""`goalsheet upgrade`: what people add to a workbook besides words and numbers in its cells goes over, too."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from conftest import ANNA, TODAY, sheet_part
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from validators import sdk_errors

from goalsheet.template.maker import TrackerMaker
from goalsheet.upgrade.stamping import Stamping
from goalsheet.upgrade.upgrading import Carried, Upgrade, upgrade
from goalsheet.workbook.additions import Additions
from goalsheet.workbook.comments import Comment as Remark
from goalsheet.workbook.comments import add_comments, comments_on, persons_of
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.package import rewritten

#: How workbooks say which rows to print, openpyxl does not understand.
pytestmark = [pytest.mark.filterwarnings("ignore:Print area"), pytest.mark.slow]

THREAD = (
    (
        b'<threadedComment ref="B6" dT="2026-11-02T09:30:00.00" personId="{9C4A1E0B-0000-4000-8000-000000000001}" '
        b'id="{9C4A1E0B-0000-4000-8000-00000000000A}"><text>Two &amp; a half?</text></threadedComment>'
    ),
    (
        b'<threadedComment ref="B6" dT="2026-11-03T10:00:00.00" personId="{9C4A1E0B-0000-4000-8000-000000000001}" '
        b'id="{9C4A1E0B-0000-4000-8000-00000000000B}" parentId="{9C4A1E0B-0000-4000-8000-00000000000A}">'
        b"<text>Yes</text>"
        b"</threadedComment>"
    ),
)
PERSONS = (
    b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<person displayName="Bo Ek" id="{9C4A1E0B-0000-4000-8000-000000000001}" userId="bo" providerId="None"/>'
    b"</personList>"
)


@pytest.fixture(scope="module")
def stamping() -> Stamping:
    return Stamping("career-year", TODAY)


@pytest.fixture(scope="module")
def made(maker: TrackerMaker) -> bytes:
    return maker.make(ANNA)


def upgraded(data: bytes, stamping: Stamping, folder: Path) -> Upgrade:
    path = folder / "Anna.xlsx"
    path.write_bytes(data)
    found = upgrade(path, stamping, again=True)
    assert found
    return found


def opened(found: Upgrade, folder: Path) -> Workbook:
    """The new workbook, in which the Open XML SDK finds no error."""
    path = folder / "upgraded.xlsx"
    path.write_bytes(found.data)
    assert sdk_errors(path) == []
    return openpyxl.load_workbook(io.BytesIO(found.data))


def changed(data: bytes, sheet: str, changes: dict[str, str]) -> bytes:
    """The workbook in which that XML of a sheet is other XML."""
    book = OpenedWorkbook(Path("made.xlsx"), data)
    xml = book.part(sheet_part(sheet)).decode()
    for old, new in changes.items():
        xml, count = re.subn(old, new, xml, count=1)
        assert count == 1, old
    return rewritten(book.members, {sheet_part(sheet): xml.encode()})


def test_comments_stand_where_their_cells_are(made: bytes, stamping: Stamping, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    told = {("Goals", "B6"): "Really?\nI <doubt> it", ("Goals", "B5"): "A title", ("Actions", "N7"): "Beside"}
    for (sheet, cell), text in told.items():
        book[sheet][cell].comment = Comment(text, "Bo & Ann")
    data = io.BytesIO()
    book.save(data)
    found = upgraded(data.getvalue(), stamping, tmp_path)
    assert (found.losses, found.carried) == ((), Carried(comments=3))
    after = opened(found, tmp_path)
    comments = {place: after[place[0]][place[1]].comment for place in told}
    assert {place: (one.text, one.author) for place, one in comments.items()} == {
        place: (text, "Bo & Ann") for place, text in told.items()
    }


def test_a_thread_of_comments_keeps_its_answers(made: bytes, stamping: Stamping, tmp_path: Path) -> None:
    before = OpenedWorkbook(Path("made.xlsx"), made)
    additions = Additions(before.members)
    said = Remark("B6", b"tc={9C4A1E0B-0000-4000-8000-00000000000A}", b"<text><t>Two &amp; a half?</t></text>", THREAD)
    add_comments(additions, sheet_part("Goals"), [said], PERSONS)
    found = upgraded(rewritten(before.members, additions.changes), stamping, tmp_path)
    assert (found.losses, found.carried) == ((), Carried(comments=1))
    opened(found, tmp_path)
    after = OpenedWorkbook(Path("upgraded.xlsx"), found.data)
    assert comments_on(after.members, sheet_part("Goals")) == [said]
    assert persons_of(after.members) == PERSONS


def test_formulas_of_somebodys_own_look_at_the_same_cells(made: bytes, stamping: Stamping, tmp_path: Path) -> None:
    goals = {r'<c r="K6"( s="\d+")[^>]*?(?:/>|></c>)': r'<c r="K6"\1><f>2*I6+SUM(I$6:I$9)</f><v>12</v></c>'}
    own = r'<c r="N7" t="str"><f aca="false">Goals!$B$6&amp;" &lt;b&gt; A1"</f><v>x</v></c>'
    beside = {r'(<row r="7"[^>]*>.*?)</row>': rf"\1{own}</row>"}
    found = upgraded(changed(changed(made, "Goals", goals), "Actions", beside), stamping, tmp_path)
    assert ([str(loss) for loss in found.losses], found.carried) == ([], Carried(formulas=2))
    after = opened(found, tmp_path)
    assert after["Goals"]["K6"].value == "=2*I6+SUM(I$6:I$9)"
    assert after["Actions"]["N7"].value == "='Goals'!$B$6&\" <b> A1\""
    results = openpyxl.load_workbook(io.BytesIO(found.data), data_only=True)
    assert (results["Goals"]["K6"].value, results["Actions"]["N7"].value) == (12, "x")


@pytest.mark.parametrize(
    "formula",
    ["SUM(H:H)", "INDIRECT(&quot;B6&quot;)", "[1]Sheet1!A1", "Table9[Due]", "Lists!A2", "'My notes'!A1", "my_rate*2"],
)
def test_a_formula_that_looks_elsewhere_keeps_the_workbook_as_it_is(
    formula: str, made: bytes, stamping: Stamping, tmp_path: Path
) -> None:
    xml = {r'(<row r="7"[^>]*>.*?)</row>': rf'\1<c r="N7"><f>{formula}</f><v>1</v></c></row>'}
    found = upgraded(changed(made, "Actions", xml), stamping, tmp_path)
    assert [str(loss) for loss in found.losses] == [
        "Actions!N7: a formula of your own stands here that cannot be taken over. Put its value in its place."
    ]


def test_columns_and_rows_made_larger_stay_so(made: bytes, stamping: Stamping, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    goals = book["Goals"]
    goals.column_dimensions["B"].width, goals.column_dimensions["J"].width = 90, 3
    goals.row_dimensions[7].height = 120
    data = io.BytesIO()
    book.save(data)
    found = upgraded(data.getvalue(), stamping, tmp_path)
    assert (found.losses, found.carried) == ((), Carried(sizes=2))
    after = opened(found, tmp_path)["Goals"]
    assert after.column_dimensions["B"].width == 90
    assert after.column_dimensions["J"].width > 3
    assert (after.row_dimensions[7].height, after.row_dimensions[8].height) == (120, goals.row_dimensions[8].height)
