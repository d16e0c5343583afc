"""YAML with places: the C parser's events under the YAML 1.2 core rules, a line for every path.

NO, on, 12:30 and 1_000 are text; dates stay text. Duplicate keys, tags, deep nesting and alias bombs are
problems. The tree is built from events because the C composer overflows the stack on deep nesting.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from counterpoint.case.names import quoted
from counterpoint.case.problem import Problem

Path = tuple[str | int, ...]
MAX_DEPTH = 24
"""Deepest nesting that is read; a case needs six levels."""
MAX_NODES = 100_000
"""Most values after aliases are expanded."""
_TAG = "tag:yaml.org,2002:"
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,40}")
_BASED = re.compile(r"0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,4})?")
_INF = re.compile(r"[-+]?\.(?:inf|Inf|INF)")
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile(r"\r\n|\n|\r")
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_OPENED = ("flow", "quoted scalar", "simple key")
"""Where the parser notices late: the line where the thing began says more."""
_TABBED = re.compile(r"[ -]*\t")
_TAB: Final = "tab character"
_SAY: Final = (
    (_TAB, "spaces", "a tab", "spaces"),
    ("cannot start any token", "YAML", "a character that cannot begin a value", "quotes around the text"),
    ("mapping values are not allowed", "YAML", "a second ':' or wrong indentation", "quotes around the text"),
    ("expected ':'", "'key: value'", "a line without ':'", "a colon and a space after the key"),
    ("',' or", "a closing bracket", "a list or mapping left open", "closing it or a comma"),
    ("end of stream", "a closing quote", "a text left open", "closing the quote"),
    ("block end", "indentation as in the lines above", "another", "aligning the line"),
    ("expected key", "indentation as in the lines above", "another", "aligning the line"),
    ("node content", "a value", "nothing, or a character too many", "closing the brackets"),
    ("'-' indicator", "indentation as in the lines above", "another", "aligning the line"),
    ("escape", "a known escape in double quotes", "a lone backslash", "single quotes around the text"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class YamlTree:
    """What a YAML text says: plain data, the line of every path, and the text of every number."""

    data: Any
    lines: dict[Path, int]
    texts: dict[Path, str]


@dataclass(frozen=True, slots=True)
class _Node:
    """One event-built node: kind (scalar, list or map), its line, its text or its children."""

    kind: str
    line: int
    text: str = ""
    plain: bool = False
    children: list[_Node] = field(default_factory=list)


class _Refused(Exception):
    """Carries one problem out of the nested walk."""

    def __init__(self, line: int, expected: str, got: str, hint: str = "") -> None:
        super().__init__(expected)
        self.line, self.expected, self.got, self.hint = line, expected, got, hint


def read_yaml(text: str, file: str) -> tuple[YamlTree | None, list[Problem]]:
    """Read one YAML document; the tree is None if it cannot be parsed. Never raises for bad text."""
    if bad := _CONTROL.search(text):
        line = _line(text, bad.start())
        return None, [Problem(file, line, "yaml", "text without control characters", quoted(bad[0]))]
    try:
        root = _compose(text)
        if root is None:
            return None, [Problem(file, 0, "yaml", "'key: value' lines", "an empty file")]
        tree = YamlTree(None, {}, {})
        problems: list[Problem] = []
        data = _Walk(tree, problems, file).value(root, ())
    except _Refused as no:
        return None, [Problem(file, no.line, "yaml", no.expected, no.got, no.hint)]
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, text, file)]
    except yaml.YAMLError as error:
        return None, [Problem(file, 0, "yaml", "YAML", quoted(str(error)))]
    return YamlTree(data, tree.lines, tree.texts), problems


def _line(text: str, index: int) -> int:
    return len(_BREAK.findall(text, 0, index)) + 1


def _line_finder(text: str) -> Callable[[Any], int]:
    """Line of a mark as an editor counts; the parser takes NEL, LS and PS for line ends, editors do not."""
    if not _ODD_BREAK.search(text):
        return lambda mark: mark.line + 1
    ends = [match.end() for match in _BREAK.finditer(text)]
    return lambda mark: bisect_right(ends, mark.index) + 1


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """A parser's complaint in plain words, at the line where the writer should look."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(word in context for word in _OPENED) and "tab" not in problem:
        mark = error.context_mark
    line = min(_line_finder(text)(mark), _line(text.rstrip(), len(text))) if mark else 0
    if line and _TABBED.match(_BREAK.split(text)[line - 1]):
        problem = _TAB
    for sign, expected, got, hint in _SAY:
        if sign in problem:
            return Problem(file, line, "yaml", expected, got, hint)
    return Problem(file, line, "yaml", "YAML", problem or "something else")


def _compose(text: str) -> _Node | None:
    """The tree of the one document, from the parser's events; None for an empty text."""
    line_of = _line_finder(text)
    stack: list[_Node] = [_Node("list", 0)]
    anchors: dict[str, _Node] = {}
    documents = 0
    for number, event in enumerate(_events(text)):
        mark = event.start_mark
        assert mark is not None
        line = line_of(mark)
        if number > 2 * MAX_NODES:
            raise _Refused(line, f"at most {MAX_NODES} values", "more", "splitting the case")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(line, "one document", "a second one after ---", "one case a file")
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event, line, anchors)
            stack[-1].children.append(node)
            if node.kind != "scalar" and not isinstance(event, yaml.AliasEvent):
                stack.append(node)
            if len(stack) > MAX_DEPTH:
                raise _Refused(line, f"at most {MAX_DEPTH} levels", "deeper nesting")
    return stack[0].children[0] if stack[0].children else None


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=yaml.CBaseLoader)


def _node(event: yaml.NodeEvent, line: int, anchors: dict[str, _Node]) -> _Node:
    """A new node for an event, or the anchored one that an alias names."""
    if isinstance(event, yaml.AliasEvent):
        if event.anchor not in anchors:
            raise _Refused(line, "an anchor defined above", quoted(f"*{event.anchor}"))
        return anchors[event.anchor]
    tag = getattr(event, "tag", None)
    if tag and tag not in {"!", _TAG + "str"}:
        raise _Refused(line, "plain values", f"the tag {quoted(tag.replace(_TAG, '!!'))}", "leaving the tag out")
    if isinstance(event, yaml.ScalarEvent):
        node = _Node("scalar", line, event.value, not event.style and not tag)
    else:
        node = _Node("list" if isinstance(event, yaml.SequenceStartEvent) else "map", line)
    if event.anchor:
        anchors[event.anchor] = node
    return node


@dataclass(frozen=True, slots=True)
class _Walk:
    """Turns nodes into plain data and notes lines, texts and problems as it goes."""

    tree: YamlTree
    problems: list[Problem]
    file: str

    def value(self, node: _Node, path: Path) -> Any:
        """The plain data of a node. Raises _Refused for bombs."""
        if len(path) > MAX_DEPTH or len(self.tree.lines) > MAX_NODES:
            got = "more: too long, or aliases that expand without end"
            raise _Refused(node.line, f"at most {MAX_NODES} values", got, "a shorter file without aliases")
        self.tree.lines.setdefault(path, node.line)
        if node.kind == "list":
            return [self.value(child, (*path, i)) for i, child in enumerate(node.children)]
        if node.kind == "map":
            return self._mapping(node, path)
        return self._scalar(node, path)

    def _mapping(self, node: _Node, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        pairs = zip(node.children[::2], node.children[1::2], strict=True)
        for key, value in pairs:
            where = (*path, key.text)
            if key.kind != "scalar":
                self._say(key.line, path, "a word as key", "a list or mapping")
            elif where in self.tree.lines:
                first = self.tree.lines[where]
                self._say(key.line, where, f"one {quoted(key.text)} here", f"a second one (first at line {first})")
            else:
                self.tree.lines[where] = key.line if value.kind != "scalar" else value.line
                plain = self.value(value, where)
                if plain is not None:
                    found[key.text] = plain
        return found

    def _scalar(self, node: _Node, path: Path) -> Any:
        plain = resolve(node.text) if node.plain else node.text
        if isinstance(plain, (int, float)) and not isinstance(plain, bool):
            self.tree.texts[path] = node.text
        return plain

    def _say(self, line: int, path: Path, expected: str, got: str) -> None:
        where = ".".join(str(step) for step in path) or "yaml"
        self.problems.append(Problem(self.file, line, where, expected, got))


def resolve(text: str) -> str | int | float | bool | None:
    """A plain scalar under the YAML 1.2 core schema."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _INF.fullmatch(text):
        return float(text.replace(".", "").lower())
    return float("nan") if text in {".nan", ".NaN", ".NAN"} else text
