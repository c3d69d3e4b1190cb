"""What is felt: the safety gate before any routine, look-alikes, and what an answer is worth.

>>> screen({"rf_bladder": "not sure"}).action
'emergency_now'
>>> [pattern.symptom.id for pattern in matches(["side_lying"]).patterns]
['gtps']
>>> round(post_test(0.12, 6.4), 2)
0.47

A lesson in patterns and in weighing answers: nothing here makes a diagnosis or ranks presentations.
"""

from hipkit.symptoms.cases import SORTS, Feedback, Sort, judge, sort
from hipkit.symptoms.likelihood import (
    Answer,
    Chance,
    ChanceError,
    Estimate,
    Flagged,
    Setting,
    StudiedSign,
    answers,
    chance,
    evidence,
    flagged,
    people,
    post_test,
    pre_tests,
    printed,
    ratio,
    settings,
    side_by_side,
    strength,
    studied_signs,
)
from hipkit.symptoms.presentations import (
    Careful,
    Comparison,
    Linked,
    Matches,
    Pattern,
    Point,
    called,
    careful,
    compare,
    linked,
    look_alikes,
    matches,
    said,
)
from hipkit.symptoms.screening import (
    ANSWERS,
    BEST,
    STOPS,
    AnswerError,
    Outcome,
    Reason,
    Screening,
    counts,
    screen,
)

__all__ = [
    "ANSWERS",
    "BEST",
    "SORTS",
    "STOPS",
    "Answer",
    "AnswerError",
    "Careful",
    "Chance",
    "ChanceError",
    "Comparison",
    "Estimate",
    "Feedback",
    "Flagged",
    "Linked",
    "Matches",
    "Outcome",
    "Pattern",
    "Point",
    "Reason",
    "Screening",
    "Setting",
    "Sort",
    "StudiedSign",
    "answers",
    "called",
    "careful",
    "chance",
    "compare",
    "counts",
    "evidence",
    "flagged",
    "judge",
    "linked",
    "look_alikes",
    "matches",
    "people",
    "post_test",
    "pre_tests",
    "printed",
    "ratio",
    "said",
    "screen",
    "settings",
    "side_by_side",
    "sort",
    "strength",
    "studied_signs",
]
