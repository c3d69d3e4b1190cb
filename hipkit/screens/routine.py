"""Picks in, a routine that explains itself out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import traitlets

from hipkit import charts, symptoms, text
from hipkit.facts import catalog
from hipkit.routine import Request, RequestError, Stop, plan
from hipkit.routine import Routine as Plan
from hipkit.screens import parts
from hipkit.screens.screening import Screening
from hipkit.text import routine as words

TITLE = "A routine that explains itself"
LEAD = "Choose what fits. The routine below follows at once, and every choice in it says why it is there."
FIRST = "Answer the three pages of the screening first. No routine is made before that."
MINUTES = (5, 8, 10, 12, 15, 20, 25, 30, 40, 45, 60, 75, 90)
LEVELS = {"Beginner": "beginner", "Some practice": "some practice", "Strong": "strong"}
START_MINUTES, START_GOAL, START_KIT = 15, "general_mobility", ("mat",)


class Routine(widgets.VBox):
    """The screen of ``05-routine.ipynb``.

    ``screening``: a ``screens.Screening`` shown elsewhere, or what ``symptoms.screen`` returned. Without
    one the screen brings its own questions. ``request`` and ``routine`` hold the current state; ``routine``
    is ``None`` while there is none to show.
    """

    request = traitlets.Any(None, allow_none=True)
    routine = traitlets.Any(None, allow_none=True)

    def __init__(self, screening: Screening | symptoms.Screening | None = None) -> None:
        self._facts = catalog()
        self._kept: tuple[str, ...] = ()
        self._removed: tuple[str, ...] = ()
        self._picks = _Picks()
        self._result = parts.Result()
        self._page = _Page(self._act)
        self._gate = Screening() if screening is None else screening
        sheet = parts.Screen("Routine", TITLE, LEAD, [self._picks, self._result, self._page])
        shown = [self._gate, sheet] if screening is None else [sheet]
        super().__init__(shown, layout=parts.Layout())
        self._picks.observe(self._refresh, "value")
        if isinstance(self._gate, Screening):
            self._gate.observe(self._refresh, "result")
        self._refresh()

    @property
    def screening(self) -> symptoms.Screening | None:
        return self._gate.result if isinstance(self._gate, Screening) else self._gate

    def _refresh(self, _change: Any = None) -> None:
        """Plans again from the current picks, or says what is missing."""
        screening = self.screening
        self._picks.layout.display = "" if screening is not None and screening.may_plan else "none"
        if screening is None:
            return self._show_none(FIRST)
        try:
            self.request = Request(**self._picks.value, include=self._kept, exclude=self._removed)
            answer = plan(self.request, screening)
        except RequestError as error:
            return self._show_none(str(error))
        if isinstance(answer, Stop):
            return self._show_none(answer.text)
        return self._show(answer)

    def _show_none(self, message: str) -> None:
        self.routine = None
        self._result.say(text.escape(message))
        self._page.show(None, self._kept, self._removed)

    def _show(self, routine: Plan) -> None:
        self.routine = routine
        self._result.say(_strong(words.sentence(routine, self._facts)))
        self._page.show(routine, self._kept, self._removed)

    def _act(self, action: str, exercise: str) -> None:
        """A button on a card: keep an exercise in every routine, remove it, or undo both."""
        self._kept = tuple(kept for kept in self._kept if kept != exercise)
        self._removed = tuple(removed for removed in self._removed if removed != exercise)
        if action == "keep":
            self._kept += (exercise,)
        elif action == "remove":
            self._removed += (exercise,)
        self._refresh()


def _strong(sentence: str) -> str:
    """The sentence with what comes before its first comma in bold."""
    first, comma, rest = text.escape(sentence).partition(",")
    return f"<b>{first}</b>{comma}{rest}"


class _Picks(widgets.VBox):
    """The controls. ``value``: the keyword arguments of a ``Request``, without include and exclude."""

    value = traitlets.Dict()

    def __init__(self) -> None:
        facts = catalog()
        goals = [(goal.name, goal.id) for goal in facts.goals.values()]
        self.symptoms = [
            parts.checkboxes(region, options, name=f"symptoms-{number}")
            for number, (region, options) in enumerate(_by_region().items())
        ]
        self.goal = parts.dropdown("Main goal", goals, START_GOAL, name="goal")
        self.second = parts.dropdown("Second goal", [("None", ""), *goals], "", name="second-goal")
        timings = [(timing.name, timing.id) for timing in facts.timings.values()]
        self.timing = parts.dropdown("When", timings, "anytime", name="timing")
        self.minutes = parts.dropdown(
            "Minutes", [(f"{count} minutes", count) for count in MINUTES], START_MINUTES, name="minutes"
        )
        self.level = parts.dropdown("Level", list(LEVELS.items()), "beginner", name="level")
        kit = [(item.name, item.id) for item in facts.equipment.values() if item.id in _needed()]
        self.equipment = parts.checkboxes("Kit within reach", kit, START_KIT, name="equipment", across=True)
        self.fold = parts.button("Fold my picks", "quiet", on_click=self._toggle, name="fold")
        self._folding = parts.box(
            parts.form(*self.symptoms),
            parts.form(self.goal, self.second, self.minutes, self.timing, self.level),
            self.equipment,
            look="picks",
        )
        super().__init__([self._folding, parts.row(self.fold)], layout=parts.Layout())
        self.add_class("noprint")
        for control in self._controls():
            control.observe(self._changed, "value")
        self._changed()

    def _controls(self) -> list[Any]:
        return [*self.symptoms, self.goal, self.second, self.timing, self.minutes, self.level, self.equipment]

    def _changed(self, _change: Any = None) -> None:
        goals = dict.fromkeys(goal for goal in (self.goal.value, self.second.value) if goal)
        self.value = {
            "minutes": self.minutes.value,
            "goals": tuple(goals),
            "symptoms": tuple(symptom for group in self.symptoms for symptom in group.value),
            "equipment": tuple(self.equipment.value),
            "timing": self.timing.value,
            "level": self.level.value,
        }

    def _toggle(self, _button: Any = None) -> None:
        folded = self._folding.layout.display != "none"
        self._folding.layout.display = "none" if folded else ""
        self.fold.description = "Change my picks" if folded else "Fold my picks"


def _by_region() -> dict[str, list[tuple[str, str]]]:
    """The symptoms that may be picked, under the heading of their region."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for symptom in catalog().symptoms.values():
        if symptom.pick:
            regions.setdefault(symptom.region, []).append((symptom.plain, symptom.id))
    return regions


def _needed() -> set[str]:
    """The kit that some exercise cannot do without."""
    return {item for exercise in catalog().exercises.values() for item in exercise.equipment}


class _Page(widgets.VBox):
    """What is shown of a routine: the timeline, then cards and tables."""

    def __init__(self, act: Callable[[str, str], object]) -> None:
        self._routine: Plan | None = None
        self._chart = parts.Chart(height=150)
        self._live = parts.Live()
        self._live.on_action(act)
        self._live.on_open(self._opened)
        super().__init__([self._chart, self._live], layout=parts.Layout())

    def show(self, routine: Plan | None, kept: tuple[str, ...], removed: tuple[str, ...]) -> None:
        """Shows ``routine``, or only what was kept and removed by hand, so that it can be undone."""
        self._routine = routine
        self._chart.layout.display = "none" if routine is None else ""
        undo = words.changed(kept, removed, catalog())
        if routine is None:
            self._live.html = undo
            return
        with self._chart.hold_sync():
            self._chart.alt = words.timeline_alt(routine)
            self._chart.figure = charts.timeline(routine)
        self._live.html = undo + words.page(routine, catalog())

    def _opened(self, key: str) -> str:
        """The content of a fold: how to do an exercise, or a part of the routine."""
        kind, _, what = key.partition(":")
        if kind == "how":
            return words.instructions(catalog().exercises[what])
        return words.FOLDS[kind](self._routine, catalog()) if self._routine else ""
