"""Lengths, moment arms, lengthening: what must hold in every pose."""

from __future__ import annotations

from itertools import pairwise
from math import dist, radians

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hipkit.anatomy import (
    STANDING,
    Arc,
    Pose,
    lengthening,
    lengths,
    model,
    model_muscles,
    moment_arms,
    paths,
    trace_all,
    without_path,
)
from hipkit.anatomy.paths import ARC_POINTS
from hipkit.facts import catalog

poses = st.builds(Pose, *(st.floats(low, high) for low, high in model().ranges.values()))
muscles = st.sampled_from(sorted(model().muscles))
STEP = 0.01  # degrees


@given(poses, muscles, st.sampled_from([0, 1, 2]))
def test_a_moment_arm_is_minus_the_change_of_length_per_radian(pose: Pose, muscle: str, axis: int) -> None:
    ways = []
    for step in (-STEP, STEP):
        angles = list(pose.angles)
        angles[axis] += step
        ways.append(Pose(*angles))
    assume(not any(near.notes for near in ways))
    assume(not any(trace_all(near)[muscle].slips for near in (pose, *ways)))  # there the length jumps
    shorter, longer = (lengths(near)[muscle] for near in ways)
    excursion = -(longer - shorter) / radians(2 * STEP)
    assert moment_arms(pose, muscle)[axis] == pytest.approx(excursion, abs=2e-4)


@given(poses)
def test_the_left_side_mirrors_the_right(pose: Pose) -> None:
    left = paths(pose, "left")
    for name, line in paths(pose, "right").items():
        assert left[name] == tuple((x, y, -z) for x, y, z in line)


@given(poses)
def test_a_drawn_path_is_as_long_as_its_muscle(pose: Pose) -> None:
    """But for the corners that 7 points cut off an arc."""
    traced = trace_all(pose)
    for name, line in paths(pose).items():
        drawn = sum(dist(one, following) for one, following in pairwise(line))
        contact = traced[name].contact
        cut = 0.0
        if isinstance(contact, Arc):
            wrap = model().muscles[name].wrap
            assert wrap
            cut = wrap.cylinder.radius * abs(contact.sweep) * (contact.sweep / (ARC_POINTS - 1)) ** 2 / 24
        assert traced[name].length - cut - 1e-9 <= drawn <= traced[name].length + 1e-9


@given(poses)
def test_every_point_of_an_arc_lies_on_its_cylinder(pose: Pose) -> None:
    frames = model().frames(pose.angles)
    for name, path in trace_all(pose).items():
        wrap = model().muscles[name].wrap
        if wrap and isinstance(path.contact, Arc):
            arc = paths(pose)[name][wrap.after + 1 : wrap.after + 1 + ARC_POINTS]
            for point in arc:
                x, y, _ = wrap.cylinder.frame.locate(frames[wrap.cylinder.body].locate(point))
                assert (x * x + y * y) ** 0.5 == pytest.approx(wrap.cylinder.radius)


@given(st.floats(-30, 120), st.floats(0, 120))
def test_the_knee_changes_only_what_crosses_it(flexion: float, knee: float) -> None:
    straight, bent = lengths(Pose(flexion)), lengths(Pose(flexion, knee_flexion=knee))
    for name, muscle in model().muscles.items():
        if all(body in ("pelvis", "femur") for body, _ in muscle.points):
            assert bent[name] == pytest.approx(straight[name], abs=1e-12)


def test_an_unknown_muscle_is_an_error() -> None:
    with pytest.raises(KeyError, match="pectineus"):
        moment_arms(STANDING, "pectineus")


def test_nothing_is_longer_in_standing() -> None:
    for change in lengthening(STANDING).values():
        assert (change.mm, change.percent, change.fibre_ratio) == (0, 0, 0)


def test_every_muscle_of_the_catalogue_is_accounted_for() -> None:
    named = set(catalog().muscles)
    assert set(model_muscles()) == named
    assert set(lengthening(STANDING)) | set(without_path()) == named
    assert {"pectineus", "quadratus_femoris", "obturator_internus"} < set(without_path())


def test_every_part_of_the_model_belongs_to_one_muscle() -> None:
    parts = [part for muscle in model_muscles().values() for part in muscle.parts]
    assert sorted(parts) == sorted(model().muscles)


@given(poses)
def test_a_whole_muscle_lies_between_its_parts(pose: Pose) -> None:
    for change in lengthening(pose).values():
        for measure in ("mm", "percent", "fibre_ratio"):
            parts = [getattr(part, measure) for part in change.parts.values()]
            assert min(parts) - 1e-9 <= getattr(change, measure) <= max(parts) + 1e-9


def test_the_numbers_of_a_figure_four() -> None:
    """A muscle with short fibres on a long tendon: few per cent of its length, nearly all of a fibre's."""
    change = lengthening(Pose(95, -12, -40, 112))["piriformis"]
    assert change.mm == pytest.approx(22.5, abs=0.1)
    assert change.percent == pytest.approx(16.3, abs=0.1)
    assert change.fibre_ratio == pytest.approx(0.86, abs=0.01)


def test_confidence_is_low_where_a_path_slips() -> None:
    pose = Pose(111, 16, 40)
    assert trace_all(pose)["glmax1"].slips
    assert lengthening(pose)["gluteus_maximus"].confidence == "low"
    assert "slips off" in lengthening(pose)["gluteus_maximus"].reason
    assert lengthening(STANDING)["gluteus_maximus"].confidence == "fair"


def test_the_piriformis_changes_sides() -> None:
    """External rotator with the hip straight, internal rotator with the hip bent."""
    arms = [moment_arms(Pose(flexion), "piri")[2] for flexion in range(0, 121, 10)]
    assert arms == sorted(arms)
    assert arms[4] < 0 < arms[5]
