"""No forecast looks ahead: what comes later, and what a label says, changes no feature of an earlier message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from invented_games import write

from counterpoint.evaluation.diplomacy.model import given
from counterpoint.evaluation.diplomacy.moment import Moment, moments
from counterpoint.evaluation.diplomacy.table import FAMILIES, Family, Table, make_table
from counterpoint.feeds.diplomacy.files import Game, load

HALF = 72
"""Messages of the first season."""


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    (found,) = load([write(tmp_path_factory.mktemp("games"), (1,))])
    assert len(found.messages) == 2 * HALF
    return found


def table(game: Game, families: Mapping[str, Family] = FAMILIES) -> Table:
    return make_table([game], families)


def same(one: Table, other: Table, first: int, *, after: int) -> bool:
    """Whether the first rows are the same at sending, and the first `after` of them after the orders."""
    return bool(
        np.array_equal(one.columns[:first], other.columns[:first])
        and one.texts[:first] == other.texts[:first]
        and np.array_equal(one.after[:after], other.after[:after])
    )


def later_message(game: Game) -> Game:
    """The game with its last message replaced by two others."""
    last = game.messages[-1]
    extra = replace(last, text="I lied to you all along, France will stab you in Vienna! Sorry?")
    return replace(game, messages=(*game.messages[:-1], extra, replace(extra, index=last.index + 1)))


def later_orders(game: Game) -> Game:
    """The game with other orders in its second season."""
    fall = game.orders[1901, "fall"]
    changed = tuple(replace(o, to="Vie") if o.unit == "Ven" else replace(o, type="hold", to="") for o in fall.orders)
    return replace(game, orders={**game.orders, (1901, "fall"): replace(fall, orders=changed)})


def test_a_later_message_changes_nothing_before_it(game: Game) -> None:
    n = len(game.messages) - 1
    assert same(table(game), table(later_message(game)), n, after=HALF)


def test_after_the_orders_the_press_of_the_season_is_seen_and_no_other(game: Game) -> None:
    n = len(game.messages) - 1
    one, other = table(game), table(later_message(game))
    assert not np.array_equal(one.after[HALF:n], other.after[HALF:n])
    assert np.array_equal(one.after[:HALF], other.after[:HALF])
    orders = one.later == "orders"
    assert np.array_equal(one.after[:n, orders], other.after[:n, orders])


def test_means_are_of_one_exchange_and_know_no_later_season(game: Game) -> None:
    one, other = (
        given(t, None, after=True, families=("words", "season")) for t in (table(game), table(later_message(game)))
    )
    assert one.means is not None and other.means is not None
    assert np.array_equal(one.means[:HALF], other.means[:HALF])
    exchange = table(game).exchange
    assert np.allclose(one.means[exchange == 0], one.columns[exchange == 0].mean(0))
    assert given(table(game), None, after=False, families=("words",)).means is None


def test_orders_change_nothing_at_sending_in_their_season_and_nothing_before(game: Game) -> None:
    one, other = table(game), table(later_orders(game))
    assert same(one, other, 2 * HALF, after=HALF)
    assert not np.array_equal(one.after[HALF:], other.after[HALF:])


def test_earlier_orders_are_seen(game: Game) -> None:
    spring = game.orders[1901, "spring"]
    held = replace(spring, orders=tuple(replace(o, type="hold", to="") for o in spring.orders))
    other = table(replace(game, orders={**game.orders, (1901, "spring"): held}))
    assert not np.array_equal(table(game).columns[HALF:], other.columns[HALF:])


def test_labels_of_either_side_are_no_feature(game: Game) -> None:
    turned = tuple(replace(m, lie=not m.lie, suspected=True) for m in game.messages)
    n = len(game.messages)
    assert same(table(game), table(replace(game, messages=turned)), n, after=n)


def test_a_leak_of_length_orders_or_labels_is_caught(game: Game) -> None:
    """The same comparisons, with features that do look ahead."""

    def leaks(given: Game) -> dict[str, Family]:
        def length(moment: Moment) -> dict[str, float]:
            return {"length": len(given.messages)}

        def sent(moment: Moment) -> dict[str, float]:
            found = given.orders.get((moment.message.year, moment.message.season))
            return {"held": sum(o.type == "hold" for o in found.orders) if found else 0}

        def label(moment: Moment) -> dict[str, float]:
            return {"lie": float(bool(moment.message.lie)), "suspected": float(bool(moment.message.suspected))}

        return {"length": length, "sent": sent, "label": label}

    changed = {
        "length": later_message(game),
        "sent": later_orders(game),
        "label": replace(game, messages=tuple(replace(m, lie=not m.lie) for m in game.messages)),
    }
    n = len(game.messages) - 1
    for name, other in changed.items():
        one = table(game, {name: leaks(game)[name]})
        assert not same(one, table(other, {name: leaks(other)[name]}), n, after=0), name


def test_a_game_without_orders_has_a_table(tmp_path: Path) -> None:
    (bare,) = load([write(tmp_path, (3,), with_orders=False)])
    found = table(bare)
    assert not found.ordered.any() and np.isfinite(found.columns).all()


def test_every_family_gives_the_same_finite_numbers_for_every_message(game: Game) -> None:
    for name, family in FAMILIES.items():
        rows = [family(moment) for moment in moments(game)]
        assert all(list(row) == list(rows[0]) for row in rows), name
        assert np.isfinite([list(row.values()) for row in rows]).all(), name
        assert family.__doc__, name
