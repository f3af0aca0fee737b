"""Lines for the sheet Reviews that had to wait, once it is known what stands there."""

from __future__ import annotations

import dataclasses
import datetime as dt

from teams import DAY

from goalsheet.merge.actions import CellKey, Plan, SetCell
from goalsheet.merge.copy import Agreed, Base, BaseRow, Side
from goalsheet.merge.review_lines import news, unnoted
from goalsheet.sync.adjustments import adjustments, as_now_noted, rounds
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Review

AGREED = Base({"Goal": {"G01": BaseRow({}, agreed=Agreed({"target": 80}, DAY, "Bo Ek"))}})


def change(old: str, new: str, day: dt.date = DAY) -> Review:
    return Review(date=day, kind="Other", goal="G01", decision="Adjust", field="target", old=old, new=new)


ASKED = Review(date=DAY, kind="Other", goal="G01", field="agreement", old="Agreed", new="Changes requested")


def test_where_nothing_is_noted_they_stay_as_they_are() -> None:
    waiting = [change("80", "85"), change("85", "90"), ASKED]
    assert as_now_noted(waiting, AGREED, ()) == waiting
    assert as_now_noted(waiting, AGREED, [change("60", "75", DAY - dt.timedelta(1))]) == waiting


def test_what_was_noted_before_is_where_they_begin() -> None:
    found = as_now_noted([change("80", "85"), change("85", "90"), ASKED], AGREED, [change("80", "75")])
    assert found == [change("75", "85"), change("85", "90"), ASKED]


def test_what_is_noted_already_is_not_listed_again() -> None:
    own = dataclasses.replace(change("80", "85"), field="Target ", reason="New budget")
    assert as_now_noted([change("80", "85"), change("85", "90")], AGREED, [own]) == [change("85", "90")]


def test_they_stay_as_they_are_where_nothing_is_agreed_any_more() -> None:
    assert as_now_noted([change("80", "85")], Base({}), [change("80", "85")]) == [change("80", "85")]


def cell(column: str, old: str | None, new: str | None) -> SetCell:
    return SetCell(Side.WORKBOOK, CellKey("Goal", "G01", column), old, new, "")


def test_a_target_that_goes_there_and_back_is_listed_both_ways() -> None:
    away = Plan((cell("changed_since_agreed", None, "target 80 → 85"),), AGREED)
    back = Plan((cell("changed_since_agreed", "target 80 → 85", None),), AGREED)
    first = list(adjustments(away, [Goal(id="G01", target=85)], [], DAY))
    second = list(adjustments(back, [Goal(id="G01", target=80)], first, DAY))
    third = list(adjustments(away, [Goal(id="G01", target=95)], [*first, *second], DAY))
    assert [*first, *second, *third] == [change("80", "85"), change("85", "80"), change("80", "95")]
    assert list(adjustments(back, [Goal(id="G01", target=80)], [], DAY)) == []


def test_a_step_or_comment_that_stands_there_last_is_not_listed_again() -> None:
    proposed = dataclasses.replace(ASKED, old="Changes requested", new="Proposed: Anna, 1 Jul 2026")
    comment = dataclasses.replace(ASKED, field="comment", old=None, new="Why?")
    asked = dataclasses.replace(ASKED, new="Changes requested: Why?")
    assert unnoted([ASKED, proposed, comment], [change("80", "85"), asked, proposed]) == [ASKED]
    assert unnoted([asked, change("80", "85")], [asked, proposed, change("80", "85")]) == [asked, change("80", "85")]
    assert unnoted([proposed], [dataclasses.replace(proposed, goal="G02")]) == [proposed]


def test_goals_with_one_number_have_no_lines_and_what_was_kept_before_is_no_news() -> None:
    names, by_both = ("Anna", "Bo"), "Anna, 1 Jul 2026; Bo, 2 Jul 2026"
    two = [Goal(id="G01", agreement="Changes requested"), Goal(id="g01", agreement="Proposed")]
    kept = Goal(id="G01", agreement="Agreed", agreed_on=DAY, agreed_by=by_both, target=80, agreed_target=75)
    assert news(two, names, [], DAY) == news([kept], names, [], DAY) == []
    told = news([dataclasses.replace(kept, statement="Sell", agreed_statement="Sell")], names, [], DAY)
    assert told == [change("75", "80")]


def test_an_agreement_that_is_taken_back_is_listed_and_a_new_draft_is_not() -> None:
    before = Base({"Goal": {"G01": BaseRow({"agreement": "Agreed"})}})
    to_draft = Plan((cell("agreement", "Agreed", "Draft"),), Base({}))
    taken_back = Review(date=DAY, kind="Other", goal="G01", field="agreement", old="Agreed", new="Draft")
    goal = Goal(id="G01", agreement="Draft")
    assert list(rounds(to_draft, [goal], before, DAY)) == [taken_back]
    assert list(rounds(to_draft, [goal], Base({}), DAY)) == []
