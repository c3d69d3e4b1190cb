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
from textwrap import indent
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(
    r"^```\w+ (?P<end>end of )?(?P<path>\S+)(?: above (?P<line>[^\n]+))?\n(?P<text>.*?)^```$", re.M | re.S
)
RECIPES = dict(
    re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", (ROOT / "CONTRIBUTING.md").read_text(), re.M | re.S)
)


def follow(recipe: str, folder: Path) -> None:
    """Does in a copy of the kit what the blocks of a recipe say."""
    blocks = list(BLOCK.finditer(RECIPES[recipe]))
    assert blocks
    for block in blocks:
        path = folder / block["path"]
        if block["line"]:
            line = re.search(rf"^( *){re.escape(block['line'])}", text := path.read_text(), re.M)
            assert line
            path.write_text(text[: line.start()] + indent(block["text"], line[1]) + text[line.start() :])
        elif block["end"]:
            path.write_text(path.read_text().rstrip("\n") + "\n" + block["text"])
        else:
            assert not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"])


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    for name in ("hipkit", "data", "notebooks", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def ran(kit: Path, *arguments: str) -> str:
    """What Python prints when it runs on the copy."""
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=kit,
        env=os.environ | {"PYTHONPATH": str(kit)},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def told(kit: Path, program: str) -> Mapping[str, Any]:
    """What a program prints as JSON when it runs on the copy."""
    answer: Mapping[str, Any] = json.loads(
        ran(kit, "-c", f"import hipkit, json\nhipkit.catalog().check()\n{program}")
    )
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


def test_a_topic_appears(kit: Path) -> None:
    follow("A topic", kit)
    found = told(
        kit,
        """
from hipkit.screens import Gait, Start
from hipkit.screens.start import doors, notebooks
app = hipkit.app("Gait")
print(json.dumps({
    "facts": [one.name for one in hipkit.catalog().strides.values()],
    "reasoning": hipkit.gait.widest(),
    "map": 'href="08-gait.ipynb"' in notebooks({"05-routine.ipynb": "", "08-gait.ipynb": "08-gait.ipynb"}),
    "doors": 'data-with="Gait"' in doors(),
    "tabs": [*app._tabs.titles],
    "open": isinstance(app.made["Gait"], Gait),
    "listed": "Gait" in hipkit.screens.__all__,
}))
""",
    )
    assert found["facts"] == ["an easy walk", "a hurried walk"]
    assert found["reasoning"] == "hurried"
    assert found["map"]
    assert found["doors"]
    assert found["tabs"][-3:] == ["Cases", "Walking", "Questions"]
    assert found["open"]
    assert found["listed"]


def test_every_test_of_the_kit_finds_an_added_topic(kit: Path) -> None:
    """Those that look at every topic, table, screen or notebook, in the copy that holds one more."""
    follow("A topic", kit)
    files = [
        "test_house.py",
        "test_doc.py",
        "test_gait.py",
        "facts/test_faults.py",
        "lessons/test_handouts.py",
    ]
    files += [f"screens/test_{name}.py" for name in ("start", "app", "every_control", "hurried")]
    passed = ran(
        kit,
        *("-m", "pytest", "-v", "-n", "0", "-p", "no:cacheprovider", "notebooks/08-gait.ipynb"),
        *(f"tests/{name}" for name in files),
        *("-k", "gait or Gait or strides or topics or left_out or map or tab or its_sheet"),
    )
    for place in (
        "::Cell 1 PASSED",
        "test_gait.py",
        "test_every_value_and_what_follows_from_it_and_back[Gait]",
        "test_a_cell_run_twice_gives_two_screens_that_do_not_know_each_other[Gait]",
        "test_a_file_that_cannot_be_read[empty-strides]",
        "test_only_screens_know_a_widget[hipkit/gait.py]",
        "test_a_sheet_holds_no_answer[08-gait]",
        "test_the_examples_are_true[hipkit.gait]",
    ):
        assert place in passed
