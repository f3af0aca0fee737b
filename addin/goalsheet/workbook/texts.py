"""Text inside the XML parts of a workbook: escaping, and alternative texts that openpyxl cannot write."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from goalsheet.layout.plan import Design

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: What Excel would take for a character that XML cannot hold.
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_WORK = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_x")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_"})

_IN_QUOTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

FIXED_TIME = b"2026-01-01T00:00:00Z"  # same design, same bytes: openpyxl writes the time of saving
#: LibreOffice trusts the stored results of this program; of one that it does not know it calculates all again.
_PROGRAM = b"<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion>"
_SAVED_BY = re.compile(rb"<Application>.*</AppVersion>")
_SAVED_AT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

#: A personnel number such as 0007 is text on purpose: no green triangle for it.
_IGNORED = b'<ignoredErrors><ignoredError sqref="A1:XFD2000" numberStoredAsText="1"/></ignoredErrors>'
_AFTER_IGNORED = re.compile(rb"<(?:drawing|legacyDrawing|tableParts|extLst)\b|</worksheet>")

TABLE_EXTENSION = (
    '<extLst><ext uri="{{504A1905-F514-4f6f-8877-14C23A59335A}}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    "<x14:table altText={name} altTextSummary={text}/></ext></extLst>"
)


def escape(text: str) -> str:
    """Text as XML character data the way Excel writes it: what XML cannot hold is dropped, `_x0041_` stays literal."""
    if not _NEEDS_WORK.search(text):
        return text
    return LOOKS_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", text)).translate(_ESCAPES)


def quoted(text: str) -> str:
    """Text as the value of an attribute, in its quotation marks.

    Not by xml.sax.saxutils, which brings the whole of Python's HTTP client with it at every start.
    """
    return f'"{escape(text).translate(_IN_QUOTES)}"'


def printable(text: str) -> str:
    """Text as openpyxl can be given it, which escapes markup only: the same otherwise."""
    return LOOKS_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", text)) if _NEEDS_WORK.search(text) else text


#: The order of a font's elements in the standard's schema; openpyxl writes another one.
FONT_ORDER = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name")


def length(text: str) -> int:
    """How long Excel takes a text to be: an emoji counts as two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def finish(data: bytes, design: Design) -> bytes:
    """The workbook with what openpyxl leaves undone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, xml in finished_parts(data, design).items():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), xml, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def finished_parts(data: bytes, design: Design) -> dict[str, bytes]:
    """Its parts with alternative texts, no warnings on ids, fonts in the schema's order, and fixed dates."""
    drawings = _drawings(design)
    tables = {table.name: table.alt for sheet in design.sheets for table in sheet.tables if table.alt}
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        for member in old.infolist():
            xml = old.read(member)
            if member.filename.startswith("xl/drawings/drawing"):
                xml = _describe_charts(xml.decode(), drawings[member.filename]).encode()
            elif member.filename.startswith("xl/tables/table"):
                xml = _describe_table(xml.decode(), tables).encode()
            elif member.filename.startswith("xl/worksheets/sheet"):
                xml = _AFTER_IGNORED.sub(_IGNORED + rb"\g<0>", xml, count=1)
            elif member.filename == "docProps/core.xml":
                xml = _SAVED_AT.sub(FIXED_TIME, xml)
            elif member.filename == "docProps/app.xml":
                xml = _SAVED_BY.sub(_PROGRAM, xml)
            elif member.filename == "xl/styles.xml":
                xml = _order_fonts(xml)
            parts[member.filename] = xml
    return parts


def _drawings(design: Design) -> dict[str, list[str]]:
    """The alternative texts of each drawing's charts: openpyxl numbers the drawings in the order of the sheets."""
    drawn = [[chart.alt for chart in sheet.charts] for sheet in design.sheets if sheet.charts]
    return {f"xl/drawings/drawing{number}.xml": texts for number, texts in enumerate(drawn, 1)}


def _describe_charts(xml: str, texts: list[str]) -> str:
    def describe(match: re.Match[str]) -> str:
        return f"{match[0][:-2].rstrip()} descr={quoted(texts[int(match[1]) - 1])}/>"

    return re.sub(r'<(?:\w+:)?cNvPr id="\d+" name="Chart (\d+)"\s*/>', describe, xml)


def _describe_table(xml: str, texts: dict[str, str]) -> str:
    name = re.search(r'displayName="([^"]*)"', xml)
    text = texts.get(name[1]) if name else None
    if not name or not text:
        return xml
    extension = TABLE_EXTENSION.format(name=quoted(name[1]), text=quoted(text))
    return xml.replace("</table>", extension + "</table>")


def _order_fonts(xml: bytes) -> bytes:
    def rank(element: etree._Element) -> int:
        name = etree.QName(element).localname
        return FONT_ORDER.index(name) if name in FONT_ORDER else len(FONT_ORDER)

    root = etree.fromstring(xml)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=rank)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
