"""The server itself: HTTP on this computer's own address, and the handle by which tests steer it."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import os
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import parse_qs

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from goalsheet.errors import BadSetting
from goalsheet.local_sheets.application import answer
from goalsheet.local_sheets.endpoints import Answer, Request, refusal_answer
from goalsheet.local_sheets.faults import BAD_GATEWAY, REFUSALS, Fault
from goalsheet.local_sheets.refusals import sheets_refusal
from goalsheet.local_sheets.world import World

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
#: Called with method, path and status of every answer.
Log = Callable[[str, str, int], None]


class Connection(H11Protocol):
    """A connection that can be found again by the client's address, so that a fault can drop it."""

    open: ClassVar[dict[tuple[str, int], asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn says the same
        """Remember the transport."""
        super().connection_made(transport)
        if self.client:
            Connection.open[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        if self.client:
            Connection.open.pop(self.client, None)
        super().connection_lost(exc)


@dataclass
class App:
    """The ASGI application over a world; requests are served one after the other."""

    world: World
    log: Log | None = None
    keep: Callable[[], None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        body = await _body(receive)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["raw_path"].decode("latin-1")
        request = Request(
            scope["method"],
            path,
            query=parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True),
            body=body,
            content_type=headers.get("content-type", ""),
            origin=headers.get("host", ""),
        )
        reply = await self._reply(request, headers.get("authorization", "")) if _is_local(request) else OUTSIDE
        if reply is None:
            Connection.open[tuple(scope["client"])].abort()
            return
        if self.log:
            self.log(request.method, path, reply.code)
        await _send(send, reply)

    async def _reply(self, request: Request, authorization: str) -> Answer | None:
        """The answer, or what a fault makes of it; None drops the connection."""
        fault = self.world.faults.next(request.method, request.path) if request.path != "/token" else None
        if fault is None:
            return self._served(request, authorization)
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.meanwhile:
            fault.meanwhile(self.world)
        if fault.name in {"delay", "meanwhile"}:
            return self._served(request, authorization)
        if fault.name.endswith("-after") or fault.name == "twice":
            self._served(request, authorization)
        if fault.name == "twice":
            return self._served(request, authorization)
        return _fault_answer(fault)

    def _served(self, request: Request, authorization: str) -> Answer:
        reply = answer(self.world, request, authorization)
        if self.keep and self.world.unsaved:
            self.keep()
        return reply


def _is_local(request: Request) -> bool:
    """Whether it was asked by an address of this computer: a site whose name leads here is not let in."""
    return request.origin.rpartition(":")[0].strip("[]") in {"127.0.0.1", "localhost", "::1"}


OUTSIDE = refusal_answer(sheets_refusal(403, "The local Sheets server answers by 127.0.0.1 and localhost alone."))


def _fault_answer(fault: Fault) -> Answer | None:
    if fault.name.startswith("drop"):
        return None
    if fault.name.startswith("cut"):
        return Answer(b"", headers=fault.headers)
    if fault.name == "502-html":
        return Answer(BAD_GATEWAY, 502, "text/html; charset=UTF-8", fault.headers)
    reply = refusal_answer(REFUSALS[fault.name]())
    return Answer(reply.content, reply.code, headers=fault.headers)


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


async def _send(send: Send, reply: Answer) -> None:
    body = reply.body()
    headers = {"content-type": reply.content_type, "content-length": str(len(body)), "cache-control": "private"}
    if reply.code == 204:  # noqa: PLR2004 - no content has neither type nor length
        headers = {}
    pairs = [(name.lower().encode(), value.encode()) for name, value in (headers | dict(reply.headers)).items()]
    await send({"type": "http.response.start", "status": reply.code, "headers": pairs})
    await send({"type": "http.response.body", "body": body})


def listening(host: str, port: int) -> socket.socket:
    """A socket on an address of this computer alone; BadSetting for any other address or a port that is taken."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise BadSetting(
            f"{host} can be reached by others. The local Sheets server serves this computer alone: use 127.0.0.1."
        )
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET  # noqa: PLR2004 - IPv6
    # Only a socket that says TCP is spared Nagle's algorithm by asyncio; with it each answer takes 40 ms.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name != "nt":  # on Windows this would let two programs share a port
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((str(address), port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise BadSetting(
            f"Port {port} cannot be used ({error.strerror}). Choose another with --port, or 0 for any."
        ) from error
    return found


_IDLE = 240  # seconds, as at Google: some clients do not look whether a connection that rested is still open


def uvicorn_server(app: App) -> uvicorn.Server:
    """Uvicorn for the app, quiet and without what is not needed."""
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_IDLE,
    )
    return uvicorn.Server(config)


@dataclass
class LocalSheets:
    """A running server: its address, its state, and what it was asked."""

    url: str
    world: World
    requests: list[tuple[str, str, int]] = field(default_factory=list)

    def token(self, email: str, scopes: tuple[str, ...] = ()) -> str:
        """A bearer token for an account."""
        return self.world.accounts.give(email, scopes)

    def register_key(self, email: str, public_key: str) -> None:
        """From now on the assertions of that service account must be signed with this key (PEM)."""
        self.world.accounts.keys[email] = public_key

    def register_refresh_token(self, refresh_token: str, email: str, scopes: tuple[str, ...] = ()) -> None:
        """From now on that refresh token stands for the account."""
        self.world.accounts.register_refresh_token(refresh_token, email, scopes)

    def fault(self, name: str, **details: Any) -> None:
        """Let something go wrong: see `faults`."""
        self.world.faults.add(name, **details)


@contextlib.contextmanager
def running(
    world: World | None = None, *, port: int = 0, keep: Callable[[], None] | None = None
) -> Iterator[LocalSheets]:
    """A server in a thread of this program, for tests and the demo; it is gone when the block ends."""
    world = world or World()
    handle = LocalSheets("", world)
    with listening("127.0.0.1", port) as found:
        handle.url = f"http://127.0.0.1:{found.getsockname()[1]}"
        server = uvicorn_server(App(world, lambda *seen: handle.requests.append(seen), keep))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [found]}, daemon=True)
        thread.start()
        try:
            yield handle
        finally:
            server.should_exit = server.force_exit = True  # whoever still waits for an answer gets none
            thread.join()
