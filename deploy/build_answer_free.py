"""Build the kit without answers, for graded use: a wheel, and the data folder in it. `make answer-free` runs it.

Questions keep what learners read: the question, the choices in the order in which they are shown, the sources.
Right answers, feedback, how the kit computes them and the beliefs behind them are left out, and the questions say
``marked_by = "teacher"``. What learners hand in is marked by the whole kit: ``hipkit.lessons.summarise``.

Cases stay as they are, with what an expert says: nothing of a case is handed in. So do the facts that the kit
teaches: whoever may use the kit can look something up in it.

``python deploy/build_answer_free.py OUT`` needs the environment of `requirements.txt`.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from hipkit import lessons
from hipkit.facts import catalog
from hipkit.facts.records import Question

ROOT = Path(__file__).parents[1]
PARTS = ("hipkit", "data", "overrides.json", "pyproject.toml", "README.md", "LICENSE")
QUESTIONS = "data/lessons/questions"
LABEL = "+answer.free"  # of the version, so that one can tell which kit is there
KEPT = ("kind", "objective", "level", "asks", "sources", "fixed", "unit")


def main(out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    with TemporaryDirectory() as folder:
        tree = Path(folder)
        copy(tree)
        strip(tree / QUESTIONS)
        label(tree / "hipkit" / "__init__.py")
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out.resolve())]
        done = subprocess.run(build, cwd=tree, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"The wheel could not be built:\n{done.stdout}\n{done.stderr}")
        shutil.copytree(tree / "data", out / "data")
    wheel = next(out.glob("*.whl"))
    if found := sorted(set(told(wheel))):
        wheel.unlink()
        raise SystemExit(f"Something of an answer is still in the wheel, so it was removed: {found}")
    print(f"{wheel} and {out / 'data'} hold no answer to the {len(catalog().questions)} questions.")


def copy(tree: Path) -> None:
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(ROOT / name, tree / name)


def label(init: Path) -> None:
    text, count = re.subn(r'(?m)^(__version__ = ".*)"$', rf'\1{LABEL}"', init.read_text("utf-8"))
    assert count == 1
    init.write_text(text, encoding="utf-8")


# ---------------------------------------------------------------- questions without answers


def strip(folder: Path) -> None:
    """Writes the files of questions anew, with nothing of an answer."""
    for file in sorted(folder.glob("*.toml")):
        asked = tomllib.loads(file.read_text("utf-8"))
        texts = (_table(key, _bare(fields, catalog().questions[key])) for key, fields in asked.items())
        file.write_text("\n".join(texts), encoding="utf-8")


def _bare(fields: dict[str, Any], question: Question) -> dict[str, Any]:
    """What a learner reads of a question anyway. The order of the file would tell the right order."""
    kept = {key: fields[key] for key in KEPT if key in fields} | {"marked_by": "teacher"}
    kept["asks"] = lessons.quote(kept["asks"])
    for name, shown in (("choices", lessons.shown(question)), ("partners", question.partners)):
        if shown:
            kept[name] = [{"key": one.key, "text": one.text} for one in shown]
    return kept


def _table(key: str, fields: dict[str, Any]) -> str:
    lines = (f"{name} = {_toml(value)}\n" for name, value in fields.items())
    return f"[{key}]\n{''.join(lines)}"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_toml(one)}' for name, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


# ---------------------------------------------------------------- whether it worked


def told(wheel: Path) -> Iterator[str]:
    """What the questions of a wheel still hold of the answers: ``file: field``."""
    with ZipFile(wheel) as packed:
        for name in packed.namelist():
            if "/lessons/questions/" in name:
                for question in tomllib.loads(packed.read(name).decode("utf-8")).values():
                    beside = {*question} - {*KEPT, "marked_by", "choices", "partners"}
                    inside = {field for one in _options(question) for field in one} - {"key", "text"}
                    yield from (f"{name}: {field}" for field in beside | inside)


def _options(question: dict[str, Any]) -> list[dict[str, str]]:
    return [*question.get("choices", ()), *question.get("partners", ())]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
