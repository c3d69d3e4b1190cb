"""Where a fact comes from."""

from __future__ import annotations

import re
from typing import Literal, NewType

from attrs import frozen

Verified = Literal["page", "memory"]
Confidence = Literal["high", "medium", "low"]
Figure = NewType("Figure", str)  # a number as its source printed it ("0.30"), or "" when there is none
NO_FIGURE = Figure("")


@frozen(kw_only=True)
class Cited:
    """What every record taken from a publication says of it."""

    source: str
    verified: Verified
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""


@frozen
class Source:
    """A publication. ``id`` is what other files cite."""

    id: str
    authors: str
    year: str
    title: str
    venue: str = ""
    doi: str = ""
    pmid: str = ""
    pmc: str = ""
    url: str = ""  # for what has no DOI, PMID or PMC number
    seen: str = ""

    @property
    def short(self) -> str:
        """First author or body, and the year: ``Behm 2016``."""
        first = re.split(r",| et al| \(", self.authors)[0]
        return f"{re.sub(r' [A-Z]{1,4}$', '', first)} {self.year}"


@frozen
class Evidence(Cited):
    """One figure or statement that a source makes about a record (``about``)."""

    id: str
    about: str
    what: str
    value: str
    kind: str = ""  # sorts the rows of one record: "demand" or "effect" of a goal, "length" of a warm-up
    unit: str = ""
    interval: str = ""  # 95 % confidence interval
    population: str = ""
    show: bool = True  # False: the fact base asks not to show it

    @property
    def confirmed(self) -> bool:
        return self.verified == "page"


@frozen
class Judgement:
    """A decision of the kit that belongs to no single record."""

    id: str
    topic: str
    text: str
    basis: str
