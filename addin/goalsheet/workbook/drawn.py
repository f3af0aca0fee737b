"""What people put onto sheets: pictures, shapes and text boxes, each as its anchor, and links of cells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from defusedxml import ElementTree

from goalsheet.workbook.additions import Additions
from goalsheet.workbook.markup import REST, attributes, prefix_of, readable
from goalsheet.workbook.parts import related, relations_of

_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ANCHOR = re.compile(rb"<((?:[\w.-]+:)?(?:twoCell|oneCell|absolute)Anchor)\b.*?</\1\s*>", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?wsDr\b(%b)>" % REST)
_NAMESPACE = re.compile(rb"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*')""")
_PRESSED = re.compile(rb"""\bcompatExt\b|\smacro\s*=\s*["'][^"']""")  # a button or another control
_FRAME = re.compile(rb"<(?:[\w.-]+:)?(?:graphicFrame|contentPart)\b")
_ROW = re.compile(rb"<(?:[\w.-]+:)?from>.*?<(?:[\w.-]+:)?col>(\d+)<.*?<(?:[\w.-]+:)?row>(\d+)<", re.DOTALL)
_IMAGES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}


@dataclass(frozen=True)
class Drawn:
    """Something drawn on a sheet: its anchor, ready to stand anywhere; its first cell (row, column); what it needs.

    `images` are by the ids that the anchor refers to, each with the part's suffix, `links` addresses. `trouble` says
    why it cannot stand elsewhere. A `frame` is a chart or the like, which has parts of its own.
    """

    anchor: bytes
    cell: tuple[int, int]
    images: Mapping[str, tuple[str, bytes]]
    links: Mapping[str, str]
    frame: bool = False
    trouble: str = ""


def drawn_on(members: Mapping[str, bytes], sheet: str) -> Iterator[Drawn]:
    """All that is drawn on a sheet's part, but buttons."""
    for part in related(members, sheet, "drawing"):
        xml = readable(members[part])
        root = _ROOT.search(xml)
        spaces = b"".join(_NAMESPACE.findall(root[1])) if root else b""
        for found in _ANCHOR.finditer(xml):
            if not _PRESSED.search(found[0]):
                yield _drawn(members, part, found[0], spaces)


def _drawn(members: Mapping[str, bytes], part: str, anchor: bytes, spaces: bytes) -> Drawn:
    row = _ROW.search(anchor)
    cell = (int(row[2]) + 1, int(row[1]) + 1) if row else (1, 1)
    if _FRAME.search(anchor):
        return Drawn(anchor, cell, {}, {}, frame=True)
    prefix = re.search(rb'xmlns:([\w.-]+)\s*=\s*["\']%b["\']' % re.escape(_OFFICE), spaces + anchor)
    ids = re.findall(rb'\b%b:\w+="([^"]+)"' % re.escape(prefix[1]), anchor) if prefix else []
    images: dict[str, tuple[str, bytes]] = {}
    links: dict[str, str] = {}
    trouble = ""
    for one in dict.fromkeys(identity.decode() for identity in ids):
        kind, target, outside = _relation(members, part, one)
        suffix = posixpath.splitext(target)[1].lstrip(".").lower()
        if kind == "hyperlink" and outside:
            links[one] = target
        elif kind == "image" and not outside and target in members and suffix in _IMAGES:
            images[one] = suffix, members[target]
        else:
            trouble = "it needs something outside of itself"
    name = re.match(rb"<[\w.:-]+", anchor)
    assert name  # every anchor begins with its name
    own = {space.split(b"=")[0].strip() for space in _NAMESPACE.findall(re.split(rb">", anchor, maxsplit=1)[0])}
    told = b"".join(space for space in _NAMESPACE.findall(spaces) if space.split(b"=")[0].strip() not in own)
    return Drawn(name[0] + told + anchor[name.end() :], cell, images, links, trouble=trouble)


def _relation(members: Mapping[str, bytes], part: str, identity: str) -> tuple[str, str, bool]:
    """The kind of a relation, where it leads, and whether that is outside of the workbook."""
    for one in ElementTree.fromstring(members.get(relations_of(part), b"<none/>")):
        if one.get("Id") == identity:
            kind, target = (one.get("Type") or "").rpartition("/")[2], one.get("Target") or ""
            if one.get("TargetMode") == "External":
                return kind, target, True
            return kind, posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/"), False
    return "", "", False


def draw(additions: Additions, sheet: str, drawn: Drawn) -> None:
    """Put it onto a sheet of a workbook of ours, at the same cells."""
    drawing = additions.drawing(sheet)
    anchor = drawn.anchor
    ids = {one: additions.relate(drawing, "hyperlink", target, outside=True) for one, target in drawn.links.items()}
    for one, (suffix, data) in drawn.images.items():
        additions.declare(suffix, _IMAGES[suffix])
        ids[one] = additions.relate(drawing, "image", additions.add(f"xl/media/picture.{suffix}", data))
    for one, new in ids.items():
        anchor = anchor.replace(f'="{one}"'.encode(), f'="{new}"'.encode())
    additions.draw(sheet, anchor)


def links_on(members: Mapping[str, bytes], sheet: str) -> dict[str, dict[str, str]]:
    """The links of a sheet's cells: where each leads, outside (`target`) or inside (`location`), and its tooltip."""
    xml = readable(members[sheet])
    found: dict[str, dict[str, str]] = {}
    for tag in re.findall(rb"<%bhyperlink\s(%b)/?>" % (re.escape(prefix_of(xml)), REST), xml):
        about = attributes(tag)
        link = {name: text for name, text in about.items() if name in ("location", "tooltip", "display")}
        identity = next((about[name] for name in about if name.endswith(":id")), None)
        if identity:
            _, target, outside = _relation(members, sheet, identity)
            link |= {"target": target} if outside else {}
        found[about.get("ref", "").partition(":")[0]] = link
    return found
