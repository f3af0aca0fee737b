"""`goalsheet upgrade` of workbooks that other programs saved, and killed at every step: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from conftest import TODAY, Office
from disturbances import GUARD, Killed
from google_export import through_google

from goalsheet.upgrade.stamping import Stamping
from goalsheet.upgrade.upgrading import Upgrade, open_tracker, upgrade

#: How workbooks say which rows to print, openpyxl does not understand.
pytestmark = [pytest.mark.filterwarnings("ignore:Print area", "ignore:Data Validation extension"), pytest.mark.slow]

FILLED_IN = Path(__file__).parent.parent / "sample_workbooks" / "filled in - goals.xlsx"


@pytest.fixture(scope="module")
def stamping() -> Stamping:
    return Stamping("career-year", TODAY)


def upgraded(data: bytes, stamping: Stamping, folder: Path) -> Upgrade:
    path = folder / "Aisha.xlsx"
    path.write_bytes(data)
    found = upgrade(path, stamping, again=True)
    assert found
    return found


def everything(path: Path, data: bytes | None = None) -> Mapping[type, tuple[object, ...]]:
    """The rows of all tables, private ones too."""
    return {of: rows.rows for of, rows in open_tracker(path, data)[1].tables.items()}


def test_a_workbook_that_was_in_google_sheets_goes_over_whole(stamping: Stamping, tmp_path: Path) -> None:
    found = upgraded(through_google(FILLED_IN.read_bytes()), stamping, tmp_path)
    assert (found.losses, found.notes, found.carried.formatted) == ((), 0, 0)
    assert everything(found.path, found.data) == everything(found.path)


@pytest.mark.office
def test_a_workbook_that_libreoffice_saved_goes_over_whole(office: Office, stamping: Stamping, tmp_path: Path) -> None:
    found = upgraded(office({"a.xlsx": FILLED_IN.read_bytes()}, "xlsx")["a.xlsx"], stamping, tmp_path)
    assert (found.losses, found.notes, found.carried.formatted) == ((), 0, 0)
    assert everything(found.path, found.data) == everything(found.path)


@pytest.fixture
def _mercy() -> Iterator[None]:
    yield
    GUARD.left = 0


@pytest.mark.usefixtures("_mercy")
def test_whenever_it_is_killed_the_workbook_is_whole_and_what_was_in_it_is_there(
    stamping: Stamping, tmp_path: Path
) -> None:
    before = FILLED_IN.read_bytes()
    found = upgraded(before, stamping, tmp_path)
    states: list[tuple[bool, int]] = []
    for step in count(1):
        for path in tmp_path.iterdir():
            path.unlink()
        found.path.write_bytes(before)
        GUARD.folder, GUARD.left = str(tmp_path), step
        with suppress(Killed):
            found.write()
            break
        GUARD.left = 0
        after = found.path.read_bytes()
        backups = [path.read_bytes() for path in tmp_path.glob("* (backup *).xlsx")]
        assert after in (before, found.data)
        assert after == before or backups == [before]
        states.append((after == before, len(backups)))
    assert len(states) >= 4
    assert {is_old for is_old, _ in states} == {True, False}
    assert (found.path.read_bytes(), len([*tmp_path.glob("* (backup *).xlsx")])) == (found.data, 1)
