"""The signed-in user's token on this computer, readable by that user alone."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from goalsheet.errors import CannotRead
from goalsheet.google.failures import AGAIN


def place() -> Path:
    """Where the token lies."""
    folder: Path = user_config_path("goalsheet")
    return folder / "google.json"


def store(token: Mapping[str, Any]) -> Path:
    """Keep the token so that nobody else can read it, and tell where it is."""
    path = place()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_suffix(".part")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # 0600 from the first byte on
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(dict(token), file)
    temporary.replace(path)
    return path


def stored() -> dict[str, Any] | None:
    """The token, None if nobody is signed in; CannotRead if the file is damaged."""
    path = place()
    try:
        token = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        token = None
    if not isinstance(token, dict) or "refresh_token" not in token:
        raise CannotRead(f"{path} is damaged. {AGAIN}")
    return token


def forget() -> bool:
    """Remove the token, and tell whether there was one."""
    path = place()
    there = path.exists()
    path.unlink(missing_ok=True)
    return there
