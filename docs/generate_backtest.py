"""Write docs/backtest.md from benchmarks/results/backtest.json.

Run      uv run python docs/generate_backtest.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.evaluation.scores import brier, log_score
from counterpoint.evaluation.truth import BAD

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "backtest.json"
PAGE = ROOT / "docs" / "backtest.md"
SHOWN = 12
LIMIT = 180
"""Seconds within which all cases are to be done on two cores."""
EYES = {"archive": "With the archive's eyes", "public": "With the public's eyes"}

INTRO = """# Backtest: verdicts against what the archives said

Written by `docs/generate_backtest.py` from `benchmarks/results/backtest.json` (`benchmarks/backtest.py --json`; the first part alone:
`counterpoint backtest`). Every case with a `truth.yaml` is looked at six times, at equal steps up to its end, as it stood on that day: with
the archive's eyes (all that had happened), and with the public's (what anybody could know). What is scored is the probability of
bad faith among the three verdicts; bad faith is true where the archives say *stalling* or *covering*. Looks where they are silent or
unclear are not scored. All this was fixed before a truth was written. One rule came later: a spell that the equal steps miss is
looked at once more, on its last day. It was set when the scores of the equal steps were known, but before an extra look was scored.

**What the truth is worth.** It was coded after the acts were frozen, from the whole volumes, internal papers included, by one
who had not seen the acts: a language model, told to use only documents and to write *unclear* freely. On the Soviet, Egyptian and Vietnamese sides
hardly any internal paper exists in these volumes. One coder's word is no gold standard; the spells, with the
documents that show them, stand in each case's `truth.yaml`, to be disputed. The tool checks how citations are spelt, and that their
documents are of a kind that the case holds or names; what stands in the volume only a reader of it can check. Successive looks at one
spell are no independent tests.

**A known weakness of the method, found here.** A verdict on A towards B is read from all that A does, weighted by how each playbook
treats counterpart, allies and third parties, and not only from what A does to B. In `anderson-1956` the Americans deal with four
governments, and a refusal of arms to Israel speaks against their good faith towards Egypt. Small yeses weigh like great ones:
Egypt's consent to local quiet hides that it stalled on a settlement.

**Measured anew.** What stood here before was computed with compiled kernels that were partly older than their sources; the kernels
are now compiled afresh for this page. By equal steps Brier and log score had been 0.167 and 0.552 with the archive's eyes, 0.144 and
0.459 with the public's, and no look in bad faith was called *good faith*.
"""


def ends(score: dict[str, float], mean: str) -> str:
    """A score with its interval."""
    return f"{score[mean]:.2f} ({score['low']:.2f} to {score['high']:.2f})"


def summary(results: dict[str, Any]) -> list[str]:
    """What may be claimed, misses first."""
    found = results["backtest"]
    out = [f"- {len(found['misses'])} of {len(found['looks'])} looks were on the wrong side of a half."]
    for eyes, scores in found["scores"].items():
        better = scores["better_than"]
        why = scores["why_none"] or "every interval includes none"
        claim = f"better than {', '.join(better)}" if better else f"**no skill is shown**: {why}"
        if scores["few_moves"]:
            claim += (
                f". In {scores['few_moves']} of these looks the party had made fewer than 12 moves, so that what is scored is little "
                "more than the prior; a lead there shows no detection"
            )
        out.append(
            f"- {EYES[eyes]} ({scores['n']} looks at {scores['parties']} parties of {scores['cases']} cases, {scores['bad']} in bad faith): {claim}."
        )
    out += [*verdicts(found), *by_steps(found)]
    strengths = results["strengths"]
    said = (
        "kept beside the elicited ones, which stay the default: so small a lead may be chance"
        if strengths["kept"]
        else "**not kept**"
    )
    out.append(
        f"- Strengths fitted on the other cases ({strengths['lessons']} spells taught) score {strengths['fitted']['brier']:.3f} (Brier) and "
        f"{strengths['fitted']['log']:.3f} (log), the elicited ones {strengths['elicited']['brier']:.3f} and {strengths['elicited']['log']:.3f}: {said}."
    )
    baselines = results["baselines"]
    out.append(
        f"- Baselines counted over the other cases score {baselines['counted']['brier']:.3f} and {baselines['counted']['log']:.3f}, the elicited ones "
        f"{baselines['elicited']['brier']:.3f} and {baselines['elicited']['log']:.3f}. Which is used was settled beforehand (from five cases on they are counted)."
    )
    met = "met" if results["seconds"] < LIMIT else "**missed**"
    out.append(f"- All cases take {results['seconds']:.0f} s (asked: below {LIMIT} s): {met}.")
    return out


def verdicts(found: dict[str, Any]) -> list[str]:
    """How often bad faith was called where it was and where it was not, and good faith where it was bad."""
    bad = [row for was, row in found["called"].items() if was in BAD]
    called = sum(row.get("bad_faith", 0) for row in bad)
    wrong = sum(row.get("bad_faith", 0) for was, row in found["called"].items() if was not in BAD)
    good, total = sum(row.get("good_faith", 0) for row in bad), sum(sum(row.values()) for row in bad)
    return [
        f"- Of {total} looks in bad faith {good} were called *good faith* and {called} *bad faith*; of the others {wrong} were called *bad faith*."
    ]


def by_steps(found: dict[str, Any]) -> list[str]:
    """What the extra looks changed, and how many of them missed."""
    missed = sum(each["extra"] for each in found["misses"])
    out = [
        f"- Of {sum(each['extra'] for each in found['looks'])} extra looks {missed} were on the wrong side of a half."
    ]
    for eyes, scores in found["scores"].items():
        steps = [each for each in found["looks"] if each["eyes"] == eyes and not each["extra"]]
        p, y = np.array([each["p_bad"] for each in steps]), np.array([float(each["bad"]) for each in steps])
        all_of_them = scores["forecasts"]["counterpoint"]
        out.append(
            f"- {EYES[eyes]} the extra looks raised the looks from {len(steps)} to {scores['n']} and those in bad faith from {int(y.sum())} to "
            f"{scores['bad']}. By equal steps alone Brier is {brier(p, y).mean():.3f} and the log score {log_score(p, y).mean():.3f}, with them "
            f"{all_of_them['brier']['mean']:.3f} and {all_of_them['log']['mean']:.3f}."
        )
    return out


def extra(found: dict[str, Any]) -> list[str]:
    """The extra looks, of both eyes side by side."""
    looks: dict[tuple[str, ...], dict[str, str]] = {}
    for each in found["looks"]:
        if each["extra"]:
            spell = (each["case"], f"{each['party']} towards {each['towards']}", each["date"], f"*{each['was']}*")
            looks.setdefault(spell, {})[each["eyes"]] = f"{each['p_bad']:.2f} ({each['moves']})"
    heads = ("case", "who", "last day", "what was true", *(f"p(bad faith) {eyes} (moves)" for eyes in EYES))
    rows = [heads, ("---",) * len(heads), *((*spell, *(p[eyes] for eyes in EYES)) for spell, p in looks.items())]
    return [f"| {' | '.join(row)} |" for row in rows]


def scores(found: dict[str, Any]) -> list[str]:
    """A table for each pair of eyes."""
    out = []
    for eyes, each in found["scores"].items():
        out += [
            "",
            f"### {EYES[eyes]}",
            "",
            "| forecast | Brier (95 %) | log score | skill of ours |",
            "| --- | --- | --- | --- |",
        ]
        for name, one in each["forecasts"].items():
            skill = ends(one["skill_of_ours"], "skill") if "skill_of_ours" in one else ""
            out.append(f"| {name} | {ends(one['brier'], 'mean')} | {ends(one['log'], 'mean')} | {skill} |")
    return out


def misses(found: dict[str, Any]) -> list[str]:
    """The surest misses, each with the acts that misled."""
    out = []
    for each in found["misses"][:SHOWN]:
        verdict = each["verdict"].replace("_", " ")
        out.append(
            f"- **{each['case']}**, {each['date']}, {each['eyes']}: {each['party']} towards {each['towards']}; p(bad faith) "
            f"{each['p_bad']:.2f}, {verdict}; it was *{each['was']}*."
        )
        out += [
            f"    - {act['decibans']:+.1f} dB `{act['act']}` {act['kind']}: {act['note']}" for act in each["misled"]
        ]
    return out


def called(found: dict[str, Any]) -> list[str]:
    """What was true and what was said."""
    verdicts = sorted({verdict for row in found["called"].values() for verdict in row})
    out = [
        "| what was true | " + " | ".join(v.replace("_", " ") for v in verdicts) + " |",
        "| --- |" + " --- |" * len(verdicts),
    ]
    return out + [
        f"| {was} | " + " | ".join(str(row.get(v, 0)) for v in verdicts) + " |" for was, row in found["called"].items()
    ]


def page() -> str:
    """The whole page."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    found = results["backtest"]
    parts = [INTRO, "## What came out", "", *summary(results), "", "## The surest misses", "", *misses(found), "",
             "## The looks at spells that the steps miss", "", *extra(found), "", "## Scores", *scores(found), "", "Intervals draw whole parties of cases anew; no skill is claimed where they include none.", "",
             "## Verdicts", "", "Looks of both eyes.", "", *called(found)]  # fmt: skip
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
