"""Finding and reading the files of ``data/``.

A :class:`Table` says which file holds which record and what its fields cite. Reading one gives
frozen records, or a :class:`CatalogError` with one plain sentence for every fault found.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar, overload

import attrs

from hipkit.facts.shaping import fields_of, one_of, perhaps, shape, shown

R = TypeVar("R")
Misfits = Iterator[tuple[str, str, str, str]]  # record, field, what was found, what was expected


class CatalogError(ValueError):
    """``data/`` holds something wrong. ``faults`` has one sentence for each fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__("\n".join([f"{count} in the data files:", *self.faults]))


def fault(*where: str, found: str, expected: str) -> str:
    """``data/exercises/bridge.toml: bridge: doses[1].count: found 'ten', expected a whole number``."""
    return f"{': '.join(filter(None, where))}: found {found}, expected {expected}"


def find() -> Traversable:
    """The folder ``data``: inside the package (wheel, zip) or beside it (checkout)."""
    package = files("hipkit")
    for home in (package, getattr(package, "parent", package)):
        if (home / "data" / "exercises").is_dir():
            return home / "data"
    raise CatalogError([fault("data", found="no such folder", expected="it inside hipkit or beside it")])


@attrs.frozen
class Raw:
    """What a file says before it is judged: id -> (file name, values), and why that may be incomplete."""

    entries: dict[str, tuple[str, Mapping[str, object]]] = attrs.Factory(dict)
    faults: list[str] = attrs.Factory(list)


class Folder:
    """Reads the files of one ``data`` folder, each at most once."""

    def __init__(self, root: Traversable) -> None:
        self.root = root
        self._read: dict[str, Raw] = {}

    def raw(self, path: str, record: type) -> Raw:
        """The entries of a file, or of all TOML files of a folder (``path`` ends in ``/``)."""
        if path not in self._read:
            self._read[path] = self._all(path) if path.endswith("/") else self._one(path, record)
        return self._read[path]

    def _all(self, path: str) -> Raw:
        folder = self.root / path.rstrip("/")
        names = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
        raw = Raw()
        for name in (name for name in names if name.endswith(".toml")):
            values, faults = self._toml(path + name)
            raw.faults.extend(faults)
            if not faults:
                raw.entries[name.removesuffix(".toml")] = (f"data/{path}{name}", values)
        if not raw.entries and not raw.faults:
            raw.faults.append(
                fault(f"data/{path}", found="no TOML file", expected="one file for each record")
            )
        return raw

    def _one(self, path: str, record: type) -> Raw:
        if path.endswith(".csv"):
            text, faults = self._text(path)
            return Raw(faults=faults) if faults else _csv(f"data/{path}", text, record)
        values, faults = self._toml(path)
        return Raw({key: (f"data/{path}", value) for key, value in values.items()}, faults)

    def _toml(self, path: str) -> tuple[Mapping[str, Any], list[str]]:
        text, faults = self._text(path)
        if faults:
            return {}, faults
        try:
            return tomllib.loads(text), []
        except tomllib.TOMLDecodeError as error:
            return {}, [_toml_fault(f"data/{path}", text, str(error))]

    def _text(self, path: str) -> tuple[str, list[str]]:
        name, file = f"data/{path}", self.root / path
        try:
            text = file.read_bytes().decode("utf-8-sig")  # some editors write a byte order mark
        except UnicodeDecodeError as error:
            byte = f"byte 0x{error.object[error.start]:02x} at position {error.start}"
            line = error.object[: error.start].count(b"\n") + 1
            return "", [fault(name, f"line {line}", found=byte, expected="text in UTF-8")]
        except OSError:
            return "", [fault(name, found="no such file", expected="a file that can be read")]
        if not text.strip():
            return "", [fault(name, found="an empty file", expected="at least one record")]
        return text.replace("\r\n", "\n"), []


def _toml_fault(name: str, text: str, message: str) -> str:
    """Turns the parser's words into ours, with the line and the record it lies in."""
    problem, _, place = message.rstrip(")").partition(" (at ")
    at = re.match(r"line (\d+)", place)
    line = int(at[1]) if at else text.count("\n") + 1
    above = re.findall(r"(?m)^\[+([^\]\n]+)\]+", "\n".join(text.split("\n")[:line]))
    if problem.startswith(("Cannot declare", "Cannot overwrite")):
        found, expected = f"{text.split(chr(10))[line - 1].strip()!r} a second time", "each id and field once"
    else:
        found, expected = f"broken TOML ({problem[:1].lower()}{problem[1:]})", "TOML that can be read"
    return fault(name, *above[-1:], f"line {line}", found=found, expected=expected)


def _csv(name: str, text: str, record: type) -> Raw:
    raw, fields = Raw(), fields_of(record)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    for column in header:
        if column not in fields:
            raw.faults.append(
                fault(name, "line 1", column, found="an unknown column", expected=one_of(fields, column))
            )
    for field in fields.values():
        if field.default is attrs.NOTHING and field.name not in header:
            raw.faults.append(
                fault(name, "line 1", field.name, found="no such column", expected="it in the first line")
            )
    if raw.faults:
        return raw
    try:
        for row in filter(None, reader):
            _csv_row(name, reader.line_num, header, row, raw)
    except csv.Error as error:
        raw.faults.append(
            fault(name, f"line {reader.line_num}", found=f"broken CSV ({error})", expected="closed quotes")
        )
    if not raw.entries and not raw.faults:
        raw.faults.append(fault(name, found="no rows", expected="at least one record"))
    return raw


def _csv_row(name: str, line: int, header: Sequence[str], row: Sequence[str], raw: Raw) -> None:
    values: dict[str, object] = {column: cell for column, cell in zip(header, row) if cell}
    record, where = str(values.get("id", "")), f"line {line}"
    if len(row) != len(header):
        raw.faults.append(
            fault(name, record, where, found=f"{len(row)} cells", expected=f"{len(header)} cells")
        )
    elif not record:
        raw.faults.append(fault(name, where, "id", found="nothing", expected="an id"))
    elif record in raw.entries:
        raw.faults.append(
            fault(name, record, where, "id", found=f"{record!r} a second time", expected="each id once")
        )
    else:
        if "show" in values:
            values["show"] = {"yes": True, "no": False}.get(row[header.index("show")], values["show"])
        raw.entries[record] = (name, values)


class HasTables(Protocol):
    """A catalog: tables as attributes, and the folder they are read from."""

    folder: Folder


@attrs.frozen(eq=False)
class Table(Generic[R]):
    """One file and its records, read on first use.

    ``cites`` maps a field, with dots into lists of records, to the tables whose ids it may hold.
    ``topics`` are words that may stand in ``about`` beside ids. ``rule`` checks the records as a whole.
    """

    record: type[R]
    path: str
    cites: Mapping[str, tuple[str, ...]] = attrs.Factory(dict)
    topics: tuple[str, ...] = ()
    rule: Callable[[Mapping[str, Any]], Misfits] | None = None

    @overload
    def __get__(self, catalog: None, owner: type) -> Table[R]: ...
    @overload
    def __get__(self, catalog: HasTables, owner: type) -> Mapping[str, R]: ...
    def __get__(self, catalog: HasTables | None, owner: type) -> Table[R] | Mapping[str, R]:
        if catalog is None:
            return self
        name = next(name for name, table in vars(owner).items() if table is self)
        records = vars(catalog)[name] = MappingProxyType(self._load(catalog, owner))
        return records

    def _load(self, catalog: HasTables, owner: type) -> dict[str, R]:
        raw = catalog.folder.raw(self.path, self.record)
        faults = list(raw.faults)
        records = {}
        for key, (name, values) in raw.entries.items():
            record = self._shaped(key, name, values, faults)
            if record is not None:
                records[key] = record
        faults += self._uncited(records, raw, catalog, owner)
        if self.rule and not faults:
            faults += [
                fault(raw.entries[key][0], key, field, found=found, expected=expected)
                for key, field, found, expected in self.rule(records)
            ]
        if faults:
            raise CatalogError(faults)
        return records

    def _shaped(self, key: str, name: str, values: Mapping[str, object], faults: list[str]) -> R | None:
        def say(path: str, found: str, expected: str) -> None:
            faults.append(fault(name, key, path, found=found, expected=expected))

        if not isinstance(values, Mapping):
            say("", shown(values), "a table")
            return None
        return shape(self.record, {"id": key, **values}, "", say)  # type: ignore[no-any-return]

    def _uncited(self, records: Mapping[str, R], raw: Raw, catalog: HasTables, owner: type) -> Iterator[str]:
        """Faults for every id that no cited table holds."""
        for field, names in self.cites.items():
            cited = [getattr(owner, name) for name in names]
            sheets = [catalog.folder.raw(table.path, table.record) for table in cited]
            if broken := [one for sheet in sheets for one in sheet.faults]:
                yield from broken
                continue
            ids = {key for sheet in sheets for key in sheet.entries} | set(self.topics)
            for key, record in records.items():
                for path, found in _values(record, field):
                    if found and found not in ids:
                        where = f"an id of {' or '.join(f'data/{table.path}' for table in cited)}"
                        yield fault(
                            raw.entries[key][0],
                            key,
                            path,
                            found=shown(found),
                            expected=where + perhaps(ids, found),
                        )


def _values(record: object, dotted: str) -> Iterator[tuple[str, str]]:
    """The values at ``doses.count``, each with its path ``doses[0].count``."""
    head, _, rest = dotted.partition(".")
    value = getattr(record, head)
    items = (
        [(f"{head}[{index}]", one) for index, one in enumerate(value)]
        if isinstance(value, tuple)
        else [(head, value)]
    )
    for path, one in items:
        if rest:
            yield from ((f"{path}.{below}", found) for below, found in _values(one, rest))
        else:
            yield path, one
