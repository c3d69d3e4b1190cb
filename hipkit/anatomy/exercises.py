"""What exercises do to the muscles: the longest each one gets, and where that does not fit the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from attrs import frozen

from hipkit.anatomy.measures import Lengthening, lengthening, model_muscles
from hipkit.anatomy.model import COORDINATES
from hipkit.anatomy.motion import placed
from hipkit.anatomy.paths import Side
from hipkit.anatomy.pose import Pose
from hipkit.anatomy.poses import poses
from hipkit.anatomy.posture import SIDES
from hipkit.facts import catalog
from hipkit.facts.reading import Folder, Misfits, Table, find

STRETCHED = 0.05  # of its fibres: a muscle that gains less is not called longer (judgement)
STRETCHES = ("static_stretch", "dynamic_stretch", "mobility")  # kinds whose muscles are said to get longer

Fault = Literal["model", "list", "work"]


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
class Verdict:
    """Our judgement of a misfit: a record of ``data/anatomy/misfits.toml``.

    ``lies_with``: what the model leaves out, the exercise's list of muscles, or neither: the muscle is
    named because it works.
    """

    id: str  # of the exercise
    muscles: tuple[str, ...]
    lies_with: Fault
    why: str


@frozen
class Misfit:
    """A muscle that the catalogue names for a stretch, and that the model does not lengthen.

    ``verdict``: None where nobody has judged it.
    """

    exercise: str
    muscle: str
    longest: Longest
    verdict: Verdict | None


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


def misfits_of(exercise: str) -> tuple[Misfit, ...]:
    """The muscles that a stretch names and that the model does not lengthen, in any key pose, on either leg.

    Empty where an exercise is no stretch, or nobody has posed it.
    """
    record = catalog().exercises[exercise]
    if record.kind not in STRETCHES or exercise not in poses():
        return ()
    best, judged = longest(exercise), verdicts().get(exercise)
    return tuple(
        Misfit(exercise, muscle, best[muscle], judged if judged and muscle in judged.muscles else None)
        for muscle in record.muscles
        if muscle in best and best[muscle].change.fibre_ratio < STRETCHED
    )


@cache
def misfits() -> tuple[Misfit, ...]:
    """Those of all exercises."""
    return tuple(misfit for exercise in poses() for misfit in misfits_of(exercise))


# ---------------------------------------------------------------- what we make of misfits


def _verdict_rule(found: Mapping[str, Verdict]) -> Misfits:
    for name, verdict in found.items():
        if name not in catalog().exercises:
            yield name, "", "no such exercise", "the id of an exercise"
            continue
        for muscle in verdict.muscles:
            if muscle not in catalog().exercises[name].muscles:
                yield name, "muscles", repr(muscle), "a muscle that the exercise names"


class _Tables:
    verdicts = Table(Verdict, "anatomy/misfits.toml", rule=_verdict_rule)

    def __init__(self) -> None:
        self.folder = Folder(find())


@cache
def verdicts() -> Mapping[str, Verdict]:
    """Exercise -> our judgement of its misfits."""
    return _Tables().verdicts
