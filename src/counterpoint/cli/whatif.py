"""The commands levers, whatif and value: what could be done, what it would change, what channels are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from counterpoint.cli.asked import LEAST, Asked, check, day_or_last, who_plays
from counterpoint.cli.given import Given, sound_case, unknown
from counterpoint.cli.guard import FINE, UsageError
from counterpoint.cli.output import say, say_json
from counterpoint.cli.progress import bar
from counterpoint.cli.simulate import CASTING, scene_of, threads

if TYPE_CHECKING:
    from counterpoint.case.model import Case
    from counterpoint.levers.gallery import Lever, Param
    from counterpoint.levers.patch import Patch
    from counterpoint.simulation.framing import Cut
    from counterpoint.simulation.scene import Scene

OWN: Final = 0.2
"""Share of what is left after the cast that the plain comparison takes, the other readings not counted."""


def levers(name: str | None) -> int:
    """Print the gallery, or one lever with all that it takes."""
    from counterpoint.levers.gallery import LeverError
    from counterpoint.levers.patch import find_lever

    try:
        say(lever_lines(find_lever(name)) if name is not None else gallery_lines())
    except LeverError as error:
        raise UsageError(str(error)) from None
    return FINE


def gallery_lines() -> Iterator[str]:
    """The gallery, a line each: how it is written, what it is."""
    from counterpoint.levers import LEVERS

    wide = max(len(lever.name) for lever in LEVERS.values())
    for lever in LEVERS.values():
        yield f"{lever.name:<{wide}}  {lever.what}"
        yield f"{'':<{wide}}  --lever {written(lever)}"
    yield ""
    yield "counterpoint levers NAME tells what one does, on what it rests, and what it takes"


def written(lever: Lever) -> str:
    """How a lever is written, with the defaults of what may be left out, but for what stands in place of another."""
    told = [f"{p.name}={p.name.upper() if p.default is None else _plain(p.default)}" for p in lever.params
            if not any(q.unless == p.name for q in lever.params)]  # fmt: skip
    return f"{lever.name}:{','.join(told)}" if told else lever.name


def lever_lines(lever: Lever) -> Iterator[str]:
    """One lever: what it is, its rule, what it takes, its source and status."""
    yield f"{lever.name}: {lever.what}"
    yield f"  {lever.rule}"
    yield ""
    yield f"--lever {written(lever)}"
    for param in lever.params:
        yield f"  {param.name}: {param.what}{bounds(param)}"
    yield ""
    yield f"source: {lever.source}"
    yield f"status: {lever.status}"


def bounds(param: Param) -> str:
    """Range, unit and default of what a lever takes."""
    from counterpoint.levers.gallery import NUMBERS

    unit = f" [{param.unit}]" if param.unit else ""
    span = f", from {param.low:g} to {param.high:g}" if param.kind in NUMBERS else ""
    given = f"default {_plain(param.default)}" if param.default is not None else "required"
    given += f" where no {param.unless} is given" if param.unless else ""
    return f"{span}{unit}, {'optional' if param.optional else given}"


def _plain(value: float | str) -> str:
    return f"{value:g}" if isinstance(value, float) else value


def whatif(name: str, asked: Asked, pulled: Sequence[str], *, towards: str | None, json: bool) -> int:
    """Play a case with levers and without; print what differs."""
    if not pulled:
        raise UsageError("whatif: expected --lever NAME[:k=v,k=v], got nothing (try counterpoint levers)")
    given = sound_case(name)
    check(given, asked, *_of_levers(given, asked, pulled, towards), least=LEAST)
    from counterpoint.levers.gallery import LeverError

    with bar() as tell:
        scene, cast = scene_of(given, asked, tell)
        try:
            document = _compared(scene, pulled, asked, towards, tell) | _made_of(given, scene, cast)
        except LeverError as error:
            raise UsageError(str(error)) from None
    if json:
        say_json(document)
    else:
        from counterpoint.reports.whatif_lines import whatif_lines

        say(whatif_lines(given.case, document))
    return FINE


def _of_levers(
    given: Given, asked: Asked, pulled: Sequence[str], towards: str | None
) -> Iterator[Callable[[], object]]:
    """Checks of the levers and of whom the other readings are about, among those who will play."""
    from counterpoint.levers.gallery import LeverError
    from counterpoint.levers.patch import set_to
    from counterpoint.record.record import make_record
    from counterpoint.simulation.framing import cut

    try:
        laid = cut(make_record(given.case, as_of=day_or_last(given, asked)), who_plays(given, asked))
    except ValueError:
        return  # nobody faces anybody, which the scene tells

    def lever(text: str) -> None:
        try:
            set_to(laid, text)
        except LeverError as error:
            raise UsageError(
                "\n".join(_dated(given.case, laid, text, line) for line in str(error).splitlines())
            ) from None

    def whom() -> None:
        pair = (laid.parties[0], laid.parties[laid.other[0]])
        if towards is not None and towards not in pair:
            raise unknown("--towards", towards, known=pair)

    yield from (partial(lever, text) for text in pulled)
    yield whom


def _dated(case: Case, laid: Cut, text: str, line: str) -> str:
    """The line for a mistake in a lever; where it names a channel that was not there yet, it says since when it is."""
    from counterpoint.levers import LEVERS
    from counterpoint.levers.gallery import CHANNELS
    from counterpoint.record.known import first_day, last_day

    name, _, rest = text.strip().partition(":")
    given = {key.strip(): told.strip() for key, _, told in (pair.partition("=") for pair in rest.split(","))}
    there = {c.id for c in laid.channels}
    late = {c.id: first_day(c) for c in case.channels if c.id not in there}
    params = LEVERS[name].params if name in LEVERS else ()
    for key in (p.name for p in params if p.kind in CHANNELS and given.get(p.name) in late):
        if line.startswith(f"{name}:{key}: "):
            since = late[given[key]]
            first, known = (date.fromordinal(d) for d in (since, min(since, last_day(case))))
            return f"{line.rpartition(' (try ')[0]}, which was not there before {first} (try --as-of {known})"
    return line


def _compared(scene: Scene, pulled: Sequence[str], asked: Asked, towards: str | None, tell: Any) -> dict[str, Any]:
    """The document of a what-if."""
    from counterpoint.levers.document import whatif_document
    from counterpoint.levers.gallery import main_pair
    from counterpoint.levers.patch import make_patch, overlaps
    from counterpoint.levers.whatif import doubted, readings, whatif as work

    patches: list[Patch] = [make_patch(scene, text) for text in pulled]
    pair = [scene.cut.parties[p] for p in main_pair(scene)]
    about = towards or doubted(scene)
    how = {"runs": asked.runs, "seed": asked.seed, "threads": threads()}
    answer = work(scene, patches, **how)
    notes = overlaps(scene, patches)
    step = (lambda share: tell("playing", CASTING + (1 - CASTING) * (OWN + (1 - OWN) * share))) if tell else None
    found = readings(scene, patches, towards=about, tell=step, **how)
    made = {"runs": asked.runs, "seed": asked.seed, "notes": notes}
    asking = next(p for p in pair if p != about)
    return whatif_document(scene, patches, answer, found, towards=about, asking=asking, made=made)


def _made_of(given: Given, scene: Scene, cast: dict[str, Any]) -> dict[str, Any]:
    """What an answer carries on from what it was made of: the strictest marking, digests."""
    from counterpoint.case.inputs import digests
    from counterpoint.record.record import make_record
    from counterpoint.reports.marking import banner

    record = make_record(given.case, as_of=scene.cut.record.as_of)
    marking = banner(given.case, record, also=cast.get("marking"))
    return {"marking": marking, "inputs": digests(given.folder), "cast": cast.get("digest")}


def value(name: str, asked: Asked, *, json: bool) -> int:
    """Print what each channel of the main pair is worth to each party."""
    from counterpoint.levers.worth import FEWEST, value as work

    given = sound_case(name)
    check(given, asked, least=FEWEST)
    from counterpoint.levers.document import value_document

    with bar() as tell:
        scene, cast = scene_of(given, asked, tell)
        step = (lambda share: tell("playing", CASTING + (1 - CASTING) * share)) if tell else None
        found = work(scene, runs=asked.runs, seed=asked.seed, threads=threads(), tell=step)
    document = value_document(scene, found, made={"runs": asked.runs, "seed": asked.seed})
    document |= _made_of(given, scene, cast)
    if json:
        say_json(document)
    else:
        from counterpoint.reports.whatif_lines import value_lines

        say(value_lines(given.case, document))
    return FINE
