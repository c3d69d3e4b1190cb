"""The player in all its states for people who cannot use a mouse, or cannot see or hear it well, or read it on a phone.

The clock stands still, so that its trees in ``trees/`` do not tick. ``test_axe.py`` says how they are written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

import pytest
from attrs import evolve
from playwright.sync_api import BrowserContext, Locator, Page, expect

from hipkit.facts import catalog
from hipkit.facts.records import Dose
from hipkit.routine.playing import segments
from hipkit.text.playing import cue
from tests.browser.barriers import barriers, forced, moving, narrow, notebook, strange, tree
from tests.browser.keyboard import NOTEBOOK, stops
from tests.browser.lab import Lab
from tests.browser.playing import ROUTINE, bring_axe, standing_clock, started, wear, wind
from tests.browser.speech import LISTEN

# The first exercise in two sets, so that there is a rest between them.
IN_SETS = evolve(ROUTINE.steps[0], dose=Dose(2, 10, "repetition", 2, "our choice", rest_s=20))
RESTED = evolve(ROUTINE, steps=(IN_SETS, *ROUTINE.steps[1:]))
CUES = [cue(segment, RESTED, catalog()) for segment in segments(RESTED)]
AS_WIDE_AS_THE_WINDOW = "#stage { grid-template-columns: minmax(0, 760px) !important }"
AFTER = (
    "() => document.body.append(Object.assign(document.createElement('button'), { textContent: 'After' }))"
)


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    with standing_clock(window) as page:
        page.emulate_media(reduced_motion="reduce")
        yield page


def sheet(page: Page) -> Locator:
    return page.locator(".hk-player")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def before(kind: str, side: str = "") -> float:
    """Seconds from the start until the middle of the first stretch of this kind."""
    at = next(i for i, one in enumerate(CUES) if (one["kind"], one["side"]) == (kind, side))
    return float(sum(one["seconds"] for one in CUES[:at]) + CUES[at]["seconds"] / 2)


MOMENTS = [
    before("change"),
    before("work"),
    before("rest"),
    before("work", "right"),
    before("switch", "left"),
]
WAYS = [0, *(after - earlier for earlier, after in pairwise(MOMENTS))]


def unfold(page: Page) -> None:
    """The last of the settings open, slower on the second side, and no voice."""
    page.get_by_text("Count and pace").click()
    wind(page, 10)
    press(page, "Slower")
    press(page, "Voice: on")
    expect(page.get_by_text("From the next exercise on").last).to_be_visible()


def finish(page: Page) -> None:
    wind(page, 2 * sum(one["seconds"] for one in CUES))
    expect(page.get_by_role("heading", name="The routine is done")).to_be_visible()


def go_on_to_the_end(page: Page) -> None:
    press(page, "That was a mistake")
    finish(page)


STATES: dict[str, Callable[[Page], None]] = {
    "change": lambda page: wind(page, MOMENTS[0]),
    "work": lambda page: wind(page, WAYS[1]),
    "rest": lambda page: wind(page, WAYS[2]),
    "side": lambda page: wind(page, WAYS[3]),
    "switch": lambda page: wind(page, WAYS[4]),
    "slower": unfold,
    "paused": lambda page: press(page, "Pause"),
    "stopped": lambda page: press(page, "That hurts: stop"),
    "done": go_on_to_the_end,
}


def test_every_state_is_open_to_everyone(page: Page) -> None:
    started(page, RESTED, body=True)
    page.add_style_tag(content=AS_WIDE_AS_THE_WINDOW)
    page.evaluate(AFTER)  # where the Tab key leads when it leaves the player
    bring_axe(page)
    complaints: list[str] = []
    for state, act in STATES.items():
        act(page)
        found = [*barriers(page, [0], wear), *forced(page), *moving(page), *narrow(page)]
        page.set_viewport_size({"width": 800, "height": 900})
        found += strange(f"player-{state}", tree(sheet(page)))
        found += stops(page, sheet(page), without=["Escape"])
        complaints += [f"{state}, {one}" for one in found]
    assert not complaints, f"{len(complaints)} barriers:\n" + "\n".join(complaints)


def heard(page: Page, act: Callable[[], object]) -> list[str]:
    """All that a screen reader speaks by itself, whatever else it reads where the focus goes."""
    sheet(page).evaluate(LISTEN)
    act()
    spoken: list[str] = page.evaluate("heard")
    return spoken


def test_each_change_is_spoken_once_and_the_clock_never(page: Page) -> None:
    started(page, RESTED, body=True)
    for one, following in pairwise(CUES):
        assert heard(page, partial(wind, page, one["seconds"] - 1.12)) == []
        assert heard(page, partial(wind, page, 0.88)) == [following["say"]]
    assert heard(page, partial(wind, page, 200)) == []  # the focus goes to the heading that says so
    expect(page.get_by_role("heading", name="The routine is done")).to_be_focused()


def test_what_is_done_to_the_player_is_spoken_once(page: Page) -> None:
    started(page, RESTED, body=True)
    keys = page.keyboard
    assert heard(page, lambda: keys.press("Space")) == ["Paused."]
    assert heard(page, lambda: keys.press("Space")) == [CUES[0]["say"]]
    assert heard(page, lambda: keys.press("s")) == ["Slower: × 1.25."]
    assert heard(page, lambda: keys.press("v")) == ["Voice: off"]
    second = next(one for one in CUES if one["step"] == 1)
    assert heard(page, lambda: keys.press("ArrowRight")) == [second["say"]]
    assert heard(page, lambda: keys.press("ArrowLeft")) == [CUES[0]["say"]]
    page.locator("canvas").focus()
    [muscle] = heard(page, lambda: keys.press("n"))
    assert "of its fibre length" in muscle
    assert heard(page, lambda: keys.press("Escape")) == []  # the focus goes to the heading that says so
    expect(page.get_by_role("heading", name="Stopped")).to_be_focused()


def places(page: Page) -> Iterator[Locator]:
    """Wherever the focus can be while a routine is played."""
    page.locator("summary").click()
    for place in sheet(page).locator("h2, canvas, button:visible, summary, select").all():
        place.focus()
        expect(place).to_be_focused()
        yield place


def test_esc_stops_wherever_the_focus_is_and_only_a_button_goes_on(page: Page) -> None:
    started(page, RESTED, body=True)
    page.locator("canvas").press("n")  # Esc would put the name of the muscle away as well
    for _place in places(page):
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", name="Stopped")).to_be_focused()
        for key in ("Space", "ArrowRight", "ArrowLeft", "s", "v", "Escape"):
            page.keyboard.press(key)
        wind(page, 600)
        expect(page.get_by_role("heading", name="Stopped")).to_be_focused()
        for key in ("Tab", "Tab", "Tab", "Enter"):  # that was a mistake
            page.keyboard.press(key)
        expect(page.locator("h2")).to_be_focused()
        expect(page.locator(".ring b")).to_have_text(str(CUES[0]["seconds"]))


def test_space_pauses_from_the_picture_and_opens_what_has_the_focus(page: Page) -> None:
    started(page, RESTED, body=True)
    page.locator("canvas").press("Space")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.locator("canvas").press("Space")
    page.locator("summary").press("Space")
    expect(page.get_by_label("One breath takes")).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_the_focus_stays_in_the_player_when_a_voice_that_does_not_work_is_turned_on(page: Page) -> None:
    started(page, RESTED)
    page.keyboard.press("v")
    page.evaluate("() => { speechSynthesis.speak = said => said.onerror({ error: 'synthesis-failed' }); }")
    page.get_by_role("button", name="Voice: off").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="No voice in this browser")).to_be_disabled()
    expect(page.get_by_role("button", name="Pause")).to_be_focused()


def test_after_the_end_only_the_way_back_and_out_are_left(page: Page) -> None:
    started(page, RESTED)
    finish(page)
    for key in ("Space", "ArrowRight", "s", "v", "Escape"):
        assert heard(page, partial(page.keyboard.press, key)) == []
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    wind(page, 2)
    assert page.locator(".ring b").inner_text() != str(CUES[-1]["seconds"])


PLAYED = [
    "from hipkit import catalog, symptoms\nfrom hipkit.screens import Routine",
    "kit = Routine(symptoms.screen(dict.fromkeys(catalog().red_flags, 'no')))\nkit.play()\nkit",
]


def test_no_key_of_the_player_reaches_the_notebook(lab: Lab) -> None:
    page = lab.open(notebook(lab, "playing.ipynb", PLAYED), width=832, height=1000, alone=True)
    page.emulate_media(reduced_motion="reduce")
    lab.run_all(page)
    expect(sheet(page).locator("canvas[data-painter]")).to_be_visible()
    found = stops(page, sheet(page), without=["Escape"])
    sheet(page).locator("canvas").focus()
    cells = page.evaluate(NOTEBOOK)
    for key in ("Escape", "Space", "ArrowDown", "a", "d", "d"):
        page.keyboard.press(key)
    expect(sheet(page).get_by_role("heading", name="Stopped")).to_be_focused()
    page.wait_for_timeout(200)  # a notebook takes its time
    assert page.evaluate(NOTEBOOK) == cells
    found += stops(page, sheet(page))
    assert not found, "\n".join(found)
