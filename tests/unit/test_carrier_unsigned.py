"""Whoever signed for a parcel is named nowhere; whoever else has it stays named."""

import pytest

from services.connectors.carriers.unsigned import unsigned


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("Delivered, signed by J. SMITH", "Delivered, signed by [name]"),
        ("Delivered. Signed for by: MARIA SILVA, front door", "signed for by: [name], front door"),
        ("Entregue. Assinado por João da Silva.", "Assinado por [name]."),
        ("Signed by SMITH, JOHN", "signed by [name]"),
        ("Delivered. Received by: A. LEE", "received by: [name]"),
        ("Recipient: ANN LEE", "Recipient: [name]"),
        ("已签收,签收人:王小明", "签收人:[name]"),
        ('{"text":"signed by ANN","place":"KUL"}', '{"text":"signed by [name]","place":"KUL"}'),
    ],
)
def test_a_signer_is_left_out(told: str, left: str) -> None:
    """In the languages that carriers print it in, and inside a raw answer."""
    assert left.lower() in unsigned(told).lower()


@pytest.mark.parametrize(
    "told",
    [
        "Received by the local delivery company",
        "Customs needs the recipient's tax identification number",
        "Signature required on delivery",
        '{"recipient": null, "signature": "", "text": "Delivered"}',
    ],
)
def test_what_names_nobody_stays(told: str) -> None:
    """Carriers receive parcels, and recipients have numbers to give."""
    assert unsigned(told) == told
