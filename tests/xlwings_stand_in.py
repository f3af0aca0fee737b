"""What stands for xlwings' own module where a reader of Basic cannot compile that."""

from __future__ import annotations

_TEXT = """\
Public Function RunPython(PythonCommand As String)
    {command}
End Function
Public Function RunFrozenPython(Executable As String, Optional Args As String)
    {program}
End Function
Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    If configKey = "FROZEN_WIN" Then GetConfig = "{frozen}" Else GetConfig = default
End Function
Public Function SheetExists(wb, sheetName As String) As Boolean
    SheetExists = {has_settings}
End Function
Public Function GetFullName(wb) As String
    GetFullName = ""
End Function
Public Function GetDirectoryConfigFilePath() As String
    GetDirectoryConfigFilePath = ""
End Function
Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = False
End Function
"""


def stand_in(told: str, *, frozen: str = "", has_settings: bool = False) -> str:
    """The functions that our macros call; `told` begins the statement that gets what would be started.

    `frozen` is the program that the settings name in Python's place, `has_settings` whether a workbook brings its own.
    """
    asked = {"command": f"{told} PythonCommand", "program": f'{told} Executable & " " & Args'}
    return _TEXT.format(frozen=frozen, has_settings=has_settings, **asked)
