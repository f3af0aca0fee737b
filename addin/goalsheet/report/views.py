"""Who may see what: HR everybody's figures, a manager the own reports, with the wording of their goals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from goalsheet.errors import BadSetting
from goalsheet.progress.summary import Summary
from goalsheet.report.figures import PersonFigures
from goalsheet.smart.verdict import Verdict
from goalsheet.tracker.person import Manager


@dataclass(frozen=True)
class Wording:
    """What a manager reads of a report's goal: its sentence, how it goes in words, and the coach's hint."""

    statement: str
    why: str
    forecast: str
    hint: str


def wording(summary: Summary, verdicts: Sequence[Verdict]) -> tuple[Wording, ...]:
    """The wording of a tracker's goals in use, in order."""
    hints = [found.hint if (found := one.suggestion) else "" for one in verdicts]
    return tuple(
        Wording((look.goal.statement or "").strip(), look.why, look.forecast.words, hint)
        for (_, look), hint in zip(summary.outlooks, hints, strict=True)
    )


def reports_of(people: Iterable[PersonFigures], who: str) -> list[PersonFigures]:
    """The people whose manager is called so, by id, address or name.

    BadSetting where nobody's is, or where several managers are.
    """
    said = _folded(who)
    listed = list(people)
    managers = {_key(one.manager): one.manager for one in listed if one.manager}
    meant = {key for key, boss in managers.items() if said and said in (_folded(boss.id), _folded(boss.email))}
    meant = meant or {key for key, boss in managers.items() if said and said == _folded(boss.name)}
    if len(meant) == 1:
        return [one for one in listed if _key(one.manager) in meant]
    raise _nobody(who, managers.values()) if not meant else _several(who, [managers[key] for key in sorted(meant)])


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _key(boss: Manager) -> str:
    return _folded(boss.id or boss.email or boss.name)


def _nobody(who: str, managers: Iterable[Manager]) -> BadSetting:
    names = sorted({boss.name or boss.email or boss.id for boss in managers})
    near = get_close_matches(who, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else "Write the name, id or e-mail address as it stands on Start."
    return BadSetting(f'--manager "{who}": nobody here has a manager of that name. {hint}')


def _several(who: str, managers: Sequence[Manager]) -> BadSetting:
    named = " or ".join(f'--manager "{boss.id or boss.email}"' for boss in managers)
    return BadSetting(f'--manager "{who}": {len(managers)} managers are called so. Say which one: {named}.')
