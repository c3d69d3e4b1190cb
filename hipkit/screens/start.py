"""Where a learner begins: what the kit is, its notebooks, and whether it can run here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from attrs import evolve
from IPython import get_ipython

from hipkit.checkup import Report, Status, doctor, here
from hipkit.facts import catalog
from hipkit.facts.records import Topic
from hipkit.screens import parts
from hipkit.text import PURPOSE, escape

TITLE = "The hip, explained by moving it"
LEAD = "Anatomy, symptoms, stretching evidence and exercise planning. Take them in any order."
SIGNS: dict[Status, tuple[str, str]] = {
    "ok": ("check", "v-supported"),
    "warn": ("half", "v-partly"),
    "fail": ("cross", "v-contradicted"),
}
FIRST = "05-routine.ipynb"  # where the first button leads


class Start(parts.Screen):
    """The first screen. ``folder``: where the notebooks are; by default beside the notebook that is open.

    With ``on_open`` the map leads to screens instead: it is called with the name of the one chosen.
    ``report`` is what the last check of the set-up found.
    """

    def __init__(self, folder: Path | None = None, on_open: Callable[[str], object] | None = None) -> None:
        self.report = doctor(evolve(here(), check_facts=None))  # to read them takes longer than to show this
        self._found = parts.html(set_up(self.report))
        self._again = parts.button("Check again", on_click=lambda _button: self._check(), name="check-again")
        self._said = parts.Result(escape(self.report.verdict))
        super().__init__(
            "hipkit",
            TITLE,
            LEAD,
            [
                parts.html(f'<p class="purpose">{PURPOSE}</p>'),
                _doors(on_open) if on_open else parts.linked(notebooks(_ready(folder or Path.cwd()))),
                parts.heading("Check my set-up"),
                self._said,
                self._found,
                parts.row(self._again),
                parts.html(signs()),
            ],
        )
        _soon(self._check)

    def _check(self) -> None:
        self.report = doctor()
        self._found.value = set_up(self.report)
        self._said.say(escape(self.report.verdict))


def with_notebook() -> tuple[Topic, ...]:
    return tuple(topic for topic in catalog().topics.values() if topic.notebook)


def _soon(work: Callable[[], object]) -> None:
    """Do it once the screen is on its way to the page; at once where there is no kernel to do it later."""
    if getattr(get_ipython(), "kernel", None):
        asyncio.get_running_loop().call_soon(work)
    else:
        work()


def _ready(folder: Path) -> dict[str, str]:
    """The notebooks that are there: file -> link, relative to the notebook that is open."""
    places = (folder, folder / "notebooks")
    here = next((place for place in places if (place / FIRST).is_file()), folder)
    prefix = "" if here == folder else "notebooks/"
    return {book.file: prefix + book.file for book in with_notebook() if (here / book.file).is_file()}


def notebooks(ready: dict[str, str]) -> str:
    """HTML: the way on, and a card for each notebook; those not in ``ready`` are announced, not linked."""
    on = (
        f'<p><a class="jupyter-button hk-primary" href="{ready[FIRST]}">Make a routine</a></p>'
        if FIRST in ready
        else ""
    )
    cards = "".join(_card(book, ready.get(book.file)) for book in with_notebook())
    return f'{on}<nav class="map" aria-label="Notebooks">{cards}</nav>'


def _card(book: Topic, link: str | None) -> str:
    words = _words(book)
    if link is None:
        return f'<div class="card coming">{words}<span class="hk-note">coming</span></div>'
    return f'<a class="card" href="{escape(link)}">{words}<span class="hk-note num">{book.minutes} min</span></a>'


def _words(book: Topic) -> str:
    return (
        f'<span class="no">{escape(book.number)}</span><span><b>{escape(book.name)}</b><br>'
        f'<span class="hk-note">{escape(book.about)}</span></span>'
    )


def _doors(on_open: Callable[[str], object]) -> parts.Live:
    made = parts.Live(doors())
    made.on_action(lambda _do, screen: on_open(screen))
    return made


def doors() -> str:
    """HTML: the way on, and a card for each topic."""
    on = '<p><button class="jupyter-button hk-primary" data-do="open" data-with="Screening">Make a routine</button></p>'
    cards = "".join(
        f'<button class="card" data-do="open" data-with="{escape(book.screen)}">{_words(book)}</button>'
        for book in with_notebook()
    )
    return f'{on}<nav class="map" aria-label="Screens">{cards}</nav>'


def set_up(report: Report) -> str:
    """HTML: what was looked at, what was found, what to do."""
    rows = []
    for item in report.items:
        sign, colour = SIGNS[item.status]
        advice = f"<br>{escape(item.advice).replace(chr(10), '<br>')}" if item.advice else ""
        rows.append(
            f'<li><span style="color:var(--{colour})">{parts.icon(sign)}</span> '
            f'<span><b>{escape(item.name)}</b> <span class="hk-note">{escape(item.found)}{advice}</span></span></li>'
        )
    return f'<ul class="plain wide">{"".join(rows)}</ul>'


def signs() -> str:
    """HTML: the four levels of action."""
    return f'<h3>Signs used everywhere</h3><div class="chips">{"".join(map(parts.level, parts.LEVELS))}</div>'
