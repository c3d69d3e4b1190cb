"""The screening driven without a browser: every path, and every change of mind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape

import pytest
import traitlets
from hypothesis import given, settings
from hypothesis import strategies as st

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.screens import Screening, parts
from hipkit.screens.screening import outcome
from hipkit.symptoms import ANSWERS, BEST
from tests.symptoms.diseases import DISEASES, OF_THE_PAST, names

FLAGS = catalog().red_flags


def find(screening: Screening, name: str) -> parts.ipywidgets.Widget:
    """The control shown under this name."""
    shown = [screening]
    for widget in shown:
        shown += getattr(widget, "children", ())
    return next(widget for widget in shown if f"hk-c-{name}" in widget._dom_classes)


def shows(screening: Screening, name: str) -> bool:
    try:
        return find(screening, name).layout.display != "none"
    except StopIteration:
        return False


def press(screening: Screening, name: str) -> None:
    """As a learner does: only what stands open; an exception is not swallowed."""
    button = find(screening, name)
    assert shows(screening, name)
    assert not button.disabled
    parts.press(button)


def answer(screening: Screening, **answers: str) -> None:
    """As the page sends it: all answers so far, with the new ones."""
    screening.questions.set_state({"answers": screening.questions.answers | answers})


def text(screening: Screening) -> str:
    """What the sheet says now."""
    return screening.head.title + " " + parts.plain(screening._outcome.value)


def through(screening: Screening, **answers: str) -> Screening:
    """Gives these answers and no to the rest, page by page, until an outcome stands."""
    for page in (1, 2, 3):
        assert screening.questions.page == page
        answer(screening, **{flag: a for flag, a in answers.items() if FLAGS[flag].page == page})
        press(screening, "none")
        press(screening, "next")
        if not shows(screening, "next"):
            break
    return screening


# ---------------------------------------------------------------- the three pages


def test_nothing_is_chosen_beforehand_and_next_is_shut() -> None:
    screening = Screening()
    assert screening.questions.answers == {}
    assert find(screening, "next").disabled
    assert screening.result is None
    assert "0 of 13 answered. Answer 13 more to go on." in screening.questions.progress


def test_every_flag_is_asked_once_with_its_own_words() -> None:
    asked = [
        (page, question["id"], question["text"], question["why"])
        for page, shown in enumerate(Screening().questions.pages, 1)
        for group in shown["groups"]
        for question in group["questions"]
    ]
    assert asked == [(flag.page, flag.id, flag.question, flag.why) for flag in FLAGS.values()]


def test_next_opens_with_the_last_answer() -> None:
    screening = Screening()
    *first, last = screening.questions.here
    answer(screening, **dict.fromkeys(first, "no"))
    assert "12 of 13 answered. Answer 1 more to go on." in screening.questions.progress
    assert find(screening, "next").disabled
    answer(screening, **{last: "no"})
    assert not find(screening, "next").disabled


def test_none_of_these_keeps_what_was_answered() -> None:
    screening = Screening()
    answer(screening, rf_sexual="not sure")
    press(screening, "none")
    assert screening.questions.answers == dict.fromkeys(screening.questions.here, "no") | {
        "rf_sexual": "not sure"
    }


def test_next_pressed_in_spite_of_open_questions_leads_nowhere() -> None:
    screening = Screening()
    screening._go_forward(None)
    assert screening.questions.page == 1
    assert screening.result is None


def test_back_and_on_again_keeps_the_answers() -> None:
    screening = Screening()
    press(screening, "none")
    press(screening, "next")
    answer(screening, rf_persist="yes")
    press(screening, "back")
    assert screening.questions.page == 1
    press(screening, "next")
    assert screening.questions.answers["rf_persist"] == "yes"
    assert screening.head.title == "Should someone look at it first?"


def test_reasons_open_and_close() -> None:
    screening = Screening()
    press(screening, "why")
    assert screening.questions.reasons
    assert find(screening, "why").description == "Hide the reasons"
    press(screening, "why")
    assert not screening.questions.reasons


# ---------------------------------------------------------------- outcomes


def test_no_to_everything_ends_with_the_best_sentence() -> None:
    screening = through(Screening())
    assert BEST in text(screening)
    assert screening.result.may_plan
    assert not shows(screening, "why")


@pytest.mark.parametrize("reply", ["yes", "not sure"])
@pytest.mark.parametrize("flag", [flag.id for flag in FLAGS.values() if flag.action in symptoms.STOPS])
def test_a_stop_comes_with_the_page_of_its_answer(flag: str, reply: str) -> None:
    screening = through(Screening(), **{flag: reply})
    assert screening.questions.page == FLAGS[flag].page
    assert not screening.result.may_plan
    assert screening.result.action == FLAGS[flag].action
    assert text(screening).startswith(f"{screening.result.title} {screening.result.next_step}")
    assert f"{FLAGS[flag].short}: {reply}" + (" (counts as yes)" if reply == "not sure" else "") in text(
        screening
    )
    assert not shows(screening, "go-on")


@pytest.mark.parametrize("flag", [flag.id for flag in FLAGS.values() if flag.action == "clinician_soon"])
def test_an_appointment_is_read_before_going_on(flag: str) -> None:
    screening = through(Screening(), **{flag: "yes"})
    assert "within two weeks" in text(screening)
    assert "gentle general movement only" in text(screening)
    assert screening.result is None
    press(screening, "go-on")
    assert screening.result.gentle_only
    assert find(screening, "go-on").disabled


def test_the_last_page_can_stop_too() -> None:
    screening = through(Screening(), rf_cancer_history="yes", rf_night_pain="yes")
    assert screening.result.action == "urgent_same_day"
    assert screening.head.title == "Stop here and get advice today"


def test_not_sure_on_the_last_page_is_noted() -> None:
    screening = through(Screening(), rf_night_pain="not sure")
    assert screening.result.action == "watch"
    assert "Pain that wakes you from sleep: not sure" in text(screening)
    assert "counts as yes" not in text(screening)


def test_reasons_on_the_stop_page() -> None:
    screening = through(Screening(), rf_bladder="yes")
    why = FLAGS["rf_bladder"].why
    assert why not in text(screening)
    press(screening, "why")
    assert why in text(screening)


def test_the_heading_takes_the_focus_with_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    focused: list[str] = []
    monkeypatch.setattr(parts, "focus", lambda target: focused.append(target.title))
    screening = through(Screening(), rf_immuno="yes")
    press(screening, "change")
    press(screening, "back")
    assert focused == [
        "Should someone look at it first?",
        "What else should we know?",
        "Book an appointment first",
        "Should someone look at it first?",
        "Is there anything that cannot wait?",
    ]


# ---------------------------------------------------------------- a change of mind


def test_a_changed_answer_takes_the_outcome_back_at_once() -> None:
    screening = through(Screening())
    seen: list[object] = []
    screening.observe(lambda change: seen.append(change.new), "result")
    press(screening, "change")
    answer(screening, rf_saddle="yes")
    assert screening.result is None
    assert seen == [None]
    press(screening, "next")
    assert screening.result.action == "emergency_now"


def test_an_answer_changed_behind_the_outcome_reopens_the_questions() -> None:
    screening = through(Screening())
    answer(screening, rf_fever_back="yes")
    assert screening.result is None
    assert shows(screening, "next")


def test_the_outcome_stands_while_nothing_changes() -> None:
    screening = through(Screening())
    result = screening.result
    press(screening, "change")
    assert screening.result is result


@pytest.mark.parametrize("flag", ["rf_testicular", "rf_pregnancy"])
def test_a_stop_taken_back(flag: str) -> None:
    screening = through(Screening(), **{flag: "yes"})
    press(screening, "change")
    assert screening.questions.page == FLAGS[flag].page
    answer(screening, **{flag: "no"})
    while shows(screening, "next"):
        if find(screening, "next").disabled:
            press(screening, "none")
        press(screening, "next")
    assert screening.result.action == "none"


def test_an_answer_further_on_does_not_bar_the_way_to_itself() -> None:
    screening = through(Screening(), rf_pregnancy="yes")
    press(screening, "change")
    press(screening, "back")
    press(screening, "next")
    assert screening.questions.page == 2
    assert shows(screening, "next")


def test_each_outcome_is_asked_for_again_after_an_appointment() -> None:
    screening = through(Screening(), rf_persist="yes")
    press(screening, "go-on")
    press(screening, "change")
    answer(screening, rf_weight_loss="yes")
    press(screening, "next")
    press(screening, "next")
    assert screening.result is None
    assert not find(screening, "go-on").disabled


@settings(max_examples=40)
@given(
    st.fixed_dictionaries({flag: st.sampled_from(ANSWERS) for flag in FLAGS}),
    st.lists(st.tuples(st.sampled_from(list(FLAGS)), st.sampled_from(ANSWERS)), max_size=4),
)
def test_the_result_always_belongs_to_the_answers(
    answers: dict[str, str], changes: list[tuple[str, str]]
) -> None:
    screening = through(Screening(), **answers)
    for flag, reply in [*changes, ("rf_saddle", "no")]:
        answer(screening, **{flag: reply})
        if screening.result is not None:
            expected = symptoms.screen(screening.questions.answers)
            assert screening.result.action == expected.action
            assert screening.result.reasons == expected.reasons


# ---------------------------------------------------------------- hostile and private


@pytest.mark.parametrize(
    "answers",
    [{"rf_saddle": "fine"}, {"rf_none": "no"}, {"rf_saddle": None}, {"rf_saddle": ["no"]}, "no", None],
)
def test_wrong_answers_change_nothing(answers: object) -> None:
    screening = Screening()
    answer(screening, rf_bladder="yes")
    with pytest.raises(traitlets.TraitError):
        screening.questions.answers = answers
    assert screening.questions.answers == {"rf_bladder": "yes"}


def test_a_page_skipped_is_asked_for() -> None:
    screening = Screening()
    screening.questions.set_state({"page": 3})
    press(screening, "none")
    press(screening, "next")
    assert screening.questions.page == 1
    assert screening.result is None
    with pytest.raises(traitlets.TraitError):
        screening.questions.page = 4


def test_nothing_but_a_screening_is_a_result() -> None:
    with pytest.raises(traitlets.TraitError):
        Screening().result = "none"


def states(screening: Screening) -> dict[str, object]:
    """What is sent to the browser, and could be saved there, by widget."""
    shown = [screening]
    for widget in shown:
        shown += getattr(widget, "children", ())
    return {widget.model_id: widget.get_state() for widget in shown}


def test_answers_are_in_one_place_and_not_in_names() -> None:
    screening = Screening()
    answer(screening, rf_bladder="not sure", rf_saddle="yes")
    shown = f"{screening!r} {screening} {screening.questions!r} {screening.questions} {screening.result!r}"
    assert not any(word in shown for word in (*FLAGS, *ANSWERS, "not sure"))
    holding = [
        model
        for model, state in states(screening).items()
        if "rf_bladder" in json.dumps(state, default=str) or '"not sure"' in json.dumps(state, default=str)
    ]
    assert holding == [screening.questions.model_id]


def test_the_name_does_not_tell_the_outcome() -> None:
    screening = through(Screening(), rf_bladder="yes")
    assert repr(screening) == str(screening) == "Screening"
    assert screening._repr_mimebundle_()["text/plain"] == "Screening"


def test_two_screens_do_not_share_answers() -> None:
    one, other = Screening(), Screening()
    answer(one, rf_bladder="yes")
    assert other.questions.answers == {}


# ---------------------------------------------------------------- what the pages say


def words(html: str) -> Iterable[str]:
    return [unescape(part) for part in re.split(r"<[^>]+>", html) if part.strip()]


@given(st.fixed_dictionaries({flag: st.sampled_from(ANSWERS) for flag in FLAGS}), st.booleans())
def test_no_outcome_names_a_disease_or_gives_an_all_clear(answers: dict[str, str], reasons: bool) -> None:
    found = symptoms.screen(answers)
    for said in words(outcome(found, reasons)):
        assert not names(said, DISEASES | OF_THE_PAST)
        assert not re.search(r"all.?clear|\bsafe\b", said, re.IGNORECASE)


def test_the_words_of_the_data_are_escaped_and_blanks_stand_out() -> None:
    screening = through(Screening(), rf_cancer_history="yes")
    assert "in the past I had <u>name the illness</u>" in screening._outcome.value
    assert "[" not in text(screening)


def test_what_is_sent_at_load_is_small() -> None:
    sent = json.dumps(Screening().questions.get_state(), default=str)
    assert len(sent) < 14_000


def test_every_control_answers() -> None:
    screen = Screening()
    assert parts.drive(screen).startswith(f"Screening: {len(catalog().red_flags)} controls and ")
    assert screen.questions.answers == dict.fromkeys(catalog().red_flags, "no")
