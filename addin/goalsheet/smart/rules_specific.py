"""Rules on whether a goal is specific: an action, what it is done to, in words that name something."""

from __future__ import annotations

import re

from goalsheet.smart import goal_marks, lexicon
from goalsheet.smart.case import Case
from goalsheet.smart.levels import find_step
from goalsheet.smart.rule import SPECIFIC, Finding, found, rule
from goalsheet.smart.sentence_marks import MET
from goalsheet.smart.text import Phrase, mentions, overlaps


def _is_vague(case: Case) -> bool:
    mark = goal_marks.specific(case)
    return mark is not None and mark < MET


@rule(
    "S1",
    "vague-verb",
    SPECIFIC,
    fails="Improve communication with the suppliers.",
    passes="Call our five main suppliers every Monday until the end of June.",
)
def vague_verb(case: Case) -> Finding | None:
    """Verbs such as improve, support or work on do not say what you will do; with a hard number they do no harm."""
    verb = case.sentence.verb
    if not _is_vague(case) or verb is None or verb.low not in _SAYS_LITTLE:
        return None
    return found(
        f"“{verb.text}” does not say what you will do or what will be different.",
        f"Say what you will do, or what changes from how much to how much: “{verb.text} … from … to …”.",
        at=verb,
    )


_SAYS_LITTLE = lexicon.WEAK_VERBS | lexicon.CHANGES


@rule(
    "S2",
    "nothing-named",
    SPECIFIC,
    fails="Achieve good results.",
    passes="Achieve the AWS Solutions Architect certificate by 30 June.",
)
def nothing_named(case: Case) -> Finding | None:
    """Words such as results, things or performance fit every job; a goal names its own customers, product or skill."""
    sentence = case.sentence
    if not _is_vague(case) or len(sentence.concrete) > 1:
        return None
    vague = next((word for word in sentence.content if word not in sentence.concrete), None)
    if sentence.concrete and not vague and sentence.verb and sentence.verb.low in lexicon.CHANGES:
        alone = sentence.concrete[0]
        words = f"“{alone.text}” alone does not say where, or of what."
        return found(words, "Say whose or which: at which place, for which product, which customers?", at=alone)
    words = (
        f"“{vague.text}” could mean anything here." if vague else "Nothing is named that somebody could see or count."
    )
    return found(words, "Name the thing: which report, which customers, which skill, which process?", at=vague)


@rule(
    "S3",
    "no-verb",
    SPECIFIC,
    fails="Team spirit in the warehouse and the office",
    passes="Run a joint stock count of warehouse and office staff by 31 March.",
)
def no_verb(case: Case) -> Finding | None:
    """Without a verb nobody knows what you will do about it."""
    if not _is_vague(case) or case.sentence.verb is not None:
        return None
    return found(
        "No verb says what you will do.", "Begin with what you will do: “Publish …”, “Cut …”, “Win …”, “Train …”."
    )


@rule(
    "S4",
    "unclear-action",
    SPECIFIC,
    fails="Take on new things at work.",
    passes="Take over the weekly shop-floor safety round from Jana by 1 March.",
)
def unclear_action(case: Case) -> Finding | None:
    """Make, take, be or learn say little by themselves; what is made, taken over or learnt has to say it."""
    verb = case.sentence.verb
    if not _is_vague(case) or verb is None or verb.low in lexicon.WEAK_VERBS | lexicon.CHANGES:
        return None
    return found(
        f"“{verb.text}” and what follows leave open what exactly you will do.",
        "Say what one would see you do, or what will be there when you have done it.",
        at=verb,
    )


_HEDGE = re.compile(rf"\b(?:{'|'.join(lexicon.HEDGES)})(?!\w)")
_OPEN_LIST = re.compile(rf"\b(?:{'|'.join(lexicon.OPEN_LISTS)})(?!\w)")

#: What each of these begins with, up to where it may be written in several ways.
_HEDGE_HINTS, _OPEN_LIST_HINTS = (
    {re.split(r"[(\\]", words)[0] for words in listed} for listed in (lexicon.HEDGES, lexicon.OPEN_LISTS)
)


def _first(case: Case, pattern: re.Pattern[str]) -> Phrase | None:
    match = pattern.search(case.sentence.low)
    return Phrase(case.sentence.text[slice(*match.span())], match.span()) if match else None


@rule(
    "S5",
    "half-hearted",
    SPECIFIC,
    fails="Try to publish the price list by 31 March, if possible.",
    passes="Publish the price list by 31 March.",
)
def half_hearted(case: Case) -> Finding | None:
    """“Try to” and “if possible” let a goal be reached without anything having happened."""
    words = _first(case, _HEDGE) if mentions(case.sentence.low, _HEDGE_HINTS) else None
    if words is None:
        return None
    return found(
        f"“{words.text}” leaves a way out.", f"Leave out “{words.text}”; choose a target you stand behind.", at=words
    )


@rule(
    "S6",
    "open-list",
    SPECIFIC,
    fails="Visit several customers in Leeds by 31 March.",
    passes="Visit eight customers in Leeds by 31 March.",
)
def open_list(case: Case) -> Finding | None:
    """“Several”, “various” and “etc.” leave open how many and which."""
    words = _first(case, _OPEN_LIST) if mentions(case.sentence.low, _OPEN_LIST_HINTS) else None
    if words is None:
        return None
    return found(
        f"“{words.text}” leaves open how many or which.",
        f"Say how many, or name them, instead of “{words.text}”.",
        at=words,
    )


@rule(
    "S7",
    "fuzzy-word",
    SPECIFIC,
    fails="Make the returns process significantly faster by June.",
    passes="Bring the time for a return from nine days to four by June.",
)
def fuzzy_word(case: Case) -> Finding | None:
    """Words such as significantly, appropriate or user-friendly sound exact, and everybody reads them differently."""
    times = [deadline.span for deadline in case.sentence.deadlines]  # "by Good Friday"
    fuzzy = (word for word in case.sentence.words if word.low in lexicon.FUZZY)
    word = next((word for word in fuzzy if not overlaps((word.start, word.end), times)), None)
    if word is None or case.sentence.measures or find_step(case.sentence):
        return None
    return found(
        f"Everybody reads “{word.text}” differently.",
        f"Replace “{word.text}” by a number or by what one would see.",
        at=word,
    )
