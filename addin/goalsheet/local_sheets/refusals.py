"""What the server says no with: Google's status codes, body shapes and texts (Sheets and Drive differ)."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}

UNKNOWN_CALLER = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
    "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
)
NO_CALLER = (
    "Method doesn't allow unregistered callers (callers without established identity). "
    "Please use API Key or other form of API consumer identity to call this API."
)
PROTECTED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


class Refusal(Exception):
    """A request is refused with this status code and JSON body."""

    def __init__(self, code: int, body: Json) -> None:
        self.code = code
        self.body = body
        super().__init__(f"{code} {body}")

    @property
    def message(self) -> str:
        """Google's sentence."""
        return str(self.body["error"]["message"])


def sheets_refusal(code: int, message: str, details: list[Json] | None = None) -> Refusal:
    """A refusal in the style of Sheets (google.rpc.Status)."""
    error: Json = {"code": code, "message": message, "status": STATUS[code]}
    if details:
        error["details"] = details
    return Refusal(code, {"error": error})


def drive_refusal(
    code: int, message: str, reason: str, *, domain: str = "global", location: str = "", kind: str = "parameter"
) -> Refusal:
    """A refusal in the style of Drive (a list of errors with reasons)."""
    entry = {"message": message, "domain": domain, "reason": reason}
    if location:
        entry |= {"location": location, "locationType": kind}
    return Refusal(code, {"error": {"code": code, "message": message, "errors": [entry]}})


def bad_request(message: str) -> Refusal:
    """400: the request itself makes no sense."""
    return sheets_refusal(400, message)


def placed(refusal: Refusal, start: str) -> Refusal:
    """The refusal with the part of the request named in front, unless it is no fault of it or names one already."""
    error = refusal.body["error"]
    if refusal.code != 400 or error["message"].startswith(("Invalid requests[", "Invalid value at")):  # noqa: PLR2004 - a bad request
        return refusal
    return Refusal(refusal.code, {"error": {**error, "message": start + error["message"]}})


def bad_value(field: str, kind: str, value: str) -> Refusal:
    """400: a field holds what its type does not allow; `value` is shown as it stood in the JSON."""
    message = f"Invalid value at '{field}' ({kind}), {value}"
    return field_refusal(field, message)


def field_refusal(field: str, message: str) -> Refusal:
    """400 with the field named in the details, as Google does for what does not fit the schema."""
    violation = {"description": message} | ({"field": field} if field else {})
    kind = "type.googleapis.com/google.rpc.BadRequest"
    return sheets_refusal(400, message, [{"@type": kind, "fieldViolations": [violation]}])


def no_such_spreadsheet() -> Refusal:
    """404 of Sheets."""
    return sheets_refusal(404, "Requested entity was not found.")


def not_allowed() -> Refusal:
    """403 of Sheets: the file exists and this account may not do that with it."""
    return sheets_refusal(403, "The caller does not have permission")


def no_such_file(file_id: str) -> Refusal:
    """404 of Drive, for what does not exist and for what others have alike."""
    return drive_refusal(404, f"File not found: {file_id}.", "notFound", location="fileId")


def may_not_change_file() -> Refusal:
    """403 of Drive: the account sees the file and may not do that with it."""
    message = "The user does not have sufficient permissions for this file."
    return drive_refusal(403, message, "insufficientFilePermissions")


def bad_token(*, drive: bool) -> Refusal:
    """401: the bearer token is unknown or has run out; Drive adds its list of errors."""
    if not drive:
        return sheets_refusal(401, UNKNOWN_CALLER)
    refusal = drive_refusal(401, UNKNOWN_CALLER, "authError", location="Authorization", kind="header")
    refusal.body["error"]["errors"][0]["message"] = "Invalid Credentials"
    refusal.body["error"]["status"] = STATUS[401]
    return refusal


def no_token() -> Refusal:
    """403: a request without any sign of who asks."""
    return sheets_refusal(403, NO_CALLER)


def not_served(what: str) -> Refusal:
    """501: Google can, this server cannot, and says so instead of making something up."""
    return sheets_refusal(
        501, f"The local Sheets server does not know {what}. It serves what goalsheet and gspread use."
    )
