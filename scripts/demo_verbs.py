"""The verbs as the demo runs them: the same commands that users type, with what they say kept for the demo to tell."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import click

from goalsheet.errors import CannotRead

from . import CANNOT_GO_ON


def run(verb: click.Command, *arguments: object) -> str:
    """What a verb says on standard output; CannotRead, with what it complained of, where it cannot go on."""
    said, complaints = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complaints):
        code = verb.main([str(one) for one in arguments], verb.name, standalone_mode=False)
    if code == CANNOT_GO_ON:
        raise CannotRead(f"The demo stops at {verb.name}. {complaints.getvalue().strip()}")
    return said.getvalue()


def answers(verb: click.Command, *arguments: object) -> Any:
    """The same where it answers in JSON."""
    return json.loads(run(verb, *arguments, "--format", "json"))
