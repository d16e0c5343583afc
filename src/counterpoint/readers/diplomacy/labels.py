"""The senders' own labels, in a file beside the case that nothing but an evaluation may read.

Format   truth.yaml as evaluation/truth.py reads it: case, acts_digest, coder, note, and lies: a list of {act, lie}, an
         entry per act of press whose sender said beforehand whether the message is a lie; acts of one message share its
         label. Deeds have none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from counterpoint.readers.diplomacy.words import Spoken

FILE: Final = "truth.yaml"
ATTRIBUTION: Final = (
    "Peskov, Cheng, Elgohary, Barrow, Danescu-Niculescu-Mizil and Boyd-Graber (2020), It Takes Two to Lie: One to Lie,"
    " and One to Listen, ACL 2020"
)
LICENCE: Final = "CC BY 4.0"


def labels_text(press: Iterable[Spoken], *, case: str, acts_digest: str) -> str:
    """The text of the truth file of a case whose acts have a digest."""
    lines = [
        "# What the senders themselves said of their messages. Only an evaluation may read this file:",
        "# no case, record or inference does.",
        f"case: {case}",
        f"acts_digest: {acts_digest}",
        "coder: the senders, when sending",
        f'note: "{ATTRIBUTION}. Licence: {LICENCE}."',
    ]
    told = [item for item in press if item.message.lie is not None]
    lines += ["lies:"] if told else ["lies: []"]
    lines += [f"  - {{act: {item.act.id}, lie: {'true' if item.message.lie else 'false'}}}" for item in told]
    return "\n".join(lines) + "\n"
