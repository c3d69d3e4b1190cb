"""A verdict is committed before the evidence is shown, and counts once."""

from __future__ import annotations

import pytest

from hipkit.anatomy.motion import motion
from hipkit.facts import catalog
from hipkit.screens import Claims, parts


@pytest.fixture
def screen() -> Claims:
    return Claims()


def test_evidence_waits_for_verdict_and_sureness(screen: Claims) -> None:
    assert screen._show.disabled
    screen._verdict.value = "partly"
    assert screen._show.disabled
    screen._sure.value = "guessing"
    assert not screen._show.disabled
    assert "The studies say" not in screen._answer.html
    parts.press(screen._show)
    assert "The studies say" in screen._answer.html
    assert screen._show.disabled
    assert screen._verdict.disabled


def test_the_next_claim_starts_with_nothing_chosen(screen: Claims) -> None:
    screen.commit("supported", "certain")
    parts.press(screen._next)
    assert screen.claim.id == "c02"
    assert (screen._verdict.value, screen._sure.value) == (None, None)
    assert not screen._verdict.disabled
    assert "The studies say" not in screen._answer.html
    assert "1 of 1" in parts.plain(screen._answer.html)


def test_a_claim_counts_once_with_the_first_verdict(screen: Claims) -> None:
    screen.commit("contradicted", "certain")
    screen._topic.value = "Stretching"
    assert screen.claim.id == "c01"
    screen.commit("supported", "certain")
    assert [reply.verdict for reply in screen.replies] == ["contradicted"]


def test_after_the_last_claim_the_result_stands(screen: Claims) -> None:
    screen._topic.value = "Back and pelvis"
    for claim in screen.claims:
        screen.commit(claim.verdict, "certain")
        parts.press(screen._next)
    assert "last claim of this topic" in parts.plain(screen._answer.html)
    assert screen._known.layout.display == ""
    assert "4 of 4 when certain" in screen._calibrated.text
    assert screen._chart.figure["data"][1]["y"] == [100]


def test_all_52_can_be_weighed(screen: Claims) -> None:
    for key in catalog().claims:
        assert screen.claim.id == key
        screen.commit(screen.claim.verdict, "leaning")
        parts.press(screen._next)
    assert len(screen.replies) == 52
    assert all(reply.right for reply in screen.replies)


def test_without_replies_the_result_says_what_to_do(screen: Claims) -> None:
    parts.press(screen._result)
    assert "Weigh a few claims first" in screen._calibrated.text
    assert screen._table.value == ""


def test_errors_and_pairs_open(screen: Claims) -> None:
    folded = (screen.errors._list, screen._pairs)
    opened = {key: parts.plain(live.unfold(key)) for live in folded for key in live.folds}
    assert len(opened) == 5
    assert all(opened.values())
    assert "right hip" in opened["error:figure_four_side"]


def test_the_plain_errors_move_only_when_asked(screen: Claims) -> None:
    errors = screen.errors
    assert errors.view is None
    errors._list.act("see", "figure_four_side")
    assert errors.view.motion is motion("chair_figure_four")
    assert errors.view.legs == "rl"
    assert "of the right hip gains most" in errors._said.text
    errors._list.act("see", "antalgic_gait")
    assert errors.view.motion is motion("trendelenburg")
    assert (
        "The pelvis drops 12° while the right leg stands. Both legs stand equally long" in errors._said.text
    )
    errors._which.value = "antalgic"
    assert errors.view.motion is motion("antalgic")
    assert "The pelvis stays level. The right leg stands 0.4 s, the left 1.2 s." in errors._said.text


def test_every_control_answers(screen: Claims) -> None:
    screen.commit("supported", "certain")
    assert parts.drive(screen).startswith("Claims: ")
    assert repr(screen) == "Claims"
