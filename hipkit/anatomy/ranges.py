"""How far is far: a pose beside textbooks, measurements and what tasks ask of the hip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Literal

from attrs import frozen

from hipkit.anatomy.pose import Pose
from hipkit.facts import Catalog
from hipkit.facts.records import Range, TaskDemand

Movement = Literal["flexion", "extension", "abduction", "adduction", "internal rotation", "external rotation"]

_JOINTS: dict[Movement, tuple[str, int]] = {  # the angle of a pose, and the sign in which it is counted
    "flexion": ("hip_flexion", 1),
    "extension": ("hip_flexion", -1),
    "abduction": ("hip_adduction", -1),
    "adduction": ("hip_adduction", 1),
    "internal rotation": ("hip_rotation", 1),
    "external rotation": ("hip_rotation", -1),
}
MOVEMENTS: tuple[Movement, ...] = tuple(_JOINTS)

_NAMED = "|".join(sorted(MOVEMENTS, key=len, reverse=True))
_ASKED = re.compile(  # an angle of the hip itself, and not a difference, an arc or another part of the body
    rf"(?:peak |lead |trail |largest mean )?(?:hip )?(?:{_NAMED})(?: / (?:{_NAMED}))*"
    r"(?:,(?!.* minus ).*| of all tasks)?"
)
_FIGURES = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?")


def reached(pose: Pose, movement: Movement) -> float:
    """How far the pose goes in a movement, degrees; negative is the other way."""
    joint, sign = _JOINTS[movement]
    angle: float = getattr(pose, joint)
    return sign * angle


@frozen
class Norms:
    """What is written of a movement. Rows whose value is words are left to the table."""

    movement: Movement
    textbook: tuple[Range, ...]
    measured: tuple[Range, ...]

    @cached_property
    def book(self) -> tuple[float, float]:
        """The lowest and the highest angle that textbooks give, as far as they were seen, degrees."""
        ends = [end for row in self.textbook if row.verified == "page" for end in span(row.value)]
        return min(ends), max(ends)

    @cached_property
    def means(self) -> tuple[float, ...]:
        """Mean angles of adults that were seen in their source, degrees."""
        return tuple(
            float(row.value)
            for row in self.measured
            if row.verified == "page"
            and _is_number(row.value)
            and row.unit == "degrees"
            and not is_child(row)
        )


@lru_cache(maxsize=64)
def norms(movement: Movement, facts: Catalog) -> Norms:
    """Textbook and measured ranges of a movement, in the order of the table."""
    rows = [row for row in facts.ranges.values() if _is_about(row, movement)]
    return Norms(
        movement,
        tuple(row for row in rows if row.kind == "textbook"),
        tuple(row for row in rows if row.kind == "measured"),
    )


def _is_about(row: Range, movement: str) -> bool:
    """``internal rotation, seated`` is; ``internal plus external rotation`` is about neither."""
    return " plus " not in row.movement and any(
        part == movement or part.startswith(f"{movement} ") for part in row.movement.split(", ")
    )


def span(value: str) -> tuple[float, ...]:
    """``"110-120"`` -> both ends, ``"120"`` or words that begin with it -> that one; else nothing."""
    found = _FIGURES.match(value)
    return tuple(float(end) for end in found.groups() if end) if found else ()


def _is_number(value: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", value) is not None


def is_child(row: Range) -> bool:
    """Whether only people under 20 were measured."""
    ages = re.fullmatch(r"(\d+)-(\d+)", row.age)
    return ages is not None and int(ages[2]) < 20


@frozen
class Demand:
    """What a task asks of one movement, degrees."""

    task: TaskDemand
    movement: Movement
    low: float
    high: float

    def missing(self, pose: Pose) -> float:
        """How many degrees a pose stays short of it; 0 where it goes as far."""
        return max(0.0, self.low - reached(pose, self.movement))


def demands(facts: Catalog) -> tuple[Demand, ...]:
    """Every angle of the hip that a task was found to ask for, in the order of the table."""
    return tuple(demand for task in facts.tasks.values() for demand in _asked(task))


def _asked(task: TaskDemand) -> Iterator[Demand]:
    if task.kind != "range" or task.unit != "degrees" or not _ASKED.fullmatch(task.quantity):
        return
    movements = re.findall(_NAMED, task.quantity.split(",")[0])
    for movement, value in zip(movements, task.value.split(" / "), strict=True):
        ends = span(value)
        if ends:
            yield Demand(task, movement, ends[0], ends[-1])
