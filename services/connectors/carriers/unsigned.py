"""A carrier's words without the one name they may carry: whoever signed for the parcel.

No decision rests on it and no view shows it: it is cut where an answer is read, and kept nowhere.
As far as it can be told: a carrier that prints a name behind words of its own is not seen through.
"""

import re
from functools import lru_cache

LEFT_OUT = "[name]"

# Only after words that a person's name follows: "received by" is followed by carriers and customs
# as often, "received by:" is not. The name ends where its clause does, or the text in a raw answer;
# a given name behind the comma is part of it where nothing follows.
_SIGNED = re.compile(
    r"""(\b(?:signed\s+(?:for\s+)?by|firmad[oa]\s+por|assinad[oa]\s+por
          |unterschrieben\s+von|sign[ée]e?\s+par|podpisano\s+przez)\b\s*[:：]?\s*
        |\breceived\s+by\s*[:：]\s*
        |\b(?:signature|signatory|recipient|receiver|consignee|addressee|destinatari[oa]|recebedor|получатель)\s*[:：]\s*
        |签收人\s*(?:为|是)?\s*[:：]?\s*|收件人\s*[:：]\s*)
        (?:[^\W\d_]{1,4}\.\s*)*
        [^\s"\\,.;:，。；|()（）\[\]][^"\\,.;，。；|()（）\[\]]*
        (?-i:,\s*[A-ZÀ-Þ][\w'’-]*\.?(?:\s+[A-ZÀ-Þ][\w'’-]*\.?)?(?=\s*(?:$|["\\.;|)])))?""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=16384)
def unsigned(text: str) -> str:
    """The text with ``[name]`` in the place of a signer's or recipient's name."""
    return _SIGNED.sub(rf"\1{LEFT_OUT}", text)
