"""How many requests a minute an account may send: a token bucket, so that Google hardly ever has to say no."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

#: Google counts 60 reads and 60 writes a minute and account. With what may be sent at once, no minute has more.
A_MINUTE, AT_ONCE = 56, 4
_MINUTE = 60.0


@dataclass(frozen=True)
class Clock:
    """A clock and a way to wait, in seconds; tests bring their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Bucket:
    """Fills with `a_minute` tokens a minute up to `at_once`; each request takes one, if need be one yet to come."""

    clock: Clock = Clock()
    a_minute: float = A_MINUTE
    at_once: float = AT_ONCE
    _tokens: float = field(init=False)
    _seen: float = field(init=False)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._tokens, self._seen = self.at_once, self.clock.now()

    def wait(self) -> float:
        """Take a token, and tell how many seconds to wait until it is there."""
        with self._lock:
            now = self.clock.now()
            self._tokens = min(self.at_once, self._tokens + (now - self._seen) * self.a_minute / _MINUTE)
            self._seen = now
            self._tokens -= 1
            return max(0.0, -self._tokens * _MINUTE / self.a_minute)
