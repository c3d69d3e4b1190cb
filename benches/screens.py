"""What ``bench_screens`` shows in JupyterLab: the floor, each screen of the kit, and peers with the same content."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[1]
PEERS_PYTHON = ROOT / "build" / "peers-env" / "bin" / "python"


@frozen
class Shown:
    """Something to measure: a cell that imports, and one that shows it."""

    name: str
    imports: str
    cell: str
    kernel: str = "python3"
    within: str = "*"  # CSS of the controls that are used
    kit: bool = True


FLOOR = Shown(
    "floor",
    "import ipywidgets",
    """pick = ipywidgets.Dropdown(description="Pick", options=list(map(str, range(100))))
text = ipywidgets.HTML("0")
pick.observe(lambda change: setattr(text, "value", change.new), "value")
ipywidgets.VBox([pick, text])""",
)

_WELL = (
    "from hipkit import catalog, symptoms\nwell = symptoms.screen(dict.fromkeys(catalog().red_flags, 'no'))\n"
)


def _screen(name: str, given: str = "", before: str = "", within: str = "*") -> Shown:
    return Shown(name, f"{before}from hipkit.screens import {name}", f"{name}({given})", within=within)


SCREENS = (
    _screen("Start"),
    _screen("Screening"),
    _screen("Anatomy"),
    _screen("Symptoms", "well", _WELL),
    _screen("Stretching"),
    _screen("Exercises"),
    _screen("Routine", "well", _WELL),
    _screen("Claims"),
    _screen("Lesson", "'symptoms'"),
    _screen("Cases"),
    _screen("App", within="nothing"),  # behind its tabs are the screens above
)

_LISTS = "select"  # the five picks, which all three have
_ROOT = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
REVEALED = Shown(
    "the kit's own",
    "from hipkit.screens import Stretching",
    """kit = Stretching()
kit.reveal("About 5 % less")
kit""",
    within=_LISTS,
)
PEERS = (
    Shown(
        "plotly FigureWidget",
        f"{_ROOT}from benches.peers import with_figure_widget",
        "with_figure_widget()",
        within=_LISTS,
        kit=False,
    ),
    Shown(
        "redrawn in an Output",
        f"{_ROOT}from benches.peers import with_output",
        "with_output()",
        within=_LISTS,
        kit=False,
    ),
)
GEOSCILABS = Shown(
    "geoscilabs, its dipole app",
    "from geoscilabs.mag.MagDipoleApp import MagneticDipoleApp\napp = MagneticDipoleApp()",
    "app.interact_plot_model_dipole()",
    kernel="peers",
    within="[type=radio], [role=slider], [type=checkbox]",
    kit=False,
)


def peers() -> tuple[Shown, ...]:
    """The peers there are on this machine; geoscilabs has an environment of its own."""
    return (REVEALED, *PEERS, *([GEOSCILABS] if PEERS_PYTHON.exists() else []))
