"""What ``bench_screens`` measured, as tables in Markdown, against the limits of the design."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from attrs import define, field

from benches.causes import FRAME, NOT_NAMED, cause, cause_at_start
from benches.inlab import Load, Use
from benches.screens import Shown

RATIO, P90_MS, FIRST_MS, FIRST_RATIO = 1.5, 100, 1000, 2
BYTES, MESSAGES, JUMP_PX, MEMORY_MB, IMPORT_MS = 3000, 4, 0.5, 60, 60  # a pixel may be split
FRAME_MS = 17  # a page is painted 60 times a second: a use takes so many frames, never a part of one
BODY_BYTES = 8000  # where a step of the moving body is sent
BODIES = ("Anatomy",)


@define
class Visit:
    """A screen shown once: how it loaded, and each kind of control with the floor's ms and what its use gave."""

    shown: Shown
    load: Load
    memory: float
    uses: dict[str, list[tuple[float, Use]]] = field(factory=dict)


@define
class Control:
    """All uses of one control, over all rounds."""

    screen: str
    kind: str
    uses: list[tuple[float, Use]]

    @property
    def answered(self) -> list[tuple[float, Use]]:
        """The uses that the kernel answered, or all if it answered none: closing a fold costs nothing."""
        return [one for one in self.uses if one[1].messages] or self.uses

    @property
    def changed(self) -> list[tuple[float, float]]:
        """Milliseconds of the floor and of the control, where the page changed."""
        return [(floor, use.ms) for floor, use in self.answered if use.ms is not None]

    @property
    def times(self) -> list[float]:
        return [ms for _, ms in self.changed]

    @property
    def bytes(self) -> float:
        return median(use.bytes for _, use in self.answered)

    @property
    def messages(self) -> float:
        return median(use.messages for _, use in self.answered)

    @property
    def jump(self) -> float:
        return median(use.jump for _, use in self.uses)

    @property
    def middle(self) -> float:
        return median(self.times)

    @property
    def p90(self) -> float:
        return _p90(self.times)

    @property
    def most_bytes(self) -> int:
        return BODY_BYTES if self.screen in BODIES else BYTES

    def slow(self, floor: float) -> bool:
        return self.middle > RATIO * floor

    @property
    def misses_more(self) -> bool:
        """Whether it misses another limit than that of the floor."""
        sent = self.bytes > self.most_bytes or self.messages > MESSAGES
        return sent or self.p90 > P90_MS or self.jump > JUMP_PX

    def cause(self, floor: float) -> str:
        """Why it misses a limit."""
        if not self.misses_more and self.middle <= floor + FRAME_MS:
            return FRAME
        return cause(self.screen, self.kind)


def told(visits: Sequence[Visit], import_ms: float) -> bool:
    """Print every table; whether all limits are kept."""
    floors = [visit for visit in visits if visit.shown.name == "floor"]
    floor = median(before for visit in visits for uses in visit.uses.values() for before, _ in uses)
    kit = [visit for visit in visits if visit.shown.kit and visit not in floors]
    screens = [visit for visit in kit if not visit.shown.name[0].islower()]
    controls = [one for one in _controls(screens) if one.times]
    first = median(visit.load.ms for visit in floors)
    rows = _summary(screens, controls, floor, first, import_ms)
    print(f"Floor: {floor:.0f} ms from key to change, {first:.0f} ms to the first control.\n")
    _table(
        "what", "measured", "limit", "kept", rows=[(*row, "yes" if kept else "**no**") for *row, kept in rows]
    )
    _print_screens(screens, floor, first)
    _print_misses(controls, floor)
    _print_peers([visit for visit in visits if visit not in screens], first)
    return all(kept for *_, kept in rows)


def _controls(visits: Iterable[Visit]) -> list[Control]:
    found: dict[tuple[str, str], Control] = {}
    for visit in visits:
        for kind, uses in visit.uses.items():
            key = (visit.shown.name, kind)
            found.setdefault(key, Control(*key, [])).uses.extend(uses)
    return list(found.values())


# ---------------------------------------------------------------- the limits


def _summary(
    screens: Sequence[Visit], controls: Sequence[Control], floor: float, first: float, import_ms: float
) -> list[tuple[str, str, str, bool]]:
    """Rows (what, measured, limit, kept) of the table of the design that concern the screens."""
    slow = [one for one in controls if one.slow(floor)]
    frames = [one for one in slow if one.middle > floor + FRAME_MS]
    late = [one for one in controls if one.p90 > P90_MS]
    loads = {name: median(visit.load.ms for visit in group) for name, group in _by_name(screens).items()}
    heavy = [one for one in controls if one.bytes > one.most_bytes]
    many = [one for one in controls if one.messages > MESSAGES]
    jumping = [one for one in controls if one.jump > JUMP_PX]
    unnamed = [one.kind for one in _missed(controls, floor) if one.cause(floor) == NOT_NAMED]
    unnamed += [
        name for name, ms in loads.items() if ms > FIRST_RATIO * first and cause_at_start(name) == NOT_NAMED
    ]
    memory = max(visit.memory for visit in screens)
    everything = [(before, ms) for one in controls for before, ms in one.changed]
    return [
        (
            "a control used -> page changed, all controls, over the floor",
            _spread(everything),
            "1.5",
            not slow,
        ),
        (f"controls over {RATIO} x the floor", _share(slow, controls), "0", not slow),
        ("of these by more than one frame", _share(frames, controls), "0", not frames),
        (f"controls whose p90 is over {P90_MS} ms", _share(late, controls), "0", not late),
        (
            "first control, slowest screen",
            _worst(loads, "ms"),
            f"{FIRST_MS} ms",
            max(loads.values()) <= FIRST_MS,
        ),
        (
            "the same over the floor",
            _worst({name: ms / first for name, ms in loads.items()}, "x", 1),
            f"{FIRST_RATIO} x",
            max(loads.values()) <= FIRST_RATIO * first,
        ),
        ("controls that send more than 3 kB (the body: 8 kB)", _share(heavy, controls), "0", not heavy),
        (f"controls that send more than {MESSAGES} messages", _share(many, controls), "0", not many),
        ("controls that move while they are used", _share(jumping, controls), "0", not jumping),
        ("misses with no cause named", f"{len(unnamed)}", "0", not unnamed),
        ("memory of a kernel, largest", f"{memory:.0f} MB", f"{MEMORY_MB} MB", memory <= MEMORY_MB),
        (
            "`import hipkit` over bare Python",
            f"{import_ms:.0f} ms",
            f"{IMPORT_MS} ms",
            import_ms <= IMPORT_MS,
        ),
    ]


def _missed(controls: Iterable[Control], floor: float) -> list[Control]:
    return [one for one in controls if one.slow(floor) or one.misses_more]


def _share(some: Sequence[Control], every: Sequence[Control]) -> str:
    return f"{len(some)} of {len(every)}"


def _worst(values: dict[str, float], unit: str, digits: int = 0) -> str:
    name = max(values, key=values.__getitem__)
    return f"{values[name]:.{digits}f} {unit} ({name})"


# ---------------------------------------------------------------- tables


def _print_screens(screens: Sequence[Visit], floor: float, first: float) -> None:
    rows = []
    for name, visits in _by_name(screens).items():
        controls = [one for one in _controls(visits) if one.times]
        pairs = [pair for one in controls for pair in one.changed]
        load = median(visit.load.ms for visit in visits)
        rows.append(
            (
                name,
                f"{len(controls)}",
                _spread(pairs),
                f"{_p90([ms for _, ms in pairs]):.0f} ms" if pairs else "-",
                f"{max((one.middle for one in controls), default=0) / floor:.1f}",
                f"{load:.0f} ms, {load / first:.1f}",
                f"{median(visit.load.bytes for visit in visits) / 1000:.0f} kB, {visits[0].load.messages}",
                f"{median([one.bytes for one in controls] or [0]) / 1000:.1f} kB",
                f"{max(visit.memory for visit in visits):.0f} MB",
                cause_at_start(name) if load > FIRST_RATIO * first else "",
            )
        )
    print(
        "\nEach screen, over the floor: median (quartiles) of all uses, the slowest control, the first control.\n"
    )
    heads = (
        "screen",
        "controls",
        "over the floor",
        "p90",
        "slowest",
        "first control",
        "at load",
        "a use",
        "kernel",
        f"why the first control comes after {FIRST_RATIO} x the floor",
    )
    _table(*heads, rows=rows)


def _print_misses(controls: Sequence[Control], floor: float) -> None:
    missed = _missed(controls, floor)
    rows = [
        (
            one.screen,
            one.kind,
            f"{one.middle / floor:.1f}",
            f"{one.p90:.0f} ms",
            f"{one.bytes / 1000:.1f} kB",
            f"{one.messages:.0f}",
            f"{one.jump:.0f} px",
            one.cause(floor),
        )
        for one in missed
    ]
    print(f"\nControls that miss a limit: {len(missed)} of {len(controls)}.\n")
    _table("screen", "control", "over the floor", "p90", "sent", "messages", "moves", "why", rows=rows)


def _print_peers(others: Sequence[Visit], first: float) -> None:
    rows = []
    for name, visits in _by_name(others).items():
        pairs = [pair for one in _controls(visits) for pair in one.changed]
        uses = [use for visit in visits for some in visit.uses.values() for _, use in some]
        rows.append(
            (
                name,
                f"{median(ms for _, ms in pairs):.0f} ms" if pairs else "-",
                _spread(pairs),
                f"{median(visit.load.ms for visit in visits) / first:.1f}",
                f"{median(visit.load.bytes for visit in visits) / 1000:.0f} kB",
                f"{median([use.bytes for use in uses] or [0]) / 1000:.1f} kB",
                f"{median([use.messages for use in uses] or [0]):.0f}",
                f"{median(visit.memory for visit in visits):.0f} MB",
            )
        )
    print(
        "\nPeers. The first three show the same picks, sentence, dots and table of `03-stretching`, revealed.\n"
    )
    heads = (
        "peer",
        "a use",
        "over the floor",
        "first control, over the floor",
        "at load",
        "a use sends",
        "messages",
    )
    _table(*heads, "kernel", rows=rows)


def _table(*heads: str, rows: Iterable[Sequence[str]]) -> None:
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |")


# ---------------------------------------------------------------- numbers


def _by_name(visits: Iterable[Visit]) -> dict[str, list[Visit]]:
    found: dict[str, list[Visit]] = {}
    for visit in visits:
        found.setdefault(visit.shown.name, []).append(visit)
    return found


def _p90(values: Sequence[float]) -> float:
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0]


def _spread(pairs: Sequence[tuple[float, float]]) -> str:
    """Ratios to the floor measured just before: the median and, in brackets, the quartiles."""
    if len(pairs) < 2:
        return "-"
    low, middle, high = quantiles([ms / floor for floor, ms in pairs], n=4, method="inclusive")
    return f"{middle:.1f} ({low:.1f}-{high:.1f})"
