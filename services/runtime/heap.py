"""What a process keeps for its whole life, set apart from what comes and goes."""

import gc


def settle() -> None:
    """Have the garbage collector pass over everything that stands now: modules, classes, wiring.

    Once, by a process that is about to begin its work. A full collection walks all that lives; a
    service's imports are hundreds of thousands of objects that no batch of work ever lets go of.
    """
    gc.collect()
    gc.freeze()
