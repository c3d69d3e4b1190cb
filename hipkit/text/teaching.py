"""What a teacher reads: objectives, plans minute by minute, misconceptions, prompts, answers with reasons."""

from __future__ import annotations

from collections.abc import Iterable

from hipkit import lessons
from hipkit.facts import Catalog
from hipkit.facts.records import Question
from hipkit.facts.teaching import LessonPlan, LessonStep
from hipkit.text.lessons import LEVELS, answered, worked
from hipkit.text.markup import Markup, table
from hipkit.text.words import cite, escape, listed


def objectives(facts: Catalog) -> Markup:
    """What learners can do afterwards, by topic, with the verb and the levels of its questions."""
    rows = [
        (f"You can {one.text}.", one.topic, one.verb, _levels(one.id, facts))
        for one in facts.objectives.values()
    ]
    return table(
        "What learners can do afterwards", ("Objective", "Topic", "Verb", "Levels of its questions"), rows
    )


def _levels(objective: str, facts: Catalog) -> str:
    levels = sorted({one.level for one in facts.questions.values() if one.objective == objective})
    return listed(LEVELS[level] for level in levels)


def misconceptions(facts: Catalog) -> Markup:
    """Beliefs that lead to wrong answers, how to meet each, and on what that rests."""
    rows = [
        (f"“{one.belief}”", one.meet, listed(facts.sources[key].short for key in one.sources))
        for one in facts.misconceptions.values()
    ]
    return table("Beliefs that lead to wrong answers", ("Belief", "How to meet it", "Sources"), rows)


def prompts(facts: Catalog) -> Markup:
    """Questions to talk about, and what a good talk holds."""
    rows = [
        (one.asks, one.listen_for, listed(facts.sources[key].short for key in one.sources) or "our judgement")
        for one in facts.prompts.values()
    ]
    return table("Questions to talk about", ("Ask", "Listen for", "Sources"), rows)


def plan(one: LessonPlan) -> Markup:
    """A lesson minute by minute, what to prepare, and what to leave out when it gets late."""
    ready = "".join(f"<li>{escape(thing)}</li>" for thing in one.prepare)
    rows = [
        (f"{start}–{start + step.minutes}", step.where, step.does, step.asks) for start, step in _started(one)
    ]
    head = ("Minute", "Where", "The class", "You ask")
    return Markup(
        f"<p><b>Before the lesson.</b></p><ul>{ready}</ul>{table('Minute by minute', head, rows)}"
        f"<p><b>If it gets late.</b> {escape(one.if_late)}</p>"
    )


def _started(one: LessonPlan) -> Iterable[tuple[int, LessonStep]]:
    start = 0
    for step in one.steps:
        yield start, step
        start += step.minutes


def answers(questions: Iterable[Question], facts: Catalog) -> Markup:
    """Every question with its right answer, the reason, the numbers behind it and what each other answer shows."""
    return Markup("".join(answer(one, facts) for one in questions))


def answer(question: Question, facts: Catalog) -> Markup:
    """One question with its answer and the reasons. For teachers: a learner's page shows it only after an answer."""
    right = lessons.solution(question)
    why = " ".join(lessons.mark(question, right).feedback)
    cited = "; ".join(cite(facts.sources[key]) for key in question.sources)
    return Markup(
        f'<article><h3 class="hk-minor">{escape(lessons.quote(question.asks))}</h3>'
        f"<p><b>{escape(_ended(answered(question, right)))}</b> {escape(why)}</p>{worked(question)}"
        f'{_others(question, right, facts)}<p class="hk-note">{escape(question.id)}. {escape(cited)}</p></article>'
    )


def _ended(words: str) -> str:
    return words if words[-1] in ".?!" else f"{words}."


def _others(question: Question, right: lessons.Solution, facts: Catalog) -> str:
    """What each wrong choice is told, and the belief behind it."""
    rights = {right} if isinstance(right, str) else set(right) if isinstance(right, tuple) else set()
    rows = [
        (one.text, lessons.quote(one.says), _belief(one.misconception, facts))
        for one in lessons.shown(question)
        if one.says and one.key not in rights
    ]
    return table("Other answers", ("Answer", "What is said to it", "Belief behind it"), rows) if rows else ""


def _belief(key: str, facts: Catalog) -> str:
    return f"“{facts.misconceptions[key].belief}”" if key else ""
