"""Whether a goal says one thing: its sentence against its cells, and the numbers of the sentence against each other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from goalsheet.smart.case import Case
from goalsheet.smart.catalogue import findings_of
from goalsheet.smart.verdict import judge
from goalsheet.tracker.goal import Goal

RANGE = {"measure": "Keep in range"}
RULES = {"M1", "M2", "M3", "M4", "M5", "M7", "M10", "M14", "M15", "M16", "M17"}


def said(text: str, **cells: Any) -> list[str]:
    case = Case(Goal(statement=text, **cells), dt.date(2026, 11, 27))
    return [finding.message for finding in findings_of(case) if finding.rule in RULES]


@pytest.mark.parametrize(
    ("text", "cells", "messages"),
    [
        (
            "Keep the fridges between 2 and 6 °C in 2027",
            {"measure": "Keep in range", "unit": "°C", "baseline": 2.0, "target": 8.0},
            ["The sentence says “2 and 6 °C”, the cells say 2 to 8."],
        ),
        (
            "Shorten the wait at the counter from 12 to 6 minutes by June",
            {"measure": "Decrease", "unit": "hours", "baseline": 12.0, "target": 6.0},
            ["The sentence counts in minutes, the cells in hours."],
        ),
        (
            "Win 12 clinics as customers by June",
            {"measure": "Increase", "unit": "%", "baseline": 0.0, "target": 12.0},
            ["The sentence counts clinics, the cells %."],
        ),
        (
            "Reduce overtime in the laundry by June",
            {"measure": "Increase", "unit": "hours", "baseline": 10.0, "target": 40.0},
            ["“Reduce” says down, but it is measured by “Increase”."],
        ),
        (
            "Bring the margin from -3 to 1 % by June",
            {"measure": "Yes / no"},
            ["The sentence goes “from -3 to 1 %”, but it is measured by “Yes / no”."],
        ),
        (
            "Keep complaints at or below 3 in 2027",
            {"measure": "Increase", "unit": "complaints", "baseline": 0.0, "target": 3.0},
            ["“Keep” says that it stays, but it is measured by “Increase”."],
        ),
        (
            "Halve the backlog of 80 tickets by June",
            {"measure": "Decrease", "unit": "tickets", "baseline": 80.0, "target": 50.0},
            ["From 80 to 50 is 38 % less, not 50 %."],
        ),
        (
            "Cut the wait from 2 hours to 30 minutes by June",
            {"measure": "Decrease", "unit": "minutes", "baseline": 2.0, "target": 30.0},
            ["The sentence says “from 2 hours to 30 minutes”, the cells say 2 to 30."],
        ),
        (
            "Keep absence below 4 % in 2027",
            {"measure": "Keep at or above", "unit": "%", "target": 4.0},
            ["The sentence says at most “4 %”, but it is measured by “Keep at or above”."],
        ),
        (
            "Answer mails within 4 hours in 2027",
            {"measure": "Keep at or above", "unit": "hours", "target": 4.0},
            ["The sentence says at most “4 hours”, but it is measured by “Keep at or above”."],
        ),
        (
            "Answer mails within 4 hours in 2027",
            {"measure": "Keep at or above", "unit": "answers", "target": 95.0},
            ["The sentence says “4 hours”, the cells say to 95."],
        ),
        (
            "Keep the on-time rate above 99 % in 2027",
            {"measure": "Keep at or below", "unit": "%", "target": 99.0},
            ["The sentence says at least “99 %”, but it is measured by “Keep at or below”."],
        ),
        (
            "Raise output from 100 to 150 a day by June",
            {"measure": "Increase", "unit": "calls a week", "baseline": 100.0, "target": 150.0},
            ["The sentence counts a day, the cells a week."],
        ),
        (
            "Cut errors from 20 to 5 a month by June",
            {"measure": "Decrease", "unit": "errors a year", "baseline": 20.0, "target": 5.0},
            ["The sentence counts a month, the cells a year."],
        ),
        (
            "Bake 120 loaves a day by June",
            {"measure": "Increase", "unit": "loaves / week", "baseline": 90.0, "target": 120.0},
            ["The sentence counts a day, the cells / week."],
        ),
        (
            "Save £5,000 on energy by June",
            {"measure": "Increase", "unit": "EUR", "baseline": 0.0, "target": 5000.0},
            ["The sentence counts in £, the cells in EUR."],
        ),
        (
            "Win £1.2m of new business by June",
            {"measure": "Increase", "unit": "£k", "baseline": 0.0, "target": 120.0},
            ["The sentence says “£1.2m”, the cells say 0 to 120."],
        ),
    ],
)
def test_a_sentence_and_its_cells_that_say_two_things(text: str, cells: dict[str, Any], messages: list[str]) -> None:
    assert said(text, **cells) == messages


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Raise on-time rate from 88 % to 95 %", {"unit": "percent", "baseline": 0.88, "target": 0.95}),
        ("Cut the wait from 12 to 6 minutes", {"unit": "min", "baseline": 12.0, "target": 6.0}),
        ("Cut the wait from 3 to 2 hours", {"unit": "h per case", "baseline": 3.0, "target": 2.0}),
        ("Save €20,000 in energy costs", {"unit": "EUR", "baseline": 0.0, "target": 20000.0}),
        ("Raise revenue from 1.2 to 1.5 million euros", {"unit": "€", "baseline": 1200000.0, "target": 1500000.0}),
        (
            "Raise the pass rate by 5 percentage points, from 80 % to 85 %",
            {"unit": "%", "baseline": 80.0, "target": 85.0},
        ),
        ("Win £1.2m of new business", {"unit": "£k", "baseline": 0.0, "target": 1200.0}),
        ("Raise revenue from 1.2 to 1.5 million euros", {"unit": "T€", "baseline": 1200.0, "target": 1500.0}),
        ("Win £1.2m of new business", {"unit": "m GBP", "baseline": 0.0, "target": 1.2}),
        ("Cut the wait from 2 hours to 30 minutes", {"unit": "minutes", "baseline": 120.0, "target": 30.0}),
        ("Cut the wait from 2 hours to 30 minutes", {"unit": "hours", "baseline": 2.0, "target": 0.5}),
        ("Raise output from 900 kg to 1.1 t", {"unit": "kg a day", "baseline": 900.0, "target": 1100.0}),
        ("Halve the backlog of 80 tickets", {"unit": "tickets", "baseline": 80.0, "target": 40.0}),
        ("Raise the share of repeat orders by 5 %", {"unit": "%", "baseline": 40.0, "target": 45.0}),
        ("Raise calls from 100 to 150 per day", {"unit": "calls a day", "baseline": 100.0, "target": 150.0}),
        ("Raise calls from 100 to 150 a day", {"unit": "calls daily", "baseline": 100.0, "target": 150.0}),
        ("Raise calls from 100 to 150 per week", {"unit": "calls weekly", "baseline": 100.0, "target": 150.0}),
        ("Raise calls from 20 to 30 a day", {"unit": "calls a week", "baseline": 100.0, "target": 150.0}),
        ("Raise calls from 20 to 30 a day", {"unit": "calls", "baseline": 20.0, "target": 30.0}),
        ("Move the result from -£500 to £0", {"unit": "GBP", "baseline": -500.0, "target": 0.0}),
        ("Save $500 a month", {"unit": "AUD", "baseline": 0.0, "target": 500.0}),
        ("Keep absence below 4 %", {"measure": "Keep at or below", "unit": "%", "baseline": 0.0, "target": 4.0}),
        ("Hold at least eight workshops", {"unit": "workshops", "baseline": 0.0, "target": 8.0}),
        ("Repair half a dozen bikes", {"unit": "bikes", "baseline": 0.0, "target": 6.0}),
        ("Sell 1,250 season tickets", {"unit": "tickets", "baseline": 0.0, "target": 1250.0}),
        ("Win 12 clinics as customers", {"unit": "customers", "baseline": 0.0, "target": 12.0}),
        (
            "Keep the reading room between 18 and 21 °C",
            {"measure": "Keep in range", "unit": "°C", "baseline": 18.0, "target": 21.0},
        ),
        (
            "Reduce rework by raising first-time-right",
            {"measure": "Decrease", "unit": "pieces", "baseline": 9.0, "target": 3.0},
        ),
        (
            "Keep improving the share of repeat orders from 40 % to 50 %",
            {"unit": "%", "baseline": 40.0, "target": 50.0},
        ),
        (
            "Reduce scrap by raising the share of good parts from 90 % to 95 %",
            {"unit": "%", "baseline": 90.0, "target": 95.0},
        ),
    ],
)
def test_what_means_the_same_is_no_difference(text: str, cells: dict[str, Any]) -> None:
    falls = cells.get("baseline", 0.0) > cells["target"]
    measure = cells.get("measure", "Decrease" if falls else "Increase")
    assert said(text, **{**cells, "measure": measure}) == []


@pytest.mark.parametrize(
    ("text", "target", "unit"),
    [
        ("Wash 40 mugs", 40.0, "bowls"),
        ("Wash 40 mugs", None, "bowls"),
        ("Wash 40 mugs a day", 40.0, "bowls a day"),
        ("Have zero broken mugs", 0.0, "bowls"),
        ("Bake 40 loaves", 40.0, "cakes"),
        ("Call 20 customers", 20.0, "suppliers"),
        ("Train 14 nurses", 14.0, "drivers"),
        ("Plant 50 trees", 50.0, "shrubs"),
        ("Clean 12 shop windows", 12.0, "doors"),
        ("Milk 40 cows", 40.0, "tractors"),
        ("Send 30 invoices", 30.0, "Reports"),
        ("Lose 5 kg", 5.0, "km"),
        ("Cut the wait to 25 minutes", 25.0, "km"),
        ("Drive 200 km", 200.0, "miles"),
        ("Brew 20 gallons of beer", 20.0, "litres"),
        ("Plant 300 trees", 300.0, "kg"),
        ("Read 12 books", 12.0, "articles"),
        ("Finish 3 audits", 3.0, "calls"),
    ],
)
def test_what_the_sentence_counts_is_not_what_the_cells_count(text: str, target: float | None, unit: str) -> None:
    case = Case(Goal(statement=text, measure="Increase", target=target, unit=unit), dt.date(2026, 11, 27))
    counts = [f.message for f in findings_of(case) if f.rule == "M14"]
    assert [message.rpartition(", the cells ")[2] in (f"{unit}.", f"in {unit}.") for message in counts] == [True]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Wash 40 mugs", "mug"),
        ("Wash 40 mugs", "cups"),
        ("Wash 40 mugs", "dishes"),
        ("Wash 40 mugs", "pieces"),
        ("Wash 40 mugs", "items"),
        ("Wash 40 mugs", "units"),
        ("Wash 40 mugs", "number"),
        ("Wash 40 mugs", "count"),
        ("Wash 40 mugs", "pcs"),
        ("Wash 40 mugs", "#"),
        ("Wash 40 mugs", "boxes"),
        ("Wash 40 mugs and bowls", "bowls"),
        ("Wash 40 mugs", "bowls or mugs"),
        ("Call 40 customers", "calls"),
        ("Call 40 customers", "clients"),
        ("Call 40 customers", "people"),
        ("Win 40 clinics", "customers"),
        ("Win 40 clinics", "contracts"),
        ("Serve 40 guests", "meals"),
        ("Train 40 nurses", "trainees"),
        ("Train 40 nurses", "certificates"),
        ("Plant 40 oaks", "trees"),
        ("Repair 40 bikes", "bicycles"),
        ("Bake 40 loaves", "loaf"),
        ("Shelve 40 books", "volumes"),
        ("Milk 40 cows", "head"),
        ("Sell 40 spa packages by phoning guests", "ahead"),
        ("Save 40 litres of water", "l"),
        ("Sell 40 kg of cheese", "kg"),
        ("Drive 40 miles", "mile"),
        ("Finish 40 audits", "inspections"),
        ("Hold 40 meetings", "calls"),
        ("Visit 40 customers", "visits"),
    ],
)
def test_another_word_for_what_is_counted_is_no_difference(text: str, unit: str) -> None:
    assert said(text, measure="Increase", baseline=0.0, target=40.0, unit=unit) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Raise output by 20 %, from 100 to 150 parts a day", "From 100 to 150 is 50 % more, not 20 %."),
        ("Halve the paper use from 100 to 80 boxes", "From 100 to 80 is 20 % less, not 50 %."),
        ("Cut the stock by a third, from 90 to 80 pallets", "From 90 to 80 is 11 % less, not 33 %."),
        ("Double the volunteers from 15 to 25 people", "From 15 to 25 is 67 % more, not 100 %."),
    ],
)
def test_numbers_of_a_sentence_that_contradict_each_other(text: str, message: str) -> None:
    assert said(text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "Raise output by 20 %, from 100 to 120 parts a day",
        "Cut the stock by a third, from 90 to 60 pallets",
        "Raise the share by 5 %, from 80 % to 85 %",
        "Raise the share by 6 %, from 80 % to 85 %",
        "Double the volunteers from 15 to 30 people",
        "Cut errors by about 30 %, from 47 to 33",
        "Halve the wait from 9 to 4.5 minutes",
        "Raise sales from 100 to 150 units by calling 20 % more customers",
    ],
)
def test_numbers_that_agree_or_are_of_different_things_are_no_contradiction(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("Look after goal 3 of the ISO 9001 programme", ["“3” is a name or a date here, not an amount."]),
        ("Do 12 things by June", ["“12 things” does not say what is counted."]),
        ("Give 110 % every day at work", ["“110 %” does not say what is counted."]),
        ("Provide 24/7 cover in the ward", ["“24” is a name or a date here, not an amount."]),
        ("Complete the 5S audit of the workshop", []),
    ],
)
def test_a_number_that_measures_nothing_is_told_as_what_it_is(text: str, messages: list[str]) -> None:
    assert said(text) == messages


def test_a_mistake_in_the_cells_does_not_make_an_amount_a_name() -> None:
    cells = {"measure": "Increase", "unit": "%", "baseline": 5.0, "target": 5.0}
    assert said("Raise repeat orders to 5 % by June", **cells) == []


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Raise stock accuracy", {"measure": "Increase", "baseline": 90.0, "target": 99.0}),
        ("Keep stock accuracy", {"measure": "Keep at or above", "target": 99.0}),
        ("Look after goal 3 of the ISO 9001 programme", {"measure": "Increase", "target": 14.0}),
    ],
)
def test_a_target_without_its_unit_is_all_that_is_missing(text: str, cells: dict[str, Any]) -> None:
    assert said(text, **cells) == ["The target has no unit."]


def test_from_and_to_answer_which_of_two_readings_a_percentage_has() -> None:
    text, cells = "Raise the conversion rate by 5 %", {"measure": "Increase", "unit": "%"}
    readings = ["“by 5 %” of a percentage has two readings."]
    assert said(text, **cells, baseline=20.0) == readings
    assert said(text, **cells, baseline=20.0, target=21.0) == []
    assert said("Raise the conversion rate by 5 %, from 20 % to 21 %") == []


def advice(text: str, **cells: Any) -> tuple[str, str]:
    """The label of a goal, and the rule whose advice comes first."""
    verdict = judge(Case(Goal(statement=text, **cells), dt.date(2026, 11, 27)))
    return verdict.label, verdict.suggestion.rule if verdict.suggestion else ""


def test_a_number_in_the_sentence_is_no_level_of_the_cells() -> None:
    levels = {"measure": "Levels -2 to +2", "unit": "level", "baseline": -2.0}
    assert said("Teach three colleagues to build a funnel report by June", **levels, target=0.0) == []
    assert said("Teach one colleague to build a funnel report by June", **levels, target=1.0) == []


WHOLE = {
    "resources": "Time on Fridays",
    "depends_on": "Kim",
    "why": "Fewer calls at night for the whole team",
    "objective": "A calm ward",
    "confidence": 8,
    "due": dt.date(2027, 6, 30),
}


def test_a_goal_that_contradicts_itself_is_not_smart_and_that_leads_the_advice() -> None:
    text = "Cut late reports on the ward from 8 to 3 a month by 30 June 2027"
    cells = WHOLE | {"measure": "Decrease", "unit": "reports a month", "baseline": 8.0, "evidence": "Ward log"}
    assert advice(text, **cells, target=3.0) == ("SMART", "T9")
    assert advice(text, **cells, target=2.0) == ("Nearly", "M10")
    turned = {"measure": "Increase", "unit": "hours", "baseline": 8.0, "target": 9.0}
    assert advice("Cut overtime by 30 June 2027", **turned)[1] == "M15"
    assert advice("Sell 30 bikes by 30 June 2027", due=dt.date(2027, 3, 31))[1] == "T3"
