"""Buttons in Excel: the tab "Goals", the add-in goalsheet.xlam, and trackers with buttons of their own (.xlsm)."""

from __future__ import annotations

import ast
import re
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

import olevba
import pytest
from click.testing import CliRunner
from conftest import ANNA, TODAY, Office, sheet_part
from defusedxml import ElementTree
from goalsheet.scripts import cli
from office_edits import edit
from packing import packed
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.exceptions import VBACompileError
from strict_macros import PROJECT, problems_of
from strict_vba import ReadModule, read_project
from xlwings_stand_in import stand_in

from goalsheet.errors import BadSetting, BadTemplate, CannotRead
from goalsheet.excel.setup import find_xlwings
from goalsheet.layout.buttons import BUTTONS, GROUPS
from goalsheet.layout.design import design
from goalsheet.layout.places import CellPlace
from goalsheet.template.load import built_in, load
from goalsheet.template.maker import TrackerMaker, maker
from goalsheet.template.parse import parse
from goalsheet.tracker.person import Person
from goalsheet.vba.module import documents, read_module
from goalsheet.vba.project import build_project
from goalsheet.workbook.addin import CHANGES, build_addin, embed_addin
from goalsheet.workbook.package import read_members, sheet_parts
from goalsheet.workbook.ribbon import addin_module, ribbon_xml, tracker_module
from goalsheet.workbook.setting import set_cells

RIBBON = "{http://schemas.microsoft.com/office/2009/07/customui}"
FORBIDDEN = re.compile(r"\b(Declare|Shell|CreateObject|GetObject|Workbook_\w+|Auto_\w+|Environ|Kill|Open)\b")


@pytest.fixture(scope="module")
def tracker() -> bytes:
    """A tracker with buttons."""
    return TrackerMaker(load("career-year"), TODAY, buttons=True).make(ANNA)


@pytest.fixture(scope="module")
def addin() -> bytes:
    return build_addin(find_xlwings().folder)


def modules(data: bytes) -> dict[str, ReadModule]:
    project = read_project(read_members(data, "test")[PROJECT])
    assert project.problems == []
    return {module.name: module for module in project.modules}


# --- the table of buttons --------------------------------------------------------------------------------------------


def test_every_button_has_names_and_letters_of_its_own() -> None:
    for names in ("handler", "macro", "label", "keytip", "icon"):
        assert len({getattr(button, names) for button in BUTTONS}) == len(BUTTONS), names


def test_every_button_calls_a_handler_that_exists() -> None:
    found = find_spec("goalsheet.excel.buttons") if find_spec("goalsheet.excel") else None
    if found is None or found.origin is None:
        pytest.skip("goalsheet.excel.buttons is not there yet")
    module = ast.parse(Path(found.origin).read_text(encoding="utf-8"))
    handlers = {node.name for node in module.body if isinstance(node, ast.FunctionDef) and not node.args.args}
    assert {button.handler for button in BUTTONS} <= handlers


# --- the ribbon ------------------------------------------------------------------------------------------------------


def test_the_tab_shows_every_button_once_in_its_group() -> None:
    tab = ElementTree.fromstring(ribbon_xml()).find(f".//{RIBBON}tab")
    assert tab is not None
    assert (tab.get("label"), tab.get("keytip"), tab.get("insertAfterMso")) == ("Goals", "G", "TabView")
    assert {group.get("label"): [button.attrib for button in group] for group in tab} == {
        group.label: [
            {
                "id": button.handler,
                "tag": button.handler,
                "label": button.label,
                "size": "large",
                "imageMso": button.icon,
                "onAction": "PressGoalButton",
                "screentip": button.screentip,
                "supertip": button.supertip,
                "keytip": button.keytip,
            }
            for button in group.buttons
        ]
        for group in GROUPS
    }


# --- where buttons stand ---------------------------------------------------------------------------------------------


def spans(vml: str) -> dict[str, tuple[int, int, int, int]]:
    """Left, right, top and bottom of each button in pixels."""
    found = re.findall(
        r"margin-left:([\d.]+)pt;margin-top:([\d.]+)pt;width:([\d.]+)pt;height:([\d.]+)pt.*?FmlaMacro>\[0\]!(\w+)<", vml
    )
    sizes = {macro: [round(float(points) / 0.75) for points in four] for *four, macro in found}
    return {macro: (left, left + wide, top, top + high) for macro, (left, top, wide, high) in sizes.items()}


def test_no_button_of_a_sheet_lies_on_another_and_those_in_a_row_are_as_far_apart(tracker: bytes) -> None:
    members = read_members(tracker, "test")
    start, goals = (spans(members[name].decode()) for name in sorted(members) if "vmlDrawing" in name)
    assert list(start) == ["CheckGoals", "UpdateProgress"]
    assert goals == {
        "CheckGoals": (97, 223, 5, 31),
        "CheckThisGoal": (231, 357, 5, 31),
        "UpdateProgress": (365, 491, 5, 31),
        "LogCheckIn": (499, 625, 5, 31),
        "AdoptSuggestion": (633, 759, 5, 31),
    }
    for placed in (start, goals):
        for one, other in combinations(placed.values(), 2):
            beside = one[1] < other[0] or other[1] < one[0]
            assert beside or one[3] < other[2] or other[3] < one[2]


# --- the macros ------------------------------------------------------------------------------------------------------


def test_all_that_a_tracker_runs_stands_here() -> None:
    assert (
        tracker_module().code
        == """\
Option Explicit

' The buttons in this tracker. Each calls the macro of the same name in the add-in goalsheet.xlam, which does the work.
' Nothing in this workbook runs by itself, and without the add-in nothing happens but a message.

' Check goals.
Public Sub CheckGoals()
    CallAddin "CheckGoals"
End Sub

' Check this goal.
Public Sub CheckThisGoal()
    CallAddin "CheckThisGoal"
End Sub

' Update progress.
Public Sub UpdateProgress()
    CallAddin "UpdateProgress"
End Sub

' Log a check-in.
Public Sub LogCheckIn()
    CallAddin "LogCheckIn"
End Sub

' Celebrate.
Public Sub Celebrate()
    CallAddin "Celebrate"
End Sub

' Adopt suggestion.
Public Sub AdoptSuggestion()
    CallAddin "AdoptSuggestion"
End Sub

' Sync with manager.
Public Sub SyncWithManager()
    CallAddin "SyncWithManager"
End Sub

' 1:1 brief.
Public Sub OneToOneBrief()
    CallAddin "OneToOneBrief"
End Sub

' Help.
Public Sub ShowHelp()
    CallAddin "ShowHelp"
End Sub

Private Sub CallAddin(ByVal Macro As String)
    On Error GoTo Missing
    Application.Run "goalsheet.xlam!" & Macro
    Exit Sub
Missing:
    MsgBox "This button needs the goalsheet add-in, which is not loaded in Excel here. Your IT can install it, " & _
        "or you: goalsheet addin install. Everything else in this workbook works without it.", _
        vbInformation, "goalsheet"
End Sub"""
    )


def test_nothing_in_a_tracker_runs_by_itself_or_reaches_out(tracker: bytes) -> None:
    for module in modules(tracker).values():
        assert FORBIDDEN.findall(module.source) == []
        assert module.declared == "Module" or "Sub" not in module.source


def test_tracker_and_add_in_have_the_same_macros() -> None:
    found = [
        {name for name, parameters in ReadModule("", source=one.code).procedures.items() if not parameters}
        for one in (tracker_module(), addin_module())
    ]
    assert found[0] == found[1] == {button.macro for button in BUTTONS}


def opened(data: bytes, path: Path) -> ExcelApplication:
    """The workbook in pyOpenVBA's Excel, which compiles a module before it runs anything in it."""
    path.write_bytes(data)
    return ExcelApplication.open(path)


def with_stand_in(tracker: bytes, *, has_settings: bool = False, program: str = "") -> bytes:
    """The tracker with the add-in's macros."""
    xlwings = stand_in("Debug.Print", frozen=program, has_settings=has_settings)
    module = read_module(f'Attribute VB_Name = "xlwings"\n{xlwings}')
    project = build_project([*documents([f"Sheet{n}" for n in range(1, 8)]), addin_module(), module])
    return packed(read_members(tracker, "test") | {PROJECT: project})


def test_each_macro_of_the_add_in_calls_its_handler(tracker: bytes, tmp_path: Path) -> None:
    excel = opened(with_stand_in(tracker), tmp_path / "book.xlsm")
    for button in BUTTONS:
        excel.run(button.macro)
    assert excel.console == [f"import goalsheet.excel.buttons as b; b.{button.handler}()" for button in BUTTONS]
    assert excel.dialogs == []


def test_where_a_program_takes_the_place_of_python_the_macros_start_it(tracker: bytes, tmp_path: Path) -> None:
    excel = opened(with_stand_in(tracker, program="C:\\goals\\buttons.exe"), tmp_path / "book.xlsm")
    excel.run("UpdateProgress")
    assert excel.console == ["C:\\goals\\buttons.exe update_progress"]


def test_a_workbook_that_brings_code_on_a_sheet_starts_nothing(tracker: bytes, tmp_path: Path) -> None:
    renamed = with_stand_in(tracker)
    members = read_members(renamed, "test")
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b'name="Actions"', b'name="Actions.py"')
    excel = opened(packed(members), tmp_path / "book.xlsm")
    excel.run("CheckGoals")
    assert excel.console == []
    assert [dialog[1].partition(".")[0] for dialog in excel.dialogs] == [
        "This workbook has a sheet whose name ends in "
    ]


def test_a_workbook_that_brings_settings_for_python_along_starts_nothing(tracker: bytes, tmp_path: Path) -> None:
    excel = opened(with_stand_in(tracker, has_settings=True), tmp_path / "book.xlsm")
    excel.run("CheckGoals")
    assert excel.console == []
    assert [dialog[1].partition(".")[0] for dialog in excel.dialogs] == [
        "Beside or inside this workbook are settings named goalsheet"
    ]


def test_each_macro_of_a_tracker_compiles_and_calls_the_add_in(tracker: bytes, tmp_path: Path) -> None:
    excel = opened(tracker, tmp_path / "book.xlsm")
    for button in BUTTONS:
        with pytest.raises(VBACompileError, match=r"^there is no module named goalsheet"):  # it is a file
            excel.run(button.macro)


# --- trackers with buttons -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", built_in())
def test_a_tracker_with_buttons_hangs_together(template: str) -> None:
    assert problems_of(TrackerMaker(load(template), TODAY, buttons=True).make(ANNA)) == []


def test_all_trackers_have_the_very_same_macros(tracker: bytes) -> None:
    other = TrackerMaker(load("learn-a-skill"), TODAY, buttons=True).make(Person("1", "Bo", "Ek", "Bo Ek"))
    projects = [read_members(data, "test")[PROJECT] for data in (tracker, other)]
    assert projects[0] == projects[1]


def test_buttons_change_nothing_else_in_a_tracker(tracker: bytes, maker: TrackerMaker) -> None:
    with_buttons, plain = (read_members(data, "test") for data in (tracker, maker.make(ANNA)))
    changed = {part for part in with_buttons if with_buttons[part] != plain.get(part)}
    pressed = (sheet_part("Start"), sheet_part("Goals"))
    assert set(plain) <= set(with_buttons)
    assert changed == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        PROJECT,
        *pressed,
        *(f"{part.replace('worksheets/', 'worksheets/_rels/')}.rels" for part in pressed),
        "xl/drawings/drawing3.xml",
        "xl/drawings/drawing4.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/drawings/vmlDrawing2.vml",
        *(f"xl/ctrlProps/ctrlProp{number}.xml" for number in range(1, 8)),
    }


def test_start_says_where_the_buttons_are(tracker: bytes, maker: TrackerMaker) -> None:
    starts = [read_members(data, "test")["xl/worksheets/sheet1.xml"].decode() for data in (tracker, maker.make(ANNA))]
    assert "The buttons here and on Goals need the goalsheet add-in" in starts[0]
    assert "With the goalsheet add-in, Excel's tab Goals has buttons that check goals" in starts[1]


def test_a_template_can_ask_for_buttons() -> None:
    content = (
        '[template]\nbuttons = {}\n[cycle]\nname = "2027"\nstart = 2027-01-01\nend = 2027-12-31\n'
        '[welcome]\ngreeting = "Hello"\nintroduction = "Yours."\n'
    )
    read = parse("own", "own.toml", content.format("true").encode())
    assert TrackerMaker(read, TODAY).suffix == ".xlsm"
    with pytest.raises(BadTemplate, match=r"\[template\] buttons: 'yes' is neither true nor false\. Write: buttons = "):
        parse("own", "own.toml", content.format('"yes"').encode())


def test_a_company_s_own_design_gets_no_buttons() -> None:
    with pytest.raises(BadSetting, match=r"for goalsheet's own trackers, and design\.xlsx is a design"):
        maker("design.xlsx", TODAY, buttons=True)


def test_generate_makes_workbooks_with_buttons(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name\n1,Anna Berg\n", encoding="utf-8")
    arguments = ["generate", str(tmp_path / "people.csv"), "--out", str(tmp_path / "out"), "--buttons"]
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert done.return_value == 0
    [made] = (tmp_path / "out").rglob("*.xls*")
    assert made.name == "Anna Berg - goals.xlsm"
    assert problems_of(made.read_bytes()) == []


def test_a_setting_beside_the_list_asks_for_buttons_for_everyone_on_it(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name\n1,Anna Berg\n", encoding="utf-8")
    (tmp_path / "goalsheet.toml").write_text("buttons = true\n", encoding="utf-8")
    arguments = ["generate", str(tmp_path / "people.csv"), "--out", str(tmp_path / "out")]
    CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert [path.name for path in (tmp_path / "out").rglob("*.xls*")] == ["Anna Berg - goals.xlsm"]
    (tmp_path / "goalsheet.toml").write_text('buttons = "yes"\n', encoding="utf-8")
    with pytest.raises(BadSetting, match=r"'yes' is neither true nor false\. Write: buttons = true"):
        CliRunner().invoke(cli, arguments, standalone_mode=False, catch_exceptions=False)


@pytest.mark.slow
def test_nobody_gets_a_second_workbook_because_it_now_has_buttons(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name\n1,Anna Berg\n", encoding="utf-8")
    arguments = ["generate", str(tmp_path / "people.csv"), "--out", str(tmp_path / "out")]
    CliRunner().invoke(cli, arguments, standalone_mode=False)
    done = CliRunner().invoke(cli, [*arguments, "--buttons"], standalone_mode=False)
    why = "1 person has a workbook of the other kind, with or without buttons"
    assert done.output.splitlines()[-2:] == [
        f"{why}, left there; make it again with --overwrite:",
        "  No manager/Anna Berg - goals.xlsx -> No manager/Anna Berg - goals.xlsm",
    ]
    assert [path.name for path in (tmp_path / "out").rglob("*.xls*")] == ["Anna Berg - goals.xlsx"]


def test_setting_a_cell_keeps_buttons_and_macros(tracker: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsm"
    path.write_bytes(tracker)
    set_cells(path, {CellPlace("Goals", "B12"): "Learn Spanish"})
    assert problems_of(path.read_bytes()) == []
    before, after = read_members(tracker, "test"), read_members(path.read_bytes(), "test")
    assert {part for part in after if after[part] != before.get(part)} <= {
        part for part in before if part.startswith("xl/worksheets/sheet")
    }


@pytest.mark.office
def test_libreoffice_shows_the_buttons_and_knows_their_macros(tracker: bytes, office: Office, tmp_path: Path) -> None:
    del office  # says where there is none
    listing = (
        "  sheets = book.Sheets\n"
        f'  Open "{(tmp_path / "found.txt").as_posix()}" For Output As #1\n'
        "  For s = 0 To sheets.Count - 1\n"
        "    forms = sheets.getByIndex(s).DrawPage.Forms\n"
        "    For f = 0 To forms.Count - 1\n"
        "      For c = 0 To forms.getByIndex(f).Count - 1\n"
        "        events = forms.getByIndex(f).getScriptEvents(c)\n"
        "        Print #1, sheets.getByIndex(s).Name + chr(9) + forms.getByIndex(f).getByIndex(c).Label + chr(9) "
        "+ events(0).ScriptCode\n"
        "      Next\n    Next\n  Next\n  Close #1\n"
    )
    edit(tracker, listing, tmp_path, ".xlsm")
    found = [line.split("\t") for line in (tmp_path / "found.txt").read_text(encoding="utf-8").splitlines()]
    assert found == [
        [
            sheet.title,
            placed.button.label,
            f"vnd.sun.star.script:VBAProject.GoalButtons.{placed.button.macro}?language=Basic&location=document",
        ]
        for sheet in design(buttons=True).sheets
        for placed in sheet.buttons
    ]


# --- signed macros ---------------------------------------------------------------------------------------------------


def signed(data: bytes, *parts: str) -> bytes:
    """The workbook as if somebody had signed its macros: what a signature says is not looked at."""
    return packed(read_members(data, "test") | {f"xl/{part}.bin": part.encode() for part in parts})


def test_signed_macros_are_taken_over_with_their_signatures(tracker: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.xlsm"
    path.write_bytes(signed(tracker, "vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3"))
    made = TrackerMaker(load("career-year"), TODAY, signed_by=path).make(ANNA)
    assert problems_of(made) == []
    members = read_members(made, "test")
    assert members[PROJECT] == read_members(tracker, "test")[PROJECT]
    assert members["xl/vbaProjectSignatureV3.bin"] == b"vbaProjectSignatureV3"
    assert members["xl/_rels/vbaProject.bin.rels"].decode().count("/relationships/vbaProjectSignature") == 3


def test_macros_that_are_not_signed_or_of_another_workbook_are_refused(tracker: bytes, tmp_path: Path) -> None:
    path = tmp_path / "theirs.xlsm"
    path.write_bytes(tracker)
    with pytest.raises(BadSetting, match=r"The macros in theirs.xlsm are not signed\. Make one with goalsheet gen"):
        TrackerMaker(load("career-year"), TODAY, signed_by=path)
    other = build_project([*documents(["Sheet1"]), tracker_module()])
    path.write_bytes(packed(read_members(signed(tracker, "vbaProjectSignature"), "test") | {PROJECT: other}))
    with pytest.raises(BadSetting, match=r"not those of this tracker \(modules: ThisWorkbook, Sheet1, GoalButtons\)"):
        TrackerMaker(load("career-year"), TODAY, signed_by=path)
    with pytest.raises(CannotRead, match=r"There is no file .*nothing\.xlsm"):
        maker("career-year", TODAY, signed_by=tmp_path / "nothing.xlsm")
    older = read_module('Attribute VB_Name = "GoalButtons"\nPublic Sub CheckGoals()\nEnd Sub\n')
    project = build_project([*documents([f"Sheet{n}" for n in range(1, len(design().sheets) + 1)]), older])
    path.write_bytes(packed(read_members(signed(tracker, "vbaProjectSignature"), "test") | {PROJECT: project}))
    with pytest.raises(BadSetting, match=r"older than this goalsheet and lack Check this goal, Update progress, "):
        TrackerMaker(load("career-year"), TODAY, signed_by=path)
    for broken in (b"no project", read_members(tracker, "test")[PROJECT][:1024]):
        path.write_bytes(packed(read_members(signed(tracker, "vbaProjectSignature"), "test") | {PROJECT: broken}))
        with pytest.raises(BadSetting, match=r"^theirs.xlsm: .*V.*\. Make one with"):
            TrackerMaker(load("career-year"), TODAY, signed_by=path)


# --- the add-in ------------------------------------------------------------------------------------------------------


def test_the_add_in_hangs_together_and_is_always_the_same(addin: bytes) -> None:
    assert problems_of(addin) == []
    assert build_addin(find_xlwings().folder) == addin
    types = read_members(addin, "test")["[Content_Types].xml"].decode()
    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
    assert list(modules(addin)) == ["ThisWorkbook", "Sheet1", "GoalButtons", "xlwings", "Dictionary"]


def test_of_xlwings_only_two_settings_are_changed(addin: bytes) -> None:
    original = (find_xlwings().folder / "xlwings_custom_addin.bas").read_text(encoding="utf-8").splitlines()
    carried = modules(addin)["xlwings"].source.splitlines()
    changed = [pair for pair in zip(original, carried, strict=True) if pair[0] != pair[1]]
    assert len(changed) == 3  # one of the settings is read in two places
    assert all(any(a in before and b in after for a, b in CHANGES.items()) for before, after in changed)


def test_an_xlwings_that_is_not_known_is_not_carried(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"xlwings_custom_addin\.bas: No such file .* Install goalsheet again"):
        build_addin(tmp_path)
    (tmp_path / "xlwings_custom_addin.bas").write_text('Attribute VB_Name = "xlwings"\n', encoding="utf-8")
    with pytest.raises(CannotRead, match="of an xlwings that goalsheet does not know"):
        build_addin(tmp_path)


def test_olevba_reads_every_module_as_it_was_written(addin: bytes, tracker: bytes, tmp_path: Path) -> None:
    for name, data in (("goalsheet.xlam", addin), ("book.xlsm", tracker)):
        (tmp_path / name).write_bytes(data)
        found = olevba.sources(tmp_path / name)
        ours = {module: one.source for module, one in modules(data).items()}
        assert {file.partition(".")[0]: text for file, text in found.items()} == ours


def test_a_tracker_can_carry_the_macros_itself(tracker: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsm"
    path.write_bytes(tracker)
    made = embed_addin(path, find_xlwings().folder)
    assert problems_of(made) == []
    assert list(modules(made))[-3:] == ["GoalButtons", "xlwings", "Dictionary"]
    assert read_members(made, "test")["customUI/customUI14.xml"] == ribbon_xml()
    path.write_bytes(made)
    assert embed_addin(path, find_xlwings().folder) == made


def test_sheets_that_have_no_name_for_macros_get_one_that_is_free(tracker: bytes, tmp_path: Path) -> None:
    members = dict(read_members(tracker, "test"))
    first, second = list(sheet_parts(members).values())[:2]
    members[first] = re.sub(rb' codeName="[^"]*"', b' filterMode="false"', members[first])  # as LibreOffice saves it
    members[second] = re.sub(rb"<sheetPr.*?</sheetPr>", b"", members[second], count=1)
    path = tmp_path / "book.xlsm"
    path.write_bytes(packed(members))
    made = embed_addin(path, find_xlwings().folder)
    assert problems_of(made) == []
    named = read_members(made, "test")
    names = [re.findall(rb'codeName="([^"]*)"', named[part]) for part in sheet_parts(named).values()]
    assert sorted(len(one) for one in names) == [1] * len(names)
    assert len({one[0] for one in names}) == len(names)


def test_only_a_tracker_with_unsigned_buttons_can_carry_them(
    tracker: bytes, addin: bytes, maker: TrackerMaker, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsm"
    path.write_bytes(maker.make(ANNA))
    with pytest.raises(BadSetting, match=r"book.xlsm has no buttons.* goalsheet generate --buttons"):
        embed_addin(path, find_xlwings().folder)
    path.write_bytes(addin)
    with pytest.raises(BadSetting, match=r"book.xlsm is no goal tracker\. "):  # nor any other workbook with macros
        embed_addin(path, find_xlwings().folder)
    sheet = {
        "xl/worksheets/sheet3.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    }
    path.write_bytes(packed(read_members(tracker, "test") | sheet))
    with pytest.raises(BadSetting, match=r"book.xlsm has a sheet that macros cannot name .* Take out the sheets"):
        embed_addin(path, find_xlwings().folder)
    path.write_bytes(signed(tracker, "vbaProjectSignature"))
    with pytest.raises(BadSetting, match=r"macros in book\.xlsm are signed"):
        embed_addin(path, find_xlwings().folder)


def test_the_command_builds_both_and_never_writes_over_a_tracker(
    tracker: bytes, tmp_path: Path, addin: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Anna - goals.xlsm").write_bytes(tracker)
    run = CliRunner().invoke
    assert run(cli, ["addin", "build"], standalone_mode=False).output.startswith("Wrote goalsheet.xlam.")
    assert (tmp_path / "goalsheet.xlam").read_bytes() == addin
    (tmp_path / "folder").mkdir()
    into = run(cli, ["addin", "build", "--out", "folder"], standalone_mode=False).output
    assert into.startswith(f"Wrote {Path('folder', 'goalsheet.xlam')}.")
    embed = ["addin", "build", "--embed-xlwings", "Anna - goals.xlsm"]
    assert run(cli, embed, standalone_mode=False).output.startswith("Wrote Anna - goals (no add-in needed).xlsm.")
    again = run(cli, embed, standalone_mode=False).exception
    assert "Anna - goals (no add-in needed).xlsm is there already" in str(again)
    unfindable = run(cli, [*embed, "--out", "a=b.xlsm"], standalone_mode=False).exception
    assert str(unfindable) == "a=b.xlsm: Excel's buttons fail at a name with = in it. Name another file with --out."
    for arguments in (["addin", "build", "--out", "new/add/in.xlam"], [*embed, "--out", "other/folder/Anna.xlsm"]):
        assert run(cli, arguments, standalone_mode=False).output.startswith(f"Wrote {arguments[-1]}.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "addin"], "Wrote addin.xlam."),
        (["--out", "ADDIN.XLAM"], "Wrote ADDIN.XLAM."),
        (["--out", "addin.xlsm"], "Let the name end in .xlam."),
        (["--embed-xlwings", "Anna - goals.xlsm", "--out", "Anna"], "Wrote Anna.xlsm."),
        (["--embed-xlwings", "Anna - goals.xlsm", "--out", "Anna.xlsx"], "Let the name end in .xlsm."),
        (["--embed-xlwings", "Anna - goals.xlsm", "--out", "Anna.xlam"], "Let the name end in .xlsm."),
    ],
)
def test_what_the_command_builds_has_a_name_by_which_excel_opens_it(
    tracker: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("Anna - goals.xlsm").write_bytes(tracker)
    result = CliRunner().invoke(cli, ["addin", "build", *arguments], standalone_mode=False)
    written = {path.name for path in tmp_path.iterdir()} - {"Anna - goals.xlsm"}
    assert said in (result.output or str(result.exception))
    assert written == (set() if result.exception else {said.removeprefix("Wrote ").removesuffix(".")})
