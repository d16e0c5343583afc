"""Who stands on which line of a stave, and under what short name."""

from __future__ import annotations

import pytest

from counterpoint.case.model import Case, Party
from counterpoint.reports.sheet import lines, short_name

NAMES = (
    ("Russia", "russia", "Rus."),
    ("United States", "us", "US"),
    ("NATO", "nato", "NATO"),
    ("European governments and the European Union", "europe", "Eur."),
    ("German Democratic Republic", "gdr", "GDR"),
    ("United Arab Republic (Egypt)", "egypt", "Egypt"),
    ("North Viet-Nam and the National Liberation Front", "north_vietnam", "N. Viet."),
    ("Upper State", "upper", "Upper"),
    ("Iran", "tehran", "Iran"),
)


@pytest.mark.parametrize(("name", "party", "short"), NAMES)
def test_short_names_name_nobody_else(name: str, party: str, short: str) -> None:
    assert short_name(name, party) == short


def test_initials_that_are_not_in_use_are_not_made_up() -> None:
    """Upper State is not the US, nor are European governments the Eurasian Economic Union."""
    for name, party, short in NAMES:
        made_up = "".join(w[0] for w in name.split() if w[0].isupper())
        assert len(made_up) == 1 or short != made_up or party == made_up.lower(), name
    assert short_name("Upper State", "first_party") != "US", "an id too long to serve leaves the word"


def test_two_parties_of_one_short_name_are_told_apart() -> None:
    parties = (Party("north_sund", "Sundland Coast", None), Party("south_sund", "Sundland Hills", None))
    shorts = [line.short for line in lines(Case(id="x", title="X", parties=parties))]
    assert len(set(shorts)) == 2
    assert short_name("Sundland Coast", "north_sund") == short_name("Sundland Hills", "south_sund")
