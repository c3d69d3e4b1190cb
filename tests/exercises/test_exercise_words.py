"""What the screen says of the search, of one exercise and of two: true, sourced, escaped."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from hipkit import exercises as topic
from hipkit.anatomy.exercises import Misfit, misfits
from hipkit.exercises import FACETS, Filters, compare, describing, found, ladder
from hipkit.facts import catalog
from hipkit.facts.records import Exercise
from hipkit.screens.parts import plain
from hipkit.text.exercises import beside, card, finding

FACTS = catalog()
EVERY = list(FACTS.exercises.values())
HOSTILE = '<img src=x onerror="alert(1)">'


def said(filters: Filters) -> str:
    return plain(finding.sentence(filters, found(filters), FACTS))


def test_the_sentence_counts_and_names_the_filters() -> None:
    assert said(Filters()).startswith(f"All {len(EVERY)} exercises")
    filters = Filters(muscle="piriformis", position="supine")
    count = sum("piriformis" in one.muscles and one.position == "supine" for one in EVERY)
    assert said(filters) == f"{count} of {len(EVERY)} exercises fit: piriformis named; on your back."
    assert "1 of 74 exercise fits:" in said(Filters(kit=("bike",), words="cycl"))


def test_the_sentence_names_the_exercise_that_lengthens_most() -> None:
    best = max(EVERY, key=lambda one: topic.gains(one.id)["iliacus"].change.fibre_ratio)
    assert f"Of these, {best.name} lengthens the iliacus most" in said(Filters(longer="iliacus"))


def test_a_symptom_is_no_clearance() -> None:
    filters = Filters(symptoms=("gtps",))
    policies = [caution.policy for one in EVERY for caution in one.cautions if caution.symptom == "gtps"]
    out, small = policies.count("leave_out"), policies.count("smallest_dose")
    assert f"leave out {out} of all and keep {small} of these to the smallest dose" in said(filters)
    assert "clears no exercise for anybody" in said(filters)
    assert [finding.mark(one, filters) for one in found(filters)].count("smallest dose") == small


def test_an_empty_list_says_what_removes_most_and_what_brings_back() -> None:
    filters = Filters(kind="static_stretch", when="before_sport")
    assert said(filters) == (
        "No exercise fits. “held stretch” removes most: 49 of 74. Lifting one filter is enough."
    )
    before, held = (len(found(topic.without(filters, [name]))) for name in ("kind", "when"))
    assert finding.ways(filters, FACTS) == [
        ["kind", f"Lift “held stretch”: {before} come back"],
        ["when", f"Lift “before sport”: {held} come back"],
    ]


def test_two_filters_to_lift_together() -> None:
    filters = Filters(position="prone", kind="balance", muscle="gracilis")
    assert "No single filter would bring any back, but these together would." in said(filters)
    for names, words in finding.ways(filters, FACTS):
        back = len(found(topic.without(filters, names.split())))
        assert words.count("“") == 2
        assert f": {back} come" in words


def test_care_is_not_offered_for_lifting() -> None:
    filters = Filters(words="copenhagen", symptoms=("groin_strain_adductor",))
    assert finding.ways(filters, FACTS) == [
        [
            "words",
            f"Lift ““copenhagen” in the name”: {len(found(Filters(symptoms=filters.symptoms)))} come back",
        ]
    ]


@pytest.mark.parametrize("name", FACETS)
def test_every_option_has_a_name(name: str) -> None:
    words = [finding.called(name, option, FACTS) for option in FACETS[name].options()]
    assert len(set(words)) == len(words)
    assert all(one[0].isupper() or one[0].isdigit() for one in words)


# ---------------------------------------------------------------- the card


@pytest.mark.parametrize("exercise", EVERY, ids=lambda one: one.id)
def test_a_card_says_all_that_is_known(exercise: Exercise) -> None:
    shown = plain(card.head(exercise, FACTS) + card.body(exercise, FACTS))
    source = FACTS.sources[exercise.dose_stated.source].short
    for words in (exercise.name, exercise.start, *exercise.movement, exercise.feel, exercise.stop, source):
        assert words in shown
    assert (
        f"{exercise.dose_stated.words}{'' if exercise.dose_stated.verified == 'page' else ' Unconfirmed.'}"
        in shown
    )
    assert re.search(r"mm (longer|shorter) than standing|as long as in standing|not in the model", shown)
    for caution in topic.careful(exercise):
        assert FACTS.symptoms[caution.symptom].plain[1:] in shown
    for rung in (*ladder(exercise.id).easier, *ladder(exercise.id).harder):
        assert all(FACTS.exercises[one].name in shown for one in rung)


@pytest.mark.parametrize("exercise", EVERY, ids=lambda one: one.id)
def test_every_fold_of_a_card_opens_with_sources(exercise: Exercise) -> None:
    for key in re.findall(r'data-fill="(\w+):', card.body(exercise, FACTS)):
        assert plain(card.FOLDS[key](exercise, FACTS))
    sources = plain(card.sources(exercise, FACTS))
    for row in topic.measured(exercise):
        assert FACTS.sources[row.source].title.rstrip(".") in sources


@pytest.mark.parametrize("one", misfits(), ids=lambda one: f"{one.exercise}-{one.muscle}")
def test_a_card_owns_up_to_a_misfit(one: Misfit) -> None:
    exercise = FACTS.exercises[one.exercise]
    assert "The model does not stretch every muscle that is named here." in plain(card.body(exercise, FACTS))


def test_unconfirmed_figures_are_marked() -> None:
    rows = [row for one in EVERY for row in topic.measured(one) if row.verified == "memory"]
    assert rows
    for row in rows:
        exercise = FACTS.exercises[row.exercise]
        assert "(unconfirmed)" in plain(card.measured(exercise, FACTS))


def test_a_figure_keeps_its_spread_or_its_range() -> None:
    shown = plain(card.measured(FACTS.exercises["side_lying_hip_abduction"], FACTS))
    assert "81 (SD 42)\N{NO-BREAK SPACE}% of maximum" in shown.replace(" %", "\N{NO-BREAK SPACE}%")
    assert "42–81" in shown


def test_a_hostile_record_stays_text() -> None:
    hurt = evolve(
        FACTS.exercises["clamshell"],
        name=HOSTILE, brief=HOSTILE, start=HOSTILE, feel=HOSTILE, stop=HOSTILE, easier=HOSTILE, harder=HOSTILE,
        movement=(HOSTILE,), mistakes=(HOSTILE,), level_reason=HOSTILE,
    )  # fmt: skip
    shown = (
        card.head(hurt, FACTS)
        + card.body(hurt, FACTS)
        + beside.points(evolve(compare("clamshell", "bridge"), first=hurt), FACTS)
    )
    assert "<img" not in shown
    assert shown.count("&lt;img") > 10
    assert "<img" not in finding.sentence(Filters(words=HOSTILE), (), FACTS)


def test_what_nobody_has_posed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describing, "poses", dict)
    bridge = FACTS.exercises["bridge"]
    assert card.UNPOSED in plain(card.body(bridge, FACTS))
    found_ = compare("bridge", "pigeon")
    assert found_.gains == ()
    assert "The model has no numbers for both." in plain(beside.sentence(found_, FACTS))


# ---------------------------------------------------------------- two side by side


def test_two_side_by_side_say_what_differs() -> None:
    both = compare("clamshell", "side_plank_abduction")
    sentence = plain(beside.sentence(both, FACTS))
    assert sentence.startswith("Named for both: gluteus medius")
    assert sentence.endswith(f"{both.second.name} asks for more practice.")
    points = plain(beside.points(both, FACTS))
    assert "Strong" in points
    assert "Beginner" in points
    assert plain(beside.sentence(compare("bridge", "clamshell"), FACTS)).endswith(
        "Both are of level beginner."
    )
    apart = compare("copenhagen", "couch_stretch")
    assert apart.shared == ()
    assert plain(beside.sentence(apart, FACTS)).startswith("No muscle is named for both.")
