"""The one question to Russian Post, and its answer, as SOAP 1.2 writes them. Pure.

Shape: Russian Post, "Single access", method ``getOperationHistory``.
"""

from html import escape

from services.connectors.carriers.port import Rejected
from services.connectors.carriers.russian_post.codes import (
    ACCOUNT,
    OF_NUMBER,
    PROVIDER,
    well_formed,
)
from services.connectors.carriers.xml import Element
from services.runtime.errors import NotAuthorised, Unanswered

_ENVELOPE = "http://www.w3.org/2003/05/soap-envelope"
_HISTORY = "http://russianpost.org/operationhistory"
_UNDERSTAND = "http://schemas.xmlsoap.org/soap/envelope/"


def question(number: str, login: str, password: str) -> bytes:
    """The body that asks for a parcel's history, in Russian."""
    return (
        f'<s:Envelope xmlns:s="{_ENVELOPE}" xmlns:o="{_HISTORY}" xmlns:d="{_HISTORY}/data"'
        f' xmlns:e="{_UNDERSTAND}"><s:Header/><s:Body><o:getOperationHistory>'
        f"<d:OperationHistoryRequest><d:Barcode>{escape(number)}</d:Barcode>"
        "<d:MessageType>0</d:MessageType><d:Language>RUS</d:Language></d:OperationHistoryRequest>"
        '<d:AuthorizationHeader e:mustUnderstand="1">'
        f"<d:login>{escape(login)}</d:login><d:password>{escape(password)}</d:password>"
        "</d:AuthorizationHeader></o:getOperationHistory></s:Body></s:Envelope>"
    ).encode()


def fault(root: Element, number: str) -> Rejected | None:
    """The refusal of this number; None where the answer holds no fault.

    A number of no form that the service knows is ``invalid``, any other is asked again later.

    Raises:
        NotAuthorised: login or password are refused.
        Unanswered: the service failed.
    """
    found = next(root.every("Fault"), None)
    if found is None:
        return None
    reasons = {one.name: one.text.strip()[:200] for one in found.child("Detail").children}
    if ACCOUNT in reasons:
        raise NotAuthorised(PROVIDER, ACCOUNT, reasons[ACCOUNT])
    if OF_NUMBER in reasons:
        again = well_formed(number)
        return Rejected(number, OF_NUMBER, "later" if again else "invalid", reasons[OF_NUMBER])
    raise Unanswered(PROVIDER, "fault", found.child("Reason").said("Text")[:200])


def history(root: Element) -> Element:
    """The element that holds the records.

    Raises:
        Unanswered: there is none (``unreadable``).
    """
    found = next(root.every("getOperationHistoryResponse"), None)
    if found is None:
        raise Unanswered(PROVIDER, "unreadable", "no answer of Russian Post's")
    return found.child("OperationHistoryData")
