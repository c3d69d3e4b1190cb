"""A routine goes into JSON and back; a wrong text says what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from hipkit.routine import Request, RequestError, Routine, RoutineError, Stop, plan
from hipkit.symptoms import STOPS, screen
from tests.routine.small import KNOWN, gentle, well


def saved() -> Routine:
    routine = plan(Request(20, ["desk"], symptoms=["sciatica"], equipment=["mat", "chair"]), well())
    assert isinstance(routine, Routine)
    return routine


def test_there_and_back() -> None:
    routine = saved()
    assert Routine.from_json(routine.to_json(), well()) == routine


def test_a_gentle_routine_stays_gentle() -> None:
    routine = plan(Request(20, ["desk"]), gentle())
    assert isinstance(routine, Routine)
    assert Routine.from_json(routine.to_json(), well()) == routine


@pytest.mark.parametrize("text", ["", "{", "[]", '"routine"', "{}", '{"format": "other"}', "null"])
def test_what_is_no_saved_routine(text: str) -> None:
    with pytest.raises(RoutineError, match="This is not a saved routine"):
        Routine.from_json(text, well())


def changed(change: Callable[[dict[str, Any]], Any]) -> str:
    content = json.loads(saved().to_json())
    change(content)
    return json.dumps(content)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.update(version=99), "version 99; this kit reads version 1"),
        (lambda c: c.pop("steps"), "damaged: steps"),
        (lambda c: c.update(gentle="no"), "damaged: gentle"),
        (lambda c: c.update(steps=[]), "has no steps"),
        (lambda c: c["steps"].append(7), "names no exercise of this kit"),
        (
            lambda c: c["steps"][0].update(exercise="headstand"),
            "Step 1 .* names no exercise of this kit: 'headstand'",
        ),
        (lambda c: c["steps"][0]["dose"].update(count=999), "a dose that this kit does not list"),
        (lambda c: c["steps"].pop(0), "breaks a rule"),
        (lambda c: c["request"].update(minutes=5), "breaks a rule.*Fits into the minutes"),
        (lambda c: c["request"].update(mood="fine"), "request of this routine is damaged: look at mood"),
        (lambda c: c["request"].pop("goals"), "request of this routine is damaged: look at goals"),
        (lambda c: c["request"].update(goals="desk"), "must be lists of words"),
        (lambda c: c["request"].update(goals=[["desk"]]), "must be lists of words"),
    ],
)
def test_a_damaged_or_changed_routine(change: Callable[[dict[str, Any]], Any], words: str) -> None:
    with pytest.raises(RoutineError, match=words):
        Routine.from_json(changed(change), well())


def test_a_routine_of_another_catalogue_names_what_is_unknown() -> None:
    with pytest.raises(RequestError, match="There is no goal 'fly'"):
        Routine.from_json(changed(lambda content: content["request"].update(goals=["fly"])), well())


def test_a_worse_routine_is_not_called_proven() -> None:
    routine = Routine.from_json(changed(lambda content: content["steps"].pop()), well())
    assert isinstance(routine, Routine)
    assert not routine.proven
    assert routine.score < routine.bound


def test_a_file_is_no_way_past_the_screening() -> None:
    text = saved().to_json()
    for flag in KNOWN.red_flags.values():
        if flag.action in STOPS:
            found = screen(dict.fromkeys(KNOWN.red_flags, "no") | {flag.id: "yes"})
            assert isinstance(Routine.from_json(text, found), Stop)
    with pytest.raises(RoutineError, match="Gentle only"):
        Routine.from_json(text, gentle())
    with pytest.raises(TypeError, match=r"hipkit\.symptoms\.screen"):
        Routine.from_json(text, None)  # type: ignore[arg-type]
