"""The anatomy screen in a real browser: bend the hip, see the piriformis change sides, play an exercise."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.lab import Lab, Theme

LOOKS: list[tuple[int, Theme]] = [(760, "dark"), (360, "light")]


def bend(sheet: Locator, joint: str, degrees: int) -> None:
    """Move a slider as a hand does."""
    sheet.locator(f"input[data-joint={joint}]").fill(str(degrees))


def depth(sheet: Locator, part: str) -> float:
    """How far below the top of the sheet a part begins, pixels."""
    return float(
        sheet.evaluate(
            "(sheet, part) => sheet.querySelector(part).getBoundingClientRect().y - sheet.getBoundingClientRect().y",
            part,
        )
    )


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_bend_the_hip_and_see_the_piriformis_change_sides(lab: Lab, width: int, theme: Theme) -> None:
    page = lab.open("01-anatomy.ipynb", width=width + 70, height=1000, theme=theme, alone=True)
    lab.run_all(page)
    sheet = page.locator(".hk-anatomy").filter(has_text="Move a hip and watch").first
    said = sheet.locator(".hk-status .hk-result")
    expect(said).to_contain_text("piriformis is as long as in standing")
    expect(said).to_contain_text("turns the thigh outwards")

    top = depth(sheet, ".mus")
    bend(sheet, "hip_flexion", 90)
    expect(said).to_contain_text("turns the thigh inwards")
    assert depth(sheet, ".mus") == top
    expect(sheet.get_by_label("Hip flexion")).to_have_attribute("aria-valuetext", "90 degrees")

    sheet.locator(".hk-c-follow select").select_option("Psoas major")
    expect(said).to_contain_text("The psoas major is")
    sheet.get_by_text("What tasks ask of the hip").click()
    expect(sheet.locator("details td", has_text="short").first).to_be_visible()
    sheet.get_by_text("Extension by age and sex").click()
    expect(sheet.locator("details td", has_text="6.1 (SD 2.5)").first).to_be_visible()
    widths = sheet.evaluate("sheet => [sheet.scrollWidth, sheet.clientWidth]")
    assert widths[0] <= widths[1]
    lab.picture(sheet, f"anatomy-{theme}-{width}")

    turning = page.locator(".hk-anatomy").filter(has_text="Which way does a muscle").first
    expect(turning.locator(".scatterlayer .point")).to_have_count(2)
    turning.get_by_text("The model against measurements").click()
    expect(turning.locator(".chip", has_text="misses").first).to_be_visible()
    lab.picture(turning, f"anatomy-turning-{theme}-{width}")


def test_an_exercise_plays_and_the_map_shows_it(lab: Lab) -> None:
    page = lab.open("01-anatomy.ipynb", width=830, height=1000, alone=True)
    lab.run_all(page)
    sheet = page.locator(".hk-anatomy").filter(has_text="Move a hip and watch").first
    sheet.locator(".hk-joints select").select_option(label="Reclining figure four")
    expect(sheet.get_by_role("button", name="Pause")).to_be_visible()
    canvas = sheet.locator("canvas").first
    canvas.scroll_into_view_if_needed()  # what nobody sees is not painted
    before = int(canvas.get_attribute("data-drawn") or 0)
    page.wait_for_function(
        "([canvas, before]) => Number(canvas.dataset.drawn) > before + 5",
        arg=[canvas.element_handle(), before],
    )
    expect(sheet.locator(".hk-html").first).to_contain_text("Reclining figure four, right leg")
    sheet.get_by_text("The muscles of the whole exercise").click()
    expect(sheet.locator("details tr", has_text="Piriformis").first).to_be_visible()
    lab.picture(sheet, "anatomy-exercise")

    guess = page.locator(".hk-anatomy").filter(has_text="Which muscle gets longest").first
    guess.locator(".hk-c-guess label", has_text="Rectus femoris").first.click()
    guess.get_by_role("button", name="Show what the model gives").click()
    expect(guess.get_by_role("status")).to_contain_text("You said rectus femoris")
    lab.picture(guess, "anatomy-guess")

    longer = page.locator(".hk-anatomy").filter(has_text="Which pose lengthens").first
    expect(longer.locator(".heatmaplayer")).to_have_count(0)
    longer.get_by_role("button", name="Show the map").click()
    expect(longer.locator(".heatmaplayer image")).to_be_visible()
    expect(longer.locator(".scatterlayer text").first).to_be_visible()
    lab.picture(longer, "anatomy-map")
    longer.locator(".hk-c-map-muscle select").select_option("Semitendinosus")
    expect(longer.get_by_role("status")).to_contain_text("semitendinosus is longest at 120° of flexion")

    structures = page.locator(".hk-anatomy").filter(has_text="Choose a group").first
    structures.locator(".hk-c-group select").select_option("Nerves")
    expect(structures.get_by_role("status")).to_contain_text("Sciatic nerve: L4-S3 ventral rami")
    expect(structures.locator("td", has_text="16.9 % (16.0–17.9)")).to_be_visible()
    lab.picture(structures, "anatomy-structure")
