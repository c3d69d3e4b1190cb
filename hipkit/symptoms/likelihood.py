"""What an answer is worth: the chance before a question, a likelihood ratio, the chance after it.

Odds after = odds before x ratio (Bayes). Fractions stay exact, and intervals are carried through. All
chances are about groups that a study counted; none is about a learner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor, isfinite
from typing import overload

from attrs import field, frozen

from hipkit.facts import catalog
from hipkit.facts.records import Evidence, Figure, Likelihood, PreTest

Number = float | Fraction


class ChanceError(ValueError):
    """A chance or ratio that cannot be; says what was found and what was expected."""


@frozen
class Estimate:
    """A figure with its 95 % interval; ``low`` and ``high`` are None where no interval was given."""

    value: Number = field()
    low: Number | None = None
    high: Number | None = None

    @value.validator
    def _inside(self, _attribute: object, value: Number) -> None:
        if (self.low is None) != (self.high is None):
            raise ChanceError(f"found an interval of {self.low} to {self.high}, expected both ends or none")
        if self.low is not None and self.high is not None and not self.low <= value <= self.high:
            raise ChanceError(
                f"found {value} with an interval of {self.low} to {self.high} that leaves it out"
            )


@overload
def post_test(pre_test: Number, likelihood_ratios: Number | Iterable[Number]) -> Number: ...
@overload
def post_test(
    pre_test: Number | Estimate, likelihood_ratios: Number | Estimate | Iterable[Number | Estimate]
) -> Number | Estimate: ...
def post_test(
    pre_test: Number | Estimate, likelihood_ratios: Number | Estimate | Iterable[Number | Estimate]
) -> Number | Estimate:
    """The chance after answers with these ratios: a number from numbers, an Estimate where one is among them.

    ``pre_test`` 0 to 1; each ratio 0 or more. A plain ``pre_test`` is taken as known; a ratio without an
    interval leaves the result without one. Low ends go with low ends, high with high, so several ratios
    give an interval that is rather too wide. Several ratios may be multiplied only where the findings are
    independent of each other in people with, and in people without, the disease; :func:`chance` warns.

    Raises:
        ChanceError: a chance outside 0 to 1, a ratio below 0 or infinite, or certainty against certainty.
    """
    ratios = [*likelihood_ratios] if isinstance(likelihood_ratios, Iterable) else [likelihood_ratios]
    value = _updated(_value(pre_test), [_value(one) for one in ratios])
    if not any(isinstance(one, Estimate) for one in (pre_test, *ratios)):
        return value
    start = pre_test if isinstance(pre_test, Estimate) else Estimate(pre_test, pre_test, pre_test)
    parts = [start, *(one if isinstance(one, Estimate) else Estimate(one) for one in ratios)]
    lows = [one.low for one in parts if one.low is not None]
    highs = [one.high for one in parts if one.high is not None]
    if len(lows) < len(parts):
        return Estimate(value)
    return Estimate(value, _updated(lows[0], lows[1:]), _updated(highs[0], highs[1:]))


def _value(one: Number | Estimate) -> Number:
    return one.value if isinstance(one, Estimate) else one


def _updated(chance: Number, ratios: Iterable[Number]) -> Number:
    if not 0 <= chance <= 1:
        raise ChanceError(f"found a chance of {chance}, expected 0 to 1")
    for ratio in ratios:
        if not (isfinite(ratio) and ratio >= 0):
            raise ChanceError(f"found a likelihood ratio of {ratio}, expected a number from 0 up")
        if chance == 1 and ratio == 0:
            raise ChanceError("found a ratio of 0 against a chance of 1, expected one of them to leave room")
        # each form keeps clear of what the other cannot hold: huge ratios, and ratios of 0
        chance = (
            chance / (chance + (1 - chance) / ratio)
            if ratio > 1
            else chance * ratio / (chance * ratio + (1 - chance))
        )
    return chance


# ---------------------------------------------------------------- figures of studies


def evidence(record: Likelihood | PreTest) -> Evidence:
    """The row of evidence that a figure was taken from, with its source."""
    facts = catalog()
    return facts.symptom_evidence.get(record.row) or facts.red_flag_evidence[record.row]


MADE_UP = (Figure("0.10"), Figure("0.25"), Figure("0.50"), Figure("0.75"))


def pre_tests(symptom: str) -> tuple[PreTest, ...]:
    """Chances to begin with: those that were counted, then made-up ones, whose ``row`` is empty."""
    counted = [record for record in catalog().pre_tests.values() if record.about == symptom]
    made_up = [
        PreTest(f"made_up_{figure[2:]}", symptom, "people in a made-up group", figure, "")
        for figure in MADE_UP
    ]
    return (*counted, *made_up)


def answers(symptom: str) -> tuple[Answer, ...]:
    """The answers about a presentation that have a finite ratio."""
    return tuple(
        Answer(record, present)
        for record in catalog().likelihoods.values()
        if record.about == symptom
        for present in (True, False)
        if ratio(record, present) is not None
    )


def ratio(likelihood: Likelihood, present: bool = True) -> Estimate | None:
    """The ratio of having the finding, or of not having it; as printed, or else from the two shares.

    None where the study leads to no finite ratio (nobody without the disease had the finding), or gives
    none for this answer.
    """
    figures = (
        (likelihood.present, likelihood.present_low, likelihood.present_high)
        if present
        else (likelihood.absent, likelihood.absent_low, likelihood.absent_high)
    )
    value, low, high = (Fraction(figure) if figure else None for figure in figures)
    if value is not None:
        return Estimate(value, low, high)
    return None if printed(likelihood) else _from_shares(likelihood, present)


def printed(likelihood: Likelihood) -> bool:
    """Whether the study printed a ratio, so that none is worked out from its rounded shares."""
    return bool(likelihood.present or likelihood.absent)


def _from_shares(likelihood: Likelihood, present: bool) -> Estimate | None:
    if not (likelihood.sensitivity and likelihood.specificity):
        return None
    with_it, without = Fraction(likelihood.sensitivity), 1 - Fraction(likelihood.specificity)
    if not present:
        with_it, without = 1 - with_it, 1 - without
    return Estimate(with_it / without) if without else None


def strength(ratio: Number) -> str:
    """How far a ratio moves a chance, in the four steps of Jaeschke 1994: "large" to "hardly any"."""
    size = max(ratio, 1 / ratio) if ratio else float("inf")
    if size > 10:
        return "large"
    if size > 5:
        return "moderate"
    return "small" if size > 2 else "hardly any"


def side_by_side() -> dict[str, tuple[Likelihood, ...]]:
    """Tests that several studies measured: id of the test -> the studies, in the order of the file."""
    facts = catalog()
    return {
        test: tuple(record for record in facts.likelihoods.values() if record.test == test)
        for test in facts.tests
    }


# ---------------------------------------------------------------- from answers to a chance


@frozen
class Answer:
    """A finding that was met, or was looked for and not met."""

    likelihood: Likelihood
    present: bool = True


@frozen
class Chance:
    """What answers make of a chance, and what must be said with it. ``warning`` is empty for one answer."""

    before: Estimate
    after: Estimate
    warning: str = ""


def chance(pre_test: Number | Estimate, answers: Sequence[Answer]) -> Chance:
    """The chance in a group before and after ``answers``, with a warning where they are not independent.

    Raises:
        ChanceError: no finite ratio is known for an answer, or the chance is not between 0 and 1.
    """
    before = pre_test if isinstance(pre_test, Estimate) else Estimate(pre_test, pre_test, pre_test)
    after = post_test(before, [_known(answer) for answer in answers])
    assert isinstance(after, Estimate)
    return Chance(before, after, _warning([answer.likelihood for answer in answers]))


def _known(answer: Answer) -> Estimate:
    found = ratio(answer.likelihood, answer.present)
    if found is None:
        word = "having" if answer.present else "not having"
        raise ChanceError(f"found no finite ratio for {word} {answer.likelihood.id}, expected one")
    return found


def _warning(together: Sequence[Likelihood]) -> str:
    if len(together) < 2:
        return ""
    if len({one.measures for one in together}) < len(together):
        return (
            "These findings measure nearly the same thing, so they are not independent. Multiplying their "
            "ratios counts one piece of news twice: the step from the chance before to the chance after is overstated."
        )
    return (
        "Multiplying ratios assumes that the findings are independent of each other. No study in our list "
        "tested these together, so read the result as the far end of what is possible."
    )


# ---------------------------------------------------------------- people


def people(chance: Number, of: int = 100) -> int:
    """A chance as whole people; halves go up."""
    return floor(_exact(chance) * of + Fraction(1, 2))


def _exact(chance: Number) -> Fraction:
    """The decimal that was written, not its nearest binary neighbour: 0.145 of 100 people are 14.5."""
    if not 0 <= chance <= 1:
        raise ChanceError(f"found a chance of {chance}, expected 0 to 1")
    return chance if isinstance(chance, Fraction) else Fraction(str(chance))


@frozen
class Setting:
    """What a study of warning signs counted in one place: the shares with a sign, and with a disease."""

    place: str
    people: int
    sign: Evidence
    disease: Evidence

    @property
    def with_sign(self) -> Fraction:
        """At least this share answered yes to some sign."""
        return share(self.sign)

    @property
    def with_disease(self) -> Fraction:
        return share(self.disease)


def settings() -> tuple[Setting, ...]:
    """The same questions in a spine clinic and in primary care (Premkumar 2018, Henschke 2009)."""
    rows = catalog().screening_evidence
    return (
        Setting("spine clinic", 9940, rows["screening_spine_clinic_2"], rows["screening_spine_clinic_3"]),
        Setting("primary care", 1172, rows["screening_primary_care_2"], rows["screening_primary_care_1"]),
    )


def share(row: Evidence) -> Fraction:
    """The first percentage of a value: ``"0.9 % (11 of 1172)"`` is 9/1000.

    Raises:
        ChanceError: the value holds no percentage.
    """
    found = re.search(r"(\d+(?:\.\d+)?) ?%", row.value)
    if not found:
        raise ChanceError(f"{row.id}: found {row.value!r}, expected a percentage")
    return Fraction(found[1]) / 100


@frozen
class StudiedSign:
    """A warning sign with both shares, and how many were ill among the same people."""

    sign: Likelihood
    ill: PreTest


def studied_signs() -> tuple[StudiedSign, ...]:
    """The signs of what the screening is there to catch, where one publication gives all three figures."""
    facts = catalog()
    return tuple(
        StudiedSign(sign, ill)
        for sign in facts.likelihoods.values()
        for ill in facts.pre_tests.values()
        if sign.sensitivity
        and sign.specificity
        and sign.about == ill.about
        and not facts.symptoms[sign.about].pick
        and evidence(sign).confirmed
        and evidence(sign).source == evidence(ill).source
    )


@frozen
class Flagged:
    """People sorted by a warning sign and by the disease it is meant to find. The four add up to all."""

    found: int  # ill, with the sign
    missed: int  # ill, without it
    false_alarms: int  # not ill, with it
    quiet: int  # not ill, without it

    @property
    def ill(self) -> int:
        return self.found + self.missed

    @property
    def with_sign(self) -> int:
        return self.found + self.false_alarms

    @property
    def without_sign(self) -> int:
        return self.missed + self.quiet

    @property
    def people(self) -> int:
        return self.with_sign + self.without_sign


def flagged(prevalence: Number, sensitivity: Number, specificity: Number, of: int = 1000) -> Flagged:
    """What a warning sign does among ``of`` people. Whole people; the four groups add up exactly."""
    ill = people(prevalence, of)
    found = people(sensitivity, ill)
    quiet = people(specificity, of - ill)
    return Flagged(found, ill - found, of - ill - quiet, quiet)
