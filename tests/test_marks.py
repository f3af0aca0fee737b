"""What earns a sentence its marks: levels, new jobs, events, directions, purposes; and what only looks like it."""

from __future__ import annotations

import datetime as dt

import pytest

from goalsheet.smart.verdict import judge_sentence

TODAY = dt.date(2026, 11, 27)


def marks(text: str) -> str:
    """The marks for what and how much, as two digits."""
    given = judge_sentence(text, TODAY).marks
    return f"{given['specific']}{given['measurable']}"


def rules(text: str) -> set[str]:
    return {finding.rule for finding in judge_sentence(text, TODAY).findings}


@pytest.mark.parametrize("verb", ["Reduce", "Cut", "Bring down", "Speed up", "Improve", "Enhance", "Raise"])
def test_a_direction_without_a_number_is_vague_and_not_absent(verb: str) -> None:
    assert marks(f"{verb} invoicing in the Leeds office")[1] == "1"


@pytest.mark.parametrize(
    "time", ["no later than 30 June 2027", "not later than June", "earlier than 30 June", "in less than two months"]
)
def test_a_comparison_in_the_time_compares_nothing(time: str) -> None:
    assert marks(f"Deliver the audit report to the board {time}.")[1] == "2"
    assert "M2" not in rules(f"Deliver the audit report to the board {time}.")
    assert "M2" in rules(f"Deliver the audit report faster {time}.")


@pytest.mark.parametrize(
    "text",
    [
        "Be friendlier to the 200 guests by June 2027.",
        "Motivate my team of 8 people by June 2027.",
        "Support the 14 nurses on my ward by June 2027.",
        "Improve service in our 12 branches by June 2027.",
        "Reduce waste in our 4 canteens by June 2027.",
        "Manage the 14 volunteers by June 2027.",
        "Improve the Boeing 737 documentation by June 2027.",
        "Help with the Form 1040 filings by June 2027.",
        "Use my two monitors better by June 2027.",
        "Treat the 14 patients more kindly by June 2027.",
        "Take better care of my 5 apprentices by June 2027.",
        "Make better use of the 3 forklifts by June 2027.",
        "Pay more attention to our 12 regular guests by June 2027.",
        "Look after the 6 interns by June 2027.",
    ],
)
def test_a_number_that_only_describes_measures_nothing(text: str) -> None:
    verdict = judge_sentence(text, TODAY)
    assert ((verdict.marks["measurable"] or 0) < 2, verdict.is_ready, verdict.quantities) == (True, False, ())
    assert {"M1", "M2", "M3", "M17"} & rules(text) == {"M3"}


def test_it_is_said_which_number_only_describes() -> None:
    messages = [f.message for f in judge_sentence("Support the 14 nurses", TODAY).findings if f.rule == "M3"]
    assert messages == ["“14 nurses” says who or what it is about, not how much will change."]


@pytest.mark.parametrize(
    "text",
    [
        "Train the 14 nurses on my ward on the new pump",
        "Visit our 12 branches",
        "Address the 12 audit findings",
        "Help the 3 apprentices pass the exam",
        "Support the 14 nurses to finish the pump course",
        "Cut the 12 oldest trees",
        "Build a team of 8 people",
        "Support 14 families",
        "Improve stock accuracy in our 12 branches to 99 %",
        "Use the 3 vouchers by June 2027",
        "Take the 5 apprentices to the fair",
        "Make the 3 forklifts safe",
    ],
)
def test_a_number_of_known_things_measures_what_is_done_to_each(text: str) -> None:
    assert (judge_sentence(text, TODAY).marks["measurable"] or 0) >= 2


def test_a_range_of_months_is_no_date_with_two_readings() -> None:
    assert "T10" not in rules("Publish the price list in 3-4 months.")


def test_a_start_without_a_target_is_vague_and_told_so() -> None:
    for text in (
        "Reduce no-shows from 12% by June",
        "Bring sick leave down from 9 % by May",
        "Cut waste from 40 kg",
        "Cut waste (now 4 %)",
    ):
        assert marks(text)[1] == "1", text
        assert {"M1", "M2", "M3"} & rules(text) == {"M2"}, text
    messages = [f.message for f in judge_sentence("Reduce no-shows from 12% by June", TODAY).findings if f.rule == "M2"]
    assert messages == ["“12%” is where it starts; where it should end is open."]


@pytest.mark.parametrize(
    "text",
    [
        "Deliver results 1 day by June",
        "Deliver outcomes 3 days by June",
        "Deliver better outcomes 3 days a week until June",
        "Do stuff 5 times by June",
        "Do tasks 4 hours a day by June",
        "Make progress 3 times a week by June",
        "Deliver results by 100 % by Friday",
        "Achieve results 20 % by June",
    ],
)
def test_an_amount_of_nothing_in_particular_measures_nothing(text: str) -> None:
    assert marks(text) == "11"
    assert {"S1", "S2", "S4"} & rules(text)


def test_an_amount_of_time_measures_what_is_named() -> None:
    assert marks("Give feedback 3 times a week by June") == "22"
    assert marks("Answer tenders within 3 days by June") == "23"
    assert marks("Walk 30 minutes a day by June")[1] == "3"


def test_where_things_come_from_is_no_start() -> None:
    assert marks("Collect feedback from 20 customers by May") == "22"
    assert marks("Bring in orders from 12 new customers by May") == "22"
    assert marks("Bring costs down from £40k to £30k by May") == "23"
    assert marks("Reduce the error rate from 1 in 20 to 1 in 50 by June") == "33"


@pytest.mark.parametrize(
    "text",
    [
        "Grade 120 essays by June",
        "Floor 200 m² by June",
        "Batch 30 invoices a day until June",
        "Schedule 40 visits by June",
        "Gate 12 fields by June",
        "Get a 4.6-star rating on the shop page by June",
        "Raise the staff ratio from 1:80 to 1:50 by June",
    ],
)
def test_a_noun_with_what_is_counted_behind_it_is_what_is_done(text: str) -> None:
    assert judge_sentence(text, TODAY).is_ready


def test_a_noun_that_a_number_names_is_no_order() -> None:
    for text in ("Grade 9 students pass the exam by June", "Room 12 needs paint by June", "Clear floor 3 by June"):
        assert judge_sentence(text, TODAY).quantities == (), text


def test_a_start_with_how_far_it_goes_is_enough() -> None:
    for text in (
        "Halve the set-up time from 40 minutes",
        "Cut waste in half from 40 kg",
        "Cut no-shows by 3 % from 12 %",
    ):
        assert (judge_sentence(text, TODAY).marks["measurable"] or 0) >= 2, text
        assert len(judge_sentence(text, TODAY).quantities) > 1, text


@pytest.mark.parametrize(
    "text",
    [
        "Be promoted to team leader by June",
        "Get promoted to team leader by June",
        "Become team leader by June",
        "Get made up to ward sister by June",
        "Be appointed head of procurement by June",
        "Step up to deputy manager by June",
        "Move up to key account manager by June",
        "Go from junior to senior developer by June",
        "Take over as shift supervisor from Olek by June",
    ],
)
def test_a_new_job_is_named_and_there_or_not_and_others_decide(text: str) -> None:
    assert marks(text) == "22"
    assert {"A2", "M6"} & rules(text) == {"A2"}


@pytest.mark.parametrize(
    "text",
    ["Become more confident", "Be a better team leader", "Step up this quarter", "Be promoted to the next level"],
)
def test_praise_is_no_job(text: str) -> None:
    assert set(marks(text)) <= {"0", "1"}


@pytest.mark.parametrize(
    "text",
    [
        "Learn Spanish to B1",
        "Achieve B2 level in German with the Goethe certificate",
        "Reach level 3 in Excel",
        "Pass grade 5 on the piano",
        "Raise the EPC rating of block B to C",
        "Keep the CQC rating of the home at Good",
        "Obtain the food hygiene certificate",
    ],
)
def test_a_level_that_others_test_is_a_result_that_shows_itself(text: str) -> None:
    assert marks(text) == "22"
    assert "M6" not in rules(text)
    assert judge_sentence(text, TODAY).marks["achievable"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "Improve the Ofsted rating from Requires Improvement to Good",
        "Take the hotel from bronze to gold in the Green Key scheme",
        "Bring the hygiene score of the kitchen from C to A",
        "Improve our ranking in Legal 500 from tier 4 to tier 3",
        "Move the depot from amber to green on the safety dashboard",
    ],
)
def test_a_step_on_a_named_scale_is_strongly_measurable(text: str) -> None:
    assert marks(text) == "23"
    assert "S7" not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bring our service from good to great",
        "Improve the bus service from Leeds to York",
        "Tidy hall B1",
        "Raise the standard of service to A customers",
    ],
)
def test_places_and_praise_are_no_levels(text: str) -> None:
    assert marks(text)[1] in "01"


@pytest.mark.parametrize(
    "text", ["Organise a customer day", "Plan an open day for schools", "Host the family evening in May"]
)
def test_one_event_with_a_name_is_specific_and_there_or_not(text: str) -> None:
    assert marks(text) == "22"


@pytest.mark.parametrize("text", ["Hold a nice day", "Host events", "asdf qwer zxcv", "qwertz hjkl", "Write xkcdfgh"])
def test_praise_and_noise_name_nothing(text: str) -> None:
    assert marks(text) == "10"


@pytest.mark.parametrize(
    "text",
    [
        "Bring the share of discharges before noon to 90 %, to free beds",
        "Raise first-time repairs from 70 % to 85 % to save second visits",
        "Bring absences to 3 %, to reduce overtime",
        "Cut the backlog by half to free the team for projects",
    ],
)
def test_what_it_is_for_may_follow_a_number(text: str) -> None:
    assert (judge_sentence(text, TODAY).marks["relevant"] or 0) >= 2


def test_two_goals_are_told_from_two_nouns_and_from_two_steps_on_one_thing() -> None:
    for text in ("Sell more and train juniors", "Visit more farms and record the yields", "Serve faster and check all"):
        assert "S8" in rules(text + " bills"), text
    for text in (
        "Launch the app by June and cut costs by 10 % by May",
        "Open a second till and train two cashiers by June",
        "Write the ward handbook and visit ten schools by June",
        "Close the books by day five and file VAT by the 20th",
        "Cut scrap by 5 % and learn Spanish by June 2027",
        "Cut scrap by 5 % by June 2027 and learn Spanish",
        "Reduce call time from 6 to 4 minutes and increase satisfaction to 90 % by June 2027",
        "Raise NPS to 40 and cut returns to 3 %",
        "Sell 20 bikes and improve satisfaction to 90 %",
        "Run the survey by May and present the results by June",
        "Sell bread to schools and train two juniors by June",
    ):
        assert "S8" in rules(text), text
    for text in (
        "Hire bus and train drivers",
        "Prepare reports and plans for the board",
        "Design and build the portal",
        "Cut scrap by 5 % and save money by June 2027",
        "Cut scrap by 5 % and rework by 3 %",
        "Raise the margin from 5 to 8 % and keep it there",
        "Write the manual and publish it",
        "Train and support two new nurses",
        "Design and print 20 posters by June",
        "Raise margin by 5 % and stock turn by June",
        "Run a four-week trial of bedside handover and present the result to the ward by June",
        "Interview ten customers and publish our main findings by June",
        "Teach three colleagues to run and change a notebook by June",
    ):
        assert "S8" not in rules(text), text


@pytest.mark.parametrize(
    ("open_", "done"),
    [
        ("Hand out leaflets", "Hand over block C to the client"),
        ("Hand in reports", "Hand in my prescribing portfolio"),
        ("Take over shifts", "Take over the payroll run from Dana"),
        ("Turn down offers", "Shut down the old press"),
        ("Dig ditches", "Dig the ditch behind barn 2"),
    ],
)
def test_some_verbs_say_with_their_particle_that_it_is_done(open_: str, done: str) -> None:
    assert marks(open_)[1] in "01"
    assert marks(done) == "22"


def test_what_goes_up_or_down_by_a_day_is_still_open() -> None:
    assert marks("Get first-contact resolution up by spring") == "21"
    assert marks("Get first-contact resolution up by 20 % by spring") == "32"


def test_the_means_may_come_week_by_week_and_a_trait_is_none() -> None:
    for text, mark in (
        ("Raise the pass rate to 60 % through weekly intervention", 2),
        ("Read the manual through the week", 0),
        ("Be more reliable with paperwork", 0),
        ("Be patient with new hires", 0),
    ):
        assert judge_sentence(text, TODAY).marks["achievable"] == mark, text


@pytest.mark.parametrize(
    "text",
    [
        "Improve communication every week until June 2027.",
        "Help customers better every week until June 2027.",
        "Improve the shift handover in the bakery twice a week until June 2027.",
    ],
)
def test_the_rhythm_of_a_vague_action_measures_nothing(text: str) -> None:
    verdict = judge_sentence(text, TODAY)
    assert ((verdict.marks["measurable"] or 0) < 2, verdict.is_ready) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Help in the canteen kitchen twice a week until June 2027.",
        "Call every customer once a month until June 2027.",
        "Be at the gate at 5:45 for every shift until June 2027.",
    ],
)
def test_the_rhythm_of_what_is_done_measures_it(text: str) -> None:
    assert (judge_sentence(text, TODAY).marks["measurable"] or 0) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "Agree a maintenance contract with Siemens by June.",
        "Agree on the new shift plan with the works council by June.",
        "Negotiate a new lease for the Leeds store by June.",
        "Renegotiate the energy contract by June.",
        "Sign the framework agreement with Bosch by June.",
        "Conclude the framework agreement with Siemens by 30 June.",
        "Finalise the framework agreement with Siemens by 30 June.",
    ],
)
def test_what_is_agreed_or_signed_is_there_in_the_end_or_not(text: str) -> None:
    assert marks(text)[1] == "2"


@pytest.mark.parametrize("text", ["Agree with the board more often.", "Negotiate with suppliers.", "Sign up by June."])
def test_to_agree_or_negotiate_alone_has_no_end(text: str) -> None:
    assert marks(text)[1] in "01"


@pytest.mark.parametrize(
    ("text", "has_means"),
    [
        ("Cut waste by 5 % in order to save money thanks to new bins by June.", True),
        ("Win 24 clients through advertising.", True),
        ("Take 40 orders through the new web shop.", True),
        ("Bring 12 clerks up to speed through training them on the job.", True),
        ("Take 24 lambs through weaning.", False),
        ("Put the new valve through certification by June.", False),
        ("Guide the migration through the process by June.", False),
        ("Steer both bills through the committee by June.", False),
        ("Shepherd 14 claims through the review by June.", False),
        ("Walk new hires through the process by June.", False),
        ("Get 20 new customers through an ad campaign by June.", True),
        ("Guide ten trainees to their exam through weekly coaching.", True),
    ],
)
def test_what_something_has_to_go_through_is_no_means(text: str, *, has_means: bool) -> None:
    achievable = judge_sentence(text, TODAY).marks["achievable"] or 0
    assert (achievable >= 2) is has_means


@pytest.mark.parametrize(
    ("vague", "named"),
    [
        ("Improve things at the clinic by 20 %", "Improve hand hygiene at the clinic by 20 %"),
        ("Increase performance by 12 %", "Increase the performance of the checkout API by 12 %"),
        ("Become 30 % more professional", "Become 30 % quicker at invoicing"),
        ("Make it to 100", "Make it to 100 sales"),
    ],
)
def test_an_amount_of_a_trait_or_of_whatever_names_nothing(vague: str, named: str) -> None:
    assert (marks(vague)[0], marks(named)[0] >= "2") == ("1", True)


@pytest.mark.parametrize(
    ("open_", "done"),
    [
        ("Sharpen my questioning technique in witness interviews", "Sharpen the chisels"),
        ("Refine my coaching style by June", "Refine the search filter by June"),
        ("Hone our pitch", "Hone the planer blades"),
    ],
)
def test_a_skill_of_ones_own_is_never_refined_to_the_end(open_: str, done: str) -> None:
    assert (marks(open_)[1] < "2", marks(done)[1] >= "2") == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "Churn 5 % to 3 % by June",
        "Scrap 4 % to 2 % by June",
        "Waste 8 % -> 5 % by June",
        "Rework 9 % to 5 % by June",
        "Absenteeism 6 % to 4 % by June",
        "CSAT 5 to 7 by June",
        "Downtime 6 h to 3 h by June",
    ],
)
def test_a_word_before_where_it_stands_and_shall_stand_is_the_measure(text: str) -> None:
    verdict = judge_sentence(text, TODAY)
    assert (verdict.is_ready, verdict.findings[0].rule) == (True, "A1")


@pytest.mark.parametrize("text", ["Cut 12 % to 8 % by June", "Reach 40 to 50 by June"])
def test_a_verb_before_two_numbers_stays_one(text: str) -> None:
    assert not judge_sentence(text, TODAY).is_ready


@pytest.mark.parametrize(
    ("vague", "named"),
    [
        ("Finalise things with the supplier", "Finalise the price list with the supplier"),
        ("Settle matters with Bosch", "Settle the warranty claim with Bosch"),
        ("Sort out the situation with Oga Bello", "Sort out the night allowance matter with Oga Bello"),
        ("Improve the situation in the shop by 20 %", "Improve the stock turn of the shop by 20 %"),
        ("Handle matters 20 % faster", "Handle returns 20 % faster"),
        ("Improve experience by 20 %", "Improve the experience of guests from 3.2 to 4"),
        ("Raise effectiveness by 20 %", "Raise the effectiveness of line 3 from 60 to 70 %"),
        ("Deliver 100 % excellence", "Deliver 100 % of the parcels"),
    ],
)
def test_matters_situations_and_traits_name_nothing_unless_it_is_said_which(vague: str, named: str) -> None:
    assert (marks(vague)[0], marks(named)[0] >= "2") == ("1", True)


@pytest.mark.parametrize(
    ("open_", "done"),
    [
        ("Discuss the contract with Bosch by June", "Sign the contract with Bosch by June"),
        ("Debate the plan with the board by June", "Settle the plan with the board by June"),
        ("Introduce excellence in the warehouse by June", "Introduce the scanners in the warehouse by June"),
        ("Get 20 % better at selling by June", "Get 20 % faster at picking orders by June"),
        ("Become 20 % better in sales by June", "Sell 20 % more tyres by June"),
    ],
)
def test_talk_and_traits_have_no_end_that_could_be_measured(open_: str, done: str) -> None:
    assert (marks(open_)[1] < "2", marks(done)[1] >= "2") == (True, True)


def test_a_move_from_one_function_to_another_is_named_and_one_to_better_work_is_not() -> None:
    for text in (
        "Move from customer service to customer success by June 2027",
        "Move from operations to project management by June 2027: update my profile and apply for two positions",
        "Switch from patient care to quality and patient safety by June 2027",
    ):
        assert marks(text) == "22", text
        assert "A2" in rules(text), text
    for text in ("Move from good care to better care", "Move from operations to project management tools"):
        assert marks(text)[0] == "1", text
