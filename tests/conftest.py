"""Rules for a whole run: its order, every notebook in it, and in CI none left out."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from nbval.plugin import IPyNbCell

LEAST_NOTEBOOKS = 11

# A red run in CI must be red again when it is repeated.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    several = hasattr(
        session.config, "workerinput"
    )  # what takes long goes first, so that no core waits at the end
    items.sort(key=lambda item: ("browser" in item.path.parts) != several)
    for item in items:
        if isinstance(item, IPyNbCell) and item.options["check"]:
            item.cell.execution_count = 0  # stripped of its count a cell would not be compared
    whole = session.config.args_source is pytest.Config.ArgsSource.TESTPATHS
    notebooks = {item.path for item in items if item.path.suffix == ".ipynb"}
    if whole and len(notebooks) < LEAST_NOTEBOOKS:
        raise pytest.UsageError(
            f"{len(notebooks)} notebooks were collected, at least {LEAST_NOTEBOOKS} must be: "
            "is a path wrong, or a notebook without a code cell?"
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        reporter.ensure_newline()
        reporter.write_line("Tests were skipped, and in CI none may be.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
