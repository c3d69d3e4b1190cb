"""The moving hip in words: what a pose does, how far is far, what a structure is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hipkit.anatomy.exercises import Fault, Longest, Misfit, Reached, longest, misfits, misfits_of
from hipkit.anatomy.exploring import Curve, PoseMap
from hipkit.anatomy.measures import Change, Lengthening, model_muscles, without_path
from hipkit.anatomy.model import model
from hipkit.anatomy.papers import Comparison
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.anatomy.ranges import MOVEMENTS, Demand, Norms, norms, reached
from hipkit.facts import Catalog
from hipkit.facts.records import Evidence, Muscle, Range, Structure
from hipkit.text.findings import printed
from hipkit.text.markup import Markup, chip, fold, table
from hipkit.text.words import cite, escape, listed, number

UNCONFIRMED = " (unconfirmed)"
MODEL = (
    "A published model estimates these lengths (Rajagopal and others 2016, one generic adult). It is geometry "
    "only: it knows nothing of force, tolerance or feeling."
)
TURNING = "Which way does a muscle turn the thigh?"
TURNING_LEAD = (
    "Above the line it turns the thigh inwards, below it outwards. Diamonds: the piriformis in cadavers."
)
WHY_IT_TURNS = (
    "Why it turns: rotation goes round the long axis of the thigh bone. With the hip straight, that axis stands "
    "upright and the piriformis passes behind it on its way to the greater trochanter: its pull turns the thigh "
    "outwards. As the thigh comes up, the axis tips forward, and the same line now passes above it: its pull turns "
    "the thigh inwards. Bend the hip on the sheet with the figure and read the sentence."
)
GAUGES = "How far is far? This pose beside textbooks and measurements"
MAP_LEAD = "Guess first: hip bent or straight, thigh turned inwards or outwards? Then look."
GUESS_LEAD = "Think of where it starts and where it ends. Commit yourself, then look."
SCALE = 0.7  # share of fibre length at which bars and colours are full, as in the picture
FULL = 1.2  # and at which a bar ends
SMALL_MM = 3  # a moment arm below this could have either sign (OpenSim's own paths differ by as much)
KINDS = {  # kind of a structure -> heading of the list
    "nerve": "Nerves",
    "ligament": "Ligaments",
    "joint": "Joints",
    "cartilage": "Cartilage and disc",
    "disc": "Cartilage and disc",
    "bursa": "Bursae",
    "fascia": "Iliotibial band",
    "fact": "Iliotibial band",
    "bone": "Bones",
}
STEADY = {"high": "well supported", "medium": "fairly supported", "low": "weakly supported"}
ENDS = {"flexion": 140, "extension": 40, "abduction": 60, "adduction": 40}  # of the gauges; rotations:
ROTATION_END = 70


# ---------------------------------------------------------------- angles and amounts


def minus(value: float, places: int = 0) -> str:
    """Rounded, with the minus sign U+2212, and no minus before a nought."""
    return number(round(value, places) + 0.0) if places else number(float(round(value)))


def plus(value: float) -> str:
    """Rounded, with its sign."""
    rounded = round(value)
    return f"+{rounded}" if rounded > 0 else minus(rounded)


def percent(share: float) -> str:
    return f"{plus(100 * share)}\N{NO-BREAK SPACE}%"


def described(pose: Pose) -> str:
    """``95° of flexion, 12° of abduction, 40° of external rotation, knee bent 112°``."""
    angles = [(movement, round(reached(pose, movement))) for movement in MOVEMENTS]
    parts = [f"{angle}° of {movement}" for movement, angle in angles if angle > 0]
    parts += [f"knee bent {round(pose.knee_flexion)}°"] if round(pose.knee_flexion) > 0 else []
    return ", ".join(parts) or "standing"


def longer(change: Change) -> str:
    """``12 mm longer than standing: 43 % of its fibre length``."""
    mm, share = round(change.mm), abs(round(100 * change.fibre_ratio))
    if not mm and not share:
        return "as long as in standing"
    way = "longer" if change.mm > 0 else "shorter"
    return f"{abs(mm)} mm {way} than standing: {share}\N{NO-BREAK SPACE}% of its fibre length"


def turns(arm: float) -> str:
    """Which way a muscle turns the thigh, from its rotation arm in mm."""
    if abs(arm) < SMALL_MM:
        return "hardly turns the thigh either way (moment arm under 3 mm)"
    way = "inwards" if arm > 0 else "outwards"
    return f"turns the thigh <b>{way}</b> (moment arm {abs(round(arm))} mm)"


# ---------------------------------------------------------------- a pose


def sentence(
    muscle: str, pose: Pose, changes: Mapping[str, Lengthening], arm: float, facts: Catalog
) -> Markup:
    """What the pose does to the muscle that is followed, and to the two that change most."""
    name = facts.muscles[muscle].name.lower()
    first = f"The <b>{escape(name)}</b> is {longer(changes[muscle])}. When it pulls here, it {turns(arm)}."
    if pose.angles == STANDING.angles:
        return Markup(f"Standing. {first} Bend the hip and watch.")
    gains = max(changes, key=lambda one: changes[one].fibre_ratio)
    gives = min(changes, key=lambda one: changes[one].fibre_ratio)
    rest = [
        f"The <b>{escape(facts.muscles[one].name.lower())}</b> {verb} most ({percent(changes[one].fibre_ratio)})."
        for one, verb in ((gains, "gains"), (gives, "gives up"))
        if one != muscle
    ]
    return Markup(" ".join([first, *rest]))


def alt(pose: Pose, playing: str = "") -> str:
    return f"{playing} is played." if playing else f"A skeleton: right leg {described(pose)}."


def muscles(changes: Mapping[str, Lengthening], facts: Catalog) -> Markup:
    """Every muscle with a path as a bar and three numbers, the greatest gain for its fibres first."""
    ordered = sorted(changes, key=lambda one: -changes[one].fibre_ratio)
    rows = "".join(_bar(one, changes[one], facts) for one in ordered)
    columns = ("Muscle", "", "mm", "%", "of fibre")
    head = "".join(f"<th scope=col>{name}</th>" if name else "<td></td>" for name in columns)
    caption = "<caption>What gets longer, what gets shorter, against standing</caption>"
    return Markup(
        f'<table class="mus">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f'<p class="hk-note">{missing(facts)}</p>'
    )


def _bar(muscle: str, change: Lengthening, facts: Catalog) -> str:
    share = max(-1.0, min(1.0, change.fibre_ratio / FULL))
    left, wide = round(50 + min(share, 0) * 50), max(1, round(abs(share) * 50))
    colour = ("long" if share > 0 else "short") + ("3" if abs(change.fibre_ratio) >= SCALE / 2 else "1")
    limit = "" if change.confidence == "good" else f"<small>{change.confidence}</small>"
    name = escape(facts.muscles[muscle].name)
    return (
        f"<tr><th scope=row>{name}{limit}</th>"
        f'<td><i class={colour} style="left:{left}%;width:{wide}%"></i></td>'
        f"<td>{plus(change.mm)}</td><td>{plus(change.percent)} %</td><td>{percent(change.fibre_ratio)}</td></tr>"
    )


def limits(changes: Mapping[str, Lengthening], facts: Catalog) -> Markup:
    """How far each figure may be trusted, and why."""
    rows = [(facts.muscles[one].name, change.confidence, change.reason) for one, change in changes.items()]
    rest = [(facts.muscles[one].name, "no path", reason) for one, reason in without_path().items()]
    head = ("Muscle", "Trust", "Why")
    return table("How far to trust the model, muscle by muscle", head, [*rows, *rest])


def missing(facts: Catalog) -> str:
    """The hip muscles for which the model has no path."""
    lost = [
        facts.muscles[one].name.lower()
        for one, reason in without_path().items()
        if reason == "The model has no path for it."
    ]
    return (
        f"“Fair” and “low” say how far to trust a row; the reasons stand below. No path here: {listed(lost)}."
    )


# ---------------------------------------------------------------- how far is far


def gauges(pose: Pose, facts: Catalog) -> Markup:
    """Six scales: band = textbooks, strokes = measured means, wedge = this pose."""
    rows = "".join(_gauge(norms(movement, facts), pose) for movement in MOVEMENTS)
    key = "Band: textbooks. Strokes: means measured in adults. Wedge: this pose."
    return Markup(f'<div class="rom">{rows}</div><p class="hk-note">{key}</p>')


def _gauge(one: Norms, pose: Pose) -> str:
    end = ENDS.get(one.movement, ROTATION_END)
    angle = round(reached(pose, one.movement))
    low, high = one.book
    wedge = f'<i class="you" style="left:{_share(angle, end)}%"></i>' if angle > 0 else ""
    seen = "".join(f'<i class="seen" style="left:{_share(mean, end)}%"></i>' for mean in one.means)
    here = f"this pose {angle}°" if angle > 0 else "not used here"
    return (
        f"<div><b>{one.movement.capitalize()}</b><br><small>{here}</small></div>"
        f'<div class="gauge"><i class="book" style="left:{_share(low, end)}%;width:{_share(high - low, end)}%"></i>'
        f"{seen}{wedge}<small>0°</small><small>{end}°</small><p>{_words(one)}</p></div>"
    )


def _share(angle: float, end: float) -> str:
    return f"{100 * max(0.0, min(1.0, angle / end)):.0f}"


def _words(one: Norms) -> str:
    low, high = one.book
    if not one.means:
        return f"textbooks {low:g}–{high:g}°; no mean for adults that we could confirm"
    least, most = min(one.means), max(one.means)
    return f"textbooks {low:g}–{high:g}°; measured means {least:g} to {most:g}°"


def range_rows(movement: str, facts: Catalog) -> Markup:
    """Every figure for a movement, by age and sex."""
    one = norms(movement, facts)
    rows = [
        (_who(row), row.sex, row.kind, _figure(row), Markup(_source(row.source, facts)))
        for row in (*one.textbook, *one.measured)
    ]
    head = ("Who", "Sex", "Kind", "Degrees", "Seen in")
    return table(f"{movement.capitalize()}: every figure we have", head, rows)


def _who(row: Range) -> str:
    age = f"age {row.age}" if row.age[:1].isdigit() else row.age
    part = row.movement.partition(", ")[2] or row.movement.partition(" (")[2].rstrip(")")
    return ", ".join(filter(None, (age, row.population, part, row.method))) or "adults"


def _figure(row: Range) -> str:
    interval = f"{row.low} to {row.high}" if row.low and row.high else row.high and f"up to {row.high}"
    value = printed(row.value)
    spread = f" (SD {row.sd})" if row.sd else ""
    between = f" ({interval})" if value and interval else interval
    return f"{value}{spread}{between}{'' if row.verified == 'page' else UNCONFIRMED}"


def errors(facts: Catalog) -> Markup:
    """How well a range can be measured at all, and where studies differ."""
    shown = [row for row in facts.ranges.values() if row.kind in ("error", "disagreement")]
    rows = [
        (row.movement.capitalize(), f"{_figure(row)}{'' if row.unit == 'text' else f' {row.unit}'}", row.note,
         Markup(_source(row.source, facts)))
        for row in shown
    ]  # fmt: skip
    head = ("What", "Found", "So", "Seen in")
    return Markup(
        table("The error of measuring, and where studies differ", head, rows)
        + '<p class="hk-note">ICC: agreement between two measurements, 1 is perfect.</p>'
    )


def tasks(found: Iterable[Demand], pose: Pose, facts: Catalog) -> Markup:
    """What tasks ask of the hip, against the pose."""
    rows = [
        (
            demand.task.task.capitalize(),
            f"{demand.movement} {_asked(demand)}°{'' if demand.task.verified == 'page' else UNCONFIRMED}",
            _met(demand.missing(pose)),
            Markup(_source(demand.task.source, facts)),
        )
        for demand in found
    ]
    head = ("Task", "Angle used", "This pose", "Seen in")
    return table("What tasks were found to use, against this pose", head, rows)


def _asked(demand: Demand) -> str:
    return f"{demand.low:g}" if demand.low == demand.high else f"{demand.low:g}–{demand.high:g}"


def _met(missing: float) -> str:
    return f"{missing:.0f}° short" if round(missing) else "as far"


# ---------------------------------------------------------------- exercises


def exercise_note(at: Reached, note: str, facts: Catalog) -> str:
    """Which moment of an exercise the numbers are about."""
    name = facts.exercises[at.exercise].name
    assumed = f" {note}" if note else ""
    return (
        f"Numbers: <b>{escape(name)}</b>, {at.side} leg, where its first muscle is longest: "
        f"{described(at.pose)}.{escape(assumed)} Angles of exercises are our assumption unless a source is named."
    )


BLAME: dict[Fault, str] = {
    "model": "That is a limit of the model, not of the exercise",
    "list": "Here the list of muscles is in doubt, not the model",
    "work": "That is no contradiction",
}
UNJUDGED = "Model or source: we have not judged which is off."


def misfit(exercise: str, facts: Catalog) -> str:
    """For a card of the exercise: which of its muscles the model does not lengthen, and what is off.

    Plain text, to be escaped; empty where nothing is off.
    """
    found = misfits_of(exercise)
    if not found:
        return ""
    said = [
        f"At its longest, the {facts.muscles[one.muscle].name.lower()} is {longer(one.longest.change)}."
        for one in found
    ]
    reasons = dict.fromkeys(_blame(one) for one in found)
    return " ".join(["The model does not stretch every muscle that is named here.", *said, *reasons])


def _blame(one: Misfit) -> str:
    verdict = one.verdict
    return f"{BLAME[verdict.lies_with]}. {verdict.why}" if verdict else UNJUDGED


def contradictions(facts: Catalog) -> Markup:
    """Stretches whose named muscle the model does not lengthen."""
    return misfit_table(misfits(), facts)


def misfit_table(found: Sequence[Misfit], facts: Catalog) -> Markup:
    """Exercise, muscle, what it gains at most, and what we make of it."""
    if not found:
        return Markup("<p>None among the exercises that have a pose.</p>")
    rows = [
        (
            facts.exercises[one.exercise].name,
            facts.muscles[one.muscle].name,
            percent(one.longest.change.fibre_ratio),
            _blame(one),
        )
        for one in found
    ]
    head = ("Exercise", "Muscle that is named", "Most it gains here, of fibre", "What we make of it")
    return Markup(
        table("Named, but not longer in the model", head, rows)
        + '<p class="hk-note">The last column is our judgement.</p>'
    )


def gains(found: Mapping[str, Longest], facts: Catalog, count: int = 6) -> Markup:
    """The muscles that gain most in an exercise."""
    rows = [
        (facts.muscles[one].name, plus(best.change.mm), percent(best.change.fibre_ratio), best.at.side,
         best.change.confidence)
        for one, best in list(found.items())[:count]
    ]  # fmt: skip
    head = ("Muscle", "mm", "of fibre", "Leg", "Trust")
    return table("Longest moment of each muscle, against standing", head, rows, right=(1, 2))


def told(guess: str, exercise: str, facts: Catalog) -> Markup:
    """A guess beside what the model gives."""
    found = longest(exercise)
    first = next(iter(found))
    name, said = (escape(facts.muscles[one].name.lower()) for one in (first, guess))
    opening = (
        f"You said <b>{said}</b>, and so does the model" if guess == first else f"You said <b>{said}</b>"
    )
    own = "" if guess == first else f", which is at most {longer(found[guess].change)}"
    most = f"The <b>{name}</b> gains most for its fibres: it gets {longer(found[first].change)}."
    return Markup(f"{opening}{own}. {most}")


# ---------------------------------------------------------------- over many poses


def map_sentence(found: PoseMap, change: Change, facts: Catalog) -> Markup:
    name = facts.muscles[found.muscle].name.lower()
    return Markup(
        f"Of the poses on this map the <b>{escape(name)}</b> is longest at {described(found.longest)}: "
        f"{longer(change)}."
    )


def map_alt(found: PoseMap) -> str:
    return (
        f"A map of hip flexion by rotation, coloured by lengthening; longest at {described(found.longest)}. "
        "The table below says the same."
    )


def map_rows(marked: Sequence[tuple[str, Longest]], facts: Catalog) -> Markup:
    """The exercises on the map by number, and a fold with the map's own numbers."""
    rows = [
        (f"{place}. {facts.exercises[exercise].name}", described(best.at.pose), best.at.side,
         percent(best.change.fibre_ratio))
        for place, (exercise, best) in enumerate(marked, 1)
    ]  # fmt: skip
    head = ("Exercise that names this muscle", "Its pose, where the muscle is longest", "Leg", "of fibre")
    listing = (
        table("The numbers on the map", head, rows, right=(3,))
        if rows
        else '<p class="hk-note">No exercise that has a pose names this muscle.</p>'
    )
    return Markup(f"{listing}{fold('The map as a table', 'map')}")


def map_table(found: PoseMap) -> Markup:
    """Every second row and column of the map."""
    columns = range(0, len(found.rotations), 2)
    rows = [
        (f"{flexion:g}°".replace("-", "\N{MINUS SIGN}"), *(percent(row[column]) for column in columns))
        for flexion, row in list(zip(found.flexions, found.ratios, strict=True))[::2]
    ]
    head = ("Flexion", *(f"{minus(found.rotations[column])}°" for column in columns))
    return table(
        "Change over fibre length; columns are rotation, inwards is positive",
        head,
        rows,
        tuple(range(1, 9)),
        stack=False,
    )


def turning_sentence(curve: Curve, facts: Catalog) -> Markup:
    """Which way a muscle turns the thigh as the hip bends."""
    name = escape(facts.muscles[curve.muscle].name.lower())
    start, end = ("inwards" if arm > 0 else "outwards" for arm in (curve.arms[0], curve.arms[-1]))
    if len(curve.turns) != 1:
        held = f"It changes sides {len(curve.turns)} times." if curve.turns else "It never changes sides."
        return Markup(f"The <b>{name}</b> turns the thigh <b>{start}</b> at full extension. {held}")
    at = round(curve.turns[0])
    return Markup(
        f"The <b>{name}</b> turns the thigh <b>{start}</b> until about {at}° of flexion, and <b>{end}</b> beyond."
    )


def turning_alt(curve: Curve, facts: Catalog) -> str:
    low, high = min(curve.arms), max(curve.arms)
    name = facts.muscles[curve.muscle].name
    return f"{name}: rotation arm from {minus(low)} to {minus(high)} mm over hip flexion; the table says the same."


def turning_table(curve: Curve) -> Markup:
    rows = [
        (f"{minus(flexion)}°", plus(arm))
        for flexion, arm in zip(curve.flexions, curve.arms, strict=True)
        if flexion % 15 == 0
    ]
    return table("Rotation arm, mm; positive turns inwards", ("Hip flexion", "mm"), rows, (1,), stack=False)


def papers(found: Iterable[Comparison]) -> Markup:
    """The model against what others measured, misses included."""
    rows = [
        (
            one.paper.what,
            f"{printed(one.paper.published)} {_unit(one.paper.unit)}",
            f"{minus(one.model, 1)} {_unit(one.paper.unit)}",
            chip("agrees", "check", "v-supported")
            if one.agrees
            else chip("misses", "cross", "v-contradicted"),
            one.paper.cite,
        )
        for one in found
    ]
    head = ("What", "Published", "Model", "Verdict", "Paper")
    return Markup(
        table("The model against measurements", head, rows)
        + '<p class="hk-note">“Agrees”: same sign and within a third, or the same rank. Cadavers differ from each '
        "other by as much. Where a paper does not give its angles, ours are assumed.</p>"
    )


def _unit(unit: str) -> str:
    return "" if unit == "rank" else unit


# ---------------------------------------------------------------- structures


def structure_list(facts: Catalog) -> dict[str, dict[str, str]]:
    """Heading -> name -> id, muscles first."""
    groups: dict[str, dict[str, str]] = {}
    for muscle in facts.muscles.values():
        heading = f"Muscles: {muscle.group.partition(' / ')[0]}"
        groups.setdefault(heading, {})[muscle.name] = muscle.id
    for heading in dict.fromkeys(KINDS.values()):
        named = {one.name: one.id for one in facts.structures.values() if KINDS.get(one.kind) == heading}
        groups[heading] = named
    return groups


def card(which: str, facts: Catalog) -> Markup:
    """All that the catalogue knows of a muscle or a structure."""
    record = facts.muscles.get(which) or facts.structures[which]
    own = _muscle(record) if isinstance(record, Muscle) else _structure(record)
    doubt = "" if record.verified == "page" else UNCONFIRMED
    rows = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in own if text)
    source = facts.sources[record.source]
    said = f"<p class=hk-note>{STEADY[record.confidence].capitalize()}{doubt}. {escape(cite(source))}</p>"
    parts = (_moves(which, facts), _variants(which, facts), _related(which, facts))
    return Markup(f"<h3>{escape(record.name)}</h3><dl class=facts>{rows}</dl>{said}{''.join(parts)}")


def _muscle(one: Muscle) -> tuple[tuple[str, str], ...]:
    return (
        ("From", one.origin),
        ("To", one.insertion),
        ("Does", "; ".join(one.actions)),
        ("Nerve", one.nerve),
        ("Levels", one.levels),
        ("Role", one.role),
    )


def _structure(one: Structure) -> tuple[tuple[str, str], ...]:
    return (("Known", "; ".join(one.facts)),)


def _moves(which: str, facts: Catalog) -> str:
    """A way to the moving hip, or why there is none."""
    if which not in model_muscles():
        return ""
    muscle = model_muscles()[which]
    if not muscle.parts:
        return f'<p class="hk-note">Not on the moving hip. {escape(muscle.reason)}</p>'
    fibre = listed(f"{100 * model().muscles[part].optimal_fibre_length:.1f}" for part in muscle.parts)
    return (
        f'<p class="hk-note">In the model: fibres of {fibre} cm. Trust: {muscle.confidence}. '
        f"{escape(muscle.reason)}</p>"
        f'<p><button class="jupyter-button" data-do="follow" data-with="{escape(which)}">'
        "Follow it on the hip above</button></p>"
    )


def _variants(which: str, facts: Catalog) -> str:
    shown = [row for row in facts.evidence_about(which) if row.show and row.id in facts.anatomy_evidence]
    if not shown:
        return ""
    rows = [
        (row.what.capitalize(), _evidence(row), row.population, Markup(_source(row.source, facts)))
        for row in shown
    ]
    return table("Figures and variants", ("What", "Found", "In whom", "Seen in"), rows)


def _evidence(row: Evidence) -> str:
    interval = f" ({printed(row.interval)})" if row.interval else ""
    unit = f" {row.unit}" if row.unit else ""
    return f"{printed(row.value)}{unit}{interval}{'' if row.confirmed else UNCONFIRMED}"


def _related(which: str, facts: Catalog) -> str:
    felt = [one.plain for one in facts.symptoms.values() if one.pick and which in one.anatomy]
    used = [one.name for one in facts.exercises.values() if which in one.muscles]
    lines = []
    if felt:
        lines.append(f"<p><b>Symptoms in which it is looked at:</b> {escape('; '.join(felt))}.</p>")
    if used:
        lines.append(f"<p><b>Exercises that name it:</b> {escape(', '.join(used))}.</p>")
    return "".join(lines)


def _source(key: str, facts: Catalog) -> str:
    source = facts.sources[key]
    return f'<cite title="{escape(cite(source))}">{escape(source.short)}</cite>'
