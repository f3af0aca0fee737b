"""The main verb of a goal's sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from goalsheet.smart import lexicon
from goalsheet.smart.quantity import COUNT, PERCENT, Quantity
from goalsheet.smart.text import Word, word_set

#: Verbs that may only lead to the next one: "plan to …", "work on …", "want to be able to …".
_LEAD_VERBS = word_set("want like plan aim hope try start commit focus continue work be become get help support make")
_LEADS_ON = re.compile(r"\s+(?:to|on|able to)\s+(?:be able to\s+)?[a-z]")
_KEEPS = word_set("work focus support")  # "work on X" is the verb itself
_PASSIVE = word_set("be get become")
_LEAD_WORDS = word_set(
    "personally finally please successfully actively independently also wanna gonna i'll i'd i'm we'll let's"
)


def find_verb(core: Iterable[Word], low: str, quantities: Sequence[Quantity]) -> Word | None:
    """The verb that the sentence begins with, small words and lead-ins ("I want to …") aside; None if none does."""
    listed = list(core)
    for word, following in zip_longest(listed, listed[1:]):
        if following and word.low in _PASSIVE and following.low in lexicon.FINISHED:
            return following  # "be promoted", "get certified"
        if word.low in lexicon.ACTIONS or word.low in lexicon.WEAK_VERBS:
            if not _only_leads_on(word, low):
                return None if _is_measured(word, low, quantities) else word
        elif word.low not in lexicon.STOP_WORDS and word.low not in _LEAD_WORDS:
            return word if _acts(word, low) and not _is_measured(word, low, quantities) else None
    return None


#: Behind a verb that no list knows stands what is done: "regrout the showers", "limewash our pens".
_OBJECT = re.compile(
    r"\s+(?:(?:off|out|up|down|over|back) )?(?:the|a|an|all|both|each|every|my|our|his|her|their|its|this|these"
    r"|those|\d)\b"
)
_NO_VERB = re.compile(r"(?:(?<!s)s|[ln]ess|ed|ing|ly|ion|ity|ment|ful|ous|al|ive|er|est)$")


def _acts(word: Word, low: str) -> bool:
    return bool(_OBJECT.match(low, word.end)) and not _NO_VERB.search(word.low)


def _is_measured(word: Word, low: str, quantities: Sequence[Quantity]) -> bool:
    """Whether the word is what the amount behind it measures, and nothing that is done: "Churn 5 % to 3 %".

    What is done is done to things, not to percents.
    """
    amount = next((one for one in quantities if one.span[0] == word.end + 1), None)
    if amount is None or word.low in lexicon.DIRECTIONS or low.startswith(" of ", amount.span[1]):
        return False
    if word.low in lexicon.ACTIONS or word.low in lexicon.WEAK_VERBS:
        return word.low in lexicon.NOUNS_TOO and amount.kind == PERCENT and amount.start is not None
    return amount.start is not None or amount.kind != COUNT or not amount.unit


def _only_leads_on(word: Word, low: str) -> bool:
    return word.low in _LEAD_VERBS and word.low not in _KEEPS and bool(_LEADS_ON.match(low, word.end))
