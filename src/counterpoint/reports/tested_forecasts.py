"""Forecasts scored on real cases in plain lines: the misses first, then the scores beside the baselines."""

from __future__ import annotations

from typing import Any, Final

_OURS: Final = ("simulated", "drawn towards the base rates")
_HEADS: Final = ("simulated", "drawn")


def lines(document: dict[str, Any]) -> list[str]:
    """The whole test of forecasts, for a terminal or a file."""
    out = _misses(document["misses"], len(document["looks"]))
    for weeks, scores in document["scores"].items():
        out += ["", *_scores(weeks, scores)]
    return out + _without(document["without_forecast"])


def _misses(missed: list[dict[str, Any]], n: int) -> list[str]:
    """Forecasts on the wrong side of a half, the surest first, each with what was agreed."""
    if not missed:
        return [f"No forecast of {n} was on the wrong side of a half."]
    out = [f"{len(missed)} of {n} forecasts were on the wrong side of a half, simulated or drawn, the surest first:"]
    for each in missed:
        out.append(f"  {each['case']} {each['date']}, {each['weeks']} weeks: {' and '.join(each['main'])}")
        out.append(f"    an agreement: simulated {each['p']:.2f}, drawn {each['drawn']:.2f}; {came(each)}")
    return out


def came(each: dict[str, Any]) -> str:
    """What was agreed within the horizon of a forecast."""
    said = ", ".join(what.replace("_", " ") for what in each["what"])
    return said or f"nothing was agreed by {each['until']}"


def _scores(weeks: str, scores: dict[str, Any]) -> list[str]:
    """A table of the mean scores with intervals, and what may be claimed."""
    if not scores["n"]:
        return [f"{weeks} weeks ahead: nothing to score"]
    cases = "1 case" if scores["cases"] == 1 else f"{scores['cases']} cases"
    out = [
        f"{weeks} weeks ahead: {scores['n']} looks at {cases}, after {scores['agreed']} of them something was agreed"
    ]
    out += ["", f"  {'':<29}{'Brier (95 %)':<22}{'log score':<22}skill of {' / of '.join(_HEADS)}"]
    for name, each in scores["forecasts"].items():
        skill = " / ".join(f"{scores['skill'][o][name]['skill']:+.2f}" for o in _OURS if name in scores["skill"][o])
        row = f"  {name:<29}{_with_ends(each['brier']):<22}{_with_ends(each['log']):<22}{skill}"
        out.append(row.rstrip())
    return [*out, "", f"  {claim(scores)}"]


def claim(scores: dict[str, Any]) -> str:
    """What may be claimed of the scores of one horizon."""
    better = [f"{head} better than {', '.join(scores['better_than'][o])}" for o, head in zip(_OURS, _HEADS, strict=True)
              if scores["better_than"][o]]  # fmt: skip
    return "; ".join(better) or f"no skill is shown: {scores['why_none'] or 'every interval includes none'}"


def _without(looks: list[dict[str, str]]) -> list[str]:
    """The looks from which nothing could be forecast."""
    if not looks:
        return []
    return ["", "Nothing could be forecast from:", *(f"  {e['case']} {e['date']}: {e['why']}" for e in looks)]


def _with_ends(score: dict[str, float]) -> str:
    return f"{score['mean']:.2f} ({score['low']:.2f} to {score['high']:.2f})"
