"""Whether a forecast is that of an assessment, so that the dossier may hold both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

DOSSIER: Final = "dossier.html"
FORECAST: Final = "forecast.json"


def belongs(forecast: Mapping[str, Any], cast: object, assessment: Mapping[str, Any]) -> bool:
    """Whether a forecast was made from the cast (digest) of an assessment, which is of all that the archive knows."""
    whole = assessment.get("eyes") == "archive" and not assessment.get("settings", {}).get("without")
    same = cast is not None and forecast.get("cast") == cast
    return bool(same and whole and all(forecast.get(k) == assessment.get(k) for k in ("case", "inputs", "as_of")))
