"""Google's side of a sync: by whose sign-in, where spreadsheets are, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goalsheet.google.client import Client, Line, connect
from goalsheet.google.sign_in import sign_in
from goalsheet.sync.memory import Memory
from goalsheet.sync.steps import Where


@dataclass(frozen=True)
class GoogleSide:
    """All that a sync needs to know and to ask of Google."""

    client: Client
    line: Line
    memory: Memory
    where: Where
    layout: str


def google_side(said: Mapping[str, str], line: Line, home: Path, *, notify: bool) -> GoogleSide:
    """Signed in as flags and the folder's settings say it; what is remembered lies in the `home` of the workbooks."""
    account = sign_in(said.get("credentials"), said.get("act_for"), line.origin)
    client = connect(account.credentials, line)
    where = Where(said["tenant"], said.get("folder"), account.email, notify, line.origin.base or "")
    return GoogleSide(client, line, Memory(home), where, said["layout"])
