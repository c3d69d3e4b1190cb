"""A learner's whole path: the questions, the picks, the routine."""

from __future__ import annotations

import re
from itertools import product

import pytest
from playwright.sync_api import Locator, Page, expect

from hipkit.facts import catalog
from hipkit.symptoms import BEST
from tests.browser.barriers import THEMES, dress
from tests.browser.lab import Lab
from tests.wire import read

FLAGS = catalog().red_flags
OVER = """sheet => [...sheet.querySelectorAll("*")]
    .filter(node => node.getClientRects().length && !node.closest("svg, .vh")
        && node.getBoundingClientRect().right > sheet.getBoundingClientRect().right + 1)
    .map(node => node.outerHTML.slice(0, 80))"""


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


def pass_quickly(page: Page) -> None:
    for _ in range(3):
        gate(page).locator(".hk-c-none").click()
        gate(page).locator(".hk-c-next").click()
    expect(sheet(page).locator("article").first).to_be_visible()


def press(page: Page, target: Locator, key: str, most: int = 60, back: bool = False) -> None:
    """Tab on to ``target`` as someone without a mouse would, and press ``key`` there."""
    for _ in range(most):
        if target.evaluate(
            "(node) => node === document.activeElement || node.contains(document.activeElement)"
        ):
            page.keyboard.press(key)
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
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
    expect(routine(page)).to_contain_text(re.compile(r"exercises in 1[45]:\d\d"))

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
    expect(sheet(page).locator(".tl .bar")).to_have_count(sheet(page).locator("article").count())
    press(page, sheet(page).locator("article summary").first, "Enter")
    expect(sheet(page).locator("article").first).to_contain_text("When to stop.")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells  # no key reached the notebook


def test_pin_and_remove_change_the_routine_where_it_was_pressed_and_can_be_undone(lab: Lab) -> None:
    page = start(lab)
    pass_quickly(page)
    names = sheet(page).locator("article h3")
    second = names.nth(1).text_content() or ""
    remove = sheet(page).get_by_role("button", name=f"Remove {second}")
    lab.bring(remove)
    top = remove.bounding_box()
    remove.click()
    expect(names.filter(has_text=second)).to_have_count(0)
    undo = sheet(page).get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(sheet(page).locator(".here")).to_contain_text(f"Removing {second}")
    there = undo.bounding_box()
    assert top is not None
    assert there is not None
    assert there["y"] == pytest.approx(top["y"], abs=1)  # what is under the hand stays there
    undo.click()
    expect(names.nth(1)).to_have_text(second)
    sheet(page).get_by_role("button", name=f"Pin {second}").click()
    expect(sheet(page).get_by_role("button", name=f"Stop keeping {second}")).to_be_visible()


def test_a_pick_moves_nothing_above_it_and_sends_little(lab: Lab) -> None:
    page = lab.open("05-routine.ipynb")
    wire = read(page)
    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    lab.wait_idle(page)
    wire.clear()
    lab.run_all(page)
    assert wire.kilobytes < 150
    pass_quickly(page)
    minutes = sheet(page).locator(".hk-c-minutes select")
    for words in ("20 minutes", "60 minutes"):
        lab.bring(minutes)
        before = minutes.bounding_box()
        wire.clear()
        minutes.select_option(words)
        expect(routine(page)).to_contain_text(re.compile(r"(20:00|19:\d\d|5\d:\d\d|60:00)"))
        page.wait_for_timeout(600)
        assert minutes.bounding_box() == before
        assert wire.messages <= 4
        assert wire.kilobytes <= 3


def test_a_runner_stiff_after_sitting_prints_it_books_it_and_plays_it_to_the_end(lab: Lab) -> None:
    """As a new user would, by keyboard alone; the page's clock is wound on while it plays."""
    page = start(lab, height=1400)
    pass_quickly(page)
    press(page, sheet(page).get_by_label("Tight front of hip"), "Space")
    page.keyboard.press("Tab")
    goals = sheet(page).locator(".hk-c-goal select")
    for _ in range(60):
        if goals.evaluate("(node) => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Run")
    expect(routine(page)).to_contain_text("for running, with tight front of hip in mind")
    names = sheet(page).locator("article h3").all_text_contents()

    press(page, sheet(page).get_by_role("button", name="Print"), "Enter")
    press(page, sheet(page).locator(".panel button[type=submit]"), "Enter")
    page.wait_for_function("document.querySelector('iframe.hk-print')")
    for name in names:
        expect(page.frame_locator("iframe.hk-print").locator("body")).to_contain_text(name)

    press(page, sheet(page).get_by_role("button", name="Add to calendar"), "Enter", back=True)
    with page.expect_download() as saved:
        press(page, sheet(page).locator(".panel button[type=submit]"), "Enter")
    calendar = saved.value.path().read_text()
    assert saved.value.suggested_filename == "hipkit-routine.ics"
    assert calendar.count("BEGIN:VEVENT") == 8
    assert "ight front" not in calendar

    wire = read(page)
    press(page, sheet(page).get_by_role("button", name="Start"), "Enter", back=True)
    player = page.locator(".hk-player")
    expect(player.locator("h2")).to_have_text(names[0])
    expect(player.locator("h2")).to_be_focused()
    expect(player.locator("canvas[data-painter]")).to_be_visible()
    lab.wait_idle(page)
    wire.clear()
    for name in names[1:]:
        page.keyboard.press("ArrowRight")
        expect(player.locator("h2")).to_have_text(name)
    page.keyboard.press("Space")
    expect(player.get_by_role("button", name="Go on")).to_be_visible()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(player.locator("h2")).to_have_text("The routine is done")
    assert wire.messages == 0  # it runs without the kernel
    press(page, player.get_by_role("button", name="Close the player"), "Enter")
    expect(player).to_have_count(0)
    expect(routine(page)).to_be_visible()


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
    pass_quickly(page)
    gate(page).locator(".hk-c-change").click()
    first = next(iter(FLAGS.values()))
    gate(page).locator(f".hk-c-{first.id} input[value=yes]").check()
    expect(sheet(page).locator("article")).to_have_count(0)


def test_nothing_runs_over_the_sheet(lab: Lab) -> None:
    page = start(lab, width=1180, alone=True)
    pass_quickly(page)
    for theme, width in product(THEMES, (1180, 360)):
        dress(page, theme, width)
        lab.bring(sheet(page))
        assert sheet(page).evaluate(OVER) == []
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


def test_after_a_bad_day_the_weeks_go_back_by_keyboard_alone(lab: Lab) -> None:
    page = start(lab)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    pass_quickly(page)
    press(page, sheet(page).get_by_role("button", name="Four weeks"), "Enter")
    panel = sheet(page).locator(".panel")
    press(page, panel.locator("select[name=week]"), "2")
    press(page, panel.get_by_label("Worst pain, 0 to 10"), "7")  # Tab selects what stands there
    press(page, panel.get_by_text("The doses, week by week"), "Enter", back=True)
    expect(panel).to_contain_text("↑")
    expect(panel).not_to_contain_text("↓")
    press(page, panel.get_by_role("button", name="Say what comes next"), "Enter")
    expect(panel.locator('[data-part="went"]')).to_contain_text("Go back one step")
    expect(panel).to_contain_text("↓")  # what was open still is, and says what holds now
    expect(panel.get_by_role("button", name="Say what comes next")).to_be_focused()
    expect(panel.locator("select[name=week]")).to_have_value("3")
    press(page, panel.get_by_role("button", name="Forget these reports"), "Enter")
    expect(panel).not_to_contain_text("Told so far")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells  # no key reached the notebook
