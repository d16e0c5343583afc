"""Mechanism 22: terms are put in a form made to be refused, the other side only probes, and the main issue is kept
off the agenda.

Article     004, paragraphs 1 to 7 and 17
Recorded    `ultimatum`, `appeal` and `blame` in public; `probe`; the `agenda` of a channel without the core issue
Recognised  by the aim rejection, which leads; by `stalling`, which counts what only probes or speaks of form; and by
            the measure `agenda`: a core issue that the other asks for, that stands on no agenda of theirs, and that
            the party speaks of only in public
Simulated   by an Alda that seeks rejection and has spoken in the press only, while a stalling Borin sits at a desk
            without the border: in played records the border is spoken of only in public (.89 of 240), rejection
            leads, and a quarter of what Borin does is form; a sincere Alda speaks of it at the desk, and rejection
            does not lead
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Agenda, Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, FAR, LEADS, case, numbered, of, on, round_trip, shares, table
from .played import MOST, SELDOM, records, scene, share

OFF = tuple(replace(c, agenda=(Agenda(issues=("bank", "visas")),)) if c.id == "desk" else c for c in CHANNELS)
ON = tuple(replace(c, agenda=(Agenda(issues=("border", "bank")),)) if c.agenda else c for c in OFF)
TERMS = {"channel": "press", "issue": "border"}


def terms(*, refusable: bool) -> Case:
    """Borin gives way ten times, or probes; Alda puts ultimata in public, or bargains at the desk."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for i in range(10):
        at = 17 * i
        if refusable:
            kind = ("ultimatum", "appeal", "blame")[i % 3]
            to = {"audience": ("borin-home",)} if kind == "appeal" else {"target": "borin"}
            rows.append((at, "alda", kind, TERMS | to | ({"position": 1.0} if kind == "ultimatum" else {})))
        else:
            kind = ("offer", "demand", "procedure")[i % 3]
            rows.append((at, "alda", kind, {"target": "borin", "channel": "desk", "issue": "border", "position": 0.8}))
        given = {"target": "alda", "channel": "desk", "issue": "border", "position": 0.1 + 0.03 * i}
        rows.append((at + 5, "borin", "soften", given))
        rows.append((at + 6, "borin", "probe", {"target": "alda", "channel": "desk", "issue": "border"}))
        answer = ("reject", {"channel": "press", "position": 1.0}) if refusable else ("soften", {"channel": "desk"})
        rows.append((at + 8, "alda", answer[0], {"target": "borin", "issue": "border"} | answer[1]))
    return case(*numbered(*rows), channels=OFF, end=on(185))


WITH, WITHOUT = terms(refusable=True), terms(refusable=False)


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    desk = next(c for c in back.channels if c.id == "desk")
    assert "border" not in desk.agenda[0].issues and any(a.kind == "ultimatum" for a in back.acts)


def kept_off(where: Record) -> list[dict[str, Any]]:
    """What Borin asks Alda for that is on no agenda of theirs."""
    return [r for r in table(where, "agenda")["kept_off"] if r["party"] == "borin"]


def test_recognised_by_the_agenda() -> None:
    (row,) = kept_off(make_record(WITH))
    assert (row["issue"], row["tables"], row["off"]["k"], row["off"]["n"]) == ("border", ["desk"], 10, 10)
    assert row["spoken"] == "only in public"
    assert row["others_words"]["public"] == 19  # all but the one before Borin first asked


def test_control_spoken_of_at_the_table_or_on_the_agenda() -> None:
    (row,) = kept_off(make_record(WITHOUT))
    assert row["spoken"] == "at the table"
    assert not kept_off(make_record(replace(WITH, channels=ON)))


def test_recognised_by_aim_and_form() -> None:
    where = make_record(WITH)
    assert shares(where)["rejection"] >= LEADS
    row = of(table(where, "stalling")["parties"], party="borin")
    assert row["form"]["value"] == 0.5 and row["by_kind"]["probe"] == 10


def test_control_terms_to_bargain_over() -> None:
    assert shares(make_record(WITHOUT))["rejection"] <= FAR


@cache
def played(alda: str, borin: str, speaks: str) -> tuple[Record, ...]:
    """Records of half a year, after a year in which Borin sat at the desk and Alda spoke on a channel."""
    rows = [(day, by, "procedure", {"target": to, "channel": channel}) for day in range(0, 364, 2)
            for by, to, channel in (("alda", "borin", speaks), ("borin", "alda", "desk"))]  # fmt: skip
    channels = tuple(c for c in OFF if c.id in ("desk", "press"))
    made = case(*numbered(*rows), channels=channels, end=on(364))
    return tuple(records(scene(made, {"alda": alda, "borin": borin}), runs=24))


def only_in_public(where: Record) -> bool:
    """Whether Borin asks for the border in vain, and Alda speaks of it in public alone."""
    return any(row["issue"] == "border" and row["spoken"] == "only in public" for row in kept_off(where))


def rejects(where: Record) -> bool:
    return shares(where)["rejection"] >= LEADS


def form(found: tuple[Record, ...]) -> float:
    """Mean share of Borin's acts that are form."""
    return float(np.mean([of(table(r, "stalling")["parties"], party="borin")["form"]["value"] for r in found]))


def test_simulated() -> None:
    found = played("rejection", "stall", "press")
    assert share(found, only_in_public) >= MOST
    assert share(found[:6], rejects) >= MOST
    assert form(found) >= 1.4 * form(played("rejection", "sincere", "press"))


def test_control_simulated_a_sincere_party_at_the_desk() -> None:
    found = played("sincere", "stall", "desk")
    assert share(found, only_in_public) <= SELDOM
    assert share(found[:3], rejects) <= SELDOM
