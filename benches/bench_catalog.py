"""What reading and checking all of ``data/`` costs over importing the reader."""

from __future__ import annotations

from benches.measure import python_ms, report


def main() -> None:
    reader, loaded = python_ms(
        "import hipkit.facts", "import hipkit.facts; hipkit.facts.Catalog.load().check()", runs=9
    )
    report("import hipkit.facts", reader)
    report("the whole catalog read and checked", loaded - reader)


if __name__ == "__main__":
    main()
