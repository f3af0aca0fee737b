"""Names of people: taken apart for a greeting, put together for a heading, compared for a match."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from goalsheet.roster.words import fold, tidy, word_set

_TITLES = word_set("mr mrs ms miss mx dr prof professor sir dame herr frau hr fr mme mlle sr sra ing dipl mag")
_SUFFIXES = word_set("jr sr ii iii iv phd md esq mba cpa dds msc bsc")
_PARTICLES = word_set(
    "van von vom der den dem de del della dello di da dos das do du des la le el al bin ibn bint ter ten te zu zum zur "
    "af av st d"
)
# A "manager" may be a body rather than a person; nobody greets it by the first of its words.
_BODIES = word_set("of board committee council team department directors")
# Not one inside quotation marks or brackets: that text is in no order of names.
_COMMA = re.compile(r"""[,،，](?![^()]*\))(?=(?:[^"]*"[^"]*")*[^"]*$)""")
_REMARK = re.compile(
    r"(.*\S)\s*(?:\((on leave|terminated|inactive|retired|deceased|contractor|contingent)\)|\[C\])", re.IGNORECASE
)

_NUMBER = re.compile(r"(.*\S)\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]")


class Name(NamedTuple):
    """A name in the order it is spoken; `first` is what one would say in a greeting."""

    title: str
    first: str
    middle: str
    last: str

    @property
    def full(self) -> str:
        """The whole name, `First Last`."""
        return join_name(*self)

    @property
    def short(self) -> str:
        """The name without title and middle initials."""
        first = _split_given(self.first.split())[1] if " " in self.first else self.first
        return join_name(first, self.last)


NO_NAME = Name("", "", "", "")


def join_name(*parts: str) -> str:
    """Put the parts of a name together, skipping blank ones."""
    return " ".join(filter(None, parts))


def take_off_number(text: str) -> str:
    """Take the number off a name that HR systems write behind it: `Ana Lopez (10045)`."""
    found = _NUMBER.fullmatch(text) if text.endswith((")", "]")) else None
    return found[1] if found else text


def take_off_remark(text: str) -> tuple[str, str]:
    """Split what HR systems write behind a name, as in `Ana Lopez (On Leave)` or `Bo Ek [C]`, from the name."""
    found = _REMARK.fullmatch(text) if text.endswith((")", "]")) else None
    return (found[1], found[2] or "") if found else (text, "")


@lru_cache(maxsize=4_096)
def family_first(text: str) -> str:
    """Give a name that was written with the last name in front as `Last, First`; one word or a comma stays as it is."""
    words = text.split()
    if len(words) == 1 or _COMMA.search(text):
        return text
    end = next((at for at, word in enumerate(words) if not word.isupper()), 0)  # French lists: DE LA CRUZ Mary Ann
    if not 0 < end < len(words):
        end = next((at for at, word in enumerate(words[:-1], start=1) if not _is_particle(word)), 1)
    return f"{' '.join(words[:end])}, {' '.join(words[end:])}"


@lru_cache(maxsize=4_096)  # managers are named once for each of their people
def split_name(text: str) -> Name:
    """Take a name apart, written as `First Last` or as `Last, First Middle`; no word is lost."""
    if not _BODIES.isdisjoint(text.casefold().split()):
        return Name("", tidy(text), "", "")
    head, *others = _pieces(text) or [""]
    suffixes = [piece for piece in others if _are_suffixes(piece)]
    if given := " ".join(piece for piece in others if not _are_suffixes(piece)):
        words, last = _move_particles(given.split(), head.split())
    else:
        words, last = _split_spoken(head.split())
    title, first, middle = _split_given(words)
    return Name(title, first, middle, " ".join([*last, *suffixes]))


def _pieces(text: str) -> list[str]:
    return [piece for piece in map(tidy, _COMMA.split(text)) if piece]


def _plain(word: str) -> str:
    return word.casefold().strip(".'’")


def _are_suffixes(piece: str) -> bool:
    return all(_plain(word) in _SUFFIXES for word in piece.split())


def _move_particles(given: list[str], last: list[str]) -> tuple[list[str], list[str]]:
    """`Berg, Jan van den` is spoken `Jan van den Berg`."""
    start = len(given)
    while start > 1 and _is_particle(given[start - 1]):
        start -= 1
    return given[:start], [*given[start:], *last]


def _split_spoken(words: list[str]) -> tuple[list[str], list[str]]:
    if len(words) < 2:  # noqa: PLR2004  one word cannot be split
        return words, []
    end = len(words)
    while end > 2 and _plain(words[end - 1]) in _SUFFIXES:  # noqa: PLR2004  a first and a last name stay
        end -= 1
    first = 1 if _plain(words[0]) not in _TITLES else min(2, end - 1)
    start = next((at for at in range(first, end - 1) if _is_particle(words[at])), end - 1)
    return words[:start], words[start:]


def _is_particle(word: str) -> bool:
    # A single letter or one with a dot is an initial ("D."), not a particle.
    is_word = len(word) > 1 and not word.endswith(".")
    return is_word and (_plain(word) in _PARTICLES or word.casefold().startswith(("al-", "el-")))


def _split_given(words: list[str]) -> tuple[str, str, str]:
    start, end = 0, len(words)
    while start < end - 1 and _plain(words[start]) in _TITLES:
        start += 1
    while end > start + 1 and len(_plain(words[end - 1])) <= 1:
        end -= 1
    return " ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:])


def read_name(full_text: str, first: str, last: str, preferred: str) -> tuple[Name, tuple[Name, ...]]:
    """Make one name of up to four columns; also give the other spellings under which others may know the person."""
    full = split_name(full_text) if full_text else NO_NAME
    legal = _legal_name(full, full_text, first, last) if first or last else full
    spoken = _preferred_name(legal, preferred) if preferred else legal
    return spoken, tuple(name for name in dict.fromkeys((spoken, legal, full)) if any(name))


def _legal_name(full: Name, full_text: str, first: str, last: str) -> Name:
    """Join first and last name; a column "Name" next to only one of them may hold the other one (German, French)."""
    if full_text and not (first and last):
        return full if _holds(full_text, first or last) else Name("", first or full_text, "", last or full_text)
    return Name("", first, "", last)


def _holds(full: str, part: str) -> bool:
    return fold(full) != fold(part) and set(fold(part).split()) <= set(fold(full).split())


def _preferred_name(legal: Name, preferred: str) -> Name:
    """Put the preferred first name before the last name; some systems write both into one column."""
    own = split_name(preferred)
    is_whole = "," in preferred or not legal.last or (own.last and fold(own.last) == fold(legal.last))
    return own if is_whole else Name("", preferred, "", legal.last)
