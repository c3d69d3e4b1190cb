"""The routine screen without a browser: what its controls do to its state, its words and its messages."""

from __future__ import annotations

import gzip
import json
import re
import struct
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import traitlets

from hipkit import catalog, symptoms
from hipkit.anatomy.frames import film
from hipkit.anatomy.motion import motion
from hipkit.screens import Routine, Screening, parts
from hipkit.screens.routine import FIRST, Player
from hipkit.screens.routine.player import small

FLAGS = catalog().red_flags


def answered(**other: str) -> symptoms.Screening:
    """No to everything but ``other``."""
    return symptoms.screen({**dict.fromkeys(FLAGS, "no"), **other})


def ids(screen: Routine) -> list[str]:
    return [step["id"] for step in screen.answer.shown.get("steps", [])]


@contextmanager
def sent(screen: Routine) -> Iterator[list[tuple[dict[str, Any], bytes]]]:
    """What the answer sends to the page inside."""
    messages: list[tuple[dict[str, Any], bytes]] = []
    screen.answer.send = lambda content, buffers=(): messages.append((content, b"".join(buffers)))
    yield messages
    del screen.answer.send


def test_without_a_screening_there_is_nothing_to_pick_and_no_routine() -> None:
    screen = Routine(Screening())
    assert screen.routine is None
    assert screen.text == FIRST
    assert not screen.picks.shown
    assert ids(screen) == []


def test_it_brings_its_own_questions_when_none_are_given() -> None:
    assert isinstance(Routine().children[0], Screening)


def test_answers_given_elsewhere_open_and_close_it_and_its_player() -> None:
    gate = Screening()
    screen = Routine(gate)
    gate.result = answered()
    assert screen.routine is not None
    assert screen.picks.shown
    screen.play()
    gate.result = None
    assert screen.routine is None
    assert screen.player is None
    assert ids(screen) == []


@pytest.mark.parametrize("flag", [flag.id for flag in FLAGS.values() if flag.action in symptoms.STOPS])
@pytest.mark.parametrize("answer", ["yes", "not sure"])
def test_a_stop_shows_no_routine_whatever_is_picked_or_pressed(flag: str, answer: str) -> None:
    screen = Routine(answered(**{flag: answer}))
    code = "0008-9VSN-FZCZ-7M1Q-WBN9-SAG7"
    for minutes in (5, 60):
        screen.picks.pick("minutes", minutes)
        screen.answer.act("keep", "clamshell")
        screen.answer.act("play")
        screen.answer.submit("code", code=code)
        assert screen.routine is None
        assert screen.player is None
        assert ids(screen) == []


def test_every_pick_reaches_the_request() -> None:
    screen = Routine(answered())
    wishes = {
        "minutes": 30, "goal": "desk", "second-goal": "squat", "timing": "evening", "level": "some practice",
        "equipment": ["mat", "chair"], "symptoms": ["sciatica"],
    }  # fmt: skip
    for name, value in wishes.items():
        screen.picks.pick(name, value)
    request = screen.routine.request
    assert (request.minutes, request.goals) == (30, ("desk", "squat"))
    assert (request.timing, request.level) == ("evening", "some practice")
    assert (set(request.equipment), request.symptoms) == ({"mat", "chair"}, ("sciatica",))


@pytest.mark.parametrize(
    ("name", "value"), [("minutes", 4), ("goal", "fame"), ("symptoms", ["x"]), ("level", None)]
)
def test_a_pick_that_there_is_not_is_refused_by_name(name: str, value: object) -> None:
    screen = Routine(answered())
    with pytest.raises(traitlets.TraitError, match=name):
        screen.picks.pick(name, value)


def test_the_same_goal_twice_counts_once() -> None:
    screen = Routine(answered())
    screen.picks.pick("goal", "desk")
    screen.picks.pick("second-goal", "desk")
    assert screen.routine.request.goals == ("desk",)


def test_pin_remove_undo_and_what_each_changed() -> None:
    screen = Routine(answered())
    before = ids(screen)
    screen.answer.act("remove", before[-1])
    assert before[-1] not in ids(screen)
    assert screen.text.split(". ")[-1].startswith("Removing") or "Removing" in screen.text
    screen.answer.act("back")
    assert ids(screen) == before
    screen.answer.act("keep", before[-1])
    assert next(step for step in screen.answer.shown["steps"] if step["id"] == before[-1])["kept"]
    screen.picks.pick("goal", "side_of_hip")
    assert before[-1] in ids(screen)
    assert "Stop keeping" in screen.answer.shown["ways"]
    screen.answer.act("undo", before[-1])
    assert screen.routine.request.include == ()


def test_a_swap_puts_the_other_exercise_in_its_place() -> None:
    screen = Routine(answered())
    offers = {
        step: re.findall(r'data-with="([^"]+)"', screen.answer.unfold(f"swap:{step}")) for step in ids(screen)
    }
    wish = next(found[0] for found in offers.values() if found)
    old, new = wish.replace("&gt;", ">").split(">")
    screen.answer.act("swap", f"{old}>{new}")
    assert new in ids(screen)
    assert old not in ids(screen)


def test_more_like_this_adds_one_or_says_that_none_is_allowed() -> None:
    screen = Routine(answered())
    for step in list(ids(screen)):
        before = ids(screen)
        screen.answer.act("more", step)
        told = screen.answer.shown["changed"]
        assert step in ids(screen)
        assert ("allow no further" in told) == (ids(screen) == before)
        screen.answer.act("back")


def test_what_if_answers_without_changing_and_then_does_it() -> None:
    screen = Routine(answered())
    before = ids(screen)
    wishes = re.findall(r'data-with="([^"]+)"', screen.answer.unfold("what-if"))
    assert {"minutes:20", "minutes:10", "equipment:chair", "timing:evening"} <= set(wishes)
    with sent(screen) as messages:
        for wish in (*wishes, "goal:run"):
            screen.answer.act("ask", wish)
            content, answer = messages.pop()
            assert content == {"at": "what-if"}
            assert f'data-with="{wish}"' in gzip.decompress(answer).decode()
            assert ids(screen) == before
    screen.answer.act("wish", "minutes:20")
    assert screen.picks.value["minutes"] == 20
    assert screen.text.count("Five more minutes") == 1


def test_why_not_gives_the_rule_or_the_price() -> None:
    screen = Routine(answered())
    options = re.findall(r'<option value="(\w+)"', screen.answer.unfold("why-not"))
    assert sorted(options) == sorted(item.exercise for item in screen.routine.left_out)
    told = {}
    with sent(screen) as messages:
        for exercise in options[::5]:
            screen.answer.act("price", exercise)
            told[exercise] = gzip.decompress(messages.pop()[1]).decode()
    for exercise, words in told.items():
        assert "Why not." in words
        assert ("The price." in words) == screen.routine.why_not(exercise).may_keep


def test_impossible_wishes_show_the_smallest_clash_and_ways_out_that_work() -> None:
    screen = Routine(answered())
    screen.answer.act("keep", "reclining_figure_four")
    screen.picks.pick("equipment", [])
    assert screen.routine is None
    assert ids(screen) == []
    ways = re.findall(r'data-do="way" data-with="(\d+)"', screen.answer.shown["ways"])
    assert ways
    screen.answer.act("way", ways[0])
    assert screen.routine is not None
    assert ids(screen)


def test_the_drawing_goes_with_the_routine() -> None:
    screen = Routine(answered())
    for minutes in (5, 20, 60):
        screen.picks.pick("minutes", minutes)
        shown, steps = screen.answer.shown, screen.routine.steps
        assert screen.text.startswith(f"{len(steps)} exercise")
        assert shown["total"] == screen.routine.total_s
        assert sum(step["enter"] + step["seconds"] for step in shown["steps"]) == shown["total"]
        grid = [
            shown["total"],
            *(step[name] for step in shown["steps"] for name in ("start", "seconds", "enter")),
        ]
        assert all(seconds % shown["unit"] == 0 for seconds in grid)
        assert [one["met"] for one in shown["coverage"]] == [one.met for one in screen.routine.coverage]


def test_folds_and_panels_open_with_their_content() -> None:
    screen = Routine(answered())
    used = [key[-1] for key, _ in screen.answer.uses() if key[:2] == ("button", "fold")]
    for key in used:
        if key not in ("why", "swap", "watch"):
            assert screen.answer.unfold(key)
    exercise = catalog().exercises[screen.routine.steps[0].exercise]
    told = screen.answer.unfold(f"why:{exercise.id}")
    assert exercise.movement[0] in told
    assert exercise.stop in told


def test_what_is_sent_for_a_pick_is_one_small_message() -> None:
    screen = Routine(answered())
    for name, value in (("minutes", 20), ("goal", "run"), ("symptoms", ["sciatica"]), ("minutes", 90)):
        with sent(screen) as messages:
            screen.picks.pick(name, value)
        assert messages == []
        assert len(screen.answer._shown) < 2000
        assert json.loads(gzip.decompress(screen.answer._shown)) == screen.answer.shown


def test_files_and_codes_bring_the_same_routine_back() -> None:
    screen = Routine(answered())
    for name, value in (("minutes", 20), ("goal", "run"), ("symptoms", ["hip_flexor_tightness"])):
        screen.picks.pick(name, value)
    before = ids(screen)
    with sent(screen) as messages:
        screen.answer.submit("save")
        screen.answer.submit("save", symptoms="yes")
        files = [data for content, data in messages if "download" in content]
    assert b"hip_flexor_tightness" not in files[0]
    assert b"hip_flexor_tightness" in files[1]
    code = re.search(r'class="code">([^<]+)<', screen.answer.unfold("panel:share"))
    assert code is not None
    for act, fields in (("load", {"file": files[1].decode()}), ("code", {"code": code[1]})):
        other = Routine(answered())
        other.answer.submit(act, **fields)
        assert ids(other) == before
        assert other.picks.value["minutes"] == 20


def test_a_broken_file_or_code_is_explained_beside_the_form() -> None:
    screen = Routine(answered())
    before = ids(screen)
    for act, fields in (
        ("load", {"file": "<script>"}),
        ("code", {"code": "<b>"}),
        ("weeks", {"days": []}),
        ("went", {"week": "2", "pain": "<b>"}),
    ):
        with sent(screen) as messages:
            screen.answer.submit(act, **fields)
        content, words = messages[-1]
        assert content == {"at": "panel-said"}
        assert "<script>" not in gzip.decompress(words).decode()
        assert len(gzip.decompress(words)) > 20
    assert ids(screen) == before


def test_after_a_bad_day_the_four_weeks_go_back_until_it_is_forgotten() -> None:
    screen = Routine(answered())
    first = screen.answer.unfold("panel:weeks")
    assert "How did a week go?" in first
    assert "Told so far" not in first
    doses = screen.answer.unfold("weeks:doses")
    with sent(screen) as messages:
        screen.answer.submit("went", week="2", pain="7")
    assert [content for content, _ in messages] == [{"fill": "panel:weeks"}, {"at": "went"}]
    words = gzip.decompress(messages[1][1]).decode()
    assert "Go back one step" in words
    assert "week 3 takes those of week 1 and week 4 takes those of week 2" in words
    assert "go through the screening again" in words
    assert "Told so far: go back one step after week 2." in screen.answer.unfold("panel:weeks")
    assert "↓" in screen.answer.unfold("weeks:doses")
    screen.answer.submit("afresh")
    assert screen.answer.unfold("panel:weeks") == first
    assert screen.answer.unfold("weeks:doses") == doses


def test_what_was_told_of_the_weeks_ends_with_the_routine_and_shapes_what_leaves() -> None:
    screen = Routine(answered())
    planned = calendar_of(screen)
    screen.answer.submit("went", week="1", pain="0", worse="yes")
    assert calendar_of(screen) != planned
    screen.picks.pick("minutes", 25)
    assert "Told so far" not in screen.answer.unfold("panel:weeks")
    screen.picks.pick("minutes", 15)
    assert calendar_of(screen) == planned


def calendar_of(screen: Routine) -> list[bytes]:
    """The lines of the calendar file, but for when it was made."""
    with sent(screen) as messages:
        screen.answer.submit("calendar", days=["mon", "thu"], start="2026-11-23", at="18:00")
    file = next(data for content, data in messages if "download" in content)
    return [line for line in file.splitlines() if not line.startswith((b"DTSTAMP", b"UID"))]


def test_the_calendar_and_the_page_hold_no_symptom() -> None:
    screen = Routine(answered())
    screen.picks.pick("symptoms", ["sciatica"])
    with sent(screen) as messages:
        screen.answer.submit("calendar", days=["mon", "thu"], start="2026-11-23", at="18:00")
        screen.answer.submit("print", weeks="yes")
    calendar = next(data for content, data in messages if "download" in content)
    page = next(gzip.decompress(data) for content, data in messages if "print" in content)
    assert calendar.count(b"BEGIN:VEVENT") == 8
    for file in (calendar, page):
        assert b"sciatica" not in file.lower()


def test_pictures_are_sent_when_asked_for_and_packed() -> None:
    screen = Routine(answered())
    with sent(screen) as messages:
        screen.answer._hear({"pictures": ids(screen)[:2]})
    drawn = json.loads(gzip.decompress(messages[0][1]))
    assert list(drawn) == ids(screen)[:2]
    assert all(svg.startswith("<svg") for svg in drawn.values())


def test_the_player_takes_the_place_of_the_sheet_until_it_is_closed() -> None:
    screen = Routine(answered())
    screen.answer.act("play")
    assert isinstance(screen.children[-1], Player)
    assert "hk-away" in screen._sheet._dom_classes
    screen.player.leave(ids(screen)[1])
    assert screen.player is None
    assert "hk-away" not in screen._sheet._dom_classes
    assert "You stopped at" in screen.text


def test_a_film_made_small_can_be_made_whole_again() -> None:
    shown = motion("clamshell")
    data, frames = small(shown), len(shown.figures)
    half = len(data) // 2
    changes = [low | high << 8 for low, high in zip(data[:half], data[half:], strict=True)]
    whole = array("h", bytes(2 * half))
    size = half // frames
    for place in range(size):
        value = 0
        for frame in range(frames):
            value = (value + changes[place * frames + frame]) & 0xFFFF
            whole[frame * size + place] = struct.unpack("<h", struct.pack("<H", value))[0]
    assert whole.tobytes() == film(shown)


def test_every_control_answers() -> None:
    assert re.fullmatch(r"Routine: \d+ controls and \d+ buttons answer", parts.drive(Routine, answered()))


def test_nothing_the_learner_answered_is_in_what_the_screen_prints() -> None:
    screen = Routine(answered())
    screen.picks.pick("symptoms", ["sciatica"])
    assert "sciatica" not in repr(screen).lower()
