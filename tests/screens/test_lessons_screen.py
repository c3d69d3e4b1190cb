"""Lessons, cases and class results without a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from traitlets import TraitError

from hipkit import lessons
from hipkit.checkup import Place
from hipkit.facts import catalog
from hipkit.screens import Cases, ClassResults, Lesson, parts
from hipkit.screens.lessons import Shelf
from hipkit.screens.lessons.keep import Keep, _shelf
from hipkit.text import lessons as words

FACTS = catalog()
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def lesson(shelf: Shelf) -> Lesson:
    return Lesson("symptoms", shelf=shelf)


def told(lesson: Lesson) -> str:
    return parts.plain(lesson._below.html)


# ---------------------------------------------------------------- one by one


def test_nothing_that_is_right_is_on_the_page_before_an_answer(lesson: Lesson) -> None:
    for _ in lesson.questions:
        sent = str(lesson._paper.get_state())
        assert "right" not in lesson._paper.questions[0]
        assert "says" not in lesson._paper.questions[0]
        assert not any(one.says and one.says in sent for one in lesson._here[0].choices)
        assert lesson._below.html == ""
        lesson._turn(1)


def test_an_answer_is_committed_then_told_and_locked(lesson: Lesson, shelf: Shelf) -> None:
    lesson.answer("outer_hip", "bursa")
    assert "Not this one. That was the old name." in lesson._result.text
    assert "0 of 1 right. 8 to go." in lesson._result.text
    assert lesson._paper.locked == ["outer_hip"]
    assert "Our answer. Trouble of the gluteal tendons" in told(lesson)
    assert "The bursa seldom comes first" in lesson._below.unfold("others:outer_hip")
    assert "Ho GW" in lesson._below.unfold("sources:outer_hip") or "Ho" in lesson._below.unfold(
        "sources:outer_hip"
    )
    assert [(one.question, one.answer, one.round) for one in shelf.work.replies] == [
        ("outer_hip", "bursa", "practice")
    ]
    lesson.answer("outer_hip", "tendon")
    assert len(shelf.work.replies) == 1, "the first answer counts"


def test_what_was_predicted_can_be_seen_on_a_screen_of_the_kit(shelf: Shelf) -> None:
    for one in FACTS.questions.values():
        where = parts.plain(words.see_it(one, FACTS))
        assert bool(where) == (one.kind == "predict")
        if where:
            notebook = re.search(r"0\d-\w+", where).group()
            assert (NOTEBOOKS / f"{notebook}.ipynb").exists()
    anatomy = Lesson("anatomy", shelf=shelf)
    assert "See it yourself" not in told(anatomy)
    anatomy.answer("figure_four_longest", "piriformis")
    assert "01-anatomy: hip flexion 95°, hip adduction −12°" in told(anatomy)


def test_what_the_kit_computed_stands_below_as_a_table(lesson: Lesson) -> None:
    lesson.answer("chance_after_sitting", "89")
    assert "You multiplied the chance" in lesson._result.text
    assert "Likelihood ratio: no pain when seated" in told(lesson)
    assert "50 %" in told(lesson)


def test_an_answer_that_cannot_be_read_is_kept_and_explained(lesson: Lesson, shelf: Shelf) -> None:
    lesson.answer("chance_after_sitting", "1,5")
    assert "Write a point for decimals" in lesson._result.text
    assert lesson._paper.answers["chance_after_sitting"] == "1,5"
    assert lesson._paper.locked == []
    assert shelf.work.replies == ()
    lesson.answer("chance_after_sitting", "<b>9</b>")
    assert "<b>9" not in lesson._result.value
    assert "&lt;b&gt;9" in lesson._result.value


def test_without_an_answer_the_button_says_what_to_do(lesson: Lesson) -> None:
    parts.press(lesson._check)
    assert lesson._result.text == "Answer it first; then it can be checked."


def test_lines_that_nobody_moved_count_as_they_stand(lesson: Lesson) -> None:
    while lesson._here[0].id != "ratios_in_order":
        lesson._turn(1)
    parts.press(lesson._check)
    assert "ratios_in_order" in lesson.committed


def test_a_question_can_be_tried_again_and_the_last_answer_counts(lesson: Lesson, shelf: Shelf) -> None:
    lesson.answer("outer_hip", "bursa")
    parts.press(next(one for one in lesson.body.children[1].children if one.description == "Try again"))
    assert (lesson._paper.locked, lesson._paper.answers, lesson._below.html) == ([], {}, "")
    Lesson("claims", shelf=shelf).answer("two_settings", "both")
    assert lesson.committed == {}, "what happens elsewhere does not close it again"
    lesson.answer("outer_hip", "tendon")
    assert shelf.work.answers("practice")["outer_hip"] == "tendon"


def test_a_cell_that_is_run_again_and_a_file_that_comes_back_show_what_was_answered(shelf: Shelf) -> None:
    Lesson("symptoms", shelf=shelf).answer(
        "four_patterns", dict.fromkeys(("leaning", "cough", "side_lying", "socks"), "disc")
    )
    again = Lesson("symptoms", shelf=shelf)
    assert again._paper.locked == ["four_patterns"]
    assert "Partly right, 25 %." in again._result.text
    fresh = Shelf()
    other = Lesson("symptoms", shelf=fresh)
    fresh.join(shelf.work)
    assert other._paper.locked == ["four_patterns"]


def test_going_back_shows_what_was_answered(lesson: Lesson) -> None:
    lesson.answer("outer_hip", "band")
    lesson._turn(1)
    assert lesson._paper.answers == {}
    lesson._turn(-1)
    assert lesson._paper.answers == {"outer_hip": "band"}
    assert "band can be" not in lesson._result.text
    assert "Not this one" in lesson._result.text


# ---------------------------------------------------------------- a sheet, the inventory


def test_a_sheet_marks_what_is_answered_and_leaves_the_rest_open(shelf: Shelf) -> None:
    sheet = Lesson("claims", sheet=True, shelf=shelf)
    sheet._paper.answer("claim_side", "supported")
    sheet._paper.answer("two_settings", "mean")
    parts.press(sheet._check)
    assert "1 of 2 right. 8 to go." in sheet._result.text
    assert set(sheet._paper.told) == {"claim_side", "two_settings"} == set(sheet._paper.locked)
    assert "Our answer. Both, each in its place" in parts.plain(sheet._paper.told["two_settings"])


def test_before_nothing_is_told_and_after_the_gain_is(shelf: Shelf) -> None:
    before = Lesson(inventory="before", shelf=shelf)
    assert len(before.questions) == 12
    for one in before.questions:
        before.answer(one.id, next(c.key for c in one.choices if c.key != lessons.solution(one)))
        assert before._below.html == ""
        assert "right" not in before._result.text.split(".")[0]
    after = Lesson(inventory="after", shelf=shelf)
    for one in after.questions[:-3]:
        after.answer(one.id, lessons.solution(one))
    assert "Before," not in after._result.text
    for one in after.questions[-3:]:
        after.answer(one.id, next(c.key for c in one.choices if c.key != lessons.solution(one)))
    assert (
        "Before, 0 of 12 were right, now 9. That is 75 % of what was still to be gained" in after._result.text
    )


def test_after_without_before_says_how_to_get_there() -> None:
    after = Lesson(inventory="after", shelf=Shelf())
    for one in after.questions:
        after.answer(one.id, lessons.solution(one))
    assert "This notebook has no answers from before" in after._result.text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "one of the three"),
        ({"topic": "claims", "inventory": "before"}, "one of the three"),
        ({"topic": "cooking"}, "There is no topic 'cooking'"),
        ({"questions": ["one_side", "nope"]}, "There is no question 'nope'"),
        ({"inventory": "during"}, 'expected "before" or "after"'),
    ],
)
def test_a_lesson_that_cannot_be_is_refused(given: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Lesson(**given)  # type: ignore[arg-type]


# ---------------------------------------------------------------- save, go on, hand in


def test_saved_and_gone_on_after_a_restart(tmp_path: Path, shelf: Shelf) -> None:
    Lesson("claims", shelf=shelf).answer("two_settings", "both")
    shelf.note("leg_easy", "My own words")
    keep = Keep(shelf, tmp_path)
    keep.act("save", "mine.json")
    assert keep.said == "Saved 1 answer and 1 note in mine.json."
    after_restart = Keep(Shelf(), tmp_path)
    after_restart.act("resume", "mine.json")
    assert after_restart.said == "Went on from mine.json: 1 answer and 1 note came back."
    assert after_restart.shelf.work == shelf.work
    after_restart.act("resume", "none.json")
    assert after_restart.said == "none.json: There is no such file here."
    after_restart.act("upload", name="x.json", text="{}")
    assert "This is no saved work" in after_restart.said
    assert after_restart.shelf.work == shelf.work, "nothing is lost"


def test_handed_in_and_downloaded(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    Lesson("claims", shelf=shelf).answer("two_settings", "both")
    shelf.note("leg_easy", "My own words")
    keep = Keep(shelf, tmp_path)
    keep.act("csv", pseudonym="heron 7")
    assert keep.said == "Wrote heron_7-answers.csv. Give this file to your instructor."
    assert "own words" not in (tmp_path / "heron_7-answers.csv").read_text()
    keep.act("json", pseudonym="=cmd")
    assert keep.said.startswith("A pseudonym has")
    sent: list[dict[str, dict[str, str]]] = []
    monkeypatch.setattr(keep, "send", sent.append)
    keep.act("download_json", pseudonym="heron 7")
    keep.act("download", "../../mine.json")
    assert [one["download"]["name"] for one in sent] == ["heron_7-answers.json", "mine.json"]
    assert sent[0]["download"]["type"] == "application/json"


@pytest.mark.parametrize("place", get_args(Place))
def test_it_says_where_a_file_ends_up_that_is_not_saved_on_the_learners_own_disk(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipkit.screens.lessons.keep.where", lambda: place)
    own = place in ("Jupyter", "Python")
    assert ("Download puts" in Keep(Shelf()).saves) != own


def test_driving_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = _shelf.work
    for topic in ("screening", "symptoms"):
        assert parts.drive(Lesson, topic).startswith("Lesson: ")
    assert parts.drive(Cases).startswith("Cases: ")
    assert _shelf.work is kept
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_file_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    note = Lesson("claims", shelf=Shelf()).body.children[-1].children[0]
    assert "After a restart you can go on from a saved file" in note.value
    lessons.save(lessons.Work(), "my-hip-work.json")
    note = Lesson("claims", shelf=Shelf()).body.children[-1].children[0]
    assert "There is a saved file here, my-hip-work.json: you can go on from it." in note.value


# ---------------------------------------------------------------- cases


@pytest.fixture
def people(shelf: Shelf) -> Cases:
    return Cases(shelf=shelf)


def turn_to(people: Cases, case: str) -> None:
    while people.case.id != case:
        people._turn(1)


def test_a_trap_ends_without_a_plan(people: Cases) -> None:
    turn_to(people, "leg_trap")
    people.decide(["rf_saddle"], "go_on")
    assert "The screening is more careful. Stop: emergency help now." in people._said.text
    assert "as if through cloth" in parts.plain(people._second.intro)
    people.explain("The bladder decides.")
    assert people._rest.children == (people._explaining, people._no_plan, people._expert)
    assert "What an expert would note" in people._expert.html
    people._plan()
    assert "hipkit will not make a routine" in people._made.text, "no way round it"
    assert people._planning not in people._rest.children


def test_an_easy_case_is_planned_and_set_beside_the_experts(people: Cases, shelf: Shelf) -> None:
    turn_to(people, "leg_easy")
    assert people._rest.children == ()
    people.decide([], "go_on")
    assert people._rest.children == (people._explaining,)
    people.explain(" ")
    assert "Write a sentence or two first" in people._wrote.text
    people.explain("Sitting brings it on. <b>")
    assert shelf.work.notes == {"leg_easy": "Sitting brings it on. <b>"}
    assert [one["id"] for one in people._second.questions] == ["explain", "rubric"]
    people._plan()
    assert "exercises in" in people._made.text
    assert "What the expert asked for" in people._expert.html


def test_a_decision_comes_first(people: Cases) -> None:
    people._beside_screening()
    assert people._said.text == "Decide what comes first; then compare."
    assert people._rest.children == ()


def test_words_are_there_again_when_a_case_is_turned_back_to(people: Cases) -> None:
    first = people.case.id
    people.decide([], "go_on")
    people.explain("Mine")
    people._turn(1)
    people.decide([], "go_on")
    assert people._second.answers == {}
    people._turn(-1)
    assert people.case.id == first
    people.decide([], "go_on")
    assert people._second.answers == {"explain": "Mine"}


def test_a_group_alone_and_one_that_is_none() -> None:
    assert len(Cases("Hip and groin", shelf=Shelf())._cases) == 3
    with pytest.raises(ValueError, match="There is no group 'Knee'"):
        Cases("Knee", shelf=Shelf())


# ---------------------------------------------------------------- a class


def test_class_results_escape_what_came_in(tmp_path: Path) -> None:
    at = "2026-01-31T09:30:00Z"
    for name, key in (("ana", "muscle"), ("ben", "little")):
        work = lessons.Work(
            (lessons.Reply("one_side", "muscle", "before", at), lessons.Reply("one_side", key, "after", at))
        )
        (tmp_path / f"{name}.csv").write_text(lessons.to_csv(work, name))
    (tmp_path / "<img src=x onerror=alert(1)>.csv").write_text("x")
    shown = ClassResults(tmp_path)
    html = " ".join(getattr(one, "value", "") for one in shown.body.children)
    assert "<img" not in html
    assert "&lt;img" in html
    assert "2 learners</b> handed in" in html
    assert "1 file could not be used" in html
    assert "A muscle on the right is strained (3)" in html
    assert "Pain on one side tells you what is wrong" in html


def test_an_empty_class_says_what_to_do(tmp_path: Path) -> None:
    shown = ClassResults(tmp_path)
    assert "No export could be used" in shown.body.children[0].text
    assert "Put the exports" in shown.body.children[-1].value


def test_no_screen_tells_an_answer_by_its_name(lesson: Lesson, people: Cases) -> None:
    lesson.answer("outer_hip", "bursa")
    assert repr(lesson) == "Lesson"
    assert repr(people) == "Cases"
    assert repr(lesson._paper) == "Paper"
    with pytest.raises(TraitError):
        lesson.shelf.work = "nothing"  # type: ignore[assignment]
