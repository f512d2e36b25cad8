"""The program's door: Ctrl-C ends it without a word while the rest is still being imported."""

import signal

from services.runtime import heap


def main() -> None:
    """The ``forestall`` command."""
    heap.begin()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from services.cli.main import main as forestall  # noqa: PLC0415 - see the module's words

    forestall()


if __name__ == "__main__":
    main()
