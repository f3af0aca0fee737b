"""VBA projects from text: every byte is read back by strict readers, by olevba, and compiled by pyOpenVBA."""

from __future__ import annotations

import contextlib
import struct
import zipfile
from pathlib import Path
from random import Random

import olevba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strict_compound_file import Broken, Tree, decompress, read_compound_file
from strict_vba import read_project

from goalsheet.vba.compound_file import write_compound_file
from goalsheet.vba.compression import compress
from goalsheet.vba.compression import decompress as decompressed
from goalsheet.vba.module import Kind, Module, documents, read_module
from goalsheet.vba.project import build_project, obfuscate
from goalsheet.vba.reading import declared_modules, module_source

SPARE = 'Attribute VB_Name = "Greeting"\nOption Explicit\n\nPublic Sub Greet()\n    MsgBox "Grüße – €"\nEnd Sub\n'

# --- compression -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plain", "packed"),
    [  # MS-OVBA 3.2.1 to 3.2.3; where several copies are equally long, the second takes another than we do
        (
            b"abcdefghijklmnopqrstuv.",
            "01 19 B0 00 61 62 63 64 65 66 67 68 00 69 6A 6B 6C 6D 6E 6F 70 00 71 72 73 74 75 76 2E",
        ),
        (
            b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
            (
                "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D 6E 6F 70 06 "
                "71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C"
            ),
        ),
        (b"a" * 73, "01 03 B0 02 61 45 00"),
    ],
)
def test_the_worked_examples_of_the_specification(plain: bytes, packed: str) -> None:
    assert decompress(bytes.fromhex(packed)) == plain
    assert len(compress(plain)) == len(bytes.fromhex(packed))
    assert decompress(compress(plain)) == plain


@given(st.text("ab \r\n=()", max_size=300).map(str.encode), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_what_is_compressed_comes_back(text: bytes, times: int) -> None:
    assert decompress(compress(text * times)) == text * times


@given(st.sampled_from([4095, 4096, 4097, 8191, 8192, 8193]), st.binary(min_size=1, max_size=40))
@settings(max_examples=40, deadline=None)
def test_the_ends_of_chunks_lose_nothing(size: int, pattern: bytes) -> None:
    plain = (pattern * size)[:size]
    assert decompress(compress(plain)) == plain


@given(st.integers())
@settings(max_examples=10, deadline=None)
def test_a_chunk_that_does_not_shrink_is_stored_as_it_is(seed: int) -> None:
    plain = Random(seed).randbytes(4096)
    assert len(compress(plain)) == 1 + 2 + 4096
    assert decompress(compress(plain)) == plain


def test_an_end_that_does_not_shrink_is_refused() -> None:
    with pytest.raises(ValueError, match="does not compress"):
        compress(Random(1).randbytes(4000))


# --- the compound file -----------------------------------------------------------------------------------------------

names = st.text("ABCabc019_", min_size=1, max_size=31)
sizes = st.sampled_from([0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 9000])
streams = st.builds(lambda size, letter: letter * size, sizes, st.sampled_from([b"x", b"\0", b"\xff"]))
storages = st.dictionaries(names, streams, max_size=12)


@given(storages, storages)
@settings(max_examples=80, deadline=None)
def test_what_is_written_into_a_compound_file_is_read_back(outer: dict[str, bytes], inner: dict[str, bytes]) -> None:
    tree: Tree = {**outer, "VBA.": dict(inner)}
    if any(len({name.upper() for name in level}) < len(level) for level in (outer, inner)):
        with pytest.raises(ValueError, match="differ only in capitals"):
            write_compound_file(tree)
    else:
        assert read_compound_file(write_compound_file(tree)) == tree


@pytest.mark.parametrize("count", [65, 99, 250])
def test_many_modules_are_no_harder_than_one(count: int) -> None:
    project = read_project(build_project(documents([f"Sheet{n}" for n in range(1, count + 1)])))
    assert project.problems == []
    assert len(project.documents) == count + 1


def test_a_file_of_more_than_six_megabytes_is_refused() -> None:
    with pytest.raises(ValueError, match="larger than 6 MB"):
        write_compound_file({"big": bytes(7_200_000)})


@pytest.mark.parametrize("name", ["a/b", "x" * 32, "Prüfung"])
def test_a_name_that_no_stream_may_have_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a name"):
        write_compound_file({name: b""})


# --- modules and projects --------------------------------------------------------------------------------------------


def test_a_module_is_read_from_its_text_and_read_back_by_others(tmp_path: Path) -> None:
    module = read_module(SPARE)
    assert module == Module("Greeting", Kind.STANDARD, SPARE.split("\n", 1)[1].rstrip("\n"))
    data = build_project([*documents(["Sheet1"]), module])
    project = read_project(data)
    assert project.problems == []
    assert [(one.name, one.declared) for one in project.modules] == [
        ("ThisWorkbook", "Document"),
        ("Sheet1", "Document"),
        ("Greeting", "Module"),
    ]
    assert project.modules[2].source == SPARE
    (tmp_path / "vbaProject.bin").write_bytes(data)
    assert olevba.sources(tmp_path / "vbaProject.bin")["Greeting.bas"] == SPARE


def test_a_class_keeps_whether_it_exists_by_itself() -> None:
    text = (
        "VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1  'True\nEND\n"
        'Attribute VB_Name = "Box"\nAttribute VB_PredeclaredId = True\nAttribute VB_Exposed = False\nDim x\n'
    )
    module = read_module(text)
    assert module == Module("Box", Kind.CLASS, "Dim x", predeclared=True)
    source = read_project(build_project([*documents(["Sheet1"]), module])).modules[2].source
    assert "Attribute VB_PredeclaredId = True\nAttribute VB_Exposed = False\n" in source


def test_equal_modules_make_equal_bytes() -> None:
    assert build_project([*documents(["Sheet1"]), read_module(SPARE)]) == build_project(
        [*documents(["Sheet1"]), read_module(SPARE.replace("\n", "\r\n"))]
    )


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ([Module("Alone", Kind.STANDARD)], "exactly one module for its workbook"),
        ([*documents(["Sheet1"]), Module("sheet1", Kind.STANDARD)], "two VBA modules have the same name"),
        ([*documents([]), Module("Arrow", Kind.STANDARD, "' → here")], r"Arrow holds '→': write ChrW\(8594\)"),
    ],
)
def test_what_excel_would_not_open_is_refused(modules: list[Module], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build_project(modules)


@pytest.mark.parametrize("name", ["", "1st", "has space", "x" * 32, "Ä"])
def test_a_name_that_vba_does_not_take_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name of a VBA module"):
        Module(name, Kind.STANDARD)


def test_a_text_without_a_name_is_no_module() -> None:
    with pytest.raises(ValueError, match="begins with its name"):
        read_module("Option Explicit\n")


def reveal(field: str, project_id: str) -> bytes:
    """The other way round, as MS-OVBA 2.4.3.3 tells a reader."""
    hidden = bytes.fromhex(field)
    seed, key = hidden[0], hidden[0] ^ hidden[2]
    assert hidden[0] ^ hidden[1] == 2
    assert key == sum(project_id.encode()) & 0xFF
    plain, before = bytearray(), key
    for place in range(3, len(hidden)):
        before = hidden[place] ^ (hidden[place - 2] + before & 0xFF)
        plain.append(before)
    ignored = (seed & 6) // 2
    [length] = struct.unpack_from("<I", plain, ignored)
    assert len(plain) == ignored + 4 + length
    return bytes(plain[ignored + 4 :])


@given(st.binary(max_size=20), st.integers(0, 255))
def test_the_fields_on_protection_can_be_read(data: bytes, seed: int) -> None:
    own_id = "{1B8A0D57-6C0E-5C0B-9C39-3C6E0B6C2E7D}"
    assert reveal(obfuscate(data, own_id, seed), own_id) == data


@pytest.mark.parametrize("length", [100, 3072])
def test_the_strict_reader_refuses_what_is_cut_off(length: int) -> None:
    with pytest.raises(Broken):
        read_project(build_project([*documents(["Sheet1"]), read_module(SPARE)])[:length])


def test_xlwings_own_modules_are_carried_word_for_word() -> None:
    xlwings = Path(pytest.importorskip("xlwings").__file__).parent
    texts = [(xlwings / name).read_text(encoding="utf-8") for name in ("xlwings.bas", "addin/Dictionary.cls")]
    modules = [read_module(text) for text in texts]
    project = read_project(build_project([*documents(["Sheet1"]), *modules]))
    assert project.problems == []
    for module, text in zip(project.modules[2:], texts, strict=True):
        body = text[text.index("Option Explicit" if module.declared == "Class" else "#Const") :]
        assert module.source.endswith(body)


@given(st.text("ab \r\n=()", max_size=300).map(str.encode), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_our_own_reader_takes_back_what_we_compress(text: bytes, times: int) -> None:
    assert decompressed(compress(text * times)) == text * times


def test_projects_that_others_have_saved_can_be_read() -> None:
    xlwings = Path(pytest.importorskip("xlwings").__file__).parent
    with zipfile.ZipFile(xlwings / "quickstart_standalone.xlsm") as book:
        project = book.read("xl/vbaProject.bin")
    assert "Sub SampleCall()" in module_source(project, "Module1")
    assert module_source(project, "xlwings").endswith((xlwings / "xlwings.bas").read_text(encoding="utf-8")[-500:])
    with pytest.raises(ValueError, match="has no module Module2"):
        module_source(project, "Module2")
    assert declared_modules(project) == {
        "ThisWorkbook": "Document",
        "Sheet1": "Document",
        "Sheet2": "Document",
        "Module1": "Module",
        "xlwings": "Module",
        "Dictionary": "Class",
    }


@given(st.binary(max_size=40), st.integers(0, 6000))
@settings(max_examples=60, deadline=None)
def test_a_damaged_project_is_said_to_be_one(noise: bytes, place: int) -> None:
    data = bytearray(build_project([*documents(["Sheet1"]), read_module(SPARE)]))
    data[place : place + len(noise)] = noise
    with contextlib.suppress(ValueError):  # and nothing else, nor a circle without an end
        declared_modules(bytes(data))
        module_source(bytes(data), "Greeting")
