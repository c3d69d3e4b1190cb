"""Questions to a routine and their answers: what if, why not, swap; and what leaves the kit, shown before it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hipkit.facts import Catalog
from hipkit.text.changes import TIMES
from hipkit.text.markup import Markup, fold
from hipkit.text.routine import button
from hipkit.text.words import escape, listed, lower

if TYPE_CHECKING:
    from hipkit.routine import LeftOut, Request

MORE = 5  # minutes
DAYS = {
    "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun",
}  # fmt: skip
ANSWER = '<div data-part="{}" class="asked" role="status"></div>'


# ---------------------------------------------------------------- what if


def what_if(request: Request, facts: Catalog, minutes: tuple[int, int]) -> Markup:
    """Wishes to try, one button each. ``minutes``: the fewest and the most that may be asked for."""
    low, high = minutes
    wishes = [
        (f"minutes:{request.minutes + more}", f"Five {'more' if more > 0 else 'fewer'} minutes")
        for more in (MORE, -MORE)
        if low <= request.minutes + more <= high
    ]
    needed = {item for exercise in facts.exercises.values() for item in exercise.equipment}
    wishes += [
        (f"equipment:{item.id}", f"{item.name}, too")
        for item in facts.equipment.values()
        if item.id in needed and item.id not in request.equipment
    ]
    wishes += [
        (f"timing:{timing}", words[:1].upper() + words[1:])
        for timing, words in TIMES.items()
        if timing != request.timing
    ]
    asked = "".join(button("ask", what, words) for what, words in wishes)
    goals = "".join(
        f'<option value="goal:{goal.id}">{escape(goal.name)}</option>'
        for goal in facts.goals.values()
        if goal.id not in request.goals
    )
    return Markup(
        f'<div class="hk-row">{asked}</div><label class="asking">Another goal '
        f'<select data-ask="ask"><option value="">Choose one</option>{goals}</select></label>'
        f"{ANSWER.format('what-if')}"
    )


def told(sentence: str, wish: str) -> Markup:
    """The answer to a what-if, and the way to have it."""
    return Markup(f"<p>{escape(sentence)}</p>{button('wish', wish, 'Do it')}")


# ---------------------------------------------------------------- why not, and swaps


def why_not(left_out: Sequence[LeftOut], facts: Catalog) -> Markup:
    """A list of what is not in the routine."""
    names = sorted((facts.exercises[item.exercise].name, item.exercise) for item in left_out)
    options = "".join(f'<option value="{name}">{escape(words)}</option>' for words, name in names)
    return Markup(
        f'<label class="asking">Why not <select data-ask="price"><option value="">Choose an exercise</option>'
        f"{options}</select></label>{ANSWER.format('why-not')}"
    )


def reason(item: LeftOut, price: str, facts: Catalog) -> Markup:
    """The first rule in the way, or what forcing the exercise in would cost (``price``, a sentence)."""
    source = f" <cite>{escape(facts.sources[item.source].short)}</cite>." if item.source else ""
    change = f"<p><b>What would change it.</b> {escape(item.change)}</p>" if item.change else ""
    words = f"<p><b>Why not.</b> {escape(item.reason)}{source}</p>{change}"
    if not price:
        return Markup(words)
    return Markup(
        f"{words}<p><b>The price.</b> {escape(price)}</p>{button('keep', item.exercise, 'Keep it all the same')}"
    )


def swaps(exercise: str, others: Iterable[str], facts: Catalog) -> Markup:
    """What could take a step's place, one button each."""
    offered = [button("swap", f"{exercise}>{other}", facts.exercises[other].name) for other in others]
    if not offered:
        return Markup("<p>No other exercise can take its place under these rules and picks.</p>")
    return Markup(f'<p>In its place:</p><div class="hk-row">{"".join(offered)}</div>')


def ways(requests: Sequence[Request], words: Sequence[str]) -> Markup:
    """Ways out of wishes that cannot be had together."""
    offered = [button("way", str(number), word) for number, word in enumerate(words)]
    if not requests:
        return Markup("")
    return Markup(f'<p>Ways out:</p><div class="hk-row noprint">{"".join(offered)}</div>')


# ---------------------------------------------------------------- out of the kit


def print_panel(symptoms: Sequence[str]) -> Markup:
    """What the page will hold; symptoms (those picked, in plain words) only where the learner says so."""
    return _form(
        "print",
        "The page holds the steps with pictures, doses and how they are done, and what you asked for.",
        f"{_box('weeks', 'With the four weeks')}{_with_symptoms(symptoms)}",
        "Print",
    )


def calendar_panel(days: Sequence[str], start: str, at: str) -> Markup:
    """Days and time of the sessions, and what the file will say. ``start``: an ISO date; ``at``: hh:mm."""
    boxes = "".join(_box("days", words, day, day in days) for day, words in DAYS.items())
    return _form(
        "calendar",
        "The file holds four weeks of sessions: their days, their length, the exercises with their doses. "
        "It holds no symptom and nothing you answered.",
        f'<fieldset><legend>Days</legend>{boxes}</fieldset><label>From <input type="date" name="start" '
        f'value="{start}" required></label><label>At <input type="time" name="at" value="{at}" required></label>',
        "Save the calendar file",
    )


def save_panel(fields: Iterable[tuple[str, str]], symptoms: Sequence[str]) -> Markup:
    """Everything that the file will hold, then the button. ``symptoms``: those picked, in plain words."""
    listing = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in fields)
    return _form(
        "save", f"The file holds this:</p><dl>{listing}</dl><p>", _with_symptoms(symptoms), "Save the file"
    )


def share_panel(code: str) -> Markup:
    """The code; whoever has it gets the same routine, after their own screening."""
    return Markup(
        f'<p>The code of this routine: <output class="code">{escape(code)}</output></p>'
        '<p class="hk-note">It holds the exercises, doses, minutes, goals, kit, time of day and level. It holds no '
        "symptom and nothing you answered. On another machine press Open and type it in; the screening comes first "
        "there, too.</p>"
    )


def open_panel() -> Markup:
    """A code to type in, or a file to choose."""
    code = '<input name="code" autocomplete="off" spellcheck="false" required>'
    file = '<input type="file" name="file" accept=".json,application/json" required>'
    return Markup(
        f'<form data-do="code"><label>Share code {code}</label>{_submit("Open the code")}</form>'
        f'<form data-do="load"><label>Saved file {file}</label>{_submit("Open the file")}</form>'
        f"{ANSWER.format('panel-said')}"
    )


def weeks_panel(days: Sequence[str], plan: str, week: int, told: str) -> Markup:
    """The days to choose from, the plan (HTML) for those chosen, and a report of how a week went.

    ``week``: the one to report next; ``told``: what was reported, in a sentence, "" for nothing.
    """
    boxes = "".join(_box("days", words, day, day in days) for day, words in DAYS.items())
    chosen = _form("weeks", "", f"<fieldset><legend>Days</legend>{boxes}</fieldset>", "Show these days")
    return Markup(f"{chosen}{plan}{_week_report(week, told)}")


def _week_report(week: int, told: str) -> Markup:
    """After a bad day, or a good one."""
    options = "".join(f"<option{' selected' if one == week else ''}>{one}</option>" for one in range(1, 5))
    asked = _form(
        "went",
        "",
        f'<fieldset><legend>How did a week go?</legend><label>Week <select name="week">{options}</select></label>'
        '<label>Worst pain, 0 to 10 <input type="number" name="pain" min="0" max="10" value="0" required></label>'
        f"{_box('worse', 'Worse the next morning')}{_box('missed', 'No session in that week')}</fieldset>",
        "Say what comes next",
        "went",
    )
    if not told:
        return asked
    return Markup(f"{asked}{_form('afresh', escape(told), '', 'Forget these reports', 'afresh')}")


def plan_folds(titles: dict[str, str]) -> Markup:
    """Parts of the four weeks that are asked for when they are opened."""
    return Markup("<div>" + "".join(fold(words, f"weeks:{key}") for key, words in titles.items()) + "</div>")


def stopped(exercise: str, facts: Catalog) -> Markup:
    """What a learner may want after stopping the player at an exercise."""
    name = facts.exercises[exercise].name
    return Markup(
        f"You stopped at {escape(name)}. {button('remove', exercise, f'Leave {lower(name)} out from now on', 'quiet')}"
    )


def _form(do: str, note: str, fields: str, words: str, answered: str = "panel-said") -> Markup:
    """``answered``: the part of the page where an answer appears."""
    said = ANSWER.format(answered)
    return Markup(f'<form data-do="{do}"><p>{note}</p>{fields}{_submit(words)}</form>{said}')


def _submit(words: str) -> str:
    return f'<button type="submit" class="jupyter-button">{escape(words)}</button>'


def _box(name: str, words: str, value: str = "yes", ticked: bool = False) -> str:
    return (
        f'<label><input type="checkbox" name="{name}" value="{value}"{" checked" if ticked else ""}> '
        f"{escape(words)}</label>"
    )


def _with_symptoms(picked: Sequence[str]) -> str:
    """What was picked goes along only if the learner ticks this box."""
    return _box("symptoms", f"And what I picked: {lower(listed(picked))}") if picked else ""
