"""Answers: what a step adds, what another wish changes, prices, swaps, and wishes in conflict."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import combinations, islice

import attrs
import pytest

from benches.planning import drawn
from hipkit.routine import Change, Conflict, Request, RequestError, Routine, Wish, conflict, plan, score
from hipkit.routine.conflicts import _can_keep, _wishes
from hipkit.routine.rules import Case
from hipkit.symptoms import screen
from tests.routine.small import ALL_KIT, KNOWN, gentle, well

REQUEST = Request(20, ["run"], equipment=["mat"])


def made(request: Request = REQUEST) -> Routine:
    routine = plan(request, well())
    assert isinstance(routine, Routine)
    return routine


def ids(routine: Routine) -> set[str]:
    return {step.exercise for step in routine.steps}


def consistent(change: Change) -> None:
    """What a change says is what the two routines differ in."""
    before, after = ids(change.before), ids(change.after)
    assert set(change.added) == after - before
    assert set(change.removed) == before - after
    doses = [
        {step.exercise: step.dose for step in routine.steps} for routine in (change.before, change.after)
    ]
    assert set(change.redosed) == {name for name in before & after if doses[0][name] != doses[1][name]}
    assert change.points == change.after.score - change.before.score
    assert all(check.kept for check in change.after.checks)


@pytest.mark.parametrize(
    "wishes", [{"minutes": 25}, {"equipment": ALL_KIT}, {"goals": ["desk", "run"]}, {"exclude": ["bridge"]}]
)
def test_what_if_plans_anew(wishes: dict[str, object]) -> None:
    change = made().what_if(**wishes)
    assert change.after == made(attrs.evolve(REQUEST, **wishes))
    consistent(change)


def test_what_if_stays_within_what_the_screening_allowed() -> None:
    routine = plan(REQUEST, gentle())
    assert isinstance(routine, Routine)
    change = routine.what_if(minutes=30)
    assert change.after.gentle
    assert change.after == plan(attrs.evolve(REQUEST, minutes=30), gentle())


def test_what_if_with_an_impossible_wish() -> None:
    with pytest.raises(RequestError, match="A routine takes 5 to 90 minutes") as caught:
        made().what_if(minutes=3)
    assert caught.value.conflict is None
    with pytest.raises(RequestError, match="cannot be kept") as caught:
        made().what_if(include=["pigeon"])
    assert caught.value.conflict == conflict(REQUEST.keeping("pigeon"), well())


def test_what_a_step_adds_is_what_would_be_lost() -> None:
    routine = made(Request(40, ["kick_split"], equipment=ALL_KIT, level="strong"))
    for step in routine.steps:
        rest = [other for other in routine.steps if other != step]
        alone = all((other.phase, other.position) != (step.phase, step.position) for other in rest)
        lost = sum(each.points for each in routine.adds(step))
        # beside coverage a step has its own points and, alone in its position, the price of getting there
        own = score(routine.request, [step]) - sum(each.points for each in _adds_alone(routine, step))
        toll = 0 if alone else KNOWN.weights["block"].value
        assert routine.score - score(routine.request, rest) == lost + own + toll
    assert {each.basis for step in routine.steps for each in routine.adds(step)} == {
        "model",
        "activity",
        "source",
    }


def _adds_alone(routine: Routine, step: object) -> tuple[object, ...]:
    alone = attrs.evolve(routine, steps=(step,), reasons=((),))
    return alone.adds(step)  # type: ignore[arg-type, no-any-return]


def test_a_kept_step_changes_nothing() -> None:
    routine = made()
    for step in routine.steps:
        change = routine.price(step.exercise)
        assert change.after.steps == routine.steps
        assert change.points == 0


def test_every_exercise_left_out_has_a_rule_or_a_price() -> None:
    routine = made()
    for item in routine.left_out:
        assert item.rule == "" or item.rule in KNOWN.rules
        if item.may_keep:
            change = routine.price(item.exercise)
            assert item.exercise in change.added
            consistent(change)
        else:
            assert item.rule
            with pytest.raises(RequestError):
                routine.price(item.exercise)


def test_without_a_menu_in_the_way_a_price_is_never_a_gain() -> None:
    routine = made()
    for item in routine.left_out:
        if item.rule == "" and item.may_keep:
            assert routine.price(item.exercise).points <= 0


def test_swaps_are_of_the_family_or_the_muscle_and_all_work() -> None:
    routine = made(Request(30, ["desk"], equipment=ALL_KIT, level="some practice"))
    found = 0
    for step in routine.steps:
        mine = KNOWN.exercises[step.exercise]
        same = []
        for name in routine.swaps(step):
            other = KNOWN.exercises[name]
            same.append(other.family == mine.family)
            assert other.phase == mine.phase
            change = routine.swap(step, name)
            assert step.exercise in change.removed
            assert name in change.added
            consistent(change)
            found += 1
        assert same == sorted(same, reverse=True)
    assert found > 8


def test_more_like_this_keeps_the_step_and_adds_one_for_the_same_muscles() -> None:
    routine = made(Request(25, ["side_of_hip"], equipment=["mat"], level="some practice"))
    [step] = [step for step in routine.steps if step.exercise == "clamshell"]
    change = routine.more_like(step)
    assert change is not None
    assert "clamshell" in ids(change.after)
    assert any(KNOWN.exercises[name].main.startswith("gluteus_m") for name in change.added)


def test_an_exercise_kept_and_removed_leaves_the_other_list() -> None:
    request = REQUEST.keeping("bridge", "clamshell").removing("bridge")
    assert (request.include, request.exclude) == (("clamshell",), ("bridge",))
    assert request.keeping("bridge").exclude == ()


CONFLICTS: dict[str, tuple[Request, set[Wish]]] = {
    "two exercises and the minutes": (
        Request(5, ["desk"], equipment=ALL_KIT, include=["bridge", "clamshell", "prone_press_up"]),
        {Wish("include", "bridge"), Wish("include", "clamshell"), Wish("minutes", "5")},
    ),
    "an exercise and the kit": (
        Request(20, ["run"], level="strong", include=["pigeon"]),
        {Wish("include", "pigeon"), Wish("equipment")},
    ),
    "an exercise and the level": (
        Request(20, ["run"], equipment=["mat"], include=["pigeon"]),
        {Wish("include", "pigeon"), Wish("level", "beginner")},
    ),
    "an exercise and the time of day": (
        Request(20, ["run"], equipment=["mat"], timing="evening", include=["bridge"]),
        {Wish("include", "bridge"), Wish("timing", "evening")},
    ),
    "an exercise against a symptom": (
        Request(
            20, ["run"], symptoms=["fai_syndrome"], equipment=["mat"], level="strong", include=["pigeon"]
        ),
        {Wish("include", "pigeon")},
    ),
}


def found(request: Request) -> Conflict:
    result = conflict(request, well())
    assert result is not None
    return result


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict_is_the_fewest_wishes(name: str) -> None:
    request, wishes = CONFLICTS[name]
    assert set(found(request).wishes) == wishes


def test_what_is_possible_has_no_conflict() -> None:
    assert conflict(REQUEST, well()) is None


def impossible(count: int) -> list[Request]:
    """Random requests with several exercises to keep that cannot be planned."""
    chance, names, bad = random.Random(8), sorted(KNOWN.exercises), []
    for request in drawn(8):
        kept = (
            attrs.evolve(
                request,
                minutes=chance.randint(5, 20),
                include=chance.sample(names, 3),
                exclude=request.exclude[:1],
            )
            if not set(request.exclude)
            else request
        )
        if conflict(kept, well()):
            bad.append(kept)
        if len(bad) == count:
            return bad
    raise AssertionError


def test_no_smaller_set_of_wishes_is_in_conflict_and_every_way_out_works() -> None:
    for request in impossible(4):
        result, case = found(request), Case(request, False, KNOWN)
        assert not _can_keep(result.wishes, case)
        for few in subsets(_wishes(case), len(result.wishes) - 1):
            assert _can_keep(few, case)
        assert result.ways
        for way in result.ways:
            routine = plan(way, well())
            assert isinstance(routine, Routine)
            assert (way.symptoms, way.goals) == (request.symptoms, request.goals)
            assert way != request


def subsets(wishes: Iterable[Wish], size: int) -> Iterable[tuple[Wish, ...]]:
    return islice(combinations(tuple(wishes), size), 60)


def test_rules_of_safety_are_stated_and_never_given_up() -> None:
    request, _ = CONFLICTS["an exercise against a symptom"]
    result = found(request)
    assert [obstacle.rule for obstacle in result.safety] == ["symptom_leave_out"]
    assert all(way.symptoms == request.symptoms and not way.include for way in result.ways)
    held = conflict(Request(20, ["run"], equipment=["mat"], include=["bridge"]), gentle())
    assert held is not None
    assert [obstacle.rule for obstacle in held.safety] == ["gentle_only"]
    both = Request(
        40,
        ["run"],
        ["sciatica"],
        ALL_KIT,
        "anytime",
        "strong",
        ["leg_swing_front_back", "sciatic_mobilising"],
    )
    assert [obstacle.rule for obstacle in found(both).safety] == ["one_provocative"]


def test_no_conflict_is_worked_out_past_a_stop() -> None:
    flag = next(flag.id for flag in KNOWN.red_flags.values() if flag.action == "emergency_now")
    with pytest.raises(ValueError, match="allows no routine"):
        conflict(REQUEST, screen(dict.fromkeys(KNOWN.red_flags, "no") | {flag: "yes"}))
