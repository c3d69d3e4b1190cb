"""The table against papers, misses included: the numbers shown are the numbers computed."""

from __future__ import annotations

import pytest

from hipkit.anatomy import Comparison, against_papers

COMPUTED = {  # id -> the model's value, whether it agrees
    "delp_extended": (-26.4, True),
    "delp_flexed": (18.5, True),
    "snijders_standing": (17.3, True),
    "snijders_sitting": (5.8, False),
    "vaarbakken_longest": (18.1, False),
    "mcgovern_adduction": (3, False),
    "schache_hamstrings": (1, True),
}
TABLE = {comparison.paper.id: comparison for comparison in against_papers()}


def test_every_paper_is_pinned() -> None:
    assert set(TABLE) == set(COMPUTED)


@pytest.mark.parametrize("name", COMPUTED)
def test_the_value_and_the_verdict(name: str) -> None:
    value, agrees = COMPUTED[name]
    assert TABLE[name].model == pytest.approx(value, abs=0.05)
    assert TABLE[name].agrees is agrees


@pytest.mark.parametrize("comparison", TABLE.values(), ids=TABLE)
def test_a_figure_says_where_it_comes_from(comparison: Comparison) -> None:
    paper = comparison.paper
    assert paper.verified == "page"
    assert paper.seen.startswith("http")
    assert paper.note
    assert any(year in paper.cite for year in ("1999", "2006", "2012", "2014", "2017"))
