"""Leading zeros: programs that take ids for numbers lose them, often in one of two columns only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from goalsheet.roster.rows import Boss, whole_id
from goalsheet.roster.staff import Staff
from goalsheet.roster.words import count, listing


def missing_zeros(texts: Iterable[str], lists: Sequence[Staff]) -> dict[str, str]:
    """Give the ids that numbers mean which are no ids but for other zeros in front, where only one can be meant."""
    alike: dict[str, list[str]] = {}
    for entry in (entry for staff in lists for entry in staff.by_id.values()):
        alike.setdefault(_without_zeros(entry.person.id), []).append(entry.person.id)
    unknown = (text for text in texts if not any(staff.has_id(text) for staff in lists))
    found = ((text, alike.get(_without_zeros(text), ())) for text in unknown if _without_zeros(text))
    return {text: ids[0] for text, ids in found if len(ids) == 1}


def _without_zeros(text: str) -> str:
    """Give a number as programs write it that take ids for numbers; nothing for another id."""
    number = whole_id(text)
    return (number.lstrip("0") or "0") if number.isascii() and number.isdigit() else ""


def put_zeros_back(boss: Boss, zeros: Mapping[str, str]) -> Boss:
    """Give what a row tells about its manager with the ids as this list has them."""
    return boss._replace(any=zeros.get(boss.any, boss.any), id=zeros.get(boss.id, boss.id))


def tell_zeros(zeros: Mapping[str, str], people: int) -> Iterator[str]:
    """Say for how many people that was done, with a few examples."""
    if people:
        pairs = listing([f"{written} is {known}" for written, known in zeros.items()], most=3)
        who = count(people, "person", "people")
        yield (
            f"For {who} the manager's id has other leading zeros than in this list; "
            f"it was matched by the rest ({pairs})."
        )
