"""A tacit settlement needs privacy, and privacy lets a party say yes.

Claim      Sides that have a secret channel reach tacit settlements, which they do not reach where the same channel is
           public; and more of the acceptances that are tried there bind.
World      52 weeks; one of five channels is secret, or public (lever `publish`). Two who are constrained (flexible in
           private by their playbook), two who are sincere (a little so), two who are tough (not at all: there only the
           rule that a public yes humiliates can do it).
Quantity   Secret less public: the share of runs that end in a tacit settlement; the share that end in a settlement of
           either kind (a tacit one is secret by definition: without this the first would be no test); and of the
           acceptances tried on that channel of what is not agreed yet, the share that bind.
Expected   All three positive, by 2 points at least, in all three worlds.
Control    Two who are tough, with a formula that saves all face: for the share that bind nothing may be seen. A planted
           world, in which a public yes humiliates four times as much, must be caught.
Source     kurizaki2007 (reduced form: privacy raises concessions; the sign only)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from counterpoint.levers.paired import SETTLED
from counterpoint.simulation.acting import CHANNEL, ISSUE
from counterpoint.simulation.arrays import Floats
from counterpoint.simulation.endings import NAMES
from counterpoint.simulation.scene import Scene
from fact_world import (
    BUNDLED,
    LEAST_SHARE,
    Bools,
    Finding,
    Sought,
    agreeing,
    column,
    facing,
    judged,
    logs,
    mean_finding,
    of_kind,
    pulled,
    ratio_finding,
    scene,
)

TURNS = 52
WORLDS = ("constrained", "sincere", "tough")
SECRET, PUBLIC = "services", "publish:channel=services"
HUMILIATION = 0.1
"""As the rules have it."""
verdict = judged
WHY = {
    "sincere: settled": "Only what is said in public costs face. Talks that are known to be held, but not heard, cost"
    " none, and where there are two such rooms a secret one adds nothing.",
    "tacit": "What is understood in secret is mostly signed before the two months are over after which it would count as"
    " tacit, by the sincere nearly always: signatures know no secrecy (moving._sign, ending.end).",
}
"""Why something is not shown, by what its key holds; found after measuring."""


class Ended(NamedTuple):
    """Of each run (N,): whether it ended in a tacit settlement, in any; acceptances tried on the channel, and bound."""

    tacit: Floats
    settled: Floats
    tried: Floats
    bound: Floats


def two(aim: str, rules: Mapping[str, float] = BUNDLED) -> Scene:
    """Two who play an aim, with a secret channel."""
    return scene({"alda": aim, "borin": aim}, turns=TURNS, rules=rules)


def played(where: Scene, *, runs: int, seed: int) -> Ended:
    """What comes of so many runs."""
    place = [c.id for c in where.cut.channels].index(SECRET)
    tried, bound, ending = np.zeros(runs), np.zeros(runs), np.zeros(runs, dtype=int)
    for n, (log, out) in enumerate(logs(where, runs=runs, seed=seed)):
        asked = of_kind(log, "accept") & facing(where, log) & (column(log, ISSUE) >= 0)
        fresh = asked & (column(log, CHANNEL) == place) & ~_settled_before(log, asked)
        tried[n], bound[n], ending[n] = fresh.sum(), (fresh & agreeing(log)).sum(), out.which[n, 0]
    return Ended((ending == NAMES.index("tacit_settlement")).astype(float), np.isin(ending, SETTLED).astype(float),
                 tried, bound)  # fmt: skip


def _settled_before(log: Floats, asked: Bools) -> Bools:
    """Which acts are about an issue on which a yes has bound before."""
    issue, out = column(log, ISSUE), np.zeros(len(log), dtype=bool)
    for i in np.unique(issue[asked]):
        yes = np.flatnonzero(asked & agreeing(log) & (issue == i))
        if len(yes):
            out |= (issue == i) & (np.arange(len(log)) > yes[0])
    return out


def binding(sought: Sought, public: Ended, secret: Ended) -> Finding:
    """How the share of tried acceptances that bind differs."""
    return ratio_finding(sought, (public.bound, public.tried), (secret.bound, secret.tried))


def measure(*, runs: int, seed: int) -> list[Finding]:
    """Every finding."""
    found: list[Finding] = []
    for aim in WORLDS:
        where, who = two(aim), f"two who are {aim}"
        secret, public = (played(s, runs=runs, seed=seed) for s in (where, pulled(where, PUBLIC)))
        found += [
            mean_finding(Sought(f"{aim}: tacit", f"{who}: share of runs with a tacit settlement, secret against public",
                                1, LEAST_SHARE), public.tacit, secret.tacit),
            mean_finding(Sought(f"{aim}: settled", f"{who}: share with a settlement of either kind", 1, LEAST_SHARE),
                         public.settled, secret.settled),
            binding(Sought(f"{aim}: binding", f"{who}: share of acceptances tried on the channel that bind", 1,
                           LEAST_SHARE), public, secret),
        ]  # fmt: skip
    for key, text, expected, rules in (
        ("face saved", "two who are tough, with all face saved: share that bind", 0, {"face": HUMILIATION}),
        ("planted", "planted: a public yes humiliates four times as much: share that bind", 1,
         {"humiliation": 4 * HUMILIATION}),
    ):  # fmt: skip
        where = two("tough", rules)
        secret, public = (played(s, runs=runs, seed=seed) for s in (where, pulled(where, PUBLIC)))
        found.append(binding(Sought(key, text, expected, LEAST_SHARE, "control"), public, secret))
    return found
