"""Every text that any path can print: no all clear, no promise, no disease on a stop page, no learner's chance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from attrs import evolve

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.screens import Symptoms, parts
from hipkit.screens.screening import outcome
from hipkit.screens.symptoms import cases, chances, felt, flags
from hipkit.text import symptoms as words
from tests.symptoms.diseases import DISEASES, OF_THE_PAST, names

FACTS = catalog()
NO = dict.fromkeys(FACTS.red_flags, "no")
CALM = r"all.?clear|nothing to worry|no danger|harmless|you are (fine|well|healthy|safe)"
OWN_VOICE = r"\brelieves?\b|\btreats?\b|\bprevents?\b|\bcures?\b"
# a sentence that speaks to the learner and gives a chance; "you cannot" of a title is none
LEARNER = r"\b(you|your)\b[^.?!]*(\d ?%|\bof 100\b|\bchances?\b|\bprobab|\blikely\b|\brisk\b)"
EMERGENCY_NUMBER = r"\b(call|dial|ring|number|phone)\W+(\w+\W+){0,3}(911|112|999|111|000)\b"

SCREENINGS = [None, *(symptoms.screen(NO | {flag: "yes"}) for flag in FACTS.red_flags), symptoms.screen(NO)]


def said() -> Iterator[str]:
    """Every text of the screen, as HTML."""
    for module in (felt, chances, flags, cases):
        yield from (
            value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)
        )
    yield from (words.TEACHING, words.GROUPS, *words.KINDS.values(), symptoms.matches([]).tell)
    for size in (0, 1, 2):
        for picked in combinations(FACTS.features, size):
            found = symptoms.matches(picked)
            yield words.matched(found) + words.patterns(found)
    for symptom in FACTS.symptoms.values():
        yield words.presentation(symptom)
        yield words.studies(symptom.id) + words.citations(symptom.id) + words.tests(symptom.id)
        yield from {words.exercises(symptom.id, screening) for screening in SCREENINGS}
    yield from (words.card(exercise) for exercise in FACTS.exercises)
    for pair in combinations(FACTS.symptoms, 2):
        found = symptoms.compare(*pair)
        yield words.apart(found) + words.comparison(found)
    yield from map(words.test, FACTS.tests)
    yield words.settings(symptoms.settings()) + words.settings_table(symptoms.settings())
    for numbers in product((0, 0.01, 0.5, 1), repeat=3):
        yield words.flagged(symptoms.flagged(*numbers)) + words.flagged_table(symptoms.flagged(*numbers))
    yield words.lessons()
    yield from map(words.lesson, FACTS.flag_lessons.values())
    for case in FACTS.screening_cases.values():
        yield case.story
        for choice in symptoms.SORTS:
            found = symptoms.judge(case, choice)
            yield found.text + words.reasons(found, parts.Markup(""))


def reckoned() -> Iterator[str]:
    """Every sentence of the likelihood explorer, with one finding and with two."""
    for symptom in FACTS.symptoms.values():
        known = symptoms.answers(symptom.id)
        for pre_test in symptoms.pre_tests(symptom.id) if known else ():
            yield words.chances(symptom, pre_test) + words.who(pre_test)
            for given in [*((one,) for one in known), *combinations(known, 2)]:
                found = symptoms.chance(float(pre_test.chance), given)
                yield words.chance(symptom, pre_test, given, found) + words.populations(pre_test, given)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return sorted({parts.plain(text) for text in (*said(), *reckoned())})


def test_there_is_much_to_read(texts: list[str]) -> None:
    assert len(texts) > 2000


@pytest.mark.parametrize(
    "pattern", [CALM, OWN_VOICE, LEARNER, EMERGENCY_NUMBER], ids=["calm", "voice", "you", "no"]
)
def test_no_text_says_what_none_may(texts: list[str], pattern: str) -> None:
    sieve = re.compile(pattern, re.IGNORECASE)
    caught = [untitled(text) for text in texts if sieve.search(text)]
    assert [
        text[max(0, found.start() - 60) : found.end()] for text in caught if (found := sieve.search(text))
    ] == []


def untitled(text: str) -> str:
    """Without the titles of publications: what those promise is not the kit's own voice."""
    for source in FACTS.sources.values():
        text = text.replace(source.title.rstrip("."), "")
    return text


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (CALM, "So this is an all clear."),
        (OWN_VOICE, "This stretch relieves pain."),
        (LEARNER, "So your chance is small."),
        (LEARNER, "You have it with 47 %"),
        (EMERGENCY_NUMBER, "Call 112 now"),
    ],
)
def test_the_sieves_hold(pattern: str, text: str) -> None:
    assert re.search(pattern, text, re.IGNORECASE)


@pytest.mark.parametrize("screening", SCREENINGS[1:])
def test_a_stop_page_names_no_disease_and_no_chance(screening: symptoms.Screening) -> None:
    page = parts.plain(outcome(screening, reasons=True)) + screening.title
    assert not names(page, DISEASES | OF_THE_PAST)
    assert not re.search(f"{CALM}|{LEARNER}|{EMERGENCY_NUMBER}", page, re.IGNORECASE)


def test_what_the_screening_says_to_a_case_names_no_disease() -> None:
    for case in FACTS.screening_cases.values():
        for choice in symptoms.SORTS:
            assert not names(symptoms.judge(case, choice).text, DISEASES - {"trauma"})


def test_unconfirmed_figures_are_marked_and_hidden_ones_left_out(texts: list[str]) -> None:
    everything = " ".join(texts)
    hidden = [row for row in FACTS.symptom_evidence.values() if not row.show]
    assert hidden
    for row in hidden:
        assert f"{words.first_upper(row.what)} {row.value}" not in everything
    assert "unconfirmed" in words.source(evolve(hidden[-1], verified="memory"))
    assert "5.6 / 1.6" not in everything
    assert "7.25" not in everything


@pytest.mark.parametrize("screening", SCREENINGS)
@pytest.mark.parametrize("symptom", ["sciatica", "itb_syndrome"])
def test_no_exercise_is_named_before_the_screening_allows_it(
    symptom: str, screening: symptoms.Screening | None
) -> None:
    text = words.exercises(symptom, screening)
    named = [exercise.name for exercise in FACTS.exercises.values() if exercise.name in text]
    allowed = screening is not None and screening.may_plan and not screening.gentle_only
    assert bool(named) == allowed


def test_both_numbers_and_the_complement_stand_in_the_sentence() -> None:
    screen = Symptoms(symptoms.screen(NO))
    assert screen.chances._result.text == (
        "Of 100 older men in the community, 12 have lumbar spinal stenosis before the question. Of 100 of them "
        "with “better when bending forward”, about 47 have it, and 53 do not."
    )
