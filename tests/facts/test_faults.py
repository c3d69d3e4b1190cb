"""Broken copies of the data: each fault gives one plain sentence, and never anything but a CatalogError."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipkit.facts import Catalog, CatalogError
from hipkit.facts.reading import find

DATA = Path(str(find()))
HOME = {name: vars(Catalog)[name].path for name in Catalog.tables()}
FILES = {
    name: sorted(DATA.joinpath(path).glob("*.toml")) if path.endswith("/") else [DATA / path]
    for name, path in HOME.items()
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("broken") / "data"))


@contextmanager
def changed(file: Path, content: bytes | None) -> Iterator[None]:
    """The file with other content, or without the file; put right afterwards."""
    whole = file.read_bytes()
    try:
        file.unlink() if content is None else file.write_bytes(content)
        yield
    finally:
        file.write_bytes(whole)


def faults(folder: Path, table: str = "") -> tuple[str, ...]:
    facts = Catalog.load(folder)
    with pytest.raises(CatalogError) as caught:
        getattr(facts, table) if table else facts.check()
    assert str(caught.value).split("\n")[1:] == list(caught.value.faults)
    return caught.value.faults


BRIDGE = "exercises/bridge.toml"
ONE_FAULT = [
    pytest.param(
        BRIDGE, "level = 1\n", "level = 1\nid = 'x'\n", "id: found 'x', expected no such field", id="other id"
    ),
    pytest.param(
        BRIDGE,
        "count = 10\n",
        "count = 'ten'\n",
        "doses[0].count: found 'ten', expected a whole number",
        id="type",
    ),
    pytest.param(
        BRIDGE,
        "count = 10\n",
        "count = true\n",
        "doses[0].count: found true, expected a whole number",
        id="bool",
    ),
    pytest.param(BRIDGE, "sets = 1\n", "sets = 9\n", "doses[0].sets: found 9, expected 1 to 6", id="range"),
    pytest.param(
        BRIDGE,
        "seconds = 9\n",
        "seconds = nan\n",
        "doses[0].seconds: found nan, expected 0.5 to 900",
        id="nan",
    ),
    pytest.param(
        BRIDGE, 'brief = "', 'breif = "', "breif: found a field that is not known", id="unknown field"
    ),
    pytest.param(BRIDGE, "level = 1\n", "", "level: found nothing, expected this field", id="missing field"),
    pytest.param(
        BRIDGE, "level = 1\n", "level = 4\n", "level: found 4, expected one of 1, 2, 3", id="choice"
    ),
    pytest.param(
        BRIDGE,
        'position = "supine"',
        'position = "supin"',
        "position: found 'supin', expected one of",
        id="near choice",
    ),
    pytest.param(
        BRIDGE,
        'equipment = ["mat"]',
        'equipment = ["matt"]',
        "equipment[0]: found 'matt', expected an id of data/routine/equipment.toml (perhaps 'mat')",
        id="unknown id",
    ),
    pytest.param(
        BRIDGE,
        'equipment = ["mat"]',
        'equipment = "mat"',
        "equipment: found 'mat', expected a list",
        id="no list",
    ),
    pytest.param(
        BRIDGE,
        'source = "source_text"',
        "",
        "dose_stated.source: found nothing, expected the id of a source",
        id="unsourced",
    ),
    pytest.param(
        BRIDGE,
        'source = "source_text"',
        'source = ""',
        "dose_stated.source: found an empty text",
        id="empty source",
    ),
    pytest.param(
        BRIDGE,
        'source = "source_text"',
        'source = "source_txt"',
        "dose_stated.source: found 'source_txt', expected an id of data/sources.csv (perhaps 'source_text')",
        id="unknown source",
    ),
    pytest.param(
        BRIDGE,
        'main = "gluteus_maximus"',
        'main = "iliacus"',
        "muscles: found ('gluteus_maximus',) first",
        id="main muscle",
    ),
    pytest.param(
        BRIDGE, "count = 10\n", "count = 30\n", "doses: found doses of", id="doses that do not grow"
    ),
    pytest.param(BRIDGE, "[dose_stated]", "[dose_stated", "broken TOML", id="broken TOML"),
    pytest.param(
        BRIDGE,
        "level = 1\n",
        "level = 1\nlevel = 2\n",
        "'level = 2' a second time, expected each id and each field once",
        id="twice a field",
    ),
    pytest.param("routine/goals.toml", "[squat]", "[desk]", "desk: line", id="twice a record"),
    pytest.param(
        "routine/goals.toml",
        "weight = 4",
        "weight = 5",
        "desk: targets[0].weight: found 5, expected one of 1, 2, 3, 4",
        id="weight",
    ),
    pytest.param(
        "anatomy/groups.toml",
        '"iliacus"',
        '"gracilis"',
        "muscles: found 'gracilis', expected each muscle in one group",
        id="two groups",
    ),
    pytest.param(
        "stretching/findings.csv",
        "SE002,",
        "SE001,",
        "SE001: line 3: id: found 'SE001' a second time, expected each id once",
        id="twice a row",
    ),
    pytest.param(
        "stretching/findings.csv",
        "SE002,",
        "SE002,,",
        "SE002: line 3: found 20 cells, expected 19 cells",
        id="cells",
    ),
    pytest.param(
        "stretching/findings.csv", "SE002,", ",", "line 3: id: found nothing, expected an id", id="no id"
    ),
    pytest.param(
        "stretching/findings.csv",
        "id,domain",
        "id,domian",
        "domian: found a column that is not known",
        id="column",
    ),
    pytest.param(
        "stretching/findings.csv",
        "behm2016",
        "behm2061",
        "found 'behm2061', expected an id of data/sources.csv (perhaps 'behm2016')",
        id="source of a row",
    ),
    pytest.param(
        "stretching/findings.csv",
        ",behm2016,page",
        ",,page",
        "SE001: source: found nothing, expected the id of a source",
        id="row without source",
    ),
    pytest.param(
        "stretching/findings.csv",
        ",page,high",
        ",maybe,high",
        "SE001: verified: found 'maybe', expected one of page, memory",
        id="tag",
    ),
    pytest.param("stretching/findings.csv", "SE002,acute", 'SE002,"acute', "broken CSV", id="broken CSV"),
    pytest.param(
        "anatomy/ranges.csv",
        "30.7,32.8",
        "low,32.8",
        "ROM053: low: found 'low', expected a number",
        id="text for a figure",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), ONE_FAULT)
def test_a_fault_names_file_record_and_field(
    copy: Path, file: str, old: str, new: str, sentence: str
) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    with changed(copy / file, text.replace(old, new, 1).encode()):
        found = faults(copy)
    assert all(one.startswith(f"data/{file}: ") for one in found)
    assert any(sentence in one for one in found), found
    if file == BRIDGE and "TOML" not in sentence and "second time" not in sentence:
        assert all(one.startswith(f"data/{file}: bridge: ") for one in found)


@pytest.mark.parametrize("table", list(HOME))
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "found an empty file, expected at least one record"),
        (b"# caf\xe9\n", "line 1: found byte 0xe9 at position 5, expected text in UTF-8"),
        (None, "found no such file, expected a file that can be read"),
    ],
    ids=["empty", "encoding", "missing"],
)
def test_a_file_that_cannot_be_read(copy: Path, table: str, content: bytes | None, words: str) -> None:
    file = copy / FILES[table][0].relative_to(DATA)
    name = f"data/{file.relative_to(copy).as_posix()}"
    others = {  # such a file was not promised, but others miss it: what they say, and a table that misses it
        "exercises": ("expected an id of data/exercises/", "exercises"),
        "questions": ("expected an id of data/lessons/questions/", "inventories"),
        "cases": ("expected easy, look-alike and trap in a group", "cases"),
    }
    if table in others and content is None:
        words, table = others[table]
        name = "data/"
    with changed(file, content):
        found = faults(copy, table)
    assert any(one.startswith(name) and words in one for one in found), found
    assert all(file.name in one or words in one for one in found)


def test_a_folder_without_exercises(copy: Path, tmp_path: Path) -> None:
    (copy / "exercises").rename(tmp_path / "elsewhere")
    try:
        assert faults(copy, "exercises")[0] == "data/exercises/: found no records, expected at least one"
    finally:
        (tmp_path / "elsewhere").rename(copy / "exercises")


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="nowhere: found no such folder"):
        Catalog.load(tmp_path / "nowhere")


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(copy: Path) -> None:
    for file in (copy / BRIDGE, copy / "sources.csv"):
        whole = file.read_bytes()
        with changed(file, b"\xef\xbb\xbf" + whole.replace(b"\n", b"\r\n")):
            assert Catalog.load(copy).exercises["bridge"] == Catalog.load(DATA).exercises["bridge"]


def test_several_faults_are_reported_together(copy: Path) -> None:
    bridge = (copy / BRIDGE).read_text().replace("sets = 1\n", "sets = 7\n").replace('brief = "', 'breif = "')
    figures = (copy / "stretching/findings.csv").read_text().replace("behm2016,page", "nobody,page")
    with changed(copy / BRIDGE, bridge.encode()), changed(copy / "stretching/findings.csv", figures.encode()):
        found = faults(copy)
    assert sum("bridge: doses" in one for one in found) == 3
    assert sum("bridge: breif" in one or "bridge: brief" in one for one in found) == 2
    assert sum("'nobody'" in one for one in found) == figures.count("nobody") > 5
    assert len(found) == 5 + figures.count("nobody")


def test_a_broken_file_is_named_once_by_all_that_cite_it(copy: Path) -> None:
    with changed(copy / "anatomy/muscles.toml", b"[piriformis\n"):
        assert len(faults(copy)) == 1


# Random damage. Each way takes a line, and gives the broken line and what the fault must name.

A_THIRD = settings(max_examples=334)  # the three ways below make a thousand
TOML_LINE = re.compile(r"(?m)^(\w+) = .*[^\[\n]$")
Damage = Callable[[str, str], str]
TOML_DAMAGE: dict[str, Damage] = {
    "renamed": lambda field, line: line.replace(field, f"{field}_", 1),
    "of a type that no field has": lambda field, line: f"{field} = [[1979-05-27]]",
    "twice": lambda field, line: f"{line}\n{line}",
    "cut off": lambda field, line: f"{field} =",
}


@A_THIRD
@given(data=st.data())
def test_any_damaged_line_of_a_toml_file_is_found(copy: Path, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from([name for name in HOME if not HOME[name].endswith(".csv")]))
    file = copy / data.draw(st.sampled_from(FILES[table])).relative_to(DATA)
    text = file.read_text(encoding="utf-8")
    line = data.draw(st.sampled_from(list(TOML_LINE.finditer(text))))
    damage = data.draw(st.sampled_from(sorted(TOML_DAMAGE)))
    broken = text[: line.start()] + TOML_DAMAGE[damage](line[1], line[0]) + text[line.end() :]
    with changed(file, broken.encode()):
        found = faults(copy, table)
    assert all(one.startswith(f"data/{file.relative_to(copy).as_posix()}: ") for one in found)
    assert all(line[1] in one or re.search(r": line \d+: ", one) for one in found)


@A_THIRD
@given(data=st.data())
def test_any_damaged_row_of_a_csv_file_is_found(copy: Path, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from([name for name in HOME if HOME[name].endswith(".csv")]))
    file = copy / HOME[table]
    lines = file.read_text(encoding="utf-8").split("\n")[:-1]
    number = data.draw(st.integers(1, len(lines) - 1))
    key = lines[number].partition(",")[0]
    broken = {
        "a cell too many": lines[number] + ",",
        "twice": f"{lines[number]}\n{lines[number]}",
        "an open quote": f'{key},"{lines[number]}',
        "no id": lines[number].removeprefix(key),
    }
    lines[number] = broken[data.draw(st.sampled_from(sorted(broken)))]
    with changed(file, "\n".join([*lines, ""]).encode()):
        found = faults(copy, table)
    assert len(found) == 1
    assert re.match(rf"data/{HOME[table]}: (\w+: )?line \d+: ", found[0])


@A_THIRD
@given(data=st.data())
def test_no_bytes_give_anything_but_a_catalog_error(copy: Path, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(HOME)))
    file = copy / data.draw(st.sampled_from(FILES[table])).relative_to(DATA)
    whole = file.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = min(len(whole), start + data.draw(st.integers(0, 40)))
    noise = data.draw(
        st.binary(max_size=12) | st.sampled_from([b'"', b"[[", b"\n[", b"= ", b",", b"\x00", b"'''"])
    )
    with changed(file, whole[:start] + noise + whole[end:]), suppress(CatalogError):
        assert getattr(Catalog.load(copy), table)
