"""What a dispute is about, from the platform's own reason texts. Pure.

No marketplace's table of reasons is public (facts: not found), so the words decide; what they do
not decide is ``other``, never a guess of "not received".
"""

import re

from schemas.dispute import DisputeKind

_SEPARATORS = re.compile(r"[\s_-]+")
# Over single spaces: where words and separators share signs, a hostile text takes minutes.
_NOT_RECEIVED = re.compile(
    r"(not|never|n't) (\w+ ){0,2}?(receiv|arriv|deliver)"
    r"|(in|still in) transit|customs|lost|no tracking|tracking number (is )?invalid"
    r"|invalid tracking|non ?(receipt|delivery)|wrong address|notReceived",
    re.IGNORECASE,
)
_NOT_AS_DESCRIBED = re.compile(
    r"describ|descr?ption|quality|damage|defect|broken|fake|counterfeit|wrong (item|size|colou?r)"
    r"|missing|short(age)?\b|incomplete|does ?n[o']t (work|fit|match)|noMatchDesc|expired|color",
    re.IGNORECASE,
)


def kind_of(reason: str, *, received: bool | None = None) -> DisputeKind:
    """What a buyer complains of.

    Args:
        reason: the platform's reason (an option of its own list, in English).
        received: whether the buyer says that the goods came, where the platform asks.
    """
    reason = _SEPARATORS.sub(" ", reason)
    if received is False or (received is None and _NOT_RECEIVED.search(reason)):
        return DisputeKind.NOT_RECEIVED
    if _NOT_AS_DESCRIBED.search(reason):
        return DisputeKind.NOT_AS_DESCRIBED
    return DisputeKind.OTHER
