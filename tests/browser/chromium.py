"""Finds the system's Chromium; as a program, installs it where it may.

Playwright's own download is not used: the system's is kept up to date by the system.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")


def found() -> str | None:
    """Where it is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    """Have one, or say what to do."""
    if found() is not None:
        return
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        sys.exit("there is no Chromium here: install it (Debian: apt-get install chromium)")
    subprocess.run([apt, "update", "-qq"], check=True)  # noqa: S603 - a fixed command
    install = [apt, "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    subprocess.run(install, check=True)  # noqa: S603 - a fixed command


if __name__ == "__main__":
    main()
