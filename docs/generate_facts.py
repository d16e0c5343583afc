"""Write docs/stylised-facts.md from benchmarks/results/facts.json.

Run      uv run python docs/generate_facts.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "facts.json"
PAGE = ROOT / "docs" / "stylised-facts.md"
ORDER = ("deadlines", "stalling", "privacy", "channels", "reciprocity")
FIELDS = {
    "World": "Tried in", "Quantity": "Measured", "Expected": "Expected, said beforehand", "Control": "Held against",
    "Source": "Source",
}  # fmt: skip
ROLES = {"fact": "What was expected", "figure": "Told beside it", "control": "Controls"}
VERDICTS = {
    "shown": "shown", "small": "**seen, but smaller**", "not shown": "**not shown**", "opposite": "**the opposite**",
    "holds": "as it should be", "fails": "**fails**",
}  # fmt: skip

INTRO = """# Stylised facts: what the simulator shows, and what it does not

Written by `docs/generate_facts.py` from `benchmarks/results/facts.json` (`benchmarks/facts.py --json`). Five things
that are said of negotiations are tried on the simulator, with its rules as they are bundled. Of each fact it was
written down what is tried, which sign is expected and from what size on it counts, before anything was measured (the
docstrings of `benchmarks/fact_*.py`, printed below). It was measured once, with seed {seed} and {runs} runs of each
world unless the table says otherwise. No seed, rule or size was changed afterwards. Before the measurement one world
was set right: who had walked out was called back by a word in the press. After it only the words for what came out
were refined: *seen, but smaller* was *not shown* at first. Then rules of the simulator were changed for other reasons
(what is agreed in part, what a threat costs, who settles what home disowns, hostages that are kept), and everything
was measured again: no verdict changed. Then again (a yes in part, where parties begin, envoys with lines of their own,
talks that decay, what nobody speaks of): *channels* went from not shown to shown in part, *stalling* from shown to
shown in part. And again (where blows fall, where a yes binds, by what an occasion takes its draws): no verdict changed,
but of *reciprocity* three expectations were met instead of five, of *privacy* six instead of five.

**How to read it.** Worlds that are compared have the same draws, run by run; differences are taken within runs, with
intervals of 95 % unless said otherwise. A fact is *shown* where the whole interval lies on the expected side of
nothing and the difference is at least as large as was said. The world is a small one, made up: Alda and Borin, one
issue that matters and a technical one, five channels (talks of ministers, a desk, the services in secret, the press,
deeds on the ground), on each about one occasion a week of each side, nothing said yet, every strength drawn from its
prior. In the tables n counts runs; for reciprocity it counts draws of the cast, or series.

**What this cannot show.** That the simulator shows a fact says that its rules and playbooks, written with these facts
in mind, bring it about together; not that the world is so. That it does not show one is a fault of it, and is left
standing here until the rules are changed for a better reason than this page.
"""
NOTES = {
    "deadlines": (
        "**Plainly.** With a date that is believed more agreements come just before it. The U-shape is not there: "
        "there are no deals at once in any world, and two who are sincere agree less often in a week just before the "
        "date than in the weeks between."
    ),
    "stalling": (
        "**Plainly.** Falling support raises what stalling is worth at every cost of talk, but the sign does not "
        "change as was said: where talk is free, stalling beats walking out also while support is steady; at half the "
        "cost it beats it while support falls, and does as well while it is steady; at the full cost leaving is better "
        "in both. These are differences of some hundredths, which rules not made for them have turned twice: the sign "
        "did change until words about what is agreed fell silent everywhere. Playing for rejection beats stalling "
        "everywhere: it is no exit here."
    ),
    "privacy": (
        "**Plainly.** Acceptances bind more often in secret, in every world, though in few of the attempts. With "
        "a secret room two who are constrained end in a tacit settlement in 7 runs of 100, others in 1 or 2, and with "
        "a public one nobody does. The constrained and the tough settle more often with a secret room; two who are "
        "sincere need no privacy for it."
    ),
    "channels": (
        "**Plainly.** Who modulates gains no more from more rooms than without the technique. The side without a "
        "chief negotiator loses nothing by more rooms; the same side with one gains by them, and it does not, by a "
        "hundredth, just less than was to count. It lost enough to count until words about what is agreed fell silent "
        "everywhere."
    ),
    "reciprocity": (
        "**Plainly.** The estimator does what is asked of it. In played records a party that mirrors is "
        "recovered at the size that was to count; of one that is sincere and one that seeks rejection the sign is "
        "seen, but less of it, and of one that stalls nothing. The size of the long-run response is not recovered for "
        "anybody. Even the mirror's coefficient, {mirror: recovered}, is far "
        "from .29 and .40, as computed from weekly events between Israelis and Palestinians: who is played answers "
        "less than they did."
    ),
}


def read() -> dict[str, Any]:
    """The results."""
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def row(f: dict[str, Any]) -> str:
    """A finding as a row of the table."""
    sign = {1: "more", -1: "less", 0: "nothing"}[f["expected"]]
    asked = f"{sign}, {f['least']:g} or more" if f["expected"] else f"nothing of {f['least']:g} or more"
    value = f"{f['value']:+.4f} ({f['low']:+.4f} to {f['high']:+.4f})"
    cells = (f["what"], f"{f['base']:.4f}", f"{f['other']:.4f}", value, f"{f['n']}", asked, VERDICTS[f["verdict"]])
    return f"| {' | '.join(cells)} |"


def table(findings: list[dict[str, Any]]) -> list[str]:
    """Findings of one role."""
    heads = ("what", "held against", "in question", "difference (interval)", "n", "expected", "came out")
    return [f"| {' | '.join(heads)} |", "| --- |" + " --- |" * (len(heads) - 1), *map(row, findings)]


def summary(facts: dict[str, Any]) -> list[str]:
    """A row a fact: the claim, what came of it, and how many findings and controls are as expected."""
    out = ["| claim | verdict | of what was expected | controls as they should be |", "| --- | --- | --- | --- |"]
    for name in ORDER:
        fact = facts[name]
        told = []
        for role in ("fact", "control"):
            own = [f for f in fact["findings"] if f["role"] == role]
            told.append(f"{sum(f['verdict'] in ('shown', 'holds') for f in own)} of {len(own)}")
        verdict = fact["verdict"] if fact["verdict"] == "shown" else f"**{fact['verdict']}**"
        out.append(f"| [{title(fact)}](#{name}) | {verdict} | {' | '.join(told)} |")
    return out


def title(fact: dict[str, Any]) -> str:
    """What is claimed, in a few words."""
    return str(fact["said"]["what"]).rstrip(".")


def reasons(findings: list[dict[str, Any]]) -> list[str]:
    """Why something did not come out as expected, each reason once, with what it is about."""
    about: dict[str, list[str]] = {}
    for f in findings:
        if f["why"]:
            about.setdefault(f["why"], []).append(f["key"])
    if not about:
        return []
    lines = (f"- {', '.join(keys)}: {why}" for why, keys in about.items())
    return ["Why it is not shown, as far as found out:", "", *lines, ""]


def section(name: str, fact: dict[str, Any]) -> list[str]:
    """A fact: what was tried, what came out, why not."""
    by = {f["key"]: f"{f['value']:.3f}" for f in fact["findings"]}
    note = NOTES[name]
    for key, value in by.items():
        note = note.replace(f"{{{key}}}", value)
    out = [f"({name})=", f"## {title(fact)}: {fact['verdict']}", "", fact["said"]["Claim"], ""]
    for field, head in FIELDS.items():
        out += [f"**{head}.** {fact['said'][field]}", ""]
    out += [note, ""]
    for role, head in ROLES.items():
        own = [f for f in fact["findings"] if f["role"] == role]
        if own:
            out += [f"{head}:", "", *table(own), ""]
    return out + reasons(fact["findings"])


def page(results: dict[str, Any] | None = None) -> str:
    """The whole page."""
    results = results or read()
    facts = results["facts"]
    parts = [INTRO.format(seed=results["seed"], runs=results["runs"]), "## What came out", "", *summary(facts), ""]
    for name in ORDER:
        parts += section(name, facts[name])
    return "\n".join(parts).rstrip("\n") + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
