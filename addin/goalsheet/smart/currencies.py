"""Currencies by their signs, codes and words, and whether two units name different ones."""

from __future__ import annotations

import re

from goalsheet.smart.text import any_of, word_set

_DOLLARS, _CROWNS = word_set("usd aud cad"), word_set("sek nok dkk")
_CODES = "eur gbp usd aud cad chf sek nok dkk pln inr zar"
#: What a sign, a code or a word may stand for.
_CURRENCIES: dict[str, frozenset[str]] = {code: frozenset({code}) for code in _CODES.split()} | {
    word: codes
    for listed, codes in (
        ("€ euro euros", word_set("eur")),
        ("£ pound pounds", word_set("gbp")),
        ("$ dollar dollars", _DOLLARS),
        ("kr kronor kroner", _CROWNS),
        ("franc francs", word_set("chf")),
        ("rs rupees", word_set("inr")),
        ("zloty", word_set("pln")),
        ("¥", word_set("jpy")),
    )
    for word in listed.split()
}
_WORDS = [word for word in _CURRENCIES if word.isalpha()]
#: Whether a unit in small letters is one of money.
CURRENCY_SIGN = re.compile(rf"[€$£¥]|\b(?:{any_of(*_WORDS)})\b")


def are_different(unit: str, other: str) -> bool:
    """Whether both units name a currency, and not the same: a dollar may be Australian."""
    ours, theirs = _currencies(unit), _currencies(other)
    return bool(ours and theirs) and not ours & theirs


def _currencies(unit: str) -> frozenset[str]:
    sign = CURRENCY_SIGN.search(unit.lower())
    return _CURRENCIES[sign.group()] if sign else frozenset()
