"""The room round a figure: its props as boxes, and where it is looked at from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import cos, radians, sin, sqrt, tan

from hipkit.anatomy.figure import PARTS
from hipkit.anatomy.poses import Prop
from hipkit.anatomy.rigid import Transform, Vector, cross, dot

MAT = 0.006  # thickness, metres
SLICES = 6  # of a roller
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


def camera(
    skeletons: Iterable[Mapping[str, Transform]],
    boxes: tuple[tuple[float, ...], ...],
    view: tuple[float, ...],
) -> tuple[float, ...]:
    """Where to look from so that all of these skeletons are in the picture (see ``static/body/camera.js``)."""
    turn, tilt = map(radians, view)
    right = (cos(turn), 0.0, -sin(turn))
    back = (sin(turn) * cos(tilt), sin(tilt), cos(turn) * cos(tilt))
    points = [point for skeleton in skeletons for point in _outermost(skeleton)]
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


def _outermost(skeleton: Mapping[str, Transform]) -> Iterator[Vector]:
    for part in PARTS:
        yield skeleton[part].position
    for part, at in _TIPS.items():
        yield skeleton[part].place(at)
