"""The 3-D view in a real JupyterLab: what it sends, how soon it shows, how fast it moves.

The floor is a bare ipywidgets dropdown that changes one HTML text, in the same run. All take turns, and the
steps of all rounds count together. ``python -m benches.bench_view [rounds]``; a round takes about 40 s.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import BrowserContext, Page, WebSocket, sync_playwright

from benches.inlab import write
from benches.measure import report
from tests.browser import chromium
from tests.browser.lab import Lab, Server

ROUNDS, STEPS, WATCH_S = 3, 20, 3
PATIENCE_S = (
    20  # for one change on the page; without it a screen that no longer answers would be waited for for ever
)
SILENCE_MS = 500  # after which a page has been sent all that it will be
BETWEEN_MS = 220  # keys, so that no step waits for the one before
LIMIT_LOAD_KB, LIMIT_FIRST, LIMIT_STEP_MS, LIMIT_STEP, LIMIT_STEP_KB, LIMIT_MOTION_KB = 150, 3, 50, 1.5, 8, 30
LIMIT_STEP_CHANGES, LEAST_FPS = 4, 30
NOTEBOOK = "01-anatomy.ipynb"

FLOOR = """
pick = ipywidgets.Dropdown(description="Pick", options=list(map(str, range(100)))).add_class("b-control")
text = ipywidgets.HTML("0").add_class("b-text")
pick.observe(lambda change: setattr(text, "value", change.new), "value")
ipywidgets.VBox([pick, text])
"""
VIEW = """
body = Body(height=460)
slider = ipywidgets.IntSlider(0, -30, 120, description="Flexion").add_class("b-control")
slider.observe(lambda change: setattr(body, "pose", Pose(change.new)), "value")
play = ipywidgets.Button(description="Play it").add_class("b-play")
play.on_click(lambda _: setattr(body, "motion", motion("half_kneeling_hip_flexor")))
ipywidgets.VBox([page(), slider, play, body], layout=ipywidgets.Layout(width="762px")).add_class("hipkit")
"""
SCREEN = "hip = Hip()\nhip"
SCREEN_IMPORTS = "from hipkit.screens.anatomy.hip import Hip"
FLOOR_IMPORTS = "import ipywidgets"
VIEW_IMPORTS = """import ipywidgets
from hipkit.anatomy.motion import motion
from hipkit.anatomy.pose import Pose
from hipkit.screens.body import Body
from hipkit.screens.parts import page"""

# What the page waits for is a promise that breaks when nothing comes.
PATIENCE = f"""() => {{ globalThis.within = (what, look) => new Promise((done, fail) => {{
    setTimeout(() => fail(new Error(what + " did not come within {PATIENCE_S} s")), {1000 * PATIENCE_S});
    const again = () => {{ const found = look(); found ? done(found) : requestAnimationFrame(again) }};
    again();
}}) }}"""
SINCE_ENTER = """ready => {
    addEventListener("keydown", event => { if (event.key === "Enter") globalThis.pressed = performance.now() }, true);
    globalThis.waited = within(`The first ${ready}`, () => {
        const found = document.querySelector(ready);
        return found && (Number(found.dataset.first) || performance.now()) - pressed;
    });
    waited.catch(() => {}); // it is told when it is asked for
}"""
SINCE_KEY = """() => addEventListener("keydown", () => {
    const start = performance.now();
    const canvas = document.querySelector(".hk-view canvas"), text = document.querySelector(".b-text");
    const mark = () => (canvas ? canvas.dataset.drawn : text.textContent);
    const before = mark();
    globalThis.waited = within("A change after a key", () =>
        mark() !== before && (canvas ? Number(canvas.dataset.at) : performance.now()) - start);
    waited.catch(() => {});
}, { capture: true, once: true })"""
KEYS_STAY = """() => addEventListener(
    "focusin", event => event.target.setAttribute("data-lm-suppress-shortcuts", "true"), true)"""
BENCHED = {"floor": (FLOOR_IMPORTS, FLOOR), "view": (VIEW_IMPORTS, VIEW), "screen": (SCREEN_IMPORTS, SCREEN)}
PAINTED = "() => Number(document.querySelector('.hk-view canvas').dataset.drawn)"

Seen = dict[str, Any]


class Wire:
    """Counts what the pages of a window receive from their kernels: bytes, and changes of widgets."""

    def __init__(self, window: BrowserContext) -> None:
        self.received = self.changes = 0
        window.on("page", lambda page: page.on("websocket", self._listen))

    def _listen(self, socket: WebSocket) -> None:
        if "/api/kernels/" in socket.url:  # JupyterLab has sockets of its own
            socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        self.received += len(payload)
        text = payload if isinstance(payload, bytes) else payload.encode()
        self.changes += b"comm_msg" in text and b"execution_state" not in text  # not "busy" and "idle"

    @contextmanager
    def counting(self) -> Iterator[list[float]]:
        """A list that holds the kilobytes received inside, when it is over."""
        before, told = self.received, [0.0]
        yield told
        told[0] = (self.received - before) / 1000

    def settle(self, page: Page) -> None:
        """Wait until nothing has come for a while.

        Raises:
            TimeoutError: it goes on and on.
        """
        for _ in range(1000 * PATIENCE_S // SILENCE_MS):
            before = self.received
            page.wait_for_timeout(SILENCE_MS)
            if self.received == before:
                return
        raise TimeoutError(f"The kernel has been sending for {PATIENCE_S} s")


def main(rounds: int = ROUNDS) -> bool:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS)
        try:
            for name, cells in BENCHED.items():
                write(server, name, *cells)
            window = browser.new_context()
            lab, wire = Lab(server, window, Path(folder)), Wire(window)
            seen: dict[str, list[Seen]] = {name: [] for name in BENCHED}
            for turn in range(1, rounds + 1):
                print(f"round {turn} of {rounds}", flush=True)
                for name, rows in seen.items():
                    rows.append(_measured(lab, wire, name))
            whole = _whole(lab, wire)
        finally:
            browser.close()
            server.stop()
    floor, view, screen = map(_together, seen.values())
    return _reported(floor, view, screen, whole)


def _measured(lab: Lab, wire: Wire, name: str) -> Seen:
    page = lab.open(f"{name}.ipynb")
    page.set_default_timeout(1000 * PATIENCE_S)
    page.evaluate(PATIENCE)
    _run_cell(lab, page, 0)
    page.evaluate(SINCE_ENTER, ".b-control select" if name == "floor" else ".hk-view canvas[data-first]")
    with wire.counting() as load:
        _run_cell(lab, page, 1)
        found: Seen = {"first": page.evaluate("waited")}
        wire.settle(page)
    found["load"] = load[0]
    page.evaluate(KEYS_STAY)
    page.locator(".b-control .noUi-handle, .b-control select, input[data-joint=hip_flexion]").focus()
    before = wire.changes
    with wire.counting() as sent:
        found["steps"] = [_step(page) for _ in range(STEPS)]
    found |= {"step_kb": sent[0] / STEPS, "step_changes": (wire.changes - before) / STEPS}
    if name == "view":
        found |= _played(wire, page)
    page.close()
    lab.server.close_kernels()
    return found


def _played(wire: Wire, page: Page) -> Seen:
    with wire.counting() as sent:
        page.locator(".b-play").click()
        wire.settle(page)
    before = page.evaluate(PAINTED)
    page.wait_for_timeout(1000 * WATCH_S)
    return {"motion_kb": sent[0], "fps": (page.evaluate(PAINTED) - before) / WATCH_S}


def _whole(lab: Lab, wire: Wire) -> float:
    """What a whole notebook is sent from Run All until it rests, kB."""
    page = lab.open(NOTEBOOK)
    with wire.counting() as load:
        lab.run_all(page)
        wire.settle(page)
    page.close()
    lab.server.close_kernels()
    return load[0]


def _run_cell(lab: Lab, page: Page, index: int) -> None:
    cell = page.locator(".jp-CodeCell").nth(index)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "index => /\\[\\d+\\]/.test(document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')[index].textContent)",
        arg=index,
    )
    lab.wait_idle(page)


def _step(page: Page) -> float:
    """From a key on the control to the change on the page, ms."""
    page.evaluate(SINCE_KEY)
    page.keyboard.press("ArrowDown" if page.locator(".b-text").count() else "ArrowRight")
    taken: float = page.evaluate("waited")
    page.wait_for_timeout(BETWEEN_MS)
    return taken


def _together(rounds: list[Seen]) -> dict[str, float]:
    """The median of the rounds, and of all their steps."""
    steps = [step for seen in rounds for step in seen["steps"]]
    whole = {name: median(seen[name] for seen in rounds) for name in rounds[0] if name != "steps"}
    return whole | {"step": median(steps), "step_p90": quantiles(steps, n=10)[-1]}


def _reported(
    floor: dict[str, float], view: dict[str, float], screen: dict[str, float], whole: float
) -> bool:
    report("floor: first control", floor["first"])
    report("floor: step to change, median", floor["step"])
    report("floor: step to change, p90", floor["step_p90"])
    report("floor: received at load", floor["load"], unit="kB")
    report("view: first picture", view["first"])
    kept = [
        report("view: first picture over the floor", view["first"] / floor["first"], LIMIT_FIRST, "x"),
        report("view: received for an exercise", view["motion_kb"], LIMIT_MOTION_KB, "kB"),
        report("view: milliseconds a frame, playing", 1000 / view["fps"], 1000 / LEAST_FPS),
    ]
    report("view: frames a second, playing", view["fps"], unit="")
    for name, seen in (("view", view), ("screen", screen)):
        report(f"{name}: slider step to paint, median", seen["step"])
        kept += [
            report(f"{name}: the same over the floor", seen["step"] / floor["step"], LIMIT_STEP, "x"),
            report(f"{name}: slider step to paint, p90", seen["step_p90"], LIMIT_STEP_MS),
            report(f"{name}: received for a step", seen["step_kb"], LIMIT_STEP_KB, "kB"),
            report(f"{name}: changes of widgets for a step", seen["step_changes"], LIMIT_STEP_CHANGES, ""),
            report(f"{name}: received at load", seen["load"], LIMIT_LOAD_KB, "kB"),
        ]
    return all([*kept, report(f"{NOTEBOOK}: received at load", whole, LIMIT_LOAD_KB, "kB")])


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:2])))
