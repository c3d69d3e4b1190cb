"""The player on a page of its own, without JupyterLab, by a clock that stands still until it is wound on.

with standing_clock(window) as page:
    started(page)
    wind(page, 30)
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, Page

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.routine import Request, Routine, plan
from hipkit.routine.playing import segments
from hipkit.screens.body import Body
from hipkit.screens.parts import Page as Sheet
from hipkit.screens.routine import Player
from hipkit.text.playing import cue
from tests.browser.barriers import AXE
from tests.browser.lab import Theme
from tests.browser.stage import _HTML, _SCRIPT, LOADER, plain, plain_programs

CLEAR = symptoms.screen(dict.fromkeys(catalog().red_flags, "no"))
VOICE = """() => {
    globalThis.said = [];
    const speech = { speak: ({ text }) => said.push(text), cancel() {} };
    Object.defineProperty(globalThis, "speechSynthesis", { value: speech, configurable: true });
    globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
REAL_TIME = "() => { globalThis.inRealTime = setTimeout.bind(globalThis); }"
SENT = "() => { globalThis.sent = []; views[0].model.send = (message) => sent.push(message); }"


def runner() -> Routine:
    """A runner, stiff after sitting, with a quarter of an hour."""
    request = Request(15, ["run"], symptoms=["hip_flexor_tightness"], equipment=["mat", "chair"])
    made = plan(request, CLEAR)
    assert isinstance(made, Routine)
    return made


ROUTINE = runner()
CUES = [cue(segment, ROUTINE, catalog()) for segment in segments(ROUTINE)]
STEPS = [catalog().exercises[step.exercise] for step in ROUTINE.steps]


@contextmanager
def standing_clock(window: BrowserContext) -> Iterator[Page]:
    """A page whose clock stands still until it is wound on, and that tells what it would have said."""
    context = another(window)  # a clock belongs to all pages of a context
    page = context.new_page()
    page.set_viewport_size({"width": 800, "height": 900})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.evaluate(VOICE)
    page.evaluate(REAL_TIME)
    page.clock.install()
    page.clock.pause_at(time.time() + 10)
    yield page
    context.close()
    assert problems == []


def another(window: BrowserContext) -> BrowserContext:
    assert window.browser is not None
    return window.browser.new_context()


def play(
    page: Page, routine: Routine = ROUTINE, width: int = 760, theme: str = "light", body: bool = False
) -> None:
    """The player on a page of its own, running; without ``body`` no picture is painted, which takes its time."""
    player = Player(routine)
    light = str(theme == "light").lower()
    css = (
        Sheet.css
        + Player.style
        + ("" if body else ".hk-player canvas { visibility: hidden; width: 0 !important }")
    )
    page.set_content(_HTML.format(css=css, light=light, columns=1, width=width, ground="canvas"))
    state = json.loads(json.dumps(plain(player.get_state()), default=str))
    never = "save_changes() { throw new Error('nothing is to be saved'); },"
    script = _SCRIPT.replace('"hipkit";', '"hipkit hk-player";').replace("save_changes() {},", never)
    page.evaluate(
        script,
        {
            "loader": LOADER,
            "programs": plain_programs(player.program(), Body.program()),
            "views": [{"title": "", "state": state}],
        },
    )
    page.evaluate(SENT)
    page.wait_for_selector("canvas", state="attached")


def started(page: Page, routine: Routine = ROUTINE, **look: Any) -> None:
    """The player under a clock that stands still, its first picture drawn."""
    play(page, routine, **look)
    page.clock.run_for(50)


def to_side(page: Page) -> dict[str, Any]:
    """Go on to where the first right side begins."""
    at = next(i for i, one in enumerate(CUES) if one["side"] == "right")
    wind(page, sum(float(one["seconds"]) for one in CUES[:at]))
    return CUES[at]


def wind(page: Page, seconds: float) -> None:
    """Let time pass as in a tab that slept: every timer is called once, late."""
    page.clock.fast_forward(int(seconds * 1000))
    page.clock.run_for(120)


def bring_axe(page: Page) -> None:
    """axe-core, which waits in real time."""
    page.evaluate("source => new Function('setTimeout', source)(inRealTime)", AXE)


def wear(page: Page, theme: Theme) -> None:
    """Another theme, as JupyterLab tells it to the kit."""
    page.locator("body").evaluate(
        "(body, light) => { body.dataset.jpThemeLight = light; }", str(theme == "light").lower()
    )


def said(page: Page) -> list[str]:
    spoken: list[str] = page.evaluate("() => said")
    return spoken
