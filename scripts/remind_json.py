"""What `goalsheet remind --format json` says: the e-mails, which drafts are new, and who gets none and why."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from goalsheet.report.mail_draft import plain
from goalsheet.report.mail_standing import Standing
from goalsheet.report.mail_writing import Mail, Unaddressed
from goalsheet.report.standings import Unread

_Answer = dict[str, Any]


def as_json(day: dt.date, mails: Sequence[Mail], new: Sequence[Mail], others: Sequence[_Answer]) -> str:
    """One document; `others` are those who get no e-mail."""
    written = {mail.path for mail in new}
    answers = [_mail(mail, is_new=mail.path in written) for mail in mails]
    return json.dumps({"as_of": day.isoformat(), "mails": answers, "left_out": others}, ensure_ascii=False, indent=2)


def _mail(mail: Mail, *, is_new: bool) -> _Answer:
    letter = mail.letter
    return {
        "occasion": letter.occasion.name,
        "name": letter.name,
        "address": letter.address,
        "language": mail.language,
        "subject": mail.text.subject,
        "text": plain(mail.text, mail.link),
        "link": mail.link or None,
        "draft": str(mail.path),
        "written": is_new,
    }


def left_out(older: Iterable[Standing], gone: Iterable[Standing]) -> Iterator[_Answer]:
    """Workbooks that do not count."""
    for one in older:
        yield {"name": one.person.name, "file": str(one.path), "why": "There is a newer workbook."}
    for one in gone:
        yield {"name": one.person.name, "file": str(one.path), "why": "Not on the list of people."}


def not_sent(stuck: Iterable[Unaddressed]) -> Iterator[_Answer]:
    """People whom no e-mail reaches."""
    for one in stuck:
        yield {"name": one.letter.name, "occasion": one.letter.occasion.name, "why": one.why}


def not_read(unread: Iterable[Unread]) -> Iterator[_Answer]:
    """Files that cannot be read."""
    for one in unread:
        yield {"name": None, "file": str(one.path), "why": one.why}
