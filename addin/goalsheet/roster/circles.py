"""Circles: people who manage each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from goalsheet.roster.rows import Entry


def find_loops(entries: Iterable[Entry], above: Mapping[int, Entry]) -> Iterator[list[Entry]]:
    """Find the circles of people who manage each other; every row is walked over once."""
    walk_of: dict[int, int] = {}
    for walk, start in enumerate(entries):
        path: list[Entry] = []
        entry: Entry | None = start
        while entry is not None and id(entry) not in walk_of:
            walk_of[id(entry)] = walk
            path.append(entry)
            entry = above.get(id(entry))
        if entry is not None and walk_of[id(entry)] == walk:
            loop = path[next(index for index, step in enumerate(path) if step is entry) :]
            if len(loop) > 1:
                first = min(range(len(loop)), key=lambda index: loop[index].row)
                yield [*loop[first:], *loop[:first]]
