"""Saved files: with and without symptoms, what they hold is told, and no broken file raises anything unclear."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipkit.export import saved, saved_fields
from hipkit.routine import RequestError, Routine, RoutineError
from hipkit.symptoms import Screening
from tests.export.made import made, private, routines, told_symptoms
from tests.routine.small import KNOWN, well


@settings(max_examples=25)
@given(routines())
def test_without_symptoms_the_steps_are_the_same(pair: tuple[Routine, Screening]) -> None:
    routine, screening = pair
    assert Routine.from_json(saved(routine), screening) == routine
    text = saved(routine, symptoms=False)
    other = Routine.from_json(text, screening)
    assert isinstance(other, Routine)
    assert other.steps == routine.steps
    assert (other.request.symptoms, other.request.exclude) == ((), ())
    assert other.score == json.loads(text)["score"]
    assert saved(other) == saved(other, symptoms=False) == text


def test_no_word_of_a_symptom_is_in_a_file_without_them() -> None:
    routine = private()
    assert told_symptoms(saved(routine)) == set(routine.request.symptoms)
    assert told_symptoms(saved(routine, symptoms=False)) == set()


def test_what_is_saved_is_told() -> None:
    """Every fact of the file stands in the list that is shown before it is saved."""
    routine = made(30, symptoms=["sciatica"], include=["clamshell"], exclude=["bridge"])
    for symptoms in (True, False):
        told = dict(saved_fields(routine, symptoms))
        content = json.loads(saved(routine, symptoms))
        request = content.pop("request")
        assert set(content) == {"format", "version", "gentle", "steps", "score"}
        assert set(request) == {
            *("minutes", "goals", "symptoms", "equipment", "timing", "level", "include", "exclude")
        }
        assert told["Minutes"] == "30"
        assert str(content["score"]) == told["Score"]
        for field, table, name in (
            ("Goals", "goals", "goals"),
            ("Kit", "equipment", "equipment"),
            ("Kept by hand", "exercises", "include"),
            ("Removed by hand", "exercises", "exclude"),
        ):
            assert all(getattr(KNOWN, table)[one].name in told[field] for one in request[name])
        assert all(
            KNOWN.exercises[step["exercise"]].name in told["Exercises and doses"] for step in content["steps"]
        )
        assert ("not saved" in told["Symptoms"]) == (not symptoms)
        assert (KNOWN.symptoms["sciatica"].plain in told["Symptoms"]) == symptoms


# ---------------------------------------------------------------- broken files

TEXT = made().to_json()
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["sciatica", "bridge", "mat"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)


def read(text: Any) -> None:
    """A routine that keeps its rules, or an error that is meant for the learner."""
    try:
        found = Routine.from_json(text, well())
    except (RoutineError, RequestError) as error:
        said = str(error)
    else:
        assert isinstance(found, Routine)
        said = "It was read."
        assert all(check.kept for check in found.checks)
    assert said[0].isupper()
    assert said[-1] in ".?)"


def places(content: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    return [here, *(place for key, value in inside for place in places(value, (*here, key)))]


PLACES = places(json.loads(TEXT))[1:]


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(["set", "drop", "again"]), JUNK),
        min_size=1,
        max_size=2,
    )
)
def test_a_changed_file_is_read_or_refused_with_words(
    changes: list[tuple[tuple[Any, ...], str, Any]],
) -> None:
    content = json.loads(TEXT)
    for place, how, junk in changes:
        change(content, place, how, junk)
    read(json.dumps(content))


def change(content: Any, place: tuple[Any, ...], how: str, junk: Any) -> None:
    *way, last = place
    try:
        for key in way:
            content = content[key]
        if how == "drop":
            del content[last]
        elif how == "again" and isinstance(content, list):
            content.append(content[last])
        else:
            content[last] = junk
    except (KeyError, IndexError, TypeError):
        pass  # an earlier change took the place away


@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.text(max_size=4))
def test_a_torn_file_is_read_or_refused_with_words(start: int, length: int, junk: str) -> None:
    read(TEXT[:start] + junk + TEXT[start + length :])


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        "9" * 10_000,
        b"\xff\xfe{",
        "\ufeff" + TEXT,
        TEXT.replace("20", "1e999"),
        TEXT.replace("20", "NaN"),
        TEXT.replace("desk", "\ud800"),
        "NaN",
        TEXT + TEXT,
        12,
        None,
    ],
)
def test_strange_files(text: Any) -> None:
    with pytest.raises((RoutineError, RequestError)):
        Routine.from_json(text, well())


def test_a_timing_or_level_that_is_no_word() -> None:
    for name, junk in (("timing", ["evening"]), ("level", {"a": 1}), ("timing", None)):
        content = json.loads(TEXT)
        content["request"][name] = junk
        with pytest.raises(RoutineError, match="timing and level must be words"):
            Routine.from_json(json.dumps(content), well())
