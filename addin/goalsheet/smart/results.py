"""Results in a sentence that are either there in the end or not: a certificate, a launch, a role, a signed contract."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from goalsheet.smart import lexicon
from goalsheet.smart.careers import find_move
from goalsheet.smart.levels import find_level
from goalsheet.smart.people import PEOPLE
from goalsheet.smart.sentence import Sentence
from goalsheet.smart.text import Phrase, Word, any_of, word_set

_REMEMBERED = 16  # many rules ask the same of one sentence, one after the other


@lru_cache(_REMEMBERED)
def find_result(sentence: Sentence) -> Phrase | None:
    """The words of a yes/no result; None if there is none, or nothing that it is about."""
    if named := find_move(sentence) or find_level(sentence):
        return named
    if event := find_event(sentence):
        return event
    if not sentence.concrete or is_comparison(sentence):
        return None
    if lecture := _find_lecture(sentence):
        return lecture
    word = _finishing_verb(sentence) or _finished(sentence) or _named_result(sentence) or _universal(sentence)
    return Phrase(word.text, (word.start, word.end)) if word else None


@lru_cache(_REMEMBERED)
def find_event(sentence: Sentence) -> Phrase | None:
    """One event that is organised and says for whom or on what: "organise a customer day"."""
    verb = sentence.verb
    if verb is None or verb.low not in _PLANNING:
        return None
    event = _EVENT.match(sentence.low, verb.end)
    return Phrase(sentence.text[slice(*event.span("event"))], event.span("event")) if event else None


_PLANNING = lexicon.HOLDING_VERBS | word_set("plan prepare arrange")
_EVENT = re.compile(
    r"\s+(?:an?|the|our|one|this year's) (?P<event>(?!(?:good|great|nice|fun|better|regular|new)\b)[\w-]+ (?:[\w-]+ )?"
    + any_of("day evening night morning afternoon week event fair party conference workshop visit festival open-house")
    + r")\b"
)


def _find_lecture(sentence: Sentence) -> Phrase | None:
    """One talk that is given, which it is or is not."""
    if sentence.verb is None or sentence.verb.low not in _SPEAKING:
        return None
    lecture = _LECTURE.match(sentence.low, sentence.verb.end)
    return Phrase(sentence.text[slice(*lecture.span("event"))], lecture.span("event")) if lecture else None


_SPEAKING = word_set("give hold deliver present")
_LECTURE = re.compile(
    r"\s+(?:an?|one|my|our|the) (?P<event>(?:[\w'-]+ ){0,2}"
    r"(?:lecture|talk|speech|webinar|seminar|keynote|masterclass|concert|recital)\b)"
)


@lru_cache(_REMEMBERED)
def is_comparison(sentence: Sentence) -> bool:
    """Whether the core compares without saying how much: "faster", "fewer errors"."""
    compared = any(sentence.in_core(word.start) for word in sentence.comparatives)
    return compared or bool(_UP_OR_DOWN.match(sentence.low))


_UP_OR_DOWN = re.compile(
    r"\W*(?:i |we |will |to )*(?:get|bring|keep|push|drive|scale|speed)\b"
    r"(?:[^,.]{3,40} (?:down|up|low|high)\b(?! (?:to|from)\b| by (?:at least |about )?(?:\d|[€$£]|half|an? ))"
    r"| (?:down|up) (?!to\b))"
)


def _finishing_verb(sentence: Sentence) -> Word | None:
    """The main verb if with it a named thing is either done in the end or not."""
    verb = sentence.verb
    if verb is None:
        return None
    if verb.low in lexicon.FINISHED and verb.low not in lexicon.ACTIONS:
        return verb
    if _finishes(sentence, verb) or _finishes_with_its_particle(sentence, verb):
        return verb
    return verb if verb.low in _TAKES_PROOF and sentence.word_in(lexicon.PROOFS) else None


def _finishes(sentence: Sentence, verb: Word) -> bool:
    if verb.low in _DONE_TO_THINGS:
        return bool(_ONE_THING.match(sentence.low, verb.end))
    if sentence.head and sentence.head.low in lexicon.TRAITS:
        return False
    if verb.low in _REFINING and (_OWN.match(sentence.low, verb.end) or sentence.head not in sentence.concrete):
        return False
    is_known = verb.low in lexicon.ACTIONS or verb.low in lexicon.WEAK_VERBS
    if is_known and verb.low not in lexicon.FINISHING_VERBS:
        return False
    return _has_object(sentence, verb) and (verb.low in _TO_THE_END or not _is_open_number(sentence, verb.end))


#: What is done in the end to a definite thing; with people or with some of many it is never over.
_DONE_TO_THINGS = word_set("agree automate calibrate prepare recalibrate renegotiate")
_ONE_THING = re.compile(
    rf"\s+(?:(?<=agree )(?:on|upon) )?"
    rf"(?:the|an?|all|both|each|every|our|my|this|that|these|those)\b(?! (?:[\w'-]+ )?{PEOPLE}\b)"
)


#: A tool is sharp in the end, a skill never: "sharpen the chisels", "sharpen my technique".
_REFINING = word_set("brighten broaden deepen develop enrich fine-tune hone perfect polish refine sharpen tune widen")
_OWN = re.compile(r"\s+(?:(?:up|on) )?(?:my|our|your|his|her|their|one's)\b")


def _finishes_with_its_particle(sentence: Sentence, verb: Word) -> bool:
    particle = _FINISHING_PARTICLE.match(sentence.low, verb.start)
    return particle is not None and not _is_open_number(sentence, particle.end())


def _has_object(sentence: Sentence, verb: Word) -> bool:
    return verb.low in _NEEDS_NO_OBJECT or not _PREPOSITION.match(sentence.low, verb.end)


_NEEDS_NO_OBJECT = word_set(
    "apply become chase enrol enroll graduate migrate move qualify register retire sit switch transfer transition"
)
_PREPOSITION = re.compile(r"\s+(?:on|at|in|with|together|as|from|towards|beyond|for)\b")
#: Verbs that with their particle say that it is done: "hand over", "hand in", "switch off".
_FINISHING_PARTICLE = re.compile(
    r"(?:hand (?:over|in|back)|(?:switch|turn|sign|pay|finish|call) off|take over|(?:take|pull|tear) down"
    r"|(?:write|type|wrap) up|(?:fill|phase|bring|move) in|(?:carry|clear|clean|phase|rule) out"
    r"|shut down|close (?:down|out)|put (?:up|in)"
    r"|kick off)\b(?=\s+[a-z])"
)
_TAKES_PROOF = word_set("attend do take go get become be sit")


def _finished(sentence: Sentence) -> Word | None:
    """A participle that says that it is done, behind what it is about: "contract signed", "report published"."""
    if sentence.verb and sentence.verb.low in ("keep", "stay", "maintain"):
        return None
    for before, word in pairwise(sentence.words):
        if before.low in ("never", "not", "being", "is", "are"):
            continue
        if word.low in lexicon.FINISHED and sentence.in_core(word.start) and word.start > sentence.concrete[0].start:
            return word
    return None


def _named_result(sentence: Sentence) -> Word | None:
    """A result that stands as a noun in front: "Promotion to …", "Launch of …", "Certificate in …"."""
    first = next((word for word in sentence.words if word.low not in lexicon.STOP_WORDS), None)
    if first is None or sentence.verb is not None:
        return None
    proof = sentence.head if sentence.head and sentence.head.low in lexicon.PROOFS else None
    return proof or (first if first.low in lexicon.RESULT_NOUNS or first.low in lexicon.FINISHED else None)


def _universal(sentence: Sentence) -> Word | None:
    """What all of them do, which is either so or not: "All foremen log snags in the app"."""
    first = next((word for word in sentence.words if sentence.in_core(word.start)), None)
    return first if first and first.low in ("all", "every", "each") and not sentence.verb else None


def _is_open_number(sentence: Sentence, place: int) -> bool:
    """Whether the object there is some of many, as in "win new clients", so that nobody can say when it is done."""
    object_ = _OBJECT.match(sentence.low, place)
    words = object_.group().split() if object_ else []
    if not words or words[0] in _DEFINITE:
        return False
    return any(word.endswith("s") and not word.endswith(("ss", "'s", "us", "is")) for word in words[:_NEAR])


_TO_THE_END = word_set("finish complete finalise finalize conclude")
_DEFINITE = word_set("the all both every each these those a an this that one half")
_OBJECT = re.compile(
    r"(?:\s+(?!(?:by|in|on|at|for|from|with|to|via|through|using|until|so|and|of|into|before|as|because)\b)[a-z'-]+)+"
)
_NEAR = 4  # words
