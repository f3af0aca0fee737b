"""Sheets that have been hidden get a tab again."""

from __future__ import annotations

import re
from collections.abc import Collection

from goalsheet.workbook.markup import REST, attributes, prefix_of, readable

_HIDDEN = re.compile(rb"""\sstate\s*=\s*(?:"hidden"|'hidden')""")


def with_tabs(workbook: bytes, titles: Collection[str]) -> bytes:
    """The workbook's main part, in which the sheets of those titles are hidden no more; very hidden ones stay so."""
    xml = readable(workbook)
    wanted = {title.casefold() for title in titles}
    sheets = re.compile(rb"<%bsheet\b%b/?>" % (re.escape(prefix_of(xml)), REST))

    def shown(sheet: re.Match[bytes]) -> bytes:
        is_wanted = attributes(sheet[0]).get("name", "").casefold() in wanted
        return _HIDDEN.sub(b"", sheet[0]) if is_wanted else sheet[0]

    return sheets.sub(shown, xml)
