"""What a goal's sentence says: who does what, how much, by when, by what means and for what.

No grammar is parsed. The sentence is cut where means and purposes begin; what is left is the core, in which the verb
and the concrete words are looked up. Enough for sentences of a few dozen words, and fast.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from goalsheet.smart import lexicon
from goalsheet.smart.bystanders import is_bystander
from goalsheet.smart.days import USUAL, Habits
from goalsheet.smart.deadlines import Deadline, final_deadline, find_deadlines, find_soft_times
from goalsheet.smart.means import find_means
from goalsheet.smart.noise import is_noise
from goalsheet.smart.numerals import SMALL_NUMBERS
from goalsheet.smart.purpose import find_purpose
from goalsheet.smart.quantities import find_quantities
from goalsheet.smart.quantity import DURATION, FREQUENCY, MONEY, PERCENT, TIMES, Quantity
from goalsheet.smart.text import Phrase, Span, Word, fold, inside, mentions, overlaps, word_set, words
from goalsheet.smart.units import RATE
from goalsheet.smart.verbs import find_verb


@dataclass(frozen=True, eq=False)
class Sentence:
    """A goal's sentence, read; compared by identity, so that what follows from it is worked out once.

    `content` are the words of the core that carry meaning: neither time, number, means, purpose nor small words;
    `concrete` are those of them that name something, the rest stand where something should be named; `head` is the
    word that the sentence is about: the last one of the verb's object, or of the words that stand in front.
    """

    text: str
    low: str
    words: tuple[Word, ...]
    verb: Word | None
    content: tuple[Word, ...]
    concrete: tuple[Word, ...]
    head: Word | None
    quantities: tuple[Quantity, ...]
    deadlines: tuple[Deadline, ...]
    deadline: Deadline | None
    soft_times: tuple[Phrase, ...]
    means: Phrase | None
    purpose: Phrase | None

    def word_in(self, listed: frozenset[str]) -> Word | None:
        """The first word of the sentence that is on a list."""
        return next((word for word in self.words if word.low in listed), None)

    def in_core(self, place: int) -> bool:
        """Whether a place lies outside the means and the purpose."""
        return not any(part and inside(place, part.span) for part in (self.means, self.purpose))

    @cached_property
    def comparatives(self) -> tuple[Word, ...]:
        """The words that compare ("faster", "fewer"), but for those of a time: "no later than 30 June"."""
        compared = [word for word in self.words if word.low in lexicon.COMPARATIVES]
        times = [deadline.span for deadline in self.deadlines] if compared else []
        times += [start.span() for start in _NOT_BEFORE.finditer(self.low)] if compared else []
        return tuple(word for word in compared if not overlaps((word.start, word.end), times))

    @cached_property
    def measures(self) -> tuple[Quantity, ...]:
        """The quantities of the result.

        What stands in the means ("items over £30") measures the way, and a frequency alone ("every single day") is
        only a rhythm; with something to do it counts. What is counted must have a name: "do 10 % more" has none.
        """
        return tuple(quantity for quantity in self.quantities if self._measures_the_result(quantity))

    @cached_property
    def bystanders(self) -> tuple[Quantity, ...]:
        """The quantities that only say who or what it is about: "support the 14 nurses"."""
        return tuple(quantity for quantity in self.quantities if is_bystander(self.low, quantity, self.verb))

    @cached_property
    def starts(self) -> tuple[Quantity, ...]:
        """The quantities that only say where it stands today: "reduce no-shows from 12 %" names no target."""
        if self.verb is None or not (
            self.verb.low in lexicon.DIRECTIONS or (mentions(self.low, ("up", "down")) and _WHICH_WAY.search(self.low))
        ):
            return ()
        if any(q.kind == TIMES or q.is_change or q.start is not None for q in self.quantities):
            return ()  # "in half from 40", "from 12 % by 3 points": it says how far
        return tuple(quantity for quantity in self.quantities if self._is_todays(quantity))

    def _is_todays(self, quantity: Quantity) -> bool:
        start, end = quantity.span
        said = _FROM_TODAY.search(self.low[:start]) or _IS_TODAY.match(self.low, end)
        return quantity.start is None and said is not None and not _TO_TARGET.match(self.low, end)

    def _measures_the_result(self, quantity: Quantity) -> bool:
        if quantity in self.starts or quantity in self.bystanders:
            return False
        if not self.in_core(quantity.span[0]) and quantity.span[0] > 0:
            return False
        if self._is_rhythm_of_the_vague(quantity) or _BETTER_AT.match(self.low, quantity.span[1]):
            return False
        if quantity.kind == FREQUENCY and quantity.value <= 1 and quantity.unit.split(" ")[-1] in _DAILY:
            return bool(self.concrete)
        if quantity.kind == PERCENT and quantity.value >= _ALL and self.verb and self.verb.low == "give":
            return False  # "give 110 %"
        return (
            bool(self.concrete) or quantity.kind == MONEY or any(word.low not in lexicon.EMPTY for word in self.content)
        )

    def _is_rhythm_of_the_vague(self, quantity: Quantity) -> bool:
        """Whether it only says when to do again what has no end: "improve communication every week"."""
        if quantity.kind != FREQUENCY or self.verb is None or not _RHYTHM.match(quantity.text.lower()):
            return False
        return self.verb.low in lexicon.DIRECTIONS or (self.verb.low in _VAGUE_VERBS and not self.concrete)


#: How good somebody is at something has no percents: "get 20 % better at selling".
_BETTER_AT = re.compile(r" better(?: (?:at|in|with)\b|\s*(?:$|[.,;:]))")
_VAGUE_VERBS = lexicon.WEAK_VERBS - lexicon.ACTIONS
_RHYTHM = re.compile(r"(?:every|once|twice|thrice)\b")
_NOT_BEFORE = re.compile(r"\b(?:no|not) (?:earlier|sooner) than\b")
_TO_TARGET = re.compile(r"\s*(?:to|->|→)(?!\w)")
_WHICH_WAY = re.compile(r"(?<![\w-])(?:up|down)(?![\w-])")
_FROM_TODAY = re.compile(
    r"\b(?:from|currently|at present|presently|now|today)\s+(?:(?:about|around|currently|now|today's|the current"
    r"|the present|roughly|nearly|almost|over|under|an average of|at) )*[€$£]?\s?$"
)
_IS_TODAY = re.compile(r"\s*(?:today|at present|currently|right now)\b")
_LONGEST = 1000  # letters; some patterns take time that grows with the square of the length
_REMEMBERED = 256  # many people of a company share wordings


@lru_cache(_REMEMBERED)
def read_sentence(text: str, today: dt.date, habits: Habits = USUAL) -> Sentence:
    """Read a goal's sentence as of `today`; of a text that is far too long for a goal, the beginning."""
    text = text[:_LONGEST]
    low = fold(text)
    listed = tuple(words(text, low))
    purpose = find_purpose(text, low, listed)
    deadlines = _of_the_goal(find_deadlines(text, today, habits), purpose)
    soft = find_soft_times(text, low)
    times = [deadline.span for deadline in deadlines]
    means = find_means(text, low, times, purpose)
    aside = [*times, *(phrase.span for phrase in soft), *(part.span for part in (means, purpose) if part)]
    core = _without(listed, aside)
    quantities = tuple(find_quantities(text, times))
    verb = find_verb(core, low, quantities)
    spans = [_with_its_rate(low, one.span) for one in quantities if one.kind in (DURATION, FREQUENCY, TIMES)]
    named = [word for word in core if word is not verb and _has_content(word)]
    content = tuple(word for word in named if not _is_time(word, spans)) or tuple(named)  # "walk 30 minutes a day"
    return Sentence(
        text,
        low,
        listed,
        verb,
        content,
        tuple(word for word in content if _is_concrete(word)),
        _head(text, verb, content),
        quantities,
        tuple(deadlines),
        final_deadline(deadlines),
        tuple(soft),
        means,
        purpose,
    )


def _without(listed: Iterable[Word], spans: Iterable[Span]) -> list[Word]:
    for start, end in spans:
        listed = [word for word in listed if word.end <= start or word.start >= end]
    return list(listed)


def _of_the_goal(deadlines: Sequence[Deadline], purpose: Phrase | None) -> list[Deadline]:
    """The deadlines that are the goal's own: what the purpose names counts only if nothing else is there."""
    if not deadlines:
        return []
    outside = [d for d in deadlines if not (purpose and purpose.span[0] > 0 and inside(d.span[0], purpose.span))]
    return outside or [deadline for deadline in deadlines if not _OF_A_REASON.match(deadline.text.lower())]


#: What a reason names and nobody is due by: "because the shop is shut for June", "as two of them left on Tuesday".
_OF_A_REASON = re.compile(r"for |on \w+day$")
_ALL = 100  # percent
_DAILY = word_set("day morning evening shift")  # what is done that often is only a rhythm: "live our values every day"
_BREAK = re.compile(
    r"[,;:/()&-] |\b(?:about|of|in|on|at|for|from|with|to|through|via|and|or|that|which|who|over|under|into|between|as"
    r"|by|nobody|is|are|will|can)\b"
)


def _head(text: str, verb: Word | None, content: tuple[Word, ...]) -> Word | None:
    begin = verb.end if verb else 0
    following = [word for word in content if word.start >= begin]
    if not following:
        return None
    head = following[0]
    for word in following[1:]:
        if _BREAK.search(text, head.end, word.start):
            break
        head = word
    return head


_COUNTING_WORDS = frozenset(SMALL_NUMBERS) | {"half", "double", "twice", "once"}
_WITHOUT_CONTENT = lexicon.STOP_WORDS | lexicon.COMPARATIVES | _COUNTING_WORDS


def _has_content(word: Word) -> bool:
    return len(word.low) > 1 and word.low not in _WITHOUT_CONTENT


def _is_time(word: Word, spans: Sequence[Span]) -> bool:
    """Whether a word is the unit of an amount in one of the spans, which names nothing: the week of "twice a week"."""
    return word.low in _TIME_WORDS and overlaps((word.start, word.end), spans)


def _with_its_rate(low: str, span: Span) -> Span:
    """A quantity's span and the "a week" behind it."""
    rate = RATE.match(low, span[1])
    return (span[0], rate.end()) if rate else span


_TIME_WORDS = word_set(
    "ms sec second seconds min minute minutes hr hrs hour hours day days week weeks month months quarter quarters year"
    " years fortnight times daily weekly monthly"
)


def _is_concrete(word: Word) -> bool:
    low = word.low.removesuffix("'s")
    if word.text == "Excel":
        return True
    return not (low in _NAMES_NOTHING or low.endswith("ly") or is_noise(word))


_NAMES_NOTHING = lexicon.PLACEHOLDERS | lexicon.WEAK_VERBS | lexicon.FUZZY
