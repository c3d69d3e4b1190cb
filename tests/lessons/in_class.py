"""Plays a learner with the kit that is first on the path: ``python in_class.py FOLDER``. Prints what was seen as JSON.

In a process of its own, because that kit is another than the one under test: the one without answers.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import hipkit
from hipkit import lessons
from hipkit.facts import catalog
from hipkit.facts.records import Question
from hipkit.screens import Cases, Lesson, parts
from hipkit.screens.lessons import Shelf, guide


def first(question: Question) -> Any:
    """An answer that can be given to any question without knowing anything."""
    keys = [one.key for one in lessons.shown(question)]
    partners = [one.key for one in question.partners]
    return {
        "number": "1",
        "several": keys[:1],
        "order": keys,
        "match": dict.fromkeys(keys, partners[0] if partners else ""),
    }.get(question.kind, keys[0] if keys else "")


def refused(what: Any) -> str:
    try:
        what()
    except ValueError as error:
        return str(error)
    return ""


def play(folder: Path) -> dict[str, Any]:
    catalog().check()
    shelf = Shelf()
    said: dict[str, str] = {}
    pages: dict[str, str] = {}
    for topic in dict.fromkeys(one.topic for one in catalog().questions.values()):
        lesson = Lesson(topic, shelf=shelf)
        for one in lesson.questions:
            lesson.answer(one.id, first(one))
            said[one.id] = lesson._result.text
            paper = lesson._paper
            seen = [paper.intro, paper.questions, paper.answers, paper.locked, paper.told]
            pages[one.id] = json.dumps(seen, default=str) + lesson._below.html
    (folder / "bo.csv").write_text(lessons.to_csv(shelf.work, "bo"), encoding="utf-8")
    (folder / "bo.json").write_text(lessons.to_json(shelf.work, "bo"), encoding="utf-8")
    lessons.save(shelf.work, folder / "mine.txt")
    question = catalog().questions["one_side"]
    return {
        "home": hipkit.__file__,
        "version": hipkit.__version__,
        "said": said,
        "told": sorted(
            {words for page in pages.values() for words in ("right_says", "Our answer") if words in page}
        ),
        "resumed": lessons.resume(folder / "mine.txt") == shelf.work,
        "mark": refused(lambda: lessons.mark(question, "little")),
        "solution": refused(lambda: lessons.solution(question)),
        "answers": refused(lambda: guide.answers("claims")),
        "summary": refused(lambda: lessons.summarise(folder)),
        "driven": [
            parts.drive(Lesson, "claims"),
            parts.drive(lambda: Lesson("anatomy", sheet=True)),
            parts.drive(lambda: Lesson(inventory="before")),
            parts.drive(lambda: Lesson(inventory="after")),
            parts.drive(Cases, "Hip and groin"),
        ],
    }


if __name__ == "__main__":
    print(json.dumps(play(Path(sys.argv[1]))))
