"""Whether a workbook with macros hangs together the way Excel wants it: what no schema validator looks at.

It imports nothing from goalsheet on purpose: it is what the writers are held against.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from strict_compound_file import Broken
from strict_vba import Project, read_project

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
VML, OFFICE, EXCEL = (f"{{urn:schemas-microsoft-com:{name}}}" for name in ("vml", "office:office", "office:excel"))
TYPES, WORKBOOK, PROJECT = "[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"
#: The order of a sheet's parts (ECMA-376 part 1, 18.3.1.99); controls hide in an alternative.
ORDER = re.findall(
    r"\w+",
    """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
    autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
    hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
    ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects AlternateContent
    webPublishItems tableParts extLst""",
)
RIBBON = {"customUI", "ribbon", "tabs", "tab", "group", "button"}
CELLS = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")


class Package:
    """A workbook's parts and who refers to whom; `problems` grows while it is looked through."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self.problems: list[str] = []
        self.xml = {name: self.parsed(name) for name in self.names if name.endswith((".xml", ".rels", ".vml"))}
        self.targets: dict[tuple[str, str], str] = {}
        self.project: Project | None = None

    def parsed(self, name: str) -> Element:
        try:
            root: Element = ElementTree.fromstring(self.parts[name])
        except ParseError as error:
            self.problems.append(f"{name} is not well-formed: {error}")
            return Element("broken")
        return root

    def hold(self, condition: object, problem: str) -> None:
        if not condition:
            self.problems.append(problem)


def problems_of(data: bytes) -> list[str]:
    """Everything that is wrong; nothing if all is well."""
    package = Package(data)
    for look in (look_at_zip, look_at_types, look_at_relations, look_at_project, look_at_sheets, look_at_shapes):
        look(package)
    look_at_ribbon(package)
    return package.problems


def look_at_zip(package: Package) -> None:
    package.hold(package.names[0] == TYPES, f"{TYPES} does not come first")
    package.hold(len({name.lower() for name in package.names}) == len(package.names), "a part is there twice")


def look_at_types(package: Package) -> None:
    root = package.xml[TYPES]
    extensions = [(one.get("Extension") or "").lower() for one in root if one.tag.endswith("}Default")]
    parts = [(one.get("PartName") or "").removeprefix("/") for one in root if one.tag.endswith("}Override")]
    for known in (extensions, parts):
        package.hold(len(set(known)) == len(known), "a content type is said twice")
    for part in parts:
        package.hold(part in package.parts, f"a content type for {part}, which is not there")
    for name in package.names:
        known_type = name in parts or name.rpartition(".")[2].lower() in extensions
        package.hold(name == TYPES or known_type, f"no content type for {name}")
        package.hold("/ctrlProps/" not in name or name in parts, f"no content type of its own for {name}")
    main = next((one.get("ContentType") or "" for one in root if one.get("PartName") == f"/{WORKBOOK}"), "")
    package.hold("macroEnabled" in main, "the workbook's content type has no macros")


def look_at_relations(package: Package) -> None:
    reached = {TYPES}
    for name, root in package.xml.items():
        if not name.endswith(".rels"):
            continue
        source = name.replace("_rels/", "").removesuffix(".rels")
        reached.add(name)
        ids = [relation.get("Id") or "" for relation in root]
        package.hold(len(set(ids)) == len(ids), f"an Id is there twice in {name}")
        for own_id, relation in zip(ids, root, strict=True):
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), relation.get("Target") or ""))
            package.targets[source, own_id] = target.removeprefix("/")
            reached.add(target.removeprefix("/"))
            package.hold(target.removeprefix("/") in package.parts, f"{name} leads to {target}, which is not there")
    for name in set(package.names) - reached:
        package.problems.append(f"nothing leads to {name}")
    for name, root in package.xml.items():
        for element in root.iter():
            for attribute, value in element.attrib.items():
                is_known = not attribute.startswith(RELATION) or (name, value) in package.targets
                package.hold(is_known, f"{name}: {value} leads nowhere")


def look_at_project(package: Package) -> None:
    if PROJECT not in package.parts:
        package.problems.append("there is no VBA project")
        return
    try:
        package.project = read_project(package.parts[PROJECT])
    except (Broken, KeyError) as error:
        package.problems.append(f"{PROJECT}: {error}")
        return
    package.problems += package.project.problems
    properties = package.xml[WORKBOOK].find(f"{MAIN}workbookPr")
    names = [None if properties is None else properties.get("codeName")]
    for part in sheets(package).values():
        described = package.xml[part].find(f"{MAIN}sheetPr")
        names.append(None if described is None else described.get("codeName"))
    documents = package.project.documents
    package.hold(names == documents, f"code names {names}, but modules {documents}")


def sheets(package: Package) -> dict[str, str]:
    found = package.xml[WORKBOOK].iterfind(f"{MAIN}sheets/{MAIN}sheet")
    return {one.get("name") or "": package.targets.get((WORKBOOK, one.get(f"{RELATION}id") or ""), "") for one in found}


def look_at_sheets(package: Package) -> None:
    listed = [one.get("name") or "" for one in package.xml[WORKBOOK].iterfind(f"{MAIN}sheets/{MAIN}sheet")]
    package.hold(len({title.lower() for title in listed}) == len(listed), "two sheets have the same title")
    for title in listed:
        package.hold(len(title) <= 31 and not re.search(r"[\[\]:*?/\\]", title), f"the title {title}")
        package.hold(not title.endswith(".py"), f"{title} would make xlwings ask for a licence")
    for title, part in sheets(package).items():
        look_at_sheet(package, title, package.xml[part])


def look_at_sheet(package: Package, title: str, root: Element) -> None:
    places = [ORDER.index(local(element)) for element in root]
    package.hold(places == sorted(places), f"{title}: its elements are in the wrong order")
    for formula in root.iter(f"{MAIN}formula1"):
        text = formula.text or ""
        package.hold(not text.startswith('"') or len(text) <= 257, f"{title}: a list longer than 255 characters")
    boxes: list[tuple[int, int, int, int]] = []
    for merge in root.iter(f"{MAIN}mergeCell"):
        left, top, right, bottom = box = corners(merge.get("ref") or "")
        meets = any(left <= r and le <= right and top <= b and to <= bottom for le, to, r, b in boxes)
        package.hold(not meets, f"{title}: merged ranges meet at {merge.get('ref')}")
        boxes.append(box)


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def corners(cells: str) -> tuple[int, int, int, int]:
    found = CELLS.fullmatch(cells)
    assert found is not None
    left, top, right, bottom = found[1], found[2], found[3] or found[1], found[4] or found[2]
    return column(left), int(top), column(right), int(bottom)


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def look_at_shapes(package: Package) -> None:
    ids = {name: list(shape_ids(root)) for name, root in package.xml.items() if name.endswith(".vml")}
    for name, found in ids.items():
        package.hold(len(set(found)) == len(found), f"{name}: a shape id is there twice")
        for shape in package.xml[name].iter(f"{VML}shape"):
            look_at_shape(package, name, shape)
    everywhere = {own_id for found in ids.values() for own_id in found}
    for name, root in package.xml.items():
        for control in root.iter(f"{MAIN}control"):
            known = int(control.get("shapeId") or 0) in everywhere
            package.hold(known, f"{name}: the control {control.get('name')} has no shape")
        drawn = [one.get("id") for one in root.iter(f"{DRAWING}cNvPr")]
        package.hold(len(set(drawn)) == len(drawn), f"{name}: a drawing's id is there twice")
        for element in root.iter():
            look_at_macro(package, name, element.get("macro"))
            is_anchor = local(element) == "twoCellAnchor"
            package.hold(not is_anchor or element.find(f"{DRAWING}clientData") is not None, f"{name}: no clientData")
            color = element.get("val") if local(element) == "srgbClr" else None
            package.hold(color is None or re.fullmatch("[0-9A-F]{6}", color), f"{name}: the colour {color}")
        look_at_choices(package, name)


def look_at_choices(package: Package, name: str) -> None:
    text = package.parts[name].decode()
    for prefix in set(re.findall(r'Requires="(\w+)"', text)):
        package.hold(f"xmlns:{prefix}=" in text, f"{name}: {prefix} is required, and means nothing")


def shape_ids(root: Element) -> Iterator[int]:
    for shape in root.iter(f"{VML}shape"):
        yield int(re.sub(r"\D", "", shape.get("id") or "0"))


def look_at_shape(package: Package, name: str, shape: Element) -> None:
    data = shape.find(f"{EXCEL}ClientData")
    if data is None or data.get("ObjectType") != "Button":
        return
    clusters = {
        number for one in package.xml[name].iter(f"{OFFICE}idmap") for number in (one.get("data") or "").split(",")
    }
    own_id = int(re.sub(r"\D", "", shape.get("id") or "0"))
    package.hold(str(own_id // 1024) in clusters, f"{name}: shape {own_id} is outside {clusters}")
    anchor = data.findtext(f"{EXCEL}Anchor") or ""
    package.hold(re.fullmatch(r"\s*\d+(\s*,\s*\d+){7}\s*", anchor), f"{name}: the anchor {anchor}")
    look_at_macro(package, name, data.findtext(f"{EXCEL}FmlaMacro") or "nothing")


def look_at_macro(package: Package, name: str, macro: str | None) -> None:
    if macro and package.project:
        package.hold(macro.removeprefix("[0]!") in package.project.macros, f"{name}: there is no macro {macro}")


def look_at_ribbon(package: Package) -> None:
    callbacks = {
        name
        for module in (package.project.modules if package.project else [])
        for name, parameters in module.procedures.items()
        if parameters == "control As IRibbonControl"
    }
    for name, root in package.xml.items():
        if name.startswith("customUI/"):
            elements = list(root.iter())
            ids = [element.get("id") for element in elements if element.get("id")]
            package.hold(len(set(ids)) == len(ids), f"{name}: an id is there twice")
            for element in elements:
                package.hold(local(element) in RIBBON, f"{name}: there is no {local(element)} in a ribbon")
                action = element.get("onAction")
                package.hold(action is None or action in callbacks, f"{name}: there is no callback {action}")
