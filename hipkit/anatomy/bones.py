"""The bones: their shapes, and where they lie in a pose of both legs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from attrs import frozen

from hipkit.anatomy.model import model
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.anatomy.rigid import NO_ROTATION, Quaternion, Transform, Vector, quaternion
from hipkit.facts.reading import find


@frozen
class Mesh:
    """Triangles of one part, in the frame of its body: the right one of a pair."""

    vertices: tuple[int, ...]  # x, y, z, x, ... in tenths of a millimetre
    triangles: tuple[int, ...]  # three indices each


@frozen
class Bones:
    """What there is to draw, and how it hangs together. All places in metres.

    Vertebrae, ribs and skull are in the frame of the torso, the sacrum in that of the pelvis, the fibula
    in that of the tibia; every other part has a frame of its own.
    """

    meshes: Mapping[str, Mesh]
    paired: tuple[str, ...]  # parts that are drawn a second time, mirrored, for the left side
    hangs: Mapping[str, tuple[str, Vector]]  # part -> the part before it, and its own origin there
    bends: Mapping[str, Vector]  # part of the spine, from below -> the point it turns about


class Placement(NamedTuple):
    """Where a part lies in the pelvis: metres, and a unit quaternion ``x, y, z, w``.

    A left part is the mirrored mesh (z with the opposite sign), turned and then moved.
    """

    position: Vector
    quaternion: Quaternion


AT_THE_ORIGIN = Placement((0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0))


@cache
def bones() -> Bones:
    """The shapes of ``data/anatomy/bones.json``, read on first use."""
    data = json.loads((find() / "anatomy" / "bones.json").read_text("utf-8"))
    return Bones(
        meshes={
            part: Mesh(tuple(mesh["vertices"]), tuple(mesh["triangles"]))
            for part, mesh in data["meshes"].items()
        },
        paired=tuple(data["paired"]),
        hangs={part: (parent, (x, y, z)) for part, (parent, x, y, z) in data["hangs"].items()},
        bends={part: (x, y, z) for part, (x, y, z) in data["bends"].items()},
    )


def bone_transforms(right: Pose = STANDING, left: Pose = STANDING) -> dict[str, Placement]:
    """Where the bones of both legs lie in the frame of the pelvis.

    Keys: ``pelvis``, then ``right femur``, ``left femur`` and so on for tibia, patella, talus, foot and
    toes. The model's ankle stays at a right angle.
    """
    placed = {"pelvis": AT_THE_ORIGIN}
    for side, pose in (("right", right), ("left", left)):
        for part, transform in _leg(pose):
            lies = transform if side == "right" else transform.mirrored()
            placed[f"{side} {part}"] = Placement(lies.position, quaternion(lies.rotation))
    return placed


def _leg(pose: Pose) -> Iterator[tuple[str, Transform]]:
    frames = dict(model().frames(pose.angles))
    for part in ("talus", "foot", "toes"):
        parent, origin = bones().hangs[part]
        frames[part] = frames[parent].then(Transform(NO_ROTATION, origin))
    yield from ((part, transform) for part, transform in frames.items() if part != "pelvis")
