"""What a structure is, and all that the catalogue knows of it."""

from __future__ import annotations

from hipkit.anatomy.measures import model_muscles
from hipkit.anatomy.model import model
from hipkit.facts import Catalog
from hipkit.facts.records import Evidence, Muscle
from hipkit.text.markup import Markup, cited, table
from hipkit.text.words import UNCONFIRMED, cite, escape, listed, printed

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


def known(which: str, facts: Catalog) -> Markup:
    """What a muscle does, or what is known of another structure, in one sentence."""
    record = facts.muscles.get(which) or facts.structures[which]
    told = record.actions if isinstance(record, Muscle) else record.facts
    return Markup(f"<b>{escape(record.name)}</b>: {escape('; '.join(told))}.")


def card(which: str, facts: Catalog) -> Markup:
    """What else the catalogue knows of a muscle or a structure."""
    record = facts.muscles.get(which) or facts.structures[which]
    own = _muscle(record) if isinstance(record, Muscle) else ""
    doubt = "" if record.verified == "page" else UNCONFIRMED
    source = facts.sources[record.source]
    said = f"<p class=hk-note>{STEADY[record.confidence].capitalize()}{doubt}. {escape(cite(source))}</p>"
    parts = (_moves(which, facts), _variants(which, facts), _related(which, facts))
    return Markup(f"{own}{said}{''.join(parts)}")


def _muscle(one: Muscle) -> str:
    rows = (
        ("From", one.origin),
        ("To", one.insertion),
        ("Nerve", one.nerve),
        ("Levels", one.levels),
        ("Role", one.role),
    )
    shown = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in rows if text)
    return f"<dl class=facts>{shown}</dl>"


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
        (row.what.capitalize(), _evidence(row), row.population, cited(facts.sources[row.source]))
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
