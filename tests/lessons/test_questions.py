"""The questions themselves: enough, sound, sourced, and answered by the kit."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise

import pytest

from hipkit import anatomy, lessons, symptoms
from hipkit.facts import catalog
from hipkit.facts.records import Question
from tests.lessons import schema

FACTS = catalog()
QUESTIONS = list(FACTS.questions.values())
INVENTORY = {one.id for one in lessons.inventory()}


def texts(question: Question) -> list[str]:
    said = [question.asks, question.right_says, question.wrong_says]
    said += [words for one in question.choices for words in (one.text, one.says)]
    said += [one.text for one in question.partners] + [one.says for one in question.traps]
    return [words for words in said if words]


def test_at_least_sixty_to_practise_over_seven_topics_and_twelve_for_before_and_after() -> None:
    practice = [one for one in QUESTIONS if one.id not in INVENTORY]
    assert len(practice) >= 60
    assert len(lessons.inventory()) == 12
    assert min(Counter(one.topic for one in practice).values()) >= 8
    assert len(Counter(one.topic for one in practice)) == 7
    assert len({one.topic for one in lessons.inventory()}) == 7


def test_every_kind_every_verb_and_every_level_is_met() -> None:
    assert {one.kind for one in QUESTIONS} == {"choice", "several", "number", "order", "match", "predict"}
    assert {one.level for one in QUESTIONS} == {1, 2, 3}
    assert {one.objective for one in QUESTIONS} == set(FACTS.objectives)
    assert all(FACTS.objectives[one.objective].topic == one.topic for one in QUESTIONS)


def test_every_misconception_stands_behind_some_answer() -> None:
    behind = {
        belief
        for one in QUESTIONS
        for belief in (
            one.misconception,
            *(choice.misconception for choice in one.choices),
            *(trap.misconception for trap in one.traps),
        )
    }
    assert behind - {""} == set(FACTS.misconceptions)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_the_right_answer_gets_full_marks_and_no_belief_is_laid_to_it(question: Question) -> None:
    mark = lessons.mark(question, lessons.solution(question))
    assert (mark.right, mark.share, mark.misconceptions) == (True, 1, ())
    assert mark.feedback
    assert all(key in FACTS.sources for key in mark.sources)


@pytest.mark.parametrize(
    "question", [one for one in QUESTIONS if one.kind in ("choice", "predict")], ids=lambda one: one.id
)
def test_every_wrong_choice_is_wrong_and_told_why(question: Question) -> None:
    right = lessons.solution(question)
    says = [lessons.mark(question, one.key).feedback for one in question.choices]
    assert len(set(says)) == len(says) >= 3, "each answer has feedback of its own"
    for one in question.choices:
        assert lessons.mark(question, one.key).right is (one.key == right)
    wrong = [one for one in question.choices if one.key != right]
    assert any(one.misconception for one in wrong) or question.id == "mean_and_peak"
    assert not next(one for one in question.choices if one.key == right).misconception


@pytest.mark.parametrize(
    "question", [one for one in QUESTIONS if one.kind == "number"], ids=lambda one: one.id
)
def test_a_number_comes_from_the_kit_and_no_trap_lies_on_it(question: Question) -> None:
    right = lessons.solution(question)
    assert isinstance(right, float)
    assert not any(
        trap.low - question.tolerance <= right <= trap.high + question.tolerance for trap in question.traps
    )
    for trap in question.traps:
        for value in (trap.low, trap.high):
            mark = lessons.mark(question, value)
            assert not mark.right
            assert mark.feedback == (lessons.quote(trap.says),)


def test_numbers_that_quote_a_row_are_the_figures_of_that_row() -> None:
    """Against the files themselves, read here a second time."""
    quoting = [one for one in QUESTIONS if one.kind == "number" and one.computed and one.computed.row]
    assert len(quoting) >= 9
    for one in quoting:
        assert one.computed
        row = getattr(FACTS, one.computed.table)[one.computed.row]
        assert re.findall(r"-?\d+(?:\.\d+)?", row.value)[0] == f"{lessons.solution(one):g}"
        assert row.verified == "page"
        assert getattr(row, "show", True)


def test_what_is_computed_agrees_with_the_kit_asked_directly() -> None:
    poses = {
        "figure_four_longest": anatomy.Pose(95, -12, -40, 112),
        "thigh_back_knee_bent": anatomy.Pose(-20, 0, 0, 100),
    }
    for key, pose in poses.items():
        gains = anatomy.lengthening(pose)
        offered = [one.key for one in FACTS.questions[key].choices]
        assert lessons.solution(FACTS.questions[key]) == max(offered, key=lambda one: gains[one].fibre_ratio)
    odds = 0.12 / 0.88 * 7.4
    assert lessons.solution(FACTS.questions["chance_after_sitting"]) == pytest.approx(100 * odds / (1 + odds))
    assert lessons.solution(FACTS.questions["missed_by_the_sign"]) == round(0.40 * 75)
    assert lessons.solution(FACTS.questions["alarmed_for_nothing"]) == round(0.33 * 925)
    answers = dict.fromkeys(FACTS.red_flags, "no") | {"rf_bladder": "not sure"}
    assert lessons.solution(FACTS.questions["not_sure_counts"]) == symptoms.screen(answers).action
    leave = [c.policy for c in FACTS.exercises["pigeon"].cautions if c.symptom == "fai_syndrome"]
    assert leave == ["leave_out"]
    assert "pigeon" in lessons.solution(FACTS.questions["pinch_left_out"])  # type: ignore[operator]


def test_a_tie_or_an_answer_that_is_not_offered_is_refused() -> None:
    from attrs import evolve

    question = FACTS.questions["strange_feeling"]
    without = evolve(question, choices=tuple(one for one in question.choices if one.key != "emergency_now"))
    with pytest.raises(lessons.QuestionError, match="strange_feeling: the kit finds none of the choices"):
        lessons.solution(without)
    with pytest.raises(lessons.QuestionError, match="nothing to compute"):
        lessons.work_out(FACTS.questions["one_side"])


# ---------------------------------------------------------------- words


def test_every_figure_that_is_quoted_can_be_shown() -> None:
    quoted = [match for one in QUESTIONS for words in texts(one) for match in re.findall(r"\{(\w+)\}", words)]
    assert len(quoted) >= 25
    for one in QUESTIONS:
        for words in texts(one):
            assert "{" not in lessons.quote(words)
    with pytest.raises(lessons.QuestionError, match="names no row"):
        lessons.quote("It was {SE999}.")
    with pytest.raises(lessons.QuestionError, match="must not be shown"):
        lessons.quote("It was {SE010}.")


def test_no_feedback_writes_a_percentage_of_its_own() -> None:
    """Options and questions may name one; what the kit says quotes its row."""
    for one in QUESTIONS:
        for says in [choice.says for choice in one.choices] + [one.right_says, one.wrong_says]:
            assert not re.search(r"\d\s?%", says), f"{one.id}: {says}"


def test_the_kit_promises_nothing_and_calls_nobody_safe() -> None:
    banned = re.compile(r"\b(relieves?|treats?|prevents?|heals?|cures?|all clear)\b", re.IGNORECASE)
    said = [words for one in QUESTIONS for words in texts(one)]
    said += [words for one in FACTS.misconceptions.values() for words in (one.belief, one.meet)]
    said += [words for case in FACTS.cases.values() for words in (*case.story, *case.expert, case.explain)]
    assert [words for words in said if banned.search(words)] == []


def test_feedback_is_one_or_two_plain_sentences() -> None:
    for one in QUESTIONS:
        for says in (choice.says for choice in one.choices if choice.says):
            assert len(says) <= 240, one.id
            assert len(re.findall(r"[.!?:](?:\s|$)", says)) <= 4, one.id


def test_neither_place_nor_length_tells_the_right_answer() -> None:
    open_ones = [one for one in QUESTIONS if one.kind == "choice" and not one.fixed]
    places = Counter([c.key for c in lessons.shown(one)].index(lessons.solution(one)) for one in open_ones)
    assert max(places.values()) <= 0.5 * len(open_ones)
    longest = sum(
        max(one.choices, key=lambda choice: len(choice.text)).key == lessons.solution(one)
        for one in open_ones
    )
    assert longest <= 0.5 * len(open_ones)


def test_lines_to_put_in_order_are_not_shown_in_order() -> None:
    for one in QUESTIONS:
        if one.kind == "order":
            assert tuple(choice.key for choice in lessons.shown(one)) != lessons.solution(one), one.id


def test_the_published_schema_is_that_of_the_records() -> None:
    assert schema.FILE.read_text(encoding="utf-8") == schema.text(), "run python -m tests.lessons.schema"
    assert json.loads(schema.text())["additionalProperties"]["properties"]["kind"]["enum"][0] == "choice"


def test_misconceptions_and_objectives_are_told_apart() -> None:
    for table in (FACTS.misconceptions, FACTS.objectives):
        said = sorted(getattr(one, "belief", "") or getattr(one, "text", "") for one in table.values())
        assert all(a != b for a, b in pairwise(said))
