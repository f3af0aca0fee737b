"""`goalsheet upgrade`: what people put into a workbook is in the new one, or the old one stays as it is."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command import goalsheet
from conftest import ANNA, TODAY, Office, sheet_part
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from packing import packed
from validators import sdk_errors

from goalsheet.layout.last_state import LastState, cells, read
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Kind, table
from goalsheet.tracker.tracker import TABLES
from goalsheet.upgrade.stamping import Stamping
from goalsheet.upgrade.upgrading import Upgrade, open_tracker, upgrade
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.package import read_members
from goalsheet.workbook.setting import set_cells
from goalsheet.workbook.settings_sheet import read_self_description, settings_sheet

#: How workbooks say which rows to print, openpyxl does not understand.
pytestmark = [pytest.mark.filterwarnings("ignore:Print area"), pytest.mark.slow]

FORMER = Path(__file__).parent / "data" / "former - goals.xlsx"
NAME = "Aisha Rahman - goals.xlsx"
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff56c7d9b50000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def stamping() -> Stamping:
    return Stamping("career-year", TODAY)


@pytest.fixture(scope="module")
def made(maker: TrackerMaker) -> bytes:
    """A workbook of today's version."""
    goals = (Goal(id="G01", statement="Write the handbook", measure="Increase", target=10.0, evidence="Pages"),)
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=goals, actions=())
    return maker.make_from(tracker)


@pytest.fixture(scope="module")
def pristine(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file."""
    path = tmp_path_factory.mktemp("made") / "made.xlsx"
    path.write_bytes(made)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(FORMER, tmp_path / NAME)
    return tmp_path


def run(folder: Path, *more: str) -> tuple[int, str, str]:
    done = goalsheet("upgrade", ".", *more, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def by_titles(path: Path, sheet: str, row: int) -> dict[str, list[object]]:
    """What openpyxl finds below each title of a sheet."""
    found = openpyxl.load_workbook(path)[sheet]
    columns = {str(cell.value): cell.column for cell in found[row] if cell.value}
    return {
        title: [found.cell(number, column).value for number in range(row + 1, row + 45)]
        for title, column in columns.items()
    }


def test_a_former_workbook_becomes_one_of_today(folder: Path) -> None:
    code, said, wrong = run(folder)
    name, kept, new, moved, before, count = said.splitlines()
    assert (code, wrong) == (0, "")
    assert (name, kept) == (
        f"{NAME}: career-year 1.0, as it is made now",
        "  kept:   Goals 10, Actions 9, Check-ins 40",
    )
    assert new.startswith("  new:    sheet Vision; sheet Vision board; sheet Mind map; sheet Feedback; sheet Rewards; ")
    assert new.endswith("; on Actions Value by then")
    assert moved.startswith("  moved:  Goals: ")
    assert (before, count) == ("  before: Aisha Rahman - goals (backup 1).xlsx", "Upgraded 1 of 1 workbook.")
    assert (folder / "Aisha Rahman - goals (backup 1).xlsx").read_bytes() == FORMER.read_bytes()


@pytest.mark.parametrize(("sheet", "row"), [("Goals", 5), ("Actions", 4), ("Check-ins", 4)])
def test_openpyxl_finds_below_each_title_what_stood_there_before(folder: Path, sheet: str, row: int) -> None:
    run(folder)
    old, new = by_titles(FORMER, sheet, row), by_titles(folder / NAME, sheet, row)
    computed = {column.title for of in TABLES if of.title == sheet for column in of.columns if column.computed}
    assert old.keys() <= new.keys()
    assert {title: new[title] for title in old.keys() - computed} == {
        title: old[title] for title in old.keys() - computed
    }


def by_openpyxl(data: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody edited it with another program."""
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upgraded(data: bytes, stamping: Stamping, folder: Path) -> Upgrade:
    path = folder / "Anna.xlsx"
    path.write_bytes(data)
    found = upgrade(path, stamping, again=True)
    assert found
    return found


def opened(found: Upgrade) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(found.data), rich_text=True)


def told(found: Upgrade) -> list[str]:
    return [str(problem) for problem in found.losses]


def test_a_workbook_of_the_newest_version_is_left_alone(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "Anna.xlsx").write_bytes(made)
    assert run(tmp_path) == (0, "Anna.xlsx is of the newest version already.\nUpgraded 0 of 1 workbook.\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["Anna.xlsx"]


def test_with_again_a_workbook_that_nobody_edited_comes_out_as_it_is_made(
    made: bytes, stamping: Stamping, tmp_path: Path
) -> None:
    found = upgraded(made, stamping, tmp_path)
    assert (found.losses, found.notes, found.carried.drawn, found.carried.formatted) == ((), 0, 0, 0)
    before, after = read_members(made, "before"), read_members(found.data, "after")
    assert {part for part in before if before[part] != after[part]} <= {sheet_part("Start")}  # what to call the person


def test_notes_formats_links_and_words_set_apart_go_over(made: bytes, stamping: Stamping, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        goals, actions = book["Goals"], book["Actions"]
        goals["B6"].font = Font(name="Calibri", size=10, bold=True, color="00C00000")
        goals["B6"].fill = PatternFill("solid", fgColor="00FFFF00")
        goals["K6"].hyperlink = "https://example.com/?a=1&b=2"
        actions["N7"] = "Ask Bo on Monday"
        actions["N8"] = 0.25
        actions["N8"].number_format = "0.0%"
        actions["P8"] = "In red"
        actions["P8"].font = Font(color="00C00000")

    found = upgraded(by_openpyxl(made, edit), stamping, tmp_path)
    assert told(found) == []
    assert (found.notes, found.carried.formatted) == (3, 1)
    goals, actions = opened(found)["Goals"], opened(found)["Actions"]
    assert (goals["B6"].font.b, goals["B6"].font.color.rgb, goals["B6"].fill.fgColor.rgb) == (
        True,
        "00C00000",
        "00FFFF00",
    )
    assert goals["B6"].protection.locked is False
    assert goals["B8"].fill.fgColor.rgb != "00FFFF00"
    assert goals["K6"].hyperlink.target == "https://example.com/?a=1&b=2"
    assert (actions["N7"].value, actions["N8"].value, actions["N8"].number_format) == ("Ask Bo on Monday", 0.25, "0.0%")
    assert (actions["P8"].value, actions["P8"].font.color.rgb) == ("In red", "00C00000")


def test_what_has_no_place_keeps_the_workbook_as_it_is_and_is_named_all_at_once(made: bytes, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book.create_sheet("My <notes>")["A1"] = "Mine"
        book.defined_names["my_rate"] = DefinedName("my_rate", attr_text="Goals!$B$6")
        book["Goals"]["J6"] = "=1+1"
        book["Actions"]["B9"] = "typed over"
        book["Actions"]["N7"] = "=SUM(Goals!H6:H9)"
        book["Goals"]["D9"] = None

    data = by_openpyxl(made, edit)
    (tmp_path / "Anna.xlsx").write_bytes(data)
    code, said, wrong = run(tmp_path, "--again")
    assert (code, said) == (2, "Upgraded 0 of 1 workbook.\n")
    assert wrong.splitlines() == [
        "Error: Anna.xlsx stays as it is: 5 problems keep it from going over whole.",
        '  Actions!B9: "typed over" stands over the formula of "Goal". Delete it, or write it into another column.',
        "  Actions!N7: a formula of your own stands here that cannot be taken over. Put its value in its place.",
        "  Goals!J6: a formula of your own stands here that cannot be taken over. Put its value in its place.",
        '  name "my_rate": it is your own, for Goals!$B$6. Delete it in the Name Manager.',
        '  sheet "My <notes>": it is your own. Move it into a workbook of its own.',
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["Anna.xlsx"]
    assert (tmp_path / "Anna.xlsx").read_bytes() == data


def test_what_is_to_be_left_behind_stands_in_the_backup(made: bytes, tmp_path: Path) -> None:
    data = by_openpyxl(made, lambda book: book.create_sheet("Mine"))
    (tmp_path / "Anna.xlsx").write_bytes(data)
    code, said, wrong = run(tmp_path, "--again", "--leave-behind")
    assert (code, wrong) == (1, 'Left behind: sheet "Mine": it is your own.\n')
    assert said.splitlines()[-2:] == ["  before: Anna (backup 1).xlsx", "Upgraded 1 of 1 workbook."]
    assert (tmp_path / "Anna (backup 1).xlsx").read_bytes() == data


def test_a_dry_run_writes_nothing_and_a_damaged_file_keeps_no_other_back(folder: Path) -> None:
    (folder / "Bo.xlsx").write_bytes(b"PK, but no workbook")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    code, said, wrong = run(folder, "--dry-run")
    assert code == 2
    assert said.splitlines()[-1] == "1 of 2 workbooks would be upgraded. Nothing was written."
    assert wrong == "Error: Bo.xlsx is damaged: its end is missing. Take a backup of it.\n"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_workbook_that_is_open_stays_as_it_is(folder: Path) -> None:
    (folder / f"~${NAME}").write_bytes(b"")
    code, said, wrong = run(folder)
    assert (code, said) == (2, "Upgraded 0 of 1 workbook.\n")
    assert wrong.startswith(f"Error: {NAME} is open in Excel or another program.")


DRAWING = """\
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:oneCellAnchor><xdr:from><xdr:col>1
</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
<xdr:ext cx="900000" cy="900000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Garden" descr="Our garden"/>
<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>
<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>
</xdr:wsDr>""".replace("1\n</xdr:col>", "1</xdr:col>")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = """\
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="{id}"
 Type="%s/{kind}" Target="{target}"/></Relationships>""".replace("%s", OFFICE)


def with_picture(data: bytes, title: str = "Vision board") -> bytes:
    """The workbook with a picture on that sheet, as Excel puts it there."""
    part = sheet_part(title)
    name = part.rpartition("/")[2]
    drawn = {
        part: b"",
        f"xl/worksheets/_rels/{name}.rels": RELATIONS.format(
            id="rId9", kind="drawing", target="../drawings/drawing9.xml"
        ).encode(),
        "xl/drawings/drawing9.xml": DRAWING.encode(),
        "xl/drawings/_rels/drawing9.xml.rels": RELATIONS.format(
            id="rId1", kind="image", target="../media/image1.png"
        ).encode(),
        "xl/media/image1.png": DOT,
    }
    members = read_members(data, "made")
    tag = f'<drawing xmlns:r="{OFFICE}" r:id="rId9"/></worksheet>'.encode()
    drawn[part] = members[part].replace(b"</worksheet>", tag)
    types = members["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing9.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>',
    )
    return packed(members | drawn | {"[Content_Types].xml": types})


def test_a_picture_on_the_vision_board_stands_where_it_stood(made: bytes, stamping: Stamping, tmp_path: Path) -> None:
    found = upgraded(with_picture(made), stamping, tmp_path)
    assert (told(found), found.carried.drawn) == ([], 1)
    members = read_members(found.data, "upgraded")
    assert members["xl/media/picture1.png"] == DOT
    drawing = members["xl/drawings/addition1.xml"].decode()
    assert 'descr="Our garden"' in drawing
    assert "<xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row>" in drawing
    again = upgraded(found.data, stamping, tmp_path)
    assert (told(again), again.carried.drawn) == ([], 1)


def test_the_open_xml_sdk_finds_nothing_wrong_with_what_went_over(
    made: bytes, stamping: Stamping, tmp_path: Path
) -> None:
    def edit(book: Workbook) -> None:
        goals = book["Goals"]
        goals["B6"] = CellRichText("Write ", TextBlock(InlineFont(b=True), "the handbook"))
        goals["B7"] = "Coloured"
        goals["B7"].font = Font(name="Calibri", size=12, bold=True, italic=True, color="00C00000")
        goals["K6"].hyperlink = "https://example.com/?a=1&b=2"
        book["Actions"]["E5"] = dt.date(2026, 12, 24)
        book["Actions"]["E5"].number_format = "dd.mm.yyyy"

    found = upgraded(with_picture(by_openpyxl(made, edit)), stamping, tmp_path)
    assert (told(found), found.carried.drawn, found.carried.formatted) == ([], 1, 3)
    assert str(opened(found)["Goals"]["B6"].value) == "Write the handbook"
    assert isinstance(opened(found)["Goals"]["B6"].value, CellRichText)
    (tmp_path / "upgraded.xlsx").write_bytes(found.data)
    assert sdk_errors(tmp_path / "upgraded.xlsx") == []


def test_what_was_remembered_of_the_last_sync_goes_over(made: bytes, stamping: Stamping, tmp_path: Path) -> None:
    path = tmp_path / "Anna.xlsx"
    path.write_bytes(made)
    settings_rows = open_tracker(path)[1].settings
    state = LastState(partner="a-spreadsheet", number=7)
    set_cells(path, cells(state, settings_rows.rows, settings_rows.title), keeps=False)
    found = upgraded(path.read_bytes(), stamping, tmp_path)
    path.write_bytes(found.data)
    assert read(open_tracker(path)[1].settings.rows) == state


def test_the_day_on_which_a_workbook_was_first_made_goes_over(made: bytes, tmp_path: Path) -> None:
    later = Stamping("career-year", TODAY + dt.timedelta(days=90))
    path = tmp_path / "Anna.xlsx"
    path.write_bytes(upgraded(made, later, tmp_path).data)
    book = OpenedWorkbook(path)
    assert read_self_description(book, settings_sheet(book)).made_on() == TODAY


def test_a_log_longer_than_a_new_one_goes_over_and_its_table_grows(
    maker: TrackerMaker, stamping: Stamping, tmp_path: Path
) -> None:
    path = tmp_path / "Anna.xlsx"
    path.write_bytes(maker.make(ANNA))
    rows = range(5, 105)
    set_cells(path, {CellPlace("Check-ins", f"B{row}"): "G01" for row in rows}, keeps=False)
    set_cells(path, {CellPlace("Check-ins", f"D{row}"): float(row) for row in rows}, keeps=False)
    found = upgraded(path.read_bytes(), stamping, tmp_path)
    sheet = opened(found)["Check-ins"]
    assert [sheet[f"D{row}"].value for row in rows] == [*rows]
    assert [one.ref for one in sheet.tables.values()] == ["A4:J104"]


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days(
    made: bytes, stamping: Stamping, tmp_path: Path
) -> None:
    def edit(book: Workbook) -> None:
        book["Goals"]["X6"], book["Goals"]["Y6"] = dt.date(2026, 2, 3), "soon"
        book.epoch = CALENDAR_MAC_1904

    found = upgraded(by_openpyxl(made, edit), stamping, tmp_path)
    assert told(found) == []
    goals = opened(found)["Goals"]
    assert (goals["X6"].value, goals["Y6"].value) == (dt.datetime(2026, 2, 3), "soon")  # noqa: DTZ001 - cells know no time zones


#: What people type, and what programs like to take for something else.
TEXTS = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(str.strip),
    st.sampled_from(
        ["=1+1", "+cmd|x", "@SUM(A1)", "<b>&amp;</b>", "{{ person.name }}", "_x0041_", " two\nlines ", "1.5"]
    ),
    st.sampled_from(["x" * 32_767, "😀" * 100, "'quoted", "TRUE", "#N/A"]),
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
ROWS = {"Reflection": 5, "PersonalValue": 8, "Trait": 6, "VisionTile": 12, "MindMapIdea": 30}


@st.composite
def typed(draw: st.DrawFn) -> dict[tuple[str, str, int], Any]:
    """What somebody typed, by table, column and row (from 0): of its kind, or not."""
    found: dict[tuple[str, str, int], Any] = {}
    for of in TABLES:
        columns = [one for one in of.columns if not one.computed and one.name not in ("question", "examples")]
        for column in draw(st.lists(st.sampled_from(columns), max_size=3, unique=True)):
            kinds = {Kind.DATE: DAYS, Kind.NUMBER: st.floats(-1e9, 1e9), Kind.PERCENT: st.floats(0, 1)}
            value = draw(st.one_of(kinds.get(column.kind, TEXTS), TEXTS))
            found[of.name, column.name, draw(st.integers(0, ROWS.get(of.name, 25) - 1))] = value
    return found


@settings(max_examples=5, phases=[Phase.explicit, Phase.generate])  # to shrink what fails would take an hour
@given(typed())
def test_whatever_is_typed_into_any_table_is_there_afterwards(
    pristine: Path, stamping: Stamping, cells_by_key: dict[tuple[str, str, int], Any]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "Anna.xlsx"
        shutil.copy(pristine, path)
        tables = {table(of).name: rows for of, rows in open_tracker(path)[1].tables.items()}
        values: dict[CellPlace, Value] = {}
        for (of, column, row), value in cells_by_key.items():
            location = tables[of].location
            assert location
            values[CellPlace(location.sheet, f"{location.columns[column]}{location.rows[row]}")] = value
        set_cells(path, values, keeps=False)
        found = upgrade(path, stamping, again=True)
        assert found
        assert found.losses == ()
        before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(io.BytesIO(found.data))
        assert {place: after[place.sheet][place.address].value for place in values} == {
            place: before[place.sheet][place.address].value for place in values
        }


@pytest.mark.office
def test_a_workbook_that_libreoffice_saved_goes_over_whole(office: Office, stamping: Stamping, tmp_path: Path) -> None:
    saved = office({"former.xlsx": FORMER.read_bytes()}, "xlsx")["former.xlsx"]
    found = upgraded(saved, stamping, tmp_path)
    assert (told(found), found.notes, found.carried.formatted) == ([], 0, 0)
    assert found.rows == {"Goals": 10, "Actions": 9, "Check-ins": 40}
