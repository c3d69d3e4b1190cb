"""The printed page: whole, escaped, private unless asked, and readable without colour."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib import resources
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

from hipkit.charts import pose
from hipkit.export import from_code, page, print_page, share_code
from hipkit.facts import Catalog
from hipkit.routine import Routine
from hipkit.routine.weeks import weeks
from hipkit.symptoms import Screening
from hipkit.text import PURPOSE, clock, dose
from tests.export.made import made, private, routines, told_symptoms
from tests.routine.small import KNOWN

VOID = {"meta", "br", "path", "img"}


class Page(HTMLParser):
    """The text of a page, its open tags, and what it would load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.loads: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


def test_it_is_whole_and_loads_nothing() -> None:
    routine = made()
    html = print_page(routine, weeks(routine))
    read = Page(html)
    assert html.startswith("<!DOCTYPE html>")
    assert read.open == []
    assert read.loads == []
    assert "url(" not in html
    assert "@import" not in html
    assert PURPOSE in read.text
    assert share_code(routine) in read.text
    for number, step in enumerate(routine.steps, 1):
        exercise = KNOWN.exercises[step.exercise]
        assert f"{number}. {exercise.name}: {dose(step.dose, exercise.sides)}" in read.text
        assert clock(step.seconds) in read.text
        assert exercise.start in read.text
        assert exercise.stop in read.text
        assert all(line in read.text for line in exercise.movement)
    assert html.count('class="box"') == 3 * len(routine.steps)
    assert html.count('<svg class="hk-pose"') == 2 * len(routine.steps)


@settings(max_examples=8)
@given(routines())
def test_it_is_the_page_of_someone_without_symptoms(pair: tuple[Routine, Screening]) -> None:
    """Nothing on it depends on what was picked: the same steps without symptoms print the same page."""
    routine, screening = pair
    other = from_code(share_code(routine), screening)
    assert isinstance(other, Routine)
    planned = weeks(routine)
    assert print_page(routine, planned) == print_page(other, evolve(planned, routine=other))


def test_symptoms_are_printed_only_if_asked() -> None:
    routine = private()
    planned = weeks(routine, ("mon", "wed"))
    quiet, asked = (Page(print_page(routine, planned, symptoms=told)).text for told in (False, True))
    shown = {one for one in routine.request.symptoms if KNOWN.symptoms[one].plain.lower() in asked.lower()}
    assert shown == set(routine.request.symptoms)
    assert "With in mind" not in quiet
    for symptom in routine.request.symptoms:
        assert KNOWN.symptoms[symptom].plain.lower() not in quiet.lower()
        assert symptom not in quiet


def test_the_routine_prints_itself_without_symptoms() -> None:
    routine = private()
    assert routine.to_html() == print_page(routine)
    assert told_symptoms(print_page(routine, symptoms=True)) >= set(routine.request.symptoms)


def test_hostile_names_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "<script>alert(1)</script>\"'&"
    changed = {
        key: evolve(one, name=evil, start=evil, feel=evil, stop=evil, easier=evil, movement=(evil,))
        for key, one in KNOWN.exercises.items()
    }
    known: Any = SimpleNamespace(
        **{name: getattr(KNOWN, name) for name in Catalog.tables()} | {"exercises": changed}
    )
    for module in (page, pose):
        monkeypatch.setattr(module, "catalog", lambda: known)
    pose.pictures.cache_clear()
    routine = made()
    html = print_page(routine, weeks(routine))
    pose.pictures.cache_clear()
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 5 * len(routine.steps)


def test_it_reads_without_colour() -> None:
    """Each part is named in words, and white numbers stand out from every part's grey."""
    css = resources.files("hipkit.export").joinpath("print.css").read_text()
    html = print_page(made(45))
    for phase, token in {
        "Warm-up": "warmup",
        "Mobility": "mobility",
        "Strength": "strength",
        "Static stretching": "static",
    }.items():
        assert f"<b>{phase}</b>" in html
        assert f"</i>{phase}, " in html
        colour = re.search(rf"--{token}: #(..)(..)(..);", css)
        assert colour
        assert 1.05 / (grey(*colour.groups()) + 0.05) >= 4.5


def grey(*channels: str) -> float:
    """Relative luminance (WCAG 2)."""
    linear = [(int(one, 16) / 255 + 0.055) ** 2.4 / 1.055**2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ---------------------------------------------------------------- pictures of poses


@pytest.mark.parametrize("exercise", sorted(KNOWN.exercises))
def test_every_exercise_has_a_picture_inside_its_frame(exercise: str) -> None:
    for svg in (pose.picture(exercise, "start"), pose.pictures(exercise)):
        assert len(svg) < 6500
        assert int(re.search(r' height="(\d+)"', svg)[1]) <= 72  # type: ignore[index]
        for left, top, width, height, inside in re.findall(
            r'<svg x="\d+".*?viewBox="(-?\d+) (-?\d+) (\d+) (\d+)">(.*?)</svg>', svg
        ):
            figure = [corner for path in paths(inside) if path[0] != pose.PROP for corner in path[1]]
            assert len(figure) > 100
            for x, y in figure:
                assert int(left) <= x <= int(left) + int(width)
                assert int(top) <= y <= int(top) + int(height)


def paths(svg: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Fill and corners of every path, its steps added up."""
    found = []
    for fill, data in re.findall(r'<path fill="([^"]+)" d="m([^z]+)z"/>', svg):
        numbers = list(map(int, re.findall(r"-?\d+", data)))
        x = y = 0
        corners = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        found.append((fill, corners))
    return found


def test_start_and_end_are_two_pictures_where_they_differ() -> None:
    assert pose.pictures("bridge").count("<svg x=") == 2
    assert pose.picture("bridge", "start") != pose.picture("bridge", "end")
    top = {
        moment: min(y for _, path in paths(pose.picture("bridge", moment)) for _, y in path)
        for moment in ("start", "end")
    }
    assert top["end"] <= top["start"]  # the hips go up, and up is a smaller y
    with pytest.raises(KeyError):
        pose.picture("headstand")
