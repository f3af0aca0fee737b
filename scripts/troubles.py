"""What went wrong with several spreadsheets, said once where the reason is one and the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_NAMED = 3


def told_once(errors: Iterable[tuple[str, object]]) -> Iterator[str]:
    """A line for each reason, with the titles of what it stopped; a wrong clock stops all, and is one reason."""
    titles: dict[str, list[str]] = {}
    for title, error in errors:
        titles.setdefault(str(error), []).append(title)
    for said, stopped in titles.items():
        others = len(stopped) - _NAMED
        more = f" and {others} {'other' if others == 1 else 'others'}" if others > 0 else ""
        yield f"Error: {', '.join(stopped[:_NAMED])}{more}: {said}"
