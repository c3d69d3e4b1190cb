"""Predict, reveal, explore; and every fold opens."""

from __future__ import annotations

import pytest
import traitlets

from hipkit.facts import catalog
from hipkit.screens import Stretching, parts


@pytest.fixture
def screen() -> Stretching:
    return Stretching()


def test_nothing_measured_is_shown_before_the_guess(screen: Stretching) -> None:
    assert screen._show.disabled
    assert screen._measured.layout.display == "none"
    assert screen._said.text == ""
    assert screen._dots.figure == {}


def test_a_guess_opens_the_button_and_the_button_the_studies(screen: Stretching) -> None:
    screen._guess.value = "No loss"
    assert not screen._show.disabled
    assert not screen.revealed
    parts.press(screen._show)
    assert screen.revealed
    assert screen._measured.layout.display == ""
    assert "You said “No loss”" in screen._said.text
    assert screen.prediction.lesson in screen._said.text
    assert {finding.id for finding in screen.answer} == {"SE004", "SE009", "SE019", "SE020", "SE027"}


def test_another_question_hides_what_was_measured_again(screen: Stretching) -> None:
    asked = []
    for prediction in catalog().predictions.values():
        asked.append(screen._guess.description)
        assert list(screen._guess.options) == [option.label for option in prediction.options]
        screen.reveal(prediction.options[0].label)
        parts.press(screen._next)
        assert not screen.revealed
        assert screen._guess.value is None
        assert screen._measured.layout.display == "none"
    assert len(set(asked)) == 3
    assert screen._guess.description == asked[0]


def test_a_guess_that_is_not_offered_is_refused(screen: Stretching) -> None:
    with pytest.raises(traitlets.TraitError):
        screen.reveal("twice as strong")


def test_revealing_goes_back_to_the_picks_of_the_question(screen: Stretching) -> None:
    screen.reveal("No loss")
    screen._outcome.value = "injury"
    assert "injury" in screen._said.text
    screen.reveal("No loss")
    assert screen._outcome.value == "strength"
    assert screen.answer.question.hold_s == 30


def test_a_question_that_nobody_tested_says_so(screen: Stretching) -> None:
    screen.reveal("No loss")
    screen._when.value = 10
    assert "No study in our list tested this" in screen._said.text
    assert "Sato 2020), but held 20 s" in screen._said.text


def test_any_length_leaves_the_hold_open(screen: Stretching) -> None:
    screen.reveal("No loss")
    screen._hold.value = 0
    assert screen.answer.question.hold_s is None


def test_every_fold_opens_for_every_outcome(screen: Stretching) -> None:
    screen.reveal("No loss")
    for outcome in screen._outcome._options_values:
        screen._outcome.value = outcome
        for key in screen._below.folds:
            assert parts.plain(screen._below.unfold(key))
    assert [bool(parts.plain(screen._lessons.unfold(key))) for key in screen._lessons.folds] == [True] * 4


def test_every_control_answers(screen: Stretching) -> None:
    screen.reveal("About 5 % less")
    assert parts.drive(screen).startswith("Stretching: ")


def test_the_guess_does_not_stand_in_the_name(screen: Stretching) -> None:
    screen.reveal("No loss")
    assert repr(screen) == "Stretching"
