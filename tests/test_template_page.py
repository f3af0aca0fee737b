"""The page on templates says what is so."""

import datetime as dt
import re
from dataclasses import fields, replace

import pytest
from own_templates import ANA, README, SMALL, TODAY, fillable, filled, numbered, person

from goalsheet.roster.families import FAMILIES
from goalsheet.smart.readiness import READY, readiness
from goalsheet.template.dates import FILTERS
from goalsheet.template.fill import Context
from goalsheet.template.parse import KNOWN
from goalsheet.template.render import Text
from goalsheet.template.values import as_text
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.schema import Column
from goalsheet.tracker.tracker import Cycle, TemplateName


def column_table() -> str:
    """The table of columns in templates/README.md, derived from the schema."""
    parts = []
    for row, title in ((Goal, "A starter goal, under `[[goals]]`"), (Action, "An action, under `[[goals.actions]]`")):
        lines = [f"**{title}**", "", "| Write | In the workbook | It holds | What it is for |", "|---|---|---|---|"]
        lines += [f"| `{c.name}` | {c.title} | {holds(c)} | {c.help} |" for c in fillable(row)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def holds(column: Column) -> str:
    """What a cell of the column holds, in a few words."""
    if column.choices is None or not column.choices.words:
        within = f", {column.lowest:g} to {column.highest:g}" if column.highest is not None else ""
        return {"percent": "share", "one of a list": "text"}.get(column.kind.value, column.kind.value) + within
    words = ", ".join(f"`{word}`" for word in column.choices.words)
    return f"{words}, or own words" if column.choices.open_ended else f"one of {words}"


def between(marker: str) -> str:
    found = re.search(rf"<!-- {marker} -->\n(.*?)\n<!-- /{marker} -->", README, re.DOTALL)
    assert found, f"templates/README.md has lost its markers for {marker}"
    return found[1]


def test_the_readme_lists_the_columns_as_the_schema_has_them() -> None:
    assert between("columns") == column_table()


def test_the_example_in_the_readme_works_as_it_says() -> None:
    example = between("example").removeprefix("```toml\n").removesuffix("\n```")
    tracker = filled(example, person("sales", "Bo Chen", ""))
    assert [goal.statement for goal in tracker.goals] == [
        "Handle the CRM without help by 31 December 2026",
        "Hold 20 meetings with customers by 31 January 2027",
    ]
    assert [set(readiness(goal, len(actions)).values()) for goal, actions in numbered(tracker)] == [{READY}] * 2
    assert [goal.statement for goal in filled(example, person("finance", "", "")).goals] == [
        "Handle the ticket system without help by 31 December 2026"
    ]


def test_the_readme_names_everything_that_a_text_may_use() -> None:
    parts = {"person": Person, "manager": Manager, "cycle": Cycle, "template": TemplateName}
    names = {f"{name}.{field.name}" for name, row in parts.items() for field in fields(row)} - {"person.manager"}
    assert {name for name in names if f"`{name}`" not in README and f"`{name}[" not in README} == set()
    assert {name for name in KNOWN if f"`{name}" not in README} == set()
    assert {family for family in FAMILIES if f"`{family}`" not in README} == set()


CONDITIONS = re.findall(r"^when = .+$", between("conditions"), re.MULTILINE)


OTHERS = [
    person("finance", "", ""),
    person("finance", "", ""),
    person("sales", "", ""),
    replace(ANA, extra={"Grade": "Junior"}),
    person("sales", "", "Junior Clerk"),
]


@pytest.mark.parametrize(("condition", "others"), list(zip(CONDITIONS, OTHERS, strict=True)))
def test_a_condition_in_the_readme_is_for_some_people_only(condition: str, others: Person) -> None:
    content = f"{SMALL}\n[[goals]]\nstatement = 'Extra'\n{condition}\n"
    senior = replace(person("sales", "Bo Chen", ""), extra={"Grade": "Senior"})
    families = [replace(senior, job_family=family) for family in ("sales", "data")]
    assert 2 in [len(filled(content, who).goals) for who in families]
    assert len(filled(content, others).goals) == 1


FILTER_ROWS = re.findall(r"^\| `(\{\{.+?\}\})` \| (.+?) \|$", between("filters").replace("\\|", "|"), re.MULTILINE)


@pytest.mark.parametrize(("text", "result"), FILTER_ROWS)
def test_a_filter_gives_what_the_readme_says(text: str, result: str) -> None:
    cycle = Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))
    context = Context(ANA, Manager(), cycle, TemplateName("my-template", "My template", "1"), None, TODAY)
    assert as_text(Text(text, "README", KNOWN).render(context)) == result


def test_the_readme_shows_every_filter_for_dates() -> None:
    assert {name for name in FILTERS if name not in between("filters")} == set()
