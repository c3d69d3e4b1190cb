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
OVER: dict[tuple[str, str], tuple[float, int, str]] = {}


def over(name: str, screen: ipywidgets.Widget, wire: Wire, used: Iterator[str]) -> dict[str, tuple[float, int]]:
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


def named(name: str) -> dict[str, tuple[float, int, str]]:
    return {key: limit for (screen, key), limit in OVER.items() if screen == name}


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
    limits = named(name)
    print({key: (round(size, 1), count) for key, (size, count) in found.items()})
    assert set(found) == set(limits)
    for key, (size, count) in found.items():
        assert (size, count) <= limits[key][:2]
