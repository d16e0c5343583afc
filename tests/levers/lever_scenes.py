"""A small negotiation to pull levers on: it has something of everything that a lever may change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import product

from counterpoint.case import model
from counterpoint.case.when import When
from counterpoint.levers.gallery import Lever, Value
from counterpoint.levers.patch import Patch, digest
from counterpoint.levers.values import _names
from counterpoint.record.record import make_record
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.run import play_many
from counterpoint.simulation.scene import Scene, make_scene

FIRST, DAYS = date(2021, 1, 4), 120
PARTIES = ("ardan", "belmar", "corvia")
RUNS = 400
LEVELS = {
    "summit": ("leaders", "known"), "desk": ("technical", "known"), "back": ("intelligence", "secret"),
    "press": ("public", "public"), "front": ("field", "public"), "old": ("working", "known"),
}  # fmt: skip


def on(day: int) -> When:
    """The day that lies so many days after the first."""
    return When(*[FIRST + timedelta(days=day)] * 2)


def small_case() -> model.Case:
    """Two who bargain over three issues, a third party, an unclear envoy, a channel that is closed."""
    envoys = tuple(
        model.Envoy(f"{p}-{k}", f"{p} {k}", p, stance=stance, mandates=(model.Mandate(clear=k == "a"),))
        for p in PARTIES[:2] for k, stance in (("a", -2), ("b", 2))
    )  # fmt: skip
    seats = {name: "b" if name in ("desk", "back") else "a" for name in LEVELS}
    channels = tuple(
        model.Channel(
            id=name, name=name.title(), level=level, visibility=seen,  # type: ignore[arg-type]
            seats=tuple(model.Seat(p, f"{p}-{seats[name]}") for p in PARTIES[:2])
            + ((model.Seat("corvia"),) if level in ("public", "field") else ()),
            closed=on(DAYS - 30) if name == "old" else None,
        )
        for name, (level, seen) in LEVELS.items()
    )  # fmt: skip
    issues = tuple(
        model.Issue(id=i, name=i, zero="Ardan's terms", one="Belmar's terms", kind=kind,  # type: ignore[arg-type]
                    stakes=tuple(model.Stake(p, declared=0.3 + 0.4 * n, red_line=0.6 - 0.2 * n, salience=0.5)
                                 for n, p in enumerate(PARTIES[:2])))
        for i, kind in (("land", "core"), ("ports", "core"), ("visas", "technical"))
    )  # fmt: skip
    chief = tuple(model.Chief(None) for _ in range(1))
    return model.Case(
        id="levers", title="Levers", turn_days=7, channels=channels, issues=issues, envoys=envoys,
        parties=tuple(model.Party(p, p.title(), counterpart=PARTIES[1 - n] if n < 2 else "ardan",
                                  chief_negotiator=chief if n < 2 else ()) for n, p in enumerate(PARTIES)),
        sources=(model.Source("s", "S"),), acts=tuple(_acts()),
    )  # fmt: skip


def _acts() -> Iterator[model.Act]:
    """Something passes on every channel every few days."""
    said = {"summit": ("demand", "offer"), "desk": ("procedure", "offer"), "back": ("probe", "soften"),
            "press": ("blame", "demand"), "front": ("strike", "pressure"), "old": ("demand", "offer")}  # fmt: skip
    for n, day in enumerate(range(0, DAYS, 2)):
        name = tuple(LEVELS)[n % len(LEVELS)]
        if name == "old" and day > DAYS - 30:
            continue
        kind, actor = said[name][n // 2 % 2], PARTIES[n // len(LEVELS) % 2]
        yield model.Act(
            id=f"a{n}",
            date=on(day),
            actor=actor,
            kind=kind,
            source="s",  # type: ignore[arg-type]
            target=PARTIES[1 - PARTIES.index(actor)],
            channel=name,
            issue=("land", "ports", "visas")[n % 3],
        )
    yield model.Act(id="last", date=on(DAYS), actor="ardan", kind="meet", source="s", target="belmar", channel="summit")


@cache
def small_scene(*, turns: int = 20, ardan: str = "sincere", belmar: str = "stall") -> Scene:
    """The negotiation with a cast by hand."""
    cast = make_document({"ardan": ardan, "belmar": {"aim": belmar, "techniques": ["divided"]}, "corvia": "tough"})
    return make_scene(make_record(small_case()), cast, turns=turns)


@cache
def changing_scene(*, turns: int = 20) -> Scene:
    """The same, with channels that open and close while it is played; one has closed before."""
    case = small_case()
    seats = tuple(model.Seat(p) for p in PARTIES)
    more = (
        model.Channel(id="hall", name="Hall", level="working", seats=seats[:2], opened=on(DAYS + 20)),
        model.Channel(id="tent", name="Tent", level="ministers", seats=seats, opened=on(DAYS + 20),
                      closed=on(DAYS + 112)),
    )  # fmt: skip
    ends = {"desk": on(DAYS + 60), "press": on(DAYS + 400)}
    channels = tuple(replace(c, closed=ends.get(c.id, c.closed)) for c in case.channels) + more
    cast = make_document({"ardan": "sincere", "belmar": "stall", "corvia": "tough"})
    return make_scene(make_record(replace(case, channels=channels)), cast, turns=turns)


def settings(scene: Scene, lever: Lever) -> Iterator[dict[str, Value]]:
    """The lever at its defaults, on every object that it can be pulled on."""
    fixed = {p.name: p.default for p in lever.params if p.default is not None}
    asked = [p for p in lever.params if p.default is None and not p.optional]
    for chosen in product(*(_names(scene.cut, p) for p in asked)):
        values = fixed | dict(zip((p.name for p in asked), chosen, strict=True))
        if len({values.get(k) for k in ("of", "into")} - {None}) != 1:
            yield values


def patch_of(scene: Scene, lever: Lever, values: dict[str, Value]) -> Patch:
    """The patch that sets a lever so."""
    return Patch(lever.name, tuple((p.name, values[p.name]) for p in lever.params if p.name in values), digest(scene))


def played(scene: Scene, *, runs: int = RUNS) -> bytes:
    """What comes out of some runs, as bytes."""
    return b"".join(a.tobytes() for a in play_many(scene, runs=runs, threads=1))
