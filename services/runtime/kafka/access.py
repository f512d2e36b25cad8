"""Who we are to a real Kafka, by the settings; and how long our certificate says so."""

import ssl
from dataclasses import replace
from datetime import datetime

from cryptography import x509
from pydantic import SecretStr

from services.runtime.errors import ConfigurationError
from services.runtime.kafka.profile import KafkaAccess
from services.runtime.sections import KafkaSettings


def access_of(kafka: KafkaSettings) -> KafkaAccess:
    """How the settings say that Kafka is spoken to; our own broker is spoken to plainly.

    Raises:
        ConfigurationError: the authorities are no certificates, or our key is another's.
    """
    if kafka.embedded:
        return KafkaAccess()
    trusting = KafkaAccess(tls=kafka.tls, ca=_shown(kafka.ca))
    access = replace(
        trusting,
        certificate=_shown(kafka.certificate),
        key=_shown(kafka.key),
        username=kafka.username or "",
        password=_shown(kafka.password),
        mechanism=kafka.mechanism,
    )
    wrong = {
        "kafka.ca: write certificates, as PEM": trusting,
        "kafka.certificate: write it as PEM, and its own key under kafka.key": access,
    }
    for what, tried in wrong.items():
        try:
            tried.arguments()
        except ssl.SSLError as error:
            raise ConfigurationError([what]) from error
    return access


def _shown(secret: SecretStr | None) -> str:
    return "" if secret is None else secret.get_secret_value()


def certified_until(access: KafkaAccess) -> datetime | None:
    """When the first of our certificates ends; None where none is shown.

    Args:
        access: as ``access_of`` gives it.
    """
    if not access.certificate:
        return None
    shown = x509.load_pem_x509_certificates(access.certificate.encode())
    return min(one.not_valid_after_utc for one in shown)
