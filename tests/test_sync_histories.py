"""Whatever people do and whatever fails: after one clean sync both sides agree, and no edit is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from histories import HISTORIES, History, Step
from hypothesis import HealthCheck, given, settings
from local_google import google

pytestmark = pytest.mark.slow


@given(HISTORIES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_edit_is_lost_whatever_happens(steps: list[Step]) -> None:
    with google() as server, tempfile.TemporaryDirectory() as folder:
        History(server, Path(folder)).run(steps)
