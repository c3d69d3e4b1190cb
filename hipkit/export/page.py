"""The printed page: a document of its own, with nothing to load."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from itertools import groupby

from attrs import evolve

from hipkit import text
from hipkit.charts.pose import pictures
from hipkit.export.code import share_code
from hipkit.facts import Catalog, catalog
from hipkit.facts.records import Exercise
from hipkit.routine import Reason, Routine, Step
from hipkit.routine.explaining import reasons
from hipkit.routine.rules import Case
from hipkit.routine.targets import demands
from hipkit.routine.weeks import Plan
from hipkit.text import clock, dose, escape, listed
from hipkit.text import weeks as week_words
from hipkit.text.exercises import PHASES, POSITIONS, TOKENS
from hipkit.text.routine import FOOT
from hipkit.text.words import lower

TICKS = 3  # boxes for each step
BOX = '<span class="box"></span>'


def print_page(routine: Routine, plan: Plan | None = None, symptoms: bool = False) -> str:
    """A routine as a complete HTML document for A4 or Letter paper; with its four weeks, if ``plan`` is given.

    The symptoms that were picked, and what they changed, are printed only if ``symptoms`` says so.
    """
    facts = catalog()
    title = (
        f"{len(routine.steps)} exercise{'s' if len(routine.steps) != 1 else ''} in {clock(routine.total_s)}"
    )
    body = (
        f'<p class="kicker">hipkit · a worked example for learning</p><h1>{title}</h1>'
        f"<p>{escape(_asked(routine, symptoms, facts))}</p>{_timeline(routine)}{_steps(routine, symptoms, facts)}"
        f'<p class="note">{escape(FOOT)} Share code: <b class="num">{share_code(routine)}</b></p>'
        f'<div class="purpose">{escape(text.PURPOSE)}</div>'
        f'<section><h2>How to do each step</h2><div class="how">{_how(routine, facts)}</div></section>'
        f"{_weeks(plan, symptoms, facts) if plan else ''}"
    )
    css = resources.files(__package__).joinpath("print.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{css}</style></head>'
        f"<body><main>{body}</main></body></html>\n"
    )


def _asked(routine: Routine, symptoms: bool, facts: Catalog) -> str:
    """What was asked for, as a sentence."""
    request = routine.request
    goals = listed(facts.goals[goal].short for goal in request.goals)
    kit = listed(lower(facts.equipment[item].name) for item in request.equipment) or "none"
    when = lower(facts.timings[request.timing].name)
    said = f"For {goals}. {request.minutes} minutes, {when}, level: {request.level}, kit: {kit}."
    picked = listed(lower(facts.symptoms[name].plain) for name in request.symptoms)
    return f"{said} With in mind: {picked}." if symptoms and picked else said


def _timeline(routine: Routine) -> str:
    parts = []
    numbered = enumerate(routine.steps, 1)
    for phase, group in groupby(numbered, key=lambda pair: pair[1].phase):
        steps = list(group)
        bars = "".join(f'<i style="--s:{step.seconds}">{number}</i>' for number, step in steps)
        seconds = sum(step.seconds for _, step in steps)
        parts.append(
            f'<div style="--s:{seconds};--c:var(--{TOKENS[phase]})"><b>{PHASES[phase]}</b> '
            f'<span class="num">{clock(seconds)}</span><div class="bars">{bars}</div></div>'
        )
    return f'<div class="line" aria-hidden="true">{"".join(parts)}</div>'


def _steps(routine: Routine, symptoms: bool, facts: Catalog) -> str:
    rows = "".join(
        _row(number, step, why, facts)
        for number, (step, why) in enumerate(
            zip(routine.steps, _why(routine, symptoms, facts), strict=True), 1
        )
    )
    head = "".join(
        f'<th scope="col">{name}</th>'
        for name in ("Step", "Picture", "Exercise and why it is here", "Dose", "Done")
    )
    return f'<table class="steps"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _why(routine: Routine, symptoms: bool, facts: Catalog) -> Sequence[Sequence[Reason]]:
    """The reasons of each step; without ``symptoms``, those that it has for someone who picked none."""
    if symptoms:
        return routine.reasons
    case = Case(evolve(routine.request, symptoms=(), include=(), exclude=()), routine.gentle, facts)
    return [why[:1] for why in reasons(routine.steps, case, demands(case))]


def _row(number: int, step: Step, why: Sequence[Reason], facts: Catalog) -> str:
    exercise = facts.exercises[step.exercise]
    told = " ".join(f"{reason.text.rstrip('.')}." for reason in why)
    where = f"{PHASES[step.phase]}, {POSITIONS[step.position]}."
    return (
        f'<tr><td class="num">{number}</td><td>{pictures(exercise.id, height=50)}</td>'
        f'<th scope="row"><b>{escape(exercise.name)}</b><br>'
        f'<i class="dot" style="--c:var(--{TOKENS[step.phase]})"></i>{where} '
        f'<span class="note">{escape(told)}</span></th>'
        f'<td><b>{escape(dose(step.dose, exercise.sides))}</b><br><span class="note num">{clock(step.seconds)}'
        f"</span></td><td>{TICKS * BOX}</td></tr>"
    )


def _how(routine: Routine, facts: Catalog) -> str:
    return "".join(
        f"<article>{_instructions(number, step, facts.exercises[step.exercise])}</article>"
        for number, step in enumerate(routine.steps, 1)
    )


def _instructions(number: int, step: Step, exercise: Exercise) -> str:
    """How it is done. Cautions that belong to a symptom stay on the screen."""
    movement = "".join(f"<li>{escape(line)}</li>" for line in exercise.movement)
    return (
        f"<h3>{number}. {escape(exercise.name)}: {escape(dose(step.dose, exercise.sides))}</h3>"
        f"{pictures(exercise.id, height=76)}<p>{escape(exercise.start)}</p><ol>{movement}</ol>"
        f'<p class="note"><b>You should feel:</b> {escape(exercise.feel)} '
        f"<b>Easier:</b> {escape(exercise.easier)} <b>Stop:</b> {escape(exercise.stop)}</p>"
    )


def _weeks(plan: Plan, symptoms: bool, facts: Catalog) -> str:
    return (
        f"<section><h2>Four weeks</h2><p>{escape(week_words.sentence(plan, facts))}</p>"
        f"{week_words.calendar(plan, facts)}{week_words.doses(plan, facts, ends=symptoms)}"
        f"{week_words.bad_day(facts)}</section>"
    )
