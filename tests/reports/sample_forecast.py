"""A forecast document as `simulate` writes it, with made-up figures, for any case."""

from __future__ import annotations

from datetime import date
from typing import Any

from counterpoint.case.model import Case
from counterpoint.record.record import make_record
from counterpoint.simulation.base_rates import BASE_RATES, PERIODS, WEIGHT
from counterpoint.simulation.endings import ENDINGS
from counterpoint.simulation.rules import Rules

SHARES = {"ongoing": 0.5, "partial": 0.2, "disengagement": 0.15, "capitulation": 0.08, "drift": 0.05, "shock": 0.02}
TURNS = 26


def sample_forecast(case: Case, shares: dict[str, float] | None = None, *, settled: float = 0.1) -> dict[str, Any]:
    """A forecast of a case from its last day on."""
    record = make_record(case)
    first, second = case.parties[0].id, case.parties[1].id
    shares = SHARES if shares is None else shares
    endings = [
        {"ending": name, **share(shares.get(name, 0.0)), "drawn": 0.9 * shares.get(name, 0.0)} for name in ENDINGS
    ]
    return {
        "schema_version": 1, "version": "0.1.0", "case": case.id, "title": case.title, "marking": case.marking,
        "purpose": case.purpose, "as_of": date.fromordinal(record.as_of).isoformat(),
        "until": date.fromordinal(record.as_of + TURNS * 7).isoformat(), "turns": TURNS, "turn_days": 7, "runs": 1000,
        "draws": 64, "seed": 0, "cast": "ab12" * 16, "parties": [p.id for p in case.parties],
        "channels": [c.id for c in case.channels], "main": [first, second],
        "plays": {p.id: {"aims": {"stall": 0.6, "sincere": 0.4}, "techniques": {}} for p in case.parties},
        "rules": {name: float(value) for name, value in Rules()._asdict().items()}, "endings": endings,
        "of_whom": [{"ending": name, "party": p, **share(shares.get(name, 0.0) / 2)}
                    for name in ("capitulation", "disengagement") for p in (first, second)],
        "at_first": {"agreed": [i.id for i in case.issues[:1]], "signed": []},
        "signed": share(0.4 * shares.get("partial", 0.0)), "only_signed": share(0.25 * shares.get("partial", 0.0)),
        "base_rates": [{"id": b.id, "what": b.what, "share": 0.1, "n": b.n, "source": b.source,
                        "selection": b.selection} for b in BASE_RATES],
        "base_rate_weight": WEIGHT, "base_rate_note": PERIODS,
        "times": {name: {"n": int(1000 * shares.get(name, 0)),
                         "days": [20.0, 60.0, 150.0] if shares.get(name) else None}
                  for name in ENDINGS if name != "ongoing"},
        "terms": [{"issue": i.id, "name": i.name, "zero": i.zero, "one": i.one, "settled": settled, "share": 0.2,
                   "at": [0.2, 0.4, 0.7] if settled else None, "declared": [0.1, 0.9],
                   "assumed": [False, i.id == case.issues[0].id]} for i in case.issues],
        "fans": fans(case), "promises": [{"party": p.id, "before": 1, "opened": 4.2, "kept": 1.0, "broken": 0.5,
                                          "lapsed": 2.0, "open": 0.7} for p in case.parties],
        "acts_a_run": 81.4, "stories": [story(case)], "inputs": {"case.yaml": "3b5d" * 16},
        "cast_made": {"by": "assess", "as_of": "2031-06-18", "eyes": "archive", "seed": 0, "version": "0.1.0"},
    }  # fmt: skip


def share(p: float) -> dict[str, Any]:
    """A share with made-up intervals."""
    return {"p": p, "monte_carlo": [max(p - 0.03, 0.0), min(p + 0.03, 1.0)], "model": [0.8 * p, min(1.2 * p, 1.0)]}


def fans(case: Case) -> list[dict[str, Any]]:
    """Fans of the gap, of warmth and of positions."""
    first, second = case.parties[0].id, case.parties[1].id
    names = [("gap", None), ("warmth", first), ("warmth", second), ("acts", None)]
    names += [(f"position:{i.id}", p) for i in case.issues for p in (first, second)]
    rows = [[0.5 - 0.01 * t, 0.5, 0.5, 0.5, 0.5 + 0.01 * t] for t in range(TURNS)]
    return [{"name": name, "about": about, "levels": [0.1, 0.25, 0.5, 0.75, 0.9], "values": rows,
             "going": [1 - 0.01 * t for t in range(TURNS)], "past": [["2031-05-01", 0.4], ["2031-06-18", 0.5]]}
            for name, about in names]  # fmt: skip


def story(case: Case) -> dict[str, Any]:
    """A run told in two acts, one moved by a situation and one not."""
    first, second = case.parties[0].id, case.parties[1].id
    issue, channel = (things[0].id if things else None for things in (case.issues, case.channels))
    act = {"id": "played-0001", "date": "2031-07-01", "actor": first, "kind": "accept", "target": second,
           "channel": channel, "issue": issue, "because": None, "position": 0.42, "mark": "agrees",
           "moved_by": [{"playbook": "sincere", "situation": "near_agreement", "nats": 0.7},
                        {"playbook": "wedge", "situation": "always", "nats": -0.5}]}  # fmt: skip
    bare = {
        **act,
        "id": "played-0002",
        "kind": "strike",
        "target": None,
        "mark": None,
        "position": None,
        "moved_by": [],
    }
    return {"run": 7, "stands_for": ["typical", "nearest_to_settlement"], "ending": "disengagement", "who": first,
            "turns": 20, "ends": "2031-11-05", "plays": {first: ["stall", "wedge"], second: ["sincere"]},
            "acts": [act, bare], "acts_in_all": 81,
            "events": [{"date": "2031-06-25", "name": "An outside event of this run", "favours": [first],
                        "hurts": [second]}]}  # fmt: skip
