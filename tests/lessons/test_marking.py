"""Marks: right, share, feedback, misconception; and answers that are none."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit import lessons
from hipkit.facts import catalog

FACTS = catalog()


def test_a_wrong_choice_gives_its_feedback_and_the_belief_behind_it() -> None:
    mark = lessons.mark("one_side", "muscle")
    assert (mark.right, mark.share) == (False, 0)
    assert mark.feedback == ("That may be, but joints, discs and nerves hurt on one side as well.",)
    assert mark.misconceptions == ("one_side_tells",)
    assert mark.sources == ("ces334", "source_text")


@pytest.mark.parametrize(
    ("answer", "share", "beliefs"),
    [
        (["tiny", "forces", "five_runners"], 1, set()),
        (["tiny", "forces"], 4 / 5, set()),
        (["tiny", "forces", "five_runners", "like_muscle"], 4 / 5, {"band_stretches"}),
        (["like_muscle", "tight_proven"], 0, {"band_stretches", "tight_means_short"}),
        ([], 2 / 5, set()),
    ],
)
def test_every_box_counts(answer: list[str], share: float, beliefs: set[str]) -> None:
    mark = lessons.mark("band_length", answer)
    assert mark.share == pytest.approx(share)
    assert mark.right is (share == 1)
    assert set(mark.misconceptions) == beliefs


def test_a_box_left_out_is_told_as_such() -> None:
    mark = lessons.mark("band_length", ["tiny", "forces"])
    assert mark.feedback[0].startswith("You left out “Motion capture of a few runners")


@pytest.mark.parametrize(
    ("answer", "right", "says"),
    [
        (50, True, "one in two"),
        ("50.2 %", True, "one in two"),
        ("52.9", True, "one in two"),
        (54, False, "Turn the chance into odds"),
        (89, False, "You multiplied the chance"),
        ("7.4", False, "the ratio itself"),
    ],
)
def test_a_number_is_right_within_its_tolerance_and_traps_are_told(
    answer: object, right: bool, says: str
) -> None:
    mark = lessons.mark("chance_after_sitting", answer)
    assert mark.right is right
    assert says in mark.feedback[0]


def test_a_minus_sign_of_print_is_a_minus_sign() -> None:
    assert lessons.mark("soreness_after", "−1.04 points").right


def test_the_share_of_an_order_counts_pairs() -> None:
    right = lessons.solution(FACTS.questions["parts_in_order"])
    assert isinstance(right, tuple)
    assert lessons.mark("parts_in_order", right[::-1]).share == 0
    first, second, *rest = right
    mark = lessons.mark("parts_in_order", [second, first, *rest])
    assert mark.share == pytest.approx(5 / 6)
    assert mark.misconceptions == ("warm_up_is_stretching",)


def test_a_match_tells_each_pair_that_is_wrong() -> None:
    right = lessons.solution(FACTS.questions["four_patterns"])
    assert isinstance(right, dict)
    mark = lessons.mark("four_patterns", right | {"cough": "joint", "socks": "disc"})
    assert mark.share == 0.5
    assert [words.split(":")[0] for words in mark.feedback[1:]] == [
        "Leg pain that a cough makes worse",
        "Groin ache, and socks that are hard to put on",
    ]


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        ("one_side", "liver", "'liver' is no option here; expected little, muscle, organ or harmless."),
        ("one_side", 3, "Choose one of little, muscle, organ or harmless; found 3."),
        ("one_side", ["little"], "found \\['little'\\]"),
        ("one_side", None, "found nothing"),
        ("band_length", "tiny", "Give a list with some of"),
        ("band_length", ["tiny", "huge"], "'huge' is no option here"),
        ("band_length", 7, "found 7"),
        ("chance_after_sitting", "1,5", "Write a point for decimals.*such as 1.5; found '1,5'"),
        ("chance_after_sitting", "half", "Give a number, in figures.*found 'half'"),
        ("chance_after_sitting", "", "found nothing"),
        ("chance_after_sitting", "1_000", "Give a number"),
        ("chance_after_sitting", True, "Give a number; found True"),
        ("chance_after_sitting", float("nan"), "a number that has an end"),
        ("chance_after_sitting", "inf", "a number that has an end"),
        ("parts_in_order", ["warm_up"], "Put each of .* in once; found warm_up"),
        ("parts_in_order", "warm_up", "in order; found 'warm_up'"),
        ("four_patterns", {"leaning": "disc"}, "Still without a partner: Leg pain that a cough"),
        ("four_patterns", {"leaning": "moon"}, "'moon' is no option here"),
        ("four_patterns", ["disc"], "Give a partner for each"),
        ("no_such", "x", "There is no question 'no_such'"),
    ],
)
def test_what_is_no_answer_is_refused_in_plain_words(question: str, answer: object, says: str) -> None:
    with pytest.raises(lessons.AnswerError, match=says):
        lessons.mark(question, answer)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=6,
)


@given(st.sampled_from(sorted(FACTS.questions)), ANYTHING)
def test_anything_is_marked_or_refused_and_nothing_else(key: str, answer: Any) -> None:
    with suppress(lessons.AnswerError):
        assert 0 <= lessons.mark(key, answer).share <= 1


def test_the_gain_is_what_hake_wrote() -> None:
    gain = lessons.Gain(before=4, after=8, items=12)
    assert (gain.raw, gain.normalised) == (4, 0.5)
    assert lessons.Gain(12, 12, 12).normalised is None
    assert lessons.Gain(6, 3, 12).normalised == -0.5


def test_the_gain_of_a_class_is_that_of_its_means() -> None:
    """Not the mean of the gains: 0.5 and 1.0 would give 0.75."""
    whole = lessons.of_class([lessons.Gain(4, 8, 12), lessons.Gain(10, 12, 12)])
    assert whole.normalised == pytest.approx((20 / 24 - 14 / 24) / (1 - 14 / 24))


def test_only_what_was_answered_both_times_counts() -> None:
    before = {"one_side": "muscle", "pain_four": "stop", "feels_tight": "short"}
    after = {"one_side": "little", "pain_four": "stop", "not_sure_counts": "emergency_now"}
    assert lessons.gain(before, after) == lessons.Gain(0, 1, 2)
    with pytest.raises(lessons.GainError, match="both before and after"):
        lessons.gain(before, {})
    with pytest.raises(lessons.GainError):
        lessons.of_class([])


def test_practice_leaves_the_inventory_alone() -> None:
    kept = {one.id for one in lessons.inventory()}
    for topic in ("anatomy", "screening"):
        assert not kept & {one.id for one in lessons.practice(topic)}
    with pytest.raises(ValueError, match="There is no topic 'cooking'; expected one of anatomy"):
        lessons.practice("cooking")
