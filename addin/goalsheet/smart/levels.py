"""Levels in a sentence that somebody else tests or awards: "Spanish to B1", "Band 6", "from bronze to gold"."""

from __future__ import annotations

import re
from functools import lru_cache

from goalsheet.smart.sentence import Sentence
from goalsheet.smart.text import Phrase, any_of, mentions

_REMEMBERED = 16  # many rules ask the same of one sentence, one after the other

#: What tells that B1 is a level of a language and no room.
_LANGUAGE = re.compile(
    r"\b"
    + any_of(
        "english german french spanish italian portuguese dutch polish russian arabic chinese mandarin japanese "
        "swedish danish norwegian finnish turkish czech greek ukrainian romanian hungarian welsh irish language "
        "cefr goethe delf dele telc ielts toefl cambridge level"
    )
    + r"\b"
)
_LANGUAGE_LEVELS = ("a1", "a2", "b1", "b2", "c1", "c2")
_LANGUAGE_LEVEL = re.compile(r"\b(?:level )?[abc][12](?:\.[12])?\b(?: level)?")
_GRADE_NAMES = ("band", "grade", "level", "tier", "stage", "class", "category", "dan", "division", "league")
_GRADES = any_of(*_GRADE_NAMES)
_REACHED = re.compile(
    r"\b(?:reach|achieve|attain|gain|obtain|earn|get|pass|learn|hold)\w*\b[^,.;]{0,30}?"
    rf"(?P<level>\b{_GRADES} (?:\d+|[a-f]|i{{1,3}}|iv|v)\b)"
)
#: What is graded by words, so that "from Good to Outstanding" are two steps of a scale.
_GRADED = re.compile(
    r"\b"
    + any_of(
        "rating ratings grade grading score level status band tier class rank ranking standard medal accreditation "
        "label category inspection mark league scheme certification ofsted cqc epc hygiene dashboard index"
    )
    + r"\b"
)
_SCALES = (
    "bronze silver gold platinum diamond",
    "red orange amber yellow green",
    "beginner elementary basic intermediate advanced expert",
)
_STEP = re.compile(
    "|".join(
        rf"\bfrom (?:an? |the )?{any_of(scale)}(?: [a-z]+)? to (?:an? |the )?{any_of(scale)}\b" for scale in _SCALES
    )
    + rf"|\bfrom (?:an? )?(?P<grade>{_GRADES}) (?:\d+|[a-f])\b[+-]? to (?:an? )?(?:(?P=grade) )?(?:\d+|[a-f])\b[+-]?"
    r"|\bfrom (?:an? )?[a-g]\b[+-]? to (?:an? )?[a-g](?!\w)[+-]?"
)
_NAMED = r"(?:an? |the )?[\"'“‘]?[A-Z][\w+-]*(?: [A-Z][\w+-]*){0,2}[\"'”’]?"
_NAMED_STEP = re.compile(rf"\bfrom {_NAMED}(?: [a-z]+)? to {_NAMED}")

#: One grade of what is graded, at which the phrase ends: "the EPC rating to C", "the CQC rating at Good".
_TO_GRADE = re.compile(
    r" (?:to|at|of|as) (?:an? |at least )?"
    r"(?P<level>[\"'“‘]?(?:[A-G][+-]?|Very Good|Good|Outstanding|Excellent|Bronze|Silver|Gold|Platinum)[\"'”’]?)"
    r"(?=\s*(?:[,.;)]|$|(?:by|in|on|before|until|through|throughout|for|with|within)\b))"
)
_NAMED_GRADE = re.compile(rf"(?i:{_GRADED.pattern})[^,.;]{{0,25}}?{_TO_GRADE.pattern}")


@lru_cache(_REMEMBERED)
def find_level(sentence: Sentence) -> Phrase | None:
    """The level that will be reached, or the step from one to another; what stands in the means is none."""
    if found := find_step(sentence) or _language_level(sentence):
        return found
    graded = _NAMED_GRADE.search(sentence.text) if _TO_GRADE.search(sentence.text) else None
    reached = _REACHED.search(sentence.low) if mentions(sentence.low, _GRADE_NAMES) else None
    return _phrase(sentence, reached or graded, "level")


@lru_cache(_REMEMBERED)
def find_step(sentence: Sentence) -> Phrase | None:
    """From one level to another, by words: "from bronze to gold", of what is graded "from Good to Outstanding"."""
    if "from " not in sentence.low:
        return None
    named = _NAMED_STEP.search(sentence.text)
    is_graded = named is not None and _GRADED.search(sentence.low) is not None
    return _phrase(sentence, _STEP.search(sentence.low) or (named if is_graded else None))


def _language_level(sentence: Sentence) -> Phrase | None:
    level = _LANGUAGE_LEVEL.search(sentence.low) if mentions(sentence.low, _LANGUAGE_LEVELS) else None
    return _phrase(sentence, level) if level and _LANGUAGE.search(sentence.low) else None


def _phrase(sentence: Sentence, match: re.Match[str] | None, group: str | int = 0) -> Phrase | None:
    if match is None or not sentence.in_core(match.start()):
        return None
    return Phrase(sentence.text[slice(*match.span(group))], match.span(group))
