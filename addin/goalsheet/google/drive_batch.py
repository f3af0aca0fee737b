"""Several requests to Drive in one: parts of one message, as Drive's guide to batch requests has them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from typing import Any

import gspread

_BATCH = "https://www.googleapis.com/batch/drive/v3"
_BOUNDARY = "goalsheet-batch"
_NO_ANSWER = 500  # the status of a request of which nothing is said
#: A method, a path with its query, and a body.
One = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Answered:
    """The answer to one of the requests."""

    status: int = _NO_ANSWER
    content: Mapping[str, Any] = field(default_factory=dict)


def send(client: gspread.Client, requests: Sequence[One]) -> list[Answered]:
    """Send them, at most a hundred, and tell the answer to each."""
    body = "".join(_part(number, one) for number, one in enumerate(requests)) + f"--{_BOUNDARY}--\r\n"
    headers = {"Content-Type": f"multipart/mixed; boundary={_BOUNDARY}"}
    response = client.http_client.request("post", _BATCH, data=body.encode(), headers=headers)
    answers = _answers(response.headers.get("Content-Type", ""), response.content)
    return [answers.get(number, Answered()) for number in range(len(requests))]


def _part(number: int, one: One) -> str:
    """A request as a part; JSON escapes line ends and what is not ASCII, so that no text can end the part."""
    method, path, body = one
    head = f"--{_BOUNDARY}\r\nContent-Type: application/http\r\nContent-ID: <goalsheet+{number}>\r\n\r\n"
    return f"{head}{method} {path} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{json.dumps(body)}\r\n"


def _answers(content_type: str, body: bytes) -> dict[int, Answered]:
    """The answers by the number of their request, for they may come in any order."""
    message = BytesParser().parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    parts = [part for part in message.walk() if part.get_content_type() == "application/http"]
    return dict(_answer(part) for part in parts)


def _answer(part: Message) -> tuple[int, Answered]:
    number = str(part["Content-ID"]).rstrip(">").rpartition("+")[2]
    payload = part.get_payload(decode=True)
    head, _, body = (payload if isinstance(payload, bytes) else b"").replace(b"\r\n", b"\n").partition(b"\n\n")
    try:
        content = json.loads(body)
        return int(number), Answered(int(head.split()[1]), content if isinstance(content, dict) else {})
    except (ValueError, IndexError):
        return (int(number) if number.isdigit() else -1), Answered()
