"""Writes ``data/lessons/question.schema.json`` from the records: ``python -m tests.lessons.schema``."""

from __future__ import annotations

import json
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import attrs

from hipkit.facts.records import Question
from hipkit.facts.shaping import fields_of

FILE = Path(__file__).parents[2] / "data" / "lessons" / "question.schema.json"
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema() -> dict[str, Any]:
    """A file of questions: a table for each, without ``id`` and ``topic``, which the file says by its names."""
    question = _kind(Question)
    for name in ("id", "topic"):
        del question["properties"][name]
        question["required"].remove(name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of questions: data/lessons/questions/<topic>.toml",
        "type": "object",
        "additionalProperties": question,
    }


def _kind(kind: Any) -> dict[str, Any]:
    origin, inside = get_origin(kind), get_args(kind)
    if attrs.has(kind):
        fields = fields_of(kind)
        return {
            "type": "object",
            "properties": {name: _kind(field.type) for name, field in fields.items()},
            "required": [name for name, field in fields.items() if field.default is attrs.NOTHING],
            "additionalProperties": False,
        }
    if origin is UnionType:
        return _kind(inside[0])
    if origin is Literal:
        return {"enum": list(inside)}
    if origin is tuple:
        return {"type": "array", "items": _kind(inside[0])}
    if origin is dict:
        return {
            "type": "object",
            "propertyNames": _kind(inside[0]),
            "additionalProperties": _kind(inside[1]),
        }
    return {"type": PLAIN[kind]} | ({"minLength": 1} if kind is str else {})


def text() -> str:
    return json.dumps(schema(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
