"""Whether a request that failed is sent again, and after how long; what may have been applied is never repeated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goalsheet.google.answers import Refusal

TRIES, _TRIES_CUT_OFF = 6, 2  # a try without an answer takes minutes
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 64.0
#: Nothing was done when Google says one of these, so that any request may be repeated.
_TOO_MANY = {"rateLimitExceeded", "userRateLimitExceeded"}
_REPEATABLE = {"GET", "PUT", "DELETE", "PATCH"}
TOO_MANY_REQUESTS, SIGNED_OUT, FORBIDDEN, SERVER_ERROR = 429, 401, 403, 500


@dataclass(frozen=True)
class Failed:
    """A request that failed: its method, and what was answered (None: nothing).

    Without an answer, the connection broke, or was never made (then there is probably no network at all), or is silent.
    """

    method: str
    refusal: Refusal | None
    is_cut_off: bool = False
    is_silent: bool = False


def is_too_many(refusal: Refusal | None) -> bool:
    """Whether it was refused for coming too fast; a full Drive says 403 as well and is something else."""
    if refusal is None:
        return False
    return refusal.status == TOO_MANY_REQUESTS or (refusal.status == FORBIDDEN and refusal.reason in _TOO_MANY)


def wait(failed: Failed, tries: int, jitter: Callable[[float, float], float]) -> float | None:
    """Seconds to wait before the next try after so many; None if there is none."""
    if tries >= (_TRIES_CUT_OFF if failed.is_cut_off or failed.is_silent else TRIES) or not _may_repeat(failed):
        return None
    if failed.refusal and failed.refusal.retry_after is not None:
        return failed.refusal.retry_after
    return jitter(0.5, min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (tries - 1)))


def _may_repeat(failed: Failed) -> bool:
    if is_too_many(failed.refusal):
        return True
    broke = failed.refusal is None or failed.refusal.status >= SERVER_ERROR
    return failed.is_cut_off or (broke and failed.method in _REPEATABLE)
