"""What a page is sent while a notebook runs: counted at the kernel, so that no speed of a machine matters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import start_new_kernel

PATIENCE_S = 120
PARTS = ("header", "parent_header", "metadata", "content")  # as JupyterLab's protocol packs a message


def sent_at_load(notebook: Path) -> int:
    """Bytes of all messages from Run All until the kernel rests, widgets and their buffers included.

    The chart library is not among them: JupyterLab has its own.

    Raises:
        AssertionError: a cell raised.
        TimeoutError: a cell took longer than ``PATIENCE_S``.
    """
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(notebook.parent))
    counted = 0

    def count(message: Mapping[str, Any]) -> None:
        nonlocal counted
        counted += sum(len(client.session.pack(message[part])) for part in PARTS)
        counted += sum(map(len, message["buffers"]))

    try:
        for cell in nbformat.read(notebook, as_version=4).cells:
            if cell.cell_type == "code":
                reply = client.execute_interactive(
                    cell.source, allow_stdin=False, output_hook=count, timeout=PATIENCE_S
                )
                assert reply["content"]["status"] == "ok", reply["content"]
                count(reply)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return counted
