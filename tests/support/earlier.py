"""Earlier versions of the program, out of the repository's own history."""

import re
import subprocess
from pathlib import Path

from tests.support.processes import ROOT

MIGRATIONS = "services/*/migrations/*.sql"
COMMON = "services/runtime/postgres"
"""Where the tables of every schema lie."""

FEWER = 8
"""So many changes that brought migrations lie between the earlier version and this one, at most."""


class NoHistoryError(Exception):
    """The repository does not have it: a tarball, or a shallow clone."""


def before_the_last_migrations() -> str:
    """The oldest version before one of the last few changes that brought migrations.

    It is one that can be gone back to: versions of before 27 November 2026 take a file for a newer
    program's by its name alone, and files have come whose names sort before others'.

    Raises:
        NoHistoryError: there is none.
    """
    told = git("log", "--format=%H", "--diff-filter=A", f"-{FEWER}", "--", f":(glob){MIGRATIONS}")
    found = ""
    for commit in told.split():
        before = git("rev-parse", "--verify", f"{commit}^").strip()
        if _files(before) != (now := _files("HEAD")) and _all_newer(_files(before), now):
            found = before
    if not found:
        raise NoHistoryError("the history does not reach behind the last migrations")
    return found


def _all_newer(before: dict[str, set[str]], now: dict[str, set[str]]) -> bool:
    """Whether the files that have come since sort behind all that were there."""
    return before.get(COMMON) == now.get(COMMON) and all(
        name > max(before[folder])
        for folder, names in now.items()
        if before.get(folder) and folder != COMMON
        for name in names - before[folder]
    )


def _files(revision: str) -> dict[str, set[str]]:
    """The names of a version's migrations, by their folder."""
    found: dict[str, set[str]] = {}
    for line in git("ls-tree", "-r", "--name-only", revision, "services").splitlines():
        folder, _, name = line.rpartition("/")
        if name.endswith(".sql"):
            found.setdefault(folder, set()).add(name)
    return found


def unpack(revision: str, into: Path) -> None:
    """The tree of a version.

    Raises:
        NoHistoryError: it is not there.
    """
    into.mkdir()
    archive = into.with_suffix(".tar")
    git("archive", "--format=tar", f"--output={archive}", revision, "schemas", "services")
    subprocess.run(["tar", "-xf", archive, "-C", into], check=True)  # noqa: S603, S607 - our own
    archive.unlink()


def lacking(revision: str) -> list[str]:
    """What a version is locked to and this one is not: it cannot be run beside it here.

    Raises:
        NoHistoryError: it is not there.
    """
    name = "requirements-embedded.txt"
    now = _pins((ROOT / name).read_text(encoding="utf-8"))
    return sorted(_pins(git("show", f"{revision}:{name}")) - now)


def git(*words: str) -> str:
    """What git says.

    Raises:
        NoHistoryError: it says no, or is not there.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            ["git", "-C", str(ROOT), *words],  # noqa: S607 - whichever is installed
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoHistoryError(getattr(error, "stderr", "") or str(error)) from error
    return done.stdout


def _pins(text: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9][^\s;]*==[^\s;]+", text, re.MULTILINE))
