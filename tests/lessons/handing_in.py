"""Plays a class with nbgrader's own classes: ``python handing_in.py FOLDER ANSWERS``.

In one process, because each of nbgrader's commands takes seconds to start. FOLDER holds the teacher's
course in ``teacher``; ANSWERS is a JSON file: learner -> id of a cell -> what the learner puts there.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from traitlets.config import Config

ASSIGNMENT = "hip"


def settings(root: Path, folder: Path) -> Config:
    config = Config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.course_id = config.CourseDirectory.assignment_id = ASSIGNMENT
    config.Exchange.root = str(root / "exchange")
    config.Exchange.cache = str(folder / "cache")
    config.Exchange.assignment_dir = str(folder)
    config.ExchangeCollect.check_owner = False  # one user of the machine plays all
    return config


def must(result: dict) -> None:
    if not result["success"]:
        sys.exit(f"{result.get('error')}\n{result.get('log')}")


def learner(root: Path, who: str, step: str) -> None:
    folder = root / who
    folder.mkdir(exist_ok=True)
    config = settings(root, folder)
    api = NbGraderAPI(config=config)
    course = CourseDirectory(config=config, student_id=who)
    must(
        capture_log(
            getattr(api.exchange, step)(coursedir=course, authenticator=api.authenticator, config=config)
        )
    )


def answer(path: Path, cells: dict[str, str]) -> None:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = cells.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""), cell.source)
    nbformat.write(notebook, path)


def play(root: Path, answers: dict[str, dict[str, str]]) -> None:
    (root / "exchange").mkdir()
    (root / "exchange").chmod(0o777)
    teacher = NbGraderAPI(config=settings(root, root / "teacher"))
    must(teacher.generate_assignment(ASSIGNMENT))
    must(teacher.release_assignment(ASSIGNMENT))
    for who, cells in answers.items():
        learner(root, who, "FetchAssignment")
        answer(root / who / f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb", cells)
        learner(root, who, "Submit")
    must(teacher.collect(ASSIGNMENT))
    for who in answers:
        must(teacher.autograde(ASSIGNMENT, who))
    must(teacher.generate_feedback(ASSIGNMENT))
    must(teacher.release_feedback(ASSIGNMENT))
    for who in answers:
        learner(root, who, "FetchFeedback")
    with teacher.gradebook as book:
        found = {who: book.find_submission(ASSIGNMENT, who) for who in answers}
        scores = {who: [submission.score, submission.max_score] for who, submission in found.items()}
    (root / "scores.json").write_text(json.dumps(scores))


if __name__ == "__main__":
    os.environ["PATH"] = (
        f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic
    )
    play(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()))
