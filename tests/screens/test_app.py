"""All screens behind tabs: each made when its tab is opened, and the screening shared."""

from __future__ import annotations

import subprocess
import sys

import pytest

import hipkit
from hipkit import catalog, screens
from hipkit.screens import App, parts


@pytest.fixture
def app() -> App:
    return hipkit.app()


def answer_no(app: App) -> None:
    """As if every question had been answered with no, page by page."""
    gate = app.screening
    for _ in range(3):
        gate.questions.answers = gate.questions.answers | dict.fromkeys(gate.questions.missing, "no")
        parts.press(gate._next)


def test_every_screen_has_a_tab_and_the_tabs_have_words(app: App) -> None:
    assert set(app.names) == set(screens.__all__) - {"App", "ClassResults"}
    assert all(app._tabs.titles)
    assert len(set(app._tabs.titles)) == len(app.names)


def test_a_screen_is_made_when_its_tab_is_first_opened(app: App) -> None:
    assert list(app.made) == ["Start"]
    app._tabs.selected_index = app.names.index("Claims")
    assert list(app.made) == ["Start", "Claims"]
    claims = app.made["Claims"]
    app.show("Start")
    app.show("Claims")
    assert app.made["Claims"] is claims
    rooms = [len(room.children) for room in app._tabs.children]
    assert [name for name, count in zip(app.names, rooms, strict=True) if count] == list(app.made)


def test_the_routine_follows_the_screening_of_the_other_tab(app: App) -> None:
    app.show("Routine")
    routine = app.made["Routine"]
    assert routine.screening is None
    assert routine.routine is None
    way = app._tabs.children[app.names.index("Routine")].children[0]
    assert way.layout.display == ""
    answer_no(app)
    assert routine.screening is app.screening.result
    assert routine.routine is not None
    assert way.layout.display == "none"


def test_a_stop_in_the_screening_leaves_no_routine(app: App) -> None:
    app.show("Routine")
    answer_no(app)
    first = next(iter(catalog().red_flags))
    app.screening.questions.answers = app.screening.questions.answers | {first: "yes"}
    assert app.made["Routine"].routine is None


def test_the_map_leads_to_screens(app: App) -> None:
    (doors,) = [part for part in app.made["Start"].body.children if isinstance(part, parts.Live)]
    for name in set(app.names) - {"Start", "Screening", "Lesson"}:
        assert f'data-with="{name}"' in doors.html
    doors.act("open", "Stretching")
    assert "Stretching" in app.made
    assert app._tabs.selected_index == app.names.index("Stretching")


def test_an_unknown_screen_is_named(app: App) -> None:
    with pytest.raises(ValueError, match=r"'Knee'; there are Start, Screening"):
        app.show("Knee")


def test_every_tab_opens() -> None:
    app = hipkit.app("Anatomy")
    assert list(app.made) == ["Anatomy"]
    for _kind, use in app.uses():
        use()
    assert set(app.made) == set(app.names)


def test_the_module_does_not_hide_the_function() -> None:
    program = "from hipkit.screens.app import App; import hipkit; assert isinstance(hipkit.app(), App)"
    subprocess.run([sys.executable, "-c", program], check=True)
