"""Whatever fails at whatever moment: after one clean sync both sides agree, and no edit is lost.

How much of it is real: see test_sync_histories.py.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from histories import ANYTHING, FAILURES, History
from hypothesis import HealthCheck, given, settings
from in_process import Overheard, in_process
from local_google import Time
from stage import Stage

from goalsheet.local_sheets.server import running
from goalsheet.local_sheets.world import World

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """Workbook files, the real client, and the local server's own answers without a socket."""
    now = Time()
    with tempfile.TemporaryDirectory() as folder:
        yield Stage(in_process(now), now, Path(folder))


@pytest.fixture(scope="module")
def whole_stage() -> Iterator[Stage]:
    """The same with the server in a process's own thread and all requests over HTTP."""
    now = Time()
    with tempfile.TemporaryDirectory() as folder, running(World(now.now)) as sheets:
        yield Stage(Overheard(sheets), now, Path(folder))


@given(FAILURES)
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_no_edit_is_lost_whatever_fails(stage: Stage, history: History) -> None:
    stage.play(history)


@given(ANYTHING)
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_no_edit_is_lost_over_http_either(whole_stage: Stage, history: History) -> None:
    whole_stage.play(history)
