"""How cells look, told part by part, so that what somebody changed can be taken over into another workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from defusedxml import ElementTree

from goalsheet.workbook.package import MAIN

#: The parts of a look: for each the list in which styles count it, the attribute that counts, the one that says so.
_COUNTED = {
    "font": ("fonts", "fontId", "applyFont"),
    "fill": ("fills", "fillId", "applyFill"),
    "border": ("borders", "borderId", "applyBorder"),
}
#: The order in which Excel wants what makes a font; other programs have their own.
_IN_FONT = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
_OWN_FORMATS = 164  # the first number of a format that is not built in
_ALIGNMENT = re.compile(r"<alignment [^>]*/>")


@dataclass(frozen=True)
class CellStyle:
    """One look of cells: each part as XML of a plain form, the number format by its code or its built-in number."""

    parts: Mapping[str, str]
    locked: bool


def cell_styles(xml: bytes) -> list[CellStyle]:
    """The looks that cells of a workbook count, of its part with the styles."""
    root = ElementTree.fromstring(xml)
    lists = {part: [_plain(one) for one in _listed(root, name)] for part, (name, _, _) in _COUNTED.items()}
    codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in _listed(root, "numFmts")}
    return [_style(one, lists, codes) for one in _listed(root, "cellXfs")]


def _listed(root: Element, name: str) -> Iterable[Element]:
    found = root.find(f"{{{MAIN}}}{name}")
    return () if found is None else found


def _style(one: Element, lists: Mapping[str, Sequence[str]], codes: Mapping[str | None, str]) -> CellStyle:
    parts: dict[str, str] = {}
    for part, (_, counter, _) in _COUNTED.items():
        index = int(one.get(counter, "0"))
        parts[part] = lists[part][index] if index < len(lists[part]) else ""
    number = one.get("numFmtId", "0")
    parts["format"] = f"={codes[number]}" if number in codes else number
    alignment = one.find(f"{{{MAIN}}}alignment")
    parts["alignment"] = "" if alignment is None else _plain(alignment)
    protection = one.find(f"{{{MAIN}}}protection")
    return CellStyle(parts, protection is None or protection.get("locked") not in ("0", "false"))


def _plain(element: Element) -> str:
    """The element with what the format itself knows, and nothing of what programs add to it."""
    name = element.tag.removeprefix(f"{{{MAIN}}}")
    told = sorted((key, value) for key, value in element.items() if "{" not in key)
    tag = "".join((name, *(f" {key}={quoteattr(value)}" for key, value in told)))
    children = [child for child in element if child.tag.startswith(f"{{{MAIN}}}")]
    if name == "font":
        children.sort(key=_place_in_font)
    inner = "".join(map(_plain, children))
    return f"<{tag}>{inner}</{name}>" if inner else f"<{tag}/>"


def _place_in_font(element: Element) -> int:
    name = element.tag.removeprefix(f"{{{MAIN}}}")
    return _IN_FONT.index(name) if name in _IN_FONT else len(_IN_FONT)


class Borrowing:
    """The styles of a workbook of ours, to which looks from another one are added: each only once."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml.decode()
        self._styles = _elements(self._xml, "cellXfs")
        self._lists = {name: _elements(self._xml, name) for name, _, _ in _COUNTED.values()}
        self._formats = _elements(self._xml, "numFmts")

    def like(self, base: int, changed: Mapping[str, str]) -> int:
        """The number of the look that is like that one in all but the changed parts."""
        made = self._styles[base]
        for part, (name, counter, applied) in _COUNTED.items():
            if part in changed:
                made = _with(made, counter, str(_index(self._lists[name], changed[part])))
                made = _with(made, applied, "1")
        if "format" in changed:
            made = _with(_with(made, "numFmtId", self._format(changed["format"])), "applyNumberFormat", "1")
        if "alignment" in changed:
            made = _aligned(_with(made, "applyAlignment", "1"), changed["alignment"])
        return _index(self._styles, made)

    def _format(self, told: str) -> str:
        """The number of a format that is told by its code, behind an equals sign, or by its number."""
        if not told.startswith("="):
            return told
        code = quoteattr(told[1:])
        numbers = {code: number for number, code in map(_format_of, self._formats)}
        if code not in numbers:
            numbers[code] = str(max([_OWN_FORMATS - 1, *map(int, numbers.values())]) + 1)
            self._formats.append(f'<numFmt numFmtId="{numbers[code]}" formatCode={code}/>')
        return numbers[code]

    def xml(self) -> bytes:
        """The part with all looks."""
        xml = self._xml
        for name, elements in {**self._lists, "cellXfs": self._styles, "numFmts": self._formats}.items():
            start, end = _list_in(xml, name)
            xml = f'{xml[:start]}<{name} count="{len(elements)}">{"".join(elements)}</{name}>{xml[end:]}'
        return xml.encode()


def _list_in(xml: str, name: str) -> tuple[int, int]:
    found = re.search(rf"<{name}\b[^>]*>.*?</{name}>", xml, re.DOTALL)
    if found is None:
        raise ValueError(f"the styles have no {name}")
    return found.span()


def _elements(xml: str, name: str) -> list[str]:
    """The elements in a list of that name, as they are written."""
    start, end = _list_in(xml, name)
    inner = xml[xml.index(">", start) + 1 : xml.rindex("</", start, end)]
    return list(_each(inner))


def _each(xml: str) -> Iterator[str]:
    """The outermost elements one after the other; no list of looks has an element within another of its name."""
    position = 0
    while found := re.compile(r"<(\w+)\b[^>]*?(/?)>").search(xml, position):
        end = found.end() if found[2] else xml.index(f"</{found[1]}>", found.end()) + len(found[1]) + 3
        yield xml[found.start() : end]
        position = end


def _format_of(element: str) -> tuple[str, str]:
    number, code = re.search(r'numFmtId="(\d+)"', element), re.search(r'formatCode=("[^"]*"|\'[^\']*\')', element)
    return (number[1] if number else "0"), (code[1] if code else '""')


def _index(known: list[str], wanted: str) -> int:
    if wanted not in known:
        known.append(wanted)
    return known.index(wanted)


def _with(element: str, name: str, value: str) -> str:
    """The element with that attribute."""
    tag = re.match(r"<[^>]*?(?=/?>)", element)
    assert tag  # every element begins with its tag
    bare = re.sub(rf'\s{name}="[^"]*"', "", tag[0])
    return f'{bare} {name}="{value}"{element[tag.end() :]}'


def _aligned(element: str, alignment: str) -> str:
    bare = _ALIGNMENT.sub("", element)
    if bare.endswith("/>"):
        return f"{bare[:-2]}>{alignment}</xf>" if alignment else bare
    start = bare.index(">") + 1
    return bare[:start] + alignment + bare[start:]
