"""The master keys: they wrap the data keys, and stand outside the database.

Several may be live: the newest (the first) wraps, all of them unwrap. Without a key in the settings
an installation on a database of our own keeps one beside it, under the data directory.
"""

import base64
import binascii
import hashlib
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from services.runtime.errors import ConfigurationError, InvalidInput, Unavailable
from services.runtime.privacy.sealing import BYTES, DataKey
from services.runtime.settings import Settings

OWN = "privacy.key"
"""The file under the data directory."""

MISSING = (
    "privacy.key: is missing; make one with `forestall privacy key`, keep it apart from the "
    "database's backups, and point to it (FORESTALL_PRIVACY_KEY, {env: NAME} or {file: PATH})"
)


@dataclass(slots=True)
class MasterKeys:
    """The keys of an installation.

    Args:
        keys: 32 bytes each, the newest first.
        again: reads them anew, where somebody may have added one meanwhile.
    """

    keys: Sequence[bytes] = field(repr=False)
    again: Callable[[], Sequence[bytes]] | None = None

    @property
    def newest(self) -> str:
        """The name of the key that wraps."""
        return name_of(self.keys[0])

    def names(self) -> tuple[str, ...]:
        """The names of all, the newest first."""
        return tuple(map(name_of, self.keys))

    def wrap(self, key: DataKey, about: str) -> bytes:
        """A data key as it may be stored."""
        return DataKey(self.keys[0]).seal(key.secret, about)

    def unwrap(self, name: str, wrapped: bytes, about: str) -> DataKey:
        """The data key that was stored.

        Args:
            name: of the master key that wrapped it.
            wrapped: as stored.
            about: as when it was wrapped.

        Raises:
            Unavailable: no such master key is in the settings.
        """
        if name not in self.names() and self.again is not None:
            self.keys = self.again()
        found = next((key for key in self.keys if name_of(key) == name), None)
        if found is None:
            raise Unavailable(f"privacy.key: the master key {name} is not among its keys")
        return DataKey(DataKey(found).open(wrapped, about))


def name_of(key: bytes) -> str:
    """A master key's name, which tells nothing of it."""
    return hashlib.sha256(b"forestall master key" + key).hexdigest()[:8]


def new_key() -> str:
    """A new master key as it is written in a secret."""
    return base64.b64encode(os.urandom(BYTES)).decode()


def parse(text: str) -> tuple[bytes, ...]:
    """The keys of a secret: base64, parted by white space or commas, the newest first.

    Raises:
        InvalidInput: it holds none, or something that is none.
    """
    found = []
    for word in re.split(r"[\s,]+", text.strip()):
        try:
            key = base64.b64decode(word, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != BYTES:
            raise InvalidInput("no_key", "a key is 32 bytes in base64: `forestall privacy key`")
        found.append(key)
    return tuple(found)


def master_of(settings: Settings) -> MasterKeys:
    """The keys of an installation.

    Raises:
        ConfigurationError: there is none, or it cannot be read.
    """
    given = settings.privacy.key
    if given is not None:
        return MasterKeys(_parsed(given.get_secret_value(), "privacy.key"))
    if not _on_our_own(settings):
        raise ConfigurationError([MISSING])
    path = settings.data_dir / OWN
    return MasterKeys(_read(path), lambda: _read(path))


def keep_own(settings: Settings) -> None:
    """Have a key there: that of the settings, or where the database is ours one beside it.

    Raises:
        ConfigurationError: none is named for a database that is given, or it cannot be read.
    """
    if settings.privacy.key is not None:
        master_of(settings)
        return
    if not _on_our_own(settings):
        raise ConfigurationError([MISSING])
    if not (settings.data_dir / OWN).exists():
        write_own(settings.data_dir, [new_key()])


def write_own(data_dir: Path, keys: Sequence[str]) -> None:
    """Write the installation's own keys, readable by their owner alone; all or nothing."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / OWN
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def add_own(data_dir: Path) -> None:
    """Put a new key before the installation's own ones."""
    before = (data_dir / OWN).read_text(encoding="utf-8").split()
    write_own(data_dir, [new_key(), *before])


def drop_own(data_dir: Path, kept: Sequence[str]) -> int:
    """Take out the installation's own keys but those of these names; how many went."""
    before = (data_dir / OWN).read_text(encoding="utf-8").split()
    after = [text for text in before if name_of(*parse(text)) in kept]
    if len(after) < len(before):
        write_own(data_dir, after)
    return len(before) - len(after)


def _on_our_own(settings: Settings) -> bool:
    return settings.privacy.own or settings.database.url is None


def _read(path: Path) -> tuple[bytes, ...]:
    try:
        return _parsed(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        why = f"{path}: cannot be read ({error.strerror}); without it nothing sealed can be opened"
        raise ConfigurationError([f"{why}: put it back, or start `forestall run` once"]) from error


def _parsed(text: str, where: str) -> tuple[bytes, ...]:
    try:
        return parse(text)
    except InvalidInput as error:
        raise ConfigurationError([f"{where}: {error.detail}"]) from error
