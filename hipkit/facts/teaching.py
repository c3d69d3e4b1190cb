"""The shape of what a teacher works with: plans for a lesson, prompts for a talk, handouts on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from hipkit.facts.reading import Misfits

Picture = Literal["signs", "poses", "look_alikes", "decisions", "ladder", "routine", "verdicts", "cases"]


@frozen
class LessonStep:
    """Some minutes of a lesson: where the class is, what it does, what the teacher asks."""

    minutes: int
    where: str  # notebook and screen, or "Board"
    does: str
    asks: str


@frozen
class LessonPlan:
    """A lesson minute by minute (judgement). ``block``: lessons of one block are taught one after the other."""

    id: str
    block: str
    title: str
    minutes: int
    prepare: tuple[str, ...]
    steps: tuple[LessonStep, ...]
    if_late: str  # what to leave out first


@frozen
class Prompt:
    """A question to talk about that has no single right answer, and what to listen for (judgement)."""

    id: str
    asks: str
    listen_for: str
    sources: tuple[str, ...] = ()


@frozen
class Handout:
    """A notebook on paper, one sheet. ``id`` is the notebook's file without its ending.

    ``picture`` is drawn by the kit from its own data, for ``of`` (ids that the picture needs).
    """

    id: str
    title: str
    lead: str
    objectives: tuple[str, ...]
    picture: Picture
    questions: tuple[str, ...]
    write: str  # one thing to put in one's own words
    of: tuple[str, ...] = ()


def plan_rule(plans: Mapping[str, LessonPlan]) -> Misfits:
    """The minutes of the steps are the minutes of the lesson."""
    for key, plan in plans.items():
        total = sum(step.minutes for step in plan.steps)
        if total != plan.minutes:
            yield key, "steps", f"{total} minutes", f"{plan.minutes} minutes"


def handout_rule(handouts: Mapping[str, Handout]) -> Misfits:
    """A handout has room for three to five questions."""
    for key, handout in handouts.items():
        if not 3 <= len(handout.questions) <= 5:
            yield key, "questions", f"{len(handout.questions)}", "three to five"
