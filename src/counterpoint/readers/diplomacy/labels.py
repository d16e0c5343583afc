"""The senders' own labels, in a file beside the case that nothing but an evaluation may read.

Format   labels.yaml: schema_version, source, licence, and labels: a list of {act, lie}, an entry per act of press whose
         sender said beforehand whether the message is a lie; acts of one message share its label. Deeds have none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from counterpoint.readers.diplomacy.words import Spoken

FILE: Final = "labels.yaml"
ATTRIBUTION: Final = (
    "Peskov, Cheng, Elgohary, Barrow, Danescu-Niculescu-Mizil and Boyd-Graber (2020), It Takes Two to Lie: One to Lie,"
    " and One to Listen, ACL 2020"
)
LICENCE: Final = "CC BY 4.0"


def labels_text(press: Iterable[Spoken]) -> str:
    """The text of labels.yaml."""
    lines = [
        "# What the senders themselves said of their messages. Only an evaluation may read this file:",
        "# no case, record or inference does.",
        "schema_version: 1",
        f'source: "{ATTRIBUTION}"',
        f"licence: {LICENCE}",
        "labels:",
    ]
    told = [item for item in press if item.message.lie is not None]
    lines += [f"  - {{act: {item.act.id}, lie: {'true' if item.message.lie else 'false'}}}" for item in told]
    if not told:
        lines[-1] = "labels: []"
    return "\n".join(lines) + "\n"
