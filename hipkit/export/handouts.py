"""A notebook on one sheet of paper, front and back: aims, a picture, questions to answer with a pencil.

Documents of their own, with nothing to load. They hold no answer; ``answer_page`` does, for whoever teaches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import resources

from hipkit import lessons, routine, symptoms
from hipkit.anatomy.exercises import longest
from hipkit.charts.pose import picture, pictures
from hipkit.facts import Catalog, catalog
from hipkit.facts.records import Advice, Exercise, Question
from hipkit.facts.teaching import Handout, Picture
from hipkit.routine import Routine
from hipkit.text import PURPOSE, clock, dose, escape, listed
from hipkit.text import anatomy as anatomy_words
from hipkit.text.claims import VERDICTS
from hipkit.text.exercises import PHASES
from hipkit.text.markup import Markup, icon, table
from hipkit.text.symptoms import TEACHING
from hipkit.text.teaching import answer

BOX = Markup('<span class="box"></span>')
LINE = '<div class="rule"></div>'
SIGNS = {  # action of a screening -> its sign
    "emergency_now": "octagon",
    "urgent_same_day": "triangle",
    "clinician_soon": "calendar",
    "watch": "eye",
}
LONGEST = 3  # muscles told of a pose
MODEL = (
    "Each muscle at its longest, against standing; “of fibre” is the change over the length of its own fibres. "
    "Geometry of one generic adult: longer is not stretched well, and not safe. Model: Rajagopal and others 2016, "
    "doi:10.1109/TBME.2016.2586891. The poses are our reading of the exercises."
)
FITS = "What fits is our judgement. The findings behind each cell stand in notebook 03."
NO_ANSWER = "No answer is printed here. Look in the notebook, after you have written yours down."


def handout(one: Handout) -> str:
    """A sheet as a complete HTML document for A4 or Letter paper, a page for each side."""
    facts = catalog()
    aims = "".join(f"<li>You can {escape(facts.objectives[key].text)}.</li>" for key in one.objectives)
    asked = [facts.questions[key] for key in one.questions]
    front = (
        f'<p class="kicker">hipkit · notebook {escape(one.id)}</p><h1>{escape(one.title)}</h1>'
        f'<p class="name">Name or pseudonym: <i></i> Date: <i class="short"></i></p>'
        f'<h2 class="minor">What you will be able to do</h2><ul class="aims">{aims}</ul>'
        f"<p>{escape(one.lead)}</p>{_PICTURES[one.picture](one.of, facts)}"
        f'<div class="purpose">{escape(PURPOSE)}</div>'
    )
    back = (
        f'<p class="kicker">{escape(one.title)}</p><h2>With a pencil</h2>'
        f"{''.join(_question(number, question) for number, question in enumerate(asked, 1))}"
        f"<article><h3>In your own words</h3><p>{escape(one.write)}</p>{5 * LINE}</article>"
        f'<p class="note">{NO_ANSWER} <b>Sources:</b> {escape(_sources(asked, facts))}</p>'
    )
    return _document(f"{one.title} · hipkit handout", f"<main>{front}<section>{back}</section></main>")


def answer_page(handouts: Sequence[Handout]) -> str:
    """The answers to the questions of these sheets, with reasons and sources. For whoever teaches."""
    facts = catalog()
    body = "".join(
        f"<h2>{escape(one.title)}</h2>{''.join(answer(facts.questions[key], facts) for key in one.questions)}"
        for one in handouts
    )
    head = '<p class="kicker">hipkit · for instructors</p><h1>Answers to the handouts</h1>'
    return _document(
        "Answers to the handouts · hipkit",
        f'<main class="answers">{head}{body}<div class="purpose">{escape(PURPOSE)}</div></main>',
    )


def _document(title: str, body: str) -> str:
    css = "".join(
        resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
        for name in ("print.css", "handout.css")
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{css}</style></head>'
        f"<body>{body}</body></html>\n"
    )


def _sources(asked: Sequence[Question], facts: Catalog) -> str:
    keys = dict.fromkeys(key for one in asked for key in one.sources)
    named = (facts.sources[key] for key in keys)
    return "; ".join(f"{one.short}{f', doi:{one.doi}' if one.doi else ''}" for one in named) + "."


# ---------------------------------------------------------------- questions


def _question(number: int, question: Question) -> str:
    return (
        f"<article><h3>{number}. {escape(lessons.quote(question.asks))}</h3>{_FORMS[question.kind](question)}"
        f"</article>"
    )


def _ticks(question: Question) -> str:
    items = "".join(f"<li>{BOX}{escape(one.text)}</li>" for one in lessons.shown(question))
    return f'<ul class="ticks">{items}</ul>'


def _number(question: Question) -> str:
    return f'<p class="given">My answer: <i></i> {escape(question.unit)}</p>'


def _order(question: Question) -> str:
    items = "".join(f'<li><i class="place"></i>{escape(one.text)}</li>' for one in lessons.shown(question))
    return f'<p class="note">Write 1 for the first, then 2, and so on.</p><ul class="ticks">{items}</ul>'


def _match(question: Question) -> str:
    left = "".join(f'<li><i class="place"></i>{escape(one.text)}</li>' for one in lessons.shown(question))
    right = "".join(
        f"<li><b>{letter}</b> {escape(one.text)}</li>"
        for letter, one in zip("ABCDEFGH", question.partners, strict=False)
    )
    return f'<div class="two"><ul class="ticks">{left}</ul><ul class="ticks">{right}</ul></div>'


_FORMS: Mapping[str, Callable[[Question], str]] = {
    "choice": _ticks,
    "predict": _ticks,
    "several": _ticks,
    "number": _number,
    "order": _order,
    "match": _match,
}

# ---------------------------------------------------------------- pictures


def _signs(_of: Sequence[str], facts: Catalog) -> str:
    """The four levels of a screening, each with what the kit says to the first flag of that level."""
    rows = []
    for action, sign in SIGNS.items():
        flag = next(one.id for one in facts.red_flags.values() if one.action == action)
        found = symptoms.screen(dict.fromkeys(facts.red_flags, "no") | {flag: "yes"})
        rows.append(
            (Markup(f"{icon(sign, 22)} <b>{escape(found.title)}</b>"), found.next_step, _offered(found))
        )
    return (
        table("Four signs", ("Sign", "What comes first", "What the kit offers"), rows, stack=False)
        + f'<p class="large">After <i>no</i> to every question: “{escape(symptoms.BEST)}”</p>'
        '<h2 class="minor">Where to find what</h2>' + _map(facts)
    )


def _offered(found: symptoms.Screening) -> str:
    if not found.may_plan:
        return "No routine."
    return "Gentle general movement only." if found.gentle_only else "A routine, and what to watch for."


def _map(facts: Catalog) -> str:
    rows = [
        (one.id[:2], one.title.partition(":")[0], one.lead, BOX) for one in list(facts.handouts.values())[1:]
    ]
    return table("", ("Notebook", "Topic", "What it shows", "Done"), rows, stack=False)


def _poses(of: Sequence[str], facts: Catalog) -> str:
    """Exercises with the muscles that gain most in them, in the model."""
    return "".join(
        f'<div class="pose"><div>{pictures(key, height=116)}<b>{escape(facts.exercises[key].name)}</b></div>'
        f"{anatomy_words.gains(longest(key), facts, LONGEST)}</div>"
        for key in of
    ) + _note(MODEL)


def _note(words: str) -> str:
    return f'<p class="note">{escape(words)}</p>'


def _look_alikes(of: Sequence[str], facts: Catalog) -> str:
    """Two patterns that are taken for each other, point by point."""
    found = symptoms.compare(*of)
    names = [symptoms.called(one).capitalize() for one in (found.first, found.second)]
    rows = [(point.aspect, point.first, point.second) for point in found.points]
    shared = f"<p>{escape(found.pair.shared)}</p>" if found.pair else ""
    return shared + table("Point by point", ("", *names), rows, stack=False) + _note(TEACHING) + _people()


def _people() -> str:
    dots = "".join(
        f'<circle cx="{10 * (n % 20) + 5}" cy="{10 * (n // 20) + 5}" r="3.6"/>' for n in range(100)
    )
    return (
        '<p class="note">100 people, to mark with a pencil:</p><svg class="people" viewBox="0 0 200 50" role="img" '
        f'aria-label="100 empty circles" fill="none" stroke="currentColor" stroke-width=".8">{dots}</svg>'
    )


def _decisions(of: Sequence[str], facts: Catalog) -> str:
    """Rows of the decision table, with an empty one to fill in."""
    rows = [
        (one.situation, *map(_advice, (one.short_static, one.long_static, one.dynamic)))
        for one in (facts.decisions[key] for key in of)
    ]
    head = ("You plan to stretch", "Static, under 60 s", "Static, 60 s or more", "Dynamic")
    empty = Markup('<span class="empty"></span>')
    own = ("Your own case:", empty, empty, empty)
    return table("So what would you do?", head, [*rows, own], stack=False) + _note(FITS)


def _advice(cell: Advice) -> Markup:
    return Markup(f"<b>{escape(cell.say)}.</b> {escape(cell.reason)}")


def _ladder(of: Sequence[str], facts: Catalog) -> str:
    """Exercises from easy to hard, with room for what makes the next one harder."""
    return "".join(_rung(number, facts.exercises[key]) for number, key in enumerate(of, 1))


def _rung(number: int, exercise: Exercise) -> str:
    harder = f'<br><span class="note">What makes it harder than number {number - 1}?</span>{LINE}'
    return (
        f'<div class="rung"><div>{pictures(exercise.id, height=104)}</div><div><b>{number}. {escape(exercise.name)}'
        f"</b><br>{escape(exercise.feel)}{harder if number > 1 else ''}</div></div>"
    )


def _routine(_of: Sequence[str], facts: Catalog) -> str:
    """A worked example for someone with no answer on the stop list and no symptom."""
    made = routine.plan(
        routine.Request(15, ["desk"], equipment=["chair"]),
        symptoms.screen(dict.fromkeys(facts.red_flags, "no")),
    )
    assert isinstance(made, Routine)
    rows = [
        (
            Markup(f"{picture(step.exercise, height=46)}"),
            Markup(f"<b>{escape(facts.exercises[step.exercise].name)}</b>"),
            PHASES[step.phase],
            dose(step.dose, facts.exercises[step.exercise].sides),
            Markup("<i class=short></i>"),
        )
        for step in made.steps
    ]
    goals = listed(facts.goals[goal].short for goal in made.request.goals)
    head = ("Picture", "Exercise", "Part", "Dose", "Why is it here?")
    return table(f"For {goals}: {clock(made.total_s)}", head, rows, stack=False)


def _verdicts(of: Sequence[str], facts: Catalog) -> str:
    """Statements with a box for each verdict."""
    words = [VERDICTS[verdict][0] for verdict in VERDICTS]
    rows = [(facts.claims[key].claim, *(BOX for _ in words), Markup("<i class=short></i>")) for key in of]
    return table("One verdict each, and how sure", ("It is said that", *words, "Sure? %"), rows, stack=False)


def _cases(of: Sequence[str], facts: Catalog) -> str:
    """Stories with the decisions to tick."""
    ticks = "".join(f"<li>{BOX}{escape(words)}</li>" for words in lessons.cases.DECISIONS.values())
    return "".join(
        f"<article><h3>{escape(case.person)}</h3>{''.join(f'<p>{escape(words)}</p>' for words in case.story)}"
        f'<ul class="ticks">{ticks}</ul><p>The words that decide: </p>{LINE}</article>'
        for case in (facts.cases[key] for key in of)
    )


_PICTURES: Mapping[Picture, Callable[[Sequence[str], Catalog], str]] = {
    "signs": _signs,
    "poses": _poses,
    "look_alikes": _look_alikes,
    "decisions": _decisions,
    "ladder": _ladder,
    "routine": _routine,
    "verdicts": _verdicts,
    "cases": _cases,
}
