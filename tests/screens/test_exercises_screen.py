"""The exercises screen answers: filters, ways out, cards, ladder, comparison, and within its budget."""

from __future__ import annotations

import json

import ipywidgets
import pytest
import traitlets
from ipywidgets.widgets.widget import _remove_buffers

from hipkit.anatomy.motion import motion
from hipkit.exercises import FACETS, Filters, ladder
from hipkit.facts import catalog
from hipkit.screens import Exercises, parts, sharing

LARGEST = (
    1_900  # bytes of one change of a filter; the page's frame and the kernel's two signs add about 1,000
)
CARD = 8_000  # of the words of a card


@pytest.fixture
def screen() -> Exercises:
    made = Exercises()
    made.find._finder._hear({"ready": True})
    return made


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Class and bytes of every state that a widget sends."""
    told: list[tuple[str, int]] = []

    def send_state(self: ipywidgets.Widget, key: object = None) -> None:
        state, _, buffers = _remove_buffers(self.get_state(key=key))
        told.append((type(self).__name__, len(json.dumps(state, default=str)) + sum(map(len, buffers))))

    monkeypatch.setattr(ipywidgets.Widget, "send_state", send_state)
    return told


def choose(screen: Exercises, **value: object) -> None:
    """As the page does."""
    screen.find._finder.set_state({"value": value})


def test_a_choice_on_the_page_changes_what_is_found(screen: Exercises) -> None:
    choose(screen, muscle="piriformis", kit=["mat"])
    assert screen.filters == Filters(muscle="piriformis", kit=("mat",))
    assert screen.results == tuple(
        one.id
        for one in sorted(
            (one for one in catalog().exercises.values() if "piriformis" in one.muscles),
            key=lambda one: (["warm-up", "mobility", "strength", "static"].index(one.phase), one.name),
        )
        if set(one.equipment) <= {"mat"}
    )
    assert screen.text.startswith(f"{len(screen.results)} of 74 exercises fit: piriformis named; kit: mat.")


def test_setting_the_filters_shows_on_the_page(screen: Exercises) -> None:
    screen.filters = Filters(position="prone", symptoms=("gtps",))
    assert screen.find._finder.value == {"position": "prone", "symptoms": ("gtps",)}
    shown = [list(catalog().exercises)[place] for place in screen.find._finder.shown]
    assert tuple(shown) == screen.results


def test_a_choice_that_does_not_exist_is_refused(screen: Exercises) -> None:
    with pytest.raises(traitlets.TraitError, match="position: found 'flying'"):
        choose(screen, position="flying")
    with pytest.raises(traitlets.TraitError, match="colour"):
        choose(screen, colour="red")
    assert screen.filters == Filters()


def test_numbers_of_the_model_follow_when_the_page_is_drawn() -> None:
    finder = Exercises().find._finder
    place = list(FACETS).index("longer")
    assert finder.counts.split(";")[place] == ""
    finder._hear({"ready": True})
    assert len(finder.counts.split(";")[place].split()) == 1 + len(FACETS["longer"].options())


def test_an_empty_list_offers_ways_out_that_hold(screen: Exercises) -> None:
    choose(screen, kind="static_stretch", when="before_sport")
    assert screen.results == ()
    ways = screen.find._finder.ways
    assert ways
    lift, words = ways[0]
    screen.find._finder._hear({"lift": lift})
    assert f": {len(screen.results)} come back" in words
    assert screen.find._finder.ways == []


def test_lengthening_sorts_the_list_and_marks_its_lines(screen: Exercises) -> None:
    choose(screen, longer="piriformis")
    marks = [int(mark.split()[0]) for mark in screen.find._finder.marks]
    assert len(marks) == len(screen.results)
    assert marks == sorted(marks, reverse=True)


def test_a_line_opens_the_card_and_the_body_plays_it(screen: Exercises) -> None:
    assert screen.find._stage.children == ()
    screen.find._finder._hear({"open": list(catalog().exercises).index("clamshell")})
    assert screen.opened == "clamshell"
    (body,) = screen.find._stage.children
    assert body.motion is motion("clamshell")
    assert body.playing
    assert body.picked == "gluteus_medius"
    assert "Clamshell" in screen.find._head.value


def test_it_opens_at_an_exercise() -> None:
    screen = Exercises("pigeon")
    assert screen.opened == "pigeon"
    assert "Pigeon pose" in screen.find._head.value
    assert screen.find._card.layout.display == ""


@pytest.mark.parametrize(
    "make", [lambda: Exercises("pigoen"), lambda: setattr(Exercises(), "opened", "pigoen")]
)
def test_an_exercise_that_does_not_exist_is_refused(make: object) -> None:
    with pytest.raises(traitlets.TraitError, match=r"opened: found 'pigoen'.*perhaps 'pigeon'"):
        make()  # type: ignore[operator]


def test_the_ladder_leads_from_card_to_card(screen: Exercises) -> None:
    screen.opened = "clamshell"
    up = ladder("clamshell").harder[0][0]
    assert f'data-do="open" data-with="{up}"' in screen.find._text.html
    screen.find._text.act("open", up)
    assert screen.opened == up
    assert len(screen.find._stage.children) == 1


def test_cards_open_with_all_their_folds(screen: Exercises) -> None:
    for exercise in list(catalog().exercises)[::5]:
        screen.opened = exercise
        assert len(screen.find._text.html.encode()) < CARD
        assert f"sources:{exercise}" in screen.find._text.folds
        for key in screen.find._text.folds:
            assert len(screen.find._text.unfold(key)) > 30


def test_a_card_leads_to_the_comparison(screen: Exercises) -> None:
    screen.find._text.act("compare", "clamshell")
    assert list(screen.compared) == ["clamshell", "reclining_figure_four"]


def test_what_is_the_second_of_the_two_already_goes_beside_its_nearest_rung(screen: Exercises) -> None:
    screen.find._text.act("compare", "reclining_figure_four")
    steps = ladder("reclining_figure_four")
    assert screen.compared[0] == "reclining_figure_four"
    assert screen.compared[1] in {*steps.harder[0], *steps.easier[0]}


def test_both_bodies_move_only_when_asked(screen: Exercises) -> None:
    beside = screen.beside
    assert beside._stage.children == ()
    parts.press(beside._move)
    assert [view.motion for view in beside._stage.children] == [motion(one) for one in screen.compared]
    beside._second.value = "clamshell"
    assert beside._stage.children[1].motion is motion("clamshell")


def test_the_same_exercise_twice_is_not_compared(screen: Exercises) -> None:
    screen.compared = ("bridge", "bridge")
    assert screen.beside.text == "Pick two different ones."
    assert screen.beside._move.disabled
    assert screen.beside._points.html == ""
    with pytest.raises(traitlets.TraitError, match="expected two ids"):
        screen.compared = ("bridge", "nothing")


@pytest.mark.parametrize("name", FACETS)
def test_a_filter_costs_one_small_message(screen: Exercises, name: str, sent: list[tuple[str, int]]) -> None:
    for option in FACETS[name].options():
        sent.clear()
        choose(screen, **{name: [option] if FACETS[name].many else option})
        assert [kind for kind, _ in sent] == ["Finder"]
        assert sum(size for _, size in sent) < LARGEST


def test_a_body_is_sent_with_the_first_card_and_a_motion_with_each(
    screen: Exercises, sent: list[tuple[str, int]]
) -> None:
    screen.opened = "bridge"
    sent.clear()
    screen.opened = "clamshell"
    assert [kind for kind, _ in sent].count("Body") == 1
    assert sum(size for kind, size in sent if kind != "Body") < 8_000
    assert sum(size for kind, size in sent if kind == "Body") < 20_000


def test_nothing_of_what_is_chosen_is_printed() -> None:
    screen = Exercises("", Filters(symptoms=("sciatica",)))
    for widget in (screen, screen.find, screen.find._finder, screen.beside):
        assert "sciatica" not in repr(widget)


def test_driving_leaves_no_bones_that_a_page_never_got(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "shared", {})
    parts.drive(Exercises, "pigeon")
    assert not sharing.shared


def test_every_control_answers() -> None:
    assert parts.drive(Exercises) == "Exercises: 14 controls and 10 buttons answer"
