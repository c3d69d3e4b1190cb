"""What the source articles say."""

from __future__ import annotations

from typing import Literal

from attrs import frozen


@frozen
class Claim:
    """A statement of the source articles, in our words, with what the evidence says of it."""

    id: str
    paragraph: str
    claim: str
    verdict: Literal["supported", "partly", "outdated", "contradicted", "no_good_evidence"]
    topic: str
    explanation: str = ""
    teaching_point: str = ""


@frozen
class PlainError:
    """A statement of the articles that is plainly wrong, and how anyone can see it (judgement)."""

    id: str
    claim: str
    said: str
    so: str
    see: str
    words: str = ""  # terms that were mixed up, each with its meaning
    motions: tuple[
        str, ...
    ] = ()  # exercises or ways of walking that show it (../anatomy/poses.toml, gaits.toml)
