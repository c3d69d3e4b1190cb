"""All screens behind tabs, by keyboard alone: the tabs themselves, and what is reached through them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from hipkit.screens.app import tabs
from tests.browser.barriers import notebook
from tests.browser.keyboard import BEFORE, NOTEBOOK, stops
from tests.browser.lab import Lab

NAMES = list(tabs().values())


@pytest.fixture
def page(lab: Lab) -> Page:
    """The app in a notebook, the focus just before it."""
    page = lab.open(
        notebook(lab, "tabs.ipynb", ["import hipkit", "hipkit.app()"]), width=832, height=1000, alone=True
    )
    page.emulate_media(reduced_motion="reduce")
    lab.run_all(page)
    app(page).evaluate(BEFORE)
    return page


def app(page: Page) -> Locator:
    return page.locator(".hk-app")


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name, exact=True)


def shown(page: Page, name: str) -> Locator:
    """What a tab shows, found by its name."""
    return app(page).get_by_role("tabpanel", name=name, exact=True)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_arrows_home_and_end_lead_along_the_tabs_and_enter_or_space_opens_one(page: Page) -> None:
    before = page.evaluate(NOTEBOOK)
    expect(page.get_by_role("tablist", name="Screens")).to_be_visible()
    press(page, "Tab")
    for key, name in [
        ("", "Start"),
        ("ArrowRight", "Screening"),
        ("ArrowLeft", "Start"),
        ("ArrowLeft", NAMES[-1]),
        ("ArrowRight", "Start"),
        ("End", NAMES[-1]),
        ("Home", "Start"),
    ]:
        press(page, *filter(None, [key]))
        expect(tab(page, name)).to_be_focused()
        expect(tab(page, "Start")).to_have_attribute("aria-selected", "true")  # as long as none is opened
    for way, key, name in [("ArrowRight", "Enter", "Screening"), ("End", "Space", NAMES[-1])]:
        press(page, way, key)
        expect(tab(page, name)).to_have_attribute("aria-selected", "true")
        expect(tab(page, name)).to_be_focused()
        expect(app(page).get_by_role("tabpanel")).to_have_count(1)
        expect(shown(page, name).locator("h2")).to_be_visible()
    assert page.evaluate(NOTEBOOK) == before


def test_the_tab_key_leads_from_the_chosen_tab_into_its_screen_and_back(page: Page) -> None:
    press(page, "Tab", "ArrowRight", "Enter")
    expect(shown(page, "Screening").get_by_role("radio").first).to_be_visible()
    press(page, "End", "Tab")  # past the other tabs, but none of them is opened
    expect(shown(page, "Screening").locator(":focus")).to_have_count(1)
    press(page, "Shift+Tab")
    expect(tab(page, "Screening")).to_be_focused()


def test_screens_behind_tabs_are_used_by_keyboard_alone(lab: Lab, page: Page) -> None:
    found: list[str] = []
    for name in ("Exercises", "Claims", "Cases"):
        tab(page, name).click()
        expect(shown(page, name).locator("h2").first).to_be_visible()
        lab.settle(page)
        found += [f"{name}, {wrong}" for wrong in stops(page, app(page))]
    assert not found, "\n".join(found)


def test_what_leads_to_another_tab_takes_the_focus_along(page: Page) -> None:
    page.get_by_role("button", name="Make a routine").press("Enter")
    expect(shown(page, "Screening").locator("h2").first).to_be_focused()
    tab(page, "Routine").press("Enter")
    page.get_by_role("button", name="Go to the screening").press("Enter")
    expect(shown(page, "Screening").locator("h2").first).to_be_focused()
