"""One finding in words, and a disagreement between findings."""

from __future__ import annotations

from collections.abc import Iterable

from hipkit import stretching
from hipkit.facts import Catalog
from hipkit.facts.records import Dispute, Finding
from hipkit.text.markup import Markup
from hipkit.text.words import UNCONFIRMED, escape, listed
from hipkit.text.words import printed as printed

COUNTED = ("points", "mm")  # scales whose name follows the figure


def result(finding: Finding, facts: Catalog) -> str:
    """What was found, as its row says it: ``−1.1 %``, ``+0.63``, ``0.963``, ``no change``, ``60 s``."""
    says = facts.tested[finding.id].says
    scale = stretching.scale(finding)
    if says or scale is None:
        return says or f"{printed(finding.value)} {finding.unit}"
    ends = listed((signed(end, not scale.ratio) for end in finding.value.split(" to ")), "to")
    return f"{ends}\N{NO-BREAK SPACE}%" if scale.id == "percent" else ends


def interval(finding: Finding) -> str:
    """The 95 % confidence interval in words."""
    if not (finding.low and finding.high):
        return "no interval given"
    plus = float(finding.low) < 0
    return f"{signed(finding.low, plus)} to {signed(finding.high, plus)}"


def signed(number: str, plus: bool) -> str:
    """A number with as many places as its source printed, U+2212 for minus."""
    sign = "+" if plus and float(number) > 0 else ""
    return sign + printed(number)


def unconfirmed(finding: Finding) -> str:
    return "" if finding.verified == "page" else UNCONFIRMED


def people(finding: Finding) -> str:
    """Who was tested, and how many."""
    return ", ".join(filter(None, (finding.population, finding.n)))


def named(finding: Finding, facts: Catalog) -> str:
    """HTML: the result and its source, with what was measured where the figure alone would not say it."""
    scale = stretching.scale(finding)
    tested = facts.tested[finding.id]
    if scale is not None:
        before = "" if scale.id == "percent" else f"{scale.name.lower()} "
    else:
        before = "" if tested.says else f"{tested.about}: "
    source = escape(facts.sources[finding.source].short)
    return f"{escape(before)}<b>{escape(result(finding, facts))}</b>{unconfirmed(finding)} ({source})"


def dispute(one: Dispute, facts: Catalog) -> Markup:
    """The sides with their results, why they may differ, and what to take from it."""
    sides = "".join(
        f"<li><b>{escape(side.says)}.</b> {_evidence(side.findings, side.evidence, facts)}.</li>"
        for side in one.sides
    )
    reasons = "".join(f"<li>{escape(words)}</li>" for words in one.reasons)
    return Markup(
        f"<ul>{sides}</ul><p><b>Why they may differ.</b></p><ul>{reasons}</ul><p><b>{escape(one.lesson)}</b></p>"
    )


def _evidence(findings: Iterable[str], evidence: Iterable[str], facts: Catalog) -> str:
    said = [seen(facts.findings[key], facts) for key in findings if facts.findings[key].show]
    rows = [facts.claim_evidence[key] for key in evidence if facts.claim_evidence[key].show]
    said += [
        f"{escape(row.what)}: {escape(printed(row.value))}{'' if row.confirmed else UNCONFIRMED} "
        f"({escape(facts.sources[row.source].short)})"
        for row in rows
    ]
    together = "; ".join(said)
    return together[:1].upper() + together[1:]


def seen(finding: Finding, facts: Catalog) -> str:
    """A finding in one line: what was tested, the result, the interval if there is one, the source."""
    span = f" ({interval(finding)})" if finding.low and finding.high else ""
    return (
        f"{escape(facts.tested[finding.id].about)}: {escape(_measured(finding, facts))}{span}"
        f"{unconfirmed(finding)} (<cite>{escape(facts.sources[finding.source].short)}</cite>)"
    )


def _measured(finding: Finding, facts: Catalog) -> str:
    """The result with its unit: ``effect size +0.63``, ``−1.04 points of 100``."""
    unit, said = stretching.scale(finding), result(finding, facts)
    if unit is None or unit.id == "percent":
        return said
    name = unit.name.lower()
    return f"{said} {name}" if unit.id in COUNTED else f"{name} {said}"
