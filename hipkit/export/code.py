"""A routine as a short code that is typed by hand: the same steps on another machine, and no symptoms.

The code is one whole number in base 32, in the alphabet of Douglas Crockford (no I, L, O or U): what the routine
is, digit by digit, each with a base of its own; then a mark of the catalogue's edition; then what makes it
divisible by a prime. No wrong character and no swap of two can keep that, so both are always found; of other
mistakes one in 32,749 is not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from math import comb
from typing import Any

from attrs import asdict, define

from hipkit import symptoms
from hipkit.export.saving import without_symptoms
from hipkit.facts import catalog
from hipkit.routine import LEVELS, Routine, RoutineError, Stop
from hipkit.routine.request import LONGEST, SHORTEST
from hipkit.routine.result import FORMAT, VERSION

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans("OIL", "011")  # what is easily taken for a digit
CHECKS = 32**3
PRIME = 32749  # the largest below it
EDITIONS = 32**2
GROUP = 4  # characters between two hyphens
LONGEST_CODE = 80  # characters
ORDER = 1  # goes up when the order of the digits changes
NOT_A_CODE = (
    "This is no share code of hipkit: nothing can be read from it. Compare it with the one you were given."
)


class CodeError(RoutineError):
    """A share code that cannot be read. Says whether it was mistyped or belongs to another edition of the kit."""


def share_code(routine: Routine) -> str:
    """The code of a routine: its exercises and doses, minutes, goals, kit, time of day, level, gentle or not.

    Groups of four characters, about 16 to 32 in all. No symptom is in it.
    """
    number = 0
    for digit, base in reversed(list(_digits(without_symptoms(routine)))):
        number = number * base + digit
    characters = _sealed(number * EDITIONS + _edition())
    return "-".join(characters[at : at + GROUP] for at in range(0, len(characters), GROUP))


def from_code(code: str, screening: symptoms.Screening) -> Routine | Stop:
    """The routine of a code, its rules checked anew; a `Stop` where the screening allows none.

    ``screening`` is that of the person who is to do it: a code is no way past the questions. Raises `CodeError`
    for what is no code of this kit, `RoutineError` where the routine breaks one of its rules.
    """
    return Routine.from_json(json.dumps(_content(_opened(code))), screening)


# ---------------------------------------------------------------- what is in a code


def _digits(content: dict[str, Any]) -> Iterator[tuple[int, int]]:
    facts, request = catalog(), content["request"]
    doses = {step["exercise"]: step["dose"] for step in content["steps"]}
    yield request["minutes"] - SHORTEST, LONGEST - SHORTEST + 1
    yield from _some(request["goals"], facts.goals)
    yield from _some(request["equipment"], facts.equipment)
    yield sorted(facts.timings).index(request["timing"]), len(facts.timings)
    yield list(LEVELS).index(request["level"]), len(LEVELS)
    yield int(content["gentle"]), 2
    yield from _some(doses, facts.exercises)
    for name in sorted(doses):
        listing = [asdict(dose) for dose in facts.exercises[name].doses]
        yield listing.index(doses[name]), len(listing)
    yield from _some(request["include"], doses)


def _content(number: int) -> dict[str, Any]:
    """The same digits, read back into what `Routine.to_json` holds."""
    facts, left = catalog(), _Number(number)
    request: dict[str, Any] = {"minutes": SHORTEST + left.digit(LONGEST - SHORTEST + 1)}
    request["goals"] = left.some(facts.goals)
    request["equipment"] = left.some(facts.equipment)
    request["timing"] = sorted(facts.timings)[left.digit(len(facts.timings))]
    request["level"] = list(LEVELS)[left.digit(len(LEVELS))]
    gentle = bool(left.digit(2))
    names = left.some(facts.exercises)
    listings = [facts.exercises[name].doses for name in names]
    doses = [asdict(listing[left.digit(len(listing))]) for listing in listings]
    request["include"] = left.some(names)
    if left.number:
        raise CodeError(NOT_A_CODE)
    steps = [{"exercise": name, "dose": dose} for name, dose in zip(names, doses, strict=True)]
    return {
        "format": FORMAT,
        "version": VERSION,
        "request": request,
        "gentle": gentle,
        "steps": steps,
        "score": 0,  # it is counted anew
    }


def _some(chosen: Iterable[str], among: Iterable[str]) -> Iterator[tuple[int, int]]:
    """How many were chosen, and which: the place of this choice among all of that size."""
    known = sorted(among)
    places = sorted(map(known.index, chosen))
    yield len(places), len(known) + 1
    yield sum(comb(place, count) for count, place in enumerate(places, 1)), comb(len(known), len(places))


@define
class _Number:
    """What is left to read."""

    number: int

    def digit(self, base: int) -> int:
        self.number, digit = divmod(self.number, base)
        return digit

    def some(self, among: Iterable[str]) -> list[str]:
        known = sorted(among)
        count = self.digit(len(known) + 1)
        rank, places = self.digit(comb(len(known), count)), []
        for size in range(count, 0, -1):
            place = next(one for one in reversed(range(len(known))) if comb(one, size) <= rank)
            rank -= comb(place, size)
            places.append(place)
        return [known[place] for place in reversed(places)]


# ---------------------------------------------------------------- characters


def _sealed(number: int) -> str:
    """In base 32, with three characters that make it divisible by the prime; zeros in front fill a group."""
    number *= CHECKS
    number += -number % PRIME
    characters = ""
    while number or len(characters) % GROUP:
        number, digit = divmod(number, len(ALPHABET))
        characters = ALPHABET[digit] + characters
    return characters


def _opened(code: str) -> int:
    """The number in a code, its check and its edition taken off."""
    if not isinstance(code, str):
        raise CodeError(f"A share code is a text, not {type(code).__name__}.")
    typed = "".join(code.upper().split()).replace("-", "").translate(READ_AS)
    wrong = next((sign for sign in typed if sign not in ALPHABET), "")
    if wrong:
        raise CodeError(f"A share code has no {wrong!r}: it has digits, and letters without I, L, O and U.")
    if not typed or len(typed) > LONGEST_CODE:
        raise CodeError(
            f"A share code has up to {LONGEST_CODE} characters in groups of {GROUP}; this has {len(typed)}."
        )
    number = int(typed.translate(_TO_DIGITS), len(ALPHABET))
    if number % PRIME:
        raise CodeError(
            "This share code was mistyped, or a part is missing: compare it character by character."
        )
    number, edition = divmod(number // CHECKS, EDITIONS)
    if edition != _edition():
        raise CodeError(
            "This share code comes from another edition of the kit, whose exercises or doses differ. "
            "Ask for the routine as a file, or use the same edition."
        )
    return number


_TO_DIGITS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")  # as Python writes base 32


@cache
def _edition() -> int:
    """A mark of all that the digits are counted in."""
    facts = catalog()
    counted = [
        ORDER,
        *(sorted(table) for table in (facts.goals, facts.equipment, facts.timings, LEVELS)),
        [(name, [asdict(dose) for dose in facts.exercises[name].doses]) for name in sorted(facts.exercises)],
    ]
    return int.from_bytes(hashlib.sha256(json.dumps(counted).encode()).digest()) % EDITIONS
