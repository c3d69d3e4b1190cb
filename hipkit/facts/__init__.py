"""The facts of the kit: every file of ``data/`` as frozen records.

``catalog()`` gives the one catalog of the running kit; its tables are mappings id -> record, in the
order of the file, each read, checked and kept on first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

from hipkit.facts import records as r
from hipkit.facts.reading import CatalogError, Folder, Misfits, Table, fault, find

__all__ = ["Catalog", "CatalogError", "catalog"]

_SOURCED = {"source": ("sources",)}


def _evidence(path: str, about: tuple[str, ...] = (), topics: tuple[str, ...] = ()) -> Table[r.Evidence]:
    return Table(r.Evidence, path, {"about": about, **_SOURCED}, topics)


def _exercise_rule(exercises: Mapping[str, r.Exercise]) -> Misfits:
    for key, exercise in exercises.items():
        if exercise.muscles[:1] != (exercise.main,):
            yield key, "muscles", f"{exercise.muscles[:1]} first", f"the main muscle first, {exercise.main!r}"
        lengths = [dose.side_s for dose in exercise.doses]
        if not lengths or any(long <= short for short, long in pairwise(lengths)):
            yield key, "doses", f"doses of {lengths} s", "at least one, from the shortest to the longest"
        if not exercise.movement:
            yield key, "movement", "no steps", "at least one"


def _group_rule(groups: Mapping[str, r.MuscleGroup]) -> Misfits:
    home: dict[str, str] = {}
    for key, group in groups.items():
        for muscle in group.muscles:
            if home.setdefault(muscle, key) != key:
                yield key, "muscles", repr(muscle), f"each muscle in one group; it is in {home[muscle]!r} too"


class Catalog:
    """All facts. Every table is a mapping id -> frozen record, loaded on first use.

    Raises:
        CatalogError: a table was asked for whose file, or a file it cites, is wrong.
    """

    sources = Table(r.Source, "sources.csv")
    judgements = Table(r.Judgement, "judgements.toml")

    muscles = Table(r.Muscle, "anatomy/muscles.toml", _SOURCED)
    structures = Table(r.Structure, "anatomy/structures.toml", _SOURCED)
    groups = Table(
        r.MuscleGroup,
        "anatomy/groups.toml",
        {"muscles": ("muscles",), "opposite": ("groups",)},
        rule=_group_rule,
    )
    ranges = Table(r.Range, "anatomy/ranges.csv", _SOURCED)
    anatomy_evidence = _evidence("anatomy/evidence.csv", ("muscles", "structures"))

    symptoms = Table(r.Symptom, "symptoms/symptoms.toml")
    red_flags = Table(r.RedFlag, "symptoms/red_flags.toml", {"escalations.together_with": ("red_flags",)})
    symptom_evidence = _evidence("symptoms/symptom_evidence.csv", ("symptoms",))
    red_flag_evidence = _evidence("symptoms/red_flag_evidence.csv", ("red_flags",))
    screening_evidence = _evidence("symptoms/screening_evidence.csv", topics=("screening",))

    findings = Table(r.Finding, "stretching/findings.csv", _SOURCED)

    exercises = Table(
        r.Exercise,
        "exercises/",
        {
            "main": ("muscles",),
            "muscles": ("muscles",),
            "equipment": ("equipment",),
            "optional_equipment": ("equipment",),
            "easier_than": ("exercises",),
            "harder_than": ("exercises",),
            "second_source": ("sources",),
            "dose_stated.source": ("sources",),
            "cautions.symptom": ("symptoms",),
            "links.symptom": ("symptoms",),
            "links.source": ("sources",),
        },
        rule=_exercise_rule,
    )
    activity = Table(
        r.Activity, "exercises/activity.csv", {"exercise": ("exercises",), "muscle": ("muscles",), **_SOURCED}
    )
    exercise_evidence = _evidence("exercises/exercise_evidence.csv", topics=("activity", "tempo"))

    goals = Table(
        r.Goal,
        "routine/goals.toml",
        {
            "targets.muscles": ("muscles",),
            "targets.source": ("sources",),
            "tasks": ("tasks",),
            "cautions.symptom": ("symptoms",),
            "cautions.source": ("sources",),
        },
    )
    goal_evidence = _evidence("routine/goal_evidence.csv", ("goals",))
    tasks = Table(r.TaskDemand, "routine/task_demands.csv", _SOURCED)
    equipment = Table(r.Equipment, "routine/equipment.toml", {"stands_in_for": ("equipment",)})
    timings = Table(r.Timing, "routine/timings.toml", _SOURCED)
    rules = Table(r.Rule, "routine/rules.toml", _SOURCED)
    weights = Table(r.Weight, "routine/weights.toml")
    progression = Table(r.Progression, "routine/progression.csv", _SOURCED)
    disagreements = Table(r.Disagreement, "routine/disagreements.toml", {"sides": ("progression",)})
    warm_up_evidence = _evidence("routine/warm_up_evidence.csv", ("exercises",), ("warm_up",))

    claims = Table(r.Claim, "claims/claims.toml")
    claim_evidence = _evidence("claims/evidence.csv", ("claims",))

    def __init__(self, root: Traversable) -> None:
        self.folder = Folder(root)

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Catalog:
        """The catalog of a ``data`` folder; without one, of the kit's own.

        Raises:
            CatalogError: there is no such folder.
        """
        if folder is None:
            return cls(find())
        if not Path(folder).is_dir():
            raise CatalogError(
                [fault(Path(folder).name, found="no such folder", expected="a folder of data files")]
            )
        return cls(Path(folder))

    def check(self) -> None:
        """Reads every table.

        Raises:
            CatalogError: with every fault of every file.
        """
        faults: list[str] = []
        for name in self.tables():
            try:
                getattr(self, name)
            except CatalogError as error:
                faults += error.faults
        if faults:
            raise CatalogError(faults)

    @classmethod
    def tables(cls) -> tuple[str, ...]:
        """The names of all tables."""
        return tuple(name for name, value in vars(cls).items() if isinstance(value, Table))

    def evidence_about(self, record_id: str) -> tuple[r.Evidence, ...]:
        """Every row of evidence about a record that may be shown; empty if there is none."""
        return self._shown_evidence.get(record_id, ())

    @cached_property
    def _shown_evidence(self) -> dict[str, tuple[r.Evidence, ...]]:
        about: dict[str, tuple[r.Evidence, ...]] = {}
        for name in self.tables():
            if name.endswith("_evidence"):
                for row in filter(lambda row: row.show, getattr(self, name).values()):
                    about[row.about] = (*about.get(row.about, ()), row)
        return about


@cache
def catalog() -> Catalog:
    """The kit's own facts, the same catalog at every call."""
    return Catalog.load()
