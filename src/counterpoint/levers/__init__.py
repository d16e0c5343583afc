"""Levers: what somebody could do about a negotiation. A gallery, one lever a file.

To add one: write the file (docstring with Rule, Takes, Source, Status; `LEVER = describe(...)`), and put its module
into MODULES. The conformance suite does the rest.
"""

from __future__ import annotations

from typing import Final

from counterpoint.levers import (
    amplify,
    backchannel,
    chief,
    close,
    deadline,
    deeds_first,
    event,
    face,
    mediator,
    merge,
    mute,
    open,
    play,
    pressure,
    publish,
    support,
    unlink,
)
from counterpoint.levers.gallery import Lever, LeverError

__all__ = ["LEVERS", "MODULES", "Lever", "LeverError"]

MODULES: Final = (
    deadline,
    pressure,
    deeds_first,
    open,
    close,
    merge,
    mute,
    amplify,
    backchannel,
    publish,
    unlink,
    chief,
    mediator,
    play,
    support,
    face,
    event,
)
"""The gallery, in the order in which levers are listed and applied; a test checks it against the folder."""

LEVERS: Final[dict[str, Lever]] = {module.LEVER.name: module.LEVER for module in MODULES}
"""Every lever by its name."""
