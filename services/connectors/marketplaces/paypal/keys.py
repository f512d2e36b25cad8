"""Where PayPal publishes the certificates of its pushes."""

from cryptography import x509

from services.connectors.marketplaces.paypal.client import NAME
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http

_LONGEST = 64 * 1024
"""Bytes of a certificate with all that lead to its authority; PayPal's are a tenth of it."""
_NOT_FOUND = 404


class Keys:
    """See ``pushes.Keys``. A key is the certificate and what follows it, PEM."""

    def __init__(self, http: Http) -> None:
        self._http = http

    async def key(self, ref: str) -> bytes:
        """The certificates at that address, which ``signing.certificate_of`` has let through.

        Raises:
            InvalidInput: there is none.
            OutsideError: PayPal does not answer.
        """
        answer = await self._http.call(NAME, "GET", ref, repeat=True, accept=(_NOT_FOUND,))
        if answer.status == _NOT_FOUND or len(answer.body) > _LONGEST:
            raise InvalidInput("unknown_key", "PayPal has no such certificate")
        try:
            x509.load_pem_x509_certificates(answer.body)
        except ValueError as error:
            raise InvalidInput("unknown_key", "no certificate stands there") from error
        return answer.body
