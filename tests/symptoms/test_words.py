"""Every text of the gate: no disease, no false calm, words a learner can read out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit.facts import catalog
from hipkit.symptoms import ANSWERS, BEST, Outcome, screen, screening
from tests.symptoms.diseases import DISEASES, OF_THE_PAST, names

FLAGS = catalog().red_flags
ACTIONS = ("emergency_now", "urgent_same_day", "incomplete", "clinician_soon", "watch", "none")

CALM = r"all.?clear|\bsafe(ly)?\b|no danger|nothing to worry|you are (fine|well|healthy)|harmless|no risk"
OWN_VOICE = r"\brelieve|\btreats?\b|\bprevents?\b|\bcures?\b|\bhealing\b"
CHANCE = r"\d ?%|\bprobab|\blikely\b|\bchance\b|\brisk of\b"

everything = st.fixed_dictionaries({flag: st.sampled_from(ANSWERS) for flag in FLAGS})


def test_the_list_of_names_is_no_empty_sieve() -> None:
    assert {"cauda equina", "fracture", "malignancy", "infection", "thrombosis"} <= DISEASES
    assert names("It may be an infection.", DISEASES) == ["infection"]


@pytest.mark.parametrize("flag", FLAGS)
def test_the_words_of_a_flag_name_no_disease(flag: str) -> None:
    words = FLAGS[flag]
    assert not names(words.question, DISEASES)
    for repeated in (words.short, words.say, words.why):
        assert not names(repeated, DISEASES | OF_THE_PAST)
    for text in (words.question, words.short, words.say, words.why):
        assert not re.search(f"{CALM}|{OWN_VOICE}|{CHANCE}", text, re.IGNORECASE)


@pytest.mark.parametrize("flag", FLAGS)
def test_the_words_of_a_flag_fit_their_place(flag: str) -> None:
    words = FLAGS[flag]
    assert "?" in words.question
    assert re.match(r"[A-Z]", words.question)
    assert not words.short.endswith((".", "?"))
    assert re.search(r"\b(I|my|me|child)\b", words.say, re.IGNORECASE)
    assert not words.say.endswith(".")
    assert words.why.endswith(".")
    assert words.why.count(". ") == 0


def test_questions_of_a_group_stand_together() -> None:
    for page in (1, 2, 3):
        groups = [flag.group for flag in FLAGS.values() if flag.page == page]
        changes = sum(here != before for here, before in zip(groups, [None, *groups], strict=False))
        assert changes == len(set(groups))


@pytest.mark.parametrize("action", ACTIONS)
def test_the_words_of_an_action(action: Outcome) -> None:
    words = screening._WORDS[action]
    for text in (words.title, words.next_step, words.text):
        assert not names(text, DISEASES | OF_THE_PAST)
        assert not re.search(f"{CALM}|{OWN_VOICE}|{CHANCE}", text, re.IGNORECASE)
    assert not re.search(r"\b(911|112|999|111|000)\b", words.next_step + words.text)


def test_every_action_has_words() -> None:
    assert set(screening._WORDS) == set(ACTIONS)


def test_where_nothing_stops_the_best_sentence_stands() -> None:
    for page_three in ("no", "not sure", "yes"):
        answers = dict.fromkeys(FLAGS, "no") | {"rf_night_pain": page_three}
        assert screen(answers).text.startswith(BEST)


@given(everything)
def test_what_is_read_out(answers: dict[str, str]) -> None:
    found = screen(answers)
    to_say = found.to_say
    assert not names(to_say, DISEASES | OF_THE_PAST)
    for reason in found.reasons:
        told = reason.flag.say[1:] in to_say
        assert told == (reason.action != "watch")
    if to_say:
        assert to_say.startswith("I am asking about a hip or back problem. ")
        assert to_say.endswith("It began [say when].")


def test_an_unsure_answer_is_read_out_as_unsure() -> None:
    to_say = screen({"rf_bladder": "yes", "rf_progressive_weakness": "not sure"}).to_say
    assert "I have new trouble passing urine" in to_say
    assert "I am not sure, but perhaps one of my legs is very weak" in to_say
