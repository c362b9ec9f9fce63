"""`check` from the command line: against a mock of its own and others, chosen, reported, and with bad input."""

import http.server
import json
import os
import socket
import subprocess
import threading
import xml.etree.ElementTree as xml

import pytest

from server import BINARY, ROOT, Mock, assert_wrong, run

CONTRACT = sorted(
    f"{path.parent.name}/{path.stem}" for path in (ROOT / "scenarios").glob("*/*.yaml")
    if "\nsteps:\n" in path.read_text())

WRONG = """\
version: 1
story: mine/wrong
title: A promise that no mock keeps
promise: status.in-queue
script: { job: { queue: forever } }
steps:
  - submit: image
  - status:
    expect: { body: { status: waiting } }
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "wrong.yaml").write_text(WRONG)
    return tmp_path


def checked(tmp_path, *options, code=0):
    """The JSON report of a run."""
    path = tmp_path / "report.json"
    done = run("check", "--json", str(path), *options)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(path.read_text()), done


def by_name(report):
    return {story["name"]: story for story in report["stories"]}


# MARK: the mock keeps its promises

@pytest.mark.parametrize("profile", ["default", "documented"])
def test_every_promise_is_kept_by_the_mock(tmp_path, profile):
    report, done = checked(tmp_path, "--profile", profile)
    assert list(by_name(report)) == CONTRACT
    assert {story["verdict"] for story in report["stories"]} == {"kept"}
    assert f"{len(CONTRACT)} stories: {len(CONTRACT)} kept" in done.stdout
    assert done.stderr.count("\n") == len(CONTRACT)


def test_the_report_says_which_side_of_a_switch_was_met(tmp_path):
    sides = {
        profile: {name: story["sides"] for name, story in
                  by_name(checked(tmp_path, "--profile", profile)[0]).items()}
        for profile in ("default", "documented")}
    for name, default, documented in [
            ("result/succeeded", ["completed"], ["succeeded"]),
            ("result/ended-key", ["completed_at"], ["finished_at"]),
            ("errors/token", ["401 with 400004"], ["400 with 400004"])]:
        assert sides["default"][name] == default
        assert sides["documented"][name] == documented


def test_a_running_mock_is_checked_whatever_its_speed(tmp_path, slow, documented):
    for server in (slow, documented):
        report, _ = checked(tmp_path, "--target", server.url)
        assert {story["verdict"] for story in report["stories"]} == {"kept"}
        assert report["origin"] == server.url
        assert report["product"].startswith("runcomfy-mock ")


def test_a_mock_that_knows_its_tokens_is_checked_with_one_of_them(tmp_path):
    tokens = tmp_path / "tokens.txt"
    tokens.write_text("mine\nother\n")
    with Mock("--tokens", str(tokens)) as server:
        def verdicts(*options, **env):
            _, report = live(server.url, "--only", "errors/*", *options,
                             report=tmp_path / "report.json", **env)
            return {story["verdict"] for story in report["stories"]}
        # A token that is meant for the real API is not tried.
        assert "inconclusive" in verdicts(RUNCOMFY_TOKEN="mine")
        for _ in range(2):  # the second run finds nothing used up
            done, report = live(server.url, "--token-variable", "MY_TOKEN", MY_TOKEN="mine",
                                report=tmp_path / "report.json")
            assert done.returncode == 0, done.stdout
            skipped = [story["name"] for story in report["stories"] if story["verdict"] != "kept"]
            assert skipped == ["token/tenant"]


def test_a_slash_behind_the_origin_is_no_path(mock):
    done = run("check", "--target", mock.url + "/", "--only", "submit/*")
    assert (done.returncode, done.stdout[:2]) == (0, "2 ")


def test_a_mock_that_does_not_know_a_story_is_not_blamed_for_its_token(folder, mock):
    done = run("check", "--target", mock.url, "--scenarios", str(folder / "mine"), "--only", "mine/*")
    assert done.returncode == 1
    assert "errors.unknown-story's matter" in done.stdout and "--scenarios" in done.stdout


# MARK: choosing

def test_patterns_choose(tmp_path):
    def chosen(*options):
        return list(by_name(checked(tmp_path, *options)[0]))
    assert chosen("--only", "cancel/*") == [name for name in CONTRACT if name.startswith("cancel/")]
    assert chosen("--only", "**/unknown-*") == [n for n in CONTRACT if n.split("/")[-1].startswith("unknown-")]
    assert chosen("--only", "cancel/*", "--skip", "cancel/in-*") == [
        n for n in CONTRACT if n.startswith("cancel/") and not n.startswith("cancel/in-")]
    assert chosen("--skip", "errors/**", "--only", "errors/token", "--only", "cancel/ended") == ["cancel/ended"]


@pytest.mark.parametrize("options,words", [
    (["--only", "cancl/ended"], ["'cancl/ended' matches no story", "did you mean 'cancel/ended'?"]),
    (["--skip", "nothing/*"], ["'nothing/*' matches no story"]),
    (["--only", "Cancel/*"], ["'Cancel/*' is no pattern"]),
    (["--only", "cancel/*", "--skip", "**"], ["no story is left"]),
    (["--target", "127.0.0.1:80"], ["--target", "https://"]),
    (["--target", "http://127.0.0.1/v1"], ["without a path"]),
    (["--target", "http://127.0.0.1:9", "--profile", "default"], ["--profile"]),
    (["--target", "http://127.0.0.1:9"], ["127.0.0.1:9", "refused"]),
    (["--target", "http://no-such-host.invalid"], ["no-such-host.invalid"]),
    (["--profile", "documentd"], ["did you mean 'documented'?"]),
    (["--max-jobs", "-1"], ["--max-jobs"]),
    (["--timeout", "0"], ["--timeout"]),
    (["--parallel", "0"], ["--parallel"]),
    (["--html", "/nonexistent/report.html"], ["/nonexistent/report.html", "No such file"]),
    (["--ca-file", "/nonexistent.pem"], ["/nonexistent.pem"]),
    (["--known-failing", "/nonexistent.txt"], ["/nonexistent.txt"]),
    (["--submissions", "/nonexistent.yaml"], ["/nonexistent.yaml"]),
    (["--scenarios", "/nonexistent"], ["/nonexistent"]),
    (["--tokn", "x"], ["--tokn"]),
    (["--token-variable", "NO_SUCH_TOKEN"], ["the mock needs a token", "NO_SUCH_TOKEN"]),
])
def test_a_wrong_call_is_told_so(options, words):
    assert_wrong(run("check", *options), *words)


def test_a_story_with_a_mistake_is_told_with_its_place(tmp_path):
    (tmp_path / "bad.yaml").write_text(WRONG.replace("status:\n    expect", "staus:\n    expect"))
    assert_wrong(run("check", "--scenarios", str(tmp_path)),
                 "bad.yaml:8:5: error: steps[1].staus: unknown key; did you mean 'status'?")


# MARK: what fails

def test_a_broken_promise_is_shown_with_what_was_expected_and_found(folder, tmp_path):
    report, done = checked(tmp_path, "--scenarios", str(folder / "mine"), "--only", "mine/*", code=1)
    story = by_name(report)["mine/wrong"]
    assert story["verdict"] == "broken"
    assert story["findings"] == [
        {"step": 2, "place": "body/status", "expected": '"waiting"', "found": '"in_queue"'}]
    assert story["steps"][1]["line"] == 8
    assert story["steps"][2]["title"] == "clean-up"
    assert story["steps"][2]["exchanges"][0]["answer"]["status"] == 202
    for words in ("broken  mine/wrong", 'expected  "waiting"', 'found     "in_queue"', "1 story: 1 broken"):
        assert words in done.stdout


def test_a_known_failure_is_no_failure_and_a_stale_one_is(folder, tmp_path):
    known = tmp_path / "known.txt"
    options = ["--scenarios", str(folder / "mine"), "--known-failing", str(known)]
    known.write_text("# waiting for a release\nmine/wrong  # since May\n")
    report, _ = checked(tmp_path, *options)
    assert by_name(report)["mine/wrong"]["known_to_fail"]
    known.write_text("mine/wrong\ncancel/ended\n")
    report, done = checked(tmp_path, *options, code=1)
    assert report["stale"] == [{"pattern": "cancel/ended", "line": 2}]
    assert "cancel/ended" in done.stdout
    known.write_text("mine/wrong\ncancel/endd\n")
    assert_wrong(run("check", *options), "known.txt:2:", "did you mean 'cancel/ended'?")
    known.write_text("mine/wrong\nno pattern!\n")
    assert_wrong(run("check", *options), "known.txt:2:", "is no pattern")


def test_a_flaky_story_decides_nothing(folder, tmp_path):
    flaky = tmp_path / "flaky.txt"
    options = ["--scenarios", str(folder / "mine"), "--known-flaky", str(flaky)]
    flaky.write_text("mine/wrong\ncancel/ended\n")
    report, _ = checked(tmp_path, *options)
    assert by_name(report)["mine/wrong"]["known_to_fail"]
    assert report["stale"] == []
    flaky.write_text("mine/wrong\ncancel/endd\n")
    assert_wrong(run("check", *options), "flaky.txt:2:", "did you mean 'cancel/ended'?")


def test_every_form_of_report_says_the_same(folder, tmp_path):
    files = {kind: tmp_path / f"out.{kind}" for kind in ("junit", "tap", "html")}
    options = [part for kind, path in files.items() for part in (f"--{kind}", str(path))]
    report, _ = checked(tmp_path, "--scenarios", str(folder / "mine"), *options, code=1)
    cases = list(xml.parse(files["junit"]).getroot().iter("testcase"))
    assert len(cases) == len(report["stories"])
    assert [case.get("name") for case in cases if case.find("failure") is not None] == ["wrong"]
    lines = files["tap"].read_text().splitlines()
    assert lines[0] == "TAP version 14" and f"1..{len(cases)}" in lines
    assert [line.split(" - ")[1] for line in lines if line.startswith("not ok")] == ["mine/wrong"]
    page = files["html"].read_text()
    for words in ("mine/wrong", "<!doctype html>", "status.in-queue", "/v1/requests/"):
        assert words.lower() in page.lower()
    assert "http-equiv" in page and "<script src" not in page and "<link" not in page


def test_a_report_has_standard_output_to_itself(tmp_path):
    done = run("check", "--only", "cancel/ended", "--json", "/dev/stdout")
    assert by_name(json.loads(done.stdout)).keys() == {"cancel/ended"}
    assert "1 story: 1 kept" in done.stderr
    file = tmp_path / "all.txt"
    file.write_text("before\n")
    with file.open("a") as output:
        subprocess.run([BINARY, "check", "--only", "cancel/ended", "--tap", "/dev/stdout"],
                       stdout=output, stderr=subprocess.DEVNULL, timeout=20, check=True)
    assert file.read_text().startswith("before\nTAP version 14\n1..1\n")
    assert file.read_text().endswith("ok 1 - cancel/ended\n")


def test_a_report_that_cannot_be_written_takes_nothing_else_along(tmp_path):
    page = tmp_path / "report.html"
    done = run("check", "--only", "cancel/ended", "--json", "/dev/full", "--html", str(page))
    assert done.returncode == 70
    assert "cannot write /dev/full: No space left" in done.stderr
    assert "1 story: 1 kept" in done.stdout
    assert page.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("closed,code", [("2>&-", 0), ("1>&-", 70), ("0<&-", 0), ("0<&- 1>&- 2>&-", 70)])
def test_a_stream_that_is_closed_is_no_report(tmp_path, closed, code):
    report = tmp_path / "report.json"
    command = f'"{BINARY}" check --only "cancel/*" --json "{report}" {closed}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=20)
    assert done.returncode == code
    assert report.read_bytes().startswith(b'{"version":1,')
    json.loads(report.read_text())


def test_an_old_report_stays_when_the_call_is_wrong(tmp_path):
    page = tmp_path / "report.html"
    page.write_text("old")
    run("check", "--html", str(page), "--target", "http://127.0.0.1:9")
    assert page.read_text() == "old"


# MARK: servers that are something else

class Page(http.server.BaseHTTPRequestHandler):
    """Answers everything with a page."""

    protocol_version = "HTTP/1.1"

    def do(self):
        self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 1 << 20))
        page = b"<html><body>It works!</body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(page)

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = do

    def log_message(self, *_):
        pass


class Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def live(url, *options, report, **env):
    env = {**os.environ, "RUNCOMFY_TOKEN": "token-of-mine", "RUNCOMFY_OTHER_TOKEN": "token-of-others", **env}
    done = subprocess.run(
        [BINARY, "check", "--target", url, "--json", str(report), *options], env=env,
        capture_output=True, text=True, timeout=120)
    return done, json.loads(report.read_text())


def test_a_server_that_answers_with_pages_fails_story_by_story(tmp_path):
    with Quiet(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        done, report = live(url, "--max-jobs", "5", report=tmp_path / "report.json")
        server.shutdown()
    assert done.returncode == 1
    words = [story["verdict"] for story in report["stories"]]
    assert words.count("kept") <= 1 and words.count("broken") > 10
    assert "a body of type text/html" in done.stdout


def test_a_server_that_hangs_is_given_up_story_by_story(tmp_path):
    """It answers the first question and never again."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        kept = []

        def serve():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                kept.append(connection)
                if len(kept) == 1:
                    connection.recv(65536)
                    connection.sendall(
                        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    connection.close()

        threading.Thread(target=serve, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        done, report = live(url, "--max-jobs", "0", "--timeout", "0.1", "--only", "catalogue/*",
                            report=tmp_path / "report.json")
    assert done.returncode == 1
    assert all("no answer within" in story["reasons"][0] for story in report["stories"])
    for connection in kept:
        connection.close()
