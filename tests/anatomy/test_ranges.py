"""A pose beside textbooks, measurements and tasks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.anatomy.pose import Pose
from hipkit.anatomy.ranges import MOVEMENTS, demands, norms, reached, span
from hipkit.facts import catalog

poses = st.builds(Pose, st.integers(-30, 120), st.integers(-50, 30), st.integers(-40, 40))


@given(poses)
def test_a_joint_goes_one_way_or_the_other(pose: Pose) -> None:
    for one, other in (("flexion", "extension"), ("abduction", "adduction"), MOVEMENTS[4:]):
        assert reached(pose, one) == -reached(pose, other)


@given(poses)
def test_a_pose_is_short_of_a_task_by_exactly_what_is_missing(pose: Pose) -> None:
    for demand in demands(catalog()):
        missing = demand.missing(pose)
        assert missing >= 0
        assert (missing == 0) == (reached(pose, demand.movement) >= demand.low)


@pytest.mark.parametrize(
    ("value", "ends"), [("110-120", (110, 120)), ("45", (45,)), ("130 to full", (130,)), ("none", ())]
)
def test_ends_of_a_printed_range(value: str, ends: tuple[float, ...]) -> None:
    assert span(value) == ends


def test_differences_and_other_joints_are_no_demands() -> None:
    asked = {demand.task.id for demand in demands(catalog())}
    assert {"TD007", "TD023", "TD029", "TD041"} <= asked
    assert not asked & {"TD005", "TD011", "TD034", "TD043", "TD046", "TD048", "TD060"}


def test_a_task_that_names_three_angles_gives_three_demands() -> None:
    found = {demand.movement: demand.low for demand in demands(catalog()) if demand.task.id == "TD021"}
    assert found == {"flexion": 110, "abduction": 23, "external rotation": 33}


def test_textbooks_and_measurements_of_extension_differ() -> None:
    extension = norms("extension", catalog())
    assert extension.book == (10, 30)
    assert {6.88, 6.1} <= set(extension.means)


def test_a_sum_of_two_rotations_is_about_neither() -> None:
    for movement in ("internal rotation", "external rotation"):
        assert not any("plus" in row.movement for row in norms(movement, catalog()).measured)


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_every_movement_has_a_textbook_that_was_seen(movement: str) -> None:
    low, high = norms(movement, catalog()).book
    assert 0 < low < high


def test_children_and_unconfirmed_rows_are_no_means_of_adults() -> None:
    assert not {140.8, 131.1, 133.8} & set(norms("flexion", catalog()).means)
