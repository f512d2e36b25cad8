"""The evidence pack: what stands in it and what does not, in every language, in three forms."""

import re
from datetime import timedelta
from string import Formatter

import pytest
import yaml

from schemas.action import ActionKind, ActionStatus
from schemas.dispute import DisputeKind
from schemas.order import Buyer, Destination
from schemas.parcel import Stage
from services.desk.pack import page, text
from services.desk.pack.model import GROUPS, Pack
from services.desk.pack.words import WORDS, PackWords, languages
from services.notifier.actionrow import ActionRow
from services.notifier.ledger import Entry
from services.notifier.told import ERASED
from services.runtime.tongues import language_for, table
from tests.support.notifier import KEY, NOW, D, H, case_of, dispute, message, order
from tests.support.packs import pack, view_of

ENTRIES = (
    Entry("order@1", "order", NOW - 9 * D, {"status": "shipped", "parcels": 1}),
    Entry("message:c/m-1@1", "message", NOW, {"sender": "buyer", "ours": False, "blocked": False}),
    Entry("message:c/m-2@1", "message", NOW, {"sender": "seller", "ours": True, "blocked": True}),
    Entry("complaint:x", "complaint", NOW, {"type": "no_update", "responsible": "carrier"}),
    Entry("task_done:x", "person", NOW, {"did": "task_done", "by": "Meng", "action": f"{KEY}|r|o"}),
    Entry("action:x@3", "action", NOW, {"action": f"{KEY}|r|o", "status": "done"}),
)


def _action(kind: ActionKind, words: str) -> ActionRow:
    one = ActionRow(
        key=f"{KEY}|r|o",
        order_key=KEY,
        rule="r",
        occasion="o",
        kind=kind,
        status=ActionStatus.DONE,
        mode="automatic",
        changed_at=NOW,
        done_at=NOW + H,
    )
    one.give_text(words)
    return one


def _pack(language: str = "en", said: str = '"where is 1001? ring 0612345678, Meng"') -> Pack:
    view = view_of(
        case_of(order(), dispute()), ENTRIES, [_action(ActionKind.OFFER, "Half of it back?")]
    )
    return pack(view, said={"c/m-1@1": said, "c/m-2@1": '"kept back"'}, language=language)


def test_each_line_has_its_time_its_source_and_a_hash() -> None:
    """In the order of time, numbered, each in one group; a hash is of its entry in the chain."""
    found = _pack()
    assert [one.number for one in found.items] == list(range(1, len(found.items) + 1))
    assert sorted(found.items, key=lambda one: one.at) == list(found.items)
    assert sum(len(found.of(group)) for group in GROUPS) == len(found.items)
    hashes = set(view_of(entries=ENTRIES).hashes)
    told = {one.what: one for one in found.items}
    assert {one.hash for one in found.items} - {""} <= hashes
    assert told["The buyer wrote"].hash == view_of(entries=ENTRIES).hashes[1]
    assert told["The seller offered the buyer a choice"].group == "offered"
    assert told["Handed to the carrier"].at == NOW - 9 * D
    assert found.head == view_of(entries=ENTRIES).hashes[-1]
    assert all(one.source for one in found.items)


def test_what_is_ours_alone_is_not_told() -> None:
    """No reading of ours, no name of staff, no telephone, nothing that the buyer never saw."""
    for shown in (text.written(_pack()), page.shown(_pack())):
        for word in ("carrier responsible", "no_update", "Meng", "0612345678", "kept back"):
            assert word not in shown, word
        assert "where is 1001? ring (…), (…)" in shown
        assert "Half of it back?" in shown


def test_words_that_were_erased_are_said_to_be() -> None:
    """The line stands, with its hash, and says that its words are gone."""
    (one,) = [one for one in _pack(said=ERASED).items if one.what == "The buyer wrote"]
    assert one.words == "the words have been erased"
    assert one.hash


def test_a_message_that_was_sent_by_hand_stands_once() -> None:
    """What a person pasted where no chat can be read; what the chat shows is not told again."""
    by_hand = _action(ActionKind.MESSAGE, "Hello")
    alone = pack(view_of(actions=[by_hand]), language="en")
    assert [one.words for one in alone.of("conversation")] == ["Hello"]
    heard = case_of(order(), message("m-3", sender="seller", text="Hello"))
    assert not pack(view_of(heard, actions=[by_hand]), language="en").of("conversation")


def test_a_timeline_that_does_not_hold_is_said_not_to() -> None:
    """Before anything else, in each form."""
    view = view_of(entries=ENTRIES)
    broken = pack(type(view)(**{**_fields(view), "broken_at": 2}), language="en")
    for shown in (text.written(broken), page.shown(broken)):
        assert "do not hold at entry 2" in shown


def _fields(view: object) -> dict[str, object]:
    return {name: getattr(view, name) for name in view.__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", languages())
def test_every_word_is_said_in_every_language(language: str) -> None:
    """The same words with the same places as in English; each stage, kind and group among them."""
    english, told = (
        yaml.safe_load((WORDS / f"{one}.yaml").read_text(encoding="utf-8"))
        for one in ("en", language)
    )
    assert told.keys() == english.keys()
    for name, words in told.items():
        places = [
            {part[1] for part in Formatter().parse(one)} - {None} for one in (words, english[name])
        ]
        assert places[0] == places[1], name
    say = PackWords(language)
    wanted = {"customs_stage" if one is Stage.CUSTOMS else str(one) for one in Stage}
    wanted |= {str(one) for one in DisputeKind if say.known(one)} | set(GROUPS)
    assert all(say.known(one) for one in wanted)
    assert say("title", order="1001") in page.shown(_pack(language))


def test_it_is_put_in_the_language_of_the_marketplaces_people() -> None:
    """By the site on which it was bought; in no language that has no words."""
    assert language_for("ozon", "KZ") == "ru"
    assert language_for("shopee", "TW") == "zh-Hant"
    assert language_for("shopee", "SG") == "en"
    assert language_for("nobody", "TH") == "en"
    tongues = table().marketplaces.values()
    spoken = {one.language for one in tongues} | {
        w for one in tongues for w in one.by_country.values()
    }
    assert spoken <= set(languages())
    thai = case_of(order(destination=Destination(country="TH"), buyer=Buyer(reference="b")))
    found = pack(view_of(thai))
    assert (found.language, found.zone.key) == ("th", "Asia/Bangkok")
    assert "UTC+07:00" in text.written(found)


def test_others_words_have_no_power_over_the_forms() -> None:
    """Markup and Markdown stand as they were written, or as harmless signs."""
    said = '"</q><script>x</script> [a](http://b) `c` # d"'
    told = page.shown(_pack(said=said))
    assert "<script>x" not in told
    assert "&lt;script&gt;x" in told
    written = text.written(_pack(said=said))
    assert "[a](" not in written
    assert "`c`" not in written
    assert not re.search(r"https?://", re.sub(r"&lt;.*?</q>", "", told)), "it loads nothing"


def test_times_are_told_in_utc_and_where_the_order_goes() -> None:
    """Summer time included."""
    summer = NOW + timedelta(days=100)
    found = pack(view_of(case_of(order(placed_at=summer))), language="en")
    assert "(2026-06-18 14:00 UTC+02:00)" in text.written(found)
