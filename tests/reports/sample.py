"""A made-up negotiation with everything a case can hold, and a full assessment of it, to draw and print."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from counterpoint.case.model import (
    Act,
    Audience,
    Case,
    Channel,
    Coverage,
    Deadline,
    Envoy,
    Event,
    Issue,
    Party,
    Seat,
    Source,
    Stake,
)
from counterpoint.case.vocabulary import KINDS
from counterpoint.measures import measure
from counterpoint.record.record import make_record

START = date(2031, 1, 6)
WAYS = ("good_faith", "hard_bargaining", "bad_faith", "none")


def when(days: int) -> str:
    """ISO date so many days after the start."""
    return (START + timedelta(days=days)).isoformat()


def sample_case() -> Case:
    """Three parties, nine channels, six issues, some eighty acts."""
    parties = (
        Party("ard", "Ardan", "bel", audiences=(Audience("ard_business", "Ardan business"),)),
        Party("bel", "United Cantons of Belmar", "ard"),
        Party("med", "Norsk Contact Group", None),
    )
    envoys = (
        Envoy("orlov", "Minister Orlo", "ard", "foreign minister"),
        Envoy("danube", "Ms Danu", "ard", "investment envoy", "unclear"),
        Envoy("hale", "Secretary Hale", "bel", "secretary of state"),
        Envoy("wing", "Mr Wing", "bel", "special envoy", "unclear"),
    )
    return Case(
        id="ardan-belmar-2031",
        title="Ardan and Belmar over the Sund, January to June 2031",
        question="Does Ardan bargain over the Sund, or buy time until the harvest?",
        purpose="illustration",
        marking="TLP:GREEN",
        start=when(0),  # type: ignore[arg-type]
        end=when(168),  # type: ignore[arg-type]
        parties=parties,
        envoys=envoys,
        channels=_channels(),
        issues=_issues(parties),
        sources=(
            Source("gaz", "Gazette of Record", "B", None, "https://example.org/gazette", "public domain"),
            Source("wire", "Belmar Wire", "C", "bel"),
            Source("memo", "Memoir of an aide", "D", "ard"),
        ),
        events=(
            Event("e1", when(31), "Border incident at Kel", ("ard",)),
            Event("e2", when(77), "Elections in Belmar", (), ("bel",)),
            Event("e3", when(79), "Grain price doubles", ("ard",)),
            Event("e4", when(140), "Storm closes the Sund", ()),
        ),
        deadlines=(
            Deadline("d1", "Sanctions decision", when(60), "bel", ("ard",), None, (when(81),), 0.5),
            Deadline("d2", "End of the ceasefire term", when(120), None, ("ard", "bel")),
            Deadline("d3", "Summit date", when(165), "med"),
        ),
        acts=_acts(),
    )


def _channels() -> tuple[Channel, ...]:
    both = (Seat("ard"), Seat("bel"))
    three = (*both, Seat("med"))
    hole = (
        Coverage("partial", when(20), when(60), "press only"),
        Coverage("none", when(100), when(130), "closed"),
    )
    return (
        Channel("leaders", "Leaders' calls", "leaders", "known", "attested", both),
        Channel("ministers", "Foreign ministers", "ministers", "known", "attested", three),
        Channel("desk", "Embassy technicalities and banking working group", "technical", "known", "attested", both,
                coverage=hole),
        Channel("money", "Investment envoys", "economic", "secret", "attested", both),
        Channel("spies", "Prisoner channel", "intelligence", "secret", "alleged", both,
                coverage=(Coverage("none", None, when(50), "no papers"),)),
        Channel("contact", "Contact group shuttle", "mediator", "known", "attested", three, opened=when(28)),
        Channel("dinner", "Dinner seminars", "track2", "tacit", "attested", both),
        Channel("press", "Press and speeches", "public", "public", "attested", three,
                coverage=(Coverage("full"),)),
        Channel("front", "On the ground", "field", "public", "attested", both,
                coverage=(Coverage("full", when(0), when(90)), Coverage("partial", when(90), None, "monitors left"))),
    )  # fmt: skip


def _issues(parties: tuple[Party, ...]) -> tuple[Issue, ...]:
    def stakes(first: float, second: float) -> tuple[Stake, ...]:
        return (Stake("ard", first, salience=0.8), Stake("bel", second, salience=0.5))

    return (
        Issue("sund", "Passage through the Sund", "closed to Belmar", "free passage for all ships", "core",
              stakes(0.1, 0.9)),
        Issue("kel", "Status of Kel", "part of Ardan", "part of Belmar", "core", stakes(0.0, 0.8)),
        Issue("guarantees", "Guarantees by third parties and monitoring of the demarcation line", "none",
              "foreign troops with a mandate to use force", "core", stakes(0.1, 0.7)),
        Issue("banks", "Bank links", "all cut", "all restored", "technical", stakes(1.0, 0.4)),
        Issue("visas", "Embassy staff and visas", "closed", "as before 2029", "technical"),
        Issue("grain", "Grain quota", "nil", "unlimited", "technical"),
    )  # fmt: skip


def _acts() -> tuple[Act, ...]:
    rng = random.Random(7)
    channels = [
        "leaders",
        "ministers",
        "desk",
        "money",
        "spies",
        "contact",
        "dinner",
        "press",
        "press",
        "front",
    ]
    actors = {"money": ["danube", "wing"], "contact": ["ard", "bel", "med"], "press": ["orlov", "hale", "med"],
              "ministers": ["orlov", "hale"]}  # fmt: skip
    deeds = ["strike", "pressure", "ease", "release"]
    talk = [k.name for k in KINDS if k.name not in {"strike", "pressure", "breach", "ease", "release", "sign"}]
    found = []
    for index in range(1, 83):
        channel = rng.choice(channels)
        actor = rng.choice(actors.get(channel, ["ard", "bel"]))
        kind = rng.choice(deeds) if channel == "front" else rng.choice(talk)
        other = "bel" if actor in ("ard", "orlov", "danube") else "ard"
        about = rng.choice(["sund", "kel", "guarantees", "banks", None])
        position = None
        if about and kind in ("offer", "soften", "demand", "new_demand"):
            base = 0.15 if other == "bel" else 0.85
            position = round(min(1.0, max(0.0, base + rng.uniform(-0.15, 0.25))), 2)
        found.append(
            Act(
                id=f"a{index:02d}", date=when(rng.randrange(2, 165)), actor=actor, kind=kind,
                source=rng.choice(["gaz", "wire", "memo"]), target=None if kind == "appeal" else other,
                channel=channel, issue=about, position=position, weight=rng.choice([1, 1, 1, 2, 2, 3]),
                tone=rng.choice([None, None, None, 1.5, -1.5]) if kind not in deeds else None,
                locator=f"p. {rng.randrange(1, 400)}",
                quote="We shall see what the spring brings." if index % 9 == 0 else "",
                note=f"{kind.replace('_', ' ')} about {about or 'relations'}",
                marking="TLP:AMBER" if index == 40 else None,
            )
        )  # fmt: skip
    extra = Act(id="b1", date="2031-03", actor="ard", kind="truce", source="gaz", target="bel", channel="front",
                until=when(110), note="truce for the sowing")  # fmt: skip
    loose = Act(id="b2", date=when(50), actor="med", kind="appeal", source="wire", note="on no channel")
    return (*found, extra, loose)


def share(p: float) -> dict[str, float]:
    """A probability with a made-up interval."""
    return {"p": round(p, 3), "low": round(max(0.0, p - 0.14), 3), "high": round(min(1.0, p + 0.11), 3)}


def sample_assessment(case: Case | None = None) -> dict[str, Any]:
    """An assessment document as `assess` writes it, with made-up figures."""
    case = case or sample_case()
    who = {p.id: p.name for p in case.parties}
    parties = {p.id: _party(case, p, who) for p in case.parties if p.counterpart}
    return {
        "schema_version": 1, "case": case.id, "title": case.title, "purpose": case.purpose, "as_of": when(168),
        "eyes": "archive", "seed": 0, "version": "0.1.0", "marking": case.marking,
        "inputs": {"case.yaml": "3b5d" * 16, "acts.csv": "91ac" * 16}, "playbooks_digest": "77fe" * 16,
        "settings": {"particles": 256, "turn_days": 7, "turns": 24, "without": [],
                     "prior": {"good_faith": 1 / 3, "hard_bargaining": 1 / 3, "bad_faith": 1 / 3}},
        "coverage": {c.id: {"full": 0.3, "partial": 0.5, "none": 0.2} for c in case.channels},
        "parties": parties,
        "channels": {c.id: {"role": {p: {"role": "carries" if i % 3 else "covers", "p": 0.71 - 0.04 * i}
                                     for p in parties},
                            "n_acts": sum(a.channel == c.id for a in case.acts), "n_words": 4}
                     for i, c in enumerate(case.channels)},
        "measures": sample_measures(case),
        "halves": {"note": "half and double turns change no verdict", "changed": []},
        "bibliography": [
            {"key": "ikle1964", "text": "Iklé, F. C. (1964). How Nations Negotiate. Harper & Row.", "read": "memory"},
            {"key": "glozman2015", "text": "Glozman, E., Barak-Corren, N., Yaniv, I. (2015). False Negotiations. "
                                           "Journal of Conflict Resolution 59(4).", "read": "abstract"},
        ],
    }  # fmt: skip


def _party(case: Case, party: Party, who: dict[str, str]) -> dict[str, Any]:
    bad = party.id == case.parties[0].id
    envoys = {e.id for e in case.envoys if e.party == party.id} | {party.id}
    rng = random.Random(len(party.name))
    own = [a for a in case.acts if a.actor in envoys]
    weights = [(a, round(rng.gauss(0.4, 1.4), 2)) for a in own]
    weights.sort(key=lambda pair: -abs(pair[1]))
    towards = who.get(party.counterpart or "", "")
    verdict = "bad_faith" if bad else "undetermined"
    final = (0.07, 0.08, 0.84, 0.01) if bad else (0.41, 0.36, 0.2, 0.03)
    return {
        "towards": party.counterpart, "verdict": verdict,
        "reason": "" if bad else "Good faith and hard bargaining tie: neither reaches four in five.",
        "likelihood_phrase": "very likely" if bad else "unlikely",
        "sentence": f"{party.name} behaves as if " + (
            f"it were buying time towards {towards}." if bad else f"its aims towards {towards} could not be told."),
        "posterior": {"verdict": {w: share(p) for w, p in zip(WAYS, final, strict=True)},
                      "aim": {a: share(p) for a, p in (("sincere", 0.03), ("constrained", 0.05), ("stall", 0.61),
                                                       ("regroup", 0.22), ("tough", 0.06), ("rejection", 0.02),
                                                       ("none", 0.01))},
                      "technique": {t: share(p) for t, p in (("modulation", 0.81), ("wedge", 0.33),
                                                             ("divided", 0.64))}},
        "path": _path(final),
        "evidence": [{"act": a.id, "decibans": w, "towards": "bad_faith" if w > 0 else "good_faith",
                      "against": "good_faith" if w > 0 else "bad_faith"} for a, w in weights],
        "silence": {"decibans": 0.4, "covered_turns": 6, "note": "Counted on channels with full coverage only."},
        "by_source": {s.id: {"decibans": 3.1 - 2 * i, "acts": 30 - 9 * i, "trust": share(0.7 - 0.1 * i)}
                      for i, s in enumerate(case.sources)},
        "flips": {"acts": [a.id for a, _ in weights[:2]], "to": "undetermined",
                  "note": "Without these two acts the verdict falls."} if bad else None,
        "rival": {"verdict": "good_faith", "aim": "constrained", "p": 0.12,
                  "assumes": ["The foreign minister had no leave to concede before the harvest.",
                              "The investment envoys acted on their own account."],
                  "worst_act": weights[0][0].id if weights else None, "worst_decibans": 4.0,
                  "sentence": f"{party.name} is sincere but constrained at home."},
        "watch": [
            {"kind": "act", "what": "A soften on Status of Kel in the leaders' calls.", "if_seen_decibans": -3.2,
             "probability": 0.2, "information_bits": 0.031, "cost": None},
            {"kind": "silence", "what": "No word on bank links for three weeks.", "if_seen_decibans": 1.9,
             "probability": 0.35, "information_bits": 0.022, "cost": None},
            {"kind": "test", "what": "Offer exactly the visa rule that was asked for.", "if_seen_decibans": 2.6,
             "probability": 0.5, "information_bits": 0.05, "cost": "low"},
        ],
        "predictive_check": {"runs": {"observed": 3.2, "low": 2.1, "high": 4.4, "p": 0.4},
                             "cross_correlation": {"observed": 0.21, "low": -0.1, "high": 0.3, "p": 0.3},
                             "empty_turns": {"observed": 5, "low": 2, "high": 9, "p": 0.6}, "misfit": False},
        "sampling": {"particles": 256, "stages": 9, "effective_size": 180.2, "acceptance": 0.31, "poor": False},
    }  # fmt: skip


def _path(final: tuple[float, ...]) -> list[dict[str, Any]]:
    start = (0.3, 0.3, 0.3, 0.1)
    rows = []
    for turn in range(24):
        k = min(1.0, max(0.0, turn / 23 + (0.06 if turn % 3 else -0.04)))
        mix = [a + (b - a) * k for a, b in zip(start, final, strict=True)]
        rows.append({"turn": turn, "date": when(7 * turn),
                     "posterior": {w: round(p / sum(mix), 4) for w, p in zip(WAYS, mix, strict=True)}})  # fmt: skip
    return rows


def sample_measures(case: Case) -> dict[str, Any]:
    """The gallery's measures of the sample, and one that no section knows."""
    return {**measure(make_record(case)), "strange": {"a_number": 0.333333, "list": [1, 2, 3]}}


def big_case(count: int) -> Case:
    """The sample with so many acts, over some three years."""
    rng = random.Random(3)
    base = sample_case().acts
    acts = tuple(
        replace(rng.choice(base), id=f"x{i}", date=when(rng.randrange(0, 1000)), locator="")
        for i in range(count)  # type: ignore[arg-type]
    )
    return replace(sample_case(), acts=acts, end=None)
