"""How an act is classed for the four parts of a playbook: its kind of channel, class of issue and class of target."""

from __future__ import annotations

from counterpoint.case.model import Act, Channel
from counterpoint.case.vocabulary import DEEDS
from counterpoint.record.record import Record


def channel_class(channel: Channel | None, *, deed: bool = False) -> str:
    """The kind of channel whose baseline an act shares: open, secret, public, field or internal."""
    if channel is None:
        return "field" if deed else "public"
    if channel.level in ("public", "field", "internal"):
        return channel.level
    return "secret" if channel.visibility in ("secret", "tacit") else "open"


def act_channel_class(record: Record, act: Act) -> str:
    """The kind of channel of an act; without a channel a deed is on the field and a word in public."""
    return channel_class(record.channels.get(act.channel or ""), deed=act.kind in DEEDS)


def issue_class(record: Record, act: Act) -> str:
    """core, technical, linked (made to hang on another issue or act), or none."""
    if act.because is not None and act.because != act.issue:
        return "linked"
    kinds = {i.id: i.kind for i in record.case.issues}
    return kinds.get(act.issue or "", "none")


def target_class(record: Record, act: Act, *, other: str | None) -> str:
    """At whom: counterpart (other), a person of it, its ally, an audience, a third party; no name is the counterpart.

    Whoever sits on the act's channel for the counterpart is spoken to as the counterpart, not courted or passed over.
    """
    if act.target is None:
        return "audience" if act.audience else "counterpart"
    if act.target in record.audience_of:
        return "audience"
    party = record.target_party(act)
    if party == other:
        return "person" if act.target in record.envoys and not _sits(record, act) else "counterpart"
    return "ally" if _bound(record, party, other) else "third"


def _sits(record: Record, act: Act) -> bool:
    """Whether the target of an act has a seat of his own on its channel."""
    channel = record.channels.get(act.channel or "")
    return channel is not None and any(seat.envoy == act.target for seat in channel.seats)


def _bound(record: Record, party: str | None, to: str | None) -> bool:
    """Whether two parties are patron, client or ally, as either side's ties say."""
    for p in record.case.parties:
        for tie in p.ties:
            if {p.id, tie.to} == {party, to}:
                return True
    return False
