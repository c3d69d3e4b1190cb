"""What the model, studies, cautions and goals say of one exercise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hipkit.anatomy.exercises import STRETCHED, Longest, longest
from hipkit.anatomy.poses import poses
from hipkit.facts import catalog
from hipkit.facts.records import Activity, Caution, Exercise, Goal, Target

HALF = 0.5  # of the most that any exercise lengthens a muscle: from here it counts as lengthened (judgement)
WORK = {  # part of a routine -> the kind of work that goals ask of it
    "warm-up": "move",
    "mobility": "move",
    "strength": "strengthen",
    "static": "lengthen",
}


def gains(exercise: str) -> Mapping[str, Longest]:
    """Muscle -> where in the exercise it is longest, most first; empty where nobody has posed it."""
    return longest(exercise) if exercise in poses() else {}


@cache
def _most(muscle: str) -> float:
    """The most that any exercise lengthens a muscle, as a share of its fibre length."""
    return max(longest(exercise)[muscle].change.fibre_ratio for exercise in poses())


def lengthens(exercise: str, muscle: str) -> bool:
    """Whether the model lengthens the muscle at least half as much as in the exercise that does most.

    And by no less than ``anatomy.exercises.STRETCHED`` of its fibres, or it is not called longer at all.
    """
    if muscle not in gains(exercise):
        return False
    least = max(STRETCHED, HALF * _most(muscle))
    return gains(exercise)[muscle].change.fibre_ratio >= least


def measured(exercise: Exercise) -> tuple[Activity, ...]:
    """How hard muscles were measured to work in it, or in one close to it: nearest first, main muscle first."""
    near = ("exact", "close", "heavier")
    rows = [row for row in catalog().activity.values() if row.exercise == exercise.id and row.match in near]
    return tuple(sorted(rows, key=lambda row: (near.index(row.match), row.muscle != exercise.main)))


def careful(exercise: Exercise) -> tuple[Caution, ...]:
    """The cautions that change something, those first that leave the exercise out."""
    said = [caution for caution in exercise.cautions if caution.policy != "allow"]
    return tuple(sorted(said, key=lambda caution: caution.policy != "leave_out"))


def serves(exercise: Exercise) -> tuple[tuple[Goal, Target], ...]:
    """The goals that ask for the work of this exercise on its main muscle, and the target that does."""
    return tuple(
        (goal, target)
        for goal in catalog().goals.values()
        for target in goal.targets
        if target.work == WORK[exercise.phase] and exercise.main in target.muscles
    )
