"""Workbooks in other languages: every word is there, formulas and Python agree, and they are read as English ones are."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from conftest import ANNA, TODAY, Office
from test_computed_cells import differences, lived_in

from goalsheet.language.shelf import codes
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker

OTHERS = [code for code in codes() if code != "en"]


@pytest.mark.office
@pytest.mark.parametrize("code", OTHERS)
def test_formulas_say_what_python_says(code: str, maker: TrackerMaker, office: Office, tmp_path: Path) -> None:
    trackers = {"new": fill(load("career-year"), ANNA, TODAY), "lived in": lived_in()}
    books = {
        f"{name}.xlsx": maker.make_from(
            dataclasses.replace(one, person=dataclasses.replace(one.person, language=code))
        )
        for name, one in trackers.items()
    }
    assert differences(books, office, tmp_path) == []
