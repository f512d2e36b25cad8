"""Which carrier a provider is told to ask, and how often: never the same twice, and few at all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import Doubt, Handoff, Parcel, Stage
from services.connectors.carriers.port import Rejected
from services.connectors.carriers.seventeentrack.codes import carrier_id
from services.tracker.change import Row, learn, learn_second
from services.tracker.correction import (
    MOST_ON_EVIDENCE,
    MOST_REFUSALS,
    NOT_YET,
    Correction,
    Followed,
    Known,
    Named,
    answered,
    judged,
)
from services.tracker.identity import Claim
from services.tracker.second import Second
from services.tracker.surroundings import Surroundings
from services.tracker.unfound import FOUND_WITHIN
from tests.support.tracks import ARRIVED, at, parcel, scan, update

NUMBER = "RR123456785CN"
LOST = (Doubt.NOT_FOUND,)
HANDED = Handoff(number="6A1", carrier="La Poste")
BY_HAND = Named("UPS", "", by_hand=True, why="")
MEANINGS = ["later", "stopped", "unchangeable", "carrier", "final_carrier", "unregistered", "quota"]


def _lost(**changes: object) -> Parcel:
    return parcel(number=NUMBER, doubts=LOST, destination="FR", **changes)


def _claim(carrier: str) -> Claim:
    return Claim("lazada/shop-1/1", "b1", "FR", carrier=carrier)


def _told(provider: str) -> Parcel:
    """Only the destination's own carrier has found it."""
    theirs = scan(8, ARRIVED).model_copy(update={"provider": provider})
    return parcel(number=NUMBER, destination="FR", scans=(theirs,))


def _followed(carrier: str = "Yanwen", *history: Correction, final: str = "La Poste") -> Followed:
    return Followed(NUMBER, carrier, final, at(0), history=history)


def _tried(carrier: str, ordinal: int = 1, **changes: object) -> Correction:
    named = Named(carrier, "", by_hand=False, why="")
    return replace(Correction(ordinal, named, ended=True, outcome="done"), **changes)  # type: ignore[arg-type] # its fields


def _named(known: Known, followed: Followed) -> tuple[str, str] | None:
    found = judged(known, followed, carrier_id, at(10)).named
    return (found.carrier, found.final_carrier) if found else None


@pytest.mark.parametrize(
    ("known", "carrier", "named"),
    [
        (Known(_lost()), "Yanwen", ("China Post", "")),
        (Known(_lost()), "China Post", None),
        (Known(_lost()), "Standard Shipping", None),
        (Known(_lost(), (_claim("DPD UK"),)), "China Post", ("DPD UK", "")),
        (Known(_lost(), (_claim("Somebody"),)), "China Post", None),
        (Known(_told("laposte")), "China Post", ("La Poste", "")),
        (Known(_told("cainiao")), "China Post", None),
        (Known(_told("laposte").model_copy(update={"handoff": HANDED})), "China Post", None),
        (Known(_lost(role="void")), "Yanwen", None),
        (Known(_lost(stage=Stage.LOST)), "Yanwen", None),
        (Known(parcel(number=NUMBER)), "Yanwen", None),
        (Known(_lost(scans=(scan(1, ARRIVED),))), "Yanwen", None),
    ],
)
def test_evidence_names_a_carrier_that_was_not_asked(
    known: Known, carrier: str, named: tuple[str, str] | None
) -> None:
    """A carrier that tells of it itself, the number's form, the order; only while it is not found.

    Registered under a word without a key it was asked under the number's form already.
    """
    assert _named(known, _followed(carrier)) == named


@pytest.mark.parametrize(
    ("handed_to", "final", "named"),
    [
        ("La Poste (Colissimo)", "", ("", "La Poste")),
        ("La Poste", "La Poste", None),
        ("Correos", "La Poste", ("", "Correos")),
        ("GLS", "", None),
        ("China Post", "", None),
    ],
)
def test_a_hand_off_to_a_post_names_who_delivers(
    handed_to: str, final: str, named: tuple[str, str] | None
) -> None:
    """Where a post has taken it in, and another post was named or none; found or not."""
    found = parcel(
        number=NUMBER, scans=(scan(1, ARRIVED),), handoff=Handoff(number="6A1", carrier=handed_to)
    )
    assert _named(Known(found), _followed("China Post", final=final)) == named
    express = replace(_followed("UPS", final=final), number="1Z999AA10123456784")
    assert _named(Known(found), express) is None


def test_it_waits_until_the_provider_has_had_its_time() -> None:
    """Another carrier's word is no reason to doubt one that was asked a moment ago."""
    known = Known(_told("laposte"))
    found = judged(known, _followed(), carrier_id, at(1))
    assert (found.named, found.look_at) == (None, at(0) + FOUND_WITHIN)


def test_what_a_person_has_named_is_not_corrected() -> None:
    """Nor what the provider refuses to change; a person's wish comes before any evidence."""
    by_hand = Correction(1, BY_HAND, ended=True, outcome="done")
    assert _named(Known(_lost()), _followed("UPS", by_hand)) is None
    closed = _tried("DPD UK", counted=False, outcome="unchangeable")
    assert _named(Known(_lost()), _followed("Yanwen", closed)) is None
    wished = replace(_followed(), wish=BY_HAND)
    assert judged(Known(_lost(role="void")), wished, carrier_id, at(1)).named == BY_HAND


def test_a_change_without_an_answer_is_asked_for_again_while_it_is_needed() -> None:
    """Found meanwhile, it is not: it may have been made. A person's is, until another is named."""
    waiting = _tried("China Post", ended=False, outcome="")
    seen = Known(_lost(scans=(scan(1, ARRIVED),)))
    assert judged(Known(_lost()), _followed("Yanwen", waiting), carrier_id, at(9)).again == waiting
    assert judged(seen, _followed("Yanwen", waiting), carrier_id, at(9)).overtaken == waiting
    person = Correction(1, BY_HAND)
    assert judged(seen, _followed("Yanwen", person), carrier_id, at(9)).again == person
    other = replace(_followed("Yanwen", person), wish=replace(BY_HAND, carrier="FedEx"))
    assert judged(seen, other, carrier_id, at(9)).overtaken == person


@pytest.mark.parametrize(
    ("meaning", "doubtful", "ended", "counted"),
    [
        ("later", False, False, True),
        ("stopped", True, False, True),
        ("unchangeable", False, True, False),
        ("carrier", True, True, True),
    ],
)
def test_a_sure_refusal_uses_nothing_up(
    meaning: str, doubtful: bool, ended: bool, counted: bool
) -> None:
    """But for one that was asked for before without an answer; what may yet be done is not over."""
    refused = Rejected(NUMBER, "", meaning)  # type: ignore[arg-type] # one of the port's words
    found = answered(refused, _tried("UPS", ended=False), at(1), doubtful=doubtful)
    assert (found.ended, found.counted, found.outcome) == (ended, counted, meaning)
    last = _tried("UPS", ended=False, refusals=MOST_REFUSALS - 1)
    assert answered(refused, last, at(1), doubtful=doubtful).ended
    if meaning == "later":
        assert found.look_at == at(1) + NOT_YET


def test_what_becomes_known_is_looked_at_once() -> None:
    """That nobody finds it, a hand-off, another carrier's word: when they come, and not again."""
    around = Surroundings(corrected=frozenset({"17track"}))
    row = Row(parcel(number=NUMBER), "", {}, 0, at(9), None)
    handed = update(scan(1, ARRIVED), handoff=HANDED)
    change = learn(row, (), around, at(2), update=handed)
    assert change.misled
    assert not learn(change.after, (), around, at(3), update=handed).misled
    assert not learn(row, (), Surroundings(), at(2), update=handed).misled
    first = Second("laposte", NUMBER, at(9), "")
    for look, misled in ((first, True), (replace(first, heard_at=at(8)), False)):
        told = update(scan(1, ARRIVED), provider="laposte")
        heard = learn_second(row, (), around, at(9), second=look, update=told)
        assert heard.misled is misled
    lost = row.parcel.model_copy(update={"doubts": LOST})
    assert learn(row, (_claim(""),), around, at(4), parcel=lost).misled


@given(
    words=st.lists(st.sampled_from(["UPS", "FedEx", "DPD UK", "Yanwen", "Somebody", ""])),
    answers=st.lists(st.sampled_from([None, "lost", *MEANINGS]), min_size=60, max_size=60),
    provider=st.sampled_from(["", "laposte", "ups"]),
)
def test_it_comes_to_an_end_whatever_the_provider_says(
    words: Sequence[str], answers: Sequence[str | None], provider: str
) -> None:
    """Whatever the evidence and the answers: few changes, no carrier twice, no look for ever."""
    known = Known(_told(provider) if provider else _lost(), tuple(map(_claim, words)))
    history: list[Correction] = []
    current = words[0] if words else "DPD DE"
    now: datetime | None = at(4)
    for answer in answers:
        if now is None:
            break
        followed = _followed(current, *history)
        found = judged(known, followed, carrier_id, now)
        one = found.again
        if found.named is not None:
            one = Correction(len(history) + 1, found.named, (current, followed.final_carrier))
        if one is None:
            now = found.look_at
            continue
        history[one.ordinal - 1 :] = [one]
        if answer == "lost":
            now += timedelta(minutes=10)
            continue
        refused = None if answer is None else Rejected(NUMBER, "", answer)  # type: ignore[arg-type]
        end = answered(refused, one, now, doubtful=found.again is not None)
        history[-1] = replace(
            one,
            ended=end.ended,
            counted=end.counted,
            outcome=end.outcome,
            refusals=one.refusals + 1,
        )
        current = (one.named.carrier or current) if end.done else current
        now = end.look_at
    asked = [carrier_id(one.named.carrier) for one in history if one.named.carrier]
    asked += [carrier_id(words[0])] if words and carrier_id(words[0]) else []
    assert len(asked) == len(set(asked))
    assert sum(one.counted for one in history) <= MOST_ON_EVIDENCE
    if "lost" not in answers:
        assert now is None
