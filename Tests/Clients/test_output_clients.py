"""Clients that fetch outputs: many at once, in parts, and only what they do not have."""

import concurrent.futures
import os
import subprocess
import threading

import httpx
import requests

from outputs import MINUTE, Output, imf
from wire import Wire, request


# MARK: many at once


def test_whoever_asks_first_gets_the_same_bytes(mock):
    path = mock.output(prompt="asked for by eight at once")
    together = threading.Barrier(8)

    def fetch(number):
        with Wire(mock) as wire:
            together.wait(20)
            wire.send(request("GET", path, token=None))
            return wire.answer()

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(fetch, range(8)))
    assert [answer.status for answer in answers] == [200] * 8
    assert len({answer.body for answer in answers}) == 1
    assert len({answer.value("ETag") for answer in answers}) == 1


def test_parts_and_heads_may_be_the_first_to_ask(mock):
    path = mock.output(prompt="asked for in parts at once")
    calls = [
        ("GET", []), ("HEAD", []), ("GET", ["Range: bytes=0-9"]), ("GET", ["Range: bytes=-9"]),
        ("GET", ['If-None-Match: "a"']), ("GET", ['If-Match: "a"'])] * 2
    together = threading.Barrier(len(calls))

    def fetch(call):
        method, fields = call
        with Wire(mock) as wire:
            together.wait(20)
            wire.send(request(method, path, *fields, token=None))
            return wire.answer(method)

    with concurrent.futures.ThreadPoolExecutor(len(calls)) as pool:
        answers = list(pool.map(fetch, calls))
    assert [answer.status for answer in answers] == [200, 200, 206, 206, 200, 412] * 2
    whole = answers[0].body
    assert [answer.body for answer in answers if answer.status == 206] == [
        whole[:10], whole[-9:]] * 2
    assert answers[4].body == whole
    assert answers[1].value("Content-Length") == str(len(whole))


def test_parts_fetched_at_once_make_the_whole(mock):
    output = Output(mock, prompt="in parts")
    step = output.length // 16 + 1
    parts = [(first, min(first + step, output.length) - 1)
             for first in range(0, output.length, step)]

    def fetch(part):
        headers = {"Range": f"bytes={part[0]}-{part[1]}", "If-Range": output.etag}
        answer = requests.get(output.url, headers=headers, timeout=20)
        assert answer.status_code == 206
        return answer.content

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert b"".join(pool.map(fetch, parts)) == output.bytes


def test_httpx_gets_a_part_and_304(output):
    with httpx.Client() as client:
        part = client.get(output.url, headers={"Range": "bytes=10-19"})
        assert (part.status_code, part.content) == (206, output.bytes[10:20])
        known = client.get(output.url, headers={"If-None-Match": part.headers["ETag"]})
        assert (known.status_code, known.content) == (304, b"")
        assert client.get(output.url).content == output.bytes


# MARK: curl


def curl(*arguments):
    environment = {**os.environ, "CURL_HOME": "/nonexistent", "NO_PROXY": "*"}
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--write-out", "%{http_code} %{size_download}",
         *map(str, arguments)],
        capture_output=True, text=True, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    status, size = done.stdout.split()
    return int(status), int(size)


def test_curl_goes_on_where_it_was_cut(output, tmp_path):
    file = tmp_path / "picture.png"
    for length in (1, output.length // 2, output.length - 1):
        file.write_bytes(output.bytes[:length])
        assert curl("--continue-at", "-", "--output", file, output.url) == (
            206, output.length - length)
        assert file.read_bytes() == output.bytes


def test_curl_keeps_what_has_not_changed_since(output, tmp_path):
    file = tmp_path / "picture.png"
    assert curl("--remote-time", "--output", file, output.url) == (200, output.length)
    assert file.stat().st_mtime == output.modified.timestamp()
    assert curl("--time-cond", file, "--output", file, output.url) == (304, 0)
    assert file.read_bytes() == output.bytes
    old = imf(output.modified - MINUTE)
    assert curl("--time-cond", old, "--output", file, output.url) == (200, output.length)


def test_curl_keeps_what_has_the_same_etag(output, tmp_path):
    file, etag = tmp_path / "picture.png", tmp_path / "etag"
    assert curl("--etag-save", etag, "--output", file, output.url) == (200, output.length)
    assert etag.read_text().strip() == output.etag
    assert curl("--etag-compare", etag, "--output", file, output.url) == (304, 0)
    etag.write_text('"another"')
    assert curl("--etag-compare", etag, "--output", file, output.url) == (200, output.length)
    assert file.read_bytes() == output.bytes
