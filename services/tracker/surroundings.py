"""What a parcel is judged by besides its own scans and orders."""

from dataclasses import dataclass

from services.tracker.lane import PRIORS, LaneTable


@dataclass(slots=True)
class Surroundings:
    """The same object for every parcel of a process.

    Attributes:
        lanes: what is usual where; replaced whole when lanes were learned anew (``learner``), and
            read once for each fold.
        seconds: carriers' own services that may be asked besides the first provider.
        corrected: providers that can be told to ask another carrier for a number.
    """

    lanes: LaneTable = PRIORS
    seconds: frozenset[str] = frozenset()
    corrected: frozenset[str] = frozenset()
