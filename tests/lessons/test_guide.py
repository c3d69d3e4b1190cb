"""The instructor's notebook, the plans, and that no key of the master reaches a learner's notebook."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import ipywidgets
import nbformat
import pytest
from attrs import evolve
from nbclient import NotebookClient

from hipkit import lessons
from hipkit.facts import catalog
from hipkit.facts.teaching import LessonPlan, plan_rule
from hipkit.screens import Cases, Lesson, parts
from hipkit.screens.lessons import Shelf, guide
from hipkit.text import PURPOSE

ROOT = Path(__file__).parents[2] / "notebooks"
GUIDE = ROOT / "instructor" / "guide.ipynb"
LEARNERS = sorted(ROOT.glob("*.ipynb"))
FACTS = catalog()
TOPICS = list(dict.fromkeys(one.topic for one in FACTS.questions.values()))
ASKED = {"id", "kind", "asks", "choices", "label", "partners", "unit"}  # what a page may know of a question
WORDS_A_MINUTE = 200
BY_ONE_LINE = re.compile(r"^(guide\.\w+\(.*\)|from .* import .*)$")


@cache
def key() -> set[str]:
    """What only the answers say: feedback on questions, rubrics and experts of cases."""
    said = {words for one in FACTS.questions.values() for words in (one.right_says, one.wrong_says)}
    said |= {option.says for one in FACTS.questions.values() for option in (*one.choices, *one.traps)}
    said |= {words for case in FACTS.cases.values() for words in case.expert}
    said |= {
        words for case in FACTS.cases.values() for one in case.rubric for words in (one.looks_for, one.why)
    }
    return {form for words in said - {""} for form in (words, lessons.quote(words), json.dumps(words)[1:-1])}


def leaks(text: str) -> set[str]:
    return {words for words in key() if words in text} | set(
        re.findall(r"right\W{1,4}true|goes_with|_says", text)
    )


def words(text: str) -> int:
    return len(re.findall(r"\w+(?:[-’'.]\w+)*", re.sub(r"<[^>]+>", " ", text)))


def sections(notebook: str) -> dict[str, int]:
    """Heading -> words to read below it."""
    found: dict[str, int] = {}
    heading = ""
    for cell in nbformat.read(ROOT / f"{notebook}.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown":
            for part in re.split(r"(?m)^(?=#{2,3} )", cell.source):
                if match := re.match(r"#{2,3} (.*)", part):
                    heading = match[1].strip()
                found[heading] = found.get(heading, 0) + words(part)
    return found


# ---------------------------------------------------------------- the guide


def test_the_guide_is_stripped_and_each_cell_is_one_line() -> None:
    cells = nbformat.read(GUIDE, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert all(BY_ONE_LINE.match(line) for cell in code for line in cell.source.splitlines())
    told = " ".join(cell.source for cell in cells).replace("\n> ", " ")
    assert PURPOSE in told
    for needed in (
        *("when not to use", "Objectives", "minute by minute", "prepare", "misconceptions", "To talk about"),
        *("Answers, with reasons", "no server", "hub", "Binder", "summarise", "nbgrader", "Privacy"),
    ):
        assert needed in told
    assert leaks(json.dumps(cells)) == set(), "answers come from the master when a cell is run"


def test_every_cell_of_the_guide_shows_what_it_promises() -> None:
    for cell in nbformat.read(GUIDE, as_version=4).cells:
        if cell.cell_type == "code" and cell.source.startswith("guide.") and "results" not in cell.source:
            screen = eval(cell.source, {"guide": guide})
            assert words(shown(screen)) > 150, cell.source
    told = shown(guide.answers("inventory"))
    for one in lessons.inventory():
        assert " ".join(lessons.mark(one, lessons.solution(one)).feedback) in told


def test_without_a_folder_the_guide_says_what_to_do(tmp_path: Path) -> None:
    assert "There is no folder" in shown(guide.results(str(tmp_path / "<none>")))
    assert "&lt;none&gt;" in guide.results(str(tmp_path / "<none>")).body.children[0].value
    (tmp_path / "ada.csv").write_text(
        lessons.to_csv(lessons.Work((lessons.Reply("one_side", "little"),)), "ada"), encoding="utf-8"
    )
    assert "1 learner handed in" in shown(guide.results(str(tmp_path)))


def shown(screen: parts.Screen) -> str:
    return parts.plain(" ".join(getattr(child, "value", "") for child in screen.body.children))


def test_every_question_has_its_answer_in_the_guide() -> None:
    source = GUIDE.read_text(encoding="utf-8")
    assert all(f'guide.answers(\\"{topic}\\")' in source for topic in (*TOPICS, "inventory"))


@pytest.mark.parametrize("wrong", ["30 minutes", "", "<b>"])
def test_a_plan_that_is_not_there_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="expected one of 45 minutes, 90 minutes, 3 × 45 minutes"):
        guide.plan(wrong)


# ---------------------------------------------------------------- the plans


@pytest.mark.parametrize("plan", FACTS.plans.values(), ids=lambda one: one.id)
def test_a_plan_leads_to_places_that_are_there_with_time_to_read_them(plan: LessonPlan) -> None:
    """Reading may take two thirds of a step at most: the rest is for doing and for talking."""
    used = " ".join(plan.prepare)
    for step in plan.steps:
        notebook, _, heading = step.where.partition(", ")
        if notebook != "Board":
            assert step.minutes * WORDS_A_MINUTE * 2 / 3 >= sections(notebook)[heading] / _parts(step.does)
            assert notebook in used, "what is used is prepared"


def _parts(does: str) -> int:
    """Where a class does one or two of the tasks of a section, it reads a part of it."""
    return 2 if re.search(r"\b(one question|number \d)", does) else 1


def test_blocks_are_as_long_as_they_say() -> None:
    minutes: dict[str, list[int]] = {}
    for plan in FACTS.plans.values():
        minutes.setdefault(plan.block, []).append(plan.minutes)
    assert minutes == {"45 minutes": [45], "90 minutes": [90], "3 × 45 minutes": [45, 45, 45]}
    late = evolve(FACTS.plans["one_45"], minutes=50)
    assert list(plan_rule({"x": late})) == [("x", "steps", "45 minutes", "50 minutes")]


# ---------------------------------------------------------------- no key in a learner's notebook


def test_the_key_is_found_where_it_is() -> None:
    assert len(key()) > 300
    assert leaks(shown(guide.answers("claims"))) != set()


@pytest.mark.parametrize("path", LEARNERS, ids=lambda path: path.stem)
def test_no_key_is_in_a_learners_notebook(path: Path) -> None:
    """Neither in its text nor its metadata nor the output that it keeps."""
    assert leaks(path.read_text(encoding="utf-8").replace('\\"', '"')) == set()


def opened(value: Any) -> Any:
    """What a page reads in a value that came packed."""
    return json.loads(gzip.decompress(value)) if isinstance(value, bytes) else value


def buffers(notebook: Any) -> Iterator[str]:
    """What is packed in the states of the widgets that a notebook keeps, as text."""
    for kept in notebook.metadata.widgets.values():
        for model in kept["state"].values():
            for buffer in model.get("buffers", ()):
                yield gzip.decompress(b64decode(buffer["data"])).decode()


def every(widget: Any) -> Iterator[ipywidgets.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def test_no_key_is_on_a_page_before_an_answer() -> None:
    screens = [Lesson(topic, sheet=True, shelf=Shelf()) for topic in TOPICS]
    screens += [Lesson(inventory=which, shelf=Shelf()) for which in ("before", "after")]
    screens += [Lesson(topic, shelf=Shelf()) for topic in TOPICS]
    cases = Cases(shelf=Shelf())
    for screen in (*screens, cases):
        for _ in range(len(getattr(screen, "questions", FACTS.cases))):
            for widget in every(screen):
                told = widget.get_state(drop_defaults=True)
                state = {name: opened(value) for name, value in told.items()}
                assert leaks(json.dumps(state, default=str, ensure_ascii=False)) == set()
                for asked in state.get("questions", ()):
                    assert set(asked) <= ASKED
            screen._turn(1) if not getattr(screen, "_sheet", False) else None


def test_no_key_is_in_what_a_run_notebook_keeps() -> None:
    """Every cell of learners' notebooks that asks, run in one kernel; widget states are kept as well."""
    asking = [
        line
        for path in LEARNERS
        for cell in nbformat.read(path, as_version=4).cells
        for line in cell.source.splitlines()
        if cell.cell_type == "code" and re.match(r"(Lesson|Cases)\(", line)
    ]
    assert 'Lesson(inventory="before")' in asking
    assert "Cases()" in asking
    assert {f'Lesson("{topic}")' for topic in TOPICS} <= set(asking)
    asking += [f'Lesson("{topic}", sheet=True)' for topic in TOPICS]
    source = ["from hipkit.screens import Cases, Lesson", *dict.fromkeys(asking)]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in source])
    NotebookClient(notebook, timeout=60, kernel_name="python3", store_widget_state=True).execute()
    kept = "\n".join([nbformat.writes(notebook), *buffers(notebook)])
    assert FACTS.questions["outer_hip"].choices[0].text in kept, "the states of the widgets are there"
    assert leaks(kept) == set()


@pytest.mark.parametrize("way", ["build_site.py", "jupyterhub_config.py"])
def test_whoever_copies_notebooks_for_learners_leaves_the_teachers_folder_out(way: str) -> None:
    text = (ROOT.parent / "deploy" / way).read_text(encoding="utf-8")
    copied = [line for line in text.splitlines() if "copytree(" in line and '"notebooks"' in line]
    assert copied
    assert all('ignore_patterns(".*", "instructor")' in line for line in copied)
