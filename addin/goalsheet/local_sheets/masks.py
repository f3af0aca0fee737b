"""Field masks: `a,b.c,d(e,f/g)`, for cutting answers down and for saying what an update changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from goalsheet.local_sheets.refusals import bad_request, field_refusal

#: A mask as a tree of names; an empty branch means everything below it.
Mask = dict[str, "Mask"]

TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|\*|[.,/()])")


@lru_cache(maxsize=256)
def parse_mask(text: str) -> Mask:
    """The mask that a text says, which nobody changes; refuses one that cannot be read."""
    tokens = list(_tokens(text))
    tree: Mask = {}
    rest = _read_list(tokens, 0, tree)
    if rest != len(tokens) or not tree:
        raise _bad_mask(text)
    return tree


def _tokens(text: str) -> Iterator[str]:
    place = 0
    text = text.rstrip()
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            raise _bad_mask(text)
        yield found[1]
        place = found.end()


def _read_list(tokens: list[str], place: int, tree: Mask) -> int:
    """Read paths with commas between them into the tree; answers the place after the last."""
    while place < len(tokens):
        place = _read_path(tokens, place, tree)
        if place >= len(tokens) or tokens[place] != ",":
            break
        place += 1
    return place


def _read_path(tokens: list[str], place: int, tree: Mask) -> int:
    name = tokens[place]
    if name in {".", ",", "/", "(", ")"}:
        raise _bad_mask("".join(tokens))
    whole = name in tree and not tree[name]  # "a,a.b" is a: everything stays everything
    branch: Mask = {} if whole else tree.setdefault(name, {})
    place += 1
    following = tokens[place] if place < len(tokens) else ""
    if following in {".", "/"} and place + 1 < len(tokens):
        return _read_path(tokens, place + 1, branch)
    if following == "(":
        place = _read_list(tokens, place + 1, branch)
        if place >= len(tokens) or tokens[place] != ")":
            raise _bad_mask("".join(tokens))
        return place + 1
    branch.clear()
    return place


def _bad_mask(text: str) -> Exception:
    return field_refusal(
        "fields", f"Invalid value at 'fields' (type.googleapis.com/google.protobuf.FieldMask), {text!r}"
    )


def wants(mask: Mask | None, name: str) -> bool:
    """Whether the answer is to hold that field; no mask wants everything."""
    return not mask or "*" in mask or name in mask


def below(mask: Mask | None, name: str) -> Mask | None:
    """The mask for what lies in that field."""
    if not mask or ("*" in mask and not mask["*"]):
        return None
    return mask.get(name, mask.get("*"))


class Cut(list[Any]):
    """What is cut already: by far the most of an answer, that is looked at once only."""

    __slots__ = ()


def cut(value: Any, mask: Mask | None) -> Any:
    """The value with only what the mask names; lists are cut item by item."""
    if not mask or isinstance(value, Cut):
        return value
    if isinstance(value, list):
        return [cut(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    if "*" in mask:
        return {name: cut(part, below(mask, name)) for name, part in value.items()}
    return {name: cut(part, mask[name]) if mask[name] else part for name, part in value.items() if name in mask}


def merged(old: Mapping[str, Any], new: Mapping[str, Any], mask: Mask) -> dict[str, Any]:
    """The old value with the mask's fields taken from the new one; a field that the new one lacks goes."""
    if "*" in mask:
        return dict(new)
    out = dict(old)
    for name, branch in mask.items():
        part, kept = new.get(name), out.get(name)
        is_message = isinstance(kept if part is None else part, Mapping | None)
        if branch and is_message:
            part = merged(kept if isinstance(kept, Mapping) else {}, part or {}, branch)
        if part is None or (part == {} and not is_colour_field(name)):
            out.pop(name, None)
        else:
            out[name] = part
    return out


def is_colour_field(name: str) -> bool:
    """Whether a field holds a colour: there, nothing means black."""
    return name.endswith("Color") or name == "color"


def update_mask(text: Any) -> Mask:
    """The mask of an update; Google wants at least one field."""
    if not text:
        raise bad_request("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    return _whole_mask(str(text))


@lru_cache(maxsize=256)
def _whole_mask(text: str) -> Mask:
    return _with_twins(parse_mask(text))


def _with_twins(mask: Mask) -> Mask:
    """The mask with both names of each colour (`tabColor`, `tabColorStyle`): they change together, and as a whole."""
    out = {name: _with_twins(branch) for name, branch in mask.items()}
    for name in mask:
        plain = name.removesuffix("Style")
        if plain.endswith("Color") or plain == "color":
            out |= {plain: {}, f"{plain}Style": {}}
    return out
