"""The one way to Google: gspread's client over a transport that knows origins, quotas, time-outs and retries."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import gspread
import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, ReadTimeoutError

from goalsheet.google import failures, retry, traffic
from goalsheet.google.allowance import Bucket, Clock
from goalsheet.google.answers import Refusal, is_whole, refusal
from goalsheet.google.origins import GOOGLE, Origin
from goalsheet.google.traffic import Traffic

TIME_OUT = (10, 185)  # seconds to connect, and to answer: Google gives up itself after 180
_HOPELESS = 4  # unanswered requests in a row: no company's teams are to wait that long each
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
    _unanswered: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._buckets = {kind: Bucket(self.clock) for kind in (traffic.READ, traffic.WRITE)}

    def begin(self, kind: str, *, again: bool) -> None:
        """Wait until a request of that kind may be sent, and count it; CannotReach if nobody answers any more."""
        if self._unanswered >= _HOPELESS:
            raise failures.of_silence()
        bucket = self._buckets.get(kind)
        wait = bucket.wait() if bucket else 0.0
        if wait > 0:
            self.pause(wait, traffic.QUOTA)
        with self._lock:
            self.traffic.sent[kind] += 1
            self.traffic.repeated += again

    def sign_in(self) -> None:
        """Count a request for a token."""
        with self._lock:
            self.traffic.signed_in += 1

    def hear(self, *, is_silent: bool) -> None:
        """Learn whether a request was answered."""
        with self._lock:
            self._unanswered = self._unanswered + 1 if is_silent else 0

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
        self.tokens = _Tokens(line)
        super().__init__(auth, session or _session(auth, self.tokens))
        self.auth = auth
        self.line = line
        self._renewing = threading.Lock()
        self.set_timeout(TIME_OUT)

    def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request, if need be again and again; GoogleRefuses or CannotReach in the end."""
        kind, tries, is_renewed = traffic.kind_of(method.upper(), endpoint), 0, False
        while True:
            self.line.begin(kind, again=tries > 0)
            tries += 1
            answer = self._once(method, endpoint, *args, **kwargs)
            if isinstance(answer, requests.Response):
                return answer
            if answer.is_signed_out and not is_renewed:
                is_renewed = True
                self._renew(answer.signed)
            else:
                self._rest(method, tries, answer)

    def _once(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> requests.Response | _NoSuccess:
        """Send it once: the answer, or what went wrong."""
        place = self.line.origin.place(endpoint)
        response = None
        try:
            response = _sent(self, method, place, *args, **kwargs)
        except RefreshError as error:
            raise failures.of_sign_in(error) from error  # google-auth has tried again itself where that helps
        except (requests.RequestException, GoogleAuthError) as error:
            LOG.info("%s %s: %s", method.upper(), _shown(place), type(error).__name__)
            self.line.hear(is_silent=_is_silent(error))
            return self._no_answer(error)
        LOG.info("%s %s: %d", method.upper(), _shown(place), response.status_code)
        self.line.hear(is_silent=False)
        if response.ok:
            return response if is_whole(response) else _NoSuccess(None, failures.of_no_answer())
        refused = refusal(response)
        return _NoSuccess(refused, failures.of_refusal(refused), signed=response.request.headers.get("Authorization"))

    def _no_answer(self, error: Exception) -> _NoSuccess:
        is_silent, is_cut_off = _is_silent(error), _never_connected(error)
        failure = failures.of_silence() if is_silent else failures.of_connection()
        if self.line.origin.is_local and is_cut_off and _asked(error).startswith(f"{self.line.origin.base}/"):
            failure = failures.of_no_server(self.line.origin.base)
        return _NoSuccess(None, failure, is_cut_off, is_silent)

    def _rest(self, method: str, tries: int, answer: _NoSuccess) -> None:
        """Wait before the next try; raises what went wrong if there is none."""
        self.line.traffic.refused += retry.is_too_many(answer.refusal)
        failed = retry.Failed(method.upper(), answer.refusal, answer.is_cut_off, answer.is_silent)
        wait = retry.wait(failed, tries, self.line.jitter)
        if wait is None:
            raise answer.error
        self.line.pause(wait, traffic.QUOTA if retry.is_too_many(answer.refusal) else traffic.ANSWER)

    def _renew(self, signed: str | None) -> None:
        """Get a new token in the place of the one that was refused, unless another thread has done so."""
        with self._renewing:
            if signed != f"Bearer {self.auth.token}":
                return
            try:
                self.auth.refresh(self.tokens)  # type: ignore[no-untyped-call]  # google-auth is typed in part
            except RefreshError as error:
                raise failures.of_sign_in(error) from error
            except GoogleAuthError as error:
                raise self._no_answer(error).error from error


@dataclass(frozen=True)
class _NoSuccess:
    refusal: Refusal | None
    error: Exception
    is_cut_off: bool = False
    is_silent: bool = False
    signed: str | None = None  # with which token

    @property
    def is_signed_out(self) -> bool:
        """Whether its token is not valid any more; nothing was done then."""
        return self.refusal is not None and self.refusal.status == retry.SIGNED_OUT


def _never_connected(error: Exception) -> bool:
    """Whether nothing was sent, for there was nobody to talk to."""
    return any(isinstance(one, NewConnectionError | ConnectTimeoutError) for one in _reasons(error))


def _is_silent(error: Exception) -> bool:
    """Whether it was sent, and nothing came back in time."""
    return any(isinstance(one, requests.ReadTimeout | ReadTimeoutError) for one in _reasons(error))


def _asked(error: Exception) -> str:
    """The address that gave no answer: that of tokens may be another than that of spreadsheets."""
    found = (getattr(one, "request", None) for one in _reasons(error))
    return next((str(one.url) for one in found if one is not None), "")


def _reasons(error: Exception) -> Iterator[Exception]:
    """An error and those that it wraps: the reason lies deep in what the libraries raise."""
    yield error
    for inner in (getattr(error, "reason", None), *error.args):
        if isinstance(inner, Exception):
            yield from _reasons(inner)


def _sent(client: gspread.HTTPClient, method: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:
    """Gspread's own sending, which raises what is no success; we look at the answer itself."""
    names = ("params", "data", "json", "files", "headers")
    given = dict(zip(names, args, strict=False)) | kwargs
    return client.session.request(method=method, url=url, timeout=client.timeout, **given)


def _shown(endpoint: str) -> str:
    """An address without what is asked for: queries may name people."""
    return endpoint.split("?", maxsplit=1)[0].removeprefix("https://").removeprefix("http://")


class _Tokens(Request):
    """Asks for tokens, and counts that."""

    def __init__(self, line: Line) -> None:
        session = requests.Session()
        session.trust_env = not line.origin.is_local  # what stays on this computer goes through no proxy
        super().__init__(session)
        self._line = line

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._line.sign_in()
        return super().__call__(*args, **{"timeout": TIME_OUT, **kwargs})  # type: ignore[no-untyped-call]  # as above


def _session(auth: Credentials, tokens: _Tokens) -> AuthorizedSession:
    """A signed-in session that sends nothing twice by itself: we count, and google-auth does not."""
    session = AuthorizedSession(  # type: ignore[no-untyped-call]  # google-auth is typed in part
        auth, auth_request=tokens, max_refresh_attempts=0
    )
    session.trust_env = tokens.session.trust_env
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
