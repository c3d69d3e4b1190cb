"""Findings about stretching in words: the sentence, the tables, what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from hipkit import stretching
from hipkit.facts import Catalog
from hipkit.facts.records import Advice, Finding, Tested
from hipkit.stretching import AT_ONCE, Answer, Arithmetic, Near, Question, Reveal
from hipkit.text.claims import chip as verdict_chip
from hipkit.text.findings import interval, named, people, result, seen, unconfirmed
from hipkit.text.markup import Markup, chip, cited, fold, table
from hipkit.text.words import cite, escape, listed, number

KINDS = {"static": "static holds", "dynamic": "dynamic stretching", "pnf": "contract-relax"}
OUTCOMES = {
    "strength": "strength",
    "power": "power",
    "jump": "jumps",
    "sprint": "sprints",
    "range_now": "range of motion right now",
    "range_weeks": "range of motion over weeks",
    "strength_weeks": "strength over weeks",
    "injury": "injury",
    "soreness": "soreness",
}
SIDES = {  # scale -> what lies left of the line
    "percent": "Left of the line is less.",
    "effect": "Standard deviations; left of the line is less.",
    "risk": "Left of the line fewer were injured.",
    "hazard": "Left of the line fewer were injured.",
    "odds": "Left of the line fewer had it.",
    "points": "Left of the line is less sore.",
    "mm": "Left of the line is less sore.",
}
STANDING = {
    "shown": ("Shown", "check", "v-supported"),
    "pointed to": ("Pointed to", "half", "v-partly"),
    "a guess": ("A guess", "question", "v-none"),
}
FAMILIAR = {  # outcome -> amount, unit, a smaller unit and how many make one, thing
    "strength": (100, "kg", "kg", 1, "lift"),
    "power": (40, "cm", "mm", 10, "jump"),
    "jump": (40, "cm", "mm", 10, "jump"),
}
INJURIES = 20  # supposed, so that a ratio can be felt
NO_CURVE = (
    "No study in our list pooled recovery after an ordinary hold, so no recovery curve is drawn. The only one "
    "that was followed for an hour held 13 times for 135 s."
)
MOST, WAYS = 3, 2  # results, and ways to differ, that fit into one sentence


# ---------------------------------------------------------------- the sentence


def asked(question: Question) -> str:
    """The question in words: ``static holds of 30 s, strength, straight after, nothing in between``."""
    kind = KINDS[question.kind] if question.kind else "stretching of any kind"
    parts = [kind]
    if question.hold_s is not None and "hold_s" in question.applies:
        parts[0] += f" of {question.hold_s} s"
    if question.outcome:
        parts.append(OUTCOMES[question.outcome])
    if question.after_min is not None and "after_min" in question.applies:
        parts.append(_after((question.after_min, question.after_min)))
    if question.warm_up is not None and "warm_up" in question.applies:
        parts.append("a warm-up in between" if question.warm_up else "nothing in between")
    return ", ".join(parts)


def sentence(answer: Answer, facts: Catalog) -> Markup:
    """The answer in one breath."""
    question = escape(asked(answer.question))
    if not answer:
        near = "; ".join(_near(answer.nearest, facts))
        return Markup(f"<b>No study in our list tested this</b> ({question}). The nearest: {near}.")
    first = _results_first(answer.exact, facts)
    told = listed(named(finding, facts) for finding in first[:MOST])
    rest = len(first) - MOST
    more = f", and {rest} more in the table" if rest > 0 else ""
    count = "1 result answers" if len(answer) == 1 else f"{len(answer)} results answer"
    return Markup(f"<b>{count} this</b> ({question}): {told}{more}.")


def _results_first(findings: Sequence[Finding], facts: Catalog) -> list[Finding]:
    """Results before limits and doses."""
    return sorted(findings, key=lambda one: stretching.scale(one) is None and not facts.tested[one.id].says)


def _near(nearest: Sequence[Near], facts: Catalog) -> Iterator[str]:
    """The first few, those that differ in the same way told together."""

    def differs(near: Near) -> str:
        return listed(difference(respect, facts.tested[near.finding.id]) for respect in near.differs)

    alike: dict[str, list[Finding]] = {}
    for near in nearest:
        alike.setdefault(differs(near), []).append(near.finding)
    left = MOST
    for words, findings in list(alike.items())[:WAYS]:
        first = _results_first(findings, facts)[:left]
        left -= len(first)
        if first:
            yield f"{listed(named(finding, facts) for finding in first)}, but {escape(words)}"


def difference(respect: str, tested: Tested) -> str:
    """What a finding tested instead, in one respect."""
    words = {
        "hold_s": _held(tested.hold_s),
        "after_min": f"tested {_after(tested.after_min or AT_ONCE)}",
        "warm_up": "with a warm-up in between" if tested.warm_up else "with nothing in between",
        "kind": f"for {listed(KINDS.get(kind, tested.about) for kind in tested.kinds)}",
        "outcome": f"for {listed(OUTCOMES[one] for one in tested.outcomes)}",
    }
    return words[respect]


def _held(span: tuple[float, ...]) -> str:
    if not span:
        return "with the hold pooled or not said"
    low, high = span
    if low == high:
        return f"held {low:g} s in all"
    if high == inf:
        return f"held {low:g} s or more"
    return f"held up to {high:g} s" if low == 1 else f"held {low:g}–{high:g} s"


def _after(span: tuple[float, ...]) -> str:
    low, high = span
    if high <= AT_ONCE[1]:
        return "straight after"
    return f"{high:g} min later" if low == high else f"{low:g} to {high:g} min later"


# ---------------------------------------------------------------- the same numbers


def numbers(answer: Answer, facts: Catalog) -> Markup:
    """Every finding about the outcome as a table, those that answer first."""
    exact = set(answer.exact)
    rows = [
        _row(finding, facts, finding in exact)
        for finding in sorted(answer.about, key=lambda f: f not in exact)
    ]
    head = ("Study", "What was tested", "Result", "Interval", "People")
    return table("Every result about this, those that answer first", head, rows)


def _row(finding: Finding, facts: Catalog, answers: bool) -> tuple[object, ...]:
    name = cited(facts.sources[finding.source])
    if answers:
        name = Markup(f"<b>{name}</b> {chip('answers')}")
    plain = "" if stretching.scale(finding) is None else f" {finding.unit}"
    said = result(finding, facts)
    unit = "" if said.endswith("%") else plain
    return (
        name,
        facts.tested[finding.id].about,
        f"{said}{unit}{unconfirmed(finding)}",
        interval(finding) if plain else "",
        people(finding) or "not said",
    )


def citations(findings: Iterable[Finding], facts: Catalog) -> Markup:
    """The full citations, each once."""
    listing = sorted({cite(facts.sources[finding.source]) for finding in findings})
    return Markup("<ul>" + "".join(f"<li>{escape(words)}</li>" for words in listing) + "</ul>")


def alt(answer: Answer) -> str:
    drawn = sum(len(axis.findings) for axis in stretching.axes(answer))
    return f"{drawn} results as dots with their intervals; the table below says the same"


# ---------------------------------------------------------------- arithmetic


def familiar(answer: Answer, facts: Catalog) -> str:
    """The first percentage that answers, carried over to a lift or a jump; "" where there is none."""
    thing = FAMILIAR.get(answer.question.outcome or "")
    for finding in answer.exact:
        scale = stretching.scale(finding)
        if thing and scale and scale.id == "percent":
            return _felt(stretching.felt(finding, thing[0]), thing, facts)
    return ""


def _felt(sum_: Arithmetic, thing: tuple[int, str, str, int, str], facts: Catalog) -> str:
    amount, unit, small, many, name = thing
    ends = [sum_.change, *([sum_.other] if sum_.other is not None else [])]
    change = listed((number(round(abs(end) * many, 1)) for end in ends), "to")
    direction = "more" if sum_.change > 0 else "less"
    source = facts.sources[sum_.finding.source].short
    return (
        f"Arithmetic, not a measurement: {result(sum_.finding, facts)} of a {amount} {unit} {name} is "
        f"{change} {small} {direction} ({source})."
    )


def injuries(facts: Catalog) -> Markup:
    """Injury and soreness in absolute numbers."""
    rows = []
    for finding, tested in stretching.shown():
        scale = stretching.scale(finding)
        if scale and scale.id == "risk":
            told = stretching.felt(finding, INJURIES)
            low, high = (number(round(end)) for end in (told.low or 0, told.high or 0))
            rows.append(
                (
                    tested.about.capitalize(),
                    f"{result(finding, facts)} ({interval(finding)})",
                    f"{number(round(told.change))} ({low} to {high})",
                    facts.sources[finding.source].short,
                )
            )
    head = ("Training", "Risk ratio", f"Hurt, of {INJURIES} without it", "Seen in")
    return Markup(
        f"<p>Suppose that {INJURIES} of 100 people would be hurt in a season. How many would it be with each kind "
        "of training? This is arithmetic, not a measurement.</p>"
        + table("Injury in numbers you can count", head, rows)
        + f'<p class="hk-note hk-after">The ratios were measured; the {INJURIES} are supposed, to make them easier '
        "to feel. "
        "The trials had different sports and people, so the rows are not a race.</p>"
    )


def soreness(facts: Catalog) -> Markup:
    rows = [
        (tested.about.capitalize(), f"{result(finding, facts)} {finding.unit}", interval(finding), people(finding),
         facts.sources[finding.source].short)
        for finding, tested in stretching.shown()
        if "soreness" in tested.outcomes and stretching.scale(finding)
    ]  # fmt: skip
    head = ("What was done", "Change in soreness", "Interval", "People", "Seen in")
    return table("Soreness, on a scale to 100", head, rows)


# ---------------------------------------------------------------- a guess and what was measured


def told(reveal: Reveal, facts: Catalog) -> Markup:
    """The guess beside the results in one breath, and what to try next."""
    too = " too" if reveal.right and sum(map(bool, reveal.measured.values())) == 1 else ""
    found = [
        f"“{escape(label)}”{too}: {listed(named(one, facts) for one in measured)}"
        for label, measured in reveal.measured.items()
        if measured
    ]
    said = f"You said <b>“{escape(reveal.chosen.label)}”</b>. The studies found {'; '.join(found)}."
    return Markup(f"{said} {escape(reveal.prediction.lesson)}")


# ---------------------------------------------------------------- where sources disagree


def disputes(answer: Answer) -> Markup:
    """A line for each disagreement about what was asked; it opens."""
    if not answer.disputes:
        return Markup("")
    folds = "".join(fold(one.question, f"dispute:{one.id}") for one in answer.disputes)
    return Markup(f"<div><h4>Where good sources disagree about this</h4>{folds}</div>")


# ---------------------------------------------------------------- what follows


def decisions(facts: Catalog) -> Markup:
    """The decision table: each cell says what, why, and what was found."""
    rows = [
        (
            one.situation,
            _cell(one.short_static, facts),
            _cell(one.long_static, facts),
            _cell(one.dynamic, facts),
        )
        for one in facts.decisions.values()
    ]
    head = ("You plan to stretch", "Static, under 60 s", "Static, 60 s or more", "Dynamic")
    return Markup(
        table("So what would you do?", head, rows)
        + '<p class="hk-note hk-after">What fits is our judgement. The findings under it are what was measured.</p>'
    )


def _cell(advice: Advice, facts: Catalog) -> Markup:
    found = _found(advice.findings, facts)
    return Markup(f"<div><b>{escape(advice.say)}.</b> {escape(advice.reason)}{found}</div>")


def _found(keys: Iterable[str], facts: Catalog) -> str:
    """The findings behind a judgement, a line each."""
    shown = [seen(facts.findings[key], facts) for key in keys if facts.findings[key].show]
    return "".join(f'<span class="hk-finding">{line[:1].upper()}{line[1:]}</span>' for line in shown)


def effects(facts: Catalog) -> Markup:
    """What a stretch does, and how well each part stands."""
    rows = [
        (one.name, chip(*STANDING[one.standing]), Markup(escape(one.text) + _found(one.findings, facts)))
        for one in facts.stretch_effects.values()
    ]
    return table("What a stretch does", ("It is said that", "Standing", "What is known"), rows)


def articles(facts: Catalog) -> Markup:
    """What the source articles said about stretching, and what holds of it."""
    rows = [
        (claim.claim, verdict_chip(claim.verdict), claim.explanation)
        for claim in facts.claims.values()
        if claim.topic == "Stretching"
    ]
    return table("What the articles said, and what holds", ("They said", "Verdict", "What holds"), rows)


def below(answer: Answer, facts: Catalog) -> Markup:
    """What stands under the dots: the numbers, the arithmetic, the disagreements."""
    sum_ = familiar(answer, facts)
    notes = [sum_] if sum_ else []
    if answer.question.outcome in ("strength", "power", "jump", "sprint"):
        notes.append(NO_CURVE)
    lines = "".join(f'<p class="hk-note">{escape(words)}</p>' for words in notes)
    return Markup(
        f"{fold('The same numbers as a table', 'numbers')}<div>{lines}</div>{disputes(answer)}"
        f"{fold('Sources', 'citations')}"
    )
