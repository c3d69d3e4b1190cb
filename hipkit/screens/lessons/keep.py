"""The learner's work on this page: kept in memory, and saved, resumed or handed in when they say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import traitlets

from hipkit import lessons
from hipkit.checkup import Place, where
from hipkit.lessons.work import from_text, to_text
from hipkit.screens import parts

FILE = "my-hip-work.json"
SAVES = (
    "Your answers live in this notebook's memory until you save them. Saved are: your answers with their times, "
    "and what you wrote on cases. Nothing is saved of what you answered in a screening or picked for a routine."
)
HANDS_IN = (
    "The file for your instructor holds your pseudonym, the ids of the questions, your answers and their times. It "
    "holds nothing you wrote in your own words."
)
# What becomes of a file where Python does not run on the learner's own computer.
ELSEWHERE: dict[Place, str] = {
    "browser": "Python runs inside this page: a file that Save writes may be gone when the page is loaded again. "
    "Download puts it on your computer.",
    "Voila": "Save writes to the server of this page. Download puts the file on your computer.",
    "Binder": "Save writes to a server on loan, which ends soon after use. Download puts the file on your computer.",
    "hub": "Save writes to your folder on the hub. Download puts the file on your computer.",
}
TYPES = {"json": "application/json", "csv": "text/csv"}


class Shelf(traitlets.HasTraits):
    """Where the work of one learner lies, for all lessons of a notebook."""

    work = traitlets.Instance(lessons.Work)

    def __init__(self, work: lessons.Work | None = None) -> None:
        super().__init__(work=work or lessons.Work())

    def add(self, reply: lessons.Reply) -> None:
        self.work = self.work.replied(reply)

    def note(self, case: str, text: str) -> None:
        self.work = self.work.noted(case, text)

    def join(self, other: lessons.Work) -> None:
        self.work = self.work.joined(other)


_shelf = Shelf()


def shelf_here() -> Shelf:
    """The one of this notebook; while a screen is only being driven, one that is thrown away."""
    return Shelf() if parts.unheard() else _shelf


class Keep(parts.Packed):
    """Save, go on, hand in. ``said`` is the last thing that happened; ``folder`` is where files are written."""

    script = parts.static("keep.js")
    file = traitlets.Unicode(FILE).tag(sync=True)
    pseudonym = traitlets.Unicode().tag(sync=True)
    saves = traitlets.Unicode().tag(sync=True)
    hands_in = traitlets.Unicode(HANDS_IN).tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, shelf: Shelf, folder: Path | str = ".") -> None:
        self.shelf, self.folder = shelf, Path(folder)
        saves = f"{SAVES} {ELSEWHERE.get(where(), '')}".strip()
        super().__init__(saves=saves, **parts.looks())
        self.on_msg(lambda _widget, content, _buffers: self.act(**content))

    def __repr__(self) -> str:
        return type(self).__name__

    def act(self, do: str, file: str = FILE, pseudonym: str = "", name: str = "", text: str = "") -> None:
        """As if the learner had pressed a button, with these two fields; or had chosen a file (``upload``)."""
        acts: dict[str, Callable[[], str]] = {
            "save": lambda: self._save(file),
            "resume": lambda: self._go_on(lessons.resume(self._at(file)), file),
            "upload": lambda: self._go_on(from_text(text), name),
            "download": lambda: self._download(Path(file).name or FILE, to_text(self.shelf.work)),
        }
        for kind in TYPES:
            acts[kind] = partial(self._hand_in, kind, pseudonym)
            acts[f"download_{kind}"] = partial(self._hand_over, kind, pseudonym)
        try:
            self.said = acts[do]()
        except lessons.WorkError as error:
            self.said = str(error)

    def _at(self, file: str) -> Path:
        """A file beside the notebook, unless the learner names a folder."""
        if not file.strip():
            raise lessons.WorkError("Give the file a name.")
        return self.folder / file.strip()

    def _save(self, file: str) -> str:
        saved = lessons.save(self.shelf.work, self._at(file))
        return f"Saved {_counted(self.shelf.work)} in {saved.name}."

    def _go_on(self, work: lessons.Work, name: str) -> str:
        self.shelf.join(work)
        return f"Went on from {Path(name).name}: {_counted(work)} came back."

    def _download(self, name: str, text: str) -> str:
        kind = TYPES.get(Path(name).suffix[1:], TYPES["json"])
        self.send({"download": {"name": name, "type": kind, "text": text}})
        return f"{name} goes to your downloads."

    def _hand_in(self, kind: str, pseudonym: str) -> str:
        text, name = self._exported(kind, pseudonym)
        return f"Wrote {lessons.hand_in(text, self.folder / name).name}. Give this file to your instructor."

    def _hand_over(self, kind: str, pseudonym: str) -> str:
        text, name = self._exported(kind, pseudonym)
        return self._download(name, text)

    def _exported(self, kind: str, pseudonym: str) -> tuple[str, str]:
        write = lessons.to_csv if kind == "csv" else lessons.to_json
        text = write(self.shelf.work, pseudonym)
        return text, f"{lessons.pseudonym(pseudonym).replace(' ', '_')}-answers.{kind}"

    def uses(self) -> Iterator[parts.Use]:
        """Every button, in a folder that is thrown away, for :func:`parts.drive`."""
        for do in ("save", "resume", "upload", "download", "csv", "json", "download_csv", "download_json"):
            yield ("button", do), partial(self._try, do)

    def _try(self, do: str) -> None:
        home = self.folder
        with TemporaryDirectory() as folder:
            self.folder = Path(folder)
            self.act("save")
            self.act(do, pseudonym="heron 7", name=FILE, text=to_text(self.shelf.work))
        self.folder = home


def _counted(work: lessons.Work) -> str:
    answers = f"{len(work.replies)} answer{'s' if len(work.replies) != 1 else ''}"
    notes = f" and {len(work.notes)} note{'s' if len(work.notes) != 1 else ''}" if work.notes else ""
    return answers + notes


class Kept(parts.VBox):
    """One line that opens into :class:`Keep`; the widget is made when it is first opened."""

    opened = False

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.keep: Keep | None = None
        self._open = parts.button(
            "Save, go on from a saved file, or hand in", on_click=self.toggle, name="keep"
        )
        self._shut = (parts.note(_offer()), parts.row(self._open))
        super().__init__(self._shut, _dom_classes=("hk-kept",), **parts.looks())

    def toggle(self, _button: Any = None) -> None:
        """Opens the part, or folds it."""
        if self.keep is None:
            self.keep = Keep(self._shelf)
        self.opened = not self.opened
        self.children = (*self._shut, self.keep) if self.opened else self._shut


def _offer() -> str:
    """After a restart the memory is empty: the page says how to go on."""
    if Path(FILE).is_file():
        return f"There is a saved file here, {FILE}: you can go on from it."
    return (
        "Your answers stay in the memory of this notebook. After a restart you can go on from a saved file."
    )
