"""Rotations and rigid motions."""

from __future__ import annotations

from math import dist, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.anatomy.rigid import Transform, Vector, body_fixed, cross, dot, mirrored, quaternion, rotation

coordinates = st.floats(-1, 1)
vectors = st.tuples(coordinates, coordinates, coordinates)
angles = st.floats(-pi, pi)
transforms = st.builds(
    lambda x, y, z, at: Transform(body_fixed(x, y, z), at), angles, angles, angles, vectors
)


def close(a: Vector, b: Vector) -> bool:
    return dist(a, b) < 1e-9


@given(transforms, vectors, vectors)
def test_distances_stay(motion: Transform, a: Vector, b: Vector) -> None:
    assert dist(motion.place(a), motion.place(b)) == pytest.approx(dist(a, b), abs=1e-9)


@given(transforms, vectors)
def test_locate_undoes_place(motion: Transform, point: Vector) -> None:
    assert close(motion.locate(motion.place(point)), point)
    assert close(motion.inverse().place(motion.place(point)), point)


@given(transforms, transforms, vectors)
def test_one_motion_after_another(outer: Transform, inner: Transform, point: Vector) -> None:
    assert close(outer.then(inner).place(point), outer.place(inner.place(point)))


@given(transforms, vectors)
def test_a_mirrored_motion_moves_mirrored_points(motion: Transform, point: Vector) -> None:
    assert close(motion.mirrored().place(mirrored(point)), mirrored(motion.place(point)))


@given(transforms, vectors)
def test_a_quaternion_turns_as_its_matrix_does(motion: Transform, point: Vector) -> None:
    x, y, z, w = quaternion(motion.rotation)
    assert x * x + y * y + z * z + w * w == pytest.approx(1)
    assert w >= 0
    axis = (x, y, z)
    twice = tuple(2 * part for part in cross(axis, point))  # v + 2w(q x v) + 2 q x (q x v)
    turned = tuple(p + w * t + c for p, t, c in zip(point, twice, cross(axis, twice), strict=True))
    assert close(turned, Transform(motion.rotation, (0, 0, 0)).place(point))


@given(st.sampled_from("xyz"), angles)
def test_a_rotation_leaves_its_axis_and_keeps_the_hand(axis: str, angle: float) -> None:
    x, y, z = zip(*rotation(axis, angle), strict=True)
    unit = tuple(float(name == axis) for name in "xyz")
    assert close(Transform(rotation(axis, angle), (0, 0, 0)).place(unit), unit)
    assert dot(cross(x, y), z) == pytest.approx(1)


def test_the_axes_turn_as_the_model_says() -> None:
    """x forward, y up, z right: flexion swings a hanging thigh forward, adduction inward."""
    thigh = (0.0, -1.0, 0.0)
    assert close(Transform(rotation("z", pi / 2), (0, 0, 0)).place(thigh), (1, 0, 0))
    assert close(Transform(rotation("x", pi / 2), (0, 0, 0)).place(thigh), (0, 0, -1))
