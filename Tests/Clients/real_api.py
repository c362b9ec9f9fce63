"""A mock that plays the real API: behind TLS, without `/_mock`, with accounts, and with what it did written down."""

import collections
import http.client
import http.server
import re
import ssl
import threading
import time

import trustme

from server import Mock

TOKEN = "tok-5f3a-own"
OTHER = "tok-91bc-other"
Call = collections.namedtuple("Call", "time method path token status")

# Every poll moves a job by one event, so that a whole run waits for nothing.
STORY = """\
version: 1
story: real/api
title: Polls move time
script: { clock: jumping }
"""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, ssl.SSLError):
            self.close_connection = True

    def do(self):
        front = self.server.front
        lengths = self.headers.get_all("Content-Length") or [0]
        # Nobody knows how long a body with two lengths is; the mock says so.
        length = int(lengths[0]) if len(lengths) == 1 else 0
        # More than the mock would read anyway is refused from the head alone.
        body = self.rfile.read(length) if length <= 1 << 20 else None
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        answer = front.answer(self, token) or self.forward(body)
        status, fields, text = answer
        front.calls.append(Call(front.now(), self.command, self.path, token, status))
        self.send_response_only(status)
        for name, value in fields:
            if name.lower() not in ("connection", "transfer-encoding"):
                self.send_header(name, value)
        if body is None:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = do

    def forward(self, body):
        mock = self.server.front.mock
        connection = http.client.HTTPConnection("127.0.0.1", mock.port, timeout=20)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        answer = connection.getresponse()
        text = answer.read()
        fields = answer.getheaders()
        if answer.status == 200 and "Retry-After" not in dict(fields):
            # Come again at once: the tests have no time to wait.
            fields += [("Retry-After", "0")] * self.server.front.hurries
        connection.close()
        return answer.status, fields, text

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


class RealAPI:
    """`with RealAPI() as api`: `api.url` and `api.authority` are what a client needs."""

    def __init__(self, folder, *options, script=STORY, hurries=True):
        self.calls = []
        self.hurries = hurries
        # Answers of its own, tried in order before the mock's: functions of handler and token.
        self.rules = []
        self.first_rules = []
        authority = trustme.CA()
        self.authority = str(folder / "authority.pem")
        authority.cert_pem.write_to_path(self.authority)
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.front = self
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.url = f"https://127.0.0.1:{self.server.server_address[1]}"
        (folder / "real.yaml").write_text(script)
        tokens = folder / "tokens.txt"
        tokens.write_text(f"{TOKEN}\n{OTHER}\n")
        self.options = [
            "--scenarios", str(folder), "--scenario", "real/api", "--tokens", str(tokens),
            "--public-url", self.url, "--output-url", self.url, "--quiet", *options]

    @staticmethod
    def now():
        return time.monotonic()

    def answer(self, handler, token):
        for rule in self.first_rules:
            answer = rule(handler, token)
            if answer:
                return answer
        if handler.path.startswith("/_mock"):
            return 404, [("Content-Type", "text/plain"), ("Content-Length", "9")], b"Not Found"
        for rule in self.rules:
            answer = rule(handler, token)
            if answer:
                return answer
        return None

    def __enter__(self):
        self.mock = Mock(*self.options)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, kind, *rest):
        self.server.shutdown()
        self.server.server_close()
        self.mock.__exit__(kind, *rest)

    # MARK: what it did

    def of(self, method, pattern):
        return [call for call in self.calls if call.method == method and re.fullmatch(pattern, call.path)]

    @property
    def submits(self):
        """Those that started a job."""
        return [call for call in self.of("POST", "/v1/models/.*") if call.status == 200]

    def states(self):
        """What has become of each job that was started, by the mock's own word."""
        ids = {call.path.split("/")[3] for call in self.calls
               if call.path.startswith("/v1/requests/") and call.status in (200, 202)}
        found = {}
        for token in (TOKEN, OTHER):
            for job in ids:
                answer = self.mock.result(job, token=token)
                if answer.status_code == 200:
                    found[job] = answer.json()["status"]
        return found


def envelope(status, code, **fields):
    text = b'{"error_code": %d, "error_message": "no"}' % code
    return status, [("Content-Type", "application/json"), ("Content-Length", str(len(text))),
                    *fields.items()], text
