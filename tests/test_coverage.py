"""What goals live up to: the values and objectives that they serve, and what is said of the gaps."""

from __future__ import annotations

from goalsheet.tracker.goal import Goal
from goalsheet.tracker.vision import PersonalValue
from goalsheet.vision.coverage import Coverage, ranked, served

GOALS = (
    Goal(id="G01", statement="One", value=" growth", objective="Sound finances"),
    Goal(id="G03", statement="Two", value="Growth"),
    Goal(id="G04", statement="Three", value="Variety"),
)


def said(*of: object) -> list[str | None]:
    covered = Coverage(*of)  # type: ignore[arg-type]  # goals, values, objectives
    return [covered.about_values, covered.about_objectives, covered.about_goals]


def test_values_stand_by_their_rank_and_those_without_one_last() -> None:
    values = [
        PersonalValue("Health"),
        PersonalValue("Growth", 2),
        PersonalValue(" ", 1),
        PersonalValue("  My  own ", 2),
        PersonalValue("Honesty", 1),
    ]
    assert ranked(values) == ("Honesty", "Growth", "My own", "Health")


def test_a_value_says_how_many_goals_serve_it() -> None:
    assert [served(value, GOALS) for value in ("GROWTH", "Variety", "Health", " ", None)] == [
        "2 goals",
        "1 goal",
        "nothing serves it yet",
        None,
        None,
    ]


def test_gaps_are_named() -> None:
    assert said(GOALS, ("Growth", "Learning", "Health"), ("Sound finances", "Happy customers")) == [
        "Nothing serves Learning, Health.",
        "Nothing serves Happy customers.",
        "Serve none of these: G04.",
    ]


def test_what_is_whole_is_said_to_be() -> None:
    assert said(GOALS, ("Growth", "Variety"), ("Sound finances",)) == [
        "Each of your values is served by a goal.",
        "Each objective is served by a goal.",
        "Each goal serves a value of yours or an objective.",
    ]


def test_an_empty_map_says_how_to_begin() -> None:
    assert said((), (), ()) == [
        "Choose your values above, and see here which of your goals live up to them.",
        "The company names no objectives here.",
        None,
    ]
    assert said((), ("Growth",), ("Sound finances",)) == [
        "Write your first goal and say which value it serves: the map fills itself.",
        None,
        None,
    ]
