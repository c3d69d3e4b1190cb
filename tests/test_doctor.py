"""Each thing that can be wrong with a set-up is found, named, and answered with what to do."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from hipkit import checkup
from hipkit.checkup import MANAGER, MODEL_NOT_FOUND, Environment, doctor, here
from hipkit.facts import CatalogError

WELL = Environment(
    python=(3, 11, 7),
    place="Jupyter",
    versions={
        "ipywidgets": "8.1.9",
        "jupyterlab-widgets": "3.0.17",
        "anywidget": "0.11.0",
        "plotly": "7.1.0",
        "jupyterlab": "4.6.6",
    },
    requires={
        "hipkit": (
            "anywidget>=0.9.13,<1",
            "ipywidgets>=8.1.5,<9",
            "plotly>=6,<8",
            "jupyterlab>=4.6,<5; extra == 'lab'",
        ),
        "ipywidgets": ("comm>=0.1.3", "jupyterlab_widgets~=3.0.17"),
    },
    extensions={MANAGER: "5.0.16", "anywidget": "0.11.0"},
)


def without(*names: str) -> Environment:
    return attrs.evolve(
        WELL, versions={name: version for name, version in WELL.versions.items() if name not in names}
    )


def having(**versions: str) -> Environment:
    new = {name.replace("_", "-"): version for name, version in versions.items()}
    return attrs.evolve(WELL, versions={**WELL.versions, **new})


def wrong_facts() -> None:
    raise CatalogError(["data/exercises/bridge.toml: bridge: level: found 4, expected 1, 2 or 3"])


def test_all_is_well() -> None:
    report = doctor(WELL)
    assert report.well
    assert {item.status for item in report.items} == {"ok"}
    assert {item.advice for item in report.items} == {""}


@pytest.mark.parametrize(
    ("environment", "name", "status", "words"),
    [
        (attrs.evolve(WELL, python=(3, 10, 4)), "Python", "fail", "3.11 or newer"),
        (without("ipywidgets"), "ipywidgets", "fail", "No screen"),
        (having(ipywidgets="7.8.5"), "ipywidgets", "warn", ">=8.1.5"),
        (
            attrs.evolve(WELL, extensions={"anywidget": "0.11.0"}),
            "widget extension",
            "fail",
            "Error displaying widget",
        ),
        (having(jupyterlab_widgets="1.1.11"), "widget extension", "fail", "model not found"),
        (without("jupyterlab-widgets"), "widget extension", "warn", "If screens show"),
        (without("anywidget"), "anywidget", "fail", "no charts"),
        (attrs.evolve(WELL, extensions={MANAGER: "5.0.16"}), "anywidget", "fail", "same version"),
        (
            attrs.evolve(WELL, extensions={MANAGER: "5.0.16", "anywidget": "0.9.0"}),
            "anywidget",
            "fail",
            "same version",
        ),
        (without("plotly"), "plotly", "fail", "Charts stay empty"),
        (having(jupyterlab="3.6.8"), "jupyterlab", "warn", ">=4.6"),
        (without("jupyterlab"), "jupyterlab", "warn", "beside JupyterLab"),
        (attrs.evolve(WELL, check_facts=wrong_facts), "facts", "fail", "bridge.toml"),
        (attrs.evolve(WELL, place="Python"), "running in", "warn", "only in a notebook"),
    ],
)
def test_what_is_wrong_is_named(environment: Environment, name: str, status: str, words: str) -> None:
    report = doctor(environment)
    item = report[name]
    assert item.status == status
    assert words in item.advice
    assert item.advice in repr(report)
    assert report.well is (status != "fail")


def test_nothing_else_is_blamed() -> None:
    report = doctor(having(jupyterlab="3.6.8"))
    assert [item.name for item in report.items if item.status != "ok"] == ["jupyterlab"]


def test_the_browser_build_needs_no_server_parts() -> None:
    lite = attrs.evolve(without("jupyterlab", "jupyterlab-widgets"), place="browser", extensions=None)
    assert {item.status for item in doctor(lite).items} == {"ok"}


@pytest.mark.parametrize(
    ("place", "found", "limit"),
    [
        ("Binder", "Binder", "given up after about 10 minutes"),
        ("hub", "JupyterHub", "your own computer"),
        ("Voila", "without code", "starts anew"),
        ("browser", "inside the browser", "outside the browser cannot be run"),
    ],
)
def test_each_place_is_known_and_what_it_cannot_do_is_said(place: Any, found: str, limit: str) -> None:
    report = doctor(attrs.evolve(WELL, place=place))
    assert report.well
    assert found in report["running in"].found
    assert limit in report["running in"].advice
    assert limit in repr(report)


@pytest.mark.parametrize(
    ("left", "place"),
    [
        ({}, "Jupyter"),
        ({"JUPYTERHUB_USER": "ada"}, "hub"),
        ({"JUPYTERHUB_USER": "x", "BINDER_SERVICE_HOST": "10.0.0.1"}, "Binder"),
        ({"JUPYTERHUB_USER": "x", "BINDER_SERVICE_HOST": "10.0.0.1", "VOILA_BASE_URL": "/"}, "Voila"),
    ],
)
def test_the_place_is_read_from_what_it_leaves(
    left: dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for mark in checkup._MARKS:
        monkeypatch.delenv(mark, raising=False)
    for name, value in left.items():
        monkeypatch.setenv(name, value)
    shell = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setitem(sys.modules, "IPython", shell)
    assert checkup.where() == place


def test_the_browser_waits_for_no_facts_that_the_build_has_checked() -> None:
    lite = attrs.evolve(WELL, place="browser", check_facts=wrong_facts)
    assert doctor(lite)["facts"].found == "checked when the site was built"


def test_text_counts_and_explains() -> None:
    text = repr(doctor(without("plotly", "anywidget")))
    assert text.startswith("2 things must be mended first.")
    assert MODEL_NOT_FOUND in text
    assert "model not found" in MODEL_NOT_FOUND


def test_an_unknown_item_says_what_there_is() -> None:
    with pytest.raises(KeyError, match="plotly"):
        doctor(WELL)["numpy"]


def test_this_environment_can_be_looked_at() -> None:
    seen: Any = here()
    assert seen.python >= (3, 11)
    assert seen.place == "Python"
    assert {"ipywidgets", "anywidget", "plotly"} <= seen.versions.keys()
    assert doctor(seen)["facts"].status == "ok"
