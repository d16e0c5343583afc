"""The commands vocabulary and playbooks: what the words mean and what the ways of acting are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoint.case import vocabulary as words
from counterpoint.case.names import quoted
from counterpoint.case.synonyms import ASK, EXAMPLES, SYNONYMS, meant, word_hint
from counterpoint.cli.guard import FINE, UsageError
from counterpoint.cli.output import say

LISTS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("level of a channel", words.LEVELS),
    ("visibility", words.VISIBILITIES),
    ("existence of a channel", words.EXISTENCES),
    ("coverage of a channel", words.COVERAGES),
    ("standing of an envoy", words.STANDINGS),
    ("tie to another party", words.TIES),
    ("kind of issue", words.ISSUE_KINDS),
    ("basis of an act", words.BASES),
    ("reliability of a source or an act", words.RELIABILITIES),
    ("credibility of an act", words.CREDIBILITIES),
    ("series", words.SERIES),
    ("purpose of a case", words.PURPOSES),
)
"""The closed lists that have meanings, in the order in which they are shown."""


def vocabulary(word: str | None) -> int:
    """Print every word that a case may use, or one of them with an example."""
    say(vocabulary_lines() if word is None else list(word_lines(word)))
    return FINE


def word_lines(word: str) -> Iterator[str]:
    """Every meaning of one word; of a synonym, the kinds that it stands for. UsageError for an unknown word."""
    found = [*_meanings(word.strip().casefold())]
    kinds = () if found else meant(word)
    for kind in kinds:
        found += _meanings(kind)
    if not found:
        known = tuple(dict.fromkeys((*words.KIND_NAMES, *(name for _, names in LISTS for name in names))))
        near = word_hint(word, known)
        hint = f" (try {near})" if near != ASK else ""
        raise UsageError(f"vocabulary: expected a word of the vocabulary, got {quoted(word)}{hint}, see: {ASK}")
    if kinds:
        yield f"{quoted(word)} is no word of the vocabulary; coded as {' or '.join(kinds)}"
    yield from found


def _meanings(name: str) -> Iterator[str]:
    """A line for each list in which a word stands, and the example if it is a kind of act."""
    if kind := words.KIND.get(name):
        yield f"{kind.name}  (kind of act: {kind.group}, tone {kind.tone:+.0f})  {kind.meaning}"
        yield f"  example: {EXAMPLES[name]}"
        said = [word for word, kinds in SYNONYMS.items() if name in kinds]
        yield f"  also for: {', '.join(word.replace('_', ' ') for word in said)}"
    for title, meanings in LISTS:
        for written, meaning in meanings.items():
            if written.casefold() == name:
                yield f"{written}  ({title})  {meaning}"


def vocabulary_lines() -> Iterator[str]:
    """Every closed list: its name, then a line for each word."""
    for group in (words.WORD, words.PROCESS, words.DEED):
        yield f"kind of act: {group}"
        mine = [kind for kind in words.KINDS if kind.group == group]
        yield from _rows({kind.name: f"{kind.tone:+.0f}  {kind.meaning}" for kind in mine})
        yield ""
    for name, meanings in LISTS:
        yield name
        yield from _rows(meanings)
        yield ""
    yield f"marking, from free to strict (TLP 2.0): {', '.join(words.MARKINGS)}"
    yield f"verdict: {', '.join(words.VERDICTS)}"


def _rows(meanings: Mapping[str, str]) -> Iterator[str]:
    wide = max(map(len, meanings))
    for name, meaning in meanings.items():
        yield f"  {name:<{wide}}  {meaning}"


def playbooks(name: str | None) -> int:
    """Print the gallery, or one playbook with its tendencies."""
    say(gallery_lines() if name is None else playbook_lines(name))
    return FINE


def gallery_lines() -> Iterator[str]:
    """The gallery, a line each: name, the verdict that it belongs to, title."""
    from counterpoint.playbooks import DIGEST, PLAYBOOKS

    wide = max(len(p.name) for p in PLAYBOOKS)
    broad = max(len(p.group) for p in PLAYBOOKS)
    for playbook in PLAYBOOKS:
        yield f"{playbook.name:<{wide}}  {playbook.group:<{broad}}  {playbook.title}"
    yield ""
    yield f"digest {DIGEST}; counterpoint playbooks NAME shows the tendencies of one"


def playbook_lines(name: str) -> Iterator[str]:
    """One playbook: what it is, its tendencies with strength and spread, its sources and status."""
    from counterpoint.cli.given import unknown
    from counterpoint.playbooks import PLAYBOOKS, find_playbook
    from counterpoint.playbooks.features import FEATURES

    try:
        playbook = find_playbook(name)
    except LookupError:
        raise unknown("playbook", name, known=tuple(p.name for p in PLAYBOOKS)) from None
    yield f"{playbook.name}: {playbook.title} ({playbook.group}, {playbook.status})"
    yield playbook.what
    yield ""
    yield "in this situation, on these channels: what becomes likelier [nats, with one standard deviation]"
    situation = ""
    for t in playbook.tendencies:
        if t.when != situation:
            yield f"  {t.when}: {FEATURES.get(t.when, t.when)}"
        situation = t.when
        where = f" on {', '.join(t.on)}" if t.on else ""
        yield f"    {t.part} {t.what}{where} {t.nats:+.2f} ± {t.sd:.2f}"
    yield ""
    yield f"sources: {'; '.join(playbook.sources) or 'none'}"
