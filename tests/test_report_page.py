"""The report's page: nothing from people is ever markup, and it is used in a real Chromium by keyboard and mouse."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from browser import launched, sync_api
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from teams import DAY, FIRST, SECOND, tracker

from goalsheet.progress.summary import summarise
from goalsheet.report.answers import answer
from goalsheet.report.cohort import Limits, cohort
from goalsheet.report.collecting import newest
from goalsheet.report.figures import PersonFigures, figures
from goalsheet.report.notes import notes
from goalsheet.report.outline import outline
from goalsheet.report.page import page
from goalsheet.report.past import month_ends
from goalsheet.report.views import Wording
from goalsheet.smart.verdict import judge_tracker
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Tracker

EVIL = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)> & {{ 7*7 }} \u2028"
AGREED = dataclasses.replace(FIRST, agreement="Agreed", objective="Happy customers", hours_per_week=40.0)
CY = Manager("0002", "Cy Ito", "cy@example.com")
PEOPLE = (
    dataclasses.replace(tracker(7, "Anna Müller", goals=[AGREED]), objectives=("Happy customers", "Sound finances")),
    tracker(8, "Cleo", goals=[SECOND]),
    tracker(9, "Bill", CY, [FIRST, SECOND], [CheckIn(date=DAY - dt.timedelta(days=100), goal="G01", value=69.0)]),
    tracker(10, "Dora", CY, [], []),
)


def of(one: Tracker) -> PersonFigures:
    verdicts = judge_tracker(summarise(one, DAY).appraised(one), DAY)
    return figures(outline(one, verdicts, 0, DAY), f"{one.person.id}.xlsx", 0, DAY, month_ends(DAY))


def made(
    people: Sequence[PersonFigures],
    view: str | None = None,
    wordings: Mapping[str, Sequence[Wording]] | None = None,
    unread: Mapping[str, str] | None = None,
) -> str:
    found = cohort(people, Limits(DAY), month_ends(DAY))
    said = notes(found, unread or {}, [], newest(people)[1])
    return page(answer(found, said, view, wordings or {}), found, said)


class Elements(HTMLParser):
    """The elements and attributes of a page, and what stands in its data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []
        self.data = ""
        self._in_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))
        self._in_data = ("id", "data") in attrs

    def handle_data(self, data: str) -> None:
        self.data += data if self._in_data else ""
        self._in_data = False


texts = st.text(min_size=1, max_size=30) | st.sampled_from([EVIL, "<b>", "'\"", "</title>", "<!--", "]]>", "&lt;"])


def shown(name: str, boss: str, objective: str, statement: str, cycle: str, file: str) -> Elements:
    """The page of one person, in which those texts stand."""
    whole = tracker(7, name, Manager("1", boss), [dataclasses.replace(AGREED, objective=objective)])
    whole = dataclasses.replace(whole, objectives=(objective,), cycle=dataclasses.replace(whole.cycle, name=cycle))
    words = [Wording(statement, statement, statement, statement)]
    return Elements(made([of(whole)], boss, {"0007.xlsx": words}, {file: file}))


HARMLESS = shown("A", "B", "C", "D", "E", "F")


@settings(max_examples=40, phases=(Phase.explicit, Phase.generate))
@example(name=EVIL, boss=EVIL, objective=EVIL, statement=EVIL, cycle=EVIL, file=EVIL)
@given(name=texts, boss=texts, objective=texts, statement=texts, cycle=texts, file=texts)
def test_nothing_from_people_is_ever_markup(
    name: str, boss: str, objective: str, statement: str, cycle: str, file: str
) -> None:
    """The page has the very elements that it has for a person of harmless names, and the names arrive as they are."""
    found = shown(name, boss, objective, statement, cycle, file)
    assert found.found == HARMLESS.found
    known = json.loads(found.data)
    assert name in known["people"]["rows"][0]
    assert statement in known["goals"][0][0]
    assert {boss, cycle} <= {*known["words"]}


def test_the_page_holds_all_that_it_needs() -> None:
    text = made([*map(of, PEOPLE)])
    assert (
        re.findall(r"""\b(?:src|href|action)=["']?(?!#)|@import|url\(|http""", Elements(text).get_starttag_text() or "")
        == []
    )
    assert re.findall(r"""<(?:link|iframe|object|base|form)\b|\bsrc=|@import|url\(""", text) == []
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"] * 2


def test_ten_thousand_people_make_no_page_of_a_hundred_megabytes() -> None:
    four = [of(one) for one in PEOPLE]
    many = [
        dataclasses.replace(
            four[n % 4], id=str(n), file=f"{n}.xlsx", manager=Manager(f"M{n // 8}", f"Manager {n // 8}")
        )
        for n in range(1000)
    ]
    assert len(made(many)) < 1_000_000


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as opened:
        yield opened


@pytest.fixture(params=["light", "dark"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens pages; in the end nothing was wrong on them and nothing was asked for but the file itself."""
    asked: list[str] = []
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 1200, "height": 800}, accept_downloads=True)

    def opening(text: str, mode: str = "light") -> Any:
        path = tmp_path / "report.html"
        path.write_text(text, encoding="utf-8")
        found = context.new_page()
        found.set_default_timeout(10_000)
        found.emulate_media(color_scheme=mode)
        found.on("pageerror", lambda error: wrong.append(str(error)))
        found.on("console", lambda said: wrong.append(said.text))
        found.on("request", lambda request: asked.append(request.url))
        found.goto(path.as_uri())
        return found

    yield opening
    context.close()
    assert wrong == []
    assert {url for url in asked if not url.startswith("blob:")} == {(tmp_path / "report.html").as_uri()}


def names(found: Any, table: str = "#people-table") -> list[str]:
    return [text.strip() for text in found.locator(f"{table} tbody tr:not(.inner) > th").all_inner_texts()]


@pytest.mark.slow
@pytest.mark.browser
def test_tables_sort_by_each_column_both_ways(show: Any) -> None:
    found = show(made([*map(of, PEOPLE)]))
    assert names(found) == ["Anna Müller", "Bill", "Cleo", "Dora"]
    goals = found.locator("#people-table").get_by_role("button", name="Goals", exact=True)
    goals.click()
    assert names(found) == ["Bill", "Anna Müller", "Cleo", "Dora"]
    sync_api.expect(found.locator("#people-table th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    goals.click()
    assert names(found)[0] == "Dora"
    found.locator("#people-table").get_by_role("button", name="Progress").click()
    assert names(found)[-1] == "Dora"  # who has none comes last, whichever way


@pytest.mark.slow
@pytest.mark.browser
def test_tables_filter_by_words_and_by_what_is_missing(show: Any) -> None:
    found = show(made([*map(of, PEOPLE)]))
    found.get_by_label("Find in people").fill("CY ITO")
    assert names(found) == ["Bill", "Dora"]
    sync_api.expect(found.locator("#people-table [role=status]")).to_have_text("2 people of 4")
    found.get_by_role("button", name="No goals").click()
    assert names(found) == ["Dora"]
    sync_api.expect(found.get_by_role("combobox", name="What is missing")).to_be_focused()
    found.get_by_role("button", name="More than 32 hours a week").click()
    assert names(found) == ["Anna Müller"]
    found.locator("#team-table").get_by_role("button", name="Cy Ito").click()
    assert names(found) == ["Bill", "Dora"]


@pytest.mark.browser
def test_everything_can_be_done_by_keyboard(show: Any) -> None:
    found = show(made([*map(of, PEOPLE)]))
    first = found.locator("#people-table tbody button").first
    first.focus()
    found.keyboard.press("Enter")
    sync_api.expect(found.locator("#people-table tbody button").first).to_be_focused()
    sync_api.expect(found.locator("#people-table tbody button").first).to_have_attribute("aria-expanded", "true")
    assert "G01" in found.locator("#people-table tr.inner").inner_text()
    found.keyboard.press("Enter")
    assert found.locator("#people-table tr.inner").count() == 0
    head = found.locator("#team-table").get_by_role("button", name="People")
    head.focus()
    found.keyboard.press("Space")
    sync_api.expect(found.locator("#team-table th[aria-sort] button")).to_be_focused()
    objective = found.locator("#tree summary").first
    objective.focus()
    found.keyboard.press("Enter")
    found.locator("#tree details details summary").first.focus()
    found.keyboard.press("Enter")
    assert found.locator("#tree li").all_inner_texts() == ["Anna Müller · G01 \nOn track"]


@pytest.mark.browser
def test_the_tree_leads_from_an_objective_over_the_managers_goal_to_those_that_help(show: Any) -> None:
    helping = dataclasses.replace(SECOND, id="G01", parent_goal="G01")
    boss = dataclasses.replace(tracker(1, "Bo Ek", CY, [AGREED], []), objectives=("Happy customers",))
    found = show(made([of(boss), of(tracker(7, "Anna", goals=[helping]))]))
    found.locator("#tree summary").first.click()
    found.locator("#tree details details summary", has_text="Cy Ito").click()
    assert found.locator("#tree li li").all_inner_texts() == ["Anna · G01 \nAchieved"]
    sync_api.expect(found.locator("#tree summary small").first).to_have_text("2 goals of 2 people")


@pytest.mark.browser
def test_a_manager_reads_what_goals_say(show: Any) -> None:
    said = Wording("Cut <b>waste</b>", "50 % done.", "About 1 May.", EVIL)
    found = show(made([of(PEOPLE[0])], "Bo Ek", {"0007.xlsx": [said]}))
    found.get_by_role("button", name="Anna Müller").click()
    inner = found.locator("#people-table tr.inner").inner_text()
    assert "Cut <b>waste</b>" in inner
    assert "onerror=alert(1)" in inner
    assert found.title() == "Goals on 1 Jul 2026"


@pytest.mark.browser
def test_a_table_is_saved_as_csv_without_formulas(show: Any) -> None:
    evil = tracker(11, "=1+1", goals=[])
    found = show(made([*map(of, PEOPLE), of(evil)]))
    with found.expect_download() as waiting:
        found.locator("#people-table").get_by_role("button", name="Save as CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["Name"] for row in rows) == ["'=1+1", "Anna Müller", "Bill", "Cleo", "Dora"]
    assert waiting.value.suggested_filename == "people 2026-07-01.csv"


@pytest.mark.browser
def test_only_some_of_many_people_are_drawn_until_more_are_wanted(show: Any) -> None:
    one = of(PEOPLE[0])
    found = show(made([dataclasses.replace(one, id=str(n), name=f"P{n}", file=str(n)) for n in range(300)]))
    assert len(names(found)) == 50
    found.get_by_role("button", name="Show 200 more").click()
    assert len(names(found)) == 250
    assert names(found)[:3] == ["P0", "P1", "P2"]


@pytest.mark.slow
@pytest.mark.browser
def test_axe_finds_no_serious_fault(show: Any, mode: str) -> None:
    found = show(made([*map(of, PEOPLE)], unread={"broken.xlsx": "It is damaged."}), mode)
    found.locator("#people-table tbody button").first.click()
    found.locator("#tree summary").first.click()
    for kind in ("Standing", "Complete", "SMART", "Load"):
        for table in ("#people-table", "#team-table"):
            found.locator(table).get_by_role("button", name=kind, exact=True).click()
        found.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
        faults = found.evaluate("axe.run().then(found => found.violations)")
        bad = [(one["id"], one["nodes"][0]["html"]) for one in faults if one["impact"] in ("serious", "critical")]
        assert bad == []
