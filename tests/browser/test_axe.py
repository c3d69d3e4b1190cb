"""Every screen in its states, light and dark: no violation that axe-core knows, targets large enough, a tree of
names and roles that is the one in ``trees/``, and nothing that scrolls sideways on a phone.

The trees keep what can be used or heard (headings, controls, pictures, tables, live sentences), one line each.
After a change that was meant, write them anew and read the difference::

    HIPKIT_TREES=write python -m pytest tests/browser/test_axe.py
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import Lab, Theme

TREES = Path(__file__).with_name("trees")
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async sheets => {
    const include = sheets.map(number => [...document.querySelectorAll(".hipkit")][number]);
    const { violations } = await axe.run({ include }, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, impact, help, nodes }) => nodes.map(({ html, any, all }) =>
        [`${impact} ${id}: ${help}`, html.slice(0, 200), ...[...any, ...all].map(one => one.message)].join("\\n    ")));
}"""
SMALL = """() => [...document.querySelectorAll(".hipkit :is(button, select, input, summary, a, [role=slider])")]
    .map(node => node.matches("[type=radio], [type=checkbox]") ? node.closest("label") ?? node : node)
    .filter(node => node.getClientRects().length && !node.closest("p, li, td") && !node.disabled)
    .filter(node => { const box = node.getBoundingClientRect(); return box.width < 23.9 || box.height < 23.9; })
    .map(node => `smaller than 24 px: ${node.outerHTML.slice(0, 120)}`)"""
WIDER = """() => [...document.querySelectorAll(".hipkit")].flatMap(sheet => {
    const edge = sheet.getBoundingClientRect().right + 1;
    return [...sheet.querySelectorAll("*")]
        .filter(node => !node.closest("svg, .hk-scroll, .hk-plot") && node.getClientRects().length)
        .filter(node => node.getBoundingClientRect().right > edge)
        .map(node => `sticks out: ${node.outerHTML.slice(0, 120)}`);
})"""
HEARD = re.compile(
    r"^\s*- '?(heading|button|combobox|radio|radiogroup|checkbox|group|status|img|table|navigation|link|slider|"
    r"searchbox|spinbutton|textbox|application|tab|dialog|alert|progressbar|timer)\b"
)


def notebook(lab: Lab, name: str, cells: list[str]) -> str:
    """A notebook of these cells beside those of the kit."""
    written: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "source": cell,
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for number, cell in enumerate(cells)
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
    whole = {"cells": written, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.server.notebooks / name).write_text(json.dumps(whole), encoding="utf-8")
    return name


def wear(page: Page, theme: Theme) -> None:
    """Another theme for this window, from its menu."""
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Theme").first.hover()
    page.locator(".lm-Menu-item", has_text=f"JupyterLab {theme.capitalize()}").first.click()
    worn = str(theme == "light").lower()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", worn, timeout=30_000)


def barriers(page: Page, sheets: list[int]) -> Iterator[str]:
    """What axe finds in both themes, beginning with the one that is worn, and what is too small to hit."""
    light = page.locator("body").get_attribute("data-jp-theme-light") == "true"
    themes: list[Theme] = ["light", "dark"] if light else ["dark", "light"]
    for theme in themes:
        if theme != themes[0]:
            wear(page, theme)
        yield from (f"{theme}: {found}" for found in page.evaluate(RUN, sheets))
    yield from page.evaluate(SMALL)


def tree(sheet: Locator) -> str:
    """What of a sheet can be used or heard: a line each, with role, name and state."""
    lines = [line for line in sheet.aria_snapshot().splitlines() if HEARD.match(line)]
    return "\n".join(line.strip().removesuffix(":") for line in lines) + "\n"


def strange(name: str, found: str) -> Iterator[str]:
    """Where a tree is not the one that was kept."""
    kept = TREES / f"{name}.txt"
    if os.environ.get("HIPKIT_TREES") == "write":
        TREES.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    before = kept.read_text(encoding="utf-8") if kept.exists() else ""
    if found != before:
        lost = [f"    - {line}" for line in before.splitlines() if line not in found.splitlines()]
        new = [f"    + {line}" for line in found.splitlines() if line not in before.splitlines()]
        yield "\n".join([f"{kept.name} has another tree", *lost[:8], *new[:8]])


def look(page: Page, state: str, sheets: dict[str, int]) -> list[str]:
    """All complaints about sheets in a state. ``sheets``: name -> which of the page it is."""
    complaints = [f"{state}, {one}" for one in barriers(page, [*sheets.values()])]
    for name, number in sheets.items():
        complaints += strange(f"{name}-{state}", tree(page.locator(".hipkit").nth(number)))
    return complaints


def narrow(page: Page) -> list[str]:
    """A phone of 360 pixels, and a window of 1,280 at 400 %."""
    found = []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)  # charts measure themselves
        found += [f"{width} px, {one}" for one in page.evaluate(WIDER)]
    return found


# ---------------------------------------------------------------- questions, symptoms, studies, claims

CELLS = [
    "from hipkit import catalog, symptoms\nfrom hipkit.screens import Claims, Screening, Start, Stretching, Symptoms",
    "Start()",
    "Screening()",
    "kit = Symptoms(symptoms.screen(dict.fromkeys(catalog().red_flags, 'no')))\nkit.felt",
    "kit.chances",
    "kit.flags",
    "kit.cases",
    "Stretching()",
    "Claims()",
]
NAMES = ["start", "screening", "felt", "chances", "flags", "cases", "stretching", "claims"]
SHEETS = {name: number for number, name in enumerate(NAMES)}


def sheet(page: Page, name: str) -> Locator:
    return page.locator(".hipkit").nth(SHEETS[name])


def explore(page: Page) -> None:
    """Each screen one step on: the second page of questions, a pattern, a guess, a verdict."""
    screening = page.locator(".hk-screening")
    screening.get_by_role("button", name="None of these").click()
    screening.get_by_role("button", name="Next page").click()
    expect(screening.get_by_role("heading", name="Should someone look")).to_be_visible()

    felt = sheet(page, "felt")
    felt.get_by_label("Pain that runs down").check()
    felt.locator("summary", has_text="Sciatica").click()
    felt.get_by_role("button", name="Show these structures").click()
    felt.locator(".hk-involved summary").first.click()
    felt.locator("summary", has_text="Exercises that sources link").click()
    felt.locator("summary", has_text="nee to chest").first.click()
    expect(felt.get_by_text("When to stop.").first).to_be_visible()

    sheet(page, "chances").locator("summary").first.click()
    sheet(page, "flags").get_by_label("A sign that was studied").select_option(index=1)
    sheet(page, "flags").locator("summary").nth(1).click()
    sheet(page, "cases").get_by_role("radio").first.check()

    stretching = page.locator(".hk-stretching")
    stretching.get_by_role("radio").first.check()
    stretching.get_by_role("button", name="Show what was measured").click()
    stretching.get_by_text("The same numbers as a table").click()
    stretching.locator("summary", has_text="Injury in numbers").click()
    expect(stretching.locator(".scatterlayer .point")).not_to_have_count(0)

    claims = page.locator(".hk-claims")
    claims.locator(".hk-c-verdict").get_by_role("radio").nth(1).check()
    claims.locator(".hk-c-sure").get_by_role("radio").first.check()
    claims.get_by_role("button", name="Show the evidence").click()
    claims.get_by_role("button", name="How well did I know it?").click()
    claims.locator(".hk-errors summary").nth(1).click()
    claims.get_by_role("button", name="Show it on the moving figure").click()
    expect(claims.locator(".hk-errors canvas")).to_be_visible()


def stop(page: Page) -> None:
    """An answer that stops, and the reasons for every question."""
    screening = page.locator(".hk-screening")
    screening.get_by_role("button", name="Back").click()
    screening.get_by_role("button", name="Why do we ask?").click()
    screening.locator(".hk-c-rf_bladder").get_by_text("Yes").click()
    screening.get_by_role("button", name="Next page").click()
    expect(screening.get_by_role("heading", name="Stop here")).to_be_visible()


def onward(page: Page) -> None:
    """The answer taken back, and everything answered with no."""
    screening = page.locator(".hk-screening")
    screening.get_by_role("button", name="Change an answer").click()
    screening.locator(".hk-c-rf_bladder").get_by_text("No", exact=True).click()
    for _ in range(3):
        screening.get_by_role("button", name="None of these").click()
        screening.get_by_role("button", name="Next page").click()
    expect(screening.get_by_role("heading", name="You can go on")).to_be_visible()


STEPS: list[tuple[str, Callable[[Page], None], list[str]]] = [
    ("first", lambda _page: None, [*SHEETS]),
    ("explored", explore, [name for name in SHEETS if name != "start"]),
    ("stop", stop, ["screening"]),
    ("onward", onward, ["screening"]),
]


def test_questions_symptoms_studies_and_claims_are_open_to_everyone(lab: Lab) -> None:
    page = lab.open(notebook(lab, "everyone.ipynb", CELLS), width=832, height=1200, alone=True)
    page.emulate_media(reduced_motion="reduce")  # figures that play would keep the machine busy
    lab.run_all(page)
    page.evaluate(AXE)
    complaints: list[str] = []
    for state, act, names in STEPS:
        act(page)
        lab.wait_idle(page)
        complaints += look(page, state, {name: SHEETS[name] for name in names})
    complaints += narrow(page)
    assert not complaints, f"{len(complaints)} barriers:\n" + "\n".join(complaints)


# ---------------------------------------------------------------- the moving hip, exercises, a routine

MOVING = [
    "from hipkit import catalog, symptoms\nfrom hipkit.screens import Anatomy, Cases, Exercises, Lesson, Routine",
    "hip = Anatomy()\nhip.guess",
    "hip.hip",
    "hip.structures",
    "hip.longer",
    "hip.turning",
    "found = Exercises('clamshell')\nfound.find",
    "found.beside",
    "Routine(symptoms.screen(dict.fromkeys(catalog().red_flags, 'no')))",
    "Lesson('stretching')",
    "Cases()",
]


def move(page: Page) -> None:
    """A guess shown, an exercise played, every fold of the hip open, a card, a routine by its folds."""
    guess = page.locator(".hk-anatomy").first
    guess.get_by_role("radio").first.check()
    guess.get_by_role("button", name="Show what the model gives").click()
    hip = page.locator(".hk-anatomy").nth(1)
    hip.locator(".hk-joints select").select_option(index=3)
    for fold in hip.locator("summary").all():
        fold.click()
    for fold in page.locator(".hk-anatomy").nth(4).locator("summary").all():
        fold.click()
    for number in (5, 7):  # the card, the routine
        for fold in page.locator(".hipkit").nth(number).locator("summary:visible").all()[:12]:
            fold.click()


def test_the_hip_exercises_and_routines_are_open_to_everyone(lab: Lab) -> None:
    page = lab.open(notebook(lab, "moving.ipynb", MOVING), width=832, height=1200, alone=True)
    page.emulate_media(reduced_motion="reduce")
    lab.run_all(page)
    page.evaluate(AXE)
    sheets = [*range(page.locator(".hipkit").count())]
    complaints = [f"first, {one}" for one in barriers(page, sheets)]
    move(page)
    lab.wait_idle(page)
    complaints += [f"moved, {one}" for one in barriers(page, sheets)]
    complaints += narrow(page)
    assert not complaints, f"{len(complaints)} barriers:\n" + "\n".join(complaints)
