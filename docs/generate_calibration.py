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


def share(found: dict[str, Any] | None) -> str:
    """A share with its 95 % interval (Wilson) and number, as text."""
    if not found or found["value"] is None:
        return "not measured"
    p, n, z = found["value"], found["n"], 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
    low, high = 100 * max(middle - half, 0.0), 100 * min(middle + half, 1.0)
    return f"{100 * p:.0f} % ({low:.0f} to {high:.0f} %, n = {n})"


def met(found: dict[str, Any] | None, bound: float, *, most: bool = False) -> str:
    """Whether a share is on the right side of its bound."""
    if not found or found["value"] is None:
        return "not measured"
    return "yes" if (found["value"] <= bound if most else found["value"] >= bound) else "**no**"


def recovery_rows(r: dict[str, Any]) -> list[Row]:
    """Asked and measured, from benchmarks/recovery.py."""
    a, b, s, left = r["acts_75"], r["acts_150"], r["stress"], r["left_out"]
    facade, split = r["facade_db"], r["split_change"]
    rows = [
        ("right aim first, about 75 acts of the party", "at least 65 %", share(a["top1"]), met(a["top1"], 0.65)),
        ("right aim first, about 150 acts", "at least 80 %", share(b["top1"]), met(b["top1"], 0.80)),
        ("sure (p of at least .8), about 150 acts", "at least 50 %", share(b["sure"]), met(b["sure"], 0.50)),
        (
            "right when sure, about 150 acts",
            "at least 90 %",
            share(b["right_when_sure"]),
            met(b["right_when_sure"], 0.90),
        ),
        ("stress: good faith called bad faith", "at most 5 %", share(s["accused"]), met(s["accused"], 0.05, most=True)),
        ("stress: any wrong verdict", "at most 15 %", share(s["wrong"]), met(s["wrong"], 0.15, most=True)),
        ("playbook left out: wrong verdict", "at most 10 %", share(left["wrong"]), met(left["wrong"], 0.10, most=True)),
    ]
    rows.append((f"façade: 60 courtesies, worst of {facade['mixes']} mixes", "below 5 dB", f"{facade['worst']:.2g} dB",
                 "yes" if facade["worst"] < 5 else "**no**"))  # fmt: skip
    for name, what in (
        ("split", "one act split into ten rows"),
        ("repeat", "a source that repeats itself"),
        ("rename", "names exchanged"),
    ):
        bound = 0.10 if name == "split" else 1e-9
        rows.append((f"{what}: change of the log-odds", "below 10 %" if name == "split" else "none", f"{100 * split[name]:.2g} %",
                     "yes" if split[name] <= bound else "**no**"))  # fmt: skip
    return rows


def calibration_rows(c: dict[str, Any]) -> list[Row]:
    """Asked and measured, from benchmarks/calibration.py."""
    sbc = c["sbc"]
    passed = "passes" if sbc["passed"] else f"fails on {sbc['worst']} (p = {sbc['p'][sbc['worst']]:.2g})"
    rows = [("simulation-based calibration, 17 quantities, family false alarm 1 %", "passes at n = 300",
             f"{passed}, n = {sbc['n']}",
             "yes" if sbc["passed"] else "**no**")]  # fmt: skip
    for name, caught in c["plants_caught"].items():
        rows.append((f"planted: {name} (n = {c['plants_n']})", "rejected", "rejected" if caught else "not rejected",
                     "yes" if caught else "**no**"))  # fmt: skip
    return rows


def speed_rows(s: dict[str, Any]) -> list[Row]:
    """Asked and measured, from benchmarks/assess.py."""
    rows = [(f"assess {case}, whole process", "below 5 s", f"{t['min']}–{t['max']} s ({t['runs']} runs)",
             "yes" if t["min"] < 5 else "**no**") for case, t in s["bundled_s"].items()]  # fmt: skip
    rows.append(("first run, compiling", "", f"{s['first_s']} s", ""))
    rows.append(
        (
            "10,000 acts over 520 turns",
            "below 60 s",
            f"{s['acts_10000_s']} s",
            "yes" if s["acts_10000_s"] < 60 else "**no**",
        )
    )
    rows.append(
        (
            "10,000 acts: memory",
            "below 1500 MB",
            f"{s['acts_10000_mb']} MB",
            "yes" if s["acts_10000_mb"] < 1500 else "**no**",
        )
    )
    rows.append(
        (
            "--help",
            "below 0.3 s",
            f"{s['help_s']['min']}–{s['help_s']['max']} s",
            "yes" if s["help_s"]["min"] < 0.3 else "**no**",
        )
    )
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
           "plays, not whether negotiators play like the model. Acts are counted for the party that is judged; aims are "
           "played equally often.", ""]  # fmt: skip
    if r:
        out += ["## Recovery, false accusation, robustness", "", table(recovery_rows(r)), "",
                f"Playbooks `{r['playbooks_digest']}`, {r['particles']} particles, {r['records_per_aim']} records per aim and "
                f"condition. The planted tilt of praise in *stall* moves the worst of a few mixes by "
                f"{r['facade_db']['planted_worst']} dB; without it the courtesies move nothing at all, which is the bound that the "
                "test holds.", "", "### Strength of the playbooks that are played, 150 acts", "",
                "| strength | right aim first | sure | right when sure | verdict given | wrong verdict |", "| --- | --- | --- | --- | --- | --- |",
                *(f"| {k} | {share(v['top1'])} | {share(v['sure'])} | {share(v['right_when_sure'])} | {share(v['determined'])} | {share(v['wrong'])} |"
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
