"""A sync sets cells in somebody's workbook: whatever program saved it, everything else keeps its bytes.

What Excel itself saves cannot be made here: the parts that only Excel writes are put beside those of a tracker, and its
texts stand in one table as Excel keeps them. For Google's export stands what openpyxl saves.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from both_sides import Team, new_workbook
from conftest import Office
from in_process import in_process
from local_google import Time
from own_designs import with_shared_strings
from packing import packed
from teams import DAY, tracker
from test_setting import changed, drawn

from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.workbook.package import read_members, sheet_parts

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*extension is not supported"),  # openpyxl says what it leaves out
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
]
_FOREIGN = ("customXml/item1.xml", "xl/slicers/slicer1.xml", "xl/threadedComments/threadedComment1.xml", "xl/x.bin")
_CELL = re.compile(rb'<(?:x:)?c r="([A-Z]+[0-9]+)"[^>]*?(?:/>|>.*?</(?:x:)?c>)', re.DOTALL)
_RESULT = re.compile(rb"""\st="\w+"|<(?:x:)?v>[^<]*</(?:x:)?v>""")


def as_made() -> bytes:
    return new_workbook(tracker())


def with_buttons() -> bytes:
    return TrackerMaker(load("career-year"), DAY, buttons=True).make_from(tracker())


def with_parts_of_excel() -> bytes:
    """With what no library writes, and with pictures, notes and the like that hang on nothing."""
    drawings = {f"xl/own/{name}": data for name, data in read_members(drawn(), "drawn").items()}
    foreign = {part: f"<x a='{part}'>\r\n</x >".encode() for part in _FOREIGN}
    return packed(read_members(as_made(), "made") | drawings | foreign)


def with_excels_strings(folder: Path) -> bytes:
    path = folder / "shared.xlsx"
    path.write_bytes(as_made())
    return with_shared_strings(path).read_bytes()


def as_openpyxl_saves() -> bytes:
    openpyxl.load_workbook(io.BytesIO(as_made())).save(out := io.BytesIO())
    return out.getvalue()


MADE: dict[str, Callable[[Path, Office], bytes]] = {
    "as made": lambda _, __: as_made(),
    "with buttons and macros": lambda _, __: with_buttons(),
    "with parts that only Excel writes": lambda _, __: with_parts_of_excel(),
    "with Excel's shared strings": lambda folder, _: with_excels_strings(folder),
    "as openpyxl saves it": lambda _, __: as_openpyxl_saves(),
}


def played(data: bytes, name: str, folder: Path) -> bytes:
    """The workbook after a first sync, the manager's words and another sync."""
    workbooks = folder / "workbooks"
    workbooks.mkdir()
    (workbooks / name).write_bytes(data)
    team = Team(in_process(Time()), workbooks)
    team.sync()
    team.manager(comment="Good <start> & =1+1", agreement="Agreed", rating="Exceeded")
    for _ in range(2):
        (result,) = team.sync()
        assert [one.error for one in result.people] == [None] * len(result.people)
    return (workbooks / name).read_bytes()


def check(before: bytes, after: bytes) -> None:
    """Only cells differ: those that were set, and stored results that follow from them."""
    old, new = read_members(before, "before"), read_members(after, "after")
    parts = sheet_parts(old)
    allowed = {*parts.values(), "xl/workbook.xml"}
    assert set(changed(before, after)) <= allowed
    assert _CALC.sub(b"", new["xl/workbook.xml"]) == _CALC.sub(b"", old["xl/workbook.xml"])
    words = {one.group() for one in re.finditer(rb"Good &lt;start&gt; &amp; =1\+1", new[parts["Goals"]])}
    assert words == {b"Good &lt;start&gt; &amp; =1+1"}
    set_cells = {}
    for title, part in parts.items():
        if title != "Settings":
            assert _around(old[part]) == _around(new[part])  # rows, looks, rules, drawings …
            assert all(was <= now for was, now in zip(_heights(old[part]), _heights(new[part]), strict=True))
        set_cells[title] = [one for one, was, now in _both(old[part], new[part]) if _bare(was) != _bare(now)]
    changes = {title: len(cells) for title, cells in set_cells.items() if cells and title != "Settings"}
    # The manager's words, what was agreed when and by whom, and a line for that and for the comment.
    assert changes == {"Goals": 8, "Reviews": 10}


_CALC = re.compile(rb"<calcPr[^>]*/>")
_HEIGHT = re.compile(rb'(?<=<row )([^>]*?\bht=")([0-9.]+)')


def _around(xml: bytes) -> bytes:
    """A sheet without its cells, and without the heights of rows, which grow with the texts that are set in them."""
    return _HEIGHT.sub(rb"\1", _CELL.sub(b"", xml))


def _heights(xml: bytes) -> list[float]:
    return [float(found[2]) for found in _HEIGHT.finditer(xml)]


def _both(old: bytes, new: bytes) -> list[tuple[bytes, bytes, bytes]]:
    before, after = ({one[1]: one[0] for one in _CELL.finditer(xml)} for xml in (old, new))
    return [(one, before[one], after[one]) for one in before]


def _bare(cell: bytes) -> bytes:
    """A formula without its stored result; any other cell as it is."""
    return _RESULT.sub(b"", cell) if b"<f" in cell else cell


@pytest.mark.parametrize("how", MADE)
def test_after_a_sync_only_cells_differ(how: str, tmp_path: Path) -> None:
    data = MADE[how](tmp_path, None)  # type: ignore[arg-type]  # this maker uses no tracker
    name = "Anna.xlsm" if "macros" in how else "Anna.xlsx"
    check(data, played(data, name, tmp_path))


@pytest.mark.office
def test_after_a_sync_of_what_libreoffice_saved_only_cells_differ(office: Office, tmp_path: Path) -> None:
    [data] = office({"Anna.xlsx": as_made()}, "xlsx").values()
    check(data, played(data, "Anna.xlsx", tmp_path))
