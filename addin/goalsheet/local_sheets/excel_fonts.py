"""Fonts in the order that the file format wants: openpyxl writes their parts in another, which validators mind."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = "xl/styles.xml"
ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color"),
    *("name", "family", "charset", "scheme"),
)


def with_fonts_in_order(data: bytes) -> bytes:
    """The workbook with the parts of each font in order; everything else as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item, _ordered(content) if item.filename == STYLES else content)
    return out.getvalue()


def _ordered(styles: bytes) -> bytes:
    register_namespace("", MAIN)
    root: Element = fromstring(styles)  # noqa: S314 - openpyxl wrote it a moment ago
    for font in root.iter(f"{{{MAIN}}}font"):
        font[:] = sorted(font, key=lambda part: ORDER.index(part.tag.removeprefix(f"{{{MAIN}}}")))
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))
