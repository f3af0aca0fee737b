"""Bosses: what a row's words about its manager are, an id, an e-mail or a name, whatever their column is called."""

from __future__ import annotations

from collections.abc import Iterable

from goalsheet.roster.names import split_name, take_off_remark
from goalsheet.roster.rows import Boss, Entry, undress
from goalsheet.roster.staff import NAME_AND_ID, Staff, id_key
from goalsheet.roster.words import fold


def sort_out(boss: Boss, staff: Staff, leavers: Staff) -> Boss:
    """Put each value where it belongs, whatever the header of its column says."""
    by_kind = {"id": boss.id, "email": boss.email, "name": boss.name}
    for kind, value in (("id", boss.id), ("name", boss.name), ("", boss.any)):
        actual = _kind(value, kind, staff, leavers)
        if value and actual != kind:
            by_kind |= {kind: ""} if kind else {}
            bare, number = _take_off_id(value, staff, leavers) if actual == "name" else (value, "")
            by_kind["id"] = by_kind["id"] or number
            by_kind[actual] = by_kind[actual] or bare
    return Boss("", by_kind["id"], undress(by_kind["email"]), by_kind["name"])


def _kind(value: str, kind: str, staff: Staff, leavers: Staff) -> str:
    if "@" in value:
        return "email"
    if kind == "id":
        return kind
    is_id = staff.has_id(value) or leavers.has_id(value)
    looks_like_id = bool(staff.by_id) and any(map(str.isdigit, value)) and " " not in value
    return "id" if is_id or (looks_like_id and not kind) else "name"


def _take_off_id(value: str, staff: Staff, leavers: Staff) -> tuple[str, str]:
    """Split `Ana Lopez (10045)` if that is an id of the list."""
    found = NAME_AND_ID.fullmatch(value)
    if found and (staff.has_id(found[2]) or leavers.has_id(found[2])):
        return take_off_remark(found[1])[0], found[2]
    return value, ""


def source_of(value: str, written: Boss) -> str:
    """Name the field in which a value was written."""
    fields = dict(zip(("manager", "manager_id", "manager_email", "manager_name"), written, strict=True))
    return next((name for name, text in fields.items() if value and value in text), "manager")


def shares_last_name(entry: Entry, name: str) -> bool:
    """Tell whether a name may be another form of a row's name: Liz Taylor for Elizabeth Taylor."""
    return fold(split_name(name).last) == fold(entry.person.last_name) != ""


def has_foreign_ids(written: Iterable[Boss], staff: Staff, leavers: Staff) -> bool:
    """Tell whether manager ids are of another kind than the people's: where names are given, most do not agree."""
    with_ids = dict.fromkeys(boss for boss in written if boss.id)
    bosses = [sort_out(boss, staff, leavers) for boss in with_ids]
    by_id = ((boss.name, staff.by_id.get(id_key(boss.id)) or leavers.by_id.get(id_key(boss.id))) for boss in bosses)
    matches = [(name, found) for name, found in by_id if found]
    agreeing = [name for name, found in matches if name and _is_called(found, name, staff, leavers)]
    named = [name for name, _ in matches if name]
    has_other_means = any(boss.name for boss in bosses) or not staff.by_id
    return has_other_means and (not matches or len(agreeing) * 2 < len(named))


def namesakes(written: Iterable[Boss], staff: Staff, leavers: Staff) -> frozenset[str]:
    """The managers' names, folded, with which several ids are written: several people of that name."""
    ids: dict[str, set[str]] = {}
    for boss in dict.fromkeys(written):
        sorted_out = sort_out(boss, staff, leavers)
        if sorted_out.name and sorted_out.id:
            ids.setdefault(fold(split_name(sorted_out.name).full), set()).add(id_key(sorted_out.id))
    return frozenset(name for name, found in ids.items() if len(found) > 1)


def _is_called(entry: Entry, name: str, staff: Staff, leavers: Staff) -> bool:
    return shares_last_name(entry, name) or entry in staff.named(name) or entry in leavers.named(name)
