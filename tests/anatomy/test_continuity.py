"""No muscle jumps on the way from standing to the pose of any exercise."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from hipkit.anatomy import Pose, lengths, trace_all

POSES: dict[str, list[float]] = tomllib.loads((Path(__file__).parent / "poses.toml").read_text("utf-8"))
STEPS = 200
JUMP = 5e-5  # metres: what a step changes may differ by so much from one step to the next


def way(angles: list[float]) -> list[Pose]:
    end = Pose(*angles)
    return [Pose(*(step / STEPS * angle for angle in end.angles)) for step in range(STEPS + 1)]


@pytest.mark.parametrize("name", POSES)
def test_there_is_no_jump(name: str) -> None:
    taken = [lengths(pose) for pose in way(POSES[name])]
    for muscle in taken[0]:
        changes = [after[muscle] - before[muscle] for before, after in pairwise(taken)]
        assert max(abs(after - before) for before, after in pairwise(changes)) < JUMP


@pytest.mark.parametrize("name", POSES)
def test_no_path_has_slipped_off(name: str) -> None:
    assert [muscle for muscle, path in trace_all(Pose(*POSES[name])).items() if path.slips] == []


def test_the_known_jump_is_found() -> None:
    """Into deep flexion with adduction and internal rotation gluteus maximus does slip: the test above sees it."""
    taken = [lengths(pose)["glmax1"] for pose in way([111, 16, 40, 0])]
    changes = [after - before for before, after in pairwise(taken)]
    assert max(abs(after - before) for before, after in pairwise(changes)) > 100 * JUMP
