"""Goals, and the rules and weights of a routine."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from hipkit.facts.records.exercises import Phase, When
from hipkit.facts.records.sources import Cited


@frozen
class Equipment:
    """Something that may have to be at hand."""

    id: str
    name: str
    stands_in_for: tuple[str, ...] = ()


@frozen
class Target(Cited):
    """What a goal asks of some muscles. ``weight`` 1 (little) to 4 (most) is judgement."""

    work: Literal["lengthen", "strengthen", "move"]
    muscles: tuple[str, ...]
    weight: Literal[1, 2, 3, 4]
    why: str


@frozen
class GoalCaution(Cited):
    """What to watch on the way to a goal."""

    text: str
    symptom: str = ""


@frozen
class Goal:
    """Something a learner wants to be able to do."""

    id: str
    name: str
    short: str  # continues the sentence "7 exercises in 20 min for ...": "a stronger single-leg stance"
    targets: tuple[Target, ...]
    timing: tuple[When, ...]
    minutes: str
    minutes_basis: str
    reachable: str  # what exercise can reach, and what it cannot
    tasks: tuple[str, ...] = ()  # ids in task_demands.csv
    cautions: tuple[GoalCaution, ...] = ()


@frozen
class Timing:
    """When the routine is done, and what that means for its parts (judgement, sourced where it says so)."""

    id: str
    name: str
    leave_out: tuple[Phase, ...]
    max_share: dict[Phase, float]  # at most this share of the minutes
    one_set: tuple[Phase, ...]  # phases that keep to the smallest dose
    max_level: dict[Phase, int]
    reason: str
    source: str = ""


@frozen
class Rule:
    """A hard rule of every routine. ``limit`` is its number, in ``unit``."""

    id: str
    name: str
    sentence: str
    basis: Literal["source", "judgement"]
    source: str = ""
    limit: float = 0
    unit: str = ""


@frozen
class Weight:
    """One number of the score, with its reason (judgement)."""

    id: str
    value: int
    reason: str


@frozen
class Work:
    """How much an exercise does for muscle groups, computed or measured; ``data/routine/derive.py`` works it out."""

    id: str  # of the exercise
    basis: Literal["model", "activity"]
    percent: dict[str, int]  # of the longest any held stretch makes the group, or of its greatest activity
    rows: tuple[str, ...] = ()  # ids of activity.csv behind it


@frozen
class TaskDemand(Cited):
    """What a task of daily life or sport asks of the hip."""

    id: str
    task: str
    group: str
    kind: Literal["range", "moment", "muscle", "caution"]
    quantity: str
    value: str
    unit: str = ""
    spread: str = ""
    n: str = ""
    population: str = ""


@frozen
class Progression(Cited):
    """A published rule of how a dose grows."""

    id: str
    rule: str
    value: str
    applies_to: Literal["strength", "static", "balance", "all loading"]
    population: str
    unit: str = ""
    interval: str = ""


@frozen
class Disagreement:
    """Published rules that do not agree, and what the kit does about it (judgement)."""

    id: str
    topic: str
    sides: tuple[str, ...]  # ids in progression.csv
    kit_rule: str
    basis: str
