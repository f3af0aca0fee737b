"""Attacks on feedback without names, one a test: what a form is called, when it was saved, what it says of itself."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from surveyed import answer, forms
from teams import tracker
from test_feedback_command import PEERS, made, members, peers

from goalsheet.template.maker import TrackerMaker

Change = Callable[[Path, str], None]
_PROPERTIES = "docProps/core.xml"


def after(maker: TrackerMaker, folder: Path, change: Change) -> bytes:
    """The employee's workbook, to the byte, once three peers have answered and something was done to each form."""
    folder.mkdir()
    place = made(maker, folder, tracker())
    returned = folder / "returned"
    returned.mkdir()
    sent = place.ask(*peers(*PEERS[:3]))
    for name, form in forms(sent.folder).items():
        answer(form, f"{PEERS.index(name)} is good", "Slower", 3)
        there = form.rename(returned / form.name)
        change(there, name)
    assert place.collect(sent.folder, returned).added == 3
    return place.workbook.read_bytes()


def unchanged(form: Path, name: str) -> None:
    """As it came."""
    del form, name


def saved_at_another_time(form: Path, name: str) -> None:
    """On a day of its own."""
    os.utime(form, (1_700_000_000 + PEERS.index(name) * 86_400,) * 2)


def called_after_its_writer(form: Path, name: str) -> None:
    """By whoever sent it back."""
    form.rename(form.with_name(f"{name} {PEERS.index(name)}.xlsx"))


def with_its_writer_in_its_properties(form: Path, name: str) -> None:
    """As Excel does it by itself."""
    held = members(form)
    who = f'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">{name}</dc:creator>'.encode()
    held[_PROPERTIES] = re.sub(rb"<dc:creator[^>]*>[^<]*</dc:creator>", who, held[_PROPERTIES])
    assert who in held[_PROPERTIES]
    with zipfile.ZipFile(form, "w") as book:
        for part, data in held.items():
            book.writestr(zipfile.ZipInfo(part, (2026, 8, 1 + PEERS.index(name), 9, 0, 0)), data)


@pytest.mark.slow
@pytest.mark.parametrize("change", [saved_at_another_time, called_after_its_writer, with_its_writer_in_its_properties])
def test_nothing_but_the_answers_of_a_form_reaches_the_workbook(
    maker: TrackerMaker, tmp_path: Path, change: Change
) -> None:
    assert after(maker, tmp_path / "changed", change) == after(maker, tmp_path / "unchanged", unchanged)


def test_forms_of_peers_differ_in_nothing_but_their_codes_and_to_whom_they_are_sent(
    maker: TrackerMaker, tmp_path: Path
) -> None:
    """Nobody learns from the own form who else is asked."""
    sent = made(maker, tmp_path, tracker()).ask(*peers(*PEERS[:3]))
    seen = []
    for rater in sent.survey.raters:
        own = {rater.code: "CODE", rater.person.name: "NAME"}
        seen.append({sent.file(rater).name.replace(rater.code, "CODE"): _without(members(sent.file(rater)), own)})
    assert seen[0] == seen[1] == seen[2]
    assert not re.search("|".join(PEERS), repr(seen))


def _without(parts: dict[str, bytes], words: dict[str, str]) -> dict[str, bytes]:
    for word, other in words.items():
        parts = {part: data.replace(word.encode(), other.encode()) for part, data in parts.items()}
    return parts


def test_codes_follow_from_no_name_and_no_place_on_the_list(maker: TrackerMaker, tmp_path: Path) -> None:
    codes = []
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        sent = made(maker, tmp_path / str(number), tracker()).ask(*peers(*PEERS))
        codes.append([rater.code for rater in sent.survey.raters])
    assert not set(codes[0]) & set(codes[1])


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights apart from the file's mode")
def test_only_whoever_runs_the_survey_can_read_who_said_what(maker: TrackerMaker, tmp_path: Path) -> None:
    sent = made(maker, tmp_path, tracker()).ask(*peers(*PEERS))
    assert (sent.folder / "survey.json").stat().st_mode & 0o077 == 0
