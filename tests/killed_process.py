"""Runs `goalsheet` in processes that end by SIGKILL at their n-th request or change of a file.

A line of JSON in, {"at": n, "folder": …, "arguments": […]}, and one out, the code with which it ended (-9: killed).
Each is forked from this one, in which all is imported: to start a Python takes longer than a sync.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from disturbances import GUARD
from goalsheet.scripts import main, sync_both  # noqa: F401 - what a sync needs is there before the fork


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _watch(event: str, _: tuple[Any, ...]) -> None:
    """A request's head and body are sent one after the other."""
    if event == "http.client.send":
        GUARD.pass_by()


def _before(action: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(*given: Any, **named: Any) -> Any:
        GUARD.pass_by()
        return action(*given, **named)

    return guarded


def _write_in_halves(handle: int, data: Any) -> int:
    written = _WRITE(handle, data[: len(data) // 2])
    GUARD.pass_by()
    return written + _WRITE(handle, data[written:])


_WRITE = os.write


def _run(at: int, folder: str, arguments: list[str]) -> None:
    GUARD.folder, GUARD.left, GUARD.kill = folder, at, _die
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.addaudithook(_watch)
    http.client.HTTPConnection.getresponse = _before(http.client.HTTPConnection.getresponse)  # type: ignore[method-assign]  # a fault on purpose
    os.write, os.fsync = _write_in_halves, _before(os.fsync)
    sys.argv = ["goalsheet", *arguments]
    main()


def _code(asked: dict[str, Any]) -> int:
    child = os.fork()
    if not child:
        code = 3
        try:
            _run(asked["at"], asked["folder"], asked["arguments"])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 3
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    for line in sys.stdin:
        print(_code(json.loads(line)), flush=True)  # noqa: T201 - its answer
