"""Asks ClamAV whether a file is clean: the INSTREAM command of its daemon, over TCP or a socket of the machine."""

import socket
import struct
from contextlib import closing

BLOCK = 65_536
SECONDS = 30


class ScannerUnavailable(Exception):
    """The daemon did not answer, or not in a way that says whether the file is clean."""


def finding_in(stream, address):
    """Return the name of what ClamAV found in an open binary file, "" when it is clean. Raises `ScannerUnavailable`.

    `address` is (host, port) or the path of a socket. The file is left at its start.
    """
    stream.seek(0)
    try:
        with closing(_connect(address)) as connection:
            return _verdict(_ask(connection, stream))
    except OSError as fault:
        raise ScannerUnavailable(str(fault)) from fault
    finally:
        stream.seek(0)


def _connect(address):
    if not isinstance(address, str):
        return socket.create_connection(address, timeout=SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(SECONDS)
    connection.connect(address)
    return connection


def _ask(connection, stream):
    connection.sendall(b"zINSTREAM\0")
    while block := stream.read(BLOCK):
        connection.sendall(struct.pack("!L", len(block)) + block)
    connection.sendall(struct.pack("!L", 0))
    answer = b""
    while not answer.endswith(b"\0") and (received := connection.recv(4096)):
        answer += received
    return answer.rstrip(b"\0").decode("utf-8", "replace")


def _verdict(answer):
    """ "stream: OK", "stream: Eicar-Signature FOUND", or a complaint such as "INSTREAM size limit exceeded. ERROR"."""
    if answer == "stream: OK":
        return ""
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerUnavailable(answer)
