"""What the posed exercises do to the muscles."""

from __future__ import annotations

import pytest

from hipkit.anatomy.exercises import (
    STRETCHED,
    STRETCHES,
    guesses,
    key_poses,
    longest,
    misfits,
    misfits_of,
    telling,
    verdicts,
)
from hipkit.anatomy.measures import lengthening
from hipkit.anatomy.poses import poses
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


# Every case in which the model does not lengthen a muscle that a stretch names, in per cent of its fibre length, and
# what we put it down to. A new or better pose may change the list: then look, judge anew (data/anatomy/misfits.toml).
MISFITS = {
    ("reclined_butterfly", "gracilis"): (-14, "list"),
    ("prone_press_up", "psoas_major"): (1, "model"),
    ("hip_cars_quadruped", "psoas_major"): (0, "work"),
    ("walking_lunge_twist", "psoas_major"): (4, "model"),
}


def test_these_are_all_misfits() -> None:
    found = {
        (one.exercise, one.muscle): (
            round(100 * one.longest.change.fibre_ratio),
            one.verdict and one.verdict.lies_with,
        )
        for one in misfits()
    }
    assert found == MISFITS


def test_every_judgement_is_about_a_misfit() -> None:
    judged = {(verdict.id, muscle) for verdict in verdicts().values() for muscle in verdict.muscles}
    assert judged == set(MISFITS)


def test_what_is_no_stretch_and_what_fits_is_no_misfit() -> None:
    assert catalog().exercises["bridge"].kind not in STRETCHES
    assert misfits_of("bridge") == misfits_of("reclining_figure_four") == ()
    for exercise in POSED:
        if catalog().exercises[exercise].kind in STRETCHES:
            named = set(catalog().exercises[exercise].muscles) & set(longest(exercise))
            off = {one.muscle for one in misfits_of(exercise)}
            assert off <= named
            assert all(longest(exercise)[one].change.fibre_ratio < STRETCHED for one in off)
            assert all(longest(exercise)[one].change.fibre_ratio >= STRETCHED for one in named - off)
