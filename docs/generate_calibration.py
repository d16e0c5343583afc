"""Write docs/calibration.md from the results of the benchmarks in benchmarks/results.

Run      uv run python docs/generate_calibration.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "calibration.md"

Row = tuple[str, str, str, str]


def share(found: dict[str, Any], name: str) -> str:
    """A share with its 95 % interval (Wilson) and number, as text."""
    p, n, z = found[name], found[f"{name}_n"], 1.96
    if p is None:
        return "none to judge"
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
    low, high = 100 * max(middle - half, 0.0), 100 * min(middle + half, 1.0)
    return f"{100 * p:.0f} % ({low:.0f} to {high:.0f} %, n = {n})"


def yes(met: bool) -> str:
    """The last column."""
    return "yes" if met else "**no**"


def recovery_rows(r: dict[str, Any]) -> list[Row]:
    """Asked and measured, from benchmarks/recovery.py."""

    def row(group: str, name: str, what: str, *, least: float | None = None, most: float = 1.0) -> Row:
        found = r[group]
        asked = f"at least {100 * least:.0f} %" if least is not None else f"at most {100 * most:.0f} %"
        met = found[name] is not None and (least or 0.0) <= found[name] <= most
        return (f"{what} ({found['acts']:.0f} acts)", asked, share(found, name), yes(met))

    rows = [
        row("acts_75", "top1", "right aim first", least=0.65),
        row("acts_150", "top1", "right aim first", least=0.80),
        row("acts_150", "sure", "sure: p of at least .8", least=0.50),
        row("acts_150", "right_when_sure", "right when sure", least=0.90),
        row("stress", "false_accusation", "stress: good faith called bad faith", most=0.05),
        row("stress", "wrong", "stress: any wrong verdict", most=0.15),
        row("left_out", "wrong", "playbook left out: wrong verdict", most=0.10),
    ]
    worst, mixes = r["facade_db"], r["facade"]["mixes"]
    rows.append((f"façade: 60 courtesies, worst of {mixes} mixes", "below 5 dB", f"{worst:.2g} dB", yes(worst < 5)))
    planted = r["facade"]["planted"]
    rows.append((f"planted: praise tilted in *stall* ({len(planted)} mixes)", "caught", f"moves up to {max(planted)} dB; courtesies "
                 "must move less than 0.01 dB", yes(max(planted) > 0.01 > worst)))  # fmt: skip
    changes = r["changes"]
    for name, what, asked, bound in (
        ("split", "one act split into ten rows", "below 10 %", 0.10),
        ("repeat", "a source that repeats itself", "none", 1e-9),
        ("rename", "names exchanged", "none", 1e-9),
    ):
        rows.append(
            (f"{what}: change of the log-odds", asked, f"{100 * changes[name]:.2g} %", yes(changes[name] <= bound))
        )
    return rows


def claims(r: dict[str, Any]) -> list[str]:
    """What the model itself says how often it should be right, beside how often it is."""
    told = ", ".join(
        f"{100 * r[g]['claimed']:.0f} % at {r[g]['acts']:.0f} acts (found: {100 * r[g]['top1']:.0f} %)"
        for g in ("acts_75", "acts_150")
    )
    return [
        f"By its own account (the mean of its highest probability) the method should be right first in {told}. It claims less than it finds, "
        "probably because these records hold one aim throughout while the model reckons with changes of course; on records whose aims do "
        "change its draws are calibrated (below). Strengths are not tuned to scores.",
        "",
    ]


def calibration_rows(c: dict[str, Any]) -> list[Row]:
    """Asked and measured, from benchmarks/calibration.py."""
    sbc = c["sbc"]
    passed = "passes" if sbc["passed"] else f"fails on {sbc['worst']} (p = {sbc['p'][sbc['worst']]:.2g})"
    asked = "simulation-based calibration, 17 quantities, family false alarm 1 %"
    rows = [(asked, "passes at n = 300", f"{passed}, n = {sbc['n']}", yes(sbc["passed"] and sbc["n"] >= 300))]
    for name, plant in c["plants"].items():
        found = "rejected" if plant["caught"] else "not rejected"
        rows.append((f"planted: {name} (n = {c['plants_n']})", "rejected", found, yes(plant["caught"])))
    return rows


def speed_rows(s: dict[str, Any]) -> list[Row]:
    """Asked and measured, from benchmarks/assess.py."""

    def spread(times: list[float]) -> str:
        return f"{min(times)}–{max(times)} s ({len(times)} runs)"

    rows = [(f"assess {case}, whole process", "below 5 s", spread(t), yes(sorted(t)[len(t) // 2] < 5))
            for case, t in s["bundled"].items()]  # fmt: skip
    rows += [
        ("first run, compiling", "", f"{s['first_s']} s", ""),
        ("10,000 acts over 520 turns", "below 60 s", f"{s['acts_10000_s']} s", yes(s["acts_10000_s"] < 60)),
        ("10,000 acts: memory", "below 1500 MB", f"{s['acts_10000_mb']} MB", yes(s["acts_10000_mb"] < 1500)),
        ("--help", "below 0.3 s", spread(s["help"]), yes(s["help_s"] < 0.3)),
    ]
    return rows


def table(rows: list[Row]) -> str:
    """Rows as a Markdown table, misses first."""
    ordered = sorted(rows, key=lambda row: row[3] != "**no**")
    lines = ["| what | asked | measured | met |", "| --- | --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in ordered)])


def confusion(counts: dict[str, dict[str, int]]) -> str:
    """A confusion matrix: rows played, columns found."""
    names = list(next(iter(counts.values())))
    lines = [f"| played | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    return "\n".join(
        [*lines, *(f"| {played} | {' | '.join(str(row[n]) for n in names)} |" for played, row in counts.items())]
    )


def read(name: str) -> dict[str, Any] | None:
    """A result, if it has been measured."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def page() -> str:
    """The whole page."""
    r, c, s = read("recovery"), read("calibration"), read("assess")
    out = ["# Calibration: asked and measured", "",
           "Written by `docs/generate_calibration.py` from `benchmarks/results`. Misses stand first; *met* speaks of the point, the interval (95 %) of how surely. Records are played by the "
           "model itself, with strengths and habits drawn from their spread: this says whether the method finds what the model "
           "plays, not whether negotiators play like the model. All of it was measured with baselines counted over the bundled cases "
           "and the sampler that exchanges aims. Acts are counted for the party that is judged; aims are "
           "played equally often.", ""]  # fmt: skip
    if r:
        out += ["## Recovery, false accusation, robustness", "", table(recovery_rows(r)), "",
                f"Playbooks `{r['playbooks_digest']}`, {r['particles']} particles, {r['records_per_aim']} records per aim and "
                "condition.", "", *claims(r), "### Strength of the playbooks that are played, 150 acts", "",
                "| strength | right aim first | sure | right when sure | verdict given | wrong verdict |", "| --- | --- | --- | --- | --- | --- |",
                *(f"| {k} | {share(v, 'top1')} | {share(v, 'sure')} | {share(v, 'right_when_sure')} | {share(v, 'determined')} | {share(v, 'wrong')} |"
                  for k, v in r["curve"].items()), ""]  # fmt: skip
        for name, what in (
            ("acts_75", "75 acts"),
            ("acts_150", "150 acts"),
            ("left_out", "150 acts, the true playbook left out"),
        ):
            out += [f"### Played and found, {what}", "", confusion(r["confusion"][name]), ""]
    if c:
        out += [
            "## Calibration of the draws",
            "",
            table(calibration_rows(c)),
            "",
            f"Playbooks `{c['playbooks_digest']}`.",
            "",
        ]
        out += ["| quantity | p | mean rank |", "| --- | --- | --- |"]
        out += [f"| {k} | {p:.3g} | {c['sbc']['mean_rank'][k]} |" for k, p in c["sbc"]["p"].items()] + [""]
    if s:
        out += [
            "## Speed",
            "",
            table(speed_rows(s)),
            "",
            "On two shared cores.",
            "",
            "| record | seconds | MB |",
            "| --- | --- | --- |",
        ]
        out += [f"| {k} | {v['s']} | {v['mb']} |" for k, v in s["curve"].items()] + [""]
    return "\n".join(out).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
