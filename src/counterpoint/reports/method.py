"""The sections on channels, on what to watch for, and on how it was computed and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from counterpoint.reports import terms
from counterpoint.reports.lettering import plain, sentence
from counterpoint.reports.pages import MOST, Cell, Desk, Grid, Section, grid, number
from counterpoint.reports.verdicts import parties
from counterpoint.reports.words import (
    ROLE_NAMES,
    VERDICT_NAMES,
    decibans,
    figure,
    interval,
    is_number,
    percent,
    words,
)

READ: Final = {
    "memory": "known, not re-read for this run",
    "abstract": "abstract read",
    "computed": "recomputed",
}
CHECKS: Final = {
    "runs": "runs of one kind of act",
    "cross_correlation": "cross-correlation of the two sides",
    "empty_turns": "turns without an act",
}


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def channels(desk: Desk) -> Section:
    """What each channel is for, by party; how much is on it, and how much of it the record sees."""
    roles = _map(desk.assessment.get("channels"))
    cover = _map(desk.assessment.get("coverage"))
    who = [party for party, _ in parties(desk)]
    rows = []
    for channel in desk.record.case.channels:
        part = _map(roles.get(channel.id))
        name = f"{desk.name(channel.id)} (alleged)" if channel.existence == "alleged" else desk.name(channel.id)
        rows.append(
            [
                Cell(name),
                Cell(", ".join(dict.fromkeys(map(terms.value, (channel.level, channel.visibility))))),
                *(Cell(_role(_map(_map(part.get("role")).get(p)))) for p in who),
                number(part.get("n_acts")),
                number(part.get("n_words")),
                Cell(_coverage(_map(cover.get(channel.id)))),
            ]
        )
    heads = ("channel", "level", *(f"for {desk.name(p)}" for p in who), "acts", "words", "record sees")
    return Section(
        "channels",
        "Channels",
        "What each party uses a channel for, with the probability; and how much of it the record can see. "
        "Where a channel is not fully seen, silence on it says nothing.",
        grid("", heads, rows),
        "The case names no channel.",
    )


def _role(part: Mapping[str, Any]) -> str:
    role = part.get("role")
    if not role:
        return "–"
    text = ROLE_NAMES.get(str(role), words(role))
    return f"{text}, {percent(part.get('p'))}" if is_number(part.get("p")) else text


def _coverage(part: Mapping[str, Any]) -> str:
    said = [(name, part.get(name)) for name in ("full", "partial", "none")]
    text = {"full": "all of it", "partial": "part of it", "none": "nothing"}
    found = [
        f"{text[k]}, {'throughout' if v >= 1 else f'{percent(v)} of the days'}"
        for k, v in said
        if is_number(v) and v is not None and v > 0
    ]
    return "; ".join(found) or ("not open in this period" if part else "not declared")


def watch(desk: Desk) -> Section:
    """Acts or silences to come that would move the verdict most, and the cheapest test one could put."""
    rows = []
    for party, part in parties(desk):
        for item in _list(part.get("watch")):
            row = _map(item)
            rows.append(
                [
                    Cell(desk.name(party)),
                    Cell(words(row.get("kind") or "")),
                    Cell(plain(row.get("what") or "")),
                    Cell(decibans(row.get("if_seen_decibans")), number=True),
                    Cell(percent(row.get("probability")), number=True),
                    number(row.get("information_bits")),
                    Cell(words(row.get("cost")) if row.get("cost") else "–"),
                ]
            )
    heads = ("about", "kind", "what", "if seen, decibans", "chance of it", "bits to be learnt", "cost")
    return Section(
        "watch",
        "What to watch for",
        "What to come would move a verdict: positive decibans towards bad faith, negative towards good faith. "
        "A test is something one could put to the other side.",
        grid("", heads, rows),
        "Nothing to come stands out: no act or silence would move a verdict much.",
    )


def trust(desk: Desk) -> Section:
    """How it was computed and how far to trust it."""
    grids: list[Grid] = [*_settings(desk), *_sources(desk), *_flips(desk), *_checks(desk), *_sampling(desk)]
    notes = []
    halves = _map(desk.assessment.get("halves"))
    if halves.get("note"):
        changed = ", ".join(desk.name(c) for c in _list(halves.get("changed")) if isinstance(c, str))
        notes.append(f"Length of a turn: {sentence(halves['note'])}" + (f" Changed: {changed}." if changed else ""))
    notes.append(
        "A verdict is given only where one reading reaches 80 %, its lower end 55 %, and it stands when the prior "
        "odds are tripled or divided by three; otherwise the verdict is undetermined, with the reason. It speaks "
        "of behaviour, never of minds."
    )
    strengths = _map(desk.assessment.get("settings")).get("strengths", "elicited")
    notes.append(
        "Status: the arithmetic over acts and ways of playing is exact for given tendencies; tendencies are "
        f"{strengths}, baselines counted over the other bundled cases, trust and thresholds elicited, with their "
        "spread carried through to every interval. No language model produced a probability."
    )
    lead = "What went in, what each source contributes, and what the model could not reproduce."
    return Section("trust", "How it was computed and how far to trust it", lead, tuple(grids), "", tuple(notes))


def _settings(desk: Desk) -> tuple[Grid, ...]:
    rows = []
    for key, value in _map(desk.assessment.get("settings")).items():
        if key == "prior" and isinstance(value, Mapping):
            numbers = [(k, v) for k, v in value.items() if is_number(v)]
            if numbers:
                text = ", ".join(f"{VERDICT_NAMES.get(k, words(k))} {percent(v)}" for k, v in numbers)
                rows.append([Cell("prior"), Cell(text)])
                continue
        rows.append([Cell(terms.head(key)), Cell(_flat(value))])
    for key in ("as_of", "eyes", "seed"):
        if key in desk.assessment:
            rows.append([Cell(terms.head(key)), Cell(_flat(desk.assessment[key]))])
    return grid("Settings", ("setting", "value"), rows)


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{words(k)} {_flat(v)}" for k, v in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(_flat(v) for v in value) or "none"
    return figure(value)


def _sources(desk: Desk) -> tuple[Grid, ...]:
    rows = []
    for party, part in parties(desk):
        for source, entry in _map(part.get("by_source")).items():
            row = _map(entry)
            known = _map(row.get("trust"))
            spread = f" ({interval(known)})" if interval(known) else ""
            rows.append(
                [
                    Cell(desk.name(party)),
                    Cell(desk.name(source)),
                    number(row.get("acts")),
                    Cell(decibans(row.get("decibans")), number=True),
                    Cell(percent(known.get("p")) + spread),
                ]
            )
    return grid("What each source contributes", ("about", "source", "acts", "decibans", "trust in it"), rows)


def _flips(desk: Desk) -> tuple[Grid, ...]:
    rows = []
    for party, part in parties(desk):
        flips = _map(part.get("flips"))
        for index, act in enumerate(_list(flips.get("acts"))):
            to = VERDICT_NAMES.get(str(flips.get("to")), words(flips.get("to") or ""))
            note = plain(flips.get("note") or "")
            rows.append([Cell(desk.name(party)), desk.act_cell(act), Cell(to),
                         Cell(note if index == 0 else "as above")])  # fmt: skip
    heads = ("about", "without this act", "the verdict is", "note")
    return grid("Acts on which a verdict hangs", heads, rows, shown=MOST)


def _checks(desk: Desk) -> tuple[Grid, ...]:
    rows = []
    for party, part in parties(desk):
        check = _map(part.get("predictive_check"))
        for name, entry in check.items():
            row = _map(entry)
            if not row:
                continue
            expected = f"{figure(row.get('low'))} to {figure(row.get('high'))}"
            if not is_number(row.get("observed")):
                expected = plain(row.get("why") or "not known")
            rows.append(
                [Cell(desk.name(party)), Cell(CHECKS.get(str(name), words(name))), number(row.get("observed")),
                 Cell(expected), number(row.get("p"))]
            )  # fmt: skip
        if "misfit" in check:
            said = "the model does not reproduce the record" if check["misfit"] else "no misfit seen"
            rows.append([Cell(desk.name(party)), Cell("all together"), Cell(said), Cell(""), Cell("")])
    heads = ("about", "does the model reproduce", "on record", "model's range", "p")
    return grid("Predictive check", heads, rows)


def _sampling(desk: Desk) -> tuple[Grid, ...]:
    rows = []
    for party, part in parties(desk):
        row = _map(part.get("sampling"))
        if row:
            keys = ("particles", "stages", "effective_size", "acceptance")
            poor = "poor: do not rely on it" if row.get("poor") else "good enough"
            rows.append([Cell(desk.name(party)), *(number(row.get(k)) for k in keys), Cell(poor)])
    heads = ("about", "particles", "stages", "effective size", "acceptance", "judged")
    return grid("Sampling", heads, rows)


def bibliography(desk: Desk) -> Section:
    """The works that this run rests on, and how each was read."""
    rows = [
        [
            Cell(plain(_map(b).get("text") or "")),
            Cell(READ.get(str(_map(b).get("read")), words(_map(b).get("read") or ""))),
        ]
        for b in _list(desk.assessment.get("bibliography"))
    ]
    works = grid("", ("work", "how it was read"), rows, shown=MOST)
    return Section("bibliography", "Bibliography of this run", "", works, "This run cites no work.")


def made(desk: Desk) -> Section:
    """Digests of the inputs and the version, so that the run can be repeated."""
    rows = [[Cell(str(name)), Cell(plain(d))] for name, d in _map(desk.assessment.get("inputs")).items()]
    if desk.assessment.get("playbooks_digest"):
        rows.append([Cell("playbooks"), Cell(plain(desk.assessment["playbooks_digest"]))])
    if desk.assessment.get("version"):
        rows.append([Cell("counterpoint"), Cell(plain(desk.assessment["version"]))])
    return Section("made", "Inputs and version", "", grid("", ("input", "SHA-256 or version"), rows),
                   "The run recorded no inputs.")  # fmt: skip
