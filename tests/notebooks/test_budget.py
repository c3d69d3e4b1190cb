"""How much a page is sent when a notebook is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notebooks.sending import sent_at_load
from tests.notebooks.test_runner import ROOT

LIMIT_KB = 150  # from Run All until the kernel rests, without the chart library
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_sent_in_little(notebook: Path) -> None:
    assert sent_at_load(notebook) <= 1000 * LIMIT_KB
