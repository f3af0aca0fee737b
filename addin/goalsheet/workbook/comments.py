"""Comments at cells, and threads of them, which go over from one workbook into another.

A comment is a text in one part and a box in another; in a thread the text stands a second time, with who wrote when,
and Excel knows by the comment's author which thread it is of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.layout.room import split_reference
from goalsheet.workbook.additions import Additions
from goalsheet.workbook.markup import attributes, prefix_of, readable
from goalsheet.workbook.package import MAIN
from goalsheet.workbook.parts import WORKBOOK, related

_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_SINCE_2017 = "http://schemas.microsoft.com/office/2017/10/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_THREADS_TYPE = "application/vnd.ms-excel.threadedcomments+xml"
_PERSONS_TYPE = "application/vnd.ms-excel.person+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_REF = re.compile(rb'\sref=(?:"[^"]*"|\'[^\']*\')')
_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_NOTE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NOTE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:160pt;height:80pt;'
    'z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_FIRST_SHAPE = 1025  # the number that Excel gives a sheet's first shape
_WIDE, _HIGH = 2, 5  # columns and rows that a box covers


@dataclass(frozen=True)
class Comment:
    """A comment at a cell: who is said to have written it, its text, and the answers of its thread, as XML."""

    cell: str
    author: bytes
    text: bytes
    thread: tuple[bytes, ...] = ()

    def at(self, cell: str) -> Comment:
        """The same at another cell."""
        place = b' ref="%b"' % cell.encode()
        return Comment(cell, self.author, self.text, tuple(_REF.sub(place, one, count=1) for one in self.thread))


def comments_on(members: Mapping[str, bytes], sheet: str) -> list[Comment]:
    """The comments on a sheet's part, in the order in which they stand there."""
    threads = _threads(members, sheet)
    found: list[Comment] = []
    for part in related(members, sheet, "comments"):
        xml = _bare(readable(members[part]))
        authors = re.findall(rb"<author>([^<]*)</author>|<author/>", xml)
        for tag, text in re.findall(rb"<comment\s([^>]*)>(.*?)</comment>", xml, re.DOTALL):
            about = attributes(tag)
            author = int(about.get("authorId", "0"))
            cell, said = about.get("ref", ""), re.search(rb"<text>.*</text>", text, re.DOTALL)
            name = authors[author] if author < len(authors) else b""
            found.append(Comment(cell, name, said[0] if said else b"<text/>", threads.get(cell, ())))
    return found


def _threads(members: Mapping[str, bytes], sheet: str) -> dict[str, tuple[bytes, ...]]:
    found: dict[str, tuple[bytes, ...]] = {}
    for part in related(members, sheet, "threadedComment"):
        xml = _bare(readable(members[part]))
        for one, tag in re.findall(rb"(<threadedComment\s([^>]*)>.*?</threadedComment>)", xml, re.DOTALL):
            cell = attributes(tag).get("ref", "")
            found[cell] = (*found.get(cell, ()), one)
    return found


def _bare(xml: bytes) -> bytes:
    """The part with its own elements without prefix, as we write them."""
    q = prefix_of(xml)
    return re.sub(rb"<(/?)%b(?=[A-Za-z])" % re.escape(q), rb"<\1", xml) if q else xml


def add_comments(additions: Additions, sheet: str, comments: Sequence[Comment], persons: bytes | None) -> None:
    """Put comments onto a sheet of a workbook of ours that has none; `persons` are those who wrote threads."""
    authors = list(dict.fromkeys(one.author for one in comments))
    told = b"".join(
        b'<comment ref="%b" authorId="%d">%b</comment>' % (one.cell.encode(), authors.index(one.author), one.text)
        for one in comments
    )
    named = b"".join(b"<author>%b</author>" % author for author in authors)
    xml = b'<comments xmlns="%b"><authors>%b</authors><commentList>%b</commentList></comments>'
    part = additions.add("xl/comments.xml", xml % (MAIN.encode(), named, told))
    additions.declare_part(part, _COMMENTS_TYPE)
    additions.relate(sheet, "comments", part)
    _add_boxes(additions, sheet, comments)
    threads = b"".join(answer for one in comments for answer in one.thread)
    if threads:
        _add_threads(additions, sheet, threads, persons)


def _add_threads(additions: Additions, sheet: str, threads: bytes, persons: bytes | None) -> None:
    xml = b'<ThreadedComments xmlns="%b">%b</ThreadedComments>' % (_THREADS.encode(), threads)
    part = additions.add("xl/threadedComments/threadedComment.xml", xml)
    additions.declare_part(part, _THREADS_TYPE)
    additions.relate(sheet, f"{_SINCE_2017}/threadedComment", part)
    if persons and additions.part("xl/persons/person1.xml") is None:
        part = additions.add("xl/persons/person.xml", persons)
        additions.declare_part(part, _PERSONS_TYPE)
        additions.relate(WORKBOOK, f"{_SINCE_2017}/person", part)


def persons_of(members: Mapping[str, bytes]) -> bytes | None:
    """The part with those who wrote threads."""
    found = related(members, WORKBOOK, "person")
    return members[found[0]] if found else None


def _add_boxes(additions: Additions, sheet: str, comments: Sequence[Comment]) -> None:
    """The boxes in which Excel shows comments; on a sheet with buttons they stand beside those."""
    part = additions.boxes(sheet)
    if part is None:
        part = additions.add("xl/drawings/vmlDrawing.vml", _BOXES.encode())
        additions.declare("vml", _VML_TYPE)
        additions.show_boxes(sheet, additions.relate(sheet, "vmlDrawing", part))
    xml = additions.part(part) or b""
    first = max([*map(int, re.findall(rb'id="_x0000_s(\d+)"', xml)), _FIRST_SHAPE - 1]) + 1
    boxes = [_box(one.cell, first + order, order) for order, one in enumerate(comments)]
    drawn = "".join((_NOTE_TYPE, *boxes)).encode()
    additions.changes[part] = re.sub(rb"</xml>\s*$", lambda end: drawn + end[0], xml)


def _box(cell: str, number: int, order: int) -> str:
    row, column = split_reference(cell)
    return _NOTE.format(
        number=number,
        order=order + 1,
        row=row - 1,
        column=column - 1,
        left=column,
        right=column + _WIDE,
        top=max(row - 2, 0),
        bottom=max(row - 2, 0) + _HIGH,
    )
