"""What the posed exercises do to the muscles."""

from __future__ import annotations

import pytest

from hipkit.anatomy.exercises import STRETCHED, STRETCHES, guesses, key_poses, longest, misfits, telling
from hipkit.anatomy.measures import lengthening
from hipkit.anatomy.motion import poses
from hipkit.facts import catalog

POSED = list(poses())


@pytest.mark.parametrize("exercise", POSED)
def test_no_key_pose_makes_a_muscle_longer_than_its_longest(exercise: str) -> None:
    best = longest(exercise)
    for at in key_poses(exercise):
        for muscle, change in lengthening(at.pose).items():
            assert change.fibre_ratio <= best[muscle].change.fibre_ratio


@pytest.mark.parametrize("exercise", POSED)
def test_the_greatest_gain_comes_first_and_is_among_the_guesses(exercise: str) -> None:
    ratios = [one.change.fibre_ratio for one in longest(exercise).values()]
    assert ratios == sorted(ratios, reverse=True)
    offered = guesses(exercise)
    assert next(iter(longest(exercise))) in offered
    assert len(set(offered)) == 4


@pytest.mark.parametrize("exercise", POSED)
def test_the_telling_pose_belongs_to_the_exercise(exercise: str) -> None:
    assert telling(exercise) in key_poses(exercise)


def test_the_lunge_is_shown_where_the_hip_flexor_is_longest() -> None:
    at = telling("half_kneeling_hip_flexor")
    assert at.side == "right"
    assert at.pose.hip_flexion < 0


def test_every_misfit_is_a_stretch_whose_muscle_stays_short() -> None:
    found = misfits()
    named = {
        (exercise, muscle)
        for exercise in POSED
        if catalog().exercises[exercise].kind in STRETCHES
        for muscle in catalog().exercises[exercise].muscles
        if muscle in longest(exercise)
    }
    assert {(one.exercise, one.muscle) for one in found} <= named
    assert all(one.longest.change.fibre_ratio < STRETCHED for one in found)
    fitting = named - {(one.exercise, one.muscle) for one in found}
    assert all(longest(exercise)[muscle].change.fibre_ratio >= STRETCHED for exercise, muscle in fitting)
