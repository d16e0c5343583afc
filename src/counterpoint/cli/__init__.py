"""The command line: thin, and light until a command needs more.

Exit codes: 0 fine or warnings, 1 problems in the case, 2 a call that cannot be carried out,
70 an error of the program, 130 interrupted, 141 nobody reads the output.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from counterpoint import __version__
from counterpoint.cli.guard import FINE, guarded
from counterpoint.flow import map_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command (that of this process when none is given) and return its exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    return guarded(lambda: _run(words))


def _run(words: list[str]) -> int:
    """The map and the version need no parser, and so come at once."""
    if words in ([], ["--help"], ["-h"]):
        print(map_text())
        return FINE
    if words == ["--version"]:
        print(__version__)
        return FINE
    from counterpoint.cli.app import run

    return run(words)
