"""Claims in words: the statement, the verdicts, the evidence, the score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hipkit import claims
from hipkit.anatomy import Lengthening
from hipkit.anatomy.comparing import Gait, Sides
from hipkit.claims import Level, Reply, Score
from hipkit.facts import Catalog
from hipkit.facts.records import Claim, Dispute, Evidence, PlainError
from hipkit.text import markup
from hipkit.text.findings import printed, signed
from hipkit.text.markup import Markup, cited, fold, table
from hipkit.text.words import UNCONFIRMED, escape, listed

VERDICTS = {  # verdict -> words, icon, token
    "supported": ("Supported", "check", "v-supported"),
    "partly": ("Partly true", "half", "v-partly"),
    "outdated": ("Outdated", "clock", "v-outdated"),
    "contradicted": ("Contradicted", "cross", "v-contradicted"),
    "no_good_evidence": ("No good evidence", "question", "v-none"),
}
MEANS = {
    "supported": "Good studies or plain anatomy say the same.",
    "partly": "Some of it holds, or only for some people.",
    "outdated": "It was common teaching; newer work says otherwise.",
    "contradicted": "Good studies or plain anatomy say the opposite.",
    "no_good_evidence": "It may be so. Nothing we found tested it.",
}
OURS = (
    "The verdicts are our reading of the studies, not a law. If you can argue for another one from the same "
    "studies, you have understood them."
)

FEW = 3  # answers below which nothing is said of a step of sureness


def chip(verdict: str) -> Markup:
    """A verdict as sign and word."""
    return markup.chip(*VERDICTS[verdict])


def sure(level: str) -> str:
    """``"fairly sure"`` -> ``"Fairly sure (75 %)"``."""
    return f"{level.capitalize()} ({share(claims.SURE[level])})"  # type: ignore[index]


def share(part: float) -> str:
    return f"{100 * part:.0f} %"


def statement(claim: Claim, number: int, of: int) -> Markup:
    """The claim as a quotation in our words, with where in the articles it stands."""
    places = listed(claim.paragraph.split(","))
    word = "paragraph" if "," not in claim.paragraph else "paragraphs"
    return Markup(
        f'<blockquote class="claim">{escape(claim.claim)}.<p class="hk-note">'
        f"Claim {number} of {of} · {escape(claim.topic)} · popular articles, {word} {escape(places)}, in our words"
        "</p></blockquote>"
    )


def revealed(reply: Reply, facts: Catalog) -> Markup:
    """Both verdicts side by side, ours explained, and the rows it rests on."""
    claim = facts.claims[reply.claim]
    explained = claim.explanation or MEANS[claim.verdict].rstrip(".")
    taught = (
        f'<p class="hk-note"><b>Take with you.</b> {escape(claim.teaching_point)}.</p>'
        if claim.teaching_point
        else ""
    )
    return Markup(
        '<div class="hk-reveal"><h3 class="hk-minor" tabindex="-1" data-land>The verdict</h3><div class="pair">'
        f'<div><span class="hk-note">You said, {escape(reply.sure)}</span>{chip(reply.verdict)}</div>'
        f'<div><span class="hk-note">The studies say</span>{chip(claim.verdict)}</div></div>'
        f'<p class="hk-result" role="status">{escape(explained)}.</p>{taught}</div>{_rests_on(claim, facts)}'
    )


def _rests_on(claim: Claim, facts: Catalog) -> Markup:
    rows = [_row(row, facts) for row in claims.evidence(claim.id)]
    head = ("Source", "What was measured or said", "Result", "Interval, people")
    return table("What the verdict rests on", head, rows)


def _row(row: Evidence, facts: Catalog) -> tuple[object, ...]:
    unit = f" {row.unit}" if row.unit else ""
    return (
        cited(facts.sources[row.source]),
        row.what,
        f"{printed(row.value)}{unit}{'' if row.confirmed else UNCONFIRMED}",
        ", ".join(filter(None, (printed(row.interval), row.population))) or "not given",
    )


def verdicts() -> Markup:
    """The five verdicts and what they mean."""
    rows = "".join(f"<li>{chip(one)} <span>{MEANS[one]}</span></li>" for one in VERDICTS)
    title = '<h3 class="hk-minor">The five verdicts</h3>'
    return Markup(f'{title}<ul class="plain">{rows}</ul><p class="hk-note hk-after">{OURS}</p>')


def scores(topics: Iterable[Score]) -> Markup:
    """The topics that were answered, as boxes and as numbers."""
    rows = "".join(
        f'<div>{escape(one.topic)}</div><div class="units" style="--c:var(--accent)" aria-hidden="true">'
        f"{'<i></i>' * one.right}{'<i class=o></i>' * (one.answered - one.right)}</div>"
        f'<div class="num">{one.right} of {one.answered}</div>'
        for one in topics
        if one.answered
    )
    title = '<h3 class="hk-minor">Your score by topic</h3>'
    return Markup(f'{title}<div class="bars">{rows}</div>' if rows else "")


def calibrated(levels: Sequence[Level]) -> Markup:
    """How sureness and being right went together, in one breath."""
    if not levels:
        return Markup("Weigh a few claims first. Then this shows how well you know what you know.")
    told = listed(f"<b>{one.right} of {one.answered}</b> when {one.sure}" for one in levels)
    enough = [one for one in levels if one.answered >= FEW]
    over = [one.sure for one in enough if one.high < one.stated]
    under = [one.sure for one in enough if one.low > one.stated]
    verdict = "That fits what you said; with few answers almost anything does."
    if not enough:
        verdict = f"That says little yet: weigh {FEW} or more claims and be as sure of each."
    elif over:
        verdict = f"You were too sure when you said {listed(over)}."
    elif under:
        verdict = f"You knew more than you thought when you said {listed(under)}."
    return Markup(f"You were right in {told}. {verdict}")


def calibration_table(levels: Sequence[Level]) -> Markup:
    rows = [
        (
            one.sure.capitalize(),
            share(one.stated),
            f"{one.right} of {one.answered}",
            f"{share(one.low)} to {share(one.high)}",
        )
        for one in levels
    ]
    head = ("You said you were", "That means right in", "You were right", "The true share may be")
    return table("Sureness against being right", head, rows, right=(1, 2, 3))


def error(one: PlainError, facts: Catalog) -> Markup:
    """A plain error: what was said, what is so, and how to see it."""
    claim = facts.claims[one.claim]
    words = f"<p><b>The words.</b> {escape(one.words)}</p>" if one.words else ""
    see = f'<button class="jupyter-button" data-do="see" data-with="{one.id}">Show it on the moving figure</button>'
    return Markup(
        f"<p><b>They said.</b> {escape(one.said)}</p><p><b>What is so.</b> {escape(one.so)}</p>"
        f"<p><b>See it.</b> {escape(one.see)}</p>{words}<p>{see}</p>{_rests_on(claim, facts)}"
    )


def errors(every: Iterable[PlainError]) -> Markup:
    """A line for each plain error; it opens."""
    folds = "".join(fold(one.said, f"error:{one.id}") for one in every)
    return Markup(
        "<div><h3>Two plain errors in the articles</h3><p>Can you find what is wrong before you open it?</p>"
        f"{folds}</div>"
    )


# ---------------------------------------------------------------- the plain errors on the moving figure

GAITS = {
    "level_walk": "Walk with nothing amiss",
    "trendelenburg": "Trendelenburg gait",
    "antalgic": "Antalgic gait",
}
OUR_WALKS = (
    "Angles and times are our choice, large enough to be seen. Gaits that were measured differ widely."
)


def seen_title(one: PlainError) -> Markup:
    return Markup(f'<h3 tabindex="-1">On the figure: “{escape(one.said)}”</h3>')


def motion(name: str, facts: Catalog) -> str:
    """An exercise or a way of walking, by name."""
    return GAITS.get(name) or facts.exercises[name].name


def seen_alt(name: str, facts: Catalog) -> str:
    view = "seen from behind" if name in GAITS else "the right ankle on the left thigh"
    return f"A skeleton: {motion(name, facts).lower()}, {view}."


def sides(exercise: str, muscle: str, found: Sides, facts: Catalog) -> Markup:
    """One muscle, right against left."""
    more, less = sorted(found, key=lambda side: -found[side][muscle].mm)
    name = escape(facts.muscles[muscle].name.lower())
    return Markup(
        f"Right ankle over left thigh: the {name} of the <b>{more} hip</b> gains most, "
        f"{_gain(found[more][muscle])}. That of the {less} hip gains {_gain(found[less][muscle])}, "
        "from bending to sit alone."
    )


def sides_table(exercise: str, found: Sides, facts: Catalog) -> Markup:
    muscles = [one for one in facts.exercises[exercise].muscles if one in found["right"]]
    rows = [
        (
            facts.muscles[one].name,
            _gain(found["right"][one]),
            _gain(found["left"][one]),
            found["right"][one].confidence,
        )
        for one in muscles
    ]
    head = ("Muscle", "Right, crossed over", "Left", "Trust in the model")
    reasons = " ".join(dict.fromkeys(found["right"][one].reason for one in muscles))
    return Markup(
        table("Longer than in standing, and as a share of the fibres", head, rows, right=(1, 2))
        + f'<p class="hk-note hk-after">{escape(reasons)}</p>'
    )


def _gain(change: Lengthening) -> str:
    return f"{signed(f'{change.mm:.0f}', True)} mm ({signed(f'{100 * change.fibre_ratio:.0f}', True)} %)"


def walked(one: Gait) -> Markup:
    """What to see in a way of walking."""
    return Markup(f"<b>{GAITS[one.id]}.</b> {escape(one.note)} {_pelvis(one)} {_standing(one)}")


def _pelvis(one: Gait) -> str:
    drops = [f"{drop:g}° while the {side} leg stands" for side, drop in one.drops.items() if drop]
    return f"The pelvis drops {listed(drops)}." if drops else "The pelvis stays level."


def _standing(one: Gait) -> str:
    right, left = (f"{one.stands[side]:.1f} s" for side in ("right", "left"))
    if right == left:
        return f"Both legs stand equally long, {right}."
    return f"The right leg stands {right}, the left {left}."


def walks(every: Iterable[Gait]) -> Markup:
    rows = [
        (
            GAITS[one.id],
            f"{one.stands['right']:.1f} s",
            f"{one.stands['left']:.1f} s",
            f"{one.drops['right']:g}°",
        )
        for one in every
    ]
    head = ("Walk", "Right leg stands", "Left leg stands", "Pelvis drops on the left")
    return Markup(
        table("The same numbers", head, rows, right=(1, 2, 3))
        + f'<p class="hk-note hk-after">{OUR_WALKS}</p>'
    )


def pairs(every: Iterable[Dispute]) -> Markup:
    """A line for each worked pair; it opens."""
    folds = "".join(fold(one.question, f"pair:{one.id}") for one in every)
    return Markup(
        "<div><h3>Why do good sources disagree?</h3><p>Three pairs. Before you open one, list what could make "
        "two careful studies differ: who, how much, what was measured, how it was counted.</p>"
        f"{folds}</div>"
    )
