"""The sample files are what the command makes today; mend a failure by `python scripts/samples.py --pictures`."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from defusedxml import ElementTree
from goalsheet.scripts.every_finding import rules_page
from goalsheet.scripts.message_pictures import message_picture
from goalsheet.scripts.picture_stamp import stamp, stamped
from goalsheet.scripts.ribbon_picture import ribbon_picture
from goalsheet.scripts.samples import checked, picture_sources, samples, tracker
from live_office import LiveOffice

from goalsheet.layout.facts import facts
from goalsheet.progress.summary import paces, summarise
from goalsheet.smart.catalogue import all_rules
from goalsheet.smart.rule import EXAMPLE_DAY
from goalsheet.smart.verdict import judge_tracker
from goalsheet.workbook.reading import read_tracker

FOLDER = Path(__file__).parent.parent / "sample_workbooks"


def contents(data: bytes) -> dict[str, bytes] | bytes:
    """A workbook's members unpacked: compressed bytes differ between builds of zlib."""
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    found: dict[str, bytes] = samples((FOLDER / "filled_in.toml").read_bytes())
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "people.csv",
        "empty - goals.xlsx",
        "filled in - goals.xlsx",
        "filled in with buttons - goals.xlsm",
        "every finding 1 - goals.xlsx",
        "every finding 2 - goals.xlsx",
        "every finding 3 - goals.xlsx",
    ],
)
def test_a_sample_is_what_the_command_makes(name: str, made: dict[str, bytes]) -> None:
    assert contents((FOLDER / name).read_bytes()) == contents(made[name])


def test_the_filled_in_sample_shows_what_a_year_brings() -> None:
    described = tomllib.loads((FOLDER / "filled_in.toml").read_text(encoding="utf-8"))
    sample = tracker(described)
    statuses = {goal.status for goal in facts(sample, described["today"]).figures.used}
    assert statuses == {"Achieved", "On track", "At risk", "Off track", "Missed", "In progress"}
    logs = (sample.check_ins, sample.reviews, sample.vision.journal, sample.feedback, sample.rewards)
    assert (len(sample.goals), *map(len, logs)) == (10, 40, 17, 24, 13, 11)
    days = [row.date for log in logs for row in log if row.date]
    quarters = Counter((day.month - 1) // 3 + 1 for day in days)
    assert all(quarters[quarter] > 10 for quarter in (1, 2, 3, 4)), quarters


def test_there_is_nothing_else_in_the_folder(made: dict[str, bytes]) -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*made, "filled_in.toml", "pictures", "README.md"}


def test_each_picture_was_taken_of_what_there_is_today(made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER.parent)
    taken = {path.stem: stamp(path.read_bytes()) for path in (FOLDER / "pictures").iterdir()}
    assert taken == picture_sources(made)


def test_pictures_are_small_enough_for_a_page() -> None:
    assert [path.name for path in (FOLDER / "pictures").iterdir() if path.stat().st_size > 205_000] == []


def test_a_stamp_leaves_the_picture_as_it_is() -> None:
    plain = (FOLDER / "pictures" / "start.png").read_bytes()
    again = stamped(plain, "0123456789abcdef")
    assert (stamp(again), again[:33] + again[33 + len(again) - len(plain) :]) == ("0123456789abcdef", plain)


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    page = (FOLDER.parent / "addin" / "RULES.md").read_text(encoding="utf-8")
    assert page == rules_page()


def test_the_drawing_of_the_tab_is_made_from_its_buttons() -> None:
    assert (FOLDER.parent / "addin" / "pictures" / "ribbon.svg").read_text(encoding="utf-8") == ribbon_picture()


@pytest.mark.slow
@pytest.mark.office
def test_pictures_of_a_press_are_as_of_the_day_of_all_samples(live: LiveOffice, tmp_path: Path) -> None:
    described = tomllib.loads((FOLDER / "filled_in.toml").read_text(encoding="utf-8"))
    before = (FOLDER / "filled in with buttons - goals.xlsm").read_bytes()
    live.activate()
    after, said = checked(live.app, before, described["today"])
    assert not said.startswith("Sorry"), said
    path = tmp_path / "after.xlsm"
    path.write_bytes(after)
    assert {goal.checked_on for goal in read_tracker(path).tracker.goals} == {described["today"]}
    with zipfile.ZipFile(path) as book:
        assert [name for name in book.namelist() if b"TODAY()" in book.read(name)] == []


def test_a_drawn_message_says_every_word_and_takes_none_for_markup() -> None:
    said = "Put <this> & that in place of yours?\n\n  " + "and so on " * 30
    drawn = ElementTree.fromstring(message_picture(said, ("Yes", "No")))
    words = " ".join(text.text or "" for text in drawn.iter("{http://www.w3.org/2000/svg}text")).split()
    assert words == ["goalsheet", *said.split(), "No", "Yes"]


def test_each_goal_of_every_finding_shows_its_rule() -> None:
    shown = []
    for path in sorted(FOLDER.glob("every finding *.xlsx")):
        read = read_tracker(path)
        assert read.problems == ()
        for verdict in judge_tracker(read.tracker, EXAMPLE_DAY, paces=paces(summarise(read.tracker, EXAMPLE_DAY))):
            rule = (verdict.goal.comment or "").partition(" ")[0]
            assert rule in [finding.rule for finding in verdict.findings], verdict.goal.statement
            shown.append(rule)
    assert shown == [rule.id for rule in all_rules()]
