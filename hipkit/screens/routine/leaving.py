"""What leaves the kit and what comes back: pages, calendars, files, codes. Each says first what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from typing import Any

from hipkit import export, symptoms
from hipkit.facts import catalog
from hipkit.routine import Routine, Step, Stop
from hipkit.routine.request import RequestError
from hipkit.routine.result import RoutineError
from hipkit.routine.weeks import ANSWERS, WEEKS, AfterRule, Plan, PlanError, rule_after, weeks
from hipkit.screens.routine.answer import Answer
from hipkit.text import asking, escape
from hipkit.text import weeks as week_words

START_DAYS, START_AT = ("mon", "thu"), "18:00"
WEEK_FOLDS = {
    "doses": "The doses, week by week",
    "stretching": "Minutes of stretching for each muscle group",
    "bad_day": "After a bad day",
    "rules": "The rules by which doses grow",
    "disagreements": "Where sources disagree, and what the kit follows",
}
NAME = "hipkit-routine"
Fields = dict[str, list[str]]


class Leaving:
    """The panels of the screen. ``take`` is given a routine that came in by a file or a code.

    How the weeks of a routine went is told here and forgotten with it: nothing of it leaves but the doses.
    """

    def __init__(self, take: Callable[[Routine], object]) -> None:
        self._take = take
        self.days: tuple[str, ...] = START_DAYS
        self._told: dict[int, AfterRule] = {}  # week -> the rule that follows from how it went
        self._steps: tuple[Step, ...] = ()  # of the routine that it was told of

    def panel(self, name: str, routine: Routine | None) -> str:
        """HTML of a panel; without a routine there is only a way in."""
        if name == "open" or routine is None:
            return asking.open_panel()
        picked = [catalog().symptoms[symptom].plain for symptom in routine.request.symptoms]
        match name:
            case "print":
                return asking.print_panel(picked)
            case "calendar":
                return asking.calendar_panel(self.days, date.today().isoformat(), START_AT)
            case "save":
                return asking.save_panel(export.saved_fields(routine, symptoms=False), picked)
            case "share":
                return asking.share_panel(export.share_code(routine))
            case _:
                plan, facts = self._shown(routine), catalog()
                week = min(max(self._told, default=0) + 1, WEEKS)
                return asking.weeks_panel(self.days, plan, week, week_words.reports(self._told, facts))

    def _plan(self, routine: Routine) -> Plan:
        """Four weeks on the days chosen, as they go on after what was told of them."""
        if routine.steps != self._steps:
            self._steps, self._told = routine.steps, {}
        plan = weeks(routine, self.days)
        for week, rule in sorted(self._told.items()):
            plan = plan.after(week, ANSWERS[rule])
        return plan

    def _shown(self, routine: Routine) -> str:
        plan, facts = self._plan(routine), catalog()
        said = f'<p class="hk-result">{escape(week_words.sentence(plan, facts))}</p>'
        return f"{said}{week_words.calendar(plan, facts)}{asking.plan_folds(WEEK_FOLDS)}"

    def fold(self, name: str, routine: Routine) -> str:
        """A part of the four weeks."""
        facts = catalog()
        if name in ("doses", "stretching"):
            plan = self._plan(routine)
            return (week_words.doses if name == "doses" else week_words.stretching)(plan, facts)
        return {
            "bad_day": week_words.bad_day,
            "rules": week_words.rules,
            "disagreements": week_words.disagreements,
        }[name](facts)

    # ------------------------------------------------------------ acts

    def do(
        self, act: str, fields: Fields, answer: Answer, routine: Routine | None, screening: symptoms.Screening
    ) -> None:
        """What a form asks for. What cannot be is said beside the form."""
        try:
            if act in ("load", "code"):
                self._enter(act, fields, answer, screening)
            elif routine is not None:
                getattr(self, f"_{act}")(fields, answer, routine)
        except (RoutineError, RequestError, PlanError, ValueError) as error:
            answer.tell("panel-said", f"<p>{escape(error)}</p>")

    def _print(self, fields: Fields, answer: Answer, routine: Routine) -> None:
        plan = self._plan(routine) if "weeks" in fields else None
        answer.print(export.print_page(routine, plan, symptoms="symptoms" in fields))

    def _calendar(self, fields: Fields, answer: Answer, routine: Routine) -> None:
        self.days = tuple(fields.get("days", ()))
        plan = self._plan(routine)
        start, at = date.fromisoformat(fields["start"][0]), time.fromisoformat(fields["at"][0])
        answer.download(f"{NAME}.ics", "text/calendar", export.calendar_file(plan, start, at))
        answer.tell("panel-said", f"<p>{len(plan.sessions)} sessions are in {NAME}.ics.</p>")

    def _save(self, fields: Fields, answer: Answer, routine: Routine) -> None:
        text = export.saved(routine, symptoms="symptoms" in fields)
        answer.download(f"{NAME}.json", "application/json", text.encode())
        answer.tell("panel-said", f"<p>Saved as {NAME}.json.</p>")

    def _weeks(self, fields: Fields, answer: Answer, routine: Routine) -> None:
        days = tuple(fields.get("days", ()))
        weeks(routine, days)  # raises where none is chosen
        self.days = days
        answer.unfold("panel:weeks")

    def _went(self, fields: Fields, answer: Answer, routine: Routine) -> None:
        week, pain = (_number(fields[name][0]) for name in ("week", "pain"))
        rule = rule_after(pain, "worse" in fields, "missed" in fields)
        self._plan(routine).after(week, ANSWERS[rule])  # raises where there is no such week
        self._told[week] = rule
        answer.unfold("panel:weeks")
        answer.tell("went", week_words.went(self._plan(routine), week, rule, catalog()))

    def _afresh(self, _fields: Fields, answer: Answer, _routine: Routine) -> None:
        self._told.clear()
        answer.unfold("panel:weeks")

    def _enter(self, act: str, fields: Fields, answer: Answer, screening: symptoms.Screening) -> None:
        text = fields["file" if act == "load" else "code"][0]
        read: Callable[..., Any] = Routine.from_json if act == "load" else export.from_code
        found = read(text, screening)
        if isinstance(found, Stop):
            answer.tell("panel-said", f"<p>{escape(found.text)}</p>")
        else:
            self._take(found)


def _number(text: str) -> Any:
    """The number of a field; what is none is refused, with its words, where it is used."""
    return int(text) if text.isdecimal() else text


def fields(text: str) -> Fields:
    """The fields of a form, as the page sends them."""
    found: Fields = json.loads(text)
    return found
