"""The recipes of CONTRIBUTING.md, followed word for word in a copy of the kit."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```\w+ (?P<end>end of )?(?P<path>\S+)\n(?P<text>.*?)^```$", re.M | re.S)
RECIPES = dict(
    re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", (ROOT / "CONTRIBUTING.md").read_text(), re.M | re.S)
)


def follow(recipe: str, folder: Path) -> None:
    """Does in a copy of the kit what the blocks of a recipe say."""
    blocks = list(BLOCK.finditer(RECIPES[recipe]))
    assert blocks
    for block in blocks:
        path = folder / block["path"]
        if block["end"]:
            path.write_text(path.read_text().rstrip("\n") + "\n" + block["text"])
        else:
            assert not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"])


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    for name in ("hipkit", "data", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def told(kit: Path, program: str) -> Mapping[str, Any]:
    """What a program prints as JSON when it runs on the copy."""
    result = subprocess.run(
        [sys.executable, "-c", f"import hipkit, json\nhipkit.catalog().check()\n{program}"],
        cwd=kit,
        env=os.environ | {"PYTHONPATH": str(kit)},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    answer: Mapping[str, Any] = json.loads(result.stdout)
    return answer


def test_an_exercise_appears(kit: Path) -> None:
    follow("An exercise", kit)
    found = told(
        kit,
        """
from hipkit import anatomy, exercises, routine, symptoms
from hipkit.anatomy.exercises import longest
from hipkit.screens import Exercises
from hipkit.screens.body import Body
new = "bent_knee_fall_out"
screen = Exercises(new)
screening = symptoms.screen(dict.fromkeys(hipkit.catalog().red_flags, "no"))
plan = routine.plan(routine.Request(20, ["general_mobility"], equipment=["mat"], include=[new]), screening)
body = Body()
body.motion = anatomy.motion(new)
print(json.dumps({
    "file": hipkit.__file__,
    "listed": new in [exercise.id for exercise in exercises.found(exercises.Filters())],
    "opened": screen.opened,
    "planned": new in [step.exercise for step in plan.steps],
    "checked": all(check.kept for check in plan.checks),
    "lengthens": list(longest(new)),
    "plays": body.playing,
}))
""",
    )
    assert Path(found["file"]).is_relative_to(kit)
    assert found["listed"]
    assert found["opened"] == "bent_knee_fall_out"
    assert found["planned"]
    assert found["checked"]
    assert {"adductor_longus", "gracilis"} & set(found["lengthens"])
    assert found["plays"]


def test_an_exercise_without_poses_has_a_card(kit: Path) -> None:
    follow("An exercise", kit)
    shutil.copy(ROOT / "data/anatomy/poses.toml", kit / "data/anatomy/poses.toml")
    found = told(
        kit,
        """
from hipkit.screens import Exercises, Routine
from hipkit.screens.parts import drive
screen = Exercises("bent_knee_fall_out")
print(json.dumps({"opened": screen.opened, "driven": drive(screen)}))
""",
    )
    assert found["opened"] == "bent_knee_fall_out"
    assert found["driven"]


def test_a_study_appears(kit: Path) -> None:
    follow("A study", kit)
    found = told(
        kit,
        """
from hipkit import charts, stretching, text
from hipkit.screens import Stretching
answer = stretching.findings(kind="static", outcome="jump", hold_s=45)
screen = Stretching()
print(json.dumps({"found": [finding.id for finding in answer]}))
""",
    )
    assert "SE900" in found["found"]


def test_a_question_appears(kit: Path) -> None:
    follow("A question", kit)
    found = told(
        kit,
        """
from hipkit import lessons
print(json.dumps({
    "asked": [question.id for question in lessons.practice("stretching")],
    "right": lessons.mark("example_question", "long").right,
    "feedback": lessons.mark("example_question", "short").feedback,
}))
""",
    )
    assert "example_question" in found["asked"]
    assert found["right"]
    assert "1.1" in " ".join(found["feedback"])
