"""The exercises screen in a real browser: search, open, step, compare, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import Lab, Theme

LOOKS: list[tuple[int, Theme]] = [(760, "dark"), (360, "light")]
TOPS = "sheet => [...sheet.querySelectorAll('.hk-found, .facet-lists')].map(one => one.offsetTop)"


def opened(lab: Lab, width: int, theme: Theme = "light", height: int = 1000) -> tuple[Page, Locator]:
    """The notebook run, and its first sheet."""
    page = lab.open("04-exercises.ipynb", width=width + 70, height=height, theme=theme, alone=True)
    lab.run_all(page)
    sheet = page.locator(".hk-exercises").first
    expect(sheet.get_by_role("status")).to_contain_text("All 74 exercises")
    return page, sheet


def choose(sheet: Locator, facet: str, words: str) -> None:
    """Choose an option by its words, whatever number stands behind them."""
    option = sheet.locator(f"select[data-facet={facet}] option", has_text=re.compile(rf"^{words} \(\d+\)$"))
    sheet.locator(f"select[data-facet={facet}]").select_option(str(option.get_attribute("value")))


def fits(sheet: Locator) -> None:
    widths = sheet.evaluate("sheet => [sheet.scrollWidth, sheet.clientWidth]")
    assert widths[0] <= widths[1]


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_search_open_and_step_along_the_ladder(lab: Lab, width: int, theme: Theme) -> None:
    page, sheet = opened(lab, width, theme, height=3600)
    before = sheet.evaluate(TOPS)
    choose(sheet, "longer", "Piriformis")
    expect(sheet.get_by_role("status")).to_contain_text("lengthens the piriformis most")
    rows = sheet.get_by_role("option").filter(has=page.locator(".found-mark"))
    shares = [int(text.split()[0]) for text in rows.locator(".found-mark").all_text_contents()]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) > 12
    assert sheet.evaluate(TOPS) == before

    rows.filter(has_text="Pigeon pose").click()
    expect(sheet.locator("h3")).to_have_text("Pigeon pose")
    expect(sheet.locator("h3")).to_be_focused()
    expect(sheet.get_by_role("button", name="Pause")).to_be_visible()
    canvas = sheet.locator("canvas").first
    drawn = int(canvas.get_attribute("data-drawn") or 0)
    page.wait_for_function(
        "([canvas, drawn]) => Number(canvas.dataset.drawn) > drawn + 5", arg=[canvas.element_handle(), drawn]
    )
    sheet.get_by_text("The model, muscle by muscle").click()
    expect(sheet.locator("details td", has_text="fair").first).to_be_visible()
    lab.picture(sheet, f"exercises-{theme}-{width}")
    sheet.locator(".ladder button", has_text="Double pigeon").click()
    expect(sheet.locator("h3")).to_have_text("Double pigeon (fire log)")
    expect(sheet.locator("canvas")).to_have_count(1)
    fits(sheet)


def test_an_empty_list_offers_to_lift_a_filter(lab: Lab) -> None:
    _, sheet = opened(lab, 760)
    before = sheet.evaluate(TOPS)
    choose(sheet, "kind", "Held stretch")
    choose(sheet, "when", "Before sport")
    expect(sheet.get_by_role("status")).to_contain_text("No exercise fits. “held stretch” removes most")
    assert sheet.evaluate(TOPS) == before
    lab.picture(sheet, "exercises-none")
    sheet.get_by_role("button", name="Lift “before sport”: 25 come back").click()
    expect(sheet.get_by_role("status")).to_contain_text("25 of 74 exercises fit: held stretch.")
    expect(sheet.locator("select[data-facet=when]")).to_have_value("")
    expect(sheet.locator(".found-row")).to_have_count(25)


def test_the_keyboard_alone_finds_opens_and_compares(lab: Lab) -> None:
    page, sheet = opened(lab, 760)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    sheet.get_by_label("Search by name").focus()
    page.keyboard.type("clam")
    expect(sheet.get_by_role("status")).to_contain_text("“clam” in the name")
    sheet.get_by_text("To be careful with:").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(sheet.get_by_role("status")).to_contain_text("clears no exercise for anybody")
    page.keyboard.press("Space")

    sheet.get_by_label("Search by name").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("pose")
    expect(sheet.locator(".found-row")).to_have_count(4)
    sheet.locator(".found-row").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    name = sheet.locator(".found-row").nth(1).locator("b").text_content() or ""
    expect(sheet.locator("h3")).to_have_text(name)
    expect(sheet.locator("h3")).to_be_focused()
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells  # no key reached the notebook

    sheet.get_by_role("button", name="Back to the list").press("Enter")
    expect(sheet.locator(".found-row").nth(1)).to_be_focused()
    sheet.get_by_role("button", name="Compare with another").press("Enter")
    second = page.locator(".hk-exercises").nth(1)
    expect(second.locator(".hk-c-first select").locator("option:checked")).to_have_text(name)
    expect(second.locator("h2")).to_be_focused()


def test_two_exercises_move_side_by_side(lab: Lab) -> None:
    page, _ = opened(lab, 760, height=2600)
    second = page.locator(".hk-exercises").nth(1)
    second.locator(".hk-c-first select").select_option("Clamshell")
    second.locator(".hk-c-second select").select_option("Clamshell")
    expect(second.get_by_role("status")).to_have_text("Pick two different ones.")
    second.locator(".hk-c-second select").select_option("Side-lying hip abduction")
    expect(second.get_by_role("status")).to_contain_text("Named for both: gluteus medius")
    second.get_by_role("button", name="Show both moving").click()
    expect(second.get_by_role("button", name="Pause")).to_have_count(2)
    second.get_by_text("Point by point").first.click()
    expect(second.locator("details td", has_text="81 (SD 42)")).to_be_visible()
    fits(second)
    lab.picture(second, "exercises-beside")
