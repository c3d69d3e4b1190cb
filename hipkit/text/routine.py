"""A routine in words: the sentence, the cards, the targets, the rules and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipkit.facts import Catalog
from hipkit.facts.records import Exercise
from hipkit.text.markup import Markup, fold, icon, table
from hipkit.text.words import cite, clock, dose, escape, listed

if TYPE_CHECKING:
    from hipkit.routine import Reason, Routine, Step

POSITIONS = {
    "standing": "standing",
    "half-kneeling": "half-kneeling",
    "quadruped": "hands and knees",
    "seated": "sitting",
    "side-lying": "side-lying",
    "prone": "face down",
    "supine": "on your back",
}
PHASES = {"warm-up": "Warm-up", "mobility": "Mobility", "strength": "Strength", "static": "Static stretching"}
TOKENS = {"warm-up": "warmup", "mobility": "mobility", "strength": "strength", "static": "static"}
FOOT = (
    "A worked example under these rules, for learning. It is not medical advice. Stop an exercise that hurts, "
    "and stop for the day if pain spreads further down the leg."
)
WORK = {"warm-up": "warm up", "mobility": "move", "strength": "strengthen", "static": "lengthen"}


def sentence(routine: Routine, facts: Catalog) -> str:
    """The result in one breath, as plain text."""
    request = routine.request
    goals = listed(facts.goals[goal].short for goal in request.goals)
    symptoms = [facts.symptoms[symptom].plain for symptom in request.symptoms]
    minded = f", with {listed(_lower(name) for name in symptoms)} in mind" if symptoms else ""
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


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def cards(routine: Routine, facts: Catalog) -> Markup:
    """Every step as a card."""
    return Markup("".join(_card(number, step, routine, facts) for number, step in _numbered(routine)))


def _numbered(routine: Routine) -> list[tuple[int, Step]]:
    return list(enumerate(routine.steps, 1))


def _pictogram(exercise: Exercise) -> str:
    """The style sheet's drawing of the starting position."""
    on_floor = exercise.position == "seated" and not {"chair", "bike"} & set(exercise.equipment)
    return "seated-floor" if on_floor else exercise.position


def _card(number: int, step: Step, routine: Routine, facts: Catalog) -> str:
    exercise = facts.exercises[step.exercise]
    name, where = escape(exercise.name), POSITIONS[exercise.position]
    details = [
        ("Dose", f"<b>{escape(dose(step.dose, exercise.sides))}</b>{_choice(step)}"),
        ("Works on", escape(listed(facts.muscles[muscle].name for muscle in exercise.muscles[:3]))),
        ("Why here", "<br>".join(_reason(reason, facts) for reason in routine.why(step))),
        ("Source", _stated(exercise, facts)),
    ]
    listing = "".join(f"<dt>{term}</dt><dd>{words}</dd>" for term, words in details)
    return (
        f'<article class="ex"><div class="plate"><i class="pose {_pictogram(exercise)}"></i></div>'
        f'<div><div class="hk-note"><span class="num">{number}</span> · '
        f'<i class="dot" style="--c:var(--{TOKENS[step.phase]})"></i> {PHASES[step.phase]} · {where} · '
        f'<span class="num">{clock(step.seconds)}</span></div><h3>{name}</h3></div>'
        f"<dl>{listing}</dl>{fold('How to do it', f'how:{exercise.id}')}{_actions(exercise)}</article>"
    )


def _choice(step: Step) -> str:
    """Says when a dose is ours and not the source's."""
    return "" if step.dose.basis == "source" else f" (our choice: {escape(_lower(step.dose.why))})"


def _reason(reason: Reason, facts: Catalog) -> str:
    words = escape(reason.text.rstrip(".") + ".")
    if not reason.source:
        return words
    source = facts.sources[reason.source]
    return f"{words} <cite>{escape(source.short)}</cite>."


def _stated(exercise: Exercise, facts: Catalog) -> str:
    stated = exercise.dose_stated
    source = facts.sources[stated.source]
    mark = "" if stated.verified == "page" else " <b>Unconfirmed.</b>"
    return f"<cite>{escape(source.short)}</cite>: {escape(stated.words)}{mark}"


def instructions(exercise: Exercise) -> Markup:
    """How an exercise is done, from the starting position to when to stop."""
    steps = "".join(f"<li>{escape(words)}</li>" for words in exercise.movement)
    mistakes = " ".join(escape(words) for words in exercise.mistakes)
    cautions = "".join(
        f"<p>{escape(caution.reason)}</p>" for caution in exercise.cautions if caution.provocative
    )
    return Markup(
        f"<p><b>Start.</b> {escape(exercise.start)}</p><ol>{steps}</ol>"
        f"<p><b>What you should feel.</b> {escape(exercise.feel)}</p>"
        f"<p><b>Common mistakes.</b> {mistakes}</p>"
        f"<p><b>Easier.</b> {escape(exercise.easier)} <b>Harder.</b> {escape(exercise.harder)}</p>"
        f"<p><b>When to stop.</b> {escape(exercise.stop)}</p>{cautions}"
    )


def _actions(exercise: Exercise) -> str:
    """Buttons that the screen listens to."""
    pressed = (_action("keep", exercise, "Keep"), _action("remove", exercise, "Remove"))
    return f'<div class="acts noprint">{"".join(pressed)}</div>'


def _action(do: str, exercise: Exercise, word: str, words: str = "") -> str:
    """A button; ``words`` are shown, ``word`` and the exercise's name are what a screen reader says."""
    label = escape(f"{word} {exercise.name}")
    return f'<button data-do="{do}" data-with="{exercise.id}" aria-label="{label}">{escape(words or word)}</button>'


def changed(kept: tuple[str, ...], removed: tuple[str, ...], facts: Catalog) -> Markup:
    """What was kept and removed by hand, each with a button that undoes it."""
    words = [("Stop keeping", name) for name in kept] + [("Put back", name) for name in removed]
    undo = [
        _action("undo", facts.exercises[name], word, f"{word} {_lower(facts.exercises[name].name)}")
        for word, name in words
    ]
    return Markup(f'<div class="acts noprint">{"".join(undo)}</div>') if undo else Markup("")


def coverage(routine: Routine) -> Markup:
    """How much of each target is met, as boxes and as numbers."""
    rows = "".join(
        f'<div>{escape(target.name)} <span class="hk-note">{WORK[target.phase]}</span></div>'
        f'<div class="units" style="--c:var(--{TOKENS[target.phase]})" aria-hidden="true">'
        f"{'<i></i>' * target.met}{'<i class=o></i>' * (target.target - target.met)}</div>"
        f'<div class="num">{target.met} of {target.target}</div>'
        for target in routine.coverage
    )
    kits = sorted({target.kit for target in routine.coverage if target.kit})
    unmet = f'<p class="hk-note">{" ".join(escape(words) for words in kits)}</p>' if kits else ""
    return Markup(
        f'<h4>How much of each target is met</h4><div class="bars">{rows}</div>'
        '<p class="hk-note">A bout (a set, or about 30 s held) counts two boxes for the main muscle and one for '
        f"the others. Dashed boxes are not met.</p>{unmet}"
    )


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
            _lower(facts.symptoms[effect.symptom].plain),
            Markup(
                escape(effect.reason)
                + (f" {escape(facts.sources[effect.source].short)}." if effect.source else "")
            ),
        )
        for effect in routine.effects
    ]
    if not rows:
        return Markup("")
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
        for number, step in _numbered(routine)
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
    "rules": rules,
    "left-out": left_out,
    "sources": sources,
}  # key of a fold -> what it shows


def page(routine: Routine, facts: Catalog) -> Markup:
    """Everything below the timeline."""
    return Markup(
        "".join(
            [
                fold("The timeline in numbers", "timeline"),
                "<h3>The steps</h3>",
                cards(routine, facts),
                coverage(routine),
                effects(routine, facts),
                fold(f"Every rule, with its number: {kept(routine)}", "rules"),
                fold("Left out, and why", "left-out"),
                fold("Sources", "sources"),
                f'<p class="hk-note">{FOOT}</p>',
            ]
        )
    )


def timeline_alt(routine: Routine) -> str:
    return (
        f"Timeline of {len(routine.steps)} steps in {clock(routine.total_s)}; the table below says the same"
    )


def plain(routine: Routine, facts: Catalog) -> str:
    """The routine as text with a line for each step."""
    lines = [sentence(routine, facts)]
    for number, step in _numbered(routine):
        exercise = facts.exercises[step.exercise]
        lines.append(
            f"{number}. {clock(step.start_s)} {PHASES[step.phase]}: {exercise.name}, {dose(step.dose, exercise.sides)}"
        )
    lines.append(f"Rules: {kept(routine)}.")
    return "\n".join(lines)
