"""A module of a VBA project: code under a name, and the attributes that the editor hides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

#: VBA knows no other characters in a project of this code page: use ChrW() for them.
CODE_PAGE = 1252
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_ATTRIBUTE = re.compile(r'Attribute (\w+) = "?([^"]*)"?')


class Kind(Enum):
    """What a module belongs to: its keyword in the PROJECT stream, and the class that it is based on."""

    WORKBOOK = "Document", "0{00020819-0000-0000-C000-000000000046}"
    WORKSHEET = "Document", "0{00020820-0000-0000-C000-000000000046}"
    STANDARD = "Module", ""
    CLASS = "Class", "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"

    @property
    def keyword(self) -> str:
        """How PROJECT declares it."""
        return self.value[0]

    @property
    def base(self) -> str:
        """The class that it is based on; a standard module has none."""
        return self.value[1]


@dataclass(frozen=True)
class Module:
    """One module; `code` is what the editor shows. A class can exist by itself, and be seen from outside."""

    name: str
    kind: Kind
    code: str = ""
    predeclared: bool = False
    exposed: bool = False

    def __post_init__(self) -> None:
        """ValueError for a name that VBA does not take."""
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} cannot be the name of a VBA module")

    def source(self) -> bytes:
        """The whole text as the project stores it; ValueError for characters that the code page does not have."""
        text = "\r\n".join([*self._attributes(), *(self.code.split("\n") if self.code else ()), ""])
        try:
            return text.encode(f"cp{CODE_PAGE}")
        except UnicodeEncodeError as error:
            unknown = text[error.start]
            raise ValueError(f"the VBA module {self.name} holds {unknown!r}: write ChrW({ord(unknown)})") from error

    def _attributes(self) -> list[str]:
        name = f'Attribute VB_Name = "{self.name}"'
        if self.kind is Kind.STANDARD:
            return [name]
        is_document = self.kind is not Kind.CLASS
        return [
            name,
            f'Attribute VB_Base = "{self.kind.base}"',
            "Attribute VB_GlobalNameSpace = False",
            "Attribute VB_Creatable = False",
            f"Attribute VB_PredeclaredId = {is_document or self.predeclared}",
            f"Attribute VB_Exposed = {is_document or self.exposed}",
            "Attribute VB_TemplateDerived = False",
            f"Attribute VB_Customizable = {is_document}",
        ]


def read_module(text: str) -> Module:
    """The module in the text of a .bas or .cls file as the editor exports it; ValueError without its name."""
    lines = text.splitlines()
    is_class = lines[:1] == ["VERSION 1.0 CLASS"]
    if is_class:
        lines = lines[lines.index("END") + 1 :]
    attributes = {}
    while lines and (found := _ATTRIBUTE.match(lines[0])):  # the header is written anew
        attributes[found[1]] = found[2]
        del lines[0]
    if "VB_Name" not in attributes:
        raise ValueError("a VBA module begins with its name: Attribute VB_Name")
    return Module(
        attributes["VB_Name"],
        Kind.CLASS if is_class else Kind.STANDARD,
        "\n".join(lines),
        predeclared=attributes.get("VB_PredeclaredId") == "True",
        exposed=attributes.get("VB_Exposed") == "True",
    )


def documents(sheet_code_names: list[str]) -> list[Module]:
    """The empty modules that a workbook and each of its sheets must have, under their code names."""
    return [Module("ThisWorkbook", Kind.WORKBOOK), *(Module(name, Kind.WORKSHEET) for name in sheet_code_names)]
