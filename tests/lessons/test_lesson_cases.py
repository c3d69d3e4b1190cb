"""Nine people: what their screening says, what may be planned, and what an expert would do."""

from __future__ import annotations

import pytest

from hipkit import lessons, routine
from hipkit.facts import catalog
from hipkit.facts.records import LessonCase
from hipkit.lessons import cases

FACTS = catalog()
CASES = list(FACTS.cases.values())


def test_at_least_nine_in_threes_and_three_where_nothing_is_planned() -> None:
    threes = cases.groups()
    assert len(CASES) == 3 * len(threes) >= 9
    assert all([one.place for one in three] == ["easy", "look-alike", "trap"] for three in threes.values())
    assert sum(not cases.may_plan(one) for one in CASES) >= 3


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.id)
def test_an_expert_plans_only_where_the_screening_lets_anyone(case: LessonCase) -> None:
    assert (case.plan is not None) is cases.may_plan(case)
    made = cases.experts(case)
    if made is None:
        assert case.place == "trap"
        assert isinstance(cases.plan(case, 15, ["desk"], []), routine.Stop)
    else:
        assert isinstance(made, routine.Routine)
        assert made.gentle is (cases.expected(case) == "ask_first")
        assert all(check.kept for check in made.checks)


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.id)
def test_what_a_case_tells_stands_in_its_story(case: LessonCase) -> None:
    story = " ".join(case.story)
    assert all(one.words in story for one in case.told)
    assert len(case.rubric) >= 3
    assert len(case.beside) >= 3, "there is something to sift"
    assert len(cases.offered(case)) == len(case.told) + len(case.beside)


def test_hearing_and_deciding_are_set_beside_the_screening() -> None:
    trap = FACTS.cases["leg_trap"]
    bold = cases.judge(trap, ["rf_saddle", "rf_fever_back"], "go_on")
    assert (bold.right, bold.expected, bold.too_bold) == (False, "stop_now", True)
    assert bold.missed == ("rf_bladder", "rf_bilateral_leg")
    assert bold.extra == ("rf_fever_back",)
    assert not bold.screening.may_plan
    careful = cases.judge(FACTS.cases["back_easy"], [], "stop_now")
    assert (careful.right, careful.too_bold) == (False, False)
    assert cases.judge(trap, [one.flag for one in trap.told], "stop_now").right


def test_what_is_not_offered_is_refused() -> None:
    case = FACTS.cases["leg_easy"]
    with pytest.raises(lessons.AnswerError, match="'rf_aaa' is not offered"):
        cases.judge(case, ["rf_aaa"], "go_on")
    with pytest.raises(lessons.AnswerError, match="'maybe' is no decision; expected one of stop_now"):
        cases.judge(case, [], "maybe")
    with pytest.raises(routine.RequestError, match="There is no goal"):
        cases.plan(case, 15, ["fly"], [])
