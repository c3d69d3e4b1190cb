"""Right against left: which hip a figure four pulls, and how the two gaits differ."""

from __future__ import annotations

from math import degrees

import pytest

from hipkit.anatomy.comparing import both_sides, gait
from hipkit.anatomy.motion import figure, motion, placed
from hipkit.anatomy.poses import gaits
from hipkit.anatomy.rigid import dot


@pytest.mark.parametrize("exercise", ["chair_figure_four", "seated_figure_four", "reclining_figure_four"])
def test_the_crossed_hip_is_pulled_longer(exercise: str) -> None:
    sides = both_sides(exercise)
    for muscle in ("piriformis", "gluteus_maximus", "gluteus_medius"):
        assert sides["right"][muscle].mm > sides["left"][muscle].mm + 5


def swings_lower(name: str, key: int) -> tuple[float, float]:
    """How far the left end of the pelvis hangs below the right one, and how far the right ankle is from upright."""
    parts = figure(placed(gaits()[name])[key]).parts
    *_, right = zip(*parts["pelvis"].rotation, strict=True)
    shin = parts["r_tibia"].rotation
    return degrees(right[1]), degrees(dot((0.0, 0.0, 1.0), (shin[0][1], shin[1][1], shin[2][1])))


def test_the_pelvis_drops_on_the_side_that_swings_and_the_standing_leg_stays_upright() -> None:
    drop, aslant = swings_lower("trendelenburg", 1)
    assert drop == pytest.approx(12, abs=0.2)
    assert abs(aslant) < 2
    for name, key in (("trendelenburg", 3), ("antalgic", 1), ("antalgic", 3), ("level_walk", 1)):
        assert swings_lower(name, key)[0] == pytest.approx(0, abs=0.01)


def test_only_the_antalgic_gait_cuts_one_side_short() -> None:
    assert gait("antalgic").stands["right"] < gait("antalgic").stands["left"] / 2
    for name in ("trendelenburg", "level_walk"):
        assert gait(name).stands["right"] == gait(name).stands["left"]


def test_the_times_are_those_of_the_motion() -> None:
    for name in gaits():
        times, (_, _, other, _, end) = motion(name).times, motion(name).keys
        stands = gait(name).stands
        assert times[other] == pytest.approx(stands["right"])
        assert times[end] == pytest.approx(sum(stands.values()))
