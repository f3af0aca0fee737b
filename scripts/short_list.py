"""The beginning of a list, a line each, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

import click


def say_some(lines: Sequence[str], most: int = 5, headline: str | None = None) -> None:
    """Say at most so many of the lines, below a headline if there is one; nothing where there are no lines."""
    if not lines:
        return
    if headline:
        click.echo(headline)
    for one in lines[:most]:
        click.echo(f"  {one}")
    if len(lines) > most:
        click.echo(f"  and {len(lines) - most:,} more")
