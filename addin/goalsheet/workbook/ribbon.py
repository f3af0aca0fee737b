"""The texts of addin/ribbon with the buttons in them: the tab "Goals", and the macros of the add-in and of trackers."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from defusedxml import ElementTree

from goalsheet.layout.buttons import BUTTONS, GROUPS, TAB, TAB_KEYTIP, Group
from goalsheet.vba.module import Module, read_module

_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
_MACROS = re.compile(r"'@macros (.*)")  # and what each of them does
_CALLBACK = "PressGoalButton"


def addin_module() -> Module:
    """The macros of the add-in, which start Python."""
    return _module("addin.bas")


def tracker_module() -> Module:
    """The macros of a tracker, which call those of the add-in."""
    return _module("tracker.bas")


def _module(name: str) -> Module:
    frame = _text(name)
    call = _MACROS.search(frame)
    assert call is not None
    macros = [
        f"' {button.label}.\nPublic Sub {button.macro}()\n    "
        f"{call[1].format(handler=button.handler, macro=button.macro)}\nEnd Sub"
        for button in BUTTONS
    ]
    return read_module(frame.replace(call[0], "\n\n".join(macros)))


def ribbon_xml() -> bytes:
    """The tab "Goals" (customUI 2009, Excel 2010 and newer)."""
    register_namespace("", _NAMESPACE)
    root = ElementTree.fromstring(_text("goalsheet.xml"))
    tab = root.find(".//{*}tab")
    assert tab is not None
    tab.attrib.update(label=TAB, keytip=TAB_KEYTIP)
    for number, group in enumerate(GROUPS, 1):
        _add(tab, f"group_{number}", group)
    indent(root)
    text: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _add(tab: Element, own_id: str, group: Group) -> None:
    drawn = SubElement(tab, f"{{{_NAMESPACE}}}group", id=own_id, label=group.label)
    for button in group.buttons:
        attributes = {
            "id": button.handler,
            "tag": button.handler,
            "label": button.label,
            "size": "large",
            "imageMso": button.icon,
            "onAction": _CALLBACK,
            "screentip": button.screentip,
            "supertip": button.supertip,
            "keytip": button.keytip,
        }
        SubElement(drawn, f"{{{_NAMESPACE}}}button", attributes)


def _text(name: str) -> str:
    return (files("goalsheet.ribbon") / name).read_text(encoding="utf-8")
