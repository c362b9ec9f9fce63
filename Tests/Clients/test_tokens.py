"""Who may call, and whose requests are whose."""

import pytest

from server import NOBODYS_ID, OVIS, Mock, assert_refused
from wire import Wire, exchange, request

WELL_FORMED = ["<token>", "x", "a" * 512, "!#$%&'()*+-./:;=?@[]^_`{|}\"\\", "Bearer"]
MALFORMED = {
    "nothing": [],
    "an empty value": ["Authorization:"],
    "the scheme alone": ["Authorization: Bearer"],
    "the scheme and a blank": ["Authorization: Bearer "],
    "Basic": ["Authorization: Basic dGVzdDp0ZXN0"],
    "another scheme": ["Authorization: Token test"],
    "no scheme": ["Authorization: test"],
    "no blank after the scheme": ["Authorization: Bearertest"],
    "two tokens": ["Authorization: Bearer test test"],
    "a comma": ["Authorization: Bearer te,st"],
    "a list": ["Authorization: Bearer test, Bearer test"],
    "513 characters": ["Authorization: Bearer " + "a" * 513],
    "a letter beyond ASCII": ["Authorization: Bearer t\u00e9st"],
    "DEL": ["Authorization: Bearer te\x7fst"],
    "a tab inside": ["Authorization: Bearer te\tst"],
    "two headers": ["Authorization: Bearer test", "Authorization: Bearer test"],
    "two headers, one bad": ["Authorization: Bearer test", "Authorization: Basic x"],
    "two headers in two spellings": ["Authorization: Bearer test", "AUTHORIZATION: Bearer test"],
    "another header": ["X-Api-Key: test"],
    "a story": ["Authorization: Bearer a~b"],
    "a story without a rest": ["Authorization: Bearer a~"],
    "a rest without a story": ["Authorization: Bearer ~b"],
    "a tilde alone": ["Authorization: Bearer ~"],
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_call_is_401_with(mock, name):
    answer = exchange(mock, request("GET", "/v1/models", *MALFORMED[name], token=None))
    assert (answer.status, answer.code) == (401, 400004)
    assert answer.value("WWW-Authenticate") == "Bearer"


@pytest.mark.parametrize("token", WELL_FORMED, ids=["docs", "1", "512", "signs", "Bearer"])
def test_any_well_formed_token_is_taken(mock, token):
    answer = exchange(mock, request("GET", "/v1/models", token=token))
    assert answer.status == 200


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "bEARER"])
def test_the_scheme_is_compared_without_case(mock, scheme):
    field = f"authorization: {scheme} test"
    assert exchange(mock, request("GET", "/v1/models", field, token=None)).status == 200


@pytest.mark.parametrize("method,path", [
    ("POST", f"/v1/models/{OVIS}"), ("GET", f"/v1/models/{OVIS}"), ("GET", "/v1/models"),
    ("GET", "/v1/models/categories"), ("GET", f"/v1/requests/{NOBODYS_ID}/status"),
    ("GET", f"/v1/requests/{NOBODYS_ID}/result"), ("POST", f"/v1/requests/{NOBODYS_ID}/cancel"),
    ("GET", "/prod/v2/balance"), ("GET", "/prod/v2/deployments")])
def test_every_call_needs_a_token(mock, method, path):
    answer = mock.call(method, path, token=None)
    assert_refused(answer, 401, 400004)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_health_needs_none_and_takes_a_bad_one(mock):
    assert mock.get("/_mock/health", token=None).json()["status"] == "ok"
    assert mock.get("/_mock/health", token="a,b").status_code == 200


@pytest.mark.parametrize("method,verb", [
    ("GET", "status"), ("GET", "result"), ("POST", "cancel")])
def test_another_tokens_request_is_403(slow, method, verb):
    job = slow.job(token="mine")
    assert_refused(slow.call(method, f"/v1/requests/{job}/{verb}", token="yours"), 403, 403001)
    assert_refused(slow.call(method, f"/v1/requests/{job}/{verb}", token="MINE"), 403, 403001)
    assert slow.status(job, token="mine").json()["status"] == "in_queue"


@pytest.mark.parametrize("method,verb", [
    ("GET", "status"), ("GET", "result"), ("POST", "cancel")])
@pytest.mark.parametrize("identifier", [
    NOBODYS_ID, "x", "1", "%00", "..", "{request_id}", "0000000a-0000-4000-8000-000000000000",
    "00000000-0000-1000-8000-000000000000", "a" * 4000])
def test_an_unknown_request_is_404(mock, method, verb, identifier):
    answer = exchange(mock, request(method, f"/v1/requests/{identifier}/{verb}"))
    assert (answer.status, answer.code) == (404, 404001)


def test_a_request_id_in_capitals_is_another_id(mock):
    job = next(job for job in iter(mock.job, None) if job.upper() != job)
    assert_refused(mock.status(job.upper()), 404, 404001)


def test_a_file_of_tokens_shuts_out_all_others(tmp_path):
    file = tmp_path / "tokens"
    file.write_bytes(b"# for the team\nfirst\n\n  second\t\r\n#third\nrest\nlast")
    with Mock("--instant", "--quiet", "--tokens", str(file)) as server:
        for token in ("first", "second", "rest", "last"):
            assert server.get("/v1/models", token=token).status_code == 200, token
        for token in ("third", "#third", "First", "for", "firs", "first1", "nope~rest", "~rest"):
            answer = server.get("/v1/models", token=token)
            assert_refused(answer, 401, 400004)
            assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_tokens_are_never_printed():
    secrets = ["s3cret-good", "s3cret,bad", "s3cret~story", "s3cret" + "x" * 600]
    with Mock() as server:
        job = server.job(token=secrets[0])
        for secret in secrets:
            for path in ("/v1/models", f"/v1/requests/{job}/status", "/nope", "/prod/v2/balance"):
                server.get(path, token=secret)
            server.submit(token=secret)
        exchange(server, request("GET", "/v1/models", "Authorization: Basic s3cret", token=None))
        assert server.stop() == 0
    assert len(server.lines) >= 20
    printed = "".join(server.lines + server.errors)
    assert "s3cret" not in printed


def test_more_tenants_than_are_kept_come_and_go_and_a_live_job_stays(slow):
    job = slow.job(token="first")
    with Wire(slow) as wire:
        for start in range(0, 10_100, 100):
            wire.send(b"".join(
                request("GET", "/prod/v2/deployments", token=f"tenant-{number}")
                for number in range(start, start + 100)))
            for _ in range(100):
                assert wire.answer().status == 200
    assert slow.status(job, token="first").json()["status"] == "in_queue"


def test_the_documented_profile_answers_400_for_a_bad_token(documented):
    assert_refused(documented.get("/v1/models", token=None), 400, 400004)
