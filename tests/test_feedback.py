"""Feedback: what is asked, whose answer counts, and what is shown without telling whose it is."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from teams import LOOKED, tracker

from goalsheet.errors import BadRoster, BadSetting
from goalsheet.feedback.agenda import agenda
from goalsheet.feedback.answers import Answer, Collection, Returned, notes, take_in
from goalsheet.feedback.names import name_at_end, names_in
from goalsheet.feedback.release import Batch, batches, with_shown
from goalsheet.feedback.shown import rows
from goalsheet.feedback.standing import Standing, standing
from goalsheet.feedback.survey import FLOOR, USUAL, Asked, Rater, Survey, Topic
from goalsheet.feedback.texts import is_empty, plain
from goalsheet.feedback.topics import ending_in_names, telling, topics
from goalsheet.layout.paper import page_ends
from goalsheet.roster.raters import Employee, read_raters
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback
from goalsheet.tracker.person import Manager

DAY, ASKED_ON = dt.date(2026, 7, 1), dt.date(2026, 6, 1)
WORK, SALES = Topic(), Topic("G01", "Sell more")
BO = Employee("Bo Ek", "bo@example.com", Manager("8", "Kim Lee", "kim@example.com"))


def survey(relations: str, about: tuple[Topic, ...] = (WORK,), form: str = "Survey") -> Survey:
    """Somebody with a code of one letter for each of the relations: m(entor), p(eer), b(oss), s(elf)."""
    words = {"m": "Mentor", "p": "Peer", "b": "Manager", "s": "Self"}
    raters = [
        Rater(chr(65 + place), Asked(f"Rater {place}", "", words[letter], form))
        for place, letter in enumerate(relations)
    ]
    return Survey("x", "7", "Bo Ek", "2026", ASKED_ON, USUAL, about, tuple(raters))


def form(code: str, *said: Answer, file: str = "") -> Returned:
    return Returned(file or f"{code}.xlsx", code, said or (Answer(f"{code} likes it"),))


def run(of: Survey, before: Collection, *forms: Returned) -> tuple[Collection, list[Batch], list[str]]:
    collection, problems = take_in(before, forms)
    shown = batches(of, collection)
    return with_shown(collection, shown), shown, list(map(str, problems))


def told(shown: list[Batch]) -> list[tuple[str, str, str]]:
    return [(str(b.topic), b.source, "".join(sorted(rater.code for rater, _ in b.answers))) for b in shown]


def test_three_peers_are_shown_together_and_two_are_not() -> None:
    of = survey("pppp")
    collection, shown, _ = run(of, {}, form("A"), form("B"))
    assert shown == []
    collection, shown, _ = run(of, collection, form("C"))
    assert told(shown) == [("0", "Peer", "ABC")]
    _, shown, _ = run(of, collection, form("D"))
    assert shown == []  # alone it would be whose answer came last


def test_small_groups_are_folded_into_others_or_wait() -> None:
    of = survey("mppppp")
    collection, shown, _ = run(of, {}, form("A"), form("B"))
    assert shown == []
    collection, shown, _ = run(of, collection, form("C"))
    assert told(shown) == [("0", "Others", "ABC")]
    _, shown, _ = run(of, collection, form("D"), form("E"), form("F"))
    assert told(shown) == [("0", "Peer", "DEF")]


def test_forms_of_one_name_count_as_one_person_s() -> None:
    raters = [
        Rater(code, Asked(name, email, relation, "Survey"))
        for code, name, email, relation in (
            ("A", "Lars Berg", "l@example.com", "Peer"),
            ("B", "Lars Berg", "l2@example.com", "Peer"),
            ("C", "LARS  BERG", "l3@example.com", "Peer"),
            ("D", "Mia Ohm", "mia@example.com", "Mentor"),
            ("E", "Noa Pym", "noa@example.com", "Peer"),
        )
    ]
    of = dataclasses.replace(survey(""), raters=tuple(raters))
    collection, shown, _ = run(of, {}, form("A"), form("B"), form("C"), form("D"))
    assert shown == []
    assert standing(of, collection) == Standing("1 mentor, 4 peers", "Mentors and peers: fewer than 3 of 5")
    _, shown, _ = run(of, collection, form("E"))
    assert told(shown) == [("0", "Others", "ABCDE")]


def test_a_manager_and_oneself_are_told_as_such_at_once() -> None:
    _, shown, _ = run(survey("bspp"), {}, form("A"), form("B"), form("C"))
    assert told(shown) == [("0", "Manager", "A"), ("0", "Self", "B")]


def test_each_topic_needs_three_answers_of_its_own() -> None:
    of, nothing, good = survey("pppp", (WORK, SALES)), Answer(), Answer("good")
    collection, shown, _ = run(of, {}, form("A", good, good), form("B", good, good), form("C", good, nothing))
    assert told(shown) == [("0", "Peer", "ABC")]
    _, shown, _ = run(of, collection, form("D", nothing, good))
    assert told(shown) == [("1", "Peer", "ABD")]


def test_a_form_that_comes_twice_counts_once() -> None:
    of = survey("ppp")
    collection, shown, problems = run(of, {}, form("A"), form("A", file="A (1).xlsx"), form("B"), form("C"))
    assert told(shown) == [("0", "Peer", "ABC")]
    assert problems == []
    assert run(of, collection, form("A"), form("B"), form("C"))[1:] == ([], [])


def test_a_later_version_counts_as_long_as_nothing_is_shown() -> None:
    of = survey("ppp")
    collection, _, _ = run(of, {}, form("A", Answer("first")))
    collection, _, problems = run(of, collection, form("A", Answer("second")), form("A", Answer("first"), file="old"))
    _, shown, _ = run(of, collection, form("B"), form("C"))
    assert [answer.strengths for _, answer in shown[0].answers] == ["second", "B likes it", "C likes it"]
    assert problems == []


def test_what_is_shown_stays_as_it_is_for_a_change_would_tell_whose_it_is() -> None:
    of = survey("ppp")
    collection, _, _ = run(of, {}, form("A"), form("B"), form("C"))
    collection, shown, problems = run(of, collection, form("A", Answer("changed")))
    assert shown == []
    assert "".join(problems) == (
        "A.xlsx: some of its answers were shown before they were changed, and stay as they were: "
        "a change that shows would tell whose they are. Tell it in person."
    )
    assert collection["A"].answers == (Answer("A likes it"),)


def test_two_forms_with_one_code_and_different_answers_wait_for_somebody_to_choose() -> None:
    of = survey("ppp")
    collection, shown, problems = run(of, {}, form("A", file="1"), form("A", Answer("other"), file="2"), form("B"))
    assert (sorted(collection), shown) == (["B"], [])
    assert "".join(problems) == (
        "1 and 2: they have one code, but different answers, so none of them was taken in. "
        "Keep the one that counts, move the others to another folder, and run this again."
    )


@pytest.mark.parametrize("text", [None, "", "-", ".", "– – –", "...", "?", "n/a", "N.A.", "k. A."])
def test_a_text_without_a_word_or_a_picture_says_nothing(text: str | None) -> None:
    assert is_empty(text)


@pytest.mark.parametrize("text", ["no", "7", "👍", "好", "Nora", "none"])
def test_the_shortest_answers_say_something(text: str) -> None:
    assert not is_empty(text)


def test_a_form_of_dashes_is_no_answer_and_fills_up_no_group() -> None:
    of, dashes = survey("ppp"), form("C", Answer("-", "."))
    collection, shown, problems = run(of, {}, form("A"), form("B"), dashes)
    assert (set(collection), shown, problems) == ({"A", "B"}, [], [])
    assert list(notes({}, [dashes, form("B", Answer()), form("A", Answer("good", "-"))])) == [
        "C.xlsx answers nothing, and does not count.",
        "A.xlsx leaves 2 of 3 questions open; what is there was taken in.",
    ]
    *_, batch = run(of, collection, form("C", Answer("-", "n/a", 4)))[1]
    assert [(row.strengths, row.ideas, row.rating) for row in rows(of, [batch], DAY)] == [
        ("A likes it", None, 4),
        ("B likes it", None, None),
    ]


def test_a_blank_form_is_no_answer() -> None:
    assert run(survey("ppp"), {}, form("A", Answer()))[0] == {}


ANSWERS = st.builds(
    Answer,
    st.none() | st.sampled_from(["calm", "quick", "fair"]),
    st.none() | st.sampled_from(["slower", "louder"]),
    st.none() | st.integers(1, 5),
)
RUNS = st.lists(st.lists(st.tuples(st.sampled_from("ABCDEFGH"), ANSWERS, ANSWERS), max_size=6), max_size=8)


@pytest.mark.slow
@given(relations=st.text("mpbs", min_size=8, max_size=8), comings=RUNS)
def test_whoever_comes_when_no_run_shows_fewer_than_three_and_no_answer_twice(
    relations: str, comings: list[list[tuple[str, Answer, Answer]]]
) -> None:
    of, seen = survey(relations, (WORK, SALES)), Counter[tuple[int, str]]()
    kept: Collection = {}
    for coming in comings:
        before = {code: held for code, held in kept.items() if held.shown}
        kept, shown, _ = run(of, kept, *(form(code, *said) for code, *said in coming))
        for batch in shown:
            assert not batch.is_mixed or len(batch.answers) >= FLOOR
            seen.update((batch.topic, rater.code) for rater, _ in batch.answers)
        for code, held in before.items():
            assert all(kept[code].answers[topic] == held.answers[topic] for topic in held.shown)
    assert set(seen.values()) <= {1}


def pairs(of: Survey, answers: Sequence[Answer]) -> tuple[tuple[Rater, Answer], ...]:
    return tuple(zip(of.raters, answers, strict=True))


SAID = st.lists(ANSWERS.filter(lambda one: not one.is_blank), min_size=3, max_size=6)


@given(SAID.flatmap(lambda answers: st.tuples(st.just(answers), st.permutations(answers))))
def test_rows_do_not_depend_on_who_says_what(said: tuple[list[Answer], list[Answer]]) -> None:
    answers, exchanged = said
    of = survey("p" * len(answers))
    in_order = rows(of, [Batch(0, "Peer", pairs(of, answers))], DAY)
    assert rows(of, [Batch(0, "Peer", pairs(of, exchanged))], DAY) == in_order
    for column in ("strengths", "ideas", "rating"):
        spoken = [getattr(one, column) for one in answers if getattr(one, column) is not None]
        assert Counter(getattr(row, column) for row in in_order if getattr(row, column) is not None) == Counter(spoken)


def test_each_column_of_mixed_answers_is_in_an_order_of_its_own() -> None:
    of = survey("ppp", (SALES,))
    answers = [Answer("Calm", "Say no", 2), Answer("Fair", "Ask more", 5), Answer("Quick", None, 4)]
    batch = Batch(0, "Peer", pairs(of, answers))
    shown = rows(of, [batch], DAY)
    assert [(row.strengths, row.ideas, row.rating) for row in shown] == [
        ("Calm", "Ask more", 5),
        ("Quick", "Say no", 4),
        ("Fair", None, 2),
    ]
    question = f"{USUAL.strengths} (3 answers together; each column is in an order of its own.)"
    rest = {(row.date, row.source, row.form, row.goal, row.asked_on, row.question) for row in shown}
    assert rest == {(DAY, "Peer", "Survey", "G01", ASKED_ON, question)}


def test_how_they_were_asked_is_told_only_where_it_is_the_same_for_all() -> None:
    of = survey("pp")
    phoned = Rater("C", Asked("Rater 2", "", "Peer", "Interview"))
    batch = Batch(0, "Peer", tuple((rater, Answer("Calm")) for rater in (*of.raters, phoned)))
    assert {row.form for row in rows(of, [batch], DAY)} == {None}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Well done. Ana", "Ana"),
        ("well done, – ana", "Ana"),
        ("As ana maria lopez I can say", "Ana Maria Lopez"),
        ("Ask ana.lopez@example.com", "ana.lopez@example.com"),
        ("ask ANA.LOPEZ there", "ana.lopez"),
        ("LOPEZ here", "Lopez"),
        ("Take the banana to Analytics", None),
        ("a lopez once said so", None),
        ("", None),
    ],
)
def test_a_text_names_its_writer(text: str, named: str | None) -> None:
    assert names_in(text, "Ana Maria Lopez", "ana.lopez@example.com") == named


def test_a_name_that_the_employee_has_too_tells_nothing() -> None:
    assert names_in("Bo is fair", "Bo Yang", apart_from="Bo Ek") is None
    assert names_in("Yang", "Bo Yang", apart_from="Bo Ek") == "Yang"
    assert names_in("我是王伟", "王伟") == "王伟"


def test_texts_are_shown_without_what_tells_computers_apart() -> None:
    assert plain("  Cafe\u0301\u200b  good\r\nand\t calm\x01 \r") == "Café good\nand calm"


def test_what_is_asked_follows_from_open_requests_and_named_goals() -> None:
    goals = [
        Goal(id="G01", statement="Sell more"),
        Goal(id="G02", statement="Learn"),
        Goal(id="G03", statement="Secret"),
    ]
    feedback = [
        Feedback(goal="G02", question="Where could I be shorter?"),
        Feedback(goal="G03", question="Answered", date=DAY),
        Feedback(asked_on=DAY, question=" What should I stop? "),
    ]
    assert topics(goals, feedback, ["g01"]) == (
        Topic(None, None, ("What should I stop?",)),
        Topic("G01", "Sell more"),
        Topic("G02", "Learn", ("Where could I be shorter?",)),
    )
    with pytest.raises(BadSetting, match=r"no goal G09\. Possible are: G01, G02, G03\."):
        topics(goals, feedback, ["G09"])


def test_a_question_that_names_somebody_who_is_asked_is_not_sent_to_all() -> None:
    asked = [Asked("Ana Lopez", "", "Peer", "Survey")]
    (problem,) = telling([Topic(asked=("Is Ana content?",))], asked)
    assert str(problem) == (
        'Feedback: your question "Is Ana content?" names Ana, and everybody who is asked would read it. '
        "Word it without the name on the sheet Feedback."
    )


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What should I do more of? (Mei)", "(Mei)"),
        ("What should I do more of (Mei Tanaka)?", "(Mei Tanaka)"),
        ("Is it clear? (Mei and Jean-Luc O'Neil) ", "(Mei and Jean-Luc O'Neil)"),
        ("Is it clear? [Mei, Ravi P.]", "[Mei, Ravi P.]"),
        ("清楚吗？（王伟）", "（王伟）"),
        ("Is it clear? (with an example)", None),
        ("Is it clear? (asked Mei)", "(asked Mei)"),
        ("Is it clear? (to my team)", None),
        ("Are my reports (Mei) clear?", None),
        ("Where do I stand in Q3? (CRM)", None),
        ("How was it? (Q3)", None),
        ("How was it? (March 2026)", None),
        ("How was it? ()", None),
        ("How was it?", None),
    ],
)
def test_a_name_in_brackets_behind_a_question_is_seen(question: str, name: str | None) -> None:
    assert name_at_end(question) == name


def test_questions_with_names_behind_them_are_told_all_at_once() -> None:
    found = ending_in_names([Topic(asked=("Clear? (Mei)", "Calm?")), Topic("G01", "Sell more", ("Fair? (Ravi)",))])
    cure = (
        "Take it out on the sheet Feedback, where the column From says whom you asked; "
        "if it is no name, write it without brackets."
    )
    assert [str(problem) for problem in found] == [
        f'Feedback: your question "{question}" ends in what looks like a name, and whoever reads it would know '
        f"who else is asked. {cure}"
        for question in ("Clear? (Mei)", "Fair? (Ravi)")
    ]


def test_an_agenda_says_how_goals_stand_and_whose_the_open_steps_are() -> None:
    done = CheckIn(date=dt.date(2026, 6, 30), goal="G02", value=1)
    steps = [
        Action(goal="G01", action="Call the guide's author", who="Bo", due=dt.date(2026, 8, 1)),
        Action(goal="G01", action="Read it", who="Me", due=dt.date(2026, 6, 1)),
        Action(goal="G01", action="Buy it", state="Done"),
        Action(goal="G09", action="Of no goal"),
        Action(goal="G02", action="Sit the exam"),
    ]
    log = [dataclasses.replace(LOOKED, value=69), done]
    about = dataclasses.replace(tracker(check_ins=log), actions=tuple(steps), feedback=(Feedback(question="How?"),))
    found = agenda(about, dt.date(2026, 7, 1))
    assert [(line.goal, line.status) for line in found.well] == [("G02", "Achieved")]
    assert [(line.goal, line.status, line.why) for line in found.help] == [
        (
            "G01",
            "Off track",
            '8 % done, 50 % expected: 42 points behind. Seen as "On track", but the figures say "Off track".',
        )
    ]
    assert [(step.goal, step.action, step.who, step.due, step.alert) for step in found.steps] == [
        ("G01", "Read it", "Me", dt.date(2026, 6, 1), "Late"),
        ("G01", "Call the guide's author", "Bo", dt.date(2026, 8, 1), ""),
        ("G02", "Sit the exam", "", None, ""),
    ]
    assert (found.person, found.manager, found.unclear, found.waiting) == ("Anna Müller", "Bo Ek", (), 1)


@given(st.lists(st.floats(10, 900), min_size=1, max_size=30))
def test_no_block_is_cut_by_the_end_of_a_page_that_has_room_for_it(sizes: list[float]) -> None:
    heights = dict(enumerate((half / 2 for size in sizes for half in (size, size)), 1))
    blocks = range(1, 2 * len(sizes), 2)
    ends = page_ends(blocks, 2 * len(sizes), heights, 100)
    assert {end + 1 for end in ends} <= set(blocks)
    for top, end in pairwise([0, *ends, 2 * len(sizes)]):
        rows = range(top + 1, end + 1)
        assert len(rows) == 2 or sum(heights[row] for row in rows) <= 755


def raters(folder: Path, text: str) -> tuple[Asked, ...]:
    path = folder / "raters.csv"
    path.write_text(dedent(text), encoding="utf-8")
    return read_raters(path, BO)


def test_a_list_of_raters_is_read_however_it_is_headed(tmp_path: Path) -> None:
    found = raters(
        tmp_path,
        """\
        First name;Surname;E-mail;Relationship;How
        Ana;Lopez;ana@example.com;Colleague;
        Cem;Ay;;line manager;1:1
        Bo;Ek;bo@example.com;me;Survey
        """,
    )
    assert found == (
        Asked("Ana Lopez", "ana@example.com", "Peer", "Survey"),
        Asked("Cem Ay", "", "Manager", "Meeting"),
        Asked("Bo Ek", "bo@example.com", "Self", "Survey"),
    )


def test_all_that_is_wrong_in_a_list_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadRoster) as failure:
        raters(
            tmp_path,
            """\
            Name,Email,Relation,How
            Ana Lopez,ana@example.com,friend,fax
            Bo Ek,,peer,
            Cem Ay,cem@,mentor,
            Dana Ruiz,,self,
            ,e@example.com,peer,
            Finn Oja,finn@example.com,peer,
            Finn Oja,,mentor,
            Kim Lee,kim@home.example,peer,
            K. Lee,Kim@example.com,mentor,
            """,
        )
    assert str(failure.value).splitlines() == [
        "raters.csv has 9 problems. No form was made.",
        '  raters.csv, row 2: "friend" is no relation. Write one of: Manager, Mentor, Peer, Self.',
        '  raters.csv, row 2: "fax" is no way to ask. Write one of: Survey, Interview, Meeting; blank is a survey.',
        '  raters.csv, row 3: Bo Ek is asked about their own work. Write "Self" as the relation, or take the row out.',
        '  raters.csv, row 4: "cem@" is no e-mail address. Write it like name@company.com.',
        '  raters.csv, row 5: Dana Ruiz is not Bo Ek, so the relation cannot be "Self". Correct it.',
        "  raters.csv, row 6: there is no name. Write it: it stands on the form.",
        "  raters.csv, row 8: Finn Oja stands in row 7 already. Take one row out.",
        (
            '  raters.csv, row 9: Kim Lee is the manager of Bo Ek, and so no peer. Write "Manager" as the relation. '
            "Somebody else of that name: write it so that it differs."
        ),
        (
            '  raters.csv, row 10: K. Lee is the manager of Bo Ek, and so no mentor. Write "Manager" as the relation. '
            "Somebody else of that name: write it so that it differs."
        ),
    ]


def test_a_list_without_relations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRoster, match="has no column that says what each person is to Bo Ek"):
        raters(tmp_path, "Name,Email\nAna Lopez,ana@example.com\n")
