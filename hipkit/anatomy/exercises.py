"""What exercises do to the muscles: the longest each one gets, and where that does not fit the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from hipkit.anatomy.measures import Lengthening, lengthening, model_muscles
from hipkit.anatomy.model import COORDINATES
from hipkit.anatomy.motion import placed, poses
from hipkit.anatomy.paths import Side
from hipkit.anatomy.pose import Pose
from hipkit.anatomy.posture import SIDES
from hipkit.facts import catalog

STRETCHED = 0.05  # of its fibres: a muscle that gains less is not called longer (judgement)
STRETCHES = ("static_stretch",)


@frozen
class Reached:
    """A key pose of an exercise, as one leg takes it."""

    exercise: str
    side: Side
    pose: Pose


@frozen
class Longest:
    """The key pose in which a muscle is longest during an exercise."""

    at: Reached
    change: Lengthening


@frozen
class Misfit:
    """A muscle that the catalogue says a stretch lengthens, and that the model does not lengthen."""

    exercise: str
    muscle: str
    longest: Longest


@cache
def key_poses(exercise: str) -> tuple[Reached, ...]:
    """Every key pose for both legs; poses that repeat, once.

    Raises:
        KeyError: nobody has posed the exercise.
    """
    taken = {
        (side, tuple(round(key.posture.angle(f"{side}.{name}"), 1) for name in COORDINATES)): None
        for key in placed(poses()[exercise])
        for side in SIDES
    }
    return tuple(Reached(exercise, side, Pose(*angles)) for side, angles in taken)


@cache
def longest(exercise: str) -> Mapping[str, Longest]:
    """Muscle -> where in the exercise it is longest, the one that gains most for its fibres first."""
    measured = [(at, lengthening(at.pose)) for at in key_poses(exercise)]
    best = {
        muscle.id: max(
            (Longest(at, changes[muscle.id]) for at, changes in measured),
            key=lambda one: one.change.fibre_ratio,
        )
        for muscle in model_muscles().values()
        if muscle.parts
    }
    return dict(sorted(best.items(), key=lambda pair: -pair[1].change.fibre_ratio))


def telling(exercise: str) -> Reached:
    """The key pose that shows the exercise best: where the first muscle it names is longest.

    Where the model has none of them, the one in which any muscle gains most.
    """
    best = longest(exercise)
    named = [muscle for muscle in catalog().exercises[exercise].muscles if muscle in best]
    return best[named[0] if named else next(iter(best))].at


def guesses(exercise: str) -> tuple[str, ...]:
    """Four muscles to choose from in the order of the catalogue: the answer, and others spread over the list."""
    ranked = list(longest(exercise))
    offered = {ranked[place] for place in (0, 2, len(ranked) // 2, len(ranked) - 1)}
    return tuple(muscle for muscle in catalog().muscles if muscle in offered)


def misfits() -> tuple[Misfit, ...]:
    """Every stretch whose named muscles the model does not lengthen, in any key pose, on either leg."""
    return tuple(
        Misfit(exercise, muscle, longest(exercise)[muscle])
        for exercise in poses()
        if catalog().exercises[exercise].kind in STRETCHES
        for muscle in catalog().exercises[exercise].muscles
        if muscle in longest(exercise) and longest(exercise)[muscle].change.fibre_ratio < STRETCHED
    )
