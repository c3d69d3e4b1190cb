"""One journey, the same in every place: questions, picks, a routine, a hip that moves, a question of stretching;
and at its end Python dies, and the page says so."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hipkit.symptoms import BEST
from tests.browser import places
from tests.browser.lab import NOTEBOOKS, Lab

HERE = {"lab": "a Jupyter notebook", "voila": "a page without code", "site": "Python inside the browser"}
SLOW_MS = 30_000  # Python inside a browser takes its time over a first screen


@pytest.fixture
def place(request: pytest.FixtureRequest, window: BrowserContext, tmp_path: Path) -> Iterator[places.Kit]:
    """The kit in the place of that name."""
    if request.param == "lab":
        lab: Lab = request.getfixturevalue("lab")
        yield places.in_lab(lab)
        return
    if request.param == "voila":
        shutil.copy(NOTEBOOKS / places.NOTEBOOK, tmp_path)
        running, show = places.voila(tmp_path), places.in_voila
    else:
        assert places.SITE
        running, show = places.served(places.SITE), places.in_site
    with running as address:
        watch = places.Watch(window, address)
        yield show(window, address)
        watch.close()
        for page in window.pages:
            page.close()
    assert not watch.problems, "\n".join(watch.problems)


# The site is tested where it has been built: by `make test-site`.
PLACES = [name for name in HERE if name != "site" or places.SITE]

# Each text that a screen reader would be made to speak, as it is put on the page.
ALERTS = """() => { window.alerts = []; new MutationObserver(records => records.forEach(({ target }) =>
    target.matches("[role=alert]") && window.alerts.push(target.textContent)))
    .observe(document.querySelector(".hk-app"), { subtree: true, childList: true }); }"""


@pytest.mark.parametrize("place", PLACES, indirect=True)
def test_the_same_journey_in_every_place(place: places.Kit, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["place"]
    app = place.locator(".hk-app")
    expect(app.get_by_text("The kit can be used here")).to_be_visible(timeout=places.PATIENCE_MS)
    expect(app).to_contain_text(HERE[name])

    app.get_by_role("button", name="Make a routine").click()
    gate = app.locator(".hk-screening")
    for _ in range(3):
        gate.locator(".hk-c-none").click()
        expect(gate.locator("input[value=no]:not(:checked)")).to_have_count(0)
        gate.locator(".hk-c-next").click()
    expect(gate).to_contain_text(BEST)

    app.get_by_role("tab", name="Routine").click()
    expect(app.locator(".hk-c-to-screening")).to_be_hidden()
    sentence = app.locator(".hk-result:visible").first
    expect(sentence).to_contain_text(re.compile(r"exercises in \d+:\d\d"), timeout=SLOW_MS)
    app.get_by_label("Pain down the back of the leg (sciatica)").check()
    expect(sentence).to_contain_text("sciatica", timeout=SLOW_MS)

    app.get_by_role("tab", name="Anatomy").click()
    hip = app.locator(".hk-anatomy").filter(has_text="Move a hip and watch").first
    expect(hip.locator("canvas")).to_be_visible(timeout=SLOW_MS)
    said = hip.locator(".hk-status .hk-result")
    expect(said).to_contain_text("turns the thigh outwards", timeout=SLOW_MS)
    hip.locator("input[data-joint=hip_flexion]").fill("90")
    expect(said).to_contain_text("turns the thigh inwards", timeout=SLOW_MS)

    app.get_by_role("tab", name="Stretching").click()
    sheet = app.locator(".hk-stretching")
    sheet.get_by_text("About 5 % less").click(timeout=SLOW_MS)
    sheet.get_by_role("button", name="Show what was measured").click()
    expect(sheet.get_by_role("status")).to_contain_text("You said “About 5 % less”", timeout=SLOW_MS)
    expect(sheet.locator(".hk-c-dots .scatterlayer .point")).not_to_have_count(0, timeout=SLOW_MS)

    expect(app.locator(".hk-gone")).to_have_count(0)  # nothing of all this was taken for the end of Python
    if isinstance(place, Page):  # inside a browser there is no process to kill
        the_page_says_that_python_is_gone(place)
    if name == "lab":
        place.get_by_role("button", name="Ok", exact=True).click()  # JupyterLab's own word for it
        request.getfixturevalue("lab").run_all(place)
        expect(app.get_by_text("The kit can be used here")).to_be_visible()
        expect(app.locator(".hk-gone")).to_have_count(0)


def the_page_says_that_python_is_gone(page: Page) -> None:
    page.evaluate(ALERTS)
    places.kill_kernels()
    said = page.locator(".hk-gone:visible")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("Python has stopped")
    expect(said).to_contain_text("did not save is lost")
    expect(said).to_contain_text(
        "load the page again" if not page.locator(".jp-Notebook").count() else "run the cells"
    )
    assert len(page.evaluate("alerts")) == 1
