"""What leaves the kit and what comes back: pages, calendars, files, codes. Each says first what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from typing import Any

from hipkit import export, symptoms
from hipkit.facts import catalog
from hipkit.routine import Routine, Stop
from hipkit.routine.request import RequestError
from hipkit.routine.result import RoutineError
from hipkit.routine.weeks import Plan, PlanError, weeks
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
    """The panels of the screen. ``take`` is given a routine that came in by a file or a code."""

    def __init__(self, take: Callable[[Routine], object]) -> None:
        self._take = take
        self.days: tuple[str, ...] = START_DAYS

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
                return asking.weeks_panel(self.days, self._plan(routine))

    def _plan(self, routine: Routine) -> str:
        plan, facts = weeks(routine, self.days), catalog()
        said = f'<p class="hk-result">{escape(week_words.sentence(plan, facts))}</p>'
        return f"{said}{week_words.calendar(plan, facts)}{asking.plan_folds(WEEK_FOLDS)}"

    def fold(self, name: str, routine: Routine) -> str:
        """A part of the four weeks."""
        facts = catalog()
        if name in ("doses", "stretching"):
            plan = weeks(routine, self.days)
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
        plan = weeks(routine, self.days) if "weeks" in fields else None
        answer.print(export.print_page(routine, plan, symptoms="symptoms" in fields))

    def _calendar(self, fields: Fields, answer: Answer, routine: Routine) -> None:
        self.days = tuple(fields.get("days", ()))
        plan: Plan = weeks(routine, self.days)
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

    def _enter(self, act: str, fields: Fields, answer: Answer, screening: symptoms.Screening) -> None:
        text = fields["file" if act == "load" else "code"][0]
        read: Callable[..., Any] = Routine.from_json if act == "load" else export.from_code
        found = read(text, screening)
        if isinstance(found, Stop):
            answer.tell("panel-said", f"<p>{escape(found.text)}</p>")
        else:
            self._take(found)


def fields(text: str) -> Fields:
    """The fields of a form, as the page sends them."""
    found: Fields = json.loads(text)
    return found
