"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

CaseName = Annotated[str, Parameter(help="A bundled case or a folder.")]
AsJson = Annotated[bool, Parameter(negative="", show_default=False, help="Print one JSON document and nothing else.")]
