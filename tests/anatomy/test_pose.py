"""Poses stay within the model, and say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.anatomy import STANDING, Pose, model

anything = st.floats(-400, 400)


@given(st.tuples(anything, anything, anything, anything))
def test_angles_stay_within_the_model(asked: tuple[float, ...]) -> None:
    pose = Pose(*asked)
    for used, wanted, (low, high) in zip(pose.angles, asked, model().ranges.values(), strict=True):
        assert used == min(max(wanted, low), high)
    assert len(pose.notes) == sum(used != wanted for used, wanted in zip(pose.angles, asked, strict=True))


def test_the_range_of_the_model() -> None:
    assert dict(model().ranges) == {
        "hip_flexion": (-30, 120),
        "hip_adduction": (-50, 30),
        "hip_rotation": (-40, 40),
        "knee_flexion": (0, 120),
    }


@pytest.mark.parametrize(
    ("angles", "note"),
    [
        ((130, 0, 0, 0), "In the model hip flexion ends at 120°, so 120° is used instead of 130°."),
        ((-45, 0, 0, 0), "In the model hip extension ends at 30°, so 30° is used instead of 45°."),
        ((0, -60, 0, 0), "In the model hip abduction ends at 50°, so 50° is used instead of 60°."),
        (
            (0, 0, -45, 0),
            "In the model external rotation of the hip ends at 40°, so 40° is used instead of 45°.",
        ),
        ((0, 0, 0, 137.5), "In the model knee flexion ends at 120°, so 120° is used instead of 137.5°."),
    ],
)
def test_a_note_names_the_movement_and_both_angles(angles: tuple[float, ...], note: str) -> None:
    assert Pose(*angles).notes == (note,)


def test_within_the_range_there_is_nothing_to_say() -> None:
    assert Pose(95, -12, -40, 112).notes == STANDING.notes == ()


@pytest.mark.parametrize("angle", [float("nan"), float("inf")])
def test_what_is_no_angle_is_an_error(angle: float) -> None:
    with pytest.raises(ValueError, match="hip_rotation"):
        Pose(hip_rotation=angle)


def test_equal_poses_are_equal() -> None:
    assert Pose(hip_flexion=10) == Pose(10)
    assert len({Pose(10), Pose(10), Pose(20)}) == 2
