"""What is refused, with which code, and which of two mistakes wins."""

import itertools

import pytest

from server import NOBODYS_ID, OVIS, assert_refused, pairs
from wire import Wire, exchange, json_within, request, submit

TOO_LARGE = 64 * 1024 * 1024 + 1

# In the order of the contract: the first mistake that is made decides.
ANSWERS = {
    "host": (400, 400006),
    "path": (404, 404001),
    "method": (405, 405001),
    "token": (401, 400004),
    "content type": (415, 415001),
    "size": (413, 413001),
    "model": (400, 400001),
    "json": (400, 400003),
    "schema": (422, 422001),
}


def submit_with(mistakes):
    """A submit with these mistakes; of a body that is too large only the size is sent."""
    path = "/v1/models/" + ("nobody/nothing" if "model" in mistakes else OVIS)
    if "path" in mistakes:
        path = "/v2" + path
    body = b'{"prompt":"x"}'
    if "json" in mistakes:
        body = b'{"prompt":'
    elif "schema" in mistakes:
        body = b'{"prompt":5}'
    fields = ["Content-Type: " + (
        "text/plain" if "content type" in mistakes else "application/json")]
    if "size" in mistakes:
        fields += [f"Content-Length: {TOO_LARGE}", "Expect: 100-continue"]
        body = b""
    return request(
        "PUT" if "method" in mistakes else "POST", path, *fields, body=body,
        host="a b" if "host" in mistakes else "mock",
        token="a,b" if "token" in mistakes else "test")


PAIRS = [pair for pair in itertools.combinations(ANSWERS, 2) if pair != ("json", "schema")]


@pytest.mark.parametrize("mistake", ANSWERS)
def test_one_mistake_is_refused(mock, mistake):
    answer = exchange(mock, submit_with([mistake]))
    assert (answer.status, answer.code) == ANSWERS[mistake]


@pytest.mark.parametrize("first,second", PAIRS, ids=[" before ".join(pair) for pair in PAIRS])
def test_of_two_mistakes_the_contract_says_which_wins(mock, first, second):
    answer = exchange(mock, submit_with([first, second]))
    assert (answer.status, answer.code) == ANSWERS[first]


@pytest.mark.parametrize("count", range(3, len(ANSWERS) + 1))
def test_of_many_mistakes_the_earliest_wins(mock, count):
    mistakes = list(ANSWERS)[-count:]
    answer = exchange(mock, submit_with(mistakes))
    assert (answer.status, answer.code) == ANSWERS[mistakes[0]]


def test_on_requests_the_path_the_method_and_the_token_come_before_the_id(mock):
    path = f"/v1/requests/{NOBODYS_ID}"
    assert_refused(mock.get(f"{path}/statuses", token=None), 404, 404001)
    assert_refused(mock.post(f"{path}/status", token=None), 405, 405001)
    assert_refused(mock.get(f"{path}/status", token=None), 401, 400004)
    assert_refused(mock.get(f"{path}/status"), 404, 404001)


def test_a_get_with_a_declared_body_that_is_too_large_is_413(mock):
    field = f"Content-Length: {TOO_LARGE}"
    answer = exchange(mock, request("GET", "/v1/models", field, "Expect: 100-continue"))
    assert (answer.status, answer.code) == (413, 413001)


def test_a_refusal_has_no_detail_unless_it_says_something(mock):
    for mistake in ("path", "method", "token", "content type", "model", "json"):
        assert [key for key, _ in pairs(exchange(mock, submit_with([mistake])).body)] == [
            "error_code", "error_message"], mistake


def test_a_short_header_names_the_promise_that_spoke(mock):
    answer = mock.submit("nobody/nothing")
    assert any("errors.unknown-model" in value for value in answer.headers.values()), (
        dict(answer.headers))


def test_the_documented_profile_answers_the_leading_digits_of_the_code(documented):
    for mistake, (_, code) in ANSWERS.items():
        answer = exchange(documented, submit_with([mistake]))
        assert (answer.status, answer.code) == (code // 1000, code), mistake
    job = documented.job(token="mine")
    assert_refused(documented.status(job, token="yours"), 403, 403001)


# MARK: paths


@pytest.mark.parametrize("path,right", [
    (f"/v1/models/{OVIS}/", f"/v1/models/{OVIS}"),
    ("/v1/models/", "/v1/models"),
    ("/v1/models/categories/", "/v1/models/categories"),
    (f"/v1/requests/{NOBODYS_ID}/status/", f"/v1/requests/{NOBODYS_ID}/status"),
    (f"/v1/requests/{NOBODYS_ID}/result/", f"/v1/requests/{NOBODYS_ID}/result"),
    ("/prod/v2/balance/", "/prod/v2/balance"),
    ("/prod/v2/deployments/", "/prod/v2/deployments"),
    ("/_mock/health/", "/_mock/health")])
def test_a_trailing_slash_is_an_unknown_path_and_the_message_names_the_right_one(
        mock, path, right):
    answer = mock.get(path)
    assert_refused(answer, 404, 404001)
    message = answer.json()["error_message"]
    assert right in message.replace(path, "")


def test_a_cancel_with_a_trailing_slash_is_404(mock):
    answer = mock.post(f"/v1/requests/{NOBODYS_ID}/cancel/")
    assert_refused(answer, 404, 404001)
    assert answer.json()["error_message"].count(f"/v1/requests/{NOBODYS_ID}/cancel") == 2


def test_a_submit_with_a_trailing_slash_is_404(mock):
    answer = mock.post(f"/v1/models/{OVIS}/", json={"prompt": "x"})
    assert_refused(answer, 404, 404001)


@pytest.mark.parametrize("path", [
    "/", "/v1", "/V1/models", "/v1/Models", "//v1/models", "/v1//models", "/v1/requests",
    "/v1/requests/", f"/v1/requests/{NOBODYS_ID}", f"/v1/requests/{NOBODYS_ID}/Status",
    "/v1/requests//status", "/v2/models", "/prod/v1/balance", "/%761/models", "/outputs",
    "/_mock", "/v1/models%2Fcategories", "/favicon.ico", "/" + "a" * 5000])
def test_an_unknown_path_is_404(mock, path):
    answer = exchange(mock, request("GET", path))
    assert (answer.status, answer.code) == (404, 404001)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("identifier", [
    "ovis-image", "nobody/nothing", "AIDC-AI/ovis-image", "aidc-ai/Ovis-image",
    "aidc-ai%2Fovis-image", "aidc%2Dai/ovis-image", "aidc-ai/ovis-image%20", "aidc-ai//ovis-image",
    "/aidc-ai/ovis-image", "a/b/c/d/e/f", "aidc-ai/ovis-image/x", "aidc-ai/ovis+image",
    "aidc-ai/ovis-image;x", "aidc-ai/./ovis-image", "categories/x", "%e2%84%aa/x"])
def test_an_unknown_or_malformed_model_is_400001(mock, method, identifier):
    data = (
        submit(identifier) if method == "POST" else request("GET", f"/v1/models/{identifier}"))
    answer = exchange(mock, data)
    assert (answer.status, answer.code) == (400, 400001)


def test_the_message_of_a_misspelt_model_names_the_nearest(mock):
    assert OVIS in mock.submit("aidc-ai/ovis-imag").json()["error_message"]


# MARK: methods

GET_PATHS = [
    "/v1/models", "/v1/models/categories", f"/v1/requests/{NOBODYS_ID}/status",
    f"/v1/requests/{NOBODYS_ID}/result", "/prod/v2/balance", "/prod/v2/deployments",
    "/_mock/health"]


def allowed(answer):
    return {word.strip() for word in answer.value("Allow").split(",")}


@pytest.mark.parametrize("method", [
    "POST", "PUT", "PATCH", "TRACE", "DELETE", "OPTIONS", "FOO", "get"])
@pytest.mark.parametrize("path", GET_PATHS)
def test_a_path_to_read_takes_no_other_method(mock, method, path):
    answer = exchange(mock, request(method, path, token=None))
    assert (answer.status, answer.code) == (405, 405001)
    assert allowed(answer) == {"GET", "HEAD"}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "post"])
def test_a_model_is_read_or_run(mock, method):
    answer = exchange(mock, request(method, f"/v1/models/{OVIS}", token=None))
    assert (answer.status, answer.code) == (405, 405001)
    assert allowed(answer) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_cancel_is_a_post(mock, method):
    answer = exchange(
        mock, request(method, f"/v1/requests/{NOBODYS_ID}/cancel", token=None), to=method)
    assert answer.status == 405
    assert allowed(answer) == {"POST"}


# MARK: content type


@pytest.mark.parametrize("fields", [
    [], ["Content-Type:"], ["Content-Type: text/plain"], ["Content-Type: text/json"],
    ["Content-Type: application/json; charset=latin-1"],
    ["Content-Type: application/json; charset=utf-16"],
    ["Content-Type: application/json; charset=\"iso-8859-1\""],
    ["Content-Type: application/jsonp"], ["Content-Type: application/json, text/plain"],
    ["Content-Type: application/x-www-form-urlencoded"],
    ["Content-Type: multipart/form-data; boundary=x"],
    ["Content-Type: application/json", "Content-Type: text/plain"],
    ["Content-Type: application/json", "Content-Encoding: gzip"],
    ["Content-Type: application/json", "Content-Encoding: br"]],
    ids=lambda fields: " + ".join(fields) or "none")
def test_415_for_content_type(mock, fields):
    answer = exchange(
        mock, request("POST", f"/v1/models/{OVIS}", *fields, body=b'{"prompt":"x"}'))
    assert (answer.status, answer.code) == (415, 415001)


@pytest.mark.parametrize("value", [
    "application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8",
    "Application/JSON ; Charset=\"Utf-8\"", "APPLICATION/JSON"])
def test_json_in_utf_8_is_taken_as(mock, value):
    answer = exchange(mock, request(
        "POST", f"/v1/models/{OVIS}", f"Content-Type: {value}", body=b'{"prompt":"x"}'))
    assert answer.status == 200


# MARK: host


@pytest.mark.parametrize("fields", [
    [], ["Host:"], ["Host: a", "Host: a"], ["Host: a", "Host: b"], ["Host: a b"], ["Host: a/b"],
    ["Host: user@a"], ["Host: a,b"], ["Host: a\"b"], ["Host: <a>"], ["Host: a\\b"], ["Host: a?b"],
    ["Host: a#b"], ["Host: a:b"], ["Host: a:99999"], ["Host: a:1:2"], ["Host: [::1"],
    ["Host: ::1"], ["Host: [g::1]"], ["Host: :80"], ["Host: http://a"], ["Host: \u00e9"],
    ["Host: a\x7f"], ["Host: " + "a" * 5000]], ids=lambda fields: repr(fields)[:40])
def test_a_missing_or_malformed_host_is_400006(mock, fields):
    for path in ("/v1/models", "/nowhere", "/_mock/health"):
        answer = exchange(mock, request("GET", path, *fields, host=None))
        assert (answer.status, answer.code) == (400, 400006), path


@pytest.mark.parametrize("host", [
    "a", "localhost:8788", "127.0.0.1:1", "[::1]", "[::1]:8788", "a-b.example", "a:65535"])
def test_a_well_formed_host_is_taken(mock, host):
    assert exchange(mock, request("GET", "/v1/models", host=host)).status == 200


# MARK: size


def test_a_declared_body_that_is_too_large_is_refused_before_it_is_sent(mock):
    with Wire(mock) as wire:
        wire.send(submit(OVIS, b"", f"Content-Length: {TOO_LARGE}"))
        answer = wire.answer()
        assert (answer.status, answer.code) == (413, 413001)


@pytest.mark.parametrize("length", [
    10**11, 2**32, 2**32 + 10, 2**63 - 1, 2**63, 2**63 + 10, 2**64 - 2, 2**64 - 1])
def test_no_declared_size_is_too_large_to_be_refused(mock, length):
    with Wire(mock, timeout=2) as wire:
        wire.send(submit(OVIS, b"", f"Content-Length: {length}"))
        answer = wire.answer()
        assert (answer.status, answer.code) == (413, 413001)


@pytest.mark.parametrize("length", [2**64, 2**64 + 10, 10**30])
def test_nor_is_one_that_the_engine_cannot_count(mock, length):
    with Wire(mock, timeout=2) as wire:
        wire.send(submit(OVIS, b"", f"Content-Length: {length}"))
        assert json_within(wire.rest(after=b"}"))["error_code"] == 413001


def test_exactly_64_mib_may_be_sent(mock):
    with Wire(mock) as wire:
        wire.send(submit(OVIS, b"", f"Content-Length: {TOO_LARGE - 1}", "Expect: 100-continue"))
        assert wire.answer().status == 100
    with Wire(mock) as wire:
        wire.send(submit(OVIS, b"", f"Content-Length: {TOO_LARGE}", "Expect: 100-continue"))
        assert wire.answer().status == 413


def test_a_chunked_body_that_grows_too_large_is_413_inside_it(mock):
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    with Wire(mock) as wire:
        wire.send(submit(OVIS, b"", "Transfer-Encoding: chunked"))
        for _ in range(66):
            if not wire.send_what_is_taken(chunk):
                break
        answer = wire.answer()
        assert (answer.status, answer.code) == (413, 413001)
    assert mock.get("/_mock/health", token=None).status_code == 200
