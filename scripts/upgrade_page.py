"""What `goalsheet upgrade` says of each workbook: from what to what, what has been kept, where things stand now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from goalsheet.roster.words import count
from goalsheet.upgrade.upgrading import Upgrade

_SHOWN = 8  # columns that are named of those that moved


def say_newest(paths: Sequence[Path]) -> None:
    """The workbooks that are left alone."""
    if len(paths) == 1:
        click.echo(f"{paths[0]} is of the newest version already.")
    elif paths:
        click.echo(f"{len(paths):,} workbooks are of the newest version already.")


def say_upgrade(found: Upgrade, backup: Path | None) -> None:
    """What has become of a workbook, or would."""
    click.echo(f"{found.path}: {_name(found)}")
    for label, told in (
        ("kept", _kept(found)),
        ("new", _new(found)),
        ("moved", _some(found.moved)),
        ("before", backup.name if backup else ""),
    ):
        if told:
            click.echo(f"  {label + ':':<8}{told}")
    for problem in found.losses:
        click.echo(f"Left behind: {problem.where}: {problem.what}", err=True)


def _name(found: Upgrade) -> str:
    before, after = found.former, found.newest
    if (before.name, before.version) == (after.name, after.version):
        return f"{after.name} {after.version}, as it is made now"
    return f"{before.name} {before.version} -> {after.name} {after.version}"


def _kept(found: Upgrade) -> str:
    told = [f"{title} {number}" for title, number in found.rows.items()]
    for number, one, many in (
        (found.notes, "note beside the tables", "notes beside the tables"),
        (found.carried.drawn, "picture or shape", "pictures and shapes"),
        (found.carried.formatted, "cell formatted by hand", "cells formatted by hand"),
        (found.carried.comments, "comment", "comments"),
        (found.carried.formulas, "formula of your own", "formulas of your own"),
        (found.carried.sizes, "column or row made larger", "columns and rows made larger"),
    ):
        told += [count(number, one, many)] if number else []
    return ", ".join(told) or "nothing was filled in"


def _new(found: Upgrade) -> str:
    told = [f"sheet {title}" for title in found.sheets]
    told += [f"on {sheet} {', '.join(titles)}" for sheet, titles in found.columns.items()]
    return "; ".join(told)


def _some(told: Iterable[str]) -> str:
    listed = [*told]
    more = [f"and {len(listed) - _SHOWN} more"] if len(listed) > _SHOWN else []
    return "; ".join([*listed[:_SHOWN], *more])


def say_result(done: int, files: int, *, writes: bool) -> None:
    """How many of all were upgraded, and what comes next."""
    if writes:
        click.echo(f"Upgraded {done} of {count(files, 'workbook', 'workbooks')}.")
    else:
        click.echo(f"{done} of {count(files, 'workbook', 'workbooks')} would be upgraded. Nothing was written.")
