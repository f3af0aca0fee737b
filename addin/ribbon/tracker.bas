Attribute VB_Name = "GoalButtons"
Option Explicit

' The buttons in this tracker. Each calls the macro of the same name in the add-in goalsheet.xlam, which does the work.
' Nothing in this workbook runs by itself, and without the add-in nothing happens but a message.

'@macros CallAddin "{macro}"

Private Sub CallAddin(ByVal Macro As String)
    On Error GoTo Missing
    Application.Run "goalsheet.xlam!" & Macro
    Exit Sub
Missing:
    MsgBox "This button needs the goalsheet add-in, which is not loaded in Excel here. Your IT can install it, " & _
        "or you: goalsheet addin install. Everything else in this workbook works without it.", _
        vbInformation, "goalsheet"
End Sub
