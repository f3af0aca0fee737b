"""Parts that are added to a workbook of ours: pictures, drawings, links, comments, each declared and referred to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from goalsheet.workbook.parts import relations_of

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"
_EMPTY_DRAWING = b'<wsDr xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"></wsDr>'
#: What comes behind a sheet's drawing, in the order of the format.
_BEHIND_DRAWING = re.compile(
    rb"<(?:legacyDrawing|legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b"
    rb"|</worksheet>"
)
_BEHIND_BOXES = re.compile(
    rb"<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|</worksheet>"
)
_DRAWN = re.compile(rb'<drawing\s[^>]*?id="([^"]+)"')
_BOXED = re.compile(rb'<legacyDrawing\s[^>]*?id="([^"]+)"')


class Additions:
    """A workbook's parts, and what of them has changed or come along so far."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self._members = members
        self.changes: dict[str, bytes | None] = {}

    def part(self, name: str) -> bytes | None:
        """The part as it is by now; None if there is none."""
        return self.changes[name] if name in self.changes else self._members.get(name)

    def add(self, name: str, data: bytes) -> str:
        """Put a part in, by a name like that which is still free; its name."""
        stem, suffix = posixpath.splitext(name)
        number = 1
        while self.part(f"{stem}{number}{suffix}") is not None:
            number += 1
        self.changes[f"{stem}{number}{suffix}"] = data
        return f"{stem}{number}{suffix}"

    def relate(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        """The id by which the part refers to the target from now on; one `outside` is no part but an address.

        The kind is one of the format's own, or an address.
        """
        name = relations_of(part)
        xml = self.part(name) or f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        number = 1
        while f'"added{number}"'.encode() in xml:
            number += 1
        told = quoteattr(target if outside else f"/{target}")
        mode = ' TargetMode="External"' if outside else ""
        named = kind if "://" in kind else f"{_OFFICE}/{kind}"
        line = f'<Relationship Id="added{number}" Type="{named}" Target={told}{mode}/>'
        self.changes[name] = xml.replace(b"</Relationships>", line.encode() + b"</Relationships>")
        return f"added{number}"

    def declare(self, suffix: str, content: str) -> None:
        """Say what parts with that suffix are."""
        xml = self.part(_TYPES) or b""
        if f'Extension="{suffix}"'.encode() not in xml:
            line = f'<Default Extension="{suffix}" ContentType="{content}"/>'
            self.changes[_TYPES] = re.sub(rb"(<Types[^>]*>)", rb"\1" + line.encode(), xml, count=1)

    def declare_part(self, part: str, content: str) -> None:
        """Say what a part is."""
        types = self.part(_TYPES) or b""
        line = f'<Override PartName="/{part}" ContentType="{content}"/>'.encode()
        self.changes[_TYPES] = types.replace(b"</Types>", line + b"</Types>")

    def drawing(self, sheet: str) -> str:
        """The part with the sheet's drawing, which is made if there is none."""
        found = self._led_to(sheet, _DRAWN)
        if found is not None:
            return found
        name = self.add("xl/drawings/addition.xml", _EMPTY_DRAWING)
        self.declare_part(name, _DRAWING)
        xml = self.part(sheet) or b""
        element = f'<drawing xmlns:r="{_OFFICE}" r:id="{self.relate(sheet, "drawing", name)}"/>'.encode()
        self.changes[sheet] = _BEHIND_DRAWING.sub(lambda behind: element + behind[0], xml, count=1)
        return name

    def boxes(self, sheet: str) -> str | None:
        """The part with the boxes of the sheet's comments and buttons, if it has some."""
        return self._led_to(sheet, _BOXED)

    def show_boxes(self, sheet: str, relation: str) -> None:
        """Let a sheet that has none refer to the part with its boxes."""
        element = f'<legacyDrawing xmlns:r="{_OFFICE}" r:id="{relation}"/>'.encode()
        self.changes[sheet] = _BEHIND_BOXES.sub(lambda behind: element + behind[0], self.part(sheet) or b"", count=1)

    def _led_to(self, sheet: str, element: re.Pattern[bytes]) -> str | None:
        """The part to which an element of a sheet leads; None if it has no such element."""
        found = element.search(self.part(sheet) or b"")
        if found is None:
            return None
        relations = self.part(relations_of(sheet)) or b""
        led = re.search(rb'<Relationship\b[^>]*Id="%b"[^>]*>' % re.escape(found[1]), relations)
        target = re.search(rb'Target="([^"]+)"', led[0]) if led else None
        folder = posixpath.join("/", posixpath.dirname(sheet))
        return posixpath.normpath(posixpath.join(folder, target[1].decode())).lstrip("/") if target else ""

    def draw(self, sheet: str, anchor: bytes) -> None:
        """Put an anchor with what it holds onto the sheet's drawing."""
        name = self.drawing(sheet)
        self.changes[name] = re.sub(rb"</wsDr>\s*$", lambda _: anchor + b"</wsDr>", self.part(name) or b"")

    def link(self, sheet: str, cell: str, link: Mapping[str, str]) -> None:
        """Let a cell lead somewhere: `target` outside, `location` inside, and a `tooltip`."""
        told = {name: link[name] for name in ("location", "tooltip", "display") if name in link}
        tag = "".join(f" {name}={quoteattr(text)}" for name, text in told.items())
        if "target" in link:
            tag += f' xmlns:r="{_OFFICE}" r:id="{self.relate(sheet, "hyperlink", link["target"], outside=True)}"'
        element = f'<hyperlink ref="{cell}"{tag}/>'.encode()
        xml = self.part(sheet) or b""
        self.changes[sheet] = xml.replace(b"</hyperlinks>", element + b"</hyperlinks>")
