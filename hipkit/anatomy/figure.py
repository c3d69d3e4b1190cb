"""The whole skeleton in a posture: where every bone lies in the room.

The hip and the knee are those of the published model; the rest (spine, arms, ankles) only shows how
the body is held. In the room x is forward, y up and z to the right of someone who stands; the floor is
at y = 0. The left side is the right one in a mirror: its parts carry the right side's meshes with z
turned round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import atan2, degrees, hypot, radians

from attrs import frozen

from hipkit.anatomy.bones import bones
from hipkit.anatomy.limbs import Arm, flat_hand, reaching
from hipkit.anatomy.model import Frames, model
from hipkit.anatomy.paths import Side
from hipkit.anatomy.pose import Pose
from hipkit.anatomy.posture import SIDES, Elbow, Posture, Reach
from hipkit.anatomy.rigid import NO_ROTATION, Matrix, Transform, Vector, add, dot, mirrored, product, rotation

LUMBAR = ("L5", "L4", "L3", "L2", "L1")
MIDDLE = ("pelvis", *LUMBAR, "torso", "neck", "head")
LIMB = ("femur", "tibia", "patella", "foot", "toes", "humerus", "forearm", "hand")
PARTS = (*MIDDLE, *(f"{side[0]}_{part}" for side in SIDES for part in LIMB))

_LOWEST = {
    "torso": "thoracic",
    "neck": "cervical",
    "head": "skull",
}  # part -> its lowest bone, where it turns
ANKLE_RANGE = (-45.0, 38.0)  # how far a sole that stays level may turn the ankle, degrees

Skeleton = Mapping[str, Transform]  # part -> where it lies, in the pelvis or in the room
Touch = tuple[str, Vector, float]  # part, point in it, thickness of the flesh round the point (metres)


def hang(part: str) -> Vector:
    """Where a part hangs in the part before it."""
    return bones().hangs[part][1]


# ---------------------------------------------------------------- what may touch the ground


def _both(part: str, *touches: tuple[Vector, float]) -> dict[Side, tuple[Touch, ...]]:
    return {
        side: tuple(
            (f"{side[0]}_{part}", at if side == "right" else mirrored(at), flesh) for at, flesh in touches
        )
        for side in SIDES
    }


_MIDDLE_REGIONS: dict[str, tuple[Touch, ...]] = {
    "head": (
        ("head", (-0.085, 0.57, 0.0), 0.012),
        ("head", (0.095, 0.56, 0.0), 0.01),
        ("head", (0.0, 0.57, 0.07), 0.012),
        ("head", (0.0, 0.57, -0.07), 0.012),
    ),
    "back": (("torso", (-0.10, 0.30, 0.07), 0.02), ("torso", (-0.10, 0.30, -0.07), 0.02)),
    "chest": (("torso", (0.09, 0.22, 0.05), 0.03), ("torso", (0.09, 0.22, -0.05), 0.03)),
    "sacrum": (
        ("pelvis", (-0.15, 0.0, 0.0), 0.03),
        ("pelvis", (-0.125, -0.09, 0.06), 0.06),
        ("pelvis", (-0.125, -0.09, -0.06), 0.06),
    ),
    "seat": (("pelvis", (-0.10, -0.13, 0.055), 0.045), ("pelvis", (-0.10, -0.13, -0.055), 0.045)),
    "belly": (("pelvis", (-0.02, 0.01, 0.10), 0.04), ("pelvis", (-0.02, 0.01, -0.10), 0.04)),
}
_SIDE_REGIONS: dict[str, dict[Side, tuple[Touch, ...]]] = {
    "shoulder": {
        "right": (("torso", (0.0, 0.36, 0.17), 0.045),),
        "left": (("torso", (0.0, 0.36, -0.17), 0.045),),
    },
    "hip": {
        "right": (("pelvis", (-0.05, -0.08, 0.12), 0.06),),
        "left": (("pelvis", (-0.05, -0.08, -0.12), 0.06),),
    },
    "thigh": _both("femur", ((0.05, -0.25, 0.0), 0.03), ((0.04, -0.38, 0.0), 0.03)),  # its front, lying prone
    "knee": _both("tibia", ((0.03, -0.03, 0.0), 0.028)),
    "knee_side": _both("femur", ((-0.005, -0.4, 0.04), 0.02)),
    "knee_inside": _both("femur", ((-0.005, -0.4, -0.04), 0.02)),
    "shin": _both("tibia", ((0.03, -0.03, 0.0), 0.028), ((0.01, -0.36, 0.0), 0.025)),
    "ankle": _both("tibia", ((-0.02, -0.41, 0.03), 0.014)),  # the outer one
    "ankle_inside": _both("tibia", ((-0.01, -0.40, -0.03), 0.014)),
    "heel": _both("foot", ((0.005, -0.005, 0.0), 0.008)),
    "ball": _both("foot", ((0.165, -0.005, 0.025), 0.008), ((0.165, -0.005, -0.03), 0.008)),
    "foot": _both(
        "foot",
        ((0.005, -0.005, 0.0), 0.008),
        ((0.165, -0.005, 0.025), 0.008),
        ((0.165, -0.005, -0.03), 0.008),
    ),
    "toes": _both("toes", ((0.06, 0.0, 0.0), 0.012)),
    "instep": _both("foot", ((0.1, 0.055, 0.0), 0.01)),
    "foot_side": _both("foot", ((0.06, 0.0, 0.04), 0.01)),
    "elbow": _both("humerus", ((0.01, -0.29, 0.0), 0.035)),
    "hand": _both("hand", ((0.0, -0.06, 0.0), 0.02)),
}
REGIONS: dict[str, tuple[Touch, ...]] = _MIDDLE_REGIONS | {
    f"{side}_{name}": touches[side] for name, touches in _SIDE_REGIONS.items() for side in SIDES
}

# Where a hand can hold on: part and point, both of the right side.
_SIDE_PLACES: dict[str, tuple[str, Vector]] = {
    "crest": ("pelvis", (-0.03, 0.07, 0.155)),
    "thigh": ("femur", (0.085, -0.25, 0.0)),
    "behind_thigh": ("femur", (-0.085, -0.25, 0.0)),
    "above_knee": ("femur", (0.075, -0.35, 0.0)),
    "knee": ("femur", (0.07, -0.39, 0.0)),
    "shin": ("tibia", (0.06, -0.15, 0.0)),
    "ankle": ("tibia", (0.04, -0.39, 0.0)),
    "inner_ankle": ("tibia", (-0.01, -0.40, -0.06)),
    "foot": ("foot", (0.1, 0.06, 0.0)),
    "sole": ("foot", (0.1, -0.03, 0.0)),
    "shoulder": ("torso", (0.06, 0.36, 0.15)),
    "ear": ("head", (-0.02, 0.56, 0.10)),
}
PLACES: dict[str, tuple[str, Vector]] = {
    "chest": ("torso", (0.13, 0.26, 0.0)),
    "head": ("head", (-0.11, 0.58, 0.0)),
} | {
    f"{side}_{name}": (
        part if part in MIDDLE else f"{side[0]}_{part}",
        at if side == "right" else mirrored(at),
    )
    for name, (part, at) in _SIDE_PLACES.items()
    for side in SIDES
}


def lowest(skeleton: Skeleton, region: str) -> float:
    """Height of the lowest point of the skin in a region, metres."""
    return min([skeleton[part].place(at)[1] - flesh for part, at, flesh in REGIONS[region]])


def middle(skeleton: Skeleton, region: str) -> Vector:
    """The middle of a region's points."""
    points = [skeleton[part].place(at) for part, at, _ in REGIONS[region]]
    x, y, z = (sum(values) / len(points) for values in zip(*points, strict=True))
    return (x, y, z)


# ---------------------------------------------------------------- forward kinematics


def body(posture: Posture) -> dict[str, Transform]:
    """Trunk, head and legs in the room, the pelvis's origin at the room's."""
    pitch, roll, yaw = map(radians, posture.joint("pelvis"))
    root = product(product(rotation("y", yaw), rotation("z", pitch)), rotation("x", roll))
    placed = {"pelvis": Transform(root, (0.0, 0.0, 0.0))}
    parts = _trunk(posture)
    for side in SIDES:
        up = root[1] if side == "right" else mirrored(root[1])
        for part, frame in _leg(posture, side, up).items():
            parts[f"{side[0]}_{part}"] = frame if side == "right" else frame.mirrored()
    return placed | {part: placed["pelvis"].then(frame) for part, frame in parts.items()}


def moved(skeleton: Skeleton, by: Vector) -> dict[str, Transform]:
    """The same skeleton elsewhere in the room."""
    return {part: Transform(turn, add(at, by)) for part, (turn, at) in skeleton.items()}


def _trunk(posture: Posture) -> dict[str, Transform]:
    """Spine and head in the pelvis. All their meshes are given in the frame of the upright torso."""
    lumbar = _share(posture.joint("spine"), len(LUMBAR) + 1)
    neck = _share(posture.joint("neck"), 2)
    placed = {}
    here = Transform(NO_ROTATION, hang("torso"))
    for part in (*LUMBAR, *_LOWEST):
        pivot = Transform(NO_ROTATION, bones().bends[_LOWEST.get(part, part)])
        turn = Transform(neck if part in ("neck", "head") else lumbar, (0.0, 0.0, 0.0))
        here = here.then(pivot).then(turn).then(pivot.inverse())
        placed[part] = here
    return placed


def _share(joint: Iterable[float], joints: int) -> Matrix:
    """The turn of one of several equal joints that flex, bend and twist by ``joint`` together, degrees."""
    flexion, bend, twist = (radians(angle) / joints for angle in joint)
    return product(product(rotation("z", -flexion), rotation("x", bend)), rotation("y", twist))


@lru_cache(maxsize=256)
def leg_frames(angles: tuple[float, float, float, float]) -> Frames:
    """The bones of a right leg in the pelvis; angles beyond the model's range are moved to its end."""
    return model().frames(Pose(*angles).angles)


def _leg(posture: Posture, side: Side, up: Vector) -> dict[str, Transform]:
    """The bones of a leg in the pelvis, the left ones as their mirror image. ``up``: in the pelvis."""
    *angles, ankle, toes = posture.joint(side)
    frames = leg_frames((angles[0], angles[1], angles[2], angles[3]))
    tibia = frames["tibia"]
    if side in posture.level:
        ankle = _levelling(tibia, up)
    talus = tibia.then(Transform(rotation("z", radians(ankle)), hang("talus")))
    foot = talus.then(Transform(NO_ROTATION, hang("foot")))
    forefoot = foot.then(Transform(rotation("z", radians(toes)), hang("toes")))
    return {**{part: frames[part] for part in ("femur", "tibia", "patella")}, "foot": foot, "toes": forefoot}


def _levelling(tibia: Transform, up: Vector) -> float:
    """The ankle angle, degrees, with which the length of the foot lies level."""
    forward, along, _ = zip(*tibia.rotation, strict=True)
    low, high = ANKLE_RANGE
    return min(max(-degrees(atan2(dot(up, forward), dot(up, along))), low), high)


# ---------------------------------------------------------------- arms

_ELBOWS: dict[Elbow, Vector] = {  # directions of the elbow, in the torso; outwards is to the right
    "out": (-0.15, -0.3, 0.95),
    "back": (-1.0, -0.2, 0.15),
    "down": (0.0, -1.0, 0.35),
    "forward": (1.0, 0.0, 0.0),
    "up": (0.0, 1.0, 0.0),
    "in": (0.1, -0.4, -0.9),
}
PALM = 0.03  # metres from the wrist to the floor below a flat hand


@frozen
class Hold:
    """A reach whose goal is settled: a point of a part, or of the room where ``part`` is empty."""

    reach: Reach
    part: str
    point: Vector


def shoulder(skeleton: Skeleton, side: Side) -> Vector:
    return skeleton["torso"].place(_sided(hang("humerus"), side))


def settled(reach: Reach, skeleton: Skeleton, side: Side) -> Hold:
    """What the hand holds on to from now on; a place on the floor is below the shoulder of this skeleton."""
    forward, up, out = (*reach.by, 0.0, 0.0, 0.0)[:3]
    if reach.to == "room":
        return Hold(reach, "", (forward, up, out))
    if reach.to == "floor":
        x, _, z = shoulder(skeleton, side)
        outwards = out if side == "right" else -out
        return Hold(reach, "", add((x, PALM + up, z), _heading(skeleton, forward, outwards)))
    part, at = PLACES[reach.to]
    mirror = reach.to.startswith("left")
    return Hold(reach, part, add(at, (forward, up, -out if mirror else out)))


def _heading(skeleton: Skeleton, forward: float, right: float) -> Vector:
    """A way over the floor, as the body sees it: forward is where the chest or, lying, the head points."""
    fx, fz = _level(skeleton)
    return (forward * fx - right * fz, 0.0, forward * fz + right * fx)


def _level(skeleton: Skeleton) -> tuple[float, float]:
    """Direction over the floor in which the torso faces or, where it lies, reaches."""
    x, y, _ = zip(*skeleton["torso"].rotation, strict=True)
    facing = x if abs(y[1]) > abs(x[1]) else y
    size = hypot(facing[0], facing[2])
    return facing[0] / size, facing[2] / size


def arm(skeleton: Skeleton, posture: Posture, side: Side, hold: Hold | None) -> Arm:
    """The rotations of an arm in the room: by what it holds or, where it holds nothing, by its angles."""
    torso = skeleton["torso"].rotation
    if hold is None:
        return Arm(*(product(torso, turn) for turn in _hanging(posture, side)))
    target = skeleton[hold.part].place(hold.point) if hold.part else hold.point
    towards = _turned(torso, _sided(_ELBOWS[hold.reach.elbow], side))
    upper, fore = reaching(
        shoulder(skeleton, side),
        target,
        towards,
        hinge=_turned(torso, (0.0, 0.0, 1.0)),
        upper=_sided(hang("ulna"), side),
        fore=_sided(wrist_in_forearm(), side),
    )
    if not hold.reach.flat:
        return Arm(upper, fore, fore)
    fx, fz = _level(skeleton)
    return Arm(upper, fore, flat_hand(palm=(0.0, -1.0, 0.0), fingers=(fx, 0.0, fz)))


def _hanging(posture: Posture, side: Side) -> Arm:
    """An arm by its angles, in the torso."""
    flexion, abduction, turn, elbow, wrist = map(radians, posture.joint(f"{side}_arm"))
    upper = product(product(rotation("z", flexion), rotation("x", -abduction)), rotation("y", turn))
    fore = product(upper, rotation("z", elbow))
    arm = Arm(upper, fore, product(fore, rotation("z", wrist)))
    return (
        arm
        if side == "right"
        else Arm(*(Transform(turn, (0.0, 0.0, 0.0)).mirrored().rotation for turn in arm))
    )


def with_arms(skeleton: Skeleton, arms: Mapping[Side, Arm]) -> dict[str, Transform]:
    """The skeleton with its arms on."""
    placed = dict(skeleton)
    for side, (upper, fore, hand) in arms.items():
        humerus = Transform(upper, shoulder(skeleton, side))
        forearm = Transform(fore, humerus.place(_sided(hang("ulna"), side)))
        palm = Transform(hand, forearm.place(_sided(wrist_in_forearm(), side)))
        placed |= zip(
            (f"{side[0]}_{part}" for part in ("humerus", "forearm", "hand")),
            (humerus, forearm, palm),
            strict=True,
        )
    return placed


def wrist_in_forearm() -> Vector:
    """The wrist in the forearm: the radius hangs on the ulna, the hand on the radius."""
    return add(hang("radius"), hang("hand"))


def _sided(point: Vector, side: Side) -> Vector:
    return point if side == "right" else mirrored(point)


def _turned(turn: Matrix, way: Vector) -> Vector:
    return (dot(turn[0], way), dot(turn[1], way), dot(turn[2], way))
