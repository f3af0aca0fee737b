"""Every way of naming a day that we know, and the words that look like one and are none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.smart.days import Habits
from goalsheet.smart.deadlines import final_deadline, find_deadlines
from goalsheet.smart.sentence import read_sentence

TODAY = dt.date(2026, 3, 10)  # a Tuesday


def due(text: str, today: dt.date = TODAY, **habits: object) -> str | None:
    found = final_deadline(find_deadlines(text, today, Habits(**habits)))  # type: ignore[arg-type]  # by name
    return found.day.isoformat() if found and found.day else None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by 2026-11-15", "2026-11-15"),
        ("by 31/12/2026", "2026-12-31"),
        ("by 12/31/2026", "2026-12-31"),  # no month 31, so it can only be this
        ("by 12/31", "2026-12-31"),
        ("by 31.10.2026", "2026-10-31"),
        ("on 30 June", "2026-06-30"),
        ("by 26-Dec", "2026-12-26"),
        ("by 5-Dec", "2026-12-05"),
        ("by 14-Mar-27", "2027-03-14"),
        ("by 30-Jun-2027", "2027-06-30"),
        ("by 30/Jun/26", "2026-06-30"),
        ("by the end of Q1/27", "2027-03-31"),
        ("by H2-27", "2027-12-31"),
        ("by 1Q27", "2027-03-31"),
        ("by 2Q 2026", "2026-06-30"),
        ("by 1H27", "2027-06-30"),
        ("today", "2026-03-10"),
        ("by the first ten days of March", "2026-03-10"),
        ("in the last ten days of June", "2026-06-30"),
        ("by end o' May", "2026-05-31"),
        ("by June 30th, 2027", "2027-06-30"),
        ("by the 20th", "2026-03-20"),
        ("by the first Monday in December", "2026-12-07"),
        ("by June", "2026-06-30"),
        ("by February", "2027-02-28"),
        ("before June", "2026-05-31"),
        ("before March", "2027-02-28"),
        ("before the start of Q3", "2026-06-30"),
        ("before Q1", "2026-12-31"),
        ("before H2", "2026-06-30"),
        ("before week 20", "2026-05-08"),
        ("by the end of February", "2027-02-28"),
        ("mid-May", "2026-05-15"),
        ("in early April", "2026-04-10"),
        ("by EOM", "2026-03-31"),
        ("by EOM May", "2026-05-31"),
        ("at month-end April 2027", "2027-04-30"),
        ("by EOY 2027", "2027-12-31"),
        ("by year-end 2027", "2027-12-31"),
        ("by EOQ2", "2026-06-30"),
        ("by EOQ Q2", "2026-06-30"),
        ("by 05/2027", "2027-05-31"),
        ("before 2027-05", "2027-04-30"),
        ("by Friday week", "2026-03-20"),
        ("by a week on Friday", "2026-03-20"),
        ("by the last working day of May", "2026-05-29"),
        ("by the last working day of April 2026", "2026-04-30"),
        ("on the first business day of August", "2026-08-03"),
        ("on the first working day of June", "2026-06-01"),
        ("in the week commencing 4 May", "2026-05-08"),
        ("by w/c May 4th 2026", "2026-05-08"),
        ("by FY 2026/27", "2027-12-31"),
        ("within the year", "2026-12-31"),
        ("by mid-Q2", "2026-05-15"),
        ("in early Q3 2026", "2026-07-31"),
        ("until December and tell Ann by 2 May 2026", "2026-12-31"),
        ("for the fair in June by 2 May 2026", "2026-05-02"),
        ("by 2 May and post it in June", "2026-06-30"),
        ("no later than 30 June", "2026-06-30"),
        ("by end 2026", "2026-12-31"),
        ("by May Day", "2026-05-01"),
        ("by 2026-W40", "2026-10-02"),
        ("by 20261231", "2026-12-31"),
        ("in Q3", "2026-09-30"),
        ("in Q1 2027", "2027-03-31"),
        ("in H2", "2026-12-31"),
        ("by FY27", "2027-12-31"),
        ("in the next three months", "2026-06-10"),
        ("within 6 weeks", "2026-04-21"),
        ("in the coming half year", "2026-09-10"),
        ("by year-end", "2026-12-31"),
        ("this year", "2026-12-31"),
        ("by the end of next year", "2027-12-31"),
        ("before Christmas", "2026-12-24"),
        ("by Easter", "2026-04-05"),
        ("every month until December", "2026-12-31"),
        ("by Friday", "2026-03-13"),
        ("by next Friday", "2026-03-20"),
        ("until the end of the week", "2026-03-13"),
        ("by calendar week 48", "2026-11-27"),
        ("by summer", "2026-08-31"),
        ("by tomorrow", "2026-03-11"),
        ("no later than June", "2026-06-30"),
        ("not later than 30 June", "2026-06-30"),
        ("earlier than 30 June", "2026-06-29"),
        ("by the 1st quarter of 2027", "2027-03-31"),
        ("by the 2nd quarter", "2026-06-30"),
        ("by the 1st half of 2027", "2027-06-30"),
        ("by the 2nd week of May", "2026-05-14"),
        ("in the third week of May", "2026-05-21"),
        ("in the 1st half of May", "2026-05-15"),
        ("by the 20th with Ana", "2026-03-20"),
        ("by the first of June", "2026-06-01"),
        ("on the twenty-first day of June", "2026-06-21"),
        ("in 3-4 months", "2026-07-10"),
        ("in two to three months", "2026-06-10"),
        ("in about three months", "2026-06-10"),
        ("in no more than 8 weeks", "2026-05-05"),
        ("in at most 8 weeks", "2026-05-05"),
        ("within a maximum of 8 weeks", "2026-05-05"),
        ("in less than two months", "2026-05-10"),
        ("for the rest of the year", "2026-12-31"),
        ("for the remainder of the quarter", "2026-03-31"),
        ("for the rest of the month", "2026-03-31"),
        ("all year", "2026-12-31"),
        ("the whole year", "2026-12-31"),
        ("in every month of 2027", "2027-12-31"),
        ("by FY end", "2026-12-31"),
        ("by the end of the FY", "2026-12-31"),
        ("by end of FY", "2026-12-31"),
        ("by FYE", "2026-12-31"),
        ("by FYE 2027", "2027-12-31"),
        ("by noon on Friday", "2026-03-13"),
        ("before the peak season begins on 1 October", "2026-09-30"),
        ("before the summer holidays start on 24 July", "2026-07-23"),
        ("before our lease ends on 31 March 2028", "2028-03-31"),
        ("by Whit Sunday", "2026-05-24"),
        ("before Whit Monday", "2026-05-24"),
        ("by Palm Sunday", "2026-03-29"),
        ("by Corpus Christi", "2026-06-04"),
        ("by Cyber Monday", "2026-11-30"),
        ("ahead of Black Friday 2027", "2027-11-25"),
        ("by Easter 2027", "2027-03-28"),
        ("this December by asking Ana", "2026-12-31"),
        ("this December", "2026-12-31"),
        ("next April", "2026-04-30"),
        ("by 30 June 2025", "2025-06-30"),  # a day in the past stays as it is written
    ],
)
def test_a_day_is_found_however_it_is_named(words: str, day: str) -> None:
    assert due(f"Publish the price list {words}") == day


@pytest.mark.parametrize(
    "text",
    [
        "I may publish the price list",
        "March to the top of the table with our team",
        "Publish the price list, reviewed by April from finance",
        "Publish the price list soon",
        "Publish more than in 2025",
        "Raise the score to 8/10",
        "Answer all calls within 2 days of the request",
        "Publish the Q2 report on goal 3 in room 12",
        "Be open 24/7",
        "Lead weekly stand-ups with April and June from finance",
        "Be on 1/4 of the boards",
        "Order 31 apricots",
        "Look after the year 9 group",
        "Publish the price list not earlier than 30 June",
        "Publish the price list no earlier than June",
        "Call the people who moved in on the 4th floor",
        "Visit each branch each May",
        "Sell ice cream all year round",
    ],
)
def test_words_that_only_look_like_a_day_are_none(text: str) -> None:
    assert due(text) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("six months after 1 May 2026", "2026-11-01"),
        ("six months from 1 May 2026", "2026-11-01"),
        ("two weeks before Christmas", "2026-12-11"),
        ("at least two weeks before Christmas", "2026-12-11"),
        ("within two weeks after Easter", "2026-04-19"),
        ("a week after Easter", "2026-04-12"),
        ("two weeks before June", "2026-05-18"),
        ("three days before the end of Q3", "2026-09-28"),
    ],
)
def test_a_time_is_counted_from_the_day_that_it_names(words: str, day: str) -> None:
    (deadline,) = find_deadlines(f"Publish the price list {words}", TODAY)
    assert (str(deadline.day), deadline.text) == (day, words.removeprefix("at least ").removeprefix("within "))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sell 500 cards in the two weeks before Christmas", "2026-12-24"),
        ("Close all tickets older than 90 days before year-end", "2026-12-31"),
        ("Give two lessons a week before Christmas", "2026-12-24"),
    ],
)
def test_a_time_that_ends_with_a_day_or_comes_back_is_not_counted_from_it(text: str, day: str) -> None:
    assert due(text) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("this year, on 9 November", "2026-11-09"),
        ("in May, at the latest on 20 May", "2026-05-20"),
        ("in 2027 (deadline 15 May)", "2027-05-15"),
        ("in Q3: 15 September", "2026-09-15"),
    ],
)
def test_a_day_right_behind_its_period_makes_it_exact(words: str, day: str) -> None:
    (deadline,) = find_deadlines(f"Publish the price list {words}", TODAY)
    assert (str(deadline.day), deadline.text, deadline.is_day) == (day, words, True)


def test_a_time_counted_beyond_the_calendar_leaves_the_day_as_it_is() -> None:
    assert due("Publish the price list ninety years after 31.12.9990") == "9990-12-31"


def test_a_day_away_from_a_period_leaves_it_alone() -> None:
    assert due("Publish the price list in May and tell Ann on 2 April") == "2026-05-31"
    assert due("Draft the price list on 2 April, publish it in May") == "2026-05-31"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by 31/12", "2026-12-31"),
        ("before 30 June", "2026-06-29"),
        ("until June", "2026-06-30"),
        ("in May", "2026-05-31"),
    ],
)
def test_what_each_one_does_has_its_day_behind_it(words: str, day: str) -> None:
    assert due(f"Win two accounts worth £50k each {words}") == day


@pytest.mark.parametrize(
    "text",
    [
        "Train May and June on the till by 1 May 2026",
        "Have April, May and June trained on the till by 1 May 2026",
        "Teach April or May to close the till by 1 May 2026",
    ],
)
def test_people_with_the_names_of_months_do_not_move_the_day(text: str) -> None:
    assert due(text) == "2026-05-01"


def test_a_fraction_by_which_something_changes_is_no_day() -> None:
    assert due("Cut waste by 1/3") is None
    assert due("Cut waste by 1/3 by 1/4") == "2026-04-01"
    assert due("Cut waste to 10 kg by 1/4") == "2026-04-01"
    assert due("Send the plan by 1/4") == "2026-04-01"


def test_a_weekday_with_a_surname_is_a_person() -> None:
    assert due("Get the plan reviewed by Sunday Okafor.") is None
    assert due("Get the plan reviewed by Sunday Okafor by Friday.") == "2026-03-13"
    assert due("Send the plan by Friday Noon") == "2026-03-13"


def test_how_things_are_today_is_no_deadline() -> None:
    for text in ("Cut returns from 12 % today", "Sell more than today", "Keep the prices as they are today"):
        assert due(text) is None, text


def test_months_that_are_joined_count_where_the_first_is_a_time() -> None:
    assert due("Run two drills in May and June") == "2026-06-30"
    assert due("Run two drills in April/May") == "2026-05-31"


def test_a_first_name_with_a_surname_is_no_month() -> None:
    for name in ("August Smith", "June Carter", "April O'Neill", "May Lee-Jones"):
        assert due(f"Hand the file over by {name}.") is None, name
        assert due(f"Have the plan checked by {name} from finance") is None, name
    assert due("Close the file by August Bank Holiday") == "2026-08-31"
    assert due("By June Anna and I close 20 files") == "2026-06-30"


@pytest.mark.parametrize(
    "words",
    [
        "by 2026-06-31",
        "by 2026/02/30",
        "by 20260631",
        "by 31/06/2026",
        "by 31.06.2026",
        "by 06/31/2026",
        "by 31/06/26",
        "by 31/06",
        "31/06",
        "by 29/02",
        "by 31 June",
        "by 2026-13-01",
        "by 2026-00-10",
        "by 45/13/2026",
    ],
)
def test_a_day_that_the_calendar_lacks_is_a_deadline_that_is_not_real(words: str) -> None:
    (deadline,) = find_deadlines(f"Publish the price list {words}", TODAY)
    assert (deadline.day, deadline.text, deadline.is_real) == (None, words, False)
    assert read_sentence(f"Publish the price list {words}", TODAY).quantities == ()


def test_scores_and_addresses_are_no_days_that_the_calendar_lacks() -> None:
    for text in ("Score 28/30 in the test", "Reach 95/100 by ward audit", "Move the server to 10.20.30.40"):
        assert find_deadlines(text, TODAY) == [], text


def test_day_and_month_are_read_in_the_houses_order() -> None:
    assert due("by 04/05/2026", date_order="dmy") == "2026-05-04"
    assert due("by 04/05/2026", date_order="mdy") == "2026-04-05"


def test_quarters_and_fiscal_years_follow_the_fiscal_year() -> None:
    assert due("in Q1", fiscal_start=7) == "2026-09-30"
    assert due("by FY27", fiscal_start=7) == "2027-06-30"
    assert due("by the end of FY2026/27", fiscal_start=7) == "2027-06-30"


def test_an_event_that_no_calendar_knows_bounds_the_time_without_a_day() -> None:
    found = final_deadline(find_deadlines("Pass the module by the end of term", TODAY))
    assert found is not None
    assert (found.day, found.text) == (None, "by the end of term")


@pytest.mark.parametrize(
    "words",
    ["by Eid", "before Chinese New Year", "by lambing", "before the harvest", "before go-live", "by working day 3"],
)
def test_events_of_a_trade_bound_the_time(words: str) -> None:
    found = final_deadline(find_deadlines(f"Train the new hands {words}", TODAY))
    assert found is not None
    assert (found.day, found.text) == (None, words)


@pytest.mark.parametrize(
    "words",
    [
        "by the end of the academic year 2026/27",
        "by the end of the summer term 2027",
        "in spring term of 2027",
        "this semester",
    ],
)
def test_a_term_has_its_year_with_it(words: str) -> None:
    found = final_deadline(find_deadlines(f"Pass the module {words}", TODAY))
    assert found is not None
    assert (found.day, found.text) == (None, words)


def test_a_deadline_keeps_its_words_and_its_place() -> None:
    text = "Publish the list by mid-May with Ana"
    found = final_deadline(find_deadlines(text, TODAY))
    assert found is not None
    assert (found.text, text[slice(*found.span)]) == ("by mid-May", "by mid-May")


def test_what_the_purpose_names_is_not_the_goals_own_deadline() -> None:
    read = read_sentence("Learn the tables by Easter, because the children need them for the June check", TODAY)
    assert read.deadline is not None
    assert read.deadline.day == dt.date(2026, 4, 5)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.dates(dt.date(2020, 1, 1), dt.date(2060, 1, 1)))
def test_an_exact_day_is_read_as_it_is_written(day: dt.date, today: dt.date) -> None:
    assert due(f"Publish the list by {day.isoformat()}", today) == day.isoformat()
    assert due(f"Publish the list by {day.day} {day:%B} {day.year}", today) == day.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "Get the plan checked by Mr April",
        "Close the findings of the October audit",
        "Pass the three-week course",
        "Pay for the five-day course in Leeds",
        "Prepare the team for the two-day audit",
        "All letters answered in at most 8 weeks",
        "95 % of claims settled within six weeks",
        "Every refund paid within two weeks",
    ],
)
def test_what_has_a_time_in_its_name_and_how_soon_each_is_served_are_no_deadlines(text: str) -> None:
    assert due(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Close all findings of the October audit within 6 weeks", "2026-04-21"),
        ("Within 90 days every clerk has done the refresher", "2026-06-08"),
        ("Train all clerks within six weeks", "2026-04-21"),
    ],
)
def test_the_goals_own_stretch_is_a_deadline(text: str, day: str) -> None:
    assert due(text) == day


@pytest.mark.parametrize(
    "words",
    [
        "by the local elections",
        "before the Halberg hearing",
        "before turnout",
        "before renewal season",
        "until the wrap party",
        "before the reopening",
        "in time for the trade fair",
        "ahead of the merger",
        "by our next conference",
        "by the spring planning round",
        "by the summer timetable change",
        "by publisher milestone 4",
        "before phase 2",
        "by the time the new line opens",
        "by the time 8.2 goes out",
        "until the contract is renewed",
        "before the new head is appointed",
        "between now and launch day",
    ],
)
def test_what_takes_place_once_bounds_the_time(words: str) -> None:
    found = final_deadline(find_deadlines(f"Train the new hands {words} by asking Ana", TODAY))
    assert found is not None
    assert (found.day, found.text) == (None, words)


@pytest.mark.parametrize(
    "text",
    [
        "Cut the queue at gate 3",
        "Check the straps before I leave the yard",
        "Stay on the line until the caller is helped",
        "Do right by the families on my list",
    ],
)
def test_what_comes_back_bounds_nothing(text: str) -> None:
    assert find_deadlines(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Få 20 nye kunder inden 30. juni 2027", "2027-06-30"),
        ("Vendre 20 vélos avant le 30 juin 2027", "2027-06-30"),
        ("Vender 20 bicicletas antes del 30 de junio de 2027", "2027-06-30"),
        ("20 Angebote bis zum 15. März 2027", "2027-03-15"),
        ("20 Angebote bis zum 15. Oktober", "2026-10-15"),
        ("Zmniejszyć liczbę błędów do 30 czerwca 2027", "2027-06-30"),
        ("Sell 12 mars bars", None),
        ("Vendre 20 vélos", None),
    ],
)
def test_a_day_in_another_language_is_known_by_its_digits_and_its_month(text: str, day: str | None) -> None:
    assert due(text) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by mid-2027", "2027-06-30"),
        ("in mid-2027", "2027-06-30"),
        ("by early-2027", "2027-03-31"),
        ("by mid-to-late 2027", "2027-12-31"),
        ("by the middle of 2027", "2027-06-30"),
        ("by mid next year", "2027-06-30"),
        ("by the middle of next year", "2027-06-30"),
        ("by early next year", "2027-03-31"),
        ("by the middle of Q2", "2026-05-15"),
        ("by the middle of next quarter", "2026-05-15"),
        ("by mid-FY27", "2027-06-30"),
        ("by the middle of H2", "2026-09-30"),
        ("early next month", "2026-04-10"),
        ("by the middle of next month", "2026-04-15"),
        ("by mid-to-late June", "2026-06-30"),
        ("by early to mid June", "2026-06-15"),
    ],
)
def test_a_part_of_a_period_ends_before_the_period_and_is_no_means(words: str, day: str) -> None:
    sentence = read_sentence(f"Train 12 drivers {words}.", TODAY)
    assert [(str(deadline.day), deadline.text) for deadline in sentence.deadlines] == [(day, words)]
    assert sentence.means is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("two weeks before the fair on 3 July", "2026-06-19"),
        ("one week before the big spring fair in Leeds on 3 July", "2026-06-26"),
        ("two weeks prior to Christmas", "2026-12-11"),
        ("three weeks after go-live on 1 May", "2026-05-22"),
        ("a month after my start on 1 March 2027", "2027-04-01"),
    ],
)
def test_a_time_is_counted_from_the_day_of_an_event(words: str, day: str) -> None:
    sentence = read_sentence(f"Print the flyer {words}.", TODAY)
    assert [(str(deadline.day), deadline.text) for deadline in sentence.deadlines] == [(day, words)]
    assert sentence.measures == ()


def test_what_is_done_after_each_event_is_not_counted_from_the_day_of_another() -> None:
    assert due("Answer each letter two weeks after receipt and report on 3 July") == "2026-07-03"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("in no more than two and a half months", "2026-05-10"),
        ("within 3 and a half weeks", "2026-04-03"),
        ("in one and a half years", "2027-09-10"),
    ],
)
def test_a_stretch_may_have_a_half(words: str, day: str) -> None:
    sentence = read_sentence(f"Build the stand {words}.", TODAY)
    assert [(str(deadline.day), deadline.text) for deadline in sentence.deadlines] == [(day, words)]
    assert sentence.quantities == ()


def test_before_which_day_nothing_is_done_is_neither_deadline_nor_comparison() -> None:
    sentence = read_sentence("Answer the letters no sooner than 1 June and no later than 30 June.", TODAY)
    assert [deadline.text for deadline in sentence.deadlines] == ["no later than 30 June"]
    assert sentence.comparatives == ()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by the board meeting on 3 July 2027", "2027-07-03"),
        ("by the summer party on 3 July", "2026-07-03"),
        ("by the Christmas party on 15 December 2026", "2026-12-15"),
        ("by my holiday in August", "2026-08-31"),
        ("by the summer party", None),
        ("by our Christmas party", None),
        ("by Midsummer", None),
        ("by the Carnival", None),
        ("by Independence Day", None),
        ("by Mother's Day", None),
        ("by World Book Day", None),
        ("by Eid al-Fitr", None),
    ],
)
def test_an_event_that_bounds_the_time_is_no_means(words: str, day: str | None) -> None:
    sentence = read_sentence(f"Print the flyer {words}.", TODAY)
    assert sentence.deadline is not None
    assert sentence.deadline.day == (day and dt.date.fromisoformat(day))
    assert sentence.means is None


def test_whoever_does_something_on_a_day_is_no_event() -> None:
    (deadline,) = find_deadlines("Get 5 designs approved by the board on 3 July", TODAY)
    assert deadline.text == "on 3 July"


@pytest.mark.parametrize(
    "text",
    [
        "Shorten the month-end close from nine days to five.",
        "Cut our month end report from 9 pages to 5.",
        "Speed up the year-end audit from 4 weeks to 2.",
        "Halve the quarter-end reconciliation.",
        "Shorten the fiscal year-end close from 9 days to 5.",
        "Shorten the end-of-year review from 9 days to 5.",
        "Halve the EOM report.",
        "Put fewer slides into the mid-year presentation.",
    ],
)
def test_the_end_of_a_period_that_says_which_thing_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, TODAY) == []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by year-end", "2026-12-31"),
        ("by the month-end close", "2026-03-31"),
        ("before the year-end audit", "2026-12-31"),
        ("year-end at the latest", "2026-12-31"),
        ("month-end April 2027", "2027-04-30"),
        ("by the fiscal year-end", "2026-12-31"),
    ],
)
def test_the_end_of_a_period_is_a_deadline_where_it_stands_alone_or_behind_its_preposition(
    words: str, day: str
) -> None:
    assert due(f"Close all open items {words}") == day
