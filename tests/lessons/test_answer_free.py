"""The kit without answers: it asks, keeps and hands in, and holds nothing of the key; the whole kit marks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from attrs import evolve

from hipkit import lessons
from hipkit.facts import catalog
from hipkit.facts.lessons import question_rule

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "deploy" / "build_answer_free.py"
LEARNER = Path(__file__).with_name("in_class.py")
FACTS = catalog()


def run(*args: object, **places: str) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, args)], cwd=ROOT, env=os.environ | places, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "answer-free"
    run(SCRIPT, out)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> ZipFile:
    (path,) = built.glob("hipkit-*.whl")
    return ZipFile(path)


@pytest.fixture(scope="module")
def handed_in(wheel: ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exports")


@pytest.fixture(scope="module")
def seen(wheel: ZipFile, handed_in: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a learner meets who has that wheel and no other."""
    home = tmp_path_factory.mktemp("learner")
    wheel.extractall(home)
    found: dict[str, Any] = json.loads(run("-P", LEARNER, handed_in, PYTHONPATH=str(home)))
    assert found["home"].startswith(str(home))
    return found


def feedback() -> set[str]:
    """What only the files of questions say."""
    said = {words for one in FACTS.questions.values() for words in (one.right_says, one.wrong_says)}
    said |= {option.says for one in FACTS.questions.values() for option in (*one.choices, *one.traps)}
    files = [file for file in (ROOT / "data").rglob("*") if file.suffix in (".toml", ".csv", ".json")]
    elsewhere = "".join(file.read_text("utf-8") for file in files if file.parent.name != "questions")
    return {words for words in said - {""} if words not in elsewhere}


def test_no_key_is_in_the_wheel_or_in_the_data_beside_it(built: Path, wheel: ZipFile) -> None:
    said = feedback()
    assert len(said) > 200
    held = [wheel.read(name).decode("utf-8", errors="replace") for name in wheel.namelist()]
    held += [file.read_text("utf-8") for file in (built / "data").rglob("*.toml")]
    assert {words for words in said for text in held if words in text} == set()
    questions = [name for name in wheel.namelist() if "/lessons/questions/" in name]
    assert len(questions) == 7
    for name in questions:
        for key, fields in tomllib.loads(wheel.read(name).decode()).items():
            one = FACTS.questions[key]
            assert set(fields) <= {
                *("kind", "objective", "level", "asks", "sources", "fixed", "unit", "marked_by"),
                *("choices", "partners"),
            }
            assert [option["key"] for option in fields.get("choices", ())] == [
                c.key for c in lessons.shown(one)
            ]
            assert all(set(option) == {"key", "text"} for option in fields.get("choices", ()))


def test_nothing_else_is_missing(wheel: ZipFile) -> None:
    inside = {name for name in wheel.namelist() if name.startswith("hipkit/data/")}
    beside = {
        f"hipkit/data/{file.relative_to(ROOT / 'data').as_posix()}"
        for file in (ROOT / "data").rglob("*.*")
        if file.suffix in (".toml", ".csv", ".json") and not any(part[0] in "._" for part in file.parts[-3:])
    }
    assert beside <= inside


def test_every_question_is_asked_and_kept_and_none_is_marked(seen: dict[str, Any]) -> None:
    practised = {one.id for one in FACTS.questions.values()} - {one.id for one in lessons.inventory()}
    assert set(seen["said"]) == practised
    assert {words.split(";")[0] for words in seen["said"].values()} == {
        "Noted. Your teacher marks this question"
    }
    assert seen["told"] == []
    assert seen["resumed"]
    assert seen["version"].endswith("+answer.free")
    for name in ("mark", "solution", "answers", "summary"):
        assert "is marked by your teacher; this copy of the kit holds no answer" in seen[name]
    assert len(seen["driven"]) == 5


def test_the_whole_kit_marks_what_was_handed_in(seen: dict[str, Any], handed_in: Path) -> None:
    found = lessons.summarise(handed_in)
    assert found.learners == ("bo",)
    assert {one.question for one in found.items} == set(seen["said"])
    assert 0 < sum(one.right for one in found.items) < len(found.items)
    assert [name for name, _ in found.skipped] == ["mine.txt"]


def test_a_question_for_the_teacher_may_hold_no_answer() -> None:
    one = evolve(FACTS.questions["one_side"], marked_by="teacher")
    ((_, field, found, _),) = question_rule({"one_side": one})
    assert (field, found) == ("marked_by", "'teacher' and something of the answer")
