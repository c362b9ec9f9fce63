"""A raw connection, for what no well-bred client sends."""

import json
import re
import socket

from dataclasses import dataclass


@dataclass
class Answer:
    status: int
    version: str
    fields: list
    body: bytes

    def values(self, name):
        return [value for key, value in self.fields if key.lower() == name.lower()]

    def value(self, name):
        values = self.values(name)
        assert len(values) == 1, f"{name}: {values}"
        return values[0]

    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        assert self.value("Content-Type") == "application/json"
        return self.json()["error_code"]


class Wire:
    def __init__(self, mock, timeout=20):
        self.mock = mock
        self.socket = socket.create_connection(("127.0.0.1", mock.port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def send_what_is_taken(self, data):
        """Sends until the server wants no more; returns whether it took everything."""
        try:
            self.socket.sendall(data)
            return True
        except (BrokenPipeError, ConnectionResetError):
            return False

    def answer(self, to="GET"):
        """The next answer, which may be a 1xx."""
        line = self.file.readline()
        assert line, "the connection was closed without an answer"
        match = re.fullmatch(rb"(HTTP/1\.[01]) ([1-5][0-9][0-9]) [ -~]*\r\n", line)
        assert match, line
        status = int(match[2])
        fields = []
        while (line := self.file.readline()) != b"\r\n":
            assert line.endswith(b"\r\n"), line
            name, value = line.decode("latin-1").rstrip("\r\n").split(":", 1)
            fields.append((name, value.strip(" \t")))
        answer = Answer(status, match[1].decode(), fields, b"")
        if status >= 200 and status not in (204, 304) and to != "HEAD":
            length = int(answer.value("Content-Length"))
            answer.body = self.file.read(length)
            assert len(answer.body) == length, "the body was cut"
        return answer

    def rest(self, after=None):
        """Everything until the server closes, falls silent, or has sent the bytes `after`."""
        data = b""
        try:
            while (part := self.file.read1(65536)):
                data += part
                if after and after in data:
                    break
        except (ConnectionResetError, TimeoutError):
            pass
        return data

    def is_closed(self):
        try:
            return self.file.read(1) == b""
        except ConnectionResetError:
            return True


def request(method, path, *fields, body=b"", host="mock", token="test", version="1.1"):
    """The bytes of a request; `None` leaves a field out."""
    lines = [f"{method} {path} HTTP/{version}"]
    if host is not None:
        lines.append(f"Host: {host}")
    if token is not None:
        lines.append(f"Authorization: Bearer {token}")
    lines += fields
    if body and not any(field.lower().startswith("content-length") for field in fields):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def submit(model="aidc-ai/ovis-image", body=b'{"prompt":"a lighthouse"}', *fields, **arguments):
    return request(
        "POST", f"/v1/models/{model}", "Content-Type: application/json", *fields, body=body,
        **arguments)


def exchange(mock, data, to="GET"):
    with Wire(mock) as wire:
        wire.send(data)
        return wire.answer(to)


def json_within(data):
    """The error envelope inside what the engine wrote, however often it wrote its head."""
    match = re.search(rb'\{"error_code":.*\}', data, re.DOTALL)
    assert match, data
    return json.loads(match[0])
