"""The site that needs no server, and Voila: how soon the first screen is there, how much is sent.

The floor is a page of the same site that shows one bare ipywidgets dropdown and nothing of the kit, in the same
run; the two take turns. ``python -m benches.bench_site [rounds]``; the site is in ``build/site``.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benches.measure import report
from tests.browser import chromium, places
from tests.browser.lab import NOTEBOOKS

SITE = Path(__file__).parents[1] / "build" / "site"
ROUNDS = 3
REFILL_MS = 15_000
LINE_MBIT = 20  # of the line over which a first and a second visit are compared
LIMIT_FIRST, LIMIT_SENT_MB, LIMIT_DISK_MB = 1.3, 30, 45
FLOOR = "import ipywidgets\nipywidgets.Dropdown(options=list('abc'))"
KIT = "import hipkit\nhipkit.app()"
READY = {"floor": ".widget-dropdown select", "kit": ".hk-app .hk-body", "page": ".hk-app .hk-body"}


def main(rounds: int = ROUNDS) -> bool:
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file()) / 1e6
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS)
        with places.served(SITE) as address:
            pages = {name: _console(address, code) for name, code in (("floor", FLOOR), ("kit", KIT))}
            pages["page"] = f"{address}/kit.html"
            visits = [
                {name: _visited(browser, url, name) for name, url in pages.items()} for _ in range(rounds)
            ]
            over_line = [_twice(browser, pages["page"], LINE_MBIT * 1e6 / 8) for _ in range(rounds)]
            beside = [_twice(browser, pages["page"], None) for _ in range(rounds)]
        cold, ready = _voila(browser)
        browser.close()
    first = {name: median(visit[name][0] for visit in visits) for name in pages}
    came, came_again = (median(times) for times in zip(*over_line, strict=True))
    here, here_again = (median(times) for times in zip(*beside, strict=True))
    kept = [
        report("site: on disk", size, LIMIT_DISK_MB, "MB"),
        report("site: sent before the first screen", visits[0]["page"][1], LIMIT_SENT_MB, "MB"),
        report("site: first screen over a bare widget", first["kit"] / first["floor"], LIMIT_FIRST, "x"),
        report(f"site: second visit over the first, {LINE_MBIT} Mbit/s", came_again / came, 1, "x"),
        report("site: second visit over the first, no line", here_again / here, 1, "x"),
    ]
    report("site: bare widget", first["floor"], unit="s")
    report("site: first screen, console", first["kit"], unit="s")
    report("site: first screen, code-free page", first["page"], unit="s")
    report(f"site: the same over {LINE_MBIT} Mbit/s", came, unit="s")
    report("site: the same on the second visit", came_again, unit="s")
    report("site: the second visit, no line between", here_again, unit="s")
    report("Voila: first screen, cold", cold, unit="s")
    report("Voila: first screen, a kernel ready", ready, unit="s")
    return all(kept)


def _console(address: str, code: str) -> str:
    """JupyterLite's own console page with one cell run."""
    asked = {"kernel": "python", "toolbar": "", "showBanner": "0", "hideCodeInput": "1", "code": code}
    return f"{address}/repl/index.html?{urlencode(asked)}"


def _visited(browser: Browser, url: str, name: str) -> tuple[float, float]:
    """Seconds to the first screen in a new browser, and megabytes sent for it."""
    window = browser.new_context()
    places.Served.sent = 0
    first = _seconds(window, url, READY[name])
    sent = places.Served.sent / 1e6
    window.close()
    return first, sent


def _twice(browser: Browser, url: str, line: float | None) -> tuple[float, float]:
    """Seconds to the first screen on a first and on a second visit, over a line as a learner may have, or none."""
    window = browser.new_context()
    places.Served.line = line
    first, second = (_seconds(window, url, READY["page"]) for _ in range(2))
    places.Served.line = None
    window.close()
    return first, second


def _seconds(window: BrowserContext, url: str, ready: str) -> float:
    page = window.new_page()
    start = perf_counter()
    page.goto(url)
    inside = page.frame_locator("iframe") if "kit.html" in url else page
    inside.locator(ready).first.wait_for(timeout=places.PATIENCE_MS)
    taken = perf_counter() - start
    page.close()
    return taken


def _voila(browser: Browser) -> tuple[float, float]:
    """Seconds to the first screen without and with a kernel that has run the notebook already."""
    with _copied() as folder, places.voila(folder) as address:
        cold = median(_timed(browser, address) for _ in range(ROUNDS))
    ready = ("--preheat_kernel=True", "--pool_size=1")
    with _copied() as folder, places.voila(folder, places.NOTEBOOK, *ready) as address:
        return cold, median(_timed(browser, address, REFILL_MS) for _ in range(ROUNDS))


def _timed(browser: Browser, address: str, before_ms: float = 0) -> float:
    window = browser.new_context()
    if before_ms:  # the pool of kernels is filled meanwhile
        window.new_page().wait_for_timeout(before_ms)
    taken = _seconds(window, address, READY["page"])
    window.close()
    return taken


@contextmanager
def _copied() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        shutil.copy(NOTEBOOKS / places.NOTEBOOK, folder)
        yield Path(folder)


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:2])))
