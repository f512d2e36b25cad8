"""The artifacts of Apache Kafka: fetched once by Maven, and held against their checksums."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
JARS = Path(__file__).parents[3] / ".forestall" / "kafka" / "jars"
SUMS = HERE / "jars.sha256"
"""As ``sha256sum *`` writes it in ``JARS``; to be written anew when pom.xml changes."""

OLDEST_JAVA = 17


class Missing(Exception):
    """What this machine lacks for a Kafka of our own, as a sentence."""


def version() -> str:
    """Of Kafka."""
    [found] = re.findall(r" kafka_2\.13-(\S+)\.jar", SUMS.read_text(encoding="utf-8"))
    return str(found)


def java() -> str:
    """The path of a Java that runs Kafka 4.

    Raises:
        Missing: there is none, or it is too old.
    """
    path = shutil.which("java")
    if path is None:
        raise Missing(f"there is no java ({OLDEST_JAVA} or later)")
    said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603 - found on the path
    found = re.search(r'version "(\d+)', said)
    if found is None or int(found[1]) < OLDEST_JAVA:
        first = said.partition("\n")[0]
        raise Missing(f"Kafka 4 needs Java {OLDEST_JAVA} or later, here is {first!r}")
    return path


def fetch() -> Path:
    """The folder with all jars; Maven is asked only where they are not there yet.

    Raises:
        Missing: there is no Maven, it does not get them, or they are not what was pinned.
    """
    if _wrong():
        _copy()
    if wrong := _wrong():
        raise Missing(f"Maven brought other jars than {SUMS.name} names: {', '.join(wrong)}")
    return JARS


def _copy() -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("there is java, but no Maven (mvn) to fetch Kafka's artifacts with")
    shutil.rmtree(JARS, ignore_errors=True)
    argv = [
        *(maven, "--batch-mode", "--quiet", "--strict-checksums", f"--file={HERE / 'pom.xml'}"),
        *("dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={JARS}"),
    ]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)  # noqa: S603 - found on the path
    if done.returncode:
        words = " | ".join((done.stdout + done.stderr).strip().splitlines()[:3])
        raise Missing(f"Maven does not get Kafka's artifacts: {words}")


def _wrong() -> list[str]:
    """The names of jars that are missing, altered, or not in the list."""
    pinned = {}
    for line in SUMS.read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        pinned[name] = digest
    found = {path.name: path for path in JARS.glob("*.jar")}
    differ = {
        name
        for name, path in found.items()
        if pinned.get(name) != hashlib.sha256(path.read_bytes()).hexdigest()
    }
    return sorted(differ | (pinned.keys() - found.keys()))
