"""Buttons on a sheet as Excel 2016 writes its form controls: the same button in four parts.

VML, which alone shows it and binds its macro (ECMA-376 part 4, 19); the control and its properties, and a hidden proxy
among the drawings, which Excel adds since 2010 (MS-XLSX 2.4.39, 2.6.1; MS-ODRAWXML 2.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.layout.pixels import column_pixels, forward
from goalsheet.layout.plan import PlacedButton, Sheet
from goalsheet.workbook.texts import escape, quoted

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
EXCEL_2010 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
OFFICE_2010 = "http://schemas.microsoft.com/office/drawing/2010/main"

PIXEL = 9525  # English metric units
_USUAL_WIDTH, _USUAL_HEIGHT = 64, 20  # pixels of a column and a row that nothing is said about
_IDS = 1024  # shape ids that belong to a sheet; its first is the sheet's number times this

_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{sheet}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" '
    'o:connecttype="rect"/><o:lock v:ext="edit" shapetype="t"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t201" alt={alt} style="position:absolute;margin-left:{left:g}pt;'
    'margin-top:{top:g}pt;width:{width:g}pt;height:{height:g}pt;z-index:{order};mso-wrap-style:tight" '
    'o:button="t" fillcolor="buttonFace [67]" strokecolor="windowText [64]" o:insetmode="auto">'
    '<v:fill color2="buttonFace [67]" o:detectmouseclick="t"/><o:lock v:ext="edit" rotation="t"/>'
    '<v:textbox style="mso-direction-alt:auto" o:singleclick="f"><div style="text-align:center">'
    '<font face="Calibri" size="200" color="#000000">{label}</font></div></v:textbox>'
    '<x:ClientData ObjectType="Button"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>{paper}'
    "<x:AutoFill>False</x:AutoFill><x:FmlaMacro>[0]!{macro}</x:FmlaMacro>"
    "<x:TextHAlign>Center</x:TextHAlign><x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape>"
)
_OFF_PAPER = "<x:PrintObject>False</x:PrintObject>"
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    f'<formControlPr xmlns="{EXCEL_2010}" objectType="Button" lockText="1"/>'
).encode()
_CONTROL = (
    '<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="{id}" r:id="{relation}" name={name}>'
    '<controlPr defaultSize="0"{paper} autoFill="0" autoPict="0" macro="[0]!{macro}" altText={alt}>'
    "<anchor>{begin}{end}</anchor></controlPr></control></mc:Choice></mc:AlternateContent>"
)
_PROXY = (
    f'<mc:AlternateContent xmlns:mc="{CHOICE}"><mc:Choice xmlns:a14="{OFFICE_2010}" Requires="a14">'
    '<xdr:twoCellAnchor editAs="absolute">{begin}{end}<xdr:sp macro="" textlink=""><xdr:nvSpPr>'
    '<xdr:cNvPr id="{id}" name={name} descr={alt} hidden="1"><a:extLst>'
    '<a:ext uri="{{63B3BB69-23CF-44E3-9099-C40C66FF867C}}"><a14:compatExt spid="_x0000_s{id}"/></a:ext></a:extLst>'
    '</xdr:cNvPr><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr bwMode="auto"><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    '<a:ln w="9525"><a:miter lim="800000"/><a:headEnd/><a:tailEnd/></a:ln></xdr:spPr>'
    '<xdr:txBody><a:bodyPr vertOverflow="clip" wrap="square" lIns="45720" tIns="45720" rIns="45720" bIns="45720" '
    'anchor="ctr" upright="1"/><a:lstStyle/><a:p><a:pPr algn="ctr" rtl="0"><a:defRPr sz="1000"/></a:pPr><a:r>'
    '<a:rPr lang="en-US" sz="1000" b="0" i="0" u="none" strike="noStrike" baseline="0"><a:solidFill>'
    '<a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Calibri"/><a:cs typeface="Calibri"/></a:rPr>'
    "<a:t>{label}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData{paper}/></xdr:twoCellAnchor></mc:Choice>"
    "<mc:Fallback/></mc:AlternateContent>"
)


@dataclass(frozen=True)
class Corner:
    """A point of a sheet: a cell (from 0), and pixels into it."""

    column: int
    right: int
    row: int
    down: int

    def marker(self, element: str) -> str:
        """The point as a drawing's anchor says it."""
        return (
            f"<{element}><xdr:col>{self.column}</xdr:col><xdr:colOff>{self.right * PIXEL}</xdr:colOff>"
            f"<xdr:row>{self.row}</xdr:row><xdr:rowOff>{self.down * PIXEL}</xdr:rowOff></{element}>"
        )


@dataclass(frozen=True)
class DrawnButton:
    """A button with its place on the sheet, ready to be written into the four parts."""

    placed: PlacedButton
    sheet: Sheet
    number: int  # of the sheet, from 1
    order: int  # among the sheet's buttons, from 1

    @property
    def corners(self) -> tuple[Corner, Corner]:
        """Its upper left and its lower right corner."""
        placed = self.placed
        row, column = placed.cell
        begin = Corner(column - 1, placed.left, row - 1, placed.top)
        last_column, right = forward(column, placed.left + placed.width, self._width)
        last_row, down = forward(row, placed.top + placed.height, self._height)
        return begin, Corner(last_column - 1, right, last_row - 1, down)

    def vml(self) -> str:
        """The shape that shows the button and calls its macro."""
        begin, end = self.corners
        numbers = [n for at in (begin, end) for n in (at.column, at.right, at.row, at.down)]
        left = sum(map(self._width, range(1, begin.column + 1))) + begin.right
        top = sum(map(self._height, range(1, begin.row + 1))) + begin.down
        sizes = {"left": left, "top": top, "width": self.placed.width, "height": self.placed.height}
        return _SHAPE.format(
            **self._described(_OFF_PAPER),
            **{name: pixels * 0.75 for name, pixels in sizes.items()},
            order=self.order,
            anchor=", ".join(map(str, numbers)),
        )

    def control(self, relation: str) -> str:
        """What the sheet says about the control; `relation` leads to its properties."""
        return _CONTROL.format(**self._described(' print="0"'), relation=relation, **self._anchor(""))

    def proxy(self) -> str:
        """The hidden shape that stands for it among the drawings."""
        return _PROXY.format(**self._described(' fPrintsWithSheet="0"'), **self._anchor("xdr:"))

    def _described(self, off_paper: str) -> dict[str, object]:
        button = self.placed.button
        return {
            "id": self.number * _IDS + self.order,
            "name": quoted(button.macro),
            "alt": quoted(button.screentip),
            "label": escape(button.label),
            "macro": button.macro,
            "paper": "" if self.placed.printed else off_paper,
        }

    def _anchor(self, prefix: str) -> dict[str, str]:
        begin, end = self.corners
        return {"begin": begin.marker(f"{prefix}from"), "end": end.marker(f"{prefix}to")}

    def _width(self, column: int) -> int:
        width = self.sheet.widths.get(column)
        return _USUAL_WIDTH if width is None else column_pixels(width)

    def _height(self, row: int) -> int:
        height = self.sheet.heights.get(row)
        return int(height * 96 / 72 + 0.5) if isinstance(height, (int, float)) else _USUAL_HEIGHT


def drawn_buttons(sheet: Sheet, number: int) -> list[DrawnButton]:
    """The buttons of the sheet that is the workbook's `number`th, from 1."""
    return [DrawnButton(placed, sheet, number, order) for order, placed in enumerate(sheet.buttons, 1)]


def vml_part(buttons: Sequence[DrawnButton]) -> bytes:
    """The VML part of a sheet with those buttons."""
    head = _HEAD.format(sheet=buttons[0].number)
    return (head + "".join(button.vml() for button in buttons) + "</xml>").encode()


def drawing_part(buttons: Sequence[DrawnButton]) -> bytes:
    """The drawing part with their proxies."""
    proxies = "".join(button.proxy() for button in buttons)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    return f'{head}<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="{SHAPES}">{proxies}</xdr:wsDr>'.encode()


def controls(buttons: Sequence[DrawnButton], relations: Sequence[str]) -> str:
    """The sheet's list of controls; `relations` lead to their properties."""
    inner = "".join(button.control(name) for button, name in zip(buttons, relations, strict=True))
    return (
        f'<mc:AlternateContent><mc:Choice Requires="x14"><controls>{inner}</controls></mc:Choice></mc:AlternateContent>'
    )
