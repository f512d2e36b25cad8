"""The program's door: Ctrl-C ends it without a word while the rest is still being imported."""

import signal


def main() -> None:
    """The ``forestall`` command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from services.cli.main import main as forestall  # noqa: PLC0415 - see the module's words

    forestall()


if __name__ == "__main__":
    main()
