"""The card of one exercise: how it goes, its dose, what the model and the studies say, what is easier and harder."""

from __future__ import annotations

from collections.abc import Iterable

from hipkit import exercises as topic
from hipkit.anatomy.exercises import STRETCHED, telling
from hipkit.anatomy.measures import without_path
from hipkit.anatomy.poses import poses
from hipkit.exercises import Ladder, Sport
from hipkit.facts import Catalog
from hipkit.facts.records import Activity, Exercise
from hipkit.text import anatomy
from hipkit.text.anatomy import longer
from hipkit.text.exercises import LEVELS, PHASES, POSITIONS, TOKENS, instructions, kit, stated
from hipkit.text.findings import printed
from hipkit.text.markup import Markup, fold, table
from hipkit.text.words import UNCONFIRMED, cite, dose, escape, listed, lower

UNPOSED = "Nobody has posed this exercise for the moving body yet, so nothing is computed."
NO_ACTIVITY = {
    "static": "Not measured in a way that helps: in a stretch a muscle hardly works.",
    "mobility": "No measurement in our list.",
    "warm-up": "No measurement in our list.",
    "strength": "No measurement in our list.",
}
PLACES = {
    "made for it": "made for it",
    "fits": "fits",
    "smallest dose": "one set, the smallest dose",
    "left out": "left out",
}
POLICIES = {"leave_out": "left out of routines", "smallest_dose": "smallest dose only"}
NEAR = {"exact": "", "close": ", nearly this", "heavier": ", heavier than this"}
CAVEATS = tuple(f"activity_caveat_{number}" for number in (1, 3, 4, 5))
OURS = "source_text", "ahpoint"  # the articles, and practice knowledge: no study


def head(exercise: Exercise, facts: Catalog) -> Markup:
    """Part, position, level and kit; the name, which takes the keyboard; one line of what it is."""
    return Markup(
        f'<div class="hk-note"><i class="dot" style="--c:var(--{TOKENS[exercise.phase]})"></i> '
        f"{PHASES[exercise.phase]} · {POSITIONS[exercise.position]} · {LEVELS[exercise.level]} · "
        f'{escape(kit(exercise, facts))}</div><h3 tabindex="-1">{escape(exercise.name)}</h3>'
        f"<p>{escape(exercise.brief)}.</p>"
    )


def body(exercise: Exercise, facts: Catalog) -> Markup:
    """Everything below the picture; what is long is asked for when it is opened."""
    return Markup(
        f'<div class="ex-card">{instructions(exercise)}{_facts(exercise, facts)}'
        f"{rungs(topic.ladder(exercise.id), facts)}{_folds(exercise)}</div>"
        f'<div class="acts noprint"><button data-do="compare" data-with="{exercise.id}">Compare with another</button>'
        '<button data-do="list">Back to the list</button></div>'
    )


# ---------------------------------------------------------------- the lines of the card


def _facts(exercise: Exercise, facts: Catalog) -> str:
    before, after = topic.before_and_after(exercise.id)
    lines = (
        ("Dose", doses(exercise, facts)),
        ("Works on", escape(listed(facts.muscles[muscle].name for muscle in exercise.muscles))),
        ("In the model", lengthened(exercise, facts)),
        ("Measured", activity(exercise, facts)),
        ("Before sport", sport(before, facts)),
        ("After sport", sport(after, facts)),
        ("Careful", cautions(exercise, facts)),
        ("Helps", escape(_helps(exercise, facts))),
    )
    said = "".join(f"<dt>{term}</dt><dd>{words}</dd>" for term, words in lines if words)
    return f'<dl class="facts">{said}</dl>'


def doses(exercise: Exercise, facts: Catalog) -> Markup:
    """What the source states, then the doses that routines of the kit use, each with whose choice it is."""
    whose = {"source": "as stated", "smaller": "a smaller start, our choice", "our choice": "our choice"}
    used = "; ".join(
        f"<b>{escape(dose(one, exercise.sides))}</b> ({whose[one.basis]})" for one in exercise.doses
    )
    return Markup(f"{stated(exercise, facts)}<br>In routines: {used}.")


def lengthened(exercise: Exercise, facts: Catalog) -> Markup:
    """The lengthening of the main muscle, the one that gains most, and what does not fit."""
    found = topic.gains(exercise.id)
    if not found:
        return Markup(UNPOSED)
    most = next(iter(found))
    told = [_gain(exercise.main, exercise, facts)]
    if most != exercise.main and found[most].change.fibre_ratio >= STRETCHED:
        told.append(f"Gains most: {_gain(most, exercise, facts)}")
    return Markup(" ".join([*told, escape(anatomy.misfit(exercise.id, facts))]).strip())


def _gain(muscle: str, exercise: Exercise, facts: Catalog) -> str:
    name = f"<b>{escape(facts.muscles[muscle].name)}</b>"
    if muscle in without_path():
        return f"{name}: not in the model. {escape(without_path()[muscle])}"
    change = topic.gains(exercise.id)[muscle].change
    return f"{name}: at its longest {longer(change)} (trust: {change.confidence})."


def activity(exercise: Exercise, facts: Catalog) -> Markup:
    """The nearest measurement of how hard a muscle works, in one line."""
    rows = topic.measured(exercise)
    if not rows:
        return Markup(NO_ACTIVITY[exercise.phase])
    first = rows[0]
    return Markup(
        f"<b>{escape(facts.muscles[first.muscle].name)}</b>: {_figure(first)}, {escape(first.electrode)} electrodes"
        f"{NEAR[first.match]} (<cite>{escape(facts.sources[first.source].short)}</cite>)."
    )


def _figure(row: Activity) -> str:
    """``81 (SD 42) % of maximum``, ``42–81 % of maximum``; marked where nobody could confirm it."""
    spread = f" (SD {row.sd})" if row.sd else ""
    range_ = f"{row.low}\N{EN DASH}{row.high}" if row.low and row.high else ""
    value = f"{row.value}{spread}" if row.value else range_ or row.category
    unit = "\N{NO-BREAK SPACE}% of maximum" if row.unit == "%MVIC" else f" {row.unit}"
    doubt = "" if row.verified == "page" else UNCONFIRMED
    return escape(f"{printed(value)}{unit if row.value or range_ else ''}{doubt}")


def sport(one: Sport, facts: Catalog) -> Markup:
    """Its place before or after sport, and why."""
    named = f" (<cite>{escape(facts.sources[one.timing.source].short)}</cite>)" if one.timing.source else ""
    return Markup(
        f"<b>{PLACES[one.place].capitalize()}.</b> {escape(one.timing.reason)}{named or ' (our choice)'}"
    )


def cautions(exercise: Exercise, facts: Catalog) -> Markup:
    """With what to be careful, in one line; the reasons stand in a fold."""
    said = [
        f"<b>{POLICIES[policy].capitalize()}</b> with: {escape(listed(names))}."
        for policy in POLICIES
        if (
            names := [_symptom(one.symptom, facts) for one in topic.careful(exercise) if one.policy == policy]
        )
    ]
    return Markup(" ".join(said) or "We marked nothing. That does not make it safe for everybody.")


def _symptom(symptom: str, facts: Catalog) -> str:
    return lower(facts.symptoms[symptom].plain)


def _helps(exercise: Exercise, facts: Catalog) -> str:
    names = [lower(facts.equipment[item].name) for item in exercise.optional_equipment]
    return f"{listed(names)} (not needed)".capitalize() if names else ""


# ---------------------------------------------------------------- easier and harder


def rungs(ladder: Ladder, facts: Catalog) -> Markup:
    """The ladder, hardest on top; every other exercise on it is a button."""
    if not (ladder.easier or ladder.harder or ladder.variants):
        return Markup(
            '<h4>Easier and harder</h4><p class="hk-note">It stands alone: no ladder leads to it.</p>'
        )
    up = [_rung(f"{place} harder", rung, facts) for place, rung in enumerate(ladder.harder, 1)]
    down = [_rung(f"{place} easier", rung, facts) for place, rung in enumerate(ladder.easier, 1)]
    here = f'<li aria-current="true"><span>this one</span><b>{escape(facts.exercises[ladder.exercise].name)}</b></li>'
    alike = _rung("a variant", ladder.variants, facts) if ladder.variants else ""
    steps = "".join([*up[::-1], here, *down, alike])
    return Markup(f'<h4>Easier and harder (our judgement)</h4><ol class="ladder">{steps}</ol>')


def _rung(word: str, rung: Iterable[str], facts: Catalog) -> str:
    steps = "".join(
        f'<button data-do="open" data-with="{one}">{escape(facts.exercises[one].name)}</button>'
        for one in rung
    )
    return f"<li><span>{word}</span><div>{steps}</div></li>"


# ---------------------------------------------------------------- what opens


def _folds(exercise: Exercise) -> str:
    lines = {
        "model": "The model, muscle by muscle" if exercise.id in poses() else "",
        "measured": "How hard muscles were measured to work" if topic.measured(exercise) else "",
        "careful": "Careful with what, and why" if topic.careful(exercise) else "",
        "goals": "Goals that ask for this" if topic.serves(exercise) else "",
        "sources": "Sources",
    }
    return "".join(fold(line, f"{key}:{exercise.id}") for key, line in lines.items() if line)


def model(exercise: Exercise, facts: Catalog) -> Markup:
    note = anatomy.exercise_note(telling(exercise.id), poses()[exercise.id].note, facts)
    return Markup(
        f'{anatomy.gains(topic.gains(exercise.id), facts)}<p class="hk-note">{note}</p>'
        f'<p class="hk-note">{escape(anatomy.MODEL)}</p>'
    )


def measured(exercise: Exercise, facts: Catalog) -> Markup:
    """Every figure with how it was measured, and how to read them."""
    rows = [
        (
            facts.muscles[row.muscle].name,
            Markup(_figure(row)),
            row.as_tested + NEAR[row.match],
            f"{row.electrode}, {row.statistic}",
            ", ".join(filter(None, (row.population, row.n and f"n = {row.n}"))),
            Markup(f"<cite>{escape(facts.sources[row.source].short)}</cite>"),
        )
        for row in topic.measured(exercise)
    ]
    caveats = [facts.exercise_evidence[key] for key in CAVEATS]
    reading = "".join(
        f"<li>{escape(one.value)} (<cite>{escape(facts.sources[one.source].short)}</cite>).</li>"
        for one in caveats
    )
    head = ("Muscle", "Activity", "As tested", "How", "In whom", "Source")
    return Markup(f"{table('Measured activity', head, rows)}<h4>How to read this</h4><ul>{reading}</ul>")


def careful(exercise: Exercise, facts: Catalog) -> Markup:
    rows = [
        (facts.symptoms[one.symptom].plain, POLICIES[one.policy].capitalize(), one.reason)
        for one in topic.careful(exercise)
    ]
    return Markup(
        table("To be careful with", ("With", "In routines", "Why"), rows)
        + '<p class="hk-note">Our judgement. No caution does not mean that it is safe for you.</p>'
    )


def goals(exercise: Exercise, facts: Catalog) -> Markup:
    rows = [
        (goal.name, target.why, Markup(_basis(target.source, target.verified, facts)))
        for goal, target in topic.serves(exercise)
    ]
    return table("Goals that ask for this", ("Goal", "Why", "Source"), rows)


def _basis(source: str, verified: str, facts: Catalog) -> str:
    if source in OURS:
        return "practice knowledge"
    doubt = "" if verified == "page" else UNCONFIRMED
    return f"<cite>{escape(facts.sources[source].short)}</cite>{doubt}"


def sources(exercise: Exercise, facts: Catalog) -> Markup:
    """The full citations of all that the card and its folds name."""
    before, after = topic.before_and_after(exercise.id)
    cited = [exercise.dose_stated.source, exercise.second_source, before.timing.source, after.timing.source]
    cited += [row.source for row in topic.measured(exercise)]
    cited += [target.source for _, target in topic.serves(exercise) if target.source not in OURS]
    listing = sorted({cite(facts.sources[key]) for key in cited if key})
    return Markup("<ul>" + "".join(f"<li>{escape(words)}</li>" for words in listing) + "</ul>")


FOLDS = {"model": model, "measured": measured, "careful": careful, "goals": goals, "sources": sources}
