"""Work that several processes share: who gets what, in which order answers come, and what happens to errors."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest

from goalsheet.bulk.processes import FORKING, Stopped, aside, same, spread


def test_each_process_works_on_a_stretch_of_neighbours_and_they_answer_in_turns() -> None:
    found = list(spread(partial(same, _who), range(0, 50, 10), 2))
    assert [start for start, _ in found] == [0, 30, 10, 40, 20]
    first, second = found[0][1], found[1][1]
    assert [who for _, who in found] == [first, second, first, second, first]
    assert os.getpid() not in (first, second)


def test_one_process_works_here_and_in_order() -> None:
    assert list(spread(partial(same, _who), range(3), 1)) == [(start, os.getpid()) for start in range(3)]


def test_more_processes_than_work_and_no_work_at_all_are_no_trouble() -> None:
    assert [start for start, _ in spread(partial(same, _who), range(2), 5)] == [0, 1]
    assert list(spread(partial(same, _who), range(0), 3)) == []


def test_an_error_in_another_process_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(partial(same, _divided), range(3), 2))


def test_what_cannot_be_made_ready_in_another_process_is_told_here() -> None:
    with pytest.raises(FileNotFoundError, match="no template"):
        list(spread(_not_ready, range(3), 2))


def test_a_process_that_the_system_stops_is_told() -> None:
    with pytest.raises(Stopped):
        list(spread(partial(same, _killed), range(3), 2))


@pytest.mark.skipif(not FORKING, reason="only where processes are forked is work done aside")
def test_work_aside_is_done_by_another_process() -> None:
    with aside(os.getpid, worthwhile=True) as result:
        assert result() != os.getpid()


def test_work_aside_that_is_not_worthwhile_is_done_here() -> None:
    with aside(os.getpid, worthwhile=False) as result:
        assert result() == os.getpid()


@pytest.mark.parametrize("ending", ["raised", "killed", "cannot be sent"])
def test_work_aside_that_goes_wrong_there_is_done_again_here(ending: str) -> None:
    here = os.getpid()

    def work() -> Callable[[], str]:
        if os.getpid() != here and ending == "raised":
            raise OSError("only there")
        if os.getpid() != here and ending == "killed":
            os._exit(9)
        return lambda: "done"  # which no process can send to another

    with aside(work, worthwhile=True) as result:
        assert result()() == "done"


def test_work_aside_that_nobody_asks_for_holds_nobody_up() -> None:
    with pytest.raises(ValueError, match="meanwhile"), aside(os.getpid, worthwhile=True):
        raise ValueError("meanwhile")


def _who(_: int) -> int:
    return os.getpid()


def _divided(start: int) -> float:
    return 1 / start


def _killed(_: int) -> None:
    os._exit(9)


def _not_ready() -> Callable[[int], int]:
    raise FileNotFoundError("no template")
