"""The calendar file: RFC 5545, read back by a parser, private, and safe with hostile names."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from hipkit.export import calendar_file, from_code, ics
from hipkit.routine import Routine
from hipkit.routine.weeks import DAYS, weeks
from hipkit.text import PURPOSE, dose
from tests.export.made import made, private, routines, told_symptoms
from tests.routine.small import KNOWN, well

STAMP = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
START, AT = date(2026, 3, 4), time(18, 30)  # a Wednesday


def events(file: bytes) -> list[Any]:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def test_it_is_made_as_the_standard_asks() -> None:
    file = calendar_file(weeks(made()), START, AT, STAMP)
    assert file.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert file.endswith(b"END:VCALENDAR\r\n")
    lines = file.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 75 for line in lines)
    unfolded = file.replace(b"\r\n ", b"").decode().split("\r\n")
    names = [line.partition(":")[0] for line in unfolded]
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"):
        assert names.count(name) == names.count("BEGIN") - 1  # once an event, and not for the calendar
    for line in unfolded:
        if line.startswith(("SUMMARY", "DESCRIPTION")):
            assert not re.search(r"(?<!\\)[,;]", line.partition(":")[2])


def test_a_parser_reads_every_session_back() -> None:
    routine = made()
    planned = weeks(routine, ("mon", "wed", "thu"))
    found = events(calendar_file(planned, START, AT, STAMP))
    assert len(found) == len(planned.sessions) == 12
    begins = [event["dtstart"].dt for event in found]
    assert begins[0] == datetime(2026, 3, 4, 18, 30)  # floating: no time zone
    assert begins == sorted(begins)
    assert all(begin.tzinfo is None for begin in begins)
    assert {begin.strftime("%a").lower() for begin in begins} == {"mon", "wed", "thu"}
    assert begins[-1] < datetime(2026, 3, 4) + timedelta(weeks=4)
    for event in found:
        week = (event["dtstart"].dt.date() - START).days // 7 + 1
        day = DAYS[event["dtstart"].dt.weekday()]
        session = next(one for one in planned.sessions if (one.week, one.day) == (week, day))
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(seconds=session.total_s)
        assert event["dtstamp"].dt == STAMP
        for step in session.steps:
            exercise = KNOWN.exercises[step.exercise]
            assert f"{exercise.name}, {dose(step.dose, exercise.sides)}" in event["description"]
        assert PURPOSE in event["description"]


def test_identifiers_are_unique_and_stay() -> None:
    planned = weeks(made())
    one, again, back = (
        {event["uid"] for event in events(file)}
        for file in (
            calendar_file(planned, START, AT, STAMP),
            calendar_file(planned, START, time(7), STAMP + timedelta(days=9)),
            calendar_file(planned.after(2, "back"), START, AT, STAMP),
        )
    )
    assert len(one) == len(planned.sessions)
    assert one == again == back
    other = calendar_file(weeks(made(25)), START, AT, STAMP)
    assert one.isdisjoint(event["uid"] for event in events(other))


@settings(max_examples=25)
@given(routines(), st.dates(date(1971, 1, 1), date(2200, 1, 1)), st.times())
def test_no_symptom_is_in_it(pair: tuple[Routine, Any], start: date, at: time) -> None:
    """The file is the same as that of someone with the same steps who picked no symptom."""
    routine, screening = pair
    planned = weeks(routine)
    other = from_code(ics.share_code(routine), screening)
    assert isinstance(other, Routine)
    bare = evolve(planned, routine=other)
    at = at.replace(microsecond=0)
    assert calendar_file(planned, start, at, STAMP) == calendar_file(bare, start, at, STAMP)


def test_no_word_of_a_symptom_is_in_it() -> None:
    file = calendar_file(weeks(private(), DAYS), START, AT, STAMP)
    assert told_symptoms("symptom: Sciatica") == {"sciatica"}  # the search finds what there is
    for event in events(file):
        assert told_symptoms(event["description"] + event["summary"] + event["uid"]) == set()


HOSTILE = 'x\r\nEND:VEVENT\r\nBEGIN:VALARM;a,b\\n"^:\u2028\x00é🦵' + "y" * 200


def test_hostile_names_stay_names(monkeypatch: pytest.MonkeyPatch) -> None:
    planned = weeks(made())
    plain = calendar_file(planned, START, AT, STAMP)
    names = {key: evolve(one, name=HOSTILE) for key, one in KNOWN.exercises.items()}
    monkeypatch.setattr(ics, "catalog", lambda: SimpleNamespace(exercises=names))
    file = calendar_file(planned, START, AT, STAMP)
    assert b"\x00" not in file
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    found = events(file)
    assert len(found) == len(events(plain))
    assert not list(Calendar.from_ical(file).walk("VALARM"))
    assert "x  END:VEVENT  BEGIN:VALARM;a,b\\n" in found[0]["description"]  # as text
    assert file.count(b"\r\nEND:VEVENT") == len(found)


@pytest.mark.parametrize(
    ("start", "at", "error", "words"),
    [
        ("2026-03-04", AT, TypeError, "start is a date"),
        (START, "18:30", TypeError, "at a time of day"),
        (START, time(8, tzinfo=UTC), ValueError, "has a time zone"),
        (date.max, AT, ValueError, "beyond the last day"),
    ],
)
def test_wrong_dates_are_answered(start: Any, at: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        calendar_file(weeks(made()), start, at)


def test_a_routine_makes_it_too() -> None:
    routine = made()
    file = routine.to_ics(START, AT, days=("sat",))
    assert [event["dtstart"].dt.weekday() for event in events(file)] == [5] * 4
    assert isinstance(from_code(ics.share_code(routine), well()), Routine)
