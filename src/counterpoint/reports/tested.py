"""A backtest in plain lines: the misses first, then the scores beside the baselines."""

from __future__ import annotations

from textwrap import shorten
from typing import Any, Final

WIDE: Final = 88
"""Characters of a line."""
_EYES: Final = {"archive": "with the archive's eyes", "public": "with the public's eyes"}


def lines(document: dict[str, Any]) -> list[str]:
    """The whole backtest, for a terminal or a file."""
    out = _misses(document["misses"], len(document["looks"]))
    for eyes, scores in document["scores"].items():
        out += ["", *_scores(eyes, scores)]
    out += ["", "What was true, and the verdict given (looks):"]
    for was, row in document["called"].items():
        out.append(f"  {was:<10}" + ", ".join(f"{verdict.replace('_', ' ')} {n}" for verdict, n in row.items()))
    return out


def _misses(missed: list[dict[str, Any]], n: int) -> list[str]:
    """Looks on the wrong side of a half, the surest first, each with the acts that misled."""
    if not missed:
        return [f"No look of {n} was on the wrong side of a half."]
    out = [f"{len(missed)} of {n} looks were on the wrong side of a half, the surest first:"]
    for each in missed:
        said = f"p(bad faith) {each['p_bad']:.2f}"
        head = f"  {each['case']} {each['date']} {each['eyes']}: {each['party']} towards {each['towards']}"
        out += [head, f"    {said}, {each['verdict'].replace('_', ' ')}; it was {each['was']}"]
        for act in each["misled"]:
            note = shorten(act["note"] or "", WIDE - 34, placeholder="…")
            out.append(f"    {act['decibans']:+5.1f} dB  {act['act']} {act['kind']}: {note}")
    return out


def _scores(eyes: str, scores: dict[str, Any]) -> list[str]:
    """A table of the mean scores with intervals, and what may be claimed."""
    if not scores["n"]:
        return [f"{_EYES[eyes]}: nothing to score"]
    head = f"{_EYES[eyes][0].upper()}{_EYES[eyes][1:]}: {scores['n']} looks at {scores['parties']} parties of"
    cases = "1 case" if scores["cases"] == 1 else f"{scores['cases']} cases"
    out = [f"{head} {cases}, {scores['bad']} of the looks in bad faith", ""]
    out.append(f"  {'':<28}{'Brier (95 %)':<22}{'log score':<22}skill of ours")
    for name, each in scores["forecasts"].items():
        quadratic, logarithmic = _with_ends(each["brier"], "mean"), _with_ends(each["log"], "mean")
        skill = _with_ends(each["skill_of_ours"], "skill") if "skill_of_ours" in each else ""
        out.append(f"  {name:<28}{quadratic:<22}{logarithmic:<22}{skill}".rstrip())
    return [*out, "", *(f"  {line}" for line in claim(scores))]


def claim(scores: dict[str, Any]) -> list[str]:
    """What may be claimed of scores, and how much of them is hardly a test."""
    better = f"better than: {', '.join(scores['better_than'])}"
    none = f"no skill is shown: {scores['why_none'] or 'every interval includes none'}"
    out = [better if scores["better_than"] else none]
    if scores["few_moves"]:
        out.append(f"in {scores['few_moves']} of {scores['n']} looks the party had made too few moves for any verdict")
    return out


def _with_ends(score: dict[str, float], mean: str) -> str:
    return f"{score[mean]:.2f} ({score['low']:.2f} to {score['high']:.2f})"
