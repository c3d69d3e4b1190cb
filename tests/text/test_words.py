"""Plain words: times, doses, lists, citations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit import catalog
from hipkit.facts.records import Dose, Source
from hipkit.text import cite, clock, dose, escape, listed, number
from hipkit.text.markup import Markup, chip, fold, table

HOSTILE = [
    "<script>alert(1)</script>",
    '" onload="x',
    "' onload='x",
    "&amp;",
    "\u202egnirts",
    "",
    "a" * 10_000,
]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (59, "0:59"), (60, "1:00"), (210, "3:30"), (3600, "60:00")]
)
def test_clock(seconds: int, words: str) -> None:
    assert clock(seconds) == words


@given(st.integers(0, 10_000))
def test_clock_can_be_read_back(seconds: int) -> None:
    minutes, rest = clock(seconds).split(":")
    assert int(minutes) * 60 + int(rest) == seconds


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(items: list[str], words: str) -> None:
    assert listed(items) == words


def test_minus_is_a_minus() -> None:
    assert number(-1.10) == "\N{MINUS SIGN}1.1"


@pytest.mark.parametrize(
    ("given_dose", "sides", "words"),
    [
        (Dose(1, 30, "repetition", 9, "source", hold_s=5), False, "30 repetitions, each held 5 s"),
        (Dose(1, 1, "repetition", 4, "source"), True, "1 repetition each side"),
        (Dose(1, 8, "breath", 6, "source"), True, "8 breaths each side"),
        (Dose(1, 2, "hold", 30, "source"), True, "2 × 30 s each side"),
        (Dose(2, 10, "repetition", 4, "source"), True, "2 sets of 10 repetitions each side"),
        (Dose(1, 1, "bout", 120, "source"), False, "2 min"),
        (Dose(1, 1, "bout", 45, "source"), False, "45 s"),
    ],
)
def test_dose(given_dose: Dose, sides: bool, words: str) -> None:
    assert dose(given_dose, sides) == words


def test_a_citation_names_the_paper() -> None:
    source = Source("x", "Behm DG, Kay AD", "2016", "A title.", "A journal 1:2", doi="10.1/x", pmid="7")
    assert cite(source) == "Behm DG, Kay AD (2016). A title. A journal 1:2. doi:10.1/x"


def test_every_source_can_be_cited() -> None:
    for source in catalog().sources.values():
        assert source.year in cite(source)
        assert source.short


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_escaped_wherever_it_goes(text: str) -> None:
    made = [table(text, [text, text], [[text, text]]), chip(text), fold(text, text), escape(text)]
    for html in made:
        assert "<script" not in html
        assert 'onload="' not in html
        assert "onload='" not in html


def test_markup_stays_as_it_is() -> None:
    assert "<b>x</b>" in table("c", ["h"], [[Markup("<b>x</b>")]])
