"""What a learner did: replies in the order they were committed, and notes on cases.

Nothing here reads or writes a file. A reply is checked when it is made, so that what is kept, saved and
handed in can hold nothing but answers to questions of the kit.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal, get_args

from attrs import asdict, evolve, field, frozen

from hipkit.facts import catalog
from hipkit.lessons.marking import AnswerError, read
from hipkit.lessons.working import Solution

Round = Literal["practice", "before", "after"]
ROUNDS: Final[tuple[Round, ...]] = get_args(Round)

FORMAT, VERSION = "hipkit work", 1
EXPORT = "hipkit answers"
COLUMNS: Final = ("pseudonym", "round", "question", "answer", "at", "seconds")
LONGEST_NOTE = 4000  # characters
PSEUDONYM = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,23}")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class WorkError(ValueError):
    """Work that cannot be kept, read or handed in. Says what was found and what was expected."""


def pseudonym(text: object) -> str:
    """A name that is fit for a class list, as it stands.

    Raises:
        WorkError: it is too long, holds other signs, or the id of a warning sign or a symptom.
    """
    name = text.strip() if isinstance(text, str) else ""
    if not PSEUDONYM.fullmatch(name):
        raise WorkError(
            "A pseudonym has 1 to 24 letters or figures, with spaces, dots, dashes or underscores between them; "
            f"found {str(text)[:40]!r}."
        )
    told = [
        key for key in (*catalog().red_flags, *catalog().symptoms) if key in re.sub(r"\W", "_", name.lower())
    ]
    if told:
        raise WorkError(f"A pseudonym must not say what is felt; found {told[0]!r} in it.")
    return name


def now() -> str:
    """The time in UTC to the second: ``2026-01-31T09:30:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@frozen
class Reply:
    """One committed answer.

    Attributes:
        answer: a plain value, as ``lessons.mark`` takes it.
        at: when, UTC.
        seconds: from the question being shown to the answer.

    Raises:
        WorkError: a question that does not exist, an answer that is none, or a time that is none.
    """

    question: str
    answer: Solution
    round: Round = "practice"
    at: str = field(factory=now)
    seconds: int = 0

    def __attrs_post_init__(self) -> None:
        try:
            object.__setattr__(self, "answer", read(self.question, self.answer))
        except AnswerError as error:
            raise WorkError(str(error)) from None
        if self.round not in ROUNDS:
            raise WorkError(f"round is {self.round!r}; expected one of {', '.join(ROUNDS)}.")
        if not isinstance(self.at, str) or not STAMP.fullmatch(self.at):
            raise WorkError(f"at is {self.at!r}; expected a time such as 2026-01-31T09:30:00Z.")
        if type(self.seconds) is not int or not 0 <= self.seconds <= 10**6:
            raise WorkError(f"seconds is {self.seconds!r}; expected a whole number from 0 up.")


@frozen
class Work:
    """A learner's replies, oldest first, and what they wrote on cases (``notes``: case id -> text)."""

    replies: tuple[Reply, ...] = ()
    notes: Mapping[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for case, text in self.notes.items():
            if case not in catalog().cases:
                raise WorkError(f"There is no case {case!r}.")
            if not isinstance(text, str) or len(text) > LONGEST_NOTE:
                raise WorkError(f"The note on {case} is no text of at most {LONGEST_NOTE} characters.")

    def replied(self, reply: Reply) -> Work:
        """With one reply more."""
        return evolve(self, replies=(*self.replies, reply))

    def noted(self, case: str, text: str) -> Work:
        """With this note on a case; an empty one takes it away."""
        notes = {key: words for key, words in self.notes.items() if key != case}
        return evolve(self, notes=notes | {case: text} if text.strip() else notes)

    def joined(self, other: Work) -> Work:
        """Both together: every reply once, by time; where both have a note on a case, the longer one."""
        replies = sorted(
            {_identity(one): one for one in (*self.replies, *other.replies)}.values(), key=lambda r: r.at
        )
        longer = {
            case: max(self.notes.get(case, ""), other.notes.get(case, ""), key=len)
            for case in (*self.notes, *other.notes)
        }
        return Work(tuple(replies), longer)

    def holds(self, other: Work) -> bool:
        """Whether nothing of ``other`` would be lost if this took its place."""
        mine = {_identity(one) for one in self.replies}
        replies = all(_identity(one) in mine for one in other.replies)
        return replies and all(text in self.notes.get(case, "") for case, text in other.notes.items())

    def answers(self, round: Round) -> dict[str, Solution]:
        """The answers of a round by question. In the inventory the first counts, in practice the last."""
        chosen = [one for one in self.replies if one.round == round]
        ordered = chosen if round == "practice" else reversed(chosen)
        return {one.question: one.answer for one in ordered}


def _identity(reply: Reply) -> str:
    return json.dumps(asdict(reply), sort_keys=True)


# ---------------------------------------------------------------- the learner's own file


def to_text(work: Work) -> str:
    """The whole work as JSON, for ``from_text``."""
    content = {"format": FORMAT, "version": VERSION, "replies": [asdict(one) for one in work.replies]}
    return json.dumps(content | {"notes": dict(work.notes)}, indent=1, ensure_ascii=False)


def from_text(text: str) -> Work:
    """The work that ``to_text`` wrote.

    Raises:
        WorkError: it is no saved work, is damaged, or was written by another version.
    """
    content = parsed(text, FORMAT, "saved work")
    notes = content.get("notes")
    if not isinstance(notes, dict):
        raise WorkError("This saved work is damaged: notes is missing or of the wrong kind.")
    return Work(tuple(replies(content, "saved work")), notes)


def parsed(text: str, format: str, what: str) -> dict[str, Any]:
    """A JSON object of this format and version.

    Raises:
        WorkError: it is anything else.
    """
    try:
        content = json.loads(text, parse_constant=_refuse)
    except (ValueError, TypeError, RecursionError) as error:
        raise WorkError(f"This is no {what}: it is not JSON ({str(error)[:80]}).") from None
    if not isinstance(content, dict) or content.get("format") != format:
        raise WorkError(f"This is no {what}: it does not say {format!r} as its format.")
    if content.get("version") != VERSION:
        raise WorkError(
            f"This {what} has version {content.get('version')!r}; this kit reads version {VERSION}. "
            "It was left as it is."
        )
    return content


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def replies(content: Mapping[str, Any], what: str) -> Iterable[Reply]:
    """The replies of a parsed file, each checked.

    Raises:
        WorkError: names the reply.
    """
    listed = content.get("replies")
    if not isinstance(listed, list):
        raise WorkError(f"This {what} is damaged: replies is missing or of the wrong kind.")
    for number, one in enumerate(listed, 1):
        try:
            yield Reply(**one)
        except TypeError:
            found = ", ".join(map(str, one)) if isinstance(one, Mapping) else repr(one)
            raise WorkError(
                f"This {what} is damaged: reply {number} holds {found[:80]}; expected {', '.join(COLUMNS[1:])}."
            ) from None
        except WorkError as error:
            raise WorkError(f"This {what} is damaged: reply {number}: {error}") from None


# ---------------------------------------------------------------- for the instructor


def to_json(work: Work, name: str) -> str:
    """The answers for the instructor: no note, no free text, nothing but :data:`COLUMNS`.

    Raises:
        WorkError: ``name`` is no pseudonym.
    """
    replies = [asdict(one) for one in work.replies]
    content = {"format": EXPORT, "version": VERSION, "pseudonym": pseudonym(name), "replies": replies}
    return json.dumps(content, indent=1)


def to_csv(work: Work, name: str) -> str:
    """The same as a table; an answer of several parts as JSON in its cell.

    Raises:
        WorkError: ``name`` is no pseudonym.
    """
    named, lines = pseudonym(name), io.StringIO(newline="")
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in work.replies:
        answer = one.answer if isinstance(one.answer, str) else json.dumps(one.answer)
        table.writerow(
            [cell(value) for value in (named, one.round, one.question, answer, one.at, one.seconds)]
        )
    return lines.getvalue()


def cell(value: object) -> str:
    """Text that no spreadsheet takes for a formula; a number stays one."""
    text = str(value)
    bare = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and not bare else text


def handed_in(text: str) -> tuple[str, Work]:
    """Pseudonym and answers of an export, JSON or CSV.

    Raises:
        WorkError: it is neither, or holds anything else.
    """
    if text.lstrip("\ufeff \n").startswith("{"):
        content = parsed(text.lstrip("\ufeff"), EXPORT, "export of answers")
        extra = set(content) - {"format", "version", "pseudonym", "replies"}
        if extra:
            raise WorkError(f"This export holds {sorted(extra)[0]!r}, which no export of this kit has.")
        return pseudonym(content.get("pseudonym")), Work(tuple(replies(content, "export of answers")))
    return _from_csv(text.lstrip("\ufeff"))


def _from_csv(text: str) -> tuple[str, Work]:
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise WorkError(f"This is no export of answers: {error}.") from None
    if not lines or tuple(lines[0]) != COLUMNS:
        raise WorkError(f"This is no export of answers: its first line is not {', '.join(COLUMNS)}.")
    names = {line[0] for line in lines[1:] if line}
    if len(names) != 1:
        raise WorkError(f"This export holds {len(names)} pseudonyms; expected one.")
    found = [_reply(number, line) for number, line in enumerate(lines[1:], 2) if line]
    return pseudonym(names.pop()), Work(tuple(found))


def _reply(number: int, line: list[str]) -> Reply:
    if len(line) != len(COLUMNS):
        raise WorkError(f"This export is damaged: line {number} has {len(line)} cells, not {len(COLUMNS)}.")
    _, round, question, answer, at, seconds = line
    load: Callable[[str], Any] = json.loads if answer[:1] in "[{" else str
    try:
        return Reply(question, load(answer), round, at, int(seconds))  # type: ignore[arg-type]
    except (ValueError, RecursionError) as error:
        raise WorkError(f"This export is damaged: line {number}: {error}") from None
