"""Every control of every screen at every value it offers: nothing raises, nothing seen is stale, and what
is drawn is what the table says."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import ipywidgets
import pytest

from hipkit import claims, screens, symptoms
from hipkit.screens import Claims, Screening, Stretching, parts
from hipkit.screens.anatomy.maps import Longer
from tests.screens.walking import MAKERS, Maker, cells, class_results, controls, drawn, passed, seen, set_all

STEPS, SEEDS = 40, (1, 2)


def shown_map() -> ipywidgets.Widget:
    screen = Longer()
    screen._refresh()
    return screen


def revealed_stretching() -> ipywidgets.Widget:
    screen = Stretching()
    screen.reveal(screen._guess._options_values[0])
    return screen


def last_questions() -> ipywidgets.Widget:
    screen = Screening()
    for _ in range(2):
        parts.press(screen._none)
        parts.press(screen._next)
    return screen


STATES: dict[str, Maker] = MAKERS | {
    "Anatomy, map shown": shown_map,
    "Screening, last page": last_questions,
    "Stretching, revealed": revealed_stretching,
}
DEPENDENT = {"Anatomy", "Symptoms"}  # a group and its structures, a condition and its findings
WITHOUT = {"App", "ClassResults", "Start"}  # tabs, a report and a map of links: nothing to set


def values(screen: ipywidgets.Widget) -> list[Any]:
    return [control.get() for control in controls(screen)]


def differences(one: ipywidgets.Widget, other: ipywidgets.Widget) -> list[tuple[Any, Any]]:
    return [pair for pair in zip(seen(one), seen(other), strict=True) if pair[0] != pair[1]]


def same_values(make: Callable[[], ipywidgets.Widget], screen: ipywidgets.Widget) -> ipywidgets.Widget:
    """A new screen whose controls say what those of this one say."""
    fresh = make()
    set_all(fresh, values(screen))
    assert values(fresh) == values(screen)
    return fresh


def test_no_screen_is_left_out() -> None:
    assert set(MAKERS) == set(screens.__all__)
    assert {name for name, make in MAKERS.items() if not controls(make())} == WITHOUT


@pytest.mark.parametrize("name", sorted(set(MAKERS) - {"App"}))
def test_every_control_and_button_answers(name: str) -> None:
    """An exception of a callback is raised here, where ipywidgets would only log it."""
    assert parts.drive(MAKERS[name]).endswith("answer")


@pytest.mark.parametrize("name", sorted(set(STATES) - WITHOUT))
def test_every_value_and_what_follows_from_it_and_back(name: str) -> None:
    """Pairs too: after each value, every value of the controls that offer something else after it."""
    screen, pairs = STATES[name](), 0
    start = values(screen)
    for number in range(len(start)):  # touched once, so that all say what they answer
        for end in (-1, 0):
            control = controls(screen)[number]
            control.set(control.offered[end])
    set_all(screen, start)
    before = seen(screen)
    for number, control in enumerate(controls(screen)):
        offered = [other.offered for other in controls(screen)]
        for value in control.offered:
            controls(screen)[number].set(value)
            assert controls(screen)[number].get() == value
            pairs += follow(screen, number, offered)
        set_all(screen, start)
        assert values(screen) == start
    assert [pair for pair in zip(before, seen(screen), strict=True) if pair[0] != pair[1]] == []
    assert bool(pairs) == (name in DEPENDENT)


def follow(screen: ipywidgets.Widget, number: int, before: list[tuple[Any, ...]]) -> int:
    """Set every value of the controls after one that no longer offer what they did; how many were set."""
    count = 0
    for other, control in enumerate(controls(screen)[number + 1 : len(before)], number + 1):
        if control.offered != before[other]:
            for choice in control.offered:
                controls(screen)[other].set(choice)
                count += 1
    return count


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", sorted(set(STATES) - WITHOUT))
def test_what_is_seen_depends_on_the_values_not_on_the_way(name: str, seed: int) -> None:
    chance, screen = random.Random(seed), STATES[name]()
    for _ in range(STEPS):
        control = chance.choice(controls(screen))
        control.set(chance.choice(control.offered))
    assert differences(screen, same_values(STATES[name], screen)) == []


# ---------------------------------------------------------------- picture and table


def test_the_forest_and_its_table_agree() -> None:
    """As many results drawn as listed, the same ones filled as marked, and each with the figure of its row."""
    screen = revealed_stretching()
    for outcome in screen._outcome._options_values:
        for kind in screen._kind._options_values:
            for hold in screen._hold._options_values[::3]:
                screen._outcome.value, screen._kind.value, screen._hold.value = outcome, kind, hold
                rows = cells(screen._below.unfold("numbers"))
                drawing = drawn(screen._dots)["data"]
                dots = [number for trace in drawing for number in trace.get("marker", {}).get("color", [])]
                labels = [text for trace in drawing if trace.get("x", [0])[0] == 1 for text in trace["text"]]
                assert len(dots) == len(labels) <= len(rows)
                assert sum(dots) <= sum("answers" in row[0] for row in rows)
                printed = Counter(re.sub(r"\s", " ", row[2].removesuffix(" unconfirmed")) for row in rows)
                for label in labels:
                    figure = re.sub(r"\s", " ", parts.plain(label.partition("<br>")[0]))
                    assert any(row.startswith(figure.split(" ")[0]) for row in printed), (figure, printed)


def test_people_and_table_agree() -> None:
    screen = MAKERS["Symptoms"]().chances
    for condition in screen._condition._options_values:
        screen._condition.value = condition
        for who in screen._who._options_values:
            screen._who.value = who
            rows = cells(screen._page.unfold("numbers"))
            for said, row in zip(screen._said._options_values, rows, strict=True):
                screen._said.value = said
                has = dict(screen._people.groups[1]["counts"])["in"]
                assert re.match(r"\D*(\d+)", row[3])[1] == str(has)


def test_the_turning_curve_and_its_table_agree() -> None:
    screen = MAKERS["Anatomy"]().turning
    for muscle in screen._muscle._options_values:
        screen._muscle.value = muscle
        curve = drawn(screen._chart)["data"][0]
        at = dict(zip(curve["x"], curve["y"], strict=True))
        for degrees, arm in cells(screen._below.unfold("numbers")):
            drawn_arm = at[float(degrees.removesuffix("°").replace("−", "-"))]
            assert abs(float(arm.replace("−", "-")) - drawn_arm) <= 0.55


def test_the_calibration_and_its_table_agree() -> None:
    chance, screen = random.Random(3), Claims()
    verdicts = screen._verdict._options_values
    for _ in screen.claims:
        screen.commit(chance.choice(verdicts), chance.choice(list(claims.SURE)))
        parts.press(screen._next)
    screen._show_result()
    dots = drawn(screen._chart)["data"][1]
    rows = cells(screen._table.value)
    assert [f"{sure:.0f} %" for sure in dots["x"]] == [row[1] for row in rows]
    assert dots["text"] == [row[2] for row in rows]
    assert sum(int(row[2].split()[-1]) for row in rows) == len(screen.replies) == len(screen.claims)


def test_the_class_and_its_tables_agree() -> None:
    screen = class_results()
    gains, items = [part for part in screen.body.children if isinstance(part, parts.Chart)]
    tables = [cells(part.value) for part in screen.body.children if "<table" in getattr(part, "value", "")]
    for trace, row in zip(gains.figure["data"], tables[0], strict=True):
        assert trace["y"][0] == row[0]
        assert trace["x"] == [100 * int(cell.split()[0]) / int(cell.split()[-1]) for cell in row[1:3]]
    before, after = items.figure["data"][:2]
    assert [before["text"][0], after["text"][0]] == [
        f"before: {tables[1][0][2]}",
        f"after: {tables[1][0][3]}",
    ]


def test_a_routine_depends_on_the_screening_that_it_shares() -> None:
    """A control elsewhere: each answer of a shared screening, and back, gives the same routine again."""
    gate = Screening()
    screen = screens.Routine(gate)
    for _ in range(3):
        parts.press(gate._none)
        parts.press(gate._next)
    before = seen(screen)
    assert screen.routine is not None
    parts.press(gate._change)
    flag = next(iter(gate.questions.answers))
    for answer in ("yes", "not sure", "no"):
        gate.questions.answers = gate.questions.answers | {flag: answer}
        assert screen.routine is None
    while gate.result is None:
        parts.press(gate._next)
    assert gate.result.action == symptoms.screen(gate.questions.answers).action == passed().action
    assert seen(screen) == before
