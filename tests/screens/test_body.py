"""The 3-D view without a browser: what it sends and when."""

from __future__ import annotations

import json
import re
from importlib import resources
from itertools import pairwise
from typing import Any

import ipywidgets
import pytest
from ipywidgets.widgets.widget import _remove_buffers

from hipkit.anatomy import Pose
from hipkit.anatomy.motion import motion
from hipkit.screens import sharing
from hipkit.screens.body import MODULES, Body
from hipkit.screens.parts import drive


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Class and bytes of every state that a widget sends."""
    told: list[tuple[str, int]] = []

    def send_state(self: ipywidgets.Widget, key: Any = None) -> None:
        state, _, buffers = _remove_buffers(self.get_state(key=key))
        told.append((type(self).__name__, len(json.dumps(state, default=str)) + sum(map(len, buffers))))

    monkeypatch.setattr(ipywidgets.Widget, "send_state", send_state)
    return told


def test_a_step_of_a_slider_sends_one_small_message(sent: list[tuple[str, int]]) -> None:
    view = Body()
    sent.clear()
    view.pose = Pose(40)
    ((name, size),) = sent
    assert name == "Body"
    assert size < 1200


def test_an_exercise_is_sent_once(sent: list[tuple[str, int]]) -> None:
    view = Body()
    sent.clear()
    view.motion = motion("bridge")
    ((_, size),) = sent
    assert size < 22_000
    assert view.playing
    assert view.motion is motion("bridge")


def test_a_pose_ends_the_exercise() -> None:
    view = Body()
    view.motion = motion("single_leg_box_squat")
    assert view.props
    view.pose = Pose(10)
    assert view.motion is None
    assert not view.playing
    assert view.props == []


def test_bones_and_program_are_sent_once_for_all_views(sent: list[tuple[str, int]]) -> None:
    first, second = Body(), Body()
    assert first._program is second._program is second.program() is Body.program()
    assert len(Body.program().packed) < 45_000
    assert all(size < 2_000 for name, size in sent if name == "Body")


def test_the_program_is_renewed_when_all_widgets_were_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    old = Body.program()
    monkeypatch.setattr(old, "comm", None)
    monkeypatch.setattr(sharing, "shared", dict(sharing.shared))
    assert Body.program() is not old


def test_every_muscle_has_the_name_that_learners_read() -> None:
    names = {muscle["of"]: muscle["name"] for muscle in Body.data()["muscles"]}
    assert names["piriformis"] == "Piriformis"
    assert all(name[0].isupper() for name in names.values())


def test_modules_come_after_those_that_they_import() -> None:
    folder = resources.files("hipkit.screens") / "static" / "body"
    assert {f"{name}.js" for name in MODULES} == {
        file.name for file in folder.iterdir() if file.name.endswith(".js")
    }
    for index, name in enumerate(MODULES):
        source = (folder / f"{name}.js").read_text("utf-8")
        assert set(re.findall(r'from "\./(\w+)\.js"', source)) <= set(MODULES[:index])
    assert not re.search(r"(?m)^import ", Body.script)


def test_views_have_names() -> None:
    with pytest.raises(ValueError, match="front, side, back"):
        Body().view("left")  # type: ignore[arg-type]


def test_labels_are_muscles() -> None:
    view = Body()
    view.show(["piriformis"])
    assert view.labels == ["piriformis"]


def test_a_screen_with_a_view_can_be_driven() -> None:
    assert "0 controls" in drive(ipywidgets.VBox([Body()]))


def test_the_same_pose_sends_the_same_frame() -> None:
    view = Body()
    frames = []
    for angle in (0, 20, 20, 40):
        view.pose = Pose(angle)
        frames.append(view._film)
    assert [a == b for a, b in pairwise(frames)] == [False, True, False]
