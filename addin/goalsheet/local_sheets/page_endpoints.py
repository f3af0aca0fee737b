"""The page in the browser: its files, who one can be, each tab as it is drawn, and what one types into it."""

from __future__ import annotations

from importlib.resources import files

from goalsheet.local_sheets.areas import parse_a1
from goalsheet.local_sheets.endpoints import Answer, Request, endpoint
from goalsheet.local_sheets.entry_rules import require_fitting
from goalsheet.local_sheets.page_grid import page_grid
from goalsheet.local_sheets.protection import require_open
from goalsheet.local_sheets.refusals import bad_request, not_served
from goalsheet.local_sheets.spreadsheet_endpoints import opened
from goalsheet.local_sheets.values import lines_of, target_of, write
from goalsheet.local_sheets.world import World

PARTS = ("", "_charts", "_clipboard", "_editing", "_grid", "_saving", "_server", "_state")
SCRIPTS = {f"page{part}.js" for part in PARTS}
#: Nothing from elsewhere, no script but ours, in nobody's frame.
SAFE = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def _file(name: str, kind: str) -> Answer:
    return Answer(
        (files("goalsheet.local_sheets") / name).read_bytes(), content_type=f"{kind}; charset=utf-8", headers=SAFE
    )


@endpoint("GET", "/")
def page(world: World, request: Request) -> Answer:
    """The page."""
    del world, request
    return _file("page.html", "text/html")


@endpoint("GET", "/page.css")
def style(world: World, request: Request) -> Answer:
    """Its style."""
    del world, request
    return _file("page.css", "text/css")


@endpoint("GET", "/page/scripts/{name}")
def script(world: World, request: Request) -> Answer:
    """One of its scripts."""
    del world
    name = request.places["name"]
    if name not in SCRIPTS:
        raise not_served(f"GET {request.path}")
    return _file(name, "text/javascript")


@endpoint("GET", "/page/people")
def people(world: World, request: Request) -> Answer:
    """Everybody who has a file, shares one, or has signed in; first those to whom one is given to write in."""
    del request
    items = [item for file in world.files.values() for item in file.permissions if "emailAddress" in item]
    writers = {str(item["emailAddress"]) for item in items if item.get("role") == "writer"}
    known = world.accounts.known(str(item["emailAddress"]) for item in items)
    return Answer({"people": sorted(known, key=lambda email: (email not in writers, email))})


@endpoint("POST", "/page/enter")
def enter(world: World, request: Request) -> Answer:
    """A token for whoever one wants to be. It wants JSON, which no other site's page may send here unasked."""
    email = request.json.get("email")
    if not request.content_type.startswith("application/json") or not isinstance(email, str) or "@" not in email:
        raise bad_request("Say who you are: an e-mail address.")
    return Answer({"email": email, "token": world.accounts.give(email)})


@endpoint("GET", "/page/spreadsheets/{id}", "page")
def first_tab(world: World, request: Request) -> Answer:
    """The first tab that shows."""
    book, visitor = opened(world, request)
    sheet = next(sheet for sheet in book.sheets if not sheet.properties.get("hidden"))
    return Answer(page_grid(book, sheet, visitor))


@endpoint("GET", "/page/spreadsheets/{id}/{sheet}", "page")
def one_tab(world: World, request: Request) -> Answer:
    """One tab by its id."""
    book, visitor = opened(world, request)
    return Answer(page_grid(book, book.sheet(int(request.places["sheet"])), visitor))


@endpoint("PUT", "/page/spreadsheets/{id}/values/{range}", "page", "ValueRange")
def type_in(world: World, request: Request) -> Answer:
    """What values.update does with what is typed, but for what the cells' own rules refuse."""
    book, visitor = opened(world, request, "writer")
    area, lines = parse_a1(book, request.places["range"]), lines_of(request.json)
    require_open(book, visitor, [target_of(book, area, lines)])
    written = write(book, area, lines, "USER_ENTERED")
    require_fitting(written.book, written.area)
    world.put_book(written.book, request.email)
    return Answer(written.reply())
