"""The kit's own data: that it is whole, and that it says what the sources say."""

from __future__ import annotations

import re
from collections import Counter

import attrs
import pytest

import hipkit
from hipkit.facts import Catalog, catalog
from hipkit.facts.records import Exercise

FACTS = catalog()


def test_every_table_can_be_read() -> None:
    Catalog.load().check()


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("exercises", 74),
        ("muscles", 33),
        ("structures", 31),
        ("symptoms", 20),
        ("red_flags", 29),
        ("claims", 52),
        ("findings", 97),
        ("goals", 10),
        ("tasks", 64),
        ("activity", 121),
        ("progression", 33),
        ("symptom_evidence", 130),
        ("claim_evidence", 83),
    ],
)
def test_nothing_is_missing(table: str, count: int) -> None:
    assert len(getattr(FACTS, table)) == count


def test_eight_starters_beside_66_exercises() -> None:
    kinds = Counter(exercise.kind == "pulse_raiser" for exercise in FACTS.exercises.values())
    assert kinds == {True: 8, False: 66}


def test_red_flags_have_four_levels_of_action() -> None:
    actions = Counter(flag.action for flag in FACTS.red_flags.values())
    assert actions == {"emergency_now": 13, "urgent_same_day": 7, "clinician_soon": 7, "watch": 2}


@pytest.mark.parametrize(
    ("exercise", "unit", "counts", "sides", "hold_s"),
    [
        ("bridge", "repetition", {30}, False, 5),
        ("cat_cow", "breath", {10, 15}, False, 0),
        ("reclining_figure_four", "breath", {8, 10}, True, 0),
        ("seated_figure_four", "breath", {6, 8}, True, 0),
    ],
)
def test_the_doses_of_the_articles_can_be_chosen(
    exercise: str, unit: str, counts: set[int], sides: bool, hold_s: float
) -> None:
    record = FACTS.exercises[exercise]
    offered = {dose.count for dose in record.doses if (dose.unit, dose.hold_s) == (unit, hold_s)}
    assert counts <= offered
    assert record.sides is sides
    assert record.dose_stated.source == "source_text"
    assert any(dose.basis == "source" for dose in record.doses)


def test_the_box_squat_of_the_articles() -> None:
    squat = FACTS.exercises["single_leg_box_squat"]
    assert squat.sides
    assert "bench" in squat.equipment
    assert re.search(r"20.*30", squat.start)
    assert re.search(r"\blow", squat.harder), "a lower box is the way on"
    assert {dose.basis for dose in squat.doses} == {"our choice"}, "the article gives no number"


def test_every_exercise_is_told_in_full() -> None:
    for exercise in FACTS.exercises.values():
        assert 2 <= len(exercise.movement) <= 6, exercise.id
        assert len(exercise.mistakes) >= 2, exercise.id
        assert len(exercise.brief) <= 60, exercise.id
        assert all(dose.why for dose in exercise.doses if dose.basis != "source"), exercise.id
        assert all(dose.hold_s <= dose.seconds for dose in exercise.doses), exercise.id


def test_unconfirmed_doses_give_no_number() -> None:
    unconfirmed = [one for one in FACTS.exercises.values() if one.dose_stated.verified == "memory"]
    assert len(unconfirmed) == 6
    for exercise in unconfirmed:
        assert not re.search(r"\d", exercise.dose_stated.words), exercise.id
        assert all(dose.basis == "our choice" for dose in exercise.doses), exercise.id


def test_levels_follow_easier_and_harder() -> None:
    for exercise in FACTS.exercises.values():
        assert all(FACTS.exercises[harder].level >= exercise.level for harder in exercise.easier_than)
        assert all(FACTS.exercises[easier].level <= exercise.level for easier in exercise.harder_than)


def test_every_muscle_in_use_has_one_group() -> None:
    homes = Counter(muscle for group in FACTS.groups.values() for muscle in group.muscles)
    used = {muscle for exercise in FACTS.exercises.values() for muscle in exercise.muscles}
    used |= {muscle for goal in FACTS.goals.values() for target in goal.targets for muscle in target.muscles}
    assert set(homes.values()) == {1}
    assert used <= homes.keys()


def test_opposite_groups_name_each_other() -> None:
    for group in FACTS.groups.values():
        if group.opposite:
            assert FACTS.groups[group.opposite].opposite == group.id


def test_what_the_screening_catches_is_not_offered() -> None:
    assert {one.id for one in FACTS.symptoms.values() if not one.pick} == {
        "cauda_equina",
        "femoral_neck_stress_injury",
    }


def test_some_exercises_are_left_out_after_surgery_and_with_a_stress_injury() -> None:
    policies = {
        caution.policy
        for exercise in FACTS.exercises.values()
        for caution in exercise.cautions
        if caution.symptom in ("post_thr", "femoral_neck_stress_injury")
    }
    assert policies == {"leave_out"}


def test_what_must_not_be_shown_is_marked() -> None:
    tables = [getattr(FACTS, name) for name in FACTS.tables()]
    asked = [
        row
        for table in tables
        for row in table.values()
        if getattr(row, "note", "").startswith("do not show")
    ]
    marked = [row for row in asked if hasattr(row, "show")]
    assert len(marked) >= 14
    assert not any(row.show for row in marked)
    assert all(isinstance(row, Exercise) for row in asked if row not in marked)


def test_evidence_about_a_record_leaves_out_what_must_not_be_shown() -> None:
    shown = FACTS.evidence_about("cauda_equina")
    kept = [row for row in FACTS.symptom_evidence.values() if row.about == "cauda_equina"]
    assert 0 < len(shown) < len(kept)
    assert all(row.show for row in shown)
    assert FACTS.evidence_about("no such record") == ()


def test_evidence_about_gathers_every_table() -> None:
    assert {row.kind for row in FACTS.evidence_about("desk")} == {"demand", "effect"}
    assert any(row.what == "fibre length" for row in FACTS.evidence_about("gluteus_maximus"))


def test_no_two_records_that_evidence_speaks_of_share_an_id() -> None:
    names = ("muscles", "structures", "symptoms", "red_flags", "exercises", "goals", "claims")
    ids = Counter(key for name in names for key in getattr(FACTS, name))
    assert max(ids.values()) == 1


def test_sources_can_be_found_again() -> None:
    lost = [
        source.id
        for source in FACTS.sources.values()
        if not (source.doi or source.pmid or source.pmc or source.url or source.venue)
    ]
    assert lost == ["ahpoint"], "practice knowledge, which the kit says has no paper"


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("behm2016", "Behm 2016"),
        ("vdtillaar2017", "van den Tillaar 2017"),
        ("nhs_warmup", "NHS 2013"),
        ("law2007", "Law 2007"),
    ],
)
def test_short_names_of_sources(source: str, short: str) -> None:
    assert FACTS.sources[source].short == short


def instructions(exercise: Exercise) -> tuple[str, ...]:
    one = exercise
    return (one.brief, one.start, *one.movement, one.feel, *one.mistakes, one.stop, one.easier, one.harder)


def test_the_kit_promises_nothing_in_its_own_voice() -> None:
    banned = re.compile(r"\b(relieves?|treats?|prevents?|heals?|cures?|all clear)\b", re.IGNORECASE)
    own = [words for exercise in FACTS.exercises.values() for words in instructions(exercise)]
    for flag in FACTS.red_flags.values():
        own += [flag.question, flag.short, flag.say, flag.why]
    own += [goal.short for goal in FACTS.goals.values()] + [one.plain for one in FACTS.symptoms.values()]
    assert [words for words in own if banned.search(words)] == []


def test_records_are_frozen_and_mappings_read_only() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FACTS.exercises["bridge"].level = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        FACTS.exercises["bridge"] = FACTS.exercises["cat_cow"]  # type: ignore[index]


def test_one_catalog_for_all() -> None:
    assert hipkit.catalog is catalog
    assert catalog() is FACTS
    assert FACTS.exercises is FACTS.exercises
