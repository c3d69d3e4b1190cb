"""The data is found wherever the kit is run from."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import hipkit
from hipkit.facts.reading import find

PACKAGE = Path(hipkit.__file__).parent
DATA = Path(str(find()))
SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import hipkit
from hipkit.facts import catalog
assert hipkit.__file__.startswith(sys.argv[1]), hipkit.__file__
catalog().check()
print(len(catalog().exercises))
"""


def content(data_inside: bool) -> dict[str, bytes]:
    """Every file of the kit, the data inside the package (a wheel) or beside it (a checkout)."""
    code = {f"hipkit/{file.relative_to(PACKAGE).as_posix()}": file for file in PACKAGE.rglob("*.py")}
    home = "hipkit/data" if data_inside else "data"
    data = {f"{home}/{file.relative_to(DATA).as_posix()}": file for file in DATA.rglob("*.*")}
    return {name: file.read_bytes() for name, file in (code | data).items()}


def exercises(place: Path) -> int:
    """How many exercises a fresh Python finds when the kit is imported from ``place``."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(place)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=place.parent,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return int(run.stdout)


@pytest.mark.parametrize("data_inside", [True, False], ids=["wheel", "checkout"])
def test_from_a_folder(tmp_path: Path, data_inside: bool) -> None:
    for name, text in content(data_inside).items():
        (tmp_path / "kit" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "kit" / name).write_bytes(text)
    assert exercises(tmp_path / "kit") == 74


@pytest.mark.parametrize("data_inside", [True, False], ids=["wheel", "checkout"])
def test_from_a_zip(tmp_path: Path, data_inside: bool) -> None:
    with zipfile.ZipFile(tmp_path / "kit.zip", "w") as archive:
        for name, text in content(data_inside).items():
            archive.writestr(name, text)
    assert exercises(tmp_path / "kit.zip") == 74
