"""The words of a message with names replaced by roles, so that they mean the same in every game.

Powers become zself, zyou, zthird; a province becomes whose centre it is and whose unit stands there (m mine, y yours,
t a third's, n nobody's); numbers become one word.
"""

from __future__ import annotations

import re
from typing import Final

from counterpoint.evaluation.diplomacy.moment import Moment
from counterpoint.readers.press_names import SIGNS

_TOKEN: Final = re.compile(r"[a-z][a-z']*|[?!]|\.\.\.|[^\x00-\x7f]|\d+")


def tokens(moment: Moment) -> str:
    """The tokens of a message, joined by blanks."""
    text = moment.message.text.translate(SIGNS)
    parts, place = [], 0
    for named in moment.words.named:
        role = _power(moment, named.id) if named.what == "power" else _province(moment, named.id)
        parts += [text[place : named.start], f" {role} "]
        place = named.end
    plain = ("".join(parts) + text[place:]).lower()
    return " ".join("9" if token.isdigit() else token for token in _TOKEN.findall(plain))


def _power(moment: Moment, power: str) -> str:
    return {moment.pair[0]: "zself", moment.pair[1]: "zyou"}.get(power, "zthird")


def _province(moment: Moment, province: str) -> str:
    position = moment.board.position
    owner = position.centres.get(province, "")
    stands = position.units.get(province, ("", ""))[0]
    return f"q{_whose(moment, owner)}{_whose(moment, stands)}"


def _whose(moment: Moment, power: str) -> str:
    if not power:
        return "n"
    return {moment.pair[0]: "m", moment.pair[1]: "y"}.get(power, "t")
