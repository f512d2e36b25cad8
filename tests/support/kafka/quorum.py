"""Which node of a cluster is its active controller: the question that our client does not know.

``DescribeQuorum`` of Kafka's protocol, version 0, asked over a listener that lets anybody in.
"""

import asyncio
import struct

_API, _TOPIC = 55, b"__cluster_metadata"
_LEADER_AT = 4 + 1 + 2 + 1 + 1 + len(_TOPIC) + 1 + 4 + 2
"""Bytes before the leader: correlation, tags, error, topics, name, partitions, index, error."""

_LIMIT = 5.0


async def active_controller(port: int) -> int | None:
    """The number of the node that leads the quorum, by a broker on loopback; None: none does.

    Raises:
        OSError: it does not answer.
        TimeoutError: nor within seconds.
    """
    header = struct.pack(">hhih", _API, 0, 1, -1) + b"\0"
    name = bytes([len(_TOPIC) + 1]) + _TOPIC
    body = b"\x02" + name + b"\x02" + struct.pack(">i", 0) + b"\0\0\0"
    asked = header + body
    async with asyncio.timeout(_LIMIT):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(struct.pack(">i", len(asked)) + asked)
            (length,) = struct.unpack(">i", await reader.readexactly(4))
            answer = await reader.readexactly(length)
        except asyncio.IncompleteReadError as error:
            raise ConnectionResetError from error
        finally:
            writer.close()
    (error,) = struct.unpack_from(">h", answer, 5)
    if error or len(answer) < _LEADER_AT + 4:
        return None
    (leader,) = struct.unpack_from(">i", answer, _LEADER_AT)
    return int(leader) if leader > 0 else None
