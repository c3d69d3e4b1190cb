"""Set-up: the pins are what runs, the wheel is whole, and the light import stays light."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
IGNORED = {path.rstrip("/") for path in (ROOT / ".gitignore").read_text().split()} | {".git"}


def pins(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r "))]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def python(program: str, cwd: Path = ROOT, *options: str) -> str:
    result = subprocess.run(
        [sys.executable, *options, "-c", program], cwd=cwd, capture_output=True, text=True, check=True
    )
    return result.stdout


def files() -> list[Path]:
    """The project's own files, as a fresh clone has them."""
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not IGNORED.intersection(path.relative_to(ROOT).parts)
    ]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True
    )
    return next(folder.glob("*.whl"))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pinned_versions_are_the_installed_ones(name: str) -> None:
    here = [pin for pin in pins(name) if pin.marker is None or pin.marker.evaluate()]
    assert here
    assert {pin.name: str(pin.specifier) for pin in here} == {
        pin.name: f"=={version(pin.name)}" for pin in here
    }


def test_each_package_is_pinned_once_and_by_version_alone() -> None:
    every = [*pins("requirements.txt"), *pins("requirements-dev.txt")]
    names = [pin.name for pin in every]
    assert len(names) == len(set(names))
    assert all(pin.url is None and re.fullmatch(r"==[^,*]+", str(pin.specifier)) for pin in every)


def test_the_project_accepts_its_own_pins() -> None:
    pinned = {pin.name: str(pin.specifier)[2:] for pin in pins("requirements.txt")}
    facts = project()
    asked = [
        *facts["build-system"]["requires"],
        *facts["project"]["dependencies"],
        *facts["project"]["optional-dependencies"]["lab"],
    ]
    for requirement in map(Requirement, asked):
        assert pinned[requirement.name] in requirement.specifier


def test_conda_and_binder_install_the_pins_and_the_checkout() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *conda, pip = environment["dependencies"]
    assert "python=3.11" in conda
    assert pip == {"pip": ["-r requirements.txt", "-e ."]}


def test_jupyterlab_here_has_the_kits_settings() -> None:
    installed = Path(sys.prefix, "share/jupyter/lab/settings/overrides.d/hipkit.json")
    settings = json.loads((ROOT / "overrides.json").read_text())
    assert json.loads(installed.read_text()) == settings
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert settings["@jupyterlab/apputils-extension:kernels-settings"]["commsOverSubshells"] == "disabled"


def test_wheel_holds_every_fact_and_every_static_file(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    facts = {
        f"hipkit/{path.relative_to(ROOT).as_posix()}"
        for path in files()
        if path.is_relative_to(ROOT / "data") and path.suffix != ".py"
    }
    code = {path.relative_to(ROOT).as_posix() for path in files() if path.is_relative_to(ROOT / "hipkit")}
    assert facts
    assert any("/static/" in name for name in code)
    assert packed >= facts | code
    beside = {name.partition(".data/")[2] for name in packed if not name.startswith("hipkit/")}
    assert beside - {""} == {"data/share/jupyter/lab/settings/overrides.d/hipkit.json"}
    assert {name.split("/")[0] for name in packed if ".dist-info/" not in name and ".data/" not in name} == {
        "hipkit"
    }


FIND = "import hipkit; print(hipkit.__file__); print(len(hipkit.catalog().exercises))"


def test_facts_are_found_in_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--target",
            target,
            wheel,
        ],
        check=True,
    )
    where, found = python(f"import sys; sys.path.insert(0, {str(target)!r}); {FIND}", tmp_path).splitlines()
    assert Path(where).is_relative_to(target)
    assert int(found) == len(list((ROOT / "data/exercises").glob("*.toml")))


def test_facts_are_found_in_a_zip(wheel: Path, tmp_path: Path) -> None:
    where, found = python(f"import sys; sys.path.insert(0, {str(wheel)!r}); {FIND}", tmp_path).splitlines()
    assert where.startswith(str(wheel))
    assert int(found) == len(list((ROOT / "data/exercises").glob("*.toml")))


def test_plain_import_loads_nothing_heavy() -> None:
    loaded = python("import sys, hipkit; print(*sys.modules)").split()
    assert not {"ipywidgets", "plotly", "anywidget", "attrs", "IPython"}.intersection(loaded)


def test_no_module_needs_a_compiled_number_library() -> None:
    program = """
import importlib, pkgutil, sys
import hipkit
for module in pkgutil.walk_packages(hipkit.__path__, "hipkit."):
    importlib.import_module(module.name)
print(*sys.modules)
"""
    loaded = python(program).split()
    assert {"hipkit.facts", "hipkit.screens.parts"} <= set(loaded)
    assert not {"numpy", "pandas", "scipy", "highspy"}.intersection(loaded)


FOREIGN = re.compile(
    "|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.org", "debian" + r"\.org"])
    + r"|(?<![\w.~])/(?:work|root|home|tmp|farm)/"
)


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files()
        if path.suffix != ".png" and (match := FOREIGN.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_readme_and_kit_state_the_same_purpose() -> None:
    from hipkit.text import PURPOSE

    readme = (ROOT / "README.md").read_text()
    quoted = " ".join(line.removeprefix("> ") for line in readme.splitlines() if line.startswith("> "))
    assert PURPOSE in quoted


BADGE = re.compile(r"mybinder\.org/v2/gh/[^/]+/hipkit/([^?)]+)\?urlpath=([^)\s]+)")


def test_badges_open_a_tag_and_files_that_are_there() -> None:
    badges = dict(reversed(found) for found in BADGE.findall((ROOT / "README.md").read_text()))
    assert len(badges) == 2
    assert set(badges.values()) == {f"v{version('hipkit')}"}
    for urlpath in badges:
        path = re.sub(r"^(lab/tree|voila/render)/", "", urlpath)
        assert path != urlpath
        assert (ROOT / path).is_file()


def test_site_and_hub_have_the_versions_that_are_tested() -> None:
    ours = {pin.name: str(pin.specifier) for pin in pins("requirements.txt")}
    site = {pin.name: str(pin.specifier) for pin in pins("requirements-site.txt")}
    assert {"jupyterlite-core", "jupyterlite-pyodide-kernel", "anywidget", "ipywidgets"} <= site.keys()
    assert site["jupyterlite-core"] == site["jupyterlite-pyodide-kernel"]
    assert {name: spec for name, spec in site.items() if name in ours} == {
        name: spec for name, spec in ours.items() if name in site
    }
    assert "-r requirements.txt" in (ROOT / "requirements-hub.txt").read_text().splitlines()
    assert not {pin.name for pin in pins("requirements-hub.txt")} & ours.keys()
