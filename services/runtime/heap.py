"""What a process keeps for its whole life, set apart from what comes and goes."""

import gc

_USUAL = gc.get_threshold()
BEGINNING = 100_000
"""New objects before the collector looks, while a process begins."""


def begin() -> None:
    """Have the garbage collector look seldom while modules are imported: nothing of them goes.

    By the program's door, before the first of them; a tenth of the processor time that it takes.
    """
    gc.set_threshold(BEGINNING)


def settle() -> None:
    """Have the garbage collector pass over everything that stands now: modules, classes, wiring.

    Once, by a process that is about to begin its work. A full collection walks all that lives; a
    service's imports are hundreds of thousands of objects that no batch of work ever lets go of.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_USUAL)
