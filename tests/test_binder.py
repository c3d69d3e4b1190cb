"""What Binder and conda install: the pins alone, by plain pip, in a new environment; then the kit runs from there."""

from __future__ import annotations

import os
import re
import subprocess
import venv
from importlib.metadata import Distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIMIT_MB = 450
SHADOWS = ("binder", ".binder", "Dockerfile", "Pipfile", "runtime.txt", "setup.py", "apt.txt", "start")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment made by the steps of environment.yml and postBuild."""
    folder = tmp_path_factory.mktemp("binder") / "environment"
    venv.create(folder, with_pip=True)
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    python = folder / "bin" / "python"
    install = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile"]
    subprocess.run([*install, "-r", "requirements.txt"], cwd=ROOT, env=plain, check=True)
    subprocess.run(
        [*install, "--no-deps", "--no-build-isolation", "-e", "."], cwd=ROOT, env=plain, check=True
    )
    path = f"{python.parent}{os.pathsep}{plain['PATH']}"
    subprocess.run([ROOT / "postBuild"], cwd=ROOT, env=plain | {"PATH": path}, check=True)
    return folder


def run(environment: Path, *command: str, cwd: Path = ROOT) -> str:
    done = subprocess.run([environment / "bin" / "python", *command], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_no_package_is_missing_or_at_odds(environment: Path) -> None:
    assert "No broken requirements found" in run(environment, "-m", "pip", "check")


def test_the_kit_runs_from_there(environment: Path, tmp_path: Path) -> None:
    program = """
import hipkit
from hipkit.screens import parts
app = hipkit.app()
print(hipkit.__file__, *(item.name for item in hipkit.doctor().items if item.status == "fail"))
for name in app.names:
    app.show(name)
print(parts.drive(app.made["Stretching"]))
"""
    where, drove = run(environment, "-c", program, cwd=tmp_path).splitlines()
    assert where == str(ROOT / "hipkit" / "__init__.py")
    assert "answer" in drove


def test_a_notebook_runs_there_as_its_kernel_runs_it(environment: Path, tmp_path: Path) -> None:
    book = str(ROOT / "notebooks" / "app.ipynb")
    run(environment, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", str(tmp_path), book)
    assert "Start, Screening" in (tmp_path / "app.ipynb").read_text("utf-8")


def test_it_is_small(environment: Path) -> None:
    files = [path for path in environment.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1e6
    assert 100 < size <= LIMIT_MB


def test_voila_there_has_the_template_without_other_hosts(environment: Path) -> None:
    template = environment / "share" / "jupyter" / "voila" / "templates" / "hipkit" / "index.html.j2"
    assert not re.search("https?:", template.read_text("utf-8"))
    assert '"hipkit"' in (environment / "etc" / "jupyter" / "voila.json").read_text("utf-8")


def test_repo2docker_takes_the_files_at_the_root() -> None:
    assert not [name for name in SHADOWS if (ROOT / name).exists()]
    assert os.access(ROOT / "postBuild", os.X_OK)
    assert (ROOT / "postBuild").read_text("utf-8").startswith("#!")


def test_the_test_environment_has_no_package_that_hides_a_missing_pin() -> None:
    """Whatever the kit asks for is in the list that Binder gets, not only in that of the tests."""
    listed = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.M))
    asked = {re.match(r"[\w.-]+", need)[0] for need in Distribution.from_name("hipkit").requires or []}
    assert asked <= listed
