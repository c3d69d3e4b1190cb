"""The run of the notebooks notices what it must and leaves alone what it may."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode, v4

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CHECKED = ("keep_output", "nbval-check-output")
CONTROL = """
import ipywidgets

box = ipywidgets.Dropdown(options=["a", "b"])
box.observe(lambda change: {callback}, "value")
"""


def cell(source: str, output: str = "", tags: Sequence[str] = (), count: int | None = None) -> NotebookNode:
    outputs = [v4.new_output("stream", name="stdout", text=output)] if output else []
    return v4.new_code_cell(source, outputs=outputs, execution_count=count, metadata={"tags": list(tags)})


def write(path: Path, *cells: NotebookNode) -> None:
    nbformat.write(v4.new_notebook(cells=list(cells)), path)


def run(*args: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, args)],
        cwd=cwd,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The cells that fail, as ``notebook cell``, when small notebooks run as those of the kit do."""
    folder = tmp_path_factory.mktemp("lessons")
    drive = cell("box.value = 'b'")
    write(folder / "working.ipynb", cell(CONTROL.format(callback="None")), drive)
    write(folder / "broken.ipynb", cell(CONTROL.format(callback="1 / 0")), drive)
    write(folder / "untagged.ipynb", cell("print('new')"), cell("print('new')", "old\n", count=1))
    write(folder / "same.ipynb", cell("print('seven')", "seven\n", CHECKED))
    write(folder / "changed.ipynb", cell("print('seven')", "eight\n", CHECKED))
    write(folder / "lost.ipynb", cell("print('seven')", tags=CHECKED))
    config = ("-c", ROOT / "pyproject.toml", "--rootdir", folder, "-p", "tests.conftest")
    printed = run(*config, "-rfp", folder).stdout
    found = {
        f"{name} {number}": outcome
        for outcome, name, number in re.findall(
            r"^(PASSED|FAILED) \S*?(\w+)\.ipynb::Cell (\d)", printed, re.M
        )
    }
    assert len(found) == 9, printed
    return {place for place, outcome in found.items() if outcome == "FAILED"}


def test_driving_cell_shows_a_broken_callback_and_nothing_else(failed: set[str]) -> None:
    assert {place for place in failed if place.startswith(("working", "broken"))} == {"broken 1"}


def test_output_is_compared_where_it_is_tagged(failed: set[str]) -> None:
    assert failed - {"broken 1"} == {"changed 0", "lost 0"}


def test_stripping_keeps_tagged_output_only(tmp_path: Path) -> None:
    path = tmp_path / "lesson.ipynb"
    write(path, cell("print('one')", "one\n", count=1), cell("print('two')", "two\n", CHECKED, count=2))
    subprocess.run([sys.executable, "-m", "nbstripout", path], check=True)
    loose, tagged = nbformat.read(path, as_version=4).cells
    assert loose.outputs == []
    assert tagged.outputs[0].text == "two\n"


def test_a_run_with_too_few_notebooks_fails(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "tests/conftest.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "notebooks").mkdir()
    write(tmp_path / "notebooks/lesson.ipynb", cell("1 + 1"))
    result = run(cwd=tmp_path)
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert re.search(r"1 notebooks were collected, at least \d+ must be", result.stderr)


def test_every_notebook_is_collected() -> None:
    listed = run("--collect-only", "--quiet", "notebooks").stdout
    assert NOTEBOOKS
    assert [path.name for path in NOTEBOOKS if f"notebooks/{path.name}::" not in listed] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_has_text_to_compare_and_is_small(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    compared = [cell for cell in cells if set(CHECKED) <= set(cell.metadata.get("tags", ()))]
    assert any(cell.outputs for cell in compared), f"no cell tagged {' and '.join(CHECKED)} with its output"
    assert path.stat().st_size <= 50_000
