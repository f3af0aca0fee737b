"""A template as it is used: checked, compiled, and with what it made kept by what that depended on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goalsheet.feedback.survey import USUAL, Questions
from goalsheet.template.render import Text, key_reader
from goalsheet.tracker.tracker import USUAL_REVIEW_MONTHS, Thresholds


class Words:
    """The words of a job family or of some job titles in it, as attributes: `{{ words.tool }}`."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        vars(self).update(words)


@dataclass(frozen=True)
class FamilyWords:
    """The words of a job family, and those of job titles in it, by what these hold in small letters."""

    usual: Words
    by_title: Mapping[str, Words] = field(default_factory=dict)

    def of(self, job_title: str) -> Words:
        """The words for somebody with that job title: "data engineer" is held by "Lead Data Engineers", too."""
        title = f" {' '.join(job_title.casefold().split())}"
        return next((words for held, words in self.by_title.items() if f" {held}" in title), self.usual)


class StarterRow:
    """One row to start from: its columns, plain values or texts, and the rows already made, by what they depend on."""

    def __init__(self, row: type, where: str, columns: Mapping[str, Any]) -> None:
        self.row, self.where, self.columns = row, where, columns
        self.paths = frozenset(path for text in columns.values() if isinstance(text, Text) for path in text.paths)
        self.key = key_reader(self.paths)
        self.made: dict[Any, Any] = {}


@dataclass(frozen=True)
class StarterGoal:
    """A goal to start from, its actions, and the condition under which a person gets it."""

    goal: StarterRow
    actions: tuple[StarterRow, ...] = ()
    when: Text | None = None


@dataclass(frozen=True)
class Template:
    """A template, checked and compiled: texts that vary are `Text`, everything else is a plain value."""

    name: str
    file: str
    digest: str
    title: str
    version: str
    description: str
    buttons: bool
    cycle: Mapping[str, Any]
    welcome: Mapping[str, Any]
    thresholds: Thresholds
    objectives: tuple[Any, ...]
    words: Mapping[str, FamilyWords]
    goals: tuple[StarterGoal, ...]
    rewards: tuple[StarterRow, ...] = ()
    review_months: int = USUAL_REVIEW_MONTHS
    questions: Questions = USUAL

    def __post_init__(self) -> None:
        """Read what all starter goals together depend on: for most people it is the same as for somebody before."""
        texts = [goal.when.paths if goal.when else frozenset[str]() for goal in self.goals]
        texts += [text.paths for text in self.objectives if isinstance(text, Text)]
        texts += [row.paths for goal in self.goals for row in (goal.goal, *goal.actions)]
        texts += [row.paths for row in self.rewards]
        object.__setattr__(self, "key", key_reader(path for paths in texts for path in paths))
        object.__setattr__(self, "made", {})

    key: Callable[[Any], Any] | None = field(init=False, compare=False, repr=False)
    made: dict[Any, Any] = field(init=False, compare=False, repr=False)
