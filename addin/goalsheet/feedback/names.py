"""Whether a text names somebody, or looks as if it did."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 2  # letters: an initial is nobody's name
_AT_END = re.compile(r"[(\[（【]([^()\[\]（）【】]+)[)\]）】](?=[\s.?!？。]*$)")
#: What may stand between names, or before them.
_AROUND = ("and", "or", "to", "from", "ask", "asked")


def names_in(text: str, name: str, email: str = "", apart_from: str = "") -> str | None:
    """The words by which a text names that person; None if it does not.

    A whole name or address counts in any case, a first or last name as it is written, and in any case as the last
    word: that is a signature. Words that are also in the name of somebody else (`apart_from`) tell nothing.
    """
    said, whole, address = _plain(text), _plain(name), _plain(email)
    own = address.partition("@")[0]
    phrases = [phrase for phrase, tells in ((whole, " " in whole), (address, address), (own, "." in own)) if tells]
    found = next((phrase for phrase in phrases if _holds(said, phrase)), None)
    if found:
        return found
    others = {word.casefold() for word in _name_words(_plain(apart_from))}
    words = _WORD.findall(said)
    return next((word for word in _name_words(whole) if word.casefold() not in others and _is_said(word, words)), None)


def name_at_end(text: str) -> str | None:
    """The brackets at a text's end in which nothing but a name seems to stand: "(Mei)" or "(Mei and Ravi P.)"."""
    found = _AT_END.search(text)
    words = [word.rstrip(".") for word in re.split(r"[\s,;/&+]+", found[1])] if found else []
    names = [word for word in words if word and word not in _AROUND]
    return found[0] if found and names and all(map(_looks_like_a_name, names)) and _name_words(found[1]) else None


def _looks_like_a_name(word: str) -> bool:
    """Begins as names do, and is no abbreviation such as CRM; "P" may be an initial."""
    whole = _WORD.fullmatch(word) is not None
    return whole and not word[0].islower() and (len(word) < _SHORTEST or not word.isupper())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _holds(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase.casefold())}(?!\w)", text.casefold()) is not None


def _name_words(name: str) -> list[str]:
    """The parts of a name that begin as names do: no initials, no "van"."""
    return [part for part in _WORD.findall(name) if len(part) >= _SHORTEST and not part[0].islower()]


def _is_said(name: str, words: list[str]) -> bool:
    if not name[0].isupper():  # a script without capital letters, which may have no blanks between words either
        return any(name in word for word in words)
    return name in words or name.upper() in words or (bool(words) and words[-1].casefold() == name.casefold())
