"""`check` against a mock that plays the real API: what it may cost, what it may say, and what it leaves behind."""

import http.server
import json
import os
import pty
import re
import signal
import socket
import subprocess
import threading

import pytest

from real_api import OTHER, TOKEN, RealAPI, envelope
from server import BINARY, assert_wrong, until

PLAN = re.compile(r"(\d+) stor(?:y is|ies are) sent to it and starts? (?:at most (\d+) jobs?|no job)")


def environment(own=TOKEN, other=OTHER):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RUNCOMFY_")}
    if own:
        kept["RUNCOMFY_TOKEN"] = own
    if other:
        kept["RUNCOMFY_OTHER_TOKEN"] = other
    return kept


def check(api, *options, env=None, **more):
    return subprocess.run(
        [BINARY, "check", "--target", api.url, "--ca-file", api.authority, *options],
        capture_output=True, text=True, timeout=120, env=env or environment(),
        **(more or {"stdin": subprocess.DEVNULL}))


@pytest.fixture
def api(tmp_path):
    with RealAPI(tmp_path) as real:
        yield real


def verdicts(path):
    return {story["name"]: story for story in json.loads(path.read_text())["stories"]}


# Time passes as on the wall, and twenty polls in a row last longer than a job.
REAL_TIME = """\
version: 1
story: real/api
title: Jobs of two seconds
script:
  job: { queue: 1s, run: 600ms }
  delays: [{ on: [status, result], for: 80ms }]
"""


def test_a_whole_run_keeps_to_its_plan_and_leaves_no_job(tmp_path):
    with RealAPI(tmp_path, script=REAL_TIME) as api:
        whole_run(api, tmp_path)


def whole_run(api, tmp_path):
    report = tmp_path / "report.json"
    done = check(api, "--max-jobs", "100", "--json", str(report))
    assert done.returncode == 0, done.stdout + done.stderr
    plan = PLAN.search(done.stderr)
    assert plan, done.stderr
    assert 0 < len(api.submits) <= int(plan[2])
    assert "aidc-ai/ovis-image" in done.stderr
    found = verdicts(report)
    words = [story["verdict"] for story in found.values()]
    assert words.count("kept") == int(plan[1])
    assert set(words) == {"kept", "skipped"}
    assert found["mock/health"]["reasons"] == ["it is about the mock itself"]
    assert found["status/failed"]["reasons"] == ["it needs a script, which only a mock plays"]
    assert set(api.states().values()) <= {"completed", "cancelled", "failed"}
    assert all(not call.path.startswith("/_mock/v1") for call in api.calls)
    # One story at a time, and the cheapest first: no picture is waited for before the last one is cancelled.
    first_download = next(i for i, call in enumerate(api.calls) if "/outputs/" in call.path)
    assert first_download > api.calls.index(api.of("POST", ".*/cancel")[0])


def test_tokens_are_told_nobody(api, tmp_path):
    files = {kind: tmp_path / f"report.{kind}" for kind in ("json", "html", "junit", "tap")}
    options = [part for kind, path in files.items() for part in (f"--{kind}", str(path))]
    # A server that repeats what it was sent, and breaks promises, so that it is quoted.
    def echo(handler, token):
        if handler.path == "/v1/models/categories":
            text = json.dumps({"error_code": 1, "error_message": f"{token} {handler.headers}"}).encode()
            return 200, [("Content-Type", "application/json"), ("Content-Length", str(len(text))),
                         ("X-Token", token)], text
        return None
    api.rules.append(echo)
    done = check(api, "--max-jobs", "0", *options)
    assert done.returncode == 1
    assert "catalogue/categories" in done.stdout
    texts = [done.stdout, done.stderr, *(path.read_text() for path in files.values())]
    for text in texts:
        assert text and TOKEN not in text and OTHER not in text


@pytest.mark.parametrize("jobs", [0, 1, 3])
def test_no_more_jobs_are_started_than_are_allowed(api, jobs, tmp_path):
    report = tmp_path / "report.json"
    done = check(api, "--max-jobs", str(jobs), "--json", str(report))
    assert done.returncode == 0, done.stdout
    assert len(api.submits) <= jobs
    assert (jobs == 0) == (api.of("POST", "/v1/models/.*") == [])
    skipped = [story for story in verdicts(report).values() if story["verdict"] == "skipped"]
    assert any("allowed" in story["reasons"][0] for story in skipped)


def test_a_server_that_takes_everything_gets_no_more_submits_than_are_allowed(api, tmp_path):
    """One that accepts what it ought to refuse."""
    taken = []

    def accept(handler, token):
        if handler.command == "POST" and handler.path.startswith("/v1/models/"):
            job = f"00000000-0000-4000-8000-{len(taken):012}"
            taken.append(job)
            text = json.dumps({"request_id": job}).encode()
            return 200, [("Content-Type", "application/json"), ("Content-Length", str(len(text)))], text
        return None

    api.rules.append(accept)
    done = check(api, "--max-jobs", "2")
    assert done.returncode == 1
    assert len(taken) == 2
    for job in taken:
        assert api.of("POST", f"/v1/requests/{job}/cancel")


def test_a_balance_that_runs_out_breaks_no_promise(api, tmp_path):
    """The third job is one too many for the account."""
    def charge(handler, token):
        if handler.command == "POST" and handler.path.startswith("/v1/models/aidc-ai/ovis-image"):
            if len(api.submits) >= 2:
                return envelope(402, 400002)
        return None

    api.rules.append(charge)
    report = tmp_path / "report.json"
    done = check(api, "--max-jobs", "100", "--json", str(report))
    assert done.returncode == 1
    found = verdicts(report)
    assert "broken" not in {story["verdict"] for story in found.values()}
    stuck = [story for story in found.values() if story["verdict"] == "inconclusive"]
    assert stuck
    assert all("errors.no-balance" in story["reasons"][0] for story in stuck), stuck


def test_a_rate_limit_is_obeyed(api):
    """Every second submit is put off for a second."""
    put_off = []

    def limit(handler, token):
        if handler.command == "POST" and handler.path.startswith("/v1/models/") and len(put_off) < 2:
            put_off.append(api.now())
            return envelope(429, 429001, **{"Retry-After": "1"})
        return None

    api.rules.append(limit)
    done = check(api, "--max-jobs", "9", "--only", "cancel/in-queue")
    assert done.returncode == 0, done.stdout
    assert len(put_off) == 2 and len(api.submits) == 1
    assert put_off[1] - put_off[0] >= 1


def test_polls_are_polite(tmp_path):
    with RealAPI(tmp_path, hurries=False) as api:
        done = check(api, "--max-jobs", "9", "--only", "output/served")
        assert done.returncode == 0, done.stdout
        polls = [call.time for call in api.of("GET", "/v1/requests/.*/result")]
        assert len(polls) >= 3
        assert min(later - earlier for earlier, later in zip(polls, polls[1:])) >= 0.9


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_cancels_its_jobs(tmp_path, number):
    forever = "version: 1\nstory: real/api\ntitle: Nothing moves\nscript: { job: { queue: forever } }\n"
    with RealAPI(tmp_path, script=forever) as api:
        process = subprocess.Popen(
            [BINARY, "check", "--target", api.url, "--ca-file", api.authority, "--max-jobs", "5",
             "--only", "result/succeeded"],
            env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
            # The tests themselves may run under nohup, which their children would inherit.
            preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))
        until(lambda: api.of("GET", "/v1/requests/.*/(status|result)"))
        process.send_signal(number)
        output, errors = process.communicate(timeout=20)
        assert process.returncode == 1
        assert "interrupted" in errors and "not reached" in output
        assert list(api.states().values()) == ["cancelled"]


# MARK: before anything is sent

def test_a_slash_behind_https_is_encrypted_all_the_same(api):
    done = subprocess.run(
        [BINARY, "check", "--target", api.url + "/", "--ca-file", api.authority, "--max-jobs", "0",
         "--only", "catalogue/list"],
        capture_output=True, text=True, timeout=20, env=environment())
    assert done.returncode == 0, done.stderr


def test_a_server_that_is_well_is_no_mock_yet(api):
    """Many answer a health check like that."""
    def health(handler, token):
        if handler.path == "/_mock/health":
            text = b'{"status":"ok","version":"2.1"}'
            return 200, [("Content-Type", "application/json"), ("Content-Length", str(len(text)))], text
        return None

    api.first_rules.append(health)
    done = check(api, "--max-jobs", "0", "--only", "submit/*", "--only", "catalogue/list")
    assert done.returncode == 0, done.stdout
    assert "is treated as the real API" in done.stderr
    assert api.submits == []


def test_without_a_token_nothing_is_sent(api):
    done = check(api, "--max-jobs", "1", env=environment(own=None))
    assert done.returncode == 2
    assert "RUNCOMFY_TOKEN" in done.stderr and done.stdout == ""
    assert {call.path for call in api.calls} == {"/_mock/health"}


def test_without_the_token_of_somebody_else_its_stories_are_skipped(api, tmp_path):
    report = tmp_path / "report.json"
    done = check(api, "--max-jobs", "9", "--only", "errors/**", "--json", str(report),
                 env=environment(other=None))
    assert done.returncode == 0, done.stdout
    story = verdicts(report)["errors/foreign-request"]
    assert (story["verdict"], story["reasons"]) == ("skipped", ["it needs the token of somebody else"])


def test_without_a_limit_and_nobody_to_ask_nothing_is_sent(api):
    done = check(api)
    assert done.returncode == 2
    assert "--max-jobs" in done.stderr
    assert {call.path for call in api.calls} == {"/_mock/health"}


def test_the_limit_that_it_names_is_enough(api, tmp_path):
    """Submits that ought to be refused start no job, and are not sent where none is allowed."""
    asked = check(api, "--only", "errors/schema")
    jobs = re.search(r"--max-jobs (\d+) for all of them", asked.stderr)[1]
    report = tmp_path / "report.json"
    done = check(api, "--only", "errors/schema", "--max-jobs", jobs, "--json", str(report))
    assert done.returncode == 0, done.stdout
    assert verdicts(report)["errors/schema"]["verdict"] == "kept"


@pytest.mark.parametrize("answer,code", [("y\n", 0), ("yes\n", 0), ("n\n", 1), ("\n", 1)])
def test_it_asks_before_it_starts_jobs(api, answer, code):
    leader, follower = pty.openpty()
    with subprocess.Popen(
            [BINARY, "check", "--target", api.url, "--ca-file", api.authority, "--only",
             "cancel/in-queue"], env=environment(), stdin=follower, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True) as process:
        os.write(leader, answer.encode())
        output, errors = process.communicate(timeout=20)
    os.close(leader)
    os.close(follower)
    assert process.returncode == code, errors
    assert "1 story is sent to it and starts at most 1 job, on aidc-ai/ovis-image" in errors and "[y/N]" in errors
    assert len(api.submits) == (1 if answer.startswith("y") else 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_question_can_be_interrupted(api, number):
    leader, follower = pty.openpty()
    with subprocess.Popen(
            [BINARY, "check", "--target", api.url, "--ca-file", api.authority, "--only",
             "cancel/in-queue"], env=environment(), stdin=follower, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE) as process:
        errors = b""
        while b"[y/N]" not in errors:
            errors += os.read(process.stderr.fileno(), 4096)
        process.send_signal(number)
        output, _ = process.communicate(timeout=20)
    os.close(leader)
    os.close(follower)
    assert (process.returncode, output, api.submits) == (1, b"", [])


def test_a_first_question_that_hangs_can_be_interrupted():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        process = subprocess.Popen(
            [BINARY, "check", "--target", f"http://127.0.0.1:{listener.getsockname()[1]}"],
            env=environment(), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        connection, _ = listener.accept()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        connection.close()
    assert process.returncode == 1
    assert errors.startswith("interrupted")


def test_nohup_is_respected(tmp_path):
    forever = "version: 1\nstory: real/api\ntitle: Nothing moves\nscript: { job: { queue: forever } }\n"
    with RealAPI(tmp_path, script=forever) as api:
        process = subprocess.Popen(
            ["nohup", BINARY, "check", "--target", api.url, "--ca-file", api.authority,
             "--max-jobs", "5", "--only", "result/succeeded"],
            env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        until(lambda: api.of("GET", "/v1/requests/.*/(status|result)"))
        process.send_signal(signal.SIGHUP)
        seen = len(api.calls)
        until(lambda: len(api.calls) > seen)
        assert not api.of("POST", "/v1/requests/.*/cancel")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert process.returncode == 1


@pytest.mark.parametrize("host", ["api.example", "localhost.example", "127.0.0.1.example"])
def test_a_token_is_not_sent_in_the_clear(host):
    seen = []

    class Proxy(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, self.headers.get("Authorization")))
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        env = {**environment(), "NO_PROXY": "", "no_proxy": "",
               "http_proxy": f"http://127.0.0.1:{server.server_address[1]}"}
        done = subprocess.run(
            [BINARY, "check", "--target", f"http://{host}", "--max-jobs", "1"], capture_output=True,
            text=True, timeout=20, env=env)
        server.shutdown()
    assert_wrong(done, "unencrypted", "https")
    assert seen == [(f"http://{host}/_mock/health", None)]


def test_an_authority_that_is_not_known_is_not_trusted(api):
    done = subprocess.run(
        [BINARY, "check", "--target", api.url, "--max-jobs", "1"], capture_output=True, text=True,
        timeout=20, env=environment())
    assert done.returncode == 2
    assert "no trusted connection" in done.stderr
    assert api.calls == []


def test_a_run_that_asks_nothing_is_no_success(api):
    done = check(api, "--max-jobs", "0", "--only", "cancel/*")
    assert done.returncode == 1
    assert "every story was skipped" in done.stderr
    assert "of 0 allowed 0 are left" in done.stdout


def test_models_are_a_setting(api, tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "image: { model: ideogram/ideogram-v2/generate, input: { prompt: a pier } }\n")
    done = check(api, "--max-jobs", "9", "--only", "submit/**", "--submissions", str(mine))
    assert done.returncode == 0, done.stdout
    assert "ideogram/ideogram-v2/generate" in done.stderr
    assert {call.path for call in api.submits} == {"/v1/models/ideogram/ideogram-v2/generate"}


def test_a_token_for_the_real_api_goes_to_no_mock(mock):
    done = subprocess.run(
        [BINARY, "check", "--target", mock.url, "--only", "submit/*"], capture_output=True, text=True,
        timeout=20, env=environment())
    assert done.returncode == 0, done.stdout
    assert not any(TOKEN in line for line in mock.lines + mock.errors)
