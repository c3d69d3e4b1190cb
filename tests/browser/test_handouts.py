"""The handouts as a browser prints them: a page each side, on both papers."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from hipkit import lessons
from hipkit.export.handouts import answer_page, handout
from hipkit.facts import catalog
from hipkit.facts.teaching import Handout
from hipkit.text import PURPOSE
from tests.browser.test_print import AXE, opened, printed, squeezed

SHEETS = list(catalog().handouts.values())


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.id)
def test_a_page_each_side(window: BrowserContext, one: Handout) -> None:
    page = opened(window, handout(one))
    for paper in ("A4", "Letter"):
        front, back = printed(page, paper)
        assert squeezed(one.title) in front
        assert squeezed(one.title) in back
        assert squeezed(PURPOSE) in front
        for key in one.questions:
            assert squeezed(lessons.quote(catalog().questions[key].asks)) in back
        assert squeezed(one.write) in back
        assert "Sources:" in back
    page.close()


def test_everyone_can_read_them_on_a_screen_too(window: BrowserContext) -> None:
    for html in (*map(handout, SHEETS), answer_page(SHEETS[2:3])):
        page = opened(window, html)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.title()
        page.evaluate(AXE)
        found = page.evaluate(
            "async () => (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0].html])"
        )
        assert found == [], page.title()
        page.close()


def test_a_longer_sheet_would_be_seen(window: BrowserContext) -> None:
    """The count of pages can fail: a back with ten more lines does not fit."""
    page = opened(
        window, handout(SHEETS[0]).replace('<div class="rule"></div>', 12 * '<div class="rule"></div>')
    )
    assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) > 2
    page.close()
