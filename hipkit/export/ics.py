"""Four weeks as a calendar file (RFC 5545) that any calendar program reads."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from hipkit import text
from hipkit.export.code import share_code
from hipkit.facts import Catalog, catalog
from hipkit.routine.weeks import DAYS, Plan, Session
from hipkit.text import clock, dose
from hipkit.text.exercises import PHASES
from hipkit.text.routine import FOOT

MAKER = "-//hipkit//hipkit routine//EN"
TITLE = "Hip exercises"


def calendar_file(plan: Plan, start: date, at: time, stamp: datetime | None = None) -> bytes:
    """One event for each session, from the first day of the plan on or after ``start``, at ``at`` o'clock.

    Times float: they mean the same hour wherever the calendar is read. The doses of the week are in the
    description; no symptom is. The same routine, days and start give the same identifiers, also after a step
    back: a calendar that reads the next file changes its events and does not double them. ``stamp``: when the file
    was made, now if not given.

    Raises:
        TypeError: ``start`` is no date, or ``at`` no time of day.
        ValueError: ``at`` has a time zone, or four weeks from ``start`` lie beyond what a calendar can hold.
    """
    if not isinstance(start, date) or not isinstance(at, time):
        raise TypeError(f"start is a date and at a time of day, not {start!r} and {at!r}")
    if at.tzinfo:
        raise ValueError(f"{at} has a time zone; a session has the learner's own hour")
    if start.toordinal() + 7 * (len(plan.stage) + 1) > date.max.toordinal():
        raise ValueError(f"four weeks from {start} are beyond the last day of the calendar, {date.max}")
    facts, made = catalog(), (stamp or datetime.now(UTC)).astimezone(UTC)
    key = _key(plan, start)
    file = Calendar()
    file.add("prodid", MAKER)
    file.add("version", "2.0")
    sessions = sorted(
        ((datetime.combine(_day(session, start), at), session) for session in plan.sessions),
        key=lambda pair: pair[0],
    )
    for begin, session in sessions:
        file.add_component(_event(session, plan, begin, key, made, facts))
    return bytes(file.to_ical())


def _day(session: Session, start: date) -> date:
    """The weeks are counted from ``start``."""
    return start + timedelta(7 * (session.week - 1) + (DAYS.index(session.day) - start.weekday()) % 7)


def _event(session: Session, plan: Plan, begin: datetime, key: str, made: datetime, facts: Catalog) -> Event:
    event = Event()
    event.add("uid", f"{key}-{session.week}-{session.day}@hipkit")
    event.add("dtstamp", made)
    event.add("dtstart", begin)
    event.add("dtend", begin + timedelta(seconds=session.total_s))
    event.add(
        "summary", f"{TITLE}, week {session.week}, {clock(session.total_s)}{', easy' if session.easy else ''}"
    )
    event.add("description", _description(session, plan, facts))
    return event


def _description(session: Session, plan: Plan, facts: Catalog) -> str:
    lines = []
    for number, step in enumerate(session.steps, 1):
        exercise = facts.exercises[step.exercise]
        words = f"{number}. {PHASES[step.phase]}: {exercise.name}, {dose(step.dose, exercise.sides)}"
        lines.append("".join(sign if sign.isprintable() else " " for sign in words))
    return "\n".join([*lines, f"Share code of the routine: {share_code(plan.routine)}", FOOT, text.PURPOSE])


def _key(plan: Plan, start: date) -> str:
    """The same for the same routine, days and start. It is a digest, and no symptom goes into it."""
    told = [[step.exercise for step in plan.routine.steps], plan.days, str(start)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]
