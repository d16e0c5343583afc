"""A game of Diplomacy: what was written, with the writer's own label of it, and what was ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Season = Literal["spring", "fall", "winter"]
OrderType = Literal["move", "hold", "support-hold", "support-move", "convoy", "build", "disband"]
Phase = tuple[int, str]
"""A year and a season."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a dialogue.

    index: its place among all messages of the game. lie: the sender said beforehand that it is one; suspected: the
    receiver took it for one; None where nobody said. score: centres of the sender, score_delta: by how many it is
    ahead of the receiver. dialogue names the two powers, in the order of the file.
    """

    index: int
    game: int
    dialogue: str
    sender: str
    receiver: str
    season: Season
    year: int
    text: str
    lie: bool | None
    suspected: bool | None
    score: int | None
    score_delta: int | None


@dataclass(frozen=True, slots=True)
class Order:
    """What one unit was told, and what came of it.

    unit: the province it stands in. move: to is where. support-hold and support-move: supported is where the unit
    stands that is helped, to where it goes (its own place for support-hold). convoy: likewise. build: unit_type A or F.
    supported_power: whose unit is helped, if a unit stands there. succeeded: whether it came off, None if not said.
    dislodged: the unit was driven out; retreat: where it went, "" if it was disbanded or stayed.
    """

    power: str
    unit: str
    type: OrderType
    to: str = ""
    supported: str = ""
    supported_power: str = ""
    unit_type: str = ""
    coast: str = ""
    succeeded: bool | None = None
    reason: str = ""
    dislodged: bool = False
    retreat: str = ""


@dataclass(frozen=True, slots=True)
class Orders:
    """All orders of one season of one game.

    owners: who owns which centre when the season begins. units: who stands where when it begins (every unit has an
    order, so this is read from the orders; empty in winter). after: who stands where when it ends, retreats included.
    """

    game: int
    year: int
    season: Season
    orders: tuple[Order, ...]
    owners: Mapping[str, str]
    units: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Game:
    """One game: messages in the order in which they were sent, and orders by (year, season) where there are any."""

    id: int
    messages: tuple[Message, ...]
    orders: Mapping[Phase, Orders]
