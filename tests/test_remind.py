"""`goalsheet remind`: who is written to and when, and drafts that hold nothing but what they should."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import email
import io
import json
import os
import re
from collections.abc import Sequence
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command import Done, goalsheet
from hypothesis import example, given, settings
from hypothesis import strategies as st
from teams import BO, DAY, DEC31, FIRST, LOOKED, SECOND, tracker
from thin_workbooks import thin_workbook

from goalsheet.layout.last_state import LastState, cells
from goalsheet.layout.places import CellPlace
from goalsheet.report.mail_addresses import trouble_of
from goalsheet.report.mail_draft import draft
from goalsheet.report.mail_occasions import NAMES, OCCASIONS, letters
from goalsheet.report.mail_standing import newest_of_each, standing
from goalsheet.report.mail_texts import WORDS, Texts
from goalsheet.report.mail_writing import Mailing, write_out
from goalsheet.tracker.logs import CheckIn, Review
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

AGREED = dataclasses.replace(FIRST, agreement="Agreed")
QUIET = dataclasses.replace(tracker(goals=[AGREED]), review_months=12)


def due(one: Tracker, day: dt.date = DAY, names: Sequence[str] = ()) -> list[str]:
    """The occasions on which somebody is written to because of a tracker."""
    return [letter.occasion.name for letter in letters([standing(Path("goals.xlsx"), one, day)], day, names)]


# --- Who is written to, and when -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "occasions"),
    [
        (QUIET, []),
        (dataclasses.replace(QUIET, goals=()), ["goals-missing"]),
        (dataclasses.replace(QUIET, goals=(FIRST,)), ["not-agreed", "not-agreed-manager"]),
        (dataclasses.replace(QUIET, goals=(dataclasses.replace(AGREED, agreement="Closed"),)), []),
        (dataclasses.replace(QUIET, check_ins=()), ["check-in-due"]),
        (dataclasses.replace(QUIET, review_months=6), ["review-due", "review-due-manager"]),
        (
            dataclasses.replace(QUIET, reviews=(Review(date=dt.date(2026, 7, 15)),)),
            ["review-due", "review-due-manager"],
        ),
        (dataclasses.replace(QUIET, reviews=(Review(date=dt.date(2026, 7, 16)),)), []),
        (dataclasses.replace(QUIET, check_ins=(dataclasses.replace(LOOKED, value=80),)), ["congratulation"]),
        (
            dataclasses.replace(
                QUIET,
                check_ins=(dataclasses.replace(LOOKED, value=80),),
                reviews=(Review(date=DAY, goal="G01", decision="Celebrate"),),
            ),
            [],
        ),
        (dataclasses.replace(QUIET, check_ins=(CheckIn(date=dt.date(2026, 5, 30), goal="G01", value=80),)), []),
    ],
)
def test_somebody_is_written_to_when_something_is_waited_for(one: Tracker, occasions: list[str]) -> None:
    assert due(one) == occasions


def test_goals_that_nobody_has_touched_are_none_of_theirs() -> None:
    one = standing(Path("goals.xlsx"), tracker(check_ins=[]), DAY, is_untouched=True)
    assert [letter.occasion.name for letter in letters([one], DAY)] == [
        "goals-missing",
        "not-agreed-manager",
        "review-due",
        "review-due-manager",
    ]


def test_an_invitation_goes_out_only_where_it_is_named() -> None:
    assert due(QUIET, names=["invitation"]) == ["invitation"]
    assert "invitation" not in due(dataclasses.replace(QUIET, goals=()))


def test_nobody_is_asked_for_goals_of_a_cycle_that_is_over() -> None:
    late = DEC31 + dt.timedelta(days=1)
    assert set(due(tracker(), late)) <= {"check-in-due", "review-due", "review-due-manager", "congratulation"}


def test_a_manager_gets_one_letter_on_the_whole_team_in_the_language_of_their_own_workbook() -> None:
    people = [tracker(7), tracker(8, "Cleo"), tracker(9, "Dan", Manager("0002", "Eve", "eve@example.com"))]
    own = dataclasses.replace(tracker(1, "Bo Ek", Manager()), person=Person("0001", "", "", "Bo Ek", language="German"))
    found = letters([standing(Path("x.xlsx"), one, DAY) for one in (*people, own)], DAY, ["not-agreed-manager"])
    assert [(one.name, one.address, one.language, [each.person.name for each in one.about]) for one in found] == [
        ("Bo Ek", "bo@example.com", "German", ["Anna Müller", "Cleo"]),
        ("Eve", "eve@example.com", "", ["Dan"]),
    ]


def test_of_two_workbooks_of_one_person_the_newer_counts(tmp_path: Path) -> None:
    old, new, last = (tmp_path / name for name in ("old.xlsx", "new.xlsx", "last cycle.xlsx"))
    for moment, path in enumerate((old, new, last), 1):
        path.touch()
        os.utime(path, (moment, moment))
    before = dataclasses.replace(QUIET, cycle=dataclasses.replace(QUIET.cycle, start=dt.date(2025, 1, 1)))
    found = [standing(old, QUIET, DAY), standing(last, before, DAY), standing(new, QUIET, DAY)]
    newest, others = newest_of_each(found)
    assert [one.path for one in newest] == [new]
    assert {one.path for one in others} == {old, last}


# --- Whom nothing can be sent to -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [
        ("Anna", "anna@example.com", None),
        ("Anna", "anna@bücher.example", None),
        ("Anna", "", "there is no e-mail address."),
        ("Anna", "anna", '"anna" is no e-mail address.'),
        ("Anna", "anna@a.example, eve@b.example", '"anna@a.example, eve@b.example" is no e-mail address.'),
        ("Anna", "änna@a.example", '"änna@a.example" has letters that not every mail program takes.'),
        *(
            (name, address, "a line break or control character stands in the name or the address.")
            for name, address in [
                ("Anna\r\nBcc: eve@b.example", "anna@a.example"),
                ("Anna\nX", "anna@a.example"),
                ("Anna\u2028X", "anna@a.example"),
                ("Anna\x00", "anna@a.example"),
                ("Anna", "anna@a.example\r\nBcc:eve@b.example"),
                ("Anna", "anna@a.example\x85"),
            ]
        ),
    ],
)
def test_what_cannot_stand_in_a_header_is_refused(name: str, address: str, said: str | None) -> None:
    assert trouble_of(name, address) == said


# --- The drafts ------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """All tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=SMTP)
    assert isinstance(found, EmailMessage)
    return found


def drafts(mailing: Mailing, *trackers: Tracker, names: Sequence[str] = NAMES) -> list[EmailMessage]:
    """The drafts that would be written."""
    standings = [standing(mailing.folder / "goals.xlsx", one, mailing.day) for one in trackers]
    mails, stuck = write_out(letters(standings, mailing.day, names), mailing)
    assert stuck == []
    return [
        parsed(draft(mail.letter.name, mail.letter.address, mail.text, mail.language, mail.link, None))
        for mail in mails
    ]


def body(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    text: str = found.get_content()
    return text.replace("\r\n", "\n")


HERE = Mailing(Path("workbooks"), Path("out"), DAY, Texts(), link="https://company.example/goals")
ALL_DUE = dataclasses.replace(
    tracker(goals=[FIRST, dataclasses.replace(SECOND, rhythm="Weekly")]),
    check_ins=(dataclasses.replace(LOOKED, value=80),),
    review_months=6,
)


def test_a_draft_says_the_same_in_text_and_in_html() -> None:
    (found,) = drafts(HERE, ALL_DUE, names=["check-in-due"])
    assert [(name, str(value)) for name, value in found.items() if not name.startswith("Content")] == [
        ("X-Unsent", "1"),
        ("To", "Anna Müller <p7@example.com>"),
        ("Subject", "Your goals for 2026: a short look at G02"),
        ("MIME-Version", "1.0"),
    ]
    assert body(found, "plain") == (
        "Dear Anna Müller,\n\n"
        "It has been a while since you last looked at G02.\n\n"
        "A line under Check-ins takes two minutes: how it stands, what happened, what\n"
        "comes next. That it did not go well is worth a line, too: the earlier it\n"
        "stands there, the easier it is to change something.\n\n"
        "Open your workbook:\nhttps://company.example/goals/goals.xlsx\n\n"
        "Kind regards\n"
    )
    page = body(found, "html")
    assert ">It has been a while since you last looked at G02.</p>" in page
    assert '<a href="https://company.example/goals/goals.xlsx"' in page


def test_equal_input_gives_equal_bytes() -> None:
    first, second = (drafts(HERE, ALL_DUE), drafts(HERE, ALL_DUE))
    assert [one.as_bytes() for one in first] == [one.as_bytes() for one in second]


@pytest.mark.parametrize("language", Texts().languages)
def test_every_language_has_a_text_for_every_occasion(language: str) -> None:
    person = dataclasses.replace(ALL_DUE.person, language=language)
    lists = [ALL_DUE, dataclasses.replace(ALL_DUE, goals=())]
    found = drafts(HERE, *(dataclasses.replace(one, person=person) for one in lists))
    closing = Texts().languages[language]["closing"]
    assert len(found) >= len(OCCASIONS)
    assert [str(one["Subject"]) for one in found if "{" in str(one["Subject"])] == []
    own = [one for one in found if "Bo Ek" not in str(one["To"])]
    assert [one for one in own if body(one, "plain").rstrip().rsplit("\n", 1)[1] != closing] == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("DE_ch", "de"),
        ("Deutsch", "de"),
        ("German", "de"),
        ("Klingon", "en"),
    ],
)
def test_a_language_is_known_by_whatever_lists_call_it(said: str, code: str) -> None:
    assert Texts().language(said) == code


def test_days_are_written_as_in_the_readers_language() -> None:
    texts = Texts()
    assert (texts.day("en", DAY), texts.day("de", DAY)) == ("1 July 2026", "1. Juli 2026")


def test_no_goals_wording_and_nothing_private_reaches_any_draft() -> None:
    goal = dataclasses.replace(
        FIRST, statement="secret wording", comment="secret", suggested_wording="secret", why="secret"
    )
    strange = dataclasses.replace(SECOND, id="secret number")
    log = (dataclasses.replace(LOOKED, value=80, note="secret", private_note="secret", next_step="secret"),)
    one = dataclasses.replace(ALL_DUE, goals=(goal, strange), check_ins=log)
    found = drafts(HERE, one)
    assert {str(message["To"]) for message in found} == {"Anna Müller <p7@example.com>", "Bo Ek <bo@example.com>"}
    assert [message for message in found if "secret" in message.as_string() + body(message, "plain")] == []


HOSTILE = (
    "<script>alert(1)</script>",
    "</p><b>",
    "{{ 7 * 7 }}",
    "=1+1",
    '"a" <eve@b.example>',
    "a, b; c",
    "=?utf-8?q?x?=",
)


def named(name: str) -> list[EmailMessage]:
    """An employee's and a manager's draft in which everything is called that."""
    one = tracker(7, name, dataclasses.replace(BO, name=name))
    cycle = dataclasses.replace(one.cycle, name=name)
    return drafts(HERE, dataclasses.replace(one, cycle=cycle), names=["not-agreed", "not-agreed-manager"])


def headers(message: EmailMessage) -> tuple[str, str, str]:
    """Name, address and subject as mail programs read them by RFC 2047 (Python's newer reader adds blanks to code)."""
    raw = {name: str(value).replace("\r\n", "") for name, value in message.raw_items()}
    name, address = parseaddr(raw["To"])
    return str(make_header(decode_header(name))), address, str(make_header(decode_header(raw["Subject"])))


PLAIN = named("plain")


@settings(max_examples=50)
@example("0 ¡0¡0ࠀࠀࠀࠀࠀࠀࠀࠀࠀࠀࠀ0ड ो")  # a blank between two pieces of code
@given(text=st.sampled_from(HOSTILE) | st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_nothing_that_a_list_says_is_ever_markup_or_another_header(text: str) -> None:
    if trouble_of(text, "p7@example.com"):
        return
    shown = " ".join(text.split())
    for found, plain in zip(named(text), PLAIN, strict=True):
        assert found.keys() == plain.keys()
        _, address, subject = headers(plain)
        assert headers(found) == (shown, address, subject.replace("plain", shown))
        assert Tags(body(found, "html")).found == Tags(body(plain, "html")).found


# --- A company's own texts -------------------------------------------------------------------------------------------


def own_texts(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, said in files.items():
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    return tmp_path / "texts"


def test_a_companys_own_text_wins_and_the_others_stay(tmp_path: Path) -> None:
    own = own_texts(
        tmp_path, {"en/check-in-due.toml": 'subject = "Look: {{ stale }}"\ntext = "One.\\n\\nTwo, {{ name }}."'}
    )
    mailing = dataclasses.replace(HERE, texts=Texts(own), link="")
    found = drafts(mailing, ALL_DUE, names=["check-in-due", "congratulation"])
    assert [str(one["Subject"]) for one in found] == ["Look: G02", "Congratulations: you reached G01"]
    assert body(found[0], "plain") == "Dear Anna Müller,\n\nOne.\n\nTwo, Anna Müller.\n\nKind regards\n"


def test_a_language_of_ones_own_takes_a_folder(tmp_path: Path) -> None:
    months = ", ".join(f'"m{number}"' for number in range(1, 13))
    words = f"""
        names = ["Svenska"]
        months = [{months}]
        after_day = ""
        greeting = "Hej {{{{ name }}}}!"
        closing = "Hälsningar"
    """
    review = 'subject = "{{ review }}"\ntext = "Samtal"'
    own = own_texts(tmp_path, {f"sv/{WORDS}": words, "sv/review-due.toml": review})
    one = dataclasses.replace(ALL_DUE, person=dataclasses.replace(ALL_DUE.person, language="svenska"))
    (found,) = drafts(dataclasses.replace(HERE, texts=Texts(own), link=""), one, names=["review-due"])
    assert str(found["Subject"]) == "1 m7 2026"
    assert body(found, "plain") == "Hej Anna Müller!\n\nSamtal\n\nHälsningar\n"


def folder_of(tmp_path: Path, **trackers: Tracker) -> Path:
    folder = tmp_path / "workbooks"
    folder.mkdir()
    for name, one in trackers.items():
        (folder / f"{name}.xlsx").write_bytes(thin_workbook(one))
    return tmp_path


def remind(folder: Path, *arguments: str) -> Done:
    return goalsheet("remind", "workbooks", "--today", DAY.isoformat(), *arguments, cwd=folder)


def test_all_that_is_wrong_with_own_texts_is_told_at_once(tmp_path: Path) -> None:
    own_texts(
        tmp_path,
        {
            "en/invite.toml": "",
            "en/invitation.toml": "subject =",
            "en/not-agreed.toml": 'subject = "x"\nbody = "y"',
            f"fr/{WORDS}": 'names = "x"',
        },
    )
    done = remind(folder_of(tmp_path, anna=tracker()), "--texts", "texts")
    assert done.returncode == 2
    problems = [line.strip().partition(": ")[0] for line in done.stderr.splitlines()[1:]]
    assert problems == [
        "en/invitation.toml", "en/invite.toml", *["en/not-agreed.toml"] * 2, *[f"fr/{WORDS}"] * 5,
    ]  # fmt: skip
    assert not (tmp_path / "reminders").exists()


def test_a_text_that_asks_for_what_there_is_not_writes_nothing(tmp_path: Path) -> None:
    own_texts(tmp_path, {"en/not-agreed.toml": 'subject = "{{ statement }}"\ntext = "x"'})
    done = remind(folder_of(tmp_path, anna=tracker(), cleo=tracker(8, "Cleo")), "--texts", "texts")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "Error: The texts of e-mails have to be mended.\n"
        "  en/not-agreed.toml, subject: 'statement' is undefined. A text may use achieved,"
    )
    assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "reminders").exists()


# --- The command -----------------------------------------------------------------------------------------------------


def made(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_drafts_lie_in_a_folder_an_occasion_with_a_list_for_mail_merge(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, anna=tracker(), cleo=tracker(8, "Cleo"))
    done = remind(folder, "--occasion", "not-agreed", "--occasion", "not-agreed-manager")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "not-agreed           2 drafts in reminders/not-agreed\n"
        "not-agreed-manager   1 draft in reminders/not-agreed-manager\n"
        "For mail merge each folder has a list, mail merge 2026-07-01.csv.\n"
        "Nothing was sent. Next: open a draft, read it, and send it from your mail program.\n"
    )
    assert made(folder / "reminders") == [
        "not-agreed-manager/Bo Ek 2026-07-01.eml",
        "not-agreed-manager/mail merge 2026-07-01.csv",
        "not-agreed/Anna Müller 2026-07-01.eml",
        "not-agreed/Cleo 2026-07-01.eml",
        "not-agreed/mail merge 2026-07-01.csv",
    ]


def test_a_second_run_leaves_drafts_as_they_are(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, anna=tracker())
    remind(folder, "--occasion", "not-agreed")
    path = folder / "reminders/not-agreed/Anna Müller 2026-07-01.eml"
    path.write_text("mine", encoding="utf-8")
    done = remind(folder, "--occasion", "not-agreed")
    assert done.stdout.startswith("1 draft was there already and left as it is.\n")
    assert path.read_text(encoding="utf-8") == "mine"
    assert made(folder / "reminders") == [
        "not-agreed/Anna Müller 2026-07-01.eml",
        "not-agreed/mail merge 2026-07-01.csv",
    ]


def test_a_dry_run_lists_and_writes_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, anna=tracker())
    done = remind(folder, "--occasion", "not-agreed", "--dry-run")
    assert done.stdout == (
        "not-agreed           Anna Müller <p7@example.com>: Your goals for 2026: 2 still to agree\n"
        "1 e-mail would be drafted. Nothing was written.\n"
    )
    assert made(folder) == ["workbooks/anna.xlsx"]


def test_an_invitation_brings_the_workbook_along(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, anna=tracker())
    done = remind(folder, "--occasion", "invitation", "--attach")
    assert done.returncode == 0
    message = parsed((folder / "reminders/invitation/Anna Müller 2026-07-01.eml").read_bytes())
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "anna.xlsx"
    assert attached.get_content() == (folder / "workbooks/anna.xlsx").read_bytes()
    assert "It is attached to\nthis e-mail: " in body(message, "plain")


def test_a_link_leads_to_each_persons_own_file(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "workbooks/Bo Ek").mkdir()
    (folder / "workbooks/Bo Ek/Anna #1.xlsx").write_bytes(thin_workbook(tracker()))
    remind(folder, "--occasion", "invitation", "--link", "https://company.example/goals/")
    message = parsed((folder / "reminders/invitation/Anna Müller 2026-07-01.eml").read_bytes())
    assert "https://company.example/goals/Bo%20Ek/Anna%20%231.xlsx\n" in body(message, "plain")
    assert list(message.iter_attachments()) == []


def test_cells_of_the_list_are_text_for_a_spreadsheet_program_too(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, anna=tracker(7, "=1+1"), cleo=tracker(8, "@Cleo"))
    remind(folder, "--occasion", "not-agreed")
    (path,) = (folder / "reminders/not-agreed").glob("*.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert [row["Name"] for row in rows] == ["'=1+1", "'@Cleo"]
    assert [row["Email"] for row in rows] == ["p7@example.com", "p8@example.com"]
    assert rows[0]["Text"].startswith("Dear =1+1,\n\nThese goals of yours are not agreed yet: G01, G02.\n")


def test_whoever_cannot_be_written_to_is_listed_and_the_others_are(tmp_path: Path) -> None:
    def with_address(one: Tracker, address: str) -> Tracker:
        return dataclasses.replace(one, person=dataclasses.replace(one.person, email=address))

    folder = folder_of(
        tmp_path,
        anna=with_address(tracker(), ""),
        cleo=with_address(tracker(8, "Cleo"), "cleo@a.example\nBcc: eve@b.example"),
        dan=tracker(9, "Dan"),
        older=tracker(9, "Dan"),
    )
    os.utime(folder / "workbooks/older.xlsx", (1, 1))
    done = remind(folder, "--occasion", "not-agreed")
    assert done.returncode == 1
    cure = "Put it into the list of people, and make the workbook again or write it yourself."
    assert done.stderr.splitlines() == [
        "Left out: workbooks/older.xlsx. Dan has a newer workbook.",
        f"No e-mail to Anna Müller (not-agreed): there is no e-mail address. {cure}",
        "No e-mail to Cleo (not-agreed): a line break or control character stands in the name or the address. " + cure,
    ]
    assert made(folder / "reminders") == ["not-agreed/Dan 2026-07-01.eml", "not-agreed/mail merge 2026-07-01.csv"]


@pytest.mark.slow
def test_a_workbook_that_is_as_it_was_made_asks_for_goals_first(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Id,Name,Email,Language\n1,Anna Berg,anna@a.example,de\n", encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    (path,) = (tmp_path / "workbooks").glob("*/*.xlsx")
    done = remind(tmp_path, "--dry-run")
    assert re.match("goals-missing        Anna Berg <anna@a.example>: Ihre Ziele [0-9]+: das erste Ziel\n", done.stdout)
    path.write_bytes(thin_workbook(tracker()))
    assert "goals-missing" not in remind(tmp_path, "--dry-run").stdout


@pytest.mark.slow
def test_a_sync_of_which_nobody_sees_anything_touches_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Id,Name,Email\n1,Anna Berg,anna@a.example\n", encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    (path,) = (tmp_path / "workbooks").glob("*/*.xlsx")
    for number in (1, 2):
        file = read_tracker(path)
        state = cells(LastState(partner="a-spreadsheet", number=number), file.settings.rows, file.settings.title)
        file.set_cells(state, (), keeps=False)
        assert remind(tmp_path, "--dry-run").stdout.startswith("goals-missing        Anna Berg")
    set_cells(path, {CellPlace("Goals", "B6"): "Write the handbook"}, keeps=False)
    assert "goals-missing" not in remind(tmp_path, "--dry-run").stdout


@pytest.mark.slow
def test_a_workbook_that_somebody_has_saved_before_the_first_sync_was_touched(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Id,Name,Email\n1,Anna Berg,anna@a.example\n", encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    (path,) = (tmp_path / "workbooks").glob("*/*.xlsx")
    set_cells(path, {CellPlace("Goals", "B6"): "Write the handbook"}, keeps=False)
    file = read_tracker(path)
    file.set_cells(cells(LastState(number=1), file.settings.rows, file.settings.title), (), keeps=False)
    assert "goals-missing" not in remind(tmp_path, "--dry-run").stdout


def test_as_json_it_says_what_would_be_drafted_and_who_gets_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, anna=tracker(), cleo=tracker(8, "Cleo"))
    (folder / "workbooks" / "dan.xlsx").write_bytes(b"PK, but no workbook")
    done = remind(folder, "--occasion", "not-agreed", "--dry-run", "--format", "json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["as_of"], said["left_out"]) == (
        2,
        DAY.isoformat(),
        [
            {
                "name": None,
                "file": "workbooks/dan.xlsx",
                "why": "dan.xlsx is damaged: its end is missing. Take a backup of it.",
            }
        ],
    )
    assert [
        (one["occasion"], one["name"], one["address"], one["subject"], one["draft"], one["written"])
        for one in said["mails"]
    ] == [
        (
            "not-agreed",
            name,
            address,
            "Your goals for 2026: 2 still to agree",
            f"reminders/not-agreed/{name} {DAY}.eml",
            False,
        )
        for name, address in (("Anna Müller", "p7@example.com"), ("Cleo", "p8@example.com"))
    ]
    again = json.loads(remind(folder, "--occasion", "not-agreed", "--format", "json").stdout)
    assert [one["written"] for one in again["mails"]] == [True, True]


def test_the_list_of_today_says_who_is_there_where_to_write_and_who_manages_whom(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, anna=tracker(), cleo=tracker(8, "Cleo"))
    (folder / "people.csv").write_text(
        "Id,Name,Email,Manager id\n0007,Anna Berg,berg@example.com,0002\n0002,Eve Boss,eve@example.com,\n",
        encoding="utf-8",
    )
    how = ("--occasion", "not-agreed", "--occasion", "not-agreed-manager", "--dry-run", "--people", "people.csv")
    done = remind(folder, *how)
    assert (done.returncode, done.stderr) == (1, "Left out: workbooks/cleo.xlsx. Cleo is not on the list.\n")
    assert done.stdout == (
        "not-agreed           Anna Berg <berg@example.com>: Your goals for 2026: 2 still to agree\n"
        "not-agreed-manager   Eve Boss <eve@example.com>: Goals to agree with 1 person of your team\n"
        "2 e-mails would be drafted. Nothing was written.\n"
    )
    (folder / "people.csv").write_text("Id,Name,Email\n0007,Anna Berg,berg\n", encoding="utf-8")
    done = remind(folder, *how)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: people.csv has 1 problem. Nothing was written.\n  people.csv, row 2")


def test_two_people_of_one_name_get_a_draft_each(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, one=tracker(7), two=tracker(8))
    remind(folder, "--occasion", "not-agreed")
    found = sorted((folder / "reminders/not-agreed").glob("*.eml"))
    assert [str(parsed(path.read_bytes())["To"]) for path in found] == [
        "Anna Müller <p7@example.com>",
        "Anna Müller <p8@example.com>",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--occasion", "invitation"],
            "An invitation needs the workbook (--attach) or the way to it (--link https://…).",
        ),
        (["--link", "javascript:alert(1)"], "--link javascript:alert(1): the address has to begin with https://"),
        (["--language", "it"], "--language it: there are no texts in it. There are: de, en, fr."),
        (["--texts", "nowhere"], "nowhere is no folder. It holds a folder a language, such as en, with texts in it."),
        (
            ["--out", "workbooks/anna.xlsx"],
            "workbooks/anna.xlsx cannot be written (Not a directory). Check the folder.",
        ),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_written(tmp_path: Path, arguments: list[str], said: str) -> None:
    folder = folder_of(tmp_path, anna=tracker())
    done = remind(folder, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"Error: {said}\n")
    assert made(folder) == ["workbooks/anna.xlsx"]


def test_a_folder_with_nobody_to_write_to_is_said(tmp_path: Path) -> None:
    quiet: Any = dataclasses.replace(QUIET, check_ins=(dataclasses.replace(LOOKED, date=DAY),))
    folder = folder_of(tmp_path, anna=quiet)
    done = remind(folder)
    assert (done.returncode, done.stdout) == (0, "Nobody has to be written to.\n")
    assert not (folder / "reminders").exists()


def test_a_damaged_file_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, anna=tracker())
    (folder / "workbooks/broken.xlsx").write_bytes(b"PK\3\4 nothing")
    done = remind(folder, "--occasion", "not-agreed")
    assert done.returncode == 2
    assert "broken.xlsx" in done.stderr
    assert "not-agreed/Anna Müller 2026-07-01.eml" in made(folder / "reminders")
