"""Routines on the real catalogue: every rule, the clock, the score, the reasons, and no way past a stop."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings

from hipkit.facts.records import Exercise
from hipkit.routine import Request, RequestError, Routine, Stop, check, plan, score
from hipkit.symptoms import screen
from tests.routine.small import ALL_KIT, KNOWN, gentle, only, requests, well


def made(request: Request) -> Routine:
    routine = plan(request, well())
    assert isinstance(routine, Routine)
    return routine


@settings(max_examples=300)
@given(requests())
def test_every_rule_is_kept_whatever_is_asked(request: Request) -> None:
    routine = made(request)
    assert [kept.rule.id for kept in routine.checks if not kept.kept] == []
    assert len(routine.checks) == len(KNOWN.rules)
    assert routine.total_s <= request.seconds
    assert routine.proven
    assert routine.bound == routine.score == score(request, routine.steps)
    explained = {step.exercise for step in routine.steps} | {item.exercise for item in routine.left_out}
    assert explained == set(KNOWN.exercises)
    assert all(routine.why(step) for step in routine.steps)


@settings(max_examples=20)
@given(requests())
def test_the_same_request_gives_the_same_routine(request: Request) -> None:
    again = attrs.evolve(request, goals=request.goals[::-1], equipment=request.equipment[::-1])
    assert made(request) == made(again)


@settings(max_examples=60)
@given(requests())
def test_gentle_only_is_gentle(request: Request) -> None:
    routine = plan(request, gentle())
    assert isinstance(routine, Routine)
    assert check(request, routine.steps, gentle()) == routine.checks
    assert all(kept.kept for kept in routine.checks)
    for step in routine.steps:
        exercise = KNOWN.exercises[step.exercise]
        assert (exercise.level, step.dose) == (1, exercise.doses[0])
        assert step.phase in ("warm-up", "mobility")


def stopping_flags() -> list[str]:
    return [
        flag.id for flag in KNOWN.red_flags.values() if flag.action in ("emergency_now", "urgent_same_day")
    ]


@pytest.mark.parametrize("flag", stopping_flags())
@pytest.mark.parametrize("answer", ["yes", "not sure"])
def test_no_routine_past_an_emergency_or_same_day_answer(flag: str, answer: str) -> None:
    page = KNOWN.red_flags[flag].page
    if page == 3 and answer == "not sure":
        answer = "yes"  # on the third page "not sure" is only noted
    screening = screen(dict.fromkeys(KNOWN.red_flags, "no") | {flag: answer})
    stop = plan(Request(20, ["desk"]), screening)
    assert isinstance(stop, Stop)
    assert (stop.action, stop.title, stop.text) == (screening.action, screening.title, screening.text)
    assert stop.reasons == screening.reasons


def test_what_a_notebook_keeps_of_a_result_tells_no_answer() -> None:
    request = Request(40, ["general_mobility"], symptoms=["sciatica", "hip_oa"], equipment=ALL_KIT)
    routine, stop = made(request), plan(request, screen({"rf_saddle": "yes"}))
    minutes, seconds = divmod(routine.total_s, 60)
    shown = f"Routine({len(routine.steps)} steps, {minutes}:{seconds:02} min, score {routine.score}, proven)"
    assert repr(routine) == shown
    assert repr(stop) == "Stop()"
    assert not [name for name in request.symptoms if name in repr((request, routine.what_if(minutes=45)))]


def test_no_routine_while_a_question_is_open() -> None:
    assert isinstance(plan(Request(20, ["desk"]), screen({})), Stop)


@pytest.mark.parametrize("screening", [None, True, "none", {"action": "none", "may_plan": True}])
def test_only_a_screening_will_do(screening: object) -> None:
    with pytest.raises(TypeError, match="must come from hipkit.symptoms.screen"):
        plan(Request(20, ["desk"]), screening)  # type: ignore[arg-type]


def from_the_articles() -> list[str]:
    return [each.id for each in KNOWN.exercises.values() if each.dose_stated.source == "source_text"]


def test_the_articles_name_several_exercises() -> None:
    assert len(from_the_articles()) >= 6


@pytest.mark.parametrize("name", from_the_articles())
def test_every_exercise_of_the_articles_can_be_in_a_routine_with_its_dose(name: str) -> None:
    exercise = KNOWN.exercises[name]
    routine = made(Request(60, ["general_mobility"], equipment=ALL_KIT, level="strong", include=[name]))
    [step] = [step for step in routine.steps if step.exercise == name]
    assert step.dose in exercise.doses
    assert any(reason.text == "You chose to keep it." for reason in routine.why(step))
    assert made(Request(60, ["desk"], equipment=ALL_KIT, level="strong", include=[name])).proven


def ways_to(exercise: Exercise) -> Iterator[Request]:
    """Requests in which an exercise may win unasked, if need be with its family's other variants removed."""
    kits = (exercise.equipment, ("mat", *exercise.equipment), ALL_KIT)
    level = {1: "beginner", 2: "some practice", 3: "strong"}[exercise.level]
    siblings = [
        each.id
        for each in KNOWN.exercises.values()
        if (each.phase, each.family) == (exercise.phase, exercise.family) and each.id != exercise.id
    ]
    for without in ([], siblings):
        for minutes, goal, kit in itertools.product((45, 20, 10), KNOWN.goals, kits):
            yield Request(minutes, [goal], equipment=kit, level=level, exclude=without)


@pytest.mark.parametrize("name", from_the_articles())
def test_every_exercise_of_the_articles_can_win_its_place(name: str) -> None:
    found = (made(request) for request in ways_to(KNOWN.exercises[name]))
    assert any(step.exercise == name for routine in found for step in routine.steps)


@pytest.mark.parametrize("name", list(KNOWN.exercises))
def test_every_exercise_can_be_kept(name: str) -> None:
    routine = made(Request(45, ["general_mobility"], equipment=ALL_KIT, level="strong", include=[name]))
    assert name in [step.exercise for step in routine.steps]
    assert all(kept.kept for kept in routine.checks)


def test_a_removed_exercise_is_gone_and_says_so() -> None:
    request = Request(20, ["run"], equipment=ALL_KIT)
    name = made(request).steps[-1].exercise
    routine = made(attrs.evolve(request, exclude=[name]))
    assert routine.why_not(name).reason == "You removed it."


def test_why_not_of_what_is_there_or_unknown() -> None:
    routine = made(Request(20, ["run"], equipment=ALL_KIT))
    with pytest.raises(ValueError, match="is in the routine"):
        routine.why_not(routine.steps[0].exercise)
    with pytest.raises(ValueError, match="there is no exercise 'zzz'"):
        routine.why_not("zzz")


def test_symptoms_have_effects_with_reasons() -> None:
    routine = made(
        Request(40, ["general_mobility"], symptoms=["sciatica", "hip_oa", "fai_syndrome"], equipment=ALL_KIT)
    )
    assert {effect.effect for effect in routine.effects} == {"left out", "smallest dose", "favoured"}
    favoured = [effect for effect in routine.effects if effect.effect == "favoured"]
    assert favoured
    assert all(effect.source in KNOWN.sources for effect in favoured)
    assert all(effect.reason for effect in routine.effects)


def test_nothing_is_padding() -> None:
    routine = made(Request(90, ["side_of_hip"]))
    assert routine.useful_s == routine.total_s < 0.7 * 90 * 60


def test_a_target_that_kit_would_meet_names_the_kit() -> None:
    routine = made(Request(30, ["general_mobility"]))
    kits = [target.kit for target in routine.coverage if target.met < target.target]
    assert any(kit.endswith("it needs: mat.") for kit in kits)
    with_kit = made(Request(30, ["general_mobility"], equipment=ALL_KIT))
    assert not any("needs: mat." in target.kit for target in with_kit.coverage)


def test_measured_activity_stands_beside_an_exercise_that_was_measured() -> None:
    routine = made(Request(40, ["side_of_hip"], equipment=["mat"], include=["side_lying_hip_abduction"]))
    [step] = [step for step in routine.steps if step.exercise == "side_lying_hip_abduction"]
    [measured] = [reason for reason in routine.why(step) if reason.text.startswith("Measured activity")]
    rows = [
        row
        for row in KNOWN.activity.values()
        if row.exercise == step.exercise and row.source == measured.source
    ]
    assert any(row.match == "exact" and row.verified == "page" for row in rows)


def test_without_any_warm_up_there_is_no_routine() -> None:
    starters = [each.id for each in KNOWN.exercises.values() if each.phase == "warm-up"]
    with pytest.raises(RequestError, match="Too little is left"):
        plan(Request(20, ["run"], equipment=ALL_KIT, exclude=starters), well())


def test_a_warm_up_that_cannot_be_long_enough_is_an_error() -> None:
    with pytest.raises(RequestError, match="too short or too long. Put one back"):
        plan(Request(60, ["run"], exclude=["walk", "march_in_place", "step_touch"]), well())


def test_without_an_exercise_to_start_with_there_is_no_routine() -> None:
    starters = [each.id for each in KNOWN.exercises.values() if each.kind == "pulse_raiser"]
    with pytest.raises(RequestError, match="raises the pulse for a minute"):
        plan(Request(20, ["run"], equipment=["mat"], exclude=starters), well())


def test_sitting_starts_a_routine_only_where_no_standing_starter_is_left() -> None:
    standing = [
        each.id
        for each in KNOWN.exercises.values()
        if each.kind == "pulse_raiser" and each.position == "standing"
    ]
    routine = made(Request(15, ["desk"], equipment=["chair"], exclude=standing))
    assert routine.steps[0].exercise == "seated_march"
    assert "no standing exercise that does so was left" in routine.why(routine.steps[0])[0].text


def test_neither_the_order_of_the_files_nor_of_python_sets_changes_a_routine() -> None:
    request = Request(45, ["run", "desk"], symptoms=["sciatica", "hip_oa"], equipment=ALL_KIT, level="strong")
    steps = made(request).steps
    turned = plan(request, well(), only(reversed(list(KNOWN.exercises))))
    assert isinstance(turned, Routine)
    assert turned.steps == steps
    script = (
        "from tests.routine.small import ALL_KIT, well; from hipkit.routine import Request, plan;"
        f"print([step.exercise for step in plan(Request(**{attrs.asdict(request)}), well()).steps])"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == str([step.exercise for step in steps])
