"""A template of one's own: what it makes, and what is said about mistakes in it."""

import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from conftest import ANNA
from own_templates import ANA, BO, README, SMALL, TODAY, context_of, fillable, filled, person, problems_of

from goalsheet.errors import BadTemplate, CannotRead
from goalsheet.feedback.survey import USUAL, Questions
from goalsheet.layout.design import design
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.template.parse import KNOWN, parse
from goalsheet.template.render import Text
from goalsheet.tracker.choices import REWARD_TRIGGER
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, Reward
from goalsheet.tracker.person import Manager
from goalsheet.tracker.schema import Kind
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker


def test_a_small_template_makes_a_tracker() -> None:
    assert filled(SMALL) == Tracker(
        person=ANA,
        cycle=Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
        template=TemplateName("my-template", "my-template", "1"),
        greeting="Hello, Ana",
        introduction="This is yours.",
        goals=(
            Goal(
                statement="Master Excel by 31 December 2027",
                measure="Milestones",
                weight=1.0,
                due=dt.date(2027, 12, 31),
                agreement="Draft",
            ),
        ),
        actions=(Action(goal="G01", action="Book a course", due=dt.date(2027, 2, 28), state="Open"),),
    )


def test_a_condition_drops_a_goal_with_its_actions_and_closes_the_gap() -> None:
    for_sales = SMALL + "\n[[goals]]\nstatement = 'Sell'\nwhen = \"person.job_family == 'sales'\"\n"
    for_all = for_sales + "\n[[goals]]\nstatement = 'Rest'\n\n[[goals.actions]]\naction = 'Sleep'\n"

    def summary(family: str) -> tuple[list[str | None], list[str | None]]:
        tracker = filled(for_all, person(family, "", ""))
        return [goal.statement for goal in tracker.goals], [action.goal for action in tracker.actions]

    master = "Master Excel by 31 December 2027"
    assert summary("sales") == ([master, "Sell", "Rest"], ["G01", "G03"])
    assert summary("finance") == ([master, "Rest"], ["G01", "G02"])


def test_a_job_title_may_have_its_own_words_within_its_family() -> None:
    content = SMALL.replace(
        "[[goals]]",
        '[words.sales]\ntool = "the CRM"\n[words.sales.titles."Key  account"]\ntool = "the plan"\n[[goals]]',
        1,
    )
    tools = {
        ("sales", "Senior key Accounts Lead"): "the plan",
        ("sales", "Monkey accountant"): "the CRM",
        ("sales", ""): "the CRM",
        ("legal", "Key Account Manager"): "Excel",
    }
    for (family, title), tool in tools.items():
        (goal,) = filled(content, replace(ANA, job_family=family, job_title=title)).goals
        assert goal.statement == f"Master {tool} by 31 December 2027"


def test_a_template_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    path = tmp_path / "my-template.toml"
    path.write_text("\N{ZERO WIDTH NO-BREAK SPACE}" + SMALL, encoding="utf-8")  # as some editors on Windows save it
    assert load(str(path)).name == "my-template"
    with pytest.raises(CannotRead) as unknown:
        load("career")
    assert str(unknown.value) == (
        'There is no template "career". Built in are career-year, change-career-path, learn-a-skill, '
        "performance-quarter; or name a .toml or .xlsx file."
    )
    with pytest.raises(CannotRead) as missing:
        load("nowhere/my-template.toml")
    assert str(missing.value) == (
        "nowhere/my-template.toml: No such file or directory. Check the path of the template."
    )


# Mistakes


class Mistake(NamedTuple):
    """What is written instead of what, and what is said about it."""

    right: str
    wrong: str
    message: str


MISTAKES = {
    "a name that nobody knows": Mistake(
        "words.tool",
        "employee.tool",
        'my-template.toml, starter goal 1, statement: nothing is called "employee". '
        "A template may use begin, cycle, manager, person, template, today, words.",
    ),
    "a misspelt part of a name": Mistake(
        "This is yours.",
        "{{ person.jobtitle }}",
        'my-template.toml, [welcome] introduction: nothing is called "person.jobtitle". Did you mean person.job_title?',
    ),
    "a name that the cycle comes before": Mistake(
        'name = "2027"',
        'name = "{{ person.name }}"',
        'my-template.toml, [cycle] name: nothing is called "person". A template may use template, today.',
    ),
    "a column that is none": Mistake(
        "action =",
        "step =",
        'my-template.toml, starter goal 1, action 1: "step" means nothing here. '
        "Possible are: action, done_on, due, result, state, value_by_then, weight, who.",
    ),
    "a choice that is not offered": Mistake(
        "Milestones",
        "Steps",
        'my-template.toml, starter goal 1, measure: "Steps" is not offered here. Possible are: '
        "Increase, Decrease, Running total, Keep at or above, Keep at or below, Keep in range, Milestones, Yes / no, "
        "Levels -2 to +2, Own estimate (%).",
    ),
    "a date in words": Mistake(
        '"{{ cycle.end }}"',
        '"end of June"',
        "my-template.toml, starter goal 1, due: 'end of June' is no date. Write 2027-06-30.",
    ),
    "a date that does not exist": Mistake(
        "end = 2027-12-31",
        'end = "2027-02-30"',
        "my-template.toml, [cycle] end: '2027-02-30' is no date. Write 2027-06-30.",
    ),
    "a date that no workbook takes": Mistake(
        "due = 2027-02-28",
        "due = 1850-01-01",
        "my-template.toml, starter goal 1, action 1, due: 1 January 1850 is no day that the workbook takes. "
        "Write a day from 1 January 2000 to 31 December 2099.",
    ),
    "a cycle that runs backwards": Mistake(
        "start = 2027-01-01",
        "start = 2028-01-01",
        "my-template.toml, [cycle]: the cycle ends before it begins.",
    ),
    "a cycle of one day": Mistake(
        "end = 2027-12-31",
        "end = 2027-01-01",
        "my-template.toml, [cycle]: the cycle is the single day 1 January 2027, in which no progress can be expected. "
        "Write a later end.",
    ),
    "a weight in percent": Mistake(
        "weight = 1.0",
        "weight = 30",
        "my-template.toml, starter goal 1, weight: 30 lies outside 0 to 1.",
    ),
    "a number in words": Mistake(
        "weight = 1.0",
        'weight = "half"',
        'my-template.toml, starter goal 1, weight: "half" is no number.',
    ),
    "a threshold in words": Mistake(
        "[welcome]",
        '[thresholds]\non_track = "10 %"\n\n[welcome]',
        "my-template.toml, [thresholds] on_track: '10 %' is no share from 0 to 1, such as 0.25.",
    ),
    "thresholds the wrong way round": Mistake(
        "[welcome]",
        "[thresholds]\non_track = 0.30\n\n[welcome]",
        "my-template.toml, [thresholds]: on_track is larger than at_risk. Write, for example, 0.10 and 0.25.",
    ),
    "a section left out": Mistake(
        "introduction =",
        "# introduction =",
        'my-template.toml, [welcome]: "introduction" is missing.',
    ),
    "a section that is none": Mistake(
        "[welcome]",
        "[vision]\n\n[welcome]",
        'my-template.toml: "vision" means nothing here. '
        "Possible are: cycle, feedback, goals, organisation, reviews, rewards, template, thresholds, welcome, words.",
    ),
    "a setting above all sections": Mistake(
        "[cycle]",
        "buttons = true\n\n[cycle]",
        'my-template.toml: "buttons" means nothing here. Write it below the line [template].',
    ),
    "a setting in another section": Mistake(
        "[welcome]",
        "[welcome]\nbuttons = true",
        'my-template.toml, [welcome]: "buttons" means nothing here. Write it below the line [template].',
    ),
    "a word that [words.general] lacks": Mistake(
        "[[goals]]",
        '[words.sales]\ntol = "a CRM"\n\n[[goals]]',
        'my-template.toml, [words.sales]: "tol" means nothing here. Possible are: tool.',
    ),
    "a word of a job title that [words.general] lacks": Mistake(
        "[[goals]]",
        '[words.sales.titles."key account"]\ntol = "a CRM"\n\n[[goals]]',
        'my-template.toml, [words.sales.titles."key account"]: "tol" means nothing here. Possible are: tool.',
    ),
    "words of no job title": Mistake(
        "[[goals]]",
        '[words.sales.titles]\ntool = "a CRM"\n\n[[goals]]',
        'my-template.toml, [words.sales.titles]: words belong to a job title. Write [words.sales.titles."team lead"].',
    ),
    "braces in a word": Mistake(
        "[[goals]]",
        '[words.sales]\ntool = "the {{ person.department }} tool"\n\n[[goals]]',
        "my-template.toml, [words.sales] tool: words are taken as they stand, braces and all. "
        "Put the braces into the texts that use the word.",
    ),
    "a condition that is no text": Mistake(
        "weight = 1.0",
        "when = true",
        "my-template.toml, starter goal 1, when: a condition is a text such as \"person.job_family == 'sales'\".",
    ),
    "an objective that the organisation does not have": Mistake(
        "weight = 1.0",
        'objective = "Grow"',
        'my-template.toml, starter goal 1, objective: "Grow" is none of the objectives under [organisation]. '
        "Write it there, or leave it out here.",
    ),
    "a text from another file": Mistake(
        "This is yours.",
        "{% include 'intro.txt' %}",
        "my-template.toml, [welcome] introduction: include, import and extends take in another file, and a template "
        "is one file. Write the text itself here.",
    ),
    "a text that multiplies itself": Mistake(
        "This is yours.",
        "{{ 'goal ' * 1000000000 }}",
        "my-template.toml, [welcome] introduction: "
        "the template text cannot be worked out: * makes something too large.",
    ),
    "loops within loops": Mistake(
        "This is yours.",
        "{% for a in 'x' * 1000 %}{% for b in 'x' * 1000 %}{{ a }}{% endfor %}{% endfor %}",
        "my-template.toml, [welcome] introduction: "
        "the template text cannot be worked out: its loops go round more than 10,000 times.",
    ),
    "a number of months in words": Mistake(
        "{{ cycle.end }}",
        "{{ cycle.start | months_later('three') }}",
        "my-template.toml, starter goal 1, due: the template text cannot be worked out: "
        "months_later takes a date and a whole number of months, as in cycle.start | months_later(3); "
        "here it got 1 January 2027 and 'three'.",
    ),
    "TOML without quotes": Mistake(
        'measure = "Milestones"',
        "measure = Milestones",
        "my-template.toml: Invalid value (at line 15, column 11).",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_file_place_and_cause(mistake: str) -> None:
    right, wrong, message = MISTAKES[mistake]
    assert right in SMALL
    assert problems_of(SMALL.replace(right, wrong, 1)) == [message]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_readme_shows_the_message(mistake: str) -> None:
    assert f"\n{MISTAKES[mistake].message}\n" in README


def test_a_template_takes_the_days_that_the_sheets_take() -> None:
    for sheet in design().sheets:
        for validation in sheet.validations:
            if validation.rule == "date":
                assert "DATE(2000,1,1)" in str(validation.first)
                assert validation.second == "DATE(2099,12,31)"
    for day in ("2000-01-01", "2099-12-31"):
        assert filled(SMALL.replace("2027-02-28", day)).actions[0].due == dt.date.fromisoformat(day)
    for day in ("1999-12-31", "2100-01-01"):
        assert "is no day that the workbook takes" in problems_of(SMALL.replace("2027-02-28", f'"{day}"'))[0]


def test_all_problems_of_a_file_are_told_at_once() -> None:
    content = SMALL.replace("words.tool", "employee.tool").replace("measure", "measured").replace("greeting", "salute")
    with pytest.raises(BadTemplate) as caught:
        parse("my-template", "my-template.toml", content.encode())
    columns = ", ".join(sorted({column.name for column in fillable(Goal)}))
    assert str(caught.value) == (
        "my-template.toml has 4 problems.\n"
        '  my-template.toml, [welcome]: "greeting" is missing.\n'
        '  my-template.toml, [welcome]: "salute" means nothing here. Possible are: greeting, introduction.\n'
        f'  my-template.toml, starter goal 1: "measured" means nothing here. Possible are: {columns}.\n'
        '  my-template.toml, starter goal 1, statement: nothing is called "employee". '
        "A template may use begin, cycle, manager, person, template, today, words."
    )


def test_mistakes_that_show_only_for_a_person_are_told_with_those_of_the_file() -> None:
    """One round is enough: a misspelt field, an unknown name beside another mistake, and a day that there is not."""
    content = SMALL.replace("This is yours.", "{{ person.fist_name }}, {{ boss }}").replace("words.tool", "words.tol")
    with pytest.raises(BadTemplate) as caught:
        parse("my-template", "my-template.toml", re.sub(r"end = .*", 'end = "2026-13-31"', content).encode())
    assert str(caught.value) == (
        "my-template.toml has 4 problems.\n"
        "  my-template.toml, [cycle] end: '2026-13-31' is no date. Write 2027-06-30.\n"
        '  my-template.toml, [welcome] introduction: nothing is called "boss". '
        "A template may use begin, cycle, manager, person, template, today, words.\n"
        '  my-template.toml, [welcome] introduction: nothing is called "person.fist_name". '
        "Did you mean person.first_name?\n"
        '  my-template.toml, starter goal 1, statement: nothing is called "words.tol". Did you mean words.tool?'
    )


def test_all_that_does_not_work_out_for_a_person_is_told_at_once() -> None:
    content = SMALL.replace("This is yours.", "{{ person.fist_name }} {{ manager.nme }}").replace("words.tool", "1/0")
    content = content.replace("[welcome]", '[organisation]\nobjectives = ["{{ cycle.ende }}"]\n[welcome]')
    assert [
        problem.partition(": ")[0] + ": " + problem.split('"')[-2] if '"' in problem else problem
        for problem in problems_of(content)
    ] == [
        "my-template.toml, [organisation] objective 1: cycle.ende",
        "my-template.toml, starter goal 1, statement: the template text cannot be worked out: division by zero.",
        "my-template.toml, [welcome] introduction: person.fist_name",
        "my-template.toml, [welcome] introduction: manager.nme",
    ]


def test_a_file_that_is_no_toml_is_refused_with_line_and_column() -> None:
    with pytest.raises(BadTemplate) as caught:
        parse("my-template", "my-template.toml", SMALL.replace("[cycle]", "[cycle").encode())
    assert str(caught.value) == (
        "my-template.toml is no valid template.\n"
        "  my-template.toml: Expected ']' at the end of a table declaration (at line 1, column 7)."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ person.fist_name }}", 'nothing is called "person.fist_name". Did you mean person.first_name?'),
        ("Dear {{ person.departement }}", 'nothing is called "person.departement". Did you mean person.department?'),
        ("{{ manager.nme | upper }}", 'nothing is called "manager.nme". Did you mean manager.name?'),
        ("{{ words.tol }}", 'nothing is called "words.tol". Did you mean words.tool?'),
        (
            "{{ cycle.quarter }}",
            'nothing is called "cycle.quarter". Possible are: cycle.end, cycle.name, cycle.start.',
        ),
        ("{{ cycle.end.yaer }}", 'there is no "yaer" here. Check the spelling.'),
    ],
)
def test_a_misspelt_part_of_a_name_is_told_with_what_may_have_been_meant(text: str, said: str) -> None:
    assert problems_of(SMALL.replace("This is yours.", text)) == [f"my-template.toml, [welcome] introduction: {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ today | months_later }}", "months_later takes a date and a whole number of months, as in "),
        ("{{ today | months_later(999999) }}", "months_later takes a date and a whole number of months, as in "),
        ("{{ today | days_later(1e99) }}", "days_later takes a date and a whole number of days, as in "),
        ("{{ person.start_date | spelled }}", "spelled takes a date, as in cycle.end | spelled; here it got a blank."),
        ("{{ 'June' | month_end }}", "month_end takes a date, as in cycle.start | month_end; here it got 'June'."),
        ("{{ part_way(today, 5, 1) }}", "part_way takes two dates and a share from 0 to 1, as in "),
    ],
)
def test_a_filter_that_gets_something_else_says_what_it_takes(text: str, said: str) -> None:
    (problem,) = problems_of(SMALL.replace("This is yours.", text))
    assert problem.startswith(
        f"my-template.toml, [welcome] introduction: the template text cannot be worked out: {said}"
    )


def test_a_text_that_no_cell_holds_is_named_with_its_place() -> None:
    long = "{{ 'x' * 40000 }}"
    for right, wrong, place in (
        ("This is yours.", long, "[welcome] introduction"),
        ('measure = "Milestones"', f'why = "{long}"', "starter goal 1, why"),
        ("Book a course", "x" * 40_000, "starter goal 1, action 1, action"),
        ("[welcome]", f'[organisation]\nobjectives = ["{long}"]\n[welcome]', "[organisation] objective 1"),
    ):
        assert problems_of(SMALL.replace(right, wrong)) == [
            f"my-template.toml, {place}: the text has 40000 characters; a cell holds 32767. Shorten it."
        ]


def test_an_objective_may_be_worked_out_but_has_to_be_one_of_the_organisation() -> None:
    content = SMALL.replace("[welcome]", '[organisation]\nobjectives = ["Grow {{ person.department }} "]\n[welcome]')
    right = content.replace("weight = 1.0", 'objective = "Grow {{ person.department }}"')
    assert filled(right, replace(ANA, department="Sales")).goals[0].objective == "Grow Sales"
    wrong = content.replace("weight = 1.0", 'objective = "Grow Sale"') + "\n[[goals]]\nobjective = 'Shrink'\n"
    template = parse("my-template", "my-template.toml", wrong.encode())
    with pytest.raises(BadTemplate) as caught:
        fill(template, replace(ANA, department="Sales"), TODAY)
    none = "is none of the objectives under [organisation]."
    assert [str(problem) for problem in caught.value.problems] == [
        f'my-template.toml, starter goal 1, objective: "Grow Sale" {none} Did you mean "Grow Sales"?',
        f'my-template.toml, starter goal 2, objective: "Shrink" {none} Write it there, or leave it out here.',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{% include ['a', 'b'] ignore missing %}",
        "{% import 'a' as b %}{{ b.c() }}",
        "{% from 'a' import b %}",
        "{% extends 'a' %}",
        "{% if person.email %}{% include person.email %}{% endif %}",
    ],
)
def test_a_text_takes_in_no_other_file(text: str) -> None:
    problem = (
        "include, import and extends take in another file, and a template is one file. Write the text itself here."
    )
    place = "my-template.toml, [welcome] introduction"
    assert problems_of(SMALL.replace("This is yours.", text)) == [f"{place}: {problem}"]


def free_texts(row: type) -> list[str]:
    """The columns in which a template may write what it likes."""
    columns = (column for column in fillable(row) if column.kind is Kind.TEXT)
    return [column.name for column in columns if not column.choices or column.choices.open_ended]


def with_text_everywhere(text: str) -> bytes:
    """A tracker whose template says the same wherever it says anything."""
    said = f"'{text}'"
    goal, action = (
        "\n".join(f"{name} = {said}" for name in free_texts(row) if name != "goal") for row in (Goal, Action)
    )
    content = (
        f"[template]\ntitle = {said}\nversion = {said}\n[cycle]\nname = {said}\nstart = 2027-01-01\nend = 2027-12-31\n"
        f"[welcome]\ngreeting = {said}\nintroduction = {said}\n[organisation]\nobjectives = [{said}]\n"
        f"[words.general]\nit = {said}\n[[goals]]\n{goal}\n[[goals.actions]]\n{action}\n"
    )
    return TrackerMaker(parse("my-template", "my-template.toml", content.encode()), TODAY).make(ANA)


def cells_of(data: bytes) -> dict[tuple[str, str], tuple[str, object]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {(s.title, c.coordinate): (c.data_type, c.value) for s in book for row in s.iter_rows() for c in row}


@pytest.mark.slow
@pytest.mark.parametrize("text", ["=SUM(A1", "=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x.de","x")'])
def test_whatever_a_template_says_is_text_in_the_workbook(text: str) -> None:
    harmless = cells_of(with_text_everywhere("plain"))
    said = {place for place, cell in harmless.items() if cell == ("s", "plain")}
    assert len(said) > len(free_texts(Goal)) + len(free_texts(Action))
    cells = cells_of(with_text_everywhere(text))
    assert {cells[place] for place in said} == {("s", text)}
    formulas = {place for place, (kind, _) in harmless.items() if kind == "f"}
    assert {place for place, (kind, _) in cells.items() if kind == "f"} == formulas


TWICE = "{%% macro m%d() %%}{{ m%d() }}{{ m%d() }}{%% endmacro %%}"


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in person.name %}" * 9 + "{% endfor %}" * 9,
        "{% for a in [person.name] recursive %}{% if loop.depth < 9 %}{{ loop(person.name) }}{% endif %}{% endfor %}",
        "{% macro m0() %}{% endmacro %}" + "".join(TWICE % (n, n - 1, n - 1) for n in range(1, 40)) + "{{ m39() }}",
    ],
    ids=["loops within loops", "a loop of itself", "macros that call macros"],
)
def test_a_text_that_would_never_end_is_refused(text: str) -> None:
    assert problems_of(SMALL.replace("This is yours.", text)) == [
        (
            "my-template.toml, [welcome] introduction: "
            "the template text cannot be worked out: its loops go round more than 10,000 times."
        )
    ]


def test_each_text_has_its_own_rounds() -> None:
    loop = "{% for a in 'x' * 9999 %}{% endfor %}"
    assert filled(SMALL.replace("This is yours.", f"{loop}Yours").replace("Hello, ", f"{loop}Hello, ")).greeting == (
        "Hello, Ana"
    )


def test_a_text_of_ones_own_is_worked_out_anew_for_each_person() -> None:
    text = "{{ person.first_name }}{% if person.job_title %}, {{ person.job_title | lower }},{% endif %} with "
    text += "{{ manager.name or 'nobody' }} {%- set day = cycle.end %} until {{ day }} {{ person.extra.Team }}"
    for written in (text, text.replace(" {%- set day = cycle.end %}", "").replace("day", "cycle.end")):
        filled_in = Text(written, "here", KNOWN)
        crowd = [replace(ANA, job_title=job, manager=boss) for job in ("", "Clerk") for boss in (BO, Manager())]
        crowd = [replace(one, extra={"Team": "A"}) for one in crowd]
        assert [filled_in.render(context_of(one)) for one in [*crowd, *crowd]] == 2 * [
            "Ana with Bo Chen until 31 December 2027 A",
            "Ana with nobody until 31 December 2027 A",
            "Ana, clerk, with Bo Chen until 31 December 2027 A",
            "Ana, clerk, with nobody until 31 December 2027 A",
        ]
        with pytest.raises(BadTemplate) as refused:
            filled_in.render(context_of(ANA))
        assert [str(one) for one in refused.value.problems] == [
            'here: the list of people has no column "Team". The dry run names the columns it has.'
        ]


def test_a_text_may_keep_something_for_later() -> None:
    text = "{% set day = cycle.start %}Since {{ day.year }}"
    assert filled(SMALL.replace("This is yours.", text)).introduction == "Since 2027"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ person.__class__ }}", '"__class__" is not for templates.'),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "the template text cannot be worked out: "),
        ("{{ '%1000000000s' % 1 }}", "the template text cannot be worked out: % does not fill in texts here"),
        ("{{ 'x'.ljust(1000000000) }}", "the template text cannot be worked out: access to attribute 'ljust'"),
        ("{{ 'x' | center(1000000000) }}", "the template text cannot be read: No filter named 'center'."),
        ("{{ 'x' | shout }}", "the template text cannot be read: No filter named 'shout'."),
    ],
)
def test_a_text_cannot_reach_out_or_grow_without_end(text: str, message: str) -> None:
    (problem,) = problems_of(SMALL.replace("This is yours.", text))
    assert problem.startswith(f"my-template.toml, [welcome] introduction: {message}")


@pytest.mark.parametrize(
    "goals", ["goals = [1]", "[[goals]]\nactions = 'abc'", "[[goals]]\n[goals.actions]\naction = 'x'"]
)
def test_a_goal_that_is_no_section_is_said_to_be_none(goals: str) -> None:
    own = SMALL[: SMALL.index("[[goals]]")]
    text = f"{goals}\n{own}" if goals.startswith("goals") else f"{own}\n{goals}"
    assert problems_of(text) == [
        (
            "my-template.toml, starter goal 1: this is no goal. "
            "Goals begin with [[goals]], their actions with [[goals.actions]]."
        )
    ]


def test_jinjas_marks_for_white_space_are_no_signs() -> None:
    introduction = filled(SMALL.replace("This is yours.", "{{- person.first_name -}}")).introduction
    assert introduction == filled(SMALL.replace("This is yours.", "{{ person.first_name }}")).introduction


def test_a_template_has_questions_of_its_own_for_feedback() -> None:
    usual = '[cycle]\nname = "c"\nstart = 2027-01-01\nend = 2027-12-31\n[welcome]\ngreeting = ""\nintroduction = ""\n'
    own = parse("own", "own.toml", f'{usual}[feedback]\nideas = "What should stop?"\n'.encode())
    assert own.questions == Questions(USUAL.strengths, "What should stop?", USUAL.rating)
    with pytest.raises(BadTemplate) as raised:
        parse("own", "own.toml", f'{usual}[feedback]\nideas = 5\nrating = "For {{{{ person.name }}}}?"'.encode())
    assert [str(problem) for problem in raised.value.problems] == [
        'own.toml, [feedback] ideas: 5 is no question. Write, for example: strengths = "What works well?"',
        'own.toml, [feedback] rating: questions are plain texts. Write, for example: strengths = "What works well?"',
    ]


def test_the_companys_rewards_and_the_rhythm_of_reviews_come_from_the_template() -> None:
    text = """
[cycle]
name = "2027"
start = 2027-01-01
end = 2027-12-31
[welcome]
greeting = "Hello"
introduction = "Welcome"
[reviews]
every_months = 6
[[rewards]]
reward = "A book for {{ person.first_name }}"
kind = "Reward"
when = "Check-ins done"
count = 10
given_by = "The company"
[[rewards]]
reward = "A day off"
when = "On a date"
date = "{{ cycle.end }}"
[[rewards]]
reward = "Half a day off"
when = "Goal achieved"
goal = "G01"
"""
    tracker = fill(parse("own", "own.toml", text.encode()), ANNA, dt.date(2027, 1, 1))
    assert tracker.review_months == 6
    assert tracker.rewards == (
        Reward(kind="Reward", reward="A book for Anna", when="Check-ins done", count=10, given_by="The company"),
        Reward(reward="A day off", when="On a date", date=dt.date(2027, 12, 31)),
        Reward(reward="Half a day off", when="Goal achieved", goal="G01"),
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            "[reviews]\nevery_months = 0",
            "[reviews] every_months: 0 is no whole number of months from 1 to 12.",
        ),
        (
            '[[rewards]]\nkind = "Reward"',
            'reward 1: "reward" is missing: what is given. Write, for example: reward = "A day off"',
        ),
        (
            '[[rewards]]\nreward = "Cake"\nwhen = "Soon"',
            f'reward 1, when: "Soon" is not offered here. Possible are: {", ".join(REWARD_TRIGGER.words)}.',
        ),
        (
            '[[rewards]]\nreward = "Cake"\nwhen = "50 % reached"',
            'reward 1: "50 % reached" earns it, but "goal" is missing. Write, for example: goal = "G01"',
        ),
        (
            '[[rewards]]\nreward = "Cake"\nwhen = "On a date"',
            'reward 1: "On a date" earns it, but "date" is missing. Write, for example: date = "{{ cycle.end }}"',
        ),
        ("rewards = 5", "[[rewards]]: there may be at most 20 rewards, each under [[rewards]]."),
    ],
)
def test_a_rule_on_rewards_that_makes_no_sense_is_said_with_its_place(wrong: str, said: str) -> None:
    usual = '[cycle]\nname = "c"\nstart = 2027-01-01\nend = 2027-12-31\n[welcome]\ngreeting = ""\nintroduction = ""\n'
    with pytest.raises(BadTemplate) as raised:
        parse("own", "own.toml", (f"{usual}{wrong}" if wrong.startswith("[") else f"{wrong}\n{usual}").encode())
    assert [str(problem) for problem in raised.value.problems] == [f"own.toml, {said}"]
