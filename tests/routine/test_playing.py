"""The player's schedule: it lasts as long as the routine, and both sides get the same."""

from __future__ import annotations

from itertools import groupby

import pytest

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.routine import Request, Routine, plan
from hipkit.routine.playing import Segment, segments
from hipkit.text.playing import cue, other_side

CLEAR = symptoms.screen(dict.fromkeys(catalog().red_flags, "no"))
REQUESTS = [
    Request(minutes, [goal], equipment=kit, level=level)
    for minutes in (5, 15, 30, 60)
    for goal in ("run", "desk", "kick_split")
    for kit, level in (([], "beginner"), (["mat", "chair", "wall"][:2], "strong"))
]


def planned(request: Request) -> Routine:
    routine = plan(request, CLEAR)
    assert isinstance(routine, Routine)
    return routine


ROUTINES = [planned(request) for request in REQUESTS]


def of_steps(routine: Routine) -> list[list[Segment]]:
    return [list(group) for _, group in groupby(segments(routine), key=lambda segment: segment.step)]


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: f"{routine.request.minutes}")
def test_it_lasts_as_long_as_the_routine_step_by_step(routine: Routine) -> None:
    assert sum(segment.seconds for segment in segments(routine)) == routine.total_s
    begun = 0.0
    for step, parts in zip(routine.steps, of_steps(routine), strict=True):
        assert begun == step.start_s - step.enter_s
        begun += sum(part.seconds for part in parts)
        assert begun == step.start_s + step.seconds


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: f"{routine.request.minutes}")
def test_both_sides_do_the_same_and_each_dose_is_done_in_full(routine: Routine) -> None:
    for step, parts in zip(routine.steps, of_steps(routine), strict=True):
        sides = catalog().exercises[step.exercise].sides
        work = {
            side: [part.seconds for part in parts if part.kind in ("work", "rest") and part.side == side]
            for side in ("", "right", "left")
        }
        assert work["right"] == work["left"]
        assert sum(work["right"] if sides else work[""]) == step.dose.side_s
        assert bool(work["right"]) == sides


@pytest.mark.parametrize("routine", ROUTINES[:6], ids=lambda routine: f"{routine.request.minutes}")
def test_every_step_is_named_before_it_starts(routine: Routine) -> None:
    for step, parts in zip(routine.steps, of_steps(routine), strict=True):
        assert parts[0].kind in ("change", "ready")
        assert (parts[0].kind == "change") == bool(step.enter_s)
        name = catalog().exercises[step.exercise].name
        assert name in cue(parts[0], routine, catalog())["say"]


def test_the_left_side_is_told_in_its_own_words() -> None:
    assert (
        other_side("Cross your right ankle over the left knee.")
        == "Cross your left ankle over the right knee."
    )
    assert other_side("Right knee down, at a right angle.") == "Left knee down, at a right angle."
    assert other_side("The elbow right under the shoulder, pain right at the bone.") == (
        "The elbow right under the shoulder, pain right at the bone."
    )


def test_no_instruction_uses_right_in_another_sense_than_those_known() -> None:
    """Told for the other side and back again, every instruction is what it was; and what stays is no side."""
    for exercise in catalog().exercises.values():
        for words in (exercise.start, *exercise.movement):
            assert other_side(other_side(words)) == words
            if exercise.sides:
                assert "left angle" not in other_side(words)
                assert "left under" not in other_side(words)
                assert "upleft" not in other_side(words)
