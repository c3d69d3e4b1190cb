"""What patterns share, what goes with one, two of them beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.facts.records import Caution, Evidence, Likelihood, LookAlike, Symptom
from hipkit.symptoms import (
    Comparison,
    Matches,
    Pattern,
)
from hipkit.text.exercises import card as cards
from hipkit.text.exercises import instructions
from hipkit.text.markup import Markup, fold, table
from hipkit.text.symptoms.figures import (
    first_upper,
    interval,
    ratio,
    source,
    sources,
    value,
    what,
)
from hipkit.text.words import escape, listed

TEACHING = (
    "Where, worse, better, parts and course are standard teaching, not confirmed in a paper that we read."
)
KINDS = {
    "effect": "What studies say of help and care",
    "frequency": "How common",
    "accuracy": "How well findings separate",
    "": "What else was found",
}


# ---------------------------------------------------------------- patterns


def matched(found: Matches) -> str:
    """HTML: how many patterns share what was picked, and who can tell them apart."""
    if not found.picked:
        return "Pick what is felt, in the list. The patterns that share it then stand below, with what separates them."
    count, patterns = len(found.picked), len(found.patterns)
    what = "the description picked" if count == 1 else f"at least one of the {count} descriptions picked"
    share = "1 pattern in our list shares" if patterns == 1 else f"{patterns} patterns in our list share"
    return f"<b>{share}</b> {what}. {escape(found.tell)}"


def patterns(found: Matches) -> Markup:
    """A line for each pattern, in the order of the catalogue; its content is asked for when it is opened."""
    if not found.patterns:
        return Markup("")
    lines = "".join(_pattern(pattern) for pattern in found.patterns)
    return Markup(f'<h3>Patterns, in no order of likelihood</h3><div class="patterns">{lines}</div>')


def _pattern(pattern: Pattern) -> str:
    shared = "; ".join(feature.words for feature in pattern.shared)
    name = escape(first_upper(symptoms.called(pattern.symptom)))
    shares = f'<span class="hk-note">Shares: {escape(shared)}</span>'
    return fold(Markup(f"<b>{name}</b> {shares}"), f"pattern:{pattern.symptom.id}")


def presentation(symptom: Symptom) -> Markup:
    """Everything about one presentation: description, look-alikes, studies, exercises."""
    pairs = symptoms.look_alikes(symptom.id)
    return Markup(
        table("", ("", ""), symptoms.said(symptom), stack=False)
        + f'<p class="hk-note">{TEACHING}</p>'
        + _act("show", symptom.id, "Show these structures" if symptom.anatomy else "")
        + (f"<h4>Often taken for each other</h4>{_pairs(symptom, pairs)}" if pairs else "")
        + fold("What studies say", f"studies:{symptom.id}")
        + fold("Exercises that sources link to it, and those to be careful with", f"exercises:{symptom.id}")
    )


def _pairs(symptom: Symptom, pairs: Sequence[LookAlike]) -> str:
    return '<div class="acts">' + "".join(_compare(symptom, pair) for pair in pairs) + "</div>"


def _compare(symptom: Symptom, pair: LookAlike) -> str:
    other = next(id for id in pair.pair if id != symptom.id)
    name = escape(symptoms.called(catalog().symptoms[other]))
    return f'<button data-do="compare" data-with="{symptom.id} {other}">Compare with {name}</button>'


def _act(do: str, what: str, label: str) -> str:
    return (
        f'<p><button class="jupyter-button" data-do="{do}" data-with="{what}">{label}</button></p>'
        if label
        else ""
    )


# ---------------------------------------------------------------- the structures of a pattern


def involved_title(symptom: Symptom) -> Markup:
    return Markup(f'<h3 tabindex="-1">What {escape(symptoms.called(symptom))} is about</h3>')


def involved(symptom: Symptom, drawn: Sequence[str]) -> Markup:
    """HTML: what is marked on the hip, and what cannot be."""
    names = {one: _structure(one) for one in symptom.anatomy}
    rest = [name for one, name in names.items() if one not in drawn]
    marked = f"Marked on the hip: <b>{escape(listed(names[one] for one in drawn))}</b>. " if drawn else ""
    only = f"Not marked, because the model has paths for muscles of the hip alone: {escape(listed(rest))}."
    return Markup(marked + (only if rest else ""))


def involved_alt(drawn: Iterable[str]) -> str:
    """What a screen reader says of the hip."""
    return f"A skeleton, standing. Marked at the right hip: {listed(map(_structure, drawn)) or 'nothing'}."


def structures(symptom: Symptom) -> Markup:
    """A line for each structure; what is known of it is asked for when it is opened."""
    lines = "".join(fold(first_upper(_structure(one)), f"structure:{one}") for one in symptom.anatomy)
    return Markup(f'<div class="patterns">{lines}</div>')


def _structure(one: str) -> str:
    """The name inside a sentence."""
    facts = catalog()
    name = (facts.muscles.get(one) or facts.structures[one]).name
    return name[:1].lower() + name[1:]


def studies(symptom: str) -> Markup:
    """What publications say about a presentation, by kind."""
    rows = catalog().evidence_about(symptom)
    parts = [
        _studies(caption, [row for row in rows if row.kind == kind])
        for kind, caption in KINDS.items()
        if any(row.kind == kind for row in rows)
    ]
    if not any(row.kind == "effect" for row in rows):
        parts.append('<p class="hk-note">No study in our list tested what helps here.</p>')
    return Markup("".join(parts) + fold("Sources", f"sources:{symptom}"))


def _studies(caption: str, rows: Iterable[Evidence]) -> str:
    cells = [(first_upper(what(row)), value(row), row.population or "not said", source(row)) for row in rows]
    return table(caption, ("What", "Found", "Who", "Source"), cells)


def citations(symptom: str) -> Markup:
    return sources(row.source for row in catalog().evidence_about(symptom))


# ---------------------------------------------------------------- exercises


def exercises(symptom: str, screening: symptoms.Screening | None) -> Markup:
    """The exercises that go with a presentation; none before the screening, or where it asks for care first."""
    if screening is None:
        return Markup(
            "<p>Answer the three pages of the screening first. No exercise is named before that.</p>"
        )
    if not screening.may_plan or screening.gentle_only:
        return Markup(f"<p>{escape(screening.next_step)} No exercise is named here until then.</p>")
    named = [_linked(one) for one in symptoms.linked(symptom)]
    careful = [_careful(*together) for together in _by_caution(symptom)]
    return Markup(
        _listed("Linked by a source", named, "No source in our list links an exercise to this.")
        + _listed("To be careful with (our judgement)", careful, "We marked no exercise for this.")
    )


def _linked(one: symptoms.Linked) -> str:
    source = catalog().sources[one.link.source]
    reason = f"{escape(one.link.reason)} {escape(source.short)}."
    return f'{fold(one.exercise.name, f"card:{one.exercise.id}")}<p class="hk-note">{reason}</p>'


def _by_caution(symptom: str) -> list[tuple[Caution, list[str]]]:
    """Cautions with the exercises of which they are said in the same words."""
    together: dict[tuple[str, str], tuple[Caution, list[str]]] = {}
    for one in symptoms.careful(symptom):
        key = (one.caution.policy, one.caution.reason)
        together.setdefault(key, (one.caution, []))[1].append(one.exercise.name)
    return list(together.values())


def _careful(caution: Caution, names: Sequence[str]) -> str:
    policy = "left out of routines" if caution.policy == "leave_out" else "kept to the smallest dose"
    return f"<p><b>{escape(listed(names))}</b>: {policy}. {escape(caution.reason)}</p>"


def _listed(title: str, items: Sequence[str], none: str) -> str:
    return f"<h4>{title}</h4>" + ("".join(items) or f'<p class="hk-note">{none}</p>')


def card(exercise: str) -> Markup:
    """How an exercise is done, how much of it, with whom to be careful, and where its whole card is."""
    one = catalog().exercises[exercise]
    whole = (
        f"The whole card, with the moving body: <code>Exercises(&quot;{one.id}&quot;)</code> in notebook 04."
    )
    return Markup(
        f"{instructions(one)}<p><b>Dose.</b> {cards.doses(one, catalog())}</p>"
        f'<p><b>Careful.</b> {cards.cautions(one, catalog())}</p><p class="hk-note">{whole}</p>'
    )


# ---------------------------------------------------------------- two beside each other


def apart(comparison: Comparison) -> str:
    """HTML: what two presentations share, and what separates them."""
    shared = f"{escape(comparison.pair.shared)} " if comparison.pair else ""
    return f"{shared}<b>{escape(comparison.apart)}</b>"


TOLD = ("Where", "Worse", "Better")  # points that stand open; the others are folded


def comparison(found: Comparison) -> Markup:
    """Point by point, with the most telling finding of each and the catch; what is left stands in a fold."""
    rows = [*_points(found, TOLD), ("Most telling", *map(_telling, found.telling))]
    caption = f"{_names(found)[1]} beside {symptoms.called(found.second)}"
    more = fold("Parts, course, what to look out for", "points")
    return Markup(table(caption, _names(found), rows) + _catch(found) + more + _basis())


def other_points(found: Comparison) -> Markup:
    """The points that :func:`comparison` leaves out."""
    told = {*TOLD, *(("Who can tell",) if found.pair else ())}
    rest = [point.aspect for point in found.points if point.aspect not in told]
    return table("The other points", _names(found), _points(found, rest))


def _names(found: Comparison) -> tuple[str, str, str]:
    return "", first_upper(symptoms.called(found.first)), first_upper(symptoms.called(found.second))


def _points(found: Comparison, aspects: Sequence[str]) -> list[tuple[str, str, str]]:
    return [(point.aspect, point.first, point.second) for point in found.points if point.aspect in aspects]


def _basis() -> str:
    steps = catalog().sources["jaeschke1994"].short
    how_far = f"How far a chance changes (large, moderate, small, hardly any): the steps of {escape(steps)}."
    return f'<p class="hk-note">{how_far} {TEACHING}</p>'


def _telling(record: Likelihood | None) -> str:
    if record is None:
        return "no study in our list gives a ratio"
    found = symptoms.ratio(record)
    assert found is not None
    where, strength = symptoms.evidence(record), symptoms.strength(found.value)
    return (
        f"{record.finding}: × {ratio(record, True)} ({interval(found)}), "
        f"{'' if strength == 'hardly any' else 'a '}{strength} change of a chance ({source(where)})"
    )


def _catch(found: Comparison) -> str:
    if found.pair is None:
        return ""
    rows = "; ".join(f"{what(row)}: {value(row)} ({source(row)})" for row in found.catch)
    seen = f'<span class="hk-note">{escape(first_upper(rows))}.</span>' if rows else ""
    return (
        f"<p><b>Who can tell them apart.</b> {escape(found.pair.who)}</p>"
        f"<p><b>The catch.</b> {escape(found.pair.catch)} {seen}</p>"
    )
