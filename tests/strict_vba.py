"""What a VBA project says, read from its streams (MS-OVBA 2.3), and where they disagree.

It imports nothing from goalsheet on purpose: it is what the writers are held against.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from strict_compound_file import Tree, decompress, hold, read_compound_file

SOURCE_ONLY = b"\xcc\x61\xff\xff\x00\x01\x00"
STANDARD, NOT_STANDARD = 0x21, 0x22
LONGEST_LINE = 1023  # characters that VBA takes


@dataclass
class ReadModule:
    name: str
    other_name: str = ""
    stream: str = ""
    offset: int = -1
    standard: bool = False
    declared: str = ""
    source: str = ""

    @property
    def procedures(self) -> dict[str, str]:
        """The parameters of its public procedures by name."""
        found = re.finditer(r"^(?:Public )?(?:Sub|Function) (\w+)\(([^)]*)\)", self.source, re.MULTILINE)
        return {match[1]: match[2] for match in found}


@dataclass
class Project:
    modules: list[ReadModule] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def hold(self, condition: object, problem: str) -> None:
        if not condition:
            self.problems.append(problem)

    @property
    def documents(self) -> list[str]:
        return [module.name for module in self.modules if module.declared == "Document"]

    @property
    def macros(self) -> set[str]:
        """What a button can call: public procedures of standard modules, without parameters."""
        standard = [module for module in self.modules if module.standard]
        return {name for module in standard for name, parameters in module.procedures.items() if not parameters}


def read_project(data: bytes) -> Project:
    """The project and all its problems; Broken where it is no compound file or a stream cannot be unpacked."""
    tree = read_compound_file(data)
    hold({"VBA", "PROJECT", "PROJECTwm"} <= set(tree), f"the project holds only {sorted(tree)}")
    streams = {name: content for name, content in storage(tree["VBA"]).items() if isinstance(content, bytes)}
    project = Project()
    project.hold(streams.get("_VBA_PROJECT") == SOURCE_ONLY, "_VBA_PROJECT is not that of a source-only project")
    project.hold(not [name for name in streams if name.startswith("__SRP_")], "__SRP_ streams are there")
    read_directory(decompress(streams["dir"]), project)
    listed = {module.stream for module in project.modules}
    project.hold(set(streams) - {"dir", "_VBA_PROJECT"} == listed, f"streams {sorted(streams)}, listed {listed}")
    compare_names(stream(tree["PROJECTwm"]), project)
    compare_declarations(stream(tree["PROJECT"]).decode("cp1252"), project)
    for module in project.modules:
        read_source(module, streams.get(module.stream, b""), project)
    return project


def storage(found: Tree | bytes) -> Tree:
    hold(isinstance(found, dict), "VBA is no storage")
    return found if isinstance(found, dict) else {}


def stream(found: Tree | bytes) -> bytes:
    hold(isinstance(found, bytes), "a storage in place of a stream")
    return found if isinstance(found, bytes) else b""


def records(directory: bytes) -> Iterator[tuple[int, bytes, int]]:
    place = 0
    while place < len(directory):
        number, size = struct.unpack_from("<HI", directory, place)
        data = directory[place + 6 : place + 6 + size]
        place += 6 + size + (2 if number == 9 else 0)  # the version says 4 and has 6
        yield number, data, place


def read_directory(directory: bytes, project: Project) -> None:
    count, ends = 0, 0
    for number, data, end in records(directory):
        if number == 0x03:
            project.hold(data == struct.pack("<H", 1252), "the code page is not 1252")
        elif number == 0x0F:
            count = int.from_bytes(data, "little")
        elif number == 0x19:
            project.modules.append(ReadModule(data.decode("cp1252")))
        elif number == 0x10:
            ends = end
        elif project.modules:
            read_record(project.modules[-1], number, data)
    project.hold(count == len(project.modules), f"{count} modules are announced, {len(project.modules)} there")
    project.hold(ends == len(directory), "the dir stream does not end with its terminator")


def read_record(module: ReadModule, number: int, data: bytes) -> None:
    if number == 0x47:
        module.other_name = data.decode("utf-16-le")
    elif number == 0x1A:
        module.stream = data.decode("cp1252")
    elif number == 0x31:
        module.offset = int.from_bytes(data, "little")
    elif number in (STANDARD, NOT_STANDARD):
        module.standard = number == STANDARD


def compare_names(stream: bytes, project: Project) -> None:
    names = [module.name for module in project.modules]
    expected = b"".join(name.encode("cp1252") + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names) + b"\0\0"
    project.hold(stream == expected, "PROJECTwm does not list the modules of dir in their order")


def compare_declarations(text: str, project: Project) -> None:
    pattern = re.compile(r"^(Module|Class|Document|BaseClass)=([^/\r\n]+)", re.MULTILINE)
    declared = {match[2]: match[1] for match in pattern.finditer(text)}
    names = [module.name for module in project.modules]
    project.hold(list(declared) == names, f"PROJECT declares {list(declared)}, dir {names}")
    for module in project.modules:
        module.declared = declared.get(module.name, "")
        project.hold((module.declared == "Module") == module.standard, f"{module.name}: dir and PROJECT disagree")


def read_source(module: ReadModule, packed: bytes, project: Project) -> None:
    text = decompress(packed[module.offset :]).decode("cp1252")
    project.hold(module.offset == 0, f"{module.name}: compiled code before the source")
    project.hold(not re.search(r"(?<!\r)\n|\r(?!\n)", text), f"{module.name}: line ends are not all CR LF")
    project.hold(text.startswith(f'Attribute VB_Name = "{module.name}"\r\n'), f"{module.name}: VB_Name")
    project.hold(module.other_name == module.name, f"{module.name}: it has two names")
    project.hold(max(map(len, text.split("\r\n"))) <= LONGEST_LINE, f"{module.name}: a line is too long")
    module.source = text.replace("\r\n", "\n")
