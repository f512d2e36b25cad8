"""Given and expected: what the rules do with an order, written beside them in YAML. Pure.

    - case: a hold that waits for the buyer is told
      given:
        order: {destination: {country: ES}}
        parcel: {holds: [{who_must_act: buyer, kind: documents, since: -1h}]}
        parcels: [{number: A}, {number: B}]     # in its place, where there are several
        shop: {vacations: [[-1d, +9d]]}         # settings; staffed hours are from 9 to 18
      then:                                   # what happens later, each at its time
        - {at: +3h, parcel: {holds: [{until: +3h, released: true}], stage: in_transit}}
      until: +20d                             # how long is looked; two days where it is left out
      expect:
        - {rule: hold-buyer-must-act, do: message, at: 0h}
      never: [customs-reached]                # further rules that must not act

Times are counted from ``NOW``, a Tuesday noon in UTC. What is left out is a live order on its way
to Spain, with a plausible parcel. ``expect`` names everything that the rules do,
but for the opening of a chat. One buyer's orders in one parcel are its ``order_keys``, of which
the case's own is ``lazada/shop-1/1001``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schemas.action import ActionKind, RemedyKind
from schemas.base import Model
from schemas.conversation import Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import Hold, Parcel
from services.connectors.manners import Manners
from services.connectors.ports import Capability
from services.connectors.remedies import Remedies
from services.notifier.admit import Ask, AsTask, Drop
from services.notifier.anchors import AnchorError, parse_span
from services.notifier.case import Event, Promise, Said, new_case
from services.notifier.hearing.hear import hear
from services.notifier.playbook import Playbook
from services.notifier.policy import ShopPolicy, Surroundings
from services.notifier.records import Commitment
from services.notifier.rehearsal import Left, Rehearsal
from services.notifier.sample import NOW, can_anything
from services.notifier.texts import Texts
from services.runtime import yaml_text
from services.runtime.errors import ConfigurationError
from services.runtime.offers import Offers
from services.runtime.staffed import Staffed

KEY = "lazada/shop-1/1001"
LOOKED = timedelta(days=2)

DEFAULT = Path(__file__).with_name("playbook.examples.yaml")
"""The cases that come with the program."""

_D, _H = timedelta(days=1), timedelta(hours=1)
_ORDER: Mapping[str, Any] = {
    "key": KEY,
    "version": 1,
    "status": "shipped",
    "placed_at": NOW - 10 * _D,
    "shipped_at": NOW - 9 * _D,
    "promise": {"at": NOW + 10 * _D, "source": "marketplace"},
    "protection_end": NOW + 30 * _D,
    "destination": {"country": "ES"},
    "buyer": {"reference": "buyer-1"},
}
_PARCEL: Mapping[str, Any] = {
    "id": "17track/RR123456789CN",
    "provider": "17track",
    "number": "RR123456789CN",
    "version": 1,
    "order_keys": (KEY,),
    "shipped_at": NOW - 9 * _D,
    "stage": "in_transit",
    "stage_since": NOW - 3 * _D,
    "last_movement": NOW - 2 * _H,
    "tracked": "tracked",
    "carrier": "China Post",
}
_HOLD: Mapping[str, Any] = {
    "ordinal": 1,
    "direction": "import",
    "kind": "unspecified",
    "who_must_act": "unknown",
    "since": NOW - _H,
    "usual_until": NOW + 5 * _D,
    "decided_by": "sub_code",
}
_DISPUTE: Mapping[str, Any] = {
    "id": "lazada/shop-1/d-1",
    "order_key": KEY,
    "version": 1,
    "kind": "not_received",
    "phase": "inquiry",
    "state": "open",
    "opened_at": NOW,
    "answer_due": {"at": NOW + 48 * _H, "source": "stated"},
    "source_ref": "d-1",
}
_MESSAGE: Mapping[str, Any] = {
    "shop": "lazada/shop-1",
    "conversation": "c-1",
    "buyer": "buyer-1",
    "order_keys": (KEY,),
    "sender": "buyer",
    "sent_at": NOW,
}
_SHOP: Mapping[str, Any] = {"mode": "automatic", "unreviewed": "send"}
_CASE = frozenset({"case", "given", "then", "until", "expect", "never"})
_EVENTS = ("order", "parcel", "dispute", "message", "feedback", "promise")
_STEP = frozenset({*_EVENTS, "parcels", "at"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an example.

    Attributes:
        name: of the case.
        against: what was otherwise than expected; empty where nothing was.
    """

    name: str
    against: tuple[str, ...] = ()


def play(source: Path, playbook: Playbook, texts: Texts) -> list[Answer]:
    """Play every case of a file.

    Raises:
        ConfigurationError: the file, or a case in it, cannot be read.
    """
    try:
        found = yaml_text.read(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigurationError([f"{source}: {error}"]) from error
    except RecursionError as error:
        raise ConfigurationError([f"{source}: nested too deeply"]) from error
    if not isinstance(found, list):
        raise ConfigurationError([f"{source.name}: a list of cases, each beginning `- case:`"])
    return [_play(source.name, case, playbook, texts) for case in found]


def _play(where: str, case: Mapping[str, Any], playbook: Playbook, texts: Texts) -> Answer:
    if not isinstance(case, Mapping):
        raise ConfigurationError([f"{where}: a case is a mapping, beginning `- case:`"])
    name = f"{where}: {case.get('case', 'a case without a name')}"
    if unknown := set(case) - _CASE:
        raise ConfigurationError([f"{name}: there is no `{min(unknown)}`"])
    try:
        return Answer(name, tuple(_against(case, _rehearse(case, playbook, texts), playbook)))
    except KeyError as error:
        raise ConfigurationError([f"{name}: it needs `{error.args[0]}`"]) from error
    except (ValidationError, AnchorError, TypeError, AttributeError, ValueError) as error:
        raise ConfigurationError([f"{name}: {error}"]) from error


def _rehearse(case: Mapping[str, Any], playbook: Playbook, texts: Texts) -> list[Left]:
    given = dict(case.get("given") or {})
    shop = {**_SHOP, **given.pop("shop", {})}
    chat = given.pop("chat", True)
    flow = Remedies(frozenset(map(RemedyKind, given.pop("remedies", ()))), "no refund flow")
    shop["offers"] = Offers.model_validate(shop.get("offers", {}))
    policy = ShopPolicy(
        key="lazada/shop-1",
        live_since=NOW - 60 * _D,
        staffed=_staffed(shop),
        **shop,
    )
    around = Surroundings(
        shop=policy,
        can=can_anything if chat else _no_chat,
        manners=_MANNERS,
        remedies=lambda _, __: flow,
    )
    play = Rehearsal(new_case(KEY, NOW), playbook, around, texts)
    state: dict[str, dict[str, Any]] = {}
    now = NOW
    for step in [{"at": "0h", "order": {}, "parcel": {}, **given}, *(case.get("then") or ())]:
        at = NOW + _span(step["at"])
        play.run(now, at)
        for event in _events(step, state, at):
            play.take(event, at)
        now = at
    play.run(now, NOW + _span(case["until"]) if "until" in case else NOW + LOOKED)
    return play.left


def _staffed(shop: dict[str, Any]) -> Staffed:
    """Its people's hours, taken out of the settings."""
    vacations = [
        tuple((NOW + _span(day)).date() for day in one) for one in shop.pop("vacations", ())
    ]
    return Staffed(
        shop.pop("zone", "Asia/Shanghai"), vacations=tuple((one[0], one[1]) for one in vacations)
    )


def _events(step: Mapping[str, Any], state: dict[str, dict[str, Any]], at: datetime) -> list[Event]:
    """The objects that a step changes, each merged with what it was before."""
    events: list[Event] = []
    if unknown := set(step) - _STEP:
        raise ValueError(f"there is no `{min(unknown)}`")
    told = [(kind, step[kind]) for kind in _EVENTS if step.get(kind) is not None]
    if step.get("parcels"):
        told = [one for one in told if one[0] != "parcel"]
        told += [("parcel", one) for one in step["parcels"]]
    for kind, values in told:
        changes = _timed(values)
        if kind == "message":
            said = state.setdefault("said", {})
            events.append(_message(changes, len(said), at))
            said[str(len(said))] = changes
        else:
            events.append(_changed(kind, changes, state))
    return events


def _changed(kind: str, told: dict[str, Any], state: dict[str, dict[str, Any]]) -> Event:
    """The object after a change, of several parcels the one of that number."""
    base, model = _MODELS[kind]
    if unknown := set(told) - set(model.model_fields):
        raise ValueError(f"{kind} has no `{min(unknown)}`")
    number = told.get("number", base.get("number", ""))
    if kind == "parcel":
        told = {"id": f"17track/{number}", **told}
    known = state.get(f"{kind} {number}", {**base, "version": 0})
    merged = {**known, **told, "version": known["version"] + 1}
    if "holds" in merged:
        merged["holds"] = [{**_HOLD, **one} for one in merged["holds"]]
        if any(one.get("until") is None for one in merged["holds"]) and "stage" not in told:
            merged["stage"] = "customs"
    state[f"{kind} {number}"] = merged
    found = model.model_validate(merged)
    return Promise(found) if isinstance(found, Commitment) else found  # type: ignore[return-value]  # of the table


def _message(told: Mapping[str, Any], number: int, at: datetime) -> Event:
    ref = f"m-{number + 1}"
    values = {"id": f"lazada/shop-1/c-1/{ref}", "source_ref": ref, "version": 1, "sent_at": at}
    message = Message.model_validate({**_MESSAGE, **values, **told})
    return Said(message, understood=hear(message.text))


_MODELS: Mapping[str, tuple[Mapping[str, Any], type[Model]]] = {
    "order": (_ORDER, Order),
    "feedback": ({"id": f"{KEY}/rating", "order_key": KEY, "given_at": NOW}, Feedback),
    "promise": ({"id": "noted-1", "made": NOW, "by": "ann"}, Commitment),
    "parcel": (_PARCEL, Parcel),
    "dispute": (_DISPUTE, Dispute),
}
_MANNERS = Manners(longest=500)


def _timed(value: Any, key: str = "") -> Any:
    """The value with its times, written as spans from ``NOW``, as instants."""
    if isinstance(value, dict):
        return {name: _timed(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_timed(one) for one in value]
    timed = key in _INSTANTS and isinstance(value, str)
    return NOW + _span(value) if timed else value


def _instants(*models: type[Model]) -> frozenset[str]:
    """Names of the fields that hold a time."""
    return frozenset(
        name
        for model in models
        for name, field in model.model_fields.items()
        if "AwareDatetime" in str(field.annotation)
    )


_INSTANTS = _instants(Order, Parcel, Dispute, Message, Hold, Feedback, Commitment) | {"at"}


def _span(text: str) -> timedelta:
    if not isinstance(text, str):
        raise AnchorError(f"a time is written such as +3h, not {text}")
    sign = -1 if text.startswith("-") else 1
    return sign * parse_span(text.lstrip("+-"))


def _against(case: Mapping[str, Any], left: Sequence[Left], playbook: Playbook) -> list[str]:
    """What is otherwise than the case expects."""
    did = [one for one in left if not isinstance(one.verdict, Drop) and not _opens(one)]
    told = [_in_words(one) for one in did]
    wanted = [
        (one["rule"], one.get("do"), _span(one["at"]) if "at" in one else None)
        for one in case.get("expect") or ()
    ]
    known = {rule.id for rule in playbook.rules}
    named = [rule for rule, *_ in wanted] + list(case.get("never") or ())
    if unknown := [rule for rule in named if rule not in known]:
        raise ValueError(f"there is no rule {unknown[0]}")
    against = [
        f"did not expect {words}"
        for one, words in zip(did, told, strict=True)
        if not any(_fits(one, *want) for want in wanted)
    ]
    against += [
        f"{rule} was to {kind or 'act'}"
        for rule, kind, at in wanted
        if not any(_fits(one, rule, kind, at) for one in did)
    ]
    if not against and len(did) != len(wanted):
        against.append(f"another number: {', '.join(told)}")
    return against


def _fits(left: Left, rule: str, kind: str | None, at: timedelta | None) -> bool:
    return (
        left.action.rule == rule
        and (kind is None or _did(left) == kind)
        and (at is None or left.at == NOW + at)
    )


def _opens(left: Left) -> bool:
    """Opening a chat says nothing to anybody."""
    return left.action.kind is ActionKind.CONVERSATION


def _did(left: Left) -> str:
    """What became of it: a kind of action, or ``ask``; a message that is handed over is a task."""
    if isinstance(left.verdict, Ask):
        return "ask"
    return "task" if isinstance(left.verdict, AsTask) else str(left.action.kind)


def _in_words(left: Left) -> str:
    hours = (left.at - NOW) / _H
    return f"{left.action.rule} ({_did(left)} at {hours:+.1f}h)"


def _no_chat(_: Order, kind: ActionKind, __: str | None, ___: datetime) -> Capability:
    if kind in {ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION}:
        return Capability(allowed=False, reason="the marketplace has no chat to write into")
    return Capability(allowed=True)
