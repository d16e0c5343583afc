"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

CaseName = Annotated[str, Parameter(help="A bundled case or a folder.")]
AsJson = Annotated[bool, Parameter(negative="", show_default=False, help="Print one JSON document and nothing else.")]
Seed = Annotated[int, Parameter(help="The seed of all random draws: same seed, same bytes.")]
CastFile = Annotated[
    Path | None,
    Parameter(
        help="Who plays what: the cast.json of assess, or lines by hand (YAML: aim, techniques, regularity, tendencies)"
        " [default: the case is assessed]."
    ),
]
Turns = Annotated[int, Parameter(help="For how many turns of the case (turn_days) they are played.")]
BeginAfter = Annotated[
    str | None,
    Parameter(
        name="--as-of", help="Begin after this date (YYYY-MM-DD, YYYY-MM or YYYY) instead of at the record's end."
    ),
]
