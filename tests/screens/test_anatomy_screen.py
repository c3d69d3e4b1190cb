"""Bend, play, follow, guess: the sheets of the anatomy screen answer, and within their budget."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import ipywidgets
import pytest
import traitlets

from hipkit.anatomy.exercises import longest, telling
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.anatomy.poses import poses
from hipkit.facts import catalog
from hipkit.screens import Anatomy, driving, parts
from hipkit.screens.anatomy.hip import Hip
from hipkit.screens.anatomy.structures import Structures
from tests.wire import heard

LARGEST = 5_000  # bytes of one interaction, without the headers of its messages


@pytest.fixture
def screen() -> Anatomy:
    return Anatomy()


def test_bending_the_hip_turns_the_piriformis_round(screen: Anatomy) -> None:
    screen.hip.bend(Pose(hip_flexion=0))
    assert "turns the thigh outwards" in screen.hip.text
    screen.hip.bend(Pose(hip_flexion=90))
    assert "turns the thigh inwards" in screen.hip.text


def test_a_slider_moves_the_body_the_sentence_and_the_table(screen: Anatomy) -> None:
    before = screen.hip._numbers.html
    screen.hip._joints._hear(
        {"angles": {"hip_flexion": 60, "hip_adduction": 5, "hip_rotation": -10, "knee_flexion": 40}}
    )
    assert screen.hip.pose.angles == (60, 5, -10, 40)
    assert screen.hip.view.pose == screen.hip.pose
    assert screen.hip._numbers.html != before
    assert "this pose 60°" in screen.hip._against.unfold("gauges")
    assert screen.hip._joints.angles["hip_rotation"] == -10


@pytest.fixture(scope="module")
def hip() -> Hip:
    """One sheet that plays exercise after exercise, as a learner's does."""
    return Hip()


@pytest.mark.parametrize("exercise", list(poses()))
def test_playing_an_exercise_sets_the_sliders_where_it_tells_most(hip: Hip, exercise: str) -> None:
    hip.play(exercise)
    assert hip.view.playing
    assert hip.pose == telling(exercise).pose
    assert catalog().exercises[exercise].name in hip._numbers.html.replace("&#x27;", "'")
    assert f", {telling(exercise).side} leg," in hip._numbers.html
    first = next(iter(longest(exercise)))
    assert f'<tr><th scope="row">{catalog().muscles[first].name}' in hip._numbers.unfold("gains")


def test_bending_a_joint_leaves_the_exercise(screen: Anatomy) -> None:
    screen.hip.play("bridge")
    screen.hip.bend(Pose(30))
    assert (screen.hip.exercise, screen.hip._joints.pose, screen.hip.view.playing) == ("", "", False)


def test_nothing_chosen_is_standing(screen: Anatomy) -> None:
    screen.hip.play("bridge")
    screen.hip.play("")
    assert screen.hip.pose == STANDING


def test_a_muscle_picked_on_the_figure_is_followed(screen: Anatomy) -> None:
    screen.hip.view.picked = "iliacus"
    assert screen.hip._follow.value == screen.hip.followed == "iliacus"
    assert screen.hip.text.startswith("Standing. The iliacus")
    screen.hip.view.picked = ""
    assert screen.hip.followed == "iliacus"


def test_a_muscle_without_a_path_cannot_be_followed(screen: Anatomy) -> None:
    with pytest.raises(traitlets.TraitError):
        screen.hip.follow("pectineus")


def test_a_structure_leads_to_the_hip(screen: Anatomy) -> None:
    screen.structures._group.value = "Muscles: hamstrings"
    assert screen.structures.structure == "biceps_femoris_long"
    screen.structures._card.act("follow", screen.structures.structure)
    assert screen.hip.followed == "biceps_femoris_long"


def test_every_structure_can_be_read() -> None:
    sheet = Structures(lambda muscle: None)
    seen = set()
    for group in sheet._group._options_values:
        sheet._group.value = group
        for which in sheet._which._options_values:
            sheet._which.value = which
            assert sheet.structure == which
            seen.add(sheet._said.text)
    assert len(seen) == len(catalog().muscles) + len(catalog().structures)


def test_the_answer_is_hidden_until_the_guess_is_made(screen: Anatomy) -> None:
    guess = screen.guess
    assert guess._show.disabled
    assert guess._said.text == guess._rows.html == ""
    guess.reveal(next(iter(longest(guess.exercise))))
    assert guess.revealed
    assert "and so does the model" in guess._said.text
    first = guess.exercise
    parts.press(guess._next)
    assert guess.exercise != first
    assert (guess.revealed, guess._said.text, guess._rows.html) == (False, "", "")


def test_a_guess_that_is_not_offered_is_refused(screen: Anatomy) -> None:
    with pytest.raises(traitlets.TraitError):
        screen.guess.reveal("pectineus")


def test_the_map_follows_its_picks(screen: Anatomy) -> None:
    parts.press(screen.longer._ask)
    before = screen.longer._chart.changes
    screen.longer._muscle.value = "semimembranosus"
    screen.longer._knee.value = 0
    assert screen.longer.found is not None
    assert (screen.longer.found.muscle, screen.longer.found.knee) == ("semimembranosus", 0)
    assert "semimembranosus is longest at 120° of flexion" in screen.longer.text
    assert screen.longer._chart.changes != before


def test_the_map_waits_for_the_guess(screen: Anatomy) -> None:
    longer = screen.longer
    longer._muscle.value = "semimembranosus"
    assert (longer.found, longer.text, longer._chart.figure) == (None, "", {})
    assert longer._chart not in longer.body.children
    parts.press(longer._ask)
    assert longer.found is not None
    assert longer.found.muscle == "semimembranosus"
    assert longer._chart in longer.body.children
    assert longer._guess not in longer.body.children


def test_every_fold_opens(screen: Anatomy) -> None:
    screen.hip.play("bridge")
    parts.press(screen.longer._ask)
    for live in (
        screen.hip._numbers,
        screen.hip._against,
        screen.hip._lessons,
        screen.longer._rows,
        screen.turning._below,
    ):
        for key in live.folds:
            assert len(live.unfold(key)) > 60 or key == "misfits"


@pytest.mark.parametrize("pose", [Pose(90, 0, 0, 90), Pose(120, 30, 40, 120), Pose(-30, -50, -40, 0)])
def test_a_step_of_a_slider_sends_little(screen: Anatomy, pose: Pose) -> None:
    hip = screen.hip
    hip.bend(pose)
    joints = {name: getattr(hip._joints, name) for name in ("angles", "pose", "answered")}
    texts = (hip._numbers.html, hip._said.value, hip.view.alt, joints)
    assert sum(map(len, map(json.dumps, texts))) + len(hip.view._film) < LARGEST


# ---------------------------------------------------------------- in a notebook


def shown_in_a_cell(monkeypatch: pytest.MonkeyPatch, use: Callable[[Anatomy], object]) -> list[int]:
    """How many sheets a screen has when its cell is over, after ``use``, and once the kernel has come to rest."""
    monkeypatch.setattr(driving, "get_ipython", object)

    async def cell() -> list[int]:
        screen = Anatomy()
        counts = [len(screen.children)]
        use(screen)
        await asyncio.sleep(0)
        return [*counts, len(screen.children)]

    with (
        heard(),
        ThreadPoolExecutor(1) as kernel,
    ):  # a thread has no loop yet; here a browser may have left one
        return kernel.submit(asyncio.run, cell()).result()


def test_the_first_sheet_does_not_wait_for_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_in_a_cell(monkeypatch, lambda screen: None) == [1, 5]


def test_a_sheet_that_is_used_at_once_is_the_one_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[ipywidgets.Widget] = []

    def bend(screen: Anatomy) -> None:
        screen.hip.bend(Pose(90))
        used.extend([screen, screen.hip])

    assert shown_in_a_cell(monkeypatch, bend) == [1, 5]
    screen, hip = used
    assert screen.children[1] is hip


def test_a_screen_that_was_closed_is_not_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_in_a_cell(monkeypatch, lambda screen: screen.close()) == [1, 1]


def test_a_screen_that_is_driven_is_whole_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "get_ipython", object)
    with parts.offstage():
        assert len(Anatomy().children) == 5
