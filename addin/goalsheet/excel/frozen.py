"""The buttons as one program, for Windows PCs without Python: `goalsheet-buttons.exe check_goals --wb=… --hwnd=…`.

xlwings' RunFrozenPython starts it as RunPython starts a Python; `Book.caller()` reads the rest of the arguments. It is
built by PyInstaller from addin/frozen/goalsheet-buttons.spec.
"""

from __future__ import annotations

import sys

from goalsheet.excel import buttons
from goalsheet.layout.buttons import BUTTONS


def main(arguments: list[str]) -> int:
    """Press the button that the first argument names; 2 where there is no such button."""
    name = arguments[0] if arguments else ""
    if name not in {button.handler for button in BUTTONS}:
        return 2
    getattr(buttons, name)()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
