"""The command picture: the score of a case."""

from __future__ import annotations

from pathlib import Path

from counterpoint.cli.given import sound_case
from counterpoint.cli.guard import FINE, UsageError
from counterpoint.cli.output import say


def picture(name: str, out: Path) -> int:
    """Draw the score of a case to a file."""
    from counterpoint.record.record import make_record
    from counterpoint.reports.picture import FORMATS, write_picture

    if out.suffix.lower() not in FORMATS:
        raise UsageError(f"--out: expected a name that ends in {', '.join(FORMATS)}, got {out.name}")
    given = sound_case(name)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_picture(given.case, make_record(given.case), None, out)
    except OSError as error:
        raise UsageError(f"--out: expected a file that can be written, got {out}: {error.strerror}") from None
    say([f"wrote {out}"])
    return FINE
