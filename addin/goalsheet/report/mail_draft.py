"""A draft of an e-mail as a file that mail programs open: plain text and HTML that say the same, never sent by us."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from goalsheet.report.mail_addresses import addressed, header
from goalsheet.report.mail_texts import Text
from goalsheet.report.pages import render

_WIDTH = 76  # letters of a line of plain text
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XLSM = "vnd.ms-excel.sheet.macroEnabled.12"


@dataclass(frozen=True)
class Enclosure:
    """A workbook that goes along with a letter."""

    name: str
    data: bytes


def draft(name: str, address: str, text: Text, language: str, link: str, enclosed: Enclosure | None) -> bytes:
    """The file: without a sender and a date, which are the mail program's, and the same bytes for the same letter."""
    message = EmailMessage(policy=SMTP)
    message.set_content(plain(text, link, _WIDTH), cte="quoted-printable")
    page = render("email.html", text=text, code=language, link=link)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    if enclosed:
        kind = _XLSM if enclosed.name.lower().endswith(".xlsm") else _XLSX
        message.add_attachment(enclosed.data, maintype="application", subtype=kind, filename=enclosed.name)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_goalsheet_{number}")  # no encoded text holds =_, and chance would make other bytes
    # Unsent opens in Outlook as a draft, with a button to send it.
    head = header("X-Unsent", "1") + addressed(name, address) + header("Subject", text.subject)
    return head.encode("ascii") + message.as_bytes()


def plain(text: Text, link: str, width: int = 0) -> str:
    """The letter as plain text; its lines are as long as paragraphs are where there is no width."""
    items = "\n".join(_wrapped(f"- {item}", width, "  ") for item in text.items)
    place = f"{text.button or 'Link'}:\n{link}" if link else ""
    before, after = ([_wrapped(one, width) for one in half] for half in (text.before, text.after))
    return "\n\n".join(filter(None, [*before, items, place, *after])) + "\n"


def _wrapped(paragraph: str, width: int, others: str = "") -> str:
    if not width:
        return paragraph
    return textwrap.fill(paragraph, width, subsequent_indent=others, break_long_words=False, break_on_hyphens=False)
