"""The symptoms notebook in a real browser: by keyboard alone, narrow, and in the dark."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import THEMES, dress
from tests.browser.lab import Lab

NOTEBOOK = "02-symptoms.ipynb"
WIDER = """sheet => {
    const right = node => node.getBoundingClientRect().right;
    return [...sheet.querySelectorAll("*")]
        .filter(node => !node.closest("svg") && node.getClientRects().length && right(node) > right(sheet) + 1)
        .map(node => node.outerHTML.slice(0, 90));
}"""
PARTS = ("felt", "chances", "flags", "cases")


def sheet(page: Page, part: str) -> Locator:
    """The sheets stand in their order, after the screening."""
    return page.locator(".hipkit").nth(PARTS.index(part) + 1)


def tab_to(page: Page, target: Locator, back: bool = False) -> None:
    """Presses Tab until the target has the focus."""
    for _ in range(80):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"Tab never reaches {target}")


def press(page: Page, target: Locator, key: str = "Enter", back: bool = False) -> None:
    tab_to(page, target, back)
    page.keyboard.press(key)


def test_by_keyboard_from_the_screening_through_two_look_alikes_to_an_exercise(lab: Lab) -> None:
    page = lab.open(NOTEBOOK, width=1000, height=3200)
    lab.run_all(page)
    screening = page.locator(".hk-screening")
    screening.locator("input").first.focus()  # where a learner arrives from the cell above
    for _ in range(3):
        press(page, screening.get_by_role("button", name="None of these"))
        onward = screening.locator(".hk-c-next")
        expect(onward).to_be_enabled()
        press(page, onward, back=True)
        expect(screening.locator("h2")).to_be_focused()
    expect(screening).to_contain_text(
        "No answer you gave is on our stop list. That does not mean nothing is wrong."
    )

    felt = sheet(page, "felt")
    search = felt.get_by_label("Filter the list")
    tab_to(page, search)
    page.keyboard.type("cough")
    expect(felt.locator("label[data-places]:visible")).to_have_count(1)
    press(page, felt.get_by_label("Leg pain with a cough"), "Space")
    expect(felt.get_by_text("2 patterns in our list share")).to_be_visible()
    expect(felt.get_by_role("button", name="Calf and foot: show the", exact=False)).to_have_class("place lit")

    press(page, felt.locator("summary", has_text="Sciatica"))
    press(page, felt.get_by_role("button", name="Show these structures"))
    expect(felt.get_by_role("heading", name="What sciatica is about")).to_be_focused()
    expect(felt.locator(".hk-involved canvas[data-drawn]")).to_be_visible()
    expect(felt.locator(".hk-involved .names")).to_have_text("Piriformis")
    press(page, felt.get_by_role("button", name="Compare with deep gluteal"), back=True)
    expect(felt.get_by_role("heading", name="Two that look alike")).to_be_focused()
    expect(felt.locator("table").last).to_contain_text("Deep gluteal")
    press(page, felt.locator("summary", has_text="Exercises that sources link"), back=True)
    press(page, felt.locator("summary", has_text="nee to chest").first)
    expect(felt.get_by_text("When to stop.").first).to_be_visible()
    expect(felt.get_by_text("The whole card, with the moving body")).to_be_visible()
    lab.picture(felt, "symptoms-pattern")


def test_the_map_narrows_the_list_and_nothing_below_it_moves(lab: Lab) -> None:
    page = lab.open(NOTEBOOK, width=1000, height=1400)
    lab.run_all(page)
    felt = sheet(page, "felt")
    place = felt.get_by_role("button", name="Groin: show the", exact=False)
    lab.bring(place)
    result = felt.locator(".hk-status").first
    before = below(felt, result)
    search = felt.get_by_label("Filter the list")
    search.focus()
    press(page, place)
    expect(place).to_have_attribute("aria-pressed", "true")
    expect(felt.get_by_text("of 28 descriptions at: Groin")).to_be_visible()
    expect(felt.locator("label[data-places]:visible").first).to_contain_text("groin", ignore_case=True)
    assert below(felt, result) == before
    press(page, felt.get_by_role("button", name="Show the whole list"), back=True)
    expect(felt.get_by_text("28 of 28 descriptions")).to_be_visible()
    search.fill("no such words")
    expect(felt.get_by_text("Nothing fits")).to_be_visible()
    assert below(felt, result) == before


def below(top: Locator, part: Locator) -> float:
    """How far down in the sheet a part stands, in pixels."""
    boxes = [one.bounding_box() for one in (top, part)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    return boxes[1]["y"] - boxes[0]["y"]


def test_a_stop_names_no_exercise(lab: Lab) -> None:
    page = lab.open(NOTEBOOK, width=1000, height=1400)
    lab.run_all(page)
    screening = page.locator(".hk-screening")
    screening.locator(".hk-c-rf_bladder").get_by_text("Yes").click()
    screening.locator(".hk-c-next").click()
    expect(screening.get_by_role("heading", name="Stop here and get help now")).to_be_focused()
    felt = sheet(page, "felt")
    felt.get_by_label("Ache at the side of the hip").check()
    felt.locator("summary", has_text="trochanteric").click()
    felt.locator("summary", has_text="Exercises that sources link").click()
    expect(felt.get_by_text("No exercise is named here until then.")).to_be_visible()


def test_every_sheet_fits_its_width(lab: Lab) -> None:
    """In windows that leave it 760 and 360 pixels."""
    page = lab.open(NOTEBOOK, width=930, height=2600, alone=True)
    lab.run_all(page)
    sheet(page, "felt").get_by_label("Pain that runs down").check()
    for theme, width in product(THEMES, (930, 464)):
        dress(page, theme, width)
        for part in PARTS:
            one = sheet(page, part)
            lab.bring(one)
            expect(one.locator("h2")).to_be_visible()
            assert one.evaluate(WIDER) == []
            lab.picture(one, f"symptoms-{part}-{theme}-{width}")
