"""Tracking numbers that look like those of their carriers."""

from services.sandbox.draw import Draw

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def check_digit(serial: str) -> int:
    """The check digit of an S10 number (UPU standard S10-12) for its eight digits."""
    rest = 11 - sum(int(d) * w for d, w in zip(serial, _WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def tracking_number(draw: Draw, carrier: str, *name: object) -> str:
    """A number of that carrier, decided by ``name``."""
    if carrier == "YANWEN_AM":
        return f"UJ{draw.digits(9, 'number', *name)}YP"
    if carrier == "CAINIAO_STANDARD":
        return f"LP00{draw.digits(12, 'number', *name)}"
    return postal_number(draw, draw.digits(8, "number", *name), *name)


def postal_number(draw: Draw, serial: str, *name: object) -> str:
    """China Post's number of eight digits; its service is decided by ``name``."""
    return f"{draw.pick(('RR', 'LX', 'UA'), 'prefix', *name)}{serial}{check_digit(serial)}CN"
