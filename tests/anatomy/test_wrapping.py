"""The path round a cylinder: the properties that make it the shortest one."""

from __future__ import annotations

from math import acos, atan2, cos, dist, hypot, isclose, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.anatomy.rigid import FIXED, Vector, dot, subtract
from hipkit.anatomy.wrapping import Arc, Cylinder, Straight, wrap

radii = st.floats(0.01, 0.06)
heights = st.floats(-0.1, 0.1)
Ends = tuple[Vector, Vector, Cylinder]
turns = st.floats(-pi, pi)


@st.composite
def ends(draw: st.DrawFn) -> Ends:
    """Two points outside a cylinder, in its frame."""
    radius = draw(radii)
    p, q = (on_circle(radius * draw(st.floats(1.05, 6)), draw(turns), draw(heights)) for _ in range(2))
    return p, q, Cylinder("pelvis", FIXED, radius)


@st.composite
def bent(draw: st.DrawFn) -> Ends:
    """Two points whose shortest path goes over the cylinder."""
    radius, first = draw(radii), draw(turns)
    p_far, q_far = draw(st.floats(1.05, 6)), draw(st.floats(1.05, 6))
    free = acos(1 / p_far) + acos(1 / q_far)
    apart = free + draw(st.floats(0.02, 0.98)) * (pi - free)
    last = first + draw(st.sampled_from([1, -1])) * apart
    p = on_circle(radius * p_far, first, draw(heights))
    q = on_circle(radius * q_far, last, draw(heights))
    return p, q, Cylinder("pelvis", FIXED, radius)


def on_circle(away: float, angle: float, height: float) -> Vector:
    return (away * cos(angle), away * sin(angle), height)


def wrapped(p: Vector, q: Vector, cylinder: Cylinder) -> Arc:
    arc = wrap(p, q, cylinder)
    assert isinstance(arc, Arc)
    return arc


def contacts(arc: Arc, cylinder: Cylinder) -> tuple[Vector, Vector]:
    first, last = (cylinder.point(*arc.along(share)) for share in (0, 1))
    return first, last


@given(bent())
def test_the_arc_lies_on_the_cylinder(given: Ends) -> None:
    arc = wrapped(*given)
    for step in range(11):
        x, y, _ = given[2].point(*arc.along(step / 10))
        assert hypot(x, y) == pytest.approx(given[2].radius)


@given(bent())
def test_the_length_is_the_sum_of_the_pieces(given: Ends) -> None:
    p, q, cylinder = given
    arc = wrapped(p, q, cylinder)
    first, last = contacts(arc, cylinder)
    helix = hypot(cylinder.radius * arc.sweep, arc.end - arc.start)
    assert dist(p, first) + helix + dist(last, q) == pytest.approx(arc.length)


@given(bent())
def test_the_path_has_no_kink(given: Ends) -> None:
    """At both contacts the straight piece is tangent to the cylinder and runs on in the helix's direction."""
    p, q, cylinder = given
    arc = wrapped(p, q, cylinder)
    rise = (arc.end - arc.start) / arc.sweep
    for share, away in ((0, p), (1, q)):
        angle, _ = arc.along(share)
        contact = cylinder.point(*arc.along(share))
        straight = subtract(contact, away) if share == 0 else subtract(away, contact)
        helix = (-cylinder.radius * sin(angle), cylinder.radius * cos(angle), rise)
        helix = tuple(part * (1 if arc.sweep > 0 else -1) for part in helix)
        cosine = dot(straight, helix) / (hypot(*straight) * hypot(*helix))
        assert cosine == pytest.approx(1, abs=1e-6)


@given(bent(), st.floats(-0.2, 0.2), st.floats(-0.01, 0.01), st.sampled_from([0, 1]))
def test_any_other_contact_makes_it_longer(given: Ends, turn: float, shift: float, end: int) -> None:
    p, q, cylinder = given
    arc = wrapped(p, q, cylinder)
    way = 1 if arc.sweep > 0 else -1
    # sliding a contact into the air is not a path: only further round the cylinder, and along it
    angles = [arc.angle, arc.angle + arc.sweep]
    angles[end] += way * abs(turn) * (1 if end else -1)
    levels = [arc.start, arc.end]
    levels[end] += shift
    first, last = (cylinder.point(angle, level) for angle, level in zip(angles, levels, strict=True))
    helix = hypot(cylinder.radius * (angles[1] - angles[0]), levels[1] - levels[0])
    assert dist(p, first) + helix + dist(last, q) >= arc.length - 1e-12


@given(ends())
def test_it_is_the_same_from_the_other_end(given: Ends) -> None:
    p, q, cylinder = given
    there, back = wrap(p, q, cylinder), wrap(q, p, cylinder)
    if isinstance(there, Arc):
        assert isinstance(back, Arc)
        assert back.length == pytest.approx(there.length)
        assert back.sweep == pytest.approx(-there.sweep) or isclose(abs(there.sweep), pi, abs_tol=1e-6)
    else:
        assert back is there


@given(ends())
def test_it_wraps_only_where_the_straight_line_would_cut_the_cylinder(
    given: Ends,
) -> None:
    p, q, cylinder = given
    steps = [step / 200 for step in range(201)]
    nearest = min(hypot(p[0] + s * (q[0] - p[0]), p[1] + s * (q[1] - p[1])) for s in steps)
    if isinstance(wrap(p, q, cylinder), Arc):
        assert nearest < cylinder.radius * 1.01
    else:
        assert nearest > cylinder.radius * 0.99


@given(radii, st.floats(0.02, 0.2), st.floats(0.02, 0.2), heights)
def test_the_length_does_not_jump_at_first_touch(
    radius: float, before: float, after: float, rise: float
) -> None:
    touching = Cylinder("pelvis", FIXED, radius)
    p, q = (-before, radius * (1 - 1e-9), 0.0), (after, radius * (1 - 1e-9), rise)
    arc = wrap(p, q, touching)
    assert isinstance(arc, Arc)
    assert arc.length == pytest.approx(dist(p, q), abs=1e-9)
    assert (
        wrap((-before, radius * (1 + 1e-9), 0.0), (after, radius * (1 + 1e-9), rise), touching)
        is Straight.CLEAR
    )


@given(ends(), st.sampled_from([(-1.0, 0.0, 0.0), (0.0, -1.0, 0.0)]))
def test_a_named_side_is_kept(given: Ends, side: Vector) -> None:
    p, q, cylinder = given
    sided = Cylinder("pelvis", FIXED, cylinder.radius, side)
    arc = wrap(p, q, sided)
    if not isinstance(arc, Arc):
        assert arc in (Straight.CLEAR, Straight.SLIPPED)
        return
    # the bisector of the whole angle from P to Q: the arc, and what each straight piece covers
    before = atan2(p[1], p[0])
    covers = (arc.angle - before + pi) % (2 * pi) - pi
    after = (atan2(q[1], q[0]) - arc.angle - arc.sweep + pi) % (2 * pi) - pi
    half_way = before + (covers + arc.sweep + after) / 2
    assert cos(half_way) * side[0] + sin(half_way) * side[1] > -1e-9


def test_what_cannot_wrap() -> None:
    cylinder = Cylinder("pelvis", FIXED, 0.05)
    assert wrap((0.02, 0.0, 0.0), (0.2, 0.0, 0.0), cylinder) is Straight.SUNK
    assert wrap((-0.1, 0.2, 0.0), (0.1, 0.2, 0.0), cylinder) is Straight.CLEAR
    far_side = Cylinder("pelvis", FIXED, 0.05, (0.0, -1.0, 0.0))
    assert wrap((-0.01, 0.3, 0.0), (0.01, 0.3, 0.0), far_side) is Straight.SLIPPED
