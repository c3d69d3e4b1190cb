"""A posture: how the whole body is held, and what of it touches the ground.

Everything that can bend is a named angle in degrees, ``"<joint>.<movement>"``; what is not named is
zero, or as in ``DEFAULTS``. All zero is standing upright with the arms hanging.

=============  ==================================  =======================================================
joint          movements                           positive is
=============  ==================================  =======================================================
pelvis         pitch, roll, yaw                    leaning back (90 lies on the back, -90 on the front),
                                                   leaning to the right (-90 lies on the left side),
                                                   turning to the left
spine, neck    flexion, bend, twist                forward, to the right, to the left
right, left    hip_flexion, hip_adduction,         flexion, adduction, internal rotation: the angles of
(legs)         hip_rotation, knee_flexion,         :class:`hipkit.anatomy.pose.Pose`, within the model's
               ankle, toes                         range; ankle and toes: upwards
right_arm,     flexion, abduction, rotation,       forward and up, sideways, inwards; bending; towards the
left_arm       elbow, wrist                        palm
=============  ==================================  =======================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import Factory, frozen

from hipkit.anatomy.paths import Side

SIDES: tuple[Side, ...] = ("right", "left")

TRUNK = ("flexion", "bend", "twist")
LEG = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion", "ankle", "toes")
ARM = ("flexion", "abduction", "rotation", "elbow", "wrist")
MOVEMENTS: dict[str, tuple[str, ...]] = {
    "pelvis": ("pitch", "roll", "yaw"),
    "spine": TRUNK,
    "neck": TRUNK,
    "right": LEG,
    "left": LEG,
    "right_arm": ARM,
    "left_arm": ARM,
}
ANGLES = tuple(f"{joint}.{movement}" for joint, movements in MOVEMENTS.items() for movement in movements)
DEFAULTS = {
    "right_arm.abduction": 8.0,
    "left_arm.abduction": 8.0,
    "right_arm.elbow": 10.0,
    "left_arm.elbow": 10.0,
}

Elbow = Literal["out", "back", "down", "forward", "up", "in"]


@frozen
class Reach:
    """What a hand holds on to, instead of angles for the arm.

    ``to`` is a place of the body (``"left_knee"``, see ``figure.PLACES``), ``"floor"`` for the floor
    below the shoulder, or ``"room"``. ``by`` moves the wrist from there, metres: in the frame of the
    part that is held (forward, up, to the right of the standing body; on the left side to the left), on
    the floor forward, up and outwards, in the room from the middle of what stays in place.
    """

    to: str
    by: tuple[float, ...] = ()
    elbow: Elbow = "out"
    flat: bool = False  # the palm lies on the floor or the wall


@frozen
class Posture:
    """How the body is held.

    ``rests``: regions of the body (``figure.REGIONS``) and the height of what they lie on, metres.
    ``level``: sides whose sole stays level, whatever the shin does; their ankle angle is not used.
    """

    angles: Mapping[str, float] = Factory(dict)
    reaches: Mapping[Side, Reach] = Factory(dict)
    level: frozenset[Side] = frozenset()
    rests: Mapping[str, float] = Factory(dict)

    def angle(self, name: str) -> float:
        """Degrees."""
        return self.angles.get(name, DEFAULTS.get(name, 0.0))

    def joint(self, joint: str) -> tuple[float, ...]:
        """All angles of a joint, in the order of ``MOVEMENTS``."""
        return tuple([self.angle(f"{joint}.{movement}") for movement in MOVEMENTS[joint]])
