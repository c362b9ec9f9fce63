"""An output with its validators, and what its answers have in common."""

import datetime
import email.utils

from wire import exchange, request

SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)


def imf(moment):
    return email.utils.format_datetime(moment, usegmt=True)


def rfc850(moment):
    return moment.strftime("%A, %d-%b-%y %H:%M:%S GMT")


def asctime(moment):
    return moment.strftime(f"%a %b {moment.day:2} %H:%M:%S %Y")


FORMS = [imf, rfc850, asctime]


class Output:
    """A picture, its bytes and its validators."""

    def __init__(self, mock, **inputs):
        self.mock = mock
        self.result = mock.finish(mock.job(image_size="square", **inputs))
        self.url = self.result["output"]["image"]
        self.path = self.url.removeprefix(mock.url)
        ended = datetime.datetime.fromisoformat(self.result["completed_at"])
        self.modified = ended.astimezone(datetime.timezone.utc).replace(microsecond=0)
        answer = self.get()
        assert answer.status == 200
        self.etag = answer.value("ETag")
        self.bytes = answer.body
        self.length = len(answer.body)

    def ask(self, method, *fields):
        return exchange(self.mock, request(method, self.path, *fields, token=None), to=method)

    def get(self, *fields):
        return self.ask("GET", *fields)

    def assert_whole(self, answer):
        assert answer.status == 200
        assert answer.body == self.bytes
        assert answer.values("Content-Range") == []

    def assert_part(self, answer, first, last):
        assert answer.status == 206
        assert answer.value("Content-Range") == f"bytes {first}-{last}/{self.length}"
        assert answer.body == self.bytes[first:last + 1]
        assert len(answer.body) == last - first + 1


def names(answer, field):
    return {name.strip().lower() for name in answer.value(field).split(",")}


def assert_open_to_other_origins(answer):
    assert answer.value("Access-Control-Allow-Origin") == "*"


def assert_error(answer, status, code):
    assert (answer.status, answer.code) == (status, code)
    assert list(answer.json()) == ["error_code", "error_message"]
    assert_open_to_other_origins(answer)


def assert_unchanged(answer, output):
    """304: what a cache needs, and nothing of a body (RFC 9110 15.4.5, 8.6)."""
    assert answer.status == 304
    assert answer.value("ETag") == output.etag
    assert answer.value("Last-Modified") == imf(output.modified)
    assert answer.value("Cache-Control") == "no-cache"
    assert_open_to_other_origins(answer)
    assert answer.values("Content-Type") == []
    assert answer.values("Content-Length") in ([], [str(output.length)])


def assert_connection_goes_on(wire):
    """What was left over of an answer would be taken for this one."""
    wire.send(request("GET", "/_mock/health"))
    assert wire.answer().status == 200
