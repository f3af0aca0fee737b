"""Every rule by its own examples, and the laws that hold for all of them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.smart.case import Case
from goalsheet.smart.catalogue import all_rules, findings_of
from goalsheet.smart.rule import Rule
from goalsheet.smart.sentence_marks import MET
from goalsheet.smart.verdict import judge, judge_sentence
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.tracker import Cycle

DATA = Path(__file__).parent / "data"
TODAY = dt.date(2026, 11, 27)


def labelled() -> list[dict[str, object]]:
    return [json.loads(line) for line in (DATA / "goal_sentences.jsonl").read_text(encoding="utf-8").splitlines()]


def found(text: str) -> list[str]:
    return [finding.rule for finding in judge_sentence(text, TODAY).findings]


def marks(text: str) -> str:
    """The marks that a sentence alone has, as digits for S M T A R."""
    given = judge_sentence(text, TODAY).marks
    return "".join(str(given[name]) for name in ("specific", "measurable", "timely", "achievable", "relevant"))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_finds_its_failing_example_and_leaves_its_passing_one_alone(rule: Rule) -> None:
    assert rule.id in [finding.rule for finding in findings_of(rule.fails.case())]
    assert rule.id not in [finding.rule for finding in findings_of(rule.passes.case())]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_finding_says_what_and_what_to_do_in_sentences(rule: Rule) -> None:
    (finding,) = [finding for finding in findings_of(rule.fails.case()) if finding.rule == rule.id]
    for text in (finding.message, finding.hint, rule.why):
        assert text[0] in "“0123456789" or text[0].isupper()
        assert text[-1] in ".?…”"
    statement = rule.fails.statement
    assert finding.span is None or statement[slice(*finding.span)].strip() == statement[slice(*finding.span)] != ""
    assert finding.column is None or finding.column in Goal.__dataclass_fields__


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.needs_cells], ids=lambda rule: rule.id)
def test_a_rule_that_is_shown_by_a_row_finds_nothing_in_a_sentence_alone(rule: Rule) -> None:
    shown = [example.statement for other in all_rules() for example in (other.fails, other.passes)]
    assert [text for text in shown if rule.find(Case(Goal(statement=text), TODAY, in_workbook=False))] == []


@pytest.mark.slow
def test_a_mark_below_good_always_comes_with_a_reason() -> None:
    for row in labelled():
        verdict = judge_sentence(str(row["text"]), TODAY)
        low = {criterion for criterion, mark in verdict.marks.items() if mark is not None and mark < MET}
        assert low <= {finding.criterion for finding in verdict.findings}, row["text"]


@pytest.mark.parametrize(
    ("goal", "expected", "advice"),
    [
        (
            "Increase productivity by 20 % in the next three months, using time management tools.",
            "22220",
            "Say how productivity is counted, and write the two numbers: from what today to what.",
        ),
        (
            "Master Photoshop by the end of February through an online course.",
            "22220",
            "What will you show in the end: a certificate, a report, a signed form? Write it under Evidence.",
        ),
        (
            "Transition from marketing to sales by June by updating my resume and applying for internal openings.",
            "32230",
            "Name who decides under Depends on, and add what is in your own hands.",
        ),
        (
            "Achieve a senior position in the department by year-end through certification and regular feedback.",
            "32220",
            "Name who decides under Depends on, and add what is in your own hands.",
        ),
    ],
)
def test_the_guides_four_examples_are_ready_and_get_sensible_advice(goal: str, expected: str, advice: str) -> None:
    verdict = judge_sentence(goal, TODAY)
    assert verdict.is_ready
    assert marks(goal) == expected
    assert advice in [finding.hint for finding in verdict.findings]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Transition from marketing to sales by June by updating my resume", "Change career path"),
        ("Achieve a senior position in the department by year-end through certification and feedback", "Advance"),
    ],
)
def test_a_new_job_is_achievable_as_soon_as_those_who_decide_on_it_are_named(text: str, category: str) -> None:
    """By the worked marks of the rules' reference; a sentence alone has no cell for them."""
    goal = Goal(statement=text, category=category, obstacle_plan="If nobody leaves, I ask again in autumn.")
    named = replace(goal, depends_on="Head of department")
    assert [judge(Case(one, TODAY)).marks["achievable"] for one in (goal, named)] == [1, 3]
    assert (judge_sentence(text, TODAY).marks["achievable"] or 0) >= MET


# The failure modes of other checks, each with the goal that shows it


def test_a_digit_alone_measures_nothing() -> None:
    for text in ("Look after goal 3 by 2026", "Work on Windows 11 in Q2", "Be happy, confidence 8/10"):
        assert judge_sentence(text, TODAY).marks["measurable"] in (0, 1), text


def test_number_words_and_frequencies_measure() -> None:
    for text in (
        "Visit the Leeds depot twice a week",
        "Halve scrap on line 2",
        "Have zero missed appointments in the clinic",
    ):
        assert (judge_sentence(text, TODAY).marks["measurable"] or 0) >= MET, text


def test_a_vague_verb_passes_with_a_hard_number_and_a_strong_one_fails_with_nothing_behind_it() -> None:
    assert (judge_sentence("Improve NPS from 31 to 40", TODAY).marks["specific"] or 0) >= MET
    assert judge_sentence("Deliver results", TODAY).marks["specific"] == 1


def test_an_amount_after_by_is_no_means() -> None:
    for words in ("by at least 20 %", "by about 20 %", "by more than 20 %", "by between 10 and 20 %"):
        verdict = judge_sentence(f"Increase sales {words} by June", TODAY)
        assert (verdict.marks["measurable"], verdict.marks["achievable"]) == (2, 0), words


def test_an_amount_of_money_needs_no_other_name() -> None:
    assert marks("Save £5,000 by 30 June 2027") == "23300"


def test_who_holds_workshops_says_more_than_who_attends_some() -> None:
    assert judge_sentence("Deliver 5 workshops by June", TODAY).marks["specific"] == 2
    assert judge_sentence("Attend 5 workshops by June", TODAY).marks["specific"] == 1


def test_the_sentence_alone_can_go_the_wrong_way() -> None:
    assert "M9" in found("Decrease churn from 5 % to 8 % by June")


def test_a_row_with_a_slip_in_its_numbers_or_dates_is_not_smart() -> None:
    row = Goal(id="G01", statement="Raise repeat orders", measure="Increase", unit="%", baseline=40, target=40)
    assert judge(Case(row, TODAY)).marks["measurable"] == 1
    late = Goal(id="G01", statement="Raise repeat orders", due=dt.date(2026, 10, 31), rhythm="Monthly")
    assert judge(Case(late, TODAY)).marks["timely"] == 1


def test_what_is_due_after_the_cycle_is_vague_in_time() -> None:
    goal = Goal(statement="Publish the price list", start=TODAY, due=dt.date(2028, 3, 31), rhythm="Weekly")
    year = Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))
    assert [judge(Case(goal, TODAY, cycle=cycle)).marks["timely"] for cycle in (None, year)] == [3, 1]


def test_a_range_that_begins_above_its_end_holds_nothing() -> None:
    goal = Goal(statement="Keep the fridges at the right °C", measure="Keep in range", unit="°C")
    turned = judge(Case(replace(goal, baseline=6.0, target=2.0), TODAY))
    told = [(finding.rule, finding.message, finding.hint) for finding in turned.findings if finding.rule == "M9"]
    assert told == [("M9", "The range begins at 6 and ends at 2, so no number lies in it.", "Swap From and To.")]
    assert turned.marks["measurable"] == 1
    for start, end in ((2.0, 6.0), (4.0, 4.0)):
        assert judge(Case(replace(goal, baseline=start, target=end), TODAY)).marks["measurable"] == 3


@pytest.mark.parametrize(
    ("cells", "aim"),
    [
        ({"measure": "Increase", "target": 8, "unit": "clinics"}, "reaching 8 clinics"),
        ({"measure": "Running total", "target": 1_200_000, "unit": "EUR"}, "reaching 1,200,000 EUR"),
        ({"measure": "Decrease", "target": 2.5}, "this goal"),
        ({"measure": "Yes / no"}, "this goal"),
        ({}, "this goal"),
    ],
)
def test_little_confidence_asks_what_would_raise_it_in_the_goals_own_words(cells: dict[str, Any], aim: str) -> None:
    goal = Goal(statement="Win eight new clinics as customers", confidence=4, **cells)
    told = [one.hint for one in judge(Case(goal, TODAY)).findings if one.criterion == "realistic"]
    assert told == [f"What would make you one point surer of {aim}? Add that under Means and support."]


def test_an_objective_that_the_company_does_not_have_serves_nothing() -> None:
    goal = Goal(statement="Publish the price list", objective="World peace")
    known = ("Faster service", "World peace")
    assert [judge(Case(goal, TODAY, objectives=said)).marks["relevant"] for said in ((), known[:1], known)] == [2, 0, 2]


@pytest.mark.parametrize("measure", ["Increase", "Decrease", "Running total"])
def test_a_target_that_is_the_start_leaves_no_way_to_go(measure: str) -> None:
    row = Goal(id="G01", statement="Win 40 repeat orders", measure=measure, unit="orders", baseline=40, target=40)
    verdict = judge(Case(row, TODAY))
    assert ("M8" in {finding.rule for finding in verdict.findings}, verdict.marks["measurable"]) == (True, 1)


def test_a_day_that_has_passed_or_that_no_calendar_has_is_no_good_deadline() -> None:
    for day, rule in (("30 June 2025", "T5"), ("2027-06-31", "T8"), ("31/06/2027", "T8"), ("2027-13-01", "T8")):
        verdict = judge_sentence(f"Publish the price list by {day}", TODAY)
        assert (verdict.marks["timely"], [f.rule for f in verdict.findings if f.criterion == "timely"]) == (1, [rule])


def test_numbers_beyond_measure_are_no_amount() -> None:
    assert judge_sentence(f"Win 1{'0' * 400} sales by June", TODAY).quantities == ()


def test_a_skill_with_the_task_it_is_for_is_specific() -> None:
    assert judge_sentence("Learn Spanish", TODAY).marks["specific"] == 1
    assert judge_sentence("Learn enough Spanish to take orders from Madrid", TODAY).marks["specific"] == 2


def test_weights_that_are_all_0_are_found_and_one_that_is_0_is_not() -> None:
    first, second = Goal(id="G01", statement="Sell 30 bikes", weight=0), Goal(id="G02", statement="Call 20 shops")

    def told(weight: float | None) -> list[str]:
        goals = (first, replace(second, weight=weight))
        findings = [judge(Case(goal, TODAY, goals=goals)).findings for goal in goals]
        return [finding.message for of_goal in findings for finding in of_goal if finding.rule == "R7"]

    assert told(0) == ["The weights of all goals make 0 %."] * 2
    assert (told(None), told(1)) == (["The weights of all goals make 0 %."], [])


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Deliver results by June", 1),
        ("Make progress by June", 1),
        ("Improve things by June", 1),
        ("Improve everything by June", 1),
        ("Be better by June", 0),
        ("Improve communication with the suppliers by June", 2),
        ("Improve customer satisfaction by June", 2),
        ("Improve the NPS by June", 2),
    ],
)
def test_a_target_in_the_cells_makes_something_named_specific_and_nothing_else(text: str, mark: int) -> None:
    goal = Goal(statement=text, measure="Increase", unit="points", baseline=20.0, target=40.0)
    assert judge(Case(goal, TODAY)).marks["specific"] == mark


def test_a_single_number_of_the_sentence_is_held_against_the_target() -> None:
    cells = {"measure": "Increase", "unit": "subscribers", "baseline": 100.0}
    for target, differs in ((300.0, True), (400.0, False)):
        goal = Goal(id="G01", statement="Increase subscribers to 400 by June", target=target, **cells)  # type: ignore[arg-type]  # a row of columns by name
        assert ("M10" in [finding.rule for finding in judge(Case(goal, TODAY)).findings]) is differs


def test_a_bare_number_after_by_is_an_amount() -> None:
    assert judge_sentence("Reduce complaints by 10 by 30 June 2027", TODAY).marks["measurable"] == 2


def test_a_goal_in_noun_style_passes() -> None:
    assert marks("20 % fewer support tickets by May") == "22200"


def test_the_one_who_does_it_is_no_deadline() -> None:
    assert judge_sentence("Have the contract reviewed by Ann", TODAY).marks["timely"] == 0


def test_the_objectives_own_words_are_no_reason() -> None:
    case = Case(Goal(statement="Deliver faster service"), TODAY, objectives=("Faster service",))
    assert judge(case).marks["relevant"] == 0
    assert "R8" in [finding.rule for finding in judge(case).findings]


def test_a_percentage_and_a_day_tacked_on_do_not_make_a_goal_smart() -> None:
    verdict = judge_sentence("Improve communication by 100 % by Friday", TODAY)
    assert verdict.label == "Not yet"
    assert "M5" in [finding.rule for finding in verdict.findings]


def test_other_languages_are_told_that_their_words_are_not_judged() -> None:
    verdict = judge_sentence("Ich will bis 30.06.2027 die Angebote für unsere Kunden mit dem Team überarbeiten", TODAY)
    assert verdict.marks == {
        "specific": None, "measurable": None, "timely": 3, "achievable": None, "relevant": None, "realistic": None,
    }  # fmt: skip
    assert [(finding.rule, finding.hint) for finding in verdict.findings] == [
        ("S10", "Fill in the cells: they are checked in every language.")
    ]
    assert not verdict.is_ready


def test_what_cannot_be_judged_is_no_pass() -> None:
    goal = Goal(statement="Win eight new clinics by 30 June 2027 by calling them so that we grow in the north")
    verdict = judge(Case(goal, TODAY))
    assert verdict.marks["realistic"] is None
    assert "R1" in [finding.rule for finding in verdict.findings]


def test_the_suggestion_says_what_before_how_much_and_by_when() -> None:
    for text, rule in (
        ("Improve communication", "S1"),
        ("Improve picking accuracy", "M1"),
        ("Cut complaints from the north region from 40 to 20", "T1"),
    ):
        suggestion = judge_sentence(text, TODAY).suggestion
        assert suggestion is not None
        assert suggestion.rule == rule, text


def test_the_suggestion_is_of_a_mark_that_is_not_met() -> None:
    verdict = judge_sentence("Win eight new clinics in Leeds by calling them so that we grow in the north", TODAY)
    assert verdict.suggestion is not None
    assert verdict.suggestion.rule == "T1"


def test_a_bare_wish_is_found_in_every_letter() -> None:
    assert found("Improve communication") == ["S1", "S2", "M1", "T1", "A1", "R8"]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_a_verdict(text: str) -> None:
    verdict = judge_sentence(text, TODAY)
    assert all(mark is None or 0 <= mark <= 3 for mark in verdict.marks.values())
    assert all(0 <= span[0] <= span[1] <= len(text) for f in verdict.findings if (span := f.span))


PIECES = st.lists(
    st.sampled_from(
        [
            "by",
            "to",
            "from",
            "20",
            "%",
            "5",
            "€",
            ",",
            ".",
            ";",
            "->",
            "June",
            "may",
            "31/12",
            "Q3",
            "within",
            "weeks",
            "the",
            "a",
            "improve",
            "cut",
            "with",
            "using",
            "so",
            "that",
            "because",
            "8/10",
            "every",
            "zero",
            "half",
            "first",
            "next",
            "year-end",
            "ISO",
            "9001",
            "#",
            "(",
            ")",
            "/",
            "-",
            "–",
            "“",
            "1.250,5",
            "Ö",
            "漢",
            "0",
            "00",
            "99999999999999999999",
            "month",
            "months",
            "before",
        ]
    ),
    max_size=25,
)


@settings(max_examples=400, deadline=None)
@given(PIECES, st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_any_mixture_of_time_and_number_words_gets_a_verdict(pieces: list[str], today: dt.date) -> None:
    verdict = judge_sentence(" ".join(pieces), today)
    assert all(mark is None or 0 <= mark <= 3 for mark in verdict.marks.values())


@pytest.mark.parametrize("piece", ["1 ", "1,", "from 3 to ", "by the end of ", "with the "])
def test_a_text_far_too_long_for_a_goal_is_judged_by_its_beginning(piece: str) -> None:
    beginning, whole = (judge_sentence((piece * 20_000)[:length], TODAY) for length in (1000, 32_767))
    assert whole.marks == beginning.marks


CELLS = {
    "statement": st.sampled_from(["Improve", "Win eight clinics by June", "Mehr Umsatz mit den Kunden und dem Team"]),
    "measure": st.sampled_from([None, *choices.MEASURE.words]),
    "unit": st.sampled_from([None, "%"]),
    "target": st.sampled_from([None, 0.0, 8.0]),
    "resources": st.sampled_from([None, "A course"]),
    "why": st.sampled_from([None, "Short", "So that our customers wait less"]),
    "objective": st.sampled_from([None, "Growth"]),
    "confidence": st.sampled_from([None, 3.0, 9.0]),
    "due": st.sampled_from([None, dt.date(2020, 1, 1), dt.date(2027, 3, 1), dt.date(2039, 1, 1)]),
    "kind": st.sampled_from([None, *choices.GOAL_KIND.words]),
}


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries(CELLS), st.sampled_from([None, 0.1, 2.5, 5.0]))
def test_a_low_mark_of_a_row_always_comes_with_a_reason(cells: dict[str, Any], pace: float | None) -> None:
    verdict = judge(Case(Goal(id="G01", **cells), TODAY, pace=pace))
    low = {criterion for criterion, mark in verdict.marks.items() if mark is None or mark < MET}
    untold = low - {finding.criterion for finding in verdict.findings}
    assert verdict.is_english or untold <= {"achievable", "relevant", "measurable"}
    assert not verdict.is_english or untold == set()


@pytest.mark.slow
def test_the_check_agrees_with_the_labels_it_was_written_against() -> None:
    right = dict.fromkeys(("specific", "measurable", "achievable", "relevant", "timely"), 0)
    rows = labelled()
    for row in rows:
        verdict = judge_sentence(str(row["text"]), dt.date.fromisoformat(str(row["today"])))
        for name in right:
            right[name] += int((verdict.marks[name] or 0) >= MET) == row[name]
    assert {name for name, count in right.items() if count < 0.92 * len(rows)} == set()


def test_a_fuzzy_word_in_the_name_of_a_day_is_none() -> None:
    assert "S7" not in found("Finish the audit by Good Friday.")
    assert "S7" in found("Give good training by Good Friday.")
