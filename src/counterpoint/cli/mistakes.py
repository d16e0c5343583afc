"""Mistakes in a call, as one line: expected, got, and the nearest known name."""

from __future__ import annotations

from cyclopts import CycloptsError
from cyclopts.exceptions import (
    CoercionError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from counterpoint.case.names import quoted
from counterpoint.cli.given import unknown
from counterpoint.cli.guard import UsageError
from counterpoint.flow import COMMANDS


def usage_error(error: CycloptsError) -> UsageError:
    """What a parser's error says, in the words of the house."""
    command = " ".join(error.command_chain or ())
    hint = f" (try counterpoint {command} --help)" if command else " (try counterpoint --help)"
    tokens = error.unused_tokens or []
    if isinstance(error, UnknownCommandError) and tokens:
        return unknown("command", tokens[0], known=tuple(c.name for c in COMMANDS))
    if isinstance(error, UnknownOptionError):
        return _option(error, command)
    if isinstance(error, MissingArgumentError):
        return UsageError(f"{command}: expected {_names(error)}, got nothing{hint}")
    if isinstance(error, CoercionError) and error.token is not None:
        wanted = {"int": "a whole number", "float": "a number"}.get(
            getattr(error.target_type, "__name__", ""), "another value"
        )
        return UsageError(f"{_names(error)}: expected {wanted}, got {quoted(error.token.value)}{hint}")
    if isinstance(error, RepeatArgumentError):
        return UsageError(f"{error.token.keyword}: expected once, got it again{hint}")
    if isinstance(error, UnusedCliTokensError) and tokens:
        return UsageError(f"{command}: expected no more words, got {quoted(tokens[0])}{hint}")
    error.verbose = False
    return UsageError(f"{command or 'counterpoint'}: {' '.join(str(error).split())}{hint}")


def _option(error: UnknownOptionError, command: str) -> UsageError:
    word = (error.token.keyword or error.token.value).split("=", 1)[0]
    options = [n for a in error.argument_collection if a.parse for n in a.names if n.startswith("--")]
    return unknown(f"{command or 'counterpoint'} option", word, known=(*dict.fromkeys(options), "--help"))


def _names(error: MissingArgumentError | CoercionError) -> str:
    return error.argument.name if error.argument is not None else "a value"
