"""The place of an exercise before sport, after it, or in the evening."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from hipkit.facts import catalog
from hipkit.facts.records import Exercise, Timing

READY = {"before_sport": "pre_workout", "after_sport": "post_workout"}  # timing -> an exercise made for it
STIRS = {"evening": "pre_workout"}  # timing -> it does not fit what is made for this alone

Place = Literal["made for it", "fits", "smallest dose", "left out"]
Unfit = Literal["part", "level", "purpose"]


def ready(exercise: Exercise, timing: Timing) -> bool:
    """Whether the catalogue says that the exercise is made for this time."""
    return READY.get(timing.id) in exercise.timing


def unfit(exercise: Exercise, timing: Timing) -> Unfit | None:
    """What leaves the exercise no place at this time: its part of a routine, its level or its purpose."""
    if exercise.phase in timing.leave_out:
        return "part"
    if exercise.level > timing.max_level.get(exercise.phase, exercise.level):
        return "level"
    return "purpose" if set(exercise.timing) == {STIRS.get(timing.id)} else None


@frozen
class Sport:
    """The place of an exercise before or after sport, with the reason of ``timing``."""

    timing: Timing
    place: Place


def before_and_after(exercise: str) -> tuple[Sport, Sport]:
    """The place of an exercise before and after sport."""
    record, timings = catalog().exercises[exercise], catalog().timings
    return _sport(record, timings["before_sport"]), _sport(record, timings["after_sport"])


def _sport(exercise: Exercise, timing: Timing) -> Sport:
    if unfit(exercise, timing):
        return Sport(timing, "left out")
    if exercise.phase in timing.one_set:
        return Sport(timing, "smallest dose")
    return Sport(timing, "made for it" if ready(exercise, timing) else "fits")
