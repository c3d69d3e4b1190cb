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

from hipkit.facts import lessons, teaching
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


def _region_rule(regions: Mapping[str, r.BodyRegion]) -> Misfits:
    for key, region in regions.items():
        for shape in (*region.front, *region.back):
            if len(shape) != 4 or not all(0 < number < 200 for number in shape):
                yield key, "front or back", f"{list(shape)}", "x, y, half width and half height, each above 0"
        if not region.front and not region.back:
            yield key, "front or back", "no shape", "at least one"


def _likelihood_rule(likelihoods: Mapping[str, r.Likelihood]) -> Misfits:
    for key, record in likelihoods.items():
        for name, most in {"sensitivity": 1, "specificity": 1, "present": 1000, "absent": 1000}.items():
            value, low, high = (getattr(record, name + end) for end in ("", "_low", "_high"))
            ends = [value, *filter(None, (low, high))]
            if value and not all(0 <= float(one) <= most for one in ends):
                yield key, name, f"{', '.join(ends)}", f"0 to {most}"
            if bool(low) != bool(high) or (low and not (value and float(low) <= float(value) <= float(high))):
                yield key, name, f"{value or 'nothing'} in {low} to {high}", "a figure inside its interval"
        if not (record.present or record.absent or (record.sensitivity and record.specificity)):
            yield key, "present", "nothing", "a ratio, or both sensitivity and specificity"


def _pre_test_rule(pre_tests: Mapping[str, r.PreTest]) -> Misfits:
    for key, record in pre_tests.items():
        if not 0 < float(record.chance) < 1:
            yield key, "chance", record.chance, "a number between 0 and 1"


class Catalog:
    """All facts. Every table is a mapping id -> frozen record, loaded on first use.

    Raises:
        CatalogError: a table was asked for whose file, or a file it cites, is wrong.
    """

    topics = Table(r.Topic, "topics.toml")
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

    symptoms = Table(r.Symptom, "symptoms/symptoms.toml", {"anatomy": ("muscles", "structures")})
    body_regions = Table(r.BodyRegion, "symptoms/regions.toml", rule=_region_rule)
    features = Table(
        r.Feature, "symptoms/features.toml", {"regions": ("body_regions",), "symptoms": ("symptoms",)}
    )
    look_alikes = Table(
        r.LookAlike, "symptoms/look_alikes.toml", {"pair": ("symptoms",), "rows": ("symptom_evidence",)}
    )
    likelihoods = Table(
        r.Likelihood,
        "symptoms/likelihoods.csv",
        {
            "about": ("symptoms",),
            "test": ("tests",),
            **dict.fromkeys(("row", "second_row"), ("symptom_evidence", "red_flag_evidence")),
        },
        rule=_likelihood_rule,
    )
    tests = Table(r.PhysicalTest, "symptoms/tests.toml")
    pre_tests = Table(
        r.PreTest,
        "symptoms/pre_tests.csv",
        {"about": ("symptoms",), "row": ("symptom_evidence",)},
        rule=_pre_test_rule,
    )
    flag_lessons = Table(
        r.FlagLesson,
        "symptoms/lessons.toml",
        {"sources": ("sources",), "rows": ("symptom_evidence", "red_flag_evidence", "screening_evidence")},
    )
    screening_cases = Table(r.ScreeningCase, "symptoms/cases.toml", {"flags": ("red_flags",)})
    red_flags = Table(r.RedFlag, "symptoms/red_flags.toml", {"escalations.together_with": ("red_flags",)})
    symptom_evidence = _evidence("symptoms/symptom_evidence.csv", ("symptoms",))
    red_flag_evidence = _evidence("symptoms/red_flag_evidence.csv", ("red_flags",))
    screening_evidence = _evidence("symptoms/screening_evidence.csv", topics=("screening",))

    findings = Table(r.Finding, "stretching/findings.csv", _SOURCED)
    tested = Table(r.Tested, "stretching/tested.toml", {"id": ("findings",)})
    disputes = Table(r.Dispute, "stretching/disputes.toml", {"sides.findings": ("findings",)})
    decisions = Table(
        r.Decision,
        "stretching/decisions.toml",
        {f"{cell}.findings": ("findings",) for cell in ("short_static", "long_static", "dynamic")},
    )
    stretch_effects = Table(r.StretchEffect, "stretching/effects.toml", {"findings": ("findings",)})
    predictions = Table(r.Prediction, "stretching/predictions.toml")

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
    work = Table(r.Work, "routine/work.toml", {"id": ("exercises",), "rows": ("activity",)})
    progression = Table(r.Progression, "routine/progression.csv", _SOURCED)
    week_rules = Table(r.Rule, "routine/weeks.toml", _SOURCED)
    disagreements = Table(r.Disagreement, "routine/disagreements.toml", {"sides": ("progression",)})
    warm_up_evidence = _evidence("routine/warm_up_evidence.csv", ("exercises",), ("warm_up",))

    claims = Table(r.Claim, "claims/claims.toml")
    claim_evidence = _evidence("claims/evidence.csv", ("claims",))
    claim_pairs = Table(
        r.Dispute,
        "claims/pairs.toml",
        {"sides.findings": ("findings",), "sides.evidence": ("claim_evidence",)},
    )
    plain_errors = Table(r.PlainError, "claims/errors.toml", {"claim": ("claims",)})

    objectives = Table(r.Objective, "lessons/objectives.toml", {"topic": ("topics",)})
    misconceptions = Table(r.Misconception, "lessons/misconceptions.toml", {"sources": ("sources",)})
    questions = Table(
        r.Question,
        "lessons/questions/",
        {
            "topic": ("topics",),
            "objective": ("objectives",),
            "sources": ("sources",),
            "misconception": ("misconceptions",),
            "choices.misconception": ("misconceptions",),
            "traps.misconception": ("misconceptions",),
            "computed.exercise": ("exercises",),
            "computed.muscle": ("muscles",),
            "computed.likelihood": ("likelihoods",),
            "computed.pre_test": ("pre_tests",),
            "computed.flags": ("red_flags",),
            "computed.unsure": ("red_flags",),
            "computed.symptom": ("symptoms",),
            "computed.goals": ("goals",),
            "computed.equipment": ("equipment",),
            "computed.timing": ("timings",),
            "computed.claim": ("claims",),
            "computed.prediction": ("predictions",),
        },
        rule=lessons.question_rule,
        by_topic=True,
    )
    inventories = Table(r.Inventory, "lessons/inventory.toml", {"questions": ("questions",)})
    cases = Table(
        r.LessonCase,
        "lessons/cases/",
        {
            "told.flag": ("red_flags",),
            "beside": ("red_flags",),
            "sources": ("sources",),
            "misconceptions": ("misconceptions",),
            "plan.goals": ("goals",),
            "plan.symptoms": ("symptoms",),
            "plan.equipment": ("equipment",),
            "plan.timing": ("timings",),
        },
        rule=lessons.case_rule,
    )
    plans = Table(teaching.LessonPlan, "lessons/plans.toml", rule=teaching.plan_rule)
    prompts = Table(teaching.Prompt, "lessons/prompts.toml", {"sources": ("sources",)})
    handouts = Table(
        teaching.Handout,
        "lessons/handouts.toml",
        {"objectives": ("objectives",), "questions": ("questions",)},
        rule=teaching.handout_rule,
    )

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
