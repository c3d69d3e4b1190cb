"""Each hard rule on its own: a routine that breaks it is found out by the check, and by no other than it should."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from hipkit.facts.records import Dose
from hipkit.routine import Request, Routine, Step, check, plan
from hipkit.routine.checking import CHECKS
from hipkit.routine.doses import bouts, seconds, slot
from tests.routine.small import ALL_KIT, KNOWN, gentle, well

REQUEST = Request(30, ["run"], equipment=ALL_KIT, level="some practice")


def steps_of(request: Request) -> tuple[Step, ...]:
    routine = plan(request, well())
    assert isinstance(routine, Routine)
    return routine.steps


def broken(request: Request, steps: tuple[Step, ...]) -> set[str]:
    return {found.rule.id for found in check(request, steps) if not found.kept}


def with_exercise(steps: tuple[Step, ...], name: str, dose: int = 0, at: int = -1) -> tuple[Step, ...]:
    """One step replaced by another exercise at its proper length; the clock runs on."""
    exercise = KNOWN.exercises[name]
    chosen = exercise.doses[dose]
    changed = attrs.evolve(
        steps[at], exercise=name, position=exercise.position, dose=chosen, seconds=slot(exercise, chosen, 15)
    )
    return reclocked([*steps[:at], changed, *(steps[at + 1 :] if at != -1 else [])])


def reclocked(steps: list[Step]) -> tuple[Step, ...]:
    clock, found = 0, []
    for step in steps:
        found.append(attrs.evolve(step, start_s=clock + step.enter_s))
        clock += step.enter_s + step.seconds
    return tuple(found)


def test_every_rule_has_a_check_and_every_check_a_rule() -> None:
    assert set(CHECKS) == set(KNOWN.rules)


def test_every_rule_has_a_sentence_and_a_sourced_one_its_source() -> None:
    for rule in KNOWN.rules.values():
        assert rule.sentence.endswith(".")
        assert (rule.basis == "source") == bool(rule.source)


def test_a_planned_routine_breaks_nothing() -> None:
    assert broken(REQUEST, steps_of(REQUEST)) == set()


CASES: dict[str, tuple[Request, Callable[[tuple[Step, ...]], tuple[Step, ...]]]] = {
    "time": (
        REQUEST,
        lambda steps: reclocked([*steps, *(attrs.evolve(steps[-1], seconds=600) for _ in range(3))]),
    ),
    "grid": (REQUEST, lambda steps: (*steps[:-1], attrs.evolve(steps[-1], seconds=steps[-1].seconds - 15))),
    "position_change": (REQUEST, lambda steps: reclocked([attrs.evolve(steps[0], enter_s=0), *steps[1:]])),
    "order": (REQUEST, lambda steps: reclocked([*steps[1:], steps[0]])),
    "warm_up_share": (REQUEST, lambda steps: reclocked([step for step in steps if step.phase != "warm-up"])),
    "warm_up_shortest": (
        REQUEST,
        lambda steps: reclocked([step for step in steps if step.phase != "warm-up"]),
    ),
    "starter": (REQUEST, lambda steps: reclocked(list(steps[::-1]))),
    "level": (REQUEST, lambda steps: with_exercise(steps, "double_pigeon")),
    "equipment": (
        attrs.evolve(REQUEST, equipment=["mat"]),
        lambda steps: with_exercise(steps, "chair_figure_four"),
    ),
    "symptom_leave_out": (
        attrs.evolve(REQUEST, symptoms=["fai_syndrome"]),
        lambda steps: with_exercise(steps, "ninety_ninety"),
    ),
    "symptom_smallest_dose": (
        attrs.evolve(REQUEST, symptoms=["gtps"]),
        lambda steps: with_exercise(steps, "clamshell", dose=1),
    ),
    "for_its_symptom": (REQUEST, lambda steps: with_exercise(steps, "sciatic_mobilising")),
    "timing_parts": (
        attrs.evolve(REQUEST, timing="before_sport"),
        lambda steps: with_phase(steps, "butterfly", "static"),
    ),
    "timing_dose": (
        attrs.evolve(REQUEST, timing="before_sport"),
        lambda steps: with_phase(steps, "clamshell", "strength", 1),
    ),
    "timing_share": (
        attrs.evolve(REQUEST, timing="before_sport"),
        lambda steps: with_phase(steps, "split_squat", "strength", 2),
    ),
    "longest": (REQUEST, lambda steps: with_exercise(steps, "split_squat", dose=2)),
    "longest_share": (REQUEST, lambda steps: with_exercise(steps, "split_squat", dose=2)),
    "one_variant": (
        REQUEST,
        lambda steps: with_exercise(steps, _sibling(steps), at=_last(steps, _sibling(steps))),
    ),
    "one_per_muscle": (REQUEST, lambda steps: reclocked([*steps, attrs.evolve(steps[-1], enter_s=0)])),
    "dose": (
        REQUEST,
        lambda steps: (*steps[:-1], attrs.evolve(steps[-1], dose=attrs.evolve(steps[-1].dose, count=99))),
    ),
    "wishes": (attrs.evolve(REQUEST, include=["bridge"]), lambda steps: _without(steps, "bridge")),
}


def with_phase(steps: tuple[Step, ...], name: str, phase: str, dose: int = 0) -> tuple[Step, ...]:
    changed = with_exercise(steps, name, dose)
    return (*changed[:-1], attrs.evolve(changed[-1], phase=phase))


def _sibling(steps: tuple[Step, ...]) -> str:
    """Another variant of the family of some step, with the kit and level there are."""
    for step in steps[::-1]:
        mine = KNOWN.exercises[step.exercise]
        for other in KNOWN.exercises.values():
            if (other.phase, other.family) == (mine.phase, mine.family) and other.id != mine.id:
                return other.id
    raise AssertionError("no step has a sibling")


def _last(steps: tuple[Step, ...], sibling: str) -> int:
    """A step of the same part as the sibling, other than the one of its family."""
    wanted = KNOWN.exercises[sibling]
    places = [
        place
        for place, step in enumerate(steps)
        if step.phase == wanted.phase and KNOWN.exercises[step.exercise].family != wanted.family
    ]
    return places[-1]


def _without(steps: tuple[Step, ...], name: str) -> tuple[Step, ...]:
    return reclocked([step for step in steps if step.exercise != name])


@pytest.mark.parametrize("rule", CASES)
def test_a_routine_that_breaks_a_rule_is_found_out(rule: str) -> None:
    request, spoil = CASES[rule]
    steps = steps_of(request)
    assert rule not in broken(request, steps)
    assert rule in broken(request, spoil(steps))


def test_gentle_only_is_checked_against_the_screening() -> None:
    steps = steps_of(REQUEST)
    found = {each.rule.id: each.kept for each in check(REQUEST, steps, gentle())}
    assert not found["gentle_only"]


def test_at_most_one_provocative_exercise_for_a_symptom() -> None:
    request = Request(60, ["kick_split"], symptoms=["sciatica"], equipment=ALL_KIT, level="strong")
    provoking = [
        each.id
        for each in KNOWN.exercises.values()
        if any(c.symptom == "sciatica" and c.provocative for c in each.cautions)
    ]
    steps = steps_of(request)
    assert sum(step.exercise in provoking for step in steps) <= 1
    spoilt = with_exercise(with_exercise(steps, provoking[0]), provoking[1], at=-2)
    assert "one_provocative" in broken(request, spoilt)


def test_kit_that_stands_in_for_other_kit_counts() -> None:
    for item in KNOWN.equipment.values():
        for other in item.stands_in_for:
            needing = [each.id for each in KNOWN.exercises.values() if other in each.equipment]
            for name in needing:
                kit = {*KNOWN.exercises[name].equipment} - {other} | {item.id}
                steps = steps_of(Request(60, ["run"], equipment=kit, level="strong", include=[name]))
                assert name in [step.exercise for step in steps]


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (Dose(1, 10, "repetition", 4, "source"), 1),
        (Dose(3, 10, "repetition", 4, "source", rest_s=60), 3),
        (Dose(1, 30, "repetition", 9, "source", hold_s=5), 3),
        (Dose(1, 5, "repetition", 34, "source", hold_s=30), 170 / 30),
        (Dose(1, 2, "hold", 30, "source"), 2),
        (Dose(1, 10, "breath", 6, "source"), 2),
        (Dose(1, 1, "bout", 180, "source"), 6),
    ],
)
def test_bouts(dose: Dose, expected: float) -> None:
    assert bouts(dose) == pytest.approx(expected)


def test_the_time_of_a_dose_holds_set_up_sides_switch_and_rests() -> None:
    exercise = attrs.evolve(KNOWN.exercises["split_squat"], setup_s=10, sides=True, side_switch_s=8)
    dose = Dose(2, 10, "repetition", 4, "source", rest_s=60)
    assert seconds(exercise, dose) == 10 + 2 * (2 * 40 + 60) + 8
    assert slot(exercise, dose, 15) == 300
    assert seconds(attrs.evolve(exercise, sides=False), dose) == 150
