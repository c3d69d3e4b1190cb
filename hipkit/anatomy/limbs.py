"""Arms that reach for a point, and turns between turns."""

from __future__ import annotations

from math import dist, hypot, sqrt
from typing import NamedTuple

from hipkit.anatomy.rigid import Matrix, Vector, add, cross, dot, product, quaternion, subtract, transposed


def scaled(a: Vector, size: float) -> Vector:
    return (a[0] * size, a[1] * size, a[2] * size)


def unit(a: Vector) -> Vector:
    return scaled(a, 1 / hypot(*a))


def across(a: Vector, axis: Vector) -> Vector:
    """The part of ``a`` that is at right angles to the unit vector ``axis``."""
    return subtract(a, scaled(axis, dot(a, axis)))


def between(a: Vector, b: Vector, share: float) -> Vector:
    return add(scaled(a, 1 - share), scaled(b, share))


def columns(x: Vector, y: Vector, z: Vector) -> Matrix:
    """The rotation that carries the axes to ``x``, ``y`` and ``z``."""
    return transposed((x, y, z))


def turned(a: Matrix, b: Matrix, share: float) -> Matrix:
    """Between two rotations, the short way, by blending their quaternions (exact at both ends)."""
    p, q = quaternion(a), quaternion(b)
    sign = 1 if sum(x * y for x, y in zip(p, q, strict=True)) >= 0 else -1
    x, y, z, w = ((1 - share) * one + share * sign * other for one, other in zip(p, q, strict=True))
    size = x * x + y * y + z * z + w * w
    s = 2 / size
    return (
        (1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)),
        (s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)),
        (s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)),
    )


class Arm(NamedTuple):
    """Rotations in the room. Each bone points down its own -y."""

    upper: Matrix
    fore: Matrix
    hand: Matrix


def reaching(
    shoulder: Vector, target: Vector, towards: Vector, hinge: Vector, upper: Vector, fore: Vector
) -> tuple[Matrix, Matrix]:
    """The rotations of an arm of two bones that brings the wrist to ``target``, or as near as it can.

    By the law of cosines; the elbow lies on the side that ``towards`` points to.

    Args:
        shoulder: its place, metres.
        target: where the wrist shall be, metres.
        towards: a direction for the elbow.
        hinge: about which way the elbow's axis points, so that the arm does not twist inside out.
        upper: the elbow in the frame of the upper arm, metres.
        fore: the wrist in the frame of the forearm, metres.
    """
    first, second = hypot(*upper), hypot(*fore)
    away = min(max(dist(shoulder, target), abs(first - second) + 0.02), 0.999 * (first + second))
    along = unit(subtract(target, shoulder))
    cosine = (first**2 + away**2 - second**2) / (2 * first * away)
    side = unit(across(towards, along))
    elbow = add(scaled(along, first * cosine), scaled(side, first * sqrt(1 - cosine**2)))
    axis = cross(side, along)
    if dot(axis, hinge) < 0:
        axis = scaled(axis, -1)
    return _aimed(upper, elbow, axis), _aimed(fore, subtract(scaled(along, away), elbow), axis)


def _aimed(bone: Vector, way: Vector, axis: Vector) -> Matrix:
    """The rotation that turns ``bone`` into the direction ``way`` and z to about ``axis``."""
    return product(_frame(way, axis), transposed(_frame(bone, (0.0, 0.0, 1.0))))


def _frame(down: Vector, about_z: Vector) -> Matrix:
    y = scaled(unit(down), -1)
    z = unit(across(about_z, y))
    return columns(cross(y, z), y, z)


def flat_hand(palm: Vector, fingers: Vector) -> Matrix:
    """A hand whose palm faces ``palm``, with the fingers about along ``fingers``."""
    x = unit(palm)
    y = scaled(unit(across(fingers, x)), -1)
    return columns(x, y, cross(x, y))


def blended(a: Arm, b: Arm, share: float) -> Arm:
    return Arm(*(turned(one, other, share) for one, other in zip(a, b, strict=True)))
