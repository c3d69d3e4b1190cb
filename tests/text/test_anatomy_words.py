"""Amounts, poses and structures in words."""

from __future__ import annotations

import re

import pytest

from hipkit.anatomy.exercises import Misfit, Verdict, longest
from hipkit.anatomy.exploring import rotation_arm, turning
from hipkit.anatomy.measures import Change, lengthening
from hipkit.anatomy.papers import against_papers
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.anatomy.ranges import demands
from hipkit.facts import catalog
from hipkit.text import anatomy as words
from hipkit.text import escape

EVERY = [*catalog().muscles, *catalog().structures]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(12.4, 9, 0.43), "12 mm longer than standing: 43\N{NO-BREAK SPACE}% of its fibre length"),
        (Change(-12.4, -9, -0.43), "12 mm shorter than standing: 43\N{NO-BREAK SPACE}% of its fibre length"),
        (Change(0.1, 0, 0.001), "as long as in standing"),
    ],
)
def test_a_change_in_words(change: Change, said: str) -> None:
    assert words.longer(change) == said


def test_a_pose_in_words() -> None:
    assert words.described(Pose(95, -12, -40, 112)) == (
        "95° of flexion, 12° of abduction, 40° of external rotation, knee bent 112°"
    )
    assert words.described(STANDING) == "standing"


@pytest.mark.parametrize(
    ("arm", "way"), [(-26, "outwards"), (19, "inwards"), (2.9, "hardly"), (-2.9, "hardly")]
)
def test_a_small_arm_turns_neither_way(arm: float, way: str) -> None:
    assert way in words.turns(arm)


def test_the_sentence_names_the_muscle_followed_and_the_two_that_change_most() -> None:
    pose = Pose(90, 0, 0, 90)
    said = words.sentence("iliacus", pose, lengthening(pose), rotation_arm("iliacus", pose), catalog())
    assert "The <b>iliacus</b> is" in said
    assert "gains most" in said
    assert "gives up most" in said


def test_rows_are_sorted_and_say_where_trust_is_lower() -> None:
    told = words.muscles(lengthening(Pose(90, 0, 0, 90)), catalog())
    shares = [
        int(one.replace("\N{MINUS SIGN}", "-"))
        for one in re.findall(r"([+\N{MINUS SIGN}]?\d+)\N{NO-BREAK SPACE}%</td></tr>", told)
    ]
    assert len(shares) == len(lengthening(STANDING))
    assert shares == sorted(shares, reverse=True)
    assert "Piriformis<small>fair</small>" in told
    assert "Iliacus<small>" not in told
    assert "pectineus" in words.missing(catalog())


@pytest.mark.parametrize("which", EVERY)
def test_every_structure_has_a_card_with_its_source(which: str) -> None:
    record = catalog().muscles.get(which) or catalog().structures[which]
    card = words.card(which, catalog())
    assert catalog().sources[record.source].year in card
    assert ("(unconfirmed). " in card) == (record.verified != "page")
    assert words.known(which, catalog()).startswith(f"<b>{escape(record.name)}</b>: ")


def test_every_structure_is_on_the_list_once() -> None:
    listed = [one for group in words.structure_list(catalog()).values() for one in group.values()]
    assert sorted(listed) == sorted(EVERY)


def test_the_card_of_the_sciatic_nerve_has_its_variants_with_interval() -> None:
    card = words.card("sciatic_nerve", catalog())
    assert "16.9 % (16.0–17.9)" in card
    assert "Beaton and Anson 1937 type" not in card  # not to be shown


def test_unconfirmed_angles_say_so() -> None:
    assert "133.8 (132.5 to 135.1) (unconfirmed)" in words.range_rows("flexion", catalog())
    assert "flexion 104° (unconfirmed)" in words.tasks(demands(catalog()), STANDING, catalog())


def test_misses_are_shown_beside_agreements() -> None:
    told = words.papers(against_papers())
    assert told.count("misses</span>") == sum(not one.agrees for one in against_papers()) > 0
    assert told.count("agrees</span>") == sum(one.agrees for one in against_papers()) > 0


def test_a_misfit_shows_the_figure_and_what_we_make_of_it() -> None:
    best, verdict = (
        longest("bridge")["psoas_major"],
        Verdict("bridge", ("psoas_major",), "model", "A <reason>."),
    )
    told = words.misfit_table([Misfit("bridge", "psoas_major", best, verdict)], catalog())
    assert words.percent(best.change.fibre_ratio) in told
    assert "A &lt;reason&gt;." in told
    assert words.UNJUDGED in words.misfit_table([Misfit("bridge", "psoas_major", best, None)], catalog())


@pytest.mark.parametrize(
    ("exercise", "said"),
    [("reclined_butterfly", "the list of muscles is in doubt"), ("prone_press_up", "a limit of the model")],
)
def test_a_card_says_where_the_model_and_the_muscles_do_not_fit(exercise: str, said: str) -> None:
    told = words.misfit(exercise, catalog())
    assert told.startswith("The model does not stretch every muscle that is named here.")
    assert said in told
    assert "<" not in told


def test_a_card_says_nothing_where_all_fits() -> None:
    assert words.misfit("reclining_figure_four", catalog()) == ""
    assert words.misfit("bridge", catalog()) == ""


def test_a_guess_is_told_beside_the_answer() -> None:
    first, *_, last = longest("bridge")
    names = catalog().muscles
    assert "and so does the model" in words.told(first, "bridge", catalog())
    wrong = words.told(last, "bridge", catalog())
    assert names[last].name.lower() in wrong
    assert names[first].name.lower() in wrong


def test_the_turn_of_the_piriformis_in_words() -> None:
    said = words.turning_sentence(turning("piriformis"), catalog())
    assert re.search(r"<b>outwards</b> until about \d+° of flexion, and <b>inwards</b> beyond", said)
