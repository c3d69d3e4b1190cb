"""What is wrong with a set-up, in plain words.

>>> doctor(Environment(python=(3, 9, 1), place="Jupyter", versions={}))["Python"].advice
'hipkit needs Python 3.11 or newer. Make a new environment with it: the README says how.'
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from attrs import Factory, frozen
from packaging.requirements import Requirement

Status = Literal["ok", "warn", "fail"]
Place = Literal["Jupyter", "Binder", "hub", "Voila", "browser", "Python"]

PYTHON = (3, 11)
MANAGER = "@jupyter-widgets/jupyterlab-manager"
AGAIN = "Install the kit again as the README says, then restart JupyterLab."
MODEL_NOT_FOUND = (
    "If a screen shows “Error displaying widget: model not found”, nothing is broken: the page still shows an "
    "old screen, and the Python behind it has ended. Run the cell again. If that does not help, choose "
    "Kernel, Restart Kernel and Run All Cells."
)
_PLACES: dict[Place, tuple[Status, str, str]] = {  # what it is; what it cannot do, and what helps
    "Jupyter": ("ok", "a Jupyter notebook", ""),
    "Binder": (
        "ok",
        "Binder, a server on loan",
        "It is given up after about 10 minutes without use, with all that is on it. Save to your own computer.",
    ),
    "hub": (
        "ok",
        "a class's JupyterHub",
        "Notebooks are kept on the hub. What you save with a button of the kit goes to your own computer.",
    ),
    "Voila": (
        "ok",
        "a page without code (Voila)",
        "Loading the page again starts anew: what you chose is then gone. Save to your own computer first.",
    ),
    "browser": (
        "ok",
        "Python inside the browser; no server is needed",
        "Loading the page again starts anew: what you chose is then gone. Notebooks you change stay in this "
        "browser until its data are cleared. Programs outside the browser cannot be run from here.",
    ),
    "Python": (
        "warn",
        "plain Python",
        "Screens show only in a notebook: open one in JupyterLab. All else works here.",
    ),
}


@frozen
class Item:
    """One thing looked at: what was found and, unless all is well, what to do."""

    name: str
    status: Status
    found: str
    advice: str = ""

    def __str__(self) -> str:
        sign = {"ok": "ok  ", "warn": "note", "fail": "FAIL"}[self.status]
        return f"{sign}  {self.name}: {self.found}" + (f"\n      {self.advice}" if self.advice else "")


@frozen(repr=False)
class Report:
    """What `doctor` found. Prints as text; ``report["Python"]`` is one item."""

    items: tuple[Item, ...]

    @property
    def well(self) -> bool:
        """Nothing has to be mended before the kit can be used."""
        return all(item.status != "fail" for item in self.items)

    @property
    def verdict(self) -> str:
        if self.well:
            return "The kit can be used here."
        broken = sum(item.status == "fail" for item in self.items)
        return f"{broken} thing{'s' if broken > 1 else ''} must be mended first."

    def __getitem__(self, name: str) -> Item:
        for item in self.items:
            if item.name == name:
                return item
        raise KeyError(f"{name!r}; there are {[item.name for item in self.items]}")

    def __repr__(self) -> str:
        return "\n".join([self.verdict, *map(str, self.items), "", MODEL_NOT_FOUND])


@frozen
class Environment:
    """What a check-up looks at. `here` gives the one this Python runs in; tests make their own."""

    python: tuple[int, ...]
    place: Place
    versions: Mapping[str, str]  # distribution -> version, of those installed
    requires: Mapping[str, tuple[str, ...]] = Factory(dict)  # distribution -> what it asks for
    extensions: Mapping[str, str] | None = None  # lab extension -> version; None: cannot be seen from here
    # raises ValueError when a file of data/ is wrong; None: they are read later
    check_facts: Callable[[], object] | None = bool


def doctor(environment: Environment | None = None) -> Report:
    """Looks at the set-up and says in plain words what is wrong and what to do."""
    seen = here() if environment is None else environment
    checks = (_python, _ipywidgets, _manager, _anywidget, _plotly, _jupyterlab, _facts, _place)
    return Report(tuple(item for check in checks for item in check(seen)))


# ---------------------------------------------------------------- the checks


def _python(seen: Environment) -> Iterator[Item]:
    found = ".".join(map(str, seen.python[:3]))
    if seen.python[:2] >= PYTHON:
        yield Item("Python", "ok", found)
    else:
        need = ".".join(map(str, PYTHON))
        yield Item(
            "Python",
            "fail",
            found,
            f"hipkit needs Python {need} or newer. Make a new environment with it: the README says how.",
        )


def _package(seen: Environment, name: str, without: str) -> Item:
    """Whether a package is there, in a version that the kit was made for."""
    version = seen.versions.get(name)
    if version is None:
        return Item(name, "fail", "missing", f"{without} {AGAIN}")
    wanted = _wanted(seen, "hipkit", name)
    if wanted and not wanted.specifier.contains(version, prereleases=True):
        return Item(name, "warn", version, f"The kit was made for {name} {wanted.specifier}. {AGAIN}")
    return Item(name, "ok", version)


def _wanted(seen: Environment, asker: str, name: str) -> Requirement | None:
    """What ``asker`` says of the version of ``name``."""
    requirements = map(Requirement, seen.requires.get(asker, ()))
    return next((each for each in requirements if _same(each.name, name)), None)


def _same(one: str, other: str) -> bool:
    return one.replace("_", "-").lower() == other.replace("_", "-").lower()


def _ipywidgets(seen: Environment) -> Iterator[Item]:
    yield _package(seen, "ipywidgets", "No screen can be shown.")


def _manager(seen: Environment) -> Iterator[Item]:
    """The half of ipywidgets that lives in JupyterLab; both halves must fit each other."""
    name = "widget extension"
    version = seen.versions.get("jupyterlab-widgets")
    wanted = _wanted(seen, "ipywidgets", "jupyterlab-widgets")
    if seen.place == "browser" or "ipywidgets" not in seen.versions:
        return
    if seen.extensions is not None and MANAGER not in seen.extensions:
        yield Item(
            name,
            "fail",
            "missing",
            "JupyterLab will say “Error displaying widget” or show no screens at all. Install jupyterlab_widgets in "
            "the environment that JupyterLab runs in, restart JupyterLab and load the page again.",
        )
    elif version is None:
        yield Item(
            name,
            "warn",
            "not in this environment",
            "If screens show, JupyterLab has its own and all is well.",
        )
    elif wanted and not wanted.specifier.contains(version, prereleases=True):
        yield Item(
            name,
            "fail",
            version,
            f"ipywidgets {seen.versions['ipywidgets']} needs jupyterlab_widgets {wanted.specifier}; with another "
            f"version JupyterLab says “Error displaying widget: model not found”. {AGAIN}",
        )
    else:
        yield Item(name, "ok", version)


def _anywidget(seen: Environment) -> Iterator[Item]:
    item = _package(seen, "anywidget", "Screens would have no look and no charts.")
    shown = None if seen.extensions is None else seen.extensions.get("anywidget", "")
    if item.status == "ok" and shown is not None and shown != item.found:
        found = f"{item.found}, but JupyterLab has {shown or 'none'}"
        item = Item(item.name, "fail", found, f"Both halves must be the same version. {AGAIN}")
    yield item


def _plotly(seen: Environment) -> Iterator[Item]:
    yield _package(seen, "plotly", "Charts stay empty; the tables still say the same.")


def _jupyterlab(seen: Environment) -> Iterator[Item]:
    if seen.place not in ("Jupyter", "Binder", "hub"):
        return
    if "jupyterlab" in seen.versions:
        yield _package(seen, "jupyterlab", "")
    else:
        yield Item(
            "jupyterlab",
            "warn",
            "not in this environment",
            "Python runs beside JupyterLab; their versions may differ.",
        )


def _facts(seen: Environment) -> Iterator[Item]:
    if seen.place == "browser":  # nobody can change a file there, and reading all takes seconds
        yield Item("facts", "ok", "checked when the site was built")
        return
    if seen.check_facts is None:
        yield Item("facts", "ok", "being read")
        return
    try:
        seen.check_facts()
    except ValueError as error:
        yield Item("facts", "fail", "a file of data/ is wrong", str(error))
    else:
        yield Item("facts", "ok", "all files of data/ read")


def _place(seen: Environment) -> Iterator[Item]:
    yield Item("running in", *_PLACES[seen.place])


# ---------------------------------------------------------------- this environment

# What each place leaves in the environment of its kernels. Voila may run on either of the others, and Binder is a hub.
_MARKS: dict[str, Place] = {
    "VOILA_BASE_URL": "Voila",
    "BINDER_SERVICE_HOST": "Binder",
    "JUPYTERHUB_USER": "hub",
}


def here() -> Environment:
    """The environment of this Python."""
    names = ("ipywidgets", "jupyterlab-widgets", "anywidget", "plotly", "jupyterlab")
    return Environment(
        python=tuple(sys.version_info[:3]),
        place=where(),
        versions={name: version for name in names if (version := _version(name))},
        requires={name: _requires(name) for name in ("hipkit", "ipywidgets")},
        extensions=_extensions(),
        check_facts=_check_facts,
    )


def _check_facts() -> None:
    """Reads all files anew: one may have been mended since."""
    from hipkit.facts import Catalog

    Catalog.load().check()


def where() -> Place:
    """What this Python runs in."""
    if sys.platform == "emscripten":
        return "browser"
    shell = sys.modules.get("IPython")
    running: Any = shell.get_ipython() if shell else None
    if not hasattr(running, "kernel"):
        return "Python"
    return next((place for mark, place in _MARKS.items() if mark in os.environ), "Jupyter")


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _requires(name: str) -> tuple[str, ...]:
    try:
        return tuple(importlib.metadata.requires(name) or ())
    except importlib.metadata.PackageNotFoundError:
        return ()


def _extensions() -> dict[str, str] | None:
    """The lab extensions installed beside this Python; None when no JupyterLab is."""
    if _version("jupyterlab") is None:
        return None
    from jupyter_core.paths import jupyter_path

    manifests = {
        folder.relative_to(root).as_posix(): folder / "package.json"
        for root in reversed([Path(each) for each in jupyter_path("labextensions")])
        for folder in (*root.glob("[!@]*"), *root.glob("@*/*"))
    }
    return {
        name: json.loads(manifest.read_text(encoding="utf-8"))["version"]
        for name, manifest in manifests.items()
        if manifest.is_file()
    }
