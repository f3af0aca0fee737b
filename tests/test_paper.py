"""What a tracker prints: print areas follow what is filled in, each as wide as a page."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from pathlib import Path

import openpyxl
import pytest
from conftest import ANNA, TODAY, Office, read_sheets

from goalsheet.layout.design import design
from goalsheet.layout.goals import PRINTED_TOGETHER
from goalsheet.layout.paper import scale
from goalsheet.template.fill import fill
from goalsheet.template.load import built_in, load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Review

pytestmark = pytest.mark.slow

DAY = dt.date(2026, 3, 2)


@pytest.mark.office
def test_print_areas_end_at_the_last_row_that_is_filled_in(maker: TrackerMaker, office: Office, tmp_path: Path) -> None:
    """LibreOffice works out the formula of each area; the seventh goal, a third action, a check-in with but a note."""
    tracker = dataclasses.replace(
        fill(load("career-year"), ANNA, TODAY),
        goals=(Goal(statement="One"), *(Goal(),) * 5, Goal(statement="Seven")),
        actions=(Action(), Action(), Action(goal="G01", action="Call")),
        check_ins=(CheckIn(date=DAY), CheckIn(date=DAY, value=3), CheckIn(note="Called")),
    )
    assert _areas_of(maker.make_from(tracker), office, tmp_path) == {
        "Goals": ["A1:M12", "N1:S12", "T1:AD12", "AE1:AL12", "AM1:AP12", "AQ1:AW12"],
        "Actions": ["A1:K7"],
        "Check-ins": ["A1:H7"],
        "Feedback": ["A1:M5"],
        "Rewards": ["A1:L5"],
        "Reviews": ["A1:L5"],
        "Conflicts": ["A1:G5"],
        "Journal": ["A1:G5"],
        "Dashboard": ["A1:N50"],
    }


def _areas_of(data: bytes, office: Office, folder: Path) -> dict[str, list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    plans = {sheet.title: sheet.page.areas for sheet in design().sheets if sheet.page and "INDEX" in sheet.page.areas}
    asked = book.create_sheet("asked", 0)
    for title, areas in plans.items():
        for area in re.split(r",(?=')", areas):
            start = area.split(":")[0]
            corner = f"=ADDRESS(ROWS({area}),COLUMN({start})-1+COLUMNS({area}),4)"
            asked.append([title, start.split("!")[1].replace("$", ""), corner])
    buffer = io.BytesIO()
    book.save(buffer)
    [calculated] = office({"asked.xlsx": buffer.getvalue()}, "xlsx").values()
    (folder / "asked.xlsx").write_bytes(calculated)
    found: dict[str, list[str]] = {}
    for sheet, first, last in read_sheets(folder / "asked.xlsx")["asked"]:
        found.setdefault(str(sheet), []).append(f"{first}:{last}")
    return found


def test_a_print_area_is_a_name_that_readers_do_not_stumble_over(maker: TrackerMaker) -> None:
    """Any warning of openpyxl would fail this test; the area itself is the formula behind the name."""
    book = openpyxl.load_workbook(io.BytesIO(maker.make(ANNA)))
    named = {sheet.title: sheet.defined_names["__"].attr_text for sheet in book if "__" in sheet.defined_names}
    assert named == {
        sheet.title: sheet.page.areas for sheet in design().sheets if sheet.page and "(" in sheet.page.areas
    }
    assert list(named) == [
        "Goals",
        "Actions",
        "Check-ins",
        "Feedback",
        "Rewards",
        "Reviews",
        "Conflicts",
        "Journal",
        "Dashboard",
    ]


def test_a_page_that_is_narrow_is_not_blown_up_and_the_widest_decides() -> None:
    assert scale([[10.0]]) == 100
    assert scale([[60.0, 60.0], [100.0, 100.0]]) == scale([[100.0, 100.0]]) == 66


def test_goals_are_printed_large_enough_to_read_on_few_pages() -> None:
    """At 66 percent letters of 10 points are more than 6 1/2 points high, as in a printed table."""
    [page] = [sheet.page for sheet in design().sheets if sheet.page and sheet.title == "Goals"]
    assert page.scale is not None
    assert page.scale >= 66
    assert len(page.breaks) <= 7


def test_private_notes_start_folded_away_so_that_no_program_prints_them(maker: TrackerMaker) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(maker.make(ANNA)))["Check-ins"]
    columns = {str(cell.value): sheet.column_dimensions[cell.column_letter] for cell in sheet[4]}
    assert {title: (column.hidden, column.outlineLevel) for title, column in columns.items() if column.hidden} == {
        "Private note": (True, 1),
        "Row id": (True, 0),
    }
    assert columns["Next step"].collapsed  # Excel's + stands over it
    assert not sheet.sheet_properties.outlinePr.summaryRight


@pytest.mark.office
def test_a_new_tracker_prints_no_page_of_empty_rows_in_libreoffice_either(office: Office) -> None:
    """One page each for Start, the private sheets, the logs and Dashboard, besides those side by side for Goals."""
    made = {f"{name}.xlsx": TrackerMaker(load(name), TODAY).make(ANNA) for name in built_in()}
    pages = {name: len(re.findall(rb"/Type\s*/Page\b", data)) for name, data in office(made, "pdf").items()}
    assert pages == {name.replace(".xlsx", ".pdf"): len(PRINTED_TOGETHER) + 12 for name in made}


@pytest.mark.office
def test_no_empty_page_is_printed_beside_long_reviews(office: Office) -> None:
    """40 lines take two pages in LibreOffice, the guide beside them still one."""
    filled = fill(load("career-year"), ANNA, TODAY)
    long = dataclasses.replace(filled, reviews=(Review(date=DAY, goal="G01", moved="So it goes on. " * 4),) * 40)
    maker = TrackerMaker(load("career-year"), TODAY)
    made = {"long.xlsx": maker.make_from(long), "short.xlsx": maker.make_from(filled)}
    pages = {name: len(re.findall(rb"/Type\s*/Page\b", data)) for name, data in office(made, "pdf").items()}
    assert pages["long.pdf"] == pages["short.pdf"] + 1


@pytest.mark.parametrize(("check_ins", "table"), [(0, "A4:J30"), (26, "A4:J30"), (27, "A4:J68"), (64, "A4:J68")])
def test_a_log_has_a_page_of_rows_and_more_where_more_are_filled_in(
    maker: TrackerMaker, check_ins: int, table: str
) -> None:
    filled = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), check_ins=(CheckIn(date=DAY),) * check_ins)
    book = openpyxl.load_workbook(io.BytesIO(maker.make_from(filled)))
    assert book["Check-ins"].tables["Checkins"].ref == table
    assert [row[0].value.date() for row in book["Check-ins"].iter_rows(5, 4 + check_ins)] == [DAY] * check_ins
