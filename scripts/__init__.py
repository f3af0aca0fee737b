"""The `goalsheet` command: one module a verb, imported only when it is called. A new verb is one line in VERBS."""

from __future__ import annotations

import importlib
import io
import os
import sys

import click

from goalsheet import __version__
from goalsheet.errors import GoalsheetError

#: Each verb, its module here, and its line in `goalsheet --help`.
VERBS = {
    "addin": "Build the add-in that brings the buttons to Excel.",
    "brief": "Write the page for a 1:1: what changed, what to celebrate, what is open, what to ask.",
    "check": "Say how SMART goals are, why, and what would help.",
    "demo": "See it work: from a list of people to managers' answers and reports, in a folder of its own.",
    "feedback": "Ask people for feedback with a form each, and bring the answers back so that nobody is given away.",
    "generate": "Make one personal goal workbook for each person on a list.",
    "google": "Sign in to Google, say who is signed in, sign out.",
    "local-sheets": "Serve Google Sheets' and Drive's interface on this computer alone, to try things out.",
    "map": "Draw the mind map of your own workbook as a picture.",
    "progress": "Say how far goals are, how far they should be, and when they will be reached.",
    "remind": "Write drafts of e-mails to those who are waited for, and to their managers.",
    "report": "Say how the goals of everybody stand: one page for HR or a manager, or the figures as JSON or CSV.",
    "sync": "Bring workbooks and managers' review spreadsheets in Google Sheets up to date, both ways.",
    "upgrade": "Bring workbooks to the newest version of their template, with all that stands in them.",
}

#: The exit codes, which are a contract; they stand in addin/guide/it.md.
ALL_WELL, TO_LOOK_AT, CANNOT_GO_ON, BUG, INTERRUPTED = 0, 1, 2, 3, 130


class _Verbs(click.Group):
    """Sub-commands that are imported when they are called: the command has to start at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="goalsheet")
def cli() -> None:
    """Employee goals in a personal Excel workbook, made in bulk by HR, agreed and reviewed together."""


def main() -> None:
    """Run the command and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that the terminal cannot show stops nothing
    code = ALL_WELL
    try:
        code = cli(standalone_mode=False)
    except GoalsheetError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(CANNOT_GO_ON)
    except click.ClickException as error:
        error.show()
        sys.exit(CANNOT_GO_ON)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Run the same command again to go on where it stopped.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read us has gone: nothing more to say
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {place}{error.strerror or error}. Free some space or check the permissions.", err=True)
        sys.exit(CANNOT_GO_ON)
    except Exception as error:  # noqa: BLE001 - the last resort, so that nobody sees a traceback
        from goalsheet.bugs import write_report  # noqa: PLC0415 - only when something went wrong

        click.echo(f"Sorry, this is a mistake in goalsheet itself. Please send us {write_report(error)}", err=True)
        sys.exit(BUG)
    sys.exit(code if isinstance(code, int) else ALL_WELL)
