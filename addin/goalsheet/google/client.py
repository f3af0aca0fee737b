"""The one way to Google: gspread's client over a transport that knows origins, quotas, time-outs and retries."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import gspread
import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from goalsheet.google import failures, retry, traffic
from goalsheet.google.allowance import Bucket, Clock
from goalsheet.google.answers import Refusal, refusal
from goalsheet.google.origins import GOOGLE, Origin
from goalsheet.google.traffic import Traffic

_TIME_OUT = (10, 185)  # seconds to connect, and to answer: Google gives up itself after 180
#: What the other rooms call gspread's client.
Client = gspread.Client
LOG = logging.getLogger("goalsheet.google")


@dataclass
class Line:
    """What one account's requests share: where they go, how many there may be, and what was sent.

    `on_wait` is told the seconds before each wait.
    """

    origin: Origin = GOOGLE
    clock: Clock = Clock()
    jitter: Callable[[float, float], float] = random.uniform
    traffic: Traffic = field(default_factory=Traffic)
    on_wait: Callable[[float], None] = lambda _: None
    _buckets: dict[str, Bucket] = field(init=False)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)
    _waiting: int = field(init=False, default=0)
    _since: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._buckets = {kind: Bucket(self.clock) for kind in (traffic.READ, traffic.WRITE)}

    def begin(self, kind: str, *, again: bool) -> None:
        """Wait until a request of that kind may be sent, and count it."""
        bucket = self._buckets.get(kind)
        wait = bucket.wait() if bucket else 0.0
        if wait > 0:
            self.pause(wait, traffic.QUOTA)
        with self._lock:
            self.traffic.sent[kind] += 1
            self.traffic.repeated += again

    def pause(self, seconds: float, reason: str) -> None:
        """Wait, and count that; what several wait at once is counted once. The reason is QUOTA or ANSWER."""
        self.on_wait(seconds)
        with self._lock:
            self._since = self._since if self._waiting else self.clock.now()
            self._waiting += 1
            self.traffic.reasons.add(reason)
        try:
            self.clock.sleep(seconds)
        finally:
            with self._lock:
                self._waiting -= 1
                self.traffic.waited += 0.0 if self._waiting else self.clock.now() - self._since


class CarefulClient(gspread.HTTPClient):
    """gspread's transport, made careful; all of gspread's requests go through `request`."""

    def __init__(self, auth: Credentials, session: requests.Session | None = None, *, line: Line) -> None:
        super().__init__(auth, session or _session(auth, line.origin))
        self.auth = auth
        self.line = line
        self.set_timeout(_TIME_OUT)

    def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request, if need be again and again; GoogleRefuses or CannotReach in the end."""
        kind, tries = traffic.kind_of(method.upper(), endpoint), 0
        while True:
            self.line.begin(kind, again=tries > 0)
            tries += 1
            answer = self._once(method, endpoint, *args, **kwargs)
            if isinstance(answer, requests.Response):
                return answer
            self.line.traffic.refused += retry.is_too_many(answer.refusal)
            failed = retry.Failed(method.upper(), answer.refusal, answer.is_cut_off)
            wait = retry.wait(failed, tries, self.line.jitter)
            if wait is None:
                raise answer.error
            self.line.pause(wait, traffic.QUOTA if retry.is_too_many(answer.refusal) else traffic.ANSWER)

    def _once(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> requests.Response | _NoSuccess:
        """Send it once: the answer, or what went wrong."""
        response = None
        try:
            response = _sent(self, method, self.line.origin.place(endpoint), *args, **kwargs)
        except RefreshError as error:
            raise failures.of_sign_in(error) from error  # google-auth has tried again itself where that helps
        except (requests.RequestException, GoogleAuthError) as error:
            LOG.info("%s %s: %s", method.upper(), _shown(endpoint), type(error).__name__)
            return _NoSuccess(None, failures.of_connection(error), is_cut_off=_never_connected(error))
        LOG.info("%s %s: %d", method.upper(), _shown(endpoint), response.status_code)
        if response.ok:
            return response
        refused = refusal(response)
        return _NoSuccess(refused, failures.of_refusal(refused))


@dataclass(frozen=True)
class _NoSuccess:
    refusal: Refusal | None
    error: Exception
    is_cut_off: bool = False


def _never_connected(error: object) -> bool:
    """Whether nothing was sent, for there was nobody to talk to; the reason lies deep in what the libraries raise."""
    if isinstance(error, NewConnectionError | ConnectTimeoutError):
        return True
    inner = [getattr(error, "reason", None), *(error.args if isinstance(error, Exception) else ())]
    return any(_never_connected(one) for one in inner if isinstance(one, Exception))


def _sent(client: gspread.HTTPClient, method: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:
    """Gspread's own sending, which raises what is no success; we look at the answer itself."""
    names = ("params", "data", "json", "files", "headers")
    given = dict(zip(names, args, strict=False)) | kwargs
    return client.session.request(method=method, url=url, timeout=client.timeout, **given)


def _shown(endpoint: str) -> str:
    """An address without what is asked for: queries may name people."""
    return endpoint.split("?", maxsplit=1)[0].removeprefix("https://")


def _session(auth: Credentials, origin: Origin) -> AuthorizedSession:
    """A signed-in session; what stays on this computer goes through no proxy."""
    tokens = requests.Session()
    session = AuthorizedSession(  # type: ignore[no-untyped-call]  # google-auth is typed in part
        auth, auth_request=Request(tokens)
    )
    if origin.is_local:
        session.trust_env = tokens.trust_env = False
    return session


def rest(client: gspread.Client, tries: int) -> bool:
    """Wait after so many tries of what must be looked at before it is sent again; tells whether to try once more."""
    line = cast(CarefulClient, client.http_client).line  # `connect` makes no other
    wait = retry.wait(retry.Failed("GET", None), tries, line.jitter)
    if wait is not None:
        line.pause(wait, traffic.ANSWER)
    return wait is not None


def connect(auth: Credentials, line: Line) -> gspread.Client:
    """Gspread's client for an account."""
    transport = cast(type[gspread.HTTPClient], partial(CarefulClient, line=line))  # gspread only calls it
    return gspread.Client(auth, http_client=transport)
