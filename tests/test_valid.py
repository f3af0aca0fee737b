"""Validators find no error in what every template makes, with buttons or without, nor in the add-in.

They are Microsoft's Open XML SDK (npm) and openxml-audit (PyPI).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ANNA, TODAY
from test_computed_cells import lived_in
from validators import audit, sdk_errors

from goalsheet.excel.setup import find_xlwings
from goalsheet.feedback.survey import USUAL, Asked
from goalsheet.surveys.asking import ask
from goalsheet.surveys.guiding import guide
from goalsheet.template.load import built_in, load
from goalsheet.template.maker import TrackerMaker
from goalsheet.workbook.addin import build_addin, embed_addin

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("valid")
    makers = {name: TrackerMaker(load(name), TODAY) for name in built_in()}
    made = {name: maker.make(ANNA) for name, maker in makers.items()}
    made["lived in"] = makers["career-year"].make_from(lived_in())
    for name, data in made.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    with_buttons = folder / "with buttons.xlsm"
    with_buttons.write_bytes(TrackerMaker(load("career-year"), TODAY, buttons=True).make_from(lived_in()))
    (folder / "carries all.xlsm").write_bytes(embed_addin(with_buttons, find_xlwings().folder))
    asked = [Asked("A & B <c>", "", "Peer", "Survey")]
    sent = ask(lived_in(), asked, tmp_path_factory.mktemp("asked"), (), USUAL, TODAY)
    sent.file(sent.new[0]).rename(folder / "form.xlsx")
    guide(lived_in(), (), USUAL, TODAY, folder / "guide.xlsx")
    (folder / "goalsheet.xlam").write_bytes(build_addin(find_xlwings().folder))
    return sorted(folder.iterdir())


def test_the_open_xml_sdk_finds_nothing(books: list[Path]) -> None:
    assert {book.name: sdk_errors(book) for book in books} == {book.name: [] for book in books}


def test_openxml_audit_finds_no_error(books: list[Path]) -> None:
    found = audit(books[0].parent)
    assert sorted(found) == [book.name for book in books]
    assert [(name, what) for name, told in found.items() for severity, what in told if severity == "error"] == []
