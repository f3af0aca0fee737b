"""The local server without a socket: the real client's requests are answered in the same thread, and are looked at."""

from __future__ import annotations

import io
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from http.client import RemoteDisconnected
from typing import Any
from urllib.parse import urlsplit

import requests
from google.oauth2.credentials import Credentials
from local_google import Google, Time
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.exceptions import ProtocolError

from goalsheet.google.client import Client, Line, connect
from goalsheet.local_sheets.server import App, Connection, LocalSheets
from goalsheet.local_sheets.world import World

_NOBODY = ("in-process", 0)


@dataclass(frozen=True)
class Overheard(Google):
    """A running server, and all that was ever sent to it."""

    sent: list[bytes] = field(default_factory=list)

    def client(self, email: str, line: Line | None = None) -> Client:
        """Somebody's way to it, on which one listens."""
        client = super().client(email, line)
        client.http_client.session.mount(self.sheets.url, self._listening)
        return client

    @cached_property
    def _listening(self) -> Listening:
        """One for all, so that connections are kept."""
        return Listening(self.sent)


@dataclass(frozen=True)
class InProcess(Overheard):
    """The same without a socket: `tokens` are people's by their e-mail."""

    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, email: str, line: Line | None = None) -> Client:
        """Somebody's way to the world of the server."""
        if email not in self.tokens:
            self.tokens[email] = self.sheets.token(email)
        auth = Credentials(token=self.tokens[email])  # type: ignore[no-untyped-call]  # google-auth is typed in part
        client = connect(auth, line or self.line())
        client.http_client.session.mount(self.sheets.url, Answering(self.sent, App(self.sheets.world)))
        return client


def in_process(time: Time) -> InProcess:
    """A new world whose clock only waiting moves on."""
    return InProcess(LocalSheets("http://127.0.0.1:1", World(time.now)))


class Listening(HTTPAdapter):
    """Keeps what is sent."""

    def __init__(self, sent: list[bytes]) -> None:
        super().__init__()
        self._sent = sent

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send it as usual."""
        self._keep(request)
        return super().send(request, *args, **kwargs)

    def _keep(self, request: requests.PreparedRequest) -> None:
        self._sent += [str(request.url).encode(), _body(request)]


class Answering(Listening):
    """Lets the application answer at once; a dropped connection is told as requests tells it."""

    def __init__(self, sent: list[bytes], app: App) -> None:
        super().__init__(sent)
        self._app = app

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Let it be answered."""
        self._keep(request)
        said: list[MutableMapping[str, Any]] = []
        _run(self._app, request, said)
        if not said:
            gone = RemoteDisconnected("Remote end closed connection without response")
            raise requests.ConnectionError(ProtocolError("Connection aborted.", gone), request=request)
        begin, end = said
        headers = {name.decode(): value.decode() for name, value in begin["headers"]}
        body = io.BytesIO(end["body"])
        return self.build_response(request, HTTPResponse(body, headers, begin["status"], preload_content=False))


class _Cut:
    def abort(self) -> None:
        """Nothing more is said."""


def _run(app: App, request: requests.PreparedRequest, said: list[MutableMapping[str, Any]]) -> None:
    """The application never really waits here, so that one step runs it to its end."""
    Connection.open[_NOBODY] = _Cut()  # type: ignore[assignment]  # all that is asked of it

    async def receive() -> MutableMapping[str, Any]:
        return {"body": _body(request)}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    try:
        app(_scope(request), receive, send).send(None)
    except StopIteration:
        return


def _scope(request: requests.PreparedRequest) -> dict[str, Any]:
    url = urlsplit(str(request.url))
    headers = {**request.headers, "host": url.netloc}
    return {
        "method": request.method,
        "raw_path": url.path.encode(),
        "query_string": url.query.encode(),
        "headers": [(name.encode(), str(value).encode()) for name, value in headers.items()],
        "client": _NOBODY,
    }


def _body(request: requests.PreparedRequest) -> bytes:
    body = request.body or b""
    return body.encode() if isinstance(body, str) else bytes(body)
