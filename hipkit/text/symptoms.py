"""Patterns, look-alikes, chances and warning signs in words. No sentence gives a learner a chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.facts.records import Caution, Evidence, FlagLesson, Likelihood, LookAlike, PreTest, Symptom
from hipkit.symptoms import Answer, Chance, Comparison, Estimate, Flagged, Matches, Pattern, Setting
from hipkit.text.findings import printed
from hipkit.text.markup import Markup, fold, table
from hipkit.text.routine import instructions
from hipkit.text.words import cite, escape, listed

TEACHING = (
    "Where, worse, better, parts and course are standard teaching, not confirmed in a paper that we read."
)
GROUPS = "A chance in a group is not a diagnosis."
NO_RATIO = "no finite ratio"
NO_INTERVAL = "no interval given"
KINDS = {
    "effect": "What studies say of help and care",
    "frequency": "How common",
    "accuracy": "How well findings separate",
    "": "What else was found",
}


def first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def source(row: Evidence) -> str:
    """Author and year, and a word where a figure was not seen in the paper or a page quoting it."""
    short = catalog().sources[row.source].short
    return short if row.confirmed else f"{short}, unconfirmed"


def sources(ids: Iterable[str]) -> Markup:
    """A list of full citations, each once."""
    cited = sorted({cite(catalog().sources[id]) for id in ids})
    return Markup(f"<ul>{''.join(f'<li>{escape(words)}</li>' for words in cited)}</ul>")


# ---------------------------------------------------------------- patterns


def matched(found: Matches) -> str:
    """HTML: how many patterns share what was picked, and who can tell them apart."""
    if not found.picked:
        return "Pick what is felt, in the list. The patterns that share it then stand below, with what separates them."
    count, patterns = len(found.picked), len(found.patterns)
    what = "the description picked" if count == 1 else f"at least one of the {count} descriptions picked"
    share = "1 pattern in our list shares" if patterns == 1 else f"{patterns} patterns in our list share"
    return f"<b>{share}</b> {what}. {escape(found.tell)}"


def patterns(found: Matches) -> Markup:
    """A line for each pattern, in the order of the catalogue; its content is asked for when it is opened."""
    if not found.patterns:
        return Markup("")
    lines = "".join(_pattern(pattern) for pattern in found.patterns)
    return Markup(f'<h3>Patterns, in no order of likelihood</h3><div class="patterns">{lines}</div>')


def _pattern(pattern: Pattern) -> str:
    shared = "; ".join(feature.words for feature in pattern.shared)
    name = escape(first_upper(symptoms.called(pattern.symptom)))
    shares = f'<span class="hk-note">Shares: {escape(shared)}</span>'
    return fold(Markup(f"<b>{name}</b> {shares}"), f"pattern:{pattern.symptom.id}")


def presentation(symptom: Symptom) -> Markup:
    """Everything about one presentation: description, look-alikes, studies, exercises."""
    rows = [
        ("Where", ", ".join(symptom.location)),
        ("Worse", ", ".join(symptom.aggravated_by)),
        ("Better", ", ".join(symptom.eased_by)),
        ("Parts", ", ".join(symptom.structures)),
        ("Course", symptom.course),
        ("Look out for", symptom.see_clinician_if),
        ("Who can tell", symptom.told_by),
    ]
    pairs = symptoms.look_alikes(symptom.id)
    return Markup(
        table("", ("", ""), rows, stack=False)
        + f'<p class="hk-note">{TEACHING}</p>'
        + (f"<h4>Often taken for each other</h4>{_pairs(symptom, pairs)}" if pairs else "")
        + fold("What studies say", f"studies:{symptom.id}")
        + fold("Exercises that sources link to it, and those to be careful with", f"exercises:{symptom.id}")
    )


def _pairs(symptom: Symptom, pairs: Sequence[LookAlike]) -> str:
    return '<div class="acts">' + "".join(_compare(symptom, pair) for pair in pairs) + "</div>"


def _compare(symptom: Symptom, pair: LookAlike) -> str:
    other = next(id for id in pair.pair if id != symptom.id)
    name = escape(symptoms.called(catalog().symptoms[other]))
    return f'<button data-do="compare" data-with="{symptom.id} {other}">Compare with {name}</button>'


def studies(symptom: str) -> Markup:
    """What publications say about a presentation, by kind."""
    rows = catalog().evidence_about(symptom)
    parts = [
        _studies(caption, [row for row in rows if row.kind == kind])
        for kind, caption in KINDS.items()
        if any(row.kind == kind for row in rows)
    ]
    if not any(row.kind == "effect" for row in rows):
        parts.append('<p class="hk-note">No study in our list tested what helps here.</p>')
    return Markup("".join(parts) + fold("Sources", f"sources:{symptom}"))


def _studies(caption: str, rows: Iterable[Evidence]) -> str:
    cells = [(first_upper(row.what), _value(row), row.population, source(row)) for row in rows]
    return table(caption, ("What", "Found", "Who", "Source"), cells)


def _value(row: Evidence) -> str:
    return printed(f"{row.value} ({row.interval})" if row.interval else row.value)


def citations(symptom: str) -> Markup:
    return sources(row.source for row in catalog().evidence_about(symptom))


# ---------------------------------------------------------------- exercises


def exercises(symptom: str, screening: symptoms.Screening | None) -> Markup:
    """The exercises that go with a presentation; none before the screening, or where it asks for care first."""
    if screening is None:
        return Markup(
            "<p>Answer the three pages of the screening first. No exercise is named before that.</p>"
        )
    if not screening.may_plan or screening.gentle_only:
        return Markup(f"<p>{escape(screening.next_step)} No exercise is named here until then.</p>")
    named = [_linked(one) for one in symptoms.linked(symptom)]
    careful = [_careful(*together) for together in _by_caution(symptom)]
    return Markup(
        _listed("Linked by a source", named, "No source in our list links an exercise to this.")
        + _listed("To be careful with (our judgement)", careful, "We marked no exercise for this.")
    )


def _linked(one: symptoms.Linked) -> str:
    source = catalog().sources[one.link.source]
    reason = f"{escape(one.link.reason)} {escape(source.short)}."
    return f'{fold(one.exercise.name, f"card:{one.exercise.id}")}<p class="hk-note">{reason}</p>'


def _by_caution(symptom: str) -> list[tuple[Caution, list[str]]]:
    """Cautions with the exercises of which they are said in the same words."""
    together: dict[tuple[str, str], tuple[Caution, list[str]]] = {}
    for one in symptoms.careful(symptom):
        key = (one.caution.policy, one.caution.reason)
        together.setdefault(key, (one.caution, []))[1].append(one.exercise.name)
    return list(together.values())


def _careful(caution: Caution, names: Sequence[str]) -> str:
    policy = "left out of routines" if caution.policy == "leave_out" else "kept to the smallest dose"
    return f"<p><b>{escape(listed(names))}</b>: {policy}. {escape(caution.reason)}</p>"


def _listed(title: str, items: Sequence[str], none: str) -> str:
    return f"<h4>{title}</h4>" + ("".join(items) or f'<p class="hk-note">{none}</p>')


def card(exercise: str) -> Markup:
    """How an exercise is done, and who describes it."""
    one = catalog().exercises[exercise]
    stated = one.dose_stated
    mark = "" if stated.verified == "page" else " Unconfirmed."
    dose = f"{escape(stated.words)}{mark} {escape(catalog().sources[stated.source].short)}."
    return Markup(f"<p><b>Dose of the source.</b> {dose}</p>{instructions(one)}")


# ---------------------------------------------------------------- two beside each other


def apart(comparison: Comparison) -> str:
    """HTML: what two presentations share, and what separates them."""
    shared = f"{escape(comparison.pair.shared)} " if comparison.pair else ""
    return f"{shared}<b>{escape(comparison.apart)}</b>"


def comparison(found: Comparison) -> Markup:
    """Point by point, with the most telling finding of each and the catch."""
    first, second = found.first, found.second
    head = ("", first_upper(symptoms.called(first)), first_upper(symptoms.called(second)))
    rows: list[tuple[str, ...]] = [
        (point.aspect, point.first, point.second)
        for point in found.points
        if point.aspect != "Who can tell" or found.pair is None
    ]
    rows.insert(3, ("Most telling", *map(_telling, found.telling)))
    return Markup(table(f"{head[1]} beside {symptoms.called(second)}", head, rows) + _catch(found) + _basis())


def _basis() -> str:
    steps = catalog().sources["jaeschke1994"].short
    return (
        f'<p class="hk-note">Large, moderate, small, hardly any: the steps of {escape(steps)}. {TEACHING}</p>'
    )


def _telling(record: Likelihood | None) -> str:
    if record is None:
        return "no study in our list gives a ratio"
    found = symptoms.ratio(record)
    assert found is not None
    where = symptoms.evidence(record)
    return (
        f"{record.finding}: × {ratio(record, True)} ({interval(found)}), "
        f"moves a chance: {symptoms.strength(found.value)}. {source(where)}"
    )


def _catch(found: Comparison) -> str:
    if found.pair is None:
        return ""
    rows = "; ".join(f"{row.what}: {_value(row)} ({source(row)})" for row in found.catch)
    seen = f'<span class="hk-note">{escape(first_upper(rows))}.</span>' if rows else ""
    return (
        f"<p><b>Who can tell them apart.</b> {escape(found.pair.who)}</p>"
        f"<p><b>The catch.</b> {escape(found.pair.catch)} {seen}</p>"
    )


# ---------------------------------------------------------------- chances


def ratio(record: Likelihood, present: bool) -> str:
    """As printed, or worked out from the two shares and then rounded."""
    figure = record.present if present else record.absent
    found = symptoms.ratio(record, present)
    if found is None:
        return NO_RATIO
    return figure or f"{float(found.value):.2g}"


def interval(found: Estimate) -> str:
    if found.low is None or found.high is None:
        return NO_INTERVAL
    return f"{float(found.low):g} to {float(found.high):g}"


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
    """A line of the list: the people, and how many of 100 have it."""
    return f"{first_upper(pre_test.who)} ({symptoms.people(float(pre_test.chance))} of 100)"


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
    asked = " ".join(
        f"Ratio: {escape(source(row))}; people: {escape(one.likelihood.population)}.{_worked_out(one)}"
        for one, row in zip(given, rows, strict=True)
    )
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
            _share(study.sensitivity, study.sensitivity_low, study.sensitivity_high),
            _share(study.specificity, study.specificity_low, study.specificity_high),
            f"{ratio(study, True)} / {ratio(study, False)}",
        )
        for study in symptoms.side_by_side()[id]
    ]
    cells = [(f"{row[0]}: {row[1]}" if row[1] != row[2] else row[0], *row[2:]) for row in rows]
    head = ("Study", "Who", "Found in the ill", "Not found in others", "Ratio of a yes / a no")
    return Markup(
        f"<p>{escape(record.how)}</p>{table(record.name, head, cells)}<p><b>{escape(record.lesson)}</b></p>"
    )


def _share(value: str, low: str, high: str) -> str:
    if not value:
        return "not given"
    return f"{value} ({low} to {high})" if low else value


def tests(about: str) -> Markup:
    """A line for each test of a presentation that several studies measured."""
    own = [id for id, studies in symptoms.side_by_side().items() if studies[0].about == about]
    if not own:
        return Markup("")
    lines = "".join(fold(f"{catalog().tests[id].name}: studies side by side", f"test:{id}") for id in own)
    return Markup(f'<div class="patterns">{lines}</div>')


# ---------------------------------------------------------------- warning signs


def settings(places: Sequence[Setting]) -> str:
    """HTML: two places beside each other in one sentence."""
    said = [
        f"In {_place(one)} {_how_many(one)} people had a warning sign, "
        f"and about <b>{symptoms.people(one.with_disease)}</b> had a serious disease."
        for one in places
    ]
    return " ".join([*said, "In the spine clinic, having no sign hardly lowered the chance."])


def _how_many(one: Setting) -> str:
    before = "more than" if one.sign.value.startswith(">") else "about"
    return f"{before} <b>{symptoms.people(one.with_sign)} of 100</b>"


def _place(one: Setting) -> str:
    return f"a {one.place}" if one.place != "primary care" else one.place


def settings_table(places: Sequence[Setting]) -> Markup:
    rows = [
        (
            first_upper(one.place),
            f"{one.people:,}",
            f"{printed(one.sign.value)} ({source(one.sign)})",
            f"{printed(one.disease.value)} ({source(one.disease)})",
        )
        for one in places
    ]
    return table(
        "The same numbers", ("Where", "People", "With a warning sign", "With a serious disease"), rows
    )


def flagged(found: Flagged) -> str:
    """HTML: what a sign does among people: found, missed, false alarms, and what a no leaves."""
    return (
        f"Of {found.people:,} people, {found.ill} are ill. The sign finds <b>{found.found}</b> of them and misses "
        f"<b>{found.missed}</b>. It also rings for <b>{found.false_alarms} who are not ill</b>. "
        f"Of the {found.without_sign} without the sign, {found.missed} are ill all the same."
    )


def flagged_table(found: Flagged) -> Markup:
    rows = [
        ("With the sign", f"{found.found} found", f"{found.false_alarms} false alarms", f"{found.with_sign}"),
        ("Without it", f"{found.missed} missed", f"{found.quiet}", f"{found.without_sign}"),
        ("Together", f"{found.ill}", f"{found.people - found.ill}", f"{found.people:,}"),
    ]
    return table("The same numbers", ("", "Ill", "Not ill", "Together"), rows, right=(1, 2, 3))


def signs(about: str) -> Markup:
    """How often each sign was met in people with a disease and in others."""
    rows = [
        (
            first_upper(one.finding),
            _share(one.sensitivity, one.sensitivity_low, one.sensitivity_high),
            _share(one.specificity, one.specificity_low, one.specificity_high),
            one.population,
            source(symptoms.evidence(one)),
        )
        for one in catalog().likelihoods.values()
        if one.about == about
    ]
    return table("Each sign alone", ("Sign", "Met in the ill", "Not met in others", "Who", "Source"), rows)


def lesson(one: FlagLesson) -> Markup:
    """A short lesson with its evidence and sources."""
    facts = catalog()
    paragraphs = "".join(f"<p>{escape(words)}</p>" for words in one.says)
    tables = (facts.symptom_evidence, facts.red_flag_evidence, facts.screening_evidence)
    rows = [table_[id] for id in one.rows for table_ in tables if id in table_ and table_[id].show]
    seen = "".join(
        f"<li>{escape(first_upper(row.what))}: {escape(_value(row))} ({escape(source(row))})</li>"
        for row in rows
    )
    named = signs(one.id) if any(record.about == one.id for record in facts.likelihoods.values()) else ""
    return Markup(
        f"{paragraphs}<ul>{seen}</ul>{named}{sources([*one.sources, *(row.source for row in rows)])}"
    )


def lessons() -> Markup:
    """A line for each lesson on warning signs."""
    lines = "".join(fold(one.title, f"lesson:{one.id}") for one in catalog().flag_lessons.values())
    return Markup(f'<h3>Read on</h3><div class="patterns">{lines}</div>')


# ---------------------------------------------------------------- cases


def reasons(found: symptoms.Feedback, sign: Markup) -> str:
    """HTML: what the screening says to a story, and why it asks what it asks."""
    listing = "".join(
        f"<li><b>{escape(reason.flag.short)}.</b> {escape(reason.flag.why)}</li>"
        for reason in found.screening.reasons
    )
    return f"<p>{sign}</p>" + (f"<ul>{listing}</ul>" if listing else "")


def sorted_so_far(right: int, sorted_: int, of: int) -> str:
    return f"{sorted_} of {of} sorted, {right} as the screening does."
