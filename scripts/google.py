"""`goalsheet google`: signing in to Google, who is signed in, signing out."""

from __future__ import annotations

from pathlib import Path

import click

from goalsheet.google import drive, token_file
from goalsheet.google.client import Line, connect
from goalsheet.google.origins import origin
from goalsheet.google.sign_in import log_in, sign_in

from .requests_told import STATS, VERBOSE, say_number


@click.group("google")
def command() -> None:
    """Sign in to Google, say who is signed in, sign out.

    Only you can read the sign-in on this computer. A service account needs none: name its key with --credentials.

    \b
    Example:
      goalsheet google login client_secret.json
      goalsheet google whoami
      goalsheet google logout
    """  # noqa: D301 - click's own mark for lines to keep


@command.command("login")
@click.argument("client", metavar="CLIENT.json", type=click.Path(path_type=Path))
@click.option("--no-browser", is_flag=True, help="Show the address to open instead of opening the browser.")
@click.option("--google-url", metavar="URL", help="A local server instead of Google.")
@STATS
@VERBOSE
def login(client: Path, google_url: str | None, *, no_browser: bool, stats: bool) -> int:
    """Sign in with the browser. CLIENT.json is the OAuth client (Desktop app) of your Google Cloud project."""
    line = Line(origin(google_url))
    account, token = log_in(client, line.origin, open_browser=not no_browser)
    line.sign_in()  # the browser's code was exchanged for the token
    email = drive.whoami(connect(account.credentials, line))
    path = token_file.store(dict(token) | {"account": email})
    click.echo(f"Signed in as {email}. The sign-in is kept in {path}, which only you can read.")
    click.echo("Next: goalsheet sync workbooks --dry-run")
    say_number(line, is_wanted=stats)
    return 0


@command.command("whoami")
@click.option("--credentials", metavar="KEY.json|default", help="A service account's key, or this computer's sign-in.")
@click.option("--act-for", metavar="E-MAIL", help="The person for whom the service account acts.")
@click.option("--google-url", metavar="URL", help="A local server instead of Google.")
@STATS
@VERBOSE
def whoami(credentials: str | None, act_for: str | None, google_url: str | None, *, stats: bool) -> int:
    """Say who is signed in, and ask Google whether that is still so."""
    line = Line(origin(google_url))
    account = sign_in(credentials, act_for, line.origin)
    email = drive.whoami(connect(account.credentials, line))
    click.echo(f"{email}" if account.name == email else f"{email}: {account.name}")
    say_number(line, is_wanted=stats)
    return 0


@command.command("logout")
@STATS
@VERBOSE
def logout(*, stats: bool) -> int:
    """Forget the sign-in on this computer; Google is asked nothing."""
    if token_file.forget():
        click.echo("Signed out: the sign-in on this computer is deleted.")
        click.echo("To withdraw goalsheet's access altogether: https://myaccount.google.com/permissions")
    else:
        click.echo("Nobody was signed in.")
    say_number(Line(), is_wanted=stats)
    return 0
