"""Hostile names, files and answers on their way to the instructor: refused or escaped, and nothing is lost."""

from __future__ import annotations

import csv
import io
import json
from html import unescape
from pathlib import Path

import pytest

from hipkit import lessons
from hipkit.facts import catalog
from hipkit.lessons import Reply, Work, WorkError
from hipkit.screens import ClassResults, parts
from tests.lessons.test_guide import every

AT = "2026-01-31T09:30:00Z"
TAGS = '<img src=x onerror="alert(1)">'
FORMULA = '=HYPERLINK("http://evil.example","x")'
NAMES = [
    TAGS,
    FORMULA,
    "+1",
    "@SUM(A1)",
    "../../etc/passwd",
    "a\0b",
    "a\nb",
    "\u202eevil",
    "x" * 5000,
    "",
    7,
    None,
]
FILES = {  # file name -> what stands in it
    f"{TAGS.replace('/', '')}.json": "not JSON",
    "=1+1.csv": "not an export",
    "‮lrig.json": "[]",
    "'; drop table learners.json": json.dumps({"format": "hipkit answers"}),
    "<script>alert(1)<": "no ending",
    "𝔫ame &amp; {{7*7}}.csv": "pseudonym,round\nx,y\n",
}


def work(**answers: str) -> Work:
    return Work(tuple(Reply(key, answer, "practice", AT, 5) for key, answer in answers.items()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good export among others that mean no good."""
    (tmp_path / "ada.json").write_text(lessons.to_json(work(one_side="muscle", outer_hip="tendon"), "ada"))
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    good = json.loads(lessons.to_json(work(one_side="little"), "bo"))
    for number, name in enumerate(NAMES):
        (tmp_path / f"name-{number}.json").write_text(json.dumps(good | {"pseudonym": name}))
    for number, answer in enumerate([TAGS, FORMULA, ["muscle"], {"__proto__": 1}, None, 10**400]):
        reply = good["replies"][0] | {"answer": answer}
        (tmp_path / f"answer-{number}.json").write_text(json.dumps(good | {"replies": [reply]}))
    for field, value in {"question": TAGS, "round": FORMULA, "at": TAGS, "seconds": "1e999", TAGS: 1}.items():
        reply = good["replies"][0] | {field: value}
        (tmp_path / f"field-{len(field)}.json").write_text(json.dumps(good | {"replies": [reply]}))
    (tmp_path / "deep.json").write_text("[" * 200_000)
    (tmp_path / "zeros.csv").write_bytes(bytes(1000))
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "nowhere")
    return tmp_path


def test_the_good_export_counts_and_every_other_file_is_named_with_a_reason(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    found = lessons.summarise(folder)
    assert found.learners == ("ada",)
    assert {(one.question, one.answered, one.right) for one in found.items} == {
        ("one_side", 1, 0),
        ("outer_hip", 1, 1),
    }
    assert {name for name, _ in found.skipped} == set(before) - {"ada.json"}
    assert all(len(why) < 400 and why.endswith(".") for _, why in found.skipped)
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before


def test_nothing_of_it_becomes_a_part_of_the_page(folder: Path) -> None:
    screen = ClassResults(folder)
    pages = [widget.value for widget in every(screen) if isinstance(getattr(widget, "value", None), str)]
    whole = "".join(pages)
    assert "<img" not in whole
    assert "<script" not in whole
    for name in FILES:
        assert name in unescape(whole), "the file is named all the same"
    charts = [widget for widget in every(screen) if isinstance(widget, parts.Chart)]
    assert charts
    assert all(chart.figure["data"] for chart in charts)
    drawn = json.dumps(
        [[chart.figure, chart.base, chart.changes, chart.alt] for chart in charts], default=str
    )
    assert not any(word in drawn for word in ("<img", "evil"))


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_hostile_pseudonym_is_refused_before_a_file_is_written(tmp_path: Path, name: object) -> None:
    for write in (lessons.to_csv, lessons.to_json):
        with pytest.raises(WorkError, match="A pseudonym has 1 to 24 letters or figures"):
            write(work(one_side="little"), name)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_no_cell_of_an_export_is_a_formula() -> None:
    """Whatever can be answered to any question: a spreadsheet gets text and numbers."""
    for question in catalog().questions.values():
        answer = lessons.solution(question)
        text = lessons.to_csv(Work((Reply(question.id, answer, "practice", AT, 1),)), "ada")  # type: ignore[arg-type]
        for line in csv.reader(io.StringIO(text)):
            for cell in line:
                assert cell[:1] not in ("=", "+", "@", "\t") and (cell[:1] != "-" or float(cell) < 0)  # noqa: PT018
        assert lessons.work.handed_in(text)[1].answers("practice") == {question.id: answer}


def test_a_text_that_looks_like_code_stays_with_the_learner(tmp_path: Path) -> None:
    """Notes on cases are saved whole, and are in no export."""
    note = f"{TAGS}\n{FORMULA}\n</script>\u202e\0"
    mine = work(one_side="little").noted("leg_trap", note)
    assert lessons.resume(lessons.save(mine, tmp_path / "mine.json")).notes["leg_trap"] == note
    for write in (lessons.to_csv, lessons.to_json):
        assert "onerror" not in write(mine, "ada")


@pytest.mark.parametrize("name", ["../outside.json", "sub/../../outside.json"])
def test_a_file_that_is_there_and_is_something_else_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    (home / "sub").mkdir(parents=True)
    (tmp_path / "outside.json").write_text("dear diary")
    for write in (
        lambda: lessons.save(work(one_side="little"), home / name),
        lambda: lessons.hand_in(lessons.to_json(work(one_side="little"), "ada"), home / name),
    ):
        with pytest.raises(WorkError):
            write()
    assert (tmp_path / "outside.json").read_text() == "dear diary"
