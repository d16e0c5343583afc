"""The gallery: one aim or technique a file. To add one, write its file and name it here."""

from __future__ import annotations

from counterpoint.playbooks import (
    constrained,
    divided,
    modulation,
    regroup,
    rejection,
    sincere,
    stall,
    tough,
    wedge,
)
from counterpoint.playbooks.base import Playbook, digest
from counterpoint.playbooks.none_of_these import none_of_these

GALLERY: tuple[Playbook, ...] = tuple(
    module.PLAYBOOK for module in (sincere, constrained, stall, regroup, tough, rejection, modulation, wedge, divided)
)
_AIMS = tuple(p for p in GALLERY if p.group != "technique")
NONE, NONE_SPREAD = none_of_these(_AIMS)
AIMS: tuple[Playbook, ...] = (*_AIMS, NONE)
TECHNIQUES: tuple[Playbook, ...] = tuple(p for p in GALLERY if p.group == "technique")
PLAYBOOKS: tuple[Playbook, ...] = AIMS + TECHNIQUES
"""Aims first, then techniques: the order of the states."""
DIGEST = digest(PLAYBOOKS)


def find_playbook(name: str) -> Playbook:
    """A playbook by name; LookupError lists the known ones."""
    for playbook in PLAYBOOKS:
        if playbook.name == name:
            return playbook
    raise LookupError(f"expected one of {', '.join(p.name for p in PLAYBOOKS)}, got {name!r}")
