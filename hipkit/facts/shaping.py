"""From the plain values of a file to frozen records; what does not fit is said in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from math import isfinite
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import attrs

from hipkit.facts.records import Dose, Exercise, Figure, Rule, Tempo, Timing, Weight

Say = Callable[[str, str, str], None]  # path of the field, what was found, what was expected

RANGES: dict[type, dict[str, tuple[float, float]]] = {
    Dose: {"sets": (1, 6), "count": (1, 100), "seconds": (0.5, 900), "hold_s": (0, 600), "rest_s": (0, 300)},
    Tempo: {"seconds": (0.5, 900)},
    Exercise: {"setup_s": (0, 120), "side_switch_s": (0, 60)},
    Timing: {"max_share": (0, 1), "max_level": (1, 3)},
    Rule: {"limit": (0, 10_000)},
    Weight: {"value": (-10_000, 10_000)},
}
_PLAIN = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def shown(value: object) -> str:
    """A value as it may stand in a sentence: short, text in quotes."""
    if value == "":
        return "nothing"
    if isinstance(value, Mapping):
        return "a table"
    words = str(value).lower() if isinstance(value, bool) else repr(value)
    return words if len(words) <= 60 else words[:57] + "..."


def one_of(names: Iterable[object], found: object) -> str:
    """``one of standing, supine (perhaps 'supine')``."""
    words = [str(name) for name in names]
    return f"one of {', '.join(words)}{perhaps(words, found)}"


def perhaps(names: Iterable[str], found: object) -> str:
    """`` (perhaps 'mat')``, the nearest name, or nothing when none is near."""
    near = get_close_matches(str(found), sorted(names), 1)
    return f" (perhaps {near[0]!r})" if near else ""


def shape(kind: Any, value: object, path: str, say: Say) -> Any:
    """``value`` as a ``kind``: a record, a tuple, a dict, a literal or a plain type, and nothing else.

    Every misfit is said; the result counts only when nothing was said.
    """
    origin, inside = _made_of(kind)
    if origin is attrs:
        return _record(kind, value, path, say)
    if origin is UnionType:
        return shape(inside[0], value, path, say)  # the files know no null: X | None is an X
    if origin is Literal:
        if not any(value == one and type(value) is type(one) for one in inside):
            say(path, shown(value), one_of(inside, value))
        return value
    if origin is tuple:
        if isinstance(value, list):
            return tuple(shape(inside[0], one, f"{path}[{index}]", say) for index, one in enumerate(value))
        return say(path, shown(value), "a list")
    if origin is dict:
        if isinstance(value, Mapping):
            return {
                shape(inside[0], key, path, say): shape(inside[1], one, f"{path}.{key}", say)
                for key, one in value.items()
            }
        return say(path, shown(value), "a table")
    return _plain(kind, value, path, say)


@cache
def _made_of(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a type is made of, as ``typing`` says it; of a record, that ``attrs`` made it."""
    return (attrs, ()) if attrs.has(kind) else (get_origin(kind), get_args(kind))


def _record(kind: type, values: object, path: str, say: Say) -> Any:
    if not isinstance(values, Mapping):
        return say(path, shown(values), "a table")
    fields, faults = fields_of(kind), 0

    def count_and_say(where: str, found: str, expected: str) -> None:
        nonlocal faults
        faults += 1
        say(f"{path}.{where}" if path else where, found, expected)

    for key in (key for key in values if key not in fields):
        count_and_say(key, "a field that is not known", one_of(fields, key))
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in values:
            count_and_say(name, "nothing", "the id of a source" if name == "source" else "this field")
    shaped = {
        name: shape(fields[name].type, value, name, count_and_say)
        for name, value in values.items()
        if name in fields
    }
    for name, (low, high) in RANGES.get(kind, {}).items():
        for value in _numbers(shaped.get(name)):
            if not low <= value <= high:
                count_and_say(name, shown(value), f"{low:g} to {high:g}")
    return None if faults else kind(**shaped)


@cache
def fields_of(kind: type) -> dict[str, attrs.Attribute[Any]]:
    """The fields of a record class by name, their types resolved."""
    return {field.name: field for field in attrs.fields(attrs.resolve_types(kind))}


def _numbers(value: object) -> list[float]:
    values = value.values() if isinstance(value, Mapping) else [value]
    return [one for one in values if isinstance(one, (int, float))]


def _plain(kind: Any, value: object, path: str, say: Say) -> Any:
    if kind is Figure:
        if not _is_number(value):
            say(path, shown(value), "a number")
        return value
    if kind is bool and value in ("yes", "no"):  # as tables of figures say it
        return value == "yes"
    # strictly the written type, but 2 may stand for 2.0; True is no number
    if type(value) is not kind and not (kind is float and type(value) is int):
        say(path, shown(value), _PLAIN[kind])
    elif kind is str and not str(value).strip():
        say(path, "an empty text", "some text, or no such line at all")
    return value


def _is_number(value: object) -> bool:
    try:
        return isfinite(float(str(value)))
    except ValueError:
        return False
