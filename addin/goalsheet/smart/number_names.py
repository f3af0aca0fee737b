"""Numbers that measure nothing: ids, years, versions, clock times, list numbers, and "one" as a pronoun."""

from __future__ import annotations

import re

from goalsheet.smart.numerals import Numeral
from goalsheet.smart.text import any_of, mentions, word_set
from goalsheet.smart.timewords import LONGEST_MONTH, MONTH, MONTHS
from goalsheet.smart.units import (
    CURRENCY,
    CURRENCY_BEFORE,
    GLUED_UNIT,
    LOOK_BACK,
    PERCENT_SIGN,
    POINTS_WORD,
    RATE,
    TIME_UNIT,
)

#: Nouns that a number names ("room 12", "ISO 9001"); "year 9" and "phase 2" too.
_NAMED = any_of(
    "room goal version release chapter phase building floor ward ticket iso section gate bay hall route bus "
    "grade year class highway zone no. no nr nr. number item objective okr kpi kr plot article paragraph tier "
    "band site unit station aisle lot batch type figure table annex appendix rule act model series terminal "
    "dock lift pump boiler stage key_stage level wave schedule form page din en vat python java windows "
    "office excel angular php gpt covid sap vehicle van lane cell barn shed block machine oven line shift "
    "team store step sprint project module lesson priority option part case job group press mill truck lorry "
    "house branch region district platform en-iso paper"
)
_BEFORE_NAME = re.compile(rf"(?:\b(?:{_NAMED})[ -]?#?\s?|#\s?|(?<=[a-z])-|(?<=\d{{4}})-)$")
_LONGEST_NAMED = 20  # letters
_AFTER_NAME = re.compile(
    r"(?:st|nd|rd|th)\b"  # ordinals
    r"|[.)]?[a-z]\b(?<![kmhsgtlx])(?!\s?(?:month|year))"  # 4b
    r"|\s?(?:am|pm|a\.m\.|p\.m\.|o'clock)\b"
    r"|-(?!\d|point|percent|fold|(?<=\.\d-)star)[a-z]"  # a 3-day course
    r"|° ?feedback"
    r"|:\d\d\b(?!\s?(?:on|ratio))|/7\b|/\d\d?/(?:\d\d)?\d\d\b|/(?:19|20)\d\d\b"
    r"|d\b|[ -]degree feedback|[ -]?degree\b(?= (?:feedback|view))"
)
#: A size in front of a noun tells which: "10mm sockets".
_SIZE = re.compile(
    r"(?:mm|cm|gb|tb)\b (?!to\b|by\b|in\b|or\b|and\b|per\b)[a-z]"
    r"|s (?:area|audit|board|champion|checklist|corner|culture|method|programme|program|project|rollout|round|score"
    r"|standard|system|training|walk|workshop|zone)"  # 5S
)
#: Two numbers that are one name: "24/7", "1:1", "9-to-5".
_PAIR = re.compile(r"(?:24/7|1[:-]1|9-to-5)(?!\d)")
_PAIR_BEFORE = re.compile(r"\b(?:24/(?=$)|1[:-](?=$)|9-to-)$")
_CLOCK = re.compile(r"\b(?:by|at|before|until|till|after|from|to|:)\s*(?:\d\d?[:.])?$")
_MINUTES = re.compile(r"[:.]\d\d\b(?!\s?%)")
_MINUTES_BEFORE = re.compile(r"(?<!\d)\d\d?:$")
_YEAR = range(1950, 2100)
_PLURAL = re.compile(r"\s+(?!this|plus|is|was|has|as|across|less|his|always)(?:[a-z-]+ ){0,2}?[a-z-]+s\b")
_LIST_NUMBER = re.compile(r"[.):](?=\s|$)")
#: "one" is mostly a pronoun or article: "one of", "the right one", "no one".
_ONE_BEFORE = re.compile(
    r"\b(?:no|every|any|some|each|this|that|which|right|wrong|new|old|next|last|big|the|best|good)[ -]$"
)
_ONE_AFTER = re.compile(
    r"\s*-|\s+(?:of|day|another|to one|place|by one|voice|click|go|hand|or two|way|thing|main|step)\b"
)
_CONFIDENCE = re.compile(r"\bconfiden|\b(?:sure|certain|certainty|likelihood|likely|probability|chance)\b")
_OUT_OF_TEN = re.compile(r"\s?(?:/|out of |of )\s?10\b")
#: How sure somebody is; "90 % certain customers" and "80 % confident users" are counted.
_PERCENT_SURE = re.compile(
    rf"{PERCENT_SIGN.pattern}[ -](?:sure|confident|certain|likely|likelihood|probability)"
    r"(?=\s*(?:$|[.,;:!)|]|(?:about|and|but|by|for|in|of|on|that|to|we|i|it|this|the|my|our|he|she|they)\b))"
)
_MY_CONFIDENCE = re.compile(
    r"(?:\bmy confidence(?: level)? (?:is|stands at|of)"
    r"|[,;(:.-] ?(?:confidence|certainty|likelihood|probability)(?: level| is| of)?:?"
    r"|\bwith (?:a |the )?(?:confidence|certainty|likelihood|probability|chance) of"
    r"|\b(?:sure|certain|confident|likely) \() ?(?:about |around |at least )?$"
)
_BEFORE_TEN = re.compile(r"\d\s?(?:/|out of |of )\s?$|\bconfiden[a-z]*(?: [a-z]+){0,4} (?:to|of|at)? ?$")


def is_name(low: str, numeral: Numeral) -> bool:
    """Whether the number only names something: an id, a year, a version, a clock time, a list number."""
    start, end = numeral.span
    if _PAIR.match(low, start) or _PAIR_BEFORE.search(low[max(0, start - LOOK_BACK) : start]):
        return True
    before, digits = low[max(0, start - LOOK_BACK) : start], low[start:end]
    if len(digits) == 4 and digits.isdigit() and int(digits) in _YEAR:  # noqa: PLR2004 - digits of a year
        return _is_year(low, before, end)
    if (
        _is_day_of_month(low, before, numeral)
        or _is_list_number(low, before, end)
        or _is_clock(low, before, end)
        or _is_confidence(low, before, end)
    ):
        return True
    return not numeral.is_word and (_is_part_of_a_name(low, end) or _is_named(low, start, end))


def _is_day_of_month(low: str, before: str, numeral: Numeral) -> bool:
    """Whether it is the 1 of "as of 1 April" or "starting May 1", whatever the date is there for."""
    if not 0 < numeral.value <= LONGEST_MONTH or numeral.is_word:
        return False
    _, end = numeral.span
    return bool(_MONTH_BEHIND.match(low, end) or (_MONTH_BEFORE.search(before) and not _NO_DAY.match(low, end)))


_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)?(?:[-/]|\s*(?:of\s+)?){MONTH}")
_MONTH_BEFORE = re.compile(rf"\b{MONTH}\s+(?:the\s+)?$")
_NO_DAY = re.compile(r"[%.,:/]?\d|\s?(?:%|per ?cent)|\s+(?!is\b|was\b|as\b|this\b)[a-z-]+s\b")


def _is_list_number(low: str, before: str, end: int) -> bool:
    return not before.strip(" (-*•#") and bool(_LIST_NUMBER.match(low, end) or "#" in before)


def _is_clock(low: str, before: str, end: int) -> bool:
    return bool((_CLOCK.search(before) and _MINUTES.match(low, end)) or _MINUTES_BEFORE.search(before))


def _is_confidence(low: str, before: str, end: int) -> bool:
    """Whether it is said of the goal and is not its measure: "confidence 8/10", "I am 80 % sure that …"."""
    said = mentions(low, ("confiden", "sure", "certain", "likel", "probab", "chance")) and _CONFIDENCE.search(low)
    return bool(
        said
        and (
            _OUT_OF_TEN.match(low, end)
            or _BEFORE_TEN.search(before)
            or _PERCENT_SURE.match(low, end)
            or (_MY_CONFIDENCE.search(before) and PERCENT_SIGN.match(low, end))
        )
    )


def _is_part_of_a_name(low: str, end: int) -> bool:
    return bool(_SIZE.match(low, end) or (_AFTER_NAME.match(low, end) and not GLUED_UNIT.match(low, end)))


def _is_named(low: str, start: int, end: int) -> bool:
    named = _BEFORE_NAME.search(low, max(0, start - _LONGEST_NAMED), start)
    return bool(named) and not _counts_things(low, end, named)


def _is_year(low: str, before: str, end: int) -> bool:
    counts = not _BEFORE_YEAR.search(before) and bool(_PLURAL.match(low, end))
    return not (counts or PERCENT_SIGN.match(low, end) or CURRENCY_BEFORE.search(before))


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|by|of|since|until|till|from|for|year|during|before|end|fy|the|to|budget|plan|season|spring|summer|autumn"
    rf"|winter|q[1-4]|(?:{'|'.join(MONTHS)})[a-z]*\.?),?\s+|[/'.-])$"
)


def _counts_things(low: str, end: int, named: re.Match[str] | None) -> bool:
    """Whether things follow that are counted: "order 12 chairs" against "order 12"."""
    noun = named.group().strip(" #-") if named else ""
    is_verb_too = noun in _ALSO_VERBS and bool(_PLURAL.match(low, end))
    return bool(PERCENT_SIGN.match(low, end)) or is_verb_too or (noun in _ORDERS and _is_order(low, end, named))


def _is_order(low: str, end: int, named: re.Match[str] | None) -> bool:
    """Whether the noun is what is to be done, and behind the things that are counted nobody does anything.

    "Grade 120 essays by June" against "Grade 9 pupils pass by June".
    """
    return named is not None and bool(_LEADS_IN.fullmatch(low, 0, named.start()) and _ONLY_THINGS.match(low, end))


_LEADS_IN = re.compile(r"\W*(?:(?:i|we|i'll|we'll|will|shall|to|my|our|the|goal|is|in \w+|by \w+)\b\W*)*")
_ONLY_THINGS = re.compile(
    r"\s(?:(?:[a-z'-]+ ){0,3}?[a-z-]+(?<![suio])s|(?:sq\.? ?)?[kcm]?m[²³23]?|sqm|ha|kg|t|l|km|litres?|tonnes?)"
    r"(?=\s*(?:$|[.,;:!?()/&|-]|(?:a|an|per|each|every|by|in|on|at|for|from|with|without|until|till|before|after|to|of|"
    r"this|next|within|during|through|throughout|using|via|and|or|so|as|daily|weekly|monthly)\b))"
)


#: Nouns that are verbs where a sentence begins with them; elsewhere a number says which: "in grade 9 tests".
_ORDERS = word_set(
    "batch branch dock floor gate grade group lane lift machine mill model office page paper phase pump release route"
    " schedule section series site sprint stage store table team terminal train truck zone"
)
_ALSO_VERBS = word_set(
    "line lot type form page model stage level step ticket case order press house plot number no shift"
)


def is_model_number(text: str, low: str, numeral: Numeral) -> bool:
    """Whether it belongs to a name with a capital: "the Boeing 737 fleet", "the Form 1040 filings"; `low` is folded.

    Without an article, as in "give Kim 3 lessons", what is counted is plural.
    """
    start, end = numeral.span
    if not low[start:end].isdigit() or not _is_capitalised(text, start) or _MEASURES.match(low, end):
        return False
    before = text[max(0, start - 2 * LOOK_BACK) : start]
    if CURRENCY_BEFORE.search(low, max(0, start - LOOK_BACK), start):
        return False
    return bool(_THE_MODEL.search(before) or (_MODEL.search(before) and _ONE_THING.match(text, end)))


def is_technique(text: str, low: str, numeral: Numeral) -> bool:
    """Whether number and letter are the name of a method or a standard: "5S", "5G", "4K video"; `low` is folded."""
    start, end = numeral.span
    if end - start > _SHORT or numeral.is_word:
        return False
    if _PICTURE.match(low, start):
        return True
    by_letter = _BY_CAPITAL.match(text, start) and not text.isupper()
    introduced = _FIVE_S.match(low, start) and _INTRODUCES.search(low, max(0, start - LOOK_BACK), start)
    return bool((by_letter and not _REACHES.search(low, max(0, start - LOOK_BACK), start)) or introduced)


_SHORT = 2  # letters: "5", "4k"
_PICTURE = re.compile(
    r"[48]k (?:camera|content|display|film|footage|image|monitor|picture|production|projector|recording|resolution"
    r"|screen|stream|streaming|television|tv|video)\b"
)
_BY_CAPITAL = re.compile(r"[2-9][SG](?![\w/])")
_FIVE_S = re.compile(r"[56]s(?![\w/])")
_INTRODUCES = re.compile(
    r"\b(?:our|the|a|an|appl[a-z]+|embed[a-z]*|extend|implement[a-z]*|introduc[a-z]+|launch[a-z]*|practi[sc][a-z]+"
    r"|roll out|rolling out|start|with) $"
)
#: Behind these words even a capital letter is a unit: "cut load time to 5S".
_REACHES = re.compile(r"(?:\b(?:to|by|in|of|at|from|than|under|below|within|over|least|most|about|around)|[<>≤≥=]) ?$")


def _is_capitalised(text: str, start: int) -> bool:
    """Whether the word before a place begins with a capital."""
    return text[start - 1 : start] == " " and text[: start - 1].rpartition(" ")[2][:1].isupper()


_CAPITALISED = r"(?!(?:Q[1-4]|H[12]|FY|I)\b)[A-Z][\w-]+"
_THE_MODEL = re.compile(
    rf"\b(?:the|an?|our|my|your|this|that|his|her|their|its|each|every) (?:{_CAPITALISED} ){{1,2}}$"
)
_MODEL = re.compile(rf"(?<=[a-z,;] ){_CAPITALISED} $")
_ONE_THING = re.compile(
    r" (?!(?:people|staff|children|men|women|persons)\b)(?=[a-z]{4,}\b)(?![a-z-]+s\b)(?![a-z-]+ [a-z-]+s\b)"
)
_MEASURES = re.compile(
    rf"[.,:/%+-]|{PERCENT_SIGN.pattern}|{CURRENCY.pattern}|{TIME_UNIT.pattern}|{POINTS_WORD.pattern}|{RATE.pattern}"
    rf"|\s{GLUED_UNIT.pattern}"
)


def is_pronoun(low: str, numeral: Numeral) -> bool:
    """Whether "one" is no number: "one of them", "the right one"."""
    start, end = numeral.span
    if low[start:end] != "one":
        return False
    return bool(_ONE_BEFORE.search(low[max(0, start - LOOK_BACK) : start]) or _ONE_AFTER.match(low, end)) or (
        not low[end:].strip(" .!")
    )
