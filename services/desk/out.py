"""What REST gives of a value of ours: its fields of the same names, and nothing else of it."""

from typing import Self

from schemas.base import Model


class Out(Model):
    """Made from a value that has what it tells; what lies within is told the same way."""

    @classmethod
    def of(cls, value: object) -> Self:
        """The value, as it is told."""
        return cls.model_validate(value, from_attributes=True)
