"""The built site: whole, small, pinned, and content with its own server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import BrowserContext, expect

from hipkit.text import PURPOSE
from tests.browser import places

ROOT = Path(__file__).parents[2]
LIMIT_DISK_MB, LIMIT_FIRST_MB = 45, 30
RAN = """() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
    .every(prompt => /\\[\\d+\\]/.test(prompt.textContent))"""


@pytest.fixture(scope="module")
def site() -> Path:
    assert places.SITE
    return places.SITE


@pytest.fixture(autouse=True)
def no_page_left(window: BrowserContext) -> Iterator[None]:
    """A page that a failed test left open would go on computing beside the next."""
    yield
    for page in window.pages:
        page.close()


@pytest.fixture(scope="module")
def lock(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "static/pyodide/pyodide-lock.json").read_text("utf-8"))
    return found


def test_it_is_small(site: Path) -> None:
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) <= LIMIT_DISK_MB * 1e6


def test_every_notebook_is_there_as_it_is(site: Path) -> None:
    ours = {path.relative_to(ROOT / "notebooks"): path for path in (ROOT / "notebooks").rglob("*.ipynb")}
    ours = {
        name: path
        for name, path in ours.items()
        if name.parts[0] != "instructor" and not any(part.startswith(".") for part in name.parts)
    }
    assert ours
    for name, path in ours.items():
        there = json.loads((site / "files" / name).read_text("utf-8"))
        assert there["cells"] == json.loads(path.read_text("utf-8"))["cells"]


def test_every_wheel_is_beside_the_page_and_at_its_pin(site: Path, lock: dict[str, Any]) -> None:
    pins = {}
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            pin = Requirement(line)
            pins[canonicalize_name(pin.name)] = str(pin.specifier).removeprefix("==")
    assert {"hipkit", "ipywidgets", "anywidget", "icalendar"} <= lock["packages"].keys()
    for name, package in lock["packages"].items():
        assert (site / "static/pyodide" / package["file_name"]).is_file()
        stands_in = name in ("ipykernel", "jedi", "widgetsnbextension")
        assert stands_in or package["version"] == pins.get(name, package["version"])


def test_nothing_configures_another_host(site: Path) -> None:
    configured = [
        *site.glob("*.json"),
        *site.glob("*/jupyter-lite.json"),
        *site.glob("static/pyodide/*.json"),
    ]
    assert configured
    for path in configured:
        settings = re.sub(r'"\$schema": "[^"]*"|"\$id": "[^"]*"', "", path.read_text("utf-8"))
        if path.name not in ("package.json", "jupyterlite.schema.v0.json"):
            assert "http" not in settings, path


@pytest.mark.parametrize("page", ["index.html", "kit.html"])
def test_both_doors_state_the_purpose_before_anything_starts(site: Path, page: str) -> None:
    assert PURPOSE in " ".join((site / page).read_text("utf-8").split())


def test_little_is_sent_before_the_first_screen(site: Path, window: BrowserContext) -> None:
    with places.served(site) as address:
        places.Served.sent = 0
        kit = places.in_site(window, address)
        expect(kit.locator(".hk-app .hk-body").first).to_be_visible(timeout=places.PATIENCE_MS)
        sent = places.Served.sent / 1e6
    print(f"sent before the first screen: {sent:.1f} MB")
    assert 5 < sent <= LIMIT_FIRST_MB


def test_a_second_visit_is_sent_nothing_and_needs_no_server(site: Path, window: BrowserContext) -> None:
    with places.served(site) as address:
        _open_and_leave(window, address)
        places.Served.sent = 0
        _open_and_leave(window, address)
        assert places.Served.sent == 0
    _open_and_leave(window, address)


def _open_and_leave(window: BrowserContext, address: str) -> None:
    kit = places.in_site(window, address)
    expect(kit.locator(".hk-app .hk-body").first).to_be_visible(timeout=places.PATIENCE_MS)
    window.pages[-1].close()


def test_a_notebook_runs_with_every_request_to_another_host_stopped(
    site: Path, window: BrowserContext
) -> None:
    with places.served(site) as address:
        watch = places.Watch(window, address)
        page = window.new_page()
        page.set_default_timeout(places.PATIENCE_MS)
        page.goto(f"{address}/lab/index.html?path=00-start-here.ipynb")
        page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell")
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
        sheet = page.locator(".jp-NotebookPanel .hipkit").first
        expect(sheet).to_contain_text("The kit can be used here", timeout=places.PATIENCE_MS)
        page.wait_for_function(RAN)
        expect(
            page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']")
        ).to_have_count(0)
        expect(page.locator(".hipkit .map a").first).to_have_attribute("href", re.compile("ipynb"))
        watch.close()
    assert not watch.problems, "\n".join(watch.problems)
