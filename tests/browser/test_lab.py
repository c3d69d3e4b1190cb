"""The first notebook opens and shows the kit, and the driver sees what goes wrong on a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.lab import LATE, Lab, Theme

AT_ONCE = """const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = wait => timeout(wait === 2000 ? 0 : wait);"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_first_notebook_shows_the_sheet(lab: Lab, theme: Theme) -> None:
    page = lab.open("00-start-here.ipynb", theme=theme)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(theme == "light").lower())
    expect(page.get_by_text("Would you like to get notified about official Jupyter news?")).to_have_count(0)
    lab.run_all(page)
    sheet = page.locator(".hipkit").first
    expect(sheet).to_be_visible()
    lab.picture(sheet, f"start-{theme}")


def test_narrow_window_shows_the_sheet_without_side_bar(lab: Lab) -> None:
    page = lab.open("00-start-here.ipynb", width=360, height=800, alone=True)
    lab.run_all(page)
    sheet = page.locator(".hipkit").first
    expect(sheet).to_be_visible()
    width = sheet.evaluate("sheet => sheet.getBoundingClientRect().right")
    assert width <= 360


def test_a_widget_that_loads_late_still_hears(lab: Lab) -> None:
    """anywidget waits two seconds for each; here it has no patience at all."""
    late: list[str] = []
    page = lab.open("06-claims.ipynb", script=AT_ONCE)
    page.on("pageerror", lambda error: late.append(error.message))
    lab.run_all(page)
    error = page.locator(".hk-errors")
    error.locator("summary", has_text="Weak hips").click()
    error.get_by_role("button", name="Show it on the moving figure").click()
    expect(error.get_by_role("heading", name="On the figure")).to_be_focused()
    assert [one for one in late if LATE in one]


def test_an_error_on_the_page_is_noticed(lab: Lab) -> None:
    page = lab.open("00-start-here.ipynb")
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('thrown on purpose') }) }")
    assert [problem for problem in lab.problems if "thrown on purpose" in problem]
    lab.problems.clear()


def test_a_cell_that_raises_is_noticed(lab: Lab) -> None:
    page = lab.open("00-start-here.ipynb")
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("raise ValueError('raised on purpose')\n")
    with pytest.raises(AssertionError, match="raised on purpose"):
        lab.run_all(page)
