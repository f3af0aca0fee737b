"""Writing the drafts of letters into a folder, with a list of them for mail merge; nothing is ever sent."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from goalsheet.bulk.manifest import harmless
from goalsheet.errors import BadSetting, BadTemplate, CannotWrite, Problem
from goalsheet.report.mail_addresses import on_one_line, trouble_of
from goalsheet.report.mail_draft import Enclosure, draft, plain
from goalsheet.report.mail_occasions import Letter
from goalsheet.report.mail_standing import Standing
from goalsheet.report.mail_texts import ENGLISH, Text, Texts
from goalsheet.workbook.files import read_whole, write_whole
from goalsheet.workbook.names import distinct_names

_LINKS = ("https://", "http://", "file://")
_COLUMNS = ("Name", "Email", "Subject", "Text", "Link", "Attachment")


@dataclass(frozen=True)
class Mailing:
    """What is the same for all letters of a run.

    `folder` is where the workbooks are, `link` the address at which people find it, blank if there is none.
    """

    folder: Path
    out: Path
    day: dt.date
    texts: Texts
    otherwise: str = ENGLISH  # the language of whoever has none that there are texts in
    attaches: bool = False
    link: str = ""

    def __post_init__(self) -> None:
        if self.link and not self.link.startswith(_LINKS):
            raise BadSetting(f"--link {self.link}: the address has to begin with https://")
        if self.otherwise not in self.texts.languages:
            known = ", ".join(self.texts.languages)
            raise BadSetting(f"--language {self.otherwise}: there are no texts in it. There are: {known}.")


@dataclass(frozen=True)
class Mail:
    """A letter with its words, and where its draft goes."""

    letter: Letter
    language: str
    text: Text
    link: str
    path: Path


@dataclass(frozen=True)
class Unaddressed:
    """A letter that cannot be sent to anybody, and why."""

    letter: Letter
    why: str


def write_out(letters: Sequence[Letter], mailing: Mailing) -> tuple[list[Mail], list[Unaddressed]]:
    """The letters in words, those of one occasion with different file names; and those that have no way to go."""
    found = [(letter, trouble_of(letter.name, letter.address)) for letter in letters]
    stuck = [Unaddressed(letter, why) for letter, why in found if why]
    fine = [letter for letter, why in found if not why]
    return _all_in_words(_named(fine), mailing), stuck


def _all_in_words(named: Iterable[tuple[Letter, str]], mailing: Mailing) -> list[Mail]:
    """The letters in words; BadTemplate with all that is wrong in their texts."""
    mails: list[Mail] = []
    wrong: list[Problem] = []
    for letter, name in named:
        try:
            mails.append(_in_words(letter, name, mailing))
        except BadTemplate as error:
            wrong += error.problems
    if wrong:
        raise BadTemplate("The texts of e-mails have to be mended.", dict.fromkeys(wrong))
    return mails


def _named(letters: Sequence[Letter]) -> Iterator[tuple[Letter, str]]:
    for occasion in dict.fromkeys(letter.occasion.name for letter in letters):
        own = [letter for letter in letters if letter.occasion.name == occasion]
        yield from zip(own, distinct_names([(one.name, one.key) for one in own]), strict=True)


def _in_words(letter: Letter, name: str, mailing: Mailing) -> Mail:
    language = mailing.texts.language(letter.language, mailing.otherwise)
    link = _link(letter.workbook, mailing)
    items = [_known_of(one, language, mailing) for one in letter.about] if letter.occasion.to_manager else []
    known = {
        **_known_of(letter.about[0], language, mailing),
        "name": on_one_line(letter.name),
        "day": mailing.texts.day(language, mailing.day),
        "team": len(letter.about),
        "link": link,
        "attached": _is_attached(letter, mailing),
    }
    text = mailing.texts.text(language, letter.occasion.name, known, items)
    return Mail(letter, language, text, link, mailing.out / letter.occasion.name / f"{name} {mailing.day}.eml")


def _known_of(one: Standing, language: str, mailing: Mailing) -> Mapping[str, Any]:
    """What a text may say of somebody: names, days, and goals by their numbers."""
    numbers = {"not_agreed": one.not_agreed, "stale": one.stale, "achieved": one.achieved}
    return {
        "person": on_one_line(one.person.name),
        "manager": on_one_line(one.person.manager.name),
        "cycle": on_one_line(one.cycle),
        "file": on_one_line(one.path.name),
        **{f"{key}": ", ".join(found) for key, found in numbers.items()},
        **{f"{key}_number": len(found) for key, found in numbers.items()},
        "changes": ", ".join(one.changes_requested),
        "changes_number": len(one.changes_requested),
        "review": mailing.texts.day(language, one.next_review) if one.next_review else "",
        "number": one.goals,
        "untouched": one.is_untouched,
        "is_past": one.next_review is not None and one.next_review < mailing.day,
    }


def _is_attached(letter: Letter, mailing: Mailing) -> bool:
    return mailing.attaches and letter.workbook is not None and letter.occasion.is_asked_for


def _link(workbook: Path | None, mailing: Mailing) -> str:
    if not mailing.link or workbook is None:
        return ""
    return f"{mailing.link.rstrip('/')}/{quote(workbook.relative_to(mailing.folder).as_posix())}"


def write_drafts(mails: Sequence[Mail], mailing: Mailing) -> list[Mail]:
    """Write those drafts that are not there yet, and a list for each occasion; which were written."""
    new = [mail for mail in mails if not mail.path.exists()]
    try:
        for mail in new:
            mail.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(mail.path, _bytes(mail, mailing))
        for folder in dict.fromkeys(mail.path.parent for mail in mails):
            write_whole(
                list_of(folder, mailing.day), _list([mail for mail in mails if mail.path.parent == folder], mailing)
            )
    except OSError as error:
        raise CannotWrite(f"{mailing.out} cannot be written ({error.strerror or error}). Check the folder.") from error
    return new


def list_of(folder: Path, day: dt.date) -> Path:
    """Where the list for mail merge is."""
    return folder / f"mail merge {day}.csv"


def _bytes(mail: Mail, mailing: Mailing) -> bytes:
    letter, enclosed = mail.letter, None
    if letter.workbook and _is_attached(letter, mailing):
        enclosed = Enclosure(letter.workbook.name, read_whole(letter.workbook))
    return draft(letter.name, letter.address, mail.text, mail.language, mail.link, enclosed)


def _list(mails: Sequence[Mail], mailing: Mailing) -> bytes:
    """The letters in one table, as Word's and Outlook's mail merge take it: every cell is text there, too."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    for mail in mails:
        letter = mail.letter
        enclosed = str(letter.workbook) if _is_attached(letter, mailing) else ""
        words = plain(mail.text, mail.link)
        cells = (on_one_line(letter.name), letter.address, mail.text.subject, words, mail.link, enclosed)
        rows.writerow(map(harmless, cells))
    return b"\xef\xbb\xbf" + text.getvalue().encode()
