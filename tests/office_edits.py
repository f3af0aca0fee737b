"""LibreOffice as somebody who edits: a Basic macro opens a workbook, does what people do, and saves it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

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
{subs}
</script:module>
"""
_SUB = """\
Sub {name}(source, target)
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
"""


def edit(data: bytes, statements: str, folder: Path, suffix: str = ".xlsx") -> Path:
    """The workbook after `statements` (Basic, about `book`), as LibreOffice saves it below `folder`."""
    return edit_each(data, {"after": statements}, folder, suffix)["after"]


def edit_each(data: bytes, edits: Mapping[str, str], folder: Path, suffix: str = ".xlsx") -> dict[str, Path]:
    """The workbook after each of several edits by itself, by their names: LibreOffice is started once for all."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "ask for the fixture office first"
    run = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run([*run, "--terminate_after_init"], check=True, capture_output=True, timeout=120)  # makes the profile
    source, targets = folder / f"before{suffix}", {name: folder / f"{name}.xlsx" for name in edits}
    source.write_bytes(data)
    subs = [_SUB.format(name=f"Edit{number}", statements=one) for number, one in enumerate(edits.values())]
    calls = [f'Edit{number}("{source.as_uri()}", "{one.as_uri()}")' for number, one in enumerate(targets.values())]
    _write_module(folder / "profile" / "user" / "basic", "\n".join([*subs, "Sub Main", *calls, "End Sub"]))
    subprocess.run([*run, "macro:///Standard.Edits.Main"], check=True, capture_output=True, timeout=300)
    return targets


def _write_module(basic: Path, subs: str) -> None:
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic / "Standard" / "Edits.xba").write_text(_MODULE.format(subs=escape(subs)), encoding="utf-8")
