"""Claims are weighed as the table says, and sureness is counted honestly."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipkit import charts, claims
from hipkit.claims import SURE, VERDICTS, Reply, ReplyError, calibration, score, wilson
from hipkit.facts import catalog
from hipkit.facts.reading import find
from hipkit.screens.parts import plain
from hipkit.text import claims as words
from hipkit.text.findings import dispute, printed

FACTS = catalog()
with (Path(str(find())) / "claims" / "evidence.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))

REPLIES = st.lists(
    st.builds(
        Reply, st.sampled_from(list(FACTS.claims)), st.sampled_from(VERDICTS), st.sampled_from(list(SURE))
    )
)
ONCE = st.lists(st.sampled_from(list(FACTS.claims)), unique=True)


def test_every_claim_has_a_topic_and_every_topic_claims() -> None:
    topics = claims.topics()
    assert Counter(claim.id for group in topics.values() for claim in group) == Counter(list(FACTS.claims))
    assert {"Stretching", "Piriformis", "Warning signs"} <= set(topics)


def test_every_verdict_has_evidence_and_a_place_in_the_articles() -> None:
    for claim in FACTS.claims.values():
        assert claims.evidence(claim.id)
        assert re.fullmatch(r"\d+(,\d+)*", claim.paragraph)


@given(REPLIES)
def test_the_score_is_a_recount_of_the_last_replies(replies: list[Reply]) -> None:
    last = {reply.claim: reply.verdict for reply in replies}
    scored = {one.topic: one for one in score(replies)}
    for topic, group in claims.topics().items():
        mine = [claim for claim in group if claim.id in last]
        assert scored[topic].answered == len(mine)
        assert scored[topic].right == sum(last[claim.id] == claim.verdict for claim in mine)
        assert scored[topic].claims == len(group)


@given(REPLIES)
def test_calibration_counts_every_reply_once(replies: list[Reply]) -> None:
    levels = calibration(replies)
    last = {reply.claim: reply for reply in replies}
    assert sum(level.answered for level in levels) == len(last)
    assert sum(level.right for level in levels) == sum(reply.right for reply in last.values())
    for level in levels:
        assert 0 <= level.low <= level.right / level.answered <= level.high <= 1


@given(ONCE)
def test_whoever_knows_all_is_never_told_to_be_too_sure(ids: list[str]) -> None:
    replies = [Reply(key, FACTS.claims[key].verdict, "certain") for key in ids]
    assert "too sure" not in words.calibrated(calibration(replies))


def test_too_sure_is_said_only_after_a_few_answers() -> None:
    wrong = [
        Reply(key, "supported", "certain")
        for key, claim in FACTS.claims.items()
        if claim.verdict != "supported"
    ]
    few = words.calibrated(calibration(wrong[:2]))
    assert "too sure" not in few
    assert "fits" not in few
    assert "too sure when you said certain" in words.calibrated(calibration(wrong[:3]))


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # Newcombe 1998, Stat Med 17:857, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(right: int, of: int, low: float, high: float) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("right", "of"), [(0, 0), (2, 1), (-1, 3)])
def test_no_share_without_answers(right: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(right, of)


@pytest.mark.parametrize(
    ("claim", "verdict", "sure", "named"),
    [
        ("c99", "partly", "certain", "claim is 'c99'"),
        ("c01", "maybe", "certain", "verdict is 'maybe'"),
        ("c01", "partly", "very", "sure is 'very'"),
    ],
)
def test_a_reply_that_cannot_be_is_refused(claim: str, verdict: str, sure: str, named: str) -> None:
    with pytest.raises(ReplyError, match=named):
        Reply(claim, verdict, sure)  # type: ignore[arg-type]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_is_printed_as_it_stands(row: dict[str, str]) -> None:
    claim = FACTS.claims[row["about"]]
    told = plain(words.revealed(Reply(claim.id, "partly", "guessing"), FACTS))
    assert printed(row["value"]) in told
    assert printed(row["interval"]) in told
    assert FACTS.sources[row["source"]].short in told


def test_figures_survive_printing() -> None:
    assert printed("-0.09 to -0.20") == "−0.09 to −0.20"
    assert printed("0.52-0.75") == "0.52–0.75"
    assert printed("L4-S3") == "L4-S3"
    assert printed("single-leg") == "single-leg"


def test_the_verdict_is_not_told_before_the_reply() -> None:
    for claim in FACTS.claims.values():
        shown = words.statement(claim, 1, 52)
        assert words.VERDICTS[claim.verdict][0] not in shown
        assert claim.claim in plain(shown)


def test_plain_errors_are_the_two_that_are_known() -> None:
    assert {error.claim for error in FACTS.plain_errors.values()} == {"c13", "c39"}
    told = " ".join(plain(words.error(error, FACTS)) for error in FACTS.plain_errors.values())
    assert "It is the right hip" in told
    assert "Trendelenburg" in told
    assert all(FACTS.claims[error.claim].verdict == "contradicted" for error in FACTS.plain_errors.values())


def test_worked_pairs_have_two_sides_with_something_measured() -> None:
    assert len(FACTS.claim_pairs) == 3
    for pair in FACTS.claim_pairs.values():
        assert len(pair.sides) == 2
        told = plain(dispute(pair, FACTS))
        for side in pair.sides:
            assert side.findings or side.evidence
            assert side.says in told
        assert all(reason in told for reason in pair.reasons)


@given(REPLIES)
def test_calibration_chart_shows_each_step_at_its_share(replies: list[Reply]) -> None:
    levels = calibration(replies)
    dots = charts.calibration(levels)["data"][1]
    assert dots["x"] == [100 * SURE[level.sure] for level in levels]
    assert dots["y"] == pytest.approx([100 * level.right / level.answered for level in levels])
    assert dots["text"] == [f"{level.right} of {level.answered}" for level in levels]
