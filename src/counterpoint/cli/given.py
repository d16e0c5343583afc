"""What a command is given, as words, turned into what the packages take. What cannot be is a UsageError."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counterpoint.cli.guard import UnsoundCase, UsageError

if TYPE_CHECKING:
    from counterpoint.case.model import Case
    from counterpoint.case.problem import Problem
    from counterpoint.inference.prior import Prior

LONGEST_LOOK_AHEAD = 366
"""How long after the end of a record one may still look at it [days]."""


@dataclass(frozen=True, slots=True)
class Given:
    """A sound case, the folder it was read from, and what to be warned of."""

    folder: Path
    case: Case
    warnings: tuple[Problem, ...]


def unknown(what: str, name: str, *, known: Collection[str]) -> UsageError:
    """The line for a name that is not known: expected, got, and the nearest known one."""
    from counterpoint.case.names import listing, nearest, quoted

    near = nearest(name, known=known)
    hint = f" (try {near})" if near else ""
    return UsageError(f"{what}: expected one of {listing(known, 200)}, got {quoted(name)}{hint}")


def case_folder(name: str) -> Path:
    """The folder of a bundled case or of a path."""
    from counterpoint.case.bundled import find_case

    try:
        return find_case(name)
    except LookupError as error:
        raise UsageError(str(error.args[0])) from None


def sound_case(name: str) -> Given:
    """A case without errors; UnsoundCase tells its problems."""
    from counterpoint.case.read import read_case

    folder = case_folder(name)
    case, problems = read_case(folder)
    errors = [p for p in problems if p.severity == "error"]
    if case is None or errors:
        raise UnsoundCase("\n".join(str(p) for p in errors))
    return Given(folder, case, problems)


def day_of(text: str, case: Case) -> int:
    """The last day that a date YYYY-MM-DD, YYYY-MM or YYYY may mean (ordinal), within the time of the case."""
    from counterpoint.case.when import parse_when
    from counterpoint.record.record import make_record

    try:
        when = parse_when(text.strip())
    except ValueError as error:
        raise UsageError(f"--as-of: {error}") from None
    record = make_record(case)
    ordinal = when.last.toordinal()
    if not record.start <= ordinal <= record.as_of + LONGEST_LOOK_AHEAD:
        from datetime import date

        first, last = date.fromordinal(record.start), date.fromordinal(record.as_of)
        raise UsageError(f"--as-of: expected a date from {first} to a year after {last}, got '{when}' (try {last})")
    return ordinal


def eyes_of(name: str, case: Case) -> str:
    """Whose eyes the record is seen with: archive, public, or a party's id."""
    known = ("archive", "public", *(party.id for party in case.parties))
    sent = {envoy.id: envoy.party for envoy in case.envoys}
    if name in sent:
        raise UsageError(f"--eyes: expected archive, public or a party, got the envoy {name} (try {sent[name]})")
    if name not in known:
        raise unknown("--eyes", name, known=known)
    return name


def left_out(names: Collection[str], case: Case) -> tuple[str, ...]:
    """Acts and sources to leave out, as written after --without; a;b and a,b name two."""
    wanted = [part.strip() for name in names for part in name.replace(",", ";").split(";")]
    known = (*(source.id for source in case.sources), *(act.id for act in case.acts))
    for name in wanted:
        if name not in known:
            raise unknown("--without", name, known=known)
    return tuple(dict.fromkeys(wanted))


def prior_of(file: Path | None) -> Prior | None:
    """The prior that a file holds; None stands for the bundled one."""
    if file is None:
        return None
    from counterpoint.inference.prior import read_prior

    try:
        return read_prior(file)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not text in UTF-8"
        raise UsageError(f"--prior: expected a file that can be read, got {file.name}: {why}") from None
    except ValueError as error:
        raise UsageError(str(error)) from None
