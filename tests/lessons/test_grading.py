"""A class of three hands in the graded notebook with nbgrader as it is: assigned, submitted, graded, given back."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

COURSE = Path(__file__).parents[2] / "notebooks/instructor/grading"
MASTER = COURSE / "source/hip/hip.ipynb"
HANDING_IN = Path(__file__).with_name("handing_in.py")
WRONG = {
    "longest_answer": "longest = 'gluteus_medius'",
    "chance_answer": "chance = 0.5",
    "request_answer": "request = routine.Request(15, ['desk'])",
}


def key() -> dict[str, str]:
    """The master's own answers."""
    return {
        cell.metadata["nbgrader"]["grade_id"]: cell.source
        for cell in nbformat.read(MASTER, as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(COURSE, root / "teacher")
    answers = {"ada": key(), "bo": key() | WRONG, "cy": {}}
    (root / "answers.json").write_text(json.dumps(answers))
    places = {name: str(root / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
    result = subprocess.run(
        [sys.executable, HANDING_IN, root, root / "answers.json"],
        env=os.environ | places,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    return root


def test_scores_follow_the_answers(course: Path) -> None:
    scores = json.loads((course / "scores.json").read_text())
    assert scores == {"ada": [9, 12], "bo": [3, 12], "cy": [0, 12]}  # three points are given by hand


def test_learners_get_their_feedback(course: Path) -> None:
    for who, points in {"ada": [2, 2, 2, 1, 2, 0], "bo": [0, 2, 0, 1, 0, 0], "cy": [0] * 6}.items():
        (page,) = (course / who / "hip/feedback").rglob("hip.html")
        contents = page.read_text().split("<ol>")[1].split("</ol>")[0]
        assert [float(score) for score in re.findall(r"Score: ([\d.]+) /", contents)] == points


def test_no_answer_reaches_the_learners(course: Path) -> None:
    given = nbformat.read(course / "teacher/release/hip/hip.ipynb", as_version=4)
    text = nbformat.writes(given)
    assert "SOLUTION" not in text
    assert "HIDDEN" not in text
    assert [line for answer in key().values() for line in inner(answer) if line in text] == []
    assert not any(cell.get("outputs") for cell in given.cells)


def inner(answer: str) -> list[str]:
    """The lines that nbgrader cuts out, but for closing brackets."""
    lines = [line.strip() for line in answer.splitlines()]
    first, last = (number for number, line in enumerate(lines) if "SOLUTION" in line)
    return [line for line in lines[first + 1 : last] if len(line) > 1]
