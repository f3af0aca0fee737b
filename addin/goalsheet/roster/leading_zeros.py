"""Leading zeros: programs that take ids for numbers lose them, often in one of two columns only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from goalsheet.roster.rows import Boss, whole_id
from goalsheet.roster.staff import NAME_AND_ID, Staff
from goalsheet.roster.words import count, listing


def missing_zeros(texts: Iterable[str], lists: Sequence[Staff]) -> dict[str, str]:
    """Give the ids that numbers mean which are no ids but for other zeros in front, where only one can be meant."""
    alike: dict[str, dict[str, str]] = {}  # whoever left and came back is in both lists with one id
    for key, entry in (item for staff in lists for item in staff.by_id.items()):
        alike.setdefault(_without_zeros(entry.person.id), {})[key] = entry.person.id
    unknown = (text for text in texts if not any(staff.has_id(text) for staff in lists))
    found = ((text, [*alike.get(_without_zeros(text), {}).values()]) for text in unknown if _without_zeros(text))
    return {text: ids[0] for text, ids in found if len(ids) == 1}


def _without_zeros(text: str) -> str:
    """Give a number as programs write it that take ids for numbers; nothing for another id."""
    number = whole_id(text)
    return (number.lstrip("0") or "0") if number.isascii() and number.isdigit() else ""


def ids_of(boss: Boss) -> Iterator[str]:
    """Give what may be an id in a row's words about its manager, also behind a name: `Ana Lopez (10045)`."""
    yield from (boss.any, boss.id)
    yield from (found[2] for text in (boss.any, boss.name) if (found := NAME_AND_ID.fullmatch(text)))


def put_zeros_back(boss: Boss, zeros: Mapping[str, str]) -> Boss:
    """Give what a row tells about its manager with the ids as this list has them."""
    if zeros.keys().isdisjoint(ids_of(boss)):
        return boss
    known = zeros.get(boss.any) or _behind_name(boss.any, zeros)
    return Boss(known, zeros.get(boss.id, boss.id), boss.email, _behind_name(boss.name, zeros))


def _behind_name(text: str, zeros: Mapping[str, str]) -> str:
    found = NAME_AND_ID.fullmatch(text)
    return f"{found[1]} ({zeros[found[2]]})" if found and found[2] in zeros else text


def tell_zeros(zeros: Mapping[str, str], people: int) -> Iterator[str]:
    """Say for how many people that was done, with a few examples."""
    if people:
        pairs = listing([f"{written} is {known}" for written, known in zeros.items()], most=3)
        who = count(people, "person", "people")
        yield (
            f"For {who} the manager's id has other leading zeros than in this list; "
            f"it was matched by the rest ({pairs})."
        )
