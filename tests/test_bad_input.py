"""Files that are no trackers, or no longer: each gets one clear line, and only goalsheet's own errors come out."""

from __future__ import annotations

import io
import random
import re
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from conftest import ANNA, TODAY, compound, sheet_part
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from packing import packed

from goalsheet.errors import CannotRead, GoalsheetError
from goalsheet.layout.places import CellPlace
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.package import Member, archive, finished, member, read_members
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import with_cells

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")  # openpyxl reads none that follow

GOALS, BOOK, SETTINGS = sheet_part("Goals"), "xl/workbook.xml", sheet_part("Settings")
OPEN_AND_SAVE = "Open and save it in Excel."


@pytest.fixture(scope="module")
def made() -> bytes:
    return TrackerMaker(load("career-year"), TODAY).make(ANNA)


def message(folder: Path, data: bytes) -> str:
    (folder / "a.xlsx").write_bytes(data)
    with pytest.raises(CannotRead) as caught:
        read_tracker(folder / "a.xlsx")
    return str(caught.value)


def with_parts(data: bytes, parts: Mapping[str, bytes | Member]) -> bytes:
    members = read_members(data, "test")
    made = [member(name, xml) for name, xml in members.items() if name not in parts]
    made += [xml if isinstance(xml, Member) else member(name, xml) for name, xml in parts.items()]
    return b"".join(finished(archive(made), []))


def inside(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    xml = read_members(data, "test")[part]
    assert old in xml
    return with_parts(data, {part: xml.replace(old, new, 1)})


def other_workbook() -> bytes:
    openpyxl.Workbook().save(out := io.BytesIO())
    return out.getvalue()


MILLION = "If a million rows are formatted, delete the empty rows below the last one in use and save it."
AGAIN = "Make the tracker again, or take a backup of it."
DAMAGED = "a.xlsx is damaged or no Excel workbook"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda _: b"", "a.xlsx is empty. Take a backup of it."),
        (lambda _: b"Name;Goal\n", "a.xlsx is no Excel workbook. Save it as .xlsx in Excel."),
        (lambda made: made[: len(made) // 2], "a.xlsx is damaged: its end is missing. Take a backup of it."),
        (lambda _: packed({"word/document.xml": b"<x/>"}), "a.xlsx is no Excel workbook. Save it as .xlsx in Excel."),
        (
            lambda _: compound("EncryptionInfo", "EncryptedPackage"),
            "a.xlsx is protected by a password. Open it in Excel and save a copy without one.",
        ),
        (
            lambda _: compound("SummaryInformation", "Workbook") + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx is an old Excel file (.xls). Open it in Excel and save it as .xlsx.",
        ),
        (
            lambda _: compound("WordDocument") + "The Workbook".encode("utf-16-le"),
            "a.xlsx is no Excel workbook but another Office file, such as a Word document (.doc) or a mail.",
        ),
        (
            lambda _: other_workbook(),
            "a.xlsx is no goal tracker made by goalsheet: it does not say which version it has.",
        ),
        (
            lambda made: re_packed(made, SETTINGS, rb'(<c r="B2"[^>]*>)<v>1</v>', rb"\1<v>7</v>"),
            "a.xlsx was made by a newer goalsheet (it is of version 7, and this one reads up to 1). Update goalsheet.",
        ),
        (
            lambda made: inside(made, BOOK, b"spreadsheetml/2006/main", b"x http://purl.oclc.org/ooxml"),
            'a.xlsx is saved as "Strict Open XML". Save it as an ordinary Excel workbook (.xlsx).',
        ),
        (
            lambda made: with_parts(made, {"x.bin": Member("x.bin", 0, 4_000_000_000, (b"\3\0",), 2)}),
            "a.xlsx unpacks to more than 400 MB. That is no goal workbook.",
        ),
        (
            lambda made: with_parts(made, {GOALS: Member(GOALS, 0, 300_000_000, (b"\3\0",), 2)}),
            f"a.xlsx is too big for a tracker ({GOALS} has 300 MB). {MILLION}",
        ),
        (
            lambda made: inside(made, GOALS, b"</sheetData>", b""),
            f"a.xlsx is damaged ({GOALS}: mismatched tag: line 1, column #). {OPEN_AND_SAVE}",
        ),
        (
            lambda made: re_packed(made, SETTINGS, rb'<c r="B14"[^>]*>.*?</c>', b'<c r="B14"/>'),
            f"a.xlsx is damaged.\n  a.xlsx, sheet Settings: cycle_start is missing or no date. {AGAIN}",
        ),
    ],
    ids=lambda value: "" if callable(value) else " ".join(value.split()[1:7]),
)
def test_what_is_no_tracker_is_refused_in_a_sentence(
    spoil: Callable[[bytes], bytes], expected: str, made: bytes, tmp_path: Path
) -> None:
    assert re.sub(r"column \d+", "column #", message(tmp_path, spoil(made))) == expected


def re_packed(data: bytes, part: str, pattern: bytes, new: bytes) -> bytes:
    xml, count = re.subn(pattern, new, read_members(data, "test")[part], count=1, flags=re.DOTALL)
    assert count
    return with_parts(data, {part: xml})


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("part", [BOOK, GOALS, SETTINGS, "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_refused_in_every_part(part: str, made: bytes, tmp_path: Path) -> None:
    xml = read_members(made, "test")[part]
    declared = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    spoiled = with_parts(made, {part: xml[:declared] + ENTITIES + xml[declared:]})
    assert message(tmp_path, spoiled).startswith("a.xlsx is damaged (xl/")


def test_a_member_that_unpacks_to_more_than_it_says_is_not_unpacked(made: bytes, tmp_path: Path) -> None:
    bomb = member(GOALS, b" " * 50_000_000)
    lying = Member(GOALS, bomb.crc, 1000, bomb.packed, bomb.packed_size)
    assert message(tmp_path, with_parts(made, {GOALS: lying})).startswith(f"{DAMAGED} (Bad CRC-32 for file")


@pytest.mark.slow
@pytest.mark.parametrize("row", [b'<row r="%d" s="3" customFormat="1"/>', b'<row r="%d" ht="15"></row>'])
def test_a_million_formatted_rows_are_refused_before_they_take_memory(row: bytes, made: bytes, tmp_path: Path) -> None:
    rows = b"".join(row % number for number in range(2000, 2**20 + 1))
    many = inside(made, sheet_part("Check-ins"), b"</sheetData>", rows + b"</sheetData>")
    tracemalloc.start()
    said = message(tmp_path, many)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said == (
        'a.xlsx has more than 100,000 rows on its sheet "Check-ins", too many for a tracker. '
        "Rows that are only formatted count, too: delete those below the last one in use, and save it."
    )
    assert peak < 10_000_000 + len(many)  # bytes; the sheet alone has over 28 million


def test_a_few_thousand_formatted_rows_do_no_harm(made: bytes, tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d" s="3" customFormat="1"><c r="A%d" s="3"/></row>' % (r, r) for r in range(2000, 60000))
    (tmp_path / "a.xlsx").write_bytes(inside(made, sheet_part("Check-ins"), b"</sheetData>", rows + b"</sheetData>"))
    (tmp_path / "b.xlsx").write_bytes(made)
    assert read_tracker(tmp_path / "a.xlsx").tracker == read_tracker(tmp_path / "b.xlsx").tracker


def test_a_folder_or_nothing_at_all_is_no_workbook(tmp_path: Path) -> None:
    for path, expected in (
        (tmp_path, f"{tmp_path} is a folder, not a workbook."),
        (tmp_path / "x.xlsx", f"There is no file {tmp_path / 'x.xlsx'}. Check its name and folder."),
    ):
        with pytest.raises(CannotRead) as caught:
            read_tracker(path)
        assert str(caught.value) == expected


# Fuzzing -------------------------------------------------------------------------------------------------------------


def stored(members: Mapping[str, bytes]) -> bytes:
    """The members as a zip that is quick to make."""
    with zipfile.ZipFile(out := io.BytesIO(), "w") as book:
        for name, data in members.items():
            book.writestr(name, data)
    return out.getvalue()


@pytest.fixture(scope="module")
def books(made: bytes) -> list[dict[str, bytes]]:
    """A tracker as we make it, and as openpyxl saves it, with shared strings; without what nobody reads."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    book.save(out := io.BytesIO())
    return [read_members(data, "test") for data in (made, out.getvalue())]


READ = re.compile(r"workbook\.xml$|sheet[237]\.xml$|sharedStrings|styles|\.rels$|tables/")
WORDS = [
    b"<",
    b">",
    b'"',
    b"0",
    b"-1",
    b"99999999999",
    b"A1:XFD1048576",
    b"#REF!",
    b"&#55357;",
    b"<v>",
    b"<f>",
    b"\xff",
]
PIECES = re.compile(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)')  # values of attributes, and texts
ELEMENTS = re.compile(rb"<(\w+)[^>]*(?:/>|>[^<]*</\1>)")


def spoiled(xml: bytes, chance: random.Random) -> bytes:
    """The part with one thing in it cut, doubled, swapped or replaced; most often a value or an attribute."""
    spots = [match.span() for match in PIECES.finditer(xml)] or [(0, len(xml))]
    elements = [match.span() for match in ELEMENTS.finditer(xml)] or [(0, 0)]
    (start, end), (other, till) = chance.choices(spots, k=2)
    first, last = chance.choice(elements)
    cut = chance.randrange(len(xml) + 1)
    return chance.choice(
        [
            xml[:start] + chance.choice(WORDS) + xml[end:],
            xml[:start] + b"".join(chance.choices(WORDS, k=3)) + xml[end:],
            xml[:start] + xml[other:till] + xml[end:],
            xml[:first] + xml[first:last] * chance.choice([0, 2]) + xml[last:],
            xml[:cut] + xml[cut + chance.randrange(40) :],
            xml[:cut],
        ]
    )


def read_and_set(path: Path) -> None:
    """Reads a tracker and sets cells of it, as a command would; only goalsheet's own errors are let go."""
    try:
        file = read_tracker(path)
        place = file.place(Goal, 0, "target") if file.tracker.goals else CellPlace("Goals", "I40")
        with_cells(OpenedWorkbook(path), {place or CellPlace("Goals", "B7"): 5.0, CellPlace("Actions", "A45"): "x"}, {})
    except GoalsheetError as error:
        assert str(error)  # noqa: PT017 - whatever is raised must speak


CALM = settings(
    max_examples=50, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True
)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # whole workbooks are large
@CALM
@given(which=st.integers(0, 1), part=st.integers(0), seed=st.integers(0, 2**32))
def test_whatever_is_wrong_with_a_part_is_a_goalsheet_error(
    which: int, part: int, seed: int, books: list[dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    members, chance = dict(books[which]), random.Random(seed)
    names = list(filter(READ.search, members))
    for _ in range(chance.randint(1, 3)):
        name = names[part % len(names)]
        members[name] = spoiled(members[name], chance)
    path = tmp_path_factory.getbasetemp() / "fuzz.xlsx"
    path.write_bytes(stored(members))
    read_and_set(path)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@CALM
@given(which=st.integers(0, 1), seed=st.integers(0, 2**32), compressed=st.booleans())
def test_whatever_is_wrong_with_the_file_is_a_goalsheet_error(
    which: int,
    seed: int,
    compressed: bool,  # noqa: FBT001 - drawn by Hypothesis
    made: bytes,
    books: list[dict[str, bytes]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    chance = random.Random(seed)
    data = bytearray(made if compressed else stored(books[which]))
    for _ in range(chance.randint(1, 6)):
        at = chance.choice([chance.randrange(len(data)), len(data) - 1 - chance.randrange(min(len(data), 3000))])
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 200)]
            case 2:
                data[at:at] = chance.randbytes(chance.randrange(1, 20))
    path = tmp_path_factory.getbasetemp() / "fuzz.xlsx"
    path.write_bytes(bytes(data))
    read_and_set(path)
