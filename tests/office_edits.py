"""LibreOffice as somebody who edits: a Basic macro opens a workbook, does what people do, and saves it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_LIBRARIES = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/>
</library:libraries>
"""
_LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">
 <library:element library:name="Edits"/>
</library:library>
"""
_MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">
Sub Edit(source, target)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
{statements}
  book.calculateAll()
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(target, saving())
  book.close(True)
End Sub
</script:module>
"""


def edit(data: bytes, statements: str, folder: Path, suffix: str = ".xlsx") -> Path:
    """The workbook after `statements` (Basic, about `book`), as LibreOffice saves it below `folder`."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "ask for the fixture office first"
    run = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run([*run, "--terminate_after_init"], check=True, capture_output=True, timeout=120)  # makes the profile
    basic = folder / "profile" / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic / "Standard" / "Edits.xba").write_text(_MODULE.format(statements=statements), encoding="utf-8")
    source, target = folder / f"before{suffix}", folder / "after.xlsx"
    source.write_bytes(data)
    call = f"macro:///Standard.Edits.Edit({source.as_uri()},{target.as_uri()})"
    subprocess.run([*run, call], check=True, capture_output=True, timeout=120)
    return target
