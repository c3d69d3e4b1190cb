"""The house of the README: each layer knows only those before it, and everything stays small."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipkit.facts import catalog

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "hipkit"
TOPICS = {key: topic for key, topic in catalog().topics.items() if topic.notebook}
LAYERS = (("facts",), (*TOPICS,), ("text", "charts", "export"), ("screens",), ("app",))
BESIDE = ("checkup",)  # looks at the set-up from outside, so it may look at everything
WIDGETS = {"anywidget", "comm", "ipywidgets", "plotly", "traitlets"}
LONGEST_FUNCTION, LONGEST_FILE = 60, 400
LONGER = {}  # file -> why it is longer
AS_DESIGNED = {  # a routine prints itself; loaded only when it does
    "hipkit/routine/result.py": {"export.print_page", "export.calendar_file"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(PACKAGE.rglob("*.js"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    """``hipkit/screens/anatomy/hip.py`` -> ``screens``; the package's own ``__init__`` -> ``hipkit``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "hipkit" if parts == ("__init__",) else parts[0]


def layer(name: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if name in rooms)


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each ``hipkit`` room that is imported, and what is taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "hipkit":
            inside = node.module.split(".")[1:]
            for alias in node.names:
                yield (inside[0], alias.name) if inside else (alias.name, "")
        elif isinstance(node, ast.Import):
            for alias in node.names:
                first, *inside = alias.name.split(".")
                if first == "hipkit" and inside:
                    yield inside[0], ""


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_a_room_of_its_name_in_every_layer(topic: str) -> None:
    assert (ROOT / "data" / topic).is_dir()
    for folder in (PACKAGE, PACKAGE / "screens"):
        assert (folder / f"{topic}.py").is_file() != (folder / topic / "__init__.py").is_file()
    assert (ROOT / "notebooks" / TOPICS[topic].file).is_file()
    readme = (ROOT / "README.md").read_text()
    assert f"\n| {topic} | `data/{topic}/` |" in readme
    assert f"\n| `notebooks/{TOPICS[topic].file}` |" in readme


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_layer_knows_only_those_before_it(path: Path) -> None:
    mine = room(path)
    if mine == "hipkit" or mine in BESIDE:
        return
    words = {function.name for function in functions(ast.parse((PACKAGE / "text/words.py").read_text()))}
    later = {
        f"{other}.{what}".rstrip(".")
        for other, what in imports(ast.parse(path.read_text()))
        if other not in BESIDE and layer(other) > layer(mine) and what not in words
    }
    assert later == AS_DESIGNED.get(name(path), set())


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_screens_know_a_widget(path: Path) -> None:
    if room(path) in ("screens", "app", *BESIDE):
        return
    found = {
        module.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text()))
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not found & WIDGETS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_function_is_long(path: Path) -> None:
    long = {
        function.name: length
        for function in functions(ast.parse(path.read_text()))
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


# A function of a script: its first line ends with a brace, and its last line begins with one, as far in as the first.
SCRIPTED = re.compile(r"^( *)(?!.*\b(?:if|for|while|switch|catch|else)\b)(?:.*(?:=>|\)) \{)$")


def test_functions_of_scripts_are_found() -> None:
    assert sum(bool(SCRIPTED.match(line)) for path in SCRIPTS for line in path.read_text().splitlines()) > 200


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_no_function_of_a_script_is_long(path: Path) -> None:
    lines = path.read_text().splitlines()
    starts = {number: found[1] for number, line in enumerate(lines) if (found := SCRIPTED.match(line))}
    ends = {
        start: next(end for end in range(start + 1, len(lines)) if lines[end].startswith(f"{indent}}}"))
        for start, indent in starts.items()
    }
    assert {
        lines[start]: end - start + 1 for start, end in ends.items() if end - start >= LONGEST_FUNCTION
    } == {}


def test_no_file_is_long_without_a_reason() -> None:
    long = {name(path) for path in (*MODULES, *SCRIPTS) if len(path.read_text().splitlines()) > LONGEST_FILE}
    assert long == set(LONGER)
