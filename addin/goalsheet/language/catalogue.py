"""A catalogue: what stands for English words, sentences, and sentences with something in them; as plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_SPRING, _AUTUMN = ("January", "February", "March", "April", "May", "June"), ("July", "August", "September", "October")
MONTHS = (*_SPRING, *_AUTUMN, "November", "December")
_PLACE, _SAID_TOO = "{}", "{*}"  # what is put in as it is, and what is said in that language itself
_PLACES = re.compile(r"\{\*?\}")
_QUOTED = re.compile("“[^”]*”")
_SENTENCE = re.compile(r"(?<=[.?!]) ")
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}|{'|'.join(month[:3] for month in MONTHS)}) (\d{{4}})")
_LETTER, _ENOUGH = re.compile(r"[^\W\d_]"), 4  # letters with which a sentence is no other one by chance
_EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)


@dataclass(frozen=True)
class Catalogue:
    """One language. What it does not know stays English, and so does everything in a catalogue that is empty.

    `words` are by the English text. One with `{}` in it stands for all that have something there, which stays as it
    is; where it says `{*}`, that is translated, too. `only` are by a place first: a table's name, where a word means
    something else than usual. `day` is how a day is written, of its number, its month's name and its year;
    `short_months` have three letters each; `thousands` stands between the thousands of a number.
    """

    code: str = "en"
    names: tuple[str, ...] = ("English", "Englisch", "anglais", "inglés")
    months: tuple[str, ...] = MONTHS
    short_months: tuple[str, ...] = tuple(month[:3] for month in MONTHS)
    day: str = "{day} {month} {year}"
    thousands: str = ","
    decimal: str = "."
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    only: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    @property
    def is_english(self) -> bool:
        """Whether everything stays as it is."""
        return not self.words

    def word(self, text: str, place: str = "") -> str:
        """What stands for a text as a whole; blanks and signs around it stay."""
        found = self.only.get(place, {}).get(text) or self.words.get(text)
        if found is not None:
            return found
        edges = _EDGES.fullmatch(text)
        assert edges
        core = self.words.get(edges[2], self._bare.get(edges[2]))
        return text if core is None or not edges[2] else f"{edges[1]}{core}{edges[3]}"

    def knows(self, text: str, place: str = "") -> bool:
        """Whether something stands for a text, be it the same, as a whole or with something in it."""
        core = _core(text)
        known = text in self.only.get(place, {}) or text in self.words or core in self.words or core in self._bare
        return known or any(pattern.fullmatch(text) for pattern, *_ in self._patterns)

    def said(self, text: str, place: str = "") -> str:
        """What stands for a sentence, with what may be in it: names, numbers, days, other sentences."""
        if self.is_english:
            return text
        whole = self.word(text, place)
        return self._in_parts(text, place) if whole == text else whole

    def told(self, text: str) -> str:
        """What stands for several sentences, one after the other; what people wrote stands in “ ” and stays."""
        if self.is_english:
            return text
        quoted = _QUOTED.findall(text)
        bare = _QUOTED.sub("“”", text)
        sentences = _SENTENCE.split(bare)
        each = [self.said(one) for one in sentences]
        is_whole = any(one == other for one, other in zip(sentences, each, strict=True))  # some are known only together
        together = self.said(bare) if is_whole else bare
        said = together if together != bare else " ".join(each)
        pieces = said.split("“”")
        kept = [*quoted, ""] if len(pieces) == len(quoted) + 1 else None
        return "".join(piece + own for piece, own in zip(pieces, kept, strict=True)) if kept else text

    def paragraphs(self, text: str) -> str:
        """What stands for a message of several lines."""
        return text if self.is_english else "\n".join(map(self.told, text.split("\n")))

    def put(self, text: str, *values: object) -> str:
        """What stands for a text with places, and values in them."""
        return self.word(text).replace(_SAID_TOO, _PLACE).format(*values)

    def number(self, number: float, digits: int = 0) -> str:
        """A number as this language writes it."""
        signs = str.maketrans({",": self.thousands, ".": self.decimal})
        return f"{number:,.{digits}f}".translate(signs)

    def _in_parts(self, text: str, place: str) -> str:
        for pattern, theirs, are_said, tells in self._patterns:
            found = pattern.fullmatch(text)
            parts = list(zip(found.groups(), are_said, strict=True)) if found else []
            if parts and self._fit(parts, place, tells):
                return theirs.format(*(self._listed(part, place) if is_said else part for part, is_said in parts))
        return self.days(text) if _DAY.fullmatch(text) else text

    def _fit(self, parts: Sequence[tuple[str, bool]], place: str, tells: int) -> bool:
        """Whether parts may stand in a sentence that `tells` so many letters itself.

        "Nobody is signed in to Google" is no "{} in {}": where a sentence says nothing itself, all that is put in has
        to be known; where next to nothing, it is a number or a single word.
        """
        said = [part for part, is_said in parts if is_said]
        if tells >= _ENOUGH or (tells and said):
            return True
        if said:
            return all(" " not in one or self.knows(one, place) or self._listed(one, place) != one for one in said)
        return all(" " not in part for part, _ in parts)

    def _listed(self, text: str, place: str) -> str:
        """What is put in: said as a whole, or one by one where it is a list."""
        ones = text.split(", ")
        said = [self.said(one, place) for one in ones]
        are_all_known = all(one != other for one, other in zip(ones, said, strict=True))
        return ", ".join(said) if are_all_known else self.said(text, place)

    def days(self, text: str) -> str:
        """The text with its days as this language writes them."""
        return _DAY.sub(self._day, text)

    def _day(self, found: re.Match[str]) -> str:
        number, name, year = found.groups()
        months = self.months if name in MONTHS else self.short_months
        place = next(place for place, month in enumerate(MONTHS) if month.startswith(name))
        return self.day.format(day=number, month=months[place], year=year)

    @cached_property
    def english(self) -> Mapping[str, str]:
        """The English texts by what stands for them."""
        return {theirs: text for text, theirs in self.words.items()}

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str, list[bool], int]]:
        """Sentences with something in them, which of it is translated; those that say most themselves come first."""
        ones = sorted(filter(_PLACES.search, self.words), key=len, reverse=True)
        return [
            (
                re.compile("(.+?)".join(map(re.escape, _PLACES.split(one))), re.DOTALL),
                self.words[one].replace(_SAID_TOO, _PLACE),
                [place == _SAID_TOO for place in _PLACES.findall(one)],
                len(_LETTER.findall(_PLACES.sub("", one))),
            )
            for one in ones
        ]

    @cached_property
    def _bare(self) -> Mapping[str, str]:
        """What stands for words without the blanks and signs around them."""
        whole = {one: other for one, other in self.words.items() if not _PLACES.search(one) and one[0] not in ",;"}
        bare = {_core(one): _core(other) for one, other in whole.items()}
        return {one: other for one, other in bare.items() if one}


def _core(text: str) -> str:
    edges = _EDGES.fullmatch(text)
    return edges[2] if edges else text


ENGLISH = Catalogue()
