"""The scanner, spoken to over a real socket by its own protocol."""

import io
import socket
import struct
import threading

import pytest

from assessments.files.scanner import ScannerUnavailable, finding_in


def read_exactly(connection, count):
    received = b""
    while len(received) < count and (more := connection.recv(count - len(received))):
        received += more
    return received


class Daemon:
    """Answers one INSTREAM as clamd would, and keeps what it was sent."""

    def __init__(self, listening, answer):
        self.listening, self.answer, self.received = listening, answer, b""
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        connection, _address = self.listening.accept()
        with connection:
            assert read_exactly(connection, 10) == b"zINSTREAM\0"
            while length := struct.unpack("!L", read_exactly(connection, 4))[0]:
                self.received += read_exactly(connection, length)
            connection.sendall(self.answer)


@pytest.fixture
def daemon():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield lambda answer: (Daemon(listening, answer), listening.getsockname())


@pytest.mark.parametrize(
    ("answer", "finding"),
    [(b"stream: OK\0", ""), (b"stream: Eicar-Signature FOUND\0", "Eicar-Signature")],
)
def test_whole_file_is_sent_and_the_verdict_read(daemon, answer, finding):
    clam, address = daemon(answer)
    content = b"x" * 200_000
    stream = io.BytesIO(content)
    assert (finding_in(stream, address), stream.tell()) == (finding, 0)
    clam.thread.join(5)
    assert clam.received == content


def test_daemon_is_found_at_a_socket_of_the_machine(tmp_path):
    path = str(tmp_path / "clamd")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen()
        Daemon(listening, b"stream: OK\0")
        assert finding_in(io.BytesIO(b"x"), path) == ""


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"what\0"])
def test_any_other_answer_is_no_answer(daemon, answer):
    _clam, address = daemon(answer)
    with pytest.raises(ScannerUnavailable):
        finding_in(io.BytesIO(b"x"), address)


def test_closed_port_is_no_answer():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = listening.getsockname()
    with pytest.raises(ScannerUnavailable):
        finding_in(io.BytesIO(b"x"), address)
