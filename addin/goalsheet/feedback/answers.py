"""The answers that came back: which version of whose counts, and what is held until it can be shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass

from goalsheet.errors import Problem
from goalsheet.feedback.texts import is_empty


@dataclass(frozen=True)
class Answer:
    """What one rater says on one topic."""

    strengths: str | None = None
    ideas: str | None = None
    rating: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said."""
        return self.left_open == len(astuple(self))

    @property
    def left_open(self) -> int:
        """How many of the questions are not answered; a dash is no answer."""
        return (is_empty(self.strengths), is_empty(self.ideas), self.rating is None).count(True)


Answers = tuple[Answer, ...]  # of one rater, by the survey's topics


@dataclass(frozen=True)
class Returned:
    """A form that came back: the file's name, whose code is on it, and what it says."""

    file: str
    code: str
    answers: Answers

    @property
    def version(self) -> str:
        """What tells these answers from any other ones."""
        said = json.dumps([astuple(one) for one in self.answers])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Kept:
    """What counts of one rater's answers: the topics whose answer is shown, and each version that ever came."""

    answers: Answers
    shown: frozenset[int] = frozenset()
    versions: tuple[str, ...] = ()


Collection = Mapping[str, Kept]  # by the raters' codes


def take_in(collection: Collection, forms: Iterable[Returned]) -> tuple[Collection, list[Problem]]:
    """The collection with what is new in the forms, and what is to be said of some; in whatever order they come.

    A version that came before counts no more than it did. What is shown stays as it is: who has just sent another
    form is known, and a change in one row would tell that it is theirs.
    """
    kept, problems = dict(collection), []
    by_code: dict[str, list[Returned]] = {}
    for form in forms:
        if not all(answer.is_blank for answer in form.answers):
            by_code.setdefault(form.code, []).append(form)
    for code, versions in sorted(by_code.items()):
        before = kept.get(code)
        new = _new(versions, before)
        if len(new) > 1:
            problems.append(_two(new))
        elif new:
            kept[code], said = _renewed(before, new[0])
            problems += said
    return kept, problems


def notes(collection: Collection, forms: Iterable[Returned]) -> Iterator[str]:
    """What is worth knowing of forms that were not known before: copies, and questions that are left open."""
    new: dict[tuple[str, str], list[Returned]] = {}
    for form in forms:
        kept, is_untouched = collection.get(form.code), all(answer == Answer() for answer in form.answers)
        if not is_untouched and not (kept and form.version in kept.versions):
            new.setdefault((form.code, form.version), []).append(form)
    for same in new.values():
        if len(same) > 1:
            yield f"{' and '.join(form.file for form in same)} say the same, and count once."
    for first, *_ in new.values():
        asked = sum(len(astuple(answer)) for answer in first.answers)
        left = sum(answer.left_open for answer in first.answers)
        if left == asked:
            yield f"{first.file} answers nothing, and does not count."
        elif left:
            yield f"{first.file} leaves {left} of {asked} questions open; what is there was taken in."


def _new(versions: Sequence[Returned], before: Kept | None) -> list[Returned]:
    """One form of each version that never came before."""
    known = before.versions if before else ()
    found = {form.version: form for form in versions if form.version not in known}
    return list(found.values())


def _two(forms: Sequence[Returned]) -> Problem:
    files = " and ".join(sorted(form.file for form in forms))
    what = "they have one code, but different answers, so none of them was taken in."
    return Problem(files, what, "Keep the one that counts, move the others to another folder, and run this again.")


def _renewed(before: Kept | None, form: Returned) -> tuple[Kept, list[Problem]]:
    """What counts from now on: the new answers on all topics that are not shown yet."""
    if before is None:
        return Kept(form.answers, versions=(form.version,)), []
    pairs = enumerate(zip(before.answers, form.answers, strict=True))
    answers = tuple(old if place in before.shown else new for place, (old, new) in pairs)
    kept = Kept(answers, before.shown, (*before.versions, form.version))
    if answers == form.answers:
        return kept, []
    what = "some of its answers were shown before they were changed, and stay as they were:"
    return kept, [Problem(form.file, what, "a change that shows would tell whose they are. Tell it in person.")]
