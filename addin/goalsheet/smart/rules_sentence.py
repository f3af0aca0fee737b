"""Rules on the sentence of a goal as a whole: one goal in it, short enough to keep in mind, in English."""

from __future__ import annotations

import re

from goalsheet.smart import goal_marks, lexicon
from goalsheet.smart.case import Case
from goalsheet.smart.numerals import NUMBER_WORD
from goalsheet.smart.quantity import MONEY, PERCENT
from goalsheet.smart.rule import SPECIFIC, Finding, found, rule
from goalsheet.smart.sentence import Sentence
from goalsheet.smart.sentence_marks import MET
from goalsheet.smart.text import Word, mentions, word_set

_AND_VERB = re.compile(
    r"(?:,| and| as well as)\s+(?:also |then |to )?([a-z-]+)\s+((?:the|a|an|my|our|all|at least|\d|(?:[a-z]+"
    r" )?[a-z]+s\b|(?P<dated>[a-z]+ (?:by|until|before)\b)"
    r"|(?P<loose>(?!(?:as|at|by|for|from|in|into|it|of|off|on|out|over|so|that|them|to|up|with)\b)[a-z]+)))"
)


@rule(
    "S8",
    "two-goals",
    SPECIFIC,
    fails="Launch the new web shop by June and recruit three drivers by May.",
    passes="Launch the new web shop by June.",
)
def two_goals(case: Case) -> Finding | None:
    """Two goals in one sentence cannot be half done: each needs its own number and date."""
    sentence = case.sentence
    if sentence.verb is None or not mentions(sentence.low, _JOINTS) or not _is_more_done(sentence, sentence.verb):
        return None
    for match in _AND_VERB.finditer(sentence.low, sentence.verb.end):
        between = sentence.low[sentence.verb.end : match.start()].strip()  # "design and build it" is one goal
        is_one = _is_what_comes_of_it(match, sentence) or _is_pair(sentence.low[: match.start()])
        if between and not is_one and _is_verb(match, sentence) and sentence.in_core(match.start()):
            words = (match.start(1), len(sentence.text))
            return found(
                "These look like two goals in one.",
                "Write them as two goals, each with its own number and date.",
                at=words,
            )
    return None


def _is_what_comes_of_it(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether the result of what is done is passed on, by the same day: "run a trial and present the result"."""
    return bool(_OUTCOME.match(sentence.low, match.start(2))) and not _has_two_deadlines(match.start(), sentence)


_OUTCOME = re.compile(r"(?:the|its|their|my|our) (?:\w+ )?(?:results?|findings|outcomes?|conclusions?)\b")


def _is_pair(before: str) -> bool:
    """Whether what comes before "and" ends with something to do with the same thing: "teach to run and change it"."""
    words = before.split()[-2:]
    return len(words) == len(("to", "run")) and words[0] == "to" and words[1] in _DONE


_JOINTS = (",", " and", " as well as")


def _is_more_done(sentence: Sentence, verb: Word) -> bool:
    """Whether behind the verb another word may be one: far cheaper to see than the pattern."""
    return any(word.low in _DONE and word.start >= verb.end for word in sentence.words)


_DONE = lexicon.ACTIONS | lexicon.DIRECTIONS


def _is_verb(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether the word behind "and" is done, and does not stand beside a noun: "bus and train drivers"."""
    if _has_its_own_change(match, sentence):
        return True
    if match[1] not in lexicon.ACTIONS or match["loose"]:
        return False
    if match["dated"] or _has_two_deadlines(match.start(), sentence):
        return _has_two_deadlines(match.start(), sentence)
    if match[1] not in lexicon.NOUNS_TOO:
        return True
    return bool(_ALONE.search(sentence.low[: match.start()]) or _LEADS_AN_OBJECT.match(match[2]))


def _has_its_own_change(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether so much is to change before "and", and behind it another thing, or something else is to be done."""
    before = [one for one in sentence.quantities if one.span[1] <= match.start()]
    if match[1] in lexicon.DIRECTIONS:
        return bool(before) and any(one.span[0] >= match.start(2) for one in sentence.quantities)
    if not any(one.is_change or one.start is not None or one.kind in (MONEY, PERCENT) for one in before):
        return False
    return match[1] in _ACTIONS_ALONE


#: Verbs of what comes of a change, which are no second goal: "cut scrap by 5 % and save money".
_FOLLOWS = word_set(
    "achieve become bring earn enable gain get give keep let make meet reach retain save spend stabilise"
)
_ACTIONS_ALONE = lexicon.ACTIONS - lexicon.NOUNS_TOO - _FOLLOWS


def _has_two_deadlines(place: int, sentence: Sentence) -> bool:
    """Whether one thing is due before a place in the sentence, and another one behind it."""
    return len({deadline.span[0] < place for deadline in sentence.deadlines}) > 1


#: What ends with these words needs no noun behind "and": "sell more and train juniors".
_ALONE = re.compile(rf"\b(?:{'|'.join(sorted(lexicon.COMPARATIVES))}|it|them|well|\d+ ?%)$")
_LEADS_AN_OBJECT = re.compile(rf"(?:the|an?|my|our|all|at least|\d+|{NUMBER_WORD})\b")
_MOST_WORDS = 35


@rule(
    "S9",
    "too-long",
    SPECIFIC,
    fails="In order to be ready for the new quality rules, and because the last audit showed gaps in how we keep our "
    "records, I will go through all 40 work instructions of the press shop and bring each up to date by the end of"
    " June.",
    passes="Bring all 40 work instructions of the press shop up to date by the end of June, to pass the next audit.",
)
def too_long(case: Case) -> Finding | None:
    """A goal that one can remember is one that one works on; reasons and steps have their own cells."""
    count = len(case.sentence.words)
    if count <= _MOST_WORDS:
        return None
    cut = "More than " if len(case.goal.statement or "") > len(case.sentence.text) else ""
    return found(
        f"{cut}{count} words are hard to keep in mind.",
        "Keep what, how much and by when; move reasons and steps to their own cells.",
    )


@rule(
    "S10",
    "other-language",
    SPECIFIC,
    on_words=False,
    fails="Ich werde bis zum 30.06.2027 mit dem Team die Angebote für unsere Kunden überarbeiten.",
    passes="Rework the offers for our ten largest customers by 30 June 2027.",
)
def other_language(case: Case) -> Finding | None:
    """The rules on words know English only; cells, numbers and exact dates are checked in every language."""
    if case.is_english:
        return None
    marks = goal_marks.marks_of(case)
    are_cells_well = all((mark or 0) >= MET for criterion, mark in marks.items() if criterion != SPECIFIC)
    return found(
        "The wording is not English, so its words are not judged.",
        "Its cells say all they have to; whether its words are clear, look at with your manager."
        if are_cells_well
        else "Fill in the cells: they are checked in every language.",
    )
