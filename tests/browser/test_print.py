"""The printed page as a browser makes it into a PDF, on both papers."""

from __future__ import annotations

import os
import re
from importlib import resources
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from pypdf import PdfReader

from hipkit.export import print_page
from hipkit.facts import catalog
from hipkit.routine import Request, Routine, plan
from hipkit.routine.weeks import weeks
from hipkit.symptoms import screen
from hipkit.text import PURPOSE, dose

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
POINTS = {"A4": (595, 842), "Letter": (612, 792)}
MOST_PAGES = {"routine": 4, "weeks": 7}  # of ten steps: one to hang up, then how to do them, then the weeks


@pytest.fixture(scope="module")
def routine() -> Routine:
    known = catalog()
    made = plan(
        Request(20, ["desk"], equipment=["mat", "chair"], symptoms=["sciatica"]),
        screen(dict.fromkeys(known.red_flags, "no")),
    )
    assert isinstance(made, Routine)
    return made


def opened(window: BrowserContext, html: str) -> Page:
    page = window.new_page()
    page.on("request", lambda request: pytest.fail(f"the page asks for {request.url}"))
    page.set_content(html)
    return page


def printed(page: Page, paper: str) -> list[str]:
    """The text of every page of the PDF; with ``HIPKIT_PICTURES`` the file is kept there."""
    file = page.pdf(format=paper, print_background=True)
    if folder := os.environ.get("HIPKIT_PICTURES"):
        (Path(folder) / f"print-{paper}.pdf").write_bytes(file)
    reader = PdfReader(BytesIO(file))
    for sheet in reader.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(
            POINTS[paper], abs=2
        )
    return [squeezed(sheet.extract_text()) for sheet in reader.pages]


def squeezed(text: str) -> str:
    return re.sub(
        r"\s+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi")
    )


@pytest.mark.parametrize("paper", POINTS)
def test_a_routine_on_paper(window: BrowserContext, routine: Routine, paper: str) -> None:
    page = opened(window, print_page(routine, weeks(routine)))
    sheets = printed(page, paper)
    assert len(sheets) <= MOST_PAGES["weeks"]
    assert squeezed(PURPOSE) in sheets[0]  # the first page can stand alone
    whole = "".join(sheets)
    for step in routine.steps:
        exercise = catalog().exercises[step.exercise]
        assert squeezed(exercise.name) in sheets[0]
        assert squeezed(dose(step.dose, exercise.sides)) in sheets[0]
        assert squeezed(exercise.movement[0]) in whole
    assert "Fourweeks,daybyday" in whole
    assert squeezed(catalog().symptoms["sciatica"].plain) not in whole
    assert all(sheets)
    assert "<" not in whole
    page.close()


def test_nothing_is_cut_off_and_everyone_can_read_it(window: BrowserContext, routine: Routine) -> None:
    page = opened(window, print_page(routine))
    assert len(printed(page, "A4")) <= MOST_PAGES["routine"]
    for width in (360, 760):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE)
    found = page.evaluate(
        "async () => (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0].html])"
    )
    assert found == []
    page.close()
