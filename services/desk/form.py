"""The fields of a form, as a browser sends them: with files or without. Pure."""

from email import policy
from email.parser import BytesParser
from urllib.parse import parse_qsl

MOST = 50
"""Fields of a form."""


def fields_of(kind: str, body: bytes) -> dict[str, str]:
    """The fields; a file is its text, under the field's name. What is no field is left out.

    Args:
        kind: the content type.
        body: as it was sent.

    Raises:
        ValueError: it is no form, or not in UTF-8.
    """
    if kind.partition(";")[0].strip().lower() != "multipart/form-data":
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST))
    head = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    told = BytesParser(policy=policy.HTTP).parsebytes(head + body)
    parts = list(told.iter_parts()) if told.is_multipart() else []
    if len(parts) > MOST:
        raise ValueError("too many fields")
    found = {}
    for part in parts:
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            found[name] = content.decode()
    return found
