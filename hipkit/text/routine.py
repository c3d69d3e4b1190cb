"""A routine in words: the sentence, the cards, the targets, the rules and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hipkit.facts import Catalog
from hipkit.text.anatomy import misfit
from hipkit.text.exercises import PHASES, POSITIONS, TOKENS, instructions, pictogram, stated
from hipkit.text.markup import Markup, fold, icon, table
from hipkit.text.words import cite, clock, dose, escape, listed, lower

if TYPE_CHECKING:
    from hipkit.routine import Reason, Routine, Step

FOOT = (
    "A worked example under these rules, for learning. It is not medical advice. Stop an exercise that hurts, "
    "and stop for the day if pain spreads further down the leg."
)
UNIT_S = 15  # all times of a routine are whole multiples
PANELS = {
    "print": "Print",
    "calendar": "Add to calendar",
    "save": "Save as a file",
    "share": "Share code",
    "weeks": "Four weeks",
    "open": "Open",
}
Json = dict[str, Any]
WORK = {"warm-up": "warm up", "mobility": "move", "strength": "strengthen", "static": "lengthen"}


def sentence(routine: Routine, facts: Catalog) -> str:
    """The result in one breath, as plain text."""
    request = routine.request
    goals = listed(facts.goals[goal].short for goal in request.goals)
    symptoms = [facts.symptoms[symptom].plain for symptom in request.symptoms]
    minded = f", with {listed(lower(name) for name in symptoms)} in mind" if symptoms else ""
    count = len(routine.steps)
    words = f"{count} exercise{'s' if count != 1 else ''} in {clock(routine.total_s)}, for {goals}{minded}."
    return " ".join(part for part in (words, useful(routine), proof(routine)) if part)


def useful(routine: Routine) -> str:
    """Says how much of the time is useful, where that is less than was asked for."""
    minutes, asked = routine.total_s / 60, routine.request.minutes
    if asked - minutes < 1:
        return ""
    return f"{minutes:.0f} of {asked} minutes are useful with these picks; the rest would be padding."


def proof(routine: Routine) -> str:
    if routine.proven:
        return f"No routine scores higher under these rules (score {routine.score}, bound {routine.bound})."
    gap = (routine.bound - routine.score) / max(routine.bound, 1)
    return (
        f"The search was cut short: a routine may score up to {gap:.0%} higher under these rules "
        f"(score {routine.score}, bound {routine.bound})."
    )


def drawn(routine: Routine, facts: Catalog) -> Json:
    """What a page needs to draw the timeline, a card for each step and the targets. Times in seconds."""
    return {
        "total": routine.total_s,
        "unit": UNIT_S,
        "steps": [_step(step, routine, facts) for step in routine.steps],
        "coverage": [
            {
                "name": one.name,
                "work": WORK[one.phase],
                "phase": TOKENS[one.phase],
                "met": one.met,
                "target": one.target,
            }
            for one in routine.coverage
        ],
        "kits": " ".join(sorted({target.kit for target in routine.coverage if target.kit})),
    }


def _step(step: Step, routine: Routine, facts: Catalog) -> Json:
    exercise = facts.exercises[step.exercise]
    return {
        "id": exercise.id,
        "name": exercise.name,
        "phase": TOKENS[step.phase],
        "part": PHASES[step.phase],
        "where": POSITIONS[step.position],
        "pose": pictogram(exercise),
        "dose": dose(step.dose, exercise.sides),
        "works": listed(lower(facts.muscles[muscle].name) for muscle in exercise.muscles[:2]),
        "sides": exercise.sides,
        "start": step.start_s,
        "seconds": step.seconds,
        "enter": step.enter_s,
        "kept": exercise.id in routine.request.include,
    }


def why(step: Step, routine: Routine, facts: Catalog) -> Markup:
    """Why a step is there, where its dose comes from, and how it is done."""
    exercise = facts.exercises[step.exercise]
    details = [
        ("Why here", "<br>".join(_reason(reason, facts) for reason in routine.why(step))),
        ("Works on", escape(listed(facts.muscles[muscle].name for muscle in exercise.muscles[:3]))),
        ("Dose", f"<b>{escape(dose(step.dose, exercise.sides))}</b>{_choice(step)}"),
        ("Source", stated(exercise, facts)),
    ]
    off = misfit(exercise.id, facts)
    listing = "".join(f"<dt>{term}</dt><dd>{words}</dd>" for term, words in details)
    doubt = f'<p class="hk-note">{escape(off)}</p>' if off else ""
    return Markup(f"<dl>{listing}</dl>{doubt}{instructions(exercise)}")


def _choice(step: Step) -> str:
    """Says when a dose is ours and not the source's."""
    return "" if step.dose.basis == "source" else f" (our choice: {escape(lower(step.dose.why))})"


def _reason(reason: Reason, facts: Catalog) -> str:
    words = escape(reason.text.rstrip(".") + ".")
    if not reason.source:
        return words
    source = facts.sources[reason.source]
    return f"{words} <cite>{escape(source.short)}</cite>."


def button(do: str, what: str, words: str, look: str = "") -> Markup:
    """A button that the screen listens to."""
    kind = f"jupyter-button{f' hk-{look}' if look else ''}"
    return Markup(
        f'<button type="button" class="{kind}" data-do="{do}" data-with="{escape(what)}">{escape(words)}</button>'
    )


def undoing(kept: Sequence[str], removed: Sequence[str], facts: Catalog) -> Markup:
    """What was kept and removed by hand, each with a button that undoes it."""
    words = [("Stop keeping", name) for name in kept] + [("Put back", name) for name in removed]
    undo = [button("undo", name, f"{word} {facts.exercises[name].name}", "quiet") for word, name in words]
    return Markup(f'<div class="hk-row noprint">{"".join(undo)}</div>') if undo else Markup("")


def targets(routine: Routine, facts: Catalog) -> Markup:
    """The targets as a table: what was asked, by which source, and how much of it is met."""
    rows = [
        (
            one.name,
            PHASES[one.phase],
            f"{one.met} of {one.target}",
            Markup(escape(one.why) + (f" {escape(facts.sources[one.source].short)}." if one.source else "")),
        )
        for one in routine.coverage
    ]
    return table("How much of each target is met", ("Muscle group", "Part", "Met", "Asked for because"), rows)


def rules(routine: Routine, _facts: Catalog) -> Markup:
    """Every hard rule with this routine's number and the limit."""
    kept = Markup(f'<span class="num">{icon("check")} yes</span>')
    broken = Markup(f'<span class="num">{icon("cross")} no</span>')
    rows = [
        (check.rule.name, check.value, check.limit, kept if check.kept else broken)
        for check in routine.checks
    ]
    return table("Every rule, with its number", ("Rule", "This routine", "Limit", "Kept"), rows)


def kept(routine: Routine) -> str:
    return f"{sum(check.kept for check in routine.checks)} of {len(routine.checks)} kept"


def effects(routine: Routine, facts: Catalog) -> Markup:
    """What the picked symptoms changed, each with its reason."""
    rows = [
        (
            facts.exercises[effect.exercise].name,
            effect.effect,
            lower(facts.symptoms[effect.symptom].plain),
            Markup(
                escape(effect.reason)
                + (f" {escape(facts.sources[effect.source].short)}." if effect.source else "")
            ),
        )
        for effect in routine.effects
    ]
    if not rows:
        return Markup("<p>No symptom was picked, or none of those picked changes anything here.</p>")
    return table("What your symptoms changed", ("Exercise", "Effect", "Because of", "Reason"), rows)


def left_out(routine: Routine, facts: Catalog) -> Markup:
    rows = [(facts.exercises[item.exercise].name, item.reason, item.change) for item in routine.left_out]
    return table("Left out, and why", ("Exercise", "Why not", "What would change it"), rows)


def timeline_table(routine: Routine, facts: Catalog) -> Markup:
    """The numbers of the timeline as a table."""
    rows = [
        (
            f"{number}. {facts.exercises[step.exercise].name}",
            PHASES[step.phase],
            POSITIONS[step.position],
            clock(step.start_s),
            clock(step.seconds),
        )
        for number, step in enumerate(routine.steps, 1)
    ]
    return table(
        "The timeline in numbers", ("Step", "Part", "Position", "Starts at", "Takes"), rows, right=(3, 4)
    )


def sources(routine: Routine, facts: Catalog) -> Markup:
    """The full citations behind the cards and the targets."""
    cited = [facts.exercises[step.exercise].dose_stated.source for step in routine.steps]
    cited += [reason.source for step in routine.steps for reason in routine.why(step)]
    cited += [target.source for target in routine.coverage] + [effect.source for effect in routine.effects]
    listing = sorted({cite(facts.sources[source]) for source in cited if source})
    return Markup("<ul>" + "".join(f"<li>{escape(words)}</li>" for words in listing) + "</ul>")


FOLDS = {
    "timeline": timeline_table,
    "targets": targets,
    "effects": effects,
    "rules": rules,
    "left-out": left_out,
    "sources": sources,
}  # key of a fold -> what it shows


def frame() -> Markup:
    """The page of a routine, empty: places that are filled by name, and folds that are asked for when opened."""
    panels = "".join(
        f'<button type="button" class="jupyter-button" data-panel="{key}" aria-expanded="false">{words}</button>'
        for key, words in PANELS.items()
    )
    return Markup(
        '<div class="hk-status" data-part="said" role="status"></div><div data-part="ways"></div>'
        f'<div class="hk-row acting noprint">{button("play", "", "Start", "primary")}{panels}</div>'
        '<div data-part="panel" class="panel noprint"></div>'
        '<div class="shown"><div data-part="timeline"></div>'
        f'{fold("The timeline in numbers", "timeline")}<h3>The steps</h3><div class="cards" data-part="cards"></div>'
        '<h4>How much of each target is met</h4><div class="bars" data-part="targets"></div>'
        '<p class="hk-note">A bout (a set, or about 30 s held) counts two boxes for the main muscle and one for the '
        'others. Dashed boxes are not met. <span data-part="kits"></span></p>'
        f"<div>{fold('The targets as a table', 'targets')}{fold('What your symptoms changed', 'effects')}"
        f"{fold('What if: other minutes, kit or goals', 'what-if')}{fold('Why not another exercise?', 'why-not')}"
        f"{fold('Left out, and why', 'left-out')}{fold('Every rule, with its number', 'rules')}"
        f'{fold("Sources", "sources")}</div><p class="hk-note">{FOOT}</p></div>'
    )


def plain(routine: Routine, facts: Catalog) -> str:
    """The routine as text with a line for each step."""
    lines = [sentence(routine, facts)]
    for number, step in enumerate(routine.steps, 1):
        exercise = facts.exercises[step.exercise]
        lines.append(
            f"{number}. {clock(step.start_s)} {PHASES[step.phase]}: {exercise.name}, {dose(step.dose, exercise.sides)}"
        )
    lines.append(f"Rules: {kept(routine)}.")
    return "\n".join(lines)
