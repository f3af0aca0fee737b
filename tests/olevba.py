"""The VBA source that olevba finds: another hand's reader, in a process of its own because its imports warn."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import json, sys
from oletools.olevba import VBA_Parser
found = VBA_Parser(sys.argv[1])
print(json.dumps({name: text for _, _, name, text in found.extract_macros()}))
"""


def sources(path: Path) -> dict[str, str]:
    """Each module's whole source by its file name, such as GoalButtons.bas."""
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found: dict[str, str] = json.loads(done.stdout)
    return {name: text.replace("\r\n", "\n") for name, text in found.items()}
