"""The names of diseases that no text of the gate may hold."""

from __future__ import annotations

import re

from hipkit.facts import catalog

FLAGS = catalog().red_flags

# the lesson's names; the last word of each is what a learner would recognise
NOT_NAMES = {"various", "re-assessment", "obstetric", "injury"}
SUSPECTS = {
    name.strip().lower().replace("_", " ") for flag in FLAGS.values() for name in flag.suspect.split(",")
}
DISEASES = (SUSPECTS | {name.split()[-1] for name in SUSPECTS}) - NOT_NAMES
# what learners may be asked about their own past, and what stop pages still do not repeat
OF_THE_PAST = {"cancer", "tumour", "osteoporosis", "sickle", "blood clot"}


def names(text: str, words: set[str]) -> list[str]:
    return [word for word in words if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)]
