"""Hidden sheets get a tab again, whatever program wrote the workbook's main part."""

from __future__ import annotations

import pytest

from goalsheet.workbook.visibility import with_tabs

BOOK = '<{x}workbook xmlns{y}="m"><{x}sheets>{sheets}</{x}sheets></{x}workbook>'


def book(sheets: str, x: str = "") -> bytes:
    return BOOK.format(x=x, y=f":{x[:-1]}" if x else "", sheets=sheets).encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<sheet name="Conflicts" state="hidden" r:id="1"/>', '<sheet name="Conflicts" r:id="1"/>'),
        ("<sheet state = 'hidden' name='CONFLICTS'></sheet>", "<sheet name='CONFLICTS'></sheet>"),
        ('<sheet name="Conflicts" sheetId="1"/>', '<sheet name="Conflicts" sheetId="1"/>'),
        ('<sheet name="Conflicts" state="veryHidden"/>', '<sheet name="Conflicts" state="veryHidden"/>'),
        ('<sheet name="Lists" state="hidden"/>', '<sheet name="Lists" state="hidden"/>'),
        ('<sheet name="A&amp;B" state="hidden"/>', '<sheet name="A&amp;B"/>'),
    ],
)
def test_only_the_named_sheets_that_are_hidden_get_a_tab(before: str, after: str) -> None:
    attribute = 'xmlns:r="r" '
    before, after = (one.replace("<sheet ", f"<sheet {attribute}") for one in (before, after))
    assert with_tabs(book(before), {"Conflicts", "A&B"}) == book(after)


def test_elements_may_have_a_prefix() -> None:
    sheets = '<x:sheet name="Conflicts" state="hidden"/><x:sheet name="Goals"/>'
    assert with_tabs(book(sheets, "x:"), {"Conflicts"}) == book(sheets.replace(' state="hidden"', ""), "x:")
