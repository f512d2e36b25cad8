"""A carrier's words without the one name they may carry: whoever signed for the parcel.

As far as it can be told: a surname before a comma is left out, the given name behind it is not.
"""

import re

LEFT_OUT = "[name]"

# Only after words that a person's name follows: "received by" is followed by carriers and customs
# as often. The name ends where its clause does, or the text in a raw answer.
_SIGNED = re.compile(
    r"""(\b(?:signed\s+(?:for\s+)?by|firmad[oa]\s+por|assinad[oa]\s+por
          |unterschrieben\s+von|sign[ée]e?\s+par|podpisano\s+przez)\b\s*[:：]?\s*
        |\b(?:signature|signatory|recipient|receiver|consignee|addressee|destinatari[oa]|recebedor|получатель)\s*[:：]\s*
        |签收人\s*(?:为|是)?\s*[:：]?\s*|收件人\s*[:：]\s*)
        (?:[^\W\d_]{1,4}\.\s*)*
        [^\s"\\,.;:，。；|()（）\[\]][^"\\,.;，。；|()（）\[\]]*""",
    re.IGNORECASE | re.VERBOSE,
)


def unsigned(text: str) -> str:
    """The text with ``[name]`` in the place of a signer's or recipient's name."""
    return _SIGNED.sub(rf"\1{LEFT_OUT}", text)
