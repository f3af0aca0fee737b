"""Processes that share the work: a list spread over several, or one piece of work beside another."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from itertools import islice
from multiprocessing.connection import Connection
from pickle import PicklingError
from typing import Any, Generic, TypeVar

#: Where it is the platform's way, what is there already is shared with another process instead of made again in it.
FORKING = sys.platform == "linux"

_WAITING = 4  # pieces of work in flight per process: memory stays flat

Shared = TypeVar("Shared")
Done = TypeVar("Done")
Work = Callable[[int], Done]  # on the batch that starts there


class Stopped(Exception):
    """The system stopped a process, most likely for want of memory."""


def spread(
    ready: Callable[[], Work[Done]], starts: Sequence[int], processes: int
) -> Generator[tuple[int, Done], None, None]:
    """Each start with what the work gives for it, done by so many processes; `ready` is called in each of them.

    A process has a stretch of neighbours, which share most of what is made, and they answer in turns: the pools of
    Python cannot say which process gets what. Each has the whole list and is told only where to work, since sending
    people back and forth takes time. Stopped where the system stops one.
    """
    if processes == 1:
        work = ready()
        yield from ((start, work(start)) for start in starts)
        return
    length = -(-len(starts) // processes)
    with ExitStack() as stack:
        lanes = []
        for first in range(0, len(starts), length or 1):
            lanes.append(_Lane(ready, starts[first : first + length]))
            stack.callback(lanes[-1].end)
        for turn in range(length):
            yield from (lane.answer() for lane in lanes if turn < lane.length)


@contextmanager
def aside(work: Callable[[], Done], *, worthwhile: bool) -> Iterator[Callable[[], Done]]:
    """Do the work in another process while this one goes on, and yield what waits for its result.

    Where it is not `worthwhile`, or goes wrong there, it is done here when it is asked for: errors are raised as ever.
    """
    if not (worthwhile and FORKING):
        yield work
        return
    lane: _Lane[Done] = _Lane(lambda: lambda _: work(), [0])
    try:
        yield lambda: _answer(lane, work)
    finally:
        lane.end()


def _answer(lane: _Lane[Done], work: Callable[[], Done]) -> Done:
    with suppress(Exception):  # whatever it was: here it happens again, and is told
        return lane.answer()[1]
    return work()


class _Lane(Generic[Done]):
    """A process with its stretch of the work, of which some is always in flight."""

    def __init__(self, ready: Callable[[], Work[Done]], starts: Sequence[int]) -> None:
        context = multiprocessing.get_context("fork" if FORKING else "spawn")
        self.length, self._starts = len(starts), iter(starts)
        self._line, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, ready), daemon=True)  # type: ignore[attr-defined]  # typeshed's base context has none
        with _deaf():
            self._process.start()
        there.close()
        self._send(_WAITING)

    def _send(self, number: int) -> None:
        for start in islice(self._starts, number):
            self._line.send(start)

    def answer(self) -> tuple[int, Done]:
        """The next start with what was made of it, or the error that it ended with; one more is sent in its place."""
        try:
            start, done, error = self._line.recv()
        except (EOFError, ConnectionError):
            raise Stopped from None
        if error is not None:
            raise error
        with suppress(ConnectionError):  # which the next answer tells
            self._send(1)
        return start, done

    def end(self) -> None:
        """Let the process finish what it has begun, and wait for its end."""
        with suppress(OSError, EOFError):
            self._line.send(None)
            while True:
                self._line.recv()
        self._process.join()
        self._line.close()


@contextmanager
def _deaf() -> Iterator[None]:
    """A process forked meanwhile is not stopped by a Ctrl-C before it has learnt to ignore it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def same(shared: Shared) -> Shared:
    """What a forked process needs no more making of."""
    return shared


def _serve(line: Connection, ready: Callable[[], Work[Any]]) -> None:
    """Answer each start that comes with what the work gives for it, until there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which lets the others finish
    threading.Thread(target=_end_with_parent, daemon=True).start()
    made = cache(ready)
    with suppress(EOFError, ConnectionError):  # the first process is gone
        for start in iter(line.recv, None):
            outcome = _outcome(made, start)
            try:
                line.send(outcome)
            except (PicklingError, AttributeError, TypeError) as error:  # it is nothing that can be sent
                line.send((start, None, error))


def _outcome(made: Callable[[], Work[Any]], start: int) -> tuple[int, Any, Exception | None]:
    """The start, what was made of it, and the error that it ended with, which the first process raises."""
    try:
        return start, made()(start), None
    except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for it
        return start, None, error


def _end_with_parent() -> None:
    """A process whose parent was killed would otherwise wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)  # the only way out of a process from its second thread
