"""Whom a carrier's sentence names as the one who must act."""

from schemas.parcel import Actor, CustomsState, Direction, HoldKind
from services.connectors.carriers.wording import Said, Wording
from services.connectors.carriers.words.lexicon import Concept

C = Concept
_ACTORS = {C.SENDER: Actor.SELLER, C.RECEIVER: Actor.BUYER, C.AGENT: Actor.CARRIER}
_OUTWARD = frozenset({Direction.EXPORT, Direction.TRANSIT})
_BESIDE = 12
"""Letters between two words that belong together, as in *the broker of the receiver*."""


def who_must_act(words: Wording, state: CustomsState, kind: HoldKind) -> Actor:
    """Who has to do what customs asks for."""
    if state is CustomsState.ACTION_REQUIRED:
        named = told(words) or named_actor(words)
        if named is not None:
            return named
        # Duty is the addressee's to pay unless it was prepaid, which the order knows.
        return Actor.BUYER if kind is HoldKind.DUTIES else Actor.UNKNOWN
    if kind is HoldKind.INSPECTION:
        return Actor.AUTHORITY
    return Actor.UNKNOWN


def named_actor(words: Wording) -> Actor | None:
    """Who is named as having to act, the one nearest to us first."""
    named = {one.concept for one in _people(words)}
    return next((actor for concept, actor in _ACTORS.items() if concept in named), None)


def told(words: Wording) -> Actor | None:
    """Who is told that they must: the one named last before it, else first behind it."""
    must = next((one for one in words.said if one.concept is C.MUST and not one.denied), None)
    if must is None:
        return None
    people = [one for one in _people(words) if one.clause == must.clause]
    before = [one for one in people if one.start < must.start]
    nearest = before[-1:] or people[:1]
    return _ACTORS[nearest[0].concept] if nearest else None


def on_its_side(who: Actor, side: Direction) -> Actor:
    """Who must act, but never the buyer where customs on the way out asks: then it is unknown."""
    return Actor.UNKNOWN if who is Actor.BUYER and side in _OUTWARD else who


def _people(words: Wording) -> list[Said]:
    """Everybody named, but a receiver whose broker is meant."""
    people = [one for one in words.said if one.concept in _ACTORS]
    brokers = [one for one in people if one.concept is C.AGENT]
    return [
        one
        for one in people
        if one.concept is not C.RECEIVER or not any(_beside(words, one, who) for who in brokers)
    ]


def _beside(words: Wording, one: Said, other: Said) -> bool:
    """Whether two stand together, with nothing said between them."""
    first, second = sorted((one, other), key=lambda said: said.start)
    end = first.start + len(first.words)
    between = any(
        said.clause == first.clause and end <= said.start < second.start for said in words.said
    )
    return first.clause == second.clause and second.start - end <= _BESIDE and not between
