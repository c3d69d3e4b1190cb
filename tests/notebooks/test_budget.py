"""A notebook is sent in kilobytes, not in megabytes."""

from __future__ import annotations

import pytest

from tests.notebooks.sending import sent_at_load
from tests.notebooks.test_runner import ROOT

LIMIT = 150_000  # bytes from Run All until the kernel rests, without the chart library


@pytest.mark.parametrize("notebook", ["01-anatomy"])
def test_a_notebook_is_sent_in_little(notebook: str) -> None:
    assert sent_at_load(ROOT / "notebooks" / f"{notebook}.ipynb") <= LIMIT
