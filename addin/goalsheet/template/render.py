"""One text of a template, rendered in Jinja2's sandbox: strict about names, and remembered where nothing changes.

A text that is one expression and nothing else, `{{ cycle.end }}`, keeps the expression's type; any other gives text.
What a roster says is a value here, never a template: it is not rendered again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from operator import attrgetter
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from goalsheet.errors import BadTemplate, Problem
from goalsheet.template import dates
from goalsheet.template.values import HEADLINE, bad
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.tracker import Cycle, TemplateName

_WHOLE = re.compile(r"\{\{[-+]?(?P<expression>(?:(?!\}\}|\{\{).)*?)[-+]?\}\}", re.DOTALL)
_MOST_CHARACTERS = 100_000
_MOST_ROUNDS = 10_000  # of all loops and macros of one text together
_PLAIN = re.compile(r"[a-z]\w*")
_ALONE = (nodes.Expr, nodes.If, nodes.Output)  # pieces that leave nothing behind for others
_OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_DAYS = ("today", "begin")
_REMEMBERED = 512
#: What differs for nearly everybody.
_OWN = frozenset(f"person.{name}" for name in ("id", "name", "first_name", "last_name", "email"))
_PART = re.compile(r"'(?:[\w.]*\.)?(\w+)(?: object)?' has no attribute '(.*)'")
_UNSAFE = re.compile(r"access to attribute '(.*)' of '.*' object is unsafe")
_EXTRA = re.compile(r"'[\w.]*(?:Extra|dict) object' has no attribute '(.*)'")
_GROWING = {"center", "ljust", "rjust", "zfill", "format", "format_map", "expandtabs", "replace", "join"}


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, with an end to texts that multiply themselves and to loops within loops."""

    intercepted_binops = frozenset(["*", "**", "%"])
    rounds = 0  # that the text which is being rendered has gone

    def count_round(self) -> None:
        """Called by every loop's and macro's body, each time it begins."""
        self.rounds += 1
        if self.rounds > _MOST_ROUNDS:
            raise SecurityError(f"its loops go round more than {_MOST_ROUNDS:,} times")

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse products that nobody needs in a goal."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("% does not fill in texts here; write {{ … }} inside the text")
        size = max(len(x) if isinstance(x, (str, list, tuple)) else 1 for x in (left, right))
        times = max((abs(x) for x in (left, right) if isinstance(x, (int, float))), default=1)
        if size * times > _MOST_CHARACTERS or (operator == "**" and times > 100):  # noqa: PLR2004 - more is no goal
            raise SecurityError(f"{operator} makes something too large")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nor by methods that fill up with blanks."""
        return attr not in _GROWING and super().is_safe_attribute(obj, attr, value)


def _in_a_sentence(value: Any) -> Any:
    """Dates inside a longer text are spelled out; everything else stays."""
    return dates.spelled(value) if isinstance(value, dt.date) else value


def _environment() -> _Sandbox:
    environment = _Sandbox(
        undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True, finalize=_in_a_sentence
    )
    environment.filters.update(dates.FILTERS)
    for growing in ("center", "format", "indent"):
        del environment.filters[growing]
    environment.globals = dict(dates.FUNCTIONS)
    return environment


_ENVIRONMENT = _environment()


def is_template(text: str) -> bool:
    """Whether a text holds anything for Jinja2."""
    return "{{" in text or "{%" in text or "{#" in text


class Text:
    """A text of a template, compiled; `where` names it in messages. BadTemplate if it cannot be compiled."""

    def __init__(self, source: str, where: str, known: frozenset[str]) -> None:
        self.where = where
        try:
            tree = _ENVIRONMENT.parse(source)
            _refuse_other_files(tree, where)
            unknown = meta.find_undeclared_variables(tree) - known - set(_ENVIRONMENT.globals)
            whole = _WHOLE.fullmatch(source.strip())
            self._render: Callable[..., Any] = (
                _ENVIRONMENT.compile_expression(whole["expression"], undefined_to_none=False)
                if whole
                else _ENVIRONMENT.from_string(_counted(_ENVIRONMENT.parse(source))).render
            )
        except jinja2.TemplateSyntaxError as error:
            raise bad(where, f"the template text cannot be read: {_sentence(error)}") from error
        self._strange = [Problem(where, *said) for said in _strange_parts(tree)]
        if unknown:
            problems = [_unknown(where, name, known) for name in sorted(unknown)]
            raise BadTemplate(HEADLINE, [*problems, *self._strange])
        self.paths = frozenset(_paths(tree))
        self.key = key_reader(self.paths)
        self._read = _reader_in_pieces(tree, is_value=whole is not None, is_own=not self.paths.isdisjoint(_OWN))
        self._remembering = _remembering(self.key, self._rendered)

    def render(self, context: Any) -> Any:
        """The text's value for a context (an object with the known names as attributes)."""
        if self._read is None:
            return self._remembering(context)
        try:
            return self._read(context)  # "Hello {{ person.name }}" needs no Jinja2, which takes thirty times as long
        except Exception:  # noqa: BLE001 - whatever it is, the whole text says what and where
            return self._rendered(context)

    def _rendered(self, context: Any) -> Any:
        """The value; where it fails, all names are told that there are not, and not just the first."""
        try:
            return self._worked_out(context)
        except BadTemplate as error:
            raise BadTemplate(HEADLINE, dict.fromkeys([*error.problems, *self._strange])) from error

    def _worked_out(self, context: Any) -> Any:
        _ENVIRONMENT.rounds = 0
        try:
            value = self._render(vars(context))
        except jinja2.UndefinedError as error:
            raise bad(self.where, *_missing(error, context)) from error
        except Exception as error:
            raise bad(self.where, f"the template text cannot be worked out: {_sentence(error)}") from error
        if isinstance(value, jinja2.Undefined):
            raise bad(self.where, *_what_is_missing(value, context))
        return value


def _remembering(read_key: Callable[[Any], Any] | None, work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The work, remembered by all that it depends on."""
    remembered: dict[Any, Any] = {}

    def read(context: Any) -> Any:
        key = key_of(read_key, context)
        if key is None:
            return work(context)
        if key not in remembered:
            if len(remembered) >= _REMEMBERED:
                remembered.clear()
            remembered[key] = work(context)
        return remembered[key]

    return read


def _reader_in_pieces(tree: nodes.Template, *, is_value: bool, is_own: bool) -> Callable[[Any], Any] | None:
    """What works out a text piece by piece; None where it is better worked out as a whole. It keeps a lone value.

    A text that is one's own is seldom the same twice, but its pieces for Jinja2 are: what is said where there is a job.
    """
    pieces = [piece for output in tree.body for piece in getattr(output, "nodes", [output])]
    readers = [
        _plain_reader(piece) or (_worked_out_reader(piece) if is_own and not is_value else None) for piece in pieces
    ]
    known = [read for read in readers if read is not None]
    if len(known) < len(readers):
        return None
    if is_value:
        return known[0] if len(known) == 1 else None
    return lambda context: "".join([str(_in_a_sentence(read(context))) for read in known])


def _plain_reader(piece: nodes.Node) -> Callable[[Any], Any] | None:
    """What reads a fixed piece or a plain `{{ part.name }}`; None for any other."""
    match piece:
        case nodes.TemplateData(data=data):
            return lambda _: data
        case nodes.Getattr(node=nodes.Name(name=owner), attr=name) if _PLAIN.fullmatch(owner) and _PLAIN.fullmatch(
            name
        ):
            return attrgetter(f"{owner}.{name}")
    return None


def _worked_out_reader(piece: nodes.Node) -> Callable[[Any], Any] | None:
    """What works out an expression or an `{% if … %}` by itself; None where another piece may have to do with it."""
    if not all(isinstance(one, _ALONE) for one in (piece, *piece.find_all(nodes.Stmt))):
        return None
    body = piece if isinstance(piece, nodes.Stmt) else nodes.Output([piece], lineno=1)
    tree = nodes.Template([body], lineno=1)
    tree.set_environment(_ENVIRONMENT)
    render = _ENVIRONMENT.from_string(tree).render
    return _remembering(key_reader(_paths(tree)), lambda context: render(vars(context)))


def _refuse_other_files(tree: nodes.Template, where: str) -> None:
    if next(tree.find_all(_OTHER_FILES), None):
        what = "include, import and extends take in another file, and a template is one file."
        raise bad(where, what, "Write the text itself here.")


def _counted(tree: nodes.Template) -> nodes.Template:
    """The text with its loops and macros counting their rounds, which together bound the work it can be."""
    bodies = [node.body for node in tree.find_all(nodes.For)]
    bodies += [node.body for node in tree.find_all(nodes.Macro)]
    bodies += [node.body for node in tree.find_all(nodes.CallBlock)]
    for body in bodies:
        count = nodes.Call(nodes.EnvironmentAttribute("count_round"), [], [], None, None)
        body.insert(0, nodes.ExprStmt(count, lineno=1))
    return tree


def _what_is_missing(value: jinja2.Undefined, context: Any) -> tuple[str, str]:
    try:
        str(value)
    except (jinja2.UndefinedError, SecurityError) as error:
        return _missing(error, context)
    return "something is not defined.", ""


def _missing(error: Exception, context: Any) -> tuple[str, str]:
    """What is missing, and what to do about it."""
    if unsafe := _UNSAFE.search(str(error)):
        return f'"{unsafe[1]}" is not for templates.', ""
    if column := _EXTRA.search(str(error)):
        return f'the list of people has no column "{column[1]}".', "The dry run names the columns it has."
    if part := _PART.search(str(error)):
        return _unknown_part(part[1], part[2], context)
    return _sentence(error), "" if isinstance(error, SecurityError) else "Check the spelling."


def _unknown_part(owner: str, part: str, context: Any) -> tuple[str, str]:
    """What to say about `person.jobtitle`: that there is none, and what may have been meant."""
    for name, value in vars(context).items():
        if type(value).__name__ == owner and not isinstance(value, dt.date):
            parts = [field.name for field in fields(value)] if is_dataclass(value) else list(vars(value))
            return f'nothing is called "{name}.{part}".', _meant(name, part, parts)
    return f'there is no "{part}" here.', "Check the spelling."


def _meant(name: str, part: str, parts: Sequence[str]) -> str:
    near = get_close_matches(part, parts, n=1)
    if near:
        return f"Did you mean {name}.{near[0]}?"
    other = " Other columns of the list are person.extra['their header']." if name == "person" else ""
    return f"Possible are: {', '.join(f'{name}.{one}' for one in sorted(parts))}.{other}"


def _sentence(error: Exception) -> str:
    # The message alone: a syntax error's str() goes on with a file and a line that nobody wrote.
    return f"{(getattr(error, 'message', None) or str(error)).rstrip('.')}."


def _unknown(where: str, name: str, known: frozenset[str]) -> Problem:
    return Problem(where, f'nothing is called "{name}".', f"A template may use {', '.join(sorted(known))}.")


def _paths(tree: nodes.Node) -> Iterator[str]:
    """What a text reads from its context: "person.first_name"; just "person" where it is used as a whole.

    Functions are the same for everybody: no text depends on them.
    """
    inner = set()
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            inner.add(id(node.node))
            yield f"{node.node.name}.{node.attr}"
    for name in tree.find_all(nodes.Name):
        if id(name) not in inner and name.ctx == "load" and name.name not in _ENVIRONMENT.globals:
            yield name.name


#: What the known names have, as far as it is the same in every template.
_PARTS: dict[str, type] = {"person": Person, "manager": Manager, "cycle": Cycle, "template": TemplateName}
_ASKING = ("default", "d", "defined", "undefined")  # filters and tests that a missing part may stand before


def _strange_parts(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    """What to say about each part that a known name does not have, as far as a text names it by a dot."""
    asked = {id(node.node) for node in tree.find_all((nodes.Filter, nodes.Test)) if node.name in _ASKING}
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    for node in tree.find_all(nodes.Getattr):
        owner = node.node.name if isinstance(node.node, nodes.Name) else ""
        if owner in _PARTS and owner not in own and id(node) not in asked and not hasattr(_PARTS[owner], node.attr):
            parts = [field.name for field in fields(_PARTS[owner])]
            if node.attr not in parts:
                yield f'nothing is called "{owner}.{node.attr}".', _meant(owner, node.attr, parts)


def key_of(read: Callable[[Any], Any] | None, context: Any) -> tuple[Any] | None:
    """What the text depends on, in a tuple; None where that cannot be read or remembered."""
    try:
        key = (read(context),) if read else None
        hash(key)
    except (AttributeError, TypeError):  # a name set inside the text, a misspelt one, a list
        return None
    return key


def key_reader(paths: Iterable[str]) -> Callable[[Any], Any] | None:
    """What reads from a context all that some texts depend on; None if that cannot be said.

    It can where every path ends in a plain value; `person` as a whole, or `person.extra`, is none.
    """
    found = sorted(set(paths))
    if not all(path in _DAYS or ("." in path and not path.endswith(".extra")) for path in found):
        return None
    return attrgetter(*found) if found else lambda _: None
