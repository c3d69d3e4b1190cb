"""Vectors, rotations and rigid motions in three dimensions, on plain tuples.

A vector is ``(x, y, z)`` in metres; a rotation is a matrix of three rows. The model's axes: x forward,
y up, z to the right. Angles are radians.
"""

from __future__ import annotations

from math import cos, sin, sqrt
from typing import NamedTuple

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]
Quaternion = tuple[float, float, float, float]  # x, y, z, w

NO_ROTATION: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(a: Vector, b: Vector) -> Vector:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def mirrored(point: Vector) -> Vector:
    """The same point on the other side of the body."""
    return (point[0], point[1], -point[2])


def rotation(axis: str, angle: float) -> Matrix:
    """Turn by ``angle`` about the axis ``"x"``, ``"y"`` or ``"z"``, by the right-hand rule."""
    c, s = cos(angle), sin(angle)
    if axis == "x":
        return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))
    if axis == "y":
        return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def product(a: Matrix, b: Matrix) -> Matrix:
    """Matrix product: first ``b``, then ``a``."""
    (a00, a01, a02), (a10, a11, a12), (a20, a21, a22) = a
    (b00, b01, b02), (b10, b11, b12), (b20, b21, b22) = b
    return (
        (
            a00 * b00 + a01 * b10 + a02 * b20,
            a00 * b01 + a01 * b11 + a02 * b21,
            a00 * b02 + a01 * b12 + a02 * b22,
        ),
        (
            a10 * b00 + a11 * b10 + a12 * b20,
            a10 * b01 + a11 * b11 + a12 * b21,
            a10 * b02 + a11 * b12 + a12 * b22,
        ),
        (
            a20 * b00 + a21 * b10 + a22 * b20,
            a20 * b01 + a21 * b11 + a22 * b21,
            a20 * b02 + a21 * b12 + a22 * b22,
        ),
    )


def transposed(a: Matrix) -> Matrix:
    """The inverse of a rotation."""
    return tuple(zip(*a, strict=True))  # type: ignore[return-value]


def body_fixed(x: float, y: float, z: float) -> Matrix:
    """OpenSim's orientation of a frame: turns about x, then the new y, then the new z."""
    return product(product(rotation("x", x), rotation("y", y)), rotation("z", z))


def quaternion(a: Matrix) -> Quaternion:
    """The rotation as ``(x, y, z, w)`` with ``w >= 0``. Shepperd (1978): divide by the largest component."""
    (a00, a01, a02), (a10, a11, a12), (a20, a21, a22) = a
    candidates = (
        (1 + a00 - a11 - a22, a01 + a10, a02 + a20, a21 - a12),
        (a01 + a10, 1 - a00 + a11 - a22, a12 + a21, a02 - a20),
        (a02 + a20, a12 + a21, 1 - a00 - a11 + a22, a10 - a01),
        (a21 - a12, a02 - a20, a10 - a01, 1 + a00 + a11 + a22),
    )
    largest = max(range(4), key=lambda i: candidates[i][i])
    x, y, z, w = candidates[largest]
    size = sqrt(x * x + y * y + z * z + w * w) * (1 if w >= 0 else -1)
    return (x / size, y / size, z / size, w / size)


class Transform(NamedTuple):
    """Where a frame lies in another: its rotation, and the position of its origin."""

    rotation: Matrix
    position: Vector

    def place(self, point: Vector) -> Vector:
        """A point of this frame, in the other."""
        (a, b, c), (d, e, f), (g, h, i) = self.rotation
        x, y, z = point
        px, py, pz = self.position
        return (px + a * x + b * y + c * z, py + d * x + e * y + f * z, pz + g * x + h * y + i * z)

    def locate(self, point: Vector) -> Vector:
        """A point of the other frame, in this one: the opposite of ``place``."""
        (a, b, c), (d, e, f), (g, h, i) = self.rotation
        px, py, pz = self.position
        x, y, z = point[0] - px, point[1] - py, point[2] - pz
        return (a * x + d * y + g * z, b * x + e * y + h * z, c * x + f * y + i * z)

    def then(self, inner: Transform) -> Transform:
        """Where ``inner``, a frame given in this one, lies in the other."""
        return Transform(product(self.rotation, inner.rotation), self.place(inner.position))

    def inverse(self) -> Transform:
        return Transform(transposed(self.rotation), self.locate((0.0, 0.0, 0.0)))

    def mirrored(self) -> Transform:
        """The same for the other side of the body: z changes its sign in both frames."""
        (a, b, c), (d, e, f), (g, h, i) = self.rotation
        return Transform(((a, b, -c), (d, e, -f), (-g, -h, i)), mirrored(self.position))


FIXED = Transform(NO_ROTATION, (0.0, 0.0, 0.0))
