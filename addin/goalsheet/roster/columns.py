"""Columns: which of their columns is which of our fields, guessed once and shown to the reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.errors import BadRoster, BadSetting
from goalsheet.roster.headers import EXTRA, FIELDS, IGNORE, NAME_FIELDS, SENSITIVE
from goalsheet.roster.meaning import BY_CONTENT, find_field, is_family_first, tells_status
from goalsheet.roster.words import did_you_mean, header_words, listing, shorten, snake, tidy

# What a column holds, as far as it matters for its meaning.
EMPTY, TICKS, STANDING, TEXT = "empty", "ticks", "standing", "text"
KEPT, DROPPED, IGNORED = "kept as extra", "dropped: sensitive", "ignored"
TOLD, WISHED = "told by --columns", "told by --columns, though it is personal data that goals do not need"


@dataclass(frozen=True)
class ColumnGuess:
    """What one of their columns was taken for (a field, `kept as extra`, `dropped: sensitive`, `ignored`), and why."""

    header: str
    field: str
    why: str


@dataclass(frozen=True)
class Columns:
    """The columns of a file: where each field is, which ones are kept as they are, and how to name a place."""

    file: str
    guesses: tuple[ColumnGuess, ...]
    width: int
    places: Mapping[str, int]
    extras: tuple[tuple[str, int], ...]
    family_first: bool = False  # whether the header of the names says so
    ids: tuple[int, ...] = ()  # the columns that may be the person's id, the chosen one first

    def cell(self, cells: Sequence[str], field: str) -> str:
        """Give the cell of a field, blank where the file has no such column."""
        place = self.places.get(field)
        return cells[place] if place is not None else ""

    def where(self, row: int, field: str | int = "") -> str:
        """Name a place as people find it: `people.csv, row 14, column "Email"`."""
        place = field if isinstance(field, int) else self.places.get(field)
        column = f', column "{self.guesses[place].header}"' if place is not None else ""
        return f"{self.file}, row {row}{column}"

    def place(self, field: str) -> int:
        """Give the position of a field's column, for sorting."""
        return self.places.get(field, -1)


@dataclass(frozen=True)
class _Claim:
    """One column's claim to a field; the smallest of several wins."""

    field: str
    rank: tuple[bool, bool, int, int]
    position: int
    told: bool

    @property
    def is_empty(self) -> bool:
        return self.rank[1]


def known_fields(told: Mapping[str, str]) -> dict[str, str]:
    """Check that what the reader told about columns are fields of ours, however they are spelled."""
    for header, field in told.items():
        if snake(field) not in FIELDS:
            hint = f"{did_you_mean(snake(field), FIELDS)} It can become: {', '.join(FIELDS)}.".strip()
            raise BadSetting(f'The column "{header}" cannot become "{field}". {hint}')
    return {header: snake(field) for header, field in told.items()}


def find_columns(
    file: str, header: Sequence[str], contents: Sequence[str], told: Mapping[str, str], id_place: int | None = None
) -> Columns:
    """Give every column its meaning: as told, else as its header is known, else kept.

    `id_place` is the column that the managers' ids chose, where the headers leave more than one.
    """
    headers = _distinct_headers(header)
    told_fields = _read_told(headers, told)
    claims = [
        _Claim(told_fields[position], (False, False, 0, position), position, told=True)
        if position in told_fields
        else _claim(position, header[position], contents[position])
        for position in range(len(headers))
    ]
    winners = _winners(claims)
    ids = _ids(claims, winners)
    if id_place is not None and id_place in ids:
        winners["id"] = claims[id_place]
        ids = (id_place, *(place for place in ids if place != id_place))
    guesses = tuple(_guess(headers, claim, winners) for claim in claims)
    places = {field: claim.position for field, claim in winners.items()}
    extras = ((guess.header, position) for position, guess in enumerate(guesses) if guess.field == KEPT)
    family_first = "name" in places and is_family_first(headers[places["name"]])
    return Columns(file, guesses, len(headers), places, tuple(extras), family_first, ids)


def _distinct_headers(header: Sequence[str]) -> list[str]:
    """Name every column once: blank headers by the column's letter, repeated ones by a number."""
    seen: dict[str, int] = {}
    headers: list[str] = []
    for position, cell in enumerate(header):
        text = tidy(cell) or f"Column {_letter(position)}"
        seen[text] = seen.get(text, 0) + 1
        headers.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return headers


def _letter(position: int) -> str:
    """Give a column's letter as a spreadsheet shows it."""
    before, last = divmod(position, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _read_told(headers: Sequence[str], told: Mapping[str, str]) -> dict[int, str]:
    """Find the columns that the reader told about."""
    exact = {header: position for position, header in reversed(list(enumerate(headers)))}
    loose = {header_words(header): position for header, position in exact.items()}
    fields: dict[int, str] = {}
    for header, field in told.items():
        position = exact.get(tidy(header), loose.get(header_words(header)))
        if position is None:
            hint = f"{did_you_mean(header, headers)} Its columns are: {', '.join(headers)}.".strip()
            raise BadSetting(f'The file has no column "{header}". {hint}')
        fields[position] = field
    _refuse_twice(fields, headers)
    return fields


def _refuse_twice(fields: Mapping[int, str], headers: Sequence[str]) -> None:
    taken: dict[str, int] = {}
    for position, field in fields.items():
        if field in taken:
            both = f'"{headers[taken[field]]}" and "{headers[position]}"'
            raise BadSetting(f"Two columns cannot both become {field}: {both}. Name one of them.")
        if field not in (EXTRA, IGNORE):
            taken[field] = position


def _claim(position: int, header: str, content: str) -> _Claim:
    field, rank = find_field(header)
    if content == EMPTY and not tidy(header):
        field = IGNORE
    if content == TICKS and field == "manager":
        field = EXTRA  # "Manager: yes" says that somebody is one, not who it is
    if content == STANDING and field in (EXTRA, "location") and tells_status(header):
        field, rank = "status", BY_CONTENT  # "State: Active" is no place
    return _Claim(field, (True, content == EMPTY, rank, position), position, told=False)


def _winners(claims: Sequence[_Claim]) -> dict[str, _Claim]:
    winners: dict[str, _Claim] = {}
    for claim in sorted(claims, key=lambda claim: claim.rank):
        if claim.field not in (EXTRA, IGNORE, SENSITIVE):
            winners.setdefault(claim.field, claim)
    return dict(sorted(winners.items(), key=lambda item: item[1].position))


def _ids(claims: Sequence[_Claim], winners: Mapping[str, _Claim]) -> tuple[int, ...]:
    """Find the columns that may hold the ids, unless the reader has told which does."""
    if "id" in winners and winners["id"].told:
        return (winners["id"].position,)
    ranked = sorted(claims, key=lambda claim: claim.rank)
    return tuple(claim.position for claim in ranked if claim.field == "id" and not claim.is_empty)


def _guess(headers: Sequence[str], claim: _Claim, winners: Mapping[str, _Claim]) -> ColumnGuess:
    header, winner = headers[claim.position], winners.get(claim.field)
    told = WISHED if find_field(header)[0] == SENSITIVE else TOLD
    if winner is claim:
        return ColumnGuess(header, claim.field, told if claim.told else "known header")
    if winner:
        better = f'"{headers[winner.position]}" is taken for {claim.field}'
        return ColumnGuess(header, KEPT, better)
    if claim.field == SENSITIVE:
        return ColumnGuess(header, DROPPED, "personal data that goals do not need")
    if claim.field == IGNORE:
        return ColumnGuess(header, IGNORED, TOLD if claim.told else "not a field of ours")
    return ColumnGuess(header, KEPT, told if claim.told else "not a field of ours")


class Extra(Mapping[str, str]):
    """A person's other columns, by header and by snake_case key; people share the keys, so that many fit in memory."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: tuple[str, ...]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, key: str) -> str:
        return self._values[self._places[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))


def extra_places(columns: Columns) -> dict[str, int]:
    """Give the keys under which extra columns are found; a header as written goes before a snake_case key."""
    places = {header: index for index, (header, _) in enumerate(columns.extras)}
    for index, (header, _) in enumerate(columns.extras):
        places.setdefault(snake(header) or header, index)
    return places


def refuse_nameless(columns: Columns) -> None:
    """BadRoster where no column was understood as names: workbooks for numbers are nobody's."""
    if not columns.places.keys().isdisjoint(NAME_FIELDS):
        return
    headers = [guess.header for guess in columns.guesses if guess.header]
    there = listing([f'"{shorten(header, 30)}"' for header in headers], most=len(headers))
    free = (guess.header for guess in columns.guesses if guess.field == KEPT and '"' not in guess.header)
    which = next(free, None)
    cure = f'Say which one holds them: --columns "{which}=name", or add one.' if which else "Add one."
    raise BadRoster(
        f"{columns.file} has no column that is understood as people's names; its columns are {there}. {cure}"
    )
