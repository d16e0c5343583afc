"""Write docs/backtest.md from benchmarks/results/backtest.json and forecasts.json.

Run      uv run python docs/generate_backtest.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.evaluation.forecasts import OURS
from counterpoint.evaluation.scores import brier, log_score
from counterpoint.evaluation.truth import BAD
from counterpoint.reports.tested_forecasts import came

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "backtest.json"
FORECASTS = ROOT / "benchmarks" / "results" / "forecasts.json"
PAGE = ROOT / "docs" / "backtest.md"
SHOWN = 12
LIMIT = 180
"""Seconds within which all cases are to be done on two cores."""
EYES = {"archive": "With the archive's eyes", "public": "With the public's eyes"}

INTRO = """# Backtest: verdicts against what the archives said

What the simulator forecasts is held against them too: [forecasts](#forecasts-against-what-was-agreed), at the end of this page.

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

FORETOLD = """## Forecasts against what was agreed

From `benchmarks/results/forecasts.json` (`benchmarks/forecasts.py --json`, the same as `counterpoint backtest --forecasts`). The rule was
fixed, and what was agreed was coded, before any forecast was computed. From the same six equal steps of each case, {runs} runs are played 13 and 26
weeks on (in turns of the case, rounded up), with a cast assessed as of that day. The event is that the main pair of the case, as the
simulator cuts it, agrees to anything after the look and within the horizon: a settlement, a tacit settlement or something partial. The
forecast is the share of runs with such an ending, as simulated, and drawn half-way towards the base rate as `simulate` prints it. A look counts only if its
horizon ends while the truth's source would still show an agreement.

**What this cannot show.** There are five cases. Looks at one case hang together, the two horizons overlap, and whole cases are what
can be drawn anew: no interval over five cases can show skill, whatever it says, and none is claimed. What it can show is where the
forecasts went wrong.

**This is no test any more.** When these forecasts were first scored, hardly anything was ever agreed in the runs: what was accepted counted
as an agreement only when both had signed it, and the records hold hardly a signature, for outside `iran-2012` the main pairs agreed by
letters, notes and words. As simulated, Brier was 0.37 at 13 weeks and 0.63 at 26; the base rate alone had 0.29 and 0.39. Having seen that, we
changed the simulator: an acceptance that is not taken back is an agreement in part, as it is in the truths, and talks that no longer move end
in part where one stands. At the same time, for other reasons, threats that are carried out came to cost support, leaders to settle what
home has disowned, and hostages to be kept. The figures below are those of the changed rules on the very cases that suggested the change: they
say what the simulator now does there, not how well it would do elsewhere. More is agreed in the runs than before, and hardly more where something was.
Then Brier was 0.40 and 0.51. Since then rules were added again, none by what it does to a score: a yes in part, where parties begin, terms of
envoys' own, talks that decay: Brier was 0.44 and 0.51. And again: where blows fall, where a yes binds, and that the main pair of
`anderson-1956` face each other: 0.48 and 0.51. And a fourth time: no war breaks out, nobody is bound where the other side does not sit, a
rejection takes back, what is agreed is talked of less, runs begin with what the record has left
([decision 22](decisions/0022-what-a-reader-of-runs-found.md)): 0.45 and 0.52. And a fifth: what is agreed is talked of less also where no other
issue is left. Forecasts became no better by any of it.

**What the base rate counts is narrower** than the event here: any substantive agreement of a peace process, not anything that two
parties agree to on an issue. For that reason alone it is too low on this page, and so is what is drawn towards it.

**What was agreed** stands as `agreements` in each case's `truth.yaml`, each with the documents that show it, and under
`agreements_note` what was left out and why. It was coded from the same volumes by a language model. Some of it can be disputed: that an
extension of an interim agreement counts as an agreement, or an exchange of notes on an older understanding; that the date and place of
further talks do not. In `anderson-1956` the main pair is the United States and Egypt, between whom the volume has no agreement at all.

**What is seen.** The record to the day of the look with the archive's eyes, secret or not; channels, seats, mandates, dates, threats and
events of later are taken out of the case first. What was written with hindsight stays: which parties and issues the case has, what each
wanted and how far it would have gone. Habits of other cases are learned from all of them, whatever their date, and how far an offer or a
softening moves is counted over all bundled cases, these five among them.
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


def foretold(found: dict[str, Any]) -> list[str]:
    """What came out of the forecasts, misses first."""
    out = [
        f"- {len(found['misses'])} of {len(found['looks'])} forecasts were on the wrong side of a half, as simulated or as drawn."
    ]
    for weeks, scores in found["scores"].items():
        looks = [each for each in found["looks"] if str(each["weeks"]) == weeks]
        base = np.mean([each["base_rate"] for each in looks])
        out.append(
            f"- {weeks} weeks ahead ({scores['n']} looks at {scores['cases']} cases) something was agreed after {scores['agreed']} looks, "
            f"{scores['agreed'] / scores['n']:.2f} of them; forecast were {np.mean([each['p'] for each in looks]):.2f} on average as simulated, "
            f"{np.mean([each['drawn'] for each in looks]):.2f} drawn, {base:.2f} by the base rate. As simulated it was {_mean(looks, agreed=True)} "
            f"before an agreement and {_mean(looks, agreed=False)} where none came. Brier scores: {briers(scores)}. {claimed(scores)}"
        )
    return out


def briers(scores: dict[str, Any]) -> str:
    """The mean Brier score of every forecast, ours first."""
    return ", ".join(f"{name} {scores['forecasts'][name]['brier']['mean']:.2f}" for name in in_order(scores))


def in_order(scores: dict[str, Any]) -> list[str]:
    """The forecasts, ours first."""
    return [*OURS, *(name for name in scores["forecasts"] if name not in OURS)]


def claimed(scores: dict[str, Any]) -> str:
    """What may be claimed of the scores of one horizon."""
    if any(scores["better_than"].values()):
        return (
            "; ".join(
                f"{ours} is better than {', '.join(names)}" for ours, names in scores["better_than"].items() if names
            )
            + "."
        )
    return f"**No skill is shown**: {scores['why_none'] or 'every interval includes none'}."


def _mean(looks: list[dict[str, Any]], *, agreed: bool) -> str:
    """The mean forecast as simulated, where something was agreed or nothing was."""
    chosen = [each["p"] for each in looks if each["agreed"] == agreed]
    return f"{np.mean(chosen):.2f}" if chosen else "never asked"


def forecast_misses(found: dict[str, Any]) -> list[str]:
    """The surest misses of the forecasts, with what was agreed."""
    return [
        f"- **{each['case']}**, {each['date']}, {each['weeks']} weeks: {' and '.join(each['main'])}; simulated {each['p']:.2f}, drawn "
        f"{each['drawn']:.2f}; {came(each)}."
        for each in found["misses"][:SHOWN]
    ]


def forecast_scores(found: dict[str, Any]) -> list[str]:
    """A table for each horizon."""
    out = []
    for weeks, scores in found["scores"].items():
        heads = ["forecast", "Brier (95 %)", "log score", *(f"skill of {name}" for name in OURS)]
        out += ["", f"### {weeks} weeks ahead", "", f"| {' | '.join(heads)} |", "| --- |" + " --- |" * (len(heads) - 1)]
        for name in in_order(scores):
            one = scores["forecasts"][name]
            skill = [ends(scores["skill"][o][name], "skill") if name in scores["skill"][o] else "" for o in OURS]
            out.append(f"| {' | '.join([name, ends(one['brier'], 'mean'), ends(one['log'], 'mean'), *skill])} |")
    return out


def forecast_looks(found: dict[str, Any]) -> list[str]:
    """Every look: the acts of the pair so far, and by horizon the forecast and what came."""
    horizons = list(found["scores"])
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for each in found["looks"]:
        told = f"{each['p']:.2f} / {each['drawn']:.2f}: {came(each) if each['agreed'] else 'nothing'}"
        rows.setdefault((each["case"], each["date"], str(each["acts"])), {})[str(each["weeks"])] = told
    heads = [
        "case",
        "look",
        "acts of the pair",
        *(f"{weeks} weeks: simulated / drawn: what was agreed" for weeks in horizons),
    ]
    out = [f"| {' | '.join(heads)} |", "| --- |" + " --- |" * (len(heads) - 1)]
    return out + [
        f"| {' | '.join([*row, *(told.get(weeks, '') for weeks in horizons)])} |" for row, told in rows.items()
    ]


def forecasts() -> list[str]:
    """The part of the page on forecasts."""
    results = json.loads(FORECASTS.read_text(encoding="utf-8"))
    found = results["forecasts"]
    without = [
        f"- Nothing could be forecast from {e['case']} {e['date']}: {e['why']}." for e in found["without_forecast"]
    ]
    return [FORETOLD.format(runs=found["settings"]["runs"]), *foretold(found), *without, "", "### The surest misses of the forecasts", "",
            *forecast_misses(found), *forecast_scores(found), "", "Intervals draw whole cases anew; five are too few for them to be trusted.", "",
            "### All looks", "", *forecast_looks(found)]  # fmt: skip


def page() -> str:
    """The whole page."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    found = results["backtest"]
    parts = [INTRO, "## What came out", "", *summary(results), "", "## The surest misses", "", *misses(found), "",
             "## The looks at spells that the steps miss", "", *extra(found), "", "## Scores", *scores(found), "", "Intervals draw whole parties of cases anew; no skill is claimed where they include none.", "",
             "## Verdicts", "", "Looks of both eyes.", "", *called(found), "", *forecasts()]  # fmt: skip
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
