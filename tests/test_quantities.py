"""Numbers in a sentence: what they measure, and those that measure nothing."""

from __future__ import annotations

import pytest

from goalsheet.smart.numerals import find_numerals
from goalsheet.smart.quantities import find_quantities


def told(text: str) -> list[str]:
    """Each quantity in one line: kind, from, value, to, unit, bound."""
    return [
        " ".join(
            str(part)
            for part in (
                q.kind,
                f"{q.start:g} ->" if q.start is not None else "",
                f"{q.value:g}",
                f"- {q.most:g}" if q.most is not None else "",
                q.unit,
                f"({q.bound})" if q.bound else "",
                "(change)" if q.is_change else "",
            )
            if part != ""
        )
        for q in find_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("improve NPS from 31 to 40", ["count 31 -> 40"]),
        ("from 3 to 4k users", ["count 3000 -> 4000 users"]),
        ("from 5 to 3000 users", ["count 5 -> 3000 users"]),
        ("raise the pass rate to 80 % from 62 %", ["percent 62 -> 80 %"]),
        ("cut errors on ward 4B from nine a month to three", ["count 9 -> 3"]),
        ("close the books in four working days instead of seven", ["duration 7 -> 4 working days"]),
        ("cut requests open for over ten days from 12 to 6", ["duration 10 days (at least)", "count 12 -> 6"]),
        ("treatments per 100 cows from 38 to 25", ["count 100 cows", "count 38 -> 25"]),
        ("cut the wait to 4 days from 10-12 days", ["duration 10 -> 4 days", "duration 12 days"]),
        ("900ms to 400ms", ["duration 900 -> 400 ms"]),
        ("win two hundred and ten calls", ["count 210 calls"]),
        ("two dozen eggs", ["count 24 eggs"]),
        ("half a dozen eggs", ["count 6 eggs"]),
        ("cut waste by two thirds", ["times 0.666667 times"]),
        ("cut waste by three quarters", ["times 0.75 times"]),
        ("raise the margin by 50 basis points", ["points 50 basis points (change)"]),
        ("raise the margin by 50 bps", ["points 50 basis points (change)"]),
        ("win five new accounts worth £50k", ["count 5 new accounts", "money 50000 £"]),
        ("cool the cold room from -5 °C to -18 °C", ["count -5 -> -18 °C"]),
        ("raise the margin from −2 % to +1.5 %", ["percent -2 -> 1.5 %"]),
        ("move the result from -£500 to £0", ["money -500 -> 0 £"]),
        ("move the result from £-500k to +£20k", ["money -500000 -> 20000 £"]),
        ("keep the freezers at -18 °C or below", ["count -18 °C (at most)"]),
        ("keep the freezers between -22 and -18 °C", ["count -22 - -18 °C"]),
        ("cut scrap by -20 %", ["percent 20 % (change)"]),
        ("send 12 month-end reports", ["count 12 month-end reports"]),
        ("send 300 jars thanks to the new line", ["count 300 jars"]),
        ("pack 40 crates together with Anna", ["count 40 crates"]),
        ("visit 12-15 shops", ["count 12 - 15 shops"]),
        ("fill 8 -10 pallets", ["count 8 - 10 pallets"]),
        ("3-4 calls a day", ["count 3 - 4 calls"]),
        ("twice a week", ["frequency 2 a week"]),
        ("2 per week", ["frequency 2 per week"]),
        ("keep churn at or below 2.5 %", ["percent 2.5 % (at most)"]),
        ("margin of at least 30%", ["percent 30 % (at least)"]),
        ("by 20 percentage points", ["points 20 points (change)"]),
        ("grow by 20 %", ["percent 20 % (change)"]),
        ("answer 9 out of 10 calls within 30 seconds", ["ratio 9 of 10", "duration 30 seconds (at most)"]),
        ("€1.2m of new business", ["money 1.2e+06 €"]),
        ("$ 1,250,000 in sales", ["money 1.25e+06 $"]),
        ("sell 1.000,50 EUR", ["money 1000.5 eur"]),
        ("zero missed appointments", ["zero 0 missed appointments"]),
        ("no late invoices and error-free reports", ["zero 0 invoices", "zero 0 error"]),
        ("halve the waste, double the sales", ["times 0.5 times", "times 2 times"]),
        ("from 1:10 to 1:45 min", ["duration 1.16667 -> 1.75 min"]),
        ("under 5 minutes", ["duration 5 minutes (at most)"]),
        ("order 12 chairs", ["count 12 chairs"]),
        ("sell 2000 units in 2026", ["count 2000 units"]),
        ("train five (5) colleagues", ["count 5 colleagues"]),
        ("give 5 (five) talks", ["count 5 talks"]),
        ("host 20+ guests", ["count 20 guests (at least)"]),
        ("host 20 or more guests", ["count 20 guests (at least)"]),
        ("keep 3 or fewer open tickets", ["count 3 open tickets (at most)"]),
        ("raise 5,000+ euros", ["money 5000 euros (at least)"]),
        ("cut waste by 1/4", ["times 0.25 times (change)"]),
        ("cut waste by ½", ["times 0.5 times"]),
        ("cut waste by ¾ of a bag", ["times 0.75 times"]),
        ("answer in 4½ hours", ["duration 4.5 hours"]),
        ("save 10k", ["count 10000"]),
        ("lay 400 m of fence", ["count 400 m"]),
        ("lay the path from 200 m to 300 m", ["count 200 -> 300 m"]),
        ("grow revenue from 2 m to 3 m by June", ["count 2e+06 -> 3e+06"]),
        ("win 3 m users", ["count 3e+06 users"]),
        ("bring handling time down to 5:30 from 6:45", ["duration 6.75 -> 5.5 min"]),
        ("move the start to 8:30 from 9:15", []),
        ("have 28 of my 30 pupils read", ["ratio 28 of 30"]),
        ("from 5:1 to 3:1", ["ratio 5 -> 3 of 1"]),
        ("raise the staff ratio from 1:80 to 1:50", ["ratio 0.625 -> 1 of 50"]),
        ("cut the ratio from 1:30 to 1:45", ["ratio 1.5 -> 1 of 45"]),
        ("raise cover from 1:80 to 1:50", ["ratio 0.625 -> 1 of 50"]),
        ("keep a staff ratio of 1:12 on the ward", ["ratio 1 of 12"]),
        ("reach a 4.6-star rating", ["count 4.6 stars"]),
        ("build a 3-star hotel", []),
        ("grade 120 essays by June", ["count 120 essays"]),
        ("I will grade 120 final essays", ["count 120 final essays"]),
        ("teach grade 9 pupils", []),
        ("grade 9 pupils pass the test", []),
        ("move to floor 3 by June", []),
        ("floor 200 m² by June", ["count 200 m²"]),
        ("batch 30 invoices a day", ["count 30 invoices"]),
        ("phase 2 is live by June", []),
        ("route 40 calls a day to the new desk", ["count 40 calls"]),
        ("from 4.1/5 to 4.5/5", ["ratio 4.1 -> 4.5 of 5"]),
        ("from one in five to one in three", ["ratio 0.6 -> 1 of 3"]),
        ("from 1 in 20 to 1 in 50", ["ratio 2.5 -> 1 of 50"]),
    ],
)
def test_a_quantity_is_read_with_its_unit(text: str, quantities: list[str]) -> None:
    assert told(text) == quantities


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("cut the wait from 2 hours to 30 minutes", ["duration 120 -> 30 minutes"]),
        ("from 1.5 h to 45 min", ["duration 90 -> 45 min"]),
        ("answer in 4 hours instead of 1 day", ["duration 24 -> 4 hours"]),
        ("2 weeks to 10 days", ["duration 14 -> 10 days"]),
        ("from 900 kg to 1.1 t", ["count 0.9 -> 1.1 t"]),
        ("from 900 KB/s to 2 MB/s", ["count 0.9 -> 2 mb/s"]),
        ("to 30 minutes from 2 hours", ["duration 120 -> 30 minutes"]),
        ("from 2 working days to 4 hours", ["duration 4 hours"]),
        ("from 1 h 30 min to 45 min", ["duration 90 -> 45 min"]),
        ("from 2 hours to 1 hour and 15 minutes", ["duration 120 -> 75 minutes"]),
        ("answer within 45 minutes to 1 hour", ["duration 45 minutes (at most)", "duration 1 hour"]),
        ("train 6 weeks and 2 days a week", ["duration 6 weeks", "duration 2 days"]),
        ("from £900k to £1.2m", ["money 900000 -> 1.2e+06 £"]),
    ],
)
def test_a_way_between_two_units_is_told_in_the_unit_of_its_goal(text: str, quantities: list[str]) -> None:
    assert told(text) == quantities


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("raise revenue to £2m and reduce staff turnover to 8 %", ["money 2e+06 £", "percent 8 %"]),
        ("raise NPS to 40 and cut returns to 3 %", ["count 40", "percent 3 %"]),
        ("raise sales to 20 and hire up to 3 people", ["count 20", "count 3 people (at most)"]),
        ("raise sales to 20 units while hiring up to 3 people", ["count 20 units", "count 3 people (at most)"]),
        ("cut plastic and paper from 8 bags to 6", ["count 8 -> 6 bags"]),
    ],
)
def test_a_way_does_not_lead_from_one_goal_to_the_next(text: str, quantities: list[str]) -> None:
    assert told(text) == quantities


@pytest.mark.parametrize(
    "text",
    [
        "goal 3: finish the ISO 9001 audit in room 12 on Windows 11",
        "1. Train the waiters",
        "confidence 8/10",
        "my confidence should go from 4/10 to 8/10",
        "I am 80 % sure that I can improve service",
        "improve service, and I'm 90% confident about it",
        "be 90 per cent confident that I improve service",
        "improve service, likelihood 60 %",
        "improve service with a probability of 70 %",
        "my confidence is 8 of 10 that I improve service",
        "I'm pretty sure (90 %) that I improve service",
        "ninety percent certain: better service",
        "improve service (confidence: 80 %)",
        "improve our 5S culture",
        "roll out 5S in the warehouse",
        "roll out 5s in the warehouse",
        "introduce 5G in Leeds",
        "improve 4K video",
        "B2B sales, 2FA, 3D prints and an 8D report",
        "be there at 16:00 or 4 pm",
        "in 2026 and 2027",
        "one of the best, the right one, a one-to-one",
        "order #12 on line 4",
        "the 3rd floor, H2, PROJ-123, ward 4B",
        "a 3-day course, a 5-star rating",
        "open 24/7",
        "the Boeing 737 documentation",
        "translate Airbus 320 documentation",
        "support the Toyota 4 team",
        "the Form 1040 filings",
        "better as of 1 April",
        "starting on 3 May or on May 3rd or from the 3rd of May",
        "new prices as of 31/12",
    ],
)
def test_numbers_that_only_name_something_measure_nothing(text: str) -> None:
    assert told(text) == []


def test_a_share_of_people_who_are_sure_is_counted() -> None:
    assert told("have 80 % confident users") == ["percent 80 %"]
    assert told("raise the probability of on-time delivery to 95 %") == ["percent 95 %"]
    assert told("make 90 % of the nurses feel sure") == ["percent 90 %"]


def test_what_is_counted_ends_where_another_language_says_by_when() -> None:
    assert told("Vendre 20 vélos avant juin") == ["count 20 vélos"]
    assert told("Få 20 nye kunder inden sommer") == ["count 20 nye kunder"]
    assert told("12 Angebote bis Ostern") == ["count 12 angebote"]


def test_an_amount_with_the_letter_of_a_name_is_still_one() -> None:
    assert told("cut the load time to 5s") == ["duration 5 s"]
    assert told("cut the load time to 5S") == ["duration 5 s"]
    assert told("LOAD IT WITHIN 5S") == ["duration 5 s (at most)"]
    assert told("save 4K") == ["count 4000"]
    assert told("win 4K viewers") == ["count 4000 viewers"]


def test_what_is_counted_behind_a_name_is_counted() -> None:
    assert told("give Kim 3 lessons") == ["count 3 lessons"]
    assert told("teach Maria 3 people") == ["count 3 people"]
    assert told("run the Berlin 10 km") == ["count 10 km"]
    assert told("raise the CSAT 4 points") == ["points 4 points"]
    assert told("GIVE KIM 3 LESSONS") == ["count 3 lessons"]


def test_digits_and_words_are_read_with_their_marks() -> None:
    values = [
        numeral.value for numeral in find_numerals("1.250.000 and 3,5 and 1,250 and 0,125 and 5k and twenty-five")
    ]
    assert values == [1250000, 3.5, 1250, 0.125, 5000, 25]
