"""The command line: thin, and light until a command needs more.

Exit codes: 0 fine or warnings, 1 problems in the case, 2 a call that cannot be carried out,
70 an error of the program, 130 interrupted, 141 nobody reads the output.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterpoint.cli.guard import guarded


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command (that of this process when none is given) and return its exit code."""

    def work() -> int:
        from counterpoint.cli.app import run

        return run(arguments)

    return guarded(work)
