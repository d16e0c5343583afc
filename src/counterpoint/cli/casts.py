"""Where a cast comes from: a file of assess, a short form by hand, or an assessment made now and kept for later.

An assessment that lies in the output folder already, made from the same files with the same settings, is not made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from counterpoint import __version__
from counterpoint.case.inputs import digests
from counterpoint.cli.guard import UsageError
from counterpoint.cli.kernels import prepare
from counterpoint.cli.progress import Tell

if TYPE_CHECKING:
    from counterpoint.cli.given import Given

KEPT: Final = 64
"""Casts that are kept; older ones go."""


@dataclass(frozen=True)
class Wanted:
    """Of which case a cast is wanted, as of which day (None: its last) and by which seed; beside: where one may lie."""

    given: Given
    as_of: int | None
    seed: int
    beside: Path | None = None


def cast_of(wanted: Wanted, file: Path | None, *, tell: Tell | None = None) -> dict[str, Any]:
    """The cast document of a case: that of a file, or else that of its assessment as of a day."""
    if file is not None:
        return read_cast(wanted, file)
    return (laid(wanted) if wanted.beside else None) or _assessed(wanted, tell)


def _day(wanted: Wanted) -> int:
    """The last day that may be known."""
    from counterpoint.record.record import make_record

    return wanted.as_of if wanted.as_of is not None else make_record(wanted.given.case).as_of


def laid(wanted: Wanted) -> dict[str, Any] | None:
    """The cast in the output folder, if it is what an assessment made now would give."""
    from counterpoint.inference.prior import read_prior
    from counterpoint.playbooks import DIGEST

    cast, found = (read_json(wanted.beside, name) for name in ("cast.json", "assessment.json"))
    day = date.fromordinal(_day(wanted)).isoformat()
    same = {"inputs": digests(wanted.given.folder), "as_of": day, "eyes": "archive", "seed": wanted.seed,
            "version": __version__, "playbooks_digest": DIGEST}  # fmt: skip
    if any(document.get(key) != value for document in (cast, found) for key, value in same.items()):
        return None
    plain = {
        "without": [],
        "strengths": "elicited",
        "prior": {g: round(p, 4) for g, p in read_prior().groups().items()},
    }
    settings = found.get("settings", {})
    return cast if all(settings.get(key) == value for key, value in plain.items()) else None


def read_json(folder: Path | None, name: str) -> dict[str, Any]:
    """A document that lies in a folder; empty where there is none that can be read."""
    with suppress(OSError, ValueError, AttributeError):
        found = json.loads((folder / name).read_text(encoding="utf-8")) if folder else {}
        return found if isinstance(found, dict) else {}
    return {}


def read_cast(wanted: Wanted, file: Path) -> dict[str, Any]:
    """A cast that assess wrote (JSON), or one written by hand (YAML)."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not text in UTF-8"
        raise UsageError(f"--cast: expected a file that can be read, got {file.name or file}: {why}") from None
    if text.lstrip().startswith("{"):
        return _written(wanted, file.name, text)
    return _by_hand(wanted, file.name, text)


def _written(wanted: Wanted, name: str, text: str) -> dict[str, Any]:
    given, day = wanted.given, date.fromordinal(_day(wanted)).isoformat()
    try:
        document: dict[str, Any] = json.loads(text)
        parties = document["parties"]
        sound = all({"aim", "techniques", "values", "channels"} <= set(parties[p]) for p in parties)
    except (json.JSONDecodeError, KeyError, TypeError):
        sound = False
    if not sound:
        raise UsageError(f"--cast: expected the cast.json of counterpoint assess, or a cast by hand (YAML), got {name}")
    if document.get("case") != given.case.id:
        raise UsageError(f"--cast: expected a cast of {given.case.id}, got one of {document.get('case')}")
    if document.get("inputs") != digests(given.folder):
        raise UsageError(f"--cast: {name} was made from another version of this case (try counterpoint assess again)")
    if str(document.get("as_of") or "") > day:
        raise UsageError(
            f"--cast: expected a cast as of {day} or before, got one of {document['as_of']}, which has seen more than"
            f" it may (try counterpoint assess --as-of {day})"
        )
    from counterpoint.playbooks import DIGEST

    if document.get("playbooks_digest") != DIGEST:
        raise UsageError(f"--cast: {name} was made with other playbooks (try counterpoint assess again)")
    return document


def _by_hand(wanted: Wanted, name: str, text: str) -> dict[str, Any]:
    from counterpoint.case.yaml_text import read_yaml
    from counterpoint.simulation.by_hand import make_document

    tree, problems = read_yaml(text, name)
    if tree is None or problems:
        raise UsageError("\n".join(str(p) for p in problems))
    held = tree.data.get("parties") if isinstance(tree.data, dict) else None
    told = [path[1] for path in tree.lines if path[:1] == ("parties",) and len(path) == 2]
    if not isinstance(held, dict) or not told:
        raise UsageError(f"{name}: expected `parties:` and below it lines such as `russia: stall`, got something else")
    wrong = [f"{name}: {key}: expected parties and nothing else, got {key}" for key in tree.data if key != "parties"]
    known = [p.id for p in wanted.given.case.parties]
    wrong += [f"{name}: parties.{p}: expected one of {', '.join(known)}, got {p}" for p in told if p not in known]
    try:
        document = make_document({str(p): held.get(p) for p in told})
    except ValueError as error:
        wrong += [f"{name}: {line}" for line in str(error).splitlines()]
    wrong = wrong or [f"{name}: {line}" for line in _left_out(wanted, held)]
    if wrong:
        raise UsageError("\n".join(wrong))
    return document | {"case": wanted.given.case.id, "digest": hashlib.sha256(text.encode()).hexdigest()}


def _left_out(wanted: Wanted, held: Collection[str]) -> Iterator[str]:
    """A line for each party of a cast that would not play: whom it faces is not in the cast."""
    from counterpoint.measures.sides import counterpart
    from counterpoint.record.record import make_record
    from counterpoint.simulation.framing import cut

    record = make_record(wanted.given.case, as_of=wanted.as_of)
    try:
        playing = cut(record, held).parties
    except ValueError:
        return  # nobody faces anybody, which the scene tells
    for party in held:
        if party not in playing:
            other = counterpart(record, party)
            got = f"no line for {other} (try one, or none for {party})" if other else "nobody (try none for it)"
            yield f"parties.{party}: expected whom it faces in the cast, too, got {got}"


def _assessed(wanted: Wanted, tell: Tell | None) -> dict[str, Any]:
    """The cast of an assessment, from the user's cache if the same program made it before from the same files."""
    from counterpoint.playbooks import DIGEST

    given, as_of, seed = wanted.given, wanted.as_of, wanted.seed
    inputs = digests(given.folder)
    key = hashlib.sha256(json.dumps([inputs, as_of, seed, __version__, DIGEST, _program()]).encode()).hexdigest()
    folder = _cache()
    kept = folder / f"{key}.json"
    with suppress(OSError, json.JSONDecodeError):
        document: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return document
    prepare()
    from counterpoint.inference.assess import assess
    from counterpoint.inference.cast import cast_document

    found, posteriors, _ = assess(given.case, as_of=as_of, seed=seed, inputs=inputs, progress=tell)
    document = cast_document(found, posteriors)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(document, sort_keys=True), encoding="utf-8")
        part.replace(kept)
        for old in sorted(folder.glob("*.json"), key=lambda f: f.stat().st_mtime)[:-KEPT]:
            old.unlink()
    return document


def _program() -> str:
    """SHA-256 of the sources that a cast is made by, so that none that was kept outlives a change of them."""
    made = hashlib.sha256()
    for package in ("case", "record", "measures", "playbooks", "inference"):
        for file in sorted((Path(__file__).parents[1] / package).rglob("*.py")):
            made.update(file.name.encode() + b"\0" + file.read_bytes())
    return made.hexdigest()


def _cache() -> Path:
    """The folder of the user's cache in which casts are kept."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "counterpoint" / "casts"
