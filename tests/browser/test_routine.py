"""A learner's whole path: the questions, the picks, the routine."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from hipkit.facts import catalog
from hipkit.symptoms import BEST
from tests.browser.lab import Lab

FLAGS = catalog().red_flags


def gate(page: Page) -> Locator:
    return page.locator(".hk-screening").first


def sheet(page: Page) -> Locator:
    return page.locator(".hipkit").nth(1)


def routine(page: Page) -> Locator:
    """The sentence that says the result."""
    return sheet(page).locator(".hk-result")


def start(lab: Lab, **window: object) -> Page:
    page = lab.open("05-routine.ipynb", **window)  # type: ignore[arg-type]
    lab.run_all(page)
    expect(routine(page)).to_contain_text("Answer the three pages of the screening first")
    gate(page).locator("h2").focus()
    return page


def press(page: Page, target: Locator, key: str, most: int = 60) -> None:
    """Tab on to ``target`` as someone without a mouse would, and press ``key`` there."""
    for _ in range(most):
        if target.evaluate(
            "(node) => node === document.activeElement || node.contains(document.activeElement)"
        ):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} was not reached with {most} Tabs")


def answer_no(page: Page, number: int) -> None:
    """Answers a page with no, question by question, and turns it."""
    for flag in (flag for flag in FLAGS.values() if flag.page == number):
        question = gate(page).locator(f".hk-c-{flag.id}")
        press(page, question, "ArrowDown")
        expect(question.locator("input[value=no]")).to_be_checked()
    press(page, gate(page).locator(".hk-c-next"), "Enter")


def pass_screening(page: Page) -> None:
    for number in (1, 2, 3):
        answer_no(page, number)
    expect(gate(page)).to_contain_text(BEST)
    expect(gate(page).locator("h2")).to_be_focused()


def test_from_the_questions_to_a_routine_with_the_keyboard_alone(lab: Lab) -> None:
    page = start(lab)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    pass_screening(page)
    expect(routine(page)).to_contain_text("exercises in 15:00")

    sciatica = sheet(page).get_by_label("Pain down the back of the leg (sciatica)")
    press(page, sciatica, "Space")
    expect(routine(page)).to_contain_text("sciatica")
    goals = sheet(page).locator(".hk-c-goal select")
    press(page, goals, "End")
    chosen = goals.evaluate("(node) => node.selectedOptions[0].text").replace("\xa0", " ")
    goal = next(goal for goal in catalog().goals.values() if goal.name == chosen)
    expect(routine(page)).to_contain_text(goal.short)
    press(page, sheet(page).locator(".hk-c-minutes select"), "Home")
    expect(routine(page)).to_contain_text(re.compile(r"in [45]:\d\d,"))

    assert sheet(page).locator("article").count() > 0
    expect(sheet(page).locator(".js-plotly-plot")).to_have_count(1)
    press(page, sheet(page).locator("article summary").first, "Enter")
    expect(sheet(page).locator("article").first).to_contain_text("When to stop.")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells  # no key reached the notebook


def test_keep_and_remove_change_the_routine_and_can_be_undone(lab: Lab) -> None:
    page = start(lab)
    for _ in range(3):
        gate(page).locator(".hk-c-none").click()
        gate(page).locator(".hk-c-next").click()
    names = sheet(page).locator("article h3")
    expect(names.first).to_be_visible()
    second = names.nth(1).inner_text()
    sheet(page).get_by_role("button", name=f"Remove {second}").click()
    expect(names.filter(has_text=second)).to_have_count(0)
    sheet(page).get_by_role("button", name=f"Put back {second}").click()
    expect(names.nth(1)).to_have_text(second)
    sheet(page).get_by_role("button", name=f"Keep {second}").click()
    expect(sheet(page).get_by_role("button", name=f"Stop keeping {second}")).to_be_visible()


@pytest.mark.parametrize("answer", ["yes", "not sure"])
def test_an_emergency_answer_leads_to_the_stop_page_and_to_no_routine(lab: Lab, answer: str) -> None:
    page = start(lab)
    first = next(iter(FLAGS.values()))
    gate(page).locator(f".hk-c-{first.id} input[value='{answer}']").check()
    press(page, gate(page).locator(".hk-c-next"), "Enter")
    expect(gate(page).locator("h2")).to_have_text("Stop here and get help now")
    expect(gate(page).locator("h2")).to_be_focused()
    expect(routine(page)).to_contain_text("will not make a routine")
    expect(sheet(page).locator("article")).to_have_count(0)
    expect(sheet(page).locator("select:visible")).to_have_count(0)


def test_a_changed_answer_takes_the_routine_away(lab: Lab) -> None:
    page = start(lab)
    for _ in range(3):
        gate(page).locator(".hk-c-none").click()
        gate(page).locator(".hk-c-next").click()
    expect(sheet(page).locator("article").first).to_be_visible()
    gate(page).locator(".hk-c-change").click()
    first = next(iter(FLAGS.values()))
    gate(page).locator(f".hk-c-{first.id} input[value=yes]").check()
    expect(sheet(page).locator("article")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1180])
def test_nothing_runs_over_the_sheet(lab: Lab, width: int, theme: str) -> None:
    page = start(lab, width=width, theme=theme, alone=width == 360)
    for _ in range(3):
        gate(page).locator(".hk-c-none").click()
        gate(page).locator(".hk-c-next").click()
    expect(sheet(page).locator("article").first).to_be_visible()
    over = sheet(page).evaluate(
        """(sheet) => [...sheet.querySelectorAll('*')].filter((node) =>
            node.getClientRects().length && !node.closest('svg, .vh')
            && node.getBoundingClientRect().right > sheet.getBoundingClientRect().right + 1)
            .map((node) => node.outerHTML.slice(0, 80))"""
    )
    assert not over
    lab.picture(sheet(page), f"routine-{theme}-{width}")


def test_the_stop_page_can_be_printed_alone(lab: Lab) -> None:
    page = start(lab)
    first = next(iter(FLAGS.values()))
    gate(page).locator(f".hk-c-{first.id} input[value=yes]").check()
    gate(page).locator(".hk-c-next").click()
    gate(page).locator(".hk-c-print").click()
    page.wait_for_function("document.querySelector('iframe.hk-print')")
    paper = page.frame_locator("iframe.hk-print").locator(".hipkit")
    expect(paper).to_contain_text("Stop here and get help now")
    expect(paper).to_contain_text("What to say")
    expect(page.frame_locator("iframe.hk-print").locator("body")).not_to_contain_text(
        "What the evidence cannot say"
    )
