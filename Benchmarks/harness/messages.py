"""The requests as bytes: whatever program sends them, they are built here."""

import json
import socket

from .errors import CannotMeasure

MODEL = "aidc-ai/ovis-image"
TOKEN = "bench-0123456789abcdef0123456789abcd"
BODY_BYTES = 600


def get(port, path):
    return head("GET", path, port) + b"\r\n"


def submit(port):
    return submission(port, submit_body())


def submit_picture(port, number, format):
    """A picture of 1024 × 1024, another one for each number."""
    inputs = {"prompt": "", "image_size": "square_hd", "seed": number, "output_format": format}
    return submission(port, json.dumps(inputs).encode())


def submission(port, body):
    fields = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head("POST", f"/v1/models/{MODEL}", port) + fields.encode() + body


def submit_body():
    """A body as a client would send it, with a prompt long enough to make it 600 bytes."""
    sentence = "A lighthouse at dusk, slow waves, the last gulls coming home, film grain; "
    inputs = {
        "prompt": "",
        "negative_prompt": "blurry, watermark",
        "image_size": "landscape_4_3",
        "num_inference_steps": 28,
        "guidance_scale": 5.5,
        "seed": 1234567,
        "output_format": "png",
    }
    room = BODY_BYTES - len(json.dumps(inputs))
    # `grow` puts a number here, so that no store can keep a million equal prompts as one.
    inputs["prompt"] = ("Picture no. 0000000. " + sentence * 10)[:room]
    return json.dumps(inputs).encode()


def submitted(answer):
    """The id of the request that a submit's answer, head and body, is about."""
    return json.loads(answer[1])["request_id"]


def head(method, path, port):
    return (
        f"{method} {path} HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{port}\r\n"
        f"Authorization: Bearer {TOKEN}\r\n"
        "Accept: application/json\r\n"
        "User-Agent: runcomfy-bench/1.0\r\n"
    ).encode()


class Connection:
    """One keep-alive connection; `send` gives the answer's head and body."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def send(self, request):
        self.socket.sendall(request)
        answer_head = b""
        while not answer_head.endswith(b"\r\n\r\n"):
            line = self.file.readline()
            if not line:
                raise CannotMeasure("the server closed the connection")
            answer_head += line
        fields = dict(
            line.split(": ", 1) for line in answer_head.decode().lower().splitlines()[1:] if line
        )
        body = self.file.read(int(fields["content-length"]))
        if not answer_head.startswith(b"HTTP/1.1 200"):
            raise CannotMeasure(f"expected 200, got {(answer_head + body).decode()[:300]!r}")
        if fields.get("content-type") != "application/json":
            raise CannotMeasure(f"expected application/json, got {answer_head.decode()!r}")
        return answer_head, body


def answer(port, request):
    with Connection(port) as connection:
        return connection.send(request)
