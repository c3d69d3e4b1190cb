"""The first screen says the purpose, links only what is there, and looks at the set-up again."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from hipkit.checkup import Item, Report
from hipkit.screens import Start, start
from hipkit.screens.parts import drive
from hipkit.text import PURPOSE


def shown(screen: Start) -> str:
    """All HTML of the screen."""
    pieces = []
    for part in (screen.head, *screen.body.children):
        pieces.append(getattr(part, "value", ""))
        pieces += [output["data"]["text/html"] for output in getattr(part, "outputs", ())]
    return "".join(pieces)


def test_purpose_stands_word_for_word_before_anything_can_be_pressed() -> None:
    assert PURPOSE in Start().body.children[0].value


def test_only_notebooks_that_are_there_are_linked(tmp_path: Path) -> None:
    for name in ("05-routine.ipynb", "03-stretching.ipynb"):
        (tmp_path / name).touch()
    html = shown(Start(tmp_path))
    assert set(re.findall(r'href="([^"]+)"', html)) == {"05-routine.ipynb", "03-stretching.ipynb"}
    assert html.count("coming</span>") == len(start.with_notebook()) - 2
    assert "Make a routine" in html


def test_links_lead_from_the_root_of_the_kit_too(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "05-routine.ipynb").touch()
    assert set(re.findall(r'href="([^"]+)"', shown(Start(tmp_path)))) == {"notebooks/05-routine.ipynb"}


def test_no_way_on_where_there_are_no_notebooks(tmp_path: Path) -> None:
    html = shown(Start(tmp_path))
    assert "href=" not in html
    assert "Make a routine" not in html


def test_the_map_knows_every_numbered_notebook() -> None:
    here = {path.name for path in (Path(__file__).parents[2] / "notebooks").glob("0[1-9]-*.ipynb")}
    assert here
    assert here == {topic.file for topic in start.with_notebook()}


def test_checking_again_shows_what_is_found_then(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Start()
    bad = Report((Item("plotly", "fail", "<missing>", "Install it."),))
    monkeypatch.setattr(start, "doctor", lambda: bad)
    assert drive(screen) == "Start: 0 controls and 1 button answer"
    html = shown(screen)
    assert screen.report is bad
    assert "&lt;missing&gt;" in html
    assert "Install it." in html
    assert bad.verdict in html


def test_facts_are_read_once_the_screen_is_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    async def in_a_kernel() -> list[str]:
        screen = Start()
        first = screen.report["facts"].found
        assert first in shown(screen)
        await asyncio.sleep(0)
        assert screen.report["facts"].found in shown(screen)
        return [first, screen.report["facts"].found]

    monkeypatch.setattr(start, "get_ipython", lambda: SimpleNamespace(kernel="one"))
    with (
        ThreadPoolExecutor() as thread
    ):  # a browser test before this one may have left a loop in the main one
        said = thread.submit(asyncio.run, in_a_kernel()).result()
    assert said == ["being read", "all files of data/ read"]


def test_the_four_signs_are_shown() -> None:
    html = shown(Start())
    assert [
        word in html
        for word in ("Emergency now", "See someone today", "Book within 2 weeks", "Keep watching")
    ] == [True] * 4
