"""A tiny invented game in the published format, to be written where a test wants it."""

from __future__ import annotations

import gzip
import json
import tarfile
from pathlib import Path
from typing import Any

START = {
    "Austria": {"Tri": "Vie", "Bud": "Ser", "Vie": "Gal"},
    "Italy": {"Ven": "Tyr", "Rom": "Ven", "Nap": "ION"},
    "Turkey": {"Con": "Bul", "Smy": "Con", "Ank": "BLA"},
}
TERRITORIES = {
    "Tri": "Austria", "Bud": "Austria", "Vie": "Austria", "Ven": "Italy", "Rom": "Italy", "Nap": "Italy",
    "Con": "Turkey", "Smy": "Turkey", "Ank": "Turkey",
}  # fmt: skip
Line = tuple[str, str, str, bool]
"""Sender, receiver, text, and whether the sender calls it the truth."""


def move(to: str, *, result: str = "SUCCEEDS") -> dict[str, Any]:
    return {"type": "MOVE", "to": to, "result": result, "result_reason": "Attack strength is greater"}


def support(source: str, to: str | None = None) -> dict[str, Any]:
    goal = {"to": to} if to else {}
    return {"type": "SUPPORT", "from": source, "result": "SUCCEEDS", "result_reason": "Unchallenged", **goal}


def hold() -> dict[str, Any]:
    return {"type": "HOLD", "result": "SUCCEEDS", "result_reason": "Unchallenged"}


def openings() -> dict[str, dict[str, Any]]:
    """Orders of spring 1901: each unit moves as START says."""
    return {power: {unit: move(to) for unit, to in units.items()} for power, units in START.items()}


def dialogue(lines: list[Line], *, game: int = 90, first: int = 0, season: str = "Spring") -> dict[str, Any]:
    """A dialogue with every list of the published format."""
    n = len(lines)
    return {
        "messages": [text for _, _, text, _ in lines],
        "sender_labels": [truth for _, _, _, truth in lines],
        "receiver_labels": ["NOANNOTATION"] * n,
        "speakers": [sender for sender, _, _, _ in lines],
        "receivers": [receiver for _, receiver, _, _ in lines],
        "absolute_message_index": [first + i for i in range(n)],
        "relative_message_index": list(range(n)),
        "seasons": [season] * n,
        "years": ["1901"] * n,
        "game_score": ["3"] * n,
        "game_score_delta": ["0"] * n,
        "players": list(lines[0][:2]) if lines else [],
        "game_id": game,
    }


def write_press(file: Path, *dialogues: dict[str, Any]) -> Path:
    text = "".join(json.dumps(d) + "\n" for d in dialogues)
    if file.name.endswith(".gz"):
        file.write_bytes(gzip.compress(text.encode()))
    else:
        file.write_text(text, encoding="utf-8")
    return file


def write_orders(folder: Path, orders: dict[str, Any], *, game: int = 90, season: str = "spring") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"DiplomacyGame{game}_1901_{season}.json"
    file.write_text(json.dumps({"orders": orders, "territories": TERRITORIES, "sc": ""}), encoding="utf-8")
    return file


def pack(folder: Path, *files: Path) -> Path:
    """The files in a moves.tar.gz; the loose ones are taken away."""
    target = folder / "moves.tar.gz"
    with tarfile.open(target, "w:gz") as tar:
        for file in files:
            tar.add(file, arcname=f"moves/{file.name}")
            file.unlink()
    return target
