"""What came of it all, by the sandbox's log and the staff's desk."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.faults.lost.stage import SHOP, Play

READS_A_SEND = 2
"""Readings of a chat that one send may lead to: of an accepted one to see whether it was blocked,
of an unanswered one two looks. More would be polling, which the platform forbids."""

LEAST_TRIED = 0.7
"""Calls for each send, where people of the shop take about a fifth of the buyers in hand."""

_LISTING, _SENDING = "lazada:/im/message/list", "lazada:/im/message/send"


@dataclass
class Verdict:
    """The figures of one channel.

    Attributes:
        sends: messages that were to be sent.
        sent: of them, those that stand in a chat once.
        asked: not in the chat, with a task for staff that says so and has the words.
        copied: not sent, and told to the buyer in the same words by a person.
        duplicates: said by the machine more often than there was reason to.
        lost: none of these.
        most_reads: readings of one chat for each send into it, where it was highest.
        cut: sends by how they were cut off.
    """

    sends: int = 0
    sent: int = 0
    asked: int = 0
    copied: int = 0
    duplicates: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    most_reads: float = 0.0
    cut: Counter[str] = field(default_factory=Counter)

    @property
    def violations(self) -> Iterator[str]:
        """Everything that must not be, in a sentence each."""
        if self.cut.total() < self.sends * LEAST_TRIED:
            yield f"{self.cut.total()} calls for {self.sends} sends: too few were tried"
        yield from (f"told twice: {key}" for key in self.duplicates)
        yield from (f"lost: {key}" for key in self.lost)
        if self.most_reads > READS_A_SEND:
            yield f"a chat was read {self.most_reads:g} times for each send into it"


async def judge(play: Play) -> Verdict:
    """Hold what stands in the chats against what everybody was to be told."""
    rows = await play.pool.fetch(
        "SELECT order_key, text FROM notifier.actions WHERE kind = 'message'"
    )
    desk = await play.pool.fetch("SELECT order_key, body FROM notifier.tasks WHERE status = 'open'")
    tasks = Counter((row["order_key"], row["body"]) for row in desk)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in play.sandbox.ledger.entries("effect", "chat_message"):
        said[entry.more["buyer"]][entry.more["asked"]] += 1
    typed: dict[str, Counter[str]] = defaultdict(Counter)
    for message in play.sandbox.chats("seller"):
        typed[message.session.split("_")[0]][message.text] += 1
    verdict = Verdict()
    words: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        words[row["order_key"]].append(row["text"])
    for person in play.cast:
        keys = [f"{SHOP}/{order_id}" for order_id in person.orders]
        wanted = [(text, key) for key in keys for text in words[key]]
        verdict.sends += person.sends
        _person(
            verdict,
            person.sends,
            wanted=wanted,
            said=said[person.buyer],
            typed=typed[person.buyer],
            tasks=tasks,
        )
    _reads(verdict, play)
    return verdict


def _person(
    verdict: Verdict,
    sends: int,
    *,
    wanted: list[tuple[str, str]],
    said: Counter[str],
    typed: Counter[str],
    tasks: Counter[tuple[str, str]],
) -> None:
    """One buyer: texts that are alike are told apart by nobody, so they are counted together."""
    expected = Counter(text for text, _ in wanted)
    where = wanted[0][1] if wanted else "nobody"
    if len(wanted) != sends:
        verdict.lost.append(f"{where}: {len(wanted)} of {sends} were ever planned")
    for text, times in expected.items():
        there = said.pop(text, 0)
        verdict.sent += min(there, times)
        if there > times:
            verdict.duplicates.append(where)
        missing = max(0, times - there)
        orders = {key for own, key in wanted if own == text}
        asked = min(missing, sum(tasks[key, text] for key in orders))
        copied = min(missing - asked, typed[text])
        verdict.asked, verdict.copied = verdict.asked + asked, verdict.copied + copied
        verdict.lost += [where] * (missing - asked - copied)
    verdict.duplicates += [where] * said.total()  # words that nobody had asked for


def _reads(verdict: Verdict, play: Play) -> None:
    reads: Counter[str] = Counter()
    sends: Counter[str] = Counter()
    for call in play.sandbox.ledger.entries("call"):
        if call.what == _LISTING and call.outcome == "ok":
            reads[call.ref] += 1
        elif call.what == _SENDING:
            sends[call.ref] += 1
            verdict.cut[call.outcome] += 1
    verdict.most_reads = max((n / max(1, sends[ref]) for ref, n in reads.items()), default=0.0)
