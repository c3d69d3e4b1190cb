"""Exercises as motions: key poses, set down and filled in between.

``python -m tests.browser.contact_sheet bridge clamshell`` paints any of them through a browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, degrees, pi

from attrs import evolve, frozen

from hipkit.anatomy.contact import Grip, anchor_of, settled
from hipkit.anatomy.figure import PLACES, REGIONS, Hold, arm, body, middle, moved, with_arms
from hipkit.anatomy.figure import settled as held
from hipkit.anatomy.limbs import Arm, between, blended
from hipkit.anatomy.model import COORDINATES
from hipkit.anatomy.paths import Side
from hipkit.anatomy.pose import Pose
from hipkit.anatomy.poses import ExercisePose, Key, gaits, poses, positions, sided
from hipkit.anatomy.posture import ANGLES, MOVEMENTS, SIDES, Posture, Reach
from hipkit.anatomy.rigid import Transform, Vector, dot
from hipkit.anatomy.room import boxes_of, camera

FRAMES = 24  # of one exercise, about 18 kB


@frozen
class Figure:
    """A whole skeleton in the room, and the pose of each leg."""

    parts: Mapping[str, Transform]
    legs: Mapping[Side, Pose]


@frozen(eq=False)
class Motion:
    """An exercise, ready to be shown.

    ``times``: seconds at which a frame is due; ``due``: which frame (of two equal ones in a row the figure
    rests); ``keys``: indices into ``times`` of the key poses; ``camera``: see :func:`room.camera`.
    """

    figures: tuple[Figure, ...]
    times: tuple[float, ...]
    due: tuple[int, ...]
    keys: tuple[int, ...]
    round: bool
    boxes: tuple[tuple[float, ...], ...]
    camera: tuple[float, ...]
    note: str


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
        else {region: height for name, height in key.rests.items() for region in sided(name, REGIONS)},
    )
    still = grip.still if key.still is None else [one for name in key.still for one in sided(name, REGIONS)]
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
    legs = {"right": legs} if isinstance(legs, Pose) else legs
    angles = {
        f"{side}.{name}": angle
        for side, pose in legs.items()
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
        camera=camera([figure(key).parts for key in keys], boxes, pose.view),
        note=pose.note,
    )


def _eased(share: float) -> float:
    """Starts and ends gently."""
    return 0.5 - 0.5 * cos(pi * share)
