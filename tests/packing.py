"""Workbooks put together from their members."""

from __future__ import annotations

from collections.abc import Mapping

from goalsheet.workbook.package import archive, finished, member


def packed(members: Mapping[str, bytes]) -> bytes:
    """The members as a workbook file."""
    return b"".join(finished(archive(member(name, data) for name, data in members.items()), []))
