"""Puts hostile text into every fact of the kit, uses every screen, and prints what a page was told raw.

Run in a Python of its own: ``python -m tests.screens.hostile``. What is told is JSON: kind of part, name -> an example.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import re
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, get_args, get_origin

import attrs
import comm
from ipywidgets import Widget

from hipkit import catalog, export
from hipkit.export import handouts
from hipkit.facts import Catalog
from hipkit.facts.reading import Table
from hipkit.routine import Request, plan
from hipkit.routine.weeks import weeks
from hipkit.screens import ClassResults, parts
from hipkit.screens.lessons.keep import Keep, Shelf
from tests.screens.walking import MAKERS, passed

CANARY = "<img src=x onerror=hk>\"'"
RAW = re.compile(r"<img src=x onerror=hk|onerror=hk&gt;[\"']")
TAG = re.compile(r"</?(?!img src=x)[a-z][a-z0-9]*[\s>/]")
NUMBER = re.compile(r"[\d\s.,:;/–−+-]*")


def poison() -> int:
    """Append the canary to every plain text of the catalogue that is no id and no number; how many there were."""
    count = 0
    for name in Catalog.tables():
        table: Table[Any] = vars(Catalog)[name]
        cited = {path.split(".")[-1] for path in table.cites} | {"id"}
        records = {}
        for key, record in getattr(catalog(), name).items():
            records[key], found = _poisoned(record, cited)
            count += found
        vars(catalog())[name] = MappingProxyType(records)
    return count


def _poisoned(record: Any, skipped: set[str]) -> tuple[Any, int]:
    changed, count = {}, 0
    for field in attrs.fields(type(record)):
        value, kind = getattr(record, field.name), attrs.resolve_types(type(record)) and field.type
        if field.name in skipped or field.name in KEYS or field.name.startswith("_"):
            continue
        if isinstance(value, str) and kind in (str, "str") and not NUMBER.fullmatch(value):
            changed[field.name], found = value + CANARY, 1
        elif isinstance(value, tuple) and value and attrs.has(type(value[0])):
            inner = [_poisoned(one, skipped) for one in value]
            changed[field.name], found = tuple(one for one, _ in inner), sum(n for _, n in inner)
        elif attrs.has(type(value)):
            changed[field.name], found = _poisoned(value, skipped)
        elif isinstance(value, tuple) and _texts(kind) and all(isinstance(one, str) for one in value):
            changed[field.name], found = tuple(one + CANARY for one in value), len(value)
        else:
            continue
        count += found
    return attrs.evolve(record, **changed), count


def _texts(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[:1] == (str,)


# text that the kit reads as a key and never shows as it stands, or that only ever names one
KEYS = {
    *("about", "of", "computed", "goes_with", "group", "key", "motions", "movement", "notebook", "screen"),
    "topic",
}

told: dict[str, str] = {}
pages: list[int] = []
KEPT = "kept"  # what was done with a file is said as text, what was found in other words as HTML
where = [""]


class Heard(comm.DummyComm):
    """A page that writes down what it is told raw, but for text that it shows as text."""

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **more: Any
    ) -> None:
        state = (data or {}).get("state") or (data or {}).get("content")
        for name, text in strings(state, "") if isinstance(state, Mapping) else ():
            note(name, text)
        for buffer in buffers or ():
            for name, text in unpacked(bytes(buffer)):
                note(f"packed {name}", text)


def strings(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Every string, and the last name on the way to it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from strings(inner, str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner, name)


def unpacked(buffer: bytes) -> Iterator[tuple[str, str]]:
    """The strings of JSON that is packed, after a head of some bytes perhaps."""
    if buffer[:2] == b"\x1f\x8b":
        text = gzip.decompress(buffer).decode("utf-8", "ignore")
        if text[:1] in ('"', "["):  # all of it, as the page unpacks it
            yield from strings(json.loads(text), "html")
        elif "{" in text:
            with contextlib.suppress(ValueError):
                yield from strings(json.JSONDecoder().raw_decode(text, text.index("{"))[0], "")


def note(name: str, text: str) -> None:
    if found := RAW.search(text):
        kind = "html" if TAG.search(text) else "text"
        place = f"{KEPT} {name}" if where[0] == KEPT else name
        told.setdefault(
            f"{place}: {kind}", f"{where[0]}: {text[max(0, found.start() - 120) : found.end() + 40]}"
        )


def type_in(screens: Mapping[str, Any]) -> None:
    """The canary into every field that takes free text, a file or a code."""
    routine = screens["Routine"]
    for form in ("code", "load", "save", "calendar", "print", "weeks", "went"):
        names = ("code", "file", "start", "at", "days", "weeks", "symptoms", "week", "pain")
        routine.answer.act(form, json.dumps({name: [CANARY] for name in names}))
    finder = screens["Exercises"].find._finder
    finder.value = {"words": CANARY}
    where[0] = KEPT
    with TemporaryDirectory() as folder:
        keep = Keep(Shelf(), folder)
        for do in ("save", "resume", "upload", "csv", "json", "download_csv", "download"):
            keep.act(do, file=CANARY, pseudonym=CANARY, name=CANARY, text=CANARY)
        Path(folder, f"{CANARY.replace('/', '')}.csv").write_text(CANARY)
        ClassResults(folder)
    where[0] = "typed in"
    screens["Cases"].explain(CANARY)


def print_out(routine: Any) -> None:
    """Everything that leaves the kit as a page."""
    sheets = list(catalog().handouts.values())
    for page in (
        export.print_page(routine, weeks(routine), symptoms=True),
        *map(handouts.handout, sheets),
        handouts.answer_page(sheets),
    ):
        note("page", page)
        pages.append(len(page))


def main() -> None:
    count, failed = poison(), {}
    comm.create_comm = lambda *args, **given: Heard(*args, **given)
    made = {}
    for name, make in MAKERS.items():
        where[0] = name
        made[name] = make()
        try:
            parts.drive(made[name])
        except Exception:
            failed[name] = traceback.format_exc()[-900:]
    where[0] = "typed in"
    type_in(made)
    where[0] = "printed"
    print_out(symptomatic())
    Widget.close_all()
    print(json.dumps({"poisoned": count, "told": told, "failed": failed, "pages": len(pages)}, indent=1))


def symptomatic() -> Any:
    """A routine with a symptom picked, so that what it changed is printed too."""
    picked = [one.id for one in catalog().symptoms.values() if one.pick][:1]
    return plan(Request(20, ["general_mobility"], symptoms=picked, equipment=["mat", "chair"]), passed())


if __name__ == "__main__":
    main()
