"""What answers lead to: the most urgent one decides, and nothing left open counts as no."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.facts import catalog
from hipkit.symptoms import ANSWERS, STOPS, AnswerError, counts, screen

FLAGS = catalog().red_flags
URGENCY = ("emergency_now", "urgent_same_day", "incomplete", "clinician_soon", "watch", "none")
ALL_NO = dict.fromkeys(FLAGS, "no")

some_answers = st.dictionaries(st.sampled_from(list(FLAGS)), st.sampled_from(ANSWERS))
all_answers = st.fixed_dictionaries({flag: st.sampled_from(ANSWERS) for flag in FLAGS})


def urgency(answers: dict[str, str]) -> int:
    """0 is the most urgent."""
    return URGENCY.index(screen(answers).action)


def test_29_flags_on_the_page_of_their_action() -> None:
    assert len(FLAGS) == 29
    pages = {"emergency_now": 1, "urgent_same_day": 2, "clinician_soon": 2, "watch": 3}
    assert {flag.id: flag.page for flag in FLAGS.values()} == {
        flag.id: pages[flag.action] for flag in FLAGS.values()
    }


def test_no_to_everything() -> None:
    screening = screen(ALL_NO)
    assert (screening.action, screening.may_plan, screening.gentle_only) == ("none", True, False)
    assert screening.text == "No answer you gave is on our stop list. That does not mean nothing is wrong."
    assert screening.reasons == screening.unanswered == ()
    assert screening.to_say == ""


def test_nothing_answered() -> None:
    screening = screen({})
    assert (screening.action, screening.may_plan) == ("incomplete", False)
    assert screening.unanswered == tuple(FLAGS)


@pytest.mark.parametrize("flag", FLAGS)
def test_one_yes_leads_to_the_action_of_its_flag(flag: str) -> None:
    screening = screen(ALL_NO | {flag: "yes"})
    assert screening.action == FLAGS[flag].action
    assert screening.may_plan == (FLAGS[flag].action in ("clinician_soon", "watch"))
    assert screening.gentle_only == (FLAGS[flag].action == "clinician_soon")
    assert [(reason.flag, reason.answer, reason.action) for reason in screening.reasons] == [
        (FLAGS[flag], "yes", FLAGS[flag].action)
    ]


@pytest.mark.parametrize("flag", FLAGS)
def test_not_sure_counts_as_yes_on_the_first_two_pages(flag: str) -> None:
    unsure = screen(ALL_NO | {flag: "not sure"})
    assert unsure.action == FLAGS[flag].action
    assert counts(FLAGS[flag], "not sure") == (FLAGS[flag].page < 3)


def test_not_sure_on_the_last_page_is_noted_but_escalates_nothing() -> None:
    history = ALL_NO | {"rf_cancer_history": "yes"}
    assert screen(history | {"rf_night_pain": "yes"}).action == "urgent_same_day"
    unsure = screen(history | {"rf_night_pain": "not sure"})
    assert unsure.action == "clinician_soon"
    assert ("rf_night_pain", "not sure", "watch") in [(r.flag.id, r.answer, r.action) for r in unsure.reasons]


@pytest.mark.parametrize(
    ("yes", "action"),
    [
        (("rf_child_limp", "rf_fever_back"), "emergency_now"),
        (("rf_child_limp",), "urgent_same_day"),
        (("rf_cancer_history", "rf_night_pain"), "urgent_same_day"),
        (("rf_cancer_history",), "clinician_soon"),
        (("rf_immuno", "rf_fever_back"), "urgent_same_day"),
        (("rf_night_pain", "rf_weight_loss"), "clinician_soon"),
        (("rf_night_pain", "rf_age_extremes"), "watch"),
    ],
)
def test_answers_that_count_more_together(yes: tuple[str, ...], action: str) -> None:
    assert screen(ALL_NO | dict.fromkeys(yes, "yes")).action == action


def test_every_escalation_shows_on_its_own_flag() -> None:
    escalations = [(flag, more) for flag in FLAGS.values() for more in flag.escalations]
    assert escalations
    for flag, more in escalations:
        for other in more.together_with:
            reasons = {r.flag.id: r.action for r in screen(ALL_NO | {flag.id: "yes", other: "yes"}).reasons}
            assert URGENCY.index(reasons[flag.id]) <= URGENCY.index(more.action)
            assert URGENCY.index(more.action) < URGENCY.index(flag.action)


def test_every_combination_of_three_is_as_urgent_as_its_most_urgent_flag() -> None:
    for size in (1, 2, 3):
        for together in combinations(FLAGS, size):
            most_urgent = min(URGENCY.index(FLAGS[flag].action) for flag in together)
            assert urgency(ALL_NO | dict.fromkeys(together, "yes")) <= most_urgent


def test_100_000_random_answer_sets_give_the_action_of_the_most_urgent_answer() -> None:
    random = Random(29)
    own = {id: URGENCY.index(flag.action) for id, flag in FLAGS.items()}
    seen = Counter[str]()
    for _ in range(100_000):
        yes = random.random() ** 4  # so that the milder outcomes come up as well
        answers = dict(
            zip(FLAGS, random.choices(ANSWERS, (yes, 1 - yes, yes / 2), k=len(FLAGS)), strict=True)
        )
        if random.random() < 0.1:
            del answers[random.choice(list(answers))]
        counting = {id for id, answer in answers.items() if counts(FLAGS[id], answer)}
        urgent = [own[id] for id in counting] + [
            URGENCY.index(more.action)
            for id in counting
            for more in FLAGS[id].escalations
            if counting.intersection(more.together_with)
        ]
        noted = URGENCY.index("watch" if "not sure" in answers.values() else "none")
        left_open = [URGENCY.index("incomplete")] if len(answers) < len(FLAGS) else []
        found = screen(answers)
        assert URGENCY.index(found.action) == min([*urgent, *left_open, noted])
        assert found.may_plan == (found.action in ("clinician_soon", "watch", "none"))
        seen[found.action] += 1
    assert min(seen[action] for action in URGENCY) > 500


@given(some_answers)
def test_a_question_left_open_never_leads_to_a_routine(answers: dict[str, str]) -> None:
    screening = screen(answers)
    assert screening.unanswered == tuple(flag for flag in FLAGS if flag not in answers)
    if screening.unanswered:
        assert not screening.may_plan
        assert screening.action in {*STOPS, "incomplete"}


@given(all_answers, st.sampled_from(list(FLAGS)))
def test_a_yes_in_place_of_a_no_is_never_less_urgent(answers: dict[str, str], flag: str) -> None:
    no, unsure, yes = (urgency(answers | {flag: answer}) for answer in ("no", "not sure", "yes"))
    assert yes <= unsure <= no


@given(some_answers, st.sampled_from(list(FLAGS)))
def test_a_further_answer_never_undoes_a_stop(answers: dict[str, str], flag: str) -> None:
    if screen(answers).action in STOPS and flag not in answers:
        for answer in ANSWERS:
            assert urgency(answers | {flag: answer}) <= urgency(answers)


@given(all_answers)
def test_reasons_are_the_answers_that_matter_most_urgent_first(answers: dict[str, str]) -> None:
    reasons = screen(answers).reasons
    assert {reason.flag.id: reason.answer for reason in reasons} == {
        flag: answer for flag, answer in answers.items() if answer != "no"
    }
    ranks = [URGENCY.index(reason.action) for reason in reasons]
    assert ranks == sorted(ranks)


@given(all_answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(answers: dict[str, str], random: Random) -> None:
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert screen(dict(shuffled)).reasons == screen(answers).reasons


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"rf_nothing": "no"}, ["'rf_nothing'", "rf_saddle"]),
        ({"rf_saddle": "maybe"}, ["rf_saddle", "'maybe'", "'yes', 'no' or 'not sure'"]),
        ({"rf_saddle": "Yes"}, ["rf_saddle", "'Yes'"]),
        ({"rf_saddle": None}, ["rf_saddle", "None"]),
        ({"rf_saddle": True}, ["rf_saddle", "True"]),
        ({"rf_saddle": ["yes"]}, ["rf_saddle", "['yes']"]),
        ({None: "no"}, ["None"]),
        (
            {"rf_x": "no", "rf_saddle": "", "rf_bowel": 1},
            ["'rf_x'", "rf_saddle: found ''", "rf_bowel: found 1"],
        ),
        ([("rf_saddle", "no")], ["list"]),
        (None, ["NoneType"]),
        ("no", ["str"]),
    ],
)
def test_wrong_answers_are_named(answers: object, named: list[str]) -> None:
    with pytest.raises(AnswerError) as error:
        screen(answers)  # type: ignore[arg-type]
    for words in named:
        assert words in str(error.value)


def test_answers_changed_later_do_not_change_the_screening() -> None:
    answers = ALL_NO | {"rf_bladder": "yes"}
    screening = screen(answers)
    answers["rf_bladder"] = "no"
    assert screening.action == "emergency_now"
    assert screening.reasons[0].answer == "yes"
