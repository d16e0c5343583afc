"""What each lever does to the negotiation, seen in its runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from counterpoint.case import model
from counterpoint.levers import LEVERS
from counterpoint.levers.backchannel import ID
from counterpoint.levers.gallery import LeverError
from counterpoint.levers.patch import apply, digest, make_patch, overlaps
from counterpoint.levers.play import WAYS
from counterpoint.playbooks import AIMS, TECHNIQUES
from counterpoint.playbooks.base import CAP, FREE_CAP, PARTS
from counterpoint.playbooks.entries import KIND_ORDER, VALENCE
from counterpoint.record.record import make_record
from counterpoint.simulation.acting import BECAUSE, CHANNEL, ISSUE, KIND, MARK, PARTY
from counterpoint.simulation.arrays import (
    AGAINST,
    BEGINS,
    FOR,
    H_ISSUE,
    KINDS,
    QUIET,
    RATE,
    SEATED,
    SIZE,
    STATE,
    SUPPORT,
    Out,
)
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.choosing import BOOKS
from counterpoint.simulation.looking import fast_at
from counterpoint.simulation.moving import REACHED, VOID
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, make_scene, opened
from counterpoint.simulation.tables import books_on
from counterpoint.simulation.telling import told

from .lever_scenes import DAYS, changing_scene, on, small_case, small_scene

CHANNELS = [c.id for c in small_scene().cut.channels]


def pulled(*texts: str, **how: Any) -> Scene:
    """The small negotiation with levers on it."""
    scene = small_scene(**how)
    return apply(scene, [make_patch(scene, text) for text in texts])


def log_of(scene: Scene, numbers: range = range(12)) -> np.ndarray[Any, Any]:
    """The acts of some runs, without the column of the turn."""
    runs = [play_one(scene, number=n) for n in numbers]
    return np.concatenate([out.log[: out.told[0], 1:] for out in runs])


def chance_is_kept(scene: Scene) -> bool:
    """Whether shares add up to one and the chance of no occasion is that of the rate."""
    habits, size = scene.cast.habits, scene.cast.ways[:, :, None, SIZE]
    kinds = habits[..., :H_ISSUE].reshape(*habits.shape[:3], 3, KINDS).sum(axis=4)
    quiet = np.exp(-size * np.log1p(habits[..., RATE] / size))
    return bool(np.allclose(kinds, 1.0) and np.allclose(habits[..., QUIET], quiet))


@pytest.mark.parametrize(
    "text", ["mute:channel=summit", "amplify:channel=press,k=3", "merge:of=back,into=desk", "pressure:on=ardan,k=4",
             "chief:party=belmar", "play:party=ardan,way=grit"],
)  # fmt: skip
def test_shares_and_chances_stay_sound(text: str) -> None:
    scene = pulled(text)
    assert chance_is_kept(scene)
    habits = scene.cast.habits.copy()
    habits[0, 0, 0, QUIET] += 0.01
    assert not chance_is_kept(replace(scene, cast=scene.cast._replace(habits=habits)))


def test_a_muted_or_closed_channel_is_silent_and_one_opened_speaks() -> None:
    used = {CHANNELS[int(c)] for c in np.unique(log_of(small_scene())[:, CHANNEL])}
    assert used == set(CHANNELS) - {"old"}
    silent = log_of(pulled("mute:channel=summit", "close:channel=back", "open:channel=old,days=30"))
    assert {CHANNELS[int(c)] for c in np.unique(silent[:, CHANNEL])} == set(CHANNELS) - {"summit", "back"}
    outs = [play_one(pulled("open:channel=old,days=30"), number=n) for n in range(12)]
    rows = np.concatenate([out.log[: out.told[0]] for out in outs])
    assert rows[rows[:, 1 + CHANNEL] == CHANNELS.index("old"), 0].min() >= 5


def by_name(scene: Scene) -> dict[str, int]:
    """The places of channels."""
    return {c.id: n for n, c in enumerate(scene.cut.channels)}


def passes(scene: Scene) -> dict[str, Any]:
    """Expected occasions in a run by draw and party (D, P), of who sits there, by channel."""
    turns, sits = opened(scene).sum(axis=0), scene.world.seats[:, :, SEATED]
    return {n: scene.cast.habits[:, :, c, RATE] * sits[:, c] * turns[c] for n, c in by_name(scene).items()}


def merged(base: Scene, there: Scene, of: str, into: str) -> bool:
    """Whether nothing is lost or won in sum, and what goes is what passed on the one while the other was open."""
    old, new, both = passes(base), passes(there), opened(base)[:, [by_name(base)[n] for n in (of, into)]].all(axis=1)
    share = both.sum() / max(int(opened(base)[:, by_name(base)[of]].sum()), 1)
    return np.allclose(new[into], old[into] + share * old[of]) and np.allclose(new[of], (1 - share) * old[of])


@pytest.mark.parametrize(("of", "into"), [
    ("back", "desk"), ("desk", "summit"), ("summit", "desk"), ("hall", "press"), ("press", "hall"), ("old", "desk"),
    ("desk", "old"), ("back", "summit"),
])  # fmt: skip
def test_what_passes_on_a_channel_goes_over_in_a_merger_and_no_more(of: str, into: str) -> None:
    """Positive control: the rates of everybody, added whenever the one is open, as they were once."""
    base = changing_scene()
    assert merged(base, apply(base, [make_patch(base, f"merge:of={of},into={into}")]), of, into)
    habits, at = base.cast.habits.copy(), by_name(base)
    habits[:, :, at[into], RATE] += habits[:, :, at[of], RATE]
    habits[:, :, at[of], RATE] = 0.0
    plain = replace(base, cast=base.cast._replace(habits=habits))
    assert merged(base, plain, of, into) == ((of, into) == ("back", "summit")), "only these are always open"


def test_a_channel_that_is_never_open_merges_into_nothing() -> None:
    base = small_scene()
    for text in ("merge:of=old,into=desk", "merge:of=desk,into=old"):
        assert overlaps(base, [make_patch(base, text)]) == [f"{text},share=1 changes nothing here"]
    assert overlaps(base, [make_patch(base, "merge:of=back,into=desk")]) == []


def test_who_had_no_seat_brings_only_what_it_did_where_it_sat() -> None:
    base = small_scene()
    press, desk = CHANNELS.index("press"), CHANNELS.index("desk")
    there = apply(base, [make_patch(base, "merge:of=press,into=desk")])
    assert not base.world.seats[2, desk, SEATED] and there.world.seats[2, desk, SEATED]
    assert np.allclose(there.cast.habits[:, 2, desk, RATE], base.cast.habits[:, 2, press, RATE])
    assert (base.cast.habits[:, 2, desk, RATE] > 0.0).all(), "what is in the way has to be there"


def test_pressure_comes_on_top_of_all_else() -> None:
    base, more = small_scene(), pulled("pressure:on=ardan,k=3")
    at, even = KIND_ORDER.index("pressure"), slice(KINDS, 2 * KINDS)
    old = base.cast.habits[:, 1, :, even] * base.cast.habits[:, 1, :, RATE, None]
    new = more.cast.habits[:, 1, :, even] * more.cast.habits[:, 1, :, RATE, None]
    assert np.allclose(np.delete(new, at, axis=2), np.delete(old, at, axis=2))
    assert np.allclose(new[..., at], 3 * old[..., at])
    assert (more.cast.habits[:, 0] == base.cast.habits[:, 0]).all()
    pressed = [(rows[:, KIND] == at).sum() for rows in (log_of(base), log_of(more))]
    assert pressed[1] > 1.5 * pressed[0]
    assert play_many(more, runs=200).payoff[:, 0].mean() < play_many(base, runs=200).payoff[:, 0].mean()


def test_only_the_main_pair_can_be_pressed() -> None:
    """Positive control: a third party was pressed by pressing whom its counterpart faces, with the same runs."""
    scene = small_scene()
    with pytest.raises(LeverError, match=r"^pressure:on: expected one of ardan, belmar, got 'corvia'"):
        make_patch(scene, "pressure:on=corvia")
    assert scene.cut.other[2] == scene.cut.other[1] == 0
    third, second = (LEVERS["pressure"].change(scene, {"on": on, "k": 3.0}) for on in ("corvia", "belmar"))
    assert digest(third) == digest(second) != digest(scene)


def reached_by(scene: Scene, party: int) -> int:
    rows = log_of(scene, range(60))
    return int(((rows[:, PARTY] == party) & (rows[:, MARK].astype(int) & REACHED > 0)).sum())


def test_who_goes_by_deeds_says_yes_to_words_less_often() -> None:
    base, strict = small_scene(belmar="sincere"), pulled("deeds_first:party=ardan", belmar="sincere")
    assert 0 <= reached_by(strict, 0) < reached_by(base, 0)
    assert reached_by(strict, 1) > 0


def test_an_issue_that_is_unlinked_hangs_on_nothing() -> None:
    base, alone = log_of(small_scene()), log_of(pulled("unlink:issue=land"))
    assert (base[:, BECAUSE] == 0).any() and ((base[:, ISSUE] == 0) & (base[:, BECAUSE] > 0)).any()
    assert not (alone[:, BECAUSE] == 0).any() and not ((alone[:, ISSUE] == 0) & (alone[:, BECAUSE] > 0)).any()
    assert (alone[:, BECAUSE] > 0).any()
    none = log_of(pulled(*(f"unlink:issue={i}" for i in ("land", "ports", "visas"))))
    assert (none[:, BECAUSE] == -1).all()


def test_a_chief_is_disowned_by_nobody_and_speaks_with_one_voice() -> None:
    base, chief = small_scene(belmar="sincere"), pulled("chief:party=ardan", "chief:party=belmar", belmar="sincere")
    voids = [(log_of(s, range(80))[:, MARK].astype(int) & VOID > 0).sum() for s in (base, chief)]
    assert voids[0] > 0 and voids[1] == 0
    tone = [(s.cast.habits[:, 0, :, KINDS : 2 * KINDS] * VALENCE).sum(axis=2).mean(axis=0) for s in (base, chief)]
    summit, back = CHANNELS.index("summit"), CHANNELS.index("back")
    assert tone[1][summit] > tone[0][summit] and tone[1][back] < tone[0][back]


def test_a_date_presses_and_is_believed_by_chance() -> None:
    scene = pulled("deadline:days=21,believed=0.5,on=ardan")
    assert scene.world.dates.shape[0] == 1 and scene.world.believed[-1] == 0.5
    near, past = scene.world.dates[-1, 0, :, 0], scene.world.dates[-1, 0, :, 1]
    assert near.argmax() == 2 and near[3:].max() == 0.0 and past.argmax() == 3
    assert scene.world.dates[-1, 1].max() == 0.0
    same = pulled(f"deadline:date={on(DAYS + 21).first},believed=0.5,on=ardan")
    assert (same.world.dates == scene.world.dates).all()


def test_a_date_without_days_is_told_with_the_days_that_it_takes() -> None:
    """Positive control: where a date is given no days are told beside it."""
    scene = small_scene()
    assert make_patch(scene, "deadline").text == "deadline:days=30,believed=1,on=both"
    assert make_patch(scene, "deadline:date=2021-09-01").text == "deadline:date=2021-09-01,believed=1,on=both"


@pytest.mark.parametrize(
    "text", ["deadline:days=9,date=2021-09-01", "deadline:date=2021-01-05", "deadline:date=1.9.2021"]
)
def test_a_date_that_cannot_be(text: str) -> None:
    with pytest.raises(LeverError, match=r"^deadline[^\n]*expected [^\n]*got [^\n]*\(try [^\n]*\)$"):
        pulled(text)


def test_a_mediator_is_believed_by_whom_he_favours() -> None:
    def moves(text: str) -> tuple[float, float]:
        there, here = pulled(text).world.stakes[:2, 0, 2], small_scene().world.stakes[:2, 0, 2]
        return float(there[0] - here[0]), float(here[1] - there[1])

    even, leaning = moves("mediator"), moves("mediator:favours=ardan,bias=1")
    assert even[0] == pytest.approx(even[1]) and even[0] > 0
    assert leaning[0] == pytest.approx(2 * even[0]) and leaning[1] == pytest.approx(0.0)
    assert pulled("mediator:weight=1").rules.suspended_days == small_scene().rules.suspended_days / 2


def test_a_formula_lets_parties_say_yes_in_public() -> None:
    base, saved = (play_many(s, runs=1500) for s in (small_scene(), pulled("face:slack=0.1")))
    assert saved.near.mean() > base.near.mean()


def test_a_published_channel_is_heard_and_understands_nothing_tacitly() -> None:
    scene = pulled("publish:channel=back")
    c = CHANNELS.index("back")
    assert scene.world.seats[:, c, 1].all() and list(scene.world.places[c, :3]) == [0, 1, 0]


@pytest.mark.parametrize("way", WAYS)
def test_a_way_is_played_from_first_to_last_and_only_by_that_party(way: str) -> None:
    base, scene = small_scene(ardan="none"), pulled(f"play:party=belmar,way={way}", ardan="none")
    outs = [play_one(scene, number=n) for n in range(5)]
    assert all(set(out.track[: out.which[n, 2] + 1, 1, STATE]) == {48.0} for n, out in enumerate(outs))
    own = scene.cast.nats[:, 0][:, (scene.cast.nats[:, 0] != 0).any(axis=0)]
    assert np.array_equal(own, base.cast.nats[:, 0][:, (base.cast.nats[:, 0] != 0).any(axis=0)])
    mine = [(t.part, t.when, t.what) for t in WAYS[way].tendencies]
    added = scene.cast.nats.shape[2] - base.cast.nats.shape[2]
    assert added == len(mine) == len(set(mine))
    assert scene.cast.starts[-1, -1] == scene.cast.nats.shape[2] == len(scene.cast.entries)


def amounts(scene: Scene, p: int) -> dict[int, float]:
    """How strong the tendencies of a party to act more or less are that are on when it begins, by playbook."""
    cast, part = scene.cast, PARTS.index("amount")
    books = {b: slice(*cast.starts[part, b : b + 2]) for b in books_on(int(cast.ways[0, p, BEGINS]))}
    return {b: float(np.abs(cast.nats[:, p, at]).sum()) for b, at in books.items()}


def test_a_way_takes_away_what_a_technique_added_to_how_often_and_leaves_what_is_the_party_s_own() -> None:
    """Positive control: without the way, it adds something."""
    mine = [{"part": "amount", "when": "coolness", "what": "channel", "nats": 0.5}]
    belmar = {"aim": "stall", "techniques": ["modulation"], "tendencies": mine}
    cast = make_document({"ardan": "sincere", "belmar": belmar})
    base = make_scene(make_record(small_case()), cast, turns=5)
    own, none, modulation = BOOKS - 1, len(AIMS) - 1, len(AIMS) + [t.name for t in TECHNIQUES].index("modulation")
    before, after = amounts(base, 1), amounts(apply(base, [make_patch(base, "play:party=belmar,way=grit")]), 1)
    assert before[modulation] > 0.0 and set(after) == {none, own}
    assert after[none] == 0.0 < after[own] == before[own]
    assert {t.part for way in WAYS.values() for t in way.tendencies} == {"kind"}


@pytest.mark.parametrize("book", WAYS.values(), ids=lambda book: book.name)
def test_a_way_keeps_the_caps_of_a_playbook(book: Any) -> None:
    assert all(abs(t.nats) <= (FREE_CAP if t.when == "always" else CAP) for t in book.tendencies)
    assert book.sources and book.status == "elicited"


def test_the_entries_of_others_stay_theirs() -> None:
    """Every playbook speaks with the same strengths as before, party by party."""
    base, scene = small_scene(), pulled("play:party=belmar,way=mirror", "play:party=corvia,way=firm")
    for part in range(4):
        for book in range(10):
            a = slice(base.cast.starts[part, book], base.cast.starts[part, book + 1])
            b = slice(scene.cast.starts[part, book], scene.cast.starts[part, book + 1])
            old, new = base.cast.nats[:, 0, a], scene.cast.nats[:, 0, b]
            assert np.array_equal(old, new[:, : old.shape[1]]) and not new[:, old.shape[1] :].any()
            assert np.array_equal(base.cast.entries[a], scene.cast.entries[b][: old.shape[1]])


def test_an_event_comes_in_its_turn() -> None:
    base, scene = (play_one(s, number=3) for s in (small_scene(), pulled("event:favours=belmar,days=21,support=0.3")))
    assert np.array_equal(base.track[:3], scene.track[:3], equal_nan=True)
    assert scene.track[3, 1, FOR] == 1.0 and scene.track[3, 0, AGAINST] == 1.0
    shift = scene.track[3, :, SUPPORT] - base.track[3, :, SUPPORT]
    assert shift[0] == pytest.approx(-0.3) and shift[1] == pytest.approx(0.3)


def test_an_event_after_the_last_turn_is_told_to_change_nothing() -> None:
    """Positive control: one in the last turn is not told so."""
    scene = small_scene()
    last = 7 * scene.turns - 1
    late, there = (make_patch(scene, f"event:favours=belmar,days={days}") for days in (last + 1, last))
    assert overlaps(scene, [late]) == [f"{late.text} changes nothing here"]
    assert overlaps(scene, [there]) == []


def test_support_begins_higher_and_grows() -> None:
    def end(out: Out) -> float:
        return float(out.track[out.which[0, 2], 2, SUPPORT])

    base, scene = (play_one(s, number=0) for s in (small_scene(), pulled("support:party=corvia,by=0.1,trend=0.5")))
    assert scene.track[0, 2, SUPPORT] - base.track[0, 2, SUPPORT] == pytest.approx(0.1)
    assert end(scene) - end(base) == pytest.approx(0.1 + 0.5 * base.which[0, 2] * 7 / 365.25)


@pytest.mark.parametrize("seen", ["secret", "known", "public"])
def test_a_new_channel_is_used_by_the_pair_alone_and_from_its_day(seen: str) -> None:
    scene = pulled(f"backchannel:like=desk,seen={seen},days=30")
    outs = [play_one(scene, number=n) for n in range(15)]
    rows = np.concatenate([out.log[: out.told[0]] for out in outs])
    there = rows[rows[:, 1 + CHANNEL] == len(CHANNELS)]
    assert set(there[:, 1 + PARTY]) == {0.0, 1.0} and there[:, 0].min() >= 5
    assert scene.start.mem.shape[1] == small_scene().start.mem.shape[1] + 2
    assert (scene.start.mem != 0).sum() == (small_scene().start.mem != 0).sum()
    assert list(scene.world.seats[:, -1, 1]) == [1, 1, int(seen == "public")]
    case = told(scene, outs[0], number=0, whole=False)
    assert any(act.channel == ID for act in case.acts) == bool((outs[0].log[:, 1 + CHANNEL] == len(CHANNELS)).any())


def test_a_room_is_not_like_the_ground() -> None:
    """Positive control: where it may be, they strike in a secret room."""
    case = small_case()
    home = model.Channel(id="home", name="Home", level="internal", visibility="secret")
    cast = make_document({"ardan": "sincere", "belmar": "stall"})
    scene = make_scene(make_record(replace(case, channels=(*case.channels, home))), cast, turns=20)
    for name, level in (("front", "field"), ("home", "internal")):
        told = rf"^backchannel:like: expected one of [^\n]*, got '{name}', which is of level {level} \(try [^\n]*\)$"
        with pytest.raises(LeverError, match=told):
            make_patch(scene, f"backchannel:like={name}")
    strike = KINDS + KIND_ORDER.index("strike")
    rooms = [LEVERS["backchannel"].change(scene, {"like": like, "seen": "secret", "days": 0.0}).cast.habits
             for like in ("desk", "front")]  # fmt: skip
    assert [float(habits[:, :2, -1, strike].mean()) > 0.1 for habits in rooms] == [False, True]


def test_what_passes_on_a_new_channel_is_remembered_as_of_that_channel() -> None:
    """An act on the last channel is counted there, and nowhere else, by who hears it."""
    scene = pulled("backchannel:like=desk,seen=secret")
    out = play_one(scene, number=1)
    fast = fast_at(3)
    assert out.left[0, fast + len(CHANNELS)] > 0 and out.left[2, fast + len(CHANNELS)] == 0
