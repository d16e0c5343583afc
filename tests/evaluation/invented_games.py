"""Games of Diplomacy that nobody played, in the format of the published ones: invented press, simple orders."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

OPENINGS = {
    "spring": {
        "Austria": {"Vie": "Gal", "Bud": "Ser", "Tri": "Alb"},
        "Russia": {"War": "Ukr", "Mos": "Stp", "Sev": "BLA"},
        "Turkey": {"Con": "Bul", "Ank": "BLA", "Smy": "Con"},
        "Italy": {"Ven": "Pie", "Rom": "Ven", "Nap": "ION"},
    },
    "fall": {
        "Austria": {"Gal": "Rum", "Ser": "Gre", "Alb": "Tri"},
        "Russia": {"Ukr": "Rum", "Stp": "Nwy", "Sev": "BLA"},
        "Turkey": {"Bul": "Gre", "Con": "Bul", "Ank": "BLA"},
        "Italy": {"Pie": "Mar", "Ven": "Tri", "ION": "Tun"},
    },
}
TRUE = (
    "I will move to Galicia, please hold in Warsaw.",
    "Shall we share Greece? I can support you from Serbia.",
    "Thanks for the news about Turkey!",
    "Italy told me that he goes to Piedmont.",
)
FALSE = (
    "Trust me, I promise you peace in Galicia this year, because I have no interest in your centres at all.",
    "I honestly plan nothing against you; perhaps we are friends forever.",
)
POWERS = ("austria", "russia", "turkey", "italy")


def messages(game: int, each: int = 6) -> list[dict[str, Any]]:
    """Rows of press: every power writes to every other one in both seasons, some of it a lie."""
    rng = random.Random(game)
    rows = []
    for season in ("Spring", "Fall"):
        for _ in range(each):
            for a in POWERS:
                for b in POWERS:
                    if a != b:
                        lie = rng.random() < 0.15
                        text = rng.choice(FALSE if lie and rng.random() < 0.8 else TRUE)
                        rows.append({"a": a, "b": b, "season": season, "lie": lie, "text": text})
    return [{**row, "index": index} for index, row in enumerate(rows)]


def press(game: int, rows: list[dict[str, Any]]) -> str:
    """The rows as lines of dialogues."""
    lines = []
    for pair in sorted({tuple(sorted((row["a"], row["b"]))) for row in rows}):
        of = [row for row in rows if {row["a"], row["b"]} == set(pair)]
        lines.append(json.dumps({
            "messages": [r["text"] for r in of], "sender_labels": [not r["lie"] for r in of],
            "receiver_labels": [r.get("believed", "NOANNOTATION") for r in of], "speakers": [r["a"] for r in of],
            "receivers": [r["b"] for r in of], "absolute_message_index": [r["index"] for r in of],
            "relative_message_index": list(range(len(of))), "seasons": [r["season"] for r in of],
            "years": ["1901"] * len(of), "game_score": ["3"] * len(of), "game_score_delta": ["0"] * len(of),
            "players": list(pair), "game_id": game,
        }))  # fmt: skip
    return "\n".join(lines) + "\n"


def orders(season: str, **moved: str) -> str:
    """The file of orders of a season; moved changes where a unit goes."""
    powers = {
        power: {unit: {"type": "MOVE", "to": moved.get(unit, to), "result": "SUCCEEDS"} for unit, to in units.items()}
        for power, units in OPENINGS[season].items()
    }
    return json.dumps({"orders": powers, "territories": {"Vie": "Austria", "War": "Russia"}})


def write(folder: Path, games: tuple[int, ...], *, with_orders: bool = True, name: str = "press.jsonl") -> Path:
    """A folder with press of some games, and their orders in moves/."""
    (folder / "moves").mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("".join(press(game, messages(game)) for game in games), encoding="utf-8")
    for game in games if with_orders else ():
        for season in ("spring", "fall"):
            (folder / "moves" / f"DiplomacyGame{game}_1901_{season}.json").write_text(orders(season))
    return folder
