"""Four weeks out of one routine: on which days, with which doses, and what follows a bad day.

A plan is made from a `Routine` only, and a routine only after a screening. Its numbers are the limits of
``data/routine/weeks.toml``; every session is checked by the rules of the routine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

from attrs import evolve, field, frozen

from hipkit import facts
from hipkit.facts.records import Dose
from hipkit.routine.checking import checks
from hipkit.routine.ordering import ordered
from hipkit.routine.result import Routine, Step
from hipkit.routine.rules import Case
from hipkit.text import listed

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS = 4
MOST_MORE = 15  # minutes that a session may be allowed to grow
GROWING = ("strength", "static", "mobility")  # parts whose doses grow, the first to get the time there is
TOP = "top"  # no rule: the longest dose of the exercise is reached
Answer = Literal["go on", "hold", "back"]
AfterRule = Literal["go_on", "hold", "go_back", "missed"]
ANSWERS: dict[AfterRule, Answer] = {"go_on": "go on", "hold": "hold", "go_back": "back", "missed": "back"}


class PlanError(ValueError):
    """Days, minutes or answers that no plan can be made of. Says what was expected."""


@frozen
class Session:
    """One day's work. ``easy``: without its strength part, because that came less than the rest ago."""

    week: int
    day: str
    easy: bool
    steps: tuple[Step, ...]

    @property
    def total_s(self) -> int:
        return self.steps[-1].start_s + self.steps[-1].seconds


@frozen
class Plan:
    """Four weeks of a routine.

    ``stages``: for each stage the dose of every step of the routine; ``stage``: for each week which stage it
    takes, from 0. ``ends``: exercise -> what keeps it from a longer dose in the last stage, the id of a rule of
    the routine or of the weeks, or ``TOP``.
    """

    routine: Routine
    days: tuple[str, ...]
    more_minutes: int
    stages: tuple[tuple[Dose, ...], ...] = field(repr=False)
    stage: tuple[int, ...]
    ends: Mapping[str, str] = field(repr=False)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """In the order of the weeks and their days; an easy day with nothing but its warm-up is a rest day."""
        growth = _Growth(self.routine, self.days, self.more_minutes)
        strong = any(step.phase == "strength" for step in self.routine.steps)
        hard = strength_days(self.days) if strong else self.days
        planned = (
            Session(week, day, day not in hard, growth.steps(self.stages[stage], day not in hard))
            for week, stage in enumerate(self.stage, 1)
            for day in self.days
        )
        return tuple(session for session in planned if not session.easy or _more_than_warm_up(session))

    def doses(self, week: int) -> tuple[Dose, ...]:
        """The dose of every step of the routine in a week, counted from 1."""
        return self.stages[self.stage[week - 1]]

    def after(self, week: int, answer: Answer) -> Plan:
        """The plan as it goes on after ``week``: as planned, with its doses once more, or a step back.

        Raises:
            PlanError: there is no such week or answer.
        """
        if week not in range(1, WEEKS + 1):
            raise PlanError(f"There is no week {week!r}; a plan has the weeks 1 to {WEEKS}.")
        if answer not in ("go on", "hold", "back"):
            raise PlanError(f"{answer!r} is no answer; there are 'go on', 'hold' and 'back'.")
        if answer == "go on":
            return self
        here = self.stage[week - 1]
        first = here if answer == "hold" else max(0, here - 1)
        rest = tuple(first + later for later in range(WEEKS - week))
        return evolve(self, stage=self.stage[:week] + rest)


def answer(pain: int, worse_next_morning: bool = False, missed_week: bool = False) -> Answer:
    """What a week's worst pain, 0 to 10, means for the next one. Raises as :func:`rule_after`."""
    return ANSWERS[rule_after(pain, worse_next_morning, missed_week)]


def rule_after(pain: int, worse_next_morning: bool = False, missed_week: bool = False) -> AfterRule:
    """The rule of ``data/routine/weeks.toml`` that says how it goes on after such a week.

    Raises:
        PlanError: ``pain`` is not a whole number from 0 to 10.
    """
    if not isinstance(pain, int) or isinstance(pain, bool) or not 0 <= pain <= 10:
        raise PlanError(f"Pain is a whole number from 0 to 10, not {pain!r}.")
    rules = facts.catalog().week_rules
    if worse_next_morning or pain > rules["hold"].limit:
        return "go_back"
    if missed_week:
        return "missed"
    return "hold" if pain > rules["go_on"].limit else "go_on"


def weeks(routine: Routine, days: Sequence[str] = ("mon", "thu"), more_minutes: int = 0) -> Plan:
    """Four weeks of a routine on these days of the week, sessions growing by at most ``more_minutes``.

    Raises:
        TypeError: ``routine`` is no `Routine`, such as a `Stop`.
        PlanError: no day, an unknown one, or minutes that are not 0 to 15.
    """
    if type(routine) is not Routine:
        raise TypeError(f"four weeks are made from a Routine, not from a {type(routine).__name__}")
    chosen = _days(days)
    if type(more_minutes) is not int or not 0 <= more_minutes <= MOST_MORE:
        raise PlanError(f"More minutes are a whole number from 0 to {MOST_MORE}, not {more_minutes!r}.")
    growth = _Growth(routine, chosen, more_minutes)
    stages = growth.stages()
    return Plan(routine, chosen, more_minutes, stages, tuple(range(WEEKS)), growth.ends(stages[-1]))


def _days(days: Sequence[str]) -> tuple[str, ...]:
    unknown = sorted({day for day in days if day not in DAYS}, key=str)
    if unknown:
        raise PlanError(f"There is no day {listed(map(repr, unknown))}; the days are {listed(DAYS)}.")
    if not days:
        raise PlanError("Choose at least one day of the week.")
    return tuple(day for day in DAYS if day in days)


def strength_days(days: Sequence[str]) -> tuple[str, ...]:
    """The days of a week that leave enough rest before and after them, week after week; the first is one."""
    rest = facts.catalog().week_rules["rest"].limit / 24
    first, *others = (DAYS.index(day) for day in days)
    hard = [first]
    for day in others:
        if day - hard[-1] >= rest and first + len(DAYS) - day >= rest:
            hard.append(day)
    return tuple(DAYS[day] for day in hard)


def _more_than_warm_up(session: Session) -> bool:
    return any(step.phase != "warm-up" for step in session.steps)


@frozen(slots=False)
class _Growth:
    """How the doses of a routine may grow on these days."""

    routine: Routine
    days: tuple[str, ...]
    more_minutes: int
    catalog: facts.Catalog = field(factory=facts.catalog)

    @cached_property
    def case(self) -> Case:
        return Case(self.routine.request, self.routine.gentle, self.catalog)

    def steps(self, doses: Iterable[Dose], easy: bool = False) -> tuple[Step, ...]:
        """A session, with the clock of its doses."""
        picks = [
            (self.catalog.exercises[step.exercise], dose)
            for step, dose in zip(self.routine.steps, doses, strict=True)
            if not (easy and step.phase == "strength")
        ]
        return ordered(picks, self.case)

    def smallest(self) -> tuple[Dose, ...]:
        return tuple(
            step.dose if step.phase not in GROWING else self.catalog.exercises[step.exercise].doses[0]
            for step in self.routine.steps
        )

    def stages(self) -> tuple[tuple[Dose, ...], ...]:
        """The doses of each week: the steps up that all weeks leave room for, shared out evenly."""
        first = self.smallest()
        room = sum(len(grown) for grown in self._weeks(first, len(first)))
        weeks = self._weeks(first, math.ceil(room / (WEEKS - 1)))
        stages = [first]
        for grown in weeks:
            stages.append(tuple(grown.get(place, dose) for place, dose in enumerate(stages[-1])))
        return tuple(stages)

    def _weeks(self, first: tuple[Dose, ...], most: int) -> list[dict[int, Dose]]:
        """For each week after the first, the places whose dose goes up a step, ``most`` of them, and that dose."""
        doses, found = list(first), []
        for _ in range(WEEKS - 1):
            grown: dict[int, Dose] = {}
            for place in sorted(range(len(doses)), key=lambda place: self._turn(place, doses[place])):
                longer = self._longer(place, doses[place])
                trial = [*doses[:place], longer or doses[place], *doses[place + 1 :]]
                if longer and len(grown) < most and not self._broken(trial, place):
                    doses, grown[place] = trial, longer
            found.append(grown)
        return found

    def _turn(self, place: int, dose: Dose) -> tuple[bool, int, int]:
        """Who goes first: those below their dose in the routine, then part by part."""
        step = self.routine.steps[place]
        part = GROWING.index(step.phase) if step.phase in GROWING else len(GROWING)
        return dose.side_s >= step.dose.side_s, part, place

    def _longer(self, place: int, dose: Dose) -> Dose | None:
        step = self.routine.steps[place]
        listing = self.catalog.exercises[step.exercise].doses
        longer = listing.index(dose) + 1
        return listing[longer] if step.phase in GROWING and longer < len(listing) else None

    def ends(self, doses: tuple[Dose, ...]) -> dict[str, str]:
        """For every step that can grow, what keeps it from more than ``doses``; "one_step" where only time does."""
        found = {}
        for place, step in enumerate(self.routine.steps):
            if step.phase in GROWING:
                longer = self._longer(place, doses[place])
                trial = [*doses[:place], longer or doses[place], *doses[place + 1 :]]
                found[step.exercise] = (self._broken(trial, place) or "one_step") if longer else TOP
        return found

    def _broken(self, doses: Sequence[Dose], place: int) -> str:
        """The id of the first rule that a session with these doses breaks, "" for none."""
        steps = self.steps(doses)
        seconds = 60 * self.more_minutes + self.routine.request.seconds
        if steps[-1].start_s + steps[-1].seconds > seconds:
            return "minutes"
        for check in checks(self.routine.request, steps, self.routine.gentle, self.catalog):
            if not check.kept and check.rule.id != "time":
                return check.rule.id
        return self._too_long(doses, place) if self.routine.steps[place].phase == "static" else ""

    def _too_long(self, doses: Sequence[Dose], place: int) -> str:
        group = self.case.worked[self.routine.steps[place].exercise][0]
        session = held(self.routine, doses, self.case)[group]
        for rule, times in (("stretch_session", 1), ("stretch_week", len(self.days))):
            if session * times > 60 * self.catalog.week_rules[rule].limit:
                return rule
        return ""


def held(routine: Routine, doses: Iterable[Dose], case: Case) -> dict[str, float]:
    """Main muscle group -> seconds that each side of it is held in the static part of a session."""
    found: dict[str, float] = defaultdict(float)
    for step, dose in zip(routine.steps, doses, strict=True):
        if step.phase == "static":
            found[case.worked[step.exercise][0]] += dose.sets * dose.count * dose.seconds
    return found


def stretched(plan: Plan, week: int) -> dict[str, float]:
    """Main muscle group -> minutes that each side of it is held in a week."""
    case = Case(plan.routine.request, plan.routine.gentle, facts.catalog())
    times = sum(session.week == week for session in plan.sessions)
    return {group: times * one / 60 for group, one in held(plan.routine, plan.doses(week), case).items()}
