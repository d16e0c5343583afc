"""The standard map: counts and borders are those of the game."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import pairwise

import pytest

from counterpoint.feeds.diplomacy.board import CENTRES, COASTS, HOME, POWERS, PROVINCES, Province, borders
from counterpoint.feeds.diplomacy.files import load

DATA = os.environ.get("COUNTERPOINT_DIPLOMACY", "")
"""A folder with the published games, which are not shipped."""


def one_way(provinces: Mapping[str, Province]) -> list[tuple[str, str]]:
    """Borders that only one of the two provinces knows, for armies or for fleets."""
    return [
        (p.id, other)
        for p in provinces.values()
        for kind in ("army", "fleet")
        for other in getattr(p, kind)
        if other not in provinces or p.id not in getattr(provinces[other], kind)
    ]


def test_counts_are_those_of_the_map() -> None:
    assert len(PROVINCES) == 75
    assert len(CENTRES) == 34
    assert sum(len(home) for home in HOME.values()) == 22
    assert {power: len(home) for power, home in HOME.items()} == {p: 4 if p == "russia" else 3 for p in POWERS}
    assert sum(p.ground == "sea" for p in PROVINCES.values()) == 19
    assert sum(p.ground == "land" for p in PROVINCES.values()) == 14


def test_borders_are_mutual() -> None:
    assert one_way(PROVINCES) == []


def test_a_planted_border_is_found() -> None:
    venice = PROVINCES["Ven"]
    planted = Province(
        "Ven", venice.name, venice.ground, True, "italy", venice.army | {"Mun"}, venice.fleet, venice.names
    )
    assert one_way({**PROVINCES, "Ven": planted}) == [("Ven", "Mun")]


def test_armies_keep_to_the_land_and_fleets_to_the_water() -> None:
    for p in PROVINCES.values():
        assert all(PROVINCES[other].ground != "sea" for other in p.army), p.id
        assert all(PROVINCES[other].ground != "land" for other in p.fleet), p.id
        assert not (p.ground == "sea" and p.army) and not (p.ground == "land" and p.fleet), p.id
    assert borders("Ven", "Tri") and borders("Kie", "HEL") and not borders("Ven", "Mun")


def test_the_coasts_of_a_province_are_its_borders() -> None:
    for id_, coasts in COASTS.items():
        assert frozenset().union(*coasts.values()) == PROVINCES[id_].fleet, id_


def test_no_name_means_two_provinces() -> None:
    seen: dict[str, str] = {}
    for p in PROVINCES.values():
        for name in p.names:
            assert seen.setdefault(name, p.id) == p.id, name


@pytest.mark.skipif(not DATA, reason="COUNTERPOINT_DIPLOMACY names no folder with the published games")
def test_every_published_order_is_possible_on_the_map() -> None:
    games = load([DATA])
    assert len(games) > 1
    for game in games:
        for orders in game.orders.values():
            convoys = {(o.supported, o.to) for o in orders.orders if o.type == "convoy"}
            for o in orders.orders:
                if o.type == "move" and o.succeeded:
                    assert borders(o.unit, o.to) or (o.unit, o.to) in convoys, (game.id, o)
        phases = list(game.orders.values())
        for one, two in pairwise(phases):
            if one.season == "spring":
                assert one.after == two.units, (game.id, two.year)
