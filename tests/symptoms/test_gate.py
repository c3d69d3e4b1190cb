"""A Screening comes from ``screen`` and from nowhere else."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable

import attrs
import pytest

from hipkit.facts import catalog
from hipkit.symptoms import Screening, screen

STOPPED = screen({"rf_bladder": "yes"})


@pytest.mark.parametrize(
    "forge",
    [
        lambda: Screening(),
        lambda: Screening("none"),
        lambda: Screening(action="none", reasons=(), unanswered=()),
        lambda: attrs.evolve(STOPPED),
        lambda: attrs.evolve(STOPPED, action="none"),
        lambda: dataclasses.replace(STOPPED, action="none"),  # type: ignore[type-var]
        lambda: copy.copy(STOPPED),
        lambda: copy.deepcopy(STOPPED),
        lambda: copy.deepcopy({"kept": STOPPED}),
        lambda: pickle.dumps(STOPPED),
        lambda: type("Open", (Screening,), {"may_plan": True}),
        lambda: object.__new__(Screening).may_plan,
        lambda: object.__new__(Screening).action,
        lambda: object.__new__(Screening).text,
        lambda: pickle.loads(b"\x80\x04chipkit.symptoms\nScreening\n)\x81.").may_plan,
    ],
)
def test_no_other_way_leads_to_one(forge: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        forge()


@pytest.mark.parametrize("set_", [setattr, object.__setattr__])
@pytest.mark.parametrize("name", ["action", "may_plan", "gentle_only", "reasons", "_findings", "new"])
def test_it_cannot_be_changed(set_: Callable[[object, str, object], None], name: str) -> None:
    with pytest.raises(AttributeError):
        set_(STOPPED, name, True)
    assert (STOPPED.action, STOPPED.may_plan) == ("emergency_now", False)


def test_its_name_tells_no_answer_and_no_outcome() -> None:
    shown = repr(STOPPED) + str(STOPPED)
    assert "emergency" not in shown
    assert not any(flag in shown for flag in catalog().red_flags)


def test_two_screenings_do_not_share_what_they_found() -> None:
    first, second = screen({"rf_saddle": "yes"}), screen(dict.fromkeys(catalog().red_flags, "no"))
    assert (first.may_plan, second.may_plan) == (False, True)
    del second
    assert not first.may_plan
