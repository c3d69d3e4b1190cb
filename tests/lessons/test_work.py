"""The learner's work: kept, saved, resumed, handed in; and what a class did. Nothing is lost, nothing slips out."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipkit import lessons
from hipkit.facts import catalog
from hipkit.lessons import Reply, Work, WorkError
from hipkit.lessons.work import COLUMNS, cell, from_text, handed_in, to_text

AT = "2026-01-31T09:30:00Z"
FACTS = catalog()


def sample(round: str = "practice", **answers: object) -> Work:
    given_ = answers or {
        "one_side": "muscle",
        "band_length": ["tiny", "forces"],
        "chance_after_sitting": "50.5",
        "parts_in_order": ["static", "warm_up", "mobility", "strength"],
        "four_patterns": {"leaning": "disc", "cough": "disc", "side_lying": "joint", "socks": "tendon"},
    }
    return Work(tuple(Reply(key, value, round, AT, 12) for key, value in given_.items()))  # type: ignore[arg-type]


# ---------------------------------------------------------------- kept and saved


def test_work_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    work = sample().noted("leg_trap", "Feeling between the legs. “Now.”\n=1+1")
    file = lessons.save(work, tmp_path / "mine.json")
    assert lessons.resume(file) == work
    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"], "no temporary file stays"


def test_saving_again_replaces_only_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    lessons.save(sample(), file)
    more = sample().replied(Reply("pain_four", "hold", "after", AT))
    lessons.save(more, file)
    assert lessons.resume(file) == more
    before = file.read_bytes()
    with pytest.raises(
        WorkError, match=r"mine.json holds answers that are not in this notebook. Go on from it"
    ):
        lessons.save(sample(one_side="little"), file)
    with pytest.raises(WorkError, match="not in this notebook"):
        lessons.save(
            more.noted("leg_easy", "x"), lessons.save(more.noted("leg_easy", "other"), tmp_path / "b.json")
        )
    assert file.read_bytes() == before


GOOD = json.loads(to_text(sample()))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("dear diary", "it is not JSON"),
        ("[1, 2]", "does not say 'hipkit work'"),
        (json.dumps({"format": "hipkit routine", "version": 1}), "does not say 'hipkit work'"),
        (json.dumps(GOOD | {"version": 0}), "has version 0; this kit reads version 1. It was left as it is"),
        (json.dumps(GOOD | {"version": 99}), "has version 99"),
        (json.dumps(GOOD | {"replies": 3}), "replies is missing or of the wrong kind"),
        (json.dumps(GOOD | {"notes": []}), "notes is missing"),
        (
            json.dumps(GOOD | {"replies": [{"question": "gone", "answer": "x"}]}),
            "reply 1: There is no question 'gone'",
        ),
        (
            json.dumps(GOOD | {"replies": [{"question": "one_side", "answer": "x"}]}),
            "reply 1: 'x' is no option",
        ),
        (json.dumps(GOOD | {"replies": ["x"]}), "reply 1"),
        (
            json.dumps(GOOD | {"replies": [{"question": "one_side", "answer": "little", "at": "now"}]}),
            "at is 'now'",
        ),
        (json.dumps(GOOD)[:-40], "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ('{"format": "hipkit work", "version": 1, "replies": [], "notes": {}, "x": NaN}', "NaN is no number"),
    ],
)
def test_a_damaged_old_or_foreign_file_is_refused_and_left_untouched(
    tmp_path: Path, content: str, says: str
) -> None:
    file = tmp_path / "work.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(WorkError, match=says):
        lessons.resume(file)
    with pytest.raises(WorkError):
        lessons.save(sample(), file)
    assert file.read_text(encoding="utf-8") == content


def test_other_reasons_are_said(tmp_path: Path) -> None:
    with pytest.raises(WorkError, match="There is no such file here"):
        lessons.resume(tmp_path / "none.json")
    (tmp_path / "latin.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(WorkError, match="no text in UTF-8"):
        lessons.resume(tmp_path / "latin.json")
    with pytest.raises(WorkError, match="cannot be written"):
        lessons.save(sample(), tmp_path / "no" / "folder.json")
    for name in ("", "  ", "a\0b"):
        with pytest.raises(WorkError, match="Give the file a name"):
            lessons.save(sample(), name)
    with (tmp_path / "big.json").open("wb") as big:
        big.truncate(3_000_000)
    with pytest.raises(WorkError, match="far larger"):
        lessons.resume(tmp_path / "big.json")


def test_a_crash_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = lessons.save(sample(), tmp_path / "mine.json")
    before = file.read_bytes()

    def crash(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(WorkError, match="No space left on device"):
        lessons.save(sample().replied(Reply("pain_four", "hold", at=AT)), file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"]


def test_joining_keeps_every_reply_once_and_the_longer_note() -> None:
    a = sample(one_side="muscle").noted("leg_easy", "short")
    b = sample(pain_four="hold").noted("leg_easy", "a longer note").noted("hip_easy", "n")
    both = a.joined(b)
    assert both.joined(a) == both == both.joined(b)
    assert both.holds(b)
    assert {one.question for one in both.replies} == {"one_side", "pain_four"}
    assert dict(both.notes) == {"leg_easy": "a longer note", "hip_easy": "n"}


def test_in_the_inventory_the_first_answer_counts_in_practice_the_last() -> None:
    twice = [
        Reply("one_side", answer, round, AT)
        for round in ("before", "practice")
        for answer in ("muscle", "little")
    ]  # type: ignore[arg-type]
    work = Work(tuple(twice))
    assert work.answers("before") == {"one_side": "muscle"}
    assert work.answers("practice") == {"one_side": "little"}


# ---------------------------------------------------------------- handed in


@pytest.mark.parametrize("write", [lessons.to_csv, lessons.to_json])
def test_what_is_handed_in_can_be_read_again(write: object) -> None:
    work = sample()
    assert handed_in(write(work, "heron 7")) == ("heron 7", work)  # type: ignore[operator]


def test_an_export_holds_the_allowed_fields_and_nothing_else() -> None:
    secret = "my hip hurts at night, rf_night_pain yes, sciatica"
    work = sample().noted("leg_trap", secret)
    content = json.loads(lessons.to_json(work, "heron"))
    assert set(content) == {"format", "version", "pseudonym", "replies"}
    assert all(set(one) == {"question", "answer", "round", "at", "seconds"} for one in content["replies"])
    rows = list(csv.reader(io.StringIO(lessons.to_csv(work, "heron"))))
    assert tuple(rows[0]) == COLUMNS
    for text in (lessons.to_json(work, "heron"), lessons.to_csv(work, "heron")):
        assert "hurts" not in text
        assert not any(key in text for key in (*FACTS.red_flags, *FACTS.symptoms))


SLIPS = [
    {"question": "rf_bladder", "answer": "yes"},
    {"question": "one_side", "answer": "rf_bladder"},
    {"question": "one_side", "answer": "little", "note": "sciatica"},
    {"question": "one_side", "answer": {"rf_bladder": "yes"}},
    {"question": "band_length", "answer": ["tiny", "sciatica"]},
    {"question": "four_patterns", "answer": {"leaning": "disc", "rf_saddle": "yes"}},
    {"question": "chance_after_sitting", "answer": "sciatica"},
    {"question": "one_side", "answer": "little", "at": "sciatica since Monday"},
    {"question": "one_side", "answer": "little", "at": AT + " sciatica"},
    {"question": "one_side", "answer": "little", "seconds": "sciatica"},
    {"question": "one_side", "answer": "little", "seconds": -1},
    {"question": "one_side", "answer": "little", "round": "sciatica"},
    {"question": ["one_side"], "answer": "little"},
]


@pytest.mark.parametrize("slip", SLIPS)
def test_no_symptom_and_no_screening_answer_can_be_slipped_in(slip: dict[str, object]) -> None:
    with pytest.raises((WorkError, TypeError)):
        Work((Reply(**slip),))  # type: ignore[arg-type]
    forged = {"format": "hipkit answers", "version": 1, "pseudonym": "x", "replies": [slip]}
    with pytest.raises(WorkError):
        handed_in(json.dumps(forged))


@pytest.mark.parametrize(
    "name",
    ["", " ", "=1+1", "+x", "-x", "@x", "x\ty", "<script>alert(1)</script>", 'a"b', "x" * 25, "a\nb", "a,b",
     "rf_bladder yes", "sciatica", "my hip_oa", "SCIATICA", "no\u202eemordnys", None, 7],
)  # fmt: skip
def test_a_hostile_or_telling_pseudonym_is_refused(name: object) -> None:
    for write in (lessons.to_csv, lessons.to_json):
        with pytest.raises(WorkError, match="pseudonym"):
            write(sample(), name)  # type: ignore[arg-type]


@given(st.text())
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    found = cell(text)
    assert found[:1] not in ("=", "+", "@", "\t", "\r", "\n")
    if found.startswith("-"):
        float(found)


def test_a_negative_number_stays_a_number() -> None:
    rows = list(csv.reader(io.StringIO(lessons.to_csv(sample(soreness_after=-1.04), "heron"))))
    assert rows[1][3] == "-1.04"


@given(st.text() | st.binary().map(lambda b: b.decode("latin-1")))
def test_anything_handed_in_is_read_or_refused(text: str) -> None:
    with pytest.raises(WorkError):
        handed_in(text)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_export_is_refused_or_still_sound(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([lessons.to_csv, lessons.to_json]))(sample(), "heron")
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    try:
        name, work = handed_in(whole[:start] + data.draw(st.text(max_size=5)) + whole[end:])
    except WorkError:
        return
    assert lessons.pseudonym(name) == name
    assert from_text(to_text(work)) == work


def test_another_file_of_that_name_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "heron-answers.csv"
    lessons.hand_in(lessons.to_csv(sample(), "heron"), file)
    lessons.hand_in(lessons.to_csv(sample(one_side="little"), "heron"), file)
    assert handed_in(file.read_text())[1] == sample(one_side="little")
    with pytest.raises(WorkError, match="is another file"):
        lessons.hand_in(lessons.to_csv(sample(), "crane"), file)
    file.write_text("shopping list")
    with pytest.raises(WorkError, match="is another file"):
        lessons.hand_in(lessons.to_csv(sample(), "heron"), file)
    assert file.read_text() == "shopping list"


# ---------------------------------------------------------------- a class


def both(before: dict[str, object], after: dict[str, object]) -> Work:
    return sample("before", **before).joined(sample("after", **after))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three learners, and what else lies in a folder."""
    ana = both({"one_side": "muscle", "pain_four": "stop"}, {"one_side": "little", "pain_four": "hold"})
    ben = both({"one_side": "muscle", "pain_four": "hold"}, {"one_side": "little", "pain_four": "hold"})
    cem = both({"one_side": "organ", "pain_four": "add"}, {"one_side": "organ", "pain_four": "hold"})
    (tmp_path / "ana.json").write_text(lessons.to_json(ana, "ana"))
    (tmp_path / "ben.csv").write_bytes(
        b"\xef\xbb\xbf" + lessons.to_csv(ben, "ben").replace("\n", "\r\n").encode()
    )
    (tmp_path / "cem.csv").write_text(lessons.to_csv(cem, "cem"))
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "broken.json").write_text(lessons.to_json(ana, "dee")[:200])
    (tmp_path / "evil.csv").write_text(
        ",".join(COLUMNS) + f"\n<script>alert(1)</script>,before,one_side,muscle,{AT},1\n"
    )
    (tmp_path / "work.json").write_text(to_text(ana))
    (tmp_path / "a<b>&.csv").write_text("x")
    (tmp_path / ".hidden.csv").write_text("x")
    (tmp_path / "sub").mkdir()
    return tmp_path


def test_three_exports_give_a_class_summary(folder: Path) -> None:
    summary = lessons.summarise(folder)
    assert summary.learners == ("ana", "ben", "cem")
    items = {(one.question, one.round): one for one in summary.items}
    assert items["one_side", "before"].difficulty == 0
    assert items["one_side", "before"].wrong == (("muscle", 2), ("organ", 1))
    assert list(summary.questions) == ["one_side", "pain_four"], "the hardest first"
    assert items["one_side", "after"].right == 2
    assert items["pain_four", "after"].difficulty == 1
    assert {name: (one.before, one.after) for name, one in summary.gains.items()} == {
        "ana": (0, 2),
        "ben": (1, 2),
        "cem": (0, 1),
    }
    before, after = (0 + 1 + 0) / 6, (2 + 2 + 1) / 6
    assert summary.gain is not None
    assert summary.gain.normalised == pytest.approx((after - before) / (1 - before))
    assert summary.misconceptions == {"one_side_tells": 3, "pain_means_damage": 1, "no_pain_no_gain": 1}


def test_what_cannot_be_used_is_named_and_nothing_of_it_is_counted(folder: Path) -> None:
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    skipped = dict(lessons.summarise(folder).skipped)
    assert set(skipped) == {"notes.txt", "broken.json", "evil.csv", "work.json", "a<b>&.csv"}
    assert "neither a .json nor a .csv" in skipped["notes.txt"]
    assert "hipkit answers" in skipped["work.json"]
    assert "pseudonym" in skipped["evil.csv"]
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == kept


def test_two_files_of_one_learner_count_once(folder: Path) -> None:
    (folder / "ana-again.csv").write_text(
        lessons.to_csv(handed_in((folder / "ana.json").read_text())[1], "ana")
    )
    summary = lessons.summarise(folder)
    assert len(summary.learners) == 3
    assert next(one for one in summary.items if one.question == "one_side").answered == 3


def test_an_empty_folder_and_none(tmp_path: Path) -> None:
    empty = lessons.summarise(tmp_path)
    assert (empty.learners, empty.items, empty.gain) == ((), (), None)
    with pytest.raises(WorkError, match="There is no folder"):
        lessons.summarise(tmp_path / "nowhere")
