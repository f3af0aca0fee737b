"""The local server as gspread sees it: every method of its that asks the server, over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import gspread
import pytest
from gspread.utils import ValueInputOption, ValueRenderOption
from sheets_clients import gspread_of

from goalsheet.local_sheets.server import LocalSheets, running

USER_ENTERED = ValueInputOption.user_entered
UNFORMATTED = ValueRenderOption.unformatted


@pytest.fixture(scope="module")
def server() -> Iterator[LocalSheets]:
    with running() as found:
        yield found


@pytest.fixture
def book(server: LocalSheets) -> gspread.Spreadsheet:
    return gspread_of(server).create("Team of Bo")


@pytest.fixture
def page(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1


def test_values_are_read_as_they_are_shown_or_as_they_are(page: gspread.Worksheet) -> None:
    page.update([["2020-01-01", "string", 53], [0.12, "1999-01-02", ""]], "A1", value_input_option=USER_ENTERED)
    assert page.get("A1:C2") == [["2020-01-01", "string", "53"], ["0.12", "1999-01-02"]]
    assert page.get("A1:C2", value_render_option=UNFORMATTED) == [[43831, "string", 53], [0.12, 36162]]
