"""What an answer makes of a chance. No sentence gives a learner one."""

from __future__ import annotations

from collections.abc import Sequence

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.facts.records import PreTest, Symptom
from hipkit.symptoms import (
    Answer,
    Chance,
    Estimate,
)
from hipkit.text.markup import Markup, fold, table
from hipkit.text.symptoms.figures import (
    first_upper,
    interval,
    ratio,
    share,
    source,
)
from hipkit.text.words import escape, listed

GROUPS = "A chance in a group is not a diagnosis."


def answer(given: Answer) -> str:
    """``“no pain when seated”``, or the same with "not"."""
    return f"“{given.likelihood.finding}”" if given.present else f"a no to “{given.likelihood.finding}”"


def option(given: Answer) -> str:
    """A line of the list: the answer with its ratio and interval."""
    found = symptoms.ratio(given.likelihood, given.present)
    assert found is not None
    words = first_upper(given.likelihood.finding) if given.present else f"No: {given.likelihood.finding}"
    return f"{words} (ratio {ratio(given.likelihood, given.present)}, {interval(found)})"


def who(pre_test: PreTest) -> str:
    """A line of the list: how many of 100 have it, which a phone does not cut off, and of whom."""
    return f"{symptoms.people(float(pre_test.chance))} of 100: {pre_test.who}"


def target(about: Symptom, given: Sequence[Answer]) -> str:
    """What was looked for, inside a sentence."""
    return given[0].likelihood.target or symptoms.called(about)


def of_100(found: Estimate) -> str:
    """``47 (36 to 57)`` people of 100."""
    value = str(symptoms.people(found.value))
    if found.low is None or found.high is None:
        return value
    return f"{value} ({symptoms.people(found.low)} to {symptoms.people(found.high)})"


def chance(about: Symptom, pre_test: PreTest, given: Sequence[Answer], found: Chance) -> str:
    """HTML: both numbers and the complement."""
    before, after = symptoms.people(found.before.value), symptoms.people(found.after.value)
    said = escape(listed(answer(one) for one in given))
    warning = f" {escape(found.warning)}" if found.warning else ""
    return (
        f"Of 100 {escape(pre_test.who)}, <b>{before}</b> have {escape(target(about, given))} before the question. "
        f"Of 100 of them with {said}, about <b>{after}</b> have it, and <b>{100 - after} do not</b>.{warning}"
    )


def numbers() -> Markup:
    """A line that opens to the numbers of the picture above it."""
    return fold("The same numbers as a table", "numbers")


def chances(about: Symptom, pre_test: PreTest) -> Markup:
    """What each answer would make of the same chance."""
    rows = []
    for given in symptoms.answers(about.id):
        found = symptoms.ratio(given.likelihood, given.present)
        assert found is not None
        after = symptoms.chance(float(pre_test.chance), [given]).after
        words = first_upper(given.likelihood.finding) if given.present else f"No: {given.likelihood.finding}"
        rows.append((words, ratio(given.likelihood, given.present), interval(found), of_100(after)))
    head = ("What is found", "Ratio", "Interval", "After, of 100")
    return table("The same numbers", head, rows, right=(1, 2, 3))


def populations(pre_test: PreTest, given: Sequence[Answer]) -> str:
    """HTML: who was studied for the chance and for each ratio, and that they may not be the same people."""
    rows = [symptoms.evidence(one.likelihood) for one in given]
    told = (
        f"Ratio: {escape(source(row))}; people: {escape(one.likelihood.population)}.{_worked_out(one)}"
        for one, row in zip(given, rows, strict=True)
    )
    asked = " ".join(dict.fromkeys(told))  # two findings of one study are introduced once
    if not pre_test.row:
        start = "The chance before is made up, to show what the ratio does."
    else:
        begun = symptoms.evidence(pre_test)
        same = all(row.source == begun.source for row in rows)
        who = "Both come from the same publication." if same else "These may not be the same people."
        start = f"Chance before: {escape(source(begun))}, {escape(pre_test.who)}. {who}"
    return f"{asked} {start} {GROUPS}"


def _worked_out(given: Answer) -> str:
    if symptoms.printed(given.likelihood):
        return ""
    return " The ratio is worked out from the two shares, so it comes without an interval."


def test(id: str) -> Markup:
    """The studies of one test side by side, each with its own people, never pooled by us."""
    record = catalog().tests[id]
    rows = [
        (
            source(symptoms.evidence(study)),
            study.finding.partition("(")[2].rstrip(")") or study.population,
            study.population,
            share(study.sensitivity, study.sensitivity_low, study.sensitivity_high),
            share(study.specificity, study.specificity_low, study.specificity_high),
            f"{ratio(study, True)} / {ratio(study, False)}",
        )
        for study in symptoms.side_by_side()[id]
    ]
    cells = [(f"{row[0]}: {row[1]}" if row[1] != row[2] else row[0], *row[2:]) for row in rows]
    head = (
        "Study",
        "Who",
        "Found in the ill (sensitivity)",
        "Not found in others (specificity)",
        "Ratio of a yes / a no",
    )
    return Markup(
        f"<p>{escape(record.how)}</p>{table(record.name, head, cells)}<p><b>{escape(record.lesson)}</b></p>"
    )


def tests(about: str) -> Markup:
    """A line for each test of a presentation that several studies measured."""
    own = [id for id, studies in symptoms.side_by_side().items() if studies[0].about == about]
    if not own:
        return Markup("")
    lines = "".join(fold(f"{catalog().tests[id].name}: studies side by side", f"test:{id}") for id in own)
    return Markup(f'<div class="patterns">{lines}</div>')
