"""The pack as a text to work on, in Markdown. Pure."""

import unicodedata
from collections.abc import Iterator

from services.desk.pack.model import GROUPS, Item, Pack
from services.desk.pack.redact import LEFT_OUT
from services.desk.pack.words import PackWords
from services.notifier.told import instant, local

ANSWERS = "answers"
"""The folder beside it that holds the carriers' answers."""


def written(pack: Pack) -> str:
    """The whole of it."""
    say = PackWords(pack.language)
    title = say("title", order=pack.number)
    told = [f"# {title}, {say('drawn', at=instant(pack.drawn_at))}"]
    if pack.broken_at is not None:
        told.append(say("broken", entry=pack.broken_at))
    told.append("\n".join(f"- {name}: {_line(value)}" for name, value in pack.about))
    for group in GROUPS:
        if found := pack.of(group):
            told += [f"## {say(group)}", "\n".join(_item(one, pack, say) for one in found)]
    told += [f"## {say('answers')}", "\n".join(_answers(pack, say)) or say("nothing")]
    told += [f"## {say('checked')}", "\n\n".join(checks(pack))]
    return "\n\n".join(told) + "\n"


def checks(pack: Pack) -> Iterator[str]:
    """How somebody else can check it, a paragraph each."""
    say = PackWords(pack.language)
    yield say("hashes")
    yield say("chain", entries=pack.entries, head=pack.head)
    yield say("redacted", mark=LEFT_OUT)


def _item(one: Item, pack: Pack, say: PackWords) -> str:
    words = f': "{_line(one.words)}"' if one.words else ""
    note = f" **{one.note}**" if one.note else ""
    proof = f"{say(f'proof_{one.proof}')} `{one.hash}`" if one.hash else ""
    times = f"{instant(one.at)} ({local(one.at, pack.zone)})"
    return f"{one.number}. {times} {_line(one.what)}{words}{note} ({one.source}; {proof})"


def _answers(pack: Pack, say: PackWords) -> Iterator[str]:
    for one in pack.answers:
        whole = "" if one.intact else f" ({say('altered')})"
        yield f"- {instant(one.at)} {one.number}, {one.what}: `{ANSWERS}/{one.hash}.txt`{whole}"


def _line(text: str) -> str:
    """Others' words in one line of Markdown, without power over it."""
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join(plain.replace("`", "'").replace("<", "‹").replace("[", "(").split())
