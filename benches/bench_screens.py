"""Every screen in a real JupyterLab, beside the floor and beside peers: how soon it answers, what it sends and keeps.

The floor is a bare ipywidgets dropdown that changes one HTML text. It stays open beside each screen and is used
before every control, so that a slow spell of the machine falls on both. Run with
``python -m benches.bench_screens [rounds] [names of screens]``; prints tables in Markdown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from time import perf_counter

from benches.inlab import Cells, Load, Use, opened, write
from benches.measure import python_ms
from benches.screen_tables import Visit, told
from benches.screens import FLOOR, PEERS_PYTHON, SCREENS, Shown, peers
from tests.browser.lab import Lab

ROUNDS, MOST_KINDS = 2, 60
REST = ("button", "go")  # what is used once: a second press seldom finds the same screen


def main(rounds: int = ROUNDS, names: Iterable[str] = ()) -> bool:
    wished = set(names)
    shown = [one for one in (*SCREENS, *peers()) if not wished or one.name in wished]
    visits = []
    kernels = {"peers": PEERS_PYTHON} if PEERS_PYTHON.exists() else {}
    with opened(2, kernels) as (beside, lab):
        for one in (FLOOR, *shown):
            write(lab.server, one.name, one.imports, one.cell, kernel=one.kernel)
        for _ in range(rounds):
            floor, load, memory = _shown(beside, FLOOR)
            floor.fresh(1, [])
            visits += [Visit(FLOOR, load, memory), *(_visited(lab, one, floor) for one in shown)]
            floor.close()
    bare_python, kit = python_ms("pass", "import hipkit", runs=9)
    return told(visits, kit - bare_python)


def _shown(lab: Lab, one: Shown) -> tuple[Cells, Load, float]:
    """The notebook with its cells run; what the second of them sent, and the memory its kernel has then."""
    cells = Cells(lab, f"{one.name}.ipynb")
    cells.run(0)
    load = cells.run(1)
    return cells, load, cells.megabytes()


def _visited(lab: Lab, one: Shown, floor: Cells) -> Visit:
    """A screen shown in a kernel of its own, and a control of each kind used that it has or that appears."""
    start = perf_counter()
    cells, load, memory = _shown(lab, one)
    visit, kinds = Visit(one, load, memory), list[str]()
    while len(kinds) < MOST_KINDS and (kind := cells.fresh(1, kinds, one.within)):
        kinds.append(kind)
        visit.uses[kind] = [*_uses(cells, kind, floor)]
    cells.close()
    print(f"{one.name}: {len(kinds)} kinds of control, {perf_counter() - start:.0f} s", file=sys.stderr)
    return visit


def _uses(cells: Cells, kind: str, floor: Cells) -> Iterable[tuple[float, Use]]:
    """Each use of a control, to and fro where it can be, with the milliseconds of the floor just before."""
    before = floor.use().ms
    assert before is not None, "the floor did not answer"
    for _ in range(1 if kind.startswith(REST) else 2):
        if not cells.again(kind):
            return
        yield before, cells.use()


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sys.exit(
        not main(numbers[0] if numbers else ROUNDS, [word for word in sys.argv[1:] if not word.isdigit()])
    )
