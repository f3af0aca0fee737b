"""Drive's batch endpoint: requests as parts of one message, each served as if it had come alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from email.message import Message
from email.parser import BytesParser
from http import HTTPStatus
from urllib.parse import parse_qs

from goalsheet.local_sheets.endpoints import Answer, Request, refusal_answer
from goalsheet.local_sheets.refusals import drive_refusal

PATH = "/batch/drive/v3"
MOST = 100
BOUNDARY = "batch_of_answers"
Serve = Callable[[Request], Answer]


def serve_batch(request: Request, serve: Serve) -> Answer:
    """The answers to all parts; refuses what holds none or too many, and answers 501 to parts not for Drive."""
    head = f"Content-Type: {request.content_type}\r\n\r\n".encode()
    parts = [part for part in BytesParser().parsebytes(head + request.body).walk() if not part.is_multipart()]
    asked = [(str(part["Content-ID"] or ""), _request(part, request)) for part in parts]
    if not any(one for _, one in asked):
        raise drive_refusal(400, "Failed to parse batch request.", "badRequest")
    if len(asked) > MOST:
        raise drive_refusal(400, f"The batch request could not be processed: more than {MOST} parts.", "badRequest")
    body = "".join(_part(name, serve(one) if one else UNREADABLE) for name, one in asked) + f"--{BOUNDARY}--\r\n"
    return Answer(body.encode(), 200, f"multipart/mixed; boundary={BOUNDARY}")


UNREADABLE = refusal_answer(drive_refusal(400, "Failed to parse batch request: a part is no request.", "badRequest"))


def _request(part: Message, outer: Request) -> Request | None:
    """The request that a part holds; None where it holds none to Drive."""
    payload = part.get_payload(decode=True)
    text = payload if isinstance(payload, bytes) else b""
    head, _, body = text.replace(b"\r\n", b"\n").partition(b"\n\n")
    words = head.split(b"\n", maxsplit=1)[0].decode("latin-1").split()
    if part.get_content_type() != "application/http" or len(words) < 2 or not words[1].startswith("/drive/v3/"):  # noqa: PLR2004 - method and path
        return None
    path, _, query = words[1].partition("?")
    return replace(outer, method=words[0], path=path, query=parse_qs(query, keep_blank_values=True), body=body)


def _part(name: str, reply: Answer) -> str:
    """An answer as a part; it is known by the request's own name."""
    content = b"" if reply.content is None else json.dumps(reply.content).encode()
    about = f"Content-Type: application/http\r\nContent-ID: <response-{name.strip('<>')}>\r\n"
    status = f"HTTP/1.1 {reply.code} {HTTPStatus(reply.code).phrase}\r\nContent-Type: {reply.content_type}\r\n"
    return f"--{BOUNDARY}\r\n{about}\r\n{status}\r\n{content.decode()}\r\n"
