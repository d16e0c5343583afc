"""Mechanism 25: threats have a cost, to the one threatened and to the one who threatens, and are believed or not.

Article     004, paragraphs 8 to 10
Recorded    `threats` in case.yaml: by whom, on whom, moved, `believed`, `cost_to_target`, `cost_to_maker`; `item` of
            the act
Recognised  not yet: the feature `pressure` hears that a threat was made, whatever it costs and whoever believes it;
            no measure reads the costs, the belief, or how often a threat was moved
Simulated   not yet: nothing recognises it. The simulation has it: an Alda that carries out threats at full cost to
            itself ends half a year with a support of -.87 (at none -.51), Borin at full cost to it with -.92 (-.60),
            and where Alda is believed (.9; .1) Borin gives in altogether in .031 of runs (.016)
Status      recorded
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Threat

from .mechanism_cases import act, case, on, round_trip

THREAT = Threat(
    id="arms", name="new weapons", by="alda", on=("borin",), announced=on(5), moved=(on(40),), believed=0.7,
    cost_to_target=0.5, cost_to_maker=0.4,
)  # fmt: skip
WITH = case(
    act("x1", 5, "alda", "threaten", target="borin", channel="press", item="arms"),
    act("x2", 40, "alda", "threaten", target="borin", channel="press", item="arms"),
    threats=(THREAT,),
)


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert back.threats == (THREAT,) and {a.item for a in back.acts} == {"arms"}
