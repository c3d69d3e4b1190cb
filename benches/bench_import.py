"""What ``import hipkit`` costs over a bare Python."""

from __future__ import annotations

import sys

from benches.measure import python_ms, report

LIMIT_MS = 60


def main() -> bool:
    bare, kit = python_ms("pass", "import hipkit")
    report("bare Python", bare)
    return report("import hipkit, over bare Python", kit - bare, LIMIT_MS)


if __name__ == "__main__":
    sys.exit(not main())
