"""What each notebook sends to the page, from Run All until the kernel rests."""

from __future__ import annotations

import pytest

from tests.browser.lab import NOTEBOOKS, Lab
from tests.wire import read

LOAD_KB = 150
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("notebook", NAMES)
def test_a_notebook_sends_little_when_all_is_run(lab: Lab, notebook: str) -> None:
    page = lab.open(notebook)
    wire = read(page)
    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    lab.wait_idle(page)
    wire.clear()
    lab.run_all(page)
    page.wait_for_timeout(1500)
    print(notebook, wire.kilobytes, wire.messages)
    import collections
    c = collections.Counter()
    for k, s, _ in wire.kinds: c[k] += s
    print(c)
