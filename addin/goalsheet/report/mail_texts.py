"""The texts of e-mails: one TOML file an occasion in a folder a language, ours or the company's own.

TOML is parsed first, then each string is rendered by Jinja2 in its sandbox: a name cannot change what is a paragraph.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from goalsheet.errors import BadSetting, BadTemplate, Problem
from goalsheet.report.mail_occasions import NAMES

ENGLISH = "en"
WORDS = "language.toml"  # what all e-mails of a language share
_NEEDED = {"subject", "text"}
_ALSO = {"each", "after", "button"}


@dataclass(frozen=True)
class Text:
    """An e-mail in words: paragraphs before and after a list, and what the link to the workbook is called."""

    subject: str
    before: tuple[str, ...]
    items: tuple[str, ...]
    after: tuple[str, ...]
    button: str


class Texts:
    """The texts of all languages; `own` is a folder whose files win over ours, with the same names."""

    def __init__(self, own: Path | None = None) -> None:
        if own is not None and not own.is_dir():
            raise BadSetting(f"{own} is no folder. It holds a folder a language, such as en, with texts in it.")
        self._own = own
        self._known: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._refuse_strange()
        self.languages = {code: self._read(code, WORDS) for code in self._codes()}

    def language(self, said: str, otherwise: str = ENGLISH) -> str:
        """The code of the language that a person's list entry says: de, de-AT, Deutsch, German."""
        word = said.strip().casefold()
        codes = (code for code, words in self.languages.items() if word in (code, *map(str.casefold, words["names"])))
        short = word.replace("_", "-").partition("-")[0]
        return next(codes, short if short in self.languages else otherwise)

    def day(self, code: str, day: dt.date) -> str:
        """A day as it is written in that language."""
        words = self.languages[code]
        return f"{day.day}{words['after_day']} {words['months'][day.month - 1]} {day.year}"

    def text(self, code: str, occasion: str, known: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> Text:
        """The e-mail of an occasion for what is known; BadTemplate where a text cannot be worked out."""
        said, words = self._read(code, f"{occasion}.toml"), self.languages[code]

        def fill(key: str, source: str, values: Mapping[str, Any] = known) -> str:
            return _filled(f"{code}/{occasion}.toml, {key}", source, values)

        def paragraphs(key: str, source: str) -> Iterator[str]:
            found = (fill(key, one) for one in source.split("\n\n"))
            return (one for one in found if one)

        shared = f"{code}/{WORDS}"
        return Text(
            subject=fill("subject", said["subject"]),
            before=(_filled(f"{shared}, greeting", words["greeting"], known), *paragraphs("text", said["text"])),
            items=tuple(fill("each", said["each"], {**known, **item}) for item in items) if "each" in said else (),
            after=(
                *paragraphs("after", said.get("after", "")),
                _filled(f"{shared}, closing", words["closing"], known),
            ),
            button=fill("button", said.get("button", "")),
        )

    def _refuse_strange(self) -> None:
        """BadTemplate with all that is wrong in the company's own files, those among them that no e-mail is made of."""
        problems: list[Problem] = []
        known = (WORDS, *(f"{name}.toml" for name in NAMES))
        for file in sorted(self._own.glob("*/*.toml")) if self._own else ():
            where = f"{file.parent.name}/{file.name}"
            if file.name not in known:
                problems.append(Problem(where, "no e-mail has this name.", f"Possible are: {', '.join(known)}."))
            else:
                problems += _read_or_wrong(file, where)[1]
        if problems:
            raise BadTemplate("The texts of e-mails have to be mended.", problems)

    def _codes(self) -> list[str]:
        folders = [_ours(), self._own] if self._own else [_ours()]
        return sorted({one.name for folder in folders for one in folder.iterdir() if (one / WORDS).is_file()})

    def _read(self, code: str, name: str) -> Mapping[str, Any]:
        """A file, read once; one of the company's own wins."""
        if (code, name) not in self._known:
            places: list[Traversable] = [self._own / code / name] if self._own else []
            found = next((one for one in (*places, _ours() / code / name) if one.is_file()), None)
            if found is None:
                missing = Problem(f"{code}/{name}", "there is no such file.", "Begin with a copy of the English one.")
                raise BadTemplate("The texts of e-mails have to be mended.", [missing])
            self._known[code, name], problems = _read_or_wrong(found, f"{code}/{name}")
            assert not problems  # ours, or looked at before
        return self._known[code, name]


def _ours() -> Traversable:
    return files("goalsheet.templates") / "emails"


def _read_or_wrong(file: Traversable, where: str) -> tuple[dict[str, Any], list[Problem]]:
    """What a file says, and all that is wrong with it."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [
            Problem(where, f"it cannot be read: {error}.", "Compare it with the one that comes with goalsheet.")
        ]
    return said, list(_wrong(said, where))


def _wrong(said: Mapping[str, Any], where: str) -> Iterator[Problem]:
    if where.endswith(WORDS):
        needed, also = {"names", "months", "after_day", "greeting", "closing"}, set[str]()
    else:
        needed, also = _NEEDED, _ALSO
    for key in sorted(needed - said.keys()):
        yield Problem(where, f'"{key}" is missing.', "Copy the line from the text that comes with goalsheet.")
    for key, value in said.items():
        if key not in needed | also:
            yield Problem(
                where, f'nothing is called "{key}" here.', f"Possible are: {', '.join(sorted(needed | also))}."
            )
        elif not isinstance(value, list if key in ("names", "months") else str):
            yield Problem(where, f'"{key}" is of another kind than it has to be.', "Look at ours.")
    if isinstance(said.get("months"), list) and len(said["months"]) != _MONTHS:
        yield Problem(where, "a year has twelve months.", "Name them all.")


_MONTHS = 12


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=False)


@cache
def _template(source: str) -> jinja2.Template:
    return _environment().from_string(source)


def _filled(where: str, source: str, known: Mapping[str, Any]) -> str:
    """A string of a text for what is known, on one line; BadTemplate where it cannot be worked out."""
    try:
        return " ".join(_template(source).render(known).split())
    except Exception as error:
        cure = f"A text may use {', '.join(sorted(known))}."
        raise BadTemplate(
            "A text cannot be worked out.", [Problem(where, f"{error}.".replace("..", "."), cure)]
        ) from error
