"""The model of the hip and the knee: joints, wrapping cylinders and muscle paths.

The right leg of the full-body model of Rajagopal and others (2016, IEEE Trans Biomed Eng 63:2068-2079,
doi:10.1109/TBME.2016.2586891), with the 25 muscle parts that cross the hip. Everything is read from
``data/anatomy/hip.json``, which holds the model's own numbers (metres, radians).

Bodies: pelvis, femur, tibia, patella. All results are in the frame of the pelvis.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from math import radians
from typing import Any

from attrs import frozen

from hipkit.anatomy.rigid import FIXED, NO_ROTATION, Transform, Vector, body_fixed, product, rotation
from hipkit.anatomy.splines import Spline
from hipkit.anatomy.wrapping import Cylinder
from hipkit.facts.reading import find

COORDINATES = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion")

Angles = Mapping[str, float]  # coordinate -> radians
Amount = Callable[[Angles], float]  # how far a joint turns or shifts
Frames = Mapping[str, Transform]  # body -> where it lies in the pelvis

_SIDES: dict[str, Vector] = {"-x": (-1.0, 0.0, 0.0), "-y": (0.0, -1.0, 0.0)}


@frozen
class Joint:
    """A joint: a frame fixed in the parent, a motion, and a frame fixed in the child.

    The motion turns about up to three axes, each carried along by the turns before it, and then
    shifts along the axes of the frame in the parent.
    """

    parent: str
    in_parent: Transform
    turns: tuple[tuple[str, Amount], ...]
    shifts: tuple[tuple[str, Amount], ...]
    to_child: Transform  # the child, in the joint's own frame

    def child(self, angles: Angles) -> Transform:
        """Where the child lies in the parent."""
        turned = NO_ROTATION
        for axis, amount in self.turns:
            turned = product(turned, rotation(axis, amount(angles)))
        shifted = {axis: amount(angles) for axis, amount in self.shifts}
        moved = Transform(turned, (shifted.get("x", 0.0), shifted.get("y", 0.0), shifted.get("z", 0.0)))
        return self.in_parent.then(moved).then(self.to_child)


@frozen
class Wrap:
    """A cylinder that a muscle's path may bend over, on the way from one of its points to the next."""

    cylinder: Cylinder
    after: int  # index of the point before it


@frozen
class Muscle:
    """A muscle, or a part of a broad one, as the line along which it pulls."""

    id: str
    points: tuple[tuple[str, Vector], ...]  # body and place in it, from the pelvis down
    wrap: Wrap | None
    optimal_fibre_length: float  # metres
    max_force: float  # newtons, in proportion to the cross-section of its fibres

    @property
    def last_on_pelvis(self) -> int:
        """Index of the last point before the path crosses the hip."""
        return max(index for index, (body, _) in enumerate(self.points) if body == "pelvis")


@frozen
class Model:
    ranges: Mapping[str, tuple[float, float]]  # coordinate -> degrees
    joints: Mapping[str, Joint]  # by the body they carry, parents first
    muscles: Mapping[str, Muscle]

    def frames(self, degrees: tuple[float, float, float, float]) -> Frames:
        """Where the bones lie in the pelvis, for angles in the order of ``COORDINATES``."""
        angles = dict(zip(COORDINATES, map(radians, degrees), strict=True))
        frames = {"pelvis": FIXED}
        for body, joint in self.joints.items():
            frames[body] = frames[joint.parent].then(joint.child(angles))
        return frames


@cache
def model() -> Model:
    """The one model, read on first use."""
    data = json.loads((find() / "anatomy" / "hip.json").read_text("utf-8"))
    cylinders = {name: _cylinder(values) for name, values in data["cylinders"].items()}
    return Model(
        ranges={name: (low, high) for name, (low, high) in data["ranges"].items()},
        joints={body: _joint(values) for body, values in data["joints"].items()},
        muscles={name: _muscle(name, values, cylinders) for name, values in data["muscles"].items()},
    )


def _joint(values: Mapping[str, Any]) -> Joint:
    motion = values["motion"]
    in_child = Transform(body_fixed(*values["orientation"]), tuple(values["location"]))
    return Joint(
        parent=values["parent"],
        in_parent=Transform(
            body_fixed(*values["orientation_in_parent"]), tuple(values["location_in_parent"])
        ),
        turns=tuple((one["turn"], _amount(one)) for one in motion if "turn" in one),
        shifts=tuple((one["shift"], _amount(one)) for one in motion if "shift" in one),
        to_child=in_child.inverse(),
    )


def _amount(values: Mapping[str, Any]) -> Amount:
    if "by" in values:
        return lambda angles: values["by"]
    coordinate = values["of"]
    if "x" not in values:
        return lambda angles: angles[coordinate]
    spline = Spline(values["x"], values["y"])
    return lambda angles: spline(angles[coordinate])


def _cylinder(values: Mapping[str, Any]) -> Cylinder:
    side = values.get("side")
    return Cylinder(
        body=values["body"],
        frame=Transform(body_fixed(*values["orientation"]), tuple(values["centre"])),
        radius=values["radius"],
        side=_SIDES[side] if side else None,
    )


def _muscle(name: str, values: Mapping[str, Any], cylinders: Mapping[str, Cylinder]) -> Muscle:
    wrap = values.get("wrap")
    return Muscle(
        id=name,
        points=tuple((body, (x, y, z)) for body, x, y, z in values["points"]),
        wrap=Wrap(cylinders[wrap["cylinder"]], wrap["after"]) if wrap else None,
        optimal_fibre_length=values["optimal_fibre_length"],
        max_force=values["max_force"],
    )
