"""Every question has an answer, and every answer is what the table of findings says."""

from __future__ import annotations

import csv
import tomllib
from itertools import product
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit import stretching
from hipkit.facts import catalog
from hipkit.facts.reading import find
from hipkit.screens import stretching as screen
from hipkit.stretching import Answer, QuestionError, axes, felt, findings, reveal, scale

DATA = Path(str(find())) / "stretching"
with (DATA / "findings.csv").open(encoding="utf-8", newline="") as file:
    ROWS = {row["id"]: row for row in csv.DictReader(file)}
TESTED = tomllib.loads((DATA / "tested.toml").read_text(encoding="utf-8"))
LASTING = {"range_weeks", "strength_weeks", "injury", "soreness"}

KINDS = st.sampled_from([None, *stretching.KINDS])
OUTCOMES = st.sampled_from([None, *stretching.OUTCOMES])
HOLDS = st.none() | st.integers(1, 2000)
TIMES = st.none() | st.integers(0, 90)
BETWEEN = st.sampled_from([None, True, False])


def answers_by_hand(
    kind: str | None, outcome: str | None, hold: int | None, minutes: int | None, warm_up: bool | None
) -> set[str]:
    """The ids that answer, counted again from the files and nothing else."""
    found = set()
    for key, one in TESTED.items():
        low, high = one.get("hold_s", (inf, -inf))
        start, end = one.get("after_min", (0, 5))
        first, last = (0, 5) if minutes is not None and minutes <= 5 else (minutes, minutes)
        clock = outcome not in LASTING
        if (
            ROWS[key]["show"] != "no"
            and (kind is None or kind in one["kinds"])
            and (outcome is None or outcome in one["outcomes"])
            and (hold is None or kind == "dynamic" or low <= hold <= high)
            and (minutes is None or not clock or (start <= last and first <= end))
            and (warm_up is None or not clock or warm_up is one.get("warm_up", False))
        ):
            found.add(key)
    return found


def test_every_finding_about_stretching_is_read_and_no_other() -> None:
    about = {key for key, row in ROWS.items() if row["domain"] != "emg" and row["show"] != "no"}
    assert set(TESTED) == about


@given(KINDS, OUTCOMES, HOLDS, TIMES, BETWEEN)
def test_the_answer_is_what_a_recount_of_the_files_gives(
    kind: str | None, outcome: str | None, hold: int | None, minutes: int | None, warm_up: bool | None
) -> None:
    answer = findings(kind, outcome, hold, minutes, warm_up)  # type: ignore[arg-type]
    assert {finding.id for finding in answer} == answers_by_hand(kind, outcome, hold, minutes, warm_up)


def questions() -> list[tuple[object, ...]]:
    """All that the controls of the screen can ask."""
    controls = (screen.KINDS, screen.OUTCOMES, screen.HOLDS, screen.TIMES, screen.BETWEEN)
    return list(product(*([value for _, value in options] for options in controls)))


def test_every_question_of_the_screen_is_answered_or_says_what_is_nearest() -> None:
    asked = questions()
    assert len(asked) == 3 * 9 * 9 * 4 * 2
    for kind, outcome, hold, minutes, between in asked:
        answer = findings(kind, outcome, hold or None, minutes, between)  # type: ignore[arg-type]
        assert bool(answer) != bool(answer.nearest)
        assert all(near.differs for near in answer.nearest)
        assert len({len(near.differs) for near in answer.nearest}) <= 1
        shown = [*answer, *(near.finding for near in answer.nearest)]
        assert all(finding.show and outcome in TESTED[finding.id]["outcomes"] for finding in shown)


def test_nearest_differs_in_the_respects_it_names_and_no_other() -> None:
    answer = findings("static", "strength", hold_s=30, after_min=10, warm_up=False)
    named = {near.finding.id: near.differs for near in answer.nearest}
    assert answer.nearest[0].finding.id == "SE034"
    assert named["SE034"] == ("hold_s",)
    assert named["SE004"] == ("after_min",)
    assert len(answer) == 0


def test_hidden_findings_are_never_shown() -> None:
    hidden = {key for key, row in ROWS.items() if row["show"] == "no"}
    assert hidden == {"SE010", "SE011", "SE047"}
    shown = {finding.id for finding, _ in stretching.shown()}
    assert not hidden & shown
    for name in ("disputes", "claim_pairs"):
        sides = [side for one in getattr(catalog(), name).values() for side in one.sides]
        assert not hidden & {key for side in sides for key in side.findings}


def test_disagreements_are_named() -> None:
    def about(kind: str, outcome: str) -> set[str]:
        return {one.id for one in findings(kind, outcome).disputes}  # type: ignore[arg-type]

    assert about("static", "range_weeks") == {"dose", "frequency", "technique"}
    assert "before_sport" in about("static", "strength")
    assert "jumps" in about("static", "jump")
    assert about("static", "injury") == set()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"kind": "ballistic"}, "kind is 'ballistic'"),
        ({"outcome": "joy"}, "outcome is 'joy'"),
        ({"hold_s": 0}, "hold_s is 0"),
        ({"after_min": -1}, "after_min is -1"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: dict[str, object], named: str) -> None:
    with pytest.raises(QuestionError, match=named):
        findings(**arguments)  # type: ignore[arg-type]


def test_all_faults_of_a_question_are_told_at_once() -> None:
    with pytest.raises(QuestionError) as caught:
        findings("yoga", "joy", 0, -1)  # type: ignore[arg-type]
    assert len(caught.value.faults) == 4


# ---------------------------------------------------------------- axes and arithmetic


def all_axes() -> list[stretching.Axis]:
    return [
        axis
        for outcome in stretching.OUTCOMES
        for minutes in (0, 30)
        for axis in axes(findings("static", outcome, after_min=minutes))
    ]


def test_an_axis_holds_one_scale_one_comparison_and_one_clock() -> None:
    names = {"ES": "sd", "SMD": "sd", "Hedges g": "sd"}
    for axis in all_axes():
        units = {names.get(ROWS[one.id]["unit"], ROWS[one.id]["unit"]) for one in axis.findings}
        assert len(units) == 1
        assert {TESTED[one.id].get("against", "") for one in axis.findings} == {axis.against}
        assert {ROWS[one.id]["domain"] == "recovery" for one in axis.findings} == {axis.later}


def test_no_curve_of_recovery_while_the_event_is_straight_after() -> None:
    at_once = findings("static", "strength", hold_s=30, after_min=0)
    later = findings("static", "strength", hold_s=30, after_min=30)
    assert not any(axis.later for axis in axes(at_once))
    assert [len(axis.findings) for axis in axes(later) if axis.later] == [6]


def test_every_result_with_a_unit_to_draw_is_drawn_once() -> None:
    for outcome in stretching.OUTCOMES:
        answer: Answer = findings("static", outcome, after_min=30)
        drawn = [finding.id for axis in axes(answer) for finding in axis.findings]
        assert sorted(drawn) == sorted(finding.id for finding in answer.about if scale(finding))


def test_a_percentage_of_a_jump() -> None:
    told = felt(catalog().findings["SE004"], 40)
    assert told.change == pytest.approx(-0.44)
    assert told.low is told.high is told.other is None


def test_a_ratio_of_injuries_keeps_its_interval() -> None:
    told = felt(catalog().findings["SE091"], 20)
    assert (told.change, told.low, told.high) == pytest.approx((6.3, 4.14, 9.6))


def test_a_range_keeps_both_ends() -> None:
    told = felt(catalog().findings["SE021"], 100)
    assert (told.change, told.other) == pytest.approx((-4.0, -7.5))


@pytest.mark.parametrize("key", ["SE014", "SE012", "SE007"])
def test_no_arithmetic_on_effect_sizes_limits_and_words(key: str) -> None:
    with pytest.raises(ValueError, match=key):
        felt(catalog().findings[key], 40)


# ---------------------------------------------------------------- predictions


@pytest.mark.parametrize("key", list(catalog().predictions))
def test_every_prediction_is_answered_inside_its_options(key: str) -> None:
    prediction = catalog().predictions[key]
    told = reveal(prediction, prediction.options[0].label)
    found = [finding for measured in told.measured.values() for finding in measured]
    assert found
    question = stretching.question_of(prediction)
    exact = findings(
        question.kind, question.outcome, question.hold_s, question.after_min, question.warm_up
    ).exact
    in_unit = [
        one
        for one in exact
        if one.unit == prediction.unit or (not prediction.unit and TESTED[one.id].get("says"))
    ]
    assert sorted(one.id for one in found) == sorted(
        one.id for one in in_unit
    )  # none falls between two options


def test_a_guess_is_right_where_a_study_found_it() -> None:
    lift = catalog().predictions["lift"]
    assert {option.label: reveal(lift, option.label).right for option in lift.options} == {
        "No loss": False,
        "1–2 % less": True,
        "About 5 % less": False,
        "10 % less or more": False,
    }


def test_a_guess_that_is_no_option_is_refused() -> None:
    with pytest.raises(QuestionError, match="half"):
        reveal(catalog().predictions["lift"], "half")
