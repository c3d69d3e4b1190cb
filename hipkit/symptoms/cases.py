"""Short stories to sort by what has to come first. The screening itself gives the answer."""

from __future__ import annotations

from typing import Final, Literal

from attrs import frozen

from hipkit.facts import catalog
from hipkit.facts.records import ScreeningCase
from hipkit.symptoms.screening import STOPS, Screening, screen

Sort = Literal["stop", "ask first", "explore"]

SORTS: Final[tuple[Sort, ...]] = ("stop", "ask first", "explore")  # the most urgent first


@frozen
class Feedback:
    """What the screening says to a story, and how the learner's choice compares with it."""

    right: bool
    expected: Sort
    screening: Screening
    text: str


def screened(case: ScreeningCase) -> Screening:
    """The screening of a story: yes to its red flags, no to all others."""
    return screen(dict.fromkeys(catalog().red_flags, "no") | dict.fromkeys(case.flags, "yes"))


def sort(case: ScreeningCase) -> Sort:
    """Where a story belongs: "stop" means help now or today, "ask first" an appointment."""
    screening = screened(case)
    if screening.action in STOPS:
        return "stop"
    return "ask first" if screening.gentle_only else "explore"


def judge(case: ScreeningCase, choice: Sort) -> Feedback:
    """Feedback on a choice.

    Raises:
        ValueError: a choice that is none of :data:`SORTS`.
    """
    if choice not in SORTS:
        raise ValueError(f"found {choice!r}, expected one of {', '.join(SORTS)}")
    expected = sort(case)
    return Feedback(
        choice == expected, expected, screened(case), f"{_compared(choice, expected)} {case.because}"
    )


def _compared(choice: Sort, expected: Sort) -> str:
    if choice == expected:
        return f"The screening says the same: {expected}."
    if SORTS.index(choice) > SORTS.index(expected):
        return f"The screening is more careful here: {expected}."
    return f"The screening goes less far here: {expected}. Being too careful costs time, and seldom more."
