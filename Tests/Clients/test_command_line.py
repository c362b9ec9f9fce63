"""The command line, the signals, and what is printed."""

import os
import signal
import socket
import subprocess
import time

from types import SimpleNamespace

import pytest

from server import BINARY, OVIS, Mock, assert_wrong, run, until
from wire import Wire, request, submit

OPTIONS = [
    "--host", "--port", "--speed", "--instant", "--profile", "--tokens", "--public-url",
    "--output-url", "--models", "--balance", "--scenario", "--scenarios", "--quiet", "--help"]


def test_help_mentions_every_option_and_exits_0():
    done = run("serve", "--help")
    assert done.returncode == 0
    assert done.stderr == ""
    for option in OPTIONS:
        assert option in done.stdout
    assert run("--help").returncode == 0
    assert "serve" in run("--help").stdout
    assert run("serve", "-h").stdout == done.stdout


def test_version_exits_0():
    done = run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_a_taken_port_is_one_line_and_exit_code_2(mock):
    assert_wrong(run("serve", "--port", str(mock.port)), str(mock.port))


@pytest.mark.parametrize("arguments,words", [
    (["--sped", "5"], ["--sped"]),
    (["--nobody"], ["--nobody"]),
    (["extra"], ["extra"]),
    (["--profile", "documentd"], ["documentd", "documented"]),
    (["--profile", "DEFAULT"], ["default"]),
    (["--profile", ""], ["default", "documented"]),
    (["--port", "70000"], ["--port", "70000"]),
    (["--port", "-1"], ["port"]),
    (["--port", "http"], ["port", "http"]),
    (["--port"], ["--port"]),
    (["--speed", "0"], ["--speed"]),
    (["--speed=-1"], ["--speed"]),
    (["--speed", "fast"], ["--speed", "fast"]),
    (["--speed", "nan"], ["--speed"]),
    (["--speed", "inf"], ["--speed"]),
    (["--speed", "5", "--instant"], ["--speed", "--instant"]),
    (["--host", "999.1.1.1"], ["999.1.1.1"]),
    (["--host", ""], ["host"]),
    (["--tokens", "/nonexistent/tokens"], ["/nonexistent/tokens"]),
    (["--tokens", "/"], ["/"]),
    (["--tokens", ""], []),
    (["--public-url", "ftp://example.com"], ["--public-url", "ftp://example.com"]),
    (["--public-url", "http://example.com/path"], ["--public-url"]),
    (["--public-url", "http://example.com/"], ["--public-url"]),
    (["--public-url", "example.com"], ["--public-url"]),
    (["--public-url", "https://"], ["--public-url"]),
    (["--public-url", "https://a b"], ["--public-url"]),
    (["--public-url", "https://user@example.com"], ["--public-url"]),
    (["--public-url", "https://example.com:99999"], ["--public-url"]),
    (["--public-url", "https://example.com?x"], ["--public-url"]),
    (["--public-url", ""], ["--public-url"]),
    (["--public-url", "https://exa\nmple.com"], ["--public-url"]),
    (["--profile", "docu\nmented"], ["did you mean 'documented'?"]),
    (["--tokens", "/nonexistent/a\nb"], []),
    (["--sp\need"], []),
    (["--output-url", "https://example.com/outputs"], ["--output-url"]),
    (["--scenario", "submit/anser-lost"], ["did you mean 'submit/answer-lost'?"]),
    (["--scenario", ""], ["scenarios list"]),
    (["--scenarios", "/nonexistent"], ["/nonexistent", "No such file"]),
], ids=lambda value: " ".join(value)[:50] if value and str(value[0]).startswith("-") else None)
def test_a_wrong_call_is_one_line_and_exit_code_2(arguments, words):
    port = [] if "--port" in arguments else ["--port", "0"]
    assert_wrong(run("serve", *port, *arguments), *words)


def test_an_unknown_command_is_one_line_and_exit_code_2():
    assert_wrong(run("serv"), "serv")


@pytest.mark.parametrize("content,words", [
    (b"", []), (b"# only a comment\n", []), (b"good\ns3cret bad\n", [":2"]),
    (b"s3cret,bad\n", [":1"]), (b"s3cret" + b"x" * 600, [":1"]), (b"good\n\xff\xfe\n", [":2"])])
def test_a_bad_file_of_tokens_is_told_by_its_line_and_never_by_its_content(
        tmp_path, content, words):
    file = tmp_path / "tokens"
    file.write_bytes(content)
    done = run("serve", "--port", "0", "--tokens", str(file))
    assert_wrong(done, str(file), *words)
    assert "s3cret" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_of_tokens_is_told(tmp_path):
    file = tmp_path / "tokens"
    file.write_text("good\n")
    file.chmod(0)
    assert_wrong(run("serve", "--port", "0", "--tokens", str(file)), str(file))


def test_the_first_line_says_where_it_listens():
    with Mock("--instant") as server:
        assert server.lines[0] == f"runcomfy-mock listening on http://127.0.0.1:{server.port}\n"
        assert server.port > 0
        assert server.errors == []


def test_a_line_is_printed_for_every_call():
    with Mock("--instant") as server:
        job = server.job()
        server.status(job)
        server.get("/nowhere")
        assert server.stop() == 0
    text = "".join(server.lines[1:])
    assert text.count(job) >= 2
    assert "404" in text
    assert server.errors == []


def test_quiet_prints_the_first_line_only():
    with Mock("--instant", "--quiet") as server:
        server.result(server.job())
        server.get("/nowhere")
        assert server.stop() == 0
    assert len(server.lines) == 1 and server.errors == []


def test_a_host_that_others_reach_is_warned_of():
    with Mock("--host", "0.0.0.0", "--quiet") as server:
        warning = until(lambda: list(server.errors))
        assert len(warning) == 1 and "0.0.0.0" in warning[0] and "warning" in warning[0]
        assert server.url == f"http://0.0.0.0:{server.port}"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_within_a_second_though_clients_idle(number):
    with Mock("--instant") as server:
        wires = [Wire(server) for _ in range(20)]
        for wire in wires[:10]:
            wire.send(request("GET", "/_mock/health"))
            assert wire.answer().status == 200
        # One stands in the middle of its head, one in the middle of its body.
        wires[10].send(submit()[:30])
        wires[11].send(submit()[:-5])
        wires[12].send(submit(OVIS, b"", "Transfer-Encoding: chunked") + b"5\r\nabc")
        started = time.monotonic()
        assert server.stop(number) == 0
        assert time.monotonic() - started < 1
        for wire in wires:
            wire.__exit__()


def test_a_port_is_free_again_as_soon_as_its_server_has_ended():
    with Mock("--instant", "--quiet") as server:
        with Wire(server) as wire:
            wire.send(request("GET", "/_mock/health"))
            assert wire.answer().status == 200
            assert server.stop() == 0
    process = subprocess.Popen(
        [BINARY, "serve", "--quiet", "--port", str(server.port)], stdout=subprocess.PIPE)
    try:
        line = process.stdout.readline().decode()
        assert line == f"runcomfy-mock listening on http://127.0.0.1:{server.port}\n"
    finally:
        process.terminate()
        assert process.wait(timeout=10) == 0
        process.stdout.close()


def test_nobody_is_served_after_the_end():
    with Mock("--instant", "--quiet") as server:
        assert server.stop() == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=5)


def test_a_reader_who_stops_reading_does_not_stop_the_server():
    process = subprocess.Popen(
        [BINARY, "serve", "--instant", "--port", "0"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)
    try:
        port = int(process.stdout.readline().decode().rsplit(":", 1)[1])
        with Wire(SimpleNamespace(port=port)) as wire:
            # More lines than a pipe holds.
            for _ in range(30):
                wire.send(request("GET", "/nowhere") * 100)
                for _ in range(100):
                    assert wire.answer().status == 404
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - started < 1
    finally:
        process.kill()
        process.stdout.close()


def test_a_closed_output_does_not_stop_the_server():
    process = subprocess.Popen(
        [BINARY, "serve", "--instant", "--port", "0"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)
    try:
        port = int(process.stdout.readline().decode().rsplit(":", 1)[1])
        process.stdout.close()
        with Wire(SimpleNamespace(port=port)) as wire:
            for _ in range(50):
                wire.send(request("GET", "/nowhere"))
                assert wire.answer().status == 404
        process.terminate()
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
