"""Chances before and after: against published worked examples, against exact fractions, and at the edges."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hipkit.facts import catalog
from hipkit.symptoms import (
    Answer,
    ChanceError,
    Estimate,
    answers,
    chance,
    evidence,
    flagged,
    people,
    post_test,
    pre_tests,
    ratio,
    settings,
    side_by_side,
    strength,
)

FACTS = catalog()
LIKELIHOODS = FACTS.likelihoods

chances = st.fractions(Fraction(0), Fraction(1), max_denominator=1000)
inner = st.fractions(Fraction(1, 1000), Fraction(999, 1000), max_denominator=1000)
ratios = st.fractions(Fraction(0), Fraction(200), max_denominator=200)


# ---------------------------------------------------------------- published worked examples


@pytest.mark.parametrize(
    ("pre_test", "sensitivity", "specificity", "finding", "published"),
    [
        # Centre for Evidence-Based Medicine (Toronto), worksheet "Diagnosis": ferritin in iron deficiency,
        # 731 of 809 against 270 of 1770; 31 % before, 73 % after a positive result, 5 % after a negative one
        (Fraction(809, 2579), Fraction(731, 809), Fraction(1500, 1770), True, 73),
        (Fraction(809, 2579), Fraction(731, 809), Fraction(1500, 1770), False, 5),
        # Altman DG, Bland JM (1994). Diagnostic tests 2: predictive values. BMJ 309:102. Liver scans: 231 of
        # 263 abnormal scans were right, 0.88, at the study's own prevalence of 0.75
        (Fraction(258, 344), Fraction(231, 258), Fraction(54, 86), True, 88),
        # ... and 0.45 and 0.95 where the prevalence is 0.25
        (Fraction(1, 4), Fraction(231, 258), Fraction(54, 86), True, 45),
        (Fraction(1, 4), Fraction(231, 258), Fraction(54, 86), False, 5),
        # Therapeutic Guidelines (Australia), Fatigue, appendix "Worked examples: estimating the post-test
        # probability of disease": ferritin in a man without symptoms (2 %) and a woman with them (50 %)
        (Fraction(2, 100), Fraction(90, 100), Fraction(85, 100), True, 11),
        (Fraction(50, 100), Fraction(90, 100), Fraction(85, 100), True, 86),
        # Caraguel CGB, Vanderstichel R (2013). The two-step Fagan's nomogram. Evid Based Med 18:125-128. MRI
        # for breast cancer in women at high risk
        (Fraction(2, 100), Fraction(75, 100), Fraction(96, 100), True, 28),
    ],
)
def test_worked_examples(
    pre_test: Fraction, sensitivity: Fraction, specificity: Fraction, finding: bool, published: int
) -> None:
    met, met_in_others = (sensitivity, 1 - specificity) if finding else (1 - sensitivity, specificity)
    after = post_test(pre_test, met / met_in_others)
    assert after == pre_test * met / (pre_test * met + (1 - pre_test) * met_in_others)
    assert people(after) == published


def test_a_worked_example_that_begins_with_the_ratio() -> None:
    # Minervation (CEBM), "Likelihood ratios": 50 % and a ratio of six give 86 %
    assert people(post_test(0.5, 6)) == 86


@pytest.mark.parametrize(("by", "points"), [(2, 15), (5, 30), (10, 45)])
def test_the_bedside_rule(by: int, points: int) -> None:
    # McGee S (2002). Simplifying likelihood ratios. J Gen Intern Med 17(8):647-650: 2, 5 and 10 add about 15,
    # 30 and 45 points, and their inverses take them away
    assert post_test(0.5, by) == pytest.approx(0.5 + points / 100, abs=0.05)
    assert post_test(0.5, 1 / by) == pytest.approx(0.5 - points / 100, abs=0.05)


# ---------------------------------------------------------------- the rule itself


@given(chances, ratios)
def test_odds_after_are_odds_before_times_the_ratio(before: Fraction, by: Fraction) -> None:
    assume(not (before == 1 and by == 0))
    after = post_test(before, by)
    assert isinstance(after, Fraction)
    assert after * (1 - before) == (1 - after) * before * by


@given(inner, st.lists(st.fractions(Fraction(1, 100), Fraction(100), max_denominator=100), max_size=5))
def test_several_ratios_are_their_product_in_any_order(before: Fraction, by: list[Fraction]) -> None:
    product = math.prod(by, start=Fraction(1))
    assert post_test(before, by) == post_test(before, product) == post_test(before, by[::-1])


@given(st.floats(0, 1), st.floats(0, 1e300))
def test_floats_agree_with_fractions_and_stay_chances(before: float, by: float) -> None:
    assume(not (before == 1 and by == 0))
    after = post_test(before, by)
    assert 0 <= after <= 1
    assert after == pytest.approx(float(post_test(Fraction(before), Fraction(by))), rel=1e-9, abs=1e-300)


@given(inner, st.lists(st.lists(ratios, min_size=3, max_size=3).map(sorted), min_size=1, max_size=3))
def test_intervals_are_carried_through_and_hold_the_value(before: Fraction, by: list[list[Fraction]]) -> None:
    estimates = [Estimate(value, low, high) for low, value, high in by]
    after = post_test(before, estimates)
    assert isinstance(after, Estimate)
    assert after.low is not None
    assert after.high is not None
    assert after.low <= after.value <= after.high
    assert after.low == post_test(before, [low for low, _, _ in by])
    assert after.high == post_test(before, [high for _, _, high in by])


def test_an_interval_of_the_chance_before_counts_too() -> None:
    before = Estimate(Fraction(1, 5), Fraction(1, 10), Fraction(3, 10))
    assert post_test(before, Fraction(2)) == Estimate(Fraction(1, 3))  # the ratio has no interval
    assert post_test(before, Estimate(Fraction(2), Fraction(1), Fraction(4))) == Estimate(
        Fraction(1, 3), Fraction(1, 10), Fraction(12, 19)
    )


def test_one_missing_interval_leaves_the_result_without_one() -> None:
    assert post_test(0.5, [Estimate(2.0, 1.0, 3.0), Estimate(2.0)]) == Estimate(0.8)


@pytest.mark.parametrize(
    ("before", "by", "named"),
    [
        (1.2, 2, "1.2"),
        (-0.1, 2, "-0.1"),
        (float("nan"), 2, "nan"),
        (0.5, -1, "-1"),
        (0.5, float("inf"), "inf"),
        (0.5, float("nan"), "nan"),
        (0.5, [2, -3], "-3"),
        (1, 0, "chance of 1"),
    ],
)
def test_what_cannot_be_is_named(before: float, by: float | list[float], named: str) -> None:
    with pytest.raises(ChanceError, match=re.escape(named)):
        post_test(before, by)


@pytest.mark.parametrize("ends", [(2, 3, 4), (2, 1, None), (2, None, 3), (5, 1, 4)])
def test_an_interval_holds_its_figure(ends: tuple[float, float | None, float | None]) -> None:
    with pytest.raises(ChanceError):
        Estimate(*ends)


# ---------------------------------------------------------------- the figures of the studies


@pytest.mark.parametrize("id", LIKELIHOODS)
def test_every_figure_stands_in_its_row_of_evidence(id: str) -> None:
    record = LIKELIHOODS[id]
    facts = {**FACTS.symptom_evidence, **FACTS.red_flag_evidence}
    rows = [facts[row] for row in (record.row, record.second_row) if row]
    printed = {
        float(number)
        for row in rows
        for text in (row.value, row.interval, row.population, row.what)
        for number in re.findall(r"\d+(?:\.\d+)?", text)
    }
    percent = {number / 100 for number in printed}
    for name in ("sensitivity", "specificity", "present", "absent"):
        for end in ("", "_low", "_high"):
            figure = getattr(record, name + end)
            assert not figure or float(figure) in printed | percent, f"{name}{end}"
    assert all(row.show and row.confirmed for row in rows)


@pytest.mark.parametrize("id", FACTS.pre_tests)
def test_every_chance_before_stands_in_its_row_of_evidence(id: str) -> None:
    record = FACTS.pre_tests[id]
    row = evidence(record)
    assert row.show
    assert row.confirmed
    numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", f"{row.value} {row.population}")]
    shares = {n / 100 for n in numbers} | {round(a / b, 3) for a in numbers for b in numbers if b}
    assert any(math.isclose(float(record.chance), share, abs_tol=0.005) for share in shares)


def test_a_ratio_is_the_printed_one_or_comes_from_the_two_shares() -> None:
    assert ratio(LIKELIHOODS["lss_bending"]) == Estimate(Fraction("6.4"), Fraction("4.1"), Fraction("9.9"))
    assert ratio(LIKELIHOODS["lss_bending"], present=False) is None
    assert ratio(LIKELIHOODS["disc_slr_surgery"]) == Estimate(Fraction(92, 72))
    assert ratio(LIKELIHOODS["disc_slr_surgery"], present=False) == Estimate(Fraction(8, 28))
    # the review printed 6.83, which does not follow from 0.61 and 0.92, and nothing else is made of it
    assert ratio(LIKELIHOODS["gtps_trendelenburg"]) == Estimate(Fraction("6.83"))


def test_a_test_that_nobody_else_failed_has_no_finite_ratio() -> None:
    perfect = LIKELIHOODS["gtps_stance_mri"]
    assert ratio(perfect) is None
    with pytest.raises(ChanceError, match="gtps_stance_mri"):
        chance(0.5, [Answer(perfect)])
    assert ratio(perfect, present=False) == Estimate(Fraction(62, 100))


@pytest.mark.parametrize(
    ("value", "words"), [(13, "large"), (7, "moderate"), (3, "small"), (1.4, "hardly any")]
)
def test_strength_reads_the_same_both_ways(value: float, words: str) -> None:
    assert strength(value) == strength(1 / value) == words
    assert strength(0) == "large"


def test_the_straight_leg_raise_turns_round_between_settings() -> None:
    surgery, older, mri = side_by_side()["straight_leg_raise"]
    assert surgery.row != older.row != mri.row
    for study in (surgery, older):
        assert float(study.sensitivity) > 0.9
        assert float(study.specificity) < 0.3
    assert float(mri.sensitivity) < 0.4
    assert float(mri.specificity) > 0.7


def test_studies_that_disagree_stand_side_by_side() -> None:
    assert {"straight_leg_raise", "fadir", "faber", "one_leg_stand", "joint_tests"} <= set(side_by_side())
    assert all(len(studies) > 1 for studies in side_by_side().values())


# ---------------------------------------------------------------- from answers to people


def test_the_target_example() -> None:
    found = chance(0.12, [Answer(LIKELIHOODS["lss_bending"])])
    assert [people(n) for n in (found.before.value, found.after.value)] == [12, 47]
    assert found.after.low is not None
    assert found.after.high is not None
    assert (people(found.after.low), people(found.after.high)) == (36, 57)
    assert found.warning == ""


def test_findings_that_are_not_independent_come_with_a_warning() -> None:
    same = chance(0.12, [Answer(LIKELIHOODS["lss_bending"]), Answer(LIKELIHOODS["lss_seated"])])
    assert "not independent" in same.warning
    assert "overstated" in same.warning
    other = chance(0.12, [Answer(LIKELIHOODS["lss_bending"]), Answer(LIKELIHOODS["lss_gait"])])
    assert "assumes" in other.warning
    assert other.warning != same.warning


@pytest.mark.parametrize("symptom", FACTS.symptoms)
def test_every_answer_leads_from_every_chance_to_a_chance(symptom: str) -> None:
    for record in pre_tests(symptom):
        for given_ in answers(symptom):
            after = chance(float(record.chance), [given_]).after
            assert 0 <= people(after.value) <= 100


@given(st.integers(0, 100), st.sampled_from([100, 1000, 7]))
def test_whole_people_add_up(percent: int, of: int) -> None:
    share = Fraction(percent, 100)
    assert people(percent / 100, of) == people(share, of) == math.floor(share * of + Fraction(1, 2))


def test_halves_go_up_as_written_and_not_as_stored() -> None:
    assert people(0.145) == 15
    assert people(0.135) == 14


@given(chances, chances, chances)
def test_found_missed_and_false_alarms_add_up(
    prevalence: Fraction, sensitivity: Fraction, specificity: Fraction
) -> None:
    found = flagged(prevalence, sensitivity, specificity)
    assert min(found.found, found.missed, found.false_alarms, found.quiet) >= 0
    assert found.people == 1000 == found.ill + (1000 - found.ill)
    assert found.ill == people(prevalence, 1000)
    assert found.with_sign + found.without_sign == 1000
    assert abs(found.found - found.ill * sensitivity) <= Fraction(1, 2)
    assert abs(found.false_alarms - (1000 - found.ill) * (1 - specificity)) <= Fraction(1, 2)


def test_two_places_side_by_side() -> None:
    clinic, primary = settings()
    assert (clinic.people, clinic.with_sign, clinic.with_disease) == (
        9940,
        Fraction(90, 100),
        Fraction(8, 100),
    )
    assert (primary.people, primary.with_sign, primary.with_disease) == (
        1172,
        Fraction("0.804"),
        Fraction("0.009"),
    )
    assert str(clinic.people) == FACTS.screening_evidence["screening_spine_clinic_1"].value
    assert str(primary.people) in primary.disease.value
