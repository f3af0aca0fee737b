Attribute VB_Name = "GoalButtons"
Option Explicit

' goalsheet's add-in: what the buttons of the tab "Goals" call, and those in trackers (.xlsm).
' Each button runs one function of the Python package goalsheet that is installed on this computer.
' Nothing in this module runs by itself.

' A button of the tab: its tag is the name of its function.
Public Sub PressGoalButton(control As IRibbonControl)
    RunHandler control.Tag
End Sub

'@macros RunHandler "{handler}"

Private Sub RunHandler(ByVal Handler As String)
    On Error GoTo Failed
    If ActiveWorkbook Is Nothing Then
        MsgBox "Open your goal workbook first, then press the button again.", vbInformation, "goalsheet"
        Exit Sub
    End If
    If BringsCode() Then
        MsgBox "This workbook has a sheet whose name ends in .py. xlwings would run what stands in it, so the button " & _
            "does nothing. Rename that sheet.", vbExclamation, "goalsheet"
        Exit Sub
    End If
    If BringsSettings() Then
        MsgBox "Beside or inside this workbook are settings named goalsheet.conf. They could start another program, " & _
            "so the button does nothing. Ask whoever gave you the workbook, or delete them.", vbExclamation, "goalsheet"
        Exit Sub
    End If
    ' On computers without Python a program takes its place; this computer's own settings name it.
    If GetConfig("FROZEN_WIN", "") <> "" Then
        RunFrozenPython GetConfig("FROZEN_WIN", ""), Handler
    Else
        RunPython "import goalsheet.excel.buttons as b; b." & Handler & "()"
    End If
    Exit Sub
Failed:
    MsgBox "Python could not be started (" & Err.Description & "). " & _
        "This command finds out why: goalsheet addin doctor", vbExclamation, "goalsheet"
End Sub

' Which Python is started, this computer's own settings say. xlwings would also ask a sheet in the workbook
' and a file in its folder, which may come from anybody.
Private Function BringsSettings() As Boolean
    BringsSettings = SheetExists(ActiveWorkbook, "goalsheet.conf")
    If Not BringsSettings And GetFullName(ActiveWorkbook) <> "" Then
        BringsSettings = FileExists(GetDirectoryConfigFilePath())
    End If
End Function

' xlwings takes a sheet named like a Python file for code of the workbook (and asks for a licence).
Private Function BringsCode() As Boolean
    Dim Sheet As Object
    For Each Sheet In ActiveWorkbook.Sheets
        If LCase(Right(Sheet.Name, 3)) = ".py" Then BringsCode = True
    Next
End Function
