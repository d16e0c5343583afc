"""What receivers suspected is learned from in training games, and never looked at in the game that is forecast."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from invented_games import write

from counterpoint.evaluation.diplomacy import learners
from counterpoint.evaluation.diplomacy.backtest import SENDING
from counterpoint.evaluation.diplomacy.model import Floats, forecast, given
from counterpoint.evaluation.diplomacy.suspicion import Suspicion, suspected
from counterpoint.evaluation.diplomacy.table import SUSPICION, make_table
from counterpoint.feeds.diplomacy.files import load
from counterpoint.feeds.diplomacy.game import Game

TESTED = 3


@pytest.fixture(scope="module")
def games(tmp_path_factory: pytest.TempPathFactory) -> tuple[Game, ...]:
    """Three games in which receivers suspect whatever has a question mark."""
    found = load([write(tmp_path_factory.mktemp("games"), (1, 2, TESTED))])
    return tuple(marked(game, "?") for game in found)


def marked(game: Game, sign: str) -> Game:
    """The game with every message suspected that holds a sign; none marked if the sign is empty."""
    messages = (replace(m, suspected=(sign in m.text) if sign else None) for m in game.messages)
    return replace(game, messages=tuple(messages))


def forecasts(games: tuple[Game, ...], families: tuple[str, ...] = SENDING) -> Floats:
    """Forecasts of the last game from the others."""
    table = make_table(games)
    data = given(table, learners.hashed(table.texts), after=False, families=families)
    return forecast(data, table.game != TESTED, table.game == TESTED, seed=0, calibrate=False).p


def test_suspicions_of_the_game_forecast_are_not_seen_those_of_others_are(games: tuple[Game, ...]) -> None:
    *others, tested = games
    found = forecasts(games)
    assert np.array_equal(forecasts((*others, marked(tested, "e"))), found)
    assert not np.array_equal(forecasts((*(marked(game, "e") for game in others), tested)), found)


def test_without_any_mark_the_forecast_is_that_without_the_family(games: tuple[Game, ...]) -> None:
    bare = tuple(marked(game, "") for game in games)
    without = tuple(family for family in SENDING if family != SUSPICION)
    assert np.array_equal(forecasts(bare), forecasts(bare, without))
    assert not np.array_equal(forecasts(games), forecasts(games, without))


def test_what_receivers_go_by_is_learned_and_only_where_they_marked() -> None:
    rng = np.random.default_rng(0)
    n = 600
    columns = rng.normal(size=(n, 3))
    marks = np.where(rng.random(n) < 0.1, np.nan, (columns[:, 0] > 1).astype(float))
    game, receiver = np.repeat([1, 2, 3], n // 3), np.repeat(["a", "b", "c"], n // 3)
    data = Suspicion(columns, None, marks, game, receiver)
    found = suspected(data, game < 3, game == 3, seed=0)
    assert set(found) == {"suspicion"}
    assert np.corrcoef(found["suspicion"], columns[game == 3, 0])[0, 1] > 0.7
    assert suspected(replace(data, suspected=np.zeros(n), learned={}), game < 3, game == 3, seed=0) == {}
