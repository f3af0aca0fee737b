"""Where a company's own workbook is filled in besides cells: headers, sheet titles, properties; and where not."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from own_designs import (
    MAIN,
    RELATIONS,
    TITLE,
    TODAY,
    designed,
    made,
    members_of,
    mentioning,
    refusal,
    rewritten,
    sheet_xml,
    somebody,
)

from goalsheet.template.maker import DesignMaker
from goalsheet.tracker.person import Manager

# --- places that are not filled in

SHAPES = f"""<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:r="{RELATIONS}">
<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Box" descr="%s"/></xdr:nvSpPr>
<xdr:txBody><a:p><a:r><a:t>Dear {{</a:t></a:r><a:r><a:t>%s</a:t></a:r></a:p></xdr:txBody></xdr:sp>
<xdr:sp textlink="Goals!A1"><xdr:txBody><a:p><a:t>{{{{ person.name }}}}</a:t></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"""


def with_shapes(path: Path, text: str, description: str) -> Path:
    """The same workbook with a text box on its first sheet, which has a description for those who do not see it."""
    relations = f'<Relationships><Relationship Id="rId9" Type="{RELATIONS}/drawing" Target="../drawings/d9.xml"/>'
    return rewritten(
        path,
        {
            "xl/drawings/d9.xml": (SHAPES % (description, text)).encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": f"{relations}</Relationships>".encode(),
        },
    )


def scattered(book: Workbook) -> None:
    notes = book.create_sheet("Notes")
    notes["A1"] = "For {{ person.name }}"
    notes["A1"].comment = Comment("Ask {{ manager.name }}", "HR")
    notes["A2"] = "Write to us"
    notes["A2"].hyperlink = "mailto:%7B%7B%20person.email%20%7D%7D"
    validation = DataValidation("list", formula1='"Yes,No"', promptTitle="For {{ person.name }}", prompt="{1}")
    validation.add("C1")
    notes.add_data_validation(validation)
    chart = BarChart()
    chart.title = "Goals of {{ person.name }}"
    chart.add_data(Reference(notes, min_col=1, min_row=1, max_row=2))
    notes.add_chart(chart, "F2")


def test_tokens_in_places_that_are_not_filled_in_are_told_once(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.id }}"}, scattered)
    with_shapes(path, "{ person.first_name }}", "A photo of {{ person.name }}")
    (note,) = DesignMaker(path, TODAY).notes
    assert note == (
        "company.xlsx: {{ … }} stays as it is, for everybody, in a text box on sheet Goals, an alternative text on "
        "sheet Goals, an input message on sheet Notes, a link on sheet Notes, a comment on sheet Notes, a chart on "
        "sheet Notes. Move it to a cell, a header or footer, a sheet title or a document property: these are filled "
        "in."
    )


def test_links_and_shapes_that_follow_are_not_told(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "{{ person.id }}"}, mentioning)
    assert DesignMaker(path, TODAY).notes == ()
    path = with_shapes(designed(tmp_path, {"A1": "{{ person.id }}"}), "no } value", "{1,2}")
    assert DesignMaker(path, TODAY).notes == ()


def test_a_template_whose_only_token_is_not_filled_in_is_refused_for_it(tmp_path: Path) -> None:
    assert refusal(with_shapes(designed(tmp_path, {"A1": "x"}), "{ person.name }}", "")) == (
        "company.xlsx is the same for everybody.\n"
        "  company.xlsx: {{ … }} stays as it is, for everybody, in a text box on sheet Goals. "
        "Move it to a cell, a header or footer, a sheet title or a document property: these are filled in."
    )


@pytest.mark.slow
def test_the_command_says_so_before_anything_goes_out(tmp_path: Path) -> None:
    with_shapes(designed(tmp_path, {"A1": "{{ person.id }}"}), "{ person.name }}", "")
    (tmp_path / "people.csv").write_text("id,name\n1,Ann Ek\n", encoding="utf-8")
    command = [sys.executable, "-m", "goalsheet.scripts", "generate", "people.csv", "--template", "company.xlsx"]
    said = "Note: company.xlsx: {{ … }} stays as it is, for everybody, in a text box on sheet Goals."
    utf8 = os.environ | {"PYTHONUTF8": "1"}
    for more in (["--dry-run"], []):
        done = subprocess.run([*command, *more], cwd=tmp_path, capture_output=True, check=True, env=utf8, timeout=120)
        assert said in done.stderr.decode()


# --- headers and footers


def headed(folder: Path, text: str, tag: str = "oddHeader") -> Path:
    path = designed(folder, {"A1": "{{ person.id }}"})
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").encode()
    new = b"<headerFooter><%b>%b</%b></headerFooter></worksheet>" % (tag.encode(), escaped, tag.encode())
    return rewritten(path, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</worksheet>", new)})


def header_of(data: bytes) -> str:
    found = re.search(r"<(?:odd|even|first)(?:Header|Footer)>(.*)</(?:odd|even|first)", sheet_xml(data), re.DOTALL)
    assert found is not None
    return found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("&L&9&K5B6675{{ person.name }}&RPage &P", "Ann", "&L&9&K5B6675Ann&RPage &P"),
        ("&C{{ person.name }}", "R&D", "&CR&&D"),
        ("&C{{ person.name }}", "&R&9x", "&C&&R&&9x"),
        ("&C&9{{ person.name }}", "5 Ways", "&C&9 5 Ways"),
        ("&C&9{{ person.name }}", "Ann 5", "&C&9Ann 5"),
        ("&C&&9{{ person.name }}", "5", "&C&&95"),
        ("&C&9{{ person.name }}2026", "", "&C&9 2026"),
        ("&CPage &P{{ person.name }}", "+5", "&CPage &P +5"),
        ("&CA &&{{ person.name }}", "B", "&CA &&B"),
        ('&C&"Arial,Bold"{{ person.name }}', '"x" <b>', '&C&"Arial,Bold""x" <b>'),
        ("&L{% if person.name %}&B{{ person.name }}{% endif %}&R&D", "R&D", "&L&BR&&D&R&D"),
        ("&C{{ person.name }}", "_x0041_x0042_", "&C_&S&Sx0041_&S&Sx0042_"),
        ("&L{{ person.name }}\n{{ person.id }}", "a\r\nb", "&La\nb\n5"),
    ],
)
def test_headers_print_values_literally_and_keep_their_codes(
    tmp_path: Path, text: str, name: str, printed: str
) -> None:
    assert header_of(made(headed(tmp_path, text), somebody(name=name))) == printed


@pytest.mark.parametrize("tag", ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"])
def test_all_headers_and_footers_are_filled_in(tmp_path: Path, tag: str) -> None:
    assert header_of(made(headed(tmp_path, "&L{{ person.name }}", tag))) == "&LAnn O'Neil"


def test_too_long_headers_lose_the_end_of_the_longest_value(tmp_path: Path) -> None:
    path = headed(tmp_path, "&L{{ person.name }}&C{{ person.department }}&R&P of &N")
    printed = header_of(made(path, somebody(name="Ann", department="x&" * 400)))
    assert printed.startswith("&LAnn&Cx&&x&&x")
    assert printed.endswith("…&R&P of &N")
    assert len(printed) <= 255
    assert re.sub("&&", "", printed).count("&") == 5


def test_an_ampersand_right_before_a_token_is_refused(tmp_path: Path) -> None:
    assert refusal(headed(tmp_path, "&LTom &{{ person.name }}", "oddFooter")) == (
        "company.xlsx has 1 problem.\n"
        "  company.xlsx, sheet Goals, footer: an & stands right before {{ … }}; there it begins a code. "
        "Write && for an ampersand."
    )


# --- sheet titles

LINK = '<Relationship Id="rId8" Type="x/hyperlink" Target="#\''


def test_everything_that_mentions_a_sheet_follows_its_title(tmp_path: Path) -> None:
    path = designed(tmp_path, {"A1": "Goals of {{ person.name }}", "A2": f"See '{TITLE}'!A1"}, mentioning)
    listed = f"<TitlesOfParts><vt:lpstr>{TITLE}</vt:lpstr><vt:lpstr>'{TITLE}'!Print_Area</vt:lpstr></TitlesOfParts>"
    rewritten(
        path,
        {
            "docProps/app.xml": lambda xml: xml.replace(b"</Properties>", f"{listed}</Properties>".encode()),
            "xl/pivotCache/pivotCacheDefinition1.xml": (
                f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet">'
                f'<worksheetSource ref="A1:B2" sheet="{TITLE}"/></cacheSource></pivotCacheDefinition>'
            ).encode(),
            "xl/drawings/_rels/drawing1.xml.rels": lambda xml: xml.replace(
                b"</Relationships>", f"{LINK}{TITLE}'!A1\"/></Relationships>".encode()
            ),
            "xl/drawings/_rels/drawing2.xml.rels": (
                f"<Relationships>{LINK}For%20%7B%7B%20person.first_name%20%7d%7d'!A1\"/></Relationships>"
            ).encode(),
        },
    )
    before, after = members_of(path.read_bytes()), members_of(made(path, somebody(first_name="O'Ann")))
    title, quoted = "For O'Ann", "'For O''Ann'"

    def followed(part: str) -> None:
        expected = (
            before[part]
            .decode()
            .replace("<v></v>", "")
            .replace(f"'{TITLE}'", quoted)
            .replace(TITLE, title.replace("'", "&apos;"))
        )
        assert after[part].decode() == expected

    for part in ("xl/worksheets/sheet2.xml", "xl/charts/chart1.xml", "docProps/app.xml", "xl/workbook.xml"):
        followed(part)
    followed("xl/pivotCache/pivotCacheDefinition1.xml")
    assert after["xl/drawings/_rels/drawing1.xml.rels"].count(b"#&apos;For O&apos;&apos;Ann&apos;!A1") == 1
    assert after["xl/drawings/_rels/drawing2.xml.rels"].count(b"#&apos;For%20O&apos;&apos;Ann&apos;!A1") == 1
    assert f'<f>{quoted}!A1&amp;"x"</f>'.encode() in after["xl/worksheets/sheet1.xml"]
    assert b"See 'For O'Ann'!A1" in after["xl/worksheets/sheet1.xml"]
    assert not [part for part, xml in after.items() if b"{{" in xml]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Ann", "Ann"),
        ("[A/B]: what?*\\", "A B what"),
        ("'Ann'", "Ann"),
        ('Ann "Bo" Lee', "Ann Bo Lee"),
        ("x" * 40, "x" * 31),
        ("😀" * 20, "😀" * 15),
        ("a" * 30 + " b", "a" * 30),
        ("", "Sheet"),
        ("' '", "Sheet"),
        ("\x00\ud800", "Sheet"),
        ("History", "History (2)"),
        ("hISTORY", "hISTORY (2)"),
        ("notes", "notes (2)"),
        ("n" * 31, "n" * 31),
        ("R&D <x>", "R&D <x>"),
        ("_x0041_", "-x0041_"),
    ],
)
def test_a_title_is_one_that_excel_takes(tmp_path: Path, name: str, title: str) -> None:
    def titled(book: Workbook) -> None:
        book["Goals"].title = "{{ person.name }}"
        book.create_sheet("Notes")

    data = made(designed(tmp_path, {"A1": "x"}, titled), somebody(name=name))
    assert load_workbook(io.BytesIO(data)).sheetnames == [title, "Notes"]


def test_titles_that_would_be_the_same_are_told_apart(tmp_path: Path) -> None:
    def titled(book: Workbook) -> None:
        book["Goals"].title = "{{ person.name }}"
        book.create_sheet("{{ person.first_name }}")["A1"] = "='{{ person.name }}'!A1"
        book.create_sheet("{{ manager.name }}")["A1"] = "='{{ person.first_name }}'!A1+'{{ manager.name }}'!B1"

    path = designed(tmp_path, {"A1": 1}, titled)
    long = "Ann " * 7 + "ABCD"
    data = made(path, somebody(name=long, first_name=long.upper(), manager=Manager("1", f"{long}?")))
    stem = "Ann " * 6 + "Ann"
    names = [long[:31], f"{long.upper()[:27]} (2)", f"{stem} (3)"]
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == names
    assert [sheet["A1"].value for sheet in book] == [1, f"='{names[0]}'!A1", f"='{names[1]}'!A1+'{names[2]}'!B1"]


def test_references_to_other_workbooks_stay(tmp_path: Path) -> None:
    def titled(book: Workbook) -> None:
        book["Goals"]["A2"] = f"='[1]{TITLE}'!A1"
        book["Goals"].title = TITLE

    message = refusal(designed(tmp_path, {"A1": 1}, titled))
    assert "cell A2: {{ … }} cannot be filled in inside a formula." in message


@pytest.mark.parametrize("formula", [f"SUM('{TITLE}:Notes'!A1)", f"SUM('Notes:{TITLE}'!A1)"])
def test_references_across_sheets_are_refused(tmp_path: Path, formula: str) -> None:
    def titled(book: Workbook) -> None:
        book["Goals"].title = TITLE
        book.create_sheet("Notes")
        book.defined_names.add(DefinedName("Sum", attr_text=formula))

    assert refusal(designed(tmp_path, {"A1": 1}, titled)) == (
        "company.xlsx has 1 problem.\n"
        f"  company.xlsx, title of sheet {TITLE}: a formula runs from this sheet to another ('one:other'!A1), "
        "so its title cannot vary. Give the sheet a fixed title, or name the sheets one by one."
    )


# --- document properties


def test_document_properties_are_filled_in(tmp_path: Path) -> None:
    def described(book: Workbook) -> None:
        book.properties.title = "Goals of {{ person.name }}"
        book.properties.creator = "{{ manager.name }}"
        book.properties.description = "{{ person.location }}"
        book.custom_doc_props.append(StringProperty(name="Owner", value="{{ person.department }}"))

    path = designed(tmp_path, {"A1": "x"}, described)
    company = b"<Company>{{ person.department }} &amp; Co</Company></Properties>"
    rewritten(path, {"docProps/app.xml": lambda xml: xml.replace(b"</Properties>", company)})
    data = made(path)
    book = load_workbook(io.BytesIO(data))
    assert (book.properties.title, book.properties.creator, book.properties.description) == (
        "Goals of Ann O'Neil",
        "Bo Ek",
        None,
    )
    assert book.custom_doc_props["Owner"].value == "R&D"
    assert b"<Company>R&amp;D &amp; Co</Company>" in members_of(data)["docProps/app.xml"]
