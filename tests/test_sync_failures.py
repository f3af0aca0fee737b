"""Whatever fails at whatever moment: after one clean sync both sides agree, and no edit is lost.

How much of it is real, and how many there are: see test_sync_histories.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from histories import FAILURES
from stage import HISTORIES, PARTS, Stage, play_many, staged

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """Workbook files, the real client, and the local server."""
    with staged() as one:
        yield one


@pytest.mark.parametrize("part", PARTS)
def test_no_edit_is_lost_whatever_fails(stage: Stage, part: int) -> None:
    play_many(stage, FAILURES, HISTORIES // 2 // len(PARTS), part)
