"""Recovery of the aim on played records, false accusation under stress, the façade, and splitting.

Run      uv run python benchmarks/recovery.py --json [--records N] [--mixes N]
Prints   the figures with n and standard errors, and the digest of the playbooks. --records is per aim.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from functools import partial

from counterpoint.evaluation import facade
from counterpoint.evaluation.recovery import Outcome, Trial, confusion, false_accusations, run, summarise
from counterpoint.inference.assess import PARTICLES
from counterpoint.inference.weight import evidence
from counterpoint.playbooks import AIMS, DIGEST
from workers import share

REAL_AIMS = range(len(AIMS) - 1)
GOOD = [i for i in REAL_AIMS if AIMS[i].group == "good_faith"]
STRENGTHS = (0.5, 1.0, 1.5)


def trials(
    records: int, acts: int, *, aims: Iterable[int] = REAL_AIMS, first: int = 10_000, **how: float | bool
) -> list[Trial]:
    """So many records of every aim."""
    return [Trial(aim, acts, first + i, **how) for aim in aims for i in range(records)]  # type: ignore[arg-type]


def courteous(seed: int) -> float:
    """Decibans that 60 courtesies move the odds by."""
    return abs(facade.odds(facade.courteous(seed), seed=seed, particles=PARTICLES)[0])


def changed(seed: int) -> dict[str, float]:
    """Relative change of the log-odds by splitting, by repetition and by renaming (0 is none)."""
    case = facade.played(seed, aim=seed % len(REAL_AIMS))
    whole, posterior = facade.odds(case, seed=seed)
    heaviest = evidence(posterior)[0]["act"]
    others = {
        "split": facade.odds(facade.split(case, heaviest), seed=seed)[0],
        "repeat": facade.odds(facade.repeated(case), seed=seed)[0],
        "rename": facade.odds(facade.renamed(case), seed=seed, party=facade.SIDES[1])[0],
    }
    return {name: abs(value - whole) / max(abs(whole), 1e-9) for name, value in others.items()}


def plant(seed: int) -> float:
    """The same courtesies when praise is tilted +0.5 nat in `stall`: the check must see it."""
    with facade.tilted_praise():
        return courteous(seed)


def measure(records: int, mixes: int) -> dict[str, object]:
    """Every figure."""
    judge = partial(run, particles=PARTICLES)
    groups: dict[str, list[Outcome]] = {
        "acts_75": share(judge, trials(records, 75), what="75 acts"),
        "acts_150": share(judge, trials(records, 150), what="150 acts"),
        "stress": share(judge, trials(records, 150, strength=0.5, stress=True), what="stress"),
        "left_out": share(judge, trials(records, 150, left_out=True), what="left out"),
    }
    accused = share(judge, trials(2 * records, 150, aims=GOOD, first=20_000, strength=0.5, stress=True), what="accused")
    curve = {1.0: groups["acts_150"]}
    for strength in (s for s in STRENGTHS if s != 1.0):
        curve[strength] = share(judge, trials(records, 150, strength=strength), what=f"strength x{strength}")
    facades = share(courteous, range(mixes), what="façade")
    planted = share(plant, range(min(mixes, 8)), what="planted façade")
    changes = share(changed, range(12), what="splitting")
    split = {k: round(max(c[k] for c in changes), 6) for k in changes[0]}
    return {
        "playbooks_digest": DIGEST, "particles": PARTICLES, "records_per_aim": records,
        "acts_75": summarise(groups["acts_75"]), "acts_150": summarise(groups["acts_150"]),
        "stress": summarise(groups["stress"]) | false_accusations([*groups["stress"], *accused]), "left_out": summarise(groups["left_out"]),
        "facade_db": round(max(facades), 4), "facade": {"mixes": mixes, "planted": [round(p, 3) for p in planted]},
        "split_change": split["split"], "changes": split | {"records": len(changes)},
        "confusion": {"acts_75": confusion(groups["acts_75"]), "acts_150": confusion(groups["acts_150"]),
                      "left_out": confusion(groups["left_out"])},
        "curve": {f"x{s}": summarise(o) for s, o in sorted(curve.items())},
        "verdicts": {name: _verdicts(o) for name, o in groups.items()},
    }  # fmt: skip


def _verdicts(outcomes: list[Outcome]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for o in outcomes:
        row = table.setdefault(AIMS[o.trial.aim].group, {})
        row[o.verdict] = row.get(o.verdict, 0) + 1
    return table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--records", type=int, default=20, help="records per aim and condition")
    parser.add_argument("--mixes", type=int, default=200, help="courteous records")
    given = parser.parse_args()
    began = time.perf_counter()
    found = measure(given.records, given.mixes) | {"seconds": round(time.perf_counter() - began)}
    if given.json:
        json.dump(found, sys.stdout, indent=1)
        print()
        return
    for name in ("acts_75", "acts_150", "stress", "left_out"):
        row = found[name]
        print(f"{name:10}", {k: v for k, v in row.items() if not k.endswith(("_se", "_n"))})  # type: ignore[attr-defined]
    print("facade_db ", found["facade_db"], "changes", found["changes"])


if __name__ == "__main__":
    main()
