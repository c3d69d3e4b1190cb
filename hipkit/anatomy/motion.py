"""Exercises as motions: key poses from ``data/anatomy/poses.toml``, set down and filled in between.

How to write a pose is explained at the top of that file; ``python -m tests.browser.contact_sheet bridge clamshell``
paints any of them through a browser. What the words of the files mean is said by the records below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from math import atan2, cos, degrees, pi, radians, sin, sqrt, tan
from typing import Literal

from attrs import Factory, evolve, frozen

from hipkit.anatomy.contact import Grip, anchor_of, settled
from hipkit.anatomy.figure import PARTS, PLACES, REGIONS, Hold, arm, body, middle, moved, with_arms
from hipkit.anatomy.figure import settled as held
from hipkit.anatomy.limbs import Arm, between, blended
from hipkit.anatomy.model import COORDINATES, model
from hipkit.anatomy.paths import Side
from hipkit.anatomy.pose import Pose
from hipkit.anatomy.posture import ANGLES, MOVEMENTS, SIDES, Posture, Reach
from hipkit.anatomy.rigid import Transform, Vector, cross, dot
from hipkit.facts.reading import Folder, Misfits, Table, find
from hipkit.facts.shaping import one_of

FRAMES = 24  # of one exercise, about 18 kB

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


@frozen
class Figure:
    """A whole skeleton in the room, and the pose of each leg."""

    parts: Mapping[str, Transform]
    legs: Mapping[Side, Pose]


@frozen(eq=False)
class Motion:
    """An exercise, ready to be shown.

    ``times``: seconds at which a frame is due; ``due``: which frame (of two equal ones in a row the figure
    rests); ``keys``: indices into ``times`` of the key poses; ``camera``: see :func:`camera`.
    """

    figures: tuple[Figure, ...]
    times: tuple[float, ...]
    due: tuple[int, ...]
    keys: tuple[int, ...]
    round: bool
    boxes: tuple[tuple[float, ...], ...]
    camera: tuple[float, ...]
    note: str


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
            if not _sided(name, REGIONS):
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
        if reach and reach.to not in ("floor", "room") and not _sided(reach.to, PLACES):
            yield f"{field}.to", repr(reach.to), one_of(["floor", "room", *_words(PLACES)], reach.to)
    for field in ("legs", *SIDES):
        for movement, angle in getattr(key, field).items():
            low, high = model().ranges.get(movement, (-90, 90))
            if not low <= angle <= high:
                yield f"{field}.{movement}", f"{angle:g}", f"{low:g} to {high:g} degrees"


ADJUSTABLE = (*ANGLES, *(f"legs.{movement}" for movement in MOVEMENTS["right"]))


def _sided(name: str, known: Iterable[str]) -> list[str]:
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


# ---------------------------------------------------------------- key poses


@frozen
class Placed:
    """A key pose that has been set down."""

    posture: Posture
    grip: Grip
    places: Mapping[str, Vector]
    skeleton: Mapping[str, Transform]
    holds: Mapping[Side, Hold]


def after(posture: Posture, grip: Grip, key: Key) -> tuple[Posture, Grip]:
    """The posture changed by a key pose."""
    reaches = dict(posture.reaches)
    for side in SIDES:
        if key.arms or getattr(key, f"{side}_arm"):
            reaches.pop(side, None)
        if reach := getattr(key, f"{side}_hand") or key.hands:
            own = f"{side}_{reach.to}"
            reaches[side] = evolve(reach, to=own) if own in PLACES else reach
    posture = Posture(
        angles={**posture.angles, **_angles(key)},
        reaches=reaches,
        level=posture.level if key.level is None else frozenset(key.level),
        rests=posture.rests
        if key.rests is None
        else {region: height for name, height in key.rests.items() for region in _sided(name, REGIONS)},
    )
    still = grip.still if key.still is None else [one for name in key.still for one in _sided(name, REGIONS)]
    return posture, Grip(
        still=tuple(still),
        meet=grip.meet if key.meet is None else key.meet,
        adjust=grip.adjust if key.adjust is None else key.adjust,
    )


def _angles(key: Key) -> dict[str, float]:
    """The angles that a key pose names; a limb's own overrule those of both."""
    named: dict[str, float] = {}
    for joint in MOVEMENTS:
        both = "legs" if joint in SIDES else "arms" if joint.endswith("arm") else joint
        given: dict[str, float] = {**getattr(key, both), **getattr(key, joint)}
        named |= {f"{joint}.{movement}": angle for movement, angle in given.items()}
    return named


def placed(pose: ExercisePose) -> list[Placed]:
    """The key poses of an exercise, each set down where the one before left off."""
    posture, grip = after(Posture(), Grip(), positions()[pose.start])
    done: list[Placed] = []
    for key in pose.keys:
        posture, grip = after(posture, grip, key)
        before = done[-1] if done else None
        kept = {region: at for region, at in before.places.items() if region in grip.still} if before else {}
        posture, skeleton = settled(posture, grip, kept)
        places = {
            region: middle(skeleton, region) for region in (anchor_of(posture, grip), *grip.still)
        } | kept
        holds = {side: _hold(side, reach, skeleton, before) for side, reach in posture.reaches.items()}
        done.append(Placed(posture, grip, places, skeleton, holds))
    return done


def _hold(side: Side, reach: Reach, skeleton: Mapping[str, Transform], before: Placed | None) -> Hold:
    """A hand that goes on holding the floor does not slide."""
    same = before.holds.get(side) if before else None
    return same if same and same.reach == reach else held(reach, skeleton, side)


def _whole(skeleton: Mapping[str, Transform], posture: Posture, arms: Mapping[Side, Arm]) -> Figure:
    return Figure(
        with_arms(skeleton, arms),
        {side: Pose(*(posture.angle(f"{side}.{name}") for name in COORDINATES)) for side in SIDES},
    )


def figure(key: Placed) -> Figure:
    """The whole skeleton in a key pose."""
    arms = {side: arm(key.skeleton, key.posture, side, key.holds.get(side)) for side in SIDES}
    return _whole(key.skeleton, key.posture, arms)


def standing_with(legs: Pose | Mapping[Side, Pose]) -> Figure:
    """Someone who stands and moves a leg, the right one where only one pose is given; the other carries."""
    poses = {"right": legs} if isinstance(legs, Pose) else legs
    angles = {
        f"{side}.{name}": angle
        for side, pose in poses.items()
        for name, angle in zip(COORDINATES, pose.angles, strict=True)
    }
    posture, grip = after(Posture(), Grip(still=("seat",)), positions()["standing"])
    posture = evolve(posture, angles={**posture.angles, **angles}, level=frozenset())
    posture, skeleton = settled(posture, evolve(grip, still=("seat",)), {})
    return figure(Placed(posture, grip, {}, skeleton, {}))


# ---------------------------------------------------------------- in between


STOPS = 4  # of the way between two key poses, at which contacts are made good


def way(a: Placed, b: Placed) -> list[Placed]:
    """The way from one key pose to the next, in equal steps at which what rests, stays or meets still does so."""
    between_them = [midway(a, b, stop / STOPS, b.grip.adjust) for stop in range(1, STOPS)]
    return [a, *between_them, b]


def midway(a: Placed, b: Placed, share: float, adjust: tuple[str, ...] = ()) -> Placed:
    """Between two poses: angles change evenly; what touches in both poses goes on doing so."""
    angles = {name: _mix(a.posture.angle(name), b.posture.angle(name), share) for name in ANGLES}
    for side in a.posture.level ^ b.posture.level:
        angles[f"{side}.ankle"] = _mix(_ankle(a, side), _ankle(b, side), share)
    rests = {
        region: _mix(height, b.posture.rests[region], share)
        for region, height in a.posture.rests.items()
        if region in b.posture.rests
    }
    posture = Posture(angles, level=a.posture.level & b.posture.level, rests=rests)
    grip = Grip(
        still=tuple(region for region in a.grip.still if region in b.grip.still),
        meet=dict(a.grip.meet.items() & b.grip.meet.items()),
        adjust=adjust,
    )
    places = {
        region: between(at, b.places[region], share) for region, at in a.places.items() if region in b.places
    }
    if rests:
        posture, skeleton = settled(posture, grip, places, rounds=3)
    else:
        skeleton = body(posture)
        here, there = (key.skeleton["pelvis"].position for key in (a, b))
        skeleton = moved(skeleton, between(here, there, share))
    return Placed(posture, grip, places, skeleton, {})


def in_between(a: Placed, b: Placed, stops: list[Placed], share: float) -> Figure:
    """The figure on its way through the stops; hands move from what they hold to what they will hold."""
    stop = min(int(share * STOPS), STOPS - 1)
    here = midway(stops[stop], stops[stop + 1], share * STOPS - stop)
    arms = {}
    for side in SIDES:
        one, other = (key.holds.get(side) for key in (a, b))
        arms[side] = arm(here.skeleton, here.posture, side, one)
        if one != other:
            start, end = (arm(here.skeleton, key.posture, side, key.holds.get(side)) for key in (a, b))
            arms[side] = blended(start, end, share)
    return _whole(here.skeleton, here.posture, arms)


def _mix(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _ankle(key: Placed, side: Side) -> float:
    """The ankle angle that the pose really has, level sole or not, degrees."""
    tibia, foot = (key.skeleton[f"{side[0]}_{part}"].rotation for part in ("tibia", "foot"))
    x, y, _ = zip(*tibia, strict=True)
    ahead, _, _ = zip(*foot, strict=True)
    return degrees(atan2(dot(ahead, y), dot(ahead, x)))


@lru_cache(maxsize=16)
def motion(exercise: str) -> Motion:
    """The exercise, or the way of walking, as frames.

    Raises:
        KeyError: there is no pose for it.
    """
    pose = gaits().get(exercise) or poses()[exercise]
    keys = placed(pose)
    ends = [*keys, keys[0]] if pose.round else keys
    ways = [key.seconds for key in pose.keys[1:]] + ([pose.keys[0].seconds] if pose.round else [])
    holds = [key.hold for key in pose.keys] + ([0.0] if pose.round else [])
    figures, times, due, marks = [figure(keys[0])], [0.0], [0], [0]

    def rest(seconds: float) -> None:
        if seconds:
            times.append(times[-1] + seconds)
            due.append(due[-1])

    rest(holds[0])
    for (a, b), seconds, hold in zip(pairwise(ends), ways, holds[1:], strict=True):
        steps = max(3, round((FRAMES - 1) * seconds / sum(ways)))
        stops, start = way(a, b), times[-1]
        for step in range(1, steps + 1):
            figures.append(figure(b) if step == steps else in_between(a, b, stops, _eased(step / steps)))
            times.append(start + seconds * step / steps)
            due.append(len(figures) - 1)
        marks.append(len(times) - 1)
        rest(hold)
    boxes = tuple(box for prop in pose.props for box in boxes_of(prop))
    return Motion(
        figures=tuple(figures),
        times=tuple(times),
        due=tuple(due),
        keys=tuple(marks),
        round=pose.round,
        boxes=boxes,
        camera=camera([figure(key) for key in keys], boxes, pose.view),
        note=pose.note,
    )


def _eased(share: float) -> float:
    """Starts and ends gently."""
    return 0.5 - 0.5 * cos(pi * share)


# ---------------------------------------------------------------- the room


MAT = 0.006  # thickness, metres
SLICES = 6  # of a roller


def boxes_of(prop: Prop) -> list[tuple[float, ...]]:
    """A prop as boxes: middle and size along x, y and z, metres."""
    x, z = prop.at
    if prop.kind == "chair":
        seat, back = 0.45, 0.90
        legs = [
            (x + dx, (seat - 0.04) / 2, z + dz, 0.03, seat - 0.04, 0.03)
            for dx in (-0.18, 0.18)
            for dz in (-0.18, 0.18)
        ]
        return [
            (x, seat - 0.02, z, 0.42, 0.04, 0.44),
            (x - 0.20, (seat + back) / 2, z, 0.03, back - seat, 0.44),
            *legs,
        ]
    w, h, d = prop.size or _SIZES[prop.kind]
    if prop.kind == "roller":  # lies across; level slices of a round bar
        heights = [(slice_ + 0.5) / SLICES for slice_ in range(SLICES)]
        return [(x, h * at, z, 2 * w * sqrt(at * (1 - at)), h / SLICES, d) for at in heights]
    return [(x, prop.above + h / 2, z, w, h, d)]


_SIZES: dict[str, Vector] = {
    "mat": (1.85, MAT, 0.65),
    "wall": (0.04, 2.0, 1.2),
    "box": (0.4, 0.4, 0.4),
    "roller": (0.14, 0.14, 0.6),
}


_TIPS: dict[str, Vector] = {
    "head": (0.0, 0.67, 0.0),
    "torso": (0.12, 0.25, 0.0),
    "r_toes": (0.08, 0.0, 0.0),
    "l_toes": (0.08, 0.0, 0.0),
    "r_hand": (0.0, -0.17, 0.0),
    "l_hand": (0.0, -0.17, 0.0),
}
VIEW_ANGLE = 0.5  # as in static/body/camera.js, radians
WIDE = 1.5  # width over height of the picture
MARGIN = 0.07  # metres


def camera(
    figures: list[Figure], boxes: tuple[tuple[float, ...], ...], view: tuple[float, ...]
) -> tuple[float, ...]:
    """Where to look from so that all of these figures are in the picture (see ``static/body/camera.js``)."""
    turn, tilt = map(radians, view)
    right = (cos(turn), 0.0, -sin(turn))
    back = (sin(turn) * cos(tilt), sin(tilt), cos(turn) * cos(tilt))
    points = [point for figure in figures for point in _outermost(figure)]
    points += [(x, y + h / 2, z) for x, y, z, _, h, _ in boxes if MAT < h < 1]
    axes = (right, cross(back, right), back)
    seen: list[list[float]] = [[dot(point, axis) for axis in axes] for point in points]
    centre: list[float] = [(min(places) + max(places)) / 2 for places in zip(*seen, strict=True)]
    half = tan(VIEW_ANGLE / 2)

    def away(axis: int, room: float) -> float:
        """How far off all points fit into the picture, sideways (0) or in height (1)."""
        return max([(abs(at[axis] - centre[axis]) + MARGIN) / room + at[2] - centre[2] for at in seen])

    across, upwards = away(0, half * WIDE), away(1, half)
    distance = max(across, upwards)
    target = [sum(place * axis[i] for place, axis in zip(centre, axes, strict=True)) for i in range(3)]
    return (*view, *(round(value, 3) for value in (distance, *target, WIDE * across / distance)))


def _outermost(figure: Figure) -> Iterator[Vector]:
    for part in PARTS:
        yield figure.parts[part].position
    for part, at in _TIPS.items():
        yield figure.parts[part].place(at)
