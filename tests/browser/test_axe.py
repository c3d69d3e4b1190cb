"""Every screen in its states, light and dark: no violation that axe-core knows, targets large enough, a tree of
names and roles that is the one in ``trees/``, and nothing that scrolls sideways on a phone. Then the same by keyboard
alone, by ear, and in the colours that the system forces.

The trees keep what can be used or heard (headings, controls, pictures, tables, live sentences), one line each.
After a change that was meant, write them anew and read the difference::

    HIPKIT_TREES=write python -m pytest tests/browser/test_axe.py tests/browser/test_player_for_everyone.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import (
    AXE,
    DRAW,
    forced,
    look,
    moving,
    narrow,
    notebook,
    strange,
    tree,
)
from tests.browser.keyboard import REACHED, stops
from tests.browser.lab import Lab
from tests.browser.speech import spoken

# ---------------------------------------------------------------- questions, symptoms, studies, claims

# No sheet: what a list of ipywidgets does with keys where nothing of the kit keeps them from the notebook.
BARE = "import ipywidgets\nipywidgets.Dropdown(options=['One', 'Two'], description='Bare')"
ASKED = [
    "from hipkit import catalog, symptoms\nfrom hipkit.screens import Claims, Screening, Start, Stretching, Symptoms",
    "Start()",
    "Screening()",
    "kit = Symptoms(symptoms.screen(dict.fromkeys(catalog().red_flags, 'no')))\nkit.felt",
    "kit.chances",
    "kit.flags",
    "kit.cases",
    "Stretching()",
    "Claims()",
    BARE,
]
NAMES = ["start", "screening", "felt", "chances", "flags", "cases", "stretching", "claims"]
SHEETS = {name: number for number, name in enumerate(NAMES)}
SILENT = {  # no list and no box to set, or none that changes a sentence
    *(
        "start",
        "screening",
        "cases",
        "guess",
        "lesson",
        "people",
        "results",
        "answers",
        "plan",
        "gaps",
        "app",
    ),
}


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


Use = Callable[[Locator], None]


def choose(name: str) -> Use:
    """The next line of a list."""

    def use(sheet: Locator) -> None:
        choices = sheet.locator(f".hk-c-{name} select")
        choices.select_option(index=choices.evaluate("list => (list.selectedIndex + 1) % list.length"))

    return use


def tick(sheet: Locator) -> None:
    sheet.locator("input[type=checkbox]:visible:not(:checked)").first.check()


def press(name: str) -> Use:
    return lambda sheet: sheet.get_by_role("button", name=name, exact=True).click()


USED: dict[str, list[Use]] = {
    "felt": [tick, choose("first")],
    "chances": [choose("condition"), choose("said")],
    "flags": [choose("sign"), choose("ill")],
    "stretching": [choose("outcome"), choose("kind")],
    "claims": [
        lambda sheet: sheet.locator(".hk-c-motion").get_by_role("radio").last.check(),
        choose("topic"),
    ],
}


def felt_and_heard(lab: Lab, page: Page, sheets: dict[str, int], uses: dict[str, list[Use]]) -> list[str]:
    """By ear, by keyboard alone, with forced colours, without motion: complaints about each of the sheets."""
    complaints = [*forced(page), *moving(page)]
    for name, number in sheets.items():
        one = page.locator(".hipkit").nth(number)
        for count, use in enumerate(uses.get(name, [])):
            heard = spoken(lab, one, use)
            if len(heard) != 1:
                complaints.append(f"{name}, use {count}, spoken {len(heard)} times: {heard}")
        complaints += [f"{name}, {wrong}" for wrong in stops(page, one)]
    return complaints


def test_questions_symptoms_studies_and_claims_are_open_to_everyone(lab: Lab) -> None:
    page = lab.open(notebook(lab, "everyone.ipynb", ASKED), width=832, height=1200, alone=True)
    page.emulate_media(reduced_motion="reduce")  # figures that play would keep the machine busy
    lab.run_all(page)
    page.evaluate(AXE)
    complaints: list[str] = []
    for state, act, names in STEPS:
        act(page)
        lab.wait_idle(page)
        complaints += look(page, state, {name: SHEETS[name] for name in names})
    complaints += felt_and_heard(lab, page, SHEETS, USED)
    bare = page.locator(".jp-OutputArea-output").filter(has=page.get_by_label("Bare")).last
    assert REACHED in stops(page, bare, 10_000)  # so that silence from the sheets means something
    complaints += narrow(page)
    assert not complaints, f"{len(complaints)} barriers:\n" + "\n".join(complaints)


# ---------------------------------------------------------------- the moving hip, exercises, a routine

RESULTS = """from pathlib import Path
Path("handed-in").mkdir(exist_ok=True)
for name, key in (("ana", "muscle"), ("ben", "little")):
    replies = [lessons.Reply("one_side", one, when, "2026-01-31T09:30:00Z")
               for one, when in (("muscle", "before"), (key, "after"))]
    Path(f"handed-in/{name}.csv").write_text(lessons.to_csv(lessons.Work(tuple(replies)), name))
guide.results("handed-in")"""
PLAYED = [
    "import hipkit\nfrom hipkit import catalog, lessons, symptoms\nfrom hipkit.screens.lessons import guide\n"
    "from hipkit.screens import Anatomy, Cases, Exercises, Lesson, Routine",
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
    RESULTS,
    "guide.answers('inventory')",
    "guide.plan('45 minutes')",
    "hipkit.app()",
]
PLAYED_NAMES = [
    "guess",
    "hip",
    "structures",
    "longer",
    "turning",
    "find",
    "beside",
    "routine",
    "lesson",
    "people",
]
PLAYED_NAMES += ["results", "answers", "plan", "app"]
PLAYED_SHEETS = {name: number for number, name in enumerate(PLAYED_NAMES)}


def unfold(sheet: Locator, most: int | None = None) -> None:
    """Open the folds that can be seen: these very ones, for what they are filled with may bring folds of its own."""
    for fold in sheet.locator("summary:visible").element_handles()[:most]:
        fold.click()


def move(page: Page) -> None:
    """A guess shown, an exercise played, every fold of the hip open, a card, a routine by its folds."""
    guess = page.locator(".hk-anatomy").first
    guess.get_by_role("radio").first.check()
    guess.get_by_role("button", name="Show what the model gives").click()
    hip = page.locator(".hk-anatomy").nth(1)
    hip.locator(".hk-joints select").select_option(index=3)
    expect(hip.locator("summary", has_text="The muscles of the whole exercise")).to_be_visible()
    unfold(hip)
    unfold(page.locator(".hk-anatomy").nth(4))
    for number in (5, 7):  # the card, the routine
        unfold(page.locator(".hipkit").nth(number), 12)
    expect(page.locator(".hipkit details[open] > div:empty")).to_have_count(0)  # each has been filled


def arrive(page: Page) -> None:
    """What comes a moment after the cells have run."""
    expect(page.locator(".hipkit").nth(PLAYED_SHEETS["beside"]).get_by_role("table").first).to_be_visible()


def leave(page: Page) -> None:
    """Four weeks made of the routine."""
    routine = page.locator(".hipkit").nth(PLAYED_SHEETS["routine"])
    routine.locator("[data-panel=weeks]").click()
    expect(routine.locator(".panel table").first).to_be_visible()


def panels(page: Page) -> Iterator[str]:
    """The trees of all that opens above a routine."""
    routine = page.locator(".hipkit").nth(PLAYED_SHEETS["routine"])
    for button in routine.locator("[data-panel]:not([data-panel=weeks])").all():
        button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(routine.locator(".panel > *").first).to_be_visible(timeout=30_000)
        yield from strange(f"routine-{button.get_attribute('data-panel')}", tree(routine.locator(".panel")))


PLAYED_STEPS: list[tuple[str, Callable[[Page], None], list[str]]] = [
    ("first", arrive, [*PLAYED_SHEETS]),
    ("moved", move, [name for name in PLAYED_NAMES if name not in SILENT] + ["guess"]),
    ("weeks", leave, ["routine"]),
]


def answered(sheet: Locator) -> None:
    sheet.get_by_role("button", name="Another exercise").click()
    expect(sheet.get_by_role("radio", checked=True)).to_have_count(0)  # the new list is there
    sheet.get_by_role("radio").first.check()
    sheet.get_by_role("button", name="Show what the model gives").click()


def bend(sheet: Locator) -> None:
    sheet.get_by_label("Hip flexion").press("ArrowRight")


PLAYED_USED: dict[str, list[Use]] = {
    "guess": [answered],
    "hip": [choose("joints"), choose("follow"), bend],
    "structures": [choose("group"), choose("structure")],
    "longer": [press("Show the map"), choose("map-muscle"), choose("map-knee")],
    "turning": [choose("turning-muscle")],
    "find": [tick],
    "beside": [choose("first")],
    "routine": [choose("minutes")],
}


def test_the_hip_exercises_and_routines_are_open_to_everyone(lab: Lab) -> None:
    page = lab.open(notebook(lab, "moving.ipynb", PLAYED), width=832, height=1200, alone=True)
    page.emulate_media(reduced_motion="reduce")
    lab.run_all(page)
    page.evaluate(AXE)
    complaints: list[str] = []
    for state, act, names in PLAYED_STEPS:
        act(page)
        page.evaluate(DRAW)
        lab.wait_idle(page)
        complaints += look(
            page,
            state,
            {name: PLAYED_SHEETS[name] for name in names},
        )
        if state == "moved":
            complaints += narrow(page)
            page.set_viewport_size({"width": 832, "height": 1200})
    complaints += panels(page)
    complaints += felt_and_heard(lab, page, PLAYED_SHEETS, PLAYED_USED)
    assert not complaints, f"{len(complaints)} barriers:\n" + "\n".join(complaints)
