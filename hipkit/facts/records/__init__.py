"""The shape of every fact the kit holds.

A record is frozen: topics read it and never change it. Field names are the keys of the files in
``data/``; a field without a default must stand in the file. Times are seconds, angles degrees,
lengths metres unless a field says otherwise. ``seen`` is the address where a fact was read, which may
be a page quoting the paper: it is for whoever checks the facts and is never shown to learners.
``note`` is for teachers and editors.
"""

from hipkit.facts.records.anatomy import *  # noqa: F403
from hipkit.facts.records.claims import *  # noqa: F403
from hipkit.facts.records.exercises import *  # noqa: F403
from hipkit.facts.records.lessons import *  # noqa: F403
from hipkit.facts.records.routine import *  # noqa: F403
from hipkit.facts.records.sources import *  # noqa: F403
from hipkit.facts.records.stretching import *  # noqa: F403
from hipkit.facts.records.symptoms import *  # noqa: F403
from hipkit.facts.records.topics import *  # noqa: F403
