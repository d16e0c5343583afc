"""Who stands on which line of a stave, and under what short name."""

from __future__ import annotations

import pytest

from counterpoint.case.model import Act, Case, Channel, Party, Seat, Source
from counterpoint.record.record import make_record
from counterpoint.reports.palette import PARTY_COLOURS
from counterpoint.reports.sheet import lines, on_stave, party_look, short_name, short_names, staves
from counterpoint.reports.words import names_of

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
    ("United States (the Administration)", "us", "US"),
    ("United Nations (Secretary-General, truce supervision)", "un", "UN"),
    ("World Bank (IBRD)", "ibrd", "IBRD"),
    ("American republics (Organization of American States)", "oas", "OAS"),
    ("Troop-contributing countries (Korea, Thailand)", "tcc", "TCC"),
    ("The European Union and five other powers", "p5eu", "Eur."),
)


@pytest.mark.parametrize(("name", "party", "short"), NAMES)
def test_short_names_name_nobody_else(name: str, party: str, short: str) -> None:
    assert short_name(name, party) == short


def test_initials_that_are_not_in_use_are_not_made_up() -> None:
    """Upper State is not the US, nor are European governments the Eurasian Economic Union."""
    for name, party, short in NAMES:
        made_up = "".join(w[0] for w in name.replace("(", " ").split() if w[0].isupper())
        assert len(made_up) == 1 or short != made_up or party == made_up.lower(), name
    assert short_name("Upper State", "first_party") != "US", "an id too long to serve leaves the word"


def test_two_parties_of_one_short_name_are_told_apart() -> None:
    parties = (Party("north_sund", "Sundland Coast", None), Party("south_sund", "Sundland Hills", None))
    shorts = [line.short for line in lines(Case(id="x", title="X", parties=parties))]
    assert len(set(shorts)) == 2
    assert short_name("Sundland Coast", "north_sund") == short_name("Sundland Hills", "south_sund")


def test_a_short_name_in_use_stays_with_its_owner() -> None:
    parties = (Party("us", "United States (the Administration)", None), Party("congress", "US Congress", None))
    assert short_name("US Congress", "congress") == "US", "the two would be told apart by nothing"
    assert short_names(Case(id="x", title="X", parties=parties)) == {"us": "US", "congress": "Congr."}


def test_parties_go_by_brief_names_unless_two_would_share_one() -> None:
    parties = (
        Party("nix", "Campaign of the candidate; later his staff", None),
        Party("north", "Sund (the North)", None),
        Party("south", "Sund (the South)", None),
    )
    names = names_of(Case(id="x", title="X", parties=parties))
    assert names == {"nix": "Campaign of the candidate", "north": "Sund (the North)", "south": "Sund (the South)"}


def test_a_shared_line_names_those_who_sit_or_act_there() -> None:
    parties = tuple(Party(i, f"{i.title()}land", None) for i in ("ard", "bel", "cor", "dun", "eck"))
    channels = (Channel("desk", "Desk", "working", seats=(Seat("cor"),)), Channel("hall", "Hall", "public"))
    acts = tuple(
        Act(id=f"a{i}", date=f"2031-03-0{i + 1}", actor=who, kind="offer", source="s", channel=where)
        for i, (who, where) in enumerate([("dun", "desk"), ("cor", "hall"), ("dun", "hall"), ("eck", "hall")])
    )
    case = Case(id="x", title="X", parties=parties, channels=channels, sources=(Source("s", "S"),), acts=acts)
    record, shared = make_record(case), lines(case)[1]
    desk, hall = staves(record)
    assert shared.name == "others"
    assert on_stave(shared, desk, record).name == "Corland, Dunland"
    assert on_stave(shared, hall, record) == shared, "three are too many to name"
    assert on_stave(lines(case)[0], desk, record).name == "Ardland"


def test_no_two_of_many_parties_look_alike() -> None:
    parties = tuple(Party(f"p{i}", f"P{i}", None) for i in range(len(PARTY_COLOURS) ** 2))
    case = Case(id="x", title="X", parties=parties)
    assert len({party_look(case, p.id) for p in parties}) == len(parties)
