"""The five marks of a goal's sentence, 0 to 3: absent, vague, good, strong.

The scale is that of the rubric of Lockspeiser et al. (2013) for learning goals; a mark of 2 or 3 means "met".
"""

from __future__ import annotations

from functools import lru_cache

from goalsheet.smart import lexicon
from goalsheet.smart.careers import find_move
from goalsheet.smart.levels import find_level, find_step
from goalsheet.smart.quantity import DURATION, MONEY, RATIO
from goalsheet.smart.results import find_event, find_result, is_comparison
from goalsheet.smart.sentence import Sentence
from goalsheet.smart.text import word_set

_REMEMBERED = 16  # many rules ask the same of one sentence, one after the other

MET = 2
ABSENT, VAGUE, GOOD, STRONG = 0, 1, 2, 3


@lru_cache(_REMEMBERED)
def specific(sentence: Sentence) -> int:
    """An action and what it is done to, in words that name something."""
    if not sentence.content:
        return _of_a_bare_number(sentence)
    named = _names_a_result(sentence) or (not _is_of_no_thing(sentence) and _names_something(sentence))
    if not named:
        return VAGUE
    return STRONG if len(sentence.concrete) > 1 and (sentence.means or sentence.measures) else GOOD


def _of_a_bare_number(sentence: Sentence) -> int:
    """Of a sentence that names nothing but an amount: of money it is clear, of anything else it is not."""
    if any(quantity.kind == MONEY for quantity in sentence.measures):
        return GOOD
    return VAGUE if sentence.measures else ABSENT


def names_what_is_measured(sentence: Sentence) -> bool:
    """Whether with an amount, be it in the cells, the words say of what: "communication" does, "results" does not."""
    verb, head = sentence.verb.low if sentence.verb else "", sentence.head
    vague = lexicon.EMPTY if verb in lexicon.HOLDING_VERBS else _EMPTY_OR_ATTENDED
    if (verb and head and head.low in _PRONOUNS) or _is_of_no_thing(sentence):
        return False
    return any(word.low not in vague for word in sentence.content)


def _names_something(sentence: Sentence) -> bool:
    concrete, verb = len(sentence.concrete), sentence.verb.low if sentence.verb else ""
    if sentence.measures or sentence.starts:
        return names_what_is_measured(sentence)
    is_open = is_comparison(sentence) and (verb not in lexicon.WEAK_VERBS or verb in lexicon.LIGHT_VERBS)
    if verb in lexicon.CHANGES or is_open:
        return concrete >= _TWO
    if find_result(sentence) and concrete >= _TWO:
        return True
    if not verb or verb in lexicon.WEAK_UNTIL_NAMED:
        return sentence.head in sentence.concrete and concrete >= _TWO
    if verb in lexicon.WEAK_VERBS or _is_light(sentence):
        return False
    return concrete >= (_TWO if verb in lexicon.LEARNING_VERBS and not _says_for_which_task(sentence) else 1)


def _is_of_no_thing(sentence: Sentence) -> bool:
    """Whether it is about a trait ("become 30 % more professional") or about whatever ("improve things by 20 %")."""
    verb, head = sentence.verb, sentence.head
    if verb is None or head is None:
        return False
    is_said_which = any(verb.end <= word.start < head.start for word in sentence.concrete)
    return (verb.low in _BEING and not sentence.concrete) or (head.low in lexicon.WHATEVER and not is_said_which)


_BEING = word_set("be become feel")
_PRONOUNS = word_set("anything everything something")


def _says_for_which_task(sentence: Sentence) -> bool:
    """Whether a skill comes with what it has to be good for: "enough Spanish to take orders"."""
    return sentence.purpose is not None and sentence.purpose.text.lower().startswith("to ")


_TWO = 2  # concrete words
_EMPTY_OR_ATTENDED = lexicon.EMPTY | lexicon.ACTIVITIES


def _names_a_result(sentence: Sentence) -> bool:
    """Whether a new job, an event, a level or a certificate is named, which says enough by itself."""
    if find_move(sentence) or find_event(sentence):
        return True
    return bool(sentence.concrete) and (find_level(sentence) is not None or _names_a_paper(sentence))


def _names_a_paper(sentence: Sentence) -> bool:
    """Whether it says which certificate or licence: "the SMSTS certificate"."""
    papers = [word for word in sentence.content if word.low in lexicon.PAPERS]
    return bool(papers and find_result(sentence)) and any(w.low not in lexicon.PROOFS for w in sentence.concrete)


def _is_light(sentence: Sentence) -> bool:
    """Whether the verb carries little and its object names nothing: "make progress", "take it to the next level"."""
    verb = sentence.verb
    if verb is None or verb.low not in lexicon.LIGHT_VERBS:
        return False
    return sentence.head not in sentence.concrete or any(word.low in ("level", "success") for word in sentence.content)


@lru_cache(_REMEMBERED)
def measurable(sentence: Sentence) -> int:
    """A quantity of the result, or a result that is either there or not."""
    measures = sentence.measures
    if measures:
        return STRONG if any(q.start is not None or q.kind in (MONEY, RATIO, DURATION) for q in measures) else GOOD
    if find_result(sentence):
        return STRONG if find_step(sentence) else GOOD
    return VAGUE if is_comparison(sentence) or sentence.quantities or _says_which_way(sentence) else ABSENT


def _says_which_way(sentence: Sentence) -> bool:
    return sentence.verb is not None and sentence.verb.low in lexicon.DIRECTIONS


def achievable(sentence: Sentence) -> int:
    """The means by which it will be done."""
    if sentence.means is None:
        return ABSENT
    return STRONG if len(sentence.means.text.split()) > _LONG else GOOD


_LONG = 5  # words


def relevant(sentence: Sentence) -> int:
    """What it serves."""
    if sentence.purpose is None:
        return ABSENT
    return STRONG if len(sentence.purpose.text.split()) > _LONG else GOOD


def timely(sentence: Sentence) -> int:
    """A day or a bounded time by which it is done."""
    if sentence.deadline is not None:
        if not sentence.deadline.is_real:
            return VAGUE
        return STRONG if sentence.deadline.is_day else GOOD
    return VAGUE if sentence.soft_times else ABSENT
