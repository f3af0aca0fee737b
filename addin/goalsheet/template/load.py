"""Find a template by its name or its file, in the language somebody reads."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files
from pathlib import Path

from goalsheet.errors import CannotRead
from goalsheet.language.shelf import codes
from goalsheet.template.parse import parse
from goalsheet.template.template import Template


def built_in() -> dict[str, str]:
    """The names of the templates that come with goalsheet, with their descriptions."""
    found = {}
    for entry in sorted(files("goalsheet.templates").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml") and "." not in entry.name.removesuffix(".toml"):
            content = tomllib.loads(entry.read_text(encoding="utf-8"))
            found[entry.name.removesuffix(".toml")] = content.get("template", {}).get("description", "")
    return found


def load(name: str) -> Template:
    """The template of that built-in name or file; CannotRead or BadTemplate (with every problem) otherwise."""
    path = Path(name)
    if path.suffix.lower() == ".toml":
        try:
            return parse(path.stem, path.name, path.read_bytes())
        except OSError as error:
            raise CannotRead(f"{name}: {error.strerror or error}. Check the path of the template.") from error
    if name not in built_in():
        names = ", ".join(built_in())
        raise CannotRead(f'There is no template "{name}". Built in are {names}; or name a .toml or .xlsx file.')
    return parse(name, f"{name}.toml", (files("goalsheet.templates") / f"{name}.toml").read_bytes())


def in_language(name: str, code: str) -> Template | None:
    """The same in another language, where there is one beside it (my-goals.de.toml); BadTemplate if it is broken."""
    file, content = _file_in(name, code)
    return parse(Path(name).stem, file, content) if content else None


def languages_digest(name: str) -> str:
    """What stands for a template's files in other languages; blank if there are none."""
    found = [content for code in codes() if (content := _file_in(name, code)[1])]
    return hashlib.sha256(b"".join(found)).hexdigest() if found else ""


def _file_in(name: str, code: str) -> tuple[str, bytes]:
    """The name of a template's file in that language, and what it holds; nothing if there is none."""
    own = Path(name)
    is_file = own.suffix.lower() == ".toml"
    file = f"{own.stem if is_file else name}.{code}.toml"
    found = own.with_name(file) if is_file else files("goalsheet.templates") / file
    return file, found.read_bytes() if found.is_file() else b""
