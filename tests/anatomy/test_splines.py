"""The spline of the knee."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.anatomy.splines import Spline

steps = st.lists(st.floats(0.1, 2), min_size=3, max_size=12)
factors = st.tuples(*[st.floats(-3, 3)] * 4)


def rising(steps: list[float]) -> list[float]:
    return [sum(steps[:count]) for count in range(len(steps) + 1)]


@given(steps, st.data())
def test_it_goes_through_its_knots(steps: list[float], data: st.DataObject) -> None:
    x = rising(steps)
    y = data.draw(st.lists(st.floats(-5, 5), min_size=len(x), max_size=len(x)))
    spline = Spline(x, y)
    assert [spline(at) for at in x] == pytest.approx(y, abs=1e-6)


@given(steps, factors, st.floats(0, 1))
def test_it_is_exact_for_a_cubic(steps: list[float], factors: tuple[float, ...], share: float) -> None:
    """Only the end conditions of Forsythe, Malcolm and Moler have this property, a natural spline has not."""

    def cubic(at: float) -> float:
        a, b, c, d = factors
        return a + at * (b + at * (c + at * d))

    x = rising(steps)
    at = share * x[-1]
    assert Spline(x, [cubic(knot) for knot in x])(at) == pytest.approx(cubic(at), rel=1e-6, abs=1e-6)


@given(steps, st.data())
def test_slope_and_curvature_do_not_jump(steps: list[float], data: st.DataObject) -> None:
    x = rising(steps)
    y = data.draw(st.lists(st.floats(-1, 1), min_size=len(x), max_size=len(x)))
    spline, h = Spline(x, y), 1e-4
    for knot in x[1:-1]:
        before = (spline(knot) - spline(knot - h)) / h
        after = (spline(knot + h) - spline(knot)) / h
        assert after == pytest.approx(before, abs=0.1)
