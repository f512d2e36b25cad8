"""What a parcel is judged by besides its own scans and orders."""

from dataclasses import dataclass

from services.tracker.lane import PRIORS, LaneTable


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Immutable; the same for every parcel.

    Attributes:
        lanes: what is usual where.
        seconds: carriers' own services that may be asked besides the first provider.
    """

    lanes: LaneTable = PRIORS
    seconds: frozenset[str] = frozenset()
