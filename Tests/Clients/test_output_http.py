"""Outputs over HTTP: their fields, their methods, and that any origin may read them (Fetch)."""

import json
import re

import pytest

from outputs import (
    Output, assert_connection_goes_on, assert_error, assert_open_to_other_origins, imf, names)
from server import NOBODYS_ID, Mock, assert_refused, until
from wire import Wire, exchange, request

EXPOSED = {"accept-ranges", "content-range", "etag"}
ASKED_FOR = {
    "authorization", "range", "if-range", "if-match", "if-none-match", "if-modified-since",
    "if-unmodified-since"}


@pytest.mark.parametrize("name", ["png", "jpeg", "webp"])
def test_an_output_is_told_apart_dated_and_open_to_every_origin(mock, name):
    output = Output(mock, output_format=name)
    answer = output.get()
    assert answer.value("Content-Type") == f"image/{name}"
    assert answer.value("Content-Length") == str(output.length)
    assert re.fullmatch(r'"[!#-~]+"', answer.value("ETag"))
    assert answer.value("Last-Modified") == imf(output.modified)
    assert answer.value("Accept-Ranges") == "bytes"
    assert answer.value("Cache-Control") == "no-cache"
    assert_open_to_other_origins(answer)
    assert EXPOSED <= names(answer, "Access-Control-Expose-Headers")
    assert answer.value("Cross-Origin-Resource-Policy") == "cross-origin"


@pytest.mark.parametrize("field", [
    "Authorization: Bearer somebody", "Authorization: Bearer not,well,formed", "Authorization:",
    "Authorization: Basic YTpi", "Authorization: \x01"])
def test_no_token_is_looked_at(output, field):
    output.assert_whole(output.get(field))


@pytest.mark.parametrize("fields", [[], ["Range: bytes=0-9"], ["Origin: https://example.com"]])
def test_head_has_the_fields_and_no_body(output, fields):
    changing = {"date"}
    got = output.get()
    with Wire(output.mock) as wire:
        wire.send(request("HEAD", output.path, *fields, token=None))
        head = wire.answer("HEAD")
        assert_connection_goes_on(wire)
    assert head.status == 200

    def steady(answer):
        return [(name, value) for name, value in answer.fields if name.lower() not in changing]

    assert steady(head) == steady(got)


def test_a_head_may_come_first(mock):
    path = mock.output(image_size="square", prompt="head first")
    head = exchange(mock, request("HEAD", path, token=None), to="HEAD")
    got = exchange(mock, request("GET", path, token=None))
    for name in ("Content-Length", "Content-Type", "ETag", "Last-Modified"):
        assert head.value(name) == got.value(name)


def test_the_etag_stays_and_is_each_outputs_own(mock, output):
    assert len({output.get().value("ETag") for _ in range(3)}) == 1
    same_inputs = [Output(mock, seed=1).etag for _ in range(2)]
    others = [Output(mock, seed=1, output_format=name).etag for name in ("jpeg", "webp")]
    assert len({*same_inputs, *others, output.etag}) == 5


# MARK: OPTIONS and other methods


@pytest.mark.parametrize("fields", [
    [], ["Origin: https://example.com", "Access-Control-Request-Method: GET",
         "Access-Control-Request-Headers: authorization,range"]], ids=["plain", "preflight"])
def test_options_says_what_can_be_done(output, fields):
    for path in (output.path, f"/outputs/{NOBODYS_ID}/0.png"):
        with Wire(output.mock) as wire:
            wire.send(request("OPTIONS", path, *fields, token=None))
            answer = wire.answer("OPTIONS")
            assert_connection_goes_on(wire)
        assert answer.status == 204
        assert names(answer, "Allow") == {"get", "head", "options"}
        assert_open_to_other_origins(answer)
        assert names(answer, "Access-Control-Allow-Methods") == {"get", "head", "options"}
        allowed = names(answer, "Access-Control-Allow-Headers")
        # `*` stands for every field but this one (Fetch 3.3.3).
        assert "authorization" in allowed and ("*" in allowed or ASKED_FOR <= allowed)
        assert answer.value("Access-Control-Max-Age") == "86400"
        assert answer.values("Content-Length") == []  # RFC 9110 8.6


@pytest.mark.parametrize("method", [
    "POST", "PUT", "PATCH", "TRACE", "DELETE", "FOO", "get", "options"])
def test_nothing_else_can_be_done(output, method):
    for path in (output.path, f"/outputs/{NOBODYS_ID}/0.png"):
        answer = exchange(output.mock, request(method, path, token=None))
        assert_error(answer, 405, 405001)
        assert names(answer, "Allow") == {"get", "head", "options"}


@pytest.mark.parametrize("path", [f"{NOBODYS_ID}/0.png", "x/0.png"])
def test_what_never_was_is_404_for_every_origin(mock, path):
    answer = exchange(mock, request("GET", f"/outputs/{path}", token=None))
    assert_error(answer, 404, 404001)


def test_what_has_expired_is_410(tmp_path):
    file = tmp_path / "week.json"
    answer = {"answer": "7d", "provenance": "assumed"}
    file.write_text(json.dumps({"profile": "week", "answers": {"output.expiry": answer}}))
    # A week passes in four seconds.
    with Mock("--speed", "150000", "--quiet", "--profile", str(file)) as server:
        path = server.output(image_size="square")
        first = server.get(path, token=None)
        assert first.status_code == 200
        etag = {"If-None-Match": first.headers.get("ETag", "*")}
        until(lambda: server.get(path, token=None).status_code != 200)
        for headers in ({}, etag, {"Range": "bytes=0-9"}, {"If-Match": '"a"'}):
            answer = server.get(path, token=None, headers=headers)
            assert_refused(answer, 410, 410001)
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
        head = server.call("HEAD", path, token=None)
        assert (head.status_code, head.content) == (410, b"")
        assert server.call("OPTIONS", path, token=None).status_code == 204
