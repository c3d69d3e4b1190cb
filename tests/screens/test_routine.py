"""The routine screen without a browser: what its controls do to its state and its words."""

from __future__ import annotations

import pytest

from hipkit import catalog, symptoms
from hipkit.screens import Routine, Screening
from hipkit.screens.routine import FIRST

FLAGS = catalog().red_flags


def answered(**other: str) -> symptoms.Screening:
    """No to everything but ``other``."""
    return symptoms.screen({**dict.fromkeys(FLAGS, "no"), **other})


def shown(screen: Routine) -> str:
    return screen._page._live.html


def test_without_a_screening_there_is_nothing_to_pick_and_no_routine() -> None:
    screen = Routine(Screening())
    assert screen.routine is None
    assert screen._result.text == FIRST
    assert screen._picks.layout.display == "none"
    assert "article" not in shown(screen)


def test_it_brings_its_own_questions_when_none_are_given() -> None:
    assert isinstance(Routine().children[0], Screening)


def test_answers_given_elsewhere_open_and_close_it() -> None:
    gate = Screening()
    screen = Routine(gate)
    gate.result = answered()
    assert screen.routine is not None
    gate.result = None
    assert screen.routine is None
    assert "article" not in shown(screen)


@pytest.mark.parametrize("flag", [flag.id for flag in FLAGS.values() if flag.action in symptoms.STOPS])
@pytest.mark.parametrize("answer", ["yes", "not sure"])
def test_a_stop_shows_no_routine_whatever_is_picked(flag: str, answer: str) -> None:
    screen = Routine(answered(**{flag: answer}))
    for minutes in screen._picks.minutes._options_values:
        screen._picks.minutes.value = minutes
        assert screen.routine is None
        assert "article" not in shown(screen)


def test_every_pick_reaches_the_request() -> None:
    screen = Routine(answered())
    picks = screen._picks
    picks.minutes.value = 30
    picks.goal.value, picks.second.value = "desk", "squat"
    picks.timing.value = "evening"
    picks.level.value = "some practice"
    picks.equipment.value = ("mat", "chair")
    group = picks.symptoms[1]
    group.value = (*group.value, "sciatica")
    request = screen.routine.request
    assert (request.minutes, request.goals) == (30, ("desk", "squat"))
    assert (request.timing, request.level) == ("evening", "some practice")
    assert (set(request.equipment), request.symptoms) == ({"mat", "chair"}, ("sciatica",))


def test_the_same_goal_twice_counts_once() -> None:
    screen = Routine(answered())
    screen._picks.goal.value = screen._picks.second.value = "desk"
    assert screen.routine.request.goals == ("desk",)


def test_keep_remove_and_undo() -> None:
    screen = Routine(answered())
    before = [step.exercise for step in screen.routine.steps]
    screen._page._live.act("remove", before[-1])
    assert before[-1] not in [step.exercise for step in screen.routine.steps]
    screen._page._live.act("undo", before[-1])
    assert [step.exercise for step in screen.routine.steps] == before
    screen._page._live.act("keep", before[-1])
    screen._picks.goal.value = "side_of_hip"
    assert before[-1] in [step.exercise for step in screen.routine.steps]


def test_a_request_that_cannot_be_met_says_why_and_can_be_undone() -> None:
    screen = Routine(answered())
    screen._page._live.act("keep", "reclining_figure_four")
    screen._picks.equipment.value = ()
    assert screen.routine is None
    assert "cannot be kept" in screen._result.text
    assert 'data-do="undo"' in shown(screen)
    screen._page._live.act("undo", "reclining_figure_four")
    assert screen.routine is not None


def test_the_picture_and_the_sentence_go_with_the_routine() -> None:
    screen = Routine(answered())
    for minutes in (5, 20, 60):
        screen._picks.minutes.value = minutes
        count = len(screen.routine.steps)
        assert screen._result.text.startswith(f"{count} exercise")
        assert shown(screen).count("<article") == count
        assert f"{count} steps" in screen._page._chart.alt


def test_folds_open_with_their_content() -> None:
    screen = Routine(answered())
    live = screen._page._live
    for key in live.folds:
        assert live.unfold(key)
    exercise = catalog().exercises[screen.routine.steps[0].exercise]
    told = live.unfold(f"how:{exercise.id}")
    assert exercise.movement[0] in told
    assert exercise.stop in told


def test_nothing_the_learner_answered_is_in_what_the_screen_prints() -> None:
    screen = Routine(answered())
    screen._picks.symptoms[1].value = ("sciatica",)
    assert "sciatica" not in repr(screen).lower()
