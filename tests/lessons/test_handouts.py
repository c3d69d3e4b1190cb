"""The handouts: whole, escaped, from the kit's own data, and without an answer. On paper: tests/browser."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from attrs import evolve

from hipkit import lessons
from hipkit.export.handouts import answer_page, handout
from hipkit.facts import catalog
from hipkit.facts.teaching import Handout, handout_rule
from hipkit.text import PURPOSE
from hipkit.text.lessons import answered
from tests.export.test_export_page import Page

FACTS = catalog()
SHEETS = list(FACTS.handouts.values())
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
HOSTILE = '<script>alert("1")</script>\'&amp;{{7*7}}=cmd|calc'


def test_every_notebook_has_its_sheet() -> None:
    assert [one.id for one in SHEETS] == sorted(path.stem for path in NOTEBOOKS.glob("0*.ipynb"))


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.id)
def test_a_sheet_is_whole_and_loads_nothing(one: Handout) -> None:
    html = handout(one)
    page = Page(html)
    assert (page.open, page.loads) == ([], [])
    assert "url(" not in html
    assert "@import" not in html
    assert PURPOSE in page.text
    assert one.title in page.text
    for key in one.objectives:
        assert FACTS.objectives[key].text in page.text
    for key in one.questions:
        question = FACTS.questions[key]
        assert " ".join(lessons.quote(question.asks).split()) in page.text
        assert all(option.text in page.text for option in (*question.choices, *question.partners))
        assert all(FACTS.sources[source].short in page.text for source in question.sources)


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.id)
def test_a_sheet_holds_no_answer(one: Handout) -> None:
    html = handout(one)
    for key in one.questions:
        question = FACTS.questions[key]
        said = {lessons.quote(option.says) for option in (*question.choices, *question.traps) if option.says}
        said |= {lessons.quote(words) for words in (question.right_says, question.wrong_says) if words}
        assert [words for words in said if escape(words) in html] == []
    for key in one.of:
        if key in FACTS.cases:
            case = FACTS.cases[key]
            assert not any(
                escape(words) in html for words in (*case.expert, *(r.looks_for for r in case.rubric))
            )


def test_what_is_asked_before_and_after_stands_on_no_sheet() -> None:
    inventory = {one.id for one in lessons.inventory()}
    assert not inventory & {key for one in SHEETS for key in one.questions}


def test_the_answers_stand_on_a_page_of_their_own() -> None:
    page = Page(answer_page(SHEETS))
    assert page.open == []
    for one in SHEETS:
        for key in one.questions:
            question = FACTS.questions[key]
            right = lessons.solution(question)
            assert answered(question, right) in page.text
            assert " ".join(lessons.mark(question, right).feedback) in page.text


def test_hostile_words_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the sheet itself, in a question, its options and its sources."""
    question = FACTS.questions["outer_hip"]
    bad = evolve(
        question,
        asks=HOSTILE.replace("{{7*7}}", ""),
        choices=tuple(evolve(option, text=HOSTILE) for option in question.choices),
    )
    monkeypatch.setitem(FACTS.__dict__, "questions", {**FACTS.questions, "outer_hip": bad})
    sheet = evolve(FACTS.handouts["02-symptoms"], title=HOSTILE, lead=HOSTILE, write=HOSTILE)
    html = handout(sheet)
    assert "<script" not in html
    assert html.count(escape(HOSTILE)) == len(question.choices) + 5  # two titles, head, lead, own words
    assert Page(html).open == []


def test_a_sheet_with_too_many_questions_is_refused() -> None:
    crowded = evolve(SHEETS[0], questions=tuple(FACTS.questions)[:6])
    assert list(handout_rule({"x": crowded})) == [("x", "questions", "6", "three to five")]
