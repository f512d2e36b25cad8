"""What two playbooks say otherwise, rule by rule, in words. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from services.notifier.anchors import Anchor
from services.notifier.playbook import Playbook
from services.notifier.rule import Rule

_HOUR = timedelta(hours=1)


def difference(old: Playbook, new: Playbook) -> list[tuple[str, list[str]]]:
    """Each rule that is not the same in both, with what is otherwise, in the new one's order."""
    before = {name: rule for rule in old.rules for name in (*rule.was, rule.id)}
    kept: set[str] = set()
    told = []
    for rule in new.rules:
        known = next((before[name] for name in (rule.id, *rule.was) if name in before), None)
        if known is None:
            told.append(
                (rule.id, ["is new", *(f"{key}: {value}" for key, value in said(rule).items())])
            )
            continue
        kept.add(known.id)
        if words := list(_otherwise(known, rule)):
            told.append((rule.id, words))
    gone = [(rule.id, ["is gone"]) for rule in old.rules if rule.id not in kept]
    return told + gone


def said(rule: Rule) -> dict[str, str]:
    """A rule's keys as they would be written, but for those that say what holds unsaid."""
    return {key: value for key, value in _words(rule).items() if value != _UNSAID.get(key, "")}


def _otherwise(old: Rule, new: Rule) -> Iterator[str]:
    if old.id != new.id:
        yield f"was called {old.id}"
    before, after = _words(old), _words(new)
    for key in {**after, **before}:
        was, now = before.get(key, ""), after.get(key, "")
        if was != now:
            yield f"{key}: {was or 'nothing'} -> {now or 'nothing'}"


def own(rule: Rule, there: Rule) -> str:
    """What a country's variant says otherwise than its rule, as it would be written."""
    before, after = _words(rule), _words(there)
    return "; ".join(
        f"{key}: {now or 'nothing'}" for key, now in after.items() if before[key] != now
    )


_UNSAID = {"times": "1", "every": "24h", "late": "send", "mode": "automatic"}
_UNSAID |= {"past": "missed", "spaced": "true"}
"""What a rule says that does not say it."""


def _words(rule: Rule) -> dict[str, str]:
    """A rule's keys as they would be written, the unsaid ones too."""
    return {
        "do": _deed(rule),
        "once": str(rule.once),
        "when": " ".join(rule.when.text.split()),
        "at": _text(rule.at),
        "until": _text(rule.until),
        "deadline": _text(rule.deadline),
        "times": str(rule.times),
        "every": f"{rule.every / _HOUR:g}h",
        "late": str(rule.late),
        "mode": rule.mode,
        "past": "due" if rule.past_is_due else "missed",
        "spaced": str(rule.spaced).lower(),
        "about": "" if rule.about == rule.id else rule.about,  # unsaid, it is the id
    } | {f"in {country}": own(_alone(rule), there) for country, there in rule.countries.items()}


def _alone(rule: Rule) -> Rule:
    """The rule without its variants, which are told beside it."""
    return replace(rule, countries={})


def _text(anchor: Anchor | None) -> str:
    return anchor.text if anchor else ""


def _deed(rule: Rule) -> str:
    more = "".join(f", {name}: {value}" for name, value in sorted(rule.args.items()))
    return f"{rule.kind} {rule.template or 'open'}{more}"
