"""Personal text opens under its own key alone, and a destroyed key leaves nothing to guess from."""

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.runtime.errors import ConfigurationError, InvalidInput, Unavailable
from services.runtime.privacy.master import (
    OWN,
    MasterKeys,
    add_own,
    drop_own,
    keep_own,
    master_of,
    new_key,
    parse,
)
from services.runtime.privacy.sealing import PREFIX, DataKey
from services.runtime.privacy.traces import Traces
from services.runtime.settings import Settings, load
from tests.support.sealed import KEY, SECRET

ONE, OTHER = DataKey(bytes(32)), DataKey(bytes([1]) * 32)


@given(text=st.binary(), about=st.text(), at=st.integers(min_value=0), flip=st.integers(1, 255))
def test_what_was_sealed_opens_unchanged_and_under_nothing_else(
    text: bytes, about: str, at: int, flip: int
) -> None:
    """Another key, other words about it, or one changed byte: it does not open."""
    sealed = ONE.seal(text, about)
    assert ONE.open(sealed, about) == text
    changed = bytearray(sealed)
    changed[at % len(sealed)] ^= flip
    for key, content, what in (
        (OTHER, sealed, about),
        (ONE, sealed, about + "x"),
        (ONE, bytes(changed), about),
        (ONE, sealed[:11], about),
    ):
        with pytest.raises(InvalidInput):
            key.open(content, what)


@given(one=st.text(), other=st.text())
def test_a_fingerprint_tells_equal_texts_and_only_to_who_has_the_key(one: str, other: str) -> None:
    """Of one key it is the same for the same words; of another it is another."""
    assert (ONE.fingerprint(one) == ONE.fingerprint(other)) is (one == other)
    assert ONE.fingerprint(one) != OTHER.fingerprint(one)
    assert ONE.fingerprint(one).startswith(PREFIX)


def test_the_newest_master_key_wraps_and_all_unwrap() -> None:
    """A key that was wrapped before a rotation opens after it; one of a stranger never."""
    old, new = parse(f"{new_key()},\n {new_key()}")
    before = MasterKeys([old])
    wrapped = before.wrap(ONE, "about")
    both = MasterKeys([new, old])
    assert both.newest != before.newest
    assert both.unwrap(before.newest, wrapped, "about").secret == ONE.secret
    assert both.unwrap(both.newest, both.wrap(OTHER, "about"), "about").secret == OTHER.secret
    with pytest.raises(Unavailable, match=before.newest):
        MasterKeys([new]).unwrap(before.newest, wrapped, "about")


@pytest.mark.parametrize("text", ["", "x", KEY[:-4], f"{KEY} x"])
def test_what_is_no_key_is_refused_without_being_shown(text: str) -> None:
    """A secret in the wrong place is not repeated."""
    with pytest.raises(ConfigurationError) as refused:
        master_of(load(None, {"FORESTALL_PRIVACY_KEY": text or " , "}))
    assert "32 bytes" in str(refused.value)
    assert KEY[:8] not in str(refused.value)


def test_a_given_database_wants_a_given_key() -> None:
    """A key made beside one of several processes would be lost with it."""
    given = {"FORESTALL_DATABASE_URL": "postgresql://u:p@h/d"}
    for use in (master_of, keep_own):
        with pytest.raises(ConfigurationError, match=r"privacy\.key: is missing"):
            use(load(None, given))
    assert master_of(load(None, {**given, "FORESTALL_PRIVACY_KEY": KEY})).keys == (SECRET,)


def test_our_own_key_is_kept_by_its_owner_alone_and_can_be_made_anew(tmp_path: Path) -> None:
    """Made once, mode 0600; a process that runs takes a new one in when it first meets it."""
    settings = Settings(data_dir=tmp_path)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        master_of(settings)
    keep_own(settings)
    running = master_of(settings)
    keep_own(settings)
    assert master_of(settings).names() == running.names()
    assert stat.S_IMODE((tmp_path / OWN).stat().st_mode) == 0o600
    add_own(tmp_path)
    newer = master_of(settings)
    assert newer.names()[1:] == running.names()
    wrapped = newer.wrap(ONE, "about")
    assert running.unwrap(newer.newest, wrapped, "about").secret == ONE.secret
    assert drop_own(tmp_path, [newer.newest]) == 1
    assert master_of(settings).names() == (newer.newest,)
    assert stat.S_IMODE((tmp_path / OWN).stat().st_mode) == 0o600


TRACES = Traces(frozenset({"lazada/s/2604229001"}), frozenset({"100112802006", "maria-lima", "7"}))


@pytest.mark.parametrize(
    ("key", "body", "theirs"),
    [
        (b"lazada/s/2604229001", b"", True),
        (b"lazada/s/2604229002", b"{}", False),
        (None, json.dumps({"data": {"from": 100112802006}}).encode(), True),
        (None, json.dumps({"content": json.dumps({"who": "100112802006"})}).encode(), True),
        (None, json.dumps([{"id": 1001128020061}, 7, "x100112802006"]).encode(), False),
        (None, b"not json, but of 1001128020061.", False),
        (None, b"not json, but of 100112802006.", True),
        (None, b"[" * 100_000, False),
        (None, b"[" * 60 + b'"100112802006"' + b"]" * 60, True),
        (None, json.dumps({"content": "Order 100112802006.Is it lost?"}).encode(), True),
        (None, json.dumps({"content": '{"say": "of 100112802006-1"'}).encode(), True),
        (None, json.dumps({"100112802006": {"n": 1}}).encode(), True),
        (None, json.dumps({"content": json.dumps({"100112802006": 1})}).encode(), True),
        (None, b'{"id": "\\u0031\\u00300112802006"}', True),
        (None, b'{"id": "100112802006", "id": "x"}', True),
        (None, b'{"price": 100112802006.50}', False),
        (None, b'{"say": "hello, maria-lima!"}', True),
        (None, b'{"say": "maria-lima@x.example, ann-maria-lima, maria-lima-2"}', False),
    ],
)
def test_a_raw_record_is_a_buyers_by_a_whole_token(
    key: bytes | None, body: bytes, *, theirs: bool
) -> None:
    """A longer number or name that holds theirs is another's, and a short one says nothing."""
    assert TRACES.of(key, body) is theirs
