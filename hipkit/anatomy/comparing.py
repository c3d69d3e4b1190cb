"""Right against left: what a pose does to both hips, and how long each leg stands in a way of walking."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from hipkit.anatomy.measures import Lengthening, lengthening
from hipkit.anatomy.model import COORDINATES
from hipkit.anatomy.motion import placed
from hipkit.anatomy.paths import Side
from hipkit.anatomy.pose import Pose
from hipkit.anatomy.poses import gaits, poses
from hipkit.anatomy.posture import SIDES

Sides = Mapping[Side, Mapping[str, Lengthening]]


@cache
def both_sides(exercise: str) -> Sides:
    """Side -> muscle -> how much longer it is than in standing, in the last key pose of an exercise.

    Raises:
        KeyError: nobody has posed the exercise.
    """
    posture = placed(poses()[exercise])[-1].posture
    return {
        side: lengthening(Pose(*(posture.angle(f"{side}.{name}") for name in COORDINATES))) for side in SIDES
    }


@frozen
class Gait:
    """A way of walking in numbers.

    ``stands``: seconds from one heel to the other, by the leg that carries. ``drops``: by how many degrees
    the pelvis hangs lower on the side that swings, by the leg that carries.
    """

    id: str
    note: str
    stands: Mapping[Side, float]
    drops: Mapping[Side, float]


@cache
def gait(name: str) -> Gait:
    """A way of walking; its four key poses are those that ``data/anatomy/gaits.toml`` describes.

    Raises:
        KeyError: there is none of that name.
    """
    record = gaits()[name]
    heel, past, other_heel, other_past = record.keys
    return Gait(
        name,
        record.note,
        {"right": past.seconds + other_heel.seconds, "left": other_past.seconds + heel.seconds},
        {"right": 0.0 - past.pelvis.get("roll", 0.0), "left": other_past.pelvis.get("roll", 0.0)},
    )
