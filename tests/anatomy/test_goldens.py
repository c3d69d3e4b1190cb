"""Our lengths and moment arms against OpenSim's (``make_goldens.py``)."""

from __future__ import annotations

import json
from math import pi
from pathlib import Path
from typing import Any

import pytest

from hipkit.anatomy import Pose, Straight, lengths, model, moment_arms, trace_all

GOLDENS: dict[str, Any] = json.loads((Path(__file__).parent / "opensim.json").read_text("utf-8"))
MUSCLES: list[str] = GOLDENS["muscles"]
ADDUCTORS = {name for name in MUSCLES if name.startswith("add")}
MEANT_MM = 3  # smaller moment arms may have either sign
ROUNDED = 2e-5  # metres: the goldens are in hundredths of a millimetre


def pose(sample: dict[str, Any]) -> Pose:
    made = Pose(*sample["pose"])
    assert not made.notes, "a golden beyond the model's range"
    return made


def goldens(kind: str, muscle: str) -> list[Any]:
    return [sample[kind][MUSCLES.index(muscle)] for sample in GOLDENS["samples"]]


@pytest.fixture(scope="module")
def ours() -> list[dict[str, float]]:
    return [lengths(pose(sample)) for sample in GOLDENS["samples"]]


def test_the_same_muscles() -> None:
    assert list(model().muscles) == MUSCLES
    assert len(GOLDENS["samples"]) > 150


@pytest.mark.parametrize("muscle", MUSCLES)
def test_lengths(muscle: str, ours: list[dict[str, float]]) -> None:
    standing = ours[0][muscle]
    limit = standing * (0.005 if muscle in ADDUCTORS else 0.001)
    theirs = goldens("length", muscle)
    assert max(abs(mine[muscle] - 1e-5 * length) for mine, length in zip(ours, theirs, strict=True)) < limit


@pytest.mark.parametrize("muscle", MUSCLES)
def test_our_path_is_never_the_longer_one(muscle: str, ours: list[dict[str, float]]) -> None:
    """Ours is the shortest path; OpenSim's points of contact are close to it."""
    for mine, length in zip(ours, goldens("length", muscle), strict=True):
        assert mine[muscle] < 1e-5 * length + ROUNDED


def test_moment_arms() -> None:
    """OpenSim differentiates an approximate length, so its arms waver a little where a path wraps."""
    errors = []
    for sample in GOLDENS["samples"]:
        for muscle, theirs in zip(MUSCLES, sample["moment_arm"], strict=True):
            for arm, hundredths in zip(moment_arms(pose(sample), muscle), theirs, strict=True):
                errors.append(abs(1000 * arm - hundredths / 100))
                if abs(hundredths) > 100 * MEANT_MM:
                    assert arm * hundredths > 0, f"{muscle} pulls the other way at {sample['pose']}"
    errors.sort()
    assert errors[-1] < 6
    assert errors[99 * len(errors) // 100] < 1


@pytest.mark.parametrize("sample", GOLDENS["wrong_way"], ids=lambda sample: str(sample["pose"]))
def test_where_opensim_goes_the_wrong_way_round(sample: dict[str, Any]) -> None:
    """In abduction with internal rotation OpenSim takes the upper part of gluteus maximus round the far side."""
    cylinder = model().muscles["glmax1"].wrap.cylinder  # type: ignore[union-attr]
    path, theirs = trace_all(pose(sample))["glmax1"], 1e-5 * sample["length"][MUSCLES.index("glmax1")]
    assert path.contact is Straight.CLEAR
    assert theirs - path.length > pi * cylinder.radius
    others = (name for name in MUSCLES if name != "glmax1")
    for name in others:
        assert lengths(pose(sample))[name] == pytest.approx(
            1e-5 * sample["length"][MUSCLES.index(name)], rel=0.005
        )
