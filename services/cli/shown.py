"""What stands on a person's terminal: others' words as they are, without power over it."""

import unicodedata

from rich.text import Text

_LEFT = frozenset("\n\t")


def shown(text: str) -> str:
    """The text without control characters: a message must not move the cursor or set colours."""
    return "".join(
        "\ufffd" if unicodedata.category(sign) == "Cc" and sign not in _LEFT else sign
        for sign in text
    )


def cell(text: str) -> Text:
    """The text for rich, which would take ``[...]`` in a plain one for its own markup."""
    return Text(shown(text))
