"""What every measure promises, checked over the registry without knowing any of them."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import counterpoint.measures
from counterpoint.case.model import Case, Party
from counterpoint.measures import FAMILIES, MEASURES, gallery, measure
from counterpoint.record.record import Record, make_record

from .measure_records import act, bare, case, record, records

MACHINERY = {"__init__", "chance", "deals", "gallery", "proportions", "sides"}
NAMES = tuple(MEASURES)
BUSY = record(
    act("p1", 0, "a1", "truce", target="b", channel="front", issue="land", until=40),
    act("p2", 5, "b", "demand", target="a", channel="front", issue="land", position=0.9),
    act("p3", 9, "a", "offer", target="b", channel="back", issue="land", position=0.2, answers=("p2",)),
    act("p4", 12, "b", "soften", target="a", channel="back", issue="land", position=0.5),
    act(
        "p5",
        20,
        "a2",
        "new_demand",
        target="b",
        channel="press",
        issue="land",
        position=0.1,
        replaces=("p3",),
    ),
    act("p6", 30, "a", "strike", target="b"),
    act("p7", "2020-03", "b", "meet", target="a", channel="front"),
)


def everything(where: Record) -> dict[str, Any]:
    return measure(where)


def test_the_registry_holds_exactly_the_files_of_the_folder() -> None:
    folder = Path(next(iter(counterpoint.measures.__path__)))
    files = {f.stem for f in folder.glob("*.py")} - MACHINERY
    assert files == set(NAMES)
    assert [family.__name__.rpartition(".")[2] for family in FAMILIES] == list(NAMES)


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(LookupError) as caught:
        measure(BUSY, ["tempi"])
    assert "'tempi'" in str(caught.value)
    assert all(name in str(caught.value) for name in NAMES)


def test_named_measures_come_alone() -> None:
    assert list(measure(BUSY, ["tempo", "promises"])) == ["tempo", "promises"]


@pytest.mark.parametrize("name", NAMES)
def test_a_measure_describes_itself(name: str) -> None:
    entry = MEASURES[name]
    assert entry.name == name
    assert all((entry.what, entry.unit, entry.formula, entry.source, entry.status))
    doc = importlib.import_module(f"counterpoint.measures.{name}").__doc__ or ""
    assert [line.split()[0] for line in doc.splitlines()[2:] if line and line[0] != " "] == list(gallery.FIELDS)


def test_a_docstring_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(ValueError, match=r"measure pace.*\['Unit'\]"):
        gallery.describe("x.pace", "Pace.\n\nRule     r\nSource   s\nStatus   t\n", compute=everything)


def test_without_docstrings_a_measure_still_works() -> None:
    assert gallery.describe("x.pace", None, compute=everything).name == "pace"


def sound(table: Any) -> bool:
    """Whether a table is JSON all through, with finite numbers and string keys."""
    try:
        return bool(json.loads(json.dumps(table, allow_nan=False)) == table)
    except (TypeError, ValueError):
        return False


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "where",
    [
        bare(),
        record(),
        record(act("x", 3, "a", "assure")),
        record(act("x", "2020", "a", "offer", target="b", issue="land", position=0.5)),
        record(act("x", 3, "a", "truce"), parties=(Party(id="a", name="A"),), envoys=(), channels=(), issues=()),
        bare(acts=(act("x", 3, "nobody", "meet", target="no-one", channel="no", issue="what", position=1.0),)),
        BUSY,
    ],
    ids=["bare", "empty", "one act", "a year", "one party", "nothing declared", "busy"],
)
def test_every_measure_answers_any_record_in_json(name: str, where: Record) -> None:
    assert sound(MEASURES[name].compute(where))


def test_the_json_check_catches_what_is_not_json() -> None:
    assert not any(sound(t) for t in ({"x": float("nan")}, {"x": (1, 2)}, {None: 1}, {"x": object()}))


@settings(max_examples=40, deadline=None)
@given(where=records())
def test_any_record_gives_sound_tables_twice_the_same(where: Record) -> None:
    first, second = everything(where), everything(where)
    assert sound(first)
    assert json.dumps(first) == json.dumps(second)


NEW = {"a": "zz", "b": "aa"}


def renamed_case(case: Case) -> Case:
    """The case with its parties renamed, so that their alphabetical order turns round."""

    def new(name: str | None) -> str | None:
        return NEW.get(name or "", name)

    return replace(
        case,
        parties=tuple(replace(p, id=NEW[p.id]) for p in case.parties),
        envoys=tuple(replace(e, party=NEW[e.party]) for e in case.envoys),
        channels=tuple(replace(c, seats=tuple(replace(s, party=NEW[s.party]) for s in c.seats)) for c in case.channels),
        deadlines=tuple(replace(d, on=tuple(NEW[p] for p in d.on)) for d in case.deadlines),
        acts=tuple(replace(a, actor=new(a.actor), target=new(a.target)) for a in case.acts),
    )


def renamed(table: Any) -> Any:
    """A result with the parties renamed wherever they stand."""
    if isinstance(table, dict):
        return {NEW.get(k, k): renamed(v) for k, v in table.items()}
    if isinstance(table, list):
        return [renamed(x) for x in table]
    return NEW.get(table, table) if isinstance(table, str) else table


@settings(max_examples=30, deadline=None)
@given(where=records())
def test_renaming_the_parties_renames_the_results(where: Record) -> None:
    other = make_record(renamed_case(where.case), as_of=where.as_of)
    assert everything(other) == renamed(everything(where))


def test_the_renaming_law_catches_a_measure_that_sorts_by_name() -> None:
    def by_name(where: Record) -> list[str]:
        return sorted(p.id for p in where.case.parties)

    assert by_name(make_record(renamed_case(case()))) != renamed(by_name(record()))
