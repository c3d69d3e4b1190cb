"""The derived files, and the bones in them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.anatomy import Pose, bone_transforms, bones, model
from hipkit.facts.reading import find

FOLDER = find() / "anatomy"
poses = st.builds(Pose, *(st.floats(low, high) for low, high in model().ranges.values()))


def test_the_files_are_those_that_were_derived() -> None:
    manifest = json.loads((FOLDER / "derived.json").read_text("utf-8"))
    assert set(manifest["files"]) == {"hip.json", "bones.json"}
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, f"derive {name} again"


def test_the_files_are_small() -> None:
    assert len((FOLDER / "hip.json").read_bytes()) < 12_000
    assert len((FOLDER / "bones.json").read_bytes()) <= 110_000


def test_credits_and_licences_lie_beside_them() -> None:
    text = (FOLDER / "CREDITS.md").read_text("utf-8")
    manifest = json.loads((FOLDER / "derived.json").read_text("utf-8"))
    package, version, *_ = manifest["wheel"].split("-")
    for needed in (
        "Copyright (c) 2015 Stanford University",
        "Permission is hereby granted, free of charge",
        "10.1109/TBME.2016.2586891",
        "Creative Commons Attribution 3.0",
        "10.1109/TBME.2007.901024",
        f"{package} {version}",
    ):
        assert needed in text


def test_the_bones_that_are_needed_are_there() -> None:
    spine = {"sacrum", "L5", "L4", "L3", "L2", "L1"}
    leg = {"femur", "patella", "tibia", "fibula", "talus", "foot", "toes"}
    outline = {"thoracic", "cervical", "ribs", "skull", "humerus", "ulna", "radius", "hand"}
    assert set(bones().meshes) == {"pelvis"} | spine | leg | outline
    assert {"pelvis", "femur", "patella", "tibia", "fibula", "foot"} < set(bones().paired)
    assert not {"sacrum", "L5", "skull"} & set(bones().paired)


@pytest.mark.parametrize("part", list(bones().meshes))
def test_a_mesh_is_a_surface(part: str) -> None:
    mesh = bones().meshes[part]
    corners = mesh.triangles
    triangles = list(zip(corners[::3], corners[1::3], corners[2::3], strict=True))
    assert set(corners) == set(range(len(mesh.vertices) // 3))
    edges = Counter(edge for a, b, c in triangles for edge in ((a, b), (b, c), (c, a)))
    closed = sum((b, a) in edges for a, b in edges) / len(edges)
    assert closed > 0.9


@pytest.mark.parametrize("part", ["pelvis", "femur", "tibia", "hand", "humerus"])
def test_a_paired_mesh_is_the_right_one(part: str) -> None:
    """Outward is to the right: no bone of the pair reaches far across its own middle."""
    assert max(bones().meshes[part].vertices[2::3]) > 0


@given(poses, poses)
def test_the_left_leg_mirrors_the_right(one: Pose, other: Pose) -> None:
    there, back = bone_transforms(one, other), bone_transforms(other, one)
    for part in ("femur", "tibia", "patella", "talus", "foot", "toes"):
        (x, y, z), (qx, qy, qz, qw) = there[f"right {part}"]
        assert back[f"left {part}"].position == pytest.approx((x, y, -z))
        mirrored = (-qx, -qy, qz, qw)
        same = dist(back[f"left {part}"].quaternion, mirrored)
        opposite = dist(back[f"left {part}"].quaternion, tuple(-value for value in mirrored))
        assert min(same, opposite) < 1e-6


@given(poses)
def test_joints_hold(pose: Pose) -> None:
    """The head of the femur stays in its socket, the knee's bones stay together, the ankle stays put."""
    placed = bone_transforms(pose)
    still = bone_transforms()
    assert placed["right femur"].position == pytest.approx(still["right femur"].position)
    knee = dist(placed["right femur"].position, placed["right tibia"].position)
    assert 0.39 < knee < 0.42
    ankle = dist(placed["right tibia"].position, placed["right talus"].position)
    assert ankle == pytest.approx(dist(still["right tibia"].position, still["right talus"].position))


def test_bent_legs_point_where_they_should() -> None:
    """x forward, y up, z right."""
    standing, seated = bone_transforms(), bone_transforms(Pose(90, 0, 0, 90), Pose(0, -30, 0, 0))
    assert seated["right tibia"].position[0] > standing["right tibia"].position[0] + 0.35
    assert seated["right talus"].position[1] < seated["right tibia"].position[1] - 0.35
    assert seated["left tibia"].position[2] < standing["left tibia"].position[2] - 0.15


def test_the_spine_turns_from_below_upwards() -> None:
    heights = [place[1] for place in bones().bends.values()]
    assert list(bones().bends) == ["L5", "L4", "L3", "L2", "L1", "thoracic", "cervical", "skull"]
    assert heights == sorted(heights)
