"""Muscles, structures and ranges of motion."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from hipkit.facts.records.sources import NO_FIGURE, Cited, Figure


@frozen
class Muscle(Cited):
    """A muscle a learner can name."""

    id: str
    name: str
    group: str
    origin: str
    insertion: str
    actions: tuple[str, ...]
    nerve: str
    levels: str
    role: str = ""


@frozen
class Structure(Cited):
    """A bone, ligament, nerve, bursa or joint, with what is known of it."""

    id: str
    name: str
    kind: str
    facts: tuple[str, ...]


@frozen
class MuscleGroup:
    """Muscles that a plan counts together (judgement)."""

    id: str
    name: str
    muscles: tuple[str, ...]
    opposite: str = ""  # the group whose work balances this one


@frozen
class Range(Cited):
    """A textbook or measured range of motion of the hip."""

    id: str
    kind: Literal["textbook", "measured", "error", "disagreement", "end_feel"]
    movement: str
    unit: str
    value: str = ""  # empty where only a range was given
    sd: Figure = NO_FIGURE
    low: Figure = NO_FIGURE  # 95 % confidence interval
    high: Figure = NO_FIGURE
    population: str = ""
    age: str = ""
    sex: str = ""
    n: str = ""
    method: str = ""
