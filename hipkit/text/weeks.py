"""Four weeks in words: the sentence, the calendar, the doses, the rules and what follows a bad day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hipkit.facts import Catalog
from hipkit.facts.records import Progression, Rule
from hipkit.text.markup import Markup, table
from hipkit.text.words import clock, dose, escape, listed, lower, number

if TYPE_CHECKING:
    from hipkit.routine.weeks import Plan, Session

DAY_NAMES = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
ENDS = {"top": "the end of its list", "one_step": "one step a week"}
AFTER = ("go_on", "hold", "go_back", "missed", "ask_again", "afterwards")  # a week, in this order


def sentence(plan: Plan, _facts: Catalog) -> str:
    """The plan in one breath, as plain text."""
    first, last = (_longest(plan, week) for week in (1, len(plan.stage)))
    count, days = len(plan.sessions), listed(DAY_NAMES[day] for day in plan.days)
    easy = [session for session in plan.sessions if session.easy]
    rest = " Days less than 48 hours after strength work are easy: without it." if easy else ""
    if plan.stages[0] == plan.stages[-1]:
        return (
            f"{count} sessions in four weeks, on {days}, of {clock(first)} each. No dose grows: these "
            f"minutes and rules leave no room for it.{rest}"
        )
    if plan.doses(1) == plan.doses(len(plan.stage)):
        return (
            f"{count} sessions in four weeks, on {days}. They take {clock(first)} in week 1, and no more than "
            f"that in week {len(plan.stage)}: no week went well enough for more.{rest}"
        )
    return (
        f"{count} sessions in four weeks, on {days}. They grow from {clock(first)} in week 1 to {clock(last)} "
        f"in week {len(plan.stage)}, and no session breaks a rule of the routine.{rest}"
    )


def _longest(plan: Plan, week: int) -> int:
    return max((session.total_s for session in plan.sessions if session.week == week), default=0)


def calendar(plan: Plan, _facts: Catalog) -> Markup:
    """Four weeks by seven days; a day without a session is empty."""
    found = {(session.week, session.day): session for session in plan.sessions}
    rows = [
        (f"Week {week}", *(_cell(found.get((week, day))) for day in DAY_NAMES))
        for week in range(1, len(plan.stage) + 1)
    ]
    head = ("", *(Markup(f'<abbr title="{name}">{name[:3]}</abbr>') for name in DAY_NAMES.values()))
    return Markup(f'<div class="hk-weeks">{table("Four weeks, day by day", head, rows, stack=False)}</div>')


def _cell(session: Session | None) -> Markup:
    if session is None:
        return Markup('<span class="hk-note" aria-label="no session">–</span>')
    time = f'<span class="num">{clock(session.total_s)}</span>'
    return Markup(f"{time} easy" if session.easy else f"<b>{time}</b>")


def doses(plan: Plan, facts: Catalog, ends: bool = True) -> Markup:
    """The dose of every exercise in every week; what changed since the week before is bold and has an arrow.

    ``ends``: with what keeps each from growing further, which may tell that a symptom was picked.
    """
    weeks = range(1, len(plan.stage) + 1)
    rows = []
    for place, step in enumerate(plan.routine.steps):
        exercise = facts.exercises[step.exercise]
        taken = [plan.doses(week)[place] for week in weeks]
        cells = [
            Markup(f"<b>{'↑' if now.side_s > before.side_s else '↓'} {escape(dose(now, exercise.sides))}</b>")
            if now != before
            else dose(now, exercise.sides)
            for before, now in zip([taken[0], *taken], taken, strict=False)
        ]
        end = [_end(plan, step.exercise, facts)] if ends else []
        rows.append((f"{place + 1}. {exercise.name}", *cells, *end))
    head = ("Exercise", *(f"Week {week}" for week in weeks), "What ends its growth")
    return table("Doses, week by week", head if ends else head[:-1], rows)


def _end(plan: Plan, exercise: str, facts: Catalog) -> str:
    end = plan.ends.get(exercise)
    if end is None:
        return "warm-up: the same in all weeks"
    if end in ENDS:
        return ENDS[end]
    rules = facts.week_rules if end in facts.week_rules else facts.rules
    return f"the rule “{rules[end].name}”"


def stretching(plan: Plan, facts: Catalog) -> Markup:
    """Minutes that each side of a muscle group is held per week, beside what to aim at and the most."""
    from hipkit.routine.weeks import stretched  # routine speaks in words, so it imports this package

    weeks = [stretched(plan, week) for week in range(1, len(plan.stage) + 1)]
    aim, most = (number(facts.week_rules[rule].limit) for rule in ("stretch_target", "stretch_week"))
    rows = [
        (_group(group, facts), *(number(round(minutes[group], 1)) for minutes in weeks), aim, most)
        for group in weeks[0]
    ]
    if not rows:
        return Markup('<p class="hk-note">The routine has no held stretches.</p>')
    head = ("Muscle group", *(f"Week {week}" for week in range(1, len(weeks) + 1)), "Aim at", "At most")
    caption = "Minutes held for each side in a week, counted for an exercise's main muscle group"
    return table(caption, head, rows, right=range(1, len(head)))


def _group(group: str, facts: Catalog) -> str:
    return (facts.groups.get(group) or facts.muscles[group]).name


def bad_day(facts: Catalog) -> Markup:
    """What follows a good week, a bad day, a missed week, and week 4."""
    return _rule_table("After a week, and after a bad day", [facts.week_rules[rule] for rule in AFTER], facts)


def went(plan: Plan, week: int, rule: str, facts: Catalog) -> Markup:
    """How it goes on after a week: the rule, what the weeks after it take, and when to stop instead.

    ``plan``: as it goes on; ``rule``: one of ``AFTER``.
    """
    last, new = len(plan.stage), facts.week_rules["ask_again"]
    if week == last:
        then = facts.week_rules["afterwards"].sentence if rule == "go_on" else f"Week {last} ends this plan."
    else:
        meant = [
            f"week {later} takes those of week {plan.stage[later - 1] + 1}"
            for later in range(week + 1, last + 1)
        ]
        then = f"By the doses as they were first planned: {listed(meant)}."
    return Markup(
        f"<p>{_ruled(facts.week_rules[rule], facts)}</p><p>{escape(then)}</p><p>{_ruled(new, facts)}</p>"
    )


def _ruled(rule: Rule, facts: Catalog) -> str:
    return f"<b>{escape(rule.name)}.</b> {escape(rule.sentence)} <cite>{escape(_upper(_source(rule, facts)))}</cite>."


def reports(rules: Mapping[int, str], facts: Catalog) -> str:
    """What was told of the weeks so far; "" for nothing. ``rules``: week -> the rule that followed."""
    told = [f"{lower(facts.week_rules[rule].name)} after week {week}" for week, rule in sorted(rules.items())]
    return f"Told so far: {listed(told)}." if told else ""


def rules(facts: Catalog) -> Markup:
    """How the doses grow, each rule with its source."""
    return _rule_table(
        "How the weeks are made", [rule for rule in facts.week_rules.values() if rule.id not in AFTER], facts
    )


def _rule_table(caption: str, shown: list[Rule], facts: Catalog) -> Markup:
    rows = [(rule.name, rule.sentence, _source(rule, facts)) for rule in shown]
    return table(caption, ("Rule", "What it says", "From"), rows)


def _source(rule: Rule, facts: Catalog) -> str:
    return facts.sources[rule.source].short if rule.basis == "source" else "our choice"


def disagreements(facts: Catalog) -> Markup:
    """Where published rules do not agree: each side with its figure, and which one the kit follows."""
    rows = [
        (
            _upper(one.topic),
            Markup("<br>".join(_side(facts.progression[side], facts) for side in one.sides)),
            f"{one.kit_rule} (our choice)",
        )
        for one in facts.disagreements.values()
    ]
    return table("Where published rules do not agree", ("About", "They say", "The kit follows"), rows)


def _side(side: Progression, facts: Catalog) -> str:
    unit = f" {side.unit}" if side.unit else ""
    mark = "" if side.verified == "page" else " <b>Unconfirmed.</b>"
    return (
        f"{escape(_upper(side.rule))}: {escape(side.value)}{escape(unit)} ({escape(side.population)}; "
        f"<cite>{escape(facts.sources[side.source].short)}</cite>).{mark}"
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def plain(plan: Plan, facts: Catalog) -> str:
    """The plan as text with a line for each session."""
    lines = [sentence(plan, facts)]
    for session in plan.sessions:
        easy = ", easy" if session.easy else ""
        lines.append(f"Week {session.week}, {DAY_NAMES[session.day]}: {clock(session.total_s)}{easy}")
    return "\n".join(lines)
