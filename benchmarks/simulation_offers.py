"""Offers a second of NegMAS: two Boulware negotiators under alternating offers, linear utilities, opposed interests.

Run      python benchmarks/simulation_offers.py (in an environment of its own that has negmas; prints one JSON document)
Note     a session is made, run to agreement or to its last round, and its offers are counted; the time is that of whole
         sessions, making them included, since every session is another negotiation, as every run of ours is.
"""

from __future__ import annotations

import json
import statistics
import time
from typing import Any

ISSUES, VALUES, ROUNDS, SESSIONS, REPEATS = 3, 10, 52, 20, 5


def session(negmas: Any) -> int:
    """Offers made in one session."""
    from negmas.preferences import LinearAdditiveUtilityFunction as Linear
    from negmas.preferences.value_fun import AffineFun
    from negmas.sao import BoulwareTBNegotiator, SAOMechanism

    issues = [negmas.make_issue(VALUES, f"i{n}") for n in range(ISSUES)]
    mechanism = SAOMechanism(issues=issues, n_steps=ROUNDS)
    for sign in (1, -1):
        values = [AffineFun(sign / (VALUES - 1), 0.0 if sign > 0 else 1.0) for _ in issues]
        utility = Linear(values, weights=[1 / ISSUES] * ISSUES, issues=issues, reserved_value=0.0)
        mechanism.add(BoulwareTBNegotiator(ufun=utility))
    mechanism.run()
    return len(mechanism.full_trace)


def main() -> None:
    """Measure and print; null where negmas cannot be imported."""
    try:
        import negmas
    except ImportError:
        print("null")
        return
    session(negmas)
    rates = []
    for _ in range(REPEATS):
        began = time.process_time()
        offers = sum(session(negmas) for _ in range(SESSIONS))
        rates.append(offers / (time.process_time() - began))
    print(json.dumps({
        "version": negmas.__version__, "offers_per_s": round(statistics.median(rates)), "offers_a_session": offers / SESSIONS,
        "what": f"two BoulwareTBNegotiators, SAOMechanism, {ISSUES} issues of {VALUES} values, {ROUNDS} rounds; process CPU time of whole sessions",
    }))  # fmt: skip


if __name__ == "__main__":
    main()
