"""A share code gives the same steps on another machine, no symptoms, and a clear answer when it is wrong."""

from __future__ import annotations

import re
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipkit.export import CodeError, code, from_code, saving, share_code
from hipkit.routine import RequestError, Routine, RoutineError, Stop
from hipkit.symptoms import STOPS, Screening, screen
from tests.export.made import made, private, routines
from tests.routine.small import KNOWN, gentle, well

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@settings(max_examples=40)
@given(routines())
def test_the_same_steps_come_out(pair: tuple[Routine, Screening]) -> None:
    routine, screening = pair
    text = share_code(routine)
    assert re.fullmatch(rf"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}})*", text)
    assert len(text.replace("-", "")) <= 48
    for one in (screening, well()):  # a gentle routine may go to someone who is well
        there = from_code(text, one)
        assert isinstance(there, Routine)
        assert there.steps == routine.steps
        assert there.gentle == routine.gentle
        for name in ("minutes", "goals", "equipment", "timing", "level"):
            assert getattr(there.request, name) == getattr(routine.request, name)
        assert there.request.symptoms == ()
        assert share_code(there) == text


def test_a_usual_code_is_short() -> None:
    assert len(share_code(made(15, ["run"], equipment=["mat"])).replace("-", "")) <= 24


def test_the_code_is_that_of_someone_without_symptoms() -> None:
    """Nothing of the symptoms is in it: the same steps from someone who picked none have the same code."""
    routine = private()
    other = from_code(share_code(routine), well())
    assert isinstance(other, Routine)
    assert routine.request.symptoms
    assert other.request.symptoms == ()
    assert share_code(other) == share_code(routine)


def test_an_exercise_made_for_a_symptom_goes_along_as_a_choice() -> None:
    mine = [name for name in KNOWN.exercises if saving._only_with_its_symptom(name)]
    assert mine
    exercise = KNOWN.exercises[mine[0]]
    provoked = next(link.symptom for link in exercise.links)
    level = {1: "beginner", 2: "some practice", 3: "strong"}[exercise.level]
    kit = list(exercise.equipment)
    routine = made(30, symptoms=[provoked], include=[exercise.id], level=level, equipment=kit)
    there = from_code(share_code(routine), well())
    assert isinstance(there, Routine)
    assert there.steps == routine.steps
    assert exercise.id in there.request.include


@pytest.fixture(scope="module")
def text() -> str:
    return share_code(made()).replace("-", "")


def test_every_wrong_character_is_found(text: str) -> None:
    for place, right in enumerate(text):
        for wrong in LETTERS.replace(right, ""):
            with pytest.raises(CodeError, match="mistyped"):
                from_code(text[:place] + wrong + text[place + 1 :], well())


def test_every_swap_of_two_characters_is_found(text: str) -> None:
    for one in range(len(text)):
        for other in range(one + 1, len(text)):
            if text[one] != text[other]:
                swapped = list(text)
                swapped[one], swapped[other] = text[other], text[one]
                with pytest.raises(CodeError, match="mistyped"):
                    from_code("".join(swapped), well())


def test_no_code_is_so_long_that_a_swap_could_hide() -> None:
    """32 to the power of a distance is never 1 by the prime, up to the longest code."""
    assert all(pow(32, distance, code.PRIME) != 1 for distance in range(1, code.LONGEST_CODE))
    assert all(code.PRIME % divisor for divisor in range(2, 182))


def test_it_may_be_typed_as_people_type(text: str) -> None:
    right = from_code(text, well())
    typed = text.lower().replace("1", "l").replace("0", "o")
    for way in (typed, f"  {text[:4]} {text[4:]}\n", "-".join(text)):
        assert from_code(way, well()) == right


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "this has 0"),
        ("- -", "this has 0"),
        ("0" * 81, "this has 81"),
        ("HELLO-WORLD!", "no '!'"),
        ("uuuu", "no 'U'"),
        ("ＡＢＣＤ", "A share code has no"),
        ("ß", "A share code has no 'S'|mistyped"),
        ("0001", "mistyped"),
        ("WXYZ-1234", "mistyped"),
        ("0000", "another edition|no share code"),
        (None, "is a text, not NoneType"),
        (12, "is a text, not int"),
    ],
)
def test_what_is_no_code(typed: Any, words: str) -> None:
    with pytest.raises(CodeError, match=words):
        from_code(typed, well())


@given(st.text(max_size=90) | st.text(LETTERS, max_size=60))
def test_no_text_raises_anything_else(typed: str) -> None:
    with pytest.raises(CodeError):
        from_code(typed, well())


@given(st.integers(0, 32**40))
def test_any_number_under_a_right_seal_is_read_or_refused(number: int) -> None:
    """Who forges the seal gets a routine that keeps the rules, or a clear error."""
    sealed = code._sealed(number * code.EDITIONS + code._edition())
    with suppress(RoutineError, RequestError):
        found = from_code(sealed, well())
        assert isinstance(found, Routine)
        assert all(check.kept for check in found.checks)


def test_a_code_of_another_edition_says_so(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "_edition", lambda: -1)
    with pytest.raises(CodeError, match="another edition of the kit"):
        from_code(text, well())


def test_the_edition_changes_with_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    now = code._edition.__wrapped__()

    fewer = dict(list(KNOWN.exercises.items())[:-1])
    known = {name: getattr(KNOWN, name) for name in ("goals", "equipment", "timings")}
    monkeypatch.setattr(code, "catalog", lambda: SimpleNamespace(**known, exercises=fewer))
    assert code._edition.__wrapped__() != now


def test_a_code_is_no_way_past_the_screening(text: str) -> None:
    for flag in KNOWN.red_flags.values():
        if flag.action in STOPS:
            answers = screen(dict.fromkeys(KNOWN.red_flags, "no") | {flag.id: "yes"})
            assert isinstance(from_code(text, answers), Stop)
    with pytest.raises(RoutineError, match="Gentle only"):
        from_code(text, gentle())
    with pytest.raises(TypeError, match=r"hipkit\.symptoms\.screen"):
        from_code(text, None)  # type: ignore[arg-type]
