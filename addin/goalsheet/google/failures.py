"""Google's refusals in plain words, each with its cure; nothing of Google's own wording reaches the reader unasked."""

from __future__ import annotations

import webbrowser
from urllib.parse import urlsplit

from goalsheet.errors import CannotReach, GoogleRefuses
from goalsheet.google.answers import Refusal
from goalsheet.google.retry import FORBIDDEN, SERVER_ERROR, SIGNED_OUT, TOO_MANY_REQUESTS, is_too_many

#: What a user types to sign in.
LOGIN = "goalsheet google login client_secret.json"
AGAIN = f"Sign in again: {LOGIN}"
#: The same where it may be a service account that does not count any more.
_AGAIN_OR_KEY = f"{AGAIN}; or, with a service account, make a new key, and name its file with --credentials."
NOT_FOUND = 404
_LATER = "Run the same command again in a few minutes; it goes on where it stopped."

#: What a refusal's reason means, and what to do; Drive's words and Sheets'.
_REASONS = {
    "storageQuotaExceeded": (
        "there is no room in this account's Drive; service accounts have none at all.",
        f"Name a folder of a shared drive (--folder), sign in as a user ({LOGIN}), or --act-for one.",
    ),
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": (
        "this sign-in does not include Google Drive files.",
        f"{AGAIN}, and tick the box for Drive when Google asks.",
    ),
    "SERVICE_DISABLED": (
        "the Google Sheets API or the Google Drive API is switched off in your Google Cloud project.",
        "Switch both on under APIs & Services, wait some minutes, and run the same command again.",
    ),
    "invalidSharingRequest": (
        "this e-mail address has no Google account.",
        "Correct the manager's address in HR's list, or ask the manager to register it with Google.",
    ),
    "teamDriveDomainUsersOnlyRestriction": (
        "this shared drive admits nobody from outside the organisation.",
        "Use the manager's address in the organisation, or let an admin allow people from outside on the drive.",
    ),
    "domainPolicy": (
        "your organisation's rules forbid sharing with this person.",
        "Use the manager's address in the organisation, or ask your Google Workspace admin.",
    ),
    "sharingRateLimitExceeded": (
        "Google allows no more sharing for now.",
        "Run the same command again tomorrow; it goes on where it stopped.",
    ),
    "dailyLimitExceeded": ("the day's requests are used up.", "Run the same command again tomorrow."),
}
_SAME = {
    "insufficientPermissions": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    "accessNotConfigured": "SERVICE_DISABLED",
    "teamDriveMembersOnlyRestriction": "teamDriveDomainUsersOnlyRestriction",
    "teamDriveTeamMembersOnlyRestriction": "teamDriveDomainUsersOnlyRestriction",
    "teamDrivesDomainUsersOnlyRestriction": "teamDriveDomainUsersOnlyRestriction",
    "outOfDomainSharingForbidden": "domainPolicy",
}

#: What a status means where the reason says no more.
_STATUSES = {
    400: (
        "Google did not accept what was sent.",
        "Run the same command again; if it happens again, please report it with --verbose.",
    ),
    SIGNED_OUT: ("the sign-in is not valid any more.", _AGAIN_OR_KEY),
    FORBIDDEN: (
        "this account may not do that.",
        "See who is signed in (goalsheet google whoami), and give that account access to the file or shared drive.",
    ),
    NOT_FOUND: (
        "the spreadsheet is not there, or this account may not see it.",
        "It may have been deleted: run the same command again and it is made anew.",
    ),
}

#: What a message of Google's holds, in lower case, and what that means.
_MESSAGES = {
    "protected cell": (
        "a cell is protected against this account.",
        "Run goalsheet with the account that made the spreadsheet, or let its owner remove the protection.",
    ),
    "50000 characters": (
        "a text is longer than the 50,000 characters that a cell of Google Sheets holds.",
        "Shorten the text in the workbook.",
    ),
}


def of_refusal(refused: Refusal) -> GoogleRefuses | CannotReach:
    """The failure that a refusal is."""
    if is_too_many(refused) or refused.status == TOO_MANY_REQUESTS:
        return CannotReach(f"Google asks for a pause: too many requests. {_LATER}")
    if refused.status >= SERVER_ERROR:
        return CannotReach(f"Google has trouble itself just now (error {refused.status}). {_LATER}")
    what, cure = _meaning(refused)
    return GoogleRefuses(f"Google refuses: {what} {cure}", refused.status, refused.reason)


def _meaning(refused: Refusal) -> tuple[str, str]:
    reason = _SAME.get(refused.reason, refused.reason)
    if reason in _REASONS:
        return _REASONS[reason]
    for words, meaning in _MESSAGES.items():
        if words in refused.message.lower():
            return meaning
    return _STATUSES.get(refused.status, _STATUSES[400])


def of_folder(folder: str) -> GoogleRefuses:
    """The failure that a folder is which is not there; Drive says the same of folders that it does not show.

    To a signed-in user's program it shows those only that this very program has made (scope drive.file).
    """
    return GoogleRefuses(
        f"Google refuses: there is no folder or shared drive {folder}, or this account may not see it. "
        "Check --folder (the ID is what follows /folders/ in its address), and share it with this account. "
        "With the sign-in of a user, leave --folder out, and move the spreadsheets in Drive afterwards.",
        NOT_FOUND,
    )


def of_no_server(base: str) -> CannotReach:
    """The failure that nobody answers at a local server's address."""
    port = urlsplit(base).port
    start = f"goalsheet local-sheets --port {port}" if port else "goalsheet local-sheets"
    return CannotReach(f"No local server answers at {base}. Start it with: {start}")


def of_connection() -> CannotReach:
    """The failure that no answer at all is: a proxy's or a socket's own words help nobody who reads this."""
    return CannotReach(f"Google cannot be reached. Check the network, and whether a firewall is in the way. {_LATER}")


#: What the answer to a sign-in holds, in lower case, and what that means.
_SIGN_INS = {
    "short-lived": (
        "this computer's clock is wrong, and Google accepts no sign-in from another time.",
        "Set date, time and time zone right (automatically, if possible), and run the same command again.",
    ),
    "invalid jwt signature": (
        "the service account's key is not valid any more.",
        "Make a new key in the Google Cloud console, and name its file with --credentials.",
    ),
    "account not found": (
        "the service account is not there any more.",
        "Make a new one in the Google Cloud console, and name its key file with --credentials.",
    ),
    "invalid email or user id": (
        "nobody in this organisation has the address of --act-for.",
        "Correct --act-for, and run the same command again.",
    ),
    "unauthorized_client": (
        "the service account may not act for this person.",
        (
            "In the Workspace admin console, allow its client ID the scopes https://www.googleapis.com/auth/drive and "
            "https://www.googleapis.com/auth/spreadsheets."
        ),
    ),
    "access_denied": ("access was denied.", f"{AGAIN}, and allow access when Google asks."),
    "invalid_client": (
        "it does not know this OAuth client any more.",
        "Make one of type Desktop app in the Google Cloud console, download it as JSON, and sign in with that.",
    ),
    "scope has changed": ("not all that goalsheet needs was allowed.", f"{AGAIN}, and tick the box for Drive."),
    "invalid_grant": ("the sign-in was withdrawn or has expired.", _AGAIN_OR_KEY),
}


#: What the libraries say of an answer to a sign-in that was no answer.
_TROUBLED = ("internal_failure", "missing_token")


def of_silence() -> CannotReach:
    """The failure that a connection is on which nothing is said."""
    return CannotReach(f"Google does not answer, though it can be reached; a proxy or firewall may do that. {_LATER}")


def of_no_answer() -> CannotReach:
    """The failure that an answer is which is not Google's, or not all of it."""
    what = "something in between answered in its place, as a network does that wants people to sign in, or cut it off"
    return CannotReach(f"Google was not heard: {what}. Open any page in a browser to see. {_LATER}")


def of_browser(error: Exception) -> GoogleRefuses | CannotReach:
    """The failure that a sign-in with the browser comes to."""
    if isinstance(error, webbrowser.Error):
        cure = "Add --no-browser, and open the address that is shown in a browser on this computer."
        return CannotReach(f"No browser can be opened from here. {cure}")
    if isinstance(error, TimeoutError | AttributeError):
        return CannotReach("Nobody has answered in the browser for five minutes. Run the same command again.")
    return of_connection() if isinstance(error, OSError) else of_sign_in(error)


def of_sign_in(error: Exception) -> GoogleRefuses | CannotReach:
    """The failure that a token that is not given is."""
    said = str(error).lower()
    for words, (what, cure) in _SIGN_INS.items():
        if words in said:
            return GoogleRefuses(f"Google refuses the sign-in: {what} {cure}")
    if getattr(error, "retryable", False) or any(words in said for words in _TROUBLED):
        return CannotReach(f"Google has trouble itself just now and lets nobody sign in. {_LATER}")
    return GoogleRefuses(f"Google refuses the sign-in. {AGAIN}")
