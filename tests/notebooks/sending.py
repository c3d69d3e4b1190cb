"""What a page is sent while a notebook runs: counted at the kernel, so that no speed of a machine matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

PATIENCE_S = 120
PARTS = ("header", "parent_header", "metadata", "content")  # as JupyterLab's protocol packs a message


def sent_at_load(notebook: Path) -> int:
    """Bytes of all messages from Run All until the kernel rests, widgets and their buffers included.

    The chart library is not among them: JupyterLab has its own.

    Raises:
        AssertionError: a cell raised.
        Empty: a cell sent nothing for longer than ``PATIENCE_S``.
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
                request = client.execute(cell.source, allow_stdin=False)
                for message in _until_idle(client, request):
                    count(message)
                reply = client.get_shell_msg(timeout=PATIENCE_S)
                assert reply["content"]["status"] == "ok", reply["content"]
                count(reply)
        last = client.execute(
            ""
        )  # what a screen still sends when its cell is over comes before the answer to this
        for message in _until_idle(client, last):
            if message["parent_header"].get("msg_id") != last:
                count(message)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return counted


def _until_idle(client: BlockingKernelClient, request: str) -> Iterator[Mapping[str, Any]]:
    """All that a page hears until the kernel has answered the request."""
    idle = False
    while not idle:
        message = client.get_iopub_msg(timeout=PATIENCE_S)
        yield message
        rests = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
        idle = rests and message["parent_header"].get("msg_id") == request
