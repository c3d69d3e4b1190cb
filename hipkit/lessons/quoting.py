"""Figures of the catalogue in the texts of questions, quoted and never written a second time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.text.words import printed


class QuestionError(ValueError):
    """A question that cannot be: no answer or more than one, or a figure that may not be quoted."""


_BARE = ("RR", "HR", "OR", "ES", "SMD", "Hedges g", "rate ratio")  # said by the sentence, not by the figure


@cache
def evidence() -> Mapping[str, Any]:
    """Every row that a text may quote, by id."""
    facts = catalog()
    names = ["findings", "activity", *(name for name in facts.tables() if name.endswith("_evidence"))]
    return {key: row for name in names for key, row in getattr(facts, name).items()}


def quote(text: str) -> str:
    """The text with ``{SE004}`` replaced by the figure of that row.

    Raises:
        QuestionError: there is no such row, or it must not be shown.
    """
    return re.sub(r"\{(\w+)\}", lambda match: figure(_quoted(match[1])), text)


def _quoted(key: str) -> Any:
    row = evidence().get(key)
    if row is None:
        raise QuestionError(f"{{{key}}} names no row of evidence")
    if row.verified != "page" or not getattr(row, "show", True):
        raise QuestionError(f"{{{key}}} names a row that was not confirmed or must not be shown")
    return row


def figure(row: Any, field: str = "value") -> str:
    """A figure as its row prints it, with its unit where the unit says something."""
    tested = catalog().tested.get(row.id)
    if tested and tested.says:
        return tested.says
    value, unit = printed(getattr(row, field)), getattr(row, "unit", "")
    if unit.startswith("%"):
        return f"{value}\N{NO-BREAK SPACE}%"
    return value if not unit or unit in _BARE else f"{value} {unit}"


def measured(row: Any) -> str:
    """What a row is about, in the words of its table."""
    names = ("what", "outcome", "movement", "rule", "finding", "name")
    return str(next(getattr(row, name) for name in names if hasattr(row, name)))


def source(row: Any) -> str:
    """Who says so; empty where a record is our own judgement."""
    row = symptoms.evidence(row) if hasattr(row, "row") else row
    return catalog().sources[row.source].short if hasattr(row, "source") else "our reading"
