"""What warning signs say and do not say, and the stories to sort."""

from __future__ import annotations

from collections.abc import Sequence

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.facts.records import FlagLesson
from hipkit.symptoms import (
    Flagged,
    Setting,
    StudiedSign,
)
from hipkit.text.findings import printed
from hipkit.text.markup import Markup, fold, table
from hipkit.text.symptoms.figures import (
    first_upper,
    share,
    source,
    sources,
    value,
    what,
)
from hipkit.text.words import escape

# ---------------------------------------------------------------- warning signs


def settings(places: Sequence[Setting]) -> str:
    """HTML: two places beside each other in one sentence."""
    said = [
        f"In {_place(one)} {_how_many(one)} people had a warning sign, "
        f"and about <b>{symptoms.people(one.with_disease)}</b> had a serious disease."
        for one in places
    ]
    return " ".join([*said, "In the spine clinic, having no sign hardly lowered the chance."])


def _how_many(one: Setting) -> str:
    before = "more than" if one.sign.value.startswith(">") else "about"
    return f"{before} <b>{symptoms.people(one.with_sign)} of 100</b>"


def _place(one: Setting) -> str:
    return f"a {one.place}" if one.place != "primary care" else one.place


def settings_table(places: Sequence[Setting]) -> Markup:
    rows = [
        (
            first_upper(one.place),
            f"{one.people:,}",
            f"{printed(one.sign.value)} ({source(one.sign)})",
            f"{printed(one.disease.value)} ({source(one.disease)})",
        )
        for one in places
    ]
    return table(
        "The same numbers", ("Where", "People", "With a warning sign", "With a serious disease"), rows
    )


def studied(one: StudiedSign) -> str:
    """A line of the list: a sign that a study measured."""
    return f"{first_upper(one.sign.finding)} ({source(symptoms.evidence(one.sign))})"


def studied_note(one: StudiedSign | None) -> str:
    """Where the three figures come from."""
    if one is None:
        return "These three figures are yours. Choose a sign that was studied to begin with measured ones."
    row = symptoms.evidence(one.sign)
    return (
        f"As measured against MRI in {escape(one.sign.population)} ({escape(source(row))}): ill means that the "
        "lowest nerves were pressed. Elsewhere far fewer are ill; change the first figure."
    )


def flagged(found: Flagged) -> str:
    """HTML: what a sign does among people: found, missed, false alarms, and what a no leaves."""
    return (
        f"Of {found.people:,} people, {found.ill} are ill. The sign finds <b>{found.found}</b> of them and misses "
        f"<b>{found.missed}</b>. It also rings for <b>{found.false_alarms} who are not ill</b>. "
        f"Of the {found.without_sign} without the sign, {found.missed} are ill all the same."
    )


def flagged_table(found: Flagged) -> Markup:
    rows = [
        ("With the sign", f"{found.found} found", f"{found.false_alarms} false alarms", f"{found.with_sign}"),
        ("Without it", f"{found.missed} missed", f"{found.quiet}", f"{found.without_sign}"),
        ("Together", f"{found.ill}", f"{found.people - found.ill}", f"{found.people:,}"),
    ]
    return table("The same numbers", ("", "Ill", "Not ill", "Together"), rows, right=(1, 2, 3))


def signs(about: str) -> Markup:
    """How often each sign was met in people with a disease and in others."""
    rows = [
        (
            first_upper(one.finding),
            share(one.sensitivity, one.sensitivity_low, one.sensitivity_high),
            share(one.specificity, one.specificity_low, one.specificity_high),
            one.population,
            source(symptoms.evidence(one)),
        )
        for one in catalog().likelihoods.values()
        if one.about == about
    ]
    return table(
        "Each sign alone",
        ("Sign", "Met in the ill (sensitivity)", "Not met in others (specificity)", "Who", "Source"),
        rows,
    )


def lesson(one: FlagLesson) -> Markup:
    """A short lesson with its evidence and sources."""
    facts = catalog()
    paragraphs = "".join(f"<p>{escape(words)}</p>" for words in one.says)
    tables = (facts.symptom_evidence, facts.red_flag_evidence, facts.screening_evidence)
    rows = [table_[id] for id in one.rows for table_ in tables if id in table_ and table_[id].show]
    seen = "".join(
        f"<li>{escape(first_upper(what(row)))}: {escape(value(row))} ({escape(source(row))})</li>"
        for row in rows
    )
    named = signs(one.id) if any(record.about == one.id for record in facts.likelihoods.values()) else ""
    return Markup(
        f"{paragraphs}<ul>{seen}</ul>{named}{sources([*one.sources, *(row.source for row in rows)])}"
    )


def lessons() -> Markup:
    """A line for each lesson on warning signs."""
    lines = "".join(fold(one.title, f"lesson:{one.id}") for one in catalog().flag_lessons.values())
    return Markup(f'<h3>Read on</h3><div class="patterns">{lines}</div>')


# ---------------------------------------------------------------- cases


def reasons(found: symptoms.Feedback, sign: Markup) -> str:
    """HTML: what the screening says to a story, and why it asks what it asks."""
    listing = "".join(
        f"<li><b>{escape(reason.flag.short)}.</b> {escape(reason.flag.why)}</li>"
        for reason in found.screening.reasons
    )
    return f"<p>{sign}</p>" + (f"<ul>{listing}</ul>" if listing else "")


def sorted_so_far(right: int, sorted_: int, of: int) -> str:
    return f"{sorted_} of {of} sorted, {right} as the screening does."
