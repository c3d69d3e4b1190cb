"""The statements of the source articles, weighed; and how well a learner weighs them.

>>> Reply("c01", "contradicted", "fairly sure").right
False

A learner commits a verdict and how sure they are, and only then sees ours. Replies are plain records: who
calls keeps them, and nothing here stores any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Literal, get_args

from attrs import fields, frozen
from attrs import resolve_types as _resolved

from hipkit.facts import catalog
from hipkit.facts.records import Claim, Evidence

__all__ = [
    "SURE",
    "VERDICTS",
    "Level",
    "Reply",
    "ReplyError",
    "Score",
    "calibration",
    "evidence",
    "score",
    "topics",
]

Sure = Literal["guessing", "leaning", "fairly sure", "certain"]

VERDICTS: tuple[str, ...] = get_args(fields(_resolved(Claim)).verdict.type)
SURE: Mapping[Sure, float] = {"guessing": 0.2, "leaning": 0.5, "fairly sure": 0.75, "certain": 0.95}
Z = 1.96  # 95 % of a normal distribution lies within


class ReplyError(ValueError):
    """A reply that cannot be; the message names what was found and what was expected."""


@frozen
class Reply:
    """What a learner committed to, by id of the claim.

    Raises:
        ReplyError: unknown claim, verdict or sureness.
    """

    claim: str
    verdict: str
    sure: Sure

    def __attrs_post_init__(self) -> None:
        for name, value, known in (
            ("claim", self.claim, catalog().claims),
            ("verdict", self.verdict, VERDICTS),
            ("sure", self.sure, SURE),
        ):
            if value not in known:
                raise ReplyError(f"{name} is {value!r}; expected one of {', '.join(known)}")

    @property
    def right(self) -> bool:
        """Whether the verdict is ours; half right is not right."""
        return self.verdict == catalog().claims[self.claim].verdict


@frozen
class Score:
    """How many claims of a topic were weighed as we weigh them."""

    topic: str
    right: int
    answered: int
    claims: int


@frozen
class Level:
    """One step of sureness: the chance it names, how many replies had it, and how many were right.

    ``low`` and ``high``: the interval the true share may lie in (Wilson, 95 %), wide while replies are few.
    """

    sure: Sure
    stated: float
    right: int
    answered: int
    low: float
    high: float


def topics() -> dict[str, tuple[Claim, ...]]:
    """The claims by topic, in the order of the articles."""
    grouped: dict[str, tuple[Claim, ...]] = {}
    for claim in catalog().claims.values():
        grouped[claim.topic] = (*grouped.get(claim.topic, ()), claim)
    return grouped


def evidence(claim: str) -> tuple[Evidence, ...]:
    """The rows a verdict rests on; those that must not be shown are left out."""
    return tuple(row for row in catalog().claim_evidence.values() if row.about == claim and row.show)


def score(replies: Iterable[Reply]) -> tuple[Score, ...]:
    """The score of every topic, answered or not. A claim counts once: its last reply."""
    last = {reply.claim: reply for reply in replies}
    return tuple(_scored(topic, claims, last) for topic, claims in topics().items())


def _scored(topic: str, claims: tuple[Claim, ...], last: Mapping[str, Reply]) -> Score:
    answered = [last[claim.id] for claim in claims if claim.id in last]
    return Score(topic, sum(reply.right for reply in answered), len(answered), len(claims))


def calibration(replies: Iterable[Reply]) -> tuple[Level, ...]:
    """How often each step of sureness was right; only steps that were used. A claim counts once."""
    last = {reply.claim: reply for reply in replies}.values()
    levels = []
    for sure, stated in SURE.items():
        rights = [reply.right for reply in last if reply.sure == sure]
        if rights:
            levels.append(Level(sure, stated, sum(rights), len(rights), *wilson(sum(rights), len(rights))))
    return tuple(levels)


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), exact enough for a handful.

    Raises:
        ValueError: ``of`` is below 1, or ``right`` is not between 0 and ``of``.
    """
    if of < 1 or not 0 <= right <= of:
        raise ValueError(f"{right} of {of} is no share")
    share = right / of
    middle = share + Z**2 / (2 * of)
    spread = Z * sqrt(share * (1 - share) / of + (Z / (2 * of)) ** 2)
    scale = 1 + Z**2 / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
