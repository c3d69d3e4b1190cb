"""Figures of studies in print: a source, an interval, a ratio."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.facts.records import Evidence, Likelihood
from hipkit.symptoms import (
    Estimate,
)
from hipkit.text.findings import printed
from hipkit.text.markup import Markup
from hipkit.text.words import cite, escape

NO_RATIO = "no finite ratio"
NO_INTERVAL = "no interval given"
SPELT = {  # short forms of the tables of evidence -> words
    "sens": "sensitivity",
    "spec": "specificity",
    "LR+": "ratio when present",
    "LR-": "ratio when absent",
    "LR": "ratio",
    "OR": "odds ratio",
    "PPV": "share who have it",
    "SLR": "straight-leg raise",
    "vs": "against",
    ">=": "\N{GREATER-THAN OR EQUAL TO} ",
    "education+exercise": "education and exercise",
}
_SHORT = re.compile(
    "|".join(rf"(?<!\w){re.escape(short)}(?!\w)" if short != ">=" else ">=" for short in SPELT)
)


def first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def source(row: Evidence) -> str:
    """Author and year, and a word where a figure is less than sure, or was not seen on any page."""
    short = catalog().sources[row.source].short
    sure = "" if row.confidence == "high" else f", {row.confidence} confidence"
    return f"{short}{sure}" if row.confirmed else f"{short}, unconfirmed"


def sources(ids: Iterable[str]) -> Markup:
    """A list of full citations, each once."""
    cited = sorted({cite(catalog().sources[id]) for id in ids})
    return Markup(f"<ul>{''.join(f'<li>{escape(words)}</li>' for words in cited)}</ul>")


def what(row: Evidence) -> str:
    """What was measured, with no short forms but those that name a test."""
    return printed(_spelt(row.what))


def value(row: Evidence) -> str:
    return printed(_spelt(f"{row.value} ({row.interval})" if row.interval else row.value))


def _spelt(text: str) -> str:
    return _SHORT.sub(lambda found: SPELT[found[0]], text)


def ratio(record: Likelihood, present: bool) -> str:
    """As printed, or worked out from the two shares and then rounded."""
    figure = record.present if present else record.absent
    found = symptoms.ratio(record, present)
    if found is None:
        return NO_RATIO
    return figure or f"{float(found.value):.2g}"


def interval(found: Estimate) -> str:
    if found.low is None or found.high is None:
        return NO_INTERVAL
    return f"{float(found.low):g} to {float(found.high):g}"


def share(value: str, low: str, high: str) -> str:
    if not value:
        return "not given"
    return f"{value} ({low} to {high})" if low else value
