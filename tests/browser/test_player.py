"""The player in a real browser: what it counts and says, how it is stopped, and that it keeps the time.

Most tests wind the page's clock forward; one lets a minute pass, in a tab that sleeps, beside the others.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hipkit.facts import catalog
from hipkit.routine import Request, Routine, plan
from hipkit.routine.playing import segments
from hipkit.text.playing import LEAVE, cue
from tests.browser.playing import (
    CLEAR,
    CUES,
    ROUTINE,
    STEPS,
    another,
    play,
    said,
    standing_clock,
    started,
    to_side,
    wind,
)

MINUTE_S = 60
DRIFT = 0.01
KEYS_OUT = "() => addEventListener('keydown', (event) => { globalThis.out = [...(globalThis.out ?? []), event.key]; })"
WIDER = """sheet => [...sheet.querySelectorAll("*")]
    .filter(node => node.getClientRects().length && !node.closest("svg, .vh, .scene"))
    .filter(node => node.getBoundingClientRect().right > sheet.getBoundingClientRect().right + 1)
    .map(node => node.outerHTML.slice(0, 90))"""
GONE = "() => parseFloat(document.querySelector('.gone').style.strokeDasharray) / (2 * Math.PI * 46)"


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    with standing_clock(window) as page:
        yield page


@pytest.fixture(scope="module")
def sleeper(window: BrowserContext) -> Iterator[tuple[Page, float]]:
    """A player that runs by the real clock from the first test on, in a page put to sleep; and when it began."""
    context = another(window)
    page = context.new_page()
    play(page)
    began = time.monotonic() - elapsed(page)
    page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": "frozen"})
    yield page, began
    context.close()


def elapsed(page: Page) -> float:
    """Seconds of the routine that the page shows as gone, to a tenth."""
    shown = heading(page)
    said = page.locator("p[role=status]").inner_text()
    at = next(i for i, one in enumerate(CUES) if one["say"] == said and STEPS[one["step"]].name == shown)
    gone: float = 1 - page.evaluate(GONE)
    before: float = sum(one["seconds"] for one in CUES[:at])
    seconds: float = CUES[at]["seconds"]
    return before + gone * seconds


def heading(page: Page) -> str:
    return page.locator("h2").inner_text()


@pytest.mark.usefixtures("sleeper")
def test_the_name_is_said_before_it_starts_and_each_change_once(page: Page) -> None:
    started(page)
    for one in CUES[:12]:
        assert said(page)[-1] == one["say"]
        expect(page.locator("p[role=status]")).to_have_text(one["say"])
        wind(page, one["seconds"] - 0.12)
    assert said(page)[:12] == [one["say"] for one in CUES[:12]]
    first_work = next(i for i, words in enumerate(said(page)) if CUES[i]["kind"] == "work")
    assert any(STEPS[0].name in words for words in said(page)[:first_work])


def test_it_plays_to_the_end_by_itself(page: Page) -> None:
    started(page)
    total = sum(float(one["seconds"]) for one in CUES)
    assert total == ROUTINE.total_s
    wind(page, total - 1)
    expect(page.locator("h2")).to_have_text(STEPS[-1].name)
    wind(page, 1)
    expect(page.locator("h2")).to_have_text("The routine is done")
    assert page.evaluate("() => sent") == []  # not a word to the kernel
    page.get_by_role("button", name="Close the player").click()
    assert page.evaluate("() => sent") == [{"do": "close", "with": ""}]


def side_seconds(page: Page, side: str) -> float:
    """Seconds by the page's clock for as long as a side is marked as working."""
    half = page.locator(".sides span.now")
    spent = 0.0
    while half.count() and half.inner_text().startswith(side):
        wind(page, 0.88)
        spent += 1
    return spent


def test_both_sides_get_the_same_time_also_when_one_was_slowed_down(page: Page) -> None:
    started(page)
    work = to_side(page)
    page.keyboard.press("s")
    right = side_seconds(page, "Right")
    while not page.locator(".sides span.now").count():
        wind(page, 0.88)
    page.keyboard.press("s")  # on the second side it waits for the next exercise
    expect(page.locator(".hk-row .hk-note", has_text="so that both sides get the same time")).to_be_visible()
    left = side_seconds(page, "Left")
    assert right > 1.2 * float(work["seconds"])
    assert left == pytest.approx(right, abs=1.1)


@pytest.mark.parametrize(
    "voice",
    [
        "globalThis.speechSynthesis = undefined",
        "speechSynthesis.speak = (said) => said.onerror({ error: 'synthesis-failed' })",
    ],
    ids=["none", "none that works"],
)
def test_where_there_is_no_voice_it_says_so_and_goes_on_in_words(page: Page, voice: str) -> None:
    page.evaluate(
        f"() => {{ Object.defineProperty(globalThis, 'speechSynthesis', {{ writable: true }}); {voice}; }}"
    )
    started(page)
    page.keyboard.press("v")
    button = page.locator("[data-act=voice]")
    expect(button).to_have_text("No voice in this browser")
    expect(button).to_be_disabled()
    expect(page.locator("p[role=status]")).to_have_text(CUES[0]["say"])


def test_keys_pause_skip_and_go_back_and_stay_in_the_player(page: Page) -> None:
    started(page)
    page.evaluate(KEYS_OUT)
    expect(page.locator("h2")).to_be_focused()
    page.keyboard.press("Space")
    before = page.locator(".ring b").inner_text()
    wind(page, 40)
    expect(page.locator(".ring b")).to_have_text(before)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("h2")).to_have_text(STEPS[1].name)
    page.keyboard.press("ArrowRight")
    expect(page.locator("h2")).to_have_text(STEPS[2].name)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h2")).to_have_text(STEPS[1].name)
    wind(page, 5)
    page.keyboard.press("ArrowLeft")  # it has begun: to its start
    expect(page.locator("h2")).to_have_text(STEPS[1].name)
    page.keyboard.press("v")
    expect(page.get_by_role("button", name="Voice: off")).to_be_visible()
    silent = len(said(page))
    page.keyboard.press("ArrowRight")
    assert len(said(page)) == silent
    assert page.evaluate("() => globalThis.out ?? []") == []


def test_that_hurts_stops_at_once_and_says_what_to_do(page: Page) -> None:
    started(page)
    wind(page, 40)
    at = heading(page)
    expect(page.get_by_role("button", name="That hurts: stop")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Stopped")).to_be_focused()
    panel = page.locator(".halt")
    for words in (*LEAVE, next(one.stop for one in STEPS if one.name == at)):
        expect(panel).to_contain_text(words)
    wind(page, 600)
    expect(page.locator("h2")).to_have_text(at)
    panel.get_by_role("button", name="Leave it out and go on").click()
    expect(panel).to_have_count(0)
    after = [one.name for one in STEPS]
    expect(page.locator("h2")).to_have_text(after[after.index(at) + 1])
    page.get_by_role("button", name="That hurts: stop").click()
    page.locator(".halt").get_by_role("button", name="End here").click()
    assert page.evaluate("() => sent") == [{"do": "close", "with": STEPS[after.index(at) + 1].id}]


def test_breaths_are_counted_at_the_learners_pace(page: Page) -> None:
    request = Request(15, ["general_mobility"], equipment=["mat"], include=["cat_cow"])
    made = plan(request, CLEAR)
    assert isinstance(made, Routine)
    started(page, made)
    cues = [cue(segment, made, catalog()) for segment in segments(made)]
    at = next(i for i, one in enumerate(cues) if one["unit"] == "breath")
    wind(page, sum(float(one["seconds"]) for one in cues[:at]) + 0.1)
    expect(page.locator(".ring span")).to_have_text("breaths")
    expect(page.locator(".ring b")).to_have_text(str(cues[at]["count"]))
    page.get_by_text("Count and pace").click()
    page.get_by_label("One breath takes").select_option("10")
    wind(page, 20)
    expect(page.locator(".ring b")).to_have_text(str(cues[at]["count"] - 2))
    wind(page, 10 * (cues[at]["count"] - 2) - 1)
    expect(page.locator(".ring span")).to_have_text("breath")
    wind(page, 1)
    expect(page.locator("p[role=status]")).to_have_text(cues[at + 1]["say"])


def test_the_body_works_with_the_side_that_is_named(page: Page) -> None:
    started(page, body=True)
    work = to_side(page)
    alt = page.locator("canvas")
    expect(alt).to_have_attribute("aria-label", re.compile("right side"))
    right = page.evaluate("() => document.querySelector('.hk-view').view.figure.parts")
    wind(
        page,
        sum(float(one["seconds"]) for one in CUES if one["step"] == work["step"] and one["side"] == "right"),
    )
    wind(page, 8)
    expect(alt).to_have_attribute("aria-label", re.compile("left side"))
    left = page.evaluate("() => document.querySelector('.hk-view').view.figure.parts")
    apart = [abs(right["r_foot"]["place"][i] - right["l_foot"]["place"][i]) for i in range(3)]
    assert max(apart) > 0.05  # a pose that has a side
    assert left != right


def test_calm_pages_show_a_still_body_and_go_on_counting(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    started(page, body=True)
    wind(page, 32)
    drawn = "() => document.querySelector('canvas').dataset.drawn"
    before = page.evaluate(drawn)
    page.clock.run_for(3000)
    assert int(page.evaluate(drawn)) <= int(before) + 2
    assert elapsed(page) == pytest.approx(35.4, abs=0.7)


@pytest.mark.parametrize(("theme", "width"), [("dark", 760), ("light", 360)])
def test_the_way_to_stop_is_in_sight_and_nothing_runs_over(page: Page, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width + 2, "height": 640})
    started(page, width=width, theme=theme, body=True)
    expect(page.get_by_role("button", name="That hurts: stop")).to_be_in_viewport(ratio=1)
    over = page.locator(".hk-player").evaluate(WIDER)
    assert over == []


def test_a_page_that_slept_a_minute_knows_the_time(sleeper: tuple[Page, float]) -> None:
    page, began = sleeper
    time.sleep(max(0.0, MINUTE_S - (time.monotonic() - began)))
    page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": "active"})
    page.wait_for_timeout(300)
    shown, passed = elapsed(page), time.monotonic() - began
    print(f"after {passed:.2f} s the player shows {shown:.2f} s")
    assert shown == pytest.approx(passed, abs=DRIFT * passed)
