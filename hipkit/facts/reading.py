"""Finding and reading the files of ``data/``.

A :class:`Table` says which file holds which records and what their fields cite. Reading it gives
frozen records, or one :class:`CatalogError` with a plain sentence for every fault found.
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
Values = Mapping[str, object]
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
    """What a file says before it is judged, and the faults that kept it from saying more."""

    entries: dict[str, tuple[str, Values]] = attrs.Factory(dict)  # id -> name of the file, values
    faults: list[str] = attrs.Factory(list)


class Folder:
    """Reads the files of one ``data`` folder, each at most once."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._seen: dict[str, Raw] = {}

    def raw(self, path: str, record: type, by_topic: bool = False) -> Raw:
        """The entries of a file, or of every TOML file of a folder (``path`` ends in ``/``)."""
        if path not in self._seen:
            folder = self._by_topic if by_topic else self._many
            read = folder if path.endswith("/") else self._table if path.endswith(".csv") else self._tables
            self._seen[path] = read(path, record)
        return self._seen[path]

    def _many(self, path: str, record: type) -> Raw:
        """A folder with one TOML file for each record, the id in the file's name."""
        raw = Raw()
        for name in self._names(path):
            values = self._toml(path + name, raw)
            if values is not None:
                raw.entries[name.removesuffix(".toml")] = (f"data/{path}{name}", values)
        return self._not_empty(path, raw)

    def _by_topic(self, path: str, record: type) -> Raw:
        """A folder with one TOML file for each topic; the file's name is the field ``topic`` of its records."""
        raw = Raw()
        for name in self._names(path):
            file, topic = f"data/{path}{name}", {"topic": name.removesuffix(".toml")}
            for key, values in (self._toml(path + name, raw) or {}).items():
                if key in raw.entries:
                    expected = f"each id once; {raw.entries[key][0]} has it too"
                    raw.faults.append(fault(file, key, found=f"{key!r} a second time", expected=expected))
                else:
                    raw.entries[key] = (file, values | topic if isinstance(values, dict) else values)
        return self._not_empty(path, raw)

    def _names(self, path: str) -> list[str]:
        """The TOML files of a folder, in the order of the alphabet."""
        folder = self._root / path.rstrip("/")
        items = folder.iterdir() if folder.is_dir() else ()
        return sorted(item.name for item in items if item.name.endswith(".toml"))

    def _tables(self, path: str, record: type) -> Raw:
        """A TOML file with one table for each record, the id in the table's name."""
        raw = Raw()
        for key, values in (self._toml(path, raw) or {}).items():
            raw.entries[key] = (f"data/{path}", values)
        return self._not_empty(path, raw)

    def _table(self, path: str, record: type) -> Raw:
        """A CSV file with one row for each record, the id in the column ``id``."""
        raw = Raw()
        text = self._text(path, raw)
        if text is not None:
            _read_csv(f"data/{path}", text, record, raw)
        return self._not_empty(path, raw)

    def _not_empty(self, path: str, raw: Raw) -> Raw:
        if not raw.entries and not raw.faults:
            raw.faults.append(fault(f"data/{path}", found="no records", expected="at least one"))
        return raw

    def _toml(self, path: str, raw: Raw) -> dict[str, Any] | None:
        text = self._text(path, raw)
        try:
            return None if text is None else tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raw.faults.append(_toml_fault(f"data/{path}", str(text), str(error)))
            return None

    def _text(self, path: str, raw: Raw) -> str | None:
        name = f"data/{path}"
        try:
            text = (
                (self._root / path).read_bytes().decode("utf-8-sig")
            )  # some editors write a byte order mark
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            found = f"byte 0x{error.object[error.start]:02x} at position {error.start}"
            raw.faults.append(fault(name, f"line {line}", found=found, expected="text in UTF-8"))
        except OSError:
            raw.faults.append(fault(name, found="no such file", expected="a file that can be read"))
        else:
            if text.strip():
                return text.replace("\r\n", "\n")
            raw.faults.append(fault(name, found="an empty file", expected="at least one record"))
        return None


def _toml_fault(name: str, text: str, message: str) -> str:
    """The parser's message in our words, with the record and the line it points to."""
    problem, _, place = message.partition(" (at ")
    at = re.match(r"line (\d+)", place)
    lines = text.split("\n")
    number = int(at[1]) if at else len(lines)
    tables = re.findall(r"(?m)^\[+([^\]\n]+)\]+", "\n".join(lines[:number]))
    if problem.startswith(("Cannot declare", "Cannot overwrite")):
        found, expected = f"{lines[number - 1].strip()!r} a second time", "each id and each field once"
    else:
        found, expected = f"broken TOML ({problem[:1].lower()}{problem[1:]})", "TOML that can be read"
    return fault(name, *tables[-1:], f"line {number}", found=found, expected=expected)


def _read_csv(name: str, text: str, record: type, raw: Raw) -> None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        raw.faults.extend(_header_faults(name, header, record))
        for row in reader if not raw.faults else ():
            if row:
                _read_row(name, reader.line_num, header, row, raw)
    except csv.Error as error:
        found = f"broken CSV ({error})"
        raw.faults.append(
            fault(name, f"line {reader.line_num}", found=found, expected="CSV that can be read")
        )


def _header_faults(name: str, header: Sequence[str], record: type) -> Iterator[str]:
    fields = fields_of(record)
    for column in header:
        if column not in fields:
            yield fault(
                name, "line 1", column, found="a column that is not known", expected=one_of(fields, column)
            )
    for field in fields.values():
        if field.default is attrs.NOTHING and field.name not in header:
            yield fault(name, "line 1", field.name, found="no such column", expected="it in the first line")


def _read_row(name: str, line: int, header: Sequence[str], row: Sequence[str], raw: Raw) -> None:
    # an empty cell is a field that is not there
    values: dict[str, object] = {column: cell for column, cell in zip(header, row, strict=False) if cell}
    key, place = str(values.get("id", "")), f"line {line}"
    if len(row) != len(header):
        raw.faults.append(fault(name, key, place, found=f"{len(row)} cells", expected=f"{len(header)} cells"))
    elif not key:
        raw.faults.append(fault(name, place, "id", found="nothing", expected="an id"))
    elif key in raw.entries:
        raw.faults.append(
            fault(name, key, place, "id", found=f"{key!r} a second time", expected="each id once")
        )
    else:
        raw.entries[key] = (name, values)


class HasTables(Protocol):
    """A catalog: a class whose attributes are tables, and the folder they are read from."""

    folder: Folder


@attrs.define(eq=False)
class Table(Generic[R]):
    """One file, or one folder, and its records, read when the attribute is first used.

    ``cites`` maps a field, with dots into lists of records, to the tables whose ids it may hold.
    ``topics`` are words that may stand there beside ids. ``rule`` checks the records as a whole.
    ``by_topic``: each file of the folder holds the records of one topic.
    """

    record: type[R]
    path: str
    cites: Mapping[str, tuple[str, ...]] = attrs.Factory(dict)
    topics: tuple[str, ...] = ()
    rule: Callable[[Mapping[str, Any]], Misfits] | None = None
    by_topic: bool = False
    _name: str = attrs.field(default="", init=False)

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, catalog: None, owner: type) -> Table[R]: ...
    @overload
    def __get__(self, catalog: HasTables, owner: type) -> Mapping[str, R]: ...
    def __get__(self, catalog: HasTables | None, owner: type) -> Table[R] | Mapping[str, R]:
        if catalog is None:
            return self
        # from here on the instance's own attribute answers, not this descriptor
        records = vars(catalog)[self._name] = MappingProxyType(self._load(catalog, owner))
        return records

    def _load(self, catalog: HasTables, owner: type) -> dict[str, R]:
        raw = catalog.folder.raw(self.path, self.record, self.by_topic)
        faults = list(raw.faults)
        shaped = {key: self._shaped(key, *entry, faults) for key, entry in raw.entries.items()}
        records = {key: record for key, record in shaped.items() if record is not None}
        faults += self._uncited(records, raw, catalog, owner)
        if self.rule and not faults:
            for key, field, found, expected in self.rule(records):
                faults.append(fault(raw.entries[key][0], key, field, found=found, expected=expected))
        if faults:
            raise CatalogError(faults)
        return records

    def _shaped(self, key: str, name: str, values: Values, faults: list[str]) -> R | None:
        def say(path: str, found: str, expected: str) -> None:
            faults.append(fault(name, key, path, found=found, expected=expected))

        if not isinstance(values, Mapping):
            say("", shown(values), "a table")
            return None
        if values.get("id", key) != key:
            say("id", shown(values["id"]), f"no such field, or {key!r}")
        record: R | None = shape(self.record, {**values, "id": key}, "", say)
        return record

    def _uncited(self, records: Mapping[str, R], raw: Raw, catalog: HasTables, owner: type) -> Iterator[str]:
        """A fault for every id that no cited table holds, and for cited tables that cannot tell."""
        for field, names in self.cites.items():
            cited: list[Table[Any]] = [getattr(owner, name) for name in names]
            sheets = [catalog.folder.raw(table.path, table.record, table.by_topic) for table in cited]
            broken = [sentence for sheet in sheets for sentence in sheet.faults]
            ids = {key for sheet in sheets for key in sheet.entries} | set(self.topics)
            expected = f"an id of {' or '.join(f'data/{table.path}' for table in cited)}"
            yield from broken
            for key, record in records.items() if not broken else ():
                for path, found in _values(record, field):
                    if found and found not in ids:
                        tail = expected + perhaps(ids, found)
                        yield fault(raw.entries[key][0], key, path, found=shown(found), expected=tail)


def _values(record: object, dotted: str) -> Iterator[tuple[str, str]]:
    """The values at ``doses.count``, each with its own path: ``doses[0].count``."""
    head, _, rest = dotted.partition(".")
    value: Any = None if record is None else getattr(record, head)  # a part left out cites nothing
    many = isinstance(value, tuple)
    for path, one in (
        ((f"{head}[{index}]", one) for index, one in enumerate(value)) if many else [(head, value)]
    ):
        if rest:
            yield from ((f"{path}.{below}", found) for below, found in _values(one, rest))
        else:
            yield path, one
