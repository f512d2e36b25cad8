"""The default playbook, and another that a person may take into force in its place."""

from services.notifier.playbook import DEFAULT, Playbook, Written, compiled, written

OTHERWISE = {"at: promise - 2d": "at: promise - 3d", "every: 72h": "every: 96h"}
"""What the other playbook says in place of the default one's words."""

LEFT_OUT = "attempt-failed"
"""The rule that it does not have."""

OURS = written(DEFAULT)


def _other(text: str) -> str:
    for old, new in OTHERWISE.items():
        assert old in text
        text = text.replace(old, new)
    rules = text.split("\n- id: ")
    kept = [rule for rule in rules if not rule.startswith(f"{LEFT_OUT}\n")]
    assert len(kept) == len(rules) - 1
    return "\n- id: ".join(kept)


OTHER = Written("other.yaml", _other(OURS.text))
PLAYBOOKS: dict[str, Playbook] = {"ours": compiled(OURS), "other": compiled(OTHER)}
