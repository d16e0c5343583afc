"""Agendas, delegations and response: the finding in sentences first, and only what is seen is said to be seen."""

from __future__ import annotations

from typing import Any

import pytest
from sample import sample_assessment, sample_case

from counterpoint.record.record import make_record
from counterpoint.reports.agendas import agenda, count, listed
from counterpoint.reports.envoys import delegations, signed
from counterpoint.reports.loudness import response
from counterpoint.reports.pages import Desk, Section, make_desk

CASE = sample_case()
RECORD = make_record(CASE)


def desk(**measures: Any) -> Desk:
    return make_desk(RECORD, {**sample_assessment(CASE), "measures": measures})


def table(section: Section, caption: str) -> list[list[str]]:
    """The rows of a section's table as text."""
    found = next(g for g in section.grids if g.caption == caption)
    return [[cell.text for cell in row] for row in found.rows]


def beside(k: int, n: int) -> dict[str, Any]:
    return {"k": k, "n": n, "value": k / n if n else None, "low": 0.0, "high": 1.0, "why": ""}


def talks(*counts: tuple[str, int, int]) -> list[dict[str, Any]]:
    return [{"channel": c, "beside": beside(k, n), "on_agenda": ["sund"]} for c, k, n in counts]


KEPT_OFF = {
    "issue": "kel", "party": "ard", "other": "bel", "tables": ["leaders", "ministers"], "off": beside(3, 3),
    "asks": {"table": 1, "elsewhere": 2, "public": 0}, "spoken": "nowhere", "put_on": None, "waited_days": 242,
}  # fmt: skip


def test_agenda_says_what_falls_outside_and_what_is_kept_off() -> None:
    tables = talks(("leaders", 13, 42), ("ministers", 0, 13))
    found = agenda(desk(agenda={"tables": tables, "kept_off": [KEPT_OFF], "not_recorded": ["desk", "money"]}))
    assert found.said == (
        "Two tables have a recorded agenda. In Leaders' calls 13 of 42 acts on an issue (31\xa0%) fell outside it; "
        "in Foreign ministers none.",
        "Kept off both: Status of Kel, which Ardan asked of United Cantons of Belmar 3 times; waiting 242 days.",
    )
    assert table(found, "Core issues kept off")[0][3:] == ["1 / 2 / 0", "nowhere", "242"]
    assert found.notes[0].startswith("No agenda is recorded for: Embassy technicalities")


def test_tables_where_all_stayed_on_the_agenda_are_counted_not_listed() -> None:
    tables = talks(("leaders", 0, 4), ("ministers", 1, 4), ("desk", 0, 2), ("money", 0, 0))
    (said,) = agenda(desk(agenda={"tables": tables})).said
    assert said.endswith(
        "In Foreign ministers 1 of 4 acts on an issue (25\xa0%) fell outside it; in the other two none."
    )
    (none,) = agenda(desk(agenda={"tables": talks(("leaders", 0, 4))})).said
    assert none == "One table has a recorded agenda. No act on an issue fell outside it."


def member(envoy: str, **more: Any) -> dict[str, Any]:
    return {"party": "ard", "channel": "leaders", "envoy": envoy, "rank": "minister", "acts": 2, "stance": None,
            "tone": 0.5, "came": "2031-01-06", "until": None, **more}  # fmt: skip


def bench(party: str, sent: float | None, mean: float | None, coded: int) -> dict[str, Any]:
    return {"party": party, "envoys": 4, "stance_coded": coded, "sent": sent, "bench": mean}


def test_delegations_call_a_choice_only_what_is_half_a_step_off_the_bench() -> None:
    parties = [bench("ard", -0.2432, -0.25, 4), bench("bel", -1.0, -0.25, 4), bench("med", None, None, 0)]
    here = [member("orlov"), member("danube", acts=1, until="2031-01-09")]
    moved = [{"channel": "leaders", "envoy": "danube", "day": "2031-01-06"}]
    sent = [{"channel": "leaders", "party": "ard", "acts": 3, "stance": -1.0, "bench": -0.25, "gap": -0.75}]
    found = delegations(desk(delegations={"parties": parties, "envoys": here, "changes": moved, "delegations": sent}))
    assert [line.rpartition(": ")[2] for line in found.said[:2]] == [
        "no harder or softer choice seen.",
        "a harder choice, by 0.75.",
    ]
    assert found.said[2] == "No stance is coded for the envoys of Norsk Contact Group."
    assert found.said[3] == "One change of envoy: Ms Danu in Leaders' calls, 6–9 Jan 2031."
    assert table(found, "Who speaks where")[0][2:5] == [
        "Minister Orlo (minister); Ms Danu (minister)",
        "3",
        "−1 against −0.25 (gap −0.75)",
    ]
    assert found.grids[-1].cut == 0 and found.grids[-1].fold.startswith("2 rows: each envoy")


def heard(p: float, p_any: float, louder: str | None) -> dict[str, Any]:
    half = {"acts": 9, "days": 100, "turns": 5}
    row = {"party": "ard", "other": "bel", "channel": "press", "cooler": half, "warmer": {**half, "acts": 18},
           "ratio": {"value": 0.5, "low": 0.2, "high": 1.26, "why": ""}, "p": p, "louder_when": louder}  # fmt: skip
    few = {**row, "channel": "desk", "p": None, "louder_when": None, "why": "too few acts: expected at least 4, got 1"}
    together = {"party": "ard", "other": "bel", "p_any": p_any, "strongest": "press", "why": ""}
    return {"parties": [together], "channels": [row, few], "half_life_days": 14}


@pytest.mark.parametrize(
    ("p", "p_any", "louder", "said", "cell"),
    [
        (0.65, 0.75, None, "is not seen to play", "no (chance 65\xa0%)"),
        (0.65, 0.75, "warmer", "is not seen to play", "no (chance 65\xa0%)"),
        (0.02, 0.15, "warmer", "is not seen to play", "no (chance 2\xa0%, but 15\xa0% on any of its channels)"),
        (0.02, 0.04, "warmer", "is seen to play Press and speeches", "louder when the other is warmer (chance 2\xa0%)"),
    ],
)
def test_a_link_is_told_only_where_it_is_seen(p: float, p_any: float, louder: str | None, said: str, cell: str) -> None:
    found = response(desk(response=heard(p, p_any, louder)))
    assert said in found.said[0] and f"{p_any * 100:.0f}\xa0%" in found.said[0]
    assert [c.text for c in found.grids[0].rows[0]][1:] == ["Press and speeches", "9", "18", "0.5 (0.2 to 1.3)", cell]
    assert found.grids[1].cut == 0 and found.grids[1].fold == "1 channel not judged"
    assert found.said[-1] == "Channels with under 4 acts of a party are not judged."


@pytest.mark.parametrize("section", [agenda, delegations, response])
def test_without_the_measure_a_section_says_so(section: Any) -> None:
    found = section(desk())
    assert (found.grids, found.said, found.notes) == ((), (), ()) and found.empty


def test_words_for_counts_lists_and_stances() -> None:
    assert [count(n, "table") for n in (0, 1, 2, 11)] == ["No tables", "One table", "Two tables", "11 tables"]
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert [signed(v) for v in (-0.2432, 0.0, -0.001, None)] == ["−0.24", "0", "0", "–"]
