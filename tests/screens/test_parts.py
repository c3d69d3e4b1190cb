"""Parts escape what they are given, keep their values straight, and `drive` hides no failure."""

from __future__ import annotations

import ast
import gzip
import re
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import comm
import ipywidgets
import pytest
import traitlets

from hipkit.screens import parts, sharing
from hipkit.text.markup import fold

HOSTILE = "<img src=x onerror=\"alert('x')\">&"


def test_what_comes_from_outside_is_escaped() -> None:
    made = [
        parts.table(HOSTILE, [HOSTILE, HOSTILE], [[HOSTILE, HOSTILE]]),
        parts.chip(HOSTILE, "check"),
        parts.heading(HOSTILE).value,
        parts.Head(HOSTILE, HOSTILE, HOSTILE).value,
    ]
    for text in made:
        assert "<img" not in text
        assert 'onerror="' not in text
        assert "&lt;img" in text


def test_markup_is_left_alone() -> None:
    assert "<b>7</b>" in parts.table("Caption", ["A", "B"], [["a", parts.Markup("<b>7</b>")]])


def test_only_an_emergency_is_filled() -> None:
    filled = [action for action in parts.LEVELS if "solid" in parts.level(action)]
    assert filled == ["emergency_now"]


def test_result_gives_its_words() -> None:
    result = parts.Result()
    assert result.text == ""
    result.say("<b>7 exercises</b> in 20:00, for Tom&#x27;s hip.<br>No more.")
    assert result.text == "7 exercises in 20:00, for Tom's hip. No more."


def test_title_may_change_and_can_take_the_focus() -> None:
    screen = parts.Screen("Topic", "First", "Lead")
    screen.head.title = "Second"
    assert '<h2 tabindex="-1">Second</h2>' in screen.head.value
    screen.head.lead = ""
    assert "hk-lead" not in screen.head.value
    assert repr(screen) == "Screen"


def test_all_screens_share_one_page() -> None:
    first, second = parts.Screen("a", "b"), parts.Screen("c", "d")
    assert first.children[0] is second.children[0]


def test_a_closed_page_is_replaced() -> None:
    parts.page().close()
    assert parts.Screen("a", "b").children[0].comm is not None


def test_focus_names_its_target(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(parts.Page, "send", lambda self, content: sent.append(content))
    target = parts.button("Go")
    parts.focus(target)
    parts.focus("hk-c-go")
    assert sent == [{"focus": target.model_id}, {"focus": "hk-c-go"}]


def test_controls_carry_their_name_and_start_value() -> None:
    assert "hk-c-minutes" in parts.dropdown("Minutes", ["5", "10"], name="minutes")._dom_classes
    assert parts.dropdown("Minutes", ["5", "10"]).value == "5"
    assert parts.radio("Pain", ["Yes", "No"]).value is None
    assert parts.button("Next", "primary")._dom_classes == ("hk-primary",)


# ---------------------------------------------------------------- checkboxes


def kit(*ticked: str) -> parts.Checkboxes:
    return parts.checkboxes("Kit", [("Mat", "mat"), ("Box", "box"), ("Wall", "wall")], ticked)


def test_the_value_keeps_the_order_shown() -> None:
    boxes = kit("wall")
    boxes.set_state({"value": ["wall", "mat"]})  # as the page sends it
    assert boxes.value == ("mat", "wall")


def test_a_change_of_several_boxes_is_heard_once() -> None:
    boxes = kit("mat")
    heard: list[tuple[str, ...]] = []
    boxes.observe(lambda change: heard.append(change.new), "value")
    boxes.value = ("wall", "box")
    assert heard == [("box", "wall")]


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(traitlets.TraitError, match="sofa"):
        kit().value = ("sofa",)


# ---------------------------------------------------------------- HTML that answers, charts


def test_live_passes_on_what_was_pressed() -> None:
    heard: list[tuple[str, str]] = []
    live = parts.Live('<button data-do="keep" data-with="cat_cow">Keep</button>')
    live.on_action(lambda do, what: heard.append((do, what)))
    live._handle_custom_msg({"do": "keep", "with": "cat_cow"}, [])
    assert heard == [("keep", "cat_cow")]


def test_live_fills_a_fold_when_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(
        parts.Live, "send", lambda self, content, buffers=(): sent.append((content, *buffers))
    )
    live = parts.Live(fold("How to do it", "how:cat_cow"))
    live.on_open(lambda key: f"<p>{key}</p>")
    assert live.folds == ["how:cat_cow"]
    live._handle_custom_msg({"fill": "how:cat_cow"}, [])
    assert sent == [({"fill": "how:cat_cow"}, parts.pack("<p>how:cat_cow</p>"))]


def test_live_asks_again_for_open_folds_when_only_they_have_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(
        parts.Live, "send", lambda self, content, buffers=(): sent.append((content, *buffers))
    )
    live = parts.Live(fold("Numbers", "numbers"))
    live.show(live.html)
    assert sent == []  # nothing was ever opened
    live.unfold("numbers")
    live.show(live.html)
    assert sent[1:] == [({"renew": True},)]
    live.show(fold("Other numbers", "numbers"))
    assert sent[2:] == []  # the page draws the new text, and what is open in it asks by itself


def test_parts_share_a_layout_that_nobody_can_change() -> None:
    one, other = parts.button("Go"), parts.html("Words")
    assert one.layout is other.layout
    with pytest.raises(AttributeError, match="many parts share this layout"):
        one.layout.display = "none"
    one.layout = parts.Layout()
    one.layout.display = "none"
    assert other.layout.display is None
    box = parts.box()
    box.layout.display = "none"
    assert parts.box().layout.display is None


def test_driving_a_screen_leaves_nothing_behind_that_the_page_does_not_know() -> None:
    parts.page().close()
    sharing.shared.clear()
    parts.drive(parts.Screen, "a", "b")
    assert sharing.shared == {}


def test_what_is_sent_has_no_comments_and_no_indents() -> None:
    for name in ("page.js", "live.js", "chart.js", "hipkit.css"):
        sent = parts.static(name)
        assert not re.search(r"(?m)^\s+\S", sent)
        assert "/*" not in sent
        assert not re.search(r"(?m)(^|; )// ", sent)


def test_the_chart_library_is_sent_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(parts.Chart, "send", lambda self, content, buffers: sent.append((content, buffers)))
    chart = parts.Chart({"data": [], "layout": {}}, "Nothing")
    assert sent == []
    chart._handle_custom_msg({"want": "plotly.js"}, [])
    (content, (packed,)) = sent[0]
    assert content == {"library": "plotly.js"}
    source = gzip.decompress(packed)
    assert b"Plotly" in source
    assert len(packed) < len(source) / 3


# ---------------------------------------------------------------- drive


def broken(_change: object) -> Any:
    raise RuntimeError("broken callback")


def test_drive_uses_every_value() -> None:
    seen: list[Any] = []
    choice, tick = parts.dropdown("A", ["x", "y", "z"]), kit()
    choice.observe(lambda change: seen.append(change.new), "value")
    pressed: list[Any] = []
    go = parts.button("Go", on_click=pressed.append)
    assert parts.drive(parts.box(choice, tick, go)) == "VBox: 2 controls and 1 button answer"
    assert seen == ["y", "z", "x"]
    assert pressed == [go]
    assert tick.value == ()


@pytest.mark.parametrize(
    "control",
    [
        parts.dropdown("A", ["x", "y"]),
        parts.radio("A", ["x", "y"]),
        kit(),
        ipywidgets.IntSlider(5, 5, 90),
        ipywidgets.ToggleButton(),
    ],
    ids=lambda control: type(control).__name__,
)
def test_drive_raises_what_a_control_raises(control: ipywidgets.DOMWidget) -> None:
    control.observe(broken, "value")
    with pytest.raises(RuntimeError, match="broken callback"):
        parts.drive(parts.box(control))


def test_drive_raises_what_a_button_raises() -> None:
    with pytest.raises(RuntimeError, match="broken callback"):
        parts.drive(parts.Screen("a", "b", children=[parts.button("Go", on_click=broken)]))


def test_drive_raises_what_live_html_raises() -> None:
    live = parts.Live('<button data-do="remove">Remove</button>')
    live.on_action(lambda do, what: broken(do))
    with pytest.raises(RuntimeError, match="broken callback"):
        parts.drive(parts.box(live))


def test_drive_raises_what_a_fold_raises() -> None:
    live = parts.Live(fold("How to do it", "how:cat_cow"))
    live.on_open(broken)
    with pytest.raises(RuntimeError, match="broken callback"):
        parts.drive(parts.box(live))


def test_drive_goes_on_to_what_appears_and_leaves_what_is_shut() -> None:
    shut = parts.button("Shut", on_click=broken)
    shut.disabled = True
    body = parts.box()
    body.children = [parts.button("More", on_click=lambda _: appear()), shut]

    def appear() -> None:
        body.children = [parts.button("New", on_click=broken)]

    with pytest.raises(RuntimeError, match="broken callback"):
        parts.drive(body)
    body.children = [shut]
    assert parts.drive(body) == "VBox: 0 controls and 0 buttons answer"


# ---------------------------------------------------------------- the style sheet

CSS = resources.files("hipkit.screens").joinpath("static", "hipkit.css").read_text(encoding="utf-8")
PLAIN = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)


def test_every_rule_stays_inside_the_sheet() -> None:
    selectors = re.findall(r"(?:^|[{};])\s*([^@{};]+?)\s*\{", PLAIN)
    assert len(selectors) > 80
    assert [
        each
        for each in selectors
        if not each.removeprefix('body[data-jp-theme-light="false"] ').startswith(".hipkit")
    ] == []


def test_no_rule_is_given_twice() -> None:
    """Two screens that use one name for two things would change each other's looks."""
    outside = re.sub(r"@[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", PLAIN)
    selectors = Counter(each.strip() for each in re.findall(r"([^{}]+)\{", outside))
    roots = {".hipkit", 'body[data-jp-theme-light="false"] .hipkit'}  # their tokens stand in several blocks
    assert {each for each, times in selectors.items() if times > 1} <= roots


def test_every_token_used_is_defined_in_both_themes() -> None:
    light, dark = re.findall(r"\{([^{}]*color-scheme[^{}]*)\}", PLAIN)
    colours = set(re.findall(r"(--[\w-]+):\s*(?:#|var\(--jp-layout)", light))
    assert colours == set(re.findall(r"(--[\w-]+):\s*#", dark))
    used = set(re.findall(r"var\((--[\w-]+)", PLAIN)) - {"--c"}
    defined = set(re.findall(r"(--[\w-]+):", light))
    assert {token for token in used if not token.startswith("--jp-")} <= defined


def test_a_screen_made_to_be_driven_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def sent(*_: Any, **__: Any) -> None:
        raise AssertionError("something was sent to the page")

    shared = parts.page()
    monkeypatch.setattr(comm, "create_comm", sent)
    told = parts.drive(lambda words: parts.Screen("a", words, "", [parts.dropdown("x", ["1", "2"])]), "title")
    assert told == "Screen: 1 control and 0 buttons answer"
    assert parts.page() is shared


def test_no_screen_uses_what_ipywidgets_keeps_from_the_keyboard_or_the_ear() -> None:
    """Headers of an accordion take no focus, tooltips vanish beside a description, and these tell no state."""
    shut_out = {
        "Accordion",
        "SelectionSlider",
        "SelectionRangeSlider",
        "ToggleButtons",
        "description_tooltip",
    }
    used = {
        getattr(node, "attr", getattr(node, "arg", None))
        for path in Path(parts.__file__).parent.rglob("*.py")
        if path.name != "driving.py"  # it knows what others may use
        for node in ast.walk(ast.parse(path.read_text()))
    }
    assert "Dropdown" in used
    assert not used & {*shut_out, "tooltip"}
