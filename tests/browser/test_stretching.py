"""The dots in a real browser: predict, reveal, change a pick; and a claim weighed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab, Theme

LOOKS: list[tuple[int, Theme]] = [(760, "dark"), (360, "light")]


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_predict_reveal_and_explore(lab: Lab, width: int, theme: Theme) -> None:
    page = lab.open("03-stretching.ipynb", width=width + 70, height=1000, theme=theme, alone=True)
    lab.run_all(page)
    sheet = page.locator(".hk-stretching").first
    expect(sheet.locator(".hk-c-dots")).to_be_hidden()
    sheet.get_by_text("About 5 % less").click()
    sheet.get_by_role("button", name="Show what was measured").click()
    expect(sheet.get_by_role("status")).to_contain_text("You said “About 5 % less”")
    expect(sheet.locator(".hk-c-dots .scatterlayer .point")).not_to_have_count(0)
    lab.picture(sheet, f"stretching-{theme}-{width}")
    sheet.locator(".hk-c-dots .scatterlayer .point").first.hover(force=True)
    expect(sheet.locator(".hk-c-dots .hoverlayer")).to_contain_text("healthy active individuals")

    top = sheet.locator(".hk-c-hold").bounding_box()
    sheet.locator(".hk-c-hold select").select_option("90 s")
    expect(sheet.get_by_role("status")).to_contain_text("static holds of 90 s")
    expect(sheet.get_by_role("status")).to_contain_text("−4.6 %")
    assert sheet.locator(".hk-c-hold").bounding_box() == top

    table = sheet.locator(".hk-decisions table")
    reasons = table.locator("td").evaluate_all("cells => cells.map(cell => cell.firstChild.offsetHeight)")
    assert max(reasons) < 420  # no finding takes the height of another screen's part

    sheet.get_by_text("The same numbers as a table").click()
    expect(sheet.locator("details td", has_text="60 s or more, all performance")).to_be_visible()
    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_a_claim_is_weighed_before_it_is_explained(lab: Lab, width: int, theme: Theme) -> None:
    page = lab.open("06-claims.ipynb", width=width + 70, height=1000, theme=theme, alone=True)
    lab.run_all(page)
    sheet = page.locator(".hk-claims").first
    sheet.locator(".hk-c-topic select").select_option("Piriformis")
    expect(sheet.locator(".claim")).to_contain_text("Claim 1 of 5")
    expect(sheet.get_by_role("button", name="Show the evidence")).to_be_disabled()
    sheet.locator(".hk-c-verdict").get_by_text("Outdated").click()
    sheet.locator(".hk-c-sure").get_by_text("Certain").click()
    sheet.get_by_role("button", name="Show the evidence").click()
    expect(sheet.locator(".hk-reveal")).to_contain_text("The studies say")
    expect(sheet.get_by_role("heading", name="The verdict", exact=True)).to_be_focused()
    sheet.get_by_role("button", name="How well did I know it?").click()
    expect(sheet.locator(".hk-c-calibration .scatterlayer .point")).to_have_count(1)
    lab.picture(sheet, f"claims-{theme}-{width}")
    error = sheet.locator(".hk-errors")
    error.locator("summary", has_text="Weak hips").click()
    error.get_by_role("button", name="Show it on the moving figure").click()
    expect(error.get_by_role("heading", name="On the figure")).to_be_focused()
    expect(error.locator("canvas[data-drawn]")).to_be_visible()
    error.get_by_label("Antalgic gait").check()
    expect(error.get_by_role("status").first).to_contain_text("The right leg stands 0.4 s, the left 1.2 s.")
    sheet.get_by_role("button", name="Next claim").click()
    expect(sheet.locator(".claim")).to_contain_text("Claim 2 of 5")
    expect(sheet.get_by_role("button", name="Next claim")).to_be_focused()
    expect(sheet.get_by_role("button", name="Show the evidence")).to_be_disabled()
