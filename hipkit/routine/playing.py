"""A routine as a clock plays it: into position, get ready, one side, the switch, the other side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from hipkit import facts
from hipkit.facts.records import Exercise
from hipkit.routine.doses import seconds
from hipkit.routine.result import Routine, Step

Kind = Literal["change", "ready", "work", "rest", "switch"]
Side = Literal["", "right", "left"]
SIDES: tuple[Side, ...] = ("right", "left")  # the figure shows the right side at work


@frozen
class Segment:
    """A stretch of time in which one thing is done.

    ``step``: its place in the routine, from 0. ``side`` is "" where both work, or none. ``set_number``
    counts from 1 and is 0 outside the sets.
    """

    step: int
    kind: Kind
    seconds: float
    side: Side = ""
    set_number: int = 0


def segments(routine: Routine, catalog: facts.Catalog | None = None) -> tuple[Segment, ...]:
    """The whole routine in the order it is done; lasts ``routine.total_s``, and both sides of a step the same.

    What rounding up to whole quarter minutes leaves over goes to getting ready, so that nobody has to hurry.
    """
    known = (catalog or facts.catalog()).exercises
    return tuple(
        segment
        for number, step in enumerate(routine.steps)
        for segment in _of_step(number, step, known[step.exercise])
        if segment.seconds
    )


def _of_step(number: int, step: Step, exercise: Exercise) -> Iterator[Segment]:
    yield Segment(number, "change", step.enter_s)
    left_over = step.seconds - seconds(exercise, step.dose)
    yield Segment(number, "ready", exercise.setup_s + left_over)
    if not exercise.sides:
        yield from _sets(number, step, "")
        return
    first, second = SIDES
    yield from _sets(number, step, first)
    yield Segment(number, "switch", exercise.side_switch_s, second)
    yield from _sets(number, step, second)


def _sets(number: int, step: Step, side: Side) -> Iterator[Segment]:
    dose = step.dose
    for set_number in range(1, dose.sets + 1):
        if set_number > 1:
            yield Segment(number, "rest", dose.rest_s, side, set_number)
        yield Segment(number, "work", dose.count * dose.seconds, side, set_number)
