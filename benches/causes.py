"""Why a control, or a screen, misses a limit of the design: what ``bench_screens`` says beside its figures."""

from __future__ import annotations

from fnmatch import fnmatch

FRAME = "one frame of the screen more than the floor"
BODY = "the moving body, sent and drawn when it is first asked for"
FILM = "the film of a motion, sent once and played by the page"
CHART = "another chart: its axes, its dots and their words"
LISTS = "a list that changes with what another says"
TURN = "a page turned: its height is its own, and the focus goes to its heading"
FORM = "a form, sent when it is first asked for"
PLAN = "a routine planned and proven anew"
MODEL = "the model over all exercises, once a kernel"
TABLE = "what it holds, made and sent when it is first asked for"
PAINT = "the picture painted anew, by the page alone"
READ = "the facts are read and checked, once a kernel"
POSED = "the facts are read and checked and the hip is posed, once a kernel"
SENTENCE = "sentence, table and figure that change together"
PICTURES = "pictures of the cards that come into sight, drawn once for each exercise"

# screen, kind of control (the patterns of a shell), cause; the first that fits
_CAUSES = (
    ("Screening", "button: [nb]*", TURN),
    ("Anatomy", "list: joints", FILM),
    ("Anatomy", "range: joints", SENTENCE),
    ("Anatomy", "list: *", SENTENCE),
    ("Anatomy", "button: Zoom *", PAINT),
    ("Anatomy", "fold: misfits", MODEL),
    ("Anatomy", "fold: *", TABLE),
    ("Anatomy", "*map*", CHART),
    ("Symptoms", "button: *-case", TURN),
    ("Symptoms", "list: *", LISTS),
    ("Stretching", "fold: *", TABLE),
    ("Stretching", "list: *", CHART),
    ("Stretching", "button: *", CHART),
    ("Exercises", "button: move", BODY),
    ("Exercises", "fold: *", TABLE),
    ("Routine", "fold: watch", BODY),
    ("Routine", "fold: *", TABLE),
    ("Routine", "button: play", BODY),
    ("Routine", "button: End here", TURN),
    ("Routine", "list: *", PLAN),
    ("Routine", "checkbox: *", PLAN),
    ("Routine", "button: remove", PLAN),
    ("Routine", "button: keep", PICTURES),
    ("Routine", "button: back", PICTURES),
    ("Routine", "button: more", PICTURES),
    ("Routine", "button: undo", PICTURES),
    ("Routine", "button: *", FORM),
    ("Routine", "text: Share code", PLAN),
    ("Claims", "fold: *", TABLE),
    ("Claims", "button: result", CHART),
    ("Claims", "button: *", TURN),
    ("*", "button: keep", FORM),
    ("Cases", "button: plan", PLAN),
    ("Cases", "button: rubric", TURN),
    ("*", "button: compare", SENTENCE),
    ("*", "button: *next*", TURN),
    ("*", "button: *previous*", TURN),
)
NOT_NAMED = "**not named**"


def cause(screen: str, kind: str) -> str:
    """The cause that is named for a control, or that none is."""
    found = (why for one, control, why in _CAUSES if fnmatch(screen, one) and fnmatch(kind, control))
    return next(found, NOT_NAMED)


# screen -> why its first control comes late
_AT_START = {
    "Anatomy": POSED,
    "Exercises": POSED,
    "Lesson": READ,
    "Routine": READ,
    "Stretching": READ,
    "Symptoms": READ,
}


def cause_at_start(screen: str) -> str:
    """The cause that is named for a first control that comes late, or that none is."""
    return _AT_START.get(screen, NOT_NAMED)
