"""Whatever people do: after one clean sync both sides agree, and no edit is lost.

Thirty short histories here and as many in test_sync_failures.py run on thin workbook files, the real client and the
local server's own application, but without a socket between them; four more go over HTTP. They are the same ones each
time, so that a change is known by its own doing; GitHub's workflow plays two thousand others on each change of main.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from histories import WORK, History
from hypothesis import HealthCheck, given, settings
from in_process import in_process
from local_google import Time
from stage import Stage

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """Workbook files, the real client, and the local server's own answers without a socket."""
    now = Time()
    with tempfile.TemporaryDirectory() as folder:
        yield Stage(in_process(now), now, Path(folder))


@given(WORK)
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_no_edit_is_lost_whatever_people_do(stage: Stage, history: History) -> None:
    stage.play(history)
