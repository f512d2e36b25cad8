"""The headers of a push that its reader needs, on their way through the inbox. Pure."""

from collections.abc import Iterable, Mapping


def attribute_of(header: str) -> str:
    """The record header of a push's header: CloudEvents takes only small letters and digits."""
    return f"ce_{_plain(header)}"


def headers_of(attributes: Mapping[str, str], heard: Iterable[str]) -> dict[str, str]:
    """The push's headers again, of the record's extension attributes."""
    return {name: attributes[_plain(name)] for name in heard if _plain(name) in attributes}


def _plain(header: str) -> str:
    return header.replace("-", "")
