"""Setting a body down: what rests lies on the ground, what stays keeps its place.

A posture says how the joints bend, not how high the body is. Where one region rests, the body is
lowered until it touches. Where several rest, or places on the floor must be kept (both feet and the
back in a bridge), some angles have to give way: those named by ``Grip.adjust`` are changed as little
as needed, by damped least squares (Levenberg and Marquardt) on the gaps that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import dist

from attrs import Factory, evolve, frozen

from hipkit.anatomy.figure import PLACES, body, lowest, middle, moved
from hipkit.anatomy.model import model
from hipkit.anatomy.posture import SIDES, Posture
from hipkit.anatomy.rigid import Transform, Vector, subtract

STEP = 0.1  # degrees, for slopes
VISIBLE = 0.015  # metres
CLOSE = 0.0005  # metres: a gap that nobody sees
DAMPING = 1e-7  # square metres per square degree: keeps angles from running away for a last millimetre

Gaps = list[float]


@frozen
class Grip:
    """What stays in place on the ground, and which angles may give way for it.

    ``still``: regions, the first of which places the body. ``meet``: regions that touch another place of the
    body (``figure.PLACES``). ``adjust``: angles, ``"legs.<movement>"`` for both; those of the hip and the knee
    stay within the model's range.
    """

    still: tuple[str, ...] = ()
    meet: Mapping[str, str] = Factory(dict)
    adjust: tuple[str, ...] = ()


def settled(
    posture: Posture, grip: Grip, places: Mapping[str, Vector], rounds: int = 12
) -> tuple[Posture, dict[str, Transform]]:
    """The posture with its adjusted angles, and trunk and legs set down in the room.

    ``places``: regions that are to keep a place in the room. Without one the first still region comes
    to lie over the room's middle.
    """

    def gaps(angles: Sequence[float]) -> Gaps:
        return _gaps(_changed(posture, grip.adjust, angles), grip, places)

    start = [posture.angle(_names(name)[0]) for name in grip.adjust]
    found = _least(gaps, start, rounds) if start else start
    posture = _changed(posture, grip.adjust, found)
    skeleton = body(posture)
    lift = max(height - lowest(skeleton, region) for region, height in posture.rests.items())
    anchor = anchor_of(posture, grip)
    x, _, z = middle(skeleton, anchor)
    to_x, _, to_z = places.get(anchor, (0.0, 0.0, 0.0))
    return posture, moved(skeleton, (to_x - x, lift, to_z - z))


def unmet(posture: Posture, grip: Grip, places: Mapping[str, Vector]) -> list[str]:
    """What the angles could not bring about, in words for whoever writes poses."""
    if not grip.adjust:
        return []
    skeleton = body(posture)
    heights = {region: lowest(skeleton, region) - height for region, height in posture.rests.items()}
    ground = min(heights.values())
    said = [
        f"{name} is {1000 * (height - ground):.0f} mm above what it rests on"
        for name, height in heights.items()
        if height - ground > VISIBLE
    ]
    for region, place in grip.meet.items():
        part, at = PLACES[place]
        gap = dist(middle(skeleton, region), skeleton[part].place(at))
        if gap > VISIBLE:
            said.append(f"{region} is {1000 * gap:.0f} mm away from {place}")
    return said


def anchor_of(posture: Posture, grip: Grip) -> str:
    """The region that places the body over the floor."""
    return next(iter([*grip.still, *posture.rests]))


def _changed(posture: Posture, adjust: Sequence[str], angles: Sequence[float]) -> Posture:
    changes: dict[str, float] = {}
    for group, angle in zip(adjust, angles, strict=True):
        low, high = model().ranges.get(group.split(".")[1], (-180, 180))
        changes |= dict.fromkeys(_names(group), min(max(angle, low), high))
    return evolve(posture, angles={**posture.angles, **changes})


def _names(angle: str) -> list[str]:
    joint, movement = angle.split(".")
    return [f"{side}.{movement}" for side in SIDES] if joint == "legs" else [angle]


def _gaps(posture: Posture, grip: Grip, places: Mapping[str, Vector]) -> Gaps:
    """How far resting regions are from being level with each other, and still ones from their places."""
    skeleton = body(posture)
    heights = [lowest(skeleton, region) - height for region, height in posture.rests.items()]
    mean = sum(heights) / len(heights)
    gaps = [height - mean for height in heights]
    first, *others = [region for region in grip.still if region in places] or [""]
    for region in others:
        (x0, _, z0), (x, _, z) = middle(skeleton, first), middle(skeleton, region)
        (at_x0, _, at_z0), (at_x, _, at_z) = places[first], places[region]
        gaps += [(x - x0) - (at_x - at_x0), (z - z0) - (at_z - at_z0)]
    for region, place in grip.meet.items():
        part, at = PLACES[place]
        gaps += subtract(middle(skeleton, region), skeleton[part].place(at))
    return gaps


def _least(gaps: Callable[[Sequence[float]], Gaps], start: list[float], rounds: int) -> list[float]:
    """The angles near ``start`` that make the gaps smallest."""
    angles, now = start, gaps(start)
    for _ in range(rounds):
        if max(map(abs, now)) < CLOSE:
            break
        slopes = []
        for index in range(len(angles)):
            nudged = [angle + STEP * (index == other) for other, angle in enumerate(angles)]
            slopes.append([(new - old) / STEP for new, old in zip(gaps(nudged), now, strict=True)])
        change = _solved(
            [[_dot(a, b) + DAMPING * (a is b) for b in slopes] for a in slopes],
            [-_dot(slope, now) for slope in slopes],
        )
        after = [angle + max(-15.0, min(15.0, by)) for angle, by in zip(angles, change, strict=True)]
        ahead = gaps(after)
        if _dot(ahead, ahead) >= _dot(now, now):
            break
        angles, now = after, ahead
    return angles


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum([x * y for x, y in zip(a, b, strict=True)])


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small symmetric, positive definite system, by elimination."""
    if not matrix:
        return []
    (pivot, *row), value = matrix[0], right[0]
    rest = [
        [entry - line[0] / pivot * top for entry, top in zip(line[1:], row, strict=True)]
        for line in matrix[1:]
    ]
    below = _solved(
        rest, [entry - line[0] / pivot * value for line, entry in zip(matrix[1:], right[1:], strict=True)]
    )
    return [(value - _dot(row, below)) / pivot, *below]
