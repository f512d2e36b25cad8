"""The description of REST, against the table that it is made from."""

import re

from services.desk.openapi import document


def test_every_place_in_an_address_is_a_parameter() -> None:
    """OpenAPI 3.1: each name in braces is described once, as one in the path."""
    for path, calls in document()["paths"].items():
        for call in calls.values():
            told = [one["name"] for one in call["parameters"] if one["in"] == "path"]
            assert told == re.findall(r"{(\w+)}", path), path
