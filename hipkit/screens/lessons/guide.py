"""What the instructor's notebook shows: each a screen that is made by one line."""

from __future__ import annotations

import ipywidgets

from hipkit import lessons
from hipkit.facts import catalog
from hipkit.facts.teaching import LessonPlan
from hipkit.screens import parts
from hipkit.screens.lessons.results import EMPTY, TITLE, ClassResults
from hipkit.text import escape
from hipkit.text import teaching as words

WHO = "For instructors"
RESULTS = "Learners save a file when they press a button to hand in. Nothing comes here by itself."
ANSWERS = (
    "From the same files as the learners' questions. What can be computed is computed here, as it is for them. "
    "Another right reason is a right reason: the words are ours."
)


def objectives() -> parts.Screen:
    """What learners can do afterwards, by topic, verb and level."""
    lead = "Three levels: recall what was seen, use it in a new place, judge what it can carry."
    return parts.Screen(WHO, "Objectives", lead, [parts.html(words.objectives(catalog()))])


def misconceptions() -> parts.Screen:
    """Beliefs that lead to wrong answers, and how to meet them."""
    lead = (
        "Meet a belief with a question or a picture before you correct it. How to meet it is our judgement."
    )
    return parts.Screen(WHO, "Common misconceptions", lead, [parts.html(words.misconceptions(catalog()))])


def prompts() -> parts.Screen:
    """Questions to talk about."""
    lead = "None has one right answer. Give a minute to write before anybody speaks."
    return parts.Screen(WHO, "To talk about", lead, [parts.html(words.prompts(catalog()))])


def plan(block: str) -> parts.Screen:
    """The lessons of a block, minute by minute: ``"45 minutes"``, ``"90 minutes"``, ``"3 × 45 minutes"``.

    Raises:
        ValueError: there is no such block.
    """
    found = [one for one in catalog().plans.values() if one.block == block.replace(" x ", " × ")]
    if not found:
        blocks = dict.fromkeys(one.block for one in catalog().plans.values())
        raise ValueError(f"There is no plan for {block!r}; expected one of {', '.join(blocks)}.")
    body = [widget for one in found for widget in _lesson(one)]
    return parts.Screen(WHO, found[0].block, "Notebook and heading, what the class does, what you ask.", body)


def _lesson(one: LessonPlan) -> tuple[ipywidgets.HTML, ...]:
    return parts.heading(one.title), parts.html(words.plan(one), "hk-spaced")


def answers(topic: str) -> parts.Screen:
    """The questions of a topic with answers and reasons; ``"inventory"`` gives the twelve.

    Raises:
        ValueError: there is no such topic.
    """
    questions = lessons.inventory() if topic == "inventory" else lessons.practice(topic)
    return parts.Screen(
        WHO, f"Answers: {topic}", ANSWERS, [parts.html(words.answers(questions, catalog()), "hk-spaced")]
    )


def results(folder: str) -> parts.Screen:
    """What a class handed in; where there is no such folder yet, what to do."""
    try:
        return ClassResults(folder)
    except lessons.WorkError as error:
        return parts.Screen(WHO, TITLE, RESULTS, [parts.Result(escape(error)), parts.note(EMPTY)])
