"""Write the handouts, as web pages and, where there is a browser, for A4 and Letter paper. `make handouts` runs it.

``python deploy/build_handouts.py OUT`` needs the environment of `requirements-dev.txt`; ``HIPKIT_BROWSER`` names
the browser. The answers go into a folder of their own, so that the rest can be given away as it is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from hipkit.export.handouts import answer_page, handout
from hipkit.facts import catalog

PAPERS = ("A4", "Letter")
ANSWERS = "instructor/answers.html"


def main(out: Path) -> None:
    pages = {f"{one.id}.html": handout(one) for one in catalog().handouts.values()}
    pages[ANSWERS] = answer_page(tuple(catalog().handouts.values()))
    for name, page in pages.items():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
    browser = os.environ.get("HIPKIT_BROWSER")
    if browser:
        to_pdf(out, list(pages), browser)
    print(
        f"{len(pages)} pages in {out}, {'also as PDF' if browser else 'without PDF: no browser was found'}."
    )


def to_pdf(out: Path, pages: list[str], browser: str) -> None:
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser)
        for name in pages:
            page = window.new_page()
            page.goto((out / name).resolve().as_uri())
            for paper in PAPERS:
                file = (out / name).with_suffix("")
                page.pdf(path=f"{file}-{paper}.pdf", format=paper, print_background=True)
            page.close()
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
