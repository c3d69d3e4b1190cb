"""Fixtures for tests in a real browser; ``lab.py`` shows how to use them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser import chromium
from tests.browser.lab import Lab, Server

# The static site is tested where it has been built: by `make test-site`, which says where that is.
collect_ignore = [] if "HIPKIT_SITE" in os.environ else ["test_site.py"]


@pytest.fixture(scope="session")
def window() -> Iterator[BrowserContext]:
    """A browser that keeps JupyterLab's own files from one test to the next, as a learner's does."""
    path = chromium.find()
    if path is None:
        pytest.fail("no browser; `make test` finds or installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGS)
        yield browser.new_context()
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("jupyter"))
    yield server
    server.stop()


@pytest.fixture
def lab(
    server: Server, window: BrowserContext, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Lab]:
    """JupyterLab for one test. Pictures go to ``HIPKIT_PICTURES``, or to the test's own folder."""
    pictures = Path(os.environ.get("HIPKIT_PICTURES", tmp_path))
    lab = Lab(server, window, pictures)
    failed_before = request.session.testsfailed
    yield lab
    if request.session.testsfailed > failed_before:
        for number, page in enumerate(lab.pages()):
            print("At the failure:", lab.picture(page, f"{request.node.name}-failed-{number}"))
    lab.close()
    assert not lab.problems, "\n".join(lab.problems)
