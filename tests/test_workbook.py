"""What a made workbook holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from conftest import ANNA, TODAY, Office, read_sheets, sheet_part
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.errors import BadTemplate
from goalsheet.layout import lists
from goalsheet.layout.design import design
from goalsheet.layout.plan import Live
from goalsheet.layout.vision_places import OBJECTIVE_ROWS, VALUE_ROWS
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker, unsigned_press
from goalsheet.tracker.choices import OBJECTIVE
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.person import Manager

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent / "golden"
DAY = dt.date(2026, 11, 22)
ALIKE_FROM = 8
GUIDE = 15


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def made(maker: TrackerMaker) -> bytes:
    return maker.make(ANNA)


def dump(data: bytes) -> str:
    """The cells that hold something, as text: sheet, address, value, formula; of rows that are alike the first few."""
    formulas, values = opened(data), openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    lines = []
    for sheet in formulas:
        lines.append(f"[{sheet.title}] {sheet.sheet_state}")
        for row in sheet.iter_rows():
            for cell in row if row[0].row <= ALIKE_FROM or sheet.title in ("Start", "Settings") else ():
                formula = getattr(cell.value, "text", cell.value)
                value = values[sheet.title][cell.coordinate].value
                if formula is not None:
                    behind = f"   {formula}" if formula != value else ""
                    lines.append(f"{cell.coordinate} {value!r}{behind}")
    return "\n".join(lines) + "\n"


def test_the_workbook_is_as_it_was_looked_at_last() -> None:
    """Mend the cause, or look at the new workbook and keep its dump: rm tests/golden/*, run again, read the diff."""
    golden = GOLDEN / "career-year.txt"
    found = dump(TrackerMaker(load("career-year"), DAY).make(ANNA))
    if not golden.exists():
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_the_sheets_and_who_sees_them(made: bytes) -> None:
    book = opened(made)
    assert [(sheet.title, sheet.sheet_state, sheet.protection.sheet) for sheet in book] == [
        ("Start", "visible", True),
        ("Vision", "visible", True),
        ("Vision board", "visible", True),
        ("Mind map", "visible", False),
        ("Goals", "visible", True),
        ("Actions", "visible", False),
        ("Check-ins", "visible", False),
        ("Feedback", "visible", False),
        ("Rewards", "visible", False),
        ("Reviews", "visible", False),
        ("Conflicts", "hidden", False),
        ("Journal", "visible", False),
        ("Dashboard", "visible", True),
        ("Lists", "hidden", True),
        ("Vision figures", "hidden", True),
        ("Settings", "veryHidden", True),
    ]


def test_cells_to_fill_in_are_open_and_computed_ones_are_locked(made: bytes) -> None:
    sheet = opened(made)["Goals"]
    locked = {sheet.cell(5, c).value: sheet.cell(6, c).protection.locked for c in range(1, sheet.max_column + 1)}
    assert locked["Goal"] is False
    assert locked["Manager's comment"] is False
    assert locked["Progress"] is True
    assert locked["No."] is True


@pytest.mark.parametrize(
    ("title", "header"),
    [("Goals", 5), ("Actions", 4), ("Feedback", 4), ("Reviews", 4), ("Mind map", 4), ("Journal", 4)],
)
def test_every_column_has_an_input_message(made: bytes, title: str, header: int) -> None:
    """Also those that work by themselves: Start says that every cell explains itself."""
    sheet = opened(made)[title]
    told = {v.promptTitle: (str(v.sqref), bool(v.prompt)) for v in sheet.data_validations.dataValidation}
    last = {"Goals": 30}.get(title, 2004)
    beside = 29 if title == "Reviews" else last  # the guide through the goals, from column O on
    assert told == {
        cell.value: (f"{name}{header + 1}:{name}{beside if cell.column >= GUIDE else last}", True)
        for cell in sheet[header]
        if cell.value
        for name in [cell.column_letter]
    }


def test_each_letter_folds_by_itself_and_its_ready_column_stays(made: bytes) -> None:
    """Groups at one level that touch would be one group to Excel; the column after a group carries its button."""
    xml = zipfile.ZipFile(io.BytesIO(made)).read(sheet_part("Goals")).decode()
    assert re.search('<sheetFormatPr [^>]*outlineLevelCol="1"', xml)
    assert 'summaryRight="1"' in xml
    sheet = opened(made)["Goals"]
    titles = {cell.column_letter: cell.value for cell in sheet[5]}
    level = {name: sheet.column_dimensions[name].outlineLevel for name in titles}
    shown = [titles[name] for name in titles if not level[name] and not sheet.column_dimensions[name].hidden]
    assert shown == [
        "No.", "Goal", "S ready?", "M ready?", "A ready?", "R ready?", "T ready?", "Status",
        "Forecast", "Agreement", "Since it was agreed",
    ]  # fmt: skip


def test_goals_has_a_link_to_each_group_of_columns(made: bytes) -> None:
    sheet = opened(made)["Goals"]
    links = {cell.value: cell.hyperlink.location for cell in sheet[3] if cell.hyperlink}
    groups = [title.split(" · ")[0] for title in Goal.GROUPS.values() if title not in ("", "Coach")]
    assert list(links) == ["Start", *groups]
    titles = {cell.value: cell.column_letter for cell in sheet[4] if cell.value}
    letters = {title.split(" · ")[0]: letter for title, letter in titles.items()}
    assert [links[group] for group in groups] == [f"'Goals'!{letters[group]}6" for group in groups]


def test_formulas_of_others_reach_rows_that_are_added_later(made: bytes) -> None:
    """The names of the logs' columns reach 2,000 rows down, far below the table."""
    xml = zipfile.ZipFile(io.BytesIO(made)).read("xl/workbook.xml").decode()
    assert "<definedName name=\"check_in_value\">'Check-ins'!$D$4:$D$2004</definedName>" in xml


def test_headers_and_properties_name_the_person(made: bytes) -> None:
    members = zipfile.ZipFile(io.BytesIO(made))
    assert b"<oddHeader>&amp;L&amp;9&amp;K5B6675Anna M\xc3\xbcller" in members.read(sheet_part("Goals"))
    assert "Anna Müller – Career year" in members.read("docProps/core.xml").decode()


def test_charts_and_tables_have_words_for_screen_readers(made: bytes) -> None:
    members = zipfile.ZipFile(io.BytesIO(made))
    drawings = [members.read(name) for name in sorted(members.namelist()) if name.startswith("xl/drawings/drawing")]
    assert [re.findall(rb' descr="([^:"]*)', xml) for xml in drawings] == [
        [b"Mind map"],
        [b"Bar chart", b"Line chart", b"Line chart", b"Ring chart"],
    ]
    tables = [name for name in members.namelist() if name.startswith("xl/tables/")]
    assert [name for name in tables if b"altTextSummary=" not in members.read(name)] == []


def test_every_formula_has_its_result(made: bytes) -> None:
    """All of them or none: a reader that does not calculate shows numbers, not blanks."""
    members = zipfile.ZipFile(io.BytesIO(made))
    for name in members.namelist():
        if name.startswith("xl/worksheets/sheet"):
            xml = members.read(name)
            assert len(re.findall(rb"</f><v>|</f><v/>|<f[^>]*/><v>", xml)) == xml.count(b"<f>") + xml.count(b"<f "), (
                name
            )


def test_formulas_use_only_what_excel_2016_libreoffice_and_google_share() -> None:
    # No TEXT: its date letters depend on the language of Excel.
    known = {
        "ABS", "AND", "AVERAGE", "AVERAGEIFS", "CHAR", "CHOOSE", "COLUMN", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS",
        "DATE", "DAY", "EDATE", "EXACT", "FIND", "IF", "IFERROR", "INDEX", "INT", "ISERROR", "ISLOGICAL", "ISNUMBER",
        "LARGE", "LEFT", "LEN", "MATCH", "MAX", "MID", "MIN", "MMULT", "MOD", "MONTH", "N", "NOT", "OR", "REPT",
        "RIGHT", "ROUND", "ROW", "SEARCH", "SMALL", "SQRT", "SUBSTITUTE", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT",
        "TODAY", "TRIM", "TRUE", "YEAR",
    }  # fmt: skip
    formulas = [c.value.formula for s in design().sheets for c in s.cells.values() if isinstance(c.value, Live)]
    formulas += [rule.formula for sheet in design().sheets for rule in sheet.highlights]
    used = {name for text in formulas for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub('"[^"]*"', "", text))}
    assert used - known == set()


def test_equal_input_gives_equal_bytes(made: bytes) -> None:
    unsigned_press.cache_clear()
    assert TrackerMaker(load("career-year"), TODAY).make(ANNA) == made


def test_the_properties_say_who_it_is_for_and_on_which_day_it_was_made() -> None:
    data = TrackerMaker(load("career-year"), DAY).make(ANNA)
    properties = opened(data).properties
    noon = dt.datetime(2026, 11, 22, 12)  # noqa: DTZ001 - openpyxl leaves the time zone away
    assert (properties.title, properties.creator) == ("Anna Müller – Career year 2027", "goalsheet")
    assert (properties.created, properties.modified) == (noon, noon)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b"<Application>Microsoft Excel</Application>" in book.read("docProps/app.xml")
        assert not any(b"penpyxl" in book.read(name) for name in book.namelist())


def test_what_one_person_gets_does_not_depend_on_who_came_before(maker: TrackerMaker, made: bytes) -> None:
    for number in range(300):  # more than is remembered
        maker.make(dataclasses.replace(ANNA, id=str(number), name=f"Person {number}", job_family="finance"))
    assert maker.make(ANNA) == made


text = st.text(max_size=60) | st.sampled_from(
    [
        '=HYPERLINK("http://x")',
        "+1",
        "@x",
        "-2+3",
        "{{ 7*7 }}",
        "{% raw %}",
        "]]>",
        "<b>&amp;</b>",
        "_x0041_",
        "\ufeff",
        "\u202eשלום",
    ]
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@settings(max_examples=60, deadline=None)
@given(name=text, statement=text)
def test_text_from_people_is_text_in_its_cell(
    name: str, statement: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    maker = _shared_maker()
    person = dataclasses.replace(ANNA, name=name, first_name=name)
    tracker = dataclasses.replace(fill(load("career-year"), person, DAY), goals=(Goal(statement=statement),))
    path = tmp_path_factory.mktemp("text") / "book.xlsx"
    path.write_bytes(maker.make_from(tracker))
    sheets = read_sheets(path)
    assert sheets["Goals"][5][1] == CONTROL.sub("", statement)
    settings_sheet = {row[0]: row[1] for row in sheets["Settings"]}
    assert settings_sheet["person_name"] == CONTROL.sub("", name)
    members = zipfile.ZipFile(path)
    assert members.read(sheet_part("Goals")).count(b"<f") == _shared_formula_count()


_MAKERS: list[TrackerMaker] = []


def _shared_maker() -> TrackerMaker:
    if not _MAKERS:
        _MAKERS.append(TrackerMaker(load("career-year"), DAY))
    return _MAKERS[0]


def _shared_formula_count() -> int:
    data = _shared_maker().make(ANNA)
    return zipfile.ZipFile(io.BytesIO(data)).read(sheet_part("Goals")).count(b"<f")


def test_the_longest_text_a_cell_holds_fits_and_a_longer_one_is_refused(maker: TrackerMaker, tmp_path: Path) -> None:
    base = fill(load("career-year"), ANNA, DAY)
    longest = "x" * 32_767
    (tmp_path / "book.xlsx").write_bytes(maker.make_from(dataclasses.replace(base, goals=(Goal(statement=longest),))))
    assert read_sheets(tmp_path / "book.xlsx")["Goals"][5][1] == longest
    with pytest.raises(BadTemplate, match="a text of 32768 characters; a cell holds 32767"):
        maker.make_from(dataclasses.replace(base, goals=(Goal(statement=longest + "x"),)))


def test_more_goals_than_there_is_room_for_are_refused(maker: TrackerMaker) -> None:
    base = fill(load("career-year"), ANNA, DAY)
    with pytest.raises(BadTemplate, match="26 goals, but there is room for 25"):
        maker.make_from(dataclasses.replace(base, goals=(Goal(statement="x"),) * 26))


def test_the_hidden_figures_are_planned_alike_every_time() -> None:
    plans = [
        {place: getattr(cell.value, "formula", cell.value) for place, cell in lists.sheet().cells.items()} for _ in "12"
    ]
    assert plans[0] == plans[1]


@pytest.mark.office
def test_large_numbers_fit_their_columns(maker: TrackerMaker, office: Office) -> None:
    """LibreOffice prints #### where a number is too long; a sign is never lost."""
    goals = tuple(
        Goal(statement="Sell", measure="Increase", baseline=start, target=end, start=DAY, due=DAY + dt.timedelta(300))
        for start, end in ((1e9, 2.5e9), (-3e9, -12345.5), (0, 1e12), (1234567.25, 1234568))
    )
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=goals, actions=())
    [printed] = office({"book.xlsx": maker.make_from(tracker)}, "pdf").values()
    words = subprocess.run(
        ["pdftotext", "-", "-"], input=printed, capture_output=True, check=True, timeout=120
    ).stdout.decode()
    assert "##" not in words
    wanted = {"1,000M", "2,500M", "-3,000M", "-12,346", "0", "1,000,000M", "1,234,567", "1,234,568"}
    assert wanted - set(words.split()) == set()


def test_start_names_only_what_is_known_of_a_person(maker: TrackerMaker) -> None:
    """Nobody reads a label with nothing beside it."""
    unknown = dataclasses.replace(ANNA, department="", manager=Manager())
    sheet = opened(maker.make(unknown))["Start"]
    about = [(row[5].value, row[6].value) for row in sheet.iter_rows(23, 32) if row[5].value or row[6].value]
    assert about == [("Name", "Anna Müller"), ("Job", "Sales Manager"), ("Personnel no.", "0007")]


def test_start_says_where_to_ask_when_the_template_names_no_objectives(maker: TrackerMaker) -> None:
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), objectives=(), goals=(), actions=())
    book = opened(maker.make_from(tracker))
    assert [cell.value for cell in book["Start"]["F"][33:36]] == [
        "What the company wants to achieve",
        "None are named here: ask what matters most now.",
        None,
    ]
    [column] = [place for place, choice in enumerate(lists.all_choices(), 1) if choice is OBJECTIVE]
    assert [row[0].value for row in book["Lists"].iter_rows(1, 3, column, column)] == ["objective", None, None]


def test_long_objectives_and_values_are_not_cut_on_vision() -> None:
    sheet = opened(TrackerMaker(load("performance-quarter"), DAY).make(ANNA))["Vision"]
    alignments = [sheet.cell(rows[0], 2).alignment for rows in (OBJECTIVE_ROWS, VALUE_ROWS)]
    assert [(one.wrap_text, one.shrink_to_fit) for one in alignments] == [(True, None), (None, True)]
    # "More of what counts in the time we have", "Right the first time", "Better ways of working, found by those ..."
    assert [sheet.row_dimensions[row].height for row in OBJECTIVE_ROWS[:5]] == [28, 16, 28, 28, 16]


def test_a_folder_for_temporary_files_without_room_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = TrackerMaker(load("performance-quarter"), DAY).make(ANNA)
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    unsigned_press.cache_clear()
    assert TrackerMaker(load("performance-quarter"), DAY).make(ANNA) == expected
