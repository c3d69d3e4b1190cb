"""How exercises are shown: the records of ``data/anatomy/poses.toml``, ``positions.toml`` and ``gaits.toml``.

How to write a pose is explained at the top of the first; what its words mean is said by the records below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal

from attrs import Factory, frozen

from hipkit.anatomy.figure import PLACES, REGIONS
from hipkit.anatomy.model import model
from hipkit.anatomy.paths import Side
from hipkit.anatomy.posture import ANGLES, MOVEMENTS, SIDES, Reach
from hipkit.facts.reading import Folder, Misfits, Table, find
from hipkit.facts.shaping import one_of

ADJUSTABLE = (*ANGLES, *(f"legs.{movement}" for movement in MOVEMENTS["right"]))

TrunkAngle = Literal["flexion", "bend", "twist"]
PelvisAngle = Literal["pitch", "roll", "yaw"]
LegAngle = Literal["hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion", "ankle", "toes"]
ArmAngle = Literal["flexion", "abduction", "rotation", "elbow", "wrist"]


@frozen
class Key:
    """A key pose. What it does not name stays as in the pose before it.

    ``seconds``: the way from the pose before; ``hold``: how long it stays. ``legs``, ``arms``, ``hands``
    mean both sides. A hand lets go where the arm is given by angles. In ``rests`` and ``still`` a region
    of a limb without its side means both.
    """

    seconds: float = 2.0
    hold: float = 0.0
    pelvis: dict[PelvisAngle, float] = Factory(dict)
    spine: dict[TrunkAngle, float] = Factory(dict)
    neck: dict[TrunkAngle, float] = Factory(dict)
    legs: dict[LegAngle, float] = Factory(dict)
    right: dict[LegAngle, float] = Factory(dict)
    left: dict[LegAngle, float] = Factory(dict)
    arms: dict[ArmAngle, float] = Factory(dict)
    right_arm: dict[ArmAngle, float] = Factory(dict)
    left_arm: dict[ArmAngle, float] = Factory(dict)
    hands: Reach | None = None
    right_hand: Reach | None = None
    left_hand: Reach | None = None
    level: tuple[Side, ...] | None = None
    rests: dict[str, float] | None = None
    still: tuple[str, ...] | None = None
    meet: dict[str, str] | None = None
    adjust: tuple[str, ...] | None = None


@frozen
class Position(Key):
    """A position to start from, in ``data/anatomy/positions.toml``."""

    id: str = ""


@frozen
class Prop:
    """Something of the room. ``at``: place of its middle over the floor; ``size``: along x, y and z; metres."""

    kind: Literal["mat", "box", "chair", "wall", "roller"]
    at: tuple[float, ...] = (0.0, 0.0)
    size: tuple[float, ...] = ()
    above: float = 0.0  # the floor


@frozen
class ExercisePose:
    """How an exercise is shown: a record of ``data/anatomy/poses.toml``.

    ``start``: a position. ``view``: where it is seen from, degrees: turn (0 from the figure's right, 90 from
    the front, -90 from behind) and tilt (from above). ``basis``: the id of the source of the angles, or
    ``assumed``. ``note``: what a learner must know of it, above all where the model's range keeps a limb
    from where a person would put it. ``round``: it goes on from the last pose to the first, as a walk does.
    """

    id: str
    start: str
    view: tuple[float, ...]
    keys: tuple[Key, ...]
    basis: str = "assumed"
    note: str = ""
    round: bool = False
    props: tuple[Prop, ...] = ()


# ---------------------------------------------------------------- reading


def _position_rule(positions: Mapping[str, Position]) -> Misfits:
    for name, position in positions.items():
        for field, found, expected in _misfits(position):
            yield name, field, found, expected


def _pose_rule(poses: Mapping[str, ExercisePose]) -> Misfits:
    for name, pose in poses.items():
        if pose.start not in positions():
            yield name, "start", repr(pose.start), one_of(positions(), pose.start)
        if len(pose.view) != 2:
            yield name, "view", f"{len(pose.view)} numbers", "two: turn and tilt"
        for index, key in enumerate(pose.keys):
            for field, found, expected in _misfits(key):
                yield name, f"keys[{index}].{field}", found, expected


def _misfits(key: Key) -> Iterator[tuple[str, str, str]]:
    """Names that mean nothing, and angles that the model of the hip cannot take."""
    for field in ("rests", "still"):
        for name in getattr(key, field) or ():
            if not sided(name, REGIONS):
                yield field, repr(name), one_of(_words(REGIONS), name)
    for region, place in (key.meet or {}).items():
        if region not in REGIONS:
            yield "meet", repr(region), one_of(sorted(REGIONS), region)
        if place not in PLACES:
            yield f"meet.{region}", repr(place), one_of(sorted(PLACES), place)
    for name in key.adjust or ():
        if name not in ADJUSTABLE:
            yield "adjust", repr(name), one_of(ADJUSTABLE, name)
    for field in ("hands", "right_hand", "left_hand"):
        reach = getattr(key, field)
        if reach and reach.to not in ("floor", "room") and not sided(reach.to, PLACES):
            yield f"{field}.to", repr(reach.to), one_of(["floor", "room", *_words(PLACES)], reach.to)
    for field in ("legs", *SIDES):
        for movement, angle in getattr(key, field).items():
            low, high = model().ranges.get(movement, (-90, 90))
            if not low <= angle <= high:
                yield f"{field}.{movement}", f"{angle:g}", f"{low:g} to {high:g} degrees"


def sided(name: str, known: Iterable[str]) -> list[str]:
    """The names that a word of the files stands for: itself, or the same on both sides."""
    return [one for one in (name, *(f"{side}_{name}" for side in SIDES)) if one in known]


def _words(known: Iterable[str]) -> list[str]:
    """Every name, and those of paired ones without their side."""
    return sorted({*known, *(name.removeprefix(f"{side}_") for name in known for side in SIDES)})


class _Tables:
    positions = Table(Position, "anatomy/positions.toml", rule=_position_rule)
    poses = Table(ExercisePose, "anatomy/poses.toml", rule=_pose_rule)
    gaits = Table(ExercisePose, "anatomy/gaits.toml", rule=_pose_rule)

    def __init__(self) -> None:
        self.folder = Folder(find())


@cache
def positions() -> Mapping[str, Position]:
    """The positions from which exercises start."""
    return _Tables().positions


@cache
def poses() -> Mapping[str, ExercisePose]:
    """Exercise -> how it is shown."""
    return _Tables().poses


@cache
def gaits() -> Mapping[str, ExercisePose]:
    """Way of walking -> how it is shown."""
    return _Tables().gaits
