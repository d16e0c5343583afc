"""The one door through which errors leave: a line each, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from typing import Final

FINE: Final = 0
PROBLEMS: Final = 1
USAGE: Final = 2
PROGRAM: Final = 70
INTERRUPTED: Final = 130
CLOSED: Final = 141
DEBUG: Final = "COUNTERPOINT_DEBUG"


class UsageError(Exception):
    """A call that cannot be carried out; its text is the line to show."""


class UnsoundCase(Exception):
    """A case with problems, given to a command that needs a sound one; its text is their lines."""


def guarded(work: Callable[[], int]) -> int:
    """The exit code of some work; whatever it raises is told in one line on standard error."""
    try:
        _utf8()
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except UsageError as error:
        complain(str(error))
        return USAGE
    except UnsoundCase as error:
        complain(str(error))
        return PROBLEMS
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return CLOSED
    except OSError as error:
        _debug()
        _discard_output()
        complain(f"{error.filename or 'output'}: {error.strerror or type(error).__name__}")
        return USAGE
    except Exception as error:
        _debug()
        complain(_unexpected(error))
        return PROGRAM
    return code


def at_once(*checks: Callable[[], object]) -> None:
    """Make every check; what all of them have to say is raised as one UsageError, a line each."""
    lines: list[str] = []
    for check in checks:
        try:
            check()
        except UsageError as error:
            lines += str(error).splitlines()
    if lines:
        raise UsageError("\n".join(dict.fromkeys(lines)))


def complain(text: str) -> None:
    """Lines on standard error, with all that does not print made visible, after what was printed before."""
    from counterpoint.case.problem import escape

    with contextlib.suppress(OSError):
        if sys.stdout is not None:
            sys.stdout.flush()
    with contextlib.suppress(OSError):
        for line in text.splitlines() or [""]:
            print(f"counterpoint: {escape(line)}", file=sys.stderr)
        sys.stderr.flush()


def _unexpected(error: Exception) -> str:
    said = " ".join(str(error).split())[:160]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"an error of the program, please report it: {what} (try {DEBUG}=1 to see where)"


def _debug() -> None:
    if os.environ.get(DEBUG):
        traceback.print_exc()


def _utf8() -> None:
    """Write UTF-8 whatever the locale says, so that the same output is the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _discard_output() -> None:
    """Let nothing be written to standard output any more, so that the interpreter leaves quietly."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
