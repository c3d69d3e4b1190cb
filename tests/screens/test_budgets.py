"""How much a screen tells the page: when it is shown, and for every value of every control and every press.

Where a budget cannot hold, ``OVER`` names the figure and the cause, and that figure is the limit.
"""

from __future__ import annotations

from collections.abc import Iterator

import ipywidgets
import pytest

from hipkit.screens import driving
from tests.screens.test_every_control import STATES
from tests.screens.walking import controls
from tests.wire import Wire, heard

LOAD_KB, CHANGE_KB, BODY_KB, MESSAGES = 150.0, 3.0, 8.0, 4
BODIES = {"Anatomy", "Anatomy, map shown"}  # screens around the moving body
ROOMS = {"App"}  # a tab is a screen that is shown, not a change of one

BODY = "the moving body, sent when it is first asked for"
FILM = "the film of a motion, sent once and played by the page"
CHART = "another chart: its axes, its dots and their words"
LISTS = "lists that change with what another list says"
SHEET = "another question or page, what is told to it, and the focus that moves there"
FORM = "a form, sent when it is first asked for"
BOTH = "choices and a press in one, as no learner can"

# screen, what is used -> most kilobytes, most messages, why; "*" ends what begins alike
OVER: dict[tuple[str, str], tuple[float, int, str]] = {
    ("Anatomy", "pose"): (23.7, 4, FILM),
    ("Cases", "button Button Compare with the screening"): (3.2, 4, SHEET),
    ("Cases", "button Button Save, go on from a saved file, or hand in"): (4.2, 3, FORM),
    ("Claims", "button see figure_four_side"): (78.0, 19, BODY),
    ("Claims", "button see antalgic_gait"): (24.9, 7, FILM),
    ("Claims", "button commit *"): (5.2, 7, BOTH),
    ("Exercises", "button open"): (23.6, 5, FILM),
    ("Exercises", "button compare"): (3.1, 4, SHEET),
    ("Exercises", "button Button Show both moving"): (46.6, 9, FILM),
    ("Lesson", "button Button Save, go on from a saved file, or hand in"): (4.2, 3, FORM),
    ("Routine", "button fold watch"): (49.4, 3, BODY),
    ("Screening", "button next *"): (3.4, 5, SHEET),
    ("Screening, last page", "button Button Next page"): (3.4, 5, SHEET),
    ("Stretching", "Which kind?"): (4.3, 3, CHART),
    ("Stretching", "What matters to you?"): (4.4, 3, CHART),
    ("Stretching", "How long, for each muscle?"): (5.0, 3, CHART),
    ("Stretching", "When is your event?"): (4.4, 3, CHART),
    ("Stretching, revealed", "What matters to you?"): (4.4, 3, CHART),
    ("Stretching, revealed", "How long, for each muscle?"): (5.0, 3, CHART),
    ("Stretching, revealed", "When is your event?"): (4.4, 3, CHART),
    ("Stretching, revealed", "button Button Another question"): (3.2, 5, LISTS),
    ("Stretching", "button reveal *"): (3.2, 5, BOTH),
    ("Stretching, revealed", "button reveal *"): (3.2, 5, BOTH),
    ("Symptoms", "Condition"): (6.9, 6, LISTS),
    ("Symptoms", "A sign that was studied"): (4.2, 6, LISTS),
    ("Symptoms", "button show"): (50.5, 10, BODY),
    ("Symptoms", "button compare"): (4.2, 5, LISTS),
    ("Symptoms", "button Button Previous case"): (3.5, 5, SHEET),
}


def over(
    name: str, screen: ipywidgets.Widget, wire: Wire, used: Iterator[str]
) -> dict[str, tuple[float, int]]:
    """What was used and told more than the budget: the most kilobytes, and the most messages."""
    most: dict[str, tuple[float, int]] = {}
    wire.clear()
    for key in used:
        size, count = most.get(key, (0.0, 0))
        most[key] = (max(size, wire.kilobytes), max(count, wire.messages))
        wire.clear()
    kilobytes = BODY_KB if name in BODIES else CHANGE_KB
    return {key: told for key, told in most.items() if told[0] > kilobytes or told[1] > MESSAGES}


def changes(screen: ipywidgets.Widget) -> Iterator[str]:
    """Every control at every value, and back; what it offered may have changed on the way."""
    for number in range(len(controls(screen))):
        start = controls(screen)[number].get()
        for value in (*controls(screen)[number].offered, start):
            control = controls(screen)[number]
            control.set(value)
            yield control.name


def presses(screen: ipywidgets.Widget) -> Iterator[str]:
    """Every button and fold once, as it is reached by driving the screen."""
    used: set[tuple[str, ...]] = set()
    while fresh := next(((key, use) for key, use in driving._uses(screen) if key not in used), None):
        key, use = fresh
        used.add(key)
        use()
        yield " ".join(key[:3]) if key[0] == "button" else ""


def row(name: str, key: str) -> str:
    """The row of the table that names this use of this screen, or the use itself."""
    rows = [one for screen, one in OVER if screen == name]
    return next((one for one in rows if key == one or (one[-1] == "*" and key.startswith(one[:-1]))), key)


@pytest.mark.parametrize("name", sorted(STATES))
def test_a_screen_sends_little_when_it_is_shown(name: str) -> None:
    with heard() as wire:
        STATES[name]()
    assert wire.kilobytes <= LOAD_KB


@pytest.mark.parametrize("name", sorted(set(STATES) - ROOMS))
def test_what_is_used_sends_little(name: str) -> None:
    found: dict[str, tuple[float, int]] = {}
    for uses in (changes, presses):
        with heard() as wire:
            screen = STATES[name]()
            found |= over(name, screen, wire, uses(screen))
    found.pop("", None)  # controls that were driven: walked over already, value by value
    limits = {one: (size, count) for (screen, one), (size, count, _) in OVER.items() if screen == name}
    assert {row(name, key) for key in found} == set(limits), found  # none unnamed, and none named for nothing
    for key, told in found.items():
        limit = limits[row(name, key)]
        assert told[0] <= limit[0], key
        assert told[1] <= limit[1], key
