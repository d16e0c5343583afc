"""A cast written by hand: who plays what, in a line each; strengths and habits from the priors.

    parties:
      ardan: sincere
      belmar: {aim: stall, techniques: [modulation]}
      corvo:
        aim: sincere
        regularity: 20
        tendencies:
          - {part: target, when: asks_unmet, what: third, nats: 1.0}

Rule     every strength is drawn from its prior, habits are the baseline's, rates are counted from the record.
         regularity is the size of the count of occasions: the greater, the steadier, its variance being
         mean + mean ** 2 / regularity. tendencies are the party's own (own.py), beside those of what it plays.
Status   elicited
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import Any, Final

import numpy as np

from counterpoint.case.names import quoted
from counterpoint.playbooks import AIMS, PLAYBOOKS, TECHNIQUES
from counterpoint.playbooks.base import PARTS
from counterpoint.playbooks.entries import WHAT, entries
from counterpoint.playbooks.odds import Player
from counterpoint.simulation import own

DRAWS: Final = 64
GROUPS: Final = {"good_faith": 0.3, "hard_bargaining": 0.3, "bad_faith": 0.3, "none": 0.1}
"""Chances of verdicts when a course is taken anew (as the prior that assess begins with)."""
TECHNIQUE: Final = 0.25
KEYS: Final = ("aim", "techniques", "regularity", "tendencies")
LEAST, MOST = 0.1, 1000.0
"""Bounds of regularity: below counts come in rare heaps, above they are as steady as chance allows (Poisson)."""


def make_document(spec: Mapping[str, Any], *, seed: int = 0) -> dict[str, Any]:
    """The cast document of a short form: party -> aim, or a mapping of KEYS. ValueError: a line for each mistake."""
    parties, wrong = {}, []
    for n, (party, told) in enumerate(spec.items()):
        plays = dict(told) if isinstance(told, Mapping) else {"aim": told}
        wrong += _mistakes(party, plays)
        if not wrong:
            parties[party] = _party(plays, np.random.default_rng([seed, n, 64]))
    if wrong:
        raise ValueError("\n".join(wrong))
    return {"parties": parties, "prior": default_prior()}


def default_prior() -> dict[str, dict[str, float]]:
    """Chances of aims and techniques when a course is taken anew."""
    same = {g: sum(a.group == g for a in AIMS) for g in GROUPS}
    return {
        "aims": {a.name: GROUPS[a.group] / same[a.group] for a in AIMS},
        "techniques": {t.name: TECHNIQUE for t in TECHNIQUES},
    }


def _mistakes(party: str, plays: Mapping[str, Any]) -> list[str]:
    """What is off with the line of a party."""
    aims, names = [a.name for a in AIMS], [t.name for t in TECHNIQUES]
    where = f"parties.{party}"
    found = [*own.unknown_keys(where, plays, KEYS), *own.one_of(where, plays.get("aim"), aims, kind="an aim, ")]
    techniques, regularity = plays.get("techniques", []), plays.get("regularity", LEAST)
    if isinstance(techniques, list):
        found += [line for t in techniques for line in own.one_of(f"{where}.techniques", t, names)]
    else:
        found.append(f"{where}.techniques: expected a list of some of {', '.join(names)}, got {quoted(techniques)}")
    if type(regularity) not in (int, float) or not LEAST <= regularity <= MOST:
        found.append(f"{where}.regularity: expected a number from {LEAST} to {MOST:g}, got {quoted(regularity)}")
    return found + own.mistakes(f"{where}.tendencies", plays.get("tendencies", []))


def _party(plays: Mapping[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """The draws of one party, as a cast document holds them."""
    values: dict[str, Any] = {}
    for part in PARTS:
        e = entries(part, PLAYBOOKS)
        values[part] = e.mean + e.sd * rng.standard_normal((DRAWS, len(e.mean)))
        if part != "amount":
            values[f"habit_{part}"] = np.zeros((DRAWS, len(WHAT[part])))
    size = log(plays["regularity"]) if "regularity" in plays else Player.size
    values |= {"size": np.full((DRAWS, 1), size), "dwell": np.tile(Player.dwell, (DRAWS, 1))}
    values["rate"] = np.zeros((DRAWS, 0))
    tendencies = [dict(each) for each in plays.get("tendencies", [])]
    values |= {"own": own.strengths(tendencies, DRAWS, rng)} if tendencies else {}
    return {
        "channels": [],
        "aim": [plays["aim"]] * DRAWS,
        "techniques": [list(plays.get("techniques", []))] * DRAWS,
        **({"tendencies": tendencies} if tendencies else {}),
        **({"regularity": plays["regularity"]} if "regularity" in plays else {}),
        "values": {name: np.asarray(block).tolist() for name, block in values.items()},
    }
