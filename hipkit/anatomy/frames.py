"""What the page is sent: the rig once, and each figure as a frame of 750 bytes.

A frame is a row of little-endian 16-bit numbers: for each of ``PARTS`` its place (tenths of a
millimetre) and its turn as a quaternion; then, for the right and the left leg, how much longer each
muscle is than in standing (thousandths of its optimal fibre length), and the arc of each muscle that
may wrap: the point before it (-1: it does not wrap), angle, sweep, and height at both ends.
``static/body/figure.js`` reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import pi, remainder
from struct import pack
from typing import Any

from hipkit.anatomy.bones import bones
from hipkit.anatomy.figure import PARTS, hang
from hipkit.anatomy.measures import lengths, model_muscles
from hipkit.anatomy.model import Muscle, model
from hipkit.anatomy.motion import Figure, Motion
from hipkit.anatomy.paths import Path, trace_all
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.anatomy.posture import SIDES
from hipkit.anatomy.rigid import Vector, quaternion
from hipkit.anatomy.wrapping import Arc

TENTH_MM = 1e4
LARGEST = 32767

# Which part carries which mesh. The others are called as their part.
_CARRIED = {
    "pelvis": ("pelvis", "sacrum"),
    "torso": ("thoracic", "ribs"),
    "neck": ("cervical",),
    "head": ("skull",),
    "tibia": ("tibia", "fibula"),
    "foot": ("talus", "foot"),
    "forearm": ("ulna", "radius"),
}


def frame(figure: Figure) -> bytes:
    """One figure, packed."""
    numbers: list[float] = []
    for part in PARTS:
        turn, at = figure.parts[part]
        numbers += [value * TENTH_MM for value in at]
        numbers += [value * LARGEST for value in quaternion(turn)]
    for side in SIDES:
        numbers += _leg(figure.legs[side])
    return pack(f"<{len(numbers)}h", *map(round, numbers))


@lru_cache(maxsize=16)
def film(motion: Motion) -> bytes:
    """All frames of an exercise."""
    return b"".join(map(frame, motion.figures))


@lru_cache(maxsize=64)
def _leg(pose: Pose) -> list[float]:
    traced = trace_all(pose)
    arcs = [
        number
        for name, muscle in model().muscles.items()
        if muscle.wrap
        for number in _arc(muscle, traced[name])
    ]
    return [1000 * fibre_ratio(name, path) for name, path in traced.items()] + arcs


def fibre_ratio(muscle: str, path: Path) -> float:
    """How much longer the path is than in standing, over the muscle's optimal fibre length."""
    return (path.length - _standing()[muscle]) / model().muscles[muscle].optimal_fibre_length


@cache
def _standing() -> dict[str, float]:
    return lengths(STANDING)


def _arc(muscle: Muscle, path: Path) -> list[float]:
    arc = path.contact
    if not muscle.wrap or not isinstance(arc, Arc):
        return [-1, 0, 0, 0, 0]
    angle = remainder(arc.angle, 2 * pi)  # within the range of 16 bits
    return [muscle.wrap.after, *(value * TENTH_MM for value in (angle, arc.sweep, arc.start, arc.end))]


def rig() -> dict[str, Any]:
    """What all figures share, for the page: parts, bones, muscles and cylinders."""
    named = {part: muscle for muscle in model_muscles().values() for part in muscle.parts}
    wraps = [muscle.wrap.cylinder for muscle in model().muscles.values() if muscle.wrap]
    return {
        "parts": PARTS,
        "bones": [bone for part in PARTS for bone in _bones(part)],
        "meshes": {
            name: {"vertices": _steps(mesh.vertices), "triangles": _ages(mesh.triangles)}
            for name, mesh in bones().meshes.items()
        },
        "muscles": [
            {
                "id": name,
                "of": named[name].id,
                "points": [[body, *at] for body, at in muscle.points],
                "cylinder": wraps.index(muscle.wrap.cylinder) if muscle.wrap else None,
                "force": muscle.max_force,
            }
            for name, muscle in model().muscles.items()
        ],
        "cylinders": [
            {
                "body": cylinder.body,
                "centre": cylinder.frame.position,
                "axes": cylinder.frame.rotation,
                "radius": cylinder.radius,
            }
            for cylinder in wraps
        ],
    }


def _steps(places: Sequence[int]) -> list[int]:
    """Each coordinate less that of the corner before: small numbers, which pack to three quarters."""
    return [*places[:3], *(b - a for a, b in zip(places, places[3:], strict=False))]


def _ages(corners: Sequence[int]) -> list[int]:
    """How long ago each corner was new; 0: it is new now. ``derive.py`` numbers them in the order of first use."""
    seen = 0
    ages = []
    for corner in corners:
        ages.append(seen - corner)
        seen = max(seen, corner + 1)
    return ages


def _bones(part: str) -> list[dict[str, Any]]:
    side, _, bare = part.rpartition("_")
    offsets: dict[str, Vector] = {
        "talus": tuple(-value for value in hang("foot")),  # type: ignore[dict-item]
        "radius": hang("radius"),
    }
    found = [
        {"mesh": mesh, "part": part, "offset": offsets.get(mesh, (0.0, 0.0, 0.0)), "mirrored": side == "l"}
        for mesh in _CARRIED.get(bare, (bare,))
    ]
    if part == "pelvis":  # one half is stored
        found.append({**found[0], "mirrored": True})
    return found
