"""Made-up people with a story: screen, decide, explain, plan, and hear what an expert would note.

These are cases for a lesson; the twelve short stories to sort are ``hipkit.symptoms.cases``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from attrs import frozen

from hipkit import routine, symptoms
from hipkit.facts import catalog
from hipkit.facts.records import LessonCase
from hipkit.lessons.marking import AnswerError

Decision = Literal["stop_now", "stop_today", "ask_first", "go_on"]
DECISIONS: Final[Mapping[Decision, str]] = {  # the most urgent first
    "stop_now": "Stop: emergency help now",
    "stop_today": "Stop: advice today",
    "ask_first": "Book an appointment, gentle movement only",
    "go_on": "Go on to a plan, and keep watching",
}
_DECIDED: Final[Mapping[str, Decision]] = {
    "emergency_now": "stop_now",
    "urgent_same_day": "stop_today",
    "clinician_soon": "ask_first",
    "watch": "go_on",
    "none": "go_on",
}


@frozen
class Screened:
    """What a learner heard in a story beside what it says.

    Attributes:
        missed: flags the story gives and the learner did not note.
        extra: flags noted that are not in the story.
        too_bold: the learner would have gone further than the screening lets anyone go.
    """

    screening: symptoms.Screening
    expected: Decision
    right: bool
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    too_bold: bool


def groups() -> dict[str, tuple[LessonCase, ...]]:
    """The cases in threes: easy, look-alike, trap."""
    places = ("easy", "look-alike", "trap")
    grouped: dict[str, list[LessonCase]] = {}
    for case in catalog().cases.values():
        grouped.setdefault(case.group, []).append(case)
    return {
        name: tuple(sorted(three, key=lambda c: places.index(c.place))) for name, three in grouped.items()
    }


def screening(case: LessonCase) -> symptoms.Screening:
    """The screening of a case: what the story tells, and no to all else."""
    told = {one.flag: one.answer for one in case.told}
    return symptoms.screen(dict.fromkeys(catalog().red_flags, "no") | told)


def expected(case: LessonCase) -> Decision:
    """What the screening of a case leads to."""
    return _DECIDED[screening(case).action]


def offered(case: LessonCase) -> tuple[str, ...]:
    """The flags a learner may note: those told and those beside, in the order of the screening."""
    asked = {one.flag for one in case.told} | set(case.beside)
    return tuple(flag for flag in catalog().red_flags if flag in asked)


def judge(case: LessonCase, noted: Iterable[str], decision: str) -> Screened:
    """The learner's notes and decision beside the screening of the case.

    Raises:
        AnswerError: a flag that was not offered, or no decision.
    """
    heard = set(noted)
    unknown = heard - set(offered(case))
    if unknown:
        raise AnswerError(
            f"{sorted(unknown)[0]!r} is not offered; expected some of {', '.join(offered(case))}."
        )
    if decision not in DECISIONS:
        raise AnswerError(f"{decision!r} is no decision; expected one of {', '.join(DECISIONS)}.")
    told = {one.flag for one in case.told}
    right, steps = expected(case), [str(one) for one in DECISIONS]
    return Screened(
        screening(case),
        right,
        decision == right,
        tuple(flag for flag in offered(case) if flag in told - heard),
        tuple(flag for flag in offered(case) if flag in heard - told),
        steps.index(decision) > steps.index(right),
    )


def may_plan(case: LessonCase) -> bool:
    """Whether the case may be planned for at all; the screening says so."""
    return screening(case).may_plan


def plan(
    case: LessonCase, minutes: int, goals: Iterable[str], picked: Iterable[str]
) -> routine.Routine | routine.Stop:
    """A routine for the case, with the kit and level its expert would state; a ``Stop`` where none is allowed.

    Raises:
        RequestError: what was asked for cannot be planned.
    """
    found = screening(case)
    stated = case.plan
    request = routine.Request(
        minutes,
        tuple(goals),
        tuple(picked),
        stated.equipment if stated else (),
        stated.timing if stated else "anytime",
        stated.level if stated else "beginner",
    )
    return routine.plan(request, found)


def experts(case: LessonCase) -> routine.Routine | routine.Stop | None:
    """What the planner makes of the expert's request; ``None`` where the expert would not plan."""
    if case.plan is None:
        return None
    return plan(case, case.plan.minutes, case.plan.goals, case.plan.symptoms)
