"""The 3-D view in a real JupyterLab: what it sends, how soon it shows, how fast it moves.

The floor is a bare ipywidgets dropdown that changes one HTML text, in the same run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import BrowserContext, Page, WebSocket, sync_playwright

from benches.measure import report
from tests.browser import chromium
from tests.browser.lab import Lab, Server

RUNS, STEPS, WATCH_S = 3, 30, 4
LIMIT_LOAD_KB, LIMIT_FIRST, LIMIT_STEP_MS, LIMIT_STEP_KB, LIMIT_MOTION_KB, LEAST_FPS = 150, 3, 50, 8, 30, 30
LIMIT_STEP_CHANGES = 4

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

SINCE_ENTER = """ready => {
    addEventListener("keydown", event => { if (event.key === "Enter") globalThis.pressed = performance.now() }, true);
    globalThis.waited = new Promise(done => {
        const look = () => {
            const found = document.querySelector(ready);
            if (!found) return requestAnimationFrame(look);
            done((Number(found.dataset.first) || performance.now()) - globalThis.pressed);
        };
        look();
    });
}"""
SINCE_KEY = """() => addEventListener("keydown", () => {
    const start = performance.now();
    const canvas = document.querySelector(".hk-view canvas"), text = document.querySelector(".b-text");
    const mark = () => (canvas ? canvas.dataset.drawn : text.textContent);
    const before = mark();
    globalThis.waited = new Promise(done => {
        const look = () => {
            if (mark() === before) return requestAnimationFrame(look);
            done((canvas ? Number(canvas.dataset.at) : performance.now()) - start);
        };
        look();
    });
}, { capture: true, once: true })"""
KEYS_STAY = """() => addEventListener(
    "focusin", event => event.target.setAttribute("data-lm-suppress-shortcuts", "true"), true)"""
PAINTED = "() => Number(document.querySelector('.hk-view canvas').dataset.drawn)"


class Wire:
    """Counts what the pages of a window receive over their websockets: bytes, and changes of widgets."""

    def __init__(self, window: BrowserContext) -> None:
        self.received = self.changes = 0
        window.on("page", lambda page: page.on("websocket", self._listen))

    def _listen(self, socket: WebSocket) -> None:
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


def main() -> bool:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS)
        try:
            _write(server, "floor", FLOOR_IMPORTS, FLOOR)
            _write(server, "view", VIEW_IMPORTS, VIEW)
            _write(server, "screen", SCREEN_IMPORTS, SCREEN)
            window = browser.new_context()
            lab, wire = Lab(server, window, Path(folder)), Wire(window)
            seen = [[_measured(lab, wire, name) for name in ("floor", "view", "screen")] for _ in range(RUNS)]
        finally:
            browser.close()
            server.stop()
    return _reported(*(_median(rows) for rows in zip(*seen, strict=True)))


def _write(server: Server, name: str, *cells: str) -> None:
    made: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"c{index}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": text,
        }
        for index, text in enumerate(cells)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = {"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (server.notebooks / f"{name}.ipynb").write_text(json.dumps(notebook))


def _measured(lab: Lab, wire: Wire, name: str) -> dict[str, float]:
    page = lab.open(f"{name}.ipynb")
    _run_cell(lab, page, 0)
    page.evaluate(SINCE_ENTER, ".b-control select" if name == "floor" else ".hk-view canvas[data-first]")
    with wire.counting() as load:
        _run_cell(lab, page, 1)
        found = {"first": page.evaluate("waited")}
        page.wait_for_timeout(2500)
    found["load"] = load[0]
    page.evaluate(KEYS_STAY)
    page.locator(".b-control .noUi-handle, .b-control select, input[data-joint=hip_flexion]").focus()
    before = wire.changes
    with wire.counting() as sent:
        steps = [_step(page) for _ in range(STEPS)]
    found |= {"step": median(steps), "step_p90": quantiles(steps, n=10)[-1], "step_kb": sent[0] / STEPS}
    found["step_changes"] = (wire.changes - before) / STEPS
    if name == "view":
        with wire.counting() as sent:
            page.locator(".b-play").click()
            page.wait_for_timeout(1500)
        before = page.evaluate(PAINTED)
        page.wait_for_timeout(1000 * WATCH_S)
        found |= {"motion_kb": sent[0], "fps": (page.evaluate(PAINTED) - before) / WATCH_S}
    page.close()
    lab.server.close_kernels()
    return found


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
    page.wait_for_timeout(220)
    return taken


def _median(rows: tuple[dict[str, Any], ...]) -> dict[str, float]:
    return {name: median(row[name] for row in rows) for name in rows[0]}


def _reported(floor: dict[str, float], view: dict[str, float], screen: dict[str, float]) -> bool:
    report("floor: first control", floor["first"])
    report("floor: step to change, median", floor["step"])
    report("floor: step to change, p90", floor["step_p90"])
    report("view: first picture", view["first"])
    kept = [
        report("view: first picture over the floor", view["first"] / floor["first"], LIMIT_FIRST, "x"),
        report("view: received at load", view["load"], LIMIT_LOAD_KB, "kB"),
        report("view: slider step to paint, p90", view["step_p90"], LIMIT_STEP_MS),
        report("view: received for a step", view["step_kb"], LIMIT_STEP_KB, "kB"),
        report("view: received for an exercise", view["motion_kb"], LIMIT_MOTION_KB, "kB"),
        report("view: milliseconds a frame, playing", 1000 / view["fps"], 1000 / LEAST_FPS),
        report("screen: received at load", screen["load"], LIMIT_LOAD_KB, "kB"),
        report("screen: slider step to paint, p90", screen["step_p90"], LIMIT_STEP_MS),
        report("screen: received for a step", screen["step_kb"], LIMIT_STEP_KB, "kB"),
        report("screen: changes of widgets for a step", screen["step_changes"], LIMIT_STEP_CHANGES, ""),
    ]
    report("screen: slider step to paint, median", screen["step"])
    report("view: slider step to paint, median", view["step"])
    report("floor: received at load", floor["load"], unit="kB")
    report("view: frames a second, playing", view["fps"], unit="")
    return all(kept)


if __name__ == "__main__":
    raise SystemExit(not main())
