"""Patterns, comparisons, exercises and cases: complete, in no order of likelihood, and never a diagnosis."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.facts import catalog
from hipkit.symptoms import (
    SORTS,
    careful,
    compare,
    judge,
    linked,
    look_alikes,
    matches,
    sort,
)

FACTS = catalog()
OFFERED = [one.id for one in FACTS.symptoms.values() if one.pick and one.kind != "context"]

some_features = st.lists(st.sampled_from(list(FACTS.features)), max_size=8)


# ---------------------------------------------------------------- patterns


@given(some_features)
def test_patterns_are_those_that_share_a_pick_in_the_order_of_the_catalogue(picked: list[str]) -> None:
    found = matches(picked)
    ids = [pattern.symptom.id for pattern in found.patterns]
    assert set(ids) == {symptom for feature in picked for symptom in FACTS.features[feature].symptoms}
    assert ids == [id for id in FACTS.symptoms if id in ids]
    for pattern in found.patterns:
        assert pattern.shared == tuple(one for one in found.picked if pattern.symptom.id in one.symptoms)


@given(some_features)
def test_the_order_and_number_of_picks_change_nothing(picked: list[str]) -> None:
    assert matches(picked) == matches([*reversed(picked), *picked])


@given(some_features)
def test_every_pattern_says_who_can_tell_and_how(picked: list[str]) -> None:
    found = matches(picked)
    assert "can tell these apart, by asking, moving and testing" in found.tell
    assert all(len(pattern.tell) > 15 for pattern in found.patterns)


def test_a_pattern_has_no_rank_and_no_chance() -> None:
    pattern = matches(["below_knee"]).patterns[0]
    assert {name for name in dir(pattern) if not name.startswith("_")} == {
        "symptom",
        "shared",
        "tell",
        "look_alikes",
    }


def test_an_unknown_feature_is_named() -> None:
    with pytest.raises(ValueError, match="'knee_of_glass': no such feature"):
        matches(["below_knee", "knee_of_glass"])


def test_what_the_screening_catches_is_no_pattern() -> None:
    shared = {symptom for feature in FACTS.features.values() for symptom in feature.symptoms}
    assert shared == set(OFFERED)
    assert all(FACTS.symptoms[id].pick for id in shared)


@pytest.mark.parametrize("feature", FACTS.features)
def test_a_feature_lies_on_the_map(feature: str) -> None:
    assert FACTS.features[feature].regions


def test_every_place_of_the_map_belongs_to_a_feature() -> None:
    assert set(FACTS.body_regions) == {place for one in FACTS.features.values() for place in one.regions}


@pytest.mark.parametrize("region", FACTS.body_regions)
def test_places_lie_inside_the_picture_and_left_of_the_middle(region: str) -> None:
    record = FACTS.body_regions[region]
    for x, y, half_width, half_height in (*record.front, *record.back):
        assert x == 50 or x + half_width <= 51
        assert half_width <= x
        assert half_height <= y <= 200 - half_height


# ---------------------------------------------------------------- comparisons


@pytest.mark.parametrize(("first", "second"), list(combinations(FACTS.symptoms, 2)))
def test_any_two_can_be_compared_point_by_point(first: str, second: str) -> None:
    found, turned = compare(first, second), compare(second, first)
    assert [point.aspect for point in found.points] == [
        "Where",
        "Worse",
        "Better",
        "Parts",
        "Course",
        "Look out for",
        "Who can tell",
    ]
    assert all(point.first and point.second for point in found.points)
    assert [(point.second, point.first) for point in found.points] == [
        (point.first, point.second) for point in turned.points
    ]
    assert found.telling == turned.telling[::-1]
    assert found.pair == turned.pair
    assert found.apart


def test_stenosis_beside_a_disc() -> None:
    found = compare("lumbar_spinal_stenosis", "lumbar_disc_herniation")
    points = {point.aspect: (point.first, point.second) for point in found.points}
    assert "sitting" in points["Better"][0]
    assert "sitting" in points["Worse"][1]
    assert found.pair is not None
    assert found.pair.id == "stenosis_disc"
    assert found.telling[0] is not None
    assert found.telling[0].id == "lss_bending"
    assert [row.about for row in found.catch] == ["lumbar_spinal_stenosis", *["lumbar_disc_herniation"] * 2]


@pytest.mark.parametrize(
    ("pair", "named"),
    [(("sciatica", "sciatica"), "twice"), (("sciatica", "gout"), "'gout'"), (("", "gout"), "'' and 'gout'")],
)
def test_a_pair_that_is_none_is_named(pair: tuple[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        compare(*pair)


def test_every_pattern_has_a_look_alike() -> None:
    pairs = [frozenset(one.pair) for one in FACTS.look_alikes.values()]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)
    assert all(look_alikes(id) for id in OFFERED)


# ---------------------------------------------------------------- exercises, structures


def test_linked_exercises_cite_a_source_about_the_symptom() -> None:
    found = {one.exercise.id: one.link.source for one in linked("itb_syndrome")}
    assert found["hip_hike"] == "mckay2020"
    assert all(one.link.symptom == "gtps" for one in linked("gtps"))


@pytest.mark.parametrize("symptom", FACTS.symptoms)
def test_exercises_to_be_careful_with_come_with_a_reason_those_left_out_first(symptom: str) -> None:
    found = careful(symptom)
    policies = [one.caution.policy for one in found]
    assert policies == sorted(policies)  # "leave_out" before "smallest_dose"
    assert all(one.caution.reason and one.caution.symptom == symptom for one in found)


@pytest.mark.parametrize("symptom", FACTS.symptoms)
def test_every_presentation_shows_something_on_the_hip(symptom: str) -> None:
    record = FACTS.symptoms[symptom]
    assert record.anatomy
    assert record.course
    assert record.told_by


# ---------------------------------------------------------------- cases


def test_twelve_cases_of_all_three_sorts() -> None:
    sorts = Counter(map(sort, FACTS.screening_cases.values()))
    assert sum(sorts.values()) == 12
    assert min(sorts[one] for one in SORTS) >= 3


@pytest.mark.parametrize("id", FACTS.screening_cases)
def test_feedback_explains_every_choice(id: str) -> None:
    case = FACTS.screening_cases[id]
    texts = set()
    for choice in SORTS:
        found = judge(case, choice)
        assert found.right == (choice == sort(case))
        assert case.because in found.text
        assert f": {sort(case)}." in found.text
        texts.add(found.text.partition(".")[0])
    assert len(texts) >= 2


def test_one_sort_too_calm_is_told_apart_from_one_too_careful() -> None:
    stop = FACTS.screening_cases["new_numbness"]
    assert "more careful" in judge(stop, "explore").text
    calm = FACTS.screening_cases["desk_ache"]
    assert "goes less far" in judge(calm, "stop").text


def test_a_choice_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="'maybe', expected one of stop, ask first, explore"):
        judge(FACTS.screening_cases["desk_ache"], "maybe")  # type: ignore[arg-type]
