"""The chart library goes to a page once at most, and no control jumps when it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import NOTEBOOKS, Lab
from tests.wire import read

FILE_KB = 50.0
WITHOUT_LIBRARY_KB = 200  # the library alone is more than 1,000, packed
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
GROUPS = (
    ".hipkit select:visible",
    ".hipkit .widget-radio:visible label:nth-child(1) input",
    ".hipkit .hk-boxes:visible label:nth-child(1) input",
    ".hipkit input[type=range]:visible",
)
WATCH = """node => {
    const tops = globalThis.tops = [];
    globalThis.watching = true;
    const look = () => {
        if (node.isConnected) tops.push(node.getBoundingClientRect().top);
        if (globalThis.watching) requestAnimationFrame(look);
    };
    look();
}"""
JUMPED = "() => { globalThis.watching = false; return Math.max(...globalThis.tops) - Math.min(...globalThis.tops); }"


def test_the_chart_library_comes_once_and_files_are_small(lab: Lab) -> None:
    """What is sent otherwise is weighed at the kernel, in ``tests/notebooks/test_budget.py``."""
    assert all((NOTEBOOKS / name).stat().st_size <= FILE_KB * 1000 for name in NAMES)
    page = lab.open("03-stretching.ipynb")
    wire, libraries = read(page), Counter[str]()
    page.on("request", lambda request: libraries.update([request.url] if "plotly" in request.url else []))
    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    lab.wait_idle(page)
    wire.clear()
    lab.run_all(page)
    reveal(page)
    assert max(libraries.values(), default=0) <= 1
    assert wire.kilobytes <= WITHOUT_LIBRARY_KB


def use(control: Locator) -> None:
    """Another value than the one it has."""
    if control.evaluate("node => node.tagName") == "SELECT":
        control.select_option(
            index=control.evaluate("node => node.selectedIndex ? 0 : node.options.length - 1")
        )
    elif control.evaluate("node => node.type") == "range":
        control.focus()
        control.press("ArrowRight")
    else:
        control.click(force=True)


def reveal(page: Page) -> None:
    sheet = page.locator(".hk-stretching").first
    sheet.locator(".hk-c-guess input").first.check(force=True)
    sheet.locator(".hk-c-show").click()
    sheet.locator(".hk-c-dots .scatterlayer .point").first.wait_for()


def pass_screening(page: Page) -> None:
    for _ in range(3):
        page.locator(".hk-screening .hk-c-none").click()
        page.locator(".hk-screening .hk-c-next").click()
    page.locator(".hipkit article").first.wait_for()


def see_all(lab: Lab, page: Page) -> None:
    """JupyterLab lays a cell out when it comes into view, and then all below it moves."""
    for sheet in page.locator(".hipkit:visible").all():
        lab.bring(sheet)


READY: dict[str, Callable[[Page], None]] = {"03-stretching.ipynb": reveal, "05-routine.ipynb": pass_screening}


@pytest.mark.parametrize("name", [name for name in NAMES if name[:2].isdigit() and name[:2] != "00"])
def test_a_control_stays_where_it_is_when_it_is_used(lab: Lab, name: str) -> None:
    page = lab.open(name)
    lab.run_all(page)
    if name in READY:
        READY[name](page)
    see_all(lab, page)
    jumps = {}
    for control in [one for group in GROUPS for one in page.locator(group).all()]:
        if not control.is_enabled():
            continue
        control.scroll_into_view_if_needed()
        control.evaluate(WATCH)
        use(control)
        lab.settle(page)
        if jumped := page.evaluate(JUMPED):
            jumps[control.evaluate("node => node.outerHTML.slice(0, 120)")] = jumped
    assert jumps == {}


TALLER = "sheet => sheet.prepend(Object.assign(document.createElement('div'), { style: 'height: 90px' }))"


def test_what_is_used_stays_under_the_hand_until_the_learner_scrolls(lab: Lab) -> None:
    page = lab.open("05-routine.ipynb")
    lab.run_all(page)
    see_all(lab, page)
    sheet = page.locator(".hk-screening")
    why = sheet.locator(".hk-c-why")
    lab.bring(why)
    before = height(why)
    why.click()
    expect(sheet.locator(".hk-reason").first).to_be_visible()
    lab.settle(page)
    assert height(why) == pytest.approx(before, abs=1)
    page.mouse.wheel(0, 100)
    page.wait_for_function(
        "([node, top]) => node.getBoundingClientRect().top < top - 50", arg=[why.element_handle(), before]
    )
    lab.settle(page)
    scrolled = height(why)
    sheet.evaluate(TALLER)
    lab.settle(page)
    assert height(why) == pytest.approx(scrolled + 90, abs=1)


def height(control: Locator) -> float:
    """Where it stands in the window."""
    return float(control.evaluate("node => node.getBoundingClientRect().top"))
