"""A tiny server on this computer that answers by a script, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = Mapping[str, Any] | str


@dataclass(frozen=True)
class Answer:
    """What the server says to one request; `drops` closes the connection instead."""

    status: int = 200
    body: Body = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    drops: bool = False


@dataclass
class Scripted:
    """The server: where it is, what it was asked (method and path), and what it still has to say."""

    url: str
    answers: list[Answer]
    asked: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)


@contextlib.contextmanager
def answering(*answers: Answer) -> Iterator[Scripted]:
    """A server that gives these answers, one after the other, the last one for ever; tokens it always gives."""
    script = Scripted("", list(answers))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    script.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join(60)


def _handler(script: Scripted) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if self.path == "/token" and not any("token" in str(one.body) for one in script.answers):
                self.say(Answer(200, {"access_token": "t", "expires_in": 3600, "token_type": "Bearer"}))
                return
            script.asked.append(f"{self.command} {self.path}")
            script.bodies.append(body)
            answer = script.answers.pop(0) if len(script.answers) > 1 else script.answers[0]
            if answer.drops:
                self.close_connection = True
            else:
                self.say(answer)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 - http.server's names

        def say(self, answer: Answer) -> None:
            data = (answer.body if isinstance(answer.body, str) else json.dumps(answer.body)).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(data)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    return Handler


def error(status: int, message: str = "", reason: str = "", word: str = "", **headers: str) -> Answer:
    """An error as Sheets says it (`word` is its status), or as Drive does (`reason`)."""
    body: dict[str, Any] = {"code": status, "message": message}
    if word:
        body["status"] = word
    if reason:
        body["errors"] = [{"message": message, "domain": "usageLimits", "reason": reason}]
    return Answer(status, {"error": body}, {name.replace("_", "-"): value for name, value in headers.items()})


def errors(*statuses: int) -> Sequence[Answer]:
    """Errors with nothing but a status."""
    return [error(status) for status in statuses]
