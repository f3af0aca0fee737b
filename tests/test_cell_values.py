"""What stands in a cell as its column's type: read where that takes no guessing, else said."""

import datetime as dt

import pytest

from goalsheet.layout.cell_values import CellReader, Reading
from goalsheet.layout.contents import Content, Failure, NoResult, ShownAsDate
from goalsheet.layout.room import serial
from goalsheet.tracker import choices
from goalsheet.tracker.schema import Column, Kind, Owner

READER = CellReader(from_1904=False, goal_ids={"G01"})


def column(kind: Kind, **more: object) -> Column:
    return Column("c", "C", kind, Owner.EMPLOYEE, "", **more)  # type: ignore[arg-type]  # by name


TEXT, NUMBER, DATE = column(Kind.TEXT), column(Kind.NUMBER), column(Kind.DATE)
CONFIDENCE = column(Kind.WHOLE, lowest=1, highest=10)
WEIGHT = column(Kind.PERCENT, lowest=0, highest=1)
STATE = column(Kind.CHOICE, choices=choices.ACTION_STATE)
VALUE = column(Kind.CHOICE, choices=choices.VALUE)
GOAL = column(Kind.CHOICE, choices=choices.GOAL_ID)
DAY = dt.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("of", "content", "value"),
    [
        (TEXT, " as it is ", " as it is "),
        (TEXT, "two\r\nlines\r", "two\nlines\n"),
        (TEXT, "   ", None),
        (TEXT, 7.0, "7"),
        (TEXT, 0.25, "0.25"),
        (TEXT, True, "TRUE"),
        (TEXT, ShownAsDate(serial(DAY)), "2026-06-30"),
        (TEXT, "half an emoji \ud83d", "half an emoji \N{REPLACEMENT CHARACTER}"),
        (NUMBER, 1.5, 1.5),
        (NUMBER, -3.0, -3.0),
        (NUMBER, "  ", None),
        (CONFIDENCE, 7.0, 7),
        (WEIGHT, 0.3, 0.3),
        (DATE, ShownAsDate(serial(DAY) + 0.75), DAY),
        (DATE, float(serial(DAY)), DAY),
        (DATE, DAY, DAY),
        (DATE, " ", None),
        (STATE, "Done", "Done"),
        (STATE, "DONE", "Done"),
        (STATE, " ", None),
        (VALUE, "Fun", "Fun"),
        (GOAL, "g01", "g01"),
    ],
)
def test_what_fits_is_read(of: Column, content: Content, value: object) -> None:
    assert READER.read(of, content) == Reading(value)  # type: ignore[arg-type]  # one of them fits


AGAIN = "Type the day again, for instance 2027-06-30."
ALONE = "Type the number alone; words and units go elsewhere."


@pytest.mark.parametrize(
    ("of", "content", "reading"),
    [
        (NUMBER, "50", Reading(None, "the number 50 is stored as text, so nothing counts it.", "Type it again.")),
        (NUMBER, "1.5", Reading(None, "the number 1.5 is stored as text, so nothing counts it.", "Type it again.")),
        (WEIGHT, "50 %", Reading(None, "the number 50 % is stored as text, so nothing counts it.", "Type it again.")),
        (NUMBER, "50 %", Reading(None, '"50 %" is no number.', ALONE)),
        (NUMBER, "1,5", Reading(None, '"1,5" is no number.', ALONE)),
        (NUMBER, "1.500", Reading(None, '"1.500" is no number.', ALONE)),
        (NUMBER, "about 50", Reading(None, '"about 50" is no number.', ALONE)),
        (NUMBER, True, Reading(None, '"TRUE" is no number.', "Type the number again.")),
        (
            NUMBER,
            ShownAsDate(serial(DAY)),
            Reading(None, "a date stands here (2026-06-30), but this has to be a number.", "Type the number again."),
        ),
        (CONFIDENCE, 7.5, Reading(7.5, "7.5 is no whole number.", "Type a whole number.")),
        (CONFIDENCE, 70.0, Reading(70, "70 is not possible here.", "Type a number from 1 to 10.")),
        (WEIGHT, 30.0, Reading(30.0, "3000 % is not possible here.", "Type a number from 0 % to 100 %.")),
        (DATE, "2026-06-30", Reading(None, "the date 2026-06-30 is stored as text, so nothing counts it.", AGAIN)),
        (DATE, "next week", Reading(None, '"next week" is no date.', AGAIN)),
        (DATE, "06/07/2026", Reading(None, '"06/07/2026" is no date.', AGAIN)),
        (DATE, 20260630.0, Reading(None, '"20260630" is no date.', AGAIN)),
        (DATE, 5.0, Reading(None, '"5" is no date.', AGAIN)),
        (DATE, False, Reading(None, '"FALSE" is no date.', AGAIN)),
        (
            STATE,
            "Finished",
            Reading("Finished", '"Finished" is not offered here.', "Pick one of: Open, In progress, Done, Dropped."),
        ),
        (GOAL, "G01 ", Reading("G01 ", "a blank stands before or behind G01.", "Delete it, or pick the number.")),
        (GOAL, "G77", Reading("G77", 'there is no goal "G77".', "Pick its number.")),
        (TEXT, Failure("#REF!"), Reading(None, "the error #REF! stands here.", "Mend the formula, or type the value.")),
        (
            NUMBER,
            NoResult(),
            Reading(None, "this formula has no stored result.", "Open the file in Excel and save it."),
        ),
        (NUMBER, "long " * 20, Reading(None, f'"{("long " * 20)[:40]}…" is no number.', ALONE)),
    ],
)
def test_what_does_not_fit_is_said_and_kept_where_that_is_safe(of: Column, content: Content, reading: Reading) -> None:
    assert READER.read(of, content) == reading


def test_a_workbook_may_count_its_days_from_1904() -> None:
    old_mac = CellReader(from_1904=True)
    assert old_mac.read(DATE, ShownAsDate(serial(DAY) - 1462)) == Reading(DAY)
    assert old_mac.read(TEXT, ShownAsDate(0)) == Reading("1904-01-01")
