"""The real clients pointed at a local server."""

from __future__ import annotations

import functools
from typing import Any

import gspread
import requests
from google.oauth2.credentials import Credentials

from goalsheet.local_sheets.server import LocalSheets

GOOGLE = ("https://sheets.googleapis.com", "https://www.googleapis.com")


class LocalClient(gspread.HTTPClient):
    """gspread's client with another origin."""

    def __init__(self, auth: Any, session: Any = None, *, url: str) -> None:
        super().__init__(auth, session)
        self.url = url

    def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> requests.Response:
        for origin in GOOGLE:
            endpoint = endpoint.replace(origin + "/", self.url + "/", 1)
        return super().request(method, endpoint, *args, **kwargs)


def gspread_of(server: LocalSheets, email: str = "hr@example.com") -> gspread.Client:
    """gspread as that account."""
    auth = Credentials(server.token(email))  # type: ignore[no-untyped-call]  # google-auth has no types here
    return gspread.Client(auth=auth, http_client=functools.partial(LocalClient, url=server.url))  # type: ignore[arg-type]  # gspread takes any maker of clients


class Plain:
    """Requests as they stand in Google's reference, answered as (status, JSON)."""

    def __init__(self, server: LocalSheets, email: str = "hr@example.com") -> None:
        self.url = server.url
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {server.token(email)}"

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, Any]:
        """One request."""
        response = self.session.request(method, self.url + path, json=body, params=query, timeout=10)
        answer = response.json() if response.content else None
        return response.status_code, answer

    def well(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """The JSON of a request that has to succeed."""
        code, answer = self.ask(method, path, body, **query)
        assert code in {200, 204}, answer
        return answer
