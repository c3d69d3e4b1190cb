"""HiGHS, with a statement of the rules of its own, finds the same routines as the planner."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benches.bench_oracle import mixed, translated
from benches.oracle import Question, disagreements
from hipkit.routine.planning import posed
from hipkit.routine.rules import Case
from hipkit.routine.targets import demands
from tests.routine.small import KNOWN, weighed

ROOT = Path(__file__).parents[2]
TRANSLATED = list(islice(translated(), 300))
MIXED = list(islice(mixed(), 60))  # some are refused
CHUNK = 60


@pytest.mark.parametrize("start", range(0, len(TRANSLATED + MIXED), CHUNK))
def test_highs_finds_the_same_optimum_and_the_same_picks(start: int) -> None:
    """`python -m benches.bench_oracle` compares more."""
    questions = (TRANSLATED + MIXED)[start : start + CHUNK]
    wrong, _ = disagreements(questions)
    assert wrong == []


def test_the_requests_are_of_every_kind() -> None:
    """Where nothing is kept and none refused, or the menu leaves nothing out, agreement would say little."""
    assert sum(bool(each.request.include) for each in TRANSLATED) >= 100
    assert len({each.request.minutes for each in TRANSLATED}) >= 10
    assert {each.request.timing for each in TRANSLATED + MIXED} == set(KNOWN.timings)
    assert sum(menu_takes(each) >= {"menu", "one_variant"} for each in TRANSLATED) >= 100
    assert any("one_provocative" in menu_takes(each) for each in TRANSLATED)
    assert any(each.gentle for each in MIXED)
    assert any(each.request.exclude for each in MIXED)


def menu_takes(question: Question) -> set[str]:
    """The rules by which the menu of a request leaves exercises out."""
    case = Case(question.request, question.gentle, KNOWN)
    return {rule for rule, _ in posed(case, demands(case))[1].instead.values()}


def test_a_planner_that_counts_otherwise_is_found_out() -> None:
    wrong, _ = disagreements(TRANSLATED[:10], weighed(exercise=KNOWN.weights["exercise"].value + 1))
    assert len(wrong) == 10


def test_the_statement_shares_no_code_with_the_planner() -> None:
    """Of the kit it imports, by itself or through others, the reader of data/ and nothing else."""
    wish = "['desk'], [], [], 'anytime', 'beginner', [], [], False"
    script = f"import sys, benches.highs as h; assert h.best(h.Wish(20, {wish})); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seen = done.stdout.split()
    ours = {name for name in seen if name.split(".")[0] in ("hipkit", "benches", "tests")}
    assert {name for name in ours if not name.startswith("hipkit.facts")} == {
        "hipkit", "benches", "benches.highs", "benches.restated",
    }  # fmt: skip
    for name in ("highs", "restated"):
        tree = ast.parse((ROOT / "benches" / f"{name}.py").read_text())
        taken = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {module for module in taken if module and module.startswith("hipkit")} <= {
            "hipkit.facts", "hipkit.facts.records",
        }  # fmt: skip
