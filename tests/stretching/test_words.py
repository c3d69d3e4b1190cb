"""Every figure in the words and in the dots is that of its row, and traces to a citation."""

from __future__ import annotations

import csv
import json
import re
from copy import deepcopy
from html import unescape
from itertools import chain, pairwise, product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from hipkit import charts, stretching
from hipkit.facts import catalog
from hipkit.facts.reading import find
from hipkit.facts.records import Finding
from hipkit.screens.parts import plain
from hipkit.stretching import findings
from hipkit.text import findings as one
from hipkit.text import stretching as words

FACTS = catalog()
with (Path(str(find())) / "stretching" / "findings.csv").open(encoding="utf-8", newline="") as file:
    ROWS = {row["id"]: row for row in csv.DictReader(file)}
SHOWN = [finding for finding, _ in stretching.shown()]
FORBIDDEN = re.compile(r"\b(relie\w*|treat\w*|prevent\w*|heal\w*|cure\w*)\b", re.I)


def figures(text: str) -> list[float]:
    """The numbers in a text; a year in parentheses or after a name is not one."""
    text = text.replace("\N{MINUS SIGN}", "-").replace("–", " to ")
    return [float(number) for number in re.findall(r"(?<![\w.])[-+]?\d+(?:\.\d+)?", text)]


@pytest.mark.parametrize("finding", SHOWN, ids=lambda finding: finding.id)
def test_printed_result_is_that_of_the_row(finding: Finding) -> None:
    row = ROWS[finding.id]
    printed = one.result(finding, FACTS)
    if FACTS.tested[finding.id].says:
        assert set(figures(printed)) <= set(
            figures(" ".join((row["unit"], row["note"], row["time_after_min"])))
        )
    else:
        stated = re.findall(r"(?<!\d)-?\d+(?:\.\d+)?", row["value"])
        assert figures(printed)[: len(stated)] == [float(number) for number in stated]
    if row["low"]:
        assert figures(one.interval(finding)) == [float(row["low"]), float(row["high"])]
    else:
        assert one.interval(finding) == "no interval given"


@pytest.mark.parametrize("finding", SHOWN, ids=lambda finding: finding.id)
def test_figures_of_the_plain_words_stand_in_the_row(finding: Finding) -> None:
    row = ROWS[finding.id]
    stated = " ".join(
        row[name] for name in ("condition", "outcome", "time_after_min", "unit", "value", "note")
    )
    if row["condition"].startswith("as SE"):
        stated += ROWS[row["condition"].removeprefix("as ")]["condition"]
    told, known = (set(re.findall(r"\d+", text)) for text in (FACTS.tested[finding.id].about, stated))
    assert told <= known


@pytest.mark.parametrize("finding", SHOWN, ids=lambda finding: finding.id)
def test_every_finding_leads_to_a_publication(finding: Finding) -> None:
    cited = plain(words.citations([finding], FACTS))
    source = FACTS.sources[finding.source]
    assert source.title.rstrip(".") in cited
    assert not finding.seen or finding.seen not in cited


def test_memory_is_told_as_unconfirmed() -> None:
    finding = evolve(FACTS.findings["SE004"], verified="memory")
    assert "unconfirmed" in one.named(finding, FACTS)
    assert "unconfirmed" in one.seen(finding, FACTS)
    assert "unconfirmed" not in one.seen(FACTS.findings["SE004"], FACTS)


def test_two_digits_stay_two_digits() -> None:
    assert one.result(FACTS.findings["SE021"], FACTS) == "−4.0 to −7.5\N{NO-BREAK SPACE}%"
    assert one.result(FACTS.findings["SE060"], FACTS) == "+0.63"
    assert one.result(FACTS.findings["SE090"], FACTS) == "0.963"
    assert one.result(FACTS.findings["SE007"], FACTS) == "no clear effect"


def every_answer() -> list[stretching.Answer]:
    asked = product(stretching.KINDS, stretching.OUTCOMES, (None, 30, 90), (0, 10, 60), (False, True))
    return [findings(*one) for one in asked]


def test_sentences_name_the_studies_or_say_that_there_is_none() -> None:
    for answer in every_answer():
        said = plain(words.sentence(answer, FACTS))
        told = answer.exact or tuple(near.finding for near in answer.nearest)
        assert any(FACTS.sources[finding.source].short in said for finding in told)
        assert said.startswith("No study in our list tested this") == (not answer.exact)
        assert answer.exact or ", but " in said
        assert len(said) < 450


def test_the_table_has_every_result_once_and_those_that_answer_first() -> None:
    for answer in every_answer()[::7]:
        table = words.numbers(answer, FACTS)
        rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", table)
        assert len(rows) == len(answer.about)
        marked = ["answers</span>" in row for row in rows]
        assert marked == sorted(marked, reverse=True)
        assert sum(marked) == len(answer)


def test_arithmetic_says_that_it_is_arithmetic() -> None:
    answer = findings("static", "jump", hold_s=30, after_min=0, warm_up=False)
    said = words.familiar(answer, FACTS)
    assert said.startswith("Arithmetic, not a measurement: −1.1")
    assert "40 cm jump is 4.4 mm less" in said
    assert words.familiar(findings("static", "injury"), FACTS) == ""


def test_injuries_are_counted_from_the_ratios() -> None:
    told = plain(words.injuries(FACTS))
    assert "Suppose that 20 of 100 people" in told
    assert "19 (17 to 22)" in told
    assert "6 (4 to 10)" in told


def test_every_cell_of_the_decision_table_has_a_reason_and_a_finding() -> None:
    assert len(FACTS.decisions) == 5
    for decision in FACTS.decisions.values():
        for advice in (decision.short_static, decision.long_static, decision.dynamic):
            assert advice.reason
            assert advice.findings
            assert not re.search(r"\d", advice.reason), "figures come from the findings"
    table = words.decisions(FACTS)
    assert table.count('class="hk-finding"') == sum(
        len(advice.findings)
        for one in FACTS.decisions.values()
        for advice in (one.short_static, one.long_static, one.dynamic)
    )


def test_figures_of_the_texts_below_are_those_of_rows() -> None:
    """Every number in the decision table and in what a stretch does stands in some row that it cites."""
    for html in (words.decisions(FACTS), words.effects(FACTS)):
        for line in re.findall(r'<span class="hk-finding">(.*?)</span>', html):
            assert any(
                unescape(plain(one.seen(finding, FACTS))).lower() == plain(line).lower() for finding in SHOWN
            )


def test_guesses_are_not_dressed_as_findings() -> None:
    standings = {key: effect.standing for key, effect in FACTS.stretch_effects.items()}
    assert standings["longer"] == standings["stiffness"] == "a guess"
    assert all(effect.findings for effect in FACTS.stretch_effects.values() if effect.standing == "shown")


def test_the_kit_promises_nothing() -> None:
    for answer in every_answer()[::11]:
        spoken = [words.sentence(answer, FACTS), words.below(answer, FACTS)]
        spoken += [one.dispute(dispute, FACTS) for dispute in answer.disputes]
        assert not FORBIDDEN.search(plain(" ".join(spoken)))
    for html in (words.decisions(FACTS), words.effects(FACTS), words.injuries(FACTS), words.soreness(FACTS)):
        assert not FORBIDDEN.search(plain(html))


# ---------------------------------------------------------------- the dots


def drawn(answer: stretching.Answer) -> dict[str, Any]:
    """The forest with those that answer filled, as the page puts the two together."""
    figure = deepcopy(charts.forest(answer, FACTS))
    figure["layout"] = {**charts.FOREST, **figure["layout"]}
    for path, value in charts.answering(answer, FACTS).items():
        *keys, last = path.split(".")
        part: Any = figure
        for key in keys:
            part = part[int(key)] if isinstance(part, list) else part.setdefault(key, {})
        part[int(last) if isinstance(part, list) else last] = value
    return figure


def panels(figure: dict[str, Any]) -> list[tuple[list[str], list[float | None], list[int]]]:
    """Labels, x of the dots, and whether filled, of each axis."""
    axes = len(
        figure["layout"]["annotations"]
    )  # each has a title, and five traces that the template tells apart
    modes = [trace["mode"] for trace in figure["layout"]["template"]["data"]["scatter"]]
    assert modes == ["lines", "lines", "markers", "text", "text"]
    dots, labels = (figure["data"][first : 5 * axes : 5] for first in (2, 3))
    return [
        (words["text"], trace["x"], trace["marker"]["color"])
        for words, trace in zip(labels, dots, strict=True)
    ]


def test_dots_stand_where_the_rows_say() -> None:
    for answer in every_answer()[::3]:
        axes = stretching.axes(answer)
        for axis, (labels, across, filled) in zip(axes, panels(drawn(answer)), strict=True):
            for finding, label, x, full in zip(axis.findings, labels, across, filled, strict=True):
                value = ROWS[finding.id]["value"]
                assert x == (None if " to " in value else float(value))
                assert bool(full) == (finding in answer.exact)
                assert FACTS.sources[finding.source].short in label


def test_intervals_are_drawn_as_given_and_no_two_studies_are_joined() -> None:
    answer = findings("static", "strength", after_min=0)
    lines = [trace for trace in drawn(answer)["data"] if "text" not in trace]
    spans = set()
    for trace in lines:
        points = list(zip(trace["x"], trace["y"], strict=True))
        for (x, y), (x2, y2) in pairwise(points):
            if None not in (x, x2):
                assert y == y2, "a line from one study to another"
                spans.add((x, x2))
    given = {
        (float(finding.low), float(finding.high))
        for axis in stretching.axes(answer)
        for finding in axis.findings
        if finding.low
    }
    ranges = {stretching.values(finding) for finding in answer.about if stretching.scale(finding)}
    assert spans == given | {ends for ends in ranges if len(ends) == 2}


def test_the_forest_is_a_figure_that_plotly_accepts() -> None:
    import plotly.graph_objects as go

    for outcome in stretching.OUTCOMES:
        figure = drawn(findings("static", outcome, after_min=30))
        layout = {key: value for key, value in figure["layout"].items() if key not in ("font", "hoverlabel")}
        made = go.Figure({"data": figure["data"], "layout": tokens_out(layout)}, skip_invalid=False)
        assert len(made.data) == len(figure["data"])


def tokens_out(value: Any) -> Any:
    """The figure with a plain colour for every token, as the page fills them in."""
    if isinstance(value, dict):
        return {key: tokens_out(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [tokens_out(inner) for inner in value]
    return "#123456" if isinstance(value, str) and value.startswith("var(") else value


def test_everything_drawn_lies_inside_its_axis() -> None:
    for answer in every_answer()[::5]:
        layout = drawn(answer)["layout"]
        for number, axis in enumerate(stretching.axes(answer)):
            shown = layout[f"xaxis{number + 2}"]
            low, high = (10**end if axis.scale.ratio else end for end in shown["range"])
            ends = chain.from_iterable(
                (*stretching.values(finding), *(float(end) for end in (finding.low, finding.high) if end))
                for finding in axis.findings
            )
            assert all(low < end < high for end in (*ends, axis.scale.null))


def test_what_answers_is_bold_and_the_rest_is_not() -> None:
    answer = findings("static", "strength", hold_s=30, after_min=0, warm_up=False)
    figure = drawn(answer)
    bold = [label.startswith("<b") for labels, _, _ in panels(figure) for label in labels]
    assert bold == [finding in answer.exact for axis in stretching.axes(answer) for finding in axis.findings]


def test_a_pick_within_an_outcome_sends_no_new_figure() -> None:
    first, second = findings("static", "strength", 30, 0, False), findings("pnf", "strength", 90, 0, True)
    assert charts.forest(first, FACTS) == charts.forest(second, FACTS)
    assert sent(charts.answering(first, FACTS)) < 3000


def sent(value: Any) -> int:
    return len(json.dumps(value, separators=(",", ":")))


def test_another_outcome_sends_a_small_figure() -> None:
    """The labels, figures and people of up to 22 results; what all figures share is sent once."""
    answers = [findings("static", outcome, 30, 0, False) for outcome in stretching.OUTCOMES]
    sizes = [sent(charts.forest(answer, FACTS)) + sent(charts.answering(answer, FACTS)) for answer in answers]
    assert max(sizes) < 6500
    assert sorted(sizes)[len(sizes) // 2] < 3800
