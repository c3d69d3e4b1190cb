"""A lesson, its saved work and a case in a real browser: by keyboard alone, after a restart, narrow and dark."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.barriers import THEMES, dress
from tests.browser.lab import Lab
from tests.browser.test_symptoms import WIDER, press, tab_to

LESSON = """from hipkit.screens import Lesson
Lesson(questions=["sciatica_cause", "parts_in_order", "four_patterns", "soreness_after", "band_length"])"""
THREADS = """import threading, ipywidgets
first, second, said = ipywidgets.Button(description="First"), ipywidgets.Button(), ipywidgets.HTML()
first.on_click(lambda _: second.set_trait("description", "Second"))
second.on_click(lambda _: said.set_trait("value", threading.current_thread().name))
ipywidgets.VBox([first, second, said])"""
CASES = "from hipkit.screens import Cases\nCases('Buttock and leg')"


def notebook(lab: Lab, name: str, *cells: str) -> str:
    """A notebook of these cells on the server; there is none in the kit that shows all kinds at once."""
    code: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{number}",
            "metadata": {},
            "outputs": [],
            "source": cell,
        }
        for number, cell in enumerate(cells)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {"cells": code, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.server.notebooks / name).write_text(json.dumps(content))
    return name


def check(page: Page, lesson: Locator, says: str, by: str = "Enter") -> None:
    press(page, lesson.get_by_role("button", name="Check my answer"), by)
    expect(lesson.locator(".hk-status").first).to_contain_text(says)


def onward(page: Page, lesson: Locator, place: int) -> None:
    press(page, lesson.locator(".hk-c-next"))
    expect(lesson).to_contain_text(f"Question {place} of 5")
    expect(lesson.locator("fieldset :is(input, select, button):enabled").first).to_be_focused()


def test_five_kinds_by_keyboard_alone_then_saved_and_gone_on_after_a_restart(
    lab: Lab, tmp_path: Path
) -> None:
    page = lab.open(notebook(lab, "lesson.ipynb", LESSON), width=1000, height=2400)
    lab.run_all(page)
    lesson = page.locator(".hk-lesson")

    lesson.locator("input").first.focus()  # where a learner arrives from the cell above
    page.keyboard.press("Space")
    check(page, lesson, "of 1 right")
    expect(lesson.locator("fieldset")).to_have_attribute("disabled", "")
    onward(page, lesson, 2)

    first = lesson.locator(".hk-order li").first.inner_text()
    press(page, lesson.get_by_role("button", name="down").first)
    expect(lesson.locator(".hk-order li").nth(1)).to_have_text(first.replace("\n", ""), use_inner_text=False)
    expect(lesson.locator(".hk-order li").nth(1).get_by_role("button", name="down")).to_be_focused()
    check(page, lesson, "of 2 right")
    onward(page, lesson, 3)

    check(page, lesson, "Answer it first")
    for select in lesson.locator("fieldset select").all():
        tab_to(page, select, back=True)
        page.keyboard.press("ArrowDown")
    check(page, lesson, "of 3 right")
    onward(page, lesson, 4)

    tab_to(page, lesson.locator(".hk-field input"), back=True)
    page.keyboard.type("-1,0")
    check(page, lesson, "Write a point for decimals")
    expect(lesson.locator(".hk-field input")).to_have_value("-1,0")
    tab_to(page, lesson.locator(".hk-field input"), back=True)
    page.keyboard.press("Control+A")
    page.keyboard.type("-1.0")
    check(page, lesson, "Right.")
    expect(lesson.locator("table")).to_contain_text("−1.04 points of 100")

    press(page, lesson.locator(".hk-c-keep"))
    press(page, lesson.get_by_role("button", name="Save", exact=True))
    expect(lesson.get_by_text("Saved 4 answers in my-hip-work.json.")).to_be_visible()
    tab_to(page, lesson.get_by_label("Pseudonym"))
    page.keyboard.type("heron")
    with page.expect_download() as handed:
        press(page, lesson.get_by_role("button", name="Download CSV"))
    assert handed.value.suggested_filename == "heron-answers.csv"
    assert "soreness_after" in Path(handed.value.path()).read_text()
    with page.expect_download() as kept:
        press(page, lesson.get_by_role("button", name="Download", exact=True), back=True)
    mine = Path(kept.value.path()).read_bytes()

    lab.server.close_kernels()
    page.close()
    page = lab.open("lesson.ipynb", width=1000, height=2400)
    lab.run_all(page)
    lesson = page.locator(".hk-lesson")
    expect(lesson).to_contain_text("There is a saved file here, my-hip-work.json: you can go on from it.")
    lesson.locator(".hk-c-keep").click()
    lesson.get_by_role("button", name="Go on from this file").click()
    expect(lesson.get_by_text("Went on from my-hip-work.json: 4 answers came back.")).to_be_visible()
    expect(lesson.locator("fieldset")).to_have_attribute("disabled", "")
    lesson.locator(".hk-upload").set_input_files(
        files=[FilePayload(name="mine.json", mimeType="application/json", buffer=mine)]
    )
    expect(lesson.get_by_text("Went on from mine.json")).to_be_visible()


def test_a_case_fits_a_phone_and_a_trap_ends_without_a_plan(lab: Lab) -> None:
    page = lab.open(
        notebook(lab, "cases.ipynb", CASES, LESSON),
        width=400,
        height=5000,
        alone=True,
    )
    lab.run_all(page)
    cases = page.locator(".hk-cases")
    for place in (2, 3):
        cases.locator(".hk-c-next-case").click()
        expect(cases).to_contain_text(f"case {place} of 3")
        expect(cases.locator("h3").first).to_be_focused()
    cases.get_by_label("Go on to a plan").check()
    cases.locator(".hk-c-compare").click()
    expect(cases).to_contain_text("The screening is more careful. Stop: emergency help now.")
    cases.locator("textarea").fill("He stood for a long time; both legs; through cloth.")
    cases.locator(".hk-c-rubric").click()
    expect(cases).to_contain_text("Here no routine is made.")
    expect(cases.locator(".hk-c-plan")).to_have_count(0)
    for theme in THEMES:
        dress(page, theme, width=400, height=5000)
        for sheet in page.locator(".hipkit").all():
            lab.bring(sheet)
            assert sheet.evaluate(WIDER) == []
        lab.picture(cases, f"case-{theme}")


def test_one_thread_handles_what_is_pressed(lab: Lab) -> None:
    """With two, a press could overtake the text that was written before it: see overrides.json."""
    page = lab.open(notebook(lab, "threads.ipynb", THREADS))
    lab.run_all(page)
    page.get_by_role("button", name="First").click()
    page.get_by_role("button", name="Second").click()
    expect(page.locator(".widget-html-content")).to_have_text("MainThread")
