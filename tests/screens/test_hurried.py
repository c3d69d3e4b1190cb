"""Hurried hands: hundreds of changes at once, cells run again and again, and nothing lost or left behind."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from itertools import cycle, islice, pairwise
from typing import Any

import ipywidgets
import pytest
from ipywidgets.widgets.widget import _instances
from traitlets import HasTraits

from hipkit.screens import Lesson, Routine, Screening, Stretching, Symptoms, parts
from hipkit.screens.lessons.keep import Shelf
from tests.screens.walking import MAKERS, Control, controls, passed, seen, set_all

QUICK, MANY, WARM = 500, 5_000, 700
BUSY = {  # the screens that answer a change, and the control to play with
    "Anatomy": lambda screen: controls(screen.turning)[0],
    "Exercises": lambda screen: controls(screen.find)[3],
    "Stretching": lambda screen: controls(screen)[3],
    "Symptoms": lambda screen: controls(screen.flags)[1],
}
SLOW = ("Anatomy", "App", "Start")  # to make
ROUTINE_CHANGES = 40  # each is a whole plan


def hurry(control: Control, count: int) -> Any:
    """Set a control again and again; gives what it was set to last."""
    value = None
    for value in islice(cycle(control.offered), count):
        control.set(value)
    return value


@pytest.mark.parametrize(("name", "count"), [*((name, QUICK) for name in BUSY), ("Routine", ROUTINE_CHANGES)])
def test_of_many_quick_changes_the_last_wins(name: str, count: int) -> None:
    screen = MAKERS[name]()
    control = BUSY.get(name, lambda screen: controls(screen.picks)[-2])(screen)
    for value in control.offered[:2]:
        control.set(value)
    last = hurry(control, count + 1)
    assert control.get() == last
    fresh = MAKERS[name]()
    for value in control.offered[:2]:
        BUSY.get(name, lambda screen: controls(screen.picks)[-2])(fresh).set(value)
    set_all(fresh, [one.get() for one in controls(screen)])
    assert seen(fresh) == seen(screen)


def test_no_change_is_lost() -> None:
    """Every change of 500 was answered, in order, and none twice."""
    screen, said = Symptoms(passed()).flags, []
    screen._result.observe(lambda change: said.append(change["new"]), "value")
    control = screen._ill
    before = {}
    for value in control._options_values:
        control.value = value
        before[value] = screen._result.value
    assert len(set(before.values())) == len(before)
    said.clear()
    wanted = list(islice(cycle(control._options_values), QUICK))
    for value in wanted:
        control.value = value
    assert said == [before[value] for value in wanted]


@pytest.mark.parametrize(("name", "count"), [(name, MANY) for name in BUSY])
def test_memory_does_not_grow(name: str, count: int) -> None:
    """Fewer than one block of memory a change; an observer or a line of a log would be several."""
    screen = MAKERS[name]()
    control = BUSY[name](screen)
    hurry(control, WARM)  # Python itself takes some at first
    gc.collect()
    widgets, blocks = len(_instances), sys.getallocatedblocks()
    hurry(control, count)
    gc.collect()
    assert len(_instances) == widgets
    assert sys.getallocatedblocks() - blocks < count


# ---------------------------------------------------------------- cells run again


@pytest.fixture(autouse=True)
def shared() -> Iterator[None]:
    """What all screens share is there before, and a test leaves no widget behind."""
    made = set(_instances)
    parts.page()
    yield
    for key in set(_instances) - made:
        if key in _instances and not shared_by_all(_instances[key]):
            _instances[key].close()


@pytest.mark.parametrize("name", MAKERS)
def test_closing_a_screen_leaves_nothing_behind(name: str) -> None:
    first = MAKERS[name]()  # with it, what all share
    parts.drive(first)
    before = set(_instances)
    for _ in range(3 if name in SLOW else 20):
        screen = MAKERS[name]()
        assert len(_instances) > len(before)
        screen.close()
    assert [repr(_instances[key]) for key in set(_instances) - before] == []
    assert first.comm is not None
    assert parts.page().comm is not None


@pytest.mark.parametrize("name", ["Anatomy", "Exercises", "Claims", "Cases", "Lesson", "Routine", "Symptoms"])
def test_closing_a_screen_that_was_used_leaves_nothing_behind(name: str) -> None:
    before = set(_instances)
    screen = MAKERS[name]()
    parts.drive(screen)
    screen.close()
    left = [one for key in set(_instances) - before if not shared_by_all(one := _instances[key])]
    assert [repr(one) for one in left] == []


def shared_by_all(widget: ipywidgets.Widget) -> bool:
    return hasattr(widget, "of_all") or isinstance(widget, ipywidgets.Style)


def test_what_lives_longer_forgets_a_closed_screen() -> None:
    gate, shelf = Screening(), Shelf()

    def followers() -> int:
        return sum(len(names) for one in (gate, shelf) for names in _observers(one).values())

    before = followers()
    made = [maker() for maker in (lambda: Routine(gate), lambda: Symptoms(gate), lambda: lesson(shelf))]
    assert followers() == before + len(made)
    for screen in made:
        screen.close()
    assert followers() == before
    assert gate.comm is not None


def lesson(shelf: Shelf) -> Lesson:
    return Lesson(inventory="before", shelf=shelf)


def _observers(one: HasTraits) -> dict[str, list[Any]]:
    return {name: of["change"] for name, of in one._trait_notifiers.items() if name in ("result", "work")}


@pytest.mark.parametrize("name", MAKERS)
def test_a_cell_run_twice_gives_two_screens_that_do_not_know_each_other(name: str) -> None:
    first, second = MAKERS[name](), MAKERS[name]()
    assert seen(first) == seen(second)
    before = seen(second)
    for number in range(len(controls(first))):
        control = controls(first)[number]
        for value in control.offered[:3]:
            control.set(value)
    if controls(second):
        assert seen(first) != before
    assert seen(second) == before


def test_screens_that_are_not_closed_cost_the_same_each() -> None:
    """Run again and not closed, as JupyterLab does: each run adds its own parts and no more."""
    Stretching()
    counts = []
    for _ in range(20):
        Stretching()
        counts.append(len(_instances))
    steps = {after - before for before, after in pairwise(counts)}
    assert len(steps) == 1
    assert steps.pop() < 40
