"""A token that lives through a story, and every byte that its calls are answered with."""

import select
import socket
import uuid

from dataclasses import dataclass

from server import OVIS, ROOT
from wire import Wire, request, submit

SCENARIOS = ROOT / "scenarios"
# Those that happen to a client; contract stories are for `check`.
STORIES = sorted(
    str(path.relative_to(SCENARIOS).with_suffix("")) for path in SCENARIOS.glob("*/*.yaml")
    if "\nsteps:\n" not in path.read_text())

BODY = b'{"prompt":"a lighthouse","image_size":"square"}'


@dataclass
class Heard:
    """What came until the server ended the connection, and how it did."""

    bytes: bytes
    end: str  # "FIN", "RST", or "silence" where it did not

    @property
    def head(self):
        return self.bytes.split(b"\r\n\r\n")[0].decode().split("\r\n")

    @property
    def status(self):
        return int(self.head[0].split(" ")[1])

    @property
    def body(self):
        return self.bytes.split(b"\r\n\r\n", 1)[1]

    @property
    def share(self):
        """The part of the body that came, in hundredths."""
        return round(100 * len(self.body) / int(self.value("Content-Length")))

    def value(self, name):
        values = [line.split(": ", 1)[1] for line in self.head[1:]
                  if line.lower().startswith(name.lower() + ":")]
        assert len(values) == 1, (name, values)
        return values[0]


def heard(mock, data):
    """Sends a request that asks for the end of the connection, and listens until it has come."""
    with Wire(mock) as wire:
        wire.send(data)
        parts = []
        try:
            while part := wire.socket.recv(65536):
                parts.append(part)
            end = "FIN"
        except ConnectionResetError:
            end = "RST"
        return Heard(b"".join(parts), end)


class Player:
    """A token of a story; its clock stands still unless it is told otherwise."""

    def __init__(self, mock, story, rest=None, pace="frozen"):
        self.mock = mock
        prefix = f"{story.replace('/', '.')}~" if story else ""
        self.token = prefix + (rest or uuid.uuid4().hex)
        self.clock(pace=pace)

    # MARK: time and receipts

    def clock(self, **change):
        answer = self.mock.post("/_mock/v1/clock", token=self.token, json=change)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def advance(self, span):
        return self.clock(advance=span)

    def receipts(self):
        answer = self.mock.get("/_mock/v1/receipts", token=self.token)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def jobs(self):
        return self.receipts()["jobs"]

    # MARK: calls, to the byte

    def hear(self, method, path):
        data = request(method, path, "Connection: close", token=self.token, host=self.mock.host)
        return heard(self.mock, data)

    def hear_submit(self):
        return heard(self.mock, submit(
            OVIS, BODY, "Connection: close", token=self.token,
            host=self.mock.host))

    def hear_status(self, job):
        return self.hear("GET", f"/v1/requests/{job}/status")

    def hear_silence(self, method, path):
        """Sends a call that is never answered; what came when another call had been answered."""
        with Wire(self.mock) as wire:
            wire.send(request(method, path, token=self.token, host=self.mock.host))
            self.advance("1h")
            ready, _, _ = select.select([wire.socket], [], [], 0)
            if ready:
                return wire.socket.recv(65536)
            # It ends when the client has had enough.
            wire.socket.shutdown(socket.SHUT_WR)
            assert wire.is_closed()
            return None

    # MARK: calls, as a client makes them

    def job(self):
        return self.mock.job(token=self.token, image_size="square")

    def status(self, job):
        return self.mock.status(job, token=self.token)

    def state(self, job):
        answer = self.status(job)
        assert answer.status_code == 200, answer.text
        return answer.json()["status"]

    def result(self, job):
        return self.mock.result(job, token=self.token)
