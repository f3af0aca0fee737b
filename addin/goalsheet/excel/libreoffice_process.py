"""LibreOffice as another program that we talk to: start it with a profile of its own, and find its bridge to Python."""

from __future__ import annotations

import atexit
import builtins
import contextlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from goalsheet.errors import CannotRead

_PATIENCE = 60.0  # seconds until LibreOffice answers
_PAUSE = 0.1

_NO_PROGRAM = "LibreOffice is not installed here, or soffice is not on the PATH. Install LibreOffice 7.4 or newer."
_NO_BRIDGE = (
    "LibreOffice's bridge to Python (the module uno) cannot be used by this Python {version}: {reason}. "
    "Install it for this very Python (Debian and Ubuntu: the package python3-uno belongs to the system's python3), "
    "or use the Python that LibreOffice brings along."
)


def uno() -> ModuleType:
    """The module uno, from wherever LibreOffice was installed; CannotRead if this Python cannot use it."""
    if "uno" in sys.modules:
        return sys.modules["uno"]
    reason = "it is not there"
    for folder in ("", *map(str, _bridges())):
        if folder:
            sys.path.append(folder)  # behind everything else: it may hold the system's other packages
        imports = builtins.__import__
        try:
            return importlib.import_module("uno")
        except ImportError as error:
            reason = str(error)
        finally:
            builtins.__import__ = imports  # uno puts its own in its place, which all of Python would feel
            if folder:
                sys.path.remove(folder)
    raise CannotRead(_NO_BRIDGE.format(version=".".join(map(str, sys.version_info[:2])), reason=reason))


def _bridges() -> Iterator[Path]:
    """The folders in which uno.py may lie."""
    program = soffice(missing_ok=True)
    beside = [Path(program).resolve().parent] if program else []
    mac = [folder.parent / "Resources" for folder in beside]
    packaged = [Path("/usr/lib/python3/dist-packages"), Path("/usr/lib64/libreoffice/program")]
    yield from (folder for folder in (*beside, *mac, *packaged) if (folder / "uno.py").is_file())


def soffice(*, missing_ok: bool = False) -> str:
    """LibreOffice's program; CannotRead (or a blank) where there is none."""
    mac = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
    found = shutil.which("soffice") or shutil.which("libreoffice") or (mac if Path(mac).is_file() else "")
    if not found and not missing_ok:
        raise CannotRead(_NO_PROGRAM)
    return found


def start(pipe: str, profile: Path, *, visible: bool) -> subprocess.Popen[bytes]:
    """Start LibreOffice with a profile of its own, listening at the pipe of that name."""
    command = [
        soffice(),
        f"-env:UserInstallation={profile.absolute().as_uri()}",
        *([] if visible else ["--headless"]),
        "--norestore",
        "--nodefault",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ]
    # Its own session: Ctrl-C in the terminal is for us, not for a window in which somebody may be typing.
    return subprocess.Popen(  # noqa: S603 - our own words and the user's own paths, no shell
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def end(program: subprocess.Popen[Any]) -> None:
    """End a LibreOffice that was started here, whatever it does, with all that it has started itself."""
    if sys.platform == "win32":
        program.kill()
    elif program.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)


def is_running(pipe: str) -> bool:
    """Whether LibreOffice listens at the pipe of that name."""
    try:
        _resolve(pipe)
    except _not_there():
        return False
    return True


def connect(pipe: str) -> Any:
    """The component context of the LibreOffice that listens at the pipe; CannotRead if none answers.

    With a new profile it may begin to listen, go away and begin anew.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return _resolve(pipe)
        except (_not_there(), gone()) as error:
            if time.monotonic() > until:
                raise CannotRead(f"LibreOffice does not answer at the pipe {pipe}. Close it and try again.") from error
            time.sleep(_PAUSE)


def _hang_up() -> None:
    """Close all bridges and wait for their threads: a Python that ends while they work crashes now and then."""
    for bridge in _local("com.sun.star.bridge.BridgeFactory").getExistingBridges():
        bridge.dispose()


def _local(service: str) -> Any:
    """A service of the bridge itself, which needs no LibreOffice that runs."""
    context = uno().getComponentContext()
    return context.ServiceManager.createInstanceWithContext(service, context)


def _resolve(pipe: str) -> Any:
    atexit.unregister(_hang_up)  # once is enough
    atexit.register(_hang_up)
    resolver = _local("com.sun.star.bridge.UnoUrlResolver")
    return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")


def _not_there() -> type[Exception]:
    found: type[Exception] = uno().getClass("com.sun.star.connection.NoConnectException")
    return found


def gone() -> type[Exception]:
    """What is raised when LibreOffice has gone away."""
    found: type[Exception] = uno().getClass("com.sun.star.lang.DisposedException")
    return found


def system_path(url: str) -> str:
    """The path of a document's URL; the URL itself where it is no file."""
    return str(uno().fileUrlToSystemPath(url)) if url.startswith("file:") else url


def url_of(path: str) -> str:
    """The URL of a path."""
    return str(uno().systemPathToFileUrl(os.path.abspath(path)))  # noqa: PTH100 - as xlwings does: links stay links


def property_value(name: str, value: object) -> Any:
    """One named setting, as LibreOffice takes them."""
    found = uno().createUnoStruct("com.sun.star.beans.PropertyValue")
    found.Name, found.Value = name, value
    return found
