"""Places of a designed workbook that hold a token and are not filled in: text boxes, comments, charts, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

from goalsheet.workbook.marks import holds_token
from goalsheet.workbook.package import sheet_parts
from goalsheet.workbook.parts import related, relations_of
from goalsheet.workbook.titles import without_mentions

_MESSAGES = ("promptTitle", "prompt", "errorTitle", "error")
_LINKS = ("location", "tooltip")

Found = tuple[str, str]  # what kind of place it is, and its text


def unfilled_places(members: Mapping[str, bytes]) -> list[str]:
    """The places in a reader's words, such as "a text box on sheet Goals": each once, sheet by sheet."""
    sheets = sheet_parts(members)
    named = [title for title in sheets if holds_token(title)]  # links to these sheets do follow
    return list(
        dict.fromkeys(
            f"{kind} on sheet {title}"
            for title, part in sheets.items()
            for kind, text in _texts(members, part)
            if holds_token(without_mentions(text, named))
        )
    )


def _texts(members: Mapping[str, bytes], sheet: str) -> Iterator[Found]:
    yield from _in_sheet(_parsed(members, sheet))
    yield from _in_links(_parsed(members, relations_of(sheet)))
    for kind in ("comments", "threadedComment"):
        for part in related(members, sheet, kind):
            for name in ("comment", "threadedComment"):
                yield from (("a comment", _spoken(one)) for one in _parsed(members, part).iterfind(f".//{{*}}{name}"))
    for drawing in related(members, sheet, "drawing"):
        yield from _in_drawing(_parsed(members, drawing))
        yield from _in_links(_parsed(members, relations_of(drawing)))
        for kind in ("chart", "chartEx"):
            for part in related(members, drawing, kind):
                yield from (("a chart", _spoken(one)) for one in _parsed(members, part).iterfind(".//{*}rich"))


def _parsed(members: Mapping[str, bytes], part: str) -> Element:
    """The part's root; an empty one where the part says nothing of interest or is no sound XML."""
    xml = members.get(part, b"")
    if b"{" not in xml and b"%7" not in xml:
        return Element("nothing")
    try:
        root: Element = ElementTree.fromstring(xml)
    except ParseError:
        return Element("nothing")
    return root


def _in_sheet(root: Element) -> Iterator[Found]:
    for tag, names, kind in (("dataValidation", _MESSAGES, "an input message"), ("hyperlink", _LINKS, "a link")):
        for element in root.iterfind(f".//{{*}}{tag}"):
            yield from ((kind, element.get(name) or "") for name in names)


def _in_links(relations: Element) -> Iterator[Found]:
    for relation in relations:
        if (relation.get("Type") or "").endswith("/hyperlink"):
            yield "a link", unquote(relation.get("Target") or "")


def _in_drawing(root: Element) -> Iterator[Found]:
    for shape in root.iterfind(".//{*}sp"):
        if not shape.get("textlink"):  # that one shows what its cell says
            yield from (("a text box", _spoken(body)) for body in shape.iterfind(".//{*}txBody"))
    for properties in root.iterfind(".//{*}cNvPr"):
        yield from (("an alternative text", properties.get(name) or "") for name in ("descr", "title"))


def _spoken(element: Element) -> str:
    """All that is written inside, whatever pieces it is formatted in."""
    return "".join(element.itertext())
