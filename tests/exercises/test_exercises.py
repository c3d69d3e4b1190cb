"""What is found is what the files say, lifting a filter never costs, and the ladder has a top and a bottom."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hipkit import exercises as topic
from hipkit.anatomy.exercises import key_poses
from hipkit.anatomy.measures import lengthening
from hipkit.exercises import FACETS, FilterError, Filters, active, compare, counts, found, ladder, ways_out
from hipkit.facts import catalog
from hipkit.facts.reading import find
from hipkit.routine import Request
from hipkit.routine.rules import Case

DATA = Path(str(find()))
FILES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (DATA / "exercises").glob("*.toml")
}
KIT = tomllib.loads((DATA / "routine" / "equipment.toml").read_text(encoding="utf-8"))
GOALS = tomllib.loads((DATA / "routine" / "goals.toml").read_text(encoding="utf-8"))
WORK = {"warm-up": "move", "mobility": "move", "strength": "strengthen", "static": "lengthen"}
NAMES = ("pose", "stretch", "hip SEATED", "clam", "no such name", " ")


def choice(name: str) -> st.SearchStrategy[Any]:
    if name == "words":
        return st.sampled_from(NAMES)
    options = list(FACETS[name].options())
    return (
        st.lists(st.sampled_from(options), max_size=3, unique=True).map(tuple)
        if FACETS[name].many
        else st.sampled_from(options)
    )


def chosen(names: list[str]) -> st.SearchStrategy[Filters]:
    return st.builds(Filters, **{name: choice(name) for name in names})


FILTERS = st.lists(st.sampled_from(["words", *FACETS]), max_size=5, unique=True).flatmap(chosen)


def by_hand(key: str, filters: Filters) -> bool:
    """Whether an exercise passes, worked out from the files and nothing else but the model's lengthening."""
    one = FILES[key]
    known = " ".join([one["name"], *one.get("aliases", []), one["brief"]]).lower()
    at_hand = set(filters.kit).union(
        *(KIT[item].get("stands_in_for", []) for item in filters.kit if item != "none")
    )
    left_out = {c["symptom"] for c in one.get("cautions", []) if c["policy"] == "leave_out"}
    return (
        all(word in known for word in filters.words.lower().split())
        and (not filters.muscle or filters.muscle in one["muscles"])
        and (not filters.longer or lengthened(key, filters.longer))
        and filters.kind in ("", one["kind"])
        and filters.phase in ("", one["phase"])
        and filters.position in ("", one["position"])
        and filters.level in ("", str(one["level"]))
        and (not filters.goal or serves(one, GOALS[filters.goal]))
        and (not filters.when or not out_of_time(one, filters.when))
        and (not filters.kit or set(one.get("equipment", [])) <= at_hand)
        and not left_out & set(filters.symptoms)
    )


def serves(one: dict[str, Any], goal: dict[str, Any]) -> bool:
    return any(t["work"] == WORK[one["phase"]] and one["main"] in t["muscles"] for t in goal["targets"])


def out_of_time(one: dict[str, Any], when: str) -> bool:
    phase, hard = str(one["phase"]), int(one["level"])
    if when == "before_sport":
        return phase == "static"
    if when == "after_sport":
        return phase == "strength" and hard == 3
    stirring = set(one["timing"]) == {"pre_workout"}
    return phase == "strength" or stirring or (phase in ("warm-up", "mobility") and hard > 1)


MOST: dict[tuple[str, str], float] = {}


def gain(key: str, muscle: str) -> float:
    """The largest share of its fibres that a muscle gains in any key pose of an exercise."""
    if (key, muscle) not in MOST:
        changes = [lengthening(at.pose) for at in key_poses(key)]
        MOST.update({(key, name): max(one[name].fibre_ratio for one in changes) for name in changes[0]})
    return MOST[key, muscle]


def lengthened(key: str, muscle: str) -> bool:
    return gain(key, muscle) >= max(0.05, 0.5 * max(gain(other, muscle) for other in FILES))


@given(FILTERS)
def test_what_is_found_is_what_the_files_say(filters: Filters) -> None:
    assert {one.id for one in found(filters)} == {key for key in FILES if by_hand(key, filters)}


@settings(max_examples=60)
@given(FILTERS, st.sampled_from(list(FACETS)))
def test_the_number_at_an_option_is_what_choosing_it_finds(filters: Filters, name: str) -> None:
    for option, count in counts(filters)[name].items():
        before: Any = getattr(filters, name)
        value: Any = (*before, option) if FACETS[name].many else option
        changed = evolve(filters, **{name: value}) if option else topic.without(filters, [name])
        assert count == len(found(changed)), option


@given(FILTERS)
def test_lifting_a_filter_never_loses_an_exercise(filters: Filters) -> None:
    before = {one.id for one in found(filters)}
    for name in active(filters):
        assert before <= {one.id for one in found(topic.without(filters, [name]))}


@given(
    FILTERS,
    st.sampled_from(list(FACETS["symptoms"].options())),
    st.sampled_from(list(FACETS["kit"].options())),
)
def test_a_symptom_more_never_adds_and_kit_more_never_takes(
    filters: Filters, symptom: str, item: str
) -> None:
    before = {one.id for one in found(filters)}
    assert {one.id for one in found(evolve(filters, symptoms=(*filters.symptoms, symptom)))} <= before
    if filters.kit:
        assert before <= {one.id for one in found(evolve(filters, kit=(*filters.kit, item)))}


@settings(max_examples=60)
@given(FILTERS)
def test_ways_out_are_the_smallest_and_tell_the_truth(filters: Filters) -> None:
    assume(not found(filters))
    ways = ways_out(filters)
    names = [name for name in active(filters) if name != "symptoms"]
    if not found(topic.without(filters, names)):
        assert ways == ()
        return
    for size in range(1, len(names) + 1):
        back = {lift: len(found(topic.without(filters, lift))) for lift in combinations(names, size)}
        if helping := {lift: count for lift, count in back.items() if count}:
            break
    assert {way.lift: way.count for way in ways} == helping
    assert [way.count for way in ways] == sorted(helping.values(), reverse=True)


def test_kit_stands_in_for_other_kit() -> None:
    needing = {key for key, one in FILES.items() if "mini_band" in one["equipment"]}
    assert needing
    assert needing <= {one.id for one in found(Filters(kit=("band", "mat")))}
    assert not needing & {one.id for one in found(Filters(kit=("mat",)))}


@pytest.mark.parametrize(("name", "chosen"), [("kit", "mat"), ("symptoms", "gtps")])
def test_the_number_at_a_box_comes_on_top_of_the_boxes_ticked(name: str, chosen: str) -> None:
    ticked: dict[str, Any] = {name: (chosen,)}
    numbers = counts(Filters(**ticked))[name]
    for option in FACETS[name].options():
        both: dict[str, Any] = {name: (chosen, option)}
        assert numbers[option] == len(found(Filters(**both)))


def test_no_way_out_is_needed_where_something_is_found() -> None:
    assert ways_out(Filters(muscle="piriformis")) == ()


@settings(max_examples=30)
@given(FILTERS)
def test_what_a_filter_removes_by_itself(filters: Filters) -> None:
    alone = {
        name: sum(not by_hand(key, evolve(Filters(), **{name: getattr(filters, name)})) for key in FILES)
        for name in active(filters)
    }
    taken = topic.removed(filters)
    assert taken == alone
    assert list(taken.values()) == sorted(taken.values(), reverse=True)


def test_order_is_by_part_then_name_or_by_lengthening() -> None:
    order = [(topic.ORDER.index(one.phase), one.name) for one in found(Filters())]
    assert order == sorted(order)
    longest = [gain(one.id, "rectus_femoris") for one in found(Filters(longer="rectus_femoris"))]
    assert longest == sorted(longest, reverse=True)
    assert longest[0] == max(gain(key, "rectus_femoris") for key in FILES)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"muscle": "piriformiss"}, "muscle: found 'piriformiss'.*perhaps 'piriformis'"),
        ({"kit": ("matt",)}, "kit: found 'matt'.*perhaps 'mat'"),
        ({"kit": "mat"}, "kit: found 'mat', expected a tuple of ids"),
        ({"level": 1}, "level: found 1, expected a text"),
        ({"symptoms": ("cauda_equina",)}, "symptoms: found 'cauda_equina'"),
    ],
)
def test_a_filter_that_does_not_exist_is_refused(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(FilterError, match=says):
        Filters(**wrong)


# ---------------------------------------------------------------- before and after sport


@pytest.mark.parametrize("timing", ["before_sport", "after_sport", "evening"])
def test_the_place_in_time_is_that_of_the_planner(timing: str) -> None:
    case = Case(Request(minutes=30, goals=("run",), timing=timing, level="strong"), False, catalog())
    planned = {
        key for key, found in case.obstacles.items() if any(one.rule == "timing_parts" for one in found)
    }
    assert planned == set(FILES) - {one.id for one in found(Filters(when=timing))}


def test_held_stretches_come_after_sport_and_moving_ones_before() -> None:
    before, after = topic.before_and_after("pigeon")
    assert (before.place, before.timing.source, after.place) == ("left out", "behm2016", "made for it")
    assert topic.before_and_after("leg_swing_side")[0].place == "made for it"
    assert topic.before_and_after("bridge")[0].place == "smallest dose"


# ---------------------------------------------------------------- easier and harder


def test_easier_and_harder_mirror_each_other() -> None:
    for one in FILES:
        for rung, others in enumerate(ladder(one).harder):
            assert all(one in ladder(other).easier[rung] for other in others)


def test_no_ladder_leads_back_to_where_it_starts() -> None:
    for one in FILES:
        up = {other for rung in ladder(one).harder for other in rung}
        down = {other for rung in ladder(one).easier for other in rung}
        assert one not in up | down
        assert not up & down, one


def test_an_exercise_stands_on_one_rung() -> None:
    for one in FILES:
        steps = ladder(one)
        standing = [other for rung in (*steps.easier, *steps.harder) for other in rung]
        assert len(standing) == len(set(standing)), one


def test_the_files_say_the_nearest_rungs() -> None:
    for one, file in FILES.items():
        assert set(file.get("easier_than", [])) <= set(ladder(one).harder[0] if ladder(one).harder else ())
        assert set(file.get("harder_than", [])) <= set(ladder(one).easier[0] if ladder(one).easier else ())


def test_a_variant_is_of_the_family_and_on_no_rung() -> None:
    for one in FILES:
        steps = ladder(one)
        assert {FILES[other]["family"] for other in steps.variants} <= {FILES[one]["family"]}
        assert not {other for rung in (*steps.easier, *steps.harder) for other in rung} & set(steps.variants)
    assert ladder("external_hip_rotation").variants == ("internal_hip_rotation",)


# ---------------------------------------------------------------- side by side, and what was measured


def test_two_side_by_side_share_what_both_name() -> None:
    both = compare("pigeon", "seated_figure_four")
    assert set(both.shared) == set(FILES["pigeon"]["muscles"]) & set(FILES["seated_figure_four"]["muscles"])
    row = next(one for one in both.gains if one.muscle == "piriformis")
    assert row.first
    assert row.second
    assert row.first.change.fibre_ratio == pytest.approx(gain("pigeon", "piriformis"))
    assert row.second.change.fibre_ratio == pytest.approx(gain("seated_figure_four", "piriformis"))


@pytest.mark.parametrize(
    ("pair", "says"),
    [
        (("pigeon", "pigeon"), "'pigeon' twice, expected two different"),
        (("pigoen", "bridge"), "exercise 1: found 'pigoen'.*perhaps 'pigeon'"),
        (("bridge", "clam"), "exercise 2: found 'clam'"),
    ],
)
def test_a_pair_that_cannot_be_compared_is_refused(pair: tuple[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        compare(*pair)


def test_background_figures_are_not_those_of_the_exercise() -> None:
    rows = [row for key in FILES for row in topic.measured(catalog().exercises[key])]
    assert {row.match for row in rows} == {"exact", "close", "heavier"}
    clam = topic.measured(catalog().exercises["clamshell"])
    assert clam[0].muscle == "gluteus_medius"
    assert clam[0].match == "exact"
