"""What a part of a sentence is for: what somebody is asked to do, why, how, and with whom."""

from __future__ import annotations

import datetime as dt

import pytest

from goalsheet.smart.sentence import Sentence, read_sentence
from goalsheet.smart.verdict import judge_sentence

TODAY = dt.date(2026, 11, 27)


def read(text: str) -> Sentence:
    return read_sentence(text, TODAY)


def means(text: str) -> str:
    found = read(text).means
    return found.text if found else ""


def purpose(text: str) -> str:
    found = read(text).purpose
    return found.text if found else ""


def marks(text: str) -> str:
    verdict = judge_sentence(text, TODAY).marks
    return "".join(str(verdict[name]) for name in ("specific", "measurable", "achievable", "relevant", "timely"))


@pytest.mark.parametrize(
    "text",
    [
        "Ask ten customers to fill in the survey by June",
        "Teach 12 clerks to use the new scanner by 30 June",
        "Remind all drivers to log their hours",
        "Get Kim to sign the contract by June",
        "Get two juniors to pass the exam by May",
        "Help three clients to move to the new portal",
        "Invite the head nurses in Leeds to test the beds",
        "Train April to run the evening milking",
        "Persuade the council to repair the bridge",
    ],
)
def test_what_others_are_asked_or_taught_to_do_is_no_purpose(text: str) -> None:
    assert purpose(text) == ""


@pytest.mark.parametrize(
    ("text", "what_for"),
    [
        ("Teach 12 clerks to use the scanner to save time", "to save time"),
        ("Ask ten customers to fill in the survey to find the gaps", "to find the gaps"),
        ("Train two welders to free the foreman", "to free the foreman"),
        ("Get the food hygiene certificate to open the canteen", "to open the canteen"),
        ("Help in the kitchen to cut waiting times", "to cut waiting times"),
        ("Ask for feedback each week to improve the course", "to improve the course"),
    ],
)
def test_a_purpose_behind_them_is_still_seen(text: str, what_for: str) -> None:
    assert purpose(text) == what_for


@pytest.mark.parametrize(
    "text",
    [
        "Agree the rota with the board by May",
        "Sign the contract with the union by June",
        "Close the deal with both suppliers by June",
        "Fix prices with all three suppliers by June",
        "Settle the lease with the landlord",
        "Sign the NDA with Bosch by June",
        "Agree terms with Mr Smith",
        "Register both tractors with the machinery ring",
        "Put ten apprentices through the new programme by June",
        "Guide all trainees through their final exam by June",
        "Take three apprentices through their final exam",
    ],
)
def test_with_whom_and_through_what_others_go_is_no_means(text: str) -> None:
    assert means(text) == ""


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Win 40 orders through the new web shop", "through the new web shop"),
        ("Fence both creeks with the council's grant", "with the council's grant"),
        ("Cut the backlog to 20 with the client portal", "with the client portal"),
        ("Settle 40 claims with the new tool", "with the new tool"),
        ("Raise the pass rate to 90 % through weekly quizzes", "through weekly quizzes"),
        ("Take more orders through the web shop", "through the web shop"),
    ],
)
def test_tools_and_ways_are_means(text: str, how: str) -> None:
    assert means(text) == how


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Cut scrap by June. I will calibrate the machine each week.", "I will calibrate the machine each week"),
        (
            "Win five clients by June. For this I'll call ten prospects a week",
            "For this I'll call ten prospects a week",
        ),
        ("Cut scrap from 5 % to 3 %: calibrate the press daily", "calibrate the press daily"),
        ("Win five clients by June: ten calls a week", "ten calls a week"),
        (
            "Cut scrap from 5 % to 3 % by June. We will check blanks so that rework falls",
            "We will check blanks",
        ),
        ("Take over Leeds. I will visit all sites from north to south.", "I will visit all sites from north to south"),
        ("Cut scrap to 3 %. Calibrate the press every Monday.", "Calibrate the press every Monday"),
    ],
)
def test_the_means_may_stand_in_a_sentence_of_their_own_or_behind_a_colon(text: str, how: str) -> None:
    assert means(text) == how


@pytest.mark.parametrize(
    "text",
    [
        "Over the next six months: complete the wound care course",
        "Two things by 16 Nov: submit the claim and archive the vouchers",
        "Q4: train the new clerks",
        "My goal for 2027: publish two papers",
        "Launch the shop by June. Recruit three drivers by May.",
        "Visit all sites in Leeds by June: Hunslet, Armley and Beeston",
    ],
)
def test_a_heading_a_list_or_a_second_goal_is_no_means(text: str) -> None:
    assert means(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Automate the rota",
        "Give a lecture on burns",
        "Prepare the annual accounts",
        "Calibrate the scales",
        "Test the alarms",
    ],
)
def test_one_thing_that_is_done_in_the_end_can_be_measured(text: str) -> None:
    assert marks(text)[:2] == "22"


@pytest.mark.parametrize(
    "text", ["Automate processes", "Prepare better", "Give love", "Prepare reports", "Prepare the team for the audit"]
)
def test_some_of_many_cannot(text: str) -> None:
    assert marks(text)[1] in "01"


def test_a_change_without_a_place_is_told_what_is_missing_and_not_that_nothing_is_named() -> None:
    finding = next(one for one in judge_sentence("Cut scrap", TODAY).findings if one.rule == "S2")
    assert finding.message == "“scrap” alone does not say where, or of what."


def test_verbs_are_found_in_the_english_of_others() -> None:
    assert marks("I will to reduce complaints by 20 % until June") == marks(
        "I will reduce complaints by 20 % until June"
    )
    assert marks("I must to reduce complaints by 20 %") == marks("I must reduce complaints by 20 %")


def test_with_and_a_percentage_behind_a_verb_of_change_says_by_how_much() -> None:
    for text in ("Reduce complaints with 20 % by June", "Increase the yield with 5 points by June"):
        assert marks(text) == marks(text.replace(" with ", " by ", 1)), text
    assert means("Reduce complaints with the 20 % rule by June") != ""


@pytest.mark.parametrize(
    ("text", "what_for"),
    [
        ("Sell more tickets, otherwise the hall stays empty", "otherwise the hall stays empty"),
        ("Sort the archive, or else we fail the audit", "or else we fail the audit"),
        ("Close the files sooner, as each delay costs us a client", "as each delay costs us a client"),
        ("Repair the roof, as the rain comes in", "as the rain comes in"),
        ("Read the advisories, as attackers don't sleep", "as attackers don't sleep"),
        ("Drill cover crops, as we lost topsoil in the storms", "as we lost topsoil in the storms"),
        ("Write the plan; the team needs it", "the team needs it"),
        ("Label each board \u2013 nurses must be able to find it", "nurses must be able to find it"),
        ("Write the letters faster; doctors shouldn't be left guessing", "doctors shouldn't be left guessing"),
        ("Share the Friday shifts: two of us are close to burning out", "two of us are close to burning out"),
        ("Run ten speed checks, the point being a safer road", "the point being a safer road"),
        ("Move 200 customers online; the purpose is to free the clerks", "the purpose is to free the clerks"),
        ("Move 200 customers online. The aim is to free the clerks.", "The aim is to free the clerks"),
        ("Sell ten flats, and it protects our margin", "and it protects our margin"),
        ("Sell ten flats; that's my part of the plan", "that's my part of the plan"),
        ("Learn Spanish, that's why I go to Leeds", "that's why I go to Leeds"),
        ("Translate the leaflet for patients who can't read German", "for patients who can't read German"),
        ("Run four exercises so on-call people know whom to ring", "so on-call people know whom to ring"),
        ("Turn the ward round cos nurses walk too much", "cos nurses walk too much"),
        ("Watch two lessons a month to sharpen my own ways", "to sharpen my own ways"),
        ("Learn two more jobs, to be of use when someone is ill", "to be of use when someone is ill"),
        ("To protect patients: under 10 near misses a month", "To protect patients"),
        ("To keep our clients we will call each of them monthly", "To keep our clients"),
        ("For the team to grow I'll hire two juniors by May", "For the team to grow"),
        ("For our guests to come back, train three waiters", "For our guests to come back"),
    ],
)
def test_reasons_need_no_because(text: str, what_for: str) -> None:
    assert purpose(text) == what_for


@pytest.mark.parametrize(
    "text",
    [
        "Start as the new head of sales for the north",
        "Work in Leeds, as agreed with Ann",
        "Publish the list, as in every year",
        "Hire staff who need no training",
        "My aim for 2027 is to sell ten flats",
        "My goal is, with the help of my mentor, to sell ten flats",
        "I wish to learn welding",
        "To do: call five clients",
        "Cut the cost of returns",
        "Publish two case studies",
        "Response rate to go from 10 to 20 %",
    ],
)
def test_roles_costs_and_wishes_are_no_reasons(text: str) -> None:
    assert purpose(text) == ""


def test_the_day_on_which_a_reason_arose_is_no_deadline() -> None:
    assert read("Greet guests faster, as two people left on Tuesday").deadlines == ()


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Train the trainees in weekly simulations", "in weekly simulations"),
        ("Learn to weld in evening classes", "in evening classes"),
        ("Learn dry needling at the weekend course in Winterthur", "at the weekend course in Winterthur"),
        ("Finish the course, two evenings a week", "two evenings a week"),
        ("Pass the exam - evening classes twice weekly", "evening classes twice weekly"),
        ("Learn to bake from my grandmother", "from my grandmother"),
        ("Learn to bake from Ines", "from Ines"),
        ("Build the ramp, financed by the council", "financed by the council"),
        ("Build the ramp, paid from the roof fund", "paid from the roof fund"),
        ("Open a club, staffed by three tutors", "staffed by three tutors"),
        ("Open a club, run by two students", "run by two students"),
        ("Win two clients, found on LinkedIn", "found on LinkedIn"),
        ("Get the licence by May, the firm pays the course", "the firm pays the course"),
        ("Get the licence, my boss is paying for it", "my boss is paying for it"),
        ("Sell ten flats, my colleague calling the leads", "my colleague calling the leads"),
        ("Publish the handbook, drafts checked by our lawyer", "drafts checked by our lawyer"),
        ("Set up the shop following the Shopify guide", "following the Shopify guide"),
        ("Write a safety plan, on the new template", "on the new template"),
        ("Cut scrap by May; better gauges make it possible", "better gauges make it possible"),
        ("Cut waste to 5 %, thx to smaller plates", "thx to smaller plates"),
        ("Settle claims faster with the photo app", "with the photo app"),
        ("List our contracts with MultiTerm", "with MultiTerm"),
        ("With Tom at my side I'd like to sell ten flats", "With Tom at my side"),
        ("With two more drivers, serve all villages", "With two more drivers"),
    ],
)
def test_who_pays_where_one_learns_and_what_others_do_are_means(text: str, how: str) -> None:
    assert means(text) == how


@pytest.mark.parametrize(
    "text",
    [
        "Do right by the families on my list",
        "Stand by the new rules",
        "Deliver by noon",
        "Learn German from scratch",
        "Pass the course",
        "Teach two classes a week",
        "Improve my grade in the course",
        "Improve attendance at the workshop from 20 to 40",
        "Publish the handbook, all chapters approved by the board",
        "Do better, the client is watching us",
        "Write the plan following the audit",
        "Book a room, provided by May",
        "Cook with more love",
        "Release the code with a DOI",
        "Put five dishes on the menu with a food cost of less than 4 euros",
    ],
)
def test_manners_values_and_places_are_no_means(text: str) -> None:
    assert means(text) == ""


@pytest.mark.parametrize(
    ("text", "how", "what_for"),
    [
        (
            "Rearrange the store so that people walk less, with the help of IT",
            "with the help of IT",
            "so that people walk less",
        ),
        ("Write the guide to help the fitters, using the new gauge", "using the new gauge", "to help the fitters"),
        (
            "Cut scrap to 3 % so that we save money, by checking each batch",
            "by checking each batch",
            "so that we save money",
        ),
        (
            "Cut scrap because customers complain, thanks to the new camera by June 2027",
            "thanks to the new camera",
            "because customers complain",
        ),
        (
            "Cut scrap by 5 % in order to save money. I will check each batch.",
            "I will check each batch",
            "in order to save money",
        ),
        ("Cut scrap so that we save money by buying less", "", "so that we save money by buying less"),
        (
            "Cut scrap because customers complain, being loyal, about us",
            "",
            "because customers complain, being loyal, about us",
        ),
    ],
)
def test_a_purpose_ends_where_the_means_follow_behind_a_comma(text: str, how: str, what_for: str) -> None:
    assert (means(text), purpose(text)) == (how, what_for)


@pytest.mark.parametrize(
    "text",
    [
        "Help with the Form 1040 filings by June 2027",
        "Help out with the new app",
        "Help colleagues with the new app",
        "Offer support with the new tool",
    ],
)
def test_what_one_helps_with_is_no_means(text: str) -> None:
    assert means(text) == ""


def test_with_what_one_helps_to_do_something_is_means() -> None:
    assert means("Help 20 pensioners to file the tax form with the new app") == "with the new app"
    assert means("Raise sales to 400 a month through the new programme") == "through the new programme"


def test_throughput_is_no_means() -> None:
    assert means("Increase throughput from 100 to 120 parcels an hour by June") == ""
    assert means("Keep the plant running throughout the year at 95 % uptime") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Roll out the CRM through the new programme",
        "Roll out the scanner to all 12 branches by June via our new programme.",
        "Join two mentors through the new scheme by June",
    ],
)
def test_the_programme_that_is_rolled_out_or_joined_says_no_how(text: str) -> None:
    assert means(text) == ""


@pytest.mark.parametrize(
    ("text", "how", "what_for"),
    [
        (
            "Cut waiting times so that patients are calmer by adding a second desk",
            "by adding a second desk",
            "so that patients are calmer",
        ),
        (
            "Cut picking errors to 2 % in order to keep our customers by using scanners by June",
            "by using scanners",
            "in order to keep our customers",
        ),
        (
            "Cut costs so we can hire a driver by moving 4 vans to gas",
            "by moving 4 vans to gas",
            "so we can hire a driver",
        ),
        ("Cut the wait to 7 minutes to please guests through a new rota", "through a new rota", "to please guests"),
        ("Cut the wait to 7 minutes to get guests through a long winter", "", "to get guests through a long winter"),
        ("Cut the wait to help staff through a hard change", "", "to help staff through a hard change"),
        ("Write the guide so that new colleagues learn by doing", "", "so that new colleagues learn by doing"),
        (
            "Open the shop so that people save time by ordering online",
            "",
            "so that people save time by ordering online",
        ),
        (
            "Cut errors because we annoy people by sending the wrong parts",
            "",
            "because we annoy people by sending the wrong parts",
        ),
    ],
)
def test_by_doing_something_to_a_thing_is_means_behind_a_purpose_too(text: str, how: str, what_for: str) -> None:
    assert (means(text), purpose(text)) == (how, what_for)


def test_authors_and_causes_behind_by_are_no_means() -> None:
    assert means("Read 5 books by Stephen King by 30 June.") == ""
    assert means("Read 5 novels by J. K. Rowling.") == ""
    assert means("Write the textbook by AI.") == "by AI"
    cut = read("Cut errors caused by typing by 20 %.")
    assert (cut.means, [quantity.text for quantity in cut.measures]) == (None, ["20 %"])
