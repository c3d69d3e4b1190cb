"""Wrong files of questions and cases: one sentence with file, question, field, and what was expected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hipkit.facts import Catalog, CatalogError
from hipkit.facts.reading import find

DATA = Path(str(find()))
SYMPTOMS, SCREENING, ANATOMY = (
    f"lessons/questions/{name}.toml" for name in ("symptoms", "screening", "anatomy")
)
STRETCHING = "lessons/questions/stretching.toml"
CASE = "lessons/cases/leg_trap.toml"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("faulty") / "data"))


FAULTS = [
    (
        SYMPTOMS,
        'kind = "match"',
        'kind = "pairs"',
        "four_patterns: kind: found 'pairs', expected one of choice, several",
    ),
    (SYMPTOMS, "level = 2", "level = 4", "four_patterns: level: found 4, expected one of 1, 2, 3"),
    (
        SYMPTOMS,
        'objective = "comp',
        'objective = "komp',
        "objective: found 'kompare_lookalikes', expected an id of",
    ),
    (
        SYMPTOMS,
        '"suri2010", "v',
        '"suri2011", "v',
        "sources[0]: found 'suri2011', expected an id of data/sources.csv",
    ),
    (
        SYMPTOMS,
        'goes_with = "disc"',
        'goes_with = "disk"',
        "choices[1].goes_with: found 'disk', expected one of disc",
    ),
    (
        SYMPTOMS,
        "right = true",
        "right = false",
        "ratio_near_one: choices: found 0 right answers, expected one",
    ),
    (
        SYMPTOMS,
        'text = "That you have it"',
        'text = "That you have it", right = true',
        "found 2 right answers, expected one",
    ),
    (
        SYMPTOMS,
        'right = true, says = "A ratio',
        'right = true, sais = "A ratio',
        "choices[0].sais: found a field that is not",
    ),
    (
        SYMPTOMS,
        'key = "proved"',
        'key = "same"',
        "choices[1].key: found 'same' a second time, expected each key once",
    ),
    (
        SYMPTOMS,
        'key = "proved"',
        'key = "Proved it"',
        "choices[1].key: found 'Proved it', expected small letters",
    ),
    (
        SYMPTOMS,
        "tolerance = 3",
        "tolerance = -3",
        "chance_after_sitting: tolerance: found -3, expected 0 or more",
    ),
    (SYMPTOMS, "tolerance = 3", 'tolerance = "3"', "tolerance: found '3', expected a number"),
    (
        SYMPTOMS,
        "{ low = 80, high = 100",
        "{ low = 180, high = 100",
        "traps[0].low: found 180 above 100, expected the smaller",
    ),
    (
        SYMPTOMS,
        'likelihood = "lss_seated"',
        'likelihood = "lss_seatd"',
        "computed.likelihood: found 'lss_seatd', expected",
    ),
    (
        SYMPTOMS,
        'by = "post_test"',
        'by = "magic"',
        "computed.by: found 'magic', expected one of lengthening, turning",
    ),
    (STRETCHING, "right_says = ", "right_sais = ", "right_sais: found a field that is not known"),
    (
        SCREENING,
        'misconception = "wait_for_all_signs"',
        'misconception = "wait"',
        "found 'wait', expected an id of",
    ),
    (
        SCREENING,
        'flags = ["rf_saddle"]',
        'flags = ["rf_sadle"]',
        "found 'rf_sadle', expected an id of data/symptoms/red_flags",
    ),
    (
        SCREENING,
        'text = "Emergency help now"',
        'text = "Emergency help now", right = true',
        "found a right answer, expected none",
    ),
    (
        SCREENING,
        "[strange_feeling]",
        "[one_side]",
        "one_side: found 'one_side' a second time, expected each id once",
    ),
    (
        ANATOMY,
        "hip_flexion = 95",
        "hip_flection = 95",
        "computed.pose: found 'hip_flection', expected one of hip_flexion",
    ),
    (
        ANATOMY,
        'computed = { by = "turning"',
        '# { by = "turning"',
        "piriformis_turns: computed: found nothing, expected how",
    ),
    (
        "lessons/inventory.toml",
        '"one_side"',
        '"one_sided"',
        "found 'one_sided', expected an id of data/lessons/questions/",
    ),
    (
        CASE,
        'place = "trap"',
        'place = "easy"',
        "group: found 'Buttock and leg' with easy, easy, look-alike, expected easy",
    ),
    (
        CASE,
        'answer = "not sure"',
        'answer = "no"',
        "told[1].answer: found 'no', expected one of yes, not sure",
    ),
    (
        CASE,
        '"rf_fever_back", ',
        '"rf_saddle", ',
        "beside: found 'rf_saddle', expected no flag that is told as well",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), FAULTS)
def test_a_fault_names_file_question_field_and_what_was_expected(
    copy: Path, file: str, old: str, new: str, sentence: str
) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    try:
        (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        facts = Catalog.load(copy)
        table = {"inventory.toml": "inventories", "leg_trap.toml": "cases"}.get(Path(file).name, "questions")
        with pytest.raises(CatalogError) as caught:
            getattr(facts, table)
    finally:
        (copy / file).write_text(text, encoding="utf-8")
    assert any(sentence in one for one in caught.value.faults), caught.value.faults
    assert all("data/lessons/" in one for one in caught.value.faults)


def test_a_file_of_no_topic_is_named(copy: Path) -> None:
    shutil.copy(copy / SYMPTOMS, copy / "lessons/questions/cooking.toml")
    try:
        with pytest.raises(CatalogError, match="a second time"):
            Catalog.load(copy).questions  # noqa: B018
        (copy / "lessons/questions/cooking.toml").write_text(
            (copy / SYMPTOMS).read_text().replace("[four_patterns]", "[cooked]").split("[chance_after")[0]
        )
        with pytest.raises(
            CatalogError, match=r"cooking.toml: cooked: topic: found 'cooking', expected an id of"
        ):
            Catalog.load(copy).questions  # noqa: B018
    finally:
        (copy / "lessons/questions/cooking.toml").unlink()
