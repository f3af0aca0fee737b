"""Who asks, and what a file's sharing lets that account do."""

from __future__ import annotations

from dataclasses import dataclass

#: From least to most; each may do what those before it may.
ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")


@dataclass(frozen=True)
class Visitor:
    """An account at one spreadsheet: its e-mail, its role there, everybody who may write in it, and its owner."""

    email: str
    role: str = "owner"
    writers: tuple[str, ...] = ()
    owner: str = ""

    def may(self, role: str) -> bool:
        """Whether the visitor's role reaches that one."""
        return at_least(self.role, role)


def at_least(role: str | None, wanted: str) -> bool:
    """Whether a role reaches another; None is no role at all."""
    return role is not None and ROLES.index(role) >= ROLES.index(wanted)
