"""The interpolating cubic spline with which the model describes how the knee rolls and glides.

It is the spline of Forsythe, Malcolm and Moler, Computer Methods for Mathematical Computations
(Prentice-Hall 1977), chapter 4, which OpenSim calls SimmSpline: through all knots, with two
continuous derivatives, and with the third derivative at each end taken from the cubic through the
four knots nearest to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise


class Spline:
    """A function of one number, from at least four knots with rising ``x``.

    Between two knots it is ``y + b t + c t^2 + d t^3`` with ``t`` the distance from the left one.
    """

    def __init__(self, x: Sequence[float], y: Sequence[float]) -> None:
        steps = [right - left for left, right in pairwise(x)]
        slopes = [(right - left) / step for (left, right), step in zip(pairwise(y), steps, strict=True)]
        sixths = _sixths_of_second_derivatives(x, steps, slopes)
        self._starts = tuple(x[:-1])
        self._pieces = tuple(
            (at, slope - step * (right + 2 * left), 3 * left, (right - left) / step)
            for at, slope, step, (left, right) in zip(y, slopes, steps, pairwise(sixths), strict=False)
        )

    def __call__(self, x: float) -> float:
        piece = max(bisect_right(self._starts, x) - 1, 0)
        t = x - self._starts[piece]
        y, b, c, d = self._pieces[piece]
        return y + t * (b + t * (c + t * d))


def _sixths_of_second_derivatives(
    x: Sequence[float], steps: Sequence[float], slopes: Sequence[float]
) -> list[float]:
    """One sixth of the second derivative at each knot.

    That the first derivative must not jump at a knot ties each value to its two neighbours; the end
    conditions make the system square. It is tridiagonal: eliminate forwards, substitute backwards.
    """
    curves = [right - left for left, right in pairwise(slopes)]
    thirds = [curve / (after - before) for curve, before, after in zip(curves, x, x[2:], strict=False)]
    first = (thirds[1] - thirds[0]) / (x[3] - x[0]) * steps[0] ** 2
    last = -(thirds[-1] - thirds[-2]) / (x[-1] - x[-4]) * steps[-1] ** 2
    diagonal = [-steps[0], *(2 * (left + right) for left, right in pairwise(steps)), -steps[-1]]
    values = [first, *curves, last]
    for row, step in enumerate(steps):
        share = step / diagonal[row]
        diagonal[row + 1] -= share * step
        values[row + 1] -= share * values[row]
    values[-1] /= diagonal[-1]
    for row in reversed(range(len(steps))):
        values[row] = (values[row] - steps[row] * values[row + 1]) / diagonal[row]
    return values
