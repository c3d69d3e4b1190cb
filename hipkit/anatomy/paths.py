"""The paths of the muscles in a pose: where they run, how long they are, how they pull."""

from __future__ import annotations

from math import cos, dist, radians, sin
from typing import Literal, NamedTuple

from hipkit.anatomy.model import Frames, Muscle, model
from hipkit.anatomy.pose import Pose
from hipkit.anatomy.rigid import Vector, cross, dot, mirrored, subtract
from hipkit.anatomy.wrapping import Arc, Straight, wrap

Side = Literal["right", "left"]
ARC_POINTS = 7


class Path(NamedTuple):
    """A muscle's path in the frame of the pelvis (right side), metres."""

    points: tuple[Vector, ...]  # the points of the muscle, without the arc
    contact: Arc | Straight | None  # None: there is no cylinder
    length: float

    @property
    def slips(self) -> bool:
        """Whether the path has lost its cylinder, so that its length jumps near this pose."""
        return self.contact in (Straight.SUNK, Straight.SLIPPED)


def trace(muscle: Muscle, frames: Frames) -> Path:
    """The path of one muscle; the sum of its straight pieces and, where it wraps, of the bent one."""
    points = tuple([at if body == "pelvis" else frames[body].place(at) for body, at in muscle.points])
    length = sum(map(dist, points, points[1:]))
    if muscle.wrap is None:
        return Path(points, None, length)
    cylinder, after = muscle.wrap.cylinder, muscle.wrap.after
    body = frames[cylinder.body]
    p, q = (cylinder.frame.locate(body.locate(points[index])) for index in (after, after + 1))
    contact = wrap(p, q, cylinder)
    if isinstance(contact, Arc):
        length += contact.length - dist(p, q)
    return Path(points, contact, length)


def trace_all(pose: Pose) -> dict[str, Path]:
    """Muscle -> its path. What is drawn, measured and sent to the page comes from here."""
    frames = model().frames(pose.angles)
    return {name: trace(muscle, frames) for name, muscle in model().muscles.items()}


def paths(pose: Pose, side: Side = "right") -> dict[str, tuple[Vector, ...]]:
    """Muscle -> the points of its path from the pelvis down, ``ARC_POINTS`` of them on each arc.

    In the frame of the pelvis, metres: x forward, y up, z to the right.
    """
    frames = model().frames(pose.angles)
    lines = {name: polyline(muscle, frames) for name, muscle in model().muscles.items()}
    if side == "right":
        return lines
    return {name: tuple(map(mirrored, line)) for name, line in lines.items()}


def polyline(muscle: Muscle, frames: Frames) -> tuple[Vector, ...]:
    """The path as points to be joined by straight lines."""
    path = trace(muscle, frames)
    if muscle.wrap is None or not isinstance(path.contact, Arc):
        return path.points
    split = muscle.wrap.after + 1
    shares = [step / (ARC_POINTS - 1) for step in range(ARC_POINTS)]
    arc = [_on_cylinder(muscle, frames, path.contact, share) for share in shares]
    return (*path.points[:split], *arc, *path.points[split:])


def _on_cylinder(muscle: Muscle, frames: Frames, arc: Arc, share: float) -> Vector:
    assert muscle.wrap
    cylinder = muscle.wrap.cylinder
    return frames[cylinder.body].place(cylinder.point(*arc.along(share)))


def line_of_action(muscle: Muscle, frames: Frames) -> tuple[Vector, Vector]:
    """The straight piece of the path that crosses the hip: its ends, the one on the pelvis's side first.

    An end is a point of the muscle, or a point of contact with a cylinder.
    """
    path, last = trace(muscle, frames), muscle.last_on_pelvis
    upper, lower = path.points[last], path.points[last + 1]
    if muscle.wrap and muscle.wrap.after == last and isinstance(path.contact, Arc):
        if muscle.wrap.cylinder.body == "pelvis":
            upper = _on_cylinder(muscle, frames, path.contact, 1)
        else:
            lower = _on_cylinder(muscle, frames, path.contact, 0)
    return upper, lower


def hip_axes(pose: Pose, frames: Frames) -> tuple[Vector, Vector, Vector]:
    """The axes of flexion, adduction and internal rotation: unit vectors in the pelvis.

    Flexion turns about the pelvis's z axis, adduction about the x axis that flexion has carried
    along, rotation about the long axis of the femur.
    """
    flexion = radians(pose.hip_flexion)
    (_, x, _), (_, y, _), (_, z, _) = frames["femur"].rotation
    return (0.0, 0.0, 1.0), (cos(flexion), sin(flexion), 0.0), (x, y, z)


def turning_arm(axis: Vector, centre: Vector, ends: tuple[Vector, Vector]) -> float:
    """Moment about the axis of a unit pull on the lower end towards the upper one, metres.

    The path is the shortest under its constraints, so to first order its length changes only because
    the lower end moves along the line: this arm is minus the change of length per radian (An and
    others 1984, J Biomech Eng 106:280-282, the tendon excursion method).
    """
    upper, lower = ends
    size = dist(upper, lower)
    moment = cross(subtract(lower, centre), subtract(upper, lower))
    return dot(axis, moment) / size
