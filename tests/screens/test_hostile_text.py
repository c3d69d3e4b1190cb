"""Hostile text in every fact, field and file: no page, print-out or export of the kit holds it as markup."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hipkit import catalog, lessons
from hipkit.export import from_code
from hipkit.lessons.work import pseudonym
from hipkit.routine import RoutineError
from hipkit.text import escape
from tests.screens.hostile import CANARY, RAW
from tests.screens.walking import passed

ROOT = Path(__file__).parents[2]
LONGEST_NOTE = 4_000
FEWEST = 8_000  # texts of the catalogue that were poisoned
PLAIN = {  # what the page writes as text: no name of an innerHTML of static/*.js is among them
    *("_options_labels", "description", "alt", "label", "name", "options", "items", "text", "words"),
    *(
        "answers",
        "asks",
        "choices",
        "labels",
        "partners",
        "poses",
        "why",
        "ways",
        "title",
        "titles",
        "aside",
        "explain",
    ),
    *("packed name", "packed works", "packed kits", "packed stop", "packed text", "kept said", "kept name"),
    *("packed asks", "packed choices", "packed poses", "packed why", "packed words"),
}
TEXTS = {
    "markup": CANARY,
    "formula": '=HYPERLINK("http://example.org")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "right to left": "\u202etxt.exe\u202c",
    "control": "\x00\x07\x1b[31m",
    "empty": "",
    "spaces": " \t\n",
    "long": "x" * 100_000,
    "surrogate-like": "\N{PILE OF POO}\ufffe",
}
hostile = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.screens.hostile"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def test_the_facts_were_hostile_and_every_screen_was_used(found: dict[str, Any]) -> None:
    assert found["poisoned"] > FEWEST
    assert found["failed"] == {}
    assert found["pages"] == 2 + len(catalog().handouts)


def test_no_page_is_told_hostile_text_as_html(found: dict[str, Any]) -> None:
    raw = {name: text for name, text in found["told"].items() if not name.endswith(": text")}
    assert raw == {}


def test_only_what_is_shown_as_text_is_told_as_text(found: dict[str, Any]) -> None:
    raw = {name: text for name, text in found["told"].items() if name.removesuffix(": text") not in PLAIN}
    assert raw == {}


def test_what_is_told_as_text_is_never_written_as_html() -> None:
    """The names above against every innerHTML of the page's own code."""
    static = ROOT / "hipkit" / "screens" / "static"
    lines = [
        line for path in static.rglob("*.js") for line in path.read_text().splitlines() if "innerHTML" in line
    ]
    assert lines
    for name in PLAIN - {
        "ways",
        "text",
        "name",
        "kept said",
        "kept name",
    }:  # Answer's ways are HTML, escaped; a text or name may be any
        word = name.removeprefix("packed ")
        assert not any(f'get("{word}")' in line or f".{word}}}" in line for line in lines)


def test_the_canary_is_seen_where_it_is_not_escaped() -> None:
    assert RAW.search(f"<p>{CANARY}</p>")
    assert RAW.search(f'<p title="{CANARY.replace("<", "&lt;").replace(">", "&gt;")}">')
    assert not RAW.search(escape(CANARY))


# ---------------------------------------------------------------- what a person or a file brings


@hostile
def test_no_hostile_pseudonym_is_taken(text: str) -> None:
    with pytest.raises(lessons.WorkError) as caught:
        pseudonym(text)
    assert len(str(caught.value)) < 300


@hostile
def test_a_hostile_file_is_one_clear_error(text: str, tmp_path: Path) -> None:
    (tmp_path / "ana.json").write_text(text, encoding="utf-8")
    with pytest.raises(lessons.WorkError) as caught:
        lessons.resume(tmp_path / "ana.json")
    assert "ana.json" in str(caught.value)
    assert len(str(caught.value)) < 400


@hostile
def test_a_hostile_share_code_is_one_clear_error(text: str) -> None:
    with pytest.raises((RoutineError, ValueError)) as caught:
        from_code(text, passed())
    assert len(str(caught.value)) < 400


@hostile
def test_a_hostile_note_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    case = next(iter(catalog().cases))
    if len(text) > LONGEST_NOTE:
        with pytest.raises(lessons.WorkError, match=f"at most {LONGEST_NOTE} characters"):
            lessons.Work().noted(case, text)
        return
    work = lessons.Work().noted(case, text)
    assert lessons.resume(lessons.save(work, tmp_path / "mine.json")) == work
    assert text.strip() == "" or text not in lessons.to_csv(work, "heron 7")
