"""The symptoms screen driven without a browser: what a learner picks, and what the sheets then say."""

from __future__ import annotations

import json
import re
from typing import Any

import ipywidgets
import pytest
import traitlets

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.screens import Screening, Symptoms, parts
from hipkit.screens.symptoms.people import People, group

FACTS = catalog()
NO = dict.fromkeys(FACTS.red_flags, "no")
OPEN = symptoms.screen(NO)
STOPPED = symptoms.screen(NO | {"rf_bladder": "yes"})


@pytest.fixture
def screen() -> Symptoms:
    return Symptoms(OPEN)


def all_widgets(widget: Any) -> list[Any]:
    shown = [widget]
    for one in shown:
        shown += getattr(one, "children", ())
    return shown


# ---------------------------------------------------------------- what is felt


def test_nothing_is_picked_beforehand(screen: Symptoms) -> None:
    assert screen.felt.map.value == ()
    assert "Pick what is felt" in screen.felt._result.text
    assert screen.felt._patterns.folds == []


def test_the_list_and_the_map_hold_every_feature_and_place_once(screen: Symptoms) -> None:
    items = [item for heading in screen.felt.map.groups for item in heading["items"]]
    assert [item["words"] for item in items] == [feature.words for feature in FACTS.features.values()]
    assert [heading["heading"] for heading in screen.felt.map.groups] == [
        "Back",
        "Buttock and back of the leg",
        "Front and side of the hip",
        "Knee",
    ]
    assert [place["name"] for place in screen.felt.map.regions] == [
        one.name for one in FACTS.body_regions.values()
    ]


def test_picks_lead_to_patterns_and_patterns_to_what_goes_with_them(screen: Symptoms) -> None:
    screen.felt.map.value = ("cough", "buttock_sitting")
    assert screen.felt._result.text.startswith(
        "3 patterns in our list share at least one of the 2 descriptions"
    )
    assert screen.felt._patterns.folds == [
        "pattern:lumbar_disc_herniation",
        "pattern:sciatica",
        "pattern:deep_gluteal_syndrome",
    ]
    opened = screen.felt._patterns.unfold("pattern:sciatica")
    assert "Compare with deep gluteal" in opened
    assert screen.structures == FACTS.symptoms["sciatica"].anatomy
    named = screen.felt._patterns.unfold("exercises:sciatica")
    assert 'data-fill="card:knee_to_chest"' in named
    assert "When to stop" in screen.felt._patterns.unfold("card:knee_to_chest")


def test_no_diagnosis_in_the_list(screen: Symptoms) -> None:
    listed = json.dumps(screen.felt.map.groups).lower()
    for symptom in FACTS.symptoms.values():
        assert symptoms.called(symptom).lower() not in listed
    assert not re.search(r"syndrome|herniat|arthritis|tendin|\bstrain\b", listed)


@pytest.mark.parametrize("value", [("nothing",), "cough", 3, None, (None,)])
def test_unknown_picks_change_nothing(screen: Symptoms, value: object) -> None:
    with pytest.raises(traitlets.TraitError):
        screen.felt.map.value = value
    assert screen.felt.map.value == ()


def test_a_comparison_is_called_from_a_pattern(screen: Symptoms, monkeypatch: pytest.MonkeyPatch) -> None:
    focused: list[object] = []
    monkeypatch.setattr(parts, "focus", focused.append)
    screen.felt._patterns.act("compare", "hip_oa gtps")
    assert (screen.felt._first.value, screen.felt._second.value) == ("hip_oa", "gtps")
    assert "stiff turning and trouble with socks" in screen.felt._apart.text
    assert "Hip osteoarthritis beside greater trochanteric" in screen.felt._comparison.html
    rest = parts.plain(screen.felt._comparison.unfold("points"))
    assert "Look out for" in rest
    assert "Course" in rest
    assert not re.search(r"Look out for|Course\b", parts.plain(screen.felt._comparison.html))
    assert focused == [screen.felt._alike]


def test_the_same_twice_asks_for_another(screen: Symptoms) -> None:
    screen.felt._second.value = screen.felt._first.value
    assert screen.felt._apart.text == "Pick two different ones."
    assert screen.felt._comparison.html == ""


# ---------------------------------------------------------------- the gate


def test_without_a_screening_the_screen_brings_its_own() -> None:
    screen = Symptoms()
    assert isinstance(screen.children[0], Screening)
    assert "Answer the three pages" in screen.felt._patterns.unfold("exercises:gtps")
    screen.children[0].result = OPEN
    assert "data-fill" in screen.felt._patterns.unfold("exercises:gtps")
    screen.children[0].result = STOPPED
    assert "emergency" in screen.felt._patterns.unfold("exercises:gtps")


def test_a_new_outcome_closes_what_is_open() -> None:
    gate = Screening()
    screen = Symptoms(gate)
    screen.felt.map.value = ("side_lying",)
    sent: list[str] = []
    screen.felt._patterns.observe(lambda change: sent.append(change.new), "html")
    gate.result = STOPPED
    assert sent[0] == ""
    assert "pattern:gtps" in sent[1]


# ---------------------------------------------------------------- chances


def test_conditions_are_those_with_a_ratio_that_the_screening_does_not_catch(screen: Symptoms) -> None:
    offered = {value for _, value in screen.chances._condition.options}
    assert "cauda_equina" not in offered
    assert {"lumbar_spinal_stenosis", "lumbar_disc_herniation", "hip_oa", "gtps", "sij_pain"} <= offered


def test_who_is_asked_can_be_told_apart_where_a_phone_cuts_the_lines(screen: Symptoms) -> None:
    for _, condition in screen.chances._condition.options:
        screen.chances._condition.value = condition
        starts = [words[:30] for words, _ in screen.chances._who.options]
        assert len(set(starts)) == len(starts)
        assert screen.chances.pre_test.who in screen.chances._result.text  # in full, below


def test_pictures_sentence_and_table_say_the_same(screen: Symptoms) -> None:
    for _, condition in screen.chances._condition.options:
        screen.chances._condition.value = condition
        for _, before in screen.chances._who.options:
            screen.chances._who.value = before
            for _, index in screen.chances._said.options:
                screen.chances._said.value = index
                check_chances(screen)


def check_chances(screen: Symptoms) -> None:
    now = screen.chances.chance
    before, after = (symptoms.people(one.value) for one in (now.before, now.after))
    drawn = [dict(map(tuple, one["counts"])) for one in screen.chances._people.groups]
    assert drawn == [{"in": before, "out": 100 - before}, {"in": after, "out": 100 - after}]
    text = screen.chances._result.text
    assert re.search(rf"\b{before} have\b.*about {after} have it, and {100 - after} do not\.$", text)
    table = screen.chances._page.unfold("numbers")
    assert f">{after}<" in table or f">{after} (" in table
    band = screen.chances._people.groups[1]["band"]
    assert (band is None) == (now.after.low is None)
    assert band is None or band[0] <= after <= band[1]


def test_two_findings_come_with_a_warning(screen: Symptoms) -> None:
    screen.chances._also.value = 1
    assert "not independent" in screen.chances._result.text
    screen.chances._also.value = screen.chances._said.value
    assert "independent" not in screen.chances._result.text


def test_the_mismatch_of_people_is_stated(screen: Symptoms) -> None:
    assert "may not be the same people" in screen.chances._people.note
    assert "A chance in a group is not a diagnosis." in screen.chances._people.note
    screen.chances._who.value = "made_up_50"
    assert "made up" in screen.chances._people.note


def test_studies_of_one_test_stand_side_by_side(screen: Symptoms) -> None:
    screen.chances._condition.value = "lumbar_disc_herniation"
    assert screen.chances._page.folds[1:] == ["test:straight_leg_raise", "test:crossed_straight_leg_raise"]
    shown = parts.plain(screen.chances._page.unfold("test:straight_leg_raise"))
    assert "0.92 (0.87 to 0.95)" in shown
    assert "0.36" in shown
    assert "2352 people" in shown


# ---------------------------------------------------------------- warning signs and cases


def test_the_sign_that_a_learner_sets_adds_up(screen: Symptoms) -> None:
    for control in (screen.flags._ill, screen.flags._sensitivity, screen.flags._specificity):
        for _, value in control.options:
            control.value = value
            counts = dict(map(tuple, screen.flags._people.groups[0]["counts"]))
            assert sum(counts.values()) == 1000
            assert counts["found"] + counts["missed"] == screen.flags._ill.value
            assert f"misses {counts['missed']}" in screen.flags._result.text
            assert f"{counts['alarm']} who are not ill" in screen.flags._result.text


@pytest.mark.parametrize("counts", [[["in", 50], ["out", 49]], [["in", 101], ["out", -1]]])
def test_a_picture_that_does_not_add_up_is_refused(counts: list[list[object]]) -> None:
    with pytest.raises(traitlets.TraitError, match="expected counts of 100"):
        People(groups=[{**group("A", "", "a", 1), "counts": counts}])


def test_a_sign_that_was_studied_sets_its_three_figures(screen: Symptoms) -> None:
    flags = screen.flags
    offered = dict(flags._sign.options)
    assert len(offered) == 5
    flags._sign.value = next(
        value for words, value in offered.items() if words.startswith("Pain in both legs")
    )
    # 25 of 334 people were ill, 60 % of them with the sign; 70 % of the others were without it
    assert (flags._ill.value, flags._sensitivity.value, flags._specificity.value) == (75, 60, 70)
    assert (flags.flagged.found, flags.flagged.missed) == (45, 30)
    assert "334 people sent for an MRI" in parts.plain(flags._from.value)
    flags._ill.value = 1
    assert flags._sign.value == -1
    assert (flags._sensitivity.value, flags._specificity.value) == (60, 70)
    assert "figures are yours" in flags._from.value


def test_figures_of_medium_confidence_say_so(screen: Symptoms) -> None:
    screen.chances._condition.value = "fai_syndrome"
    shown = parts.plain(screen.chances._page.unfold("test:faber"))
    assert "Reiman 2020, medium confidence" in shown


# ---------------------------------------------------------------- structures


def test_the_structures_of_a_pattern_come_with_the_hip_only_when_asked(screen: Symptoms) -> None:
    involved = screen.felt.involved
    assert involved.view is None
    assert involved.children == ()
    assert 'data-do="show" data-with="sciatica"' in screen.felt._patterns.unfold("pattern:sciatica")
    screen.felt._patterns.act("show", "sciatica")
    assert involved.view in involved.children
    assert (involved.view.labels, involved.view.colours) == (["piriformis"], {"piriformis": 1.0})
    assert "Marked on the hip: piriformis. Not marked" in involved._said.text
    assert involved._cards.folds == [f"structure:{one}" for one in FACTS.symptoms["sciatica"].anatomy]
    for key in involved._cards.folds:
        assert parts.plain(involved._cards.unfold(key))
    before = involved.view
    screen.felt._patterns.act("show", "gtps")
    assert involved.view is before
    assert before.labels == ["gluteus_medius", "gluteus_minimus"]
    involved._cards.act("follow", "gluteus_minimus")
    assert before.picked == "gluteus_minimus"


def test_every_pattern_names_what_it_marks_and_what_it_cannot(screen: Symptoms) -> None:
    for symptom in FACTS.symptoms.values():
        if symptom.pick and symptom.anatomy:
            screen.felt._patterns.act("show", symptom.id)
            marked = screen.felt.involved.view.labels
            named, _, rest = screen.felt.involved._said.text.partition("Not marked")
            for one in symptom.anatomy:
                name = (FACTS.muscles.get(one) or FACTS.structures[one]).name.lower()
                assert name in (named if one in marked else rest).lower()


def test_cases_remember_choices_and_count_them(screen: Symptoms) -> None:
    cases = screen.cases
    assert cases._sort.value is None
    for case in FACTS.screening_cases.values():
        cases._sort.value = symptoms.sort(case)
        assert "The screening says the same" in cases._result.text
        cases._turn(1)
    assert cases._at == 0
    assert "12 of 12 sorted, 12 as the screening does." in cases._result.text
    cases._sort.value = "stop"
    assert "goes less far here: explore" in cases._result.text
    assert "12 of 12 sorted, 11 as the screening does." in cases._result.text


def test_turning_back_shows_the_earlier_choice(screen: Symptoms) -> None:
    screen.cases._sort.value = "ask first"
    screen.cases._turn(1)
    assert screen.cases._sort.value is None
    screen.cases._turn(-1)
    assert screen.cases._sort.value == "ask first"


# ---------------------------------------------------------------- the whole


def test_an_interaction_sends_little(screen: Symptoms, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    monkeypatch.setattr(
        ipywidgets.Widget,
        "_send",
        lambda _widget, message, **_: sent.append(len(json.dumps(message, default=str))),
    )
    uses = [
        (screen.felt.map, {"value": ["below_knee", "cough"]}),
        (screen.felt._first, {"index": 4}),
        (screen.chances._said, {"index": 2}),
        (screen.chances._also, {"index": 4}),
        (screen.chances._who, {"index": 1}),
        (screen.flags._ill, {"index": 2}),
        (screen.cases._sort, {"index": 1}),
    ]
    for widget, state in uses:
        sent.clear()
        widget.set_state(state)
        assert 2 <= len(sent) <= 4, widget
        assert sum(sent) <= 4200, widget


def test_the_name_tells_no_pick(screen: Symptoms) -> None:
    screen.felt.map.value = ("cough",)
    shown = f"{screen!r} {screen.felt.map!r} {screen._repr_mimebundle_()['text/plain']}"
    assert shown == "Symptoms Map Symptoms"


def test_two_screens_do_not_share_picks() -> None:
    one, other = Symptoms(OPEN), Symptoms(OPEN)
    one.felt.map.value = ("cough",)
    one.cases._sort.value = "stop"
    assert other.felt.map.value == ()
    assert other.cases.choices == {}


def test_every_control_answers(screen: Symptoms) -> None:
    said = [parts.drive(sheet) for sheet in screen.children]
    assert [line.partition(":")[0] for line in said] == ["Felt", "Chances", "Flags", "Cases"]
    assert all(line.endswith("answer") for line in said)


def test_no_id_of_the_page_is_given_twice(screen: Symptoms) -> None:
    assert not any(" id=" in str(getattr(one, "value", "")) for one in all_widgets(screen))
