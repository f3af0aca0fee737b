"""The transport to Google: where requests go, how often they are sent, and what is said when one fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

import pytest
import requests
from google.oauth2.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st
from loopback import Answer, Scripted, answering, error
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import ReadTimeoutError

from goalsheet.errors import BadSetting, CannotReach, GoalsheetError, GoogleRefuses
from goalsheet.google.allowance import Bucket, Clock
from goalsheet.google.client import CarefulClient, Line, connect
from goalsheet.google.local_account import HR, local_account
from goalsheet.google.origins import Origin, origin
from goalsheet.google.sign_in import sign_in
from goalsheet.google.traffic import QUOTA

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets/x"
DRIVE = "https://www.googleapis.com/drive/v3/files"
FINE = Answer(200, {"fine": True})


@dataclass
class Time:
    """A clock that only waiting moves on."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, self.wait)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


def line_to(server: Scripted, time: Time) -> Line:
    return Line(origin(server.url), time.clock, jitter=lambda low, high: (low + high) / 2)


def send(server: Scripted, method: str = "get", url: str = SHEETS, time: Time | None = None) -> Line:
    line = line_to(server, time or Time())
    connect(sign_in(None, None, line.origin).credentials, line).http_client.request(method, url)
    return line


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080", "http://localhost:9", "http://[::1]:80", "http://127.1.2.3:8080/base/"]
)
def test_a_server_on_this_computer_may_stand_for_google(url: str) -> None:
    assert origin(url).place(SHEETS) == url.rstrip("/") + "/v4/spreadsheets/x"


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1", "http://example.com", "http://127.0.0.1.example.com", "http://8.8.8.8", "x", "http://"]
)
def test_any_other_server_is_refused_for_goals_are_private(url: str) -> None:
    with pytest.raises(BadSetting, match="only a server on this very computer is allowed"):
        origin(url)


def test_without_a_url_requests_go_to_google() -> None:
    assert origin(None).place(SHEETS) == SHEETS
    assert Origin("http://127.0.0.1:1").place("https://oauth2.googleapis.com/token") == (
        "https://oauth2.googleapis.com/token"
    )


TOO_MANY = error(429, "Quota exceeded", word="RESOURCE_EXHAUSTED")
RATE = error(403, "Rate Limit Exceeded", reason="userRateLimitExceeded")
HTML = Answer(502, "<html>Bad Gateway</html>")
DROPPED = Answer(drops=True)
PORTAL = Answer(200, "<html>Welcome to the hotel</html>")
CUT = Answer(200, "")


@pytest.mark.parametrize(
    ("method", "answers", "sent"),
    [
        pytest.param("post", [TOO_MANY, TOO_MANY, FINE], 3, id="429 twice, even for a write"),
        pytest.param("post", [RATE, FINE], 2, id="Drive's 403 for too many"),
        pytest.param("get", [HTML, FINE], 2, id="a page of HTML for a read"),
        pytest.param("get", [DROPPED, FINE], 2, id="a dropped connection for a read"),
        pytest.param("get", [PORTAL, FINE], 2, id="a network's own page"),
        pytest.param("get", [CUT, FINE], 2, id="an answer that was cut off"),
        pytest.param("delete", [error(503), FINE], 2, id="503 for what may be done twice"),
        pytest.param("patch", [error(500), FINE], 2, id="500 for what may be done twice"),
    ],
)
def test_it_is_sent_again_where_that_helps_and_harms_nothing(method: str, answers: list[Answer], sent: int) -> None:
    with answering(*answers) as server:
        line = send(server, method)
    assert (len(server.asked), line.traffic.repeated) == (sent, sent - 1)


@pytest.mark.parametrize(
    ("method", "answer", "sent", "failure"),
    [
        pytest.param("post", error(503), 1, CannotReach, id="a write may have been applied"),
        pytest.param("post", DROPPED, 1, CannotReach, id="so may one without an answer"),
        pytest.param("post", CUT, 1, CannotReach, id="so may one whose answer was cut off"),
        pytest.param("get", error(503), 6, CannotReach, id="six times and no more"),
        pytest.param("get", TOO_MANY, 6, CannotReach, id="429 for ever"),
        pytest.param("get", DROPPED, 6, CannotReach, id="no answer for ever"),
        pytest.param("post", error(403, "", reason="storageQuotaExceeded"), 1, GoogleRefuses, id="a full Drive"),
        pytest.param("get", error(404, word="NOT_FOUND"), 1, GoogleRefuses, id="nothing there"),
    ],
)
def test_it_gives_up_where_repeating_is_useless_or_dangerous(
    method: str, answer: Answer, sent: int, failure: type[GoalsheetError]
) -> None:
    with answering(answer) as server, pytest.raises(failure):
        send(server, method)
    assert len(server.asked) == sent


def test_where_nobody_answers_it_tries_once_more_and_says_so() -> None:
    time = Time()
    with answering(FINE) as server:
        line = line_to(server, time)
    with pytest.raises(CannotReach, match="No local server answers"):
        connect(sign_in(None, None, line.origin).credentials, line).http_client.request("get", SHEETS)
    assert line.traffic.total == 2


def test_a_local_server_that_answers_is_not_said_to_be_missing_where_tokens_cannot_be_had() -> None:
    with answering(FINE) as server:
        user = Credentials(  # type: ignore[no-untyped-call]  # google-auth is typed in part
            None, refresh_token="r", token_uri="http://127.0.0.1:9/token", client_id="i", client_secret="s"
        )
        with pytest.raises(CannotReach, match="Google cannot be reached"):
            connect(user, line_to(server, Time())).http_client.request("get", SHEETS)


class Silent(HTTPAdapter):
    """A server that takes requests and says nothing, without waiting for it."""

    def __init__(self) -> None:
        super().__init__()
        self.time_outs: list[object] = []

    def send(self, *_: object, **given: object) -> NoReturn:
        self.time_outs.append(given["timeout"])
        raise requests.ConnectionError(ReadTimeoutError(HTTPConnectionPool("x"), "/", "Read timed out."))


def to_silence(method: str, number: int) -> tuple[Silent, set[str]]:
    """So many requests in a row to such a server: what it was sent, and what was said of it."""
    time, silent, said = Time(), Silent(), set()
    line = Line(clock=time.clock)
    client = connect(Credentials(token="t"), line)  # type: ignore[no-untyped-call]  # google-auth is typed in part
    client.http_client.session.mount("https://", silent)
    for _ in range(number):
        with pytest.raises(CannotReach) as refused:
            client.http_client.request(method, SHEETS)
        said.add(str(refused.value))
    return silent, said


@pytest.mark.parametrize(("method", "tries"), [("get", 2), ("post", 1)])
def test_silence_is_borne_for_three_minutes_and_a_read_is_sent_once_more(method: str, tries: int) -> None:
    silent, said = to_silence(method, 1)
    assert silent.time_outs == [(10, 185)] * tries
    (sentence,) = said
    assert sentence == (
        "Google does not answer, though it can be reached; a proxy or firewall may do that. "
        "Run the same command again in a few minutes; it goes on where it stopped."
    )


def test_who_has_not_answered_four_times_is_asked_no_more_in_this_run() -> None:
    silent, said = to_silence("get", 20)
    assert (len(silent.time_outs), len(said)) == (4, 1)


def test_silence_of_the_place_that_gives_tokens_is_borne_no_longer() -> None:
    silent = Silent()
    line = Line(clock=Time().clock)
    client = connect(local_account(Origin("http://127.0.0.1:1"), HR), line)
    assert isinstance(client.http_client, CarefulClient)
    client.http_client.tokens.session.mount("http://", silent)
    with pytest.raises(CannotReach, match="Google does not answer, though it can be reached"):
        client.http_client.request("get", SHEETS)
    assert silent.time_outs == [(10, 185)] * 2


SIGNED_OUT = error(401, "Invalid Credentials", reason="authError")


@pytest.mark.parametrize("method", ["get", "post"])
def test_with_a_token_that_has_run_out_it_signs_in_anew_and_all_that_is_sent_is_counted(method: str) -> None:
    with answering(SIGNED_OUT, FINE) as server:
        line = send(server, method)
    assert (len(server.asked), line.traffic.total, line.traffic.repeated, line.traffic.signed_in) == (2, 2, 1, 2)


def test_who_is_not_let_in_with_a_new_token_either_is_told_to_sign_in_again() -> None:
    with answering(SIGNED_OUT) as server:
        line = line_to(server, Time())
        client = connect(sign_in(None, None, line.origin).credentials, line)
        with pytest.raises(GoogleRefuses, match="the sign-in is not valid any more"):
            client.http_client.request("get", SHEETS)
    assert (len(server.asked), line.traffic.total, line.traffic.signed_in) == (2, 2, 2)


def test_waits_double_and_google_may_say_how_long() -> None:
    time = Time()
    with answering(TOO_MANY, TOO_MANY, error(429, Retry_After="7"), FINE) as server:
        line = send(server, time=time)
    assert time.waits == [1.25, 2.25, 7.0]
    assert (line.traffic.refused, line.traffic.waited) == (3, 10.5)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([error(503), error(503), FINE], "waited 4 s for Google to answer."),
        ([TOO_MANY, TOO_MANY, FINE], "waited 4 s for Google's quota."),
        ([TOO_MANY, error(503), FINE], "waited 4 s for Google's quota and for Google to answer."),
    ],
)
def test_what_was_waited_for_is_said_as_it_was(answers: list[Answer], said: str) -> None:
    with answering(*answers) as server:
        line = send(server)
    assert line.traffic.sentence() == (
        f"3 requests to Google: 3 Sheets reads, 0 Sheets writes, 0 Drive requests, 2 of them sent again; "
        f"1 more to sign in; {said}"
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (error(403, reason="storageQuotaExceeded"), "service accounts have none at all. Name a folder of a shared"),
        (error(403, reason="insufficientPermissions"), "does not include Google Drive files. Sign in again"),
        (
            Answer(403, {"error": {"code": 403, "details": [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}),
            "does not include Google Drive files. Sign in again",
        ),
        (error(403, reason="accessNotConfigured"), "is switched off in your Google Cloud project. Switch both on"),
        (error(400, reason="invalidSharingRequest"), "has no Google account. Correct the manager's address"),
        (error(403, reason="teamDriveDomainUsersOnlyRestriction"), "nobody from outside the organisation. Use the"),
        (error(403, "The caller does not have permission", word="PERMISSION_DENIED"), "goalsheet google whoami"),
        (error(404, word="NOT_FOUND"), "run the same command again and it is made anew"),
        (
            error(400, "You are trying to edit a protected cell or object.", word="INVALID_ARGUMENT"),
            "a cell is protected against this account",
        ),
        (
            error(400, "Your input contains more than the maximum of 50000 characters in a single cell."),
            "Shorten the text",
        ),
        (HTML, "Google has trouble itself just now (error 502). Run the same command again"),
        (TOO_MANY, "Google asks for a pause: too many requests."),
        (DROPPED, "Google cannot be reached. Check the network"),
        (PORTAL, "in its place, as a network does that wants people to sign in, or cut it off. Open any page in"),
    ],
)
def test_each_refusal_has_its_own_sentence_and_cure(answer: Answer, said: str) -> None:
    with answering(answer) as server, pytest.raises(GoalsheetError) as refused:
        send(server)
    assert said in str(refused.value)
    assert str(refused.value).startswith("Google ")


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("Token has been expired or revoked.", "the sign-in was withdrawn or has expired. Sign in again"),
        (
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.",
            "this computer's clock is wrong",
        ),
        ("Invalid JWT Signature.", "the service account's key is not valid any more. Make a new key"),
        ("Invalid email or User ID", "nobody in this organisation has the address of --act-for. Correct --act-for"),
    ],
)
def test_each_refused_sign_in_has_its_own_sentence_and_cure(description: str, said: str) -> None:
    refusal = Answer(400, {"error": "invalid_grant", "error_description": description, "token": ""})
    with answering(refusal) as server, pytest.raises(GoogleRefuses) as refused:
        send(server)
    assert said in str(refused.value)
    assert len(server.asked) == 1


def test_a_sign_in_that_google_itself_fails_at_is_worth_another_try_later() -> None:
    trouble = Answer(500, {"error": "internal_failure", "token": ""})
    with answering(trouble) as server, pytest.raises(CannotReach) as failed:
        send(server)
    assert str(failed.value) == (
        "Google has trouble itself just now and lets nobody sign in. "
        "Run the same command again in a few minutes; it goes on where it stopped."
    )


def test_requests_are_counted_by_the_quota_they_belong_to() -> None:
    with answering(FINE) as server:
        line = line_to(server, Time())
        client = connect(sign_in(None, None, line.origin).credentials, line)
        for method, url in [("get", SHEETS), ("post", SHEETS), ("post", SHEETS), ("get", DRIVE)]:
            client.http_client.request(method, url)
    assert line.traffic.sentence() == (
        "4 requests to Google: 1 Sheets reads, 2 Sheets writes, 1 Drive requests; 1 more to sign in."
    )


def test_the_log_names_requests_and_nothing_of_what_is_in_them(caplog: pytest.LogCaptureFixture) -> None:
    with answering(FINE) as server, caplog.at_level(logging.INFO, "goalsheet.google"):
        line = line_to(server, Time())
        client = connect(sign_in(None, None, line.origin).credentials, line)
        client.http_client.request("post", f"{SHEETS}?q=secret", params={"q": "secret"}, json={"goal": "secret"})
    assert [record.getMessage() for record in caplog.records if record.name == "goalsheet.google"] == [
        f"POST {server.url.removeprefix('http://')}/v4/spreadsheets/x: 200"
    ]


def spent(time: Time, bucket: Bucket, pauses: list[float]) -> Iterator[float]:
    """When each request was sent, with so many seconds of other work before each."""
    for pause in pauses:
        time.seconds += pause
        time.wait(bucket.wait())
        yield time.seconds


@given(st.lists(st.floats(0, 20), min_size=1, max_size=200))
def test_no_minute_ever_has_more_than_sixty_requests(pauses: list[float]) -> None:
    time = Time()
    sent = list(spent(time, Bucket(time.clock), pauses))
    assert all(sum(begin <= other < begin + 60 for other in sent) <= 60 for begin in sent)


def test_a_thousand_writes_take_hardly_longer_than_the_quota_allows() -> None:
    time = Time()
    *_, last = spent(time, Bucket(time.clock), [0.0] * 1250)
    assert last < 1.1 * 1250 / 60 * 60


def test_what_several_wait_at_once_is_counted_once() -> None:
    time, together = Time(), threading.Barrier(3)

    def sleep(seconds: float) -> None:
        together.wait(60)  # all three wait by now
        time.seconds = seconds
        together.wait(60)

    line = Line(clock=Clock(lambda: time.seconds, sleep))
    waiting = [threading.Thread(target=line.pause, args=(10.0, QUOTA)) for _ in range(3)]
    for one in waiting:
        one.start()
    for one in waiting:
        one.join(60)
    assert line.traffic.waited == 10
