"""Four weeks: every session keeps every rule, doses climb their ladders a step at a time, and pain rules."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hipkit.routine import Request, RequestError, Routine, check, plan
from hipkit.routine.weeks import (
    ANSWERS,
    DAYS,
    WEEKS,
    AfterRule,
    Plan,
    PlanError,
    answer,
    rule_after,
    strength_days,
    stretched,
    weeks,
)
from hipkit.text import weeks as words
from tests.routine.small import KNOWN, gentle, requests, well


def made(minutes: int = 20, goal: str = "desk", **more: Any) -> Routine:
    routine = plan(Request(minutes, [goal], equipment=["mat", "chair"], **more), well())
    assert isinstance(routine, Routine)
    return routine


def rung(exercise: str, dose: object) -> int:
    return KNOWN.exercises[exercise].doses.index(dose)  # type: ignore[arg-type]


some_days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True)


@settings(max_examples=60)
@given(requests(), some_days, st.integers(0, 15), st.booleans())
def test_every_session_of_every_plan_keeps_every_rule(
    request: Request, days: list[str], more: int, careful: bool
) -> None:
    screening = gentle() if careful else well()
    try:
        routine = plan(request, screening)
    except RequestError:
        assume(False)
    assert isinstance(routine, Routine)
    assume(all(one.kept for one in routine.checks))
    planned = weeks(routine, days, more)
    assert {session.day for session in planned.sessions} >= set(strength_days(planned.days))
    for session in planned.sessions:
        broken = [one.rule.id for one in check(request, session.steps, screening) if not one.kept]
        assert broken in ([], ["time"])
        assert session.total_s <= request.seconds + 60 * more
        assert not broken or more
        assert session.day in days
    climbs_step_by_step(planned)
    stretches_no_longer_than_it_may(planned)


def climbs_step_by_step(planned: Plan) -> None:
    for step, *rungs in zip(planned.routine.steps, *planned.stages, strict=True):
        climb = [rung(step.exercise, dose) for dose in rungs]
        assert all(0 <= after - before <= 1 for before, after in pairwise(climb))
        if step.phase == "warm-up":
            assert set(rungs) == {step.dose}
        else:
            assert climb[0] == 0


def stretches_no_longer_than_it_may(planned: Plan) -> None:
    """What grew is within 4 minutes in a session and 10 in a week; counted here from the sessions."""
    groups = {muscle: group.id for group in KNOWN.groups.values() for muscle in group.muscles}
    held: dict[tuple[int, str], float] = {}
    for session in planned.sessions:
        for step in session.steps:
            if step.phase == "static":
                main = KNOWN.exercises[step.exercise].main
                key = (session.week, groups.get(main, main))
                held[key] = held.get(key, 0) + step.dose.sets * step.dose.count * step.dose.seconds / 60
    for week in range(1, WEEKS + 1):
        told = stretched(planned, week)
        assert told == pytest.approx({group: held[week, group] for group in told})
        for group, minutes in told.items():
            assert minutes <= max(10, held[1, group])
            assert minutes / len(planned.days) <= max(4, held[1, group] / len(planned.days))


@pytest.mark.parametrize(
    ("days", "hard"),
    [
        (("mon", "thu"), ("mon", "thu")),
        (("mon", "tue", "wed"), ("mon", "wed")),
        (("mon", "wed", "fri"), ("mon", "wed", "fri")),
        (("mon", "wed", "fri", "sun"), ("mon", "wed", "fri")),  # Sunday comes a day before Monday
        (("sun",), ("sun",)),
        (DAYS, ("mon", "wed", "fri")),
    ],
)
def test_strength_work_rests_two_days_also_over_the_weekend(
    days: tuple[str, ...], hard: tuple[str, ...]
) -> None:
    assert strength_days(days) == hard


def test_an_easy_day_has_no_strength_part() -> None:
    planned = weeks(made(), ("mon", "tue"))
    strong = {
        session.day: any(step.phase == "strength" for step in session.steps) for session in planned.sessions
    }
    assert strong == {"mon": True, "tue": False}


def test_without_strength_work_no_day_needs_to_be_easy() -> None:
    planned = weeks(made(10, "evening", timing="evening"), DAYS)
    assert len(planned.sessions) == 28
    assert not any(session.easy for session in planned.sessions)
    assert "easy" not in words.sentence(planned, KNOWN)


def test_sessions_grow_and_stay_within_the_minutes_unless_more_are_allowed() -> None:
    routine = made(15, "run")
    longest = [[s.total_s for s in weeks(routine, ("mon",), more).sessions][-1] for more in (0, 10)]
    first = weeks(routine, ("mon",)).sessions[0].total_s
    assert first < longest[0] <= 15 * 60 < longest[1] <= 25 * 60


def test_a_gentle_routine_does_not_grow() -> None:
    routine = plan(Request(20, ["desk"]), gentle())
    planned = weeks(routine)  # type: ignore[arg-type]
    assert len(set(planned.stages)) == 1
    assert "No dose grows" in words.sentence(planned, KNOWN)


def test_what_a_symptom_keeps_small_stays_small() -> None:
    routine = made(30, symptoms=["lumbar_spinal_stenosis"], include=["bridge"])
    planned = weeks(routine, more_minutes=15)
    small = [
        place
        for place, step in enumerate(routine.steps)
        for caution in KNOWN.exercises[step.exercise].cautions
        if caution.symptom == "lumbar_spinal_stenosis" and caution.policy == "smallest_dose"
    ]
    assert small
    for place in small:
        assert {rung(routine.steps[place].exercise, stage[place]) for stage in planned.stages} == {0}


@pytest.mark.parametrize(
    ("pain", "worse", "missed", "next_week"),
    [
        (0, False, False, "go on"),
        (2, False, False, "go on"),
        (3, False, False, "hold"),
        (5, False, False, "hold"),
        (6, False, False, "back"),
        (10, False, False, "back"),
        (1, True, False, "back"),
        (0, False, True, "back"),
    ],
)
def test_pain_decides_about_the_next_week(pain: int, worse: bool, missed: bool, next_week: str) -> None:
    assert answer(pain, worse, missed) == next_week


def test_a_missed_week_is_told_by_its_own_rule_and_pain_comes_before_it() -> None:
    assert rule_after(0, missed_week=True) == "missed"
    assert rule_after(7, missed_week=True) == rule_after(0, True, True) == "go_back"


@pytest.mark.parametrize("rule", get_args(AfterRule))
@pytest.mark.parametrize("week", [1, 2, 3, 4])
def test_what_follows_a_week_is_said_with_its_rule(week: int, rule: AfterRule) -> None:
    plan = weeks(made()).after(week, ANSWERS[rule])
    said = words.went(plan, week, rule, KNOWN)
    assert KNOWN.week_rules[rule].name in said
    assert KNOWN.week_rules["ask_again"].sentence in said
    assert "week 5" not in said


def test_where_no_week_went_well_the_sentence_says_that_nothing_grows() -> None:
    plan = weeks(made())
    for week in (1, 2, 3):
        plan = plan.after(week, "hold")
    assert "no week went well enough for more" in words.sentence(plan, KNOWN)


def test_after_a_bad_day_the_weeks_go_back_and_then_on() -> None:
    planned = weeks(made())
    assert planned.after(2, "back").stage == (0, 1, 0, 1)
    assert planned.after(2, "hold").stage == (0, 1, 1, 2)
    assert planned.after(2, "go on") == planned
    assert planned.after(1, "back").stage == (0, 0, 1, 2)
    assert planned.after(2, "back").after(3, "back").stage == (0, 1, 0, 0)
    assert planned.after(4, "back").stage == planned.stage
    assert planned.after(2, "back").doses(3) == planned.doses(1)


@pytest.mark.parametrize("pain", [-1, 11, 2.5, True, "3", None])
def test_what_is_no_pain(pain: Any) -> None:
    with pytest.raises(PlanError, match="whole number from 0 to 10"):
        answer(pain)


def test_bad_days_minutes_and_weeks_are_answered_clearly() -> None:
    routine = made()
    with pytest.raises(PlanError, match="There is no day 'monday'; the days are mon, tue"):
        weeks(routine, ["monday"])
    with pytest.raises(PlanError, match="at least one day"):
        weeks(routine, [])
    for minutes in (-1, 16, 2.0, True):
        with pytest.raises(PlanError, match="whole number from 0 to 15"):
            weeks(routine, ["mon"], minutes)  # type: ignore[arg-type]
    with pytest.raises(PlanError, match="There is no week 5"):
        weeks(routine).after(5, "back")
    with pytest.raises(PlanError, match="'stop' is no answer"):
        weeks(routine).after(1, "stop")  # type: ignore[arg-type]


def test_a_stop_gets_no_weeks() -> None:
    with pytest.raises(TypeError, match="not from a NoneType"):
        weeks(None)  # type: ignore[arg-type]


# ---------------------------------------------------------------- words


def test_every_rule_names_its_source_or_is_ours() -> None:
    for rule in KNOWN.week_rules.values():
        assert (rule.basis == "source") == bool(rule.source), rule.id
        shown = words.bad_day(KNOWN) + words.rules(KNOWN)
        assert words.escape(rule.sentence) in shown


def test_the_limits_are_those_of_the_published_rules() -> None:
    """Each number of a sourced rule stands in the published rule of the same source."""
    behind = {
        "easy_repetitions": "p_load",
        "rest": "p_48h",
        "stretch_session": "p_stretch_session_ingram",
        "stretch_week": "p_stretch_week_ingram",
        "stretch_target": "p_stretch_week_thomas",
        "hold": "p_pain_ok",
        "go_back": "p_pain_next",
        "afterwards": "p_load",
    }
    sourced = {rule.id for rule in KNOWN.week_rules.values() if rule.basis == "source"}
    assert sourced == set(behind)
    for name, row in behind.items():
        rule, published = KNOWN.week_rules[name], KNOWN.progression[row]
        assert published.verified == "page"
        assert published.source == rule.source
        if rule.limit:
            assert f"{rule.limit:g}" in f"{published.rule} {published.value}"


def test_all_six_disagreements_are_told_with_their_sides() -> None:
    shown = words.disagreements(KNOWN)
    assert shown.count("<tr>") == 1 + 6
    for one in KNOWN.disagreements.values():
        assert words.escape(one.kit_rule) in shown
        for side in one.sides:
            assert words.escape(KNOWN.progression[side].value) in shown
    unconfirmed = {
        s
        for one in KNOWN.disagreements.values()
        for s in one.sides
        if KNOWN.progression[s].verified == "memory"
    }
    assert shown.count("Unconfirmed") == len(unconfirmed) > 0


def test_calendar_and_table_say_what_the_plan_holds() -> None:
    planned = weeks(made(), ("mon", "tue", "thu"))
    calendar, table = words.calendar(planned, KNOWN), words.doses(planned, KNOWN)
    for session in planned.sessions:
        assert words.clock(session.total_s) in calendar
    assert calendar.count("easy") == sum(session.easy for session in planned.sessions) > 0
    grown = sum(b.side_s > a.side_s for a, b in pairwise_of(planned))
    assert table.count("↑") == grown > 0
    assert "What ends" not in words.doses(planned, KNOWN, ends=False)


def pairwise_of(planned: Plan) -> list[tuple[Any, Any]]:
    return [pair for stage in pairwise(planned.stages) for pair in zip(*stage, strict=True)]
