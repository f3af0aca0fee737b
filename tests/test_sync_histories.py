"""Whatever people do: after one clean sync both sides agree, and no edit is lost.

The histories here and in test_sync_failures.py are played on thin workbook files, with the real client and the local
server over HTTP. They are the same ones each time, so that a change is known by its own doing: sixty, or as
many as GOALSHEET_HISTORIES says. GitHub's workflow plays two thousand others on each change of main.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from histories import WORK, Arrange, History, Rows, Sync
from stage import HISTORIES, PARTS, Stage, play_many, staged

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """Workbook files, the real client, and the local server."""
    with staged() as one:
        yield one


@pytest.mark.parametrize("part", PARTS)
def test_no_edit_is_lost_whatever_people_do(stage: Stage, part: int) -> None:
    play_many(stage, WORK, HISTORIES // 2 // len(PARTS), part)


def test_of_two_spreadsheets_that_a_proxy_made_of_one_people_work_in_the_filled_one(stage: Stage) -> None:
    stage.play(
        History([Arrange("rename tab"), Sync(fault="twice", at_request=1, only_pushes=True), Rows("add", 0)], False)
    )
