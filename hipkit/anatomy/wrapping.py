"""A muscle path that bends round a cylinder.

The muscle is a frictionless elastic band from P to Q, kept off the bone by a cylinder: the single
cylinder of the obstacle-set method (Garner and Pandy 2000, Comput Methods Biomech Biomed Engin
3:1-30, doi:10.1080/10255840008915251). The band takes the shortest way: straight to the cylinder,
over it along a geodesic, straight on. Here is the whole derivation.

Seen along the axis
    The cylinder is a circle of radius r about the origin; P and Q lie at the distances p and q from
    it. Each straight piece touches the circle, so it meets the radius there at a right angle, and
    seen from the centre it covers the angle

        alpha = arccos(r / p)        beta = arccos(r / q)

    If going round the centre from P to Q takes the angle phi, the arc on the cylinder is what is left:

        theta = phi - alpha - beta

    With theta <= 0 the straight line from P to Q clears the circle, and the path is straight. (At
    theta = 0 the line just touches, so the length of the path has no jump there.)

Unrolled
    A cylinder unrolls into a plane without being stretched. In that plane the shortest way from P to
    Q is one straight line. Its horizontal run is the length of the path as seen along the axis,

        s = sqrt(p^2 - r^2) + r theta + sqrt(q^2 - r^2)

    and its rise h is the difference between the heights of P and Q along the axis. So

        length = sqrt(s^2 + h^2)

    and the height grows in proportion to the run, which gives the heights of the points of contact.
    On the cylinder the line is a helix, and the straight pieces continue it without a kink.

Which way round
    The shorter, unless the model names the side on which the path must pass. A path that would have
    to go more than half way round has slipped off, and one with an end inside the cylinder cannot
    wrap at all: in both cases the path is straight, and its length jumps.

OpenSim slides first guesses of the points of contact along the cylinder until they are nearly
tangent; the formulas above are exact, so our path is never the longer one. The ends of the cylinder
are left out: in the model's range no path comes off one.
"""

from __future__ import annotations

from enum import Enum
from math import acos, atan2, copysign, cos, hypot, pi, sin, sqrt
from typing import NamedTuple

from attrs import frozen

from hipkit.anatomy.rigid import Transform, Vector


@frozen
class Cylinder:
    """A wrapping surface, endless in both directions. In its own frame the axis is z."""

    body: str
    frame: Transform  # in the frame of the body
    radius: float
    side: Vector | None = None  # the path must pass on this side of the axis, if on any

    def point(self, angle: float, height: float) -> Vector:
        """A point of the surface, in the frame of the body."""
        return self.frame.place((self.radius * cos(angle), self.radius * sin(angle), height))


class Straight(Enum):
    """Why a path does not touch its cylinder."""

    CLEAR = "the straight line passes clear of the cylinder"
    SUNK = "an end of the line lies inside the cylinder"
    SLIPPED = "the path would go more than half way round"


class Arc(NamedTuple):
    """The part of a path that lies on a cylinder: a helix, in the cylinder's frame."""

    angle: float  # where the path meets the cylinder, radians from the x axis
    sweep: float  # how far it goes round, with sign
    start: float  # height of the first point of contact along the axis, metres
    end: float
    length: float  # of the whole way from P to Q

    def along(self, share: float) -> tuple[float, float]:
        """Angle and height at a share of the arc, from 0 to 1."""
        return self.angle + share * self.sweep, self.start + share * (self.end - self.start)


def wrap(p: Vector, q: Vector, cylinder: Cylinder) -> Arc | Straight:
    """The shortest path from ``p`` to ``q``, both in the cylinder's frame. Notation as above."""
    r = cylinder.radius
    p_distance, q_distance = hypot(p[0], p[1]), hypot(q[0], q[1])
    if p_distance <= r or q_distance <= r:
        return Straight.SUNK
    alpha, beta = acos(r / p_distance), acos(r / q_distance)
    phi = atan2(p[0] * q[1] - p[1] * q[0], p[0] * q[0] + p[1] * q[1])
    if cylinder.side and not _passes(p, phi, cylinder.side):
        phi -= copysign(2 * pi, phi)
    theta = abs(phi) - alpha - beta
    if theta <= 0:
        return Straight.CLEAR
    if theta > pi:
        return Straight.SLIPPED
    way = copysign(1.0, phi)
    p_run, q_run = sqrt(p_distance**2 - r**2), sqrt(q_distance**2 - r**2)
    run, rise = p_run + r * theta + q_run, q[2] - p[2]
    return Arc(
        angle=atan2(p[1], p[0]) + way * alpha,
        sweep=way * theta,
        start=p[2] + rise * p_run / run,
        end=q[2] - rise * q_run / run,
        length=hypot(run, rise),
    )


def _passes(p: Vector, phi: float, side: Vector) -> bool:
    """Whether half way round from ``p``, over the angle ``phi``, one is on the side named."""
    half_way = atan2(p[1], p[0]) + phi / 2
    return cos(half_way) * side[0] + sin(half_way) * side[1] > 0
