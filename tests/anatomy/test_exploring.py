"""Maps and curves say the same as the engine, pose by pose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.anatomy.exploring import pose_map, rotation_arm, turning
from hipkit.anatomy.measures import lengthening, lengthening_of, model_muscles
from hipkit.anatomy.pose import Pose

WITH_PATH = sorted(muscle.id for muscle in model_muscles().values() if muscle.parts)
poses = st.builds(
    Pose, st.integers(-30, 120), st.integers(-50, 30), st.integers(-40, 40), st.integers(0, 120)
)


@given(poses, st.sampled_from(WITH_PATH))
def test_one_muscle_alone_is_as_long_as_among_all(pose: Pose, muscle: str) -> None:
    assert lengthening_of(muscle, pose) == lengthening(pose)[muscle]


@given(st.sampled_from(WITH_PATH), st.integers(0, 15), st.integers(0, 8))
def test_a_map_holds_what_the_engine_says(muscle: str, row: int, column: int) -> None:
    found = pose_map(muscle, -30, 0)
    pose = Pose(found.flexions[row], -30, found.rotations[column], 0)
    assert found.ratios[row][column] == lengthening_of(muscle, pose).fibre_ratio


@pytest.mark.parametrize("muscle", WITH_PATH)
def test_nothing_on_the_map_is_longer_than_the_longest(muscle: str) -> None:
    found = pose_map(muscle)
    most = lengthening_of(muscle, found.longest).fibre_ratio
    assert most == max(ratio for row in found.ratios for ratio in row)


def test_the_map_reaches_both_ends_of_the_model() -> None:
    found = pose_map("piriformis")
    assert (found.flexions[0], found.flexions[-1]) == (-30, 120)
    assert (found.rotations[0], found.rotations[-1]) == (-40, 40)


def test_the_piriformis_changes_sides_once_as_the_hip_bends() -> None:
    (at,) = turning("piriformis").turns
    assert rotation_arm("piriformis", Pose(at - 5)) < 0 < rotation_arm("piriformis", Pose(at + 5))


@pytest.mark.parametrize("ask", [lengthening_of, lambda muscle, pose: rotation_arm(muscle, pose)])
def test_a_muscle_without_a_path_is_refused(ask: object) -> None:
    with pytest.raises(KeyError, match="pectineus"):
        ask("pectineus", Pose())  # type: ignore[operator]
