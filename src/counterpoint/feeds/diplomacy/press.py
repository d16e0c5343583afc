"""The press of a game: one dialogue a line of JSON, its messages as lists of equal length."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from counterpoint.case.names import quoted
from counterpoint.case.problem import Problem
from counterpoint.feeds.diplomacy.board import POWERS, SEASONS
from counterpoint.feeds.diplomacy.game import Message

NEEDED: Final = ("messages", "speakers", "receivers", "absolute_message_index", "seasons", "years")
"""The lists that a dialogue must have."""
ALLOWED: Final = ("sender_labels", "receiver_labels", "game_score", "game_score_delta")
"""The lists that it may have."""


def read_press(name: str, text: str, *, messages: dict[int, dict[int, Message]], problems: list[Problem]) -> set[int]:
    """Add the messages of a file to those of each game, by index, and what is wrong to the problems.

    Returns which games are in the file.
    """
    games, twice = set[int](), list[tuple[int, Message]]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            problems.append(Problem(name, number, "dialogue", "one JSON object on the line", quoted(line)))
            continue
        for message in _dialogue(row, (name, number), problems):
            games.add(message.game)
            if message.index in messages.setdefault(message.game, {}):
                twice.append((number, message))
            else:
                messages[message.game][message.index] = message
    if twice:
        problems.append(_repeated(name, twice))
    return games


def _repeated(name: str, twice: list[tuple[int, Message]]) -> Problem:
    """One problem for all messages of a file that were there already."""
    (line, first), games = twice[0], sorted({message.game for _, message in twice})
    told = f"game{'' if len(games) == 1 else 's'} {', '.join(map(str, games))}"
    what = f"{len(twice)} messages of {told} twice" if len(twice) > 1 else f"{first.index} of {told} twice"
    return Problem(name, line, "absolute_message_index", "each index once in a game", what, "naming each file once")


def _dialogue(row: Any, place: tuple[str, int], problems: list[Problem]) -> list[Message]:
    """The messages of one dialogue; those with a problem are left out."""
    if not isinstance(row, dict):
        problems.append(Problem(*place, "dialogue", "a JSON object", quoted(row)))
        return []
    game = _whole(row.get("game_id"))
    if game is None:
        problems.append(Problem(*place, "game_id", "a whole number", quoted(row.get("game_id"))))
    length = _length(row, place, problems)
    if length is None or game is None:
        return []
    given = row.get("players")
    pair = given if isinstance(given, list) else sorted({str(s).lower() for s in row["speakers"] + row["receivers"]})
    dialogue = "-".join(str(p).lower() for p in pair)
    made = (_message(row, i, (game, dialogue), place=place, problems=problems) for i in range(length))
    return [message for message in made if message is not None]


def _length(row: dict[str, Any], place: tuple[str, int], problems: list[Problem]) -> int | None:
    """How many messages the dialogue has; None if its lists are not what they must be."""
    sound = True
    for field in (*NEEDED, *ALLOWED):
        value = row.get(field)
        if value is None and field in ALLOWED:
            continue
        if not isinstance(value, list):
            problems.append(Problem(*place, field, "a list", quoted(value)))
            sound = False
    if not sound:
        return None
    length = len(row["messages"])
    for field in (*NEEDED, *ALLOWED):
        if row.get(field) is not None and len(row[field]) != length:
            problems.append(Problem(*place, field, f"{length} entries, one a message", str(len(row[field]))))
            sound = False
    return length if sound else None


def _message(
    row: dict[str, Any], i: int, about: tuple[int, str], *, place: tuple[str, int], problems: list[Problem]
) -> Message | None:
    """The i-th message of a dialogue; None if something of it is wrong."""
    before = len(problems)

    def read(field: str, parse: Callable[[Any], Any], expected: str) -> Any:
        value = row[field][i] if row.get(field) is not None else None
        parsed = parse(value)
        if parsed is None:
            problems.append(Problem(*place, f"{field}[{i}]", expected, quoted(value)))
        return parsed

    powers = "one of " + ", ".join(POWERS)
    sender = read("speakers", _power, powers)
    receiver = read("receivers", _power, powers)
    index = read("absolute_message_index", _whole, "a whole number")
    season = read("seasons", _season, "one of " + ", ".join(SEASONS))
    year = read("years", _whole, "a year")
    text = read("messages", lambda v: v if isinstance(v, str) else None, "a text")
    if sender is not None and sender == receiver:
        problems.append(Problem(*place, f"receivers[{i}]", "another power than the sender", quoted(receiver)))
    if len(problems) > before:
        return None
    lie, suspected = (_not(row, field, i) for field in ("sender_labels", "receiver_labels"))
    score, delta = (_number(row, field, i) for field in ("game_score", "game_score_delta"))
    return Message(index, about[0], about[1], sender, receiver, season, year, text, lie, suspected, score, delta)


def _whole(value: Any) -> int | None:
    """A whole number, or a text that is one."""
    if isinstance(value, bool):
        return None
    try:
        return int(value) if isinstance(value, (int, str)) else None
    except ValueError:
        return None


def _power(value: Any) -> str | None:
    return value.lower() if isinstance(value, str) and value.lower() in POWERS else None


def _season(value: Any) -> str | None:
    name = value.lower() if isinstance(value, str) else ""
    name = "fall" if name == "autumn" else name
    return name if name in SEASONS else None


def _not(row: dict[str, Any], field: str, i: int) -> bool | None:
    """Labels say true for truth; anything else than yes or no (NOANNOTATION) says nothing."""
    value = row[field][i] if row.get(field) is not None else None
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.lower())
    return not value if isinstance(value, bool) else None


def _number(row: dict[str, Any], field: str, i: int) -> int | None:
    return _whole(row[field][i]) if row.get(field) is not None else None
