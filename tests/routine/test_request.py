"""Requests are checked before anything is planned, and every fault is named at once."""

from __future__ import annotations

from typing import Any

import pytest

from hipkit.routine import Request, RequestError, Routine, plan
from tests.routine.small import ALL_KIT, KNOWN, well


def faults(**changes: Any) -> tuple[str, ...]:
    with pytest.raises(RequestError) as caught:
        Request(**({"minutes": 15, "goals": ["desk"]} | changes))
    return caught.value.faults


@pytest.mark.parametrize("minutes", [4, 91, 0, -5])
def test_minutes_outside_the_range(minutes: int) -> None:
    assert faults(minutes=minutes) == (f"A routine takes 5 to 90 minutes, not {minutes}.",)


@pytest.mark.parametrize("minutes", [12.5, "15", None, True])
def test_minutes_that_are_no_whole_number(minutes: object) -> None:
    assert faults(minutes=minutes) == (f"Minutes must be a whole number from 5 to 90, not {minutes!r}.",)


@pytest.mark.parametrize(
    ("field", "name", "near"),
    [
        ("goals", ["dask"], "desk"),
        ("symptoms", ["siatica"], "sciatica"),
        ("equipment", ["chiar"], "chair"),
        ("timing", "evenings", "evening"),
        ("level", "begginer", "beginner"),
        ("include", ["brige"], "bridge"),
        ("exclude", ["clam_shell"], "clamshell"),
    ],
)
def test_an_unknown_name_is_answered_with_the_near_one(field: str, name: Any, near: str) -> None:
    [fault] = faults(**{field: name})
    assert f"did you mean '{near}'?" in fault


def test_a_name_near_to_none_lists_what_there_is() -> None:
    [fault] = faults(level="zzz")
    assert "beginner, some practice or strong" in fault


def test_the_number_of_goals() -> None:
    assert faults(goals=[]) == ("Choose at least one goal.",)
    assert faults(goals=list(KNOWN.goals)[:4]) == ("Choose at most 3 goals; 4 were chosen.",)


def test_an_exercise_cannot_be_both_kept_and_removed() -> None:
    assert faults(include=["bridge"], exclude=["bridge"]) == ("'bridge' is both to include and to exclude.",)


def test_a_symptom_for_the_screening_cannot_be_picked() -> None:
    hidden = next(symptom for symptom in KNOWN.symptoms.values() if not symptom.pick)
    [fault] = faults(symptoms=[hidden.id])
    assert "belongs to the screening" in fault


def test_all_faults_come_together() -> None:
    assert (
        len(faults(minutes=3, goals=["dask"], equipment=["rope", "chiar"], include=["x"], exclude=["x"])) == 7
    )


def test_order_and_repetition_change_nothing() -> None:
    one = Request(20, ["run", "desk", "run"], equipment=("mat", "chair"))
    assert one == Request(20, ("desk", "run"), equipment=["chair", "mat", "mat"])
    assert one.goals == ("desk", "run")


def test_a_kept_exercise_that_a_rule_removes_is_an_error_with_the_reason() -> None:
    with pytest.raises(RequestError, match=r"Pigeon pose cannot be kept\. It needs: mat\."):
        plan(Request(20, ["run"], include=["pigeon"], level="strong"), well())


def test_all_kept_exercises_that_are_removed_are_named_together() -> None:
    with pytest.raises(RequestError) as caught:
        plan(Request(20, ["run"], include=["bridge", "hip_hike"]), well())
    assert len(caught.value.faults) == 2


def test_kept_exercises_that_do_not_fit_say_what_they_take() -> None:
    kept = ["bridge", "clamshell", "supine_hamstring_stretch", "prone_press_up"]
    with pytest.raises(RequestError, match="do not|keeps every rule.*Glute bridge takes 1:45") as caught:
        plan(Request(5, ["desk"], equipment=ALL_KIT, include=kept), well())
    assert "Choose more minutes or keep less." in str(caught.value)


def test_nothing_left_names_the_rule_that_removed_most_and_the_way_out() -> None:
    everything = [name for name in KNOWN.exercises if name not in ("march_in_place", "bridge")]
    with pytest.raises(
        RequestError, match=r"rule 'Your own choices' removed most \(72 exercises\)\. Put it back\."
    ):
        plan(Request(20, ["run"], exclude=everything), well())


def test_two_kept_exercises_of_one_family_and_muscle_are_both_kept() -> None:
    request = Request(
        30, ["run"], equipment=ALL_KIT, include=["bridge", "single_leg_bridge_march"], level="strong"
    )
    routine = plan(request, well())
    assert isinstance(routine, Routine)
    assert {"bridge", "single_leg_bridge_march"} <= {step.exercise for step in routine.steps}
    assert all(check.kept for check in routine.checks)


def test_two_kept_exercises_that_provoke_the_same_symptom_are_refused() -> None:
    request = Request(
        40,
        ["run"],
        symptoms=["sciatica"],
        equipment=ALL_KIT,
        level="strong",
        include=["leg_swing_front_back", "sciatic_mobilising"],
    )
    with pytest.raises(RequestError, match="both tend to provoke"):
        plan(request, well())
