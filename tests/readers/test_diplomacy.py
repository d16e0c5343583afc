"""A game becomes a sound case in which promises meet the orders that followed. The game is invented."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counterpoint.case.model import Act
from counterpoint.case.read import read_case
from counterpoint.case.write import case_yaml, sheet_text, write_case
from counterpoint.feeds.diplomacy.files import Game, load
from counterpoint.measures.promises import ledger
from counterpoint.readers.diplomacy.case import Ingested, ingest, scale
from counterpoint.readers.diplomacy.labels import FILE, labels_text
from counterpoint.record.record import make_record
from feeds.invented import Line, dialogue, hold, move, openings, support, write_orders, write_press

SOURCE = Path(__file__).parents[2] / "src" / "counterpoint"
REQUIRED = ("id", "date", "actor", "kind", "source")


def game_of(folder: Path, lines: list[Line], orders: dict[str, Any] | None = None) -> Game:
    write_press(folder / "press.jsonl", dialogue(lines))
    if orders is not None:
        write_orders(folder, orders)
    (game,) = load([folder])
    return game


def made(folder: Path, lines: list[Line], orders: dict[str, Any] | None = None) -> Ingested:
    return ingest(game_of(folder, lines, orders))


def ordered(**changes: dict[str, Any]) -> dict[str, Any]:
    """The openings, with some units' orders changed."""
    orders = openings()
    for power in orders:
        orders[power] |= {unit: order for unit, order in changes.items() if unit in orders[power]}
    return orders


def outcomes(result: Ingested) -> list[tuple[str, str]]:
    return [(one.act, one.outcome) for one in result.promises]


def deeds(result: Ingested, kind: str) -> list[Act]:
    return [act for act in result.case.acts if act.kind == kind and act.channel == "field"]


@pytest.mark.parametrize(
    ("text", "orders", "outcome"),
    [
        ("I will move Ven to Tyr.", ordered(), "kept"),
        ("I will move Ven to Tyr.", ordered(Ven=hold()), "broken"),
        ("I'll move to Tyrolia.", ordered(Ven=move("Pie")), "broken"),
        ("I will hold Venice.", ordered(Ven=hold()), "kept"),
        ("I will hold Venice.", ordered(Ven=move("Tri", result="FAILS")), "broken"),
        ("I won't move to Trieste.", ordered(Ven=move("Tri", result="FAILS")), "broken"),
        ("I won't move to Trieste.", ordered(), "kept"),
        ("I will support you into Tyrolia.", ordered(Ven=support("Vie", "Tyr"), Vie=move("Tyr")), "kept"),
        ("I will support you into Tyrolia.", ordered(Ven=hold(), Vie=move("Tyr")), "broken"),
        ("If you hold, I will move Ven to Tyr.", ordered(Ven=hold()), ""),
        ("I might move Ven to Tyr.", ordered(Ven=hold()), ""),
        ("I can move Ven to Tyr.", ordered(Ven=hold()), ""),
        ("I will move to Moscow.", ordered(), ""),
        ("I will move Ven to Tyr next turn.", ordered(Ven=hold()), ""),
        ("I will move Ven to Tyr eventually.", ordered(Ven=hold()), ""),
    ],
)
def test_a_promise_meets_its_orders(tmp_path: Path, text: str, orders: dict[str, Any], outcome: str) -> None:
    result = made(tmp_path, [("italy", "austria", text, True)], orders)
    assert [o for _, o in outcomes(result)] == ([outcome] if outcome else [])
    assert [act.breaks for act in deeds(result, "breach")] == ([("m0",)] if outcome == "broken" else [])
    keeping = [act.keeps for act in deeds(result, "ease") if act.keeps]
    assert keeping == ([("m0",)] if outcome == "kept" else [])


def test_a_yes_binds_to_what_was_asked(tmp_path: Path) -> None:
    asked = ("austria", "italy", "Can you support me into Tyrolia?", True)
    yes = ("italy", "austria", "Sure, will do.", False)
    broken = made(tmp_path, [asked, yes], ordered(Ven=hold(), Vie=move("Tyr")))
    assert ("m1", "broken") in outcomes(broken)
    act = next(a for a in broken.case.acts if a.id == "m1")
    assert act.kind == "accept" and act.answers == ("m0",)


def test_a_yes_to_nothing_is_no_promise(tmp_path: Path) -> None:
    """Positive control: without the proposal before it the same word is courtesy."""
    result = made(tmp_path, [("italy", "austria", "Sure, will do.", True)], ordered())
    assert [a.kind for a in result.case.acts if a.id == "m0"] == ["praise"]


def test_a_later_word_about_the_unit_replaces_the_earlier(tmp_path: Path) -> None:
    lines = [
        ("italy", "austria", "I will move Ven to Tyr.", True),
        ("italy", "austria", "I'll move Ven to Pie.", True),
    ]
    assert outcomes(made(tmp_path, lines, ordered(Ven=move("Pie")))) == [("m1", "kept")]


def test_an_attack_is_a_strike_unless_it_was_asked_for(tmp_path: Path) -> None:
    attack = ordered(Ven=move("Tri", result="FAILS"), Tri=hold())
    (strike,) = deeds(made(tmp_path, [("italy", "austria", "Hello", True)], attack), "strike")
    assert (strike.actor, strike.target, strike.weight) == ("italy", "austria", 1)
    bounce = [("austria", "italy", "Let's bounce in Trieste.", True)]
    assert deeds(made(tmp_path, bounce, attack), "strike") == []


def test_a_strike_that_takes_a_centre_weighs_most(tmp_path: Path) -> None:
    (strike,) = deeds(made(tmp_path, [("italy", "austria", "Hello", True)], ordered(Ven=move("Tri"))), "strike")
    assert strike.weight == 3


def test_help_to_another_is_ease(tmp_path: Path) -> None:
    orders = ordered(Ven=support("Vie", "Tyr"), Vie=move("Tyr"))
    (ease,) = deeds(made(tmp_path, [("italy", "austria", "Hello", True)], orders), "ease")
    assert (ease.actor, ease.target, ease.note) == ("italy", "austria", "Ven S Vie > Tyr")


def test_the_case_is_sound_and_its_ledger_agrees(tmp_path: Path) -> None:
    lines = [
        ("italy", "austria", "Hello!", True),
        ("austria", "italy", "I will hold Trieste.", True),
        ("italy", "austria", "I will move Ven to Tyr. I won't move to Trieste.", False),
    ]
    data = tmp_path / "data"
    data.mkdir()
    result = made(data, lines, ordered(Ven=move("Tri")))
    folder = tmp_path / "case"
    write_case(result.case, folder)
    (folder / FILE).write_text(labels(result), encoding="utf-8")
    case, problems = read_case(folder)
    assert problems == () and case == result.case
    book = ledger(make_record(case))
    ended = {p.act: p.status for p in (*book.ended, *book.pending)}
    assert {act: ended[act] for act, _ in outcomes(result)} == dict(outcomes(result))
    assert dict(outcomes(result)) == {"m1": "broken", "m2": "broken", "m2.2": "broken"}


def test_acts_keep_the_order_of_messages_and_orders_come_after(tmp_path: Path) -> None:
    lines = [("italy", "austria", f"I will move Ven to Tyr, take {n}.", True) for n in range(200)]
    acts = made(tmp_path, lines, ordered()).case.acts
    press = [int(a.id.removeprefix("m").partition(".")[0]) for a in acts if a.channel != "field"]
    assert press == sorted(press)
    assert [a.channel == "field" for a in acts] == sorted(a.channel == "field" for a in acts)


def test_labels_are_beside_the_case_and_never_in_it(tmp_path: Path) -> None:
    lines = [("italy", "austria", "I will move Ven to Tyr.", True), ("austria", "italy", "Great!", False)]
    game = game_of(tmp_path, lines, ordered())
    turned = replace(game, messages=tuple(replace(m, lie=not m.lie, suspected=True) for m in game.messages))
    one, other = ingest(game), ingest(turned)
    assert case_yaml(one.case) == case_yaml(other.case)
    assert sheet_text(Act, one.case.acts, REQUIRED) == sheet_text(Act, other.case.acts, REQUIRED)
    assert one.readme == other.readme
    assert "{act: m0, lie: false}" in labels(one) and "{act: m1, lie: true}" in labels(one)
    assert labels(one) != labels(other)


def labels(made: Ingested) -> str:
    return labels_text(made.press, case=made.case.id, acts_digest="0")


def readers_of_labels(source: Path) -> set[str]:
    """Files that name the labels of a message, or the file that holds them."""
    words = {"lie", "suspected"}
    found = set()
    for file in source.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            named = isinstance(node, ast.Attribute) and node.attr in words
            if named or (isinstance(node, ast.Constant) and node.value == FILE):
                found.add(file.relative_to(source).as_posix())
    return found


def test_nothing_but_evaluation_reads_the_labels(tmp_path: Path) -> None:
    found = {file for file in readers_of_labels(SOURCE) if not file.startswith("evaluation/")}
    assert found == {"readers/diplomacy/labels.py"}


def test_a_planted_reader_of_the_labels_is_caught(tmp_path: Path) -> None:
    (tmp_path / "spy.py").write_text("def f(message):\n    return message.lie\n", encoding="utf-8")
    assert readers_of_labels(tmp_path) == {"spy.py"}


def test_the_scale_of_the_battlefield() -> None:
    assert (scale(0), scale(18), scale(20)) == (-1.0, 1.0, 1.0)
    assert scale(4) < 0 < scale(5) < scale(10)
