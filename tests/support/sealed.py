"""Keys for tests: one master key, the same in every process of them."""

import base64

from services.runtime.privacy.master import MasterKeys
from services.runtime.privacy.vault import Vault

SECRET = bytes(range(32))
KEY = base64.b64encode(SECRET).decode()
"""As it stands in a secret: ``FORESTALL_PRIVACY_KEY``."""


def vault(schema: str) -> Vault:
    """The vault of a schema, as a process opens it."""
    return Vault(schema, MasterKeys([SECRET]))
