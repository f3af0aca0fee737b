"""Everything that can stop a command, as one tree of exceptions; what can merely be better is a value.

    GoalsheetError          the message is for the reader; no traceback is shown; exit code 2
    ├── CannotRead          a file is missing, locked, damaged or not what it claims to be
    ├── CannotWrite         a folder or file cannot be written
    │   └── IsOpen          a workbook is open in a program
    ├── BadRoster           the list of people has problems, all listed
    │   └── DatesInTwoWays  nothing tells day from month in it (roster/people.py)
    ├── BadTemplate         a template has problems, all listed
    ├── BadSetting          a flag or option makes no sense
    ├── LooksLikeAccident   one side of a sync lost or changed so much at once that nothing is done until it was meant
    ├── GoogleRefuses       Google says no to a request or a sign-in
    └── CannotReach         Google cannot be reached, or has trouble itself

A `Problem` says where, what, and what to do; an error that found several carries them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, what is wrong, what to do about it (each a plain phrase or sentence)."""

    where: str
    what: str
    cure: str = ""

    def __str__(self) -> str:
        """One line, for instance `people.csv, row 14: "x" is no e-mail address. Write it like name@company.com.`."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text} {self.cure}" if self.cure else text


def problem_count(problems: Sized) -> str:
    """How many problems there are, in words: `1 problem`."""
    return f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}"


def listed(items: Sequence[str]) -> str:
    """Name things as in a sentence: `A, B and C`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1])))


SHOWN = 100  # problems that are told at once: nobody reads more before mending these


class GoalsheetError(Exception):
    """A failure that the reader can mend; `problems` lists everything that was found."""

    def __init__(self, headline: str, problems: Iterable[Problem] = ()) -> None:
        self.headline = headline
        self.problems = tuple(problems)
        told = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            told.append(f"and {len(self.problems) - SHOWN:,} more; mend these first.")
        super().__init__("\n".join([headline, *(f"  {line}" for line in told)]))


class CannotRead(GoalsheetError):
    """A file is missing, locked, damaged or not what it claims to be."""


class CannotWrite(GoalsheetError):
    """A folder or file cannot be written."""


class IsOpen(CannotWrite):
    """A workbook is open in a program, as the file `lock` beside it says."""

    def __init__(self, name: str, lock: str, cure: str = "Close it there and try again.") -> None:
        self.name, self.lock = name, lock
        otherwise = f"If nobody has it open, delete the file {lock} beside it."
        super().__init__(f"{name} is open in Excel or another program. {cure} {otherwise}")


class BadRoster(GoalsheetError):
    """The list of people has problems."""


class BadTemplate(GoalsheetError):
    """A template has problems."""


class BadSetting(GoalsheetError):
    """A flag or option makes no sense."""


class LooksLikeAccident(GoalsheetError):
    """One side of a sync lost or changed so much at once that nothing is done until somebody says it was meant."""


class GoogleRefuses(GoalsheetError):
    """Google says no; `status` is HTTP's, `reason` Google's own word where it has one."""

    def __init__(self, headline: str, status: int = 0, reason: str = "") -> None:
        self.status, self.reason = status, reason
        super().__init__(headline)


class CannotReach(GoalsheetError):
    """Google cannot be reached, has trouble itself, or asks for a pause; what was sent may have been applied."""
