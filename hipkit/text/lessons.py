"""Questions, marks, cases and a class in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hipkit import lessons
from hipkit.facts import Catalog
from hipkit.facts.records import Computed, LessonCase, Question
from hipkit.lessons import ClassSummary, Gain, Item, Mark, Solution, cases
from hipkit.lessons.cases import DECISIONS, Screened
from hipkit.lessons.work import Round
from hipkit.routine import Routine
from hipkit.text.markup import Markup, fold, icon, table
from hipkit.text.words import cite, clock, escape, listed, number

LEVELS = {1: "recall", 2: "use", 3: "judge"}
SCREENS = {  # where what is asked of a topic can be tried
    "anatomy": "The hip of 01-anatomy",
    "screening": "The screening of 05-routine",
    "stretching": "The predictions of 03-stretching",
    "exercises": "The exercises of 04-exercises",
    "routine": "The routine of 05-routine",
    "claims": "The claims of 06-claims",
    "symptoms": "The sheets of 02-symptoms",
}
ROUNDS: Mapping[Round, str] = {"practice": "Practice", "before": "Before", "after": "After"}
NOTED = "Noted. Right and wrong are shown when you answer the same questions again at the end."
TEACHER_MARKS = "Noted. Your teacher marks this question; this copy of the kit holds no answer to it."


def label(question: Question, place: int, of: int, facts: Catalog) -> str:
    """``Question 2 of 9 · compare · use``: the place, the verb of the objective, the level."""
    verb = facts.objectives[question.objective].verb
    return f"Question {place} of {of} · {verb} · {LEVELS[question.level]}"


# ---------------------------------------------------------------- a mark


def verdict(mark: Mark) -> Markup:
    """Sign and word: the shape says it, no colour does."""
    if mark.right:
        return Markup(f"{icon('check')} <b>Right.</b>")
    if mark.share:
        return Markup(f"{icon('half')} <b>Partly right, {100 * mark.share:.0f} %.</b>")
    return Markup(f"{icon('cross')} <b>Not this one.</b>")


def marked(mark: Mark) -> Markup:
    """The one sentence: how it was, and what there is to say to it."""
    return Markup(f"{verdict(mark)} {escape(' '.join(mark.feedback))}")


def answered(question: Question, answer: Solution) -> str:
    """An answer in the words of the question."""
    words = {one.key: one.text for one in question.choices}
    if isinstance(answer, dict):
        partners = {one.key: one.text for one in question.partners}
        return "; ".join(f"{words[key]}: {partners[partner]}" for key, partner in answer.items())
    if isinstance(answer, tuple):
        return (", then " if question.kind == "order" else "; ").join(words[key] for key in answer) or "none"
    if isinstance(answer, str):
        return words[answer]
    return f"{number(round(answer, 3))} {question.unit}".strip()


def behind(question: Question, facts: Catalog) -> Markup:
    """What stands behind an answer: the right one, what the kit computed, and two lines that open."""
    right = escape(answered(question, lessons.solution(question)))
    others = fold("What about each answer?", f"others:{question.id}") if _has_more(question) else ""
    return Markup(
        f"<p><b>Our answer.</b> {right}</p>{worked(question)}{see_it(question, facts)}<div>{others}"
        f"{fold('Sources', f'sources:{question.id}')}</div>"
    )


def _has_more(question: Question) -> bool:
    return any(one.says for one in question.choices)


def worked(question: Question) -> Markup:
    """What the kit computed, as a table; nothing where the answer is written in the data."""
    if question.computed is None:
        return Markup("")
    found = lessons.work_out(question)
    return table(found.caption, found.head, found.rows)


def see_it(question: Question, facts: Catalog) -> Markup:
    """Where the kit's own screen shows what was predicted, and how to set it; nothing for other kinds."""
    if question.kind != "predict" or question.computed is None:
        return Markup("")
    screen, how = SCREENS[question.topic], _settings(question.computed, facts)
    return Markup(f"<p><b>See it yourself.</b> {screen}{escape(f': {how}' if how else '.')}</p>")


def _settings(asked: Computed, facts: Catalog) -> str:
    """What the controls of the screen are to be set to."""
    if asked.claim:
        return f"“{facts.claims[asked.claim].claim}”"
    if asked.prediction:
        return f"“{facts.predictions[asked.prediction].question}”"
    answers = (("yes", asked.flags), ("not sure", asked.unsure))
    given = [f"{answer} to “{facts.red_flags[key].short}”" for answer, keys in answers for key in keys]
    joints = [f"{joint.replace('_', ' ')} {number(degrees)}°" for joint, degrees in asked.pose.items()]
    picked = [facts.exercises[asked.exercise].name] if asked.exercise else []
    picked += [facts.symptoms[asked.symptom].plain] if asked.symptom else []
    picked += [facts.goals[key].name for key in asked.goals]
    picked += [f"{asked.minutes} minutes"] if asked.minutes else []
    return ", ".join([*given, *joints, *picked])


def others(question: Question) -> Markup:
    """Each answer with what there is to say to it."""
    items = "".join(
        f"<li><b>{escape(one.text)}.</b> {escape(lessons.quote(one.says))}</li>"
        for one in lessons.shown(question)
        if one.says
    )
    return Markup(f"<ul>{items}</ul>")


def sources(question: Question, facts: Catalog) -> Markup:
    items = "".join(f"<li>{escape(cite(facts.sources[key]))}</li>" for key in question.sources)
    return Markup(f"<ul>{items}</ul>")


def told(question: Question, mark: Mark, facts: Catalog) -> Markup:
    """All in one, for a sheet with many questions."""
    right = (
        ""
        if mark.right
        else f"<p><b>Our answer.</b> {escape(answered(question, lessons.solution(question)))}</p>"
    )
    cited = listed(facts.sources[key].short for key in question.sources)
    return Markup(f'<p>{marked(mark)}</p>{right}<p class="hk-note">{escape(cited)}</p>')


def so_far(right: int, answered: int, of: int) -> str:
    """How far a learner has come."""
    if not answered:
        return f"{of} questions."
    rest = f" {of - answered} to go." if answered < of else " That was the last one."
    return f"{right} of {answered} right.{rest}"


# ---------------------------------------------------------------- gain


def gained(gain: Gain) -> Markup:
    """The gain of one person."""
    before, after = number(gain.before), number(gain.after)
    share = gain.normalised
    if share is None:
        rest = "There was nothing left to gain."
    elif share < 0:
        rest = (
            "That is fewer than before; a second look at the ones that changed is worth more than the number."
        )
    else:
        rest = f"That is {100 * share:.0f} % of what was still to be gained (normalised gain, Hake 1998)."
    return Markup(f"Before, <b>{before} of {gain.items}</b> were right, now <b>{after}</b>. {rest}")


def class_gain(gain: Gain | None) -> Markup:
    """The gain of a class."""
    if gain is None:
        return Markup("Nobody answered the twelve questions both before and after, so there is no gain yet.")
    share = gain.normalised
    of = (
        "nothing was left to gain"
        if share is None
        else f"<b>{100 * share:.0f} %</b> of what was still to be gained"
    )
    return Markup(
        f"On average {100 * gain.before:.0f} % were right before and {100 * gain.after:.0f} % after: {of} "
        "(normalised gain of the class, Hake 1998)."
    )


# ---------------------------------------------------------------- a class


def class_sentence(summary: ClassSummary) -> Markup:
    """Who handed in, how the class did, and how many files could not be used."""
    if not summary.learners:
        return Markup(f"<b>No export could be used.</b>{_skipped_count(summary)}")
    people = f"{len(summary.learners)} learner{'s' if len(summary.learners) != 1 else ''}"
    return Markup(f"<b>{people}</b> handed in. {class_gain(summary.gain)}{_skipped_count(summary)}")


def _skipped_count(summary: ClassSummary) -> str:
    count = len(summary.skipped)
    return f" {count} file{'s' if count != 1 else ''} could not be used." if count else ""


def items(summary: ClassSummary, facts: Catalog) -> Markup:
    """Every question that was answered, the hardest first."""
    rows = [_item(facts.questions[key], found) for key, found in summary.questions.items()]
    head = ("Question", *(ROUNDS[round] for round in ROUNDS), "Most common slip")
    return table("Right answers, the hardest question first", head, rows, right=(1, 2, 3))


def _item(question: Question, found: Mapping[Round, Item]) -> tuple[object, ...]:
    counts = [
        f"{found[round].right} of {found[round].answered}" if round in found else "" for round in ROUNDS
    ]
    slips: Counter[str] = Counter()
    for one in found.values():
        slips.update(dict(one.wrong))
    slip = "; ".join(f"{answered(question, key)} ({count})" for key, count in slips.most_common(1))
    asks = f"{escape(named(question.id))}<div class='hk-note'>{escape(lessons.quote(question.asks))}</div>"
    return (Markup(asks), *counts, slip)


def named(question: str) -> str:
    """An id as a short name: ``one_side`` -> ``One side``."""
    return question.replace("_", " ").capitalize()


def gains(summary: ClassSummary) -> Markup:
    """Before and after, learner by learner."""
    rows = [
        (name, f"{one.before:g} of {one.items}", f"{one.after:g} of {one.items}", _share(one.normalised))
        for name, one in summary.gains.items()
    ]
    return table(
        "Before and after", ("Learner", "Before", "After", "Gained of what was left"), rows, right=(1, 2, 3)
    )


def _share(share: float | None) -> str:
    return "nothing was left" if share is None else f"{number(round(100 * share))} %"


def misconceptions(summary: ClassSummary, facts: Catalog) -> Markup:
    """The beliefs behind wrong answers, and how to meet them."""
    rows = [
        (facts.misconceptions[key].belief, count, facts.misconceptions[key].meet)
        for key, count in summary.misconceptions.items()
    ]
    return table("Beliefs behind wrong answers", ("Belief", "Learners", "How to meet it"), rows, right=(1,))


def skipped(summary: ClassSummary) -> Markup:
    """Files that could not be used."""
    rows = list(summary.skipped)
    return table("Files that could not be used", ("File", "Why"), rows) if rows else Markup("")


# ---------------------------------------------------------------- cases


def story(case: LessonCase, place: int, of: int) -> Markup:
    """The person and the story."""
    told = "".join(f"<p>{escape(words)}</p>" for words in case.story)
    return Markup(f'<h3 tabindex="-1">{escape(case.person)}</h3><p class="hk-note">{escape(case.group)} · '
                  f"case {place} of {of} · a made-up person</p><blockquote>{told}</blockquote>")  # fmt: skip


def screened(found: Screened) -> Markup:
    """The decision beside what the screening says."""
    expected = DECISIONS[found.expected]
    if found.right:
        first = f"{icon('check')} <b>The screening says the same.</b> {escape(expected)}."
    elif found.too_bold:
        first = f"{icon('cross')} <b>The screening is more careful.</b> {escape(expected)}."
    else:
        careful = "Being careful costs time, seldom more."
        first = f"{icon('half')} <b>The screening goes less far.</b> {escape(expected)}. {careful}"
    return Markup(first)


def heard(case: LessonCase, found: Screened, facts: Catalog) -> Markup:
    """Every answer the story gives, with its words, and whether the learner heard it."""
    rows = [
        (
            facts.red_flags[one.flag].short,
            one.answer,
            f"“{one.words}”",
            "no" if one.flag in found.missed else "yes",
        )
        for one in case.told
    ]
    told = (
        table("What the story answers", ("Sign", "Answer", "In the story", "You noted it"), rows)
        if rows
        else "<p>The story answers no question of the screening with yes. That does not mean that nothing is wrong.</p>"
    )
    extra = listed(facts.red_flags[flag].short.lower() for flag in found.extra)
    over = f"<p>Not in the story: {escape(extra)}.</p>" if extra else ""
    return Markup(f"{told}{over}<p>{escape(found.screening.text)}</p>")


def expert(case: LessonCase, facts: Catalog) -> Markup:
    """What an expert would note, and on what."""
    noted = "".join(f"<p>{escape(words)}</p>" for words in case.expert)
    cited = "".join(f"<li>{escape(cite(facts.sources[key]))}</li>" for key in case.sources)
    return Markup(f"<h4>What an expert would note</h4>{noted}<h4>Sources</h4><ul>{cited}</ul>")


def made(made: Routine) -> Markup:
    """What the planner made of the learner's request."""
    gentle = " It is gentle movement only, as long as nobody has had a look." if made.gentle else ""
    return Markup(f"<b>{len(made.steps)} exercises</b> in {clock(made.total_s)}.{gentle}")


def beside(case: LessonCase, made: Routine, facts: Catalog) -> Markup:
    """The learner's steps, and what the expert asked for with the steps that gives."""
    theirs = cases.experts(case)
    mine = f"<h4>Your plan</h4>{_steps(made, facts)}"
    if case.plan is None or not isinstance(theirs, Routine):
        return Markup(mine)
    goals = listed(facts.goals[goal].name.lower() for goal in case.plan.goals)
    picks = listed(f"“{facts.symptoms[one].plain}”" for one in case.plan.symptoms) or "nothing"
    asked = f"{case.plan.minutes} minutes, {goals}, with {picks} picked. {case.plan.why}"
    return Markup(f"{mine}<h4>What the expert asked for</h4><p>{escape(asked)}</p>{_steps(theirs, facts)}")


def _steps(made: Routine, facts: Catalog) -> str:
    names = "".join(f"<li>{escape(facts.exercises[step.exercise].name)}</li>" for step in made.steps)
    return f"<ol>{names}</ol>"
